//! What `sourcelint.toml` promises: where it is found, what it says, and who wins.

#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use folder::{repository, run, write};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const SOURCE: &str = "---\nurl: https://northwind.example/news/licence\n---\n\nNorthwind's licence is non-exclusive.\n";
const OTHER: &str = "Contoso's licence is now exclusive.\n";
const WRONG: &str = "Northwind's licence is exclusive.\n";
const FINE: &str = "Northwind's licence is non-exclusive.\n";

/// A repository with one announcement, a wrong and a fine draft, and this configuration.
fn drafts(config: &str) -> TempDir {
    let files = [
        ("news/licence.md", SOURCE),
        ("drafts/wrong.md", WRONG),
        ("drafts/fine.md", FINE),
        ("sourcelint.toml", config),
    ];
    repository(&files)
}

const ALL: &str = r#"
articles = ["drafts/"]

[[source]]
path = "news/licence.md"
articles = ["drafts/"]
"#;

/// The paths of the articles in which something was found, in order.
fn found_in(out: &str) -> Vec<&str> {
    out.lines().filter_map(|line| line.split(':').next()).collect()
}

#[test]
fn without_paths_the_articles_of_the_configuration_are_checked() {
    let folder = drafts(ALL);
    write(&folder, "notes.md", WRONG);
    let (status, out, err) = run(folder.path(), "check --format concise");
    assert_eq!((status, found_in(&out)), (1, vec!["drafts/wrong.md"]), "{err}");
    assert!(err.contains(" in 2 articles "), "{err}");
    // From a folder below it is the same run, its paths told from there.
    let (status, out, err) = run(folder.path().join("news"), "check --format concise");
    assert_eq!((status, found_in(&out)), (1, vec!["../drafts/wrong.md"]), "{err}");
}

#[test]
fn nothing_to_check_is_never_green() {
    let folder = drafts("articles = [\n  \"draft/\",\n]\n");
    let (status, _, err) = run(folder.path(), "check");
    assert_eq!(status, 2);
    assert!(err.contains("error: sourcelint.toml:2:3: no file is an article"), "{err}");
    write(&folder, "sourcelint.toml", "fail-on = \"note\"\n");
    let (status, _, err) = run(folder.path(), "check");
    assert_eq!(status, 2);
    assert!(err.contains("error: sourcelint.toml: no article to check"), "{err}");
    assert!(err.contains("next: add them, as in articles = "), "{err}");
    write(&folder, "sourcelint.toml", format!("exclude = [\"drafts\"]{ALL}"));
    let (status, _, err) = run(folder.path(), "check drafts");
    assert_eq!(status, 2);
    assert!(err.contains("error: drafts: every article in it is excluded"), "{err}");
}

#[test]
fn the_nearest_file_above_an_article_counts_and_a_repository_is_its_own_world() {
    let folder = drafts(ALL);
    write(&folder, "drafts/loud/a.md", WRONG);
    let loud = "[[source]]\npath = \"../../news/licence.md\"\narticles = [\"*.md\"]\n\
                [severity]\nexclusivity = \"note\"\n";
    write(&folder, "drafts/loud/.sourcelint.toml", loud);
    write(&folder, "inner/.git/HEAD", "");
    write(&folder, "inner/drafts/a.md", WRONG);
    let (status, out, err) = run(folder.path(), "check drafts inner --format concise");
    assert_eq!(status, 2);
    assert_eq!(found_in(&out), ["drafts/loud/a.md", "drafts/wrong.md"], "{out}");
    assert!(out.contains("drafts/loud/a.md:1:24: note[exclusivity]"), "{out}");
    assert!(out.contains("drafts/wrong.md:1:24: error[exclusivity]"), "{out}");
    assert!(err.contains("no source for inner/drafts/a.md"), "{err}");
}

#[test]
fn a_file_can_be_named_or_switched_off() {
    let folder = drafts(ALL);
    write(&folder, "ci/strict.toml", "[severity]\nexclusivity = \"off\"\n");
    let check = "check drafts --source news/licence.md";
    assert_eq!(run(folder.path(), check).0, 1);
    assert_eq!(run(folder.path(), &format!("{check} --config ci/strict.toml")).0, 0);
    let (status, _, err) = run(folder.path(), "check drafts --no-config");
    assert_eq!(status, 2);
    assert!(err.contains("no source for drafts/wrong.md"), "{err}");
    let (status, _, err) = run(folder.path(), "check drafts --config gone.toml");
    assert_eq!(status, 2);
    assert!(err.contains("error: gone.toml: no such file"), "{err}");
    assert_eq!(run(folder.path(), "check drafts --no-config --config a.toml").0, 2);
}

#[test]
fn every_fault_is_told_with_its_place_and_the_nearest_name() {
    let text = r#"artcles = ["drafts/"]
exclude = "old/"
articles = ["../drafts"]
fail-on = "warnings"
formats = ["consise", "full"]

[severity]
exclusivty = "off"
scope = "loud"
rules = []

[[source]]
paht = "news/licence.md"

[[source]]
path = "https://northwind.example/news"
formats = ["full"]

[[override]]
articles = ["drafts/"]
"#;
    let folder = drafts(text);
    let (status, out, err) = run(folder.path(), "check drafts");
    assert_eq!((status, out.as_str()), (2, ""));
    let told: Vec<&str> = err.lines().collect();
    let levels = "`error`, `warning`, `note` or `off`";
    assert_eq!(
        told,
        [
            "error: sourcelint.toml:1:1: unknown key `artcles`, did you mean `articles`?",
            "error: sourcelint.toml:2:11: `exclude` must be a list of texts, found a text",
            "error: sourcelint.toml:3:13: `../drafts` leaves the folder of this file: put the file \
             into a folder above",
            "error: sourcelint.toml:4:11: `fail-on` is `error`, `warning`, `note` or `never`, not \
             `warnings`",
            "error: sourcelint.toml:8:1: no rule `exclusivty`, did you mean `exclusivity`?",
            &format!("error: sourcelint.toml:9:9: `scope` is {levels}, not `loud`"),
            "error: sourcelint.toml:10:1: no rule `rules`: it belongs at the top, above the first \
             `[[...]]`",
            "error: sourcelint.toml:12:1: [[source]] needs `path` or `paths`",
            "error: sourcelint.toml:13:1: unknown key `paht`, did you mean `path`?",
            "error: sourcelint.toml:16:8: `https://northwind.example/news` is an address, not a \
             file: save the page and name the file",
            "error: sourcelint.toml:17:1: unknown key `formats`: it belongs at the top, above the \
             first `[[...]]`",
            "error: sourcelint.toml:19:1: [[override]] needs `severity`",
        ]
    );
    write(&folder, "sourcelint.toml", "formats = [\"full\", \"consise\"]\n");
    let (status, _, err) = run(folder.path(), "check drafts");
    assert_eq!(status, 2);
    let said = "error: sourcelint.toml:1:20: no format `consise`, did you mean `concise`?";
    assert!(err.contains(said), "{err}");
    write(&folder, "sourcelint.toml", "articles = [\n");
    let (status, out, _) = run(folder.path(), "check --format json");
    assert_eq!(status, 2);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["errors"][0]["path"], "sourcelint.toml:1:13", "{report}");
}

#[test]
fn excluded_files_are_left_out_of_folders_but_can_be_named() {
    let folder = drafts(&format!("exclude = [\"old/\", \"*.txt\"]\n{ALL}"));
    write(&folder, "drafts/old/a.md", WRONG);
    write(&folder, "drafts/b.txt", WRONG);
    let (_, out, _) = run(folder.path(), "check --format concise");
    assert_eq!(found_in(&out), ["drafts/wrong.md"]);
    let (_, out, _) = run(folder.path(), "check drafts drafts/old/a.md --format concise");
    assert_eq!(found_in(&out), ["drafts/old/a.md", "drafts/wrong.md"]);
}

#[test]
fn severities_and_their_overrides_change_findings_and_the_exit_status() {
    let more = "[severity]\nexclusivity = \"warning\"\n[[override]]\narticles = [\"drafts/calm/\"]\n\
                severity = { exclusivity = \"off\" }\n";
    let folder = drafts(&format!("{ALL}{more}"));
    write(&folder, "drafts/calm/a.md", WRONG);
    let (status, out, err) = run(folder.path(), "check --format concise");
    assert_eq!(status, 0, "{err}");
    assert_eq!(found_in(&out), ["drafts/wrong.md"]);
    assert!(out.contains(": warning[exclusivity] "), "{out}");
    assert_eq!(run(folder.path(), "check --fail-on warning").0, 1);
    write(&folder, "sourcelint.toml", format!("fail-on = \"warning\"\n{ALL}{more}"));
    assert_eq!(run(folder.path(), "check").0, 1);
    assert_eq!(run(folder.path(), "check --fail-on error").0, 0);
}

#[test]
fn formats_come_from_the_file_unless_some_are_typed() {
    let formats = "formats = [\"concise\", \"json=out/report.json\"]\n";
    let folder = drafts(&format!("{formats}{ALL}"));
    fs::create_dir(folder.path().join("out")).unwrap();
    let report = folder.path().join("out/report.json");
    let (_, out, _) = run(folder.path(), "check --format full");
    assert!(out.contains("--> drafts/wrong.md:1:24"), "{out}");
    assert!(!report.exists());
    // The file of a report stands beside the configuration, wherever one is.
    let (_, out, err) = run(folder.path().join("drafts"), "check");
    assert_eq!(found_in(&out), ["wrong.md"], "{err}");
    assert!(fs::read_to_string(report).unwrap().contains("\"sourcelint/1\""));
}

const PACK: &str = r#"id = "licence"
title = "The licence"

[[fact]]
id = "licence"
quote = "Northwind's licence is non-exclusive"

[[forbidden]]
id = "boast"
from = "licence"
claims = ["unrivalled"]
why = "Nobody said so."
"#;

#[test]
fn rule_files_come_from_the_file_and_their_rules_can_be_rated() {
    let folder = drafts(&format!("rules = [\"rules/\"]\n{ALL}"));
    write(&folder, "rules/licence.toml", PACK);
    write(&folder, "drafts/wrong.md", "Northwind's licence is unrivalled.\n");
    let (status, out, err) = run(folder.path(), "check --format concise");
    assert_eq!(status, 1, "{err}");
    assert!(out.contains("drafts/wrong.md:1:24: error[licence/boast]"), "{out}");
    let with = |severity: &str| {
        let text = format!("rules = [\"rules/\"]\n{ALL}[severity]\n{severity}\n");
        write(&folder, "sourcelint.toml", &text);
        run(folder.path(), "check --format concise")
    };
    assert!(with("\"licence/*\" = \"note\"").1.contains(": note[licence/boast]"));
    assert_eq!(with("\"licence/*\" = \"note\"\n\"licence/boast\" = \"off\"").1, "");
    let (status, _, err) = with("\"licence/bost\" = \"off\"");
    assert_eq!(status, 2);
    let said = "sourcelint.toml:9:1: the rule files hold no rule `licence/bost`, did you mean \
                `licence/boast`?";
    assert!(err.contains(said), "{err}");
    write(&folder, "sourcelint.toml", format!("rules = [\"rule/\"]\n{ALL}"));
    let (status, _, err) = run(folder.path(), "check");
    assert_eq!(status, 2);
    assert!(err.contains("sourcelint.toml:1:10: no such rule file or folder: rule"), "{err}");
}

#[test]
fn the_source_is_typed_or_in_the_front_matter_or_globbed_or_linked() {
    let config = r#"
[[source]]
paths = ["news/licence.md", "news/other.md"]

[[source]]
path = "news/third.md"
articles = ["g/*.md"]
"#;
    let link = "See [the news](http://www.northwind.example/news/licence/?utm_source=a).\n";
    let front = "---\nsources:\n  - ../news/licence.md\n  - '../news/other.md'\n---\n\n";
    let folder = repository(&[
        ("sourcelint.toml", config),
        ("news/licence.md", SOURCE),
        ("news/other.md", OTHER),
        ("news/third.md", "Fabrikam's licence is non-exclusive.\n"),
        ("g/front.md", &format!("{front}{link}{WRONG}")),
        ("g/glob.md", &format!("{link}{WRONG}")),
        ("link.md", &format!("{link}{WRONG}")),
        ("none.md", WRONG),
    ]);
    let sources = |args: &str| {
        let (status, out, _) = run(folder.path(), &format!("check {args} --format json"));
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        let names = report["articles"].as_array().unwrap().iter().map(|article| {
            let sources = article["sources"].as_array().unwrap().iter();
            sources.map(|s| s.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
        });
        (status, names.collect::<Vec<_>>())
    };
    assert_eq!(sources("g/front.md").1, ["news/licence.md news/other.md"]);
    assert_eq!(sources("g/front.md --source news/third.md").1, ["news/third.md"]);
    assert_eq!(sources("g/glob.md").1, ["news/third.md"]);
    assert_eq!(sources("link.md"), (1, vec!["news/licence.md".to_owned()]));
    assert_eq!(sources("none.md"), (2, Vec::new()));
    // In a folder the announcements are no articles.
    assert_eq!(sources(".").1.len(), 3);
    assert_eq!(sources("link.md none.md --allow-unsourced").0, 1);
    let (_, _, err) = run(folder.path(), "check none.md");
    let next = "next: add it to `articles` of a [[source]] in sourcelint.toml, or skip it with \
                --allow-unsourced";
    assert!(err.contains(next), "{err}");
    let (status, out, err) = run(folder.path(), "check none.md --allow-unsourced");
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(err.contains("not checked: none.md: no source"), "{err}");
}

#[test]
fn an_announcement_that_is_not_there_is_told_with_who_named_it() {
    let folder = drafts(&ALL.replace("licence.md", "gone.md"));
    let (status, _, err) = run(folder.path(), "check drafts/wrong.md");
    assert_eq!(status, 2);
    assert!(err.contains("error: news/gone.md: no such file"), "{err}");
    let said = "drafts/wrong.md: not checked: its source (see sourcelint.toml:6) cannot be read";
    assert!(err.contains(said), "{err}");
}

#[test]
fn explain_asks_the_same_file() {
    let folder = drafts(ALL);
    let (status, out, err) = run(folder.path(), "explain drafts/wrong.md:1");
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("verdict: contradicted"), "{out}");
    assert_eq!(run(folder.path(), "explain drafts/wrong.md:1 --no-config").0, 2);
}

#[test]
fn every_value_in_force_is_shown_with_its_origin() {
    let more = "[severity]\nexclusivity = \"warning\"\n\n[[override]]\narticles = \
                [\"drafts/wrong.md\"]\nseverity = { exclusivity = \"off\" }\n";
    let folder = drafts(&format!("fail-on = \"warning\"{ALL}{more}"));
    let shown = |args: &str| {
        let (status, out, err) = run(folder.path(), &format!("config {args}"));
        assert_eq!(status, 0, "{err}");
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        out.lines().map(words).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(""),
        [
            "file sourcelint.toml default",
            "articles drafts/ sourcelint.toml:2",
            "exclude none default",
            "rules none default",
            "fail-on warning sourcelint.toml:1",
            "formats full default",
            "source news/licence.md for drafts/ sourcelint.toml:5",
            "severity.exclusivity warning sourcelint.toml:8",
            "severity.exclusivity off in drafts/wrong.md sourcelint.toml:12",
        ]
    );
    let one = shown("drafts/wrong.md --fail-on note");
    assert!(one.contains(&"fail-on note command line".to_owned()), "{one:?}");
    assert_eq!(
        one[one.len() - 2..],
        [
            "severity.exclusivity off sourcelint.toml:12",
            "held-against news/licence.md sourcelint.toml:6"
        ]
    );
    let link = "<https://northwind.example/news/licence>\n";
    write(&folder, "link.md", format!("# News\n\n{link}"));
    let last = |args: &str| shown(args).pop().unwrap();
    assert_eq!(last("link.md"), "held-against news/licence.md link.md:3 (link)");
    let typed = last("link.md --source drafts/fine.md");
    assert_eq!(typed, "held-against drafts/fine.md command line");
    let (_, out, _) = run(folder.path(), "config link.md --no-config --format json");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["schema"], "sourcelint-config/1");
    let file =
        serde_json::json!({"key": "file", "value": "none", "origin": {"kind": "command-line"}});
    assert_eq!(report["settings"][0], file);
}

/// Runs `init` in `folder`, then the command it prints; gives what the second one came to.
fn begun(folder: &Path) -> (i32, String, String) {
    let (status, out, err) = run(folder, "init");
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    let next = err.lines().find_map(|line| line.strip_prefix("  next: sourcelint "));
    run(folder, &format!("{} --format concise", next.unwrap()))
}

#[test]
fn the_first_file_works_at_once() {
    let folder = repository(&[
        ("README.md", "About us.\n"),
        ("drafts/deep/wrong.md", WRONG),
        ("drafts/empty.md", "\n"),
        ("loose.md", WRONG),
        ("sources/licence.md", SOURCE),
        ("rules/licence.toml", PACK),
    ]);
    let (status, out, err) = begun(folder.path());
    assert_eq!(status, 1, "{err}");
    assert_eq!(found_in(&out), ["drafts/deep/wrong.md", "loose.md"], "{err}");
    let text = fs::read_to_string(folder.path().join("sourcelint.toml")).unwrap();
    assert!(text.contains("rules = [\"rules/\"]"), "{text}");
    assert!(text.contains("\"drafts/empty.md\", # nothing to check: no text in it"), "{text}");
    let (status, _, err) = run(folder.path(), "init");
    assert_eq!(status, 2);
    assert!(err.contains("error: sourcelint.toml: is there already"), "{err}");
    // A rule file whose examples fail would stop every check.
    let example =
        "[[example]]\narticle = \"Northwind's licence is unrivalled.\"\nexpect = \"silent\"\n";
    write(&folder, "rules/licence.toml", format!("{PACK}\n{example}"));
    assert_eq!(run(folder.path(), "check").0, 2);
    let (status, _, err) = run(folder.path(), "init --force");
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("rule files left out"), "{err}");
    assert_eq!(run(folder.path(), "check").0, 1);
}

#[test]
fn announcements_are_told_from_articles_and_each_finds_its_own() {
    let saved = format!("---\nsource_name: Contoso\n---\n\n{OTHER}");
    let named = format!("---\nsource: c.md\n---\n\n{WRONG}");
    let folder = repository(&[
        ("posts/saved.md", saved.as_str()),
        ("posts/named.md", named.as_str()),
        ("posts/c.md", FINE),
        ("posts/link.md", &format!("<https://northwind.example/news/licence>\n\n{WRONG}")),
        ("posts/alone.md", WRONG),
        ("posts/gone.md", &format!("---\nsource: nowhere.md\n---\n\n{WRONG}")),
        ("announcements/licence.md", SOURCE),
        ("announcements/stem.md", SOURCE),
        ("posts/stem.md", WRONG),
    ]);
    let (status, out, err) = begun(folder.path());
    assert_eq!(status, 1, "{err}");
    assert_eq!(found_in(&out), ["posts/link.md", "posts/named.md", "posts/stem.md"], "{err}");
    assert!(err.contains("not checked: posts/alone.md: no source"), "{err}");
}

#[test]
fn an_empty_folder_gets_a_file_to_fill_in() {
    let folder = repository(&[]);
    let (status, out, err) = run(folder.path(), "init");
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(err.ends_with("  next: sourcelint config\n"), "{err}");
    assert_eq!(run(folder.path(), "config").0, 0);
    let (status, _, err) = run(folder.path(), "init gone");
    assert_eq!(status, 2);
    assert!(err.contains("error: gone: no such folder"), "{err}");
    write(&folder, "sub/drafts/a.md", WRONG);
    write(&folder, "sub/sources/b.md", SOURCE);
    let (_, _, err) = run(folder.path(), "init sub");
    assert!(err.ends_with("  next: sourcelint check --config sub/sourcelint.toml\n"), "{err}");
    assert_eq!(run(folder.path(), "check --config sub/sourcelint.toml").0, 1);
}

#[test]
fn what_the_documentation_shows_loads_and_every_key_is_told() {
    let text = fs::read_to_string("docs/config.md").unwrap();
    let blocks = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let blocks: Vec<&str> = blocks.collect();
    assert!(6 <= blocks.len());
    for block in blocks {
        let loaded = sourcelint::config::load::load("docs/config.md", block);
        assert!(loaded.is_ok(), "{block}\n{loaded:?}");
    }
    // The message of an unknown key lists all there are.
    let errors = sourcelint::config::load::load("a.toml", "zzzzzz = 1\n").unwrap_err();
    let (_, known) = errors[0].message.split_once("knows ").unwrap();
    for key in known.split(", ") {
        assert!(text.contains(&format!("### {key}\n")), "docs/config.md lacks {key}");
    }
}

#[test]
fn a_tool_that_types_every_changed_file_gets_what_the_configuration_says() {
    let config = format!("exclude = [\"drafts/old/\"]\n{ALL}");
    let folder = drafts(&config);
    write(&folder, "drafts/old/wrong.md", WRONG);
    write(&folder, "README.md", WRONG);
    let changed = "README.md drafts/old/wrong.md news/licence.md";
    let check = |files: &str| run(folder.path(), &format!("check --format concise {files}"));

    // What is typed is checked, whatever the configuration says of it.
    let (status, out, _) = check(&format!("{changed} drafts/wrong.md"));
    assert_eq!((status, out.lines().count()), (2, 2), "{out}");
    // Unless who types it did not choose it.
    let (status, out, _) = check(&format!("--force-exclude {changed} drafts/wrong.md"));
    assert_eq!(status, 1);
    assert!(out.starts_with("drafts/wrong.md:1:") && out.lines().count() == 1, "{out}");
    // A commit without an article is not held up, and it is said that nothing was checked.
    let (status, out, err) = check(&format!("--force-exclude {changed}"));
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("nothing to check"), "{err}");
    // A file that is not there is still an error, and so is a run that names nothing to leave out.
    assert_eq!(check("--force-exclude news/gone.md").0, 2);
    write(&folder, "sourcelint.toml", config.replace("[\"drafts/\"]\n\n", "[\"none/\"]\n\n"));
    assert_eq!(check("--force-exclude").0, 2);
    // An announcement is none of the articles also where no glob says so.
    write(&folder, "sourcelint.toml", "[[source]]\npath = \"news/licence.md\"\n");
    let (status, _, err) = check("--force-exclude --verbose news/licence.md");
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("not checked: news/licence.md: the configuration leaves it out"), "{err}");
}
