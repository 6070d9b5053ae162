//! Amounts: a number of the claim against the numbers of the sentence it is about.

mod apart;
mod held;
mod label;
mod tied;
mod unit;

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::relation::Relation;
use crate::slot::condition::{Condition, Tie as Ties};
use crate::slot::quantity::Quantity;
use crate::statement::{Measured, Stance, Statement};

/// A sentence this near, of the nearest, may hold the claim's amount.
const MAY_HOLD: f64 = 0.5;

/// How near a sentence must be whose amount is tied to the claim's by more than its kind.
const TIED_SCORE: f64 = 0.8;

/// How much of the place of a cell another cell must have to be about the same.
const CELL_SHARE: f64 = 0.6;

/// How exactly a share of a number gives the other one.
const NEARLY: f64 = 0.03;

/// A quantity of a fact.
type Held<'a> = (usize, &'a Measured);

/// Compares each quantity of a claim with those of the sentence it is about.
pub(crate) fn amounts(
    claim: &Statement,
    beside: &[&Measured],
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    // "All but 16 percent" measures the rest.
    if claim.condition.as_ref().is_some_and(|c| c.tie == Ties::Unless) {
        return;
    }
    for (at, claimed) in claim.quantities.iter().enumerate().filter(|(_, c)| !c.is_past) {
        let reader = Amount { claim, claimed, at, beside, nearest, facts };
        found.extend(reader.comparison());
    }
}

/// The comparisons of the amounts of a sentence with a condition: only with the one amount of the
/// sources that has its very figure. `supposed`: the clause is the condition, and so the other must
/// stand in one.
pub(crate) fn ties(
    claim: &Statement,
    supposed: bool,
    nearest: &Nearest,
    facts: &Facts,
) -> Vec<Comparison> {
    let amounts = claim.quantities.iter().enumerate().filter(|(_, c)| !c.is_past);
    let only = |(at, claimed)| {
        let amount = Amount { claim, claimed, at, beside: &[], nearest, facts };
        let ((fact, held), _) = amount.only_held()?;
        let of = facts.all[fact].1;
        let inside =
            |c: &Condition| c.range.start <= held.range.start && held.range.end <= c.range.end;
        let tied = of.stance == Stance::Condition || of.condition.as_ref().is_some_and(inside);
        amount.only().filter(|_| tied || !supposed)
    };
    amounts.filter_map(only).collect()
}

struct Amount<'a> {
    claim: &'a Statement,
    claimed: &'a Measured,
    at: usize,
    beside: &'a [&'a Measured],
    nearest: &'a Nearest,
    facts: &'a Facts<'a>,
}

impl<'a> Amount<'a> {
    fn comparison(&self) -> Option<Comparison> {
        for (sentence, score) in self.nearest.within(MAY_HOLD, Some(self.at)).iter() {
            let held = self.held(*sentence);
            if let Some((fact, h)) = self.labelled(&held) {
                return Some(self.compared(fact, h, Relation::Disjoint, "quantity", *score));
            }
            let own = self.of_its_things(&held);
            if let Some((fact, h)) = own.iter().find(|(_, h)| self.agrees(h)) {
                let relation = match self.relate(h) {
                    relation if relation.excludes() => Relation::Unrelated,
                    relation => relation,
                };
                return Some(self.compared(*fact, h, relation, "quantity", *score));
            }
        }
        let ranked = self.nearest.ranked(Some(self.at));
        self.tied(&ranked).or_else(|| self.apart(&ranked))
    }

    fn compared(
        &self,
        fact: usize,
        held: &Measured,
        relation: Relation,
        slot: &'static str,
        bond: f64,
    ) -> Comparison {
        Comparison {
            fact,
            slot,
            relation,
            claimed: quoted(self.claim.words(&self.claimed.range)),
            held: quoted(self.facts.all[fact].1.words(&held.range)),
            range: self.claimed.range.clone(),
            bond: 10.0 + bond,
        }
    }
}

/// Whether both are one amount, whatever they are said to count.
fn is_one_with(claimed: &Measured, held: &Measured) -> bool {
    let (a, b) = (&claimed.quantity, &held.quantity);
    let figures = a.digits() >= 2 && a.same_figures(b) && a.unit.kind == b.unit.kind;
    a.comparable(b) && a.relate(b) == Relation::Equal || figures
}

/// Whether an amount is a number alone.
fn is_bare(claimed: &Quantity) -> bool {
    claimed.unit.counted.is_none() && claimed.unit.classifier.is_none()
}

/// An amount in the words of its text.
fn quoted(words: &str) -> String {
    format!("“{}”", words.trim())
}
