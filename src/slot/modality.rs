//! Modality: how certain, from "may" to "must".

use crate::clause::Clause;
use crate::lexicon::Category;
use crate::relation::Relation;
use std::ops::Range;

/// How certain; the order is that of strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// May, might, could.
    May,
    /// Can, is allowed to.
    Can,
    /// Expects, plans.
    Expect,
    /// Will.
    Will,
    /// Must.
    Must,
}

impl Force {
    /// The word used in proofs.
    pub fn word(self) -> &'static str {
        match self {
            Force::May => "may",
            Force::Can => "can",
            Force::Expect => "expected",
            Force::Will => "will",
            Force::Must => "must",
        }
    }

    /// The claim's force against the fact's, of the same act: a stronger one says more.
    pub fn relate(self, fact: Force) -> Relation {
        match (self, fact) {
            // "May" permits as "can" does, as often as it doubts.
            (Force::May, Force::Can) | (Force::Can, Force::May) => return Relation::Unrelated,
            _ => {}
        }
        match self.cmp(&fact) {
            std::cmp::Ordering::Equal => Relation::Equal,
            std::cmp::Ordering::Less => Relation::Narrower,
            std::cmp::Ordering::Greater => Relation::Broader,
        }
    }
}

/// Reads the weakest force of a clause: "may have to" is a may.
pub fn read(clause: &Clause) -> Option<(Force, Range<usize>)> {
    let force = |(at, sense): (usize, crate::lexicon::Sense)| {
        let force = match sense.concept().id {
            "may" => Force::May,
            "can" => Force::Can,
            "expect" => Force::Expect,
            "will" => Force::Will,
            "must" => Force::Must,
            _ => return None,
        };
        Some((force, at))
    };
    let (force, at) = clause.all(Category::Modality).filter_map(force).min()?;
    Some((force, clause.range(at, at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stronger_is_broader_and_the_converse_is_weaker() {
        assert_eq!(Force::Will.relate(Force::May), Relation::Broader);
        assert_eq!(Force::May.relate(Force::Will), Relation::Broader.converse());
        assert_eq!(Force::Must.relate(Force::Must), Relation::Equal);
    }
}
