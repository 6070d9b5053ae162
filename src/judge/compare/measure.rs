//! What is measured: quantities, limits, trends, shares.

use super::{Comparison, Pair, crosses_payments};
use crate::relation::Relation;
use crate::slot::condition::Tie;
use crate::slot::quantity::Quantity;
use crate::statement::Measured;
use crate::term::Term;

/// How much of the claim's own words the fact must hold for its number to be the claim's number.
const SURE_COVERAGE: f64 = 0.65;
/// How much of the words next to the claim's number must stand next to the fact's.
const SURE_NEXT: f64 = 0.7;

/// How much of the claim the fact must hold for the only number of its kind to be the claim's.
const SURE_ALONE: f64 = 0.75;

/// How much of a short claim's row, column and own words the fact must hold.
const SURE_PLACE: f64 = 0.9;
/// And how many words the claim must have for that.
const UNITS_ALONE_MIN: usize = 3;

impl Pair<'_> {
    /// The same measure of the same thing: most of the claim's words in the fact, and the words
    /// next to the number shared.
    pub(super) fn quantities(&self, found: &mut Vec<Comparison>) {
        if self.claim.quantities.is_empty() || self.fact.quantities.is_empty() {
            return;
        }
        let coverage = self.facts.coverage_with_place(self.claim, self.fact);
        let wide = self.facts.coverage_by_sentence(self.claim, self.at);
        if coverage.max(wide) < 0.4
            || self.is_of_another()
            || crosses_payments(self.claim, self.fact)
        {
            return;
        }
        // A figure of the fact that the claim has is not its other figures' fact.
        let met = |held: &Measured| {
            let mut claimed = self.claim.quantities.iter();
            claimed.any(|c| {
                c.quantity.comparable(&held.quantity)
                    && c.quantity.relate(&held.quantity) == Relation::Equal
            })
        };
        // "All but 16 percent" measures the rest.
        let excepts = self.claim.condition.as_ref().is_some_and(|c| c.tie == Tie::Unless);
        for claimed in &self.claim.quantities {
            let mut of: Vec<Term> = claimed.of.clone();
            if claimed.of.is_empty() {
                let known = self.claim.around.iter().filter(|t| self.facts.is_known(**t));
                of.extend(known);
            }
            for held in &self.fact.quantities {
                let next = self.facts.shared_things(&of, &held.of);
                let all: f64 = of.iter().map(|t| self.facts.weight(*t)).sum();
                if !claimed.quantity.comparable(&held.quantity) {
                    continue;
                }
                let all = all.max(f64::MIN_POSITIVE);
                let turned = is_turned(&claimed.quantity, &held.quantity);
                let relation = match turned {
                    true => Relation::Disjoint,
                    false => claimed.quantity.relate(&held.quantity),
                };
                // What agrees may be bound loosely; what excludes must be bound surely.
                let beside = next / all >= SURE_NEXT
                    && of.iter().any(|t| is_concept(*t) && held.of.contains(t));
                let only = coverage >= SURE_ALONE
                    && self.claim.units.len() >= UNITS_ALONE_MIN
                    && is_only(&self.claim.quantities, &claimed.quantity)
                    && is_only(&self.fact.quantities, &held.quantity);
                let counted = wide >= SURE_COVERAGE
                    && claimed.quantity.unit.counted.is_some()
                    && claimed.quantity.unit.counted == held.quantity.unit.counted;
                // A cell of a word or two is what its row and column say it is, or nothing is sure.
                let placed = self.claim.units.len() >= UNITS_ALONE_MIN
                    || self.facts.coverage_of_whole_place(self.claim, self.fact) >= SURE_PLACE;
                let sure = coverage >= SURE_COVERAGE && only
                    || coverage.max(wide) >= SURE_COVERAGE && beside
                    || counted;
                let loose = !turned && self.has_figure(&claimed.quantity);
                if relation.excludes() && (!sure || !placed || loose || excepts || met(held)) {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: if turned { "bound" } else { "quantity" },
                    relation,
                    claimed: claimed.quantity.words(),
                    held: held.quantity.words(),
                    range: claimed.range.clone(),
                    bond: coverage + next / all,
                });
            }
        }
    }

    /// The fact holds the claim's figure itself, as a value or as the end of a bound.
    fn has_figure(&self, claimed: &Quantity) -> bool {
        let figures = |q: &Quantity| [q.low, q.high].into_iter().filter(|f| f.is_finite());
        let held = self.fact.quantities.iter().filter(|m| m.quantity.comparable(claimed));
        held.flat_map(|m| figures(&m.quantity)).any(|f| figures(claimed).any(|c| same_figure(c, f)))
    }

    pub(super) fn limit(&self, found: &mut Vec<Comparison>) {
        let (Some((claimed, range)), Some((held, _))) = (&self.claim.limit, &self.fact.limit)
        else {
            return;
        };
        let things = self.facts.nearness(self.claim, self.fact);
        if things <= 0.0 || crosses_payments(self.claim, self.fact) {
            return;
        }
        found.push(Comparison {
            fact: self.at,
            slot: "bound",
            relation: claimed.relate(*held),
            claimed: claimed.word().to_owned(),
            held: held.word().to_owned(),
            range: range.clone(),
            bond: things,
        });
    }

    pub(super) fn changes(&self, found: &mut Vec<Comparison>) {
        for claimed in &self.claim.changes {
            for held in &self.fact.changes {
                let bond = self.facts.shared_things(&claimed.of, &held.of);
                if bond <= 0.0 || crosses_payments(self.claim, self.fact) {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "change",
                    relation: claimed.trend.relate(held.trend),
                    claimed: claimed.trend.word().to_owned(),
                    held: held.trend.word().to_owned(),
                    range: claimed.range.clone(),
                    bond,
                });
            }
        }
    }

    /// A part told as the whole, or the whole as a part, of the same things.
    pub(super) fn scopes(&self, found: &mut Vec<Comparison>) {
        if self.claim.scopes.is_empty() || self.fact.scopes.is_empty() {
            return;
        }
        let coverage = self.facts.coverage(self.claim, self.fact);
        if coverage < 0.6 || self.is_of_another() {
            return;
        }
        for claimed in &self.claim.scopes {
            for held in &self.fact.scopes {
                let bond = self.facts.shared_things(&claimed.of, &held.of);
                let same = claimed.of.iter().any(|t| is_concept(*t) && held.of.contains(t));
                let relation = claimed.share.relate(held.share);
                if !same || relation == Relation::Unrelated {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "scope",
                    relation,
                    claimed: claimed.share.word().to_owned(),
                    held: held.share.word().to_owned(),
                    range: claimed.range.clone(),
                    bond,
                });
            }
        }
    }
}

/// No other quantity of the kind beside it.
fn is_only(all: &[Measured], one: &Quantity) -> bool {
    all.iter().filter(|m| m.quantity.comparable(one)).count() == 1
}

/// Equal but for what arithmetic in powers of ten leaves.
fn same_figure(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// "At least two years" told as "two years at most": the same figure, the other way.
fn is_turned(claimed: &Quantity, held: &Quantity) -> bool {
    let floor = |q: &Quantity| q.low.is_finite() && q.high.is_infinite();
    let ceiling = |q: &Quantity| q.low.is_infinite() && q.high.is_finite();
    floor(claimed) && ceiling(held) && same_figure(claimed.low, held.high)
        || ceiling(claimed) && floor(held) && same_figure(claimed.high, held.low)
}

/// Whether a term is a word of the lexicon and no name: what is measured, not whose it is.
fn is_concept(term: Term) -> bool {
    term.sense().is_some() && !term.is_name()
}
