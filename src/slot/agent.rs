//! Agents: by whom something is done, paid or held, where a text says so: "by X", 由 X.
//!
//! Source of the sides that name no one: `rules/words/noun-side.toml`.

use crate::clause::{Clause, name};
use crate::lexicon::{Category, Particle, Sense};
use crate::relation::Relation;
use crate::term::Term;
use crate::token::{Kind, Token};
use std::ops::Range;

/// How many tokens behind "by" or 由 the agent reaches.
const REACH: usize = 5;

/// By whom something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The names and the sides: customers, the state.
    pub who: Vec<Term>,
    /// What is done, where a verb says so.
    pub act: Option<Sense>,
    /// Bytes of the agent's words.
    pub range: Range<usize>,
}

impl Agent {
    /// The claim's agent against the fact's, of the same act on the same thing. Sides that may be
    /// one party (a company and its name) do not exclude each other.
    pub fn relate(&self, fact: &Agent) -> Relation {
        let shared = self.who.iter().any(|t| fact.who.contains(t));
        if shared {
            return Relation::Equal;
        }
        let apart = |a: &Term, b: &Term| match (side(*a), side(*b)) {
            (None, None) => true,
            (Some(side), None) | (None, Some(side)) => side.concept().kind == "side-public",
            (Some(a), Some(b)) => {
                let public = a.concept().kind == "side-public" || b.concept().kind == "side-public";
                let pair = a.concept().opposite == Some(b);
                pair || public && a.concept().kind != b.concept().kind
            }
        };
        let all = self.who.iter().all(|a| fact.who.iter().all(|b| apart(a, b)));
        match all && !self.who.is_empty() && !fact.who.is_empty() {
            true => Relation::Disjoint,
            false => Relation::Unrelated,
        }
    }

    /// Whether both tell the same act: the same verb, or one of the same frame, or one is not said.
    pub fn same_act(&self, other: &Agent) -> bool {
        match (self.act, other.act) {
            (Some(a), Some(b)) => {
                let frame = a.concept().frame;
                a == b || !frame.is_empty() && frame == b.concept().frame
            }
            _ => true,
        }
    }
}

/// The side that a term is of, where it is no name.
fn side(term: Term) -> Option<Sense> {
    term.sense().filter(|s| s.concept().kind.starts_with("side-"))
}

/// Reads the agents of a clause.
pub fn read(clause: &Clause) -> Vec<Agent> {
    (0..clause.tokens.len()).filter_map(|at| agent(clause, at)).collect()
}

fn agent(clause: &Clause, at: usize) -> Option<Agent> {
    let latin = clause.tokens[at].kind == Kind::Latin;
    let verb = |t: &Token| t.of(Category::Verb);
    let marked = match latin {
        true => clause.is_word(at, "by") && at > 0,
        false => clause.is_particle(at, Particle::By),
    };
    if !marked {
        return None;
    }
    let last = clause.tokens.len().min(at + 1 + REACH);
    // 由 names who acts up to the verb; "by" up to the next mark, verb or little word.
    let inside = |i: &usize| {
        let token = &clause.tokens[*i];
        let named = name(token).is_some();
        let stops = token.kind == Kind::Number
            || matches!(token.kind, Kind::Mark(c) if c != '\'' && c != '-' && c != '、')
            || !named && verb(token).is_some();
        !stops
    };
    let end = (at + 1..last).find(|i| !inside(i)).unwrap_or(last);
    let tokens = clause.tokens.get(at + 1..end)?;
    let who: Vec<Term> = tokens.iter().filter_map(|t| name(t).or_else(|| sides(t))).collect();
    let act = match latin {
        true => clause.tokens[at.saturating_sub(3)..at].iter().rev().find_map(verb),
        false => clause.tokens.get(end).and_then(verb),
    };
    let said = match latin {
        true => act.is_some(),
        false => true,
    };
    let range = clause.range(at, end.saturating_sub(1).max(at));
    (said && !who.is_empty()).then_some(Agent { who, act, range })
}

fn sides(token: &Token) -> Option<Term> {
    let mut senses = token.senses.iter();
    senses.find(|s| s.concept().kind.starts_with("side-")).map(|s| Term::concept(*s))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_exclude_each_other_both_ways_and_the_same_agree() {
        let of = |name: &str| Agent { who: vec![Term::name(name)], act: None, range: 0..0 };
        let (a, b) = (of("a"), of("b"));
        assert_eq!(a.relate(&a), Relation::Equal);
        assert_eq!(a.relate(&b), Relation::Disjoint);
        assert_eq!(b.relate(&a), Relation::Disjoint);
        let nobody = Agent { who: vec![], act: None, range: 0..0 };
        assert_eq!(a.relate(&nobody), Relation::Unrelated);
    }
}
