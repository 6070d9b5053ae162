//! One number with its unit, before anything bounds it.

use super::Unit;
use crate::clause::Clause;
use crate::lexicon::{Category, Concept, Particle};
use crate::slot::number::{self, Form, Number};
use crate::term::Term;
use crate::token::{Kind, Token};
use std::ops::Range;

/// A number with its unit.
#[derive(Debug, Clone)]
pub struct Atom {
    /// The number as written.
    pub number: Number,
    /// Its unit.
    pub unit: Unit,
    /// The tokens of both.
    pub tokens: Range<usize>,
}

/// What a number without a unit counts in.
const COUNT: Unit = Unit { kind: "count", id: "", factor: 1.0, counted: None, classifier: None };

/// Reads the number at token `at`, which may begin with a currency.
pub fn read(clause: &Clause, at: usize) -> Option<Atom> {
    if let Some(percent) = number::word(clause, at, "vague-percent") {
        return Some(vague(clause, at, percent.value));
    }
    let money = number::unit(clause, at).filter(|u| u.kind == "money" && leads(clause, at));
    let minus = minus(clause, at);
    let start = at + usize::from(money.is_some()) + usize::from(minus);
    let mut number = number::read(clause, start)?;
    if minus {
        number.value = -number.value - number.spread;
    }
    let mut atom = Atom { tokens: at..number.end, number, unit: COUNT };
    if number.form == Form::Share {
        atom.unit = Unit { kind: "percent", id: "percent", ..COUNT };
        return Some(atom);
    }
    if let Some(money) = money {
        atom.unit = Unit { kind: "money", id: money.id, ..COUNT };
        let more = number::unit(clause, number.end);
        // "SEK 4.86bn   SEK 4.41bn": the second sign is the next number's.
        let next = clause.tokens.get(number.end + 1).is_some_and(|t| t.kind == Kind::Number);
        if !next && more.is_some_and(|u| u.kind.starts_with("money") && u.kind != "money-minor") {
            atom.tokens.end += 1;
        }
        return Some(atom);
    }
    suffix(clause, &mut atom);
    if atom.unit.kind == "duration" {
        compound(clause, &mut atom);
    }
    if atom.unit.kind == "count" {
        count(clause, &mut atom);
    }
    Some(atom)
}

/// A currency stands before its number as a sign or a code; words such as "won" do not.
fn leads(clause: &Clause, at: usize) -> bool {
    clause.tokens.get(at).is_some_and(|t| {
        let word = clause.words(t);
        t.kind == Kind::Han || word.len() <= 3 || word.ends_with('$')
    })
}

/// A hyphen that touches the number but not what stands before it.
fn minus(clause: &Clause, at: usize) -> bool {
    let touches = |t: &Token| !t.spaced && t.kind == Kind::Number;
    let free = at == 0 || clause.tokens.get(at).is_some_and(|t| t.spaced);
    free && clause.is_word(at, "-") && clause.tokens.get(at + 1).is_some_and(touches)
}

/// `mid-teens`: the value and one to both sides.
fn vague(clause: &Clause, at: usize, middle: f64) -> Atom {
    let percent = number::unit(clause, at + 1).is_some_and(|u| u.kind == "percent");
    let end = at + 1 + usize::from(percent);
    let number = Number {
        value: middle - 1.0,
        spread: 2.0,
        step: 1.0,
        place: 1.0,
        odd: false,
        scale: 1.0,
        form: Form::Share,
        end,
    };
    let unit = Unit { kind: "percent", id: "percent", ..COUNT };
    Atom { number, unit, tokens: at..end }
}

/// The unit behind the number.
fn suffix(clause: &Clause, atom: &mut Atom) {
    let hyphen = clause.is_word(atom.number.end, "-");
    let at = atom.number.end + usize::from(hyphen);
    let Some(unit) = number::unit(clause, at).filter(|_| measures(clause, at)) else { return };
    let Some(unit_read) = unit_of(clause, at, unit) else { return };
    atom.unit = unit_read;
    atom.tokens.end = at + 1;
    let factor = if unit.value > 0.0 { unit.value } else { 1.0 };
    let base = &mut atom.number;
    // Only the factor of "tenth" and "cent" belongs to the number itself.
    if matches!(unit.kind, "percent" | "point" | "money-minor") {
        base.value *= factor;
        base.step *= factor;
        base.place *= factor;
        base.spread *= factor;
    }
    if unit.id == "tenth" {
        tenths(clause, atom);
    }
    let more = number::unit(clause, at + 1).filter(|u| u.kind == "money");
    if let (true, Some(money)) = (unit.kind == "money-any", more) {
        atom.unit.id = money.id;
        atom.tokens.end += 1;
    }
    if number::is_odd(clause, atom.tokens.end) {
        atom.number.odd = true;
        atom.tokens.end += 1;
    }
    if atom.unit.kind == "duration" && number::word(clause, at + 1, "half").is_some() {
        atom.number.value += 0.5;
        atom.tokens.end = at + 2;
    }
}

/// Whether the unit at `at` is meant as one: single letters touch their number, 5G is none.
fn measures(clause: &Clause, at: usize) -> bool {
    clause.tokens.get(at).is_some_and(|t| {
        let letter = t.kind == Kind::Latin && t.range.len() == 1;
        !letter || !t.spaced && !t.capital
    })
}

fn unit_of(clause: &Clause, at: usize, unit: &'static Concept) -> Option<Unit> {
    let is = unit.is.map(|s| s.concept().id);
    let factor = if unit.value > 0.0 { unit.value } else { 1.0 };
    let behind = |i: usize| clause.tokens.get(i);
    Some(match unit.kind {
        "scale" | "fraction" | "count" => return None,
        // 一個月 is one month; 三月 is March.
        "date" => {
            is_piece(clause, at).then_some(())?;
            Unit { kind: "duration", id: "month", factor, ..COUNT }
        }
        // 三十日內 is thirty days; 三十日 is a day of the month.
        "date-or-duration" => {
            let next = behind(at + 1)?;
            let within = next.of(Category::Bound).is_some() || next.of(Category::Time).is_some();
            let kind = if within { "duration" } else { return None };
            Unit { kind, id: "day", factor, ..COUNT }
        }
        "money-any" => Unit { kind: "money", id: "", ..COUNT },
        "money-minor" => Unit { kind: "money", id: is.unwrap_or(""), ..COUNT },
        "money" => Unit { kind: "money", id: unit.id, ..COUNT },
        "percent" => Unit { kind: "percent", id: "percent", ..COUNT },
        "point" => Unit { kind: "point", id: "percentage-point", ..COUNT },
        kind => Unit { kind, id: unit.id, factor, ..COUNT },
    })
}

/// The unit and the scale that a table head or a key gives to what stands under it: "Price, USD",
/// 金額（億元）, `loan_eur`. A length of time must stand at the end or in brackets: "Month" heads
/// months of the year.
pub fn of_head(clause: &Clause) -> Option<(Unit, f64)> {
    let mut found: Option<(Unit, f64)> = None;
    // (萬台), "in millions": a scale without a unit.
    let inside = |i: usize| clause.is_word(i, ")") || i == clause.tokens.len();
    let scaled = (1..clause.tokens.len()).find_map(|at| {
        let scale = number::scale(clause, at).filter(|_| !clause.is_word(at, "m"))?;
        (inside(at + 1) || inside(at + 2)).then_some((COUNT, scale))
    });
    for at in 0..clause.tokens.len() {
        let Some(concept) = number::unit(clause, at) else { continue };
        if at > 0 && Particle::Each.is(clause.words(&clause.tokens[at - 1])) {
            continue;
        }
        let ends = at > 0 && at + 1 == clause.tokens.len();
        let inside = clause.is_word(at + 1, ")");
        let plain = matches!(concept.kind, "money" | "money-any" | "percent");
        let Some(unit) = unit_of(clause, at, concept).filter(|_| plain || ends || inside) else {
            continue;
        };
        // 人民幣百萬元: one currency, named twice.
        let again =
            |other: &Unit| other.kind == "money" && unit.kind == "money" && unit.id.is_empty();
        let same = found.filter(|(other, _)| again(other)).map(|(other, _)| other);
        if same.is_none() && found.is_some_and(|(other, _)| other != unit) {
            return None;
        }
        let unit = same.unwrap_or(unit);
        let scale = at.checked_sub(1).and_then(|i| number::scale(clause, i)).unwrap_or(1.0);
        found = Some((unit, scale));
    }
    found.or(scaled)
}

/// Whether the month at `at` is counted: 一個月, 兩個半月.
pub fn is_piece(clause: &Clause, at: usize) -> bool {
    let before = at.checked_sub(1);
    before.is_some_and(|i| {
        number::word(clause, i, "digit").is_some_and(|p| p.id == "one-piece")
            || number::word(clause, i, "half").is_some()
    })
}

/// 兩成二, 兩成半.
fn tenths(clause: &Clause, atom: &mut Atom) {
    let at = atom.tokens.end;
    let digit = number::word(clause, at, "digit").map(|d| d.value).filter(|d| *d < 10.0);
    let half = number::word(clause, at, "half").map(|_| 5.0);
    if let Some(more) = digit.or(half) {
        atom.number.value += more;
        atom.number.step = 1.0;
        atom.number.place = 1.0;
        atom.tokens.end += 1;
    }
}

/// `2 years and 6 months`, 一年六個月: the sum, in the smaller unit.
fn compound(clause: &Clause, atom: &mut Atom) {
    let and = usize::from(clause.is_particle(atom.tokens.end, Particle::Plus));
    let Some(more) = number::read(clause, atom.tokens.end + and) else { return };
    let mut rest = Atom { tokens: atom.tokens.end..more.end, number: more, unit: COUNT };
    let smaller = number::unit(clause, more.end).filter(|u| {
        u.kind == "duration"
            && u.value < atom.unit.factor
            && u.value * more.value < atom.unit.factor
    });
    let Some(smaller) = smaller else { return };
    let Some(unit) = unit_of(clause, more.end, smaller) else { return };
    // Twelve months make the year here, so that "1 year 6 months" is eighteen of them.
    let per = (atom.unit.factor / unit.factor).round();
    rest.number.value += atom.number.value * per;
    rest.unit = unit;
    rest.tokens = atom.tokens.start..more.end + 1;
    *atom = rest;
}

/// The noun and the classifier that a plain count is of.
fn count(clause: &Clause, atom: &mut Atom) {
    let at = atom.number.end;
    let Some(token) = clause.tokens.get(at) else { return };
    match token.kind {
        Kind::Han => count_han(clause, atom, at),
        Kind::Latin => {
            atom.unit.counted = noun(clause, at).or_else(|| token.terms.first().copied())
        }
        _ => {}
    }
}

/// 名病人 is one unknown word: the classifier is its first character, the noun the next two.
fn count_han(clause: &Clause, atom: &mut Atom, at: usize) {
    let Some(token) = clause.tokens.get(at) else { return };
    let mut chars = clause.words(token).chars();
    if !token.senses.is_empty() && !token.is_function() {
        atom.unit.counted = token.terms.first().copied();
        return;
    }
    let classifier = chars.next().map(|c| Term::word(&c.to_string()));
    let measures = Particle::Measure.is(clause.words(token));
    atom.unit.classifier = classifier.filter(|_| !token.is_function() || measures);
    let next = clause.tokens.get(at + 1).filter(|t| t.kind == Kind::Han && !t.is_function());
    atom.unit.counted = match chars.count() {
        0 => next.and_then(|t| t.terms.first().copied()),
        _ => token.terms.get(1).or(token.terms.first()).copied(),
    };
}

/// The plural among the next three words: "24 hybrid vessels".
fn noun(clause: &Clause, at: usize) -> Option<Term> {
    let tokens = clause.tokens.get(at..clause.tokens.len().min(at + 3))?;
    let words = tokens.iter().take_while(|t| t.kind == Kind::Latin && !t.terms.is_empty());
    let plural = |t: &&Token| {
        let word = clause.words(t);
        word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
    };
    words.into_iter().take_while(|t| !t.is_function()).find(plural)?.terms.first().copied()
}

impl Atom {
    /// The value in base units.
    pub fn value(&self) -> f64 {
        self.number.value * self.unit.factor
    }

    /// Whether it is a number alone.
    pub fn is_bare(&self) -> bool {
        self.unit == COUNT
    }

    /// Takes scale and unit from the other end of a range: 5.70 至 5.90 億美元.
    pub fn borrow(&mut self, other: &Atom) {
        if self.is_bare() {
            self.unit = other.unit;
        }

        let scale = other.number.scale;
        let bare = self.number.scale < scale;
        if bare && self.number.value < other.number.value / scale {
            self.number.value *= scale;
            self.number.step *= scale;
            self.number.place *= scale;
        }
        let tenth = self.number.value * 10.0 <= other.number.value;
        if self.unit.kind == "percent"
            && other.number.step == 10.0
            && self.number.step == 1.0
            && tenth
        {
            self.number.value *= 10.0;
            self.number.step = 10.0;
        }
    }
}
