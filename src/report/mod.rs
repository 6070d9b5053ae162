//! Verdicts become bytes: one file a format. Nothing here prints; every format writes to a `Write`.

mod article;
pub mod audit;
mod checkstyle;
pub mod clean;
mod concise;
mod excerpt;
pub mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod language;
mod many;
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
mod tally;
mod told;
mod window;
mod xml;

pub use article::{Article, Keep};
pub use checkstyle::checkstyle;
pub use concise::concise;
pub use excerpt::Excerpt;
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
pub use tally::Tally;

use crate::verdict::Finding;

/// Everything one run found: what a format needs and nothing else.
#[derive(Debug, Clone, Copy, Default)]
pub struct Run<'a> {
    /// Every source of the run; `Evidence::source` counts in it, and past its end stands for the
    /// article itself (an article can contradict itself).
    pub sources: &'a [Excerpt],
    /// The articles that were checked, sorted by path.
    pub articles: &'a [Article],
    /// What could not be checked.
    pub failed: &'a [Failed],
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
fn findings<'r>(run: &Run<'r>) -> Vec<(&'r Excerpt, &'r Finding)> {
    let mut articles: Vec<&Article> = run.articles.iter().collect();
    articles.sort_by_key(|article| &article.text.path);
    let of = |article: &'r Article| findings_in(article).into_iter().map(|f| (&article.text, f));
    articles.into_iter().flat_map(of).collect()
}

/// Findings of one article, sorted by start and id.
fn findings_in(article: &Article) -> Vec<&Finding> {
    let mut all: Vec<_> = article.findings.iter().collect();
    all.sort_by(|f, g| (f.span.start, &f.id, f.span.end).cmp(&(g.span.start, &g.id, g.span.end)));
    all
}

#[cfg(test)]
mod samples;
