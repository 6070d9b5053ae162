//! A rule file pinned to its announcement: which statements of the source its facts are.

use super::Bench;
use crate::document::{Document, PassageId};
use crate::fold::{self, Folded};
use crate::rule::{Pack, Pattern, pin};
use crate::span::{Overlaps, Span};
use crate::statement::Statement;
use crate::verdict::{Evidence, Finding};
use std::ops::Range;

/// A pack and where its quotes stand.
#[derive(Debug, Clone)]
pub struct PinnedPack {
    /// The rule file.
    pub pack: Pack,
    /// Where each fact's quote stands, in the order of the pack's facts.
    pub facts: Vec<Place>,
    /// Where each caveat's quote stands, in the order of the pack's caveats.
    pub caveats: Vec<Place>,
}

/// A stretch of a source.
#[derive(Debug, Clone)]
pub struct Place {
    /// Index of the source.
    pub source: usize,
    /// The passage.
    pub passage: PassageId,
    /// Bytes of the passage's text.
    pub range: Range<usize>,
    /// Bytes of the file, and the words.
    pub evidence: Evidence,
}

impl PinnedPack {
    /// Pins a pack whose quotes all stand in the sources; `None` when one does not.
    pub fn of(pack: Pack, sources: &[Document]) -> Option<PinnedPack> {
        let place = |quote: &str| {
            sources.iter().enumerate().find_map(|(source, document)| {
                let pinned = pin::pin(quote, document).ok()?;
                let passage = document.passage(pinned.passage);
                let evidence = Evidence {
                    source,
                    span: passage.span(pinned.range.clone()),
                    text: passage.words(pinned.range.clone()).to_owned(),
                };
                Some(Place { source, passage: pinned.passage, range: pinned.range, evidence })
            })
        };
        let facts = pack.facts.iter().map(|f| place(&f.quote)).collect::<Option<_>>()?;
        let caveats = pack.caveats.iter().map(|c| place(&c.quote)).collect::<Option<_>>()?;
        Some(PinnedPack { pack, facts, caveats })
    }

    /// The position of the fact with `id`.
    pub fn fact(&self, id: &str) -> Option<usize> {
        self.pack.facts.iter().position(|f| f.id == id)
    }
}

impl Place {
    /// Whether a statement of the source stands in this place.
    pub fn holds(&self, source: usize, fact: &Statement) -> bool {
        self.source == source
            && self.passage == fact.passage
            && self.range.start < fact.range.end
            && fact.range.start < self.range.end
    }
}

/// Whether a statement is about the pack's topic: any of its words in the statement, its sentence
/// or its place. A pack without such words is about everything.
pub(crate) fn is_about(bench: &Bench, pack: &Pack, claim: &Statement) -> bool {
    if pack.about.is_empty() {
        return true;
    }
    let place = &bench.article.passage(claim.passage).place;
    let above = place.headings.iter().chain(&place.parent).chain(&place.row).chain(&place.column);
    if above.chain([&claim.passage]).any(|id| holds_topic(bench, pack, *id)) {
        return true;
    }
    let keys = fold::folded(&place.keys.join(" ").replace('_', " "));
    !keys.is_empty() && pack.about.iter().any(|w| keys.contains(&fold::folded(w)))
}

/// Asked once for a passage: it may be long, and have many clauses.
fn holds_topic(bench: &Bench, pack: &Pack, id: PassageId) -> bool {
    let asked = (std::ptr::from_ref(pack), id);
    if let Some(known) = bench.topics.borrow().get(&asked) {
        return *known;
    }
    let text = &bench.folded.passages[id.0].text;
    let holds = pack.about.iter().any(|w| text.contains(&fold::folded(w)));
    bench.topics.borrow_mut().insert(asked, holds);
    holds
}

/// Where a pattern matches a folded text, as bytes of the original.
pub(crate) fn matches(pattern: &Pattern, text: &Folded) -> Option<Range<usize>> {
    Some(text.original(pattern.find(&text.text)?))
}

/// Drops the findings that an `[[allowed]]` pattern speaks for.
pub(crate) fn without_allowed(bench: &Bench, mut findings: Vec<Finding>) -> Vec<Finding> {
    let mut spans: Vec<Span> = Vec::new();
    for (passage, folded) in bench.article.passages.iter().zip(&bench.folded.passages) {
        for pack in bench.answers.packs {
            let patterns = pack.pack.allowed.iter().flat_map(|a| &a.claims);
            let found = patterns.filter_map(|p| matches(p, folded));
            spans.extend(found.map(|range| passage.span(range)));
        }
    }
    let allowed = Overlaps::of(spans.into_iter());
    findings.retain(|f| allowed.met(f.span).next().is_none());
    findings
}
