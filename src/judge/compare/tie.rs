//! Conditions: their limbs, and whether there are any.

use super::{Comparison, Pair, crosses_payments};
use crate::relation::Relation;
use crate::slot::condition::{Condition, Join, Tie};
use crate::term::Term;

impl Pair<'_> {
    /// "Cannot and chooses not" told as "cannot or chooses not".
    pub(super) fn join(&self, found: &mut Vec<Comparison>) {
        let (Some(claimed), Some(held)) = (&self.claim.condition, &self.fact.condition) else {
            return;
        };
        self.ties(claimed, held, found);
        // One limb is dropped only where the claim's condition is the fact's, word for word as far
        // as it goes; "or" for "and" is plain from the join itself.
        let shared = self.facts.shared_things(&claimed.terms, &held.terms);
        let near = self.facts.nearness(self.claim, self.fact);
        let bond = if claimed.join == Join::One { shared } else { near };
        let relation = claimed.join.relate(held.join);
        if claimed.tie != held.tie || bond <= 0.0 {
            return;
        }
        found.push(Comparison {
            fact: self.at,
            slot: "condition",
            relation,
            claimed: claimed.join.words().to_owned(),
            held: held.join.words().to_owned(),
            range: claimed.range.clone(),
            bond,
        });
    }

    /// What the source says is independent told as tied, and "no exceptions" where it has one.
    fn ties(&self, claimed: &Condition, held: &Condition, found: &mut Vec<Comparison>) {
        let own: Vec<Term> = self.claim.all_terms().collect();
        let other: Vec<Term> = self.fact.all_terms().collect();
        let (bond, words) = match (claimed.tie, held.tie) {
            (Tie::Tied, Tie::Regardless) => {
                (self.facts.shared_things(&claimed.terms, &held.terms), "independent of it")
            }
            (Tie::NoException, Tie::Unless) if self.facts.shared_things(&own, &other) > 0.0 => {
                (self.facts.nearness(self.claim, self.fact), "with an exception")
            }
            _ => return,
        };
        if bond <= 0.0 || crosses_payments(self.claim, self.fact) {
            return;
        }
        found.push(Comparison {
            fact: self.at,
            slot: "condition",
            relation: Relation::Opposite,
            claimed: claimed.words(),
            held: words.to_owned(),
            range: claimed.range.clone(),
            bond,
        });
    }
}
