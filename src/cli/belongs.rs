//! Which announcements belong to which article, and who says so.
//!
//! In this order, and the first that answers is alone: `--source`, the article's front matter, the
//! globs of the configuration, a link in the article to the address of an announcement that the
//! configuration names.

use super::args::Given;
use super::articles::Found;
use super::configs::{Configs, Loaded};
use super::files::failed;
use super::named::{By, Named};
use super::sources::Sets;
use sourcelint::config::Source;
use sourcelint::report::Failed;
use sourcelint::rule::address;
use sourcelint::span::Lines;
use std::fs;
use std::path::{Path, PathBuf};

/// The sources of `article`; none where nobody names one.
///
/// # Errors
/// Announcements that had to be read for their addresses and could not be.
pub fn sources(
    article: &Found,
    given: &Given,
    configs: &Configs,
    sets: &mut Sets,
) -> Result<Vec<Named>, Vec<Failed>> {
    if !given.sources.is_empty() {
        let named = |path: &PathBuf| Named { path: path.clone(), by: By::CommandLine };
        return Ok(given.sources.iter().map(named).collect());
    }
    if !article.sources.is_empty() {
        return plain_files(&article.sources);
    }
    let Some(loaded) = configs.get(article.config) else { return Ok(Vec::new()) };
    let by_glob = by_glob(&article.path, loaded);
    if !by_glob.is_empty() {
        return Ok(by_glob);
    }
    by_link(article, given, loaded, sets)
}

/// What an article names must be files: who writes it may be a stranger, and a pipe or a device that
/// is opened may never end.
fn plain_files(named: &[Named]) -> Result<Vec<Named>, Vec<Failed>> {
    let odd = |path: &Path| fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir());
    let failed = |one: &Named| failed(&one.path, "neither a file nor a folder", "name a file");
    let odd: Vec<Failed> = named.iter().filter(|one| odd(&one.path)).map(failed).collect();
    if odd.is_empty() { Ok(named.to_vec()) } else { Err(odd) }
}

fn by_glob(article: &str, loaded: &Loaded) -> Vec<Named> {
    let Some(inside) = loaded.inside(Path::new(article)) else { return Vec::new() };
    let of = |source: &Source| {
        let glob = source.articles.holds(&inside);
        let line = glob.map(|glob| glob.mark.line);
        let paths = source.paths.iter().map(|path| loaded.path(path));
        line.into_iter()
            .flat_map(|line| paths.clone().map(move |path| Named { path, by: By::Glob(line) }))
            .collect::<Vec<_>>()
    };
    loaded.config.sources.iter().flat_map(of).collect()
}

/// Every announcement of the configuration whose address the article writes out.
fn by_link(
    article: &Found,
    given: &Given,
    loaded: &Loaded,
    sets: &mut Sets,
) -> Result<Vec<Named>, Vec<Failed>> {
    let (mut linked, mut errors) = (Vec::new(), Vec::new());
    if loaded.config.sources.is_empty() {
        return Ok(linked);
    }
    let document = &*article.document().map_err(|error| vec![error])?;
    for path in loaded.config.sources.iter().flat_map(|source| &source.paths) {
        let path = loaded.path(path);
        match sets.document(article.group(given), &path) {
            Ok(source) => linked.extend(address::link(document, source).map(|at| {
                let line = Lines::of(&document.text).position(&document.text, at).line;
                Named { path, by: By::Link(line) }
            })),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(linked) } else { Err(errors) }
}
