//! What a person sees: the binary's reports on two articles of the corpus, as snapshots.

#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use folder::run;

/// Standard output of a check, run from the root of the repository so that paths are relative.
fn screen(article: &str, source: &str, format: &str) -> String {
    let args = format!("check {article} --source {source} --format {format}");
    let (status, out, err) = run(".", &args);
    assert_eq!(status, 1, "{err}");
    out
}

const ENGLISH: [&str; 2] =
    ["corpus/ferry-acquisition/articles/errors.html", "corpus/ferry-acquisition/source.md"];
const CHINESE: [&str; 2] =
    ["corpus/cloud-licence/articles/errors.md", "corpus/cloud-licence/source.md"];

#[test]
fn an_english_page_in_full() {
    insta::assert_snapshot!(screen(ENGLISH[0], ENGLISH[1], "full"));
}

#[test]
fn an_english_page_in_lines() {
    insta::assert_snapshot!(screen(ENGLISH[0], ENGLISH[1], "concise"));
}

#[test]
fn a_chinese_article_in_full() {
    insta::assert_snapshot!(screen(CHINESE[0], CHINESE[1], "full"));
}

#[test]
fn a_chinese_article_in_lines() {
    insta::assert_snapshot!(screen(CHINESE[0], CHINESE[1], "concise"));
}

/// A Chinese character is two columns wide on a terminal: the mark must be as wide as its words.
#[test]
fn the_mark_stands_under_the_chinese_words() {
    let report = screen(CHINESE[0], CHINESE[1], "full");
    let mut lines = report.lines();
    let line = lines.find(|l| l.starts_with("11 |")).unwrap();
    let marks = lines.next().unwrap();
    let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let words = "排他";
    let before = line.split(words).next().unwrap();
    assert_eq!(width(before), width(marks.split('^').next().unwrap()), "{report}");
    assert_eq!(width(words), marks.matches('^').count(), "{report}");
}
