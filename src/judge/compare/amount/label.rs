//! The number of another: a sentence that gives one to each of several.

use super::{Amount, Held, NEARLY, is_one_with};
use crate::lexicon::Category;
use crate::relation::Relation;
use crate::statement::Measured;
use crate::term::Term;

/// How much the words must weigh that one of several numbers has for itself.
const LABEL: f64 = 1.0;

impl<'a> Amount<'a> {
    /// Where the sentence gives a number to each of several (A 4,150, B 2,050) and the claim gives
    /// one of them to another: the number that stands next to the claim's words.
    pub(super) fn labelled(&self, held: &[Held<'a>]) -> Option<Held<'a>> {
        let held: Vec<&Held> =
            held.iter().filter(|(_, h)| self.claimed.quantity.comparable(&h.quantity)).collect();
        let own = held.iter().find(|(_, h)| {
            !h.is_past
                && (self.relate(h) == Relation::Equal
                    || self.claimed.quantity.same_figures(&h.quantity))
        })?;
        // A cell has its words in its place.
        let placed = self.claim.units.len() < 2;
        let place: &[Term] = if placed { &self.claim.around } else { &[] };
        let own_words: Vec<Term> = self.claimed.next.iter().chain(place).copied().collect();
        // "From 0.80 to 0.60": the words before the old number are the new one's, too.
        let labels = |of: &Measured, t: &Term| {
            let mut before = held
                .iter()
                .filter(|(_, h)| h.is_past && h.range.end <= of.range.start && !of.is_past);
            let last = before.next_back().filter(|(_, p)| {
                let between =
                    |h: &Measured| p.range.end <= h.range.start && h.range.end <= of.range.start;
                !held.iter().any(|(_, h)| between(h))
            });
            of.next.contains(t) || last.is_some_and(|(_, p)| p.next.contains(t))
        };
        let telling = |h: &Measured, other: &Measured| {
            // "Acme pays $32m if ..., the sellers pay Acme $19m": Acme tells them not apart.
            let shared = own_words
                .iter()
                .filter(|t| labels(h, t) && !labels(other, t) && !other.of.contains(t));
            // A name, a noun or a quality tells which of them; a measure word or a verb does not.
            let kind = |t: &Term| t.sense().map(|s| s.concept().category);
            let thing = |t: &Term| matches!(kind(t), Some(Category::Noun | Category::Adjective));
            let named = |t: &Term| self.claim.names.contains(t) || t.is_name();
            let label = |t: &&Term| named(t) || !h.is_first && (thing(t) || self.is_of_row(t));
            let period = h.quantity.per.is_some()
                && h.quantity.per == self.claimed.quantity.per
                && other.quantity.per.is_none();
            let dated = |m: &Measured| {
                self.claimed.when.is_some_and(|a| m.when.is_some_and(|b| a.meets(b)))
            };
            let dated = dated(h) && other.when.is_some() && !dated(other);
            shared.filter(label).map(|t| self.facts.weight(*t)).sum::<f64>()
                + if period || dated { LABEL } else { 0.0 }
        };
        let unit = self.claimed.quantity.unit.id;
        // What is said of the whole is said of its parts.
        let beside = |h: &Measured| h.is_part == own.1.is_part;
        let others = held
            .iter()
            .filter(|(_, h)| beside(h))
            .filter(|(_, h)| self.relate(h).excludes() && !h.is_past && h.quantity.unit.id == unit);
        let others = others.filter(|(_, h)| !self.claimed.quantity.same_figures(&h.quantity));
        let best = others.max_by(|a, b| telling(a.1, own.1).total_cmp(&telling(b.1, own.1)))?;
        // "From 7 days to 3, and still 7 for some": the claim may tell either.
        if held.iter().any(|(_, h)| h.is_past && h.quantity.same_figures(&best.1.quantity)) {
            return None;
        }
        // A number without a label of its own may belong to any of them.
        let sure = (!own.1.next.is_empty() || own.1.when.is_some())
            && telling(best.1, own.1) >= LABEL
            && telling(own.1, best.1) <= 0.0;
        // Where the claim has the other number too, that must have changed places with this one.
        let mut swapped = self.others().filter(|c| is_one_with(c, best.1));
        let turned = |c: &Measured| {
            let shared =
                c.next.iter().filter(|t| own.1.next.contains(t) && !best.1.next.contains(t));
            shared.map(|t| self.facts.weight(*t)).sum::<f64>() >= LABEL
        };
        // "Four in ten of the 4,700": the other number in other words.
        let base = self.others().any(|c| {
            let part = c.quantity.low * self.claimed.quantity.low / 100.0;
            c.quantity.unit.kind == "percent"
                && (part - best.1.quantity.low).abs() <= NEARLY * part.abs()
        });
        let fits = swapped.next().is_none_or(turned) && !base;
        (sure && fits).then_some(**best)
    }

    /// Whether a word heads the row or the column of a cell.
    fn is_of_row(&self, term: &Term) -> bool {
        self.claim.row.is_some() && self.claim.around.contains(term)
    }
}
