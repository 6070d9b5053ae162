//! First rule files: what `draft` writes loads, passes, and is worth going on from.

#![allow(clippy::unwrap_used)]

#[path = "shared/cases.rs"]
mod cases;
#[path = "shared/folder.rs"]
mod folder;

use cases::cases;
use folder::run;
use proptest::prelude::*;
use sourcelint::document::Document;
use sourcelint::door;
use sourcelint::draft::{self, Draft};
use sourcelint::rule::{Expect, Pack};
use sourcelint::verdict::Verdict;
use std::{fs, slice};
use tempfile::TempDir;

/// Drafts and loads; every draft is held to what holds for all of them.
fn drafted(source: &Document) -> (Draft, Pack) {
    let draft = draft::draft(source, None).unwrap_or_else(|| panic!("{}: nothing", source.path));
    assert_eq!(draft::draft(source, None), Some(draft.clone()), "{}: another draft", source.path);
    let file = ("draft.toml".to_owned(), draft.text.clone());
    let pack = door::load_packs(&[file]).unwrap_or_else(|e| panic!("{e:#?}\n{}", draft.text));
    let pack = pack.into_iter().next().unwrap();
    let counts = (pack.facts.len(), pack.caveats.len(), pack.examples.len());
    assert_eq!((draft.facts, draft.caveats, draft.examples), counts, "{}", source.path);

    // Its examples pass against the announcement, and where that is not at hand.
    for sources in [slice::from_ref(source), &[]] {
        let prepared = door::prepare(sources, vec![pack.clone()]);
        let prepared = prepared.unwrap_or_else(|e| panic!("{e:#?}\n{}", draft.text));
        assert!(prepared.skipped.is_empty(), "{:?}", prepared.skipped);
    }

    // Its quotes are words of one passage, as they stand there.
    let facts = pack.facts.iter().map(|f| &f.quote);
    for quote in facts.chain(pack.caveats.iter().map(|c| &c.quote)) {
        let held = source.passages.iter().any(|p| p.text.contains(quote.as_str()));
        assert!(held, "{}: not its words: {quote}", source.path);
    }

    // The announcement leaves out none of its own caveats.
    let prepared = door::prepare(slice::from_ref(source), vec![pack.clone()]).unwrap();
    let itself = door::check(source, slice::from_ref(source), &prepared);
    assert_eq!(itself.findings, [], "{}", source.path);
    (draft, pack)
}

fn expected(pack: &Pack, expect: Expect) -> Vec<&str> {
    pack.examples.iter().filter(|e| e.expect == expect).map(|e| e.article.as_str()).collect()
}

fn read(name: &str, text: &str) -> Document {
    door::read_source(name, text.into(), &[]).unwrap()
}

#[test]
fn every_announcement_of_the_corpus_gives_a_file_that_finds_its_own_changed_examples() {
    for case in cases() {
        let (_, pack) = drafted(&case.source);
        assert!(5 <= pack.facts.len(), "{}: {} facts", case.name, pack.facts.len());
        let silent = expected(&pack, Expect::Silent).len();
        assert!(pack.facts.len() <= silent + 5, "{}: {silent} facts stay silent", case.name);

        let source = slice::from_ref(&case.source);
        let prepared = door::prepare(source, vec![pack.clone()]).unwrap();
        let changed = expected(&pack, Expect::Contradicted);
        assert!(!changed.is_empty(), "{}: no fact was changed", case.name);
        for article in changed {
            let document = door::read("changed.md", article.into()).unwrap();
            let findings = door::check(&document, source, &prepared).findings;
            let found = findings.iter().any(|f| f.verdict == Verdict::Contradicted);
            assert!(found, "{}: not found: {article}", case.name);
        }
    }
}

#[test]
fn a_condition_becomes_a_caveat_with_words_of_both_languages() {
    let case = cases().into_iter().find(|c| c.name == "cloud-licence").unwrap();
    let (_, pack) = drafted(&case.source);
    let of = |quote: &str| pack.facts.iter().find(|f| f.quote == quote).unwrap();
    let first = of("OpenAI products launch first on Azure");
    let caveat = pack.caveats.iter().find(|c| c.of == first.id).unwrap();
    assert!(caveat.quote.starts_with("unless Microsoft is both unable"), "{}", caveat.quote);
    let words: Vec<&str> = caveat.met_by.iter().map(|p| p.source.as_str()).collect();
    assert!(words.contains(&"unless") && words.contains(&"除非"), "{words:?}");
    let omitted = expected(&pack, Expect::Omitted);
    assert!(omitted.contains(&"OpenAI products launch first on Azure."), "{omitted:?}");

    let paid = of("OpenAI will go on paying Microsoft a revenue share through 2030");
    let cap = pack.caveats.iter().find(|c| c.of == paid.id).unwrap();
    assert_eq!(cap.quote, "subject to a total cap");
    let changed = expected(&pack, Expect::Contradicted);
    let turned = "OpenAI will no longer pay Microsoft a revenue share.";
    assert!(changed.contains(&turned), "payer and payee: {changed:?}");
}

#[test]
fn one_slot_is_changed_at_a_time_in_chinese_too() {
    let text = "---\ntitle: 通告\nurl: https://line.example/notice\npublished_at: \"2027-03-31\"\n---\n\n\
                # 海峽航運票價通告\n\n成人單程票價將由 14 元調整為 16 元。島民票價維持不變。\
                售票系統由藍岸公司獨家提供至 2031 年底。\n";
    let (draft, pack) = drafted(&read("notice.md", text));
    assert_eq!(pack.source.url.as_deref(), Some("https://line.example/notice"));
    assert_eq!(pack.source.date.as_deref(), Some("2027-03-31"));
    let changed = expected(&pack, Expect::Contradicted).join("\n");
    assert!(changed.contains("藍岸公司非獨家提供至 2031 年底"), "{}", draft.text);
    assert!(changed.contains("藍岸公司獨家提供至 2033 年底"), "{}", draft.text);
    assert!(changed.contains("島民票價提高"), "{}", draft.text);
    assert!(pack.facts.iter().all(|f| f.id.starts_with("fact-0")), "{}", draft.text);
}

#[test]
fn what_states_no_value_is_not_pinned() {
    let greetings = read("hello.md", "# Welcome\n\nWe love the sea. Our crews love it too.\n");
    assert_eq!(draft::draft(&greetings, None), None);
    let text =
        "We love the sea. The adult fare is $16.50. \"Fares of $3 are a joke,\" said Ann Lee.\n";
    let (_, pack) = drafted(&read("fares.md", text));
    let quotes: Vec<&str> = pack.facts.iter().map(|f| f.quote.as_str()).collect();
    assert_eq!(quotes, ["The adult fare is $16.50"]);
}

#[test]
fn no_mark_of_the_announcement_breaks_the_file() {
    let text = "The \"Blue\\Gate\" fare (tier {A|B}*) is $16.50 until 1 May 2027, unless it's \\d~ ]]].\n\n\
                Line\u{202e} seven \u{1b}[2J costs $9 on 3 June 2027.\n\n\
                | Item | Fee |\n|---|---|\n| \"Gate\" # 7 | $12 from 1 July 2027 |\n";
    let (draft, pack) = drafted(&read("marks.md", text));
    assert!(pack.facts.iter().any(|f| f.quote.contains("\"Blue\\Gate\"")), "{}", draft.text);
    let hostile = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    assert!(!draft.text.contains(hostile), "{:?}", draft.text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_an_announcement_says_its_draft_holds(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..14)
    ) {
        let source = read("any.md", &pieces.concat());
        if draft::draft(&source, None).is_some() {
            drafted(&source);
        }
    }
}

/// Pieces of announcements, and marks that mean something to Markdown, TOML and patterns.
const PIECES: &[&str] = &[
    "Line A will pay Line B $4 million",
    " through 2030",
    ", unless it rains",
    " if (and only if) both agree",
    "成人票價為 16 元",
    "，但不得超過三年",
    "。",
    ". ",
    "\n\n",
    "\n- ",
    "# ",
    "| a | b |\n|---|---|\n| fee | $12 until 1 May 2027 |\n",
    "\"no {fare} (rises|falls)* ~5%\"",
    "\\d '''",
    "The exclusive licence ends on 3 March 2028",
    "Routers must not be sold to at least two of them",
    "\u{202e}",
    "key: value 7 km\n",
];

#[test]
fn a_file_that_is_there_is_only_written_over_when_forced() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    let source = "# Fares\n\nThe adult fare is $16.50 from 1 May 2027.\n";
    fs::write(path.join("notice.md"), source).unwrap();
    fs::write(path.join("hello.md"), "We love the sea.\n").unwrap();

    let (status, printed, err) = run(path, "draft notice.md");
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(printed.contains("\nid     = \"fares\"\n"), "{printed}");
    let (status, out, err) = run(path, "draft notice.md --out ferry-fares.toml");
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(
        err.contains("next: go through it, then: sourcelint rules test ferry-fares.toml"),
        "{err}"
    );
    let (status, out, err) = run(path, "rules test ferry-fares.toml --source notice.md");
    assert_eq!(status, 0, "{err}");
    assert!(out.starts_with("ok ferry-fares: "), "{out}");

    fs::write(path.join("ferry-fares.toml"), "# my work\n").unwrap();
    let (status, _, err) = run(path, "draft notice.md --out ferry-fares.toml");
    assert_eq!(status, 2);
    assert!(err.starts_with("error: ferry-fares.toml: is there already"), "{err}");
    assert!(err.contains("next: give --force"), "{err}");
    let kept = || fs::read_to_string(path.join("ferry-fares.toml")).unwrap();
    assert_eq!(kept(), "# my work\n");
    assert_eq!(run(path, "draft notice.md --out ferry-fares.toml --force").0, 0);
    assert!(kept().contains("[[fact]]"));

    let (status, out, err) = run(path, "draft hello.md --out other.toml");
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("error: hello.md: nothing to pin") && err.contains("next: "), "{err}");
    assert!(!path.join("other.toml").exists());
    assert_eq!(run(path, "draft gone.md").0, 2);
}
