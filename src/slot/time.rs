//! Time: points with their precision, and bounds around them ("through 2032", "2032 年前").
//!
//! "Through" and "until" include their last day, as announcements mean them; "before" does not.

mod date;

use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::relation::Relation;
use crate::token::Kind;
use jiff::civil::Date;
use std::ops::Range;

/// How a date bounds what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// To the last day of it: through, 至 … 年底.
    Through,
    /// Until, to, 至: the last day included.
    Until,
    /// By: not later than.
    By,
    /// Before its first day.
    Before,
    /// From its first day on.
    From,
    /// After its last day.
    After,
    /// Not before its first day.
    NotBefore,
    /// At some time in it.
    On,
    /// As things stood then.
    AsOf,
    /// Without an end.
    Forever,
}

/// A date of some precision: the days from first to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

/// A period and how it bounds the statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// How.
    pub bound: Bound,
    /// When.
    pub period: Period,
    /// Folded bytes of the words, cue included.
    pub range: Range<usize>,
}

impl Bound {
    /// The word used in proofs.
    pub fn word(self) -> &'static str {
        match self {
            Bound::Through => "through",
            Bound::Until => "until",
            Bound::By => "by",
            Bound::Before => "before",
            Bound::From => "from",
            Bound::After => "after",
            Bound::NotBefore => "not before",
            Bound::On => "on",
            Bound::AsOf => "as of",
            Bound::Forever => "without an end",
        }
    }

    fn ends(self) -> bool {
        matches!(self, Bound::Through | Bound::Until | Bound::By | Bound::Before | Bound::Forever)
    }
}

impl Time {
    /// `through 2032`.
    pub fn words(&self) -> String {
        match self.bound {
            Bound::Forever => self.bound.word().to_owned(),
            bound => format!("{} {}", bound.word(), self.period.words()),
        }
    }

    /// The claim's time against the fact's, when both are about the same thing.
    ///
    /// Ends are compared as the range of days the end can fall on; so are starts and points.
    pub fn relate(&self, fact: &Time) -> Relation {
        let claim = &Time { period: self.period.in_year_of(fact.period), ..self.clone() };
        let held = &Time { period: fact.period.in_year_of(self.period), ..fact.clone() };
        if claim == held || (claim.bound == held.bound && claim.period == held.period) {
            return Relation::Equal;
        }
        match (claim.bound, held.bound) {
            (a, b) if a.ends() && b.ends() => {
                let (a, b) = (claim.end_days(), held.end_days());
                // 30 日以前 counts the day itself, to most who write it.
                let day = claim.period == held.period && held.period.first == held.period.last;
                let apart = !day && (a.1 < b.0 || b.1 < a.0);
                let by = claim.bound == Bound::By || held.bound == Bound::By;
                match apart {
                    true if by && a.1 >= b.0 => Relation::Unrelated,
                    true => Relation::Disjoint,
                    false => Relation::Equal,
                }
            }
            // "No later than" told as "no earlier than".
            (a, Bound::NotBefore) | (Bound::NotBefore, a) if a.ends() => {
                let apart = claim.period == held.period && a != Bound::Forever;
                if apart { Relation::Disjoint } else { Relation::Unrelated }
            }
            (Bound::On | Bound::From, Bound::NotBefore) => {
                match claim.period.last < held.period.first {
                    true => Relation::Disjoint,
                    false => Relation::Narrower,
                }
            }
            (Bound::NotBefore, _) | (_, Bound::NotBefore) => Relation::Unrelated,
            // How things stood at two times are two facts.
            (Bound::AsOf, _) | (_, Bound::AsOf) => Relation::Unrelated,
            (Bound::On, Bound::After) => match claim.period.first > held.period.last {
                true => Relation::Narrower,
                false => Relation::Disjoint,
            },
            (Bound::After, Bound::On) => match held.period.first > claim.period.last {
                true => Relation::Broader,
                false => Relation::Disjoint,
            },
            (a, b) if a == b => relate_periods(claim.period, held.period),
            (Bound::On, Bound::From) | (Bound::From, Bound::On) => {
                relate_periods(claim.period, held.period)
            }
            _ => Relation::Unrelated,
        }
    }

    /// Whether both name a time, and not the same one.
    pub fn is_apart(&self, other: &Time) -> bool {
        let points =
            |t: &Time| matches!(t.bound, Bound::On | Bound::AsOf | Bound::Before | Bound::After);
        // How things stood on a day, and how before it, are two things.
        let stood = |t: &Time| t.bound == Bound::AsOf;
        let (a, b) = (self.period, other.period);
        let apart = relate_periods(a.in_year_of(b), b.in_year_of(a)).excludes()
            || self.bound != other.bound && (stood(self) || stood(other));
        points(self) && points(other) && apart
    }

    /// The first and last day that the end can be.
    fn end_days(&self) -> (Date, Date) {
        match self.bound {
            Bound::Forever => (Date::MAX, Date::MAX),
            Bound::Before => (Date::MIN, self.period.first.yesterday().unwrap_or(Date::MIN)),
            Bound::Through => (self.period.last, self.period.last),
            Bound::By => (Date::MIN, self.period.last),
            _ => (self.period.first, self.period.last),
        }
    }
}

fn relate_periods(claim: Period, fact: Period) -> Relation {
    if claim == fact {
        Relation::Equal
    } else if claim.last < fact.first || fact.last < claim.first {
        Relation::Disjoint
    } else if fact.first <= claim.first && claim.last <= fact.last {
        Relation::Narrower
    } else if claim.first <= fact.first && fact.last <= claim.last {
        Relation::Broader
    } else {
        Relation::Unrelated
    }
}

impl Period {
    /// How precise it is: 1 for a day, 28 for any month, 90 for any quarter, 365 for any year.
    pub fn days(&self) -> i32 {
        let days = self.first.until(self.last).map_or(0, |span| span.get_days()) + 1;
        match days {
            28..=31 => 28,
            89..=92 => 90,
            180..=184 => 180,
            365..=366 => 365,
            other => other,
        }
    }

    /// Stands for a year that the text does not name; a leap year.
    const SOME_YEAR: i16 = 9996;

    /// Whether its year is not named.
    pub fn is_yearless(&self) -> bool {
        self.first.year() == Period::SOME_YEAR
    }

    /// Whether both are the same days, of the same year where both name one.
    pub fn is_same(self, other: Period) -> bool {
        self.in_year_of(other) == other.in_year_of(self)
    }

    /// A period of some year in the other's year.
    fn in_year_of(self, other: Period) -> Period {
        let year = other.first.year();
        // The year that stands for any is a leap year: 29 February may have to become 28.
        let day = |date: Date, day: i8| date.with().year(year).day(day).build().ok();
        let moved = |date: Date| day(date, date.day()).or_else(|| day(date, date.day() - 1));
        if !self.is_yearless() || other.first == Date::MAX {
            return self;
        }
        match (moved(self.first), moved(self.last)) {
            (Some(first), Some(last)) => Period { first, last },
            _ => self,
        }
    }

    /// Whether a day lies in both.
    pub fn meets(self, other: Period) -> bool {
        let (a, b) = (self.in_year_of(other), other.in_year_of(self));
        a.first <= b.last && b.first <= a.last
    }

    /// Whether it is no more precise than a year.
    pub fn is_a_year(&self) -> bool {
        self.first.year() != self.last.year() || self.first.month() == 1 && self.last.month() == 12
    }

    /// `2032`, `2028-10`, `2026-04-27`, `H2 2026`, `08-28`, or first and last day.
    pub fn words(&self) -> String {
        let (a, b) = (self.first, self.last);
        let whole = a.year() == b.year() && a.day() == 1 && b == b.last_of_month();
        let part = |name: String| match self.is_yearless() {
            true => name,
            false => format!("{name} {}", a.year()),
        };
        match (a.month(), b.month()) {
            (1, 12) if whole => a.year().to_string(),
            (m, n) if whole && m == n && self.is_yearless() => format!("month {m}"),
            (m, n) if whole && m == n => format!("{}-{m:02}", a.year()),
            (m, n) if whole && m % 3 == 1 && n == m + 2 => part(format!("Q{}", n / 3)),
            (m, n) if whole && m % 6 == 1 && n == m + 5 => part(format!("H{}", n / 6)),
            (m, _) if a == b && self.is_yearless() => format!("{m:02}-{:02}", a.day()),
            _ if a == b => a.to_string(),
            _ => format!("{a} to {b}"),
        }
    }
}

/// Reads every date of a clause; one without a year is a day or month of some year.
pub fn read(clause: &Clause) -> Vec<Time> {
    let timed = |(period, tokens): (Period, Range<usize>)| {
        let (mut bound, first, last) = bound(clause, tokens.start, tokens.end);
        if bound == Bound::On && is_end(clause, tokens.start, tokens.end) {
            bound = Bound::Until;
        }
        Time { bound, period, range: clause.range(first, last) }
    };
    // "Less than in the third quarter": said of another time.
    let against = |(_, tokens): &(Period, Range<usize>)| {
        let before = tokens.start.saturating_sub(2)..tokens.start;
        before.clone().any(|i| {
            let all = i + 1 == tokens.start || clause.tokens[i + 1].is_function();
            clause.is_particle(i, Particle::Compared) && all
        })
    };
    let own = dates(clause).into_iter().filter(|d| !against(d));
    forever(clause).into_iter().chain(own.map(timed)).collect()
}

/// The tokens of every date of a clause, in order, without their cue words.
pub fn date_tokens(clause: &Clause) -> Vec<Range<usize>> {
    dates(clause).into_iter().map(|(_, tokens)| tokens).collect()
}

/// Every date of a clause with its tokens, in order, without their cue words.
pub fn dates(clause: &Clause) -> Vec<(Period, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < clause.tokens.len() {
        match date::date(clause, at) {
            Some((period, next)) => {
                found.push((period, at..next));
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// "perpetual", 永久, unless it is denied.
fn forever(clause: &Clause) -> Option<Time> {
    let at = clause.tokens.iter().position(|t| t.is(Category::Time, "forever"))?;
    let period = Period { first: Date::MAX, last: Date::MAX };
    let time = Time { bound: Bound::Forever, period, range: clause.range(at, at) };
    (clause.negators(at, 3) == 0).then_some(time)
}

/// "reaches end of support on ...", "expires on ...": the date is an end.
fn is_end(clause: &Clause, at: usize, next: usize) -> bool {
    let behind = next..(next + 3).min(clause.tokens.len());
    let chinese = clause.tokens.get(next).is_some_and(|t| t.kind == Kind::Han);
    let near = (at.saturating_sub(6)..at).chain(behind.filter(|_| chinese));
    near.into_iter().any(|i| {
        let token = &clause.tokens[i];
        let ends = token.is(Category::Aspect, "end") || token.is(Category::Stance, "destroy");
        ends && clause.negators(i, 2) == 0
    })
}

/// The bound that the words beside a date give it, with the tokens they span.
fn bound(clause: &Clause, at: usize, next: usize) -> (Bound, usize, usize) {
    let cue = |i: usize, id: &str| clause.tokens.get(i).is_some_and(|t| t.is(Category::Time, id));
    let last = next.saturating_sub(1);
    // Behind the date, as Chinese has it: 2032 年前, 2032 年底前, 2030 年止, 2026 年起.
    let year_end = cue(next, "year-end");
    let behind = if year_end { next + 1 } else { next };
    let before_of = |i| cue(i, "before") && !cue(i, "from");
    if cue(next, "not-before") {
        return (Bound::NotBefore, at, next);
    }
    if cue(next, "by") && clause.tokens[next].kind == Kind::Han {
        return (Bound::By, at, next);
    }
    if before_of(behind) && clause.tokens[behind].kind == Kind::Han {
        let bound = if year_end { Bound::By } else { Bound::Before };
        return (bound, at, behind);
    }
    // 最遲於 10 月開始: by then at the latest.
    let latest = (at.saturating_sub(2)..at).find(|i| cue(*i, "by"));
    if let Some(prior) = latest.filter(|i| clause.tokens[*i].kind == Kind::Han) {
        return (Bound::By, prior, last);
    }
    if clause.tokens.get(behind).is_some_and(|t| t.kind == Kind::Han) && cue(behind, "from") {
        return (Bound::From, at, behind);
    }
    if at == 0 {
        return (key_bound(clause), at, last);
    }
    let article = usize::from(clause.is_particle(at - 1, Particle::PartOf));
    let prior = at.saturating_sub(1 + article);
    let ends = [("through", Bound::Through), ("until", Bound::Until), ("before", Bound::Before)];
    let found = ends.iter().find(|(id, _)| cue(prior, id)).map(|(_, b)| *b);
    let bound = match found {
        Some(Bound::Through) if clause.tokens[prior].kind == Kind::Han && !year_end => Bound::Until,
        Some(Bound::Before) if clause.tokens[prior].kind == Kind::Han => Bound::On,
        None if cue(prior, "short-of") => Bound::Before,
        Some(bound) => bound,
        None if cue(prior, "not-before") => Bound::NotBefore,
        None if cue(prior, "by") => Bound::By,
        None if cue(prior, "as-of") => Bound::AsOf,
        None if cue(prior, "after") && clause.tokens[prior].kind == Kind::Latin => Bound::After,
        None if cue(prior, "from") => Bound::From,
        None => return (key_bound(clause), at, last),
    };
    let last = if year_end { next.min(clause.tokens.len() - 1) } else { last };
    (bound, prior, last)
}

/// `duration: 2032-01-01`: the key says that the date is an end.
fn key_bound(clause: &Clause) -> Bound {
    let ends = |key: &String| {
        let spaced = key.to_lowercase().replace(['_', '-'], " ");
        spaced.split(' ').any(|word| Particle::EndKey.is(word))
    };
    if clause.keys.last().is_some_and(ends) { Bound::Until } else { Bound::On }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(bound: Bound, first: (i16, i8, i8), last: (i16, i8, i8)) -> Time {
        let date = |d: (i16, i8, i8)| Date::new(d.0, d.1, d.2).unwrap();
        Time { bound, period: Period { first: date(first), last: date(last) }, range: 0..0 }
    }

    fn year(bound: Bound, year: i16) -> Time {
        time(bound, (year, 1, 1), (year, 12, 31))
    }

    #[test]
    fn the_table_of_bounds_around_through_2032() {
        let fact = year(Bound::Through, 2032);
        let equal = [
            year(Bound::Through, 2032),
            year(Bound::Until, 2032),
            time(Bound::Until, (2032, 12, 31), (2032, 12, 31)),
        ];
        for claim in equal {
            assert_eq!(claim.relate(&fact), Relation::Equal, "{}", claim.words());
        }
        let apart = [
            year(Bound::Before, 2032),
            year(Bound::Through, 2031),
            year(Bound::Until, 2030),
            time(Bound::Until, (2032, 1, 1), (2032, 1, 1)),
        ];
        for claim in apart {
            assert_eq!(claim.relate(&fact), Relation::Disjoint, "{}", claim.words());
        }
        assert_eq!(year(Bound::By, 2032).relate(&fact), Relation::Equal);
    }
}
