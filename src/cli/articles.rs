//! From the paths that were typed to the articles, each with the sources it names itself.

use super::files::{self, failed, shown};
use super::guard;
use ignore::WalkBuilder;
use sourcelint::document::Document;
use sourcelint::door;
use sourcelint::report::Failed;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Endings of the files that are taken from a folder.
const ENDINGS: [&str; 5] = ["md", "markdown", "txt", "html", "htm"];

/// An article that was read, and where.
#[derive(Debug)]
pub struct Found {
    /// The article.
    pub document: Document,
    /// Its place on disk, if it has one; two paths of one file are one article.
    pub real: Option<PathBuf>,
    /// Whether it was found in a folder rather than named.
    pub walked: bool,
    /// The sources its front matter names, as paths from here.
    pub sources: Vec<PathBuf>,
}

/// Which articles are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Files and folders, as they were typed.
    pub paths: &'a [PathBuf],
    /// Whether ignore files count.
    pub ignoring: Ignoring,
    /// The name of what is read from standard input.
    pub stdin_name: Option<&'a str>,
}

/// Whether what .gitignore and .ignore files exclude is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignoring {
    /// It is left out.
    Yes,
    /// It is an article like any other.
    No,
}

/// A file that is to be read as an article.
#[derive(Debug, Clone)]
pub struct Met {
    path: PathBuf,
    /// Its place on disk, if it has one.
    pub real: Option<PathBuf>,
    walked: bool,
}

/// Reads every article that is wanted, sorted by path.
pub fn articles(wanted: Wanted) -> (Vec<Found>, Vec<Failed>) {
    let (met, errors) = met(wanted);
    let read = met.into_iter().map(|one| found(one, wanted.stdin_name)).collect();
    sorted(read, errors)
}

/// The files behind the paths, each once, without reading them.
pub fn met(wanted: Wanted) -> (Vec<Met>, Vec<Failed>) {
    let (mut paths, mut errors) = (Vec::new(), Vec::new());
    for path in wanted.paths {
        match path.is_dir() {
            true => paths.extend(walk(path, wanted.ignoring, &mut errors)),
            false => paths.push((path.clone(), false)),
        }
    }
    // A file that is both named and found in a folder counts as named.
    paths.sort_by(|(a, walked), (b, also)| (walked, a).cmp(&(also, b)));
    let mut seen = BTreeSet::new();
    let met = paths.into_iter().map(|(path, walked)| {
        let real = fs::canonicalize(&path).ok();
        Met { path, real, walked }
    });
    let once = met.filter(|one| seen.insert(one.real.clone().unwrap_or_else(|| one.path.clone())));
    (once.collect(), errors)
}

/// Reads one article and the sources it names.
pub fn found(met: Met, stdin_name: Option<&str>) -> Result<Found, Failed> {
    let document = read(&met.path, stdin_name)?;
    let sources = named(&document);
    Ok(Found { document, real: met.real, walked: met.walked, sources })
}

/// What could be read, sorted by path, and what could not.
pub fn sorted(
    read: Vec<Result<Found, Failed>>,
    mut errors: Vec<Failed>,
) -> (Vec<Found>, Vec<Failed>) {
    let mut found = Vec::new();
    for one in read {
        match one {
            Ok(article) => found.push(article),
            Err(error) => errors.push(error),
        }
    }
    found.sort_by(|a, b| a.document.path.cmp(&b.document.path));
    (found, errors)
}

fn walk(folder: &Path, ignoring: Ignoring, errors: &mut Vec<Failed>) -> Vec<(PathBuf, bool)> {
    let mut walk = WalkBuilder::new(folder);
    walk.sort_by_file_path(|a, b| a.cmp(b));
    if ignoring == Ignoring::No {
        walk.standard_filters(false).hidden(true);
    }
    let mut paths = Vec::new();
    for entry in walk.build() {
        match entry {
            Ok(entry) if is_article(entry.path()) => paths.push((entry.into_path(), true)),
            Ok(_) => {}
            Err(error) => errors.push(failed(folder, error, "")),
        }
    }
    if paths.is_empty() {
        let message = "no article in it (.md, .markdown, .txt, .html or .htm)";
        errors.push(failed(folder, message, "name a file, or try --no-ignore"));
    }
    paths
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    ending.is_some_and(|e| ENDINGS.contains(&e.as_str())) && path.is_file()
}

/// Reads one article; a panic of a parser is an error of this file alone.
pub fn read(path: &Path, stdin_name: Option<&str>) -> Result<Document, Failed> {
    let name = match path == Path::new("-") {
        true => stdin_name.unwrap_or("<stdin>").to_string(),
        false => shown(path),
    };
    let bytes = files::bytes(path)?;
    match guard::caught(|| door::read(&name, bytes)) {
        Ok(Ok(document)) => files::filled(document),
        Ok(Err(error)) => Err(files::unread(&name, &error)),
        Err(message) => Err(Failed { path: name, message, next: guard::NEXT.into() }),
    }
}

/// The sources that an article's front matter names, relative to the article.
///
/// A value may be one path, a list in brackets, or a line each. An address is not a source: nothing
/// is ever fetched.
pub fn named(article: &Document) -> Vec<PathBuf> {
    let folder = Path::new(&article.path).parent().unwrap_or(Path::new(""));
    let values = article.meta.iter().filter(|m| m.name == "source" || m.name == "sources");
    let pieces = values.flat_map(|meta| {
        let value = meta.value.trim();
        let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let separators: &[char] = if inner.is_some() { &[',', '\n'] } else { &['\n'] };
        inner.unwrap_or(value).split(separators).map(bare).collect::<Vec<_>>()
    });
    let paths = pieces.filter(|p| !p.is_empty() && !p.contains("://"));
    paths.map(|path| tidy(folder.join(path))).collect()
}

/// A path without `in/..`, where leaving it out leads to the same file.
fn tidy(path: PathBuf) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        let back = part == Component::ParentDir;
        match short.components().next_back() {
            Some(Component::Normal(_)) if back => {
                short.pop();
            }
            _ => short.push(part),
        }
    }
    let same =
        fs::canonicalize(&short).is_ok_and(|real| fs::canonicalize(&path).ok() == Some(real));
    if same { short } else { path }
}

/// A list entry without its dash and quotes.
fn bare(entry: &str) -> &str {
    let entry = entry.trim();
    entry.strip_prefix("- ").unwrap_or(entry).trim().trim_matches(['"', '\''])
}
