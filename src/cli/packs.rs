//! Rule files: found, read and loaded; every error of every file is reported.

use super::args::Given;
use super::configs::{Configs, Loaded};
use super::files::{self, bad_rule, failed, shown};
use ignore::WalkBuilder;
use sourcelint::cache::Key;
use sourcelint::door;
use sourcelint::report::Failed;
use sourcelint::rule::Pack;
use std::fs;
use std::path::{Path, PathBuf};

/// Rule files that are used together.
pub struct Group {
    /// The rule files.
    pub packs: Vec<Pack>,
    /// What their paths and bytes decide.
    pub key: Key,
}

/// Loads the rule files at `paths`; folders are walked for `.toml` files.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Pack>, Vec<Failed>> {
    group(paths).map(|group| group.packs)
}

fn group(paths: &[PathBuf]) -> Result<Group, Vec<Failed>> {
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
        (Ok(packs), true) => {
            let parts = texts.iter().flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()]);
            Ok(Group { packs, key: Key::of("rules", parts) })
        }
        (Ok(_), false) => Err(errors),
        (Err(bad), _) => {
            errors.extend(bad.iter().map(bad_rule));
            Err(errors)
        }
    }
}

/// The rule files of a run, as `Found::group` counts them: those of the command line first, then
/// those of each configuration file, unless the command line takes their place.
pub fn groups(given: &Given, configs: &Configs) -> Result<Vec<Group>, Vec<Failed>> {
    let mut groups = vec![group(&given.rules)?];
    if !given.rules.is_empty() {
        return Ok(groups);
    }
    for loaded in configs.all() {
        groups.push(of_config(loaded)?);
    }
    Ok(groups)
}

/// The rule files of one configuration file; its severity table may name no other rule.
fn of_config(loaded: &Loaded) -> Result<Group, Vec<Failed>> {
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
    let group = group(&paths)?;
    let ids: Vec<String> = group.packs.iter().flat_map(ids).collect();
    let unknown = loaded.config.unknown_rules(&ids);
    if unknown.is_empty() { Ok(group) } else { Err(unknown.iter().map(bad_rule).collect()) }
}

/// The ids of a rule file: `pack/rule`.
pub fn ids(pack: &Pack) -> Vec<String> {
    let caveats = pack.caveats.iter().map(|c| &c.id);
    let inferences = pack.inferences.iter().chain(&pack.forbidden).map(|i| &i.id);
    let facts = pack.facts.iter().map(|f| &f.id);
    caveats.chain(inferences).chain(facts).map(|id| format!("{}/{id}", pack.id)).collect()
}

/// Each rule of a rule file, in the order of `ids`, and what it is about in one line.
pub fn rules(pack: &Pack) -> Vec<(String, String)> {
    let caveats = pack.caveats.iter().map(|c| format!("goes with {}: {}", c.of, c.quote));
    let inferences = pack.inferences.iter();
    let inferences = inferences.map(|i| format!("does not follow from {}: {}", i.from, i.why));
    let forbidden = pack.forbidden.iter().map(|i| format!("must not be said: {}", i.why));
    let facts = pack.facts.iter().map(|f| format!("fact: {}", f.quote));
    ids(pack).into_iter().zip(caveats.chain(inferences).chain(forbidden).chain(facts)).collect()
}

/// The rule files of the command line, else those of the configuration that is in force here.
pub fn in_force(given: &Given) -> Result<Vec<Pack>, Vec<Failed>> {
    let mut configs = Configs::of(given)?;
    configs.of_run(&[])?;
    let groups = groups(given, &configs)?;
    Ok(groups.into_iter().flat_map(|group| group.packs).collect())
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
