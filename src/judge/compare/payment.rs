//! Payments: whether they go on, and which way.

use super::{Comparison, Pair};
use crate::judge::align::Facts;
use crate::relation::Relation;
use crate::slot::direction::Payment;
use crate::statement::{Measured, Stance, Statement};

impl Pair<'_> {
    /// `near`: the fact's sentence is among the nearest to the claim; `nearest`: it clearly is.
    pub(super) fn payments(&self, near: bool, nearest: bool, found: &mut Vec<Comparison>) {
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
                let themed = claimed.theme.iter().any(|t| held.theme.contains(t));
                let any = !(both_named || nearest || near && themed);
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

/// The comparisons of a sum that a claim has somebody pay, whatever its stance, with the same sum in
/// the sources: "should the regulator refuse, A owes B five million".
pub(crate) fn sums(claim: &Statement, facts: &Facts) -> Vec<Comparison> {
    let mut found = Vec::new();
    for claimed in claim.payments.iter().chain(&claim.sales) {
        let same = |f: &Statement| {
            let amounts = claim.quantities.iter().filter(|a| is_sum(a));
            amounts.into_iter().any(|a| {
                f.quantities.iter().any(|b| {
                    a.quantity.comparable(&b.quantity) && a.quantity.same_figures(&b.quantity)
                })
            })
        };
        let open = |f: &Statement| {
            f.is_fact() || matches!(f.stance, Stance::Condition | Stance::Hypothesis)
        };
        let held: Vec<(usize, &Payment)> = facts
            .all
            .iter()
            .enumerate()
            .filter(|(_, (_, f))| open(f) && same(f))
            .flat_map(|(at, (_, f))| f.payments.iter().chain(&f.sales).map(move |p| (at, p)))
            .collect();
        if held.iter().any(|(_, p)| p.same_edge(claimed)) {
            continue;
        }
        let turned = held.iter().find(|(_, p)| {
            claimed.flow == p.flow && (claimed.reversed(p) || leans_back(claimed, p))
        });
        found.extend(turned.map(|(fact, held)| Comparison {
            fact: *fact,
            slot: "direction",
            relation: Relation::Disjoint,
            claimed: format!("the payment {}, the other way round", claimed.flow.word()),
            held: format!("the payment {}", held.flow.word()),
            range: claimed.range.clone(),
            bond: SUM,
        }));
    }
    found
}

/// How surely the same sum between two is the same payment.
const SUM: f64 = 3.0;

fn is_sum(amount: &Measured) -> bool {
    matches!(amount.quantity.unit.kind, "money" | "percent") && !amount.is_past
}

/// The claim's payer is the fact's payee, or its payee the fact's payer, and no side agrees.
fn leans_back(claimed: &Payment, held: &Payment) -> bool {
    let crossed = claimed.from.is_some() && claimed.from == held.to
        || claimed.to.is_some() && claimed.to == held.from;
    let agrees = claimed.from.is_some() && claimed.from == held.from
        || claimed.to.is_some() && claimed.to == held.to;
    crossed && !agrees
}
