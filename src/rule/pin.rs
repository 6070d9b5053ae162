//! Quotes of a rule file are looked up in the source: a rule whose words are not there is refused.

use super::error::PackError;
use super::nearest::{Nearest, nearest};
use super::plain::{is_wide, plain};
use super::{Announcement, Mark, Pack, address};
use crate::document::{Document, PassageId, PassageKind};
use crate::span::slice;
use std::ops::Range;

/// Where a quote stands in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinned {
    /// The passage that holds it.
    pub passage: PassageId,
    /// Bytes of the passage's text.
    pub range: Range<usize>,
}

/// How a pack and a source belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belonging {
    /// The source has the pack's address.
    ByUrl,
    /// The source holds quotes of the pack.
    ByQuotes {
        /// How many of its facts and caveats.
        found: usize,
        /// How many it has.
        all: usize,
    },
    /// Neither.
    No,
}

/// Finds `quote` in one passage of `source`, whatever its white space, width, quotation marks and
/// hyphens; case and script must agree. Body text is preferred to headings.
pub fn pin(quote: &str, source: &Document) -> Result<Pinned, Nearest> {
    let wanted = plain(quote);
    let mut in_heading = None;
    for (at, passage) in source.passages.iter().enumerate() {
        let Some(range) = find(&wanted.text, &passage.text) else { continue };
        let pinned = Pinned { passage: PassageId(at), range };
        match passage.kind {
            PassageKind::Heading(_) => in_heading = in_heading.or(Some(pinned)),
            _ => return Ok(pinned),
        }
    }
    in_heading.ok_or_else(|| nearest(quote, source))
}

/// Whether `pack` was written for `source`: by address where both name one, else by its quotes.
pub fn belongs(pack: &Pack, source: &Document) -> Belonging {
    if has_address(&pack.source, source) {
        return Belonging::ByUrl;
    }
    let quotes = quotes(pack);
    let all = quotes.len();
    match quotes.iter().filter(|(quote, _)| pin(quote, source).is_ok()).count() {
        0 => Belonging::No,
        found => Belonging::ByQuotes { found, all },
    }
}

/// A fault for each quote of a fact or caveat that stands in none of `sources`.
pub fn check_quotes(pack: &Pack, sources: &[Document]) -> Vec<PackError> {
    let mut errors = Vec::new();
    for (quote, mark) in quotes(pack) {
        let mut nearest: Option<(Nearest, &Document)> = None;
        let mut found = false;
        for source in sources {
            match pin(quote, source) {
                Ok(_) => found = true,
                Err(near) => {
                    if nearest.as_ref().is_none_or(|(best, _)| best.shared < near.shared) {
                        nearest = Some((near, source));
                    }
                }
            }
        }
        if let (false, Some((near, source))) = (found, nearest) {
            errors.push(PackError::new(&pack.path, mark, near.message(source)));
        }
    }
    errors
}

/// The quotes of facts and caveats, and where each stands in the rule file.
fn quotes(pack: &Pack) -> Vec<(&str, Mark)> {
    let facts = pack.facts.iter().map(|fact| (fact.quote.as_str(), fact.mark));
    let caveats = pack.caveats.iter().map(|caveat| (caveat.quote.as_str(), caveat.mark));
    facts.chain(caveats).collect()
}

/// Bytes of `text` where the plain text `wanted` stands, not inside a longer word.
fn find(wanted: &str, text: &str) -> Option<Range<usize>> {
    if wanted.is_empty() {
        return None;
    }
    let plain = plain(text);
    let is_cut = |left: &str, right: &str| {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_wide(c));
        word(left.chars().next_back()) && word(right.chars().next())
    };
    let (at, end) =
        plain.text.match_indices(wanted).map(|(at, found)| (at, at + found.len())).find(
            |(at, end)| {
                let (before, after) =
                    (slice(&plain.text, 0..*at), slice(&plain.text, *end..usize::MAX));
                !is_cut(before, wanted) && !is_cut(wanted, after)
            },
        )?;
    let start = plain.origin.get(at)?.0;
    let end = plain.origin.get(end.checked_sub(1)?)?.1;
    Some(start..end)
}

/// Whether `source` has the announcement's address: in its metadata or, where that names no
/// address, anywhere in the file.
fn has_address(announcement: &Announcement, source: &Document) -> bool {
    let Some(wanted) = announcement.url.as_deref().map(address::bare) else { return false };
    let own = address::own(source);
    match own.is_empty() {
        false => own.iter().any(|url| address::bare(url) == wanted),
        true => address::written(&source.text).any(|(_, url)| address::bare(url) == wanted),
    }
}
