//! What the page shows, as data: the texts, their marks, and the lists.
//!
//! Every string is clean, and places are counted in the clean text as scripts count: in UTF-16.

use super::super::many::Many;
use super::super::summary::summary;
use super::super::told::evidence;
use super::super::{Excerpt, Run, clean};
use super::json::{CountsOut, counts};
use super::{ArticleRow, Audit};
use crate::document::{Passage, PassageKind, Piece};
use crate::span::{Span, slice};
use crate::verdict::{Evidence, Finding, Judged, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::ptr;

/// The whole page.
#[derive(Serialize)]
struct Sheet<'s> {
    summary: String,
    version: &'static str,
    total: CountsOut,
    documents: Many<'s, Text>,
    articles: Many<'s, ArticleOut>,
    sources: Vec<SourceOut>,
    rules: Vec<RuleOut>,
    failed: Vec<FailedOut>,
}

/// A text that is shown.
#[derive(Serialize)]
struct Text {
    path: String,
    language: Option<&'static str>,
    passages: Vec<PassageOut>,
}

#[derive(Serialize)]
struct PassageOut {
    kind: &'static str,
    text: String,
    /// For a heading its level, for a list item how deep it hangs.
    level: usize,
    /// For a cell, the passage that heads its column.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    /// For a cell, whether another one begins its row.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    /// For a key's value, the key path.
    #[serde(skip_serializing_if = "String::is_empty")]
    keys: String,
}

#[derive(Serialize)]
struct ArticleOut {
    document: usize,
    sources: Vec<usize>,
    counts: CountsOut,
    /// Findings and supported claims, in reading order.
    items: Vec<Item>,
}

#[derive(Serialize)]
struct SourceOut {
    document: usize,
    articles: usize,
    counts: CountsOut,
}

#[derive(Serialize)]
struct RuleOut {
    id: String,
    about: String,
    articles: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct FailedOut {
    path: String,
    message: String,
    next: String,
}

/// Something that can be chosen.
#[derive(Serialize)]
struct Item {
    rule: String,
    verdict: &'static str,
    severity: &'static str,
    message: String,
    help: String,
    proof: Vec<String>,
    claim: Words,
    evidence: Vec<Words>,
}

/// Words of a text and where they stand.
#[derive(Serialize)]
struct Words {
    document: usize,
    line: usize,
    column: usize,
    text: String,
    at: Vec<Place>,
}

/// The passage, and from and to where in its text.
#[derive(Serialize)]
struct Place(usize, usize, usize);

/// Writes the data of the page, as JSON.
pub(super) fn sheet(run: &Run, out: impl Write) -> io::Result<()> {
    let audit = &Audit::of(run);
    let documents: Vec<&Excerpt> =
        audit.articles.iter().map(|row| &row.article.text).chain(run.sources).collect();
    let numbered = documents.iter().enumerate();
    let numbers = numbered.map(|(number, document)| (ptr::from_ref(*document), number)).collect();
    let shelf = &Shelf { run, numbers, documents };
    let total = counts(&audit.total);
    let sheet = Sheet {
        summary: summary(run),
        version: env!("CARGO_PKG_VERSION"),
        total,
        documents: Many::of(|| shelf.documents.iter().map(|document| text(document))),
        articles: Many::of(|| audit.articles.iter().map(|row| shelf.article(row))),
        sources: audit
            .sources
            .iter()
            .map(|row| SourceOut {
                document: shelf.index(row.source),
                articles: row.articles,
                counts: counts(&row.counts),
            })
            .collect(),
        rules: audit
            .rules
            .iter()
            .map(|row| RuleOut {
                id: line(row.id),
                about: line(row.about),
                articles: row.articles,
                errors: row.found.errors,
                warnings: row.found.warnings,
                notes: row.found.notes,
            })
            .collect(),
        failed: audit
            .failed
            .iter()
            .map(|failed| FailedOut {
                path: clean::path(&failed.path).into_owned(),
                message: line(&failed.message),
                next: line(&failed.next),
            })
            .collect(),
    };
    Ok(serde_json::to_writer(out, &sheet)?)
}

fn line(text: &str) -> String {
    clean::line(text).into_owned()
}

/// Every text of the run, in the order of the page's list of texts.
struct Shelf<'r> {
    run: &'r Run<'r>,
    documents: Vec<&'r Excerpt>,
    /// The number of each of them; two may be the same to look at.
    numbers: BTreeMap<*const Excerpt, usize>,
}

impl Shelf<'_> {
    fn index(&self, document: &Excerpt) -> usize {
        *self.numbers.get(&ptr::from_ref(document)).expect("every text of a run is on its shelf")
    }

    fn article(&self, row: &ArticleRow) -> ArticleOut {
        let article = &row.article.text;
        let findings = row.article.findings.iter();
        let findings = findings.map(|f| (f.span, self.finding(article, f)));
        let supported = row.article.claims.iter();
        let supported = supported.filter(|c| c.verdict == Verdict::Supported);
        let supported = supported.map(|c| (c.span, self.supported(article, c)));
        let mut items: Vec<(Span, Item)> = findings.chain(supported).collect();
        items.sort_by_key(|(span, _)| (span.start, span.end));
        ArticleOut {
            document: self.index(article),
            sources: row.sources.iter().map(|source| self.index(source)).collect(),
            counts: counts(&row.counts),
            items: items.into_iter().map(|(_, item)| item).collect(),
        }
    }

    fn finding(&self, article: &Excerpt, finding: &Finding) -> Item {
        let there = evidence(self.run, article, finding);
        Item {
            rule: line(&finding.id),
            verdict: finding.verdict.word(),
            severity: finding.severity.word(),
            message: line(&finding.message),
            help: finding.help.as_deref().map(line).unwrap_or_default(),
            proof: finding.proof.iter().map(|step| line(step)).collect(),
            claim: self.words(article, finding.span, &finding.claim),
            evidence: there.map(|(document, e)| self.words(document, e.span, &e.text)).collect(),
        }
    }

    fn supported(&self, article: &Excerpt, claim: &Judged) -> Item {
        let there = |e: &Evidence| {
            let document = self.run.sources.get(e.source).unwrap_or(article);
            self.words(document, e.span, &e.text)
        };
        Item {
            rule: String::new(),
            verdict: claim.verdict.word(),
            severity: "none",
            message: "the announcement says it, or more".to_owned(),
            help: String::new(),
            proof: claim.proof.iter().map(|step| line(step)).collect(),
            claim: self.words(article, claim.span, &claim.text),
            evidence: claim.evidence.iter().map(there).collect(),
        }
    }

    fn words(&self, document: &Excerpt, span: Span, text: &str) -> Words {
        let at = document.ends(span).0;
        Words {
            document: self.index(document),
            line: at.line,
            column: at.column,
            text: line(text),
            at: marks(document, span),
        }
    }
}

fn text(document: &Excerpt) -> Text {
    let languages = &document.languages;
    Text {
        path: clean::path(&document.path).into_owned(),
        language: if languages.len() == 1 { languages.first().copied() } else { None },
        passages: document.passages.iter().map(|passage| shown(document, passage)).collect(),
    }
}

fn shown(document: &Excerpt, passage: &Passage) -> PassageOut {
    let (kind, level) = match passage.kind {
        PassageKind::Heading(level) => ("heading", usize::from(level)),
        PassageKind::Paragraph => ("paragraph", 0),
        PassageKind::Item => ("item", depth(document, passage)),
        PassageKind::Head => ("head", 0),
        PassageKind::Cell => ("cell", 0),
        PassageKind::KeyHead => ("keyhead", passage.place.keys.len()),
        PassageKind::Value => ("value", passage.place.keys.len()),
        PassageKind::Comment => ("comment", 0),
        PassageKind::Quote => ("quote", 0),
    };
    PassageOut {
        kind,
        text: line(&passage.text),
        level,
        column: passage.place.column.map(|id| id.0),
        row: passage.place.row.map(|id| id.0),
        keys: line(&passage.place.keys.join(" > ")),
    }
}

/// How many list items a passage hangs under.
fn depth(document: &Excerpt, passage: &Passage) -> usize {
    let mut depth = 0;
    let mut above = passage.place.parent;
    while let Some(parent) = above.map(|id| &document.passages[id.0]) {
        depth += usize::from(parent.kind == PassageKind::Item);
        // A text nests less deep than it is long; a circle would be a bug of the reader.
        above = if depth < 8 { parent.place.parent } else { None };
    }
    depth
}

/// Where the bytes of `span` are shown.
fn marks(document: &Excerpt, span: Span) -> Vec<Place> {
    let place = |(index, passage): (usize, &Passage)| {
        let pieces = passage.pieces.iter().filter_map(|piece| overlap(piece, span));
        let range = pieces.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))?;
        let words = passage.words(range.clone());
        let start = range.start + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        let to = |end: usize| clean::line(slice(&passage.text, 0..end)).encode_utf16().count();
        (start < end).then(|| Place(index, to(start), to(end)))
    };
    document.passages.iter().enumerate().filter_map(place).collect()
}

/// The bytes of the passage's text that `span` has of a piece.
fn overlap(piece: &Piece, span: Span) -> Option<Range<usize>> {
    let (start, end) = (span.start.max(piece.file.start), span.end.min(piece.file.end));
    if end <= start {
        return None;
    }
    Some(match piece.is_exact() {
        true => {
            let at = |byte: usize| piece.text.start + byte - piece.file.start;
            at(start)..at(end)
        }
        false => piece.text.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn a_mark_is_counted_as_scripts_count_in_the_clean_text() {
        let text = "one\n\u{1b}👩 微軟 here\n";
        let document = Excerpt::whole(samples::document("a.md", text));
        let start = text.find('微').unwrap();
        let marks = marks(&document, Span::new(start, start + "微軟 ".len()));
        let shown = text.lines().nth(1).map(line).unwrap();
        let [Place(passage, from, to)] = marks.as_slice() else { panic!("one mark") };
        let units: Vec<u16> = shown.encode_utf16().skip(*from).take(to - from).collect();
        assert_eq!((*passage, String::from_utf16(&units).unwrap().as_str()), (1, "微軟"));
    }
}
