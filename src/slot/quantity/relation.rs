//! How two quantities relate: as intervals, under the coarser of both precisions.

use super::tie::is_of_family;
use super::{Quantity, Unit};
use crate::relation::Relation;
use std::cmp::Ordering;

/// How far a blurred amount may lie from the one it stands for.
const HEDGE: f64 = 0.05;

/// How far durations in different units may lie apart: 48 months and four years.
const UNITS: f64 = 0.02;

/// How far a number may be rounded and still be the same: 4.6 to 5, but not 2.5 to 3.
const ROUNDED: f64 = 0.1;

/// A little less than a half.
const SHORT: f64 = 1.0 - 1e-6;

/// How exact the same number is when computed twice.
const EXACT: f64 = 1e-9;

impl Unit {
    /// Whether amounts in both units can be held against each other.
    fn fits(&self, other: &Unit) -> bool {
        if self.kind != other.kind {
            return false;
        }
        let same = |a: Option<_>, b: Option<_>| a.is_some() && a == b;
        match self.kind {
            "money" => {
                let family = is_of_family(self.id, other.id) || is_of_family(other.id, self.id);
                self.id == other.id || self.id.is_empty() || other.id.is_empty() || family
            }
            "count" => {
                let bare = |u: &Unit| u.counted.is_none() && u.classifier.is_none();
                // 1,500 瓶 and 1,500 jars: a classifier and a noun of two languages.
                let crossed = |a: &Unit, b: &Unit| {
                    a.classifier.is_some() && b.classifier.is_none() && b.counted.is_some()
                };
                crossed(self, other)
                    || crossed(other, self)
                    || same(self.counted, other.counted)
                    || same(self.classifier, other.classifier)
                    || bare(self)
                    || bare(other)
            }
            _ => true,
        }
    }
}

impl Quantity {
    /// Whether both are of the same kind, in units that fit: 元 alone fits any currency.
    pub fn comparable(&self, other: &Quantity) -> bool {
        self.unit.fits(&other.unit)
    }

    /// Whether it is one value, not a range or a bound.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// The claim's amount against the fact's.
    pub fn relate(&self, fact: &Quantity) -> Relation {
        if !self.comparable(fact) {
            return Relation::Unrelated;
        }
        let slack = self.slack(fact);
        let converted =
            if self.unit.id == fact.unit.id { 0.0 } else { UNITS * self.greatest(fact) };
        let low = side(self.low, fact.low, self.low_open, fact.low_open, slack);
        // An open upper end lies below a closed one, an open lower end above it.
        let high = side(self.high, fact.high, fact.high_open, self.high_open, slack);
        match (low, high) {
            (Ordering::Equal, Ordering::Equal) => Relation::Equal,
            _ if apart(self, fact, slack, converted) => Relation::Disjoint,
            _ if touches(self, fact, converted) => Relation::Unrelated,
            (Ordering::Equal | Ordering::Greater, Ordering::Equal | Ordering::Less) => {
                Relation::Narrower
            }
            (Ordering::Equal | Ordering::Less, Ordering::Equal | Ordering::Greater) => {
                Relation::Broader
            }
            _ => Relation::Unrelated,
        }
    }

    /// What may have slipped when one amount is a power of ten of the other.
    pub fn scale_hint(&self, fact: &Quantity) -> Option<&'static str> {
        let value = |q: &Quantity| if q.low.is_finite() { q.low.abs() } else { q.high.abs() };
        let (a, b) = (value(self), value(fact));
        let (big, small) = if a < b { (b, a) } else { (a, b) };
        if !self.comparable(fact) || small <= 0.0 || !big.is_finite() {
            return None;
        }
        let power = (big / small).log10().round();
        let exact = (big / small / 10_f64.powf(power) - 1.0).abs() < 1e-6;
        match power as i32 {
            _ if !exact => None,
            4 | 8 => {
                Some("ten thousand times as much: was one scale word taken for another (萬, 億)?")
            }
            3 | 6 | 9 => Some("a thousand times as much or more: thousand, million or billion?"),
            1.. => Some("a power of ten apart: did a zero or the decimal point slip?"),
            _ => None,
        }
    }

    /// The greatest finite end of both.
    fn greatest(&self, other: &Quantity) -> f64 {
        self.size().max(other.size())
    }

    /// How far two ends may lie apart and still be the same.
    fn slack(&self, other: &Quantity) -> f64 {
        let hedge = if self.hedged || other.hedged { HEDGE * self.greatest(other) } else { 0.0 };
        let units = self.unit.kind == "duration" && self.unit.id != other.unit.id;
        let units = if units { UNITS * self.greatest(other) } else { 0.0 };
        // 3.5 is rounded to 4, and not to 3.
        let (coarse, fine) =
            if self.precision < other.precision { (other, self) } else { (self, other) };
        let half =
            if coarse.size() < fine.size() { coarse.precision * SHORT } else { coarse.precision };
        half.min(ROUNDED * self.greatest(other)).max(hedge).max(units)
    }
}

fn near(a: f64, b: f64, slack: f64) -> bool {
    let finite = a.is_finite() && b.is_finite();
    a == b || finite && (a - b).abs() <= slack + EXACT * a.abs().max(b.abs())
}

/// Two ends in order. Where only one is open, the written precision does not count.
fn side(a: f64, b: f64, a_open: bool, b_open: bool, slack: f64) -> Ordering {
    if a_open == b_open {
        return if near(a, b, slack) { Ordering::Equal } else { a.total_cmp(&b) };
    }
    if near(a, b, 0.0) { a_open.cmp(&b_open) } else { a.total_cmp(&b) }
}

/// Whether nothing lies in both.
fn apart(a: &Quantity, b: &Quantity, slack: f64, converted: f64) -> bool {
    let below = |x: &Quantity, y: &Quantity| {
        let open = x.high_open || y.low_open;
        let reach = if open && !x.hedged && !y.hedged { converted } else { slack };
        match near(x.high, y.low, reach) {
            true => open && converted == 0.0 && !x.hedged && !y.hedged && x.high <= y.low,
            false => x.high < y.low,
        }
    };
    below(a, b) || below(b, a)
}

/// Whether an open end lies so near the other amount that the units decide nothing.
fn touches(a: &Quantity, b: &Quantity, converted: f64) -> bool {
    let touch = |x: &Quantity, y: &Quantity| {
        (x.high_open || y.low_open) && converted > 0.0 && near(x.high, y.low, converted)
    };
    touch(a, b) || touch(b, a)
}
