//! Payments: whether they go on, and which way.

use super::{Comparison, Pair};
use crate::relation::Relation;
use crate::slot::direction::Payment;
use crate::statement::Measured;

impl Pair<'_> {
    /// `nearest`: the fact's sentence is clearly the nearest to the claim.
    pub(super) fn payments(&self, nearest: bool, found: &mut Vec<Comparison>) {
        for claimed in &self.claim.payments {
            for held in &self.fact.payments {
                let both_named = claimed.from.is_some() && claimed.to.is_some();
                let same = claimed.same_edge(held);
                let turned = self.same_amount() && leans_back(claimed, held)
                    || claimed.reversed(held)
                        && claimed.flow == held.flow
                        && !self
                            .facts
                            .all
                            .iter()
                            .any(|(_, f)| f.payments.iter().any(|p| p.same_edge(claimed)));
                // Money whose giver or taker is not told may be any money.
                let any = !both_named && !nearest;
                if !same && !turned || any {
                    continue;
                }
                let relation =
                    if turned { Relation::Disjoint } else { claimed.flow.relate(held.flow) };
                let way = |turned: bool| if turned { ", the other way round" } else { "" };
                found.push(Comparison {
                    fact: self.at,
                    slot: "direction",
                    relation,
                    claimed: format!("the payment {}{}", claimed.flow.word(), way(turned)),
                    held: format!("the payment {}", held.flow.word()),
                    range: claimed.range.clone(),
                    bond: if both_named { 3.0 } else { 1.5 },
                });
            }
        }
    }

    /// Both name the same amount of money.
    fn same_amount(&self) -> bool {
        let money = |q: &&Measured| q.quantity.unit.kind == "money";
        self.claim.quantities.iter().filter(money).any(|a| {
            let mut held = self.fact.quantities.iter().filter(money);
            held.any(|b| a.quantity.relate(&b.quantity) == Relation::Equal)
        })
    }

    /// Both tell the same payment.
    pub(super) fn same_payment(&self) -> bool {
        let held = &self.fact.payments;
        self.claim.payments.iter().any(|p| held.iter().any(|q| p.same_edge(q)))
    }
}

/// The claim's payer is the fact's payee, or its payee the fact's payer, and no side agrees.
fn leans_back(claimed: &Payment, held: &Payment) -> bool {
    let crossed = claimed.from.is_some() && claimed.from == held.to
        || claimed.to.is_some() && claimed.to == held.from;
    let agrees = claimed.from.is_some() && claimed.from == held.from
        || claimed.to.is_some() && claimed.to == held.to;
    crossed && !agrees
}
