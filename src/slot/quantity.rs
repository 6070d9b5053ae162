//! Quantities: numbers with their unit, as intervals: "up to 5 %", 約 27 億元, "40% to 42%".
//!
//! Years, dates, times of day, versions and list numbers are none.

mod atom;
mod cue;
#[cfg(test)]
mod laws;
mod per;
mod relation;
mod skip;
#[cfg(test)]
mod tests;
mod tie;

use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::slot::number::Form;
use crate::slot::time;
use crate::span::slice;
use crate::term::Term;
use crate::token::Kind;
use atom::Atom;
pub use atom::of_head;
pub use per::Per;
use std::ops::Range;
pub use tie::{Tie, same_per, tie};

/// What is counted or measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// `money`, `percent`, `point`, `duration`, `length`, … or `count`.
    pub kind: &'static str,
    /// The unit as written (`usd`, `month`); empty for plain counts and for 元 of any currency.
    pub id: &'static str,
    /// How many base units it holds: days for durations, metres for lengths.
    pub factor: f64,
    /// For counts: the noun counted, if it directly follows.
    pub counted: Option<Term>,
    /// For counts in Chinese: the classifier.
    pub classifier: Option<Term>,
}

/// An amount as an interval in base units; one value is an interval of no width.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The lower end; minus infinity if there is none.
    pub low: f64,
    /// The upper end; infinity if there is none.
    pub high: f64,
    /// Whether the lower end itself is shut out: "more than".
    pub low_open: bool,
    /// Whether the upper end itself is shut out: "less than".
    pub high_open: bool,
    /// Of what.
    pub unit: Unit,
    /// For each of what: "$25 per account", 每月 199 元.
    pub per: Option<Per>,
    /// Half of the last written digit, in base units.
    pub precision: f64,
    /// Whether it is blurred: about, nearly, 約, 左右, 多.
    pub hedged: bool,
    /// Token positions in the clause, cue words included.
    pub tokens: Range<usize>,
    /// Folded bytes, cue words included.
    pub range: Range<usize>,
}

/// Reads every quantity of a clause.
pub fn read(clause: &Clause) -> Vec<Quantity> {
    let dates = time::date_tokens(clause);
    let mut dates = dates.iter().peekable();
    let changes = clause.all(Category::Verb).any(|(_, s)| {
        let concept = s.concept();
        let id = concept.is.map_or(concept.id, |s| s.concept().id);
        matches!(id, "increase" | "decrease")
    });
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < clause.tokens.len() {
        while dates.next_if(|d| d.end <= at).is_some() {}
        if let Some(date) = dates.peek().filter(|d| d.contains(&at)) {
            at = date.end;
            continue;
        }
        if let Some(end) = skip::not_a_quantity(clause, at) {
            at = end.max(at + 1);
            continue;
        }
        let Some(mut atom) = atom::read(clause, at) else {
            at += 1;
            continue;
        };
        at = atom.tokens.end.max(at + 1);
        let range = second(clause, &mut atom, changes);
        let named = skip::is_of_a_name(clause, &atom);
        if let Some(end) = range.as_ref().filter(|_| named).map(|r| r.tokens.end) {
            at = end;
            continue;
        }
        if (range.is_none() || named) && skip::not_counted(clause, &atom) {
            continue;
        }
        let from = found.last().map_or(0, |q| q.tokens.end);
        let quantity = cue::bounded(clause, &atom, range.as_ref(), from);
        at = at.max(quantity.tokens.end);
        found.push(Quantity { per: per::read(clause, &quantity.tokens), ..quantity });
    }
    lend(clause, &mut found);
    each(clause, &mut found);
    join(&mut found);
    found
}

/// 3 萬元以上 15 萬元以下: one range.
fn join(found: &mut Vec<Quantity>) {
    let mut at = 0;
    while at + 1 < found.len() {
        let (a, b) = (&found[at], &found[at + 1]);
        let bounds = a.low.is_finite() && a.high.is_infinite() && b.low.is_infinite();
        let touch = a.tokens.end == b.tokens.start && a.comparable(b) && a.low < b.high;
        if bounds && touch {
            let (high, high_open) = (b.high, b.high_open);
            let (tokens, range) = (a.tokens.start..b.tokens.end, a.range.start..b.range.end);
            let precision = a.precision.min(b.precision);
            found[at] = Quantity { high, high_open, tokens, range, precision, ..a.clone() };
            found.remove(at + 1);
        }
        at += 1;
    }
}

/// 一天只讀半小時: half an hour a day.
fn each(clause: &Clause, found: &mut Vec<Quantity>) {
    let mut at = 0;
    while at + 1 < found.len() {
        let q = &found[at];
        let first = clause.tokens.get(q.tokens.start).is_some_and(|t| t.kind == Kind::Han);
        let one = q.unit.kind == "duration" && q.low == q.unit.factor && q.high == q.low;
        let near = found[at + 1].tokens.start <= q.tokens.end + 3;
        if first && one && near && q.is_exact() && found[at + 1].per.is_none() {
            found[at + 1].per = Some(per::Per::Time(q.unit.factor, q.unit.id));
            found.remove(at);
        }
        at += 1;
    }
}

/// "From 17.8 percent to 12": both are percent.
fn lend(clause: &Clause, found: &mut [Quantity]) {
    for at in 1..found.len() {
        let (first, second) = (found[at - 1].clone(), &mut found[at]);
        let to = first.tokens.end + 1 == second.tokens.start
            && clause.is_particle(first.tokens.end, Particle::Into);
        let bare = second.unit.kind == "count"
            && second.unit.counted.is_none()
            && second.unit.classifier.is_none();
        if to && bare && matches!(first.unit.kind, "percent" | "duration" | "point") {
            let factor = if first.unit.factor > 0.0 { first.unit.factor } else { 1.0 };
            second.low *= factor;
            second.high *= factor;
            second.precision *= factor;
            second.unit = first.unit;
        }
    }
}

/// "Two points more than the rival", 比環澤多 1.5 分: how far two values are from each other.
pub fn is_difference(clause: &Clause, quantity: &Quantity) -> bool {
    if quantity.unit.kind == "percent" {
        return false;
    }
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let differs = start > 0 && clause.is_particle(start - 1, Particle::Differs);
    let against =
        (start.saturating_sub(9)..start).any(|i| clause.is_particle(i, Particle::Against));
    let more = |i: usize| clause.is_particle(i, Particle::Comparative);
    let than = (end..end + 3).any(|i| more(i) && clause.is_word(i + 1, "than"));
    // 快了 25 天.
    let by = start > 1
        && clause.is_particle(start - 1, Particle::Done)
        && clause.is_particle(start - 2, Particle::Differs);
    let by = by || start > 0 && clause.is_particle(start - 1, Particle::DiffersBy);
    let by = by || start > 0 && clause.is_word(start - 1, "by") && quantity.unit.kind == "money";
    // 第二年多 2,400 元.
    let more = differs && matches!(quantity.unit.kind, "money" | "duration" | "point");
    differs && against
        || more
        || than
        || by && matches!(quantity.unit.kind, "duration" | "money" | "count")
}

/// "By 3 percent", "rose 15 percent", 減少三成, "a fifth cheaper": by how much something changes.
pub fn is_change(clause: &Clause, quantity: &Quantity) -> bool {
    if quantity.unit.kind != "percent" {
        return false;
    }
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let moves = |i: usize| {
        clause.tokens[i].senses.iter().any(|s| {
            let concept = s.concept();
            let id = concept.is.map_or(concept.id, |s| s.concept().id);
            matches!(id, "increase" | "decrease")
                || concept.category == Category::Pole && matches!(concept.kind, "trend" | "level")
        })
    };
    let into = |i: usize| {
        let word = clause.words(&clause.tokens[i]);
        let last = word.char_indices().last().map(|(at, _)| slice(word, at..word.len()));
        last.is_some_and(|c| Particle::Into.is(c) || Particle::Linking.is(c))
    };
    let Some(before) = start.checked_sub(1) else { return false };
    let done = clause.is_particle(before, Particle::Done) && start > 1 && moves(start - 2);
    let noun = clause.is_particle(before, Particle::ChangeNoun);
    let by =
        noun || clause.is_word(before, "by") || clause.is_particle(before, Particle::DiffersBy);
    let behind = (end..end + 2).any(|i| clause.is_particle(i, Particle::Comparative));
    by || done || behind || moves(before) && !into(before)
}

/// The other end of a range that begins with `first`; a bare first number takes scale and unit
/// from it. "A or B" is read as one. "From A to B", and "rose A to B", tell of two amounts.
fn second(clause: &Clause, first: &mut Atom, changes: bool) -> Option<Atom> {
    let at = first.tokens.end;
    let sign = clause.tokens.get(at)?;
    let next = clause.tokens.get(at + 1)?;
    let before = |i: usize| first.tokens.start.checked_sub(i);
    let between = before(1).is_some_and(|i| clause.tokens[i].is(Category::Bound, "between"));
    let to = sign.is(Category::Bound, "to") || clause.is_any(at, &["~"]);
    let dash = clause.is_any(at, &["-", "—"]) && sign.spaced == next.spaced;
    let and = between && sign.is_function();
    // "Four or six wheels": neither alone.
    let either = first.is_bare() && clause.is_particle(at, Particle::LimbOr);
    if !(to || dash || and || either) {
        return None;
    }
    let from = before(1).is_some_and(|i| clause.tokens[i].is(Category::Time, "from"));
    let ranging = before(2).is_some_and(|i| clause.is_particle(i, Particle::Ranging));
    let mut second = atom::read(clause, at + 1)?;
    if from && !ranging || changes && to && sign.kind == Kind::Latin && !between {
        // "From 100 to 120 minutes": both are minutes.
        if first.is_bare() && first.number.form == Form::Digits && !second.is_bare() {
            first.borrow(&second);
        }
        return None;
    }
    if second.is_bare() && !first.is_bare() {
        second.unit = first.unit;
    }
    let mut lent = first.clone();
    lent.borrow(&second);
    let fits = lent.value() < second.value() && lent.unit.kind == second.unit.kind;
    let same = fits && (lent.unit.id == second.unit.id || lent.unit.id.is_empty());
    let years = skip::is_year(first) && skip::is_year(&second);
    if !same || years || second.number.form != Form::Digits && skip::not_counted(clause, &second) {
        return None;
    }
    *first = lent;
    Some(second)
}

impl Unit {
    /// Whether 元 may mean it.
    pub fn is_any_yuan(&self) -> bool {
        self.kind == "money" && matches!(self.id, "" | "cny" | "twd" | "hkd" | "mop" | "jpy")
    }
}

impl Quantity {
    /// The same number in the unit that its place gives it; one that has a unit keeps it.
    pub fn in_unit_of(self, place: Option<(Unit, f64)>) -> Quantity {
        let bare = self.unit.kind == "count"
            && self.unit.counted.is_none()
            && self.unit.classifier.is_none();
        let money = self.unit.kind == "money" && self.unit.id.is_empty();
        match place {
            Some((unit, scale)) if bare => {
                let factor = scale * if unit.factor > 0.0 { unit.factor } else { 1.0 };
                let (low, high) = (self.low * factor, self.high * factor);
                Quantity { low, high, precision: self.precision * factor, unit, ..self }
            }
            Some((unit, _)) if money && unit.kind == "money" => Quantity { unit, ..self },
            _ => self,
        }
    }

    /// `about 27 percent`, `up to 5000000 usd`, `40 to 42 percent`, `more than 6 month`.
    pub fn words(&self) -> String {
        let factor = if self.unit.factor > 0.0 { self.unit.factor } else { 1.0 };
        let number = |n: f64| {
            let rounded = (n / factor * 1e6).round() / 1e6;
            rounded.to_string()
        };
        let (low, high) = (number(self.low), number(self.high));
        let amount = match (self.low.is_finite(), self.high.is_finite()) {
            (true, true) if self.low == self.high => low,
            (true, true) => format!("{low} to {high}"),
            (true, false) if self.low_open => format!("more than {low}"),
            (true, false) => format!("at least {low}"),
            (false, true) if self.high_open => format!("less than {high}"),
            _ => format!("at most {high}"),
        };
        let about = if self.hedged { "about " } else { "" };
        let unit = match (self.unit.kind, self.unit.id) {
            ("count", _) => "",
            (kind, "") => kind,
            (_, id) => id,
        };
        let per = self.per.map(|p| format!(" {}", p.words())).unwrap_or_default();
        format!("{}{per}", format!("{about}{amount} {unit}").trim_end())
    }
}
