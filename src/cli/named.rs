//! The sources that an article names itself, and who else may name one.

use super::files::tidy;
use sourcelint::document::Document;
use sourcelint::span::Lines;
use std::path::{Path, PathBuf};

/// A source of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The file, as a path from here.
    pub path: PathBuf,
    /// Who names it.
    pub by: By,
}

/// Who says that a source belongs to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// `--source`.
    CommandLine,
    /// The front matter, at this line of the article.
    FrontMatter(usize),
    /// A glob, at this line of the configuration.
    Glob(usize),
    /// A link, at this line of the article.
    Link(usize),
}

/// The sources that an article's front matter names, relative to the article.
///
/// A value may be one path, a list in brackets, or a line each. An address is not a source: nothing
/// is ever fetched.
pub fn named(article: &Document) -> Vec<Named> {
    let folder = Path::new(&article.path).parent().unwrap_or(Path::new(""));
    let values = article.meta.iter().filter(|m| m.name == "source" || m.name == "sources");
    let pieces = values.flat_map(|meta| {
        let value = meta.value.trim();
        let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let separators: &[char] = if inner.is_some() { &[',', '\n'] } else { &['\n'] };
        let line = Lines::of(&article.text).position(&article.text, meta.span.start).line;
        let entries = inner.unwrap_or(value).split(separators);
        entries.map(|entry| (bare(entry), line)).collect::<Vec<_>>()
    });
    let paths = pieces.filter(|(path, _)| !path.is_empty() && !path.contains("://"));
    let named = |(path, line): (&str, usize)| Named {
        path: tidy(folder.join(path)),
        by: By::FrontMatter(line),
    };
    paths.map(named).collect()
}

/// Whether the front matter of an article names an address as its source.
pub fn is_addressed(article: &Document) -> bool {
    article.meta.iter().any(|m| m.name == "source" && m.value.contains("://"))
}

/// A list entry without its dash and quotes.
fn bare(entry: &str) -> &str {
    let entry = entry.trim();
    entry.strip_prefix("- ").unwrap_or(entry).trim().trim_matches(['"', '\''])
}
