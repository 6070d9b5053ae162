//! `sourcelint audit`: every article is in the report or named, worst first, whatever the texts hold.

#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use assert_cmd::Command;
use folder::{Done, command, done, write};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const SOURCE: &str = "# News\n\nNorthwind's licence is now non-exclusive.\n";
const WRONG: &str = "# Notes\n\nNorthwind's licence is exclusive.\n";
const FINE: &str = "# Notes\n\nNorthwind's licence is now non-exclusive.\n";

/// A folder of articles that can and cannot be judged.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let own = |text: &str, source: &str| format!("---\nsource: {source}\n---\n\n{text}");
    write(&folder, "source.md", SOURCE);
    write(&folder, "texts/fine.md", own(FINE, "../source.md"));
    write(&folder, "texts/sub/wrong.md", own(WRONG, "../../source.md"));
    write(&folder, "texts/bytes.md", b"good\nno\xff");
    write(&folder, "texts/alone.md", WRONG);
    write(&folder, "texts/lost.md", own(WRONG, "gone.md"));
    write(&folder, "texts/empty.txt", "");
    folder
}

/// Runs an audit in `folder`; gives status, standard output and standard error.
fn run(folder: &Path, args: &str) -> Done {
    folder::run(folder, &format!("audit {args}"))
}

fn json(out: &str) -> Value {
    serde_json::from_str(out).unwrap_or_else(|e| panic!("{e}: {out}"))
}

/// The values under `key` of every object in a list.
fn each<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    list.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap()).collect()
}

#[test]
fn every_article_is_judged_by_its_own_source_or_named_with_the_reason() {
    let folder = folder();
    let (status, out, err) = run(folder.path(), "texts --format json");
    assert_eq!(status, 0, "{err}");
    let report = json(&out);
    assert_eq!(report["schema"], "sourcelint-audit/1");
    assert_eq!(each(&report["articles"], "path"), ["texts/sub/wrong.md", "texts/fine.md"]);
    assert_eq!(report["articles"][0]["sources"][0], "source.md");
    assert_eq!(report["articles"][0]["contradicted"], 1);
    assert_eq!(report["articles"][1]["supported"], 1);
    assert_eq!(report["articles"][1]["skipped"]["label"], 1);
    let finding = &report["findings"][0];
    assert_eq!(finding["claim"], "Northwind's licence is exclusive");
    assert_eq!(finding["evidence"][0]["text"], "Northwind's licence is now non-exclusive");
    assert_eq!(report["rules"][0]["id"], "exclusivity");
    assert_eq!(
        (&report["sources"][0]["articles"], &report["total"]["errors"]),
        (&2.into(), &1.into())
    );
    let lost = each(&report["errors"], "path");
    for path in ["texts/bytes.md", "texts/alone.md", "texts/lost.md", "texts/empty.txt"] {
        assert!(lost.contains(&path), "{path} is lost: {lost:?}");
        assert!(err.contains(&format!("error: {path}: ")), "{err}");
    }
    assert_eq!(report["total"]["articles"], 2);
    assert!(err.contains("1 error in 2 articles ("), "{err}");
}

#[test]
fn every_format_tells_the_same_whatever_the_number_of_jobs() {
    let folder = folder();
    for (format, words) in [
        ("markdown", ["| texts/sub/wrong.md | 1 error | ", "\nNorthwind's licence is exclusive\n"]),
        ("csv", ["\narticle,texts/sub/wrong.md,", "error,contradicted,"]),
        ("html", ["\"path\":\"texts/sub/wrong.md\"", "\"severity\":\"error\""]),
        ("json", ["\"path\": \"texts/sub/wrong.md\"", "\"severity\": \"error\""]),
    ] {
        let (status, one, _) = run(folder.path(), &format!("texts --format {format} -j 1"));
        let (_, four, _) = run(folder.path(), &format!("texts --format {format} -j 4"));
        assert_eq!((status, &one), (0, &four), "{format}");
        for words in words {
            assert!(one.contains(words), "{format}: {words}: {one}");
        }
        for path in ["texts/bytes.md", "texts/alone.md", "texts/lost.md", "texts/empty.txt"] {
            assert!(one.contains(path), "{format} does not name {path}: {one}");
        }
        assert!(one.find("texts/sub/wrong.md") < one.find("texts/fine.md"), "{format}: {one}");
        // The ending of a file says its format.
        let ending = if format == "markdown" { "md" } else { format };
        let (_, out, _) = run(folder.path(), &format!("texts -o out.{ending}"));
        let file = fs::read_to_string(folder.path().join(format!("out.{ending}"))).unwrap();
        assert_eq!((out.as_str(), &file), ("", &one));
    }
}

#[test]
fn the_exit_status_is_2_only_when_nothing_could_be_checked() {
    let folder = folder();
    let status = |args: &str| run(folder.path(), args).0;
    assert_eq!(status("texts"), 0);
    assert_eq!(status("texts --fail-on error"), 1);
    assert_eq!(status("texts --fail-on never -q"), 0);
    assert_eq!(status("texts/alone.md"), 2);
    assert_eq!(status("gone"), 2);
    assert_eq!(status("texts --source gone.md"), 2);
    assert_eq!(status("texts -o no/such/folder/out.md"), 2);
    let (status, out, err) = run(folder.path(), "texts/bytes.md --format json");
    assert_eq!(status, 2);
    assert_eq!(each(&json(&out)["errors"], "path"), ["texts/bytes.md"]);
    assert!(err.contains("error: texts/bytes.md: "), "{err}");
}

#[test]
fn a_source_given_replaces_those_of_the_front_matter() {
    let folder = folder();
    let (_, out, _) = run(folder.path(), "texts --source source.md --format json");
    let found = json(&out);
    let wrong = ["texts/alone.md", "texts/lost.md", "texts/sub/wrong.md", "texts/fine.md"];
    assert_eq!(each(&found["articles"], "path"), wrong);
    assert_eq!(found["total"]["errors"], 3);
}

#[test]
fn a_report_is_no_article_of_the_next_run_and_no_article_is_written_over() {
    let folder = folder();
    let first = run(folder.path(), "texts -o texts/report.md").2;
    assert_eq!(first, run(folder.path(), "texts -o texts/report.md").2);
    let (status, _, err) = run(folder.path(), "texts -o texts/fine.md");
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("texts/fine.md: not written: "), "{err}");
    assert!(fs::read_to_string(folder.path().join("texts/fine.md")).unwrap().contains(FINE));
}

#[test]
fn a_rule_file_that_does_not_fit_one_source_loses_no_other_article() {
    let folder = folder();
    let address = "https://lumen.example/news";
    write(&folder, "lumen.md", format!("---\nurl: {address}\n---\n\nLumen's fee is fixed.\n"));
    write(&folder, "texts/lumen.md", "---\nsource: ../lumen.md\n---\n\nLumen's fee is fixed.\n");
    let pack = format!(
        "id = \"lumen\"\ntitle = \"Lumen\"\nsource = {{ url = \"{address}\", date = 2026-01-01 }}\n\
         [[fact]]\nid = \"fee\"\nquote = \"words that stand nowhere\"\n"
    );
    write(&folder, "rules/lumen.toml", pack);
    let (status, out, err) = run(folder.path(), "texts --rules rules --format json");
    assert_eq!(status, 0, "{err}");
    assert_eq!(json(&out)["total"]["errors"], 1);
    let lost = &json(&out)["errors"];
    assert!(each(lost, "path").contains(&"texts/lumen.md"), "{lost}");
    assert!(err.contains("quote is not in lumen.md"), "{err}");
}

#[test]
fn a_spreadsheet_runs_nothing_of_a_text() {
    let folder = TempDir::new().unwrap();
    write(&folder, "source.md", SOURCE);
    write(&folder, "=cmd().md", WRONG);
    let (_, out, err) = run(folder.path(), "=cmd().md --source source.md --format csv");
    assert!(out.contains("article,'=cmd().md,"), "{out}{err}");
    assert!(!out.contains(",=cmd()"), "{out}");
}

/// What an author could try, in a text and in a name: markup, an early end of the script, an
/// attribute's end, characters that end lines in scripts, escape sequences, a template's place.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1))",
    "a\u{2028}alert(1)\u{2029}b",
    "\u{1b}]8;;javascript:alert(1)\u{7}",
    "\u{202e}txt.",
    "{{script}} {{data}}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "]]> --> \\u003c/script>",
];

/// A folder in which texts and names are hostile; the page of its audit.
fn hostile() -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let all = HOSTILE.join("\n\n");
    let source = "so\"><img onerror=alert(1)>urce.md";
    write(&folder, source, format!("{SOURCE}\n{all}\n"));
    for (index, words) in HOSTILE.iter().enumerate() {
        // A file's name holds no slash.
        let name = words.replace('/', "\u{2215}");
        let wrong = "Northwind's licence is exclusive";
        write(
            &folder,
            &format!("texts/{index} {name}.txt"),
            format!("{wrong} {words}.\n\n{all}\n"),
        );
        write(&folder, &format!("texts/{index} {name}.md"), "");
    }
    let args = ["audit", "texts", "--source", source, "-o", "out.html"];
    let (status, _, err) = done(command(&folder).args(args));
    assert_eq!(status, 0, "{err}");
    let page = fs::read_to_string(folder.path().join("out.html")).unwrap();
    (folder, page)
}

/// Every element of a page, with its attributes' names.
fn elements(page: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(page);
    let elements = page.tree.values().filter_map(|node| node.as_element());
    elements
        .map(|e| {
            let names: Vec<&str> = e.attrs().map(|(name, _)| name).collect();
            format!("{} {}", e.name(), names.join(" "))
        })
        .collect()
}

#[test]
fn no_text_and_no_name_becomes_markup_or_script() {
    let (_folder, page) = hostile();
    let plain = folder();
    run(plain.path(), "texts -o out.html");
    let calm = fs::read_to_string(plain.path().join("out.html")).unwrap();
    // The page has the same elements whatever is in the texts.
    assert_eq!(elements(&page), elements(&calm));
    assert!(20 < elements(&page).len());
    let hostile = |c: char| c.is_control() && c != '\n' || "\u{2028}\u{2029}\u{202e}".contains(c);
    assert!(!page.contains(hostile));
    let parsed = scraper::Html::parse_document(&page);
    let chosen = |css: &str| scraper::Selector::parse(css).unwrap();
    // Nothing is fetched, and nothing but the page's own style and script may run.
    assert_eq!(parsed.select(&chosen("[src], [href], [style], link, img, iframe")).count(), 0);
    let policy =
        parsed.select(&chosen("meta[http-equiv]")).next().unwrap().attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    // The words are all there, as data.
    let data = parsed.select(&chosen("#data")).next().unwrap().text().collect::<String>();
    let data: Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["total"]["errors"], HOSTILE.len());
    assert_eq!(data["failed"].as_array().unwrap().len(), HOSTILE.len());
    let first = data["documents"][0]["passages"].as_array().unwrap();
    let shown: Vec<&str> = first.iter().map(|passage| passage["text"].as_str().unwrap()).collect();
    let escaped = [r"\u{1b}]8;;javascript:alert(1)\u{7}", r"a\u{2028}alert(1)\u{2029}b"];
    for words in HOSTILE[..6].iter().chain(&escaped) {
        assert!(shown.contains(words), "{words}: {shown:?}");
    }
}

/// A Chromium of this machine, if it has one.
fn chromium() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names
        .into_iter()
        .find(|name| std::process::Command::new(name).arg("--version").output().is_ok())
}

#[test]
fn a_browser_runs_the_page_and_nothing_else() {
    let Some(browser) = chromium() else {
        println!("skipped: no chromium, chromium-browser or google-chrome on this machine");
        return;
    };
    let (folder, _) = hostile();
    let page = format!("file://{}", folder.path().join("out.html").display());
    let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000"])
        .args([&profile, "--dump-dom", &format!("{page}#finding-1")])
        .timeout(std::time::Duration::from_secs(60))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    let counted = format!("{0} findings in {0} articles, {0} not checked", HOSTILE.len());
    assert!(dom.contains(&counted), "{dom}");
    let parsed = scraper::Html::parse_document(&dom);
    let chosen = |css: &str| parsed.select(&scraper::Selector::parse(css).unwrap()).count();
    assert_eq!(chosen("script"), 2);
    assert_eq!(chosen("img, a, iframe, [onerror], [onmouseover], [style]"), 0);
    // The first finding is marked in both texts.
    assert_eq!((chosen("#here mark.current"), chosen("#there mark.current")), (1, 1));
}
