//! The story of the README's "CI in five minutes", step by step: a newsletter with two
//! announcements and six drafts gets a configuration, a baseline, a gate and an audit.

#![allow(clippy::unwrap_used)]

#[path = "shared/desk.rs"]
mod desk;
#[path = "shared/valid.rs"]
mod valid;

use desk::folder::FORMATS;
use desk::{Desk, Done};
use serde_json::Value;
use std::fs;

/// What `check` finds in the newsletter as it is, and what a branch brings.
const OLD: &str = "drafts/map-story.md:5:43: error[exclusivity]";
const NEW: &str = "drafts/night-boat.md:9:16: error[time-bound]";
const SILENCED: &str = "drafts/fares-archive.md:6:27: error[quantity]";

const GATE: &str = "sourcelint check --allow-unsourced --format concise --baseline baseline.json";

/// The beginnings of the lines, up to and with the rule.
fn found(done: &Done) -> Vec<&str> {
    let start = |line| str::split_inclusive(line, ']').next().unwrap_or("");
    done.out.lines().map(start).collect()
}

/// The newsletter after its first day: a configuration, and a baseline, committed.
fn set_up() -> Desk {
    let mut desk = Desk::at_the_newsletter();
    desk.must("sourcelint init");
    desk.must(&format!("{GATE} --write-baseline"));
    desk.must("git add . && git commit -qm 'Check the drafts'");
    desk
}

#[test]
fn from_nothing_to_a_gate() {
    let mut desk = Desk::at_the_newsletter();
    // Without a word said, no article has an announcement: nothing is green by accident.
    assert_eq!(desk.run("sourcelint check").status, 2);
    assert_eq!(desk.run("sourcelint check drafts").status, 2);

    let init = desk.must("sourcelint init");
    assert!(init.err.contains("6 articles, 2 announcements"), "{init:?}");
    assert!(init.err.contains("no announcement was found for 1 article"), "{init:?}");
    assert_eq!(desk.run("sourcelint init").status, 2, "a second one would be written over");

    // The draft about the kiosk has no announcement; the run says so, with the others checked.
    let check = desk.run("sourcelint check --format concise");
    assert_eq!((check.status, found(&check)), (2, vec![OLD]), "{check:?}");
    assert!(check.err.contains("no source for drafts/letters.md"), "{check:?}");
    let check = desk.run("sourcelint check --allow-unsourced --format concise --show-silenced");
    assert_eq!((check.status, found(&check)), (1, vec![OLD]), "{check:?}");
    assert!(check.err.contains("not checked: drafts/letters.md: no source"), "{check:?}");
    let why = format!("silenced: {SILENCED}");
    assert!(check.err.contains(&why) && check.err.contains("kept for the record"), "{check:?}");

    // What was there before goes into the baseline, once.
    assert_eq!(desk.run(GATE).status, 2, "a baseline that is not there is not an empty one");
    let written = desk.run(&format!("{GATE} --write-baseline"));
    assert_eq!((written.status, found(&written)), (0, vec![]), "{written:?}");
    let gate = desk.run(GATE);
    assert_eq!((gate.status, found(&gate)), (0, vec![]), "{gate:?}");
    assert!(gate.err.contains("1 silenced; 1 in the baseline"), "{gate:?}");
}

#[test]
fn a_branch_answers_for_what_it_brings() {
    let mut desk = set_up();
    desk.must("git switch -qc next-issue");
    let branch = format!("{GATE} --new-from main");
    assert_eq!(desk.run(&branch).status, 0);

    // Committed or not, a new sentence counts, and only that.
    desk.must("printf '\\nThe night boat runs through 2026.\\n' >> drafts/night-boat.md");
    for _ in 0..2 {
        let check = desk.run(&branch);
        assert_eq!((check.status, found(&check)), (1, vec![NEW]), "{check:?}");
        desk.must("git commit -qam 'The night boat'");
        desk.must("git commit -q --allow-empty -m 'Another thing'");
        desk.write("drafts/licence.md", "Northwind's licence is now non-exclusive.\n");
    }
    // Without the baseline and the comment, the old sentences are not the branch's either.
    let check =
        desk.run("sourcelint check --allow-unsourced --format concise --new-from main drafts/");
    assert_eq!((check.status, found(&check)), (1, vec![NEW]), "{check:?}");
    assert_eq!(desk.run("sourcelint check --new-from nonsense").status, 2);

    // The baseline holds a sentence wherever it moves to, once: said again it is new.
    let draft = desk.read("drafts/map-story.md");
    let (heading, rest) = draft.split_once("\n\n").unwrap();
    desk.write("drafts/map-story.md", &format!("{heading}\n\nA word before.\n\n{rest}"));
    assert_eq!(desk.run(&format!("{GATE} drafts/map-story.md")).status, 0);
    desk.write("drafts/map-story.md", &format!("{draft}\n{}", rest.lines().last().unwrap()));
    assert_eq!(desk.run(&format!("{GATE} drafts/map-story.md")).status, 1);
}

#[test]
fn silence_is_a_comment_with_a_reason_and_is_missed_when_it_is_idle() {
    let mut desk = set_up();
    let comment = "<!-- sourcelint-ignore-next-line quantity: the fare of 2025, kept for the \
                   record -->\n";
    let draft = desk.read("drafts/fares-archive.md");
    assert!(draft.contains(comment), "{draft}");

    desk.write("drafts/fares-archive.md", &draft.replace(comment, ""));
    let check = desk.run(GATE);
    let moved = SILENCED.replace(":6:", ":5:");
    assert_eq!((check.status, found(&check)), (1, vec![moved.as_str()]), "{check:?}");

    desk.write("drafts/fares-archive.md", &draft.replace("£4.10", "£4.60"));
    let check = desk.run(&format!("{GATE} --fail-on warning"));
    let idle = "drafts/fares-archive.md:5:1: warning[unused-suppression]";
    assert_eq!((check.status, found(&check)), (1, vec![idle]), "{check:?}");
}

#[test]
fn every_format_of_one_run_tells_the_same_and_is_what_its_readers_accept() {
    let mut desk = set_up();
    let options: Vec<String> =
        FORMATS.iter().map(|format| format!("--format {format}=out/{format}")).collect();
    desk.must("mkdir out");
    let line = format!("sourcelint check --allow-unsourced {}", options.join(" "));
    let check = desk.run(&line);
    assert_eq!((check.status, check.out.as_str()), (1, ""), "{check:?}");
    let first: Vec<String> = FORMATS.iter().map(|f| desk.read(&format!("out/{f}"))).collect();
    for (format, report) in FORMATS.iter().zip(&first) {
        assert!(report.contains("drafts/map-story.md"), "{format}: {report}");
        // The words of the announcement are there, too.
        assert!(report.contains("non-exclusive"), "{format}: {report}");
    }
    let sarif = valid::json("sarif-2.1.0", &desk.read("out/sarif"));
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 1, "{sarif:#}");
    valid::json("gitlab", &desk.read("out/gitlab"));
    valid::json("rdjson", &desk.read("out/rdjson"));
    valid::junit(&desk.read("out/junit"));
    valid::checkstyle(&desk.read("out/checkstyle"));
    let json: Value = serde_json::from_str(&desk.read("out/json")).unwrap();
    assert_eq!(json["articles"].as_array().unwrap().len(), 5, "{json:#}");
    assert_eq!(json["findings"][0]["id"], "exclusivity", "{json:#}");
    assert_eq!(json["silenced"][0]["reason"], "the fare of 2025, kept for the record", "{json:#}");

    assert_eq!(desk.run(&line).status, 1);
    let second: Vec<String> = FORMATS.iter().map(|f| desk.read(&format!("out/{f}"))).collect();
    assert!(first == second, "a second run wrote other bytes");
}

#[test]
fn a_job_of_github_gets_annotations_unless_it_is_told_what_it_gets() {
    let mut desk = set_up();
    desk.set("GITHUB_ACTIONS", "true");
    desk.set("GITHUB_STEP_SUMMARY", desk.beside("summary.md").display().to_string());
    let annotations = |done: Done| done.out.lines().filter(|l| l.starts_with("::error ")).count();
    let plain = desk.run("sourcelint check --allow-unsourced");
    assert!(plain.out.contains(" --> drafts/map-story.md:5:43"), "{plain:?}");
    assert_eq!(annotations(plain), 1);
    let summary = fs::read_to_string(desk.beside("summary.md")).unwrap();
    assert!(summary.contains("drafts/map-story.md"), "{summary}");
    let told = desk.run("sourcelint check --allow-unsourced --format concise");
    assert_eq!(found(&told), [OLD]);
    let config = desk.read("sourcelint.toml");
    desk.write("sourcelint.toml", &format!("formats = [\"concise\"]\n{config}"));
    let told = desk.run("sourcelint check --allow-unsourced");
    assert_eq!(found(&told), [OLD]);
    desk.set("GITHUB_ACTIONS", "");
    desk.write("sourcelint.toml", &config);
    assert_eq!(annotations(desk.run("sourcelint check --allow-unsourced")), 0);
}

#[test]
fn the_audit_tells_of_every_draft_and_fails_nothing() {
    let mut desk = set_up();
    for (file, status) in [("audit.html", 0), ("audit.md", 0), ("audit.csv", 0), ("audit.json", 0)]
    {
        let audit = desk.run(&format!("sourcelint audit drafts/ -o ../{file}"));
        assert_eq!(audit.status, status, "{audit:?}");
        assert!(audit.err.contains("1 could not be checked"), "{audit:?}");
        let report = fs::read_to_string(desk.beside(file)).unwrap();
        let drafts = fs::read_dir(desk.at.join("drafts")).unwrap();
        let names = drafts.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let missing: Vec<String> = names.filter(|name| !report.contains(name)).collect();
        assert!(missing.is_empty(), "{file} does not tell of {missing:?}");
    }
    assert_eq!(desk.run("sourcelint audit drafts/ --fail-on error").status, 1);
    assert_eq!(desk.run("sourcelint audit nowhere/").status, 2);
}
