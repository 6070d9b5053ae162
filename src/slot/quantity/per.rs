//! For each of what an amount is: "$25 per account", "48 hours a month", 每月 199 元.

use crate::clause::Clause;
use crate::lexicon::{self, Category, Particle, Sense};
use crate::slot::number;
use crate::span::slice;
use crate::token::Kind;
use std::ops::Range;

/// How far before a Chinese amount 每 may stand, and how far behind an English one "per".
const REACH_BEFORE: usize = 8;
const REACH_BEHIND: usize = 4;

/// What an amount is for each of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Per {
    /// A length of time, in days, by the unit's id.
    Time(f64, &'static str),
    /// A thing that the lexicon knows.
    Thing(Sense),
}

impl Per {
    /// `per month`.
    pub fn words(self) -> String {
        match self {
            Per::Time(_, id) => format!("per {id}"),
            Per::Thing(sense) => format!("per {}", sense.concept().id),
        }
    }

    /// How many of the other's times one of this is, where both are times: 12 months a year.
    pub fn times(self, other: Per) -> Option<f64> {
        match (self, other) {
            (Per::Time(a, _), Per::Time(b, _)) => Some(b / a),
            _ => None,
        }
    }

    /// Whether both name a time, or both a thing, and not the same one.
    pub fn excludes(self, other: Per) -> bool {
        match (self, other) {
            (Per::Time(a, _), Per::Time(b, _)) => (a - b).abs() > 0.01 * a.min(b),
            (Per::Thing(a), Per::Thing(b)) => a != b,
            _ => false,
        }
    }
}

/// Reads what the amount at `tokens` is for each of.
pub fn read(clause: &Clause, tokens: &Range<usize>) -> Option<Per> {
    let behind = tokens.end..clause.tokens.len().min(tokens.end + REACH_BEHIND);
    let stops = |i: &usize| {
        matches!(clause.tokens[*i].kind, Kind::Number | Kind::Mark(',' | ';' | '、' | '。'))
    };
    // "Per seat a month": the time tells more.
    let found: Vec<Per> = behind.take_while(|i| !stops(i)).filter_map(|i| at(clause, i)).collect();
    let timed = found.iter().find(|p| matches!(p, Per::Time(..)));
    if let Some(per) = timed.or(found.first()) {
        return Some(*per);
    }
    if let Some(per) = of_noun(clause, tokens) {
        return Some(per);
    }
    let before = (tokens.start.saturating_sub(REACH_BEFORE)..tokens.start).rev();
    before
        .take_while(|i| !stops(i))
        .filter(|i| clause.tokens[*i].kind == Kind::Han)
        .find_map(|i| at(clause, i))
}

/// "30,000 in annual sales", 月銷售額不足 3 萬元: the noun says for how long.
fn of_noun(clause: &Clause, tokens: &Range<usize>) -> Option<Per> {
    let before = tokens.start.saturating_sub(3)..tokens.start;
    let behind = tokens.end..clause.tokens.len().min(tokens.end + 3);
    let id = [
        (Particle::Yearly, "year", 365.0),
        (Particle::Quarterly, "quarter", 91.0),
        (Particle::Monthly, "month", 30.4),
        (Particle::Weekly, "week", 7.0),
        (Particle::Daily, "day", 1.0),
    ];
    let told = |i: usize| {
        let token = clause.tokens.get(i)?;
        let found = id.iter().find(|(p, ..)| p.is(clause.words(token)));
        found.map(|(_, id, days)| Per::Time(*days, id))
    };
    before.rev().chain(behind).find_map(told)
}

/// The word "per" at token `i` with what follows; 每月 may be one token.
fn at(clause: &Clause, i: usize) -> Option<Per> {
    let token = clause.tokens.get(i)?;
    let word = clause.words(token);
    if token.kind == Kind::Han && Particle::Each.begins(word) {
        let rest = slice(word, Particle::Each.first_length(word)..word.len());
        let id = [
            (Particle::YearUnit, "year", 365.0),
            (Particle::QuarterUnit, "quarter", 91.0),
            (Particle::MonthUnit, "month", 30.4),
            (Particle::WeekUnit, "week", 7.0),
            (Particle::DayUnit, "day", 1.0),
            (Particle::HourUnit, "hour", 1.0 / 24.0),
        ];
        let told = |text: &str| {
            id.iter().find(|(p, ..)| p.begins(text)).map(|(_, id, days)| Per::Time(*days, id))
        };
        if !rest.is_empty() {
            // 每台設備 may be cut behind its measure word.
            return told(rest).or_else(|| named(rest)).or_else(|| thing(clause, i + 1));
        }
        let next = clause.tokens.get(i + 1)?;
        return told(clause.words(next))
            .or_else(|| thing(clause, i + 1))
            .or_else(|| thing(clause, i + 2));
    }
    let article = Particle::Article.is(word);
    if !(article || Particle::Each.is(word)) || token.kind == Kind::Han {
        return None;
    }
    if let Some(time) = time(clause, i + 1) {
        return Some(time);
    }
    (!article).then(|| thing(clause, i + 1)).flatten()
}

/// The thing whose name the rest of the word is: 每股.
fn named(rest: &str) -> Option<Per> {
    let (_, senses) = lexicon::longest(rest.as_bytes(), |len| len == rest.len())?;
    let noun = senses.iter().find(|s| s.concept().category == Category::Noun);
    noun.copied().map(Per::Thing)
}

fn time(clause: &Clause, at: usize) -> Option<Per> {
    let unit = number::unit(clause, at).filter(|u| u.kind == "duration")?;
    Some(Per::Time(unit.value, unit.id))
}

fn thing(clause: &Clause, at: usize) -> Option<Per> {
    let token = clause.tokens.get(at)?;
    // 每股現金 4 元: in what it is paid, not for each of what.
    let other = token.of(Category::Bound).is_some() || token.of(Category::Pole).is_some();
    token.of(Category::Noun).filter(|_| !other).map(Per::Thing)
}

#[cfg(test)]
mod tests {
    use crate::extract;
    use crate::parse;
    use crate::vocabulary::Vocabulary;

    fn per(text: &str) -> Vec<String> {
        let document = parse::read("a.md", text.to_owned());
        let statements = extract::extract(&document, &Vocabulary::default());
        let all = statements.iter().flat_map(|s| &s.quantities);
        all.filter_map(|q| q.quantity.per).map(|p| p.words()).collect()
    }

    #[test]
    fn an_amount_knows_what_it_is_for_each_of() {
        assert_eq!(per("It costs $25 a month."), ["per month"]);
        assert_eq!(per("Overtime ends at 48 hours per week."), ["per week"]);
        assert_eq!(per("月費為每月 199 元。"), ["per month"]);
        assert_eq!(per("每年以 900 萬美元為上限。"), ["per year"]);
        assert!(per("It costs $25.").is_empty());
    }
}
