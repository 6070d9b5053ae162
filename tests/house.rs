//! The house: which room may import which, who may print, and where a dependency enters.
//!
//! Reads `src/**/*.rs` as text. What stands under `#[cfg(test)]`, in comments and in strings is
//! not looked at, but for Chinese in strings, which is counted.

#![allow(clippy::unwrap_used, clippy::string_slice)]

#[path = "shared/rust.rs"]
mod rust;

use rust::{File, files};
use std::collections::{BTreeMap, BTreeSet};

/// The rooms from top to bottom. A room may import those below it and its own files.
///
/// Why this order: bytes become a document (`parse`), a document statements (`extract`, `slot`),
/// statements verdicts (`judge`), verdicts bytes (`report`); the river never runs back, so each
/// room can be read, tested and changed knowing only what stands under it.
const ORDER: &[(&str, &str)] = &[
    ("cli", "the terminal: asks the library and prints"),
    ("draft", "writes the first rule file of an announcement, and tries it"),
    ("door", "puts the acts in a row"),
    ("silence", "takes out what an article's comments silence; knows no file and no clock"),
    ("judge", "holds claims against facts and rule files"),
    ("extract", "makes statements of a document"),
    ("config", "the configuration file; knows no folder"),
    ("rule", "loads rule files and pins them to a document; knows no statement"),
    ("parse", "makes a document of bytes; knows no word's meaning"),
    ("statement", "what was read of one clause: a value for each slot"),
    ("slot", "one meaning each: its value, how it is read, how two relate"),
    ("clause", "a stretch of tokens that is read as one"),
    ("token", "words, numbers and names in a text"),
    ("vocabulary", "the names that rule files add"),
    ("term", "what two texts are compared by"),
    ("dictionary", "the words of `rules/dictionary`"),
    ("sound", "how a name sounds in either script"),
    ("lexicon", "the words of `rules/words` and what they carry"),
    ("cache", "verdicts as bytes, and what they are found by; knows no folder"),
    ("report", "shows what came out; knows no act, only the plain data that the acts made"),
    ("fold", "one spelling for many"),
    ("script", "traditional and simplified characters"),
    ("verdict", "plain data: what came out"),
    ("reading", "plain data: what was read, as it is shown"),
    ("relation", "plain data: how two values relate"),
    ("document", "plain data: a text that was read"),
    ("span", "plain data: where something stands"),
];

/// Files that import each other and should not: each pair goes away by moving one function down.
/// The list may only become shorter.
const KNOWN_CIRCLES: &[(&str, &str)] = &[];

/// Dependencies, and the only files (or folders, with a `/`) that may name them.
const ROOMS_OF_CRATES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["report/full.rs"]),
    ("anstream", &["cli/terminal.rs"]),
    ("base64", &["report/audit/html.rs"]),
    ("bytesize", &["cli/args.rs", "cli/files.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/args.rs", "cli/shell.rs"]),
    ("clap_mangen", &["cli/shell.rs"]),
    ("csv", &["report/audit/csv.rs"]),
    ("etcetera", &["cli/cache.rs"]),
    ("fst", &["lexicon.rs", "dictionary.rs"]),
    ("html5gum", &["parse/html/"]),
    ("ignore", &["cli/", "config/globs.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("jiff", &["slot/time.rs", "slot/time/date.rs", "rule/table.rs", "silence/", "cli/"]),
    ("notify_debouncer_mini", &["cli/watch.rs"]),
    ("pathdiff", &["cli/configs.rs"]),
    ("percent_encoding", &["report/sarif.rs"]),
    ("pinyin", &["script.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs", "parse/inline.rs"]),
    ("quick_xml", &["report/xml.rs", "report/junit.rs"]),
    ("rayon", &["cli/"]),
    ("regex", &["rule/"]),
    ("schemars", &["config/schema.rs", "report/json.rs", "rule/schema.rs"]),
    ("scraper", &["parse/html/"]),
    ("serde", SERDE),
    ("serde_json", JSON),
    ("serde_saphyr", &["silence/front.rs"]),
    ("sha2", &["cache.rs", "report/audit/html.rs", "report/fingerprint.rs"]),
    ("similar", &["rule/nearest.rs", "rule/error.rs"]),
    ("tempfile", &["cli/cache.rs"]),
    ("terminal_size", &["cli/terminal.rs"]),
    ("thiserror", &["door.rs", "rule/error.rs"]),
    ("toml", &["rule/table.rs", "parse/chrome.rs", "draft/vary.rs", "silence/front.rs"]),
    ("unicode_width", &["report/", "parse/"]),
];

/// The formats that are written as JSON, and what is read as such.
const JSON: &[&str] = &[
    "cache.rs",
    "config/schema.rs",
    "report/audit/json.rs",
    "report/audit/sheet.rs",
    "report/gitlab.rs",
    "report/json.rs",
    "report/jsonl.rs",
    "report/pairs.rs",
    "report/rdjson.rs",
    "report/sarif.rs",
    "report/settings.rs",
    "report/statements.rs",
    "rule/schema.rs",
    "silence/baseline.rs",
];

/// These, and the plain data that is kept as JSON.
const SERDE: &[&str] = &[
    "cache.rs",
    "report/audit/json.rs",
    "report/audit/sheet.rs",
    "report/gitlab.rs",
    "report/json.rs",
    "report/jsonl.rs",
    "report/many.rs",
    "report/pairs.rs",
    "report/rdjson.rs",
    "report/sarif.rs",
    "report/settings.rs",
    "report/statements.rs",
    "silence/baseline.rs",
    "span.rs",
    "verdict.rs",
];

/// What only the terminal may name.
const OUTSIDE_WORLD: &[&str] = &[
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "dbg!",
    "std::process",
    "std::env",
    "std::fs",
    "std::net",
    "std::time",
    "io::stdin",
    "io::stdout",
    "io::stderr",
];

/// Chinese strings that stand in code today, by file. Words belong into `rules/words`: a number
/// may only fall, and a file that is not named may hold none.
const HAN_STRINGS: &[(&str, usize)] = &[
    // A hint for people that names two scale words; nothing is matched with it.
    ("src/slot/quantity/relation.rs", 1),
];

/// Lines a file may have, its tests apart.
const LINES_MAX: usize = 450;

/// The room of a module path: its first name, `cli` for the binary.
fn room(module: &[String]) -> &str {
    module.first().map_or("lib", String::as_str)
}

fn rank(room: &str) -> Option<usize> {
    ORDER.iter().position(|(name, _)| *name == room)
}

fn hold(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_room_has_its_place() {
    let there: BTreeSet<String> =
        files().iter().map(|f| room(&f.module).to_owned()).filter(|r| r != "lib").collect();
    let named: BTreeSet<String> = ORDER.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(there, named, "a room without a place in ORDER, or a place without a room");
}

#[test]
fn imports_run_one_way_down() {
    let all = files();
    let mut faults = Vec::new();
    for file in &all {
        let from = room(&file.module);
        for import in file.imports(&all) {
            let to = room(&import.to);
            let upward = match (rank(from), rank(to)) {
                _ if from == to || from == "lib" => false,
                (Some(from), Some(to)) => to <= from,
                _ => true,
            };
            if upward {
                let path = import.to.join("::");
                faults.push(format!(
                    "{}:{}: {from} imports {path}, which stands above it",
                    file.path, import.line
                ));
            }
        }
    }
    hold(&faults);
}

#[test]
fn files_of_one_room_do_not_import_in_circles() {
    let all = files();
    let mut edges: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for file in &all {
        for import in file.imports(&all) {
            let Some((from, to)) = siblings(&file.module, &import.to) else { continue };
            let at = format!("{}:{}: {from} imports {to}", file.path, import.line);
            edges.entry(from).or_default().entry(to).or_insert(at);
        }
    }
    let mut faults = Vec::new();
    let mut met = BTreeSet::new();
    for (from, tos) in &edges {
        for (to, at) in tos {
            let Some(back) = way(&edges, to, from) else { continue };
            let known = |(a, b): &&(&str, &str)| a == from && b == to;
            match KNOWN_CIRCLES.iter().find(known) {
                Some(pair) => drop(met.insert(*pair)),
                None => faults.push(format!("{at}, and {back}")),
            }
        }
    }
    for pair in KNOWN_CIRCLES.iter().filter(|pair| !met.contains(*pair)) {
        faults.push(format!("{} > {} is no circle any more: take it off the list", pair.0, pair.1));
    }
    hold(&faults);
}

/// The two modules under the nearest common parent, or nothing where one holds the other.
fn siblings(from: &[String], to: &[String]) -> Option<(String, String)> {
    let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    if common == from.len() || common == to.len() {
        return None;
    }
    Some((from[..=common].join("::"), to[..=common].join("::")))
}

/// How `from` leads to `to`, as one line.
fn way(edges: &BTreeMap<String, BTreeMap<String, String>>, from: &str, to: &str) -> Option<String> {
    let mut seen = BTreeSet::from([from.to_owned()]);
    let mut next = vec![(from.to_owned(), from.to_owned())];
    while let Some((at, said)) = next.pop() {
        if at == to {
            return Some(said.replace("::", "/").replace("->", "imports"));
        }
        for step in edges.get(&at).into_iter().flatten().map(|(step, _)| step) {
            if seen.insert(step.clone()) {
                next.push((step.clone(), format!("{said} -> {step}")));
            }
        }
    }
    None
}

#[test]
fn only_the_terminal_touches_the_outside_world() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|f| room(&f.module) != "cli") {
        for word in OUTSIDE_WORLD {
            faults.extend(
                file.lines_with(word)
                    .map(|line| format!("{}:{line}: {word} belongs into src/cli", file.path)),
            );
        }
    }
    hold(&faults);
}

#[test]
fn a_dependency_enters_through_one_room() {
    let text = std::fs::read_to_string("Cargo.toml").unwrap();
    let manifest: toml::Table = toml::from_str(&text).unwrap();
    let dependencies = manifest["dependencies"].as_table().unwrap().keys();
    let there: BTreeSet<String> = dependencies.map(|name| name.replace('-', "_")).collect();
    let named: BTreeSet<String> = ROOMS_OF_CRATES.iter().map(|(c, _)| (*c).to_owned()).collect();
    assert_eq!(there, named, "Cargo.toml and the table in this file name different crates");

    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for file in files() {
        let inside = file.path.strip_prefix("src/").unwrap();
        for (name, rooms) in ROOMS_OF_CRATES {
            let may =
                |room: &str| inside == room || room.ends_with('/') && inside.starts_with(room);
            let word = format!("{name}::");
            let lines = file.lines_with(&word);
            match rooms.iter().find(|room| may(room)) {
                Some(room) => used.extend(lines.map(|_| (*name, *room))),
                None => faults.extend(lines.map(|line| {
                    let rooms = rooms.join(", ");
                    format!("{}:{line}: {name} may only be named in {rooms}", file.path)
                })),
            }
        }
    }
    let listed =
        ROOMS_OF_CRATES.iter().flat_map(|(name, rooms)| rooms.iter().map(move |r| (*name, *r)));
    faults.extend(
        listed.filter(|pair| !used.contains(pair)).map(|(name, room)| {
            format!("{name} is not named in {room} any more: shorten the table")
        }),
    );
    hold(&faults);
}

#[test]
fn no_file_is_too_long_to_read() {
    let long = files().into_iter().filter(|f| LINES_MAX < f.lines_of_code());
    let said = |f: File| format!("{}: {} lines, {LINES_MAX} at most", f.path, f.lines_of_code());
    hold(&long.map(said).collect::<Vec<_>>());
}

#[test]
fn chinese_words_stand_in_rules_not_in_code() {
    let mut faults = Vec::new();
    for file in files() {
        let limit = HAN_STRINGS.iter().find(|(path, _)| *path == file.path).map_or(0, |(_, n)| *n);
        let lines = file.han_strings();
        if limit < lines.len() {
            let at: Vec<String> = lines.iter().map(ToString::to_string).collect();
            let (path, n) = (&file.path, lines.len());
            faults.push(format!(
                "{path}: {n} Chinese strings, {limit} allowed; lines {}",
                at.join(" ")
            ));
        } else if lines.len() < limit {
            faults.push(format!(
                "{}: {} Chinese strings: write {0} for {limit} in HAN_STRINGS",
                file.path,
                lines.len()
            ));
        }
    }
    for (path, _) in HAN_STRINGS.iter().filter(|(path, _)| !files().iter().any(|f| f.path == *path))
    {
        faults.push(format!("{path} is gone: take it off HAN_STRINGS"));
    }
    hold(&faults);
}
