//! Caveats: the conditions, exceptions, caps and bounds that stand beside a fact.

use super::pick::Pick;
use super::sheet::Caveat;
use super::words::{self, without_doubles};
use crate::fold::folded;
use crate::lexicon::{Category, Sense};
use crate::slot::condition::Tie;
use crate::token::Token;
use std::collections::HashMap;
use std::ops::Range;

/// Words of a condition that are telling enough to stand for it.
const TELLING_MAX: usize = 4;

/// Bounds that an article easily drops, by their concept.
const BOUNDS: &[&str] = &["at-least", "minimum", "at-most", "maximum"];

/// A caveat, and where the words stand that carry it.
pub(super) struct Tied {
    pub caveat: Caveat,
    /// Bytes of the passage.
    pub range: Range<usize>,
    /// Whether the fact's quote leaves it out, so that quote alone omits it.
    pub is_apart: bool,
}

/// How often each topic word stands in the announcement: the rarer, the more it tells.
pub(super) type Counts = HashMap<crate::term::Term, usize>;

/// The caveats of `picks[at]`.
pub(super) fn caveats(picks: &[Pick], at: usize, fact: &str, counts: &Counts) -> Vec<Tied> {
    let pick = &picks[at];
    let mut found = Vec::new();
    for (range, tie) in &pick.ties {
        let level = if *tie == Tie::Regardless { "may" } else { "should" };
        found.extend(tied(pick, pick, range, "condition", level, counts));
    }
    if let Some((beside, range)) = cap_beside(picks, at) {
        found.extend(tied(pick, beside, &range, "cap", "should", counts));
    }
    found.extend(beside(picks, at, counts));
    found.extend(bounds(pick));
    for one in &mut found {
        one.caveat.id = format!("{fact}-{}", one.caveat.id);
    }
    found
}

/// The cap that a sentence behind the fact, in the same paragraph, sets on what it states.
fn cap_beside<'p, 'a>(picks: &'p [Pick<'a>], at: usize) -> Option<(&'p Pick<'a>, Range<usize>)> {
    let pick = &picks[at];
    let here = |other: &&Pick| other.id == pick.id;
    if !pick.is_of_money() || pick.cap().is_some() {
        return None;
    }
    let mut behind = picks.iter().skip(at + 1).take_while(here);
    behind.find_map(|other| Some((other, other.cap()?)))
}

fn tied(
    pick: &Pick,
    beside: &Pick,
    range: &Range<usize>,
    kind: &str,
    level: &'static str,
    counts: &Counts,
) -> Option<Tied> {
    let cues = beside.words.inside(range).iter().filter_map(cue);
    let cues: Vec<Sense> = cues.filter(|s| kind == "condition" || is_cap(*s)).collect();
    let mut met_by: Vec<String> = cues.into_iter().flat_map(words::cues).collect();
    let own: Vec<_> = pick.words.inside(&pick.quote).iter().flat_map(|t| t.terms.clone()).collect();
    let mut telling: Vec<&Token> = beside
        .words
        .inside(range)
        .iter()
        .filter(|t| !t.is_function() && !words::is_number(t) && cue(t).is_none())
        .filter(|t| !t.terms.iter().any(|term| own.contains(term)))
        .collect();
    let rarity = |t: &&Token| t.terms.iter().filter_map(|term| counts.get(term)).min().copied();
    telling.sort_by_key(rarity);
    telling.truncate(TELLING_MAX);
    telling.sort_by_key(|t| t.range.start);
    met_by.extend(telling.iter().flat_map(|t| words::patterns(&beside.words, t)));
    // What the fact says itself cannot tell that the caveat was said.
    let said = folded(pick.text(&pick.quote));
    met_by.retain(|p| !said.contains(&folded(p.trim_end_matches('~'))));
    let met_by = without_doubles(met_by);
    let quote = beside.text(range).to_owned();
    let is_apart =
        pick.id != beside.id || pick.quote.end <= range.start || range.end <= pick.quote.start;
    let caveat =
        Caveat { id: kind.to_owned(), quote, met_by, within: "section", level, also: vec![] };
    (!caveat.met_by.is_empty()).then_some(Tied { caveat, range: range.clone(), is_apart })
}

/// The concept by which a token ties or caps; "if" and the like tell too little.
fn cue(token: &Token) -> Option<Sense> {
    let ties =
        token.of(Category::Condition).filter(|s| !matches!(s.concept().id, "if" | "as-long-as"));
    ties.or_else(|| token.of(Category::Bound).filter(|s| is_cap(*s)))
}

fn is_cap(sense: Sense) -> bool {
    sense.is(Category::Bound, "capped")
}

/// What the sentences behind it, in the same paragraph, ask for or except: "To be eligible, a
/// customer must ...", "The offer cannot be combined with ...".
fn beside(picks: &[Pick], at: usize, counts: &Counts) -> Vec<Tied> {
    let pick = &picks[at];
    let mut found = Vec::new();
    let behind = picks.iter().skip(at + 1).take_while(|other| other.id == pick.id);
    for (nth, other) in behind.enumerate() {
        let whole = other.sentence.clone();
        if pick.permits() && other.demands() {
            found.extend(tied(pick, other, &whole, "requirement", "should", counts));
        } else if nth == 0 && pick.is_sure && !pick.excepts() && other.excepts() {
            found.extend(tied(pick, other, &whole, "exception", "may", counts));
        }
    }
    found
}

/// "At least two years" told as "two years".
fn bounds(pick: &Pick) -> Vec<Tied> {
    let measured = pick.clauses.iter().flat_map(|s| &s.quantities);
    let bound = |range: &Range<usize>| {
        let token = pick.words.inside(range).iter().find(|t| bound(t).is_some())?;
        let sense = bound(token)?;
        let written = pick.words.written(token).to_lowercase();
        if written == "within" {
            // A time limit: nobody tells it without.
            return None;
        }
        let met_by = [written].into_iter().chain(words::cues(sense)).collect();
        let caveat = Caveat {
            id: sense.concept().id.to_owned(),
            quote: pick.text(range).trim().to_owned(),
            met_by: without_doubles(met_by),
            within: "section",
            level: "may",
            also: vec![],
        };
        Some(Tied { caveat, range: pick.words.place(token), is_apart: false })
    };
    measured.filter_map(|q| bound(&q.range)).collect()
}

fn bound(token: &Token) -> Option<Sense> {
    token
        .senses
        .iter()
        .copied()
        .find(|s| s.concept().category == Category::Bound && BOUNDS.contains(&s.concept().id))
}
