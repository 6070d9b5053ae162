//! The same figure in another unit, at another scale, or bounded the other way.

use super::{Amount, CELL_SHARE, Held, TIED_SCORE, is_bare};
use crate::judge::compare::Comparison;
use crate::relation::Relation;
use crate::slot::quantity::{Tie, tie};

/// How much of the claim it must have.
const TIED_SHARE: f64 = 0.25;

impl<'a> Amount<'a> {
    /// The one amount of all sources with the claim's figure, in another unit or bounded the other
    /// way.
    pub(super) fn only(&self) -> Option<Comparison> {
        let ((fact, held), slot) = self.only_held()?;
        Some(self.compared(fact, held, Relation::Disjoint, slot, TIED_SCORE))
    }

    pub(super) fn only_held(&self) -> Option<(Held<'a>, &'static str)> {
        let unit = self.only_other_unit().filter(|(fact, h)| !self.is_any_dollar(*fact, h));
        let turned = || self.only_turned().map(|held| (held, "bound"));
        unit.map(|held| (held, "quantity")).or_else(turned)
    }

    /// The same figure in another unit, at another scale, or bounded the other way.
    pub(super) fn tied(&self, ranked: &[(usize, f64)]) -> Option<Comparison> {
        if let Some(found) = self.only() {
            return Some(found);
        }
        let best = ranked.first()?.1;
        for (sentence, score) in ranked.iter().filter(|(_, score)| *score >= 0.65 * best) {
            let (share, units) = self.nearest.measure(*sentence, Some(self.at));
            let placed = self.claim.units.len() < 2 && share >= CELL_SHARE;
            if *score < TIED_SCORE || share < TIED_SHARE || units == 0 && !placed {
                continue;
            }
            for (fact, held) in self.held(*sentence) {
                let Some(tie) = tie(&self.claimed.quantity, &held.quantity) else { continue };
                // Two years without a rise are two years at least, and a rise within them is none.
                let span = held.quantity.unit.kind == "duration" && held.quantity.low.is_infinite();
                let span = span && tie == Tie::Turned;
                // A number alone in a cell may be in thousands by its head.
                let cell = self.claim.row.is_some() && is_bare(&self.claimed.quantity);
                // "Ten nodes come to 48,000", at 4,800 each.
                let made = self.is_made(&[(fact, held)]);
                // 460 a month and 4,600 a year: the sources have both.
                let own = self.facts.has_figure(self.claimed.quantity.low);
                let cell = (cell || made || own) && tie == Tie::OtherScale;
                if self.is_any_dollar(fact, held)
                    || cell
                    || span
                    || held.is_past
                    || self.is_met(held)
                {
                    continue;
                }
                // "In just under three months" is no three years.
                let lasts = held.quantity.unit.kind == "duration" && tie == Tie::OtherUnit;
                if lasts && self.claimed.quantity.hedged && held.quantity.digits() < 2 {
                    continue;
                }
                let slot = if tie == Tie::Turned { "bound" } else { "quantity" };
                return Some(self.compared(fact, held, Relation::Disjoint, slot, *score));
            }
        }
        None
    }
}
