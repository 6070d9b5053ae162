//! Dates and the bounds around them.

use super::{Comparison, Pair, crosses_payments};
use crate::relation::Relation;
use crate::slot::time::Bound;
use crate::term::Term;

impl Pair<'_> {
    /// `candidate`: whether the fact's sentence is one of the nearest. `told`: for each date of the claim, whether a sentence near to it has that date.
    pub(super) fn times(&self, told: &[bool], candidate: bool, found: &mut Vec<Comparison>) {
        if self.claim.times.is_empty() || self.fact.times.is_empty() {
            return;
        }
        let nearness = self.facts.nearness(self.claim, self.fact);
        let own: Vec<Term> = self.claim.all_terms().collect();
        let other: Vec<Term> = self.fact.all_terms().collect();
        let things = self.facts.shared_things(&own, &other);
        let coverage = self.facts.coverage(self.claim, self.fact);
        for (claimed, told) in self.claim.times.iter().zip(told) {
            for held in &self.fact.times {
                let ends = matches!(held.bound, Bound::Through | Bound::Until | Bound::Forever)
                    && !matches!(claimed.bound, Bound::On | Bound::From | Bound::After);
                let relation = claimed.relate(held);
                let same_edge = self.same_payment();
                // Other dates are compared by the sentence the claim is about: `moment`.
                let near =
                    candidate && things > 0.0 && (coverage >= 0.3 || self.claim.terms.is_empty());
                let bound = ends && (same_edge || near);
                if relation == Relation::Unrelated
                    || !bound
                    || relation.excludes() && *told
                    || crosses_payments(self.claim, self.fact)
                {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "time-bound",
                    relation,
                    claimed: claimed.words(),
                    held: held.words(),
                    range: claimed.range.clone(),
                    bond: nearness + if same_edge { 2.0 } else { 0.0 },
                });
            }
        }
    }
}
