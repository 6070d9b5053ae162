//! Limits: whether an amount is capped.

use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::relation::Relation;
use std::ops::Range;

/// Whether there is a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// There is.
    Capped,
    /// There is none.
    Uncapped,
}

impl Limit {
    /// The word used in proofs.
    pub fn word(self) -> &'static str {
        match self {
            Limit::Capped => "capped",
            Limit::Uncapped => "uncapped",
        }
    }

    /// The claim's limit against the fact's, on the same amount.
    pub fn relate(self, fact: Limit) -> Relation {
        if self == fact { Relation::Equal } else { Relation::Opposite }
    }
}

/// Reads whether the clause speaks of a cap, and where.
pub fn read(clause: &Clause) -> Option<(Limit, Range<usize>)> {
    if let Some(key) = clause.keys.last() {
        // `cap: none`
        let says = key.split(['_', '-']).any(|word| Particle::CapKey.is(word));
        let none = clause.is_particle(0, Particle::None);
        return (says && none).then(|| (Limit::Uncapped, clause.range(0, 0)));
    }
    for (at, token) in clause.tokens.iter().enumerate() {
        let limit = if token.is(Category::Bound, "uncapped") {
            Limit::Uncapped
        } else if token.is(Category::Bound, "capped") {
            Limit::Capped
        } else {
            continue;
        };
        // "The ceiling drops to 6,500": it is lower, not gone.
        let falls = |i: usize| i > at && clause.tokens[i].of(Category::Pole).is_some();
        let mut gone = clause.tokens.iter().enumerate();
        let gone = gone.any(|(i, t)| t.is(Category::Stance, "destroy") && !falls(i));
        // 並不反對新上限 denies the objection, not the cap.
        let verb = (at.saturating_sub(2)..at).any(|i| {
            let token = &clause.tokens[i];
            token.of(Category::Verb).is_some() && token.of(Category::Bound).is_none()
        });
        let turned = clause.negators(at, 3) % 2 == 1 && !verb || gone;
        let limit = match (limit, turned) {
            (Limit::Capped, true) => Limit::Uncapped,
            (Limit::Uncapped, true) => Limit::Capped,
            (limit, false) => limit,
        };
        return Some((limit, clause.range(at, at)));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capped_and_uncapped_are_opposite() {
        assert_eq!(Limit::Capped.relate(Limit::Uncapped), Relation::Opposite);
        assert_eq!(Limit::Capped.relate(Limit::Capped), Relation::Equal);
    }
}
