//! An amount in another currency or unit than the one amount of the sources with its very figure.

use super::{Amount, Held};
use crate::fold;
use crate::lexicon::Particle;
use crate::slot::quantity::{Tie, tie};
use crate::span::slice;
use crate::statement::{Measured, Stance};
use crate::term::Term;

/// From this amount of money on, two digits alike are seldom a coincidence.
const LARGE: f64 = 1e5;

impl<'a> Amount<'a> {
    /// The one amount of the sources with the claim's very figure, in another unit of its kind:
    /// 6.49 dollars where they have 6.49 euros, and nothing else of 6.49.
    pub(super) fn only_other_unit(&self) -> Option<Held<'a>> {
        let mine = &self.claimed.quantity;
        let all = self.facts.all.iter().enumerate();
        let amounts = all.flat_map(|(at, (_, f))| f.quantities.iter().map(move |q| (at, q)));
        let kind = mine.unit.kind;
        let amounts: Vec<Held> = amounts.filter(|(_, h)| h.quantity.unit.kind == kind).collect();
        let mut same = amounts.iter().filter(|(_, h)| mine.same_figures(&h.quantity));
        let (at, held) = same.next()?;
        let fact = self.facts.all[*at].1;
        // 元 is not the dollar where the source counts nothing in dollars.
        let unnamed = kind == "money"
            && held.quantity.unit.id.is_empty()
            && !mine.unit.is_any_yuan()
            && amounts.iter().all(|(_, h)| h.quantity.unit.id != mine.unit.id);
        let tied = tie(mine, &held.quantity) == Some(Tie::OtherUnit);
        let other = (tied || unnamed) && same.next().is_none();
        let shared = self.claim.units.iter().flatten().chain(&self.claim.around);
        let known = |t: &&Term| fact.terms.contains(t) || fact.around.contains(t);
        let words = shared.filter(known).count();
        let digits = mine.digits();
        let large = mine.low.abs().max(mine.high.abs()) >= LARGE;
        let enough = digits >= 3 || digits == 2 && (words > 0 || large);
        let told = fact.is_fact() || fact.stance == Stance::Condition;
        // Counts, shares and lengths of time are too often alike.
        let telling = !matches!(kind, "count" | "percent" | "point" | "duration");
        let own = telling && !held.is_past && told;
        (other && enough && own && !self.is_met(held)).then_some((*at, *held))
    }

    /// "1,490 dollars" may be any dollar, where the source counts in one of its own.
    pub(super) fn is_any_dollar(&self, fact: usize, held: &Measured) -> bool {
        let dollar = |id: &str| matches!(id, "usd" | "cad" | "aud" | "sgd" | "hkd" | "twd");
        let (mine, other) = (self.claimed.quantity.unit.id, held.quantity.unit.id);
        let plain = |id: &str, words: &str| {
            let folded = fold::folded(words);
            let starts = folded.char_indices().map(|(at, _)| slice(&folded, at..folded.len()));
            id == "usd" && !starts.into_iter().any(|rest| Particle::American.begins(rest))
        };
        let fact = self.facts.all[fact].1;
        dollar(mine)
            && dollar(other)
            && (plain(mine, self.claim.words(&self.claimed.range))
                || plain(other, fact.words(&held.range)))
    }
}
