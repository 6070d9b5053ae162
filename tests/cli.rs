//! What the terminal promises: exit status, streams and messages.

#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use folder::{Done, command, done, write};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const SOURCE: &str = "# News\n\nNorthwind's licence is now non-exclusive.\n";
const WRONG: &str = "# Notes\n\nNorthwind's licence is exclusive.\n";
const FINE: &str = "# Notes\n\nNorthwind's licence is now non-exclusive.\n";

/// A folder with a source, a wrong article and a fine one.
fn folder() -> TempDir {
    folder::folder(&[("source.md", SOURCE), ("wrong.md", WRONG), ("fine.md", FINE)])
}

/// Runs in `folder` with this standard input.
fn run(folder: &Path, args: &str, input: &str) -> Done {
    done(command(folder).args(args.split_whitespace()).write_stdin(input))
}

fn in_folder(args: &str) -> Done {
    run(folder().path(), args, "")
}

#[test]
fn a_contradiction_is_status_1_and_stands_on_standard_output() {
    let (status, out, err) = in_folder("check wrong.md --source source.md");
    assert_eq!(status, 1, "{err}");
    assert!(out.contains("error[exclusivity]"), "{out}");
    assert!(out.contains("--> wrong.md:3:"), "{out}");
    assert!(out.contains("source.md:3:"), "{out}");
    assert!(err.contains("1 error in 1 article ("), "{err}");
}

#[test]
fn a_fine_article_is_status_0_and_silent() {
    let (status, out, err) = in_folder("check fine.md --source source.md");
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.starts_with("no findings in 1 article ("), "{err}");
    let (_, _, err) = in_folder("check fine.md --source source.md --quiet");
    assert_eq!(err, "");
}

#[test]
fn the_exit_status_can_be_lowered() {
    assert_eq!(in_folder("check wrong.md --source source.md --exit-zero").0, 0);
    assert_eq!(in_folder("check wrong.md --source source.md --fail-on never").0, 0);
    assert_eq!(in_folder("check wrong.md --source source.md --fail-on note").0, 1);
    assert_eq!(in_folder("check gone.md --source source.md --exit-zero").0, 2);
}

#[test]
fn a_missing_path_is_never_green_and_the_others_are_still_checked() {
    let (status, out, err) = in_folder("check gone.md wrong.md --source source.md");
    assert_eq!(status, 2);
    assert!(out.contains("error[exclusivity]"), "{out}");
    assert!(err.contains("error: gone.md: no such file\n  next: "), "{err}");
    assert!(err.contains("1 could not be checked"), "{err}");
}

#[test]
fn bytes_that_are_not_utf_8_are_named_and_the_others_are_still_checked() {
    let folder = folder();
    write(&folder, "bad.md", b"good\nno\xff");
    let (status, out, err) = run(folder.path(), "check . --source source.md", "");
    assert_eq!(status, 2);
    assert!(out.contains("--> wrong.md:3:"), "{out}");
    assert!(err.contains("error: bad.md: "), "{err}");
    assert!(err.contains("UTF-8"), "{err}");
}

#[test]
fn an_article_without_a_source_says_what_to_do() {
    let (status, out, err) = in_folder("check wrong.md");
    assert_eq!((status, out.as_str()), (2, ""));
    let said =
        "no source for wrong.md: pass --source FILE or add `source: PATH` to its front matter";
    assert!(err.contains(said), "{err}");
}

#[test]
fn the_front_matter_names_the_source_from_where_the_article_stands() {
    let folder = folder();
    write(&folder, "in/own.md", format!("---\nsource: ../source.md\n---\n\n{WRONG}"));
    write(&folder, "in/web.md", format!("---\nsource: https://example.com/a\n---\n\n{WRONG}"));
    let (status, out, err) = run(folder.path(), "check in", "");
    assert_eq!(status, 2);
    assert!(out.contains("--> in/own.md:7:"), "{out}");
    assert!(err.contains("no source for in/web.md"), "{err}");
    assert!(err.contains("nothing is fetched"), "{err}");
}

#[test]
fn each_article_is_held_against_its_own_source() {
    let folder = folder();
    write(&folder, "in/a.md", format!("---\nsource: ../source.md\n---\n\n{WRONG}"));
    write(&folder, "in/b.md", format!("---\nsource: c.md\n---\n\n{WRONG}"));
    write(&folder, "in/c.md", SOURCE);
    write(&folder, "in/d.md", format!("---\nsource: gone.md\n---\n\n{WRONG}"));
    let (status, out, err) = run(folder.path(), "check in --format json", "");
    assert_eq!(status, 2);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let evidence = |at: usize| &report["findings"][at]["evidence"][0]["source"];
    assert_eq!(evidence(0), "source.md", "{report}");
    assert_eq!(evidence(1), "in/c.md");
    assert_eq!(report["articles"].as_array().map(Vec::len), Some(2));
    assert!(err.contains("error: in/gone.md: no such file"), "{err}");
    assert!(err.contains("error: in/d.md: not checked"), "{err}");
}

#[test]
fn an_address_is_not_fetched() {
    let (status, _, err) = in_folder("check wrong.md --source https://example.com/news");
    assert_eq!(status, 2);
    assert!(err.contains("is an address, not a file\n  next: save the page"), "{err}");
}

#[test]
fn nothing_to_check_is_an_error() {
    let folder = folder();
    write(&folder, "empty.md", " \n\n");
    write(&folder, "sub/data.csv", "a,b");
    write(&folder, "only/source.md", SOURCE);
    let (status, _, err) = run(folder.path(), "check empty.md --source source.md", "");
    assert_eq!(status, 2);
    assert!(err.contains("error: empty.md: nothing to check"), "{err}");
    let (status, _, err) = run(folder.path(), "check sub --source source.md", "");
    assert_eq!(status, 2);
    assert!(err.contains("error: sub: no article in it"), "{err}");
    let (status, _, err) = run(folder.path(), "check only --source only/source.md", "");
    assert_eq!(status, 2);
    assert!(err.contains("nothing to check"), "{err}");
    let (status, _, err) = run(folder.path(), "check --source source.md", "");
    assert_eq!(status, 2);
    assert!(err.contains("error: no article to check\n  next: "), "{err}");
}

#[test]
fn a_source_met_in_a_folder_is_not_an_article_but_a_named_one_is() {
    let folder = folder();
    let json = "--format json --source source.md";
    let (_, out, _) = run(folder.path(), &format!("check . {json}"), "");
    assert!(!out.contains("\"path\": \"source.md\""), "{out}");
    let (status, out, _) = run(folder.path(), &format!("check . source.md {json} --exit-zero"), "");
    assert_eq!(status, 0);
    assert!(out.contains("\"path\": \"source.md\""), "{out}");
}

#[test]
fn standard_input_is_an_article() {
    let folder = folder();
    let args = "check - --source source.md --format concise";
    let (status, out, _) = run(folder.path(), args, WRONG);
    assert_eq!(status, 1);
    assert!(out.starts_with("<stdin>:3:"), "{out}");
    let args = format!("{args} --stdin-filename drafts/new.md");
    let (_, out, _) = run(folder.path(), &args, WRONG);
    assert!(out.starts_with("drafts/new.md:3:"), "{out}");
    assert!(out.contains(": error[exclusivity] "), "{out}");
    assert_eq!(out.lines().count(), 1);
}

#[test]
fn json_is_json_also_when_things_fail_and_the_same_every_time() {
    let folder = folder();
    let args = "check wrong.md gone.md --source source.md --format json";
    let (status, out, _) = run(folder.path(), args, "");
    assert_eq!(status, 2);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["schema"], "sourcelint/1");
    assert_eq!(report["errors"][0]["path"], "gone.md");
    assert_eq!(report["findings"][0]["article"], "wrong.md");
    assert_eq!(report["findings"][0]["fingerprint"].as_str().map(str::len), Some(64));
    assert_eq!(run(folder.path(), args, "").1, out);
    let (status, out, _) = run(folder.path(), "check --format json", "");
    assert_eq!(status, 2);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["errors"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_report_can_be_written_to_a_file() {
    let folder = folder();
    let args = "check wrong.md --source source.md --output report.txt --color always";
    let (status, out, err) = run(folder.path(), args, "");
    assert_eq!((status, out.as_str()), (1, ""), "{err}");
    let report = fs::read_to_string(folder.path().join("report.txt")).unwrap();
    assert!(report.contains("[exclusivity]"), "{report}");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|e| e.path()).collect();
    assert_eq!(left.len(), 4, "{left:?}");
    let (status, _, err) = run(folder.path(), "check fine.md --source source.md --output no/x", "");
    assert_eq!(status, 2);
    assert!(err.contains("error: no/x: cannot write"), "{err}");
}

#[test]
fn a_report_that_cannot_be_written_is_named_and_the_others_are_still_written() {
    let folder = folder();
    let args = "check wrong.md --source source.md --format concise --format sarif=no/x.sarif \
                --format junit=x.xml";
    let (status, out, err) = run(folder.path(), args, "");
    assert_eq!(status, 2);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(err.contains("error: no/x.sarif: cannot write"), "{err}");
    assert!(err.contains("1 error in 1 article"), "{err}");
    let report = fs::read_to_string(folder.path().join("x.xml")).unwrap();
    assert!(report.contains("failures=\"1\""), "{report}");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|e| e.path()).collect();
    assert_eq!(left.len(), 4, "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_link_is_written_through_and_stays_a_link() {
    let folder = folder();
    let link = folder.path().join("link");
    fs::write(folder.path().join("old.txt"), "old").unwrap();
    std::os::unix::fs::symlink("old.txt", &link).unwrap();
    let (status, _, err) =
        run(folder.path(), "check wrong.md --source source.md --format concise=link", "");
    assert_eq!(status, 1, "{err}");
    assert!(link.is_symlink());
    let text = fs::read_to_string(folder.path().join("old.txt")).unwrap();
    assert!(text.starts_with("wrong.md:3:"), "{text}");
}

#[test]
fn reports_do_not_get_in_each_others_way_or_over_a_text() {
    let folder = folder();
    let check = |more: &str| {
        let args = format!("check wrong.md --source source.md {more}");
        let (status, out, err) = run(folder.path(), &args, "");
        assert_eq!((status, out.as_str()), (2, ""), "{more}: {err}");
        err
    };
    let err = check("--format json --format full");
    assert!(err.contains("json and full cannot stand in one output"), "{err}");
    assert!(err.contains("next: give it a file: --format json=FILE"), "{err}");
    let err = check("--format sarif=a --format json=a");
    assert!(err.contains("error: a: two reports for one file"), "{err}");
    assert!(check("--format sarif=a --output b").contains("error: b: nothing to write there"));
    assert!(check("--format json --statistics").contains("--statistics takes the place"));
    assert!(check("--format sarif=").contains("names no file"));
    assert!(check("--format saarif=a").contains("'sarif'"));
    for text in ["wrong.md", "./source.md"] {
        let err = check(&format!("--format markdown={text}"));
        assert!(err.contains("it is an article or a source of this run"), "{err}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("wrong.md")).unwrap(), WRONG);
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 3, "nothing is written after a wrong command line");
    let (status, out, _) = in_folder("check wrong.md --source source.md --format sarif=a -q");
    assert_eq!((status, out.as_str()), (1, ""));
    let github = "check wrong.md --source source.md --format concise --format github";
    let (_, out, _) = in_folder(github);
    assert!(out.starts_with("wrong.md:3:") && out.contains("\n::error title="), "{out}");
}

#[test]
fn the_job_summary_is_added_to_and_stays_within_its_size() {
    let folder = folder();
    let check = |format: &str| {
        let mut command = command(&folder);
        command.args(["check", "wrong.md", "--source", "source.md", "--format", format]);
        done(command.env("GITHUB_STEP_SUMMARY", "summary.md")).0
    };
    let summary = folder.path().join("summary.md");
    assert_eq!(check("concise"), 1);
    assert!(!summary.exists(), "only --format github writes there");
    fs::write(&summary, "# Before\n").unwrap();
    assert_eq!(check("github=annotations.txt"), 1);
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("# Before\n## sourcelint\n"), "{text}");
    assert!(text.contains("| error | wrong.md:3:"), "{text}");
    fs::write(&summary, " ".repeat((1 << 20) - 200)).unwrap();
    assert_eq!(check("github"), 1);
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.len() <= 1 << 20 && text.ends_with("does not fit here.\n"), "{}", text.len());
    fs::remove_file(&summary).unwrap();
    fs::create_dir(&summary).unwrap();
    assert_eq!(check("github"), 2);
}

#[test]
fn statistics_count_findings_by_rule() {
    let folder = folder();
    write(&folder, "more.md", "Northwind's licence is exclusive. The licence will be exclusive.\n");
    let args = "check wrong.md more.md --source source.md --statistics --format json=all.json";
    let (status, out, _) = run(folder.path(), args, "");
    assert_eq!(status, 1);
    let report = fs::read_to_string(folder.path().join("all.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let found = report["findings"].as_array().unwrap();
    let exclusivity = found.iter().filter(|f| f["id"] == "exclusivity").count();
    assert!(out.starts_with(&format!("{exclusivity}  exclusivity  ")), "{out}");
    let counted = out.lines().map(|line| line.split(' ').next().unwrap().parse::<usize>().unwrap());
    assert_eq!(counted.sum::<usize>(), found.len(), "{out}");
}

#[test]
fn a_build_server_finds_no_command_in_the_words_of_an_article() {
    let folder = folder();
    let evil =
        "Northwind's licence is exclusive. The ##[stop-commands]x ##vso[task.complete]y is said.\n";
    write(&folder, "evil.md", evil);
    for format in ["full", "full --format github", "concise"] {
        let args = format!("check evil.md --source source.md --verbose --format {format}");
        let (_, out, err) = run(folder.path(), &args, "");
        assert!(out.contains("exclusivity"), "{out}");
        assert!(err.contains("#\\u{23}[stop"), "{err}");
        for said in [out, err] {
            assert!(!said.contains("##[") && !said.contains("##vso["), "{said}");
        }
    }
}

#[test]
fn every_bad_rule_file_is_listed_and_stops_the_run() {
    let folder = folder();
    write(&folder, "rules/a.toml", "id = ");
    write(&folder, "rules/b.toml", "= 1");
    write(&folder, "rules/words/c.toml", "lexicon = 1\n");
    let (status, out, err) =
        run(folder.path(), "check wrong.md --source source.md --rules rules", "");
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("error: rules/a.toml:1:"), "{err}");
    assert!(err.contains("error: rules/b.toml:1:"), "{err}");
    assert!(!err.contains("c.toml"), "{err}");
}

#[test]
fn usage_errors_are_status_2_and_help_and_version_are_0() {
    let (status, _, err) = in_folder("check wrong.md --sorce source.md");
    assert_eq!(status, 2);
    assert!(err.contains("--source"), "{err}");
    let (status, _, err) = in_folder("chek wrong.md");
    assert_eq!(status, 2);
    assert!(err.contains("'check'"), "{err}");
    let (status, _, err) = in_folder("wrong.md");
    assert_eq!(status, 2);
    assert!(err.contains("next: sourcelint check wrong.md --source FILE"), "{err}");
    assert_eq!(in_folder("").0, 2);
    let (status, out, _) = in_folder("--version");
    assert_eq!((status, out.as_str()), (0, "sourcelint 0.1.0\n"));
    let (status, out, _) = in_folder("check --help");
    assert_eq!(status, 0);
    assert!(out.contains("Examples:"), "{out}");
}

#[test]
fn nothing_from_a_file_reaches_the_terminal_as_a_control() {
    let folder = folder();
    write(&folder, "evil.md", "Northwind's \u{1b}[2Jlicence\u{202e} is exclusive.\n");
    for format in ["full", "concise"] {
        let args = format!("check evil.md --source source.md --verbose --format {format}");
        let (_, out, err) = run(folder.path(), &args, "");
        for said in [out, err] {
            assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}'), "{said:?}");
        }
    }
    let (_, out, _) = run(folder.path(), "claims evil.md", "");
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'), "{out:?}");
}

#[test]
fn colour_is_only_there_when_asked_for() {
    let plain = in_folder("check wrong.md --source source.md").1;
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let coloured = in_folder("check wrong.md --source source.md --color always").1;
    assert!(coloured.contains("\u{1b}["), "{coloured}");
}

#[test]
fn claims_and_facts_show_what_was_read() {
    let (status, out, _) = in_folder("claims wrong.md");
    assert_eq!(status, 0);
    assert!(out.starts_with("at "), "{out}");
    assert!(out.contains("3:1"), "{out}");
    let (status, out, _) = in_folder("facts source.md");
    assert_eq!(status, 0);
    assert!(out.contains("begins at line 1, ends at line 3"), "{out}");
    let (_, out, _) = in_folder("facts source.md --format json");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["path"], "source.md");
    assert_eq!(in_folder("facts gone.md").0, 2);
}

#[test]
fn explain_knows_rules_lines_and_what_was_probably_meant() {
    let (status, out, _) = in_folder("explain exclusivity");
    assert_eq!(status, 0);
    assert!(out.starts_with("# exclusivity\n"), "{out}");
    let (status, _, err) = in_folder("explain exclusivty");
    assert_eq!(status, 2);
    assert!(err.contains("did you mean `exclusivity`?"), "{err}");
    let (status, out, err) = in_folder("explain wrong.md:3 --source source.md");
    assert_eq!(status, 0, "{err}");
    assert!(!out.is_empty());
    let (status, _, err) = in_folder("explain wrong.md:99 --source source.md");
    assert_eq!(status, 2);
    assert!(err.contains("has no line 99"), "{err}");
}

/// A rule file tells everything about its rules, and the configuration names the file.
#[test]
fn the_rules_of_a_rule_file_are_listed_and_explained() {
    let folder = tempfile::TempDir::new().unwrap();
    let rules = r#"id = "ferry-fares"
title = "The fare of 2027"
[[fact]]
id = "adult-fare-from-may-two-thousand"
quote = "raise the fare to $16.50"
[[caveat]]
id = "residents"
of = "adult-fare-from-may-two-thousand"
quote = "does not apply to residents"
met_by = ["resident~"]
level = "may"
why = "Half of our readers live there."
[[not_entailed]]
id = "passes"
from = "adult-fare-from-may-two-thousand"
claims = ["passes * dearer"]
why = "Nothing was said of passes."
[[example]]
article = """
The fare
rises."""
expect = "omitted"
by = "residents"
"#;
    std::fs::write(folder.path().join("fares.toml"), rules).unwrap();
    std::fs::write(folder.path().join("sourcelint.toml"), "rules = [\"fares.toml\"]\n").unwrap();
    let run = |args: &str| {
        let (status, out, err) = folder::run(&folder, args);
        assert_eq!(status, 0, "{err}");
        out
    };
    let list = run("rules list");
    assert_eq!(list, run("rules list fares.toml"));
    for line in [
        "exclusivity  ",
        "ferry-fares  ",
        "ferry-fares/residents  ",
        "ferry-fares/passes  ",
        "ferry-fares/adult-fare-from-may-two-thousand  fact: raise the fare to $16.50",
    ] {
        let (id, about) = line.split_once("  ").unwrap();
        let found = list.lines().find(|l| l.split_whitespace().next() == Some(id));
        let found = found.unwrap_or_else(|| panic!("{id}: {list}"));
        assert!(found.contains(about) && id.len() + 10 < found.len(), "{found}");
    }
    let residents = run("explain ferry-fares/residents");
    for words in [
        "must carry this caveat",
        "does not apply to residents",
        "resident~",
        "Level: may (a note)",
        "Half of our readers",
        "From fares.toml:9:9",
        "Examples:\n  omitted: The fare rises.",
    ] {
        assert!(residents.contains(words), "{words}: {residents}");
    }
    let passes = run("explain ferry-fares/passes");
    assert!(passes.contains("Level: should (a warning)"), "{passes}");
    assert!(!passes.contains("Examples"), "{passes}");
    let pack = run("explain ferry-fares");
    let line = "ferry-fares/passes: does not follow from adult-fare-from-may-two-thousand: Nothing";
    assert!(pack.contains(line), "{pack}");
}

#[test]
fn rules_are_listed_and_tested() {
    let (status, out, _) = in_folder("rules list");
    assert_eq!(status, 0);
    assert!(out.contains("time-bound"), "{out}");
    let (status, _, err) = in_folder("rules test");
    assert_eq!(status, 2);
    assert!(err.contains("no rule file to test"), "{err}");
    assert_eq!(in_folder("rules test gone.toml").0, 2);
}
