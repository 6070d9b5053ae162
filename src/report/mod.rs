//! Verdicts become bytes: one file a format. Nothing here prints; every format writes to a `Write`.

pub mod audit;
mod checkstyle;
pub mod clean;
mod concise;
pub mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod language;
mod markdown;
pub mod pages;
pub mod pairs;
mod rdjson;
mod sarif;
pub mod settings;
mod statements;
mod statistics;
mod summary;
pub mod table;
mod told;
mod window;
mod xml;

pub use checkstyle::checkstyle;
pub use concise::concise;
pub use full::{Colour, Look, full};
pub use github::github;
pub use gitlab::gitlab;
pub use json::{json, output_schema};
pub use jsonl::jsonl;
pub use junit::junit;
pub use markdown::{markdown, markdown_within};
pub use rdjson::rdjson;
pub use sarif::sarif;
pub use statements::statements;
pub use statistics::statistics;
pub use summary::summary;

use crate::document::Document;
use crate::span::{Lines, Position, Span};
use crate::verdict::{Finding, Judgement, Silenced};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Everything one run found: what a format needs and nothing else.
#[derive(Debug, Clone, Default)]
pub struct Run<'a> {
    /// Every source of the run; `Evidence::source` counts in it, and past its end stands for the
    /// article itself (an article can contradict itself).
    pub sources: &'a [Document],
    /// The articles that were checked, sorted by path.
    pub articles: Vec<Article<'a>>,
    /// What could not be checked.
    pub failed: Vec<Failed>,
}

/// An article and what became of it.
#[derive(Debug, Clone)]
pub struct Article<'a> {
    /// The article.
    pub document: &'a Document,
    /// Which sources of the run it was held against.
    pub sources: Vec<usize>,
    /// What became of it; its evidence counts in the sources of the run.
    pub judgement: Cow<'a, Judgement>,
    /// What was found and is not reported.
    pub silenced: Vec<Silenced>,
}

/// Something that could not be checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Failed {
    /// The path as given; empty when no one file is to blame.
    pub path: String,
    /// What went wrong.
    pub message: String,
    /// What to do about it; may be empty.
    pub next: String,
}

/// Findings of the whole run, sorted by path, start and id.
fn findings<'r>(run: &'r Run) -> Vec<(&'r Document, &'r Finding)> {
    let mut all: Vec<_> = run
        .articles
        .iter()
        .flat_map(|a| a.judgement.findings.iter().map(move |f| (a.document, f)))
        .collect();
    all.sort_by(|(a, f), (b, g)| {
        (&a.path, f.span.start, &f.id, f.span.end).cmp(&(&b.path, g.span.start, &g.id, g.span.end))
    });
    all
}

/// The line starts of every document of the run, found once, by path.
struct Places<'r> {
    lines: BTreeMap<&'r str, Lines>,
}

impl<'r> Places<'r> {
    fn of(run: &'r Run) -> Self {
        let articles = run.articles.iter().map(|a| a.document);
        let all = articles.chain(run.sources);
        Places { lines: all.map(|d| (d.path.as_str(), Lines::of(&d.text))).collect() }
    }

    fn lines(&self, document: &Document) -> Option<&Lines> {
        self.lines.get(document.path.as_str())
    }

    /// Where `span` starts and ends.
    fn ends(&self, document: &Document, span: Span) -> (Position, Position) {
        let nowhere = Position { line: 1, column: 1 };
        let at = |byte| self.lines(document).map_or(nowhere, |l| l.position(&document.text, byte));
        (at(span.start), at(span.end))
    }
}

#[cfg(test)]
mod samples;
