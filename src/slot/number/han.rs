//! Chinese number words: 四万八千多, 三点五亿, 二〇二六, 两三.

use super::{Form, Number, is_odd, scale, word};
use crate::clause::Clause;
use crate::lexicon::Particle;
use crate::token::Kind;

/// The longest numeral that is read, in tokens.
const LENGTH_MAX: usize = 24;

/// A numeral being summed up.
#[derive(Default)]
struct Sum {
    /// What stands before the last great scale word (萬, 億), multiplied out.
    whole: f64,
    /// Hundreds and tens since then.
    section: f64,
    /// The digits that wait for a scale word.
    digits: Vec<f64>,
    /// The digits behind 點.
    decimals: Vec<f64>,
    /// The value of the last digit's place.
    place: f64,
    /// The last scale word.
    last: f64,
    great: f64,
    /// How far above its value the numeral may lie.
    wide: f64,
    odd: bool,
}

/// Reads the numeral that begins at token `at`.
pub fn read(clause: &Clause, at: usize) -> Option<Number> {
    // 幾十: several tens are no ten.
    if at > 0 && clause.is_particle(at - 1, Particle::Indefinite) {
        return None;
    }
    let mut sum = Sum { place: 1.0, ..Sum::default() };
    let mut end = at;
    while end < at + LENGTH_MAX {
        let odd = end > at && is_odd(clause, end);
        let next = end + usize::from(odd);
        let Some(token) = clause.tokens.get(next).filter(|t| t.kind == Kind::Han) else { break };
        let glued = !token.spaced || end == at || scale(clause, next).is_some();
        if !glued || !sum.add(clause, next, odd) {
            break;
        }
        end = next + 1;
    }
    if end == at {
        return None;
    }
    let bare = sum.digits.is_empty() && clause.tokens.get(at..end).is_some_and(|t| t.len() == 1);
    let part = word(clause, end, "part-of").is_some();
    let ten = word(clause, at, "scale").is_some_and(|w| w.value < 100.0);
    if bare && sum.last > 0.0 && !part && !ten {
        return None;
    }
    let odd = is_odd(clause, end);
    sum.odd |= odd;
    sum.number(end + usize::from(odd))
}

impl Sum {
    /// Takes the token in, if the numeral goes on with it.
    fn add(&mut self, clause: &Clause, at: usize, odd: bool) -> bool {
        if let Some(digit) = word(clause, at, "digit") {
            return !odd && self.digit(digit.value);
        }
        if let Some(point) = word(clause, at, "point") {
            let first = self.decimals.is_empty() && !self.digits.is_empty() || self.last == 10.0;
            self.decimals.push(point.value);
            return first && !odd;
        }
        let Some(factor) = scale(clause, at) else { return false };
        // 百萬 is one word of the lexicon: a hundred that meets ten thousand.
        let great = [1e12, 1e8, 1e4].into_iter().find(|g| *g <= factor).unwrap_or(1.0);
        let small = factor / great;
        self.odd |= odd;
        if small > 1.0 {
            self.small(small);
        }
        if great > 1.0 {
            self.great(great);
        }
        true
    }

    fn digit(&mut self, digit: f64) -> bool {
        if !self.decimals.is_empty() {
            self.decimals.push(digit);
            return true;
        }
        let zero = self.last > 0.0 && self.digits == [0.0];
        if zero {
            self.digits.clear();
        } else if self.last > 0.0 && !self.digits.is_empty() {
            return false;
        }
        // A digit right behind a scale word is of the next lower place: 三萬五.
        let lower = self.last >= 100.0 && !zero && digit > 0.0;
        self.place = if lower { self.last / 10.0 } else { 1.0 };
        self.digits.push(digit);
        true
    }

    /// The waiting digits as a number: decimals count, 兩三 is the lower one.
    fn group(&self) -> f64 {
        let near = self.spread() > 0.0;
        let digits = if near { self.digits.get(..1).unwrap_or(&[]) } else { &self.digits };
        let whole = digits.iter().fold(0.0, |n, d| n * 10.0 + d);
        self.decimals.iter().rev().fold(0.0, |n, d| (n + d) / 10.0) + whole
    }

    /// 两三: two digits that follow each other.
    fn spread(&self) -> f64 {
        match self.digits[..] {
            [a, b] if a > 0.0 && b == a + 1.0 => 1.0,
            _ => 0.0,
        }
    }

    fn small(&mut self, factor: f64) {
        let group = if self.digits.is_empty() { 1.0 } else { self.group() };
        self.section += group * factor;
        self.wide += self.spread() * factor;
        self.close(factor);
        self.place = factor;
    }

    fn great(&mut self, factor: f64) {
        let decimals = 0.1_f64.powi(i32::try_from(self.decimals.len()).unwrap_or(0));
        let group = self.section + self.group();
        // 萬億: a greater scale word multiplies what stands before it.
        let greater = self.great > 0.0 && factor > self.great;
        if greater {
            self.whole = (self.whole + group) * factor;
        } else {
            self.whole += group * factor;
        }
        self.wide = (self.wide + self.spread()) * factor;
        let place = if self.digits.is_empty() && self.last > 1.0 { self.place } else { 1.0 };
        self.section = 0.0;
        self.close(factor);
        self.place = factor * place * decimals;
        self.great = factor;
    }

    fn close(&mut self, factor: f64) {
        self.digits.clear();
        self.decimals.clear();
        self.last = factor;
    }

    fn number(self, end: usize) -> Option<Number> {
        let spread = self.spread();
        let group = self.group();
        let decimals = 0.1_f64.powi(i32::try_from(self.decimals.len()).ok()?);
        // 三五 and such are neither a number nor two that follow each other.
        if self.last == 0.0 && self.digits.len() == 2 && spread == 0.0 {
            return None;
        }
        let (group, place) = if self.last >= 100.0 && self.digits.len() == 1 {
            (group * self.place, self.place)
        } else {
            (group, if self.digits.is_empty() { self.place } else { 1.0 })
        };
        let value = self.whole + self.section + group;
        // Below ten thousand, words are as exact as digits; with 萬 and 億, as their last word.
        let step = match self.great {
            0.0 => decimals,
            great if self.digits.is_empty() && self.place > great => great,
            _ => place,
        };
        let mut number = Number::new(value, step, Form::Words, end);
        number.place = if self.decimals.is_empty() { place } else { decimals };
        number.spread = self.wide + spread;
        number.odd = self.odd;
        number.scale = self.great.max(1.0);
        Some(number)
    }
}
