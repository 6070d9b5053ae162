//! What a passage's place says about it: who and what it is about, and whether it is history.

use super::tells::bounds;
use super::{Scanned, sentence};
use crate::clause::{Clause, name};
use crate::document::{Document, Passage, PassageId, PassageKind};
use crate::fold;
use crate::lexicon::{Category, Particle};
use crate::slot::quantity::{self, Unit};
use crate::span::slice;
use crate::statement::Stance;
use crate::term::Term;
use crate::token::{self, Kind, Token};
use crate::vocabulary::Vocabulary;
use std::collections::HashSet;

/// A longer passage above a list is a paragraph of its own, not a label.
const LEAD_IN_MAX_TOKENS: usize = 14;

/// What the places of all passages say, by passage.
pub(crate) struct Places {
    /// Terms of label, list parent, row and column heads, keys.
    pub around: Vec<Vec<Term>>,
    /// The head of the row that a cell, or the head itself, stands in.
    pub row: Vec<Option<PassageId>>,
    /// Terms of the headings above, the title's first.
    pub heading: Vec<Vec<Term>>,
    /// The party that the parent or row names.
    pub subject: Vec<Option<Term>>,
    /// The stance that a column, a row or a label gives its cells and items, with the cue.
    pub stance: Vec<Option<(Stance, String)>>,
    /// Whether a head above or the key bounds what stands there: `maximum_fine`.
    pub bounds: Vec<bool>,
    /// The unit and the scale that the column, the row or the key gives a number alone.
    pub unit: Vec<Option<(Unit, f64)>>,
    /// The section.
    pub section: Vec<usize>,
    /// The language edition.
    pub edition: Vec<usize>,
}

impl Places {
    /// Reads the places of a document's passages.
    pub fn of(document: &Document, scanned: &[Scanned], vocabulary: &Vocabulary) -> Places {
        let passages = &document.passages;
        let mut places = Places {
            around: Vec::with_capacity(passages.len()),
            bounds: Vec::with_capacity(passages.len()),
            unit: Vec::with_capacity(passages.len()),
            row: rows(passages),
            heading: Vec::with_capacity(passages.len()),
            subject: Vec::with_capacity(passages.len()),
            stance: Vec::with_capacity(passages.len()),
            section: sections(document),
            edition: editions(scanned),
        };
        let replaced = replaced_columns(passages, scanned);
        let noted = scanned.iter().find_map(noted_unit);
        for passage in passages {
            let above = above(passage);
            let row = passage.place.row.and_then(|id| scanned.get(id.0));
            let mut around: Vec<Term> = above
                .iter()
                .filter_map(|id| scanned.get(id.0))
                .filter(|s| s.tokens.len() <= LEAD_IN_MAX_TOKENS)
                .flat_map(|s| topics(&s.tokens))
                .collect();
            around.extend(row.into_iter().flat_map(numbers));
            let keys = key_tokens(&passage.place.keys, vocabulary);
            let heads = above.iter().filter_map(|id| scanned.get(id.0));
            let short = heads.filter(|s| s.tokens.len() <= LEAD_IN_MAX_TOKENS);
            let bound = bounds(&keys) || short.into_iter().any(|s| bounds(&s.tokens));
            places.bounds.push(bound);
            places.unit.push(unit(passage, scanned, &keys).or(noted));
            around.extend(topics(&keys));
            around.sort_unstable();
            around.dedup();
            let named = |id: &PassageId| {
                let head: &[Token] = scanned.get(id.0).map_or(&[], |s| &s.tokens);
                let short = head.len() <= LEAD_IN_MAX_TOKENS;
                head.iter().take(6).filter(|_| short).find_map(name)
            };
            let heads = passage.place.headings.iter().filter_map(|id| scanned.get(id.0));
            places.heading.push(heads.flat_map(|s| topics(&s.tokens)).collect());
            places.subject.push(above.iter().find_map(named));
            places.around.push(around);
            let before = passage.place.column.is_some_and(|id| replaced.contains(&id));
            let stance = match before {
                true => {
                    Some((Stance::History, "the column beside it is about what follows".into()))
                }
                false => stance(passage, scanned),
            };
            places.stance.push(stance);
        }
        cross_rows(passages, scanned, &mut places.stance);
        number_rows(passages, scanned, &mut places.stance);
        places
    }
}

/// The passages that a passage stands under, nearest first.
fn above(passage: &Passage) -> Vec<PassageId> {
    let place = &passage.place;
    [place.row, place.parent, place.column].into_iter().flatten().collect()
}

fn topics(tokens: &[Token]) -> impl Iterator<Item = Term> + '_ {
    tokens.iter().filter(|t| !t.is_function()).flat_map(|t| t.terms.iter().copied())
}

/// The numbers of a row's head, as words: "2028-29" names the row.
fn numbers(scan: &Scanned) -> impl Iterator<Item = Term> + '_ {
    let numbers = scan.tokens.iter().filter(|t| t.kind == Kind::Number);
    numbers.map(|t| Term::word(slice(&scan.folded.text, t.range.clone())))
}

fn near(keys: &[String]) -> &[String] {
    keys.get(keys.len().saturating_sub(2)..).unwrap_or(keys)
}

/// The topics of a key and of the key it stands under; those further out say too little.
fn key_tokens(keys: &[String], vocabulary: &Vocabulary) -> Vec<Token> {
    let spaced = token::spelled_out(&near(keys).join(" "));
    token::tokens(&spaced, &fold::fold(&spaced), vocabulary)
}

/// The unit of a cell's or a value's number, where its head or key names one.
fn unit(passage: &Passage, scanned: &[Scanned], keys: &[Token]) -> Option<(Unit, f64)> {
    let of = |text: &str, tokens: &[Token]| {
        let clause = Clause { text, tokens, subject: None, around: &[], keys: &[] };
        quantity::of_head(&clause)
    };
    let place = &passage.place;
    let heads = [place.column, place.row].into_iter().flatten();
    let mut heads = heads.filter_map(|id| scanned.get(id.0));
    if passage.kind != PassageKind::Cell {
        return of(&token::spelled_out(&near(&place.keys).join(" ")).to_lowercase(), keys);
    }
    heads.find_map(|s| of(&s.folded.text, &s.tokens).filter(|_| s.tokens.len() <= 8))
}

/// The unit of all bare figures, where a line of the document says so: 以下金額單位均為百萬元, "all
/// amounts in millions of euros".
fn noted_unit(scan: &Scanned) -> Option<(Unit, f64)> {
    let text = scan.folded.text.as_str();
    sentence::sentences(text, &scan.tokens).into_iter().find_map(|range| {
        let tokens = scan.tokens.get(range)?;
        let says = tokens.iter().any(|t| Particle::UnitNote.is(slice(text, t.range.clone())));
        let plain = tokens.iter().all(|t| t.kind != Kind::Number);
        let clause = Clause { text, tokens, subject: None, around: &[], keys: &[] };
        quantity::of_head(&clause)
            .filter(|(unit, scale)| says && plain && *scale > 1.0 && unit.kind == "money")
    })
}

/// The before column is history, and so is what stands under a label such as "Traditional:".
fn stance(passage: &Passage, scanned: &[Scanned]) -> Option<(Stance, String)> {
    let cue = |id: Option<PassageId>, concept: &str| {
        let tokens = &scanned.get(id?.0)?.tokens;
        let short = tokens.len() <= 8;
        let after = tokens.iter().any(|t| t.is(Category::Stance, "now"));
        (short && !after && tokens.iter().any(|t| t.is(Category::Stance, concept))).then_some(())
    };
    let place = &passage.place;
    if passage.kind == PassageKind::Cell
        && (cue(place.column, "before-column").is_some()
            || cue(place.row, "before-column").is_some())
    {
        return Some((Stance::History, "the column is about what was before".to_owned()));
    }
    cue(place.parent, "history")?;
    let parent = scanned.get(place.parent?.0)?;
    let says = parent.tokens.iter().any(sentence::predicates);
    (!says).then(|| (Stance::History, "it stands under a label about the past".to_owned()))
}

/// The columns of what is so now, where another one tells what will be.
fn replaced_columns(passages: &[Passage], scanned: &[Scanned]) -> HashSet<PassageId> {
    let headed = |id: PassageId, particle: Particle| {
        let Some(scan) = scanned.get(id.0).filter(|s| s.tokens.len() <= 8) else { return false };
        scan.tokens.iter().any(|t| particle.is(slice(&scan.folded.text, t.range.clone())))
    };
    let mut now: HashSet<(Option<PassageId>, PassageId)> = HashSet::new();
    let mut later: HashSet<Option<PassageId>> = HashSet::new();
    for place in passages.iter().filter(|p| p.kind == PassageKind::Cell).map(|p| &p.place) {
        let Some(column) = place.column else { continue };
        let after = headed(column, Particle::LaterHead);
        if after {
            later.insert(place.row);
        } else if headed(column, Particle::NowHead) {
            now.insert((place.row, column));
        }
    }
    now.into_iter().filter(|(row, _)| later.contains(row)).map(|(_, column)| column).collect()
}

/// The row heads: a cell's own, and for a head itself.
fn rows(passages: &[Passage]) -> Vec<Option<PassageId>> {
    let heads: HashSet<PassageId> = passages.iter().filter_map(|p| p.place.row).collect();
    let own = |at: usize| Some(PassageId(at)).filter(|id| heads.contains(id));
    passages.iter().enumerate().map(|(at, p)| p.place.row.or_else(|| own(at))).collect()
}

/// "Exclusive licence | ✗": the cross is said of the row's head.
fn cross_rows(passages: &[Passage], scanned: &[Scanned], stances: &mut [Option<(Stance, String)>]) {
    for (passage, scan) in passages.iter().zip(scanned) {
        let crossed =
            scan.tokens.len() <= 2 && scan.tokens.iter().any(|t| t.is(Category::Stance, "cross"));
        if let (true, PassageKind::Cell, Some(row)) = (crossed, passage.kind, passage.place.row) {
            stances[row.0] = Some((Stance::Cross, "its cell is crossed".to_owned()));
        }
    }
}

/// "Exclusive titles | 22": the head says what is counted.
fn number_rows(
    passages: &[Passage],
    scanned: &[Scanned],
    stances: &mut [Option<(Stance, String)>],
) {
    for (passage, scan) in passages.iter().zip(scanned) {
        let counts = scan.tokens.first().is_some_and(|t| t.kind == Kind::Number);
        if let (true, PassageKind::Cell, Some(row)) = (counts, passage.kind, passage.place.row) {
            let cue = || Some((Stance::Label, "its cell is a number".to_owned()));
            stances[row.0] = stances[row.0].take().or_else(cue);
        }
    }
}

/// Sections are numbered by heading, and lead-in lines open one of their own.
fn sections(document: &Document) -> Vec<usize> {
    let mut section = 0;
    let mut last: Option<PassageId> = None;
    let number = |passage: &Passage| {
        let heading = match passage.kind {
            PassageKind::Heading(_) => None,
            _ => passage.place.headings.last().copied(),
        };
        let outer = outermost(document, passage).or(heading);
        if outer != last || matches!(passage.kind, PassageKind::Heading(_)) {
            section += 1;
            last = outer;
        }
        section
    };
    document.passages.iter().map(number).collect()
}

/// The outermost parent of an item, cell or value.
fn outermost(document: &Document, passage: &Passage) -> Option<PassageId> {
    let mut outer = passage.place.parent?;
    for _ in 0..document.passages.len() {
        match document.passages.get(outer.0).and_then(|p| p.place.parent) {
            Some(next) if next != outer => outer = next,
            _ => break,
        }
    }
    Some(outer)
}

/// Two editions when the page is Chinese up to some passage and Latin from there, or the reverse.
fn editions(scanned: &[Scanned]) -> Vec<usize> {
    let weight = |s: &Scanned| -> (i64, i64) {
        let count = |kind: Kind| s.tokens.iter().filter(|t| t.kind == kind).count() as i64;
        (count(Kind::Han), count(Kind::Latin))
    };
    let weights: Vec<(i64, i64)> = scanned.iter().map(weight).collect();
    let lean: Vec<i64> = weights.iter().map(|(han, latin)| han - latin).collect();
    let total: i64 = lean.iter().sum();
    let all: i64 = weights.iter().map(|(h, l)| h + l).sum();
    let mut before = 0;
    let mut best = (0_i64, 0_usize);
    for (at, weight) in lean.iter().enumerate() {
        before += weight;
        let contrast = (before - (total - before)).abs();
        if contrast > best.0 {
            best = (contrast, at + 1);
        }
    }
    let first: i64 = lean.iter().take(best.1).sum();
    let second = total - first;
    let two = first.signum() * second.signum() < 0 && 5 * first.abs().min(second.abs()) > all;
    (0..scanned.len()).map(|at| usize::from(two && at >= best.1)).collect()
}
