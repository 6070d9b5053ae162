//! An amount in another currency or unit than the one amount of the sources with its very figure.

use super::{Amount, Held};
use crate::fold;
use crate::lexicon::Particle;
use crate::slot::quantity::{Tie, tie};
use crate::span::slice;
use crate::statement::{Measured, Stance};
use crate::term::Term;

/// From this amount of money on, two digits alike are seldom a coincidence.
const THOUSAND: f64 = 1e3;
const TEN: f64 = 10.0;

/// Lengths of time are alike by chance, but for so many words beside them.
const DURATION_WORDS: usize = 2;

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
        let (digits, size) = (mine.digits(), mine.size());
        let other_time = mine.per.zip(held.quantity.per).is_some_and(|(a, b)| a.excludes(b));
        let enough = digits >= 3
            || digits == 2 && (words > 0 || size >= THOUSAND)
            || digits == 1 && words > 0 && size >= TEN && other_time;
        let told = fact.is_fact() || fact.stance == Stance::Condition;
        // Counts, shares and lengths of time are too often alike.
        let lasts = kind == "duration" && digits >= 2 && words >= DURATION_WORDS;
        let telling = lasts || !matches!(kind, "count" | "percent" | "point" | "duration");
        let own = telling && !held.is_past && told;
        (other && enough && own && !self.is_met(held)).then_some((*at, *held))
    }

    /// The one amount of the sources with the claim's very figure, bounded the other way: at least
    /// 2,800 where they have 2,800 at most, and nothing else of 2,800.
    pub(super) fn only_turned(&self) -> Option<Held<'a>> {
        let mine = &self.claimed.quantity;
        let all = self.facts.all.iter().enumerate();
        let amounts = all.flat_map(|(at, (_, f))| f.quantities.iter().map(move |q| (at, q)));
        let mut same = amounts.filter(|(_, h)| {
            h.quantity.unit.kind == mine.unit.kind && mine.same_figures(&h.quantity)
        });
        let (at, held) = same.next()?;
        let only = same.next().is_none() && tie(mine, &held.quantity) == Some(Tie::Turned);
        let fact = self.facts.all[at].1;
        let shared = self.claim.units.iter().flatten().chain(&self.claim.around);
        let sentence = self.facts.sentences.of_fact(at);
        let near = sentence.map_or(0, |s| self.nearest.measure(s, Some(self.at)).1);
        let words = near + shared.filter(|t| fact.around.contains(t)).count();
        let told = fact.is_fact() || fact.stance == Stance::Condition;
        let money = mine.unit.kind == "money" && mine.size() >= TEN;
        let two = mine.digits() >= 2;
        let telling = words > 0 && (money || two && mine.size() >= TEN)
            || two && mine.unit.kind == "money" && mine.size() >= THOUSAND;
        let apart = fact.times.iter().any(|b| self.claim.times.iter().any(|a| a.is_apart(b)));
        (only && telling && told && !held.is_past && !apart && !self.is_met(held))
            .then_some((at, held))
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
