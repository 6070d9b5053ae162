//! Change: whether a rate or an amount stays, rises or falls.

use crate::clause::Clause;
use crate::lexicon::Category;
use crate::relation::Relation;
use crate::term::Term;
use std::ops::Range;

/// What happens to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trend {
    /// It stays.
    Same,
    /// It rises.
    Higher,
    /// It falls.
    Lower,
}

/// A trend and what it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happens.
    pub trend: Trend,
    /// The measured thing: topic terms next to the word.
    pub of: Vec<Term>,
    /// Folded bytes of the word.
    pub range: Range<usize>,
}

impl Trend {
    /// The word used in proofs.
    pub fn word(self) -> &'static str {
        match self {
            Trend::Same => "the same",
            Trend::Higher => "higher",
            Trend::Lower => "lower",
        }
    }

    /// The claim's trend against the fact's, of the same thing.
    pub fn relate(self, fact: Trend) -> Relation {
        if self == fact { Relation::Equal } else { Relation::Disjoint }
    }
}

/// Reads the changes of a clause.
pub fn read(clause: &Clause) -> Vec<Change> {
    let read = |(at, sense): (usize, crate::lexicon::Sense)| {
        let trend = match sense.concept().id {
            "same" => Trend::Same,
            "higher" => Trend::Higher,
            "lower" => Trend::Lower,
            _ => return None,
        };
        if clause.negators(at, 2) % 2 == 1 {
            return None;
        }
        let mut of = clause.terms(at + 1..at + 3);
        of.extend(clause.terms(at.saturating_sub(6)..at));
        Some(Change { trend, of, range: clause.range(at, at) })
    };
    clause.all(Category::Change).filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trends_exclude_each_other_both_ways() {
        let all = [Trend::Same, Trend::Higher, Trend::Lower];
        for a in all {
            for b in all {
                assert_eq!(a.relate(b), b.relate(a));
                assert_eq!(a.relate(b).excludes(), a != b);
            }
        }
    }
}
