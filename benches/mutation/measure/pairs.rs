//! Wrong sentences from those written by hand: `{number:2.6|3.6}` is a place with its right and its
//! wrong words.

use super::Edit;
use super::cases::Case;
use super::data::{CaseWords, Kind, Pair};
use sourcelint::span::Span;
use std::collections::BTreeSet;

/// A stretch of a sentence.
enum Part<'t> {
    Words(&'t str),
    Mark { kind: Kind, right: &'t str, wrong: &'t str },
}

/// The edits of one sentence, one for each kind that is marked in it.
///
/// # Panics
/// When its quote does not stand in the announcement, or a mark is malformed: a fault of the data.
pub fn edits(pair: &Pair, case: &Case, known: &CaseWords) -> Vec<Edit> {
    let Pair { quote, lang, text, .. } = pair;
    let at = case.source.text.find(quote.as_str());
    let at = at.unwrap_or_else(|| panic!("{}: not there: “{quote}”", case.source.path));
    let fact = Span::new(at, at + quote.len());
    let read = case.source.passages.iter().any(|p| p.whole().meets(fact));
    assert!(read, "{}: set aside: “{quote}”", case.source.path);
    let parts = parts(text);
    let marks = parts.iter().filter_map(|part| match part {
        Part::Mark { kind, .. } => Some(*kind),
        Part::Words(_) => None,
    });
    let kinds: BTreeSet<Kind> = marks.collect();
    assert!(!kinds.is_empty(), "nothing is marked: “{text}”");
    let edit = |kind| Edit {
        kind,
        case: known.name.clone(),
        lang: lang.clone(),
        source_lang: known.lang.clone(),
        fact,
        right: written(&parts, None),
        wrong: written(&parts, Some(kind)),
    };
    kinds.into_iter().map(edit).collect()
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('{') {
        parts.push(Part::Words(words));
        let mark = after.split_once('}').and_then(|(mark, after)| Some((self::mark(mark)?, after)));
        let (mark, after) = mark.unwrap_or_else(|| panic!("not {{type:right|wrong}}: “{text}”"));
        parts.push(mark);
        rest = after;
    }
    parts.push(Part::Words(rest));
    parts
}

fn mark(text: &str) -> Option<Part<'_>> {
    let (kind, words) = text.split_once(':')?;
    let (right, wrong) = words.split_once('|')?;
    let kind = Kind::named(kind)?;
    (right != wrong).then_some(Part::Mark { kind, right, wrong })
}

fn written(parts: &[Part], changed: Option<Kind>) -> String {
    let words = |part: &Part| match part {
        Part::Words(words) => (*words).to_owned(),
        Part::Mark { kind, wrong, .. } if Some(*kind) == changed => (*wrong).to_owned(),
        Part::Mark { right, .. } => (*right).to_owned(),
    };
    parts.iter().map(words).collect::<String>().trim().to_owned()
}
