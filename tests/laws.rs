//! Laws that hold for every text: over the corpus, and over texts nobody wrote.

#![allow(clippy::unwrap_used)]

#[path = "shared/cases.rs"]
mod cases;

use cases::{cases, judged, packs, plain};
use proptest::prelude::*;
use sourcelint::document::Document;
use sourcelint::door;
use sourcelint::span::Span;
use sourcelint::verdict::{Evidence, Judgement};
use std::sync::LazyLock;
use unicode_width::UnicodeWidthStr;

fn hold(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn read(path: &str, text: &str) -> Document {
    door::read(path, text.as_bytes().to_vec()).unwrap()
}

/// Every source of the corpus, and the quotes of every rule file as if they were one.
fn sources() -> Vec<Document> {
    let stand_ins = cases::pack_folders().into_iter().flat_map(|f| packs(&f));
    cases().into_iter().map(|c| c.source).chain(stand_ins.map(|p| door::stand_in(&p))).collect()
}

fn said(document: &Document, judgement: &Judgement) -> Vec<String> {
    let findings = judgement.findings.iter();
    findings
        .map(|f| format!("{}: [{}] “{}”: {}", document.path, f.id, f.claim, f.message))
        .collect()
}

#[test]
fn a_source_against_itself_gives_no_finding() {
    let faults = sources().iter().flat_map(|s| said(s, &judged(s, s))).collect::<Vec<_>>();
    hold(&faults);
}

/// Read as an article, a page keeps its navigation and its teasers of other stories.
#[test]

fn a_page_against_its_own_announcement_gives_no_finding() {
    let faults = cases().into_iter().flat_map(|case| {
        let page = read(&case.source.path, &case.source.text);
        said(&page, &judged(&page, &case.source))
    });
    hold(&faults.collect::<Vec<_>>());
}

#[test]
fn a_source_against_itself_gives_no_finding_with_rule_files() {
    let mut faults = Vec::new();
    for folder in cases::pack_folders() {
        let sources: Vec<Document> = packs(&folder).iter().map(door::stand_in).collect();
        let prepared = door::prepare(&sources, packs(&folder)).unwrap();
        assert!(prepared.skipped.is_empty(), "{:?}", prepared.skipped);
        for source in &sources {
            faults.extend(said(source, &door::check(source, &sources, &prepared)));
        }
        for case in cases() {
            let own = std::slice::from_ref(&case.source);
            let prepared = door::prepare(own, packs(&folder)).unwrap();
            faults.extend(said(&case.source, &door::check(&case.source, own, &prepared)));
        }
    }
    hold(&faults);
}

#[test]
fn a_faithful_article_against_itself_gives_no_finding() {
    let all = cases().into_iter().flat_map(|case| case.articles);
    let faithful = all.filter(|a| a.path.contains("/faithful"));
    hold(&faithful.flat_map(|a| said(&a, &judged(&a, &a))).collect::<Vec<_>>());
}

#[test]
fn the_same_input_gives_the_same_judgement() {
    for case in cases() {
        for article in &case.articles {
            let again = read(&article.path, &article.text);
            assert_eq!(*article, again);
            assert_eq!(judged(article, &case.source), judged(&again, &case.source));
        }
    }
}

/// Verdicts and findings in order, with the words they are about; white space does not count.
fn gist(judgement: &Judgement) -> Vec<String> {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let claims = judgement.claims.iter();
    let claims = claims.map(|c| format!("{} ({}): {}", c.verdict.word(), c.stance, bare(&c.text)));
    let findings = judgement.findings.iter();
    let findings = findings.map(|f| format!("{}[{}]: {}", f.severity.word(), f.id, bare(&f.claim)));
    claims.chain(findings).collect()
}

/// Every article of the corpus, changed by `change`, is judged as before.
fn changes_nothing(change: impl Fn(&Document) -> String) {
    let mut faults = Vec::new();
    let mut changed = 0;
    for case in cases() {
        for article in &case.articles {
            let other = read(&article.path, &change(article));
            changed += usize::from(other.text != article.text);
            let before = gist(&judged(article, &case.source));
            let after = gist(&judged(&other, &case.source));
            let lost = before.iter().filter(|line| !after.contains(line));
            faults.extend(lost.map(|line| format!("{}: before: {line}", article.path)));
            let new = after.iter().filter(|line| !before.contains(line));
            faults.extend(new.map(|line| format!("{}: after:  {line}", article.path)));
            if faults.is_empty() && before != after {
                faults.push(format!("{}: another order, or one more or less", article.path));
            }
        }
    }
    assert!(3 <= changed, "only {changed} articles were changed: this tests nothing");
    hold(&faults);
}

#[test]
fn blank_lines_change_no_verdict() {
    changes_nothing(|article| {
        let front = front_matter(&article.text);
        let (front, body) = article.text.split_at(front);
        format!("{front}{}", body.replace("\n\n", "\n\n\n"))
    });
}

#[test]
fn carriage_returns_change_no_verdict() {
    changes_nothing(|article| article.text.replace('\n', "\r\n"));
}

#[test]
fn carriage_returns_in_the_source_change_no_verdict() {
    for case in cases() {
        let text = case.source.text.replace('\n', "\r\n");
        let other = door::read_source(&case.source.path, text.into_bytes(), &[]).unwrap();
        for article in &case.articles {
            assert_eq!(gist(&judged(article, &case.source)), gist(&judged(article, &other)));
        }
    }
}

#[test]
fn a_byte_order_mark_changes_no_verdict() {
    changes_nothing(|article| format!("\u{feff}{}", article.text));
}

#[test]
fn lines_wrapped_elsewhere_change_no_verdict() {
    // Narrower lines are poems, or scraped: there a line end means something.
    for width in [64, 80, 100] {
        changes_nothing(|article| match article.path.ends_with(".md") {
            true => wrapped(&article.text, width),
            false => article.text.clone(),
        });
    }
}

/// Bytes of the `---` block at the top.
fn front_matter(text: &str) -> usize {
    let end = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    end.map_or(0, |at| at + "---\n\n---\n".len())
}

/// Paragraphs of one long line are wrapped at `width` columns as an editor does: at a space, or
/// before a Chinese character. Tables, lists, headings, quotes and key lines stay as they are.
fn wrapped(text: &str, width: usize) -> String {
    let (front, body) = text.split_at(front_matter(text));
    let lines: Vec<&str> = body.split('\n').collect();
    let blank =
        |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|l| l.trim().is_empty());
    let wrap = |(at, line): (usize, &&str)| {
        let alone = blank(at.checked_sub(1)) && blank(Some(at + 1));
        if alone && is_prose(line) { cut(line, width) } else { (*line).to_owned() }
    };
    let lines: Vec<String> = lines.iter().enumerate().map(wrap).collect();
    format!("{front}{}", lines.join("\n"))
}

fn is_prose(line: &str) -> bool {
    let first = line.chars().next();
    let letter = first.is_some_and(|c| c.is_alphabetic() || "“「\"".contains(c));
    let marks = ['|', '`', '[', '<', '*', '_'];
    letter && !line.contains(marks) && line.contains(['.', '。']) && 40 < line.chars().count()
}

fn cut(line: &str, width: usize) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for (unit, spaced) in units(line) {
        let gap = usize::from(spaced && 0 < column);
        if width < column + gap + unit.width() && 0 < column {
            out.push('\n');
            column = 0;
        } else if 0 < gap {
            out.push(' ');
            column += 1;
        }
        out.push_str(&unit);
        column += unit.width();
    }
    out
}

/// Words, and Chinese characters with the punctuation behind them; whether a space stood before.
fn units(line: &str) -> Vec<(String, bool)> {
    let han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let mut units: Vec<(String, bool)> = Vec::new();
    let mut spaced = false;
    let mut before = ' ';
    for c in line.chars() {
        let opens = "「『“（《".contains(c);
        let apart =
            han(c) && !"「『“（《".contains(before) || opens || han(before) && c.is_alphanumeric();
        let after_mark = "，。、；：」』”）》".contains(before);
        if c == ' ' {
            spaced = true;
        } else if units.is_empty()
            || c.is_alphanumeric() && (spaced || apart || after_mark)
            || opens && apart
        {
            units.push((c.to_string(), spaced));
            spaced = false;
        } else {
            // A mark at the head of a line could be a list: it stays with its word.
            let unit = &mut units.last_mut().unwrap().0;
            unit.push_str(if spaced { " " } else { "" });
            unit.push(c);
            spaced = false;
        }
        before = c;
    }
    units
}

/// What is wrong with a span of `text`.
fn fault(what: &str, path: &str, text: &str, span: Span) -> Option<String> {
    let good = span.start < span.end && text.get(span.start..span.end).is_some();
    let Span { start, end } = span;
    (!good).then(|| format!("{path}: {what}: {start}..{end} of {}", text.len()))
}

/// Every span of a judgement that is empty, outside its file, or cuts a character.
fn bad_spans(article: &Document, sources: &[Document], judgement: &Judgement) -> Vec<String> {
    let own = |what: &str, span| fault(what, &article.path, &article.text, span);
    let of = |e: &Evidence| {
        // Past the sources stands the article itself: it can contradict itself.
        let file = sources.get(e.source).unwrap_or(article);
        fault("evidence", &file.path, &file.text, e.span)
    };
    let claims = judgement
        .claims
        .iter()
        .flat_map(|c| own("claim", c.span).into_iter().chain(c.evidence.iter().filter_map(of)));
    let findings = judgement
        .findings
        .iter()
        .flat_map(|f| own("finding", f.span).into_iter().chain(f.evidence.iter().filter_map(of)));
    claims.chain(findings).collect()
}

#[test]
fn every_span_stands_in_its_file_and_cuts_no_character() {
    let mut faults = Vec::new();
    for case in cases() {
        let sources = [case.source];
        for article in case.articles.iter().chain(&sources) {
            let judgement = door::check(article, &sources, &plain(&sources[0]));
            faults.extend(bad_spans(article, &sources, &judgement));
        }
    }
    hold(&faults);
}

#[test]
fn every_contradiction_shows_the_words_of_both_texts() {
    let mut faults = Vec::new();
    for case in cases() {
        for article in &case.articles {
            for f in judged(article, &case.source).findings {
                // What no source has cannot be shown in one.
                let absent = f.relation == "not-in-source";
                if f.claim.is_empty() || !absent && f.evidence.iter().all(|e| e.text.is_empty()) {
                    faults.push(format!("{}: [{}] {}", article.path, f.id, f.message));
                }
            }
        }
    }
    hold(&faults);
}

static SOURCES: LazyLock<Vec<Document>> = LazyLock::new(sources);

/// Lines of the corpus, marks of Markdown and HTML, and characters of any kind.
fn text() -> impl Strategy<Value = String> {
    let all = cases().into_iter().flat_map(|case| case.articles);
    let lines: Vec<String> =
        all.flat_map(|a| a.text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let marks = [
        "\n",
        "\n\n",
        "- ",
        "# ",
        "| ",
        " |",
        "> ",
        "---\n",
        "key: ",
        "<p>",
        "</td>",
        "&amp;",
        "✗",
        "→",
        "\r\n",
        "\u{feff}",
        "２０３２",
        " not ",
        "不",
    ];
    let part = prop_oneof![
        4 => prop::sample::select(lines),
        4 => prop::sample::select(marks.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>().prop_map(|s| s.replace('\0', "")),
    ];
    prop::collection::vec(part, 0..16).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_judged_and_its_spans_hold(
        text in text(),
        ending in prop::sample::select(vec!["md", "html", "txt"]),
        which in any::<prop::sample::Index>(),
    ) {
        let source = &SOURCES[which.index(SOURCES.len())];
        let article = read(&format!("any.{ending}"), &text);
        let sources = std::slice::from_ref(source);
        let judgement = door::check(&article, sources, &plain(source));
        prop_assert_eq!(bad_spans(&article, sources, &judgement), Vec::<String>::new());
        prop_assert_eq!(&judgement, &judged(&article, source));
    }

    #[test]
    fn any_text_can_be_a_source(text in text(), ending in prop::sample::select(vec!["md", "html", "txt"])) {
        let path = format!("any.{ending}");
        let source = door::read_source(&path, text.clone().into_bytes(), &[]).unwrap();
        let article = read(&path, &text);
        let judgement = judged(&article, &source);
        prop_assert_eq!(bad_spans(&article, std::slice::from_ref(&source), &judgement), Vec::<String>::new());
    }
}
