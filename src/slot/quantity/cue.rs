//! The words around a number that bound or blur it.

use super::Quantity;
use super::atom::Atom;
use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::slot::number::Form;
use crate::token::Kind;

/// Most words that stand between a cue such as "maximum" and its number.
const GAP_MAX: usize = 2;

/// Most cue words on one side: "at least about".
const CUES_MAX: usize = 3;

/// How many words may stand between a "not" and the "more than" that it turns.
const REACH_OF_NOT: usize = 6;

/// A bound that a cue sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

/// What the cues say, and the tokens they reach over.
struct Cues {
    bound: Option<Bound>,
    hedged: bool,
    first: usize,
    end: usize,
}

/// The quantity of `atom`, up to `other` if it is a range; cues stand behind token `from`.
pub fn bounded(clause: &Clause, atom: &Atom, other: Option<&Atom>, from: usize) -> Quantity {
    let end = other.map_or(atom.tokens.end, |o| o.tokens.end);
    let mut cues = Cues { bound: None, hedged: atom.number.odd, first: atom.tokens.start, end };
    before(clause, atom, from, &mut cues);
    behind(clause, atom, from, &mut cues);
    let value = atom.value();
    let factor = atom.unit.factor;
    let top = other.map_or(value + atom.number.spread * factor, Atom::value);
    let written = if atom.number.odd { atom.number.place } else { atom.number.step / 2.0 };
    let precision = written * factor;
    let precision = other.map_or(precision, |o| precision.min(o.number.step / 2.0 * factor));
    let (low, high) = match cues.bound {
        Some(Bound::AtLeast | Bound::MoreThan) => (value, f64::INFINITY),
        Some(Bound::AtMost | Bound::LessThan) => (f64::NEG_INFINITY, top),
        None => (value, top),
    };
    let unit = match other {
        Some(other) if other.unit.kind == "count" => other.unit,
        _ => atom.unit,
    };
    Quantity {
        low,
        high,
        low_open: cues.bound == Some(Bound::MoreThan),
        high_open: cues.bound == Some(Bound::LessThan),
        unit,
        per: None,
        precision,
        hedged: cues.hedged,
        tokens: cues.first..cues.end,
        range: clause.range(cues.first, cues.end.saturating_sub(1)),
    }
}

/// The bound cue at `at`: its concept's id, the broader one if it has one, and its place.
fn cues_at(clause: &Clause, at: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
    let senses = clause.tokens.get(at).map_or(&[][..], |t| &t.senses);
    let bounds = senses.iter().map(|s| s.concept()).filter(|c| c.category == Category::Bound);
    bounds.map(|c| (c.is.map_or(c.id, |s| s.concept().id), c.kind))
}

fn bound(id: &str) -> Option<Bound> {
    Some(match id {
        "at-least" => Bound::AtLeast,
        "more-than" => Bound::MoreThan,
        "at-most" => Bound::AtMost,
        "less-than" => Bound::LessThan,
        _ => return None,
    })
}

fn before(clause: &Clause, atom: &Atom, from: usize, cues: &mut Cues) {
    let mut at = atom.tokens.start;
    for _ in 0..CUES_MAX {
        let Some((cue, id)) = cue_before(clause, atom, at, from) else { break };
        at = cue;
        cues.first = cue;
        match bound(id) {
            Some(found) => cues.bound = cues.bound.or(Some(found)),
            None => cues.hedged |= id == "roughly",
        }
    }
    // "Not more than", "may not rise by more than", 不會超過.
    let near = at.saturating_sub(REACH_OF_NOT).max(from);
    let apart = matches!(cues.bound, Some(Bound::MoreThan | Bound::LessThan));
    // Of a change or a limit: "with less than 12 GB" is no part of what "may not be available".
    let moved = at > 0
        && (clause.is_word(at - 1, "by")
            || clause.tokens[at - 1].of(Category::Verb).is_some()
            || clause.is_particle(at - 1, Particle::Measuring));
    let denied = (near..at).any(|i| clause.negates(i)) && apart && moved;
    if at > from && at < atom.tokens.start && (clause.negates(at - 1) || denied) {
        cues.bound = cues.bound.map(|bound| match bound {
            Bound::AtLeast => Bound::LessThan,
            Bound::MoreThan => Bound::AtMost,
            Bound::AtMost => Bound::MoreThan,
            Bound::LessThan => Bound::AtLeast,
        });
        cues.first = if clause.negates(at - 1) { at - 1 } else { at };
    }
}

/// The cue right before token `at`; a noun such as "maximum" may have "of" or a colon behind it.
fn cue_before(
    clause: &Clause,
    atom: &Atom,
    at: usize,
    from: usize,
) -> Option<(usize, &'static str)> {
    let near = at.checked_sub(1).filter(|i| *i >= from)?;
    let plain = cues_at(clause, near)
        .filter(|(_, kind)| kind.is_empty() || *kind == "noun")
        .filter(|(id, _)| *id == "roughly" || bound(id).is_some() && bounds(clause, atom, near));
    // "Just under" is both a bound and a blur; a blur says more.
    if let Some((id, _)) = plain.max_by_key(|(id, _)| *id == "roughly") {
        return Some((near, id));
    }
    let gap = |i: usize| clause.tokens[i].is_function() || clause.is_word(i, ":");
    let reach = (from..at).rev().take(GAP_MAX + 1);
    for i in reach {
        if let Some((id, _)) = cues_at(clause, i).find(|(_, kind)| *kind == "noun") {
            return Some((i, id));
        }
        // 每年至少調升 3%, 至少要查 120 萬筆: in Chinese verbs may stand between.
        let bare = cues_at(clause, i).find(|(id, kind)| {
            kind.is_empty() && matches!(bound(id), Some(Bound::AtLeast | Bound::AtMost))
        });
        if let Some((id, _)) = bare.filter(|_| clause.tokens[i].kind == Kind::Han) {
            return Some((i, id));
        }
        if clause.tokens[i].kind == Kind::Han && clause.tokens[at - 1].kind == Kind::Han {
            continue;
        }
        if !gap(i) || clause.tokens[i].of(Category::Negation).is_some() {
            break;
        }
    }
    None
}

/// "Over five years" and "under two laws" bound nothing.
fn bounds(clause: &Clause, atom: &Atom, cue: usize) -> bool {
    let place = clause.is_particle(cue, Particle::Placing);
    let lasting = atom.unit.kind == "duration" && clause.is_particle(cue, Particle::Lasting);
    let few = atom.unit.kind == "count" && atom.number.value < 10.0 && atom.number.scale <= 1.0;
    !(place && (few || lasting))
}

fn behind(clause: &Clause, atom: &Atom, from: usize, cues: &mut Cues) {
    for _ in 0..CUES_MAX {
        let classifier = usize::from(atom.unit.classifier.is_some() && cues.end == atom.number.end);
        let of = usize::from(clause.is_particle(cues.end, Particle::Linking));
        let hyphen = usize::from(clause.is_word(cues.end, "-"));
        let places = [cues.end, cues.end + of.max(hyphen), cues.end + classifier];
        // 以三個帳號為限: the noun stands between.
        let closing = (cues.end..cues.end + GAP_MAX + 1)
            .take_while(|i| clause.tokens.get(*i).is_some_and(|t| t.kind == Kind::Han))
            .filter(|i| clause.is_particle(*i, Particle::Closing));
        let found = places.into_iter().chain(closing).find_map(|at| {
            let cue = cues_at(clause, at).find(|(_, kind)| *kind == "behind");
            cue.map(|(id, _)| (at, id))
        });
        let Some((at, id)) = found.filter(|(at, _)| fits(clause, atom, *at)) else { break };
        cues.end = at + 1;
        match bound(id).map(|found| denied_behind(clause, atom, from, found)) {
            Some(found) => cues.bound = cues.bound.or(Some(found)),
            None => cues.hedged |= id == "roughly",
        }
    }
}

/// 不會攤到 2.5% 以下: not below, which is at least.
fn denied_behind(clause: &Clause, atom: &Atom, from: usize, bound: Bound) -> Bound {
    let near = atom.tokens.start.saturating_sub(REACH_OF_NOT).max(from)..atom.tokens.start;
    let moved = near.clone().any(|i| clause.is_particle(i, Particle::Into));
    let denied = near.into_iter().filter(|i| clause.negates(*i)).count() % 2 == 1;
    match bound {
        Bound::AtMost if moved && denied => Bound::AtLeast,
        Bound::AtLeast if moved && denied => Bound::AtMost,
        bound => bound,
    }
}

/// A cue behind the number that could belong to what follows it does not count.
fn fits(clause: &Clause, atom: &Atom, at: usize) -> bool {
    let starts = clause.is_particle(at, Particle::Onward) && atom.unit.kind == "duration";
    let own = clause.tokens[at].kind == Kind::Latin && clause.is_any(at, &["at least", "at most"]);
    let next_counts = clause.tokens.get(at + 1).is_some_and(|t| {
        t.kind == Kind::Number || t.of(Category::Unit).is_some() || t.of(Category::Number).is_some()
    });
    let capped = clause.tokens[at].is(Category::Bound, "capped");
    let share = capped && atom.number.form == Form::Share;
    // 63 起通報 are 63 reports; 63 元起 is where the price begins.
    let measures = clause.is_particle(at, Particle::Onward)
        && atom.unit.kind == "count"
        && clause.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Han);
    !starts && !share && !measures && !((own || capped) && next_counts)
}
