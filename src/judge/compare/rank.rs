//! Ranks of exclusivity, and who holds a place of its own.

use super::{Comparison, Pair};
use crate::fold;
use crate::relation::Relation;
use crate::slot::exclusivity::Rank;
use crate::statement::Statement;
use crate::term::Term;

impl Pair<'_> {
    pub(super) fn exclusivity(&self, found: &mut Vec<Comparison>) {
        for claimed in &self.claim.exclusivity {
            for held in &self.fact.exclusivity {
                let bond = self.facts.shared_things(&claimed.asset, &held.asset);
                let relation = claimed.relate(held);
                if bond <= 0.0 || relation == Relation::Unrelated {
                    continue;
                }
                if self.any_of_something_else(claimed.rank, &claimed.asset, held.rank, &held.asset)
                {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "exclusivity",
                    relation,
                    claimed: claimed.words(),
                    held: held.words(),
                    range: claimed.range.clone(),
                    bond,
                });
            }
        }
    }

    /// "Any" speaks only of the noun right behind it.
    fn any_of_something_else(&self, a: Rank, of: &[Term], b: Rank, other: &[Term]) -> bool {
        let head_missing = |rank: Rank, own: &[Term], there: &[Term]| {
            rank == Rank::Any && own.first().is_some_and(|head| !there.contains(head))
        };
        head_missing(a, of, other) || head_missing(b, other, of)
    }

    /// The same place of its own (the primary partner, the sole licensee), and somebody else in it.
    pub(super) fn actor(&self, found: &mut Vec<Comparison>) {
        let (Some(claimed), Some(held)) = (self.claim.subject, self.fact.subject) else { return };
        let other_name =
            self.claim.terms.iter().any(|t| self.facts.is_party(*t) && self.fact.terms.contains(t));
        if self.fact.terms.contains(&claimed) || !self.facts.is_party(held) || !other_name {
            return;
        }
        // Somebody whom the sources do not know may be known there by a name in the other script.
        let strange = claimed.sense().is_none() && !self.facts.is_known(claimed);
        if strange && is_chinese(self.claim) != is_chinese(self.fact) {
            return;
        }
        for mine in &self.claim.exclusivity {
            for other in &self.fact.exclusivity {
                let alone = matches!(mine.rank, Rank::Primary | Rank::Exclusive | Rank::Sole);
                let bond = self.facts.shared_things(&mine.asset, &other.asset);
                if !alone || mine.rank != other.rank || mine.holds != other.holds || bond <= 0.0 {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "actor",
                    relation: Relation::Disjoint,
                    claimed: "somebody else".to_owned(),
                    held: held.sense().map_or("another party", |s| s.concept().id).to_owned(),
                    range: self.claim.range.clone(),
                    bond,
                });
            }
        }
    }
}

fn is_chinese(statement: &Statement) -> bool {
    statement.text.chars().any(fold::is_han)
}
