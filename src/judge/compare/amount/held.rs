//! Which numbers of a sentence can be the claim's, and which of them are.

use super::{Amount, Held, NEARLY, is_one_with};
use crate::relation::Relation;
use crate::slot::quantity::{same_per, tie};
use crate::statement::{Measured, Stance, Statement};

impl<'a> Amount<'a> {
    /// The quantities of a sentence, of any kind.
    pub(super) fn held(&self, sentence: usize) -> Vec<Held<'a>> {
        let of = self.facts.sentences.facts(sentence).iter().copied();
        let told = |f: &Statement| f.is_fact() || f.stance == Stance::Condition;
        // How many there were on another day is another number.
        let another = |f: &Statement| match self.claimed.when {
            Some(when) => !f.times.is_empty() && !f.times.iter().any(|t| t.period.meets(when)),
            None => self.claim.times.iter().any(|a| f.times.iter().any(|b| a.is_apart(b))),
        };
        let facts = of.filter(|f| told(self.facts.all[*f].1) && !another(self.facts.all[*f].1));
        facts.flat_map(|f| self.facts.all[f].1.quantities.iter().map(move |q| (f, q))).collect()
    }

    pub(super) fn relate(&self, held: &Measured) -> Relation {
        self.claimed.quantity.relate(&held.quantity)
    }

    pub(super) fn agrees(&self, held: &Measured) -> bool {
        let (mine, other) = (&self.claimed.quantity, &held.quantity);
        if self.is_same_rate(held) || self.is_paid_rest(held) || self.is_season(held) {
            return true;
        }
        let relation = self.relate(held);
        let within = matches!(relation, Relation::Narrower | Relation::Broader);
        let other_bound = mine.overstates(other) || mine.is_other_range(other);
        (relation == Relation::Equal || within && tie(mine, other).is_none() && !other_bound)
            && same_per(mine, other)
            || mine.same_figures(other)
                && mine.comparable(other)
                && tie(mine, other).is_none()
                && !self.is_strict(held)
    }

    /// "Fewer than 124 clubs" takes in any smaller number, but is told of clubs.
    pub(super) fn of_its_things(&self, held: &[Held<'a>]) -> Vec<Held<'a>> {
        let mine = &self.claimed.quantity;
        let bounded = mine.low.is_infinite() || mine.high.is_infinite();
        let counted = |h: &Held| {
            mine.unit.counted.is_some() && h.1.quantity.unit.counted == mine.unit.counted
        };
        match bounded && held.iter().any(counted) {
            true => held.iter().copied().filter(counted).collect(),
            false => held.to_vec(),
        }
    }

    /// "Less than 74" where the source has 74 sharp is wrong; "74" for "less than 74" is rough.
    pub(super) fn is_strict(&self, held: &Measured) -> bool {
        let (mine, other) = (&self.claimed.quantity, &held.quantity);
        (mine.low_open || mine.high_open) && other.is_exact() && !other.hedged
    }

    /// "20 dollars a month" is 240 a year.
    fn is_same_rate(&self, held: &Measured) -> bool {
        let (mine, other) = (&self.claimed.quantity, &held.quantity);
        let times = mine.per.zip(other.per).and_then(|(a, b)| a.times(b));
        let near = |n: f64| (mine.low * n - other.low).abs() <= NEARLY * other.low.abs();
        let both = mine.is_exact() && other.is_exact();
        times.is_some_and(near) && both && mine.comparable(other)
    }

    /// 五季 may be five quarters, or five seasons of a year each.
    fn is_season(&self, held: &Measured) -> bool {
        let (mine, other) = (&self.claimed.quantity, &held.quantity);
        let both = |a: &str, b: &str| mine.unit.id == a && other.unit.id == b;
        (both("season", "year") || both("year", "season")) && mine.same_figures(other)
    }

    /// 七五折 is 25 percent off, and 75 percent to pay.
    fn is_paid_rest(&self, held: &Measured) -> bool {
        let (mine, other) = (&self.claimed.quantity, &held.quantity);
        let rest = (mine.low + other.low - 100.0).abs() < 1e-6 && mine.unit.kind == "percent";
        rest && mine.comparable(other) && (self.claimed.is_off || held.is_off)
    }

    /// Whether the claim's sentence makes its amount of another number and the held one, or of
    /// another number and any figure of the sources: five of fifteen leave ten; 2,000 shares at
    /// 0.65 are 1,300.
    pub(super) fn is_made(&self, held: &[Held<'a>]) -> bool {
        let value = self.claimed.quantity.low;
        let alike = |a: f64, b: f64| a.is_finite() && (a - b).abs() <= 1e-6 * b.abs();
        self.others().any(|c| {
            let other = c.quantity.low;
            let rest = held.iter().any(|(_, h)| {
                alike(value - other, h.quantity.low) || alike(value + other, h.quantity.low)
            });
            // Eight hours at 5 an hour are 40, ten years at one and a half 15, and 600 for three
            // years 1,800.
            let of = |(fact, _): &Held| self.facts.all[*fact].1.quantities.iter();
            let (mine, beside) = (self.claimed.quantity.figure(), c.quantity.figure());
            let rate = held
                .iter()
                .flat_map(of)
                .map(|m| m.quantity.figure())
                .any(|figure| alike(mine * figure, beside) || alike(beside * figure, mine));
            rest || rate || self.facts.has_figure(value / other)
        })
    }

    /// Whether another number of the claim's sentence is the held one: then that is told already.
    pub(super) fn is_met(&self, held: &Measured) -> bool {
        self.others().any(|c| is_one_with(c, held))
    }

    /// The other numbers of the claim's sentence.
    pub(super) fn others(&self) -> impl Iterator<Item = &Measured> {
        let all = self.claim.quantities.iter().chain(self.beside.iter().copied());
        let own =
            |c: &Measured| c.range == self.claimed.range && c.quantity == self.claimed.quantity;
        all.filter(move |c| !c.is_past && !own(c))
    }
}
