//! One slot of a sentence changed: another number, another year, another rank, the other way round.

use super::pick::Pick;
use super::words::{Words, is_number, is_traditional};
use crate::clause::name;
use crate::fold::is_han;
use crate::lexicon::{Category, Sense};
use crate::slot::quantity::Quantity;
use crate::span::slice;
use crate::term::Term;
use crate::token::{Kind, Token};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Pairs of phrases by slot, from `rules/draft/swap.toml`.
static SWAPS: LazyLock<BTreeMap<String, Vec<(String, String)>>> = LazyLock::new(|| {
    let parsed: BTreeMap<String, toml::Value> =
        toml::from_str(include_str!("../../rules/draft/swap.toml")).expect("tests read the file");
    let pairs = |table: &toml::Value| {
        let lists = table.as_table().into_iter().flat_map(|t| t.values().cloned());
        let pairs = lists.filter_map(|l| l.as_array().cloned()).flatten();
        let text = |pair: &toml::Value, at: usize| {
            pair.as_array().and_then(|p| p.get(at)?.as_str()).unwrap_or("").to_owned()
        };
        pairs.map(|pair| (text(&pair, 0), text(&pair, 1))).collect()
    };
    parsed.iter().map(|(slot, table)| (slot.clone(), pairs(table))).collect()
});

/// The slots whose swaps are tried, in this order, and what must come of them.
const SLOTS: &[(&str, &str)] = &[
    ("exclusivity", "contradicted"),
    ("direction", "contradicted"),
    ("bound", "contradicted"),
    ("change", "contradicted"),
    ("aspect", "contradicted"),
    ("time-bound", "contradicted"),
    ("modality", "unsupported"),
    ("condition", "unsupported"),
    ("scope", "contradicted"),
    ("polarity", "contradicted"),
];

/// A sentence with one slot changed.
pub(super) struct Change {
    pub slot: &'static str,
    pub expect: &'static str,
    /// Bytes of the passage, in order, and what is put in their place.
    pub edits: Vec<(Range<usize>, String)>,
}

/// Everything that can be changed in a sentence; `all` is the announcement's text, whose own numbers
/// are not used as wrong ones.
pub(super) fn changes(pick: &Pick, all: &str) -> Vec<Change> {
    let mut found = numbers(pick, all);
    found.extend(years(pick, all));
    for (slot, expect) in SLOTS {
        if *slot == "direction" {
            found.extend(turned(pick));
        }
        let swaps = SWAPS.get(*slot).map_or(&[][..], Vec::as_slice);
        // A condition's limbs stand behind it; everything else is said in the clauses.
        let places = match *slot {
            "condition" => vec![pick.sentence.clone()],
            _ => pick.clauses.iter().map(|s| s.range.clone()).collect(),
        };
        for (from, to) in swaps {
            let edits = places.iter().find_map(|place| swap(pick, place, from, to));
            found.extend(edits.map(|edits| Change { slot, expect, edits }));
        }
    }
    found
}

/// The passage's words at `range` with the edits made.
pub(super) fn edited(text: &str, range: &Range<usize>, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::new();
    let mut at = range.start;
    for (place, with) in edits {
        out.push_str(slice(text, at..place.start));
        out.push_str(with);
        at = place.end;
    }
    out.push_str(slice(text, at..range.end));
    out
}

fn numbers(pick: &Pick, all: &str) -> Vec<Change> {
    let measured = pick.clauses.iter().flat_map(|s| &s.quantities);
    let counted = measured.filter(|q| !is_of_a_name(&pick.words, &q.range));
    let changed = counted.filter_map(|q| number(&pick.words, &q.range, &q.quantity, all));
    let change = |edit| Change { slot: "quantity", expect: "contradicted", edits: vec![edit] };
    changed.map(change).collect()
}

/// "Local 417", "401(k)": the number is part of what something is called.
fn is_of_a_name(words: &Words, range: &Range<usize>) -> bool {
    let (before, behind) = words.beside(range);
    let capital = |t: &Token| {
        let opens = words.place(t).start == 0;
        !opens && t.capital && t.kind == Kind::Latin && t.of(Category::Unit).is_none()
    };
    let opened = |t: &Token| t.kind == Kind::Mark('(') && !t.spaced;
    before.is_some_and(capital) || behind.is_some_and(opened)
}

/// Another number in the place of the one in `range`.
fn number(
    words: &Words,
    range: &Range<usize>,
    quantity: &Quantity,
    all: &str,
) -> Option<(Range<usize>, String)> {
    let first = words.inside(range).iter().find(|t| is_number(t))?;
    let most = if quantity.unit.kind == "percent" { 100.0 } else { f64::INFINITY };
    if first.kind == Kind::Number {
        let written = words.written(first);
        let bare = written.replace(',', "");
        let decimals = bare.split_once('.').map_or(0, |(_, behind)| behind.len());
        let other =
            other(bare.parse().ok()?, decimals, most, |n| all.contains(&digits(n, written)))?;
        return Some((words.place(first), digits((other, decimals), written)));
    }
    // A number in words: all of its words go.
    let run: Vec<&Token> = words
        .inside(range)
        .iter()
        .skip_while(|t| t.range.start < first.range.start)
        .take_while(|t| t.of(Category::Number).is_some())
        .collect();
    let place = words.place(first).start..words.place(run.last()?).end;
    let end = if quantity.low.is_finite() { quantity.low } else { quantity.high };
    let value = end / quantity.unit.factor;
    if value.fract() != 0.0 || value < 1.0 {
        return None;
    }
    let other = other(value, 0, most, |_| false)?;
    let written = words.written(first);
    let word = word(other, written.contains(is_han));
    let word = word.map_or_else(|| other.to_string(), str::to_owned);
    Some((place, capital_as(written, word)))
}

/// A number that is clearly not `value`, as round as it is, and not used elsewhere if that can be.
fn other(
    value: f64,
    decimals: usize,
    most: f64,
    is_used: impl Fn((f64, usize)) -> bool,
) -> Option<f64> {
    let mut step = 10f64.powi(-i32::try_from(decimals).ok()?);
    while 100.0 <= value / step && (value / step / 10.0).fract() == 0.0 {
        step *= 10.0;
    }
    let steps = (value / step).round();
    let by = (steps * 0.3).ceil().max(1.0);
    let near = [steps + by, steps + by + 1.0, steps - by, steps + 2.0 * by, steps - by - 1.0];
    // Nobody writes 18.0 for 13.8.
    let round = |n: &f64| 0 < decimals && (n / 10.0).fract() == 0.0;
    let near = near.iter().filter(|n| !round(n)).map(|n| n * step);
    let fine: Vec<f64> = near.filter(|n| 0.0 < *n && *n <= most).collect();
    fine.iter().find(|n| !is_used((**n, decimals))).or_else(|| fine.first()).copied()
}

/// A number in digits, with commas where the old one had them.
fn digits((number, decimals): (f64, usize), like: &str) -> String {
    let plain = format!("{number:.decimals$}");
    if !like.contains(',') {
        return plain;
    }
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), ""), |(w, r)| (w, r));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if 0 < at && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if rest.is_empty() { out } else { format!("{out}.{rest}") }
}

/// The word for a small number in the script of the old one.
fn word(number: f64, han: bool) -> Option<&'static str> {
    let is_digit = |sense: &Sense| {
        let concept = sense.concept();
        concept.category == Category::Number && concept.kind == "digit" && concept.value == number
    };
    let mut words = Sense::all().filter(is_digit).flat_map(Sense::written);
    words.find(|word| word.contains(is_han) == han)
}

/// Every time with another year.
fn years(pick: &Pick, all: &str) -> Vec<Change> {
    let times = pick.clauses.iter().flat_map(|s| &s.times);
    let edit = |range: &Range<usize>| {
        let is_year = |t: &&Token| {
            let written = pick.words.written(t);
            t.kind == Kind::Number && written.len() == 4 && !written.contains(['.', ','])
        };
        let token = pick.words.inside(range).iter().find(is_year)?;
        let year: i32 = pick.words.written(token).parse().ok()?;
        let free = |year: &i32| !all.contains(&year.to_string());
        let near = [2, 3, 1, -1, -2, 4, 5, -3].map(|by| year + by);
        let other = near.iter().find(|y| free(y)).or(near.first())?;
        Some((pick.words.place(token), other.to_string()))
    };
    let change = |edit| Change { slot: "time", expect: "contradicted", edits: vec![edit] };
    times.filter_map(|t| edit(&t.range)).map(change).collect()
}

/// Payer and payee in each other's place.
fn turned(pick: &Pick) -> Option<Change> {
    let named = |range: &Range<usize>, term: Term| {
        let token = pick.words.inside(range).iter().find(|t| name(t) == Some(term))?;
        Some(pick.words.place(token))
    };
    let mut paid = pick.clauses.iter().flat_map(|s| s.payments.iter().map(move |p| (s, p)));
    let (a, b) =
        paid.find_map(|(s, p)| Some((named(&s.range, p.from?)?, named(&s.range, p.to?)?)))?;
    let (a, b) = if a.start < b.start { (a, b) } else { (b, a) };
    let (first, second) = (pick.text(&a).to_owned(), pick.text(&b).to_owned());
    let edits = vec![(a, second), (b, first)];
    Some(Change { slot: "direction", expect: "contradicted", edits })
}

/// The edits that put `to` in the place of `from`, where `from` stands in `place`.
fn swap(
    pick: &Pick,
    place: &Range<usize>,
    from: &str,
    to: &str,
) -> Option<Vec<(Range<usize>, String)>> {
    // A pair in the other script is left to its twin.
    if is_traditional(from) && !pick.text(place).contains(from) {
        return None;
    }
    let parts = from.split(" * ").zip(to.split(" * "));
    let mut at = place.start;
    let mut edits = Vec::new();
    for (from, to) in parts {
        let found = find(&pick.words, at..place.end, from, to)?;
        at = found.end;
        let to = capital_as(pick.text(&found), to.to_owned());
        edits.push((found, to));
    }
    Some(edits)
}

/// `word` with a capital letter where `like` has one.
fn capital_as(like: &str, mut word: String) -> String {
    if let (true, Some(first)) = (like.starts_with(char::is_uppercase), word.chars().next()) {
        word.replace_range(0..first.len_utf8(), &first.to_uppercase().to_string());
    }
    word
}

/// Where a phrase stands as whole words, whatever its capital letters, and is not denied already
/// where `to` denies it.
fn find(words: &Words, range: Range<usize>, phrase: &str, to: &str) -> Option<Range<usize>> {
    let text = &words.passage.text;
    let lower = slice(text, range.clone()).to_ascii_lowercase();
    let found = lower.match_indices(phrase).map(|(at, _)| {
        let start = range.start + at;
        start..start + phrase.len()
    });
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-');
    let latin = phrase.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut whole = found.filter(|found| {
        let before = slice(text, 0..found.start).chars().next_back();
        let behind = slice(text, found.end..text.len());
        let alone = !joins(before) && !joins(behind.chars().next());
        let denied = to.ends_with(" not") && behind.starts_with(" not");
        if latin { alone && !denied } else { is_cut_at(words, found) }
    });
    whole.next()
}

/// Whether words begin and end at the ends of `range`.
fn is_cut_at(words: &Words, range: &Range<usize>) -> bool {
    let inside = words.inside(range);
    let ends = |t: &Token| words.place(t).end == range.end;
    let begins = |t: &Token| words.place(t).start == range.start;
    inside.first().is_some_and(begins) && inside.last().is_some_and(ends)
}
