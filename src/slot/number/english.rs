//! English number words: "twenty-five", "three and a half billion", "half a million".

use super::{Form, Number, half_more, is_half, is_hyphen, scale, unit, word};
use crate::clause::Clause;
use crate::lexicon::Particle;
use crate::token::Kind;

/// The longest phrase that is read, in tokens.
const LENGTH_MAX: usize = 24;

/// Reads the number that begins at token `at`.
pub fn read(clause: &Clause, at: usize) -> Option<Number> {
    if let Some(number) = half_of_scale(clause, at).or_else(|| dozen(clause, at)) {
        return Some(number);
    }
    let first = first(clause, at)?;
    let mut sum = Sum { whole: 0.0, group: Some(first.0), step: 1.0, scale: 1.0 };
    let mut end = first.1;
    while end < at + LENGTH_MAX {
        let mut number = Number::new(0.0, 1.0, Form::Words, end);
        half_more(clause, &mut number);
        if number.end > end {
            sum.group = sum.group.map(|g| g + 0.5);
            sum.step = 0.1;
            end = number.end;
        }
        let Some(next) = sum.add(clause, end) else { break };
        end = next;
    }
    let value = sum.whole + sum.group.unwrap_or(0.0);
    let mut number = Number::new(value, sum.step, Form::Words, end);
    number.scale = sum.scale;
    Some(number)
}

/// A phrase being summed up: what is multiplied out, and the group that waits for its scale.
struct Sum {
    whole: f64,
    group: Option<f64>,
    step: f64,
    scale: f64,
}

impl Sum {
    /// Takes the next word in; where the phrase goes on behind it.
    fn add(&mut self, clause: &Clause, at: usize) -> Option<usize> {
        let hyphen = at + usize::from(is_hyphen(clause, at));
        if let (Some(group), Some(factor)) = (self.group, latin_scale(clause, hyphen)) {
            if factor < 1000.0 {
                self.group = Some(group * factor);
                return Some(hyphen + 1);
            }
            self.whole += group * factor;
            self.group = None;
            self.step *= factor;
            self.scale *= factor;
            return Some(hyphen + 1);
        }
        let and = usize::from(clause.is_word(hyphen, "and") && self.takes_and());
        let digit = word(clause, hyphen + and, "digit")?.value;
        let fits = match self.group {
            None => self.whole > 0.0,
            Some(g) => {
                g >= 20.0 && g % 10.0 == 0.0 && digit < 10.0 && g % 100.0 != 0.0 || hundreds(g)
            }
        };
        if !fits {
            return None;
        }
        self.group = Some(self.group.unwrap_or(0.0) + digit);
        self.step = 1.0;
        Some(hyphen + and + 1)
    }

    /// "and" joins only behind a hundred or a greater scale.
    fn takes_and(&self) -> bool {
        self.group.map_or(self.whole > 0.0, hundreds)
    }
}

fn hundreds(group: f64) -> bool {
    group >= 100.0 && group % 100.0 == 0.0
}

/// A digit word, or "a" before a scale word.
fn first(clause: &Clause, at: usize) -> Option<(f64, usize)> {
    if let Some(digit) = word(clause, at, "digit") {
        return Some((digit.value, at + 1));
    }
    let article = clause.is_particle(at, Particle::Article);
    (article && latin_scale(clause, at + 1).is_some()).then_some((1.0, at + 1))
}

/// The factor of a scale word written out.
fn latin_scale(clause: &Clause, at: usize) -> Option<f64> {
    let token = clause.tokens.get(at)?;
    let written = token.kind == Kind::Latin && token.range.len() > 2;
    scale(clause, at).filter(|_| written)
}

/// `half a million`.
fn half_of_scale(clause: &Clause, at: usize) -> Option<Number> {
    let half = is_half(clause, at);
    let a = usize::from(clause.is_particle(at + 1, Particle::Article));
    let factor = latin_scale(clause, at + 1 + a).filter(|_| half)?;
    let mut number = Number::new(0.5, 0.1, Form::Words, at + 2 + a);
    number.times(factor);
    Some(number)
}

/// `a dozen`.
fn dozen(clause: &Clause, at: usize) -> Option<Number> {
    let dozen = unit(clause, at).filter(|u| u.kind == "count")?;
    Some(Number::new(dozen.value, 1.0, Form::Words, at + 1))
}
