//! Polarity: whether a statement says that something is so, or that it is not.
//!
//! A predicate is a verb or an adjective of the statement with the parity of the negators that bind it.

use crate::clause::Clause;
use crate::lexicon::{Category, Particle, Sense};
use crate::relation::Relation;
use crate::token::Kind;
use std::ops::Range;

/// A predicate: what is said to be so, or not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Polar {
    /// The verb or adjective.
    pub verb: Sense,
    /// Whether it is said to be so.
    pub holds: bool,
}

impl Polar {
    /// `continue`, `not continue`.
    pub fn words(self) -> String {
        format!("{}{}", if self.holds { "" } else { "not " }, self.verb.concept().id)
    }

    /// The claim's predicate against the fact's, of the same arguments.
    pub fn relate(self, fact: Polar) -> Relation {
        let antonyms = self.verb.concept().opposite == Some(fact.verb)
            || fact.verb.concept().opposite == Some(self.verb);
        match (self.verb == fact.verb, antonyms, self.holds == fact.holds) {
            (true, _, true) => Relation::Equal,
            (true, _, false) => Relation::Opposite,
            (false, true, true) if self.holds => Relation::Disjoint,
            _ => Relation::Unrelated,
        }
    }
}

/// Reads the predicates of a clause with where they stand.
pub fn read(clause: &Clause) -> Vec<(Polar, Range<usize>)> {
    // 尚待核准: not approved, and not refused.
    if (0..clause.tokens.len()).any(|i| clause.is_particle(i, Particle::Pending)) {
        return Vec::new();
    }
    let read = |(at, verb): (usize, Sense)| {
        let negators =
            clause.negators(at, 3) + after(clause, at) + ended(clause, at) + refused(clause, at);
        let polar = Polar { verb, holds: negators.is_multiple_of(2) };
        (polar, clause.range(at, at))
    };
    // An adjective tells something that can be denied when it has an opposite: open, closed.
    let told = clause.tokens.iter().enumerate().filter_map(|(at, token)| {
        let with_opposite =
            token.of(Category::Adjective).filter(|s| s.concept().opposite.is_some());
        token.of(Category::Verb).or(with_opposite).map(|sense| (at, sense))
    });
    // 管理局 is an office, not an act.
    let office = |at: usize| {
        let tight = clause.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Han && !t.spaced);
        tight && clause.tokens[at].kind == Kind::Han && clause.is_particle(at + 1, Particle::Office)
    };
    told.filter(|(at, _)| !is_attribute(clause, *at) && !office(*at)).map(read).collect()
}

/// 無法升級的車輛: what a clause says about a noun of its own is not what it says.
fn is_attribute(clause: &Clause, at: usize) -> bool {
    let han = clause.tokens[at].kind == Kind::Han;
    let owned = |i: usize| {
        clause.is_particle(i, Particle::Owner)
            && clause.tokens.get(i + 1).is_some_and(|t| !t.is_function())
    };
    // "The foreign language compiler": an adjective before its noun.
    let adjective = !han && clause.tokens[at].of(Category::Verb).is_none();
    let noun = clause.tokens.get(at + 1).is_some_and(|t| {
        t.kind == Kind::Latin && !t.is_function() && t.of(Category::Verb).is_none()
    });
    adjective && noun || han && (owned(at + 1) || owned(at + 2))
}

/// "stops paying": what is stopped is said not to be so.
fn ended(clause: &Clause, at: usize) -> usize {
    let before = at.saturating_sub(2)..at;
    usize::from(before.into_iter().any(|i| clause.tokens[i].is(Category::Aspect, "end")))
}

/// "Rejected a price freeze": there is none.
fn refused(clause: &Clause, at: usize) -> usize {
    let refuses = |i: usize| {
        clause.tokens[i].of(Category::Verb).is_some()
            && clause.tokens[i].senses.iter().any(|s| {
                let concept = s.concept();
                concept.category == Category::Pole
                    && concept.kind == "decision"
                    && concept.value < 0.0
            })
    };
    usize::from((at.saturating_sub(3)..at).any(refuses))
}

/// "not" directly behind a form of "be" or "do" that the lexicon took into the verb.
fn after(clause: &Clause, at: usize) -> usize {
    usize::from(clause.is_particle(at + 1, Particle::Nothing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negated_verb_is_opposite_and_twice_negated_equal() {
        let verb = Sense(0);
        let (yes, no) = (Polar { verb, holds: true }, Polar { verb, holds: false });
        assert_eq!(no.relate(yes), Relation::Opposite);
        assert_eq!(yes.relate(no), Relation::Opposite);
        assert_eq!(no.relate(no), Relation::Equal);
    }
}
