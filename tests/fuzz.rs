//! Every reader of the tool, given texts that were broken on purpose: nothing panics, every place that is
//! told lies in its file and cuts no character, and the same text gives the same answer.
//!
//! Seeds are the project's own files and those under `tests/fuzz`, where each text that once broke
//! something stays. `FUZZ_SECONDS=300 cargo test --release --test fuzz` goes on for five minutes a reader,
//! `FUZZ_SEED=2` makes other texts; what breaks a law is printed as it is.

#![allow(clippy::unwrap_used)]

#[path = "shared/generate.rs"]
mod generate;

use generate::Dice;
use sourcelint::config::load;
use sourcelint::document::Document;
use sourcelint::door::{self, PackError, Prepared};
use sourcelint::report::pairs;
use sourcelint::silence::baseline::Baseline;
use sourcelint::silence::changed::Changed;
use sourcelint::silence::{self, Rules};
use sourcelint::span::Span;
use std::fmt::Debug;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Texts a reader is given in an ordinary run.
const TEXTS: usize = 150;

/// Pieces that mean something to one of the readers.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "\u{feff}",
    "\u{a0}",
    "\u{3000}",
    "\u{200b}",
    "\u{85}",
    "\u{2028}",
    "---\n",
    "+++\n",
    "```\n",
    "~~~",
    "> ",
    "- ",
    "1. ",
    "# ",
    "|",
    "|---|",
    "`",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "](",
    "![",
    "[^a]:",
    "\\",
    "<",
    ">",
    "</",
    "<p>",
    "</p>",
    "<table><tr><td>",
    "</td>",
    "<th>",
    "<br>",
    "<li>",
    "<a href='x'>",
    "<script>",
    "</script>",
    "<title>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<!doctype html>",
    "</>",
    "&amp;",
    "&#38;",
    "&#x4e2d;",
    "&acE;",
    "&ampx",
    "&#0;",
    "&",
    ";",
    "<!-- sourcelint-ignore-next-line exclusivity: why -->",
    "<!-- sourcelint-ignore exclusivity: a -->",
    "<!-- sourcelint-end-ignore -->",
    "sourcelint:\n  ignore:\n    - { rule: exclusivity, reason: why }\n",
    "until=2027-01-31",
    "source: s.md\n",
    "key: ",
    "key = ",
    "[table]\n",
    "[[fact]]\n",
    "{id}",
    "re:",
    "(a|b)",
    "(a|)",
    "~",
    "\\b",
    "'",
    "\"",
    "\"\"\"",
    "''",
    "{",
    "}",
    "]",
    "=",
    "#",
    "id = \"a\"\n",
    "quote = \"x\"\n",
    "claims = ['*']\n",
    "&a ",
    "*a ",
    "!!str ",
    "<<: ",
    "|-\n",
    "? ",
    "２０３２",
    "1,234.5",
    "0.",
    ".5",
    "1e999",
    "-1",
    "$5m",
    "£",
    "€1.2bn",
    "%",
    "percent",
    "up to ",
    "at least ",
    "two hundred ",
    "million ",
    "half a ",
    "三点五亿",
    "一億二千萬",
    "百分之",
    "成",
    "至多",
    "2026-02-31",
    "31 February ",
    "1 May 2027",
    "Q4 ",
    "FY",
    "2032 年底前",
    "十二月三十二日",
    "9999-12-31",
    "0000-00-00",
    "until ",
    "before ",
    "by the end of ",
    "→",
    "✗",
    "✓",
    "“",
    "”",
    "「",
    "」",
    "（",
    "）",
    "。",
    "，",
    "：",
    "！",
    "?",
    "…",
    "not ",
    "不",
    "no longer ",
    "exclusive",
    "非獨家",
    "only ",
    "👩\u{200d}💻",
    "e\u{301}",
    "\u{202e}",
    "\u{1b}[2J",
    "\u{0}",
    "ß",
    "İ",
    "ﬁ",
    "𠮷",
    "\u{fffd}",
    "{\"id\": 1, ",
    "\"source\": ",
    "\"claim\": ",
    "}",
    "null",
    "\\u0000",
    "\\ud800",
    "@@ -1,2 +3,4 @@\n",
    "@@ -0,0 +18446744073709551615 @@\n",
    "+",
    "diff --git a/x b/x\n",
];

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The texts of all files with one of `endings` below `folder`.
fn texts(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![project(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|e| endings.contains(&e.to_str().unwrap())) {
            found.push(path);
        }
    }
    found.sort();
    found
        .iter()
        .map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned())
        .collect()
}

/// A text of at most three kilobytes, made of seeds and pieces.
fn broken(dice: &mut Dice, seeds: &[String]) -> String {
    let cut = |dice: &mut Dice, text: &str, most: usize| -> String {
        let chars: Vec<char> = text.chars().collect();
        let start = dice.below(chars.len() + 1);
        let end = (start + dice.below(most)).min(chars.len());
        chars[start..end].iter().collect()
    };
    let first = &seeds[dice.below(seeds.len())];
    let mut chars: Vec<char> = match dice.below(4) {
        0 => Vec::new(),
        1 => first.chars().take(2_000).collect(),
        _ => cut(dice, first, 1_500).chars().collect(),
    };
    for _ in 0..1 + dice.below(12) {
        let at = dice.below(chars.len() + 1);
        let end = (at + dice.below(40)).min(chars.len());
        let other = &seeds[dice.below(seeds.len())];
        let new: Vec<char> = match dice.below(6) {
            0 => Vec::new(),
            1 => chars[at..end].repeat(1 + dice.below(4)),
            2 => cut(dice, other, 200).chars().collect(),
            3 => dice.one(PIECES).repeat(1 + dice.below(30)).chars().collect(),
            4 => {
                char::from_u32(u32::try_from(dice.below(0x11_0000)).unwrap()).into_iter().collect()
            }
            _ => (0..dice.below(6))
                .flat_map(|_| dice.one(PIECES).chars().collect::<Vec<_>>())
                .collect(),
        };
        let end = if dice.below(2) == 0 { at } else { end };
        chars.splice(at..end, new);
    }
    chars.into_iter().take(3_000).collect()
}

/// Gives `act` broken texts until it panics, answers twice in two ways, or time is over.
fn fuzz<A: PartialEq + Debug>(name: &str, seeds: &[String], act: impl Fn(&str) -> A) {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let until = number("FUZZ_SECONDS").map(|s| Instant::now() + Duration::from_secs(s));
    let seed = number("FUZZ_SEED").unwrap_or(1);
    let mut dice = Dice::of(
        seed ^ name.bytes().fold(0, |sum: u64, b| sum.wrapping_mul(131).wrapping_add(b.into())),
    );
    let twice = |text: &str| {
        let answers = catch_unwind(AssertUnwindSafe(|| (act(text), act(text))));
        match answers {
            Ok((one, other)) => assert_eq!(one, other, "{name}: two answers for {text:?}"),
            Err(_) => panic!("{name}: breaks on {text:?}"),
        }
    };
    texts("tests/fuzz", &["txt"]).iter().for_each(|text| twice(text));
    let mut made = 0;
    while until.map_or(made < TEXTS, |until| Instant::now() < until) {
        twice(&broken(&mut dice, seeds));
        made += 1;
    }
    println!("{name}: {made} texts");
}

fn articles() -> Vec<String> {
    texts("corpus", &["md", "html", "txt"])
}

fn rule_files() -> Vec<String> {
    let docs = fs::read_to_string(project("docs/rules.md")).unwrap();
    let blocks = docs.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.map(str::to_owned).chain(texts("rules/packs", &["toml"])).collect()
}

fn in_file(text: &str, span: Span, what: &str) {
    let good = span.start <= span.end && text.get(span.start..span.end).is_some();
    assert!(good, "{what}: {span:?} of {} bytes", text.len());
}

/// Every place that a document names.
fn in_document(document: &Document) {
    let text = &document.text;
    for passage in &document.passages {
        let mut at = 0;
        for piece in &passage.pieces {
            assert_eq!(piece.text.start, at, "a gap between pieces");
            at = piece.text.end;
            in_file(text, Span::new(piece.file.start, piece.file.end), "piece");
            if piece.is_exact() {
                // A line end may stand as a space.
                let same = |text: &str| text.replace(['\n', '\r', '\t'], " ");
                let (shown, there) =
                    (passage.text.get(piece.text.clone()), text.get(piece.file.clone()));
                assert_eq!(shown.map(same), there.map(same));
            }
        }
        assert_eq!(at, passage.text.len());
    }
    document.dropped.iter().for_each(|d| in_file(text, d.span, "dropped"));
    document.meta.iter().for_each(|m| in_file(text, m.span, "meta"));
    document.comments.iter().for_each(|c| in_file(text, c.span, "comment"));
}

static SOURCES: LazyLock<(Vec<Document>, Prepared)> = LazyLock::new(|| {
    let text = fs::read(project("corpus/cloud-licence/source.md")).unwrap();
    let sources = vec![door::read_source("s.md", text, &[]).unwrap()];
    let prepared = door::prepare(&sources, Vec::new()).unwrap();
    (sources, prepared)
});

/// All that becomes of an article; its places, checked.
fn judged(path: &str, text: &str) -> impl PartialEq + Debug + use<> {
    let (sources, prepared) = &*SOURCES;
    let article = door::read(path, text.replace('\0', " ").into_bytes()).unwrap();
    in_document(&article);
    let judgement = door::check(&article, sources, prepared);
    let rules = Rules {
        known: ["exclusivity".to_owned()].into(),
        asked: ["exclusivity".to_owned()].into(),
    };
    let today = "2026-11-01".parse().unwrap();
    let sifted = silence::silence(&article, judgement.findings, &rules, today);
    let found = sifted.findings.iter().chain(sifted.silenced.iter().map(|s| &s.finding));
    for finding in found {
        in_file(&article.text, finding.span, &finding.id);
        for evidence in &finding.evidence {
            let file = sources.get(evidence.source).unwrap_or(&article);
            in_file(&file.text, evidence.span, "evidence");
        }
    }
    judgement.claims.iter().for_each(|claim| in_file(&article.text, claim.span, "claim"));
    (judgement.claims, sifted)
}

/// Places of errors: lines and columns that the text has.
fn in_lines(text: &str, errors: &[PackError]) {
    for error in errors {
        let lines = text.split('\n').count();
        assert!((1..=lines).contains(&error.line), "line {} of {lines}: {error:?}", error.line);
        let line = text.split('\n').nth(error.line - 1).unwrap();
        assert!((1..=line.chars().count() + 1).contains(&error.column), "{error:?} in {line:?}");
    }
}

#[test]
fn markdown_with_its_front_matter_and_comments() {
    fuzz("markdown", &articles(), |text| judged("a.md", text));
}

#[test]
fn html() {
    fuzz("html", &articles(), |text| judged("a.html", text));
}

#[test]
fn plain_text() {
    fuzz("plain", &articles(), |text| judged("a.txt", text));
}

#[test]
fn announcements() {
    fuzz("announcement", &articles(), |text| {
        let bytes = text.replace('\0', " ").into_bytes();
        let ending = ["md", "html", "txt"][text.len() % 3];
        let source = door::read_source(&format!("s.{ending}"), bytes, &[]).unwrap();
        in_document(&source);
        let rows = door::statements(&source, None);
        rows.iter().for_each(|row| in_file(&source.text, row.span, "statement"));
        rows
    });
}

#[test]
fn bytes_that_are_no_text() {
    fuzz("bytes", &articles(), |text| {
        let mut bytes = text.as_bytes().to_vec();
        let mut dice = Dice::of(text.len() as u64);
        for _ in 0..dice.below(4) {
            let at = dice.below(bytes.len() + 1);
            bytes.insert(at, u8::try_from(dice.below(256)).unwrap());
        }
        let length = bytes.len();
        let read = door::read_mended("a.md", bytes);
        if let Ok((document, _)) = &read {
            assert_eq!(document.text.len(), length);
            in_document(document);
        }
        read
    });
}

#[test]
fn numbers_and_dates() {
    let seeds = [
        "up to 8,234.5 million on 31 May 2027 and $5bn or 12 percent.",
        "至多三点五亿美元，于 2027 年 1 月 31 日前支付百分之十二。",
    ];
    fuzz("numbers", &seeds.map(str::to_owned), |text| judged("a.txt", text));
}

#[test]
fn rule_files_load_or_say_where_not() {
    fuzz("rules", &rule_files(), |text| {
        let loaded = door::load_packs(&[("r.toml".to_owned(), text.to_owned())]);
        match loaded {
            Ok(packs) => {
                let (sources, _) = &*SOURCES;
                let prepared = door::prepare(sources, packs);
                (Vec::new(), prepared.err().unwrap_or_default())
            }
            Err(errors) => {
                in_lines(text, &errors);
                (errors, Vec::new())
            }
        }
    });
}

#[test]
fn configurations_load_or_say_where_not() {
    let seeds = texts("docs", &["md"]).join("\n");
    let blocks = seeds.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let blocks: Vec<String> = blocks.map(str::to_owned).collect();
    fuzz("config", &blocks, |text| {
        let loaded = load::load("sourcelint.toml", text);
        if let Err(errors) = &loaded {
            in_lines(text, errors);
        }
        format!("{loaded:?}")
    });
}

#[test]
fn lines_of_verify() {
    let line = r#"{"id": "1", "source": "The licence is non-exclusive.", "claim": "The licence is exclusive."}"#;
    fuzz("verify", &[line.to_owned()], |text| match pairs::read(text.as_bytes()) {
        Ok(pair) => Ok(pairs::answer(&pair.id, &door::verify(&pair.source, &pair.claim))),
        Err(error) => Err(pairs::error(error.id.as_deref(), 1, &error.message)),
    });
}

#[test]
fn baselines_and_diffs() {
    let seeds = [
        "{\"schema\": \"sourcelint-baseline/1\", \"findings\": []}",
        "@@ -1,2 +3,4 @@ x\n-a\n+b\n@@ -9 +9,0 @@\n",
    ];
    fuzz("baseline", &seeds.map(str::to_owned), |text| {
        let read = Baseline::read(text).map(|baseline| baseline.text());
        (read, format!("{:?}", Changed::of_diff(text)))
    });
}
