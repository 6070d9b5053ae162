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
