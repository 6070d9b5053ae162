//! Rule files: found, read and loaded; every error of every file is reported.

use super::files::{self, failed, shown};
use ignore::WalkBuilder;
use sourcelint::door::{self, PackError};
use sourcelint::report::Failed;
use sourcelint::rule::Pack;
use std::path::{Path, PathBuf};

/// Loads the rule files at `paths`; folders are walked for `.toml` files.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Pack>, Vec<Failed>> {
    let (mut texts, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        match read(path) {
            Ok(found) => texts.extend(found),
            Err(failed) => errors.extend(failed),
        }
    }
    texts.sort();
    texts.dedup();
    match (door::load_packs(&texts), errors.is_empty()) {
        (Ok(packs), true) => Ok(packs),
        (Ok(_), false) => Err(errors),
        (Err(bad), _) => {
            errors.extend(bad.iter().map(bad_rule));
            Err(errors)
        }
    }
}

/// A rule file's error; its place is part of the message.
pub fn bad_rule(error: &PackError) -> Failed {
    let PackError { path, line, column, message, .. } = error;
    Failed {
        path: format!("{path}:{line}:{column}"),
        message: message.clone(),
        next: String::new(),
    }
}

/// The rule files at one path, as (path, text).
fn read(path: &Path) -> Result<Vec<(String, String)>, Vec<Failed>> {
    if !path.is_dir() {
        let text = files::text(path).map_err(|e| vec![e])?;
        return Ok(vec![(shown(path), text)]);
    }
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for entry in WalkBuilder::new(path).standard_filters(false).hidden(true).build() {
        match entry {
            Ok(entry) if is_rule_file(entry.path()) => match files::text(entry.path()) {
                Ok(text) if is_words(&text) => {}
                Ok(text) => found.push((shown(entry.path()), text)),
                Err(error) => errors.push(error),
            },
            Ok(_) => {}
            Err(error) => errors.push(failed(path, error, "")),
        }
    }
    match (errors.is_empty(), found.is_empty()) {
        (true, false) => Ok(found),
        (true, true) => Err(vec![failed(path, "no rule file (.toml) in it", "")]),
        (false, _) => Err(errors),
    }
}

fn is_rule_file(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|ending| ending == "toml")
}

/// Whether a file holds general words, which are built into the binary, and no rules: it says so
/// above its first table. Looked up line by line, since those files are long and many.
fn is_words(text: &str) -> bool {
    let head = text.lines().take_while(|line| !line.trim_start().starts_with('['));
    let keys = head.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim());
    keys.into_iter().any(|key| key == "lexicon")
}
