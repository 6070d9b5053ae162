//! What looks like a quantity and is none: years, dates, times of day, versions, list numbers.

use super::atom::Atom;
use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::slot::number::{self, Form};
use crate::span::slice;
use crate::token::{Kind, Token};

/// The token behind something at `at` that holds digits and is no quantity.
pub fn not_a_quantity(clause: &Clause, at: usize) -> Option<usize> {
    let token = clause.tokens.get(at)?;
    if token.kind == Kind::Number
        && let Some(end) = chain(clause, at).or_else(|| stuck(clause, at))
    {
        return Some(end);
    }
    if token.kind == Kind::Number
        || number::word(clause, at, "digit").is_some()
        || is_ten(clause, at)
    {
        return labelled(clause, at)
            .or_else(|| month_day(clause, at))
            .or_else(|| decade(clause, at))
            .or_else(|| version(clause, at));
    }
    None
}

fn is_ten(clause: &Clause, at: usize) -> bool {
    number::word(clause, at, "scale").is_some()
}

fn tight(clause: &Clause, at: usize) -> bool {
    clause.tokens.get(at).is_some_and(|t| !t.spaced)
}

/// `4:13`, `2/11`, `24/7`, `400-830-6600`: numbers chained by marks.
fn chain(clause: &Clause, at: usize) -> Option<usize> {
    let mut end = at + 1;
    let mut links = 0;
    let mut other = false;
    let number =
        |i: usize| clause.tokens.get(i).is_some_and(|t| t.kind == Kind::Number && !t.spaced);
    while number(end + 1) && tight(clause, end) && clause.is_any(end, &[":", "/", "-"]) {
        other |= !clause.is_word(end, "-");
        links += 1;
        end += 2;
    }
    // `2026-27` is a season or a fiscal year.
    let year = clause.tokens.get(at).is_some_and(|t| {
        let digits = clause.words(t);
        digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
    });
    (other || links > 1 || links == 1 && year).then_some(end)
}

/// `GPT-5`, `4th`, `1990s`, `5G`, `§3`, `#7`: digits stuck to what is no unit.
fn stuck(clause: &Clause, at: usize) -> Option<usize> {
    let latin = |t: &Token| t.kind == Kind::Latin;
    let before = at.checked_sub(1).and_then(|i| clause.tokens.get(i));
    if clause.is_any(at.wrapping_sub(1), &["§", "#", "№"]) {
        return Some(at + 1);
    }
    let hyphen =
        at > 1 && clause.is_word(at - 1, "-") && tight(clause, at - 1) && tight(clause, at);
    if hyphen && clause.tokens.get(at - 2).is_some_and(latin) && !is_prefix(clause, at - 2) {
        return Some(at + 1);
    }
    let glued = before.is_some_and(latin) && tight(clause, at);
    if glued && number::unit(clause, at - 1).is_none() {
        return Some(at + 1);
    }
    // 401(k): a letter in brackets belongs to the name.
    let bracket = clause.is_word(at + 1, "(") && tight(clause, at + 1) && tight(clause, at + 2);
    let one = clause.tokens.get(at + 2).is_some_and(|t| latin(t) && t.range.len() == 1);
    if bracket && one {
        return Some(at + 3);
    }
    let next = clause.tokens.get(at + 1).filter(|t| !t.spaced && latin(t))?;
    let letter = next.range.len() == 1 && next.capital && matches!(clause.words(next), "g" | "d");
    (next.of(Category::Unit).is_none() || letter).then_some(at + 2)
}

/// Words that a hyphen binds to a number without naming anything: "mid-40", "under-18".
fn is_prefix(clause: &Clause, at: usize) -> bool {
    clause.tokens.get(at).is_some_and(|t| {
        [Category::Bound, Category::Unit, Category::Number].iter().any(|c| t.of(*c).is_some())
    })
}

/// `phase 3`, 第三, 版本 5.0, "(2)", "3.": the number is a label.
fn labelled(clause: &Clause, at: usize) -> Option<usize> {
    let end = number::read(clause, at).map_or(at + 1, |n| n.end);
    let Some(before) = at.checked_sub(1) else {
        let digits = clause.tokens[at].kind == Kind::Number && clause.tokens[at].range.len() < 4;
        let listed = clause.is_any(at + 1, &[".", ")", "、"]);
        let more = clause.tokens.len() > at + 2;
        return (digits && listed && more).then_some(end);
    };
    if clause.is_particle(before, Particle::Label) || clause.is_particle(before, Particle::Ordinal)
    {
        return Some(end);
    }
    let label = clause.tokens[before].of(Category::Number);
    let colon =
        clause.is_word(before, ":").then(|| clause.tokens.get(before.checked_sub(1)?)).flatten();
    let label = label.or_else(|| colon?.of(Category::Number));
    if label.is_some_and(|l| l.concept().id.starts_with("label-")) {
        return Some(end);
    }
    let bracketed = clause.is_word(before, "(") && clause.is_word(at + 1, ")");
    let short = clause.tokens[at].kind == Kind::Number && clause.tokens[at].range.len() < 3;
    (bracketed && short).then_some(end)
}

/// 3.3 版.
fn version(clause: &Clause, at: usize) -> Option<usize> {
    let end = number::read(clause, at)?.end;
    clause.begins_with(end, Particle::Version).then_some(end + 1)
}

/// 七十年代.
fn decade(clause: &Clause, at: usize) -> Option<usize> {
    let end = number::read(clause, at)?.end;
    let from = clause.tokens.get(end)?.range.start;
    let rest = slice(clause.text, from..clause.text.len());
    Particle::Decade.begins(rest).then_some(end + 1)
}

/// `27 April`, `April 27`, 4 月 27 日, 3 月, 10 點, 5 號.
fn month_day(clause: &Clause, at: usize) -> Option<usize> {
    let month = |i: usize| {
        let sense = clause.tokens.get(i).and_then(|t| t.of(Category::Calendar));
        sense.is_some_and(|s| s.concept().kind == "month")
    };
    let number = number::read(clause, at)?;
    let small = number.value.fract() == 0.0 && (0.0..=31.0).contains(&number.value);
    let of = usize::from(clause.is_word(number.end, "of"));
    let measured = number::unit(clause, number.end).is_some();
    // "25 to 29 October": both are days.
    let to = clause.tokens.get(number.end).is_some_and(|t| t.is(Category::Bound, "to"))
        || clause.is_any(number.end, &["-", "—", "and"]);
    let last = number::read(clause, number.end + 1).filter(|_| to && small);
    let ranged = last.is_some_and(|last| month(last.end) && last.value <= 31.0);
    let beside = ranged || month(number.end + of) || at > 0 && month(at - 1) && !measured;
    if small && beside {
        return Some(number.end);
    }
    let date = |i: usize| number::unit(clause, i).is_some_and(|u| u.kind.starts_with("date"));
    let named = |i: usize| number::unit(clause, i).is_some_and(|u| u.kind == "date");
    let day = at > 0 && named(at - 1) && date(number.end);
    let piece = super::atom::is_piece(clause, number.end);
    if small && (day || named(number.end) && !piece) {
        return Some(number.end + 1);
    }
    let clock = clause.is_particle(number.end, Particle::Clock);
    let hour = small && clause.begins_with(number.end, Particle::HourMark);
    (clock || hour).then_some(number.end + 1)
}

/// Whether the number is a year: four digits from 1900 to 2199, alone or before 年.
pub fn is_year(atom: &Atom) -> bool {
    let n = &atom.number;
    let whole = n.value.fract() == 0.0 && (1900.0..2200.0).contains(&n.value);
    let four = n.step == 1.0 && n.scale <= 1.0;
    whole && four && matches!((atom.unit.kind, atom.unit.id), ("count", _) | ("duration", "year"))
}

/// What was read as a number with its unit, and is no quantity.
pub fn not_counted(clause: &Clause, atom: &Atom) -> bool {
    let (start, end) = (atom.tokens.start, atom.tokens.end);
    let comma = clause.tokens.get(start).is_some_and(|t| clause.words(t).contains(','));
    // 1,950 routers are routers; 1950 is a year, and so is 二〇二六年.
    if is_year(atom) && !comma && (atom.unit.id == "year" || atom.unit.classifier.is_none()) {
        let noun = atom.unit.counted.is_some() && clause.tokens[start].kind == Kind::Number;
        return !noun || before_is_time(clause, start) || atom.unit.id == "year";
    }
    let short_year =
        atom.unit.id == "year" && atom.unit.kind == "duration" && is_dated(clause, end);
    if short_year || atom.number.form == Form::Share {
        return short_year;
    }
    if atom.number.form == Form::Words {
        return is_word_only(clause, atom);
    }
    is_of_a_name(clause, atom)
}

/// 26 年第一季, 26 年 3 月.
fn is_dated(clause: &Clause, at: usize) -> bool {
    let month = number::unit(clause, at + 1).is_some_and(|u| u.kind == "date");
    month || clause.tokens.get(at).is_some_and(|t| t.of(Category::Calendar).is_some())
}

fn before_is_time(clause: &Clause, start: usize) -> bool {
    let time = |i: usize| clause.tokens[i].of(Category::Time).is_some();
    start.checked_sub(1).is_some_and(time)
}

/// "one of the", 一致, "the two companies": number words that count nothing new.
fn is_word_only(clause: &Clause, atom: &Atom) -> bool {
    let first = atom.tokens.start;
    if atom.unit.kind != "count" || atom.number.scale > 1.0 {
        return false;
    }
    let one = atom.number.value == 1.0;
    let definite =
        first > 0 && clause.is_particle(first - 1, Particle::Definite) && atom.number.value < 13.0;
    let nothing = atom.unit.counted.is_none() && atom.unit.classifier.is_none();
    let hyphen = clause.is_word(atom.number.end, "-");
    one || definite || nothing || hyphen
}

/// `Windows 11`, `Zorblax 9.6`: a short number behind a name, with nothing that it counts.
pub fn is_of_a_name(clause: &Clause, atom: &Atom) -> bool {
    let bare = atom.unit.kind == "count" && atom.number.scale <= 1.0;
    let Some(before) = atom.tokens.start.checked_sub(1) else { return false };
    let latin = clause.tokens[before].kind == Kind::Latin && clause.tokens[before].capital;
    let named = latin && clause.name_at(before).is_some();
    let word = clause.words(&clause.tokens[atom.tokens.start]);
    let short = !word.contains(',') && (word.contains('.') || word.len() < 4);
    let counts = before == 0 && atom.unit.counted.is_some() && !word.contains('.');
    bare && named && short && !counts
}
