//! What two amounts have in common besides their value: the same figure in another unit, the same
//! digits a scale apart, the same bound turned round. Such a pair is seldom a coincidence.

use super::{Per, Quantity};

/// How a claim's amount is tied to a fact's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// At least told as at most.
    Turned,
    /// The same figure of another unit, currency or period.
    OtherUnit,
    /// The same digits, a power of ten apart.
    OtherScale,
}

/// How much tighter a bound must be to be another one.
const TIGHTER: f64 = 0.1;

/// The tie between two amounts that are not the same.
pub fn tie(claim: &Quantity, fact: &Quantity) -> Option<Tie> {
    if claim.comparable(fact) && is_turned(claim, fact) {
        return Some(Tie::Turned);
    }
    let same_kind = claim.unit.kind == fact.unit.kind && claim.unit.kind != "count";
    let other_unit =
        claim.unit.id != fact.unit.id && !claim.unit.id.is_empty() && !fact.unit.id.is_empty();
    let family =
        is_of_family(claim.unit.id, fact.unit.id) || is_of_family(fact.unit.id, claim.unit.id);
    if same_kind && other_unit && !family && claim.same_figures(fact) {
        return Some(Tie::OtherUnit);
    }
    let other_per = matches!((claim.per, fact.per), (Some(a), Some(b)) if a.excludes(b));
    if other_per && claim.comparable(fact) && claim.same_figures(fact) {
        return Some(Tie::OtherUnit);
    }
    // 2.4 億 of money is no slip of 240 buses.
    let counts = claim.unit.kind != "count"
        || claim.unit.counted == fact.unit.counted && claim.unit.classifier == fact.unit.classifier;
    (counts && claim.comparable(fact) && is_scaled(claim, fact)).then_some(Tie::OtherScale)
}

/// Crowns may be Swedish.
pub(super) fn is_of_family(general: &str, one: &str) -> bool {
    general == "crown" && matches!(one, "sek" | "nok" | "dkk" | "czk" | "isk")
}

/// Whether both may be the same amount for each of the same thing.
pub fn same_per(claim: &Quantity, fact: &Quantity) -> bool {
    // What is counted has many names; times have few.
    let timed = |a: Per, b: Per| a.times(b).is_some() && a.excludes(b);
    !matches!((claim.per, fact.per), (Some(a), Some(b)) if timed(a, b))
}

/// "At least two years" told as "two years at most": the same figure, the other way.
fn is_turned(claim: &Quantity, fact: &Quantity) -> bool {
    let floor = |q: &Quantity| q.low.is_finite() && q.high.is_infinite();
    let ceiling = |q: &Quantity| q.low.is_infinite() && q.high.is_finite();
    // What is less than 25 and what is 25 or more are the two halves of one rule.
    let halves = (claim.low_open || claim.high_open) != (fact.low_open || fact.high_open);
    if halves {
        return false;
    }
    floor(claim) && ceiling(fact) && same(claim.low, fact.high)
        || ceiling(claim) && floor(fact) && same(claim.high, fact.low)
}

/// The written figures, the unit left out.
fn figures(q: &Quantity) -> Vec<f64> {
    let factor = if q.unit.factor > 0.0 { q.unit.factor } else { 1.0 };
    let ends = [q.low, q.high].into_iter().filter(|f| f.is_finite());
    let mut figures: Vec<f64> = ends.map(|f| f / factor).collect();
    figures.dedup();
    figures
}

impl Quantity {
    /// The first figure as it is written, the unit left out: 8 for eight hours.
    pub fn figure(&self) -> f64 {
        figures(self).first().copied().unwrap_or(0.0)
    }

    /// How many digits of the first figure tell something: 3 for 6.49, 1 for 200.
    pub fn digits(&self) -> usize {
        let figure = figures(self).first().copied().unwrap_or(0.0).abs();
        let written = format!("{figure:.4}").replace('.', "");
        written.trim_matches('0').len()
    }

    /// The greater of its finite ends.
    pub fn size(&self) -> f64 {
        let ends = [self.low, self.high].into_iter().filter(|e| e.is_finite());
        ends.fold(0.0, |most, e| e.abs().max(most))
    }

    /// Whether both are bounded on the same side, and this one more tightly, by a tenth or more:
    /// "over 53" where the source has "over 35".
    pub fn overstates(&self, other: &Quantity) -> bool {
        let floors = self.high.is_infinite() && other.high.is_infinite();
        let ceilings = self.low.is_infinite() && other.low.is_infinite();
        let more = |a: f64, b: f64| a.is_finite() && b.is_finite() && a - b > TIGHTER * b.abs();
        floors && more(self.low, other.low) || ceilings && more(-self.high, -other.high)
    }

    /// Whether both are ranges, and not the same.
    pub fn is_other_range(&self, other: &Quantity) -> bool {
        let range = |q: &Quantity| q.low.is_finite() && q.high.is_finite() && q.low < q.high;
        let far = |a: f64, b: f64| (a - b).abs() > TIGHTER * b.abs().max(a.abs());
        let hedged = self.hedged || other.hedged;
        range(self)
            && range(other)
            && !hedged
            && (far(self.low, other.low) || far(self.high, other.high))
    }

    /// Whether two digits changed places.
    pub fn is_turned_round(&self, other: &Quantity) -> bool {
        let (a, b) = (figures(self), figures(other));
        matches!((a.as_slice(), b.as_slice()), ([x], [y]) if is_permuted(*x, *y))
    }

    /// Whether one figure looks like a slip of the pen for the other: two digits changed places, or
    /// a power of ten went wrong.
    pub fn is_slip_of(&self, other: &Quantity) -> bool {
        let (a, b) = (figures(self), figures(other));
        let ([x], [y]) = (a.as_slice(), b.as_slice()) else { return false };
        is_scaled(self, other) || is_permuted(*x, *y)
    }

    /// Whether both are written with the same figures, whatever their units and bounds.
    pub fn same_figures(&self, other: &Quantity) -> bool {
        let (a, b) = (figures(self), figures(other));
        a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| same(*a, *b))
    }
}

/// The same digits in another order, as many before the point: 53 and 35, 14.1 and 11.4.
fn is_permuted(a: f64, b: f64) -> bool {
    let written = |n: f64| format!("{n}");
    let (a, b) = (written(a.abs()), written(b.abs()));
    let sorted = |s: &str| {
        let mut digits: Vec<char> =
            s.trim_end_matches('0').chars().filter(char::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    let points = a.find('.') == b.find('.') && a.len() == b.len();
    a != b && points && sorted(&a).len() >= 2 && sorted(&a) == sorted(&b)
}

/// Two or more digits alike, and a factor of ten, a hundred, a thousand … between.
fn is_scaled(a: &Quantity, b: &Quantity) -> bool {
    let (a, b) = (figures(a), figures(b));
    let ([a], [b]) = (a.as_slice(), b.as_slice()) else { return false };
    let (big, small) = if a < b { (*b, *a) } else { (*a, *b) };
    if small <= 0.0 {
        return false;
    }
    let power = (big / small).log10().round();
    let digits = small / 10_f64.powf(small.log10().floor());
    let telling = (digits - digits.round()).abs() > 1e-9;
    power >= 1.0 && telling && same(big, small * 10_f64.powf(power))
}

/// Equal but for what arithmetic leaves.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}
