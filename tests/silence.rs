//! What users do to keep a finding silent, and what is told when that no longer fits.

#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use folder::{command, done, run, write};
use jiff::civil::Date;
use serde_json::Value;
use sourcelint::door;
use sourcelint::silence::{Rules, silence};
use std::collections::BTreeSet;
use std::fs;
use tempfile::TempDir;

const SOURCE: &str = "# News\n\nNorthwind's licence is now non-exclusive.\n\n\
    Northwind will not close the harbour office.\n";
const LICENCE: &str = "Northwind's licence is exclusive.";
const OFFICE: &str = "Northwind will close the harbour office.";

/// A folder with the announcement, and an article of this name and text.
fn folder(name: &str, article: &str) -> TempDir {
    folder::folder(&[("source.md", SOURCE), (name, article)])
}

/// What is found in `article` on a day, a line a finding: `line id`.
fn on(day: &str, name: &str, article: &str) -> Vec<String> {
    let folder = folder(name, article);
    let args = format!("check {name} --source source.md --format json --today {day}");
    let (status, out, err) = run(folder.path(), &args);
    assert!(status < 2, "{err}");
    let report: Value = serde_json::from_str(&out).unwrap();
    let line = |f: &Value| format!("{} {}", f["span"]["line"], f["id"].as_str().unwrap());
    report["findings"].as_array().unwrap().iter().map(line).collect()
}

fn found(article: &str) -> Vec<String> {
    on("2026-01-01", "a.md", article)
}

/// Without this every other test here would pass on a tool that finds nothing.
#[test]
fn without_a_comment_both_sentences_are_found() {
    assert_eq!(found(&format!("{LICENCE}\n\n{OFFICE}\n")), ["1 exclusivity", "3 polarity"]);
}

#[test]
fn a_comment_silences_its_rule_on_its_line_and_nothing_else() {
    let next = "<!-- sourcelint-ignore-next-line exclusivity: of the old one -->";
    let line = "<!-- sourcelint-ignore-line exclusivity: of the old one -->";
    let silent: [&str; 0] = [];
    assert_eq!(found(&format!("{next}\n{LICENCE}\n")), silent);
    assert_eq!(found(&format!("{next}\n\n\n- {LICENCE}\n")), silent);
    assert_eq!(found(&format!("{LICENCE} {line}\n")), silent);
    assert_eq!(found(&format!("- one\n- {LICENCE} {line}\n")), silent);
    assert_eq!(found(&format!("> {next}\n> {LICENCE}\n")), silent);
    assert_eq!(found(&format!("{next}\r\n{LICENCE}\r\n")), silent);
    // The second sentence stands on the same line, under another rule.
    assert_eq!(found(&format!("{LICENCE} {OFFICE} {line}\n")), ["1 polarity"]);
    let both = "<!-- sourcelint-ignore-next-line exclusivity, polarity: old -->";
    assert_eq!(found(&format!("{both}\n{LICENCE} {OFFICE}\n")), silent);
    // A full-width colon and comma are what a Chinese keyboard types.
    let both = "<!-- sourcelint-ignore-next-line exclusivity，polarity：舊約 -->";
    assert_eq!(found(&format!("{both}\n{LICENCE} {OFFICE}\n")), silent);
    // One line too far up: both the finding and the idle comment are told.
    let far = format!("{next}\nOther words.\n\n{LICENCE}\n");
    assert_eq!(found(&far), ["1 unused-suppression", "4 exclusivity"]);
    let wrong_rule = next.replace("exclusivity", "quantity");
    let found = found(&format!("{wrong_rule}\n{LICENCE}\n"));
    assert_eq!(found, ["1 unused-suppression", "2 exclusivity"]);
}

#[test]
fn a_table_row_takes_a_comment_behind_it() {
    let line = "<!-- sourcelint-ignore-line exclusivity: of the old one -->";
    let table =
        |behind: &str| format!("| what | how |\n|---|---|\n| licence | {LICENCE} |{behind}\n");
    assert_eq!(found(&table("")), ["3 exclusivity"]);
    assert!(found(&table(&format!(" {line}"))).is_empty());
}

#[test]
fn a_stretch_is_silent_from_its_beginning_to_its_end() {
    let begin = "<!-- sourcelint-ignore exclusivity: of the old one -->";
    let end = "<!-- sourcelint-end-ignore -->";
    let text = format!("{LICENCE}\n\n{begin}\n\n{LICENCE}\n\nMore.\n\n{end}\n\n{LICENCE}\n");
    assert_eq!(found(&text), ["1 exclusivity", "11 exclusivity"]);
    let inner = "<!-- sourcelint-ignore polarity: another -->";
    let nested = format!("{begin}\n{inner}\n\n{OFFICE}\n\n{end}\n\n{LICENCE} {OFFICE}\n\n{end}\n");
    assert_eq!(found(&nested), ["8 polarity"]);
    // One that is never ended would silence what is written next year.
    assert_eq!(found(&format!("{begin}\n\n{LICENCE}\n")), ["1 suppression", "3 exclusivity"]);
    assert_eq!(found(&format!("{LICENCE}\n\n{end}\n")), ["1 exclusivity", "3 suppression"]);
}

#[test]
fn a_page_takes_the_same_comments() {
    let page = |above: &str, text: &str| {
        let body = format!("{above}\n<p>\n{LICENCE}</p>\n<p>{OFFICE}</p>\n{text}");
        format!("<!doctype html>\n<html><body><article>\n{body}</article></body></html>\n")
    };
    let found = |above, text| on("2026-01-01", "a.html", &page(above, text));
    assert_eq!(found("", ""), ["5 exclusivity", "6 polarity"]);
    let next = "<!-- sourcelint-ignore-next-line exclusivity: of the old one -->";
    assert_eq!(found(next, ""), ["6 polarity"]);
    let begin = "<!-- sourcelint-ignore exclusivity, polarity: of the old one -->";
    assert!(found(begin, "<!-- sourcelint-end-ignore -->").is_empty());
    // What a script holds is no comment.
    let script = format!("<script>{next}</script>");
    assert_eq!(found(&script, ""), ["5 exclusivity", "6 polarity"]);
}

#[test]
fn what_looks_like_a_comment_in_code_is_text() {
    let next = "<!-- sourcelint-ignore-next-line exclusivity: shown to readers -->";
    for code in [format!("```html\n{next}\n```"), format!("    {next}"), format!("`{next}`")] {
        let found = found(&format!("Words.\n\n{code}\n\n{LICENCE}\n"));
        assert_eq!(found.len(), 1, "{code}: {found:?}");
        assert!(found[0].ends_with(" exclusivity"), "{code}: {found:?}");
    }
    // Plain text has no comments.
    let text = format!("{next}\n\n{LICENCE}\n");
    assert_eq!(on("2026-01-01", "a.txt", &text), ["3 exclusivity"]);
}

#[test]
fn a_comment_that_cannot_be_followed_is_told_and_silences_nothing() {
    let cases = [
        ("ignore-next-line exclusivity", "it gives no reason"),
        ("ignore-next-line exclusivity:", "it gives no reason"),
        ("ignore-next-line: because", "it names no rule"),
        ("ignore-next-line exclusivty: old", "did you mean `exclusivity`?"),
        ("ignore-next-line exclusivity, nonsense-rule: old", "no rule `nonsense-rule`"),
        ("ignore-next-line all: old", "name the rules one by one"),
        ("ignore-next-line unused-suppression: old", "cannot be silenced"),
        ("ignore-next-line exclusivity until=soon: old", "`soon` is no date"),
        ("ignore-nextline exclusivity: old", "did you mean `sourcelint-ignore-next-line`?"),
    ];
    for (comment, said) in cases {
        let folder = folder("a.md", &format!("<!-- sourcelint-{comment} -->\n{LICENCE}\n"));
        let (status, out, err) = run(folder.path(), "check a.md --source source.md");
        assert_eq!(status, 1, "{comment}: {err}");
        assert!(out.contains("warning[suppression]"), "{comment}: {out}");
        assert!(out.contains(said), "{comment}: {out}");
        assert!(out.contains("error[exclusivity]"), "{comment}: {out}");
    }
    let prose = format!("<!-- sourcelint finds this: see the notes -->\n{LICENCE}\n");
    assert_eq!(found(&prose), ["2 exclusivity"]);
    // A rule of a rule file that this run was not given may be right.
    let foreign = "<!-- sourcelint-ignore-next-line prices/cap: see the notes -->\nWords.\n";
    assert!(found(foreign).is_empty());
}

#[test]
fn a_comment_holds_until_the_end_of_its_day() {
    let article = format!(
        "<!-- sourcelint-ignore-next-line exclusivity until=2027-01-31: of the old one -->\n{LICENCE}\n"
    );
    assert!(on("2027-01-31", "a.md", &article).is_empty());
    let after = on("2027-02-01", "a.md", &article);
    assert_eq!(after, ["1 expired-suppression", "2 exclusivity"]);
}

#[test]
fn front_matter_silences_a_rule_in_the_whole_article() {
    let body = format!("{LICENCE}\n\n{OFFICE}\n\n{LICENCE}\n");
    let flow = "---\ntitle: Notes\nsourcelint: { ignore: [ { rule: exclusivity, reason: old } ] }\n---\n\n";
    assert_eq!(found(&format!("{flow}{body}")), ["8 polarity"]);
    let block = "---\nsourcelint:\n  ignore:\n    - rule: exclusivity\n      \
        reason: \"the licence is exclusive: of the old one\"\n    - rule: polarity\n      \
        reason: old\n      until: 2027-01-31\ntitle: Notes\n---\n\n";
    assert!(found(&format!("{block}{body}")).is_empty());
    let late = on("2028-01-01", "a.md", &format!("{block}{body}"));
    assert_eq!(late, ["6 expired-suppression", "14 polarity"]);
    let keys = "+++\ntitle = \"Notes\"\nsourcelint.ignore = [\n  { rule = \"exclusivity\", reason = \"old\" },\n]\n+++\n\n";
    assert_eq!(found(&format!("{keys}{body}")), ["10 polarity"]);
    let tables = "+++\n[[sourcelint.ignore]]\nrule = \"exclusivity\"\nreason = \"old\"\n\
        until = 2027-01-31\n\n[author]\nname = \"Ada\"\n+++\n\n";
    assert_eq!(found(&format!("{tables}{body}")), ["13 polarity"]);
    assert_eq!(on("2026-01-01", "a.txt", &format!("{flow}{body}")), ["8 polarity"]);
}

#[test]
fn front_matter_that_cannot_be_followed_is_told() {
    let cases = [
        ("sourcelint: { ignore: [ { rule: exclusivity } ] }", "it gives no reason"),
        ("sourcelint: { ignore: [ { reason: old } ] }", "it names no rule"),
        ("sourcelint: { ignore: [ { rule: exclusivty, reason: old } ] }", "did you mean"),
        ("sourcelint: { ignore: [ { rule: exclusivity, reson: old } ] }", "did you mean `reason`?"),
        ("sourcelint: { ignored: [] }", "did you mean `ignore`?"),
        ("sourcelint: { ignore: exclusivity }", "holds no list"),
        ("sourcelint: { ignore: [ { rule: exclusivity", "this silences nothing"),
        ("sourcelint: off", "holds no table"),
    ];
    for (front, said) in cases {
        let folder = folder("a.md", &format!("---\n{front}\n---\n\n{LICENCE}\n"));
        let (status, out, err) = run(folder.path(), "check a.md --source source.md");
        assert_eq!(status, 1, "{front}: {err}");
        assert!(out.contains("warning[suppression]"), "{front}: {out}");
        assert!(out.contains(said), "{front}: {out}");
        assert!(out.contains("error[exclusivity]"), "{front}: {out}");
    }
    let idle = "---\nsourcelint: { ignore: [ { rule: quantity, reason: old } ] }\n---\n\nWords.\n";
    assert_eq!(found(idle), ["2 unused-suppression"]);
}

#[test]
fn what_is_silenced_is_counted_and_can_be_listed() {
    let front = "---\nsourcelint: { ignore: [ { rule: polarity, reason: said so } ] }\n---\n";
    let comment = "<!-- sourcelint-ignore-next-line exclusivity: of the old one -->";
    let folder = folder("a.md", &format!("{front}\n{comment}\n{LICENCE}\n\n{OFFICE}\n"));
    let check = "check a.md --source source.md --fail-on note";
    let (status, out, err) = run(folder.path(), check);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.starts_with("no findings in 1 article ("), "{err}");
    assert!(err.trim_end().ends_with("; 2 silenced"), "{err}");
    let (_, _, err) = run(folder.path(), &format!("{check} --show-silenced"));
    assert!(err.contains("silenced: a.md:6:24: error[exclusivity] "), "{err}");
    assert!(err.contains(" (line 5: of the old one)\n"), "{err}");
    assert!(err.contains(" (line 2: said so)\n"), "{err}");
    let (_, out, _) = run(folder.path(), &format!("{check} --format json"));
    let report: Value = serde_json::from_str(&out).unwrap();
    let silenced = &report["silenced"][0];
    assert_eq!(silenced["id"], "exclusivity");
    assert_eq!(silenced["by"], "comment");
    assert_eq!(silenced["reason"], "of the old one");
    assert_eq!(silenced["at"]["line"], 5);
    assert_eq!(report["silenced"][1]["by"], "front-matter");
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(0));
}

const CHECK: &str = "check a.md --source source.md --baseline base.json";

#[test]
fn a_baseline_holds_what_was_there_and_outlives_moves_and_wrapping() {
    let folder = folder("a.md", &format!("# Notes\n\n{LICENCE} {OFFICE}\n"));
    let (status, out, err) = run(folder.path(), CHECK);
    assert_eq!((status, out.as_str()), (2, ""), "a baseline that is not there is no empty one");
    assert!(err.contains("error: base.json: no such file\n  next: --write-baseline"), "{err}");
    let (status, out, err) = run(folder.path(), &format!("{CHECK} --write-baseline"));
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("base.json holds 2 findings now"), "{err}");

    let moved = "Words above.\n\n# Notes\n\nMore words.\n\nNorthwind's licence\nis exclusive. \
        Northwind will close\nthe harbour office.\n";
    write(&folder, "a.md", moved);
    let (status, out, err) = run(folder.path(), &format!("{CHECK} --fail-on note"));
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("; 2 in the baseline"), "{err}");
    assert!(!err.contains("no longer found"), "{err}");

    // The same mistake once more is a new one.
    write(&folder, "a.md", format!("{LICENCE} {OFFICE}\n\n{LICENCE}\n"));
    let (status, out, _) = run(folder.path(), &format!("{CHECK} --format concise"));
    assert_eq!(status, 1);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.starts_with("a.md:3:"), "{out}");
}

#[test]
fn what_no_longer_occurs_is_told_and_dropped_and_other_articles_are_kept() {
    let folder = folder("a.md", &format!("{LICENCE}\n"));
    write(&folder, "sub/b.md", format!("{OFFICE}\n"));
    write(&folder, "c.md", format!("{OFFICE}\n"));
    let all = "check a.md sub c.md --source source.md --baseline base.json --write-baseline";
    run(folder.path(), all);
    let paths = || {
        let text = fs::read_to_string(folder.path().join("base.json")).unwrap();
        let base: Value = serde_json::from_str(&text).unwrap();
        let entries = base["findings"].as_array().unwrap().clone();
        entries.iter().map(|e| e["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(paths(), ["a.md", "c.md", "sub/b.md"]);
    write(&folder, "a.md", "Northwind's licence is non-exclusive.\n");
    fs::remove_file(folder.path().join("c.md")).unwrap();
    let (status, _, err) = run(folder.path(), CHECK);
    assert_eq!(status, 0, "{err}");
    let told = "base.json: no longer found: a.md: exclusivity: Northwind's licence is exclusive";
    assert!(err.contains(told), "{err}");
    assert!(err.contains("no longer found: c.md: "), "{err}");
    assert!(err.contains("; --prune-baseline drops it"), "{err}");
    assert!(!err.contains("sub/b.md"), "{err}");
    run(folder.path(), &format!("{CHECK} --write-baseline"));
    assert_eq!(paths(), ["sub/b.md"]);
    // It does not matter from where the tool is started.
    let inside = "check b.md --source ../source.md --baseline ../base.json";
    let (status, out, err) = run(folder.path().join("sub"), inside);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
}

#[test]
fn pruning_drops_what_is_gone_and_hides_nothing_new() {
    let folder = folder("a.md", &format!("{LICENCE}\n\n{LICENCE}\n\n{OFFICE}\n"));
    write(&folder, "b.md", format!("{OFFICE}\n"));
    write(&folder, "c.md", format!("{OFFICE}\n"));
    write(&folder, "d.md", format!("{OFFICE}\n"));
    run(folder.path(), "check . --source source.md --baseline base.json --write-baseline");
    let text = || fs::read_to_string(folder.path().join("base.json")).unwrap();
    let held = || {
        let base: Value = serde_json::from_str(&text()).unwrap();
        let told =
            |e: &Value| format!("{} {} {}", e["path"].as_str().unwrap(), e["id"], e["count"]);
        base["findings"].as_array().unwrap().iter().map(told).collect::<Vec<_>>()
    };
    let prune = "check a.md d.md --source source.md --baseline base.json --prune-baseline";
    let before = text();
    let (status, _, err) = run(folder.path(), prune);
    assert_eq!((status, text()), (0, before), "{err}");

    // One of two stays, one mistake is mended, one is new; a file is gone, one was not asked about,
    // and one cannot be read.
    write(&folder, "a.md", format!("{LICENCE}\n\nThe licence of Northwind is exclusive.\n"));
    fs::remove_file(folder.path().join("c.md")).unwrap();
    fs::write(folder.path().join("d.md"), b"\xff").unwrap();
    let (_, expected, _) = run(folder.path(), &format!("{CHECK} --format concise"));
    assert!(expected.starts_with("a.md:3:") && expected.lines().count() == 1, "{expected}");
    let (status, out, err) = run(folder.path(), &format!("{prune} --format concise"));
    assert_eq!((status, &out), (2, &expected), "{err}");
    let kept = ["a.md \"exclusivity\" 1", "b.md \"polarity\" 1", "d.md \"polarity\" 1"];
    assert_eq!(held(), kept);
    assert!(err.contains("base.json: dropped: a.md: exclusivity: Northwind's licence"), "{err}");
    assert!(err.contains("base.json: dropped: a.md: polarity: "), "{err}");
    assert!(err.contains("base.json: dropped: c.md: polarity: "), "{err}");
    assert!(err.contains("base.json holds 3 findings now"), "{err}");
    let (_, _, err) = run(folder.path(), CHECK);
    assert!(!err.contains("no longer found"), "{err}");

    for wrong in ["--prune-baseline", "--baseline base.json --prune-baseline --write-baseline"] {
        assert_eq!(run(folder.path(), &format!("check a.md --source source.md {wrong}")).0, 2);
    }
}

#[test]
fn a_baseline_that_cannot_be_read_stops_the_run() {
    let folder = folder("a.md", &format!("{LICENCE}\n"));
    let other = "{\"schema\": \"other/1\", \"findings\": []}";
    for (text, said) in [("{", "no baseline"), (other, "its schema is `other/1`")] {
        write(&folder, "base.json", text);
        for args in [CHECK.to_owned(), format!("{CHECK} --write-baseline")] {
            let (status, out, err) = run(folder.path(), &args);
            assert_eq!((status, out.as_str()), (2, ""), "{err}");
            assert!(err.contains(said), "{err}");
        }
        assert_eq!(fs::read_to_string(folder.path().join("base.json")).unwrap(), text);
    }
}

fn git(folder: &TempDir, args: &[&str]) {
    let mut git = std::process::Command::new("git");
    git.current_dir(folder.path()).env("GIT_CONFIG_GLOBAL", "/dev/null");
    git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]);
    let done = git.args(["-c", "commit.gpgsign=false"]).args(args).output().unwrap();
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A repository with one commit that holds `article` as a.md.
fn repository(article: &str) -> TempDir {
    let folder = folder("a.md", article);
    git(&folder, &["init", "-q", "-b", "main"]);
    commit(&folder, "first");
    folder
}

fn commit(folder: &TempDir, message: &str) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", message]);
}

/// The places of what is found, and the summary.
fn new_from(folder: &TempDir, revision: &str, paths: &str) -> (Vec<String>, String) {
    let args = format!("check {paths} --source source.md --format concise --new-from {revision}");
    let (status, out, err) = run(folder.path(), &args);
    assert!(status < 2, "{err}");
    // `path:line:column: ...`
    let place = |found: &str| found.splitn(3, ':').take(2).collect::<Vec<_>>().join(":");
    (out.lines().map(place).collect(), err)
}

#[test]
fn only_lines_that_changed_since_a_revision_are_reported() {
    let filler = "Words of no weight stand here.\n\n".repeat(6);
    let folder = repository(&format!("{LICENCE}\n\n{filler}"));
    let silent: [&str; 0] = [];
    let (found, err) = new_from(&folder, "HEAD", "a.md");
    assert_eq!(found, silent);
    assert!(err.contains("; 1 on unchanged lines"), "{err}");

    // Not committed, committed, and moved by lines above it.
    write(&folder, "a.md", format!("Above.\n\n{LICENCE}\n\n{filler}{OFFICE}\n"));
    assert_eq!(new_from(&folder, "HEAD", "a.md").0, ["a.md:17"]);
    commit(&folder, "second");
    assert_eq!(new_from(&folder, "HEAD~1", "a.md").0, ["a.md:17"]);
    assert_eq!(new_from(&folder, "HEAD", "a.md").0, silent);

    // A renamed file is the same text; one that git does not know is all new.
    git(&folder, &["mv", "a.md", "b *.md"]);
    fs::create_dir(folder.path().join("new")).unwrap();
    write(&folder, "new/c.md", format!("{LICENCE}\n"));
    assert_eq!(new_from(&folder, "HEAD", ".").0, ["new/c.md:1"]);
    assert_eq!(new_from(&folder, "HEAD~1", ".").0, ["b *.md:17", "new/c.md:1"]);
}

#[test]
fn what_a_branch_did_not_change_itself_is_not_new() {
    let filler = "Words of no weight stand here.\n\n".repeat(6);
    let folder = repository(&format!("{LICENCE}\n\n{filler}"));
    git(&folder, &["checkout", "-q", "-b", "ours"]);
    write(&folder, "a.md", format!("{LICENCE}\n\n{filler}{OFFICE}\n"));
    commit(&folder, "ours");
    git(&folder, &["checkout", "-q", "main"]);
    write(&folder, "a.md", format!("{LICENCE} Mended.\n\n{filler}"));
    commit(&folder, "theirs");
    git(&folder, &["checkout", "-q", "ours"]);
    assert_eq!(new_from(&folder, "main", "a.md").0, ["a.md:15"]);
}

#[test]
fn a_statement_counts_as_changed_when_any_of_its_lines_did() {
    let wrapped = |what: &str| format!("# Notes\n\nNorthwind's {what} is\nan exclusive one.\n");
    let folder = repository(&wrapped("good old fare"));
    write(&folder, "a.md", wrapped("licence"));
    let (found, err) = new_from(&folder, "HEAD", "a.md");
    assert_eq!(found, ["a.md:4"], "{err}");
}

#[test]
fn without_git_or_the_revision_nothing_is_checked() {
    let repository = repository(&format!("{LICENCE}\n"));
    let outside = folder("a.md", &format!("{LICENCE}\n"));
    let check = "check a.md --source source.md --new-from";
    let cases = [
        (&repository, "no-such-branch", "git knows no such revision"),
        (&repository, "--all", "git knows no such revision"),
        (&outside, "HEAD", "not in a git repository"),
    ];
    for (folder, revision, said) in cases {
        let (status, out, err) = run(folder.path(), &format!("{check}={revision}"));
        assert_eq!((status, out.as_str()), (2, ""), "{revision}: {err}");
        assert!(err.contains(said), "{revision}: {err}");
    }
    let args = ["check", "a.md", "--source", "source.md", "--new-from", "HEAD"];
    let (status, _, err) = done(command(&repository).env("PATH", "/nowhere").args(args));
    assert_eq!(status, 2);
    assert!(err.contains("--new-from needs git"), "{err}");
}

/// What an article may be put together from, right and wrong.
const PIECES: &[&str] = &[
    "---\n",
    "+++\n",
    "sourcelint: { ignore: [ {rule: exclusivity, reason: \"x\"} ] }\n",
    "sourcelint:\n  ignore:\n  - rule: &a 微軟\n    reason: *a\n",
    "[[sourcelint.ignore]]\nrule = \"微軟\"\n",
    "<!-- sourcelint-ignore exclusivity: 舊 -->",
    "<!-- sourcelint-ignore-next-line",
    "<!-- sourcelint-ignore-line ：微軟 -->",
    "<!-- sourcelint-end-ignore -->",
    " -->",
    "| 微軟 | licence |\n",
    "```\n",
    "> ",
    "\r\n",
    "\n\n",
    "微軟的授權是獨家的。",
    "<script>",
    "\u{feff}",
];

proptest::proptest! {
    #[test]
    fn whatever_the_comments_are_each_report_points_at_its_words(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..14),
    ) {
        let text = pieces.concat();
        let rules = Rules { known: ["exclusivity".to_owned()].into(), asked: BTreeSet::new() };
        for name in ["a.md", "a.html", "a.txt"] {
            let article = door::read(name, text.clone().into_bytes()).unwrap();
            let sifted = silence(&article, Vec::new(), &rules, Date::MAX);
            for finding in sifted.findings {
                let words = text.get(finding.span.start..finding.span.end);
                proptest::prop_assert_eq!(words, Some(finding.claim.as_str()));
                proptest::prop_assert!(!finding.claim.is_empty(), "{:?}", text);
            }
        }
    }
}
