//! Conditions: what a statement is tied to, and whether its limbs are joined by "and" or "or".

use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::relation::Relation;
use crate::term::Term;
use crate::token::Kind;
use std::ops::Range;

/// How the statement is tied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tie {
    /// Not when it holds: unless, except.
    Unless,
    /// Only when it holds: if, provided, subject to.
    If,
    /// Whether it holds or not: regardless of.
    Regardless,
    /// Said to move with it: tied to, depends on.
    Tied,
    /// Said to have no exception.
    NoException,
}

/// How the limbs of the condition are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Join {
    /// One limb.
    One,
    /// Both must hold.
    And,
    /// Either is enough.
    Or,
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// How it ties.
    pub tie: Tie,
    /// How its limbs are joined.
    pub join: Join,
    /// Whether it leaves out a thing ("except Jakarta"), not a case.
    pub of_things: bool,
    /// What it is about.
    pub terms: Vec<Term>,
    /// Folded bytes of the condition, cue included.
    pub range: Range<usize>,
}

impl Condition {
    /// `unless, both limbs`.
    pub fn words(&self) -> String {
        let tie = match self.tie {
            Tie::Unless => "unless",
            Tie::If => "if",
            Tie::Regardless => "regardless of",
            Tie::Tied => "tied to",
            Tie::NoException => return "no exception".to_owned(),
        };
        format!("{tie}, {}", self.join.words())
    }
}

impl Join {
    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Join::One => "one limb",
            Join::And => "both limbs (and)",
            Join::Or => "either limb (or)",
        }
    }

    /// The claim's join against the fact's, when the condition is the same.
    pub fn relate(self, fact: Join) -> Relation {
        match (self, fact) {
            (a, b) if a == b => Relation::Equal,
            // "Either is enough" lets the exception in more often than "both".
            (Join::Or | Join::One, Join::And) => Relation::Broader,
            (Join::And, Join::Or | Join::One) => Relation::Narrower,
            _ => Relation::Unrelated,
        }
    }
}

/// Reads the first condition of a clause: from its cue to the clause's end.
pub fn read(clause: &Clause) -> Option<Condition> {
    if clause.is_particle(0, Particle::Inverted) && clause.tokens.len() > 2 {
        // "Should the vote fail, ...".
        let (tie, join, terms) = (Tie::If, Join::One, clause.terms(1..clause.tokens.len()));
        return Some(Condition {
            tie,
            join,
            terms,
            of_things: false,
            range: clause.range(0, clause.tokens.len() - 1),
        });
    }
    let (at, sense) = clause.all(Category::Condition).next()?;
    let denied = clause.negators(at, 3) % 2 == 1;
    let tie = match sense.concept().id {
        "unless" | "except" | "boilerplate" => Tie::Unless,
        "independent" => Tie::Regardless,
        "no-exception" => Tie::NoException,
        "tied" if denied => Tie::Regardless,
        "tied" => Tie::Tied,
        _ => Tie::If,
    };
    let behind = at + 1..clause.tokens.len();
    let joined = |by| behind.clone().any(|i| clause.is_particle(i, by) && splits_limbs(clause, i));
    let join = if joined(Particle::LimbOr) {
        Join::Or
    } else if joined(Particle::LimbAnd) {
        Join::And
    } else {
        Join::One
    };
    // Chinese ties to what stands before the word: 與技術進展掛鉤.
    // So does 離島除外.
    let before = clause.tokens[at].kind == Kind::Han && clause.terms(behind.clone()).is_empty();
    let from = if before && matches!(tie, Tie::Unless | Tie::If) { 0 } else { at };
    let range = clause.range(from, clause.tokens.len().saturating_sub(1));
    // "Unless otherwise stated" is about nothing in particular.
    let terms = match sense.concept().id {
        "boilerplate" => Vec::new(),
        _ if before => clause.terms(0..at),
        _ => clause.terms(behind),
    };
    let of_things = sense.concept().id == "except";
    Some(Condition { tie, join, of_things, terms, range })
}

/// A limb follows the word: a negation or a verb, not one more noun.
fn splits_limbs(clause: &Clause, at: usize) -> bool {
    let next = at + 1..(at + 4).min(clause.tokens.len());
    let denies = |i: usize| clause.tokens[i].is(Category::Negation, "negated-adjective");
    next.clone().any(|i| clause.negates(i) || denies(i))
        || next.take(1).any(|i| {
            clause.tokens[i].kind != Kind::Number && clause.tokens[i].of(Category::Verb).is_some()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn or_is_broader_than_and_and_the_converse_is_narrower() {
        assert_eq!(Join::Or.relate(Join::And), Relation::Broader);
        assert_eq!(Join::And.relate(Join::Or), Relation::Broader.converse());
    }
}
