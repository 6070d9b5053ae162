//! Dates as they are written: 27 April 2026, 2026 年 4 月, Q4 2026, 2026-04-27.

use super::Period;
use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::token::Kind;
use jiff::civil::Date;

impl Period {
    fn months(year: i16, first: i8, last: i8) -> Option<Period> {
        let first = Date::new(year, first, 1).ok()?;
        let last = Date::new(year, last, 1).ok()?.last_of_month();
        Some(Period { first, last })
    }

    fn day(year: i16, month: i8, day: i8) -> Option<Period> {
        let date = Date::new(year, month, day).ok()?;
        Some(Period { first: date, last: date })
    }
}

/// A date that starts at token `at`, and the token behind it.
pub(super) fn date(clause: &Clause, at: usize) -> Option<(Period, usize)> {
    chinese(clause, at)
        .or_else(|| iso(clause, at))
        .or_else(|| month_first(clause, at))
        .or_else(|| day_first(clause, at))
        .or_else(|| part_of_year(clause, at))
        .or_else(|| bare_year(clause, at))
        .or_else(|| yearless(clause, at))
}

fn number(clause: &Clause, at: usize) -> Option<i16> {
    let token = clause.tokens.get(at)?;
    match token.kind {
        Kind::Number => clause.words(token).parse().ok(),
        Kind::Latin => ordinal(clause.words(token))?.parse().ok(),
        _ => None,
    }
}

/// The digits of "1st" and "30th".
fn ordinal(word: &str) -> Option<&str> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (!digits.is_empty() && digits.len() + 2 >= word.len()).then_some(digits)
}

fn year(clause: &Clause, at: usize) -> Option<i16> {
    let token = clause.tokens.get(at)?;
    let digits = token.kind == Kind::Number && clause.words(token).len() == 4;
    number(clause, at).filter(|y| digits && (1900..2200).contains(y))
}

fn month(clause: &Clause, at: usize) -> Option<i8> {
    let sense = clause.tokens.get(at)?.of(Category::Calendar)?.concept();
    (sense.kind == "month").then_some(sense.value as i8)
}

/// Quarter or half: first and last month.
fn part(clause: &Clause, at: usize) -> Option<(i8, i8)> {
    let sense = clause.tokens.get(at)?.of(Category::Calendar)?.concept();
    let n = sense.value as i8;
    match sense.kind {
        "quarter" => Some((n * 3 - 2, n * 3)),
        "half" => Some((n * 6 - 5, n * 6)),
        _ => None,
    }
}

/// `2032 年 [4 月 [27 日]]`, `2026 年第四季`.
fn chinese(clause: &Clause, at: usize) -> Option<(Period, usize)> {
    let year = year(clause, at)?;
    if !clause.begins_with(at + 1, Particle::Year) {
        return None;
    }
    if let Some((first, last)) = part(clause, at + 2) {
        return Some((Period::months(year, first, last)?, at + 3));
    }
    let month = number(clause, at + 2).filter(|m| (1..=12).contains(m));
    match month {
        Some(month) if clause.begins_with(at + 3, Particle::MonthMark) => {
            let month = month as i8;
            let day = number(clause, at + 4).filter(|d| (1..=31).contains(d));
            if let Some(day) = day
                && clause.begins_with(at + 5, Particle::DayMark)
            {
                return Some((Period::day(year, month, day as i8)?, at + 6));
            }
            Some((Period::months(year, month, month)?, at + 4))
        }
        _ => Some((Period::months(year, 1, 12)?, at + 2)),
    }
}

/// `2032-01-01`, `2032/1/1`.
fn iso(clause: &Clause, at: usize) -> Option<(Period, usize)> {
    let dash = |i| clause.is_any(i, &["-", "/"]);
    let year = year(clause, at)?;
    if !dash(at + 1) || !dash(at + 3) {
        return None;
    }
    let month = i8::try_from(number(clause, at + 2)?).ok()?;
    let day = i8::try_from(number(clause, at + 4)?).ok()?;
    Some((Period::day(year, month, day)?, at + 5))
}

/// `April 27, 2026`, `April 2026`.
fn month_first(clause: &Clause, at: usize) -> Option<(Period, usize)> {
    let month = month(clause, at)?;
    if let Some(year) = year(clause, at + 1) {
        return Some((Period::months(year, month, month)?, at + 2));
    }
    let day = i8::try_from(number(clause, at + 1)?).ok()?;
    let comma = usize::from(clause.is_word(at + 2, ","));
    let year = year(clause, at + 2 + comma)?;
    Some((Period::day(year, month, day)?, at + 3 + comma))
}

/// `27 April 2026`.
fn day_first(clause: &Clause, at: usize) -> Option<(Period, usize)> {
    let day = i8::try_from(number(clause, at)?).ok()?;
    let of = usize::from(clause.is_word(at + 1, "of"));
    let month = month(clause, at + 1 + of)?;
    let year = year(clause, at + 2 + of)?;
    Some((Period::day(year, month, day)?, at + 3 + of))
}

/// `Q4 2026`, `the fourth quarter of 2026`, `2026 Q4`.
fn part_of_year(clause: &Clause, at: usize) -> Option<(Period, usize)> {
    if let Some(year) = year(clause, at) {
        let (first, last) = part(clause, at + 1)?;
        return Some((Period::months(year, first, last)?, at + 2));
    }
    let (first, last) = part(clause, at)?;
    let of = usize::from(clause.is_word(at + 1, "of"));
    let year = year(clause, at + 1 + of)?;
    Some((Period::months(year, first, last)?, at + 2 + of))
}

fn bare_year(clause: &Clause, at: usize) -> Option<(Period, usize)> {
    let year = year(clause, at)?;
    let joined = at > 0 && clause.is_any(at - 1, &["-", "/", "fy", "$", "€", "£", "#", "no."]);
    // `2026-27` is a season or a fiscal year, and which months it has is not said.
    let season = clause.is_any(at + 1, &["-", "/"])
        && clause.tokens.get(at + 2).is_some_and(|t| t.kind == Kind::Number && !t.spaced);
    let counted =
        season || clause.tokens.get(at + 1).is_some_and(|t| t.of(Category::Unit).is_some());
    (!joined && !counted).then_some(())?;
    Some((Period::months(year, 1, 12)?, at + 1))
}

/// `March 24`, `24 March`, 8 月 28 日, `in September`, 9 月底, `the second half`: a part of some year.
fn yearless(clause: &Clause, at: usize) -> Option<(Period, usize)> {
    let some = Period::SOME_YEAR;
    let small = |i: usize, most: i16| number(clause, i).filter(|n| (1..=most).contains(n));
    if let Some(first) = small(at, 31) {
        let of = usize::from(clause.is_word(at + 1, "of"));
        if let Some(month) = month(clause, at + 1 + of) {
            return Some((Period::day(some, month, first as i8)?, at + 2 + of));
        }
        if first <= 12 && clause.begins_with(at + 1, Particle::MonthMark) {
            let month = first as i8;
            let day = small(at + 2, 31).filter(|_| clause.begins_with(at + 3, Particle::DayMark));
            return match day {
                Some(day) => Some((Period::day(some, month, day as i8)?, at + 4)),
                None => Some((Period::months(some, month, month)?, at + 2)),
            };
        }
        return None;
    }
    if let Some((first, last)) = part(clause, at) {
        return Some((Period::months(some, first, last)?, at + 1));
    }
    let month = month(clause, at)?;
    let day = small(at + 1, 31).filter(|_| clause.tokens[at + 1].kind != Kind::Han);
    if let Some(day) = day {
        return Some((Period::day(some, month, day as i8)?, at + 2));
    }
    // A month alone needs a word of time before it: May is a name, and so is April.
    let cue = at.checked_sub(1).and_then(|i| clause.tokens[i].of(Category::Time));
    cue.is_some().then(|| Some((Period::months(some, month, month)?, at + 1))).flatten()
}
