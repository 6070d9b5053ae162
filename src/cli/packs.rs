//! Rule files: found, read and loaded; every error of every file is reported.

use super::args::Given;
use super::configs::{Configs, Loaded};
use super::files::{self, bad_rule, failed, shown};
use ignore::WalkBuilder;
use sourcelint::door;
use sourcelint::report::Failed;
use sourcelint::rule::Pack;
use std::fs;
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

/// The rule files of a run, as `Found::group` counts them: those of the command line first, then
/// those of each configuration file, unless the command line takes their place.
pub fn groups(given: &Given, configs: &Configs) -> Result<Vec<Vec<Pack>>, Vec<Failed>> {
    let mut groups = vec![load(&given.rules)?];
    if !given.rules.is_empty() {
        return Ok(groups);
    }
    for loaded in configs.all() {
        groups.push(of_config(loaded)?);
    }
    Ok(groups)
}

/// The rule files of one configuration file; its severity table may name no other rule.
fn of_config(loaded: &Loaded) -> Result<Vec<Pack>, Vec<Failed>> {
    let rules = &loaded.config.rules;
    let paths: Vec<PathBuf> = rules.iter().map(|rule| loaded.path(rule)).collect();
    let missing = rules.iter().zip(&paths).filter(|(_, path)| !path.exists());
    let missing: Vec<Failed> = missing
        .map(|(rule, path)| Failed {
            path: loaded.place(rule),
            message: format!("no such rule file or folder: {}", shown(path)),
            next: "paths are read from the folder of this file".into(),
        })
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let packs = load(&paths)?;
    let ids: Vec<String> = packs.iter().flat_map(ids).collect();
    let unknown = loaded.config.unknown_rules(&ids);
    if unknown.is_empty() { Ok(packs) } else { Err(unknown.iter().map(bad_rule).collect()) }
}

/// The ids of a rule file: `pack/rule`.
pub fn ids(pack: &Pack) -> Vec<String> {
    let caveats = pack.caveats.iter().map(|c| &c.id);
    let inferences = pack.inferences.iter().chain(&pack.forbidden).map(|i| &i.id);
    let facts = pack.facts.iter().map(|f| &f.id);
    caveats.chain(inferences).chain(facts).map(|id| format!("{}/{id}", pack.id)).collect()
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
            // What a link of a stranger leads to is none of the folder's.
            Ok(entry) if is_rule_file(entry.path()) && leads_out(path, entry.path()) => {
                let next = "put the file itself there, or name it with --rules";
                errors.push(failed(entry.path(), "a link that leads out of the folder", next));
            }
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

fn leads_out(folder: &Path, path: &Path) -> bool {
    match (fs::canonicalize(folder), fs::canonicalize(path)) {
        (Ok(folder), Ok(path)) => !path.starts_with(folder),
        _ => true,
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
