//! A folder of generated articles, some of them hostile, through `audit`: none is lost.
//!
//! `docs/robustness.md` has the figures of a large one. `SOAK_ARTICLES=24000` makes this test as large.

#![allow(clippy::unwrap_used)]

#[path = "shared/generate.rs"]
mod generate;

use assert_cmd::Command;
use generate::{Fate, Plan};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::process::{Command as Process, Stdio};
use tempfile::TempDir;

#[test]
fn every_article_of_a_folder_is_judged_or_named() {
    let articles = std::env::var("SOAK_ARTICLES").map_or(170, |n| n.parse().unwrap());
    let folder = TempDir::new().unwrap();
    let hostile_every = if articles < 2_000 { 6 } else { 100 };
    let plan = Plan { articles, sources: 24, hostile_every, seed: 7 };
    let fates = generate::generate(folder.path(), plan).unwrap();
    let mut command = Command::cargo_bin("sourcelint").unwrap();
    let args = ["audit", "articles", "--format", "json", "-o", "out.json"];
    let output = command.current_dir(folder.path()).args(args).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{err}");
    let report = std::fs::read(folder.path().join("out.json")).unwrap();
    let report: Value = serde_json::from_slice(&report).unwrap();
    let paths = |key: &str| -> BTreeSet<String> {
        let all = report[key].as_array().unwrap().iter();
        all.map(|one| one["path"].as_str().unwrap().to_owned()).collect()
    };
    let (judged, named) = (paths("articles"), paths("errors"));
    // A report shows the controls of a name, and does not obey them.
    let shown = |path: &str| path.replace('\u{1b}', "\\u{1b}").replace('\u{202e}', "\\u{202e}");
    for (path, fate) in &fates {
        let is_in = |all: &BTreeSet<String>| all.contains(path) || all.contains(&shown(path));
        let (is_judged, is_named) = (is_in(&judged), is_in(&named));
        let expected = match fate {
            Fate::Judged => (true, false),
            Fate::Named => (false, true),
            Fate::Both => (true, true),
        };
        assert_eq!((is_judged, is_named), expected, "{path}");
    }
    assert!(0 < report["total"]["contradicted"].as_u64().unwrap(), "nothing was found");
}

/// Bytes of memory that an article of a folder may cost until the report is written; a text of them
/// has twelve thousand, and was kept with all its claims for 150,000.
const ARTICLE_BYTES_MAX: u64 = 15_000;

/// The most memory that an audit of the folder held at a time, in bytes, when its report begins.
fn peak(folder: &Path) -> u64 {
    let mut command = Process::new(assert_cmd::cargo::cargo_bin("sourcelint"));
    command.args(["audit", "articles", "--format", "json", "--quiet", "--no-cache"]);
    command.args(["--jobs", "1"]).current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    // The report is longer than what a pipe holds: whoever writes it waits for its reader.
    out.read_exact(&mut [0]).unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let mut rest = Vec::new();
    out.read_to_end(&mut rest).unwrap();
    assert!(100_000 < rest.len(), "a report of {} bytes fits into a pipe", rest.len());
    child.wait().unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "only Linux tells what a process held at most")]
fn a_folder_costs_little_memory_for_each_of_its_articles() {
    let of = |articles| {
        let folder = TempDir::new().unwrap();
        let plan = Plan { articles, sources: 4, hostile_every: 0, seed: 7 };
        generate::generate(folder.path(), plan).unwrap();
        peak(folder.path())
    };
    let (few, many) = (of(100), of(400));
    let each = many.saturating_sub(few) / 300;
    assert!(each < ARTICLE_BYTES_MAX, "{each} bytes an article: {few} for 100, {many} for 400");
}
