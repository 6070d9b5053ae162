//! The report formats: what their readers accept, and what an author of an article could do to them.

#![allow(clippy::unwrap_used, clippy::string_slice)]

#[path = "shared/cases.rs"]
mod cases;
#[path = "shared/valid.rs"]
mod valid;

use assert_cmd::Command;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use sourcelint::document::Document;
use sourcelint::report::{self, Article, Excerpt, Failed, Keep, Run, clean};
use sourcelint::span::Span;
use sourcelint::verdict::{Evidence, Finding, Judgement, Severity, Verdict};
use sourcelint::{door, span};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};

/// The bytes a format makes of a run.
fn text(run: &Run, format: impl Fn(&Run, &mut dyn Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    format(run, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Every format, as one run of the tool writes it for an article of the corpus.
#[test]
fn every_format_of_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let formats =
        ["jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"];
    let mut command = Command::cargo_bin("sourcelint").unwrap();
    command.env_remove("GITHUB_STEP_SUMMARY");
    let case = "corpus/ferry-acquisition";
    command.args(["check", &format!("{case}/articles/errors.html")]);
    command.args(["--source", &format!("{case}/source.md")]);
    for format in formats {
        let path = folder.path().join(format);
        command.args(["--format", &format!("{format}={}", path.display())]);
    }
    let output = command.args(["--format", "concise"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let lines = String::from_utf8(output.stdout).unwrap().lines().count();
    let jsonl = fs::read_to_string(folder.path().join("jsonl")).unwrap();
    assert_eq!(lines, jsonl.lines().count());
    for format in formats {
        let report = fs::read_to_string(folder.path().join(format)).unwrap();
        insta::assert_snapshot!(format, report);
    }
}

#[test]
fn every_format_stands_in_the_documentation() {
    let mut command = Command::cargo_bin("sourcelint").unwrap();
    let output = command.args(["check", "a.md", "--format", "?"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let list = said.split("[possible values: ").nth(1).unwrap().split(']').next().unwrap();
    let known: Vec<String> = list.split(", ").map(|name| format!("| `{name}` |")).collect();
    assert!(10 < known.len(), "{said}");
    let page = fs::read_to_string("docs/formats.md").unwrap();
    let table = page.lines().skip_while(|line| !line.starts_with("| format")).skip(2);
    let rows = table.take_while(|line| line.starts_with('|'));
    let told: Vec<&str> = rows.map(|row| &row[..row[1..].find('|').unwrap() + 2]).collect();
    assert_eq!(told, known);
}

/// Every article of the corpus, held against its source, as one run.
fn with_the_corpus(act: impl Fn(&Run)) {
    let cases = cases::cases();
    let sources = cases.iter().map(|case| Excerpt::whole(case.source.clone()));
    let sources: Vec<Excerpt> = sources.collect();
    let mut articles = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        for document in &case.articles {
            let mut judgement = cases::judged(document, &case.source);
            for evidence in judgement.findings.iter_mut().flat_map(|f| &mut f.evidence) {
                evidence.source = if evidence.source == 0 { index } else { usize::MAX };
            }
            articles.push(Article::of(
                document.clone(),
                vec![index],
                judgement,
                Vec::new(),
                Keep::Claims,
            ));
        }
    }
    let found: usize = articles.iter().map(|a| a.findings.len()).sum();
    assert!(10 < found, "{found} findings are too few to show much");
    act(&Run { sources: &sources, articles: &articles, failed: &[] });
}

/// Panics unless every format is what its readers accept.
fn valid(run: &Run) {
    let found: usize = run.articles.iter().map(|a| a.findings.len()).sum();
    let sarif = valid::json("sarif-2.1.0", &text(run, report::sarif));
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), found);
    let notices = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array();
    assert_eq!(notices.map_or(0, Vec::len), run.failed.len());
    let gitlab = valid::json("gitlab", &text(run, report::gitlab));
    let issues = gitlab.as_array().unwrap();
    let unique: BTreeSet<_> = issues.iter().map(|i| i["fingerprint"].as_str()).collect();
    assert_eq!((issues.len(), unique.len()), (found, found));
    let rdjson = valid::json("rdjson", &text(run, report::rdjson));
    assert_eq!(rdjson["diagnostics"].as_array().unwrap().len(), found);
    valid::junit(&text(run, report::junit));
    valid::checkstyle(&text(run, report::checkstyle));
    let jsonl = text(run, report::jsonl);
    assert_eq!(jsonl.lines().count(), found + run.failed.len());
    for line in jsonl.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert!(["finding", "error"].contains(&line["type"].as_str().unwrap()));
    }
}

#[test]
fn every_format_is_valid() {
    with_the_corpus(valid);
    let failed = Failed {
        path: "gone.md".into(),
        message: "no such file".into(),
        next: "check the spelling".into(),
    };
    let nameless = Failed { path: String::new(), ..failed.clone() };
    valid(&Run::default());
    valid(&Run { failed: &[failed, nameless], ..Run::default() });
}

/// The words between two columns of a line, counted in characters.
fn characters(text: &str, line: u64, columns: (u64, u64)) -> String {
    let line = text.split('\n').nth(usize::try_from(line).unwrap() - 1).unwrap();
    let (from, to) = (columns.0 - 1, columns.1 - columns.0);
    line.chars().skip(usize::try_from(from).unwrap()).take(usize::try_from(to).unwrap()).collect()
}

/// Holds the places of `sarif` and `rdjson` against the bytes of the findings.
fn places(run: &Run, texts: &BTreeMap<String, String>) {
    let sarif: Value = serde_json::from_str(&text(run, report::sarif)).unwrap();
    assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
    let rdjson: Value = serde_json::from_str(&text(run, report::rdjson)).unwrap();
    let mut found: Vec<(&String, &Finding)> = Vec::new();
    for article in run.articles {
        found.extend(article.findings.iter().map(|f| (&article.text.path, f)));
    }
    found.sort_by_key(|(path, f)| (*path, f.span.start, &f.id, f.span.end));
    let mut checked = 0;
    for (index, (article, finding)) in found.iter().enumerate() {
        let result = &sarif["runs"][0]["results"][index];
        let none = Vec::new();
        let related = result["relatedLocations"].as_array().unwrap_or(&none);
        let spans = finding.evidence.iter().map(|e| e.span);
        for (location, span) in [&result["locations"][0]]
            .into_iter()
            .chain(related)
            .zip([finding.span].into_iter().chain(spans))
        {
            let place = &location["physicalLocation"];
            let text = &texts[place["artifactLocation"]["uri"].as_str().unwrap()];
            let region = &place["region"];
            let words = span::slice(text, span.start..span.end);
            assert_eq!(region["snippet"]["text"], words);
            if region["startLine"] == region["endLine"] {
                let columns = (
                    region["startColumn"].as_u64().unwrap(),
                    region["endColumn"].as_u64().unwrap(),
                );
                let line = region["startLine"].as_u64().unwrap();
                assert_eq!(characters(text, line, columns), words);
                checked += 1;
            }
        }
        let range = &rdjson["diagnostics"][index]["location"]["range"];
        let byte = |end: &str| {
            let number = |key: &str| usize::try_from(range[end][key].as_u64().unwrap()).unwrap();
            let before = texts[*article].split('\n').take(number("line") - 1);
            before.map(|line| line.len() + 1).sum::<usize>() + number("column") - 1
        };
        assert_eq!((byte("start"), byte("end")), (finding.span.start, finding.span.end));
    }
    assert!(0 < checked);
}

#[test]
fn columns_are_characters_in_sarif_and_bytes_in_rdjson() {
    let cases = cases::cases();
    let documents = cases.iter().flat_map(|case| case.articles.iter().chain([&case.source]));
    let texts = documents.map(|d| (d.path.clone(), d.text.clone())).collect();
    with_the_corpus(|run| places(run, &texts));
    let source = "Northwind's licence is now non-exclusive.\n";
    let source = door::read_source("s.md", source.into(), &[]).unwrap();
    // A character outside the first plane is one character, two UTF-16 units and four bytes.
    let article = "# 𠮷\n\n“漢字𠮷👩‍💻” Northwind's licence is exclusive.\n";
    let article = door::read("a.md", article.into()).unwrap();
    let judgement = cases::judged(&article, &source);
    let texts = [&source, &article].map(|d| (d.path.clone(), d.text.clone())).into();
    let articles = [Article::of(article, vec![0], judgement, Vec::new(), Keep::Findings)];
    let run = Run { sources: &[Excerpt::whole(source)], articles: &articles, failed: &[] };
    places(&run, &texts);
    let sarif: Value = serde_json::from_str(&text(&run, report::sarif)).unwrap();
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    let words = region["snippet"]["text"].as_str().unwrap();
    let before = "“漢字𠮷👩‍💻” Northwind's licence is exclusive.".split(words).next().unwrap();
    let (points, units) = (before.chars().count(), before.encode_utf16().count());
    assert_eq!(region["startColumn"], points + 1);
    assert_ne!(points, units, "the sample must tell characters from UTF-16 units");
}

/// What an author of an article, a file's name or a rule may hold.
const HOSTILE: &[&str] = &[
    "\u{1b}[2J\u{1b}]8;;http://x\u{7}\u{9b}31mred\u{0}",
    "a\r\nb\n::error file=x,line=1::forged\n::stop-commands::x",
    "::add-mask::x",
    "]]><x a=\"1\" b='2'>&amp;<!-- <script>alert(1)</script>",
    "100%0A::warning::x, a: b; c%25",
    "| a | b |\n|---|---|\n| c",
    "`a` ```` b\n```\n# c\n~~~\n````` d",
    "[a](http://x.example) ![b](c) <img src=x onerror=y> @team #12 $x$ *d* _e_ \\",
    "[a][1] [1]: http://x.example",
    "\u{202e}\u{2066}\u{feff}\u{fffe}\u{ffff}\u{2028}\u{85}",
    "漢字𠮷👩‍💻 ä",
    "##[set-output name=x]y ##vso[task.complete]",
    "../../x y?z#w%20é/C:\\d.md",
];

/// A run in which everything that can come from a file or a rule is one of `HOSTILE`, with each
/// finding twice and in each severity.
fn with_hostile(act: impl Fn(&Run)) {
    let document = |path: String, text: &str| {
        // The reader refuses some of these bytes; a report must not rely on it.
        let document = door::read("a.md", "a".into()).unwrap();
        Document { path, text: text.to_string(), ..document }
    };
    let sources = HOSTILE.iter().map(|text| document(format!("{text}/s.md"), text));
    let sources: Vec<Excerpt> = sources.map(Excerpt::whole).collect();
    let articles = HOSTILE.iter().enumerate().map(|(index, hostile)| {
        let (text, span) = (hostile.to_string(), Span::new(0, hostile.len()));
        let finding = |severity| Finding {
            id: text.clone(),
            verdict: Verdict::Contradicted,
            relation: "disjoint",
            slot: None,
            severity,
            span,
            claim: text.clone(),
            message: text.clone(),
            label: text.clone(),
            help: Some(text.clone()),
            // The second piece of evidence lies past the end of the sources: the article itself.
            evidence: [index, usize::MAX]
                .map(|source| Evidence { source, span, text: text.clone() })
                .to_vec(),
            proof: vec![text.clone()],
            pack: Some(text.clone()),
        };
        let severities = [Severity::Error, Severity::Error, Severity::Warning, Severity::Note];
        let findings = severities.map(finding).to_vec();
        let judgement = Judgement { claims: Vec::new(), findings };
        let document = document(format!("{text}.md"), hostile);
        Article::of(document, vec![index], judgement, Vec::new(), Keep::Findings)
    });
    let articles: Vec<Article> = articles.collect();
    let failed = HOSTILE.iter().map(|text| Failed {
        path: text.to_string(),
        message: text.to_string(),
        next: text.to_string(),
    });
    let failed: Vec<Failed> = failed.collect();
    act(&Run { sources: &sources, articles: &articles, failed: &failed });
}

#[test]
fn hostile_texts_leave_every_format_valid() {
    with_hostile(valid);
}

/// Texts that a person or a log reads hold no control character and no forged line.
#[test]
fn hostile_texts_reach_nobody_as_controls() {
    with_hostile(|run| {
        let look = report::Look { width_columns: 80, colour: report::Colour::Plain };
        let full = text(run, |run, out| report::full(run, out, look));
        let concise = text(run, report::concise);
        assert_eq!(concise.lines().count(), 4 * HOSTILE.len());
        let github = text(run, report::github);
        let markdown = text(run, report::markdown);
        let xml = [text(run, report::junit), text(run, report::checkstyle)];
        for shown in [&full, &concise, &github, &markdown, &xml[0], &xml[1]] {
            let hostile = |c: &char| {
                *c != '\n' && (c.is_control() || matches!(c, '\u{202e}' | '\u{2066}' | '\u{2028}'))
            };
            let at = shown.chars().find(hostile);
            assert_eq!(at, None, "{shown:?}");
        }
        // ` ::: PATH` is how `full` names a place; a command's name is a word.
        let is_command = |line: &str| {
            command(line).is_some_and(|(name, ..)| name.starts_with(|c: char| c.is_alphabetic()))
        };
        for line in full.lines().chain(concise.lines()) {
            assert!(!is_command(line), "{line}");
        }
    });
}

/// Name, properties and message of a command.
type Called = (String, Vec<(String, String)>, String);

/// Reads a line as GitHub's runner does.
fn command(line: &str) -> Option<Called> {
    let (head, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let decoded = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let properties = properties.split(',').filter_map(|property| property.split_once('='));
    let properties = properties.map(|(key, value)| (key.to_string(), decoded(value)));
    Some((name.to_string(), properties.collect(), decoded(data)))
}

#[test]
fn hostile_texts_make_no_command_of_their_own() {
    with_hostile(|run| {
        let github = text(run, report::github);
        let commands: Vec<_> = github.lines().filter_map(command).collect();
        let count = |name: &str| commands.iter().filter(|c| c.0 == name).count();
        let n = HOSTILE.len();
        assert_eq!((count("error"), count("warning"), count("notice")), (3 * n, n, n));
        assert_eq!(commands.len(), 5 * n, "{github}");
        // Above ten of a kind a last line says that GitHub does not show them all.
        assert_eq!(github.lines().count(), 5 * n + 3, "{github}");
        for (index, (_, properties, message)) in commands.iter().skip(n).take(2 * n).enumerate() {
            let keys: Vec<&str> = properties.iter().map(|(key, _)| key.as_str()).collect();
            assert_eq!(keys[..3], ["title", "file", "line"]);
            let mut paths: Vec<&str> = HOSTILE.to_vec();
            paths.sort_by_key(|text| format!("{text}.md"));
            let hostile = paths[index / 2];
            assert_eq!(properties[0].1, format!("sourcelint ({})", clean::line(hostile)));
            assert_eq!(properties[1].1, clean::path(&format!("{hostile}.md")));
            assert_eq!(message.lines().next(), Some(&*clean::line(hostile)));
        }
    });
}

#[test]
fn hostile_texts_come_back_from_xml_as_they_are_shown() {
    with_hostile(|run| {
        let shown = |text: &str| clean::line(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
        let expected: BTreeSet<String> = HOSTILE.iter().map(|text| shown(text)).collect();
        let junit = text(run, report::junit);
        let document = valid::parsed(&junit);
        let failures = document.descendants().filter(|n| n.has_tag_name("failure"));
        let messages: BTreeSet<_> =
            failures.map(|n| n.attribute("message").unwrap().to_string()).collect();
        assert_eq!(messages, expected);
        let checkstyle = text(run, report::checkstyle);
        let document = valid::parsed(&checkstyle);
        let errors = document.descendants().filter(|n| n.has_tag_name("error"));
        let sources = errors.filter_map(|n| n.attribute("source")?.strip_prefix("sourcelint."));
        let sources: BTreeSet<_> =
            sources.filter(|s| *s != "not-checked").map(str::to_string).collect();
        assert_eq!(sources, expected);
    });
}

/// Read as GitHub reads it, the report has the table and the blocks we wrote and nothing else.
#[test]
fn hostile_texts_are_only_text_in_markdown() {
    with_hostile(|run| {
        let markdown = text(run, report::markdown);
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        let (mut rows, mut cells, mut blocks, mut cell) = (0, Vec::new(), Vec::new(), None);
        for event in Parser::new_ext(&markdown, options) {
            match event {
                Event::Start(Tag::TableRow) => rows += 1,
                Event::Start(Tag::TableCell) => cell = Some(String::new()),
                Event::End(TagEnd::TableCell) => cells.extend(cell.take()),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                    assert_eq!(&*kind, "text");
                    blocks.push(String::new());
                    cell = Some(String::new());
                }
                Event::End(TagEnd::CodeBlock) => *blocks.last_mut().unwrap() = cell.take().unwrap(),
                Event::Text(words) => {
                    if let Some(cell) = &mut cell {
                        cell.push_str(&words);
                    }
                }
                Event::InlineHtml(tag) => assert!(["<span>", "</span>"].contains(&&*tag), "{tag}"),
                Event::Start(
                    Tag::Paragraph
                    | Tag::Heading { .. }
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::List(None)
                    | Tag::Item,
                )
                | Event::End(_) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        assert_eq!(rows, 4 * HOSTILE.len());
        // Four in the head, four a row.
        assert_eq!(cells.len(), 4 + 4 * rows);
        let messages: BTreeSet<&str> = cells.chunks(4).skip(1).map(|row| row[3].trim()).collect();
        let shown = HOSTILE.iter().map(|text| clean::line(text).trim().to_string());
        assert_eq!(messages, shown.collect::<Vec<_>>().iter().map(String::as_str).collect());
        assert_eq!(blocks.len(), 3 * rows);
        let words: BTreeSet<&str> = blocks.iter().map(|block| block.trim_end()).collect();
        let shown: Vec<String> =
            HOSTILE.iter().map(|text| clean::lines(text.trim()).trim_end().to_string()).collect();
        assert_eq!(words, shown.iter().map(String::as_str).collect());
    });
}

/// A SARIF message may hold links: ours lead to the evidence, and there are no others.
#[test]
fn hostile_texts_are_no_links_in_sarif() {
    with_hostile(|run| {
        let sarif: Value = serde_json::from_str(&text(run, report::sarif)).unwrap();
        for result in sarif["runs"][0]["results"].as_array().unwrap() {
            let message = result["message"]["text"].as_str().unwrap();
            let ends =
                message.match_indices("](").filter(|(at, _)| !message[..*at].ends_with('\\'));
            let targets = ends.map(|(at, _)| message[at + 2..].split(')').next().unwrap());
            assert_eq!(targets.collect::<Vec<_>>(), ["1", "2"], "{message}");
        }
    });
}

#[test]
fn severities_are_told_in_the_words_of_each_format() {
    with_hostile(|run| {
        let json = |format: fn(&Run, &mut dyn Write) -> io::Result<()>| -> Value {
            serde_json::from_str(&text(run, format)).unwrap()
        };
        let words = |values: &Value, key: &str| -> BTreeSet<String> {
            let values = values.as_array().unwrap().iter();
            values.map(|value| value[key].as_str().unwrap().to_string()).collect()
        };
        let set = |words: [&str; 3]| words.map(String::from).into_iter().collect::<BTreeSet<_>>();
        let sarif = json(report::sarif);
        assert_eq!(words(&sarif["runs"][0]["results"], "level"), set(["error", "note", "warning"]));
        assert_eq!(words(&json(report::gitlab), "severity"), set(["info", "major", "minor"]));
        let rdjson = json(report::rdjson);
        assert_eq!(words(&rdjson["diagnostics"], "severity"), set(["ERROR", "INFO", "WARNING"]));
    });
}

#[test]
fn sarif_gives_the_most_severe_results_when_there_are_too_many() {
    with_hostile(|run| {
        let article = run.articles.last().unwrap();
        let note = article.findings.last().unwrap();
        let mut findings = vec![note.clone(); 5_000];
        findings.push(Finding { severity: Severity::Error, ..note.clone() });
        let articles = [Article { findings, ..article.clone() }];
        let run = Run { articles: &articles, failed: &[], ..*run };
        let sarif: Value = serde_json::from_str(&text(&run, report::sarif)).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        assert_eq!((results.len(), &results[0]["level"]), (5_000, &Value::from("error")));
        let invocation = &sarif["runs"][0]["invocations"][0];
        assert_eq!(invocation["toolExecutionNotifications"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn a_summary_fits_and_says_when_it_is_cut() {
    with_hostile(|run| {
        let whole = text(run, report::markdown);
        for bytes_max in (0..whole.len()).step_by(97) {
            let cut = text(run, |run, out| report::markdown_within(run, bytes_max, out));
            assert!(cut.len() <= bytes_max, "{} of {bytes_max}", cut.len());
            assert!(bytes_max < 100 || cut.ends_with("does not fit here.\n"), "{cut}");
        }
        assert_eq!(text(run, |run, out| report::markdown_within(run, whole.len(), out)), whole);
    });
}
