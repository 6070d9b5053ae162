//! Numbers of both languages as values: digits, English and Chinese words, shares.

mod english;
mod han;

use crate::clause::Clause;
use crate::lexicon::{Category, Concept, Particle};
use crate::token::Kind;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In digits, perhaps with a scale word behind.
    Digits,
    /// In words, of either language.
    Words,
    /// As a share of a whole; its value is in percent.
    Share,
}

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// What it stands for; the lower one for words such as 兩三.
    pub value: f64,
    /// How far above `value` it may lie: 0 but for words such as 兩三.
    pub spread: f64,
    /// The place of its last written digit: 0.01 for 85.19, 1e7 for 1.34 billion.
    pub step: f64,
    /// The place of its last digit that is no zero.
    pub place: f64,
    /// Whether it says "and some": 四万八千多.
    pub odd: bool,
    /// The factor of the scale words in it.
    pub scale: f64,
    /// How it is written.
    pub form: Form,
    /// The token behind it.
    pub end: usize,
}

/// Reads the number that begins at token `at`.
pub fn read(clause: &Clause, at: usize) -> Option<Number> {
    if let Some(share) = discount(clause, at) {
        return Some(share);
    }
    let token = clause.tokens.get(at)?;
    let whole = match token.kind {
        Kind::Number => digits(clause, at),
        Kind::Han => han::read(clause, at),
        _ => english::read(clause, at),
    };
    let mut number = whole.or_else(|| half(clause, at)).or_else(|| share(clause, at))?;
    let piece = number.end > at && clause.is_particle(number.end, Particle::Piece);
    if piece && word(clause, number.end + 1, "half").is_some() {
        number.value += 0.5;
        number.step = 0.1;
        number.end += 2;
    }
    let number = part(clause, &number).unwrap_or(number);
    number.value.is_finite().then_some(number)
}

impl Number {
    fn new(value: f64, step: f64, form: Form, end: usize) -> Number {
        let place = place(value, step);
        Number { value, spread: 0.0, step, place, odd: false, scale: 1.0, form, end }
    }

    fn times(&mut self, factor: f64) {
        self.value *= factor;
        self.spread *= factor;
        self.step *= factor;
        self.place *= factor;
        self.scale *= factor;
    }
}

/// The concept of a number word at `at`, by its kind.
pub fn word(clause: &Clause, at: usize, kind: &str) -> Option<&'static Concept> {
    let sense = clause.tokens.get(at)?.of(Category::Number)?;
    Some(sense.concept()).filter(|c| c.kind == kind)
}

/// The unit at `at`, scale words and shares included.
pub fn unit(clause: &Clause, at: usize) -> Option<&'static Concept> {
    clause.tokens.get(at)?.of(Category::Unit).map(|s| s.concept())
}

/// The factor of the scale word at `at`; a letter such as `k` must touch its number.
pub fn scale(clause: &Clause, at: usize) -> Option<f64> {
    let token = clause.tokens.get(at)?;
    let touches = !token.spaced || token.range.len() > 1;
    let scale = unit(clause, at).filter(|u| u.kind == "scale").map(|u| u.value);
    scale.filter(|_| touches).or_else(|| word(clause, at, "scale").map(|w| w.value))
}

/// Whether the token at `at` says "and some".
pub fn is_odd(clause: &Clause, at: usize) -> bool {
    let odd = |t: &crate::token::Token| t.is(Category::Bound, "odd");
    clause.tokens.get(at).is_some_and(odd)
}

/// `8,234`, `85.19`, `1.34 billion`, `18.98 萬`, `2 億 3,400 萬`, `3 and a half`.
fn digits(clause: &Clause, at: usize) -> Option<Number> {
    let (value, step) = decimal(clause.words(clause.tokens.get(at)?))?;
    let mut number = Number::new(value, step, Form::Digits, at + 1);
    half_more(clause, &mut number);
    let mut last = f64::INFINITY;
    // Two scale words at most, as in "3 千 萬"; a compound adds a smaller number behind.
    for _ in 0..6 {
        let odd = is_odd(clause, number.end);
        let next = number.end + usize::from(odd || is_hyphen(clause, number.end));
        if let Some(factor) = scale(clause, next) {
            number.odd |= odd;
            number.times(factor);
            number.end = next + 1;
            last = factor;
            continue;
        }
        let Some((more, factor)) = smaller(clause, number.end, last) else { break };
        number.value += more.value * factor;
        number.step = more.step * factor;
        number.place = more.place * factor;
        number.end = more.end + 1;
        last = factor;
    }
    if is_odd(clause, number.end) {
        number.odd = true;
        number.end += 1;
    }
    Some(number)
}

/// The `3,400 萬` behind `2 億`.
fn smaller(clause: &Clause, at: usize, last: f64) -> Option<(Number, f64)> {
    let token = clause.tokens.get(at).filter(|t| t.kind == Kind::Number && last.is_finite())?;
    let (value, step) = decimal(clause.words(token))?;
    let scale_token = clause.tokens.get(at + 1).filter(|t| t.kind == Kind::Han)?;
    let factor = scale(clause, at + 1).filter(|f| *f < last && scale_token.kind == Kind::Han)?;
    (value * factor < last).then(|| (Number::new(value, step, Form::Digits, at + 1), factor))
}

/// The value of written digits and the place of the last one. Commas group thousands; a single
/// comma before another count of digits is a decimal comma. Versions such as 1.2.3 are no numbers.
fn decimal(word: &str) -> Option<(f64, f64)> {
    let groups = |mark: char| word.split(mark).skip(1).all(|g| g.len() == 3 || g.contains('.'));
    let (dots, commas) = (word.matches('.').count(), word.matches(',').count());
    let plain = match (dots, commas) {
        (0 | 1, 0) => word.to_owned(),
        (0, 1) if !groups(',') => word.replace(',', "."),
        (2.., 0) if groups('.') => word.replace('.', ""),
        (0 | 1, 1..) => word.replace(',', ""),
        (2.., 1) => word.replace('.', "").replace(',', "."),
        _ => return None,
    };
    let decimals = plain.split_once('.').map_or(0, |(_, d)| d.len());
    let step = 0.1_f64.powi(i32::try_from(decimals).ok()?);
    let value: f64 = plain.parse().ok()?;
    let versions = dots > 1 && commas == 0 && !groups('.');
    (value.is_finite() && !versions).then_some((value, step))
}

/// The place of the last digit that is no zero: 1000 for 48,000.
fn place(value: f64, step: f64) -> f64 {
    let mut place = step;
    for _ in 0..15 {
        let tens = value / (place * 10.0);
        if value == 0.0 || (tens - tens.round()).abs() > 1e-9 {
            break;
        }
        place *= 10.0;
    }
    place
}

fn is_hyphen(clause: &Clause, at: usize) -> bool {
    clause.is_word(at, "-") && clause.tokens.get(at).is_some_and(|t| !t.spaced)
}

fn is_half(clause: &Clause, at: usize) -> bool {
    unit(clause, at).is_some_and(|u| u.kind == "fraction" && u.id == "half")
}

/// `and a half`, `½`, 半 behind a number.
fn half_more(clause: &Clause, number: &mut Number) {
    let and = number.end + usize::from(is_hyphen(clause, number.end));
    let half = and + 1 + usize::from(is_hyphen(clause, and + 1));
    let end = if clause.is_word(and, "and") && is_half(clause, half) {
        half + 1
    } else if clause.is_word(number.end, "½") || word(clause, number.end, "half").is_some() {
        number.end + 1
    } else {
        return;
    };
    number.value += 0.5;
    number.step = 0.1;
    number.place = 0.1;
    number.end = end;
}

/// 半年, 半個月, `half a year`: half of the unit that follows.
fn half(clause: &Clause, at: usize) -> Option<Number> {
    let a = clause.is_particle(at + 1, Particle::Article);
    let end = match (word(clause, at, "half"), is_half(clause, at)) {
        (Some(_), _) => at + 1,
        (None, true) => at + 1 + usize::from(a),
        (None, false) => return None,
    };
    let timed = unit(clause, end).is_some_and(|u| matches!(u.kind, "duration" | "date"));
    timed.then(|| Number { value: 0.5, ..Number::new(0.0, 0.1, Form::Words, end) })
}

/// `two-fifths`; 三分之二, 百分之二十.
fn part(clause: &Clause, number: &Number) -> Option<Number> {
    let at = number.end + usize::from(is_hyphen(clause, number.end));
    if let Some(part) = word(clause, at, "part") {
        let share = number.value / part.value * 100.0;
        return Some(Number::new(share, 1.0, Form::Share, at + 1)).filter(|_| number.scale <= 1.0);
    }
    if clause.is_particle(number.end, Particle::OutOf) {
        return one_in(clause, number);
    }
    word(clause, number.end, "part-of")?;
    let token = clause.tokens.get(number.end + 1)?;
    let top = match token.kind {
        Kind::Number => digits(clause, number.end + 1)?,
        _ => han::read(clause, number.end + 1)?,
    };
    let whole = Some(number.value).filter(|w| *w > 0.0)?;
    let percent = top.value / whole * 100.0;
    // A third is 33.3…; hundredths and thousandths are exact to their last digit.
    let step = if whole < 100.0 { 1.0 } else { top.step / whole * 100.0 };
    let mut share = Number::new(percent, step, Form::Share, top.end);
    share.odd = top.odd;
    Some(share)
}

/// `9 in 100`, `one in twelve`: a share, where the whole is a round number or a small one and
/// nothing is counted by it.
fn one_in(clause: &Clause, number: &Number) -> Option<Number> {
    let of = clause.is_word(number.end, "of");
    let every = usize::from(clause.is_word(number.end + 1, "every"));
    let at = number.end + 1 + every;
    let whole = match clause.tokens.get(at)?.kind {
        Kind::Number => digits(clause, at)?,
        _ => english::read(clause, at)?,
    };
    let round = [10.0, 100.0, 1000.0, 10000.0].contains(&whole.value) || whole.value <= 20.0;
    let counts = unit(clause, whole.end).is_some();
    let share = number.value > 0.0 && number.value < whole.value && number.scale <= 1.0;
    let fits = round && share && !counts && !(of && every == 0 && whole.value < 100.0);
    let step = if whole.value < 100.0 { 2.0 } else { 100.0 / whole.value };
    fits.then(|| Number::new(number.value / whole.value * 100.0, step, Form::Share, whole.end))
}

/// 八折, 七五折, 85 折: how much is taken off, in percent; what is paid are the tenths.
fn discount(clause: &Clause, at: usize) -> Option<Number> {
    let mut digits = String::new();
    let mut end = at;
    while let Some(token) = clause.tokens.get(end).filter(|_| digits.len() < 3) {
        match (word(clause, end, "digit"), token.kind) {
            (Some(digit), Kind::Han) if digit.value < 10.0 => {
                digits.push_str(&format!("{}", digit.value));
            }
            (_, Kind::Number) if end == at => digits = clause.words(token).replace('.', ""),
            _ => break,
        }
        end += 1;
    }
    let named = (1..=2).contains(&digits.len()) && clause.is_particle(end, Particle::Discount);
    let tenths: f64 = digits.parse().ok().filter(|_| named)?;
    let paid = if digits.len() == 1 { tenths * 10.0 } else { tenths };
    Some(Number::new(100.0 - paid, 1.0, Form::Share, end + 1))
}

/// `half`, `a fifth`, `two-thirds`, 一半; "a third party" and "the other half" are none.
fn share(clause: &Clause, at: usize) -> Option<Number> {
    let fraction = unit(clause, at).filter(|u| u.kind == "fraction")?;
    let token = clause.tokens.get(at)?;
    let ready = |i: usize| clause.is_particle(i, Particle::BeforeShare);
    let of = clause.is_particle(at + 1, Particle::BehindShare);
    let before = at.checked_sub(1);
    let the = before.is_some_and(|i| clause.is_particle(i, Particle::OneHalf));
    let clear = match token.kind {
        Kind::Han => true,
        _ if fraction.id == "half" => !the && !is_hyphen(clause, at + 1),
        _ if fraction.id == "two-thirds" => true,
        _ => of || before.is_some_and(ready),
    };
    let percent = fraction.value * 100.0;
    clear.then(|| Number::new(percent, 1.0, Form::Share, at + 1))
}
