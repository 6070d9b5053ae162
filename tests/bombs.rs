//! Texts and rule files made to cost more than their length: time and memory grow as the text does.

#![allow(clippy::unwrap_used)]

#[path = "shared/bombs.rs"]
mod bombs;
#[path = "shared/cost.rs"]
mod cost;

use bombs::{BOMBS, Bomb};
use sourcelint::document::Document;
use sourcelint::door::{self, Prepared};
use sourcelint::report::{self, Article, Colour, Excerpt, Keep, Look, Run};
use sourcelint::silence::{self, Rules};
use std::io::{self, Write};
use std::sync::LazyLock;

const SOURCE: &str = "The licence of Northwind is now non-exclusive. Northwind pays 5 million for it, \
                      which the regulator must approve.\n\n> “No gate,” said the director.\n";

/// Linear growth gives 4, quadratic 16.
const GROWTH_MAX: f64 = 8.0;

/// Bytes held for each byte of a text: statements, what was compared, and findings on every line.
const BYTES_PER_BYTE_MAX: u64 = 900;

static SOURCES: LazyLock<(Vec<Document>, Prepared)> = LazyLock::new(|| against(SOURCE));

fn against(source: &str) -> (Vec<Document>, Prepared) {
    let sources = vec![door::read_source("s.md", source.into(), &[]).unwrap()];
    let prepared = door::prepare(&sources, Vec::new()).unwrap();
    (sources, prepared)
}

/// Everything that a check does with an article but to print.
fn judged(ending: &str, text: &str) -> usize {
    let (sources, prepared) = &*SOURCES;
    let article = door::read(&format!("a.{ending}"), text.into()).unwrap();
    let judgement = door::check(&article, sources, prepared);
    let known = ["exclusivity".to_owned()].into();
    let rules = Rules { known, asked: Default::default() };
    let today = "2026-11-01".parse().unwrap();
    silence::silence(&article, judgement.findings, &rules, today).findings.len()
}

/// Everything that is done with an announcement: it is read, prepared, and asked.
fn asked(ending: &str, text: &str) -> usize {
    let source = door::read_source(&format!("s.{ending}"), text.into(), &[]).unwrap();
    let sources = [source];
    let prepared = door::prepare(&sources, Vec::new()).unwrap();
    let article = door::read("a.md", "The licence of Northwind is exclusive.".into()).unwrap();
    door::check(&article, &sources, &prepared).findings.len()
}

/// The bombs that cost more than they should under `act`. One that a busy machine made look so is
/// tried again.
fn exploding(act: impl Fn(&Bomb, &str)) -> Vec<String> {
    let grown =
        |bomb: &Bomb| cost::growth(bomb.times(bomb.bytes()), |times| act(bomb, &bomb.text(times)));
    let of = |bomb: &Bomb| {
        let tries = (0..3).map(|_| grown(bomb));
        let last = tries.into_iter().scan(false, |calm, growth| {
            (!*calm).then(|| {
                *calm = growth.iter().all(|g| *g < GROWTH_MAX);
                growth
            })
        });
        let [time, held, all] = last.last().unwrap();
        let fine = [time, held, all].iter().all(|g| *g < GROWTH_MAX);
        (!fine).then(|| {
            format!("{}: four times the text takes {time:.1} the time, {held:.1} the memory, {all:.1} in all", bomb.name)
        })
    };
    BOMBS.iter().filter_map(of).collect()
}

#[test]
fn an_article_costs_as_its_length() {
    let faults = exploding(|bomb, text| {
        judged(bomb.ending, text);
    });
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn an_announcement_costs_as_its_length() {
    let faults = exploding(|bomb, text| {
        asked(bomb.ending, text);
    });
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_hundred_thousand_of_anything_are_read_and_judged() {
    let mut faults = Vec::new();
    let quick = [
        "nested divs",
        "block quotes",
        "lists in lists",
        "brackets",
        "emphasis left open",
        "columns",
    ];
    for bomb in BOMBS.iter().filter(|bomb| quick.contains(&bomb.name)) {
        let text = bomb.text(100_000);
        let mut findings = 0;
        let held = cost::bytes(|| findings = judged(bomb.ending, &text));
        let most = BYTES_PER_BYTE_MAX * text.len() as u64;
        if findings == 0 || most < held {
            faults.push(format!("{}: {findings} findings, {held} bytes of {most}", bomb.name));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

const LOOK: Look = Look { width_columns: 100, colour: Colour::Plain };

type Format = fn(&Run, &mut dyn Write) -> io::Result<()>;

const FORMATS: &[(&str, Format)] = &[
    ("full", |run, out| report::full(run, out, LOOK)),
    ("concise", report::concise),
    ("json", report::json),
    ("jsonl", report::jsonl),
    ("sarif", report::sarif),
    ("github", report::github),
    ("gitlab", report::gitlab),
    ("junit", report::junit),
    ("checkstyle", report::checkstyle),
    ("rdjson", report::rdjson),
    ("markdown", report::markdown),
    ("audit html", report::audit::html),
    ("audit csv", report::audit::csv),
];

/// An article in which `lines` lines are wrong.
fn wrong(name: usize, lines: usize) -> Article {
    let (sources, prepared) = &*SOURCES;
    let text = "The licence of Northwind is exclusive.\n\n".repeat(lines);
    let article = door::read(&format!("drafts/of-the-spring/{name:06}.md"), text.into()).unwrap();
    let judgement = door::check(&article, sources, prepared);
    assert_eq!(judgement.findings.len(), lines);
    Article::of(article, vec![0], judgement, Vec::new(), Keep::Findings)
}

/// Whether one article has them all, or each one of many.
#[test]
fn a_report_costs_as_its_findings() {
    const FINDINGS: usize = 2_000;
    let source = Excerpt::whole(SOURCES.0[0].clone());
    let one = |findings| vec![wrong(0, findings)];
    let each = |findings| (0..findings).map(|name| wrong(name, 1)).collect::<Vec<_>>();
    let runs = [
        ("one article", [one(FINDINGS), one(4 * FINDINGS)]),
        ("many articles", [each(FINDINGS), each(4 * FINDINGS)]),
    ];
    let mut faults = Vec::new();
    for ((what, [few, many]), (name, format)) in
        runs.iter().flat_map(|run| FORMATS.iter().map(move |format| (run, format)))
    {
        let report = |findings| {
            let articles = if findings == FINDINGS { few } else { many };
            let sources = std::slice::from_ref(&source);
            format(&Run { sources, articles, failed: &[] }, &mut io::sink()).unwrap();
        };
        let mut tries = (0..3).map(|_| cost::growth(FINDINGS, report));
        if !tries.any(|growth| growth.iter().all(|g| *g < GROWTH_MAX)) {
            faults.push(format!("{name} of {what}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A rule file with one pattern and the words of `SOURCE`.
fn rule_file(pattern: &str) -> String {
    format!(
        "id = \"one\"\ntitle = \"One\"\nabout = {{ any = [\"licence\"] }}\n\
         [[fact]]\nid = \"fact\"\nquote = \"The licence of Northwind is now non-exclusive\"\n\
         [[caveat]]\nof = \"fact\"\nquote = \"the regulator must approve\"\nmet_by = ['{pattern}']\nwithin = \"article\"\n\
         [[not_entailed]]\nfrom = \"fact\"\nclaims = ['{pattern}']\nunless = ['{pattern} x']\nwhy = \"It does not follow.\"\n\
         [[allowed]]\nclaims = ['{pattern} y']\nwhy = \"It is history.\"\n"
    )
}

/// Gaps that are too long from every word on, endings, choices: over one sentence and over many.
#[test]
fn a_rule_file_does_not_make_checking_quadratic() {
    let patterns = [
        "licence * zebra",
        "licence * (a|licence) * zebra",
        "l~ * zebra",
        "re:(licence )*zebra",
        "re:(l|li|lic)*zebra",
    ];
    let texts = [
        "the licence and ",
        "The licence is exclusive. ",
        "The licence is exclusive.\n\n",
        "# licence\n\n",
    ];
    let mut faults = Vec::new();
    for (pattern, part) in patterns.iter().flat_map(|p| texts.iter().map(move |t| (p, t))) {
        let files = [("one.toml".to_owned(), rule_file(pattern))];
        let packs = door::load_packs(&files).unwrap();
        let sources = [door::read_source("s.md", SOURCE.into(), &packs).unwrap()];
        let prepared = door::prepare(&sources, packs).unwrap();
        let check = |times: usize| {
            let text = format!("{}\n\nThe licence has a zebra.\n", part.repeat(times));
            let article = door::read("a.md", text.into()).unwrap();
            door::check(&article, &sources, &prepared);
        };
        let growth = (0..3).map(|_| cost::growth(4_000 / part.len(), check));
        let fine = growth.into_iter().any(|g| g.iter().all(|g| *g < GROWTH_MAX));
        if !fine {
            faults.push(format!("{pattern} over {part:?}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_pattern_that_explodes_is_refused_with_its_place() {
    let deep = format!("{}a{}", "(".repeat(400), ")".repeat(400));
    let wide = format!("({})", vec!["a"; 2_000].join("|"));
    let patterns = [
        "re:(a{1000}){1000}",
        "re:((a{100}){100}){100}",
        &format!("re:{deep}"),
        &deep,
        &wide,
        "re:\\w{5000}",
        "*",
        "re:.*",
    ];
    for pattern in patterns {
        let mut errors = Vec::new();
        let held = cost::bytes(|| {
            let files = [("one.toml".to_owned(), rule_file(pattern))];
            errors = door::load_packs(&files).err().unwrap_or_default();
        });
        let first = errors.first().unwrap_or_else(|| panic!("{pattern} was taken"));
        assert!(8 <= first.line && !first.message.is_empty(), "{pattern}: {first:?}");
        assert!(held < 100_000_000, "{pattern}: {held} bytes");
    }
}
