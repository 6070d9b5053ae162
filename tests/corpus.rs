//! The corpus: labels a reader wrote, against what the tool says.
//!
//! Labels are truth. A wrong finding fails at once; what is found is counted and may only grow:
//! `corpus/recall.toml` holds the counts.

#![allow(clippy::unwrap_used)]

#[path = "shared/cases.rs"]
mod cases;

use cases::{Case, Expect, Label, cases, judged, packs};
use serde::Deserialize;
use sourcelint::document::Document;
use sourcelint::door;
use sourcelint::span::{Lines, Span};
use sourcelint::verdict::{Finding, Severity, Verdict};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

const RECALL: &str = "corpus/recall.toml";

/// Hits and all, by case, then by what should be found.
type Recall = BTreeMap<String, BTreeMap<String, [usize; 2]>>;

fn hold(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// `article:line: error[id] "words": message`.
fn shown(article: &Document, finding: &Finding) -> String {
    let at = Lines::of(&article.text).position(&article.text, finding.span.start);
    let words = sourcelint::span::slice(&article.text, finding.span.start..finding.span.end);
    let Finding { id, severity, message, .. } = finding;
    format!("{}:{}: {}[{id}] “{words}”: {message}", article.path, at.line, severity.word())
}

fn meets(finding: &Finding, places: &[Span]) -> bool {
    places.iter().any(|place| place.meets(finding.span))
}

fn loud(finding: &Finding) -> bool {
    Severity::Note < finding.severity
}

#[test]
fn the_words_of_every_label_stand_where_it_says() {
    let mut faults = Vec::new();
    for case in cases() {
        for label in &case.labels {
            let article = case.article(label);
            if label.quote.is_empty() || !article.text.contains(&label.quote) {
                faults.push(format!("{}: not there: “{}”", article.path, label.quote));
            }
            if !is_read(&case.source, &label.evidence) {
                let (path, words) = (&case.source.path, &label.evidence);
                faults.push(format!("{path}: not there, or set aside: “{words}”"));
            }
            let fits = match label.expect {
                Expect::Flag => label.verdict == "contradicted",
                Expect::Warn => ["unsupported", "omitted"].contains(&label.verdict.as_str()),
                Expect::Silent => label.verdict != "contradicted",
            };
            if !fits {
                faults.push(format!(
                    "{}: “{}”: expect and verdict disagree",
                    article.path, label.quote
                ));
            }
        }
    }
    hold(&faults);
}

/// Whether words of a source's file stand in a passage that was kept.
fn is_read(source: &Document, words: &str) -> bool {
    let places = source.text.match_indices(words).map(|(at, w)| Span::new(at, at + w.len()));
    let kept = |place: Span| source.passages.iter().any(|p| p.whole().meets(place));
    words.is_empty() || places.into_iter().any(kept)
}

#[test]
fn nothing_that_is_right_is_reported() {
    let mut faults = Vec::new();
    for case in cases() {
        for article in &case.articles {
            let labels = case.labels_of(article);
            for finding in judged(article, &case.source).findings.iter().filter(|f| loud(f)) {
                let met = |expects: &[Expect]| {
                    labels.iter().any(|(l, at)| expects.contains(&l.expect) && meets(finding, at))
                };
                let contradicted = finding.verdict == Verdict::Contradicted;
                let right = if contradicted {
                    met(&[Expect::Flag])
                } else {
                    met(&[Expect::Flag, Expect::Warn])
                };
                let labelled = met(&[Expect::Flag, Expect::Warn, Expect::Silent]);
                let faithful = article.path.contains("/faithful");
                if !right && (labelled || faithful) {
                    faults.push(shown(article, finding));
                }
            }
        }
    }
    hold(&faults);
}

/// Whether the tool says of a label's words what the label expects; of an error, with the words of
/// the source that the label gives. What is right by luck is not found.
fn found(label: &Label, source: &Document, findings: &[Finding], places: &[Span]) -> bool {
    let words = source.text.match_indices(&label.evidence);
    let evidence: Vec<Span> = words.map(|(at, w)| Span::new(at, at + w.len())).collect();
    findings.iter().any(|finding| {
        let right = match label.expect {
            Expect::Flag => {
                let mut cited = finding.evidence.iter();
                finding.verdict == Verdict::Contradicted
                    && cited.any(|e| evidence.iter().any(|place| place.meets(e.span)))
            }
            _ => true,
        };
        right && loud(finding) && meets(finding, places)
    })
}

fn counted(case: &Case) -> (BTreeMap<String, [usize; 2]>, Vec<String>) {
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut missed = Vec::new();
    for article in &case.articles {
        let findings = judged(article, &case.source).findings;
        for (label, places) in case.labels_of(article) {
            let word = match label.expect {
                Expect::Flag => "flag",
                Expect::Warn => "warn",
                Expect::Silent => continue,
            };
            let hit = found(label, &case.source, &findings, &places);
            let count = counts.entry(format!("{word}-{}", label.about)).or_default();
            *count = [count[0] + usize::from(hit), count[1] + 1];
            if !hit {
                missed.push(format!(
                    "missed: {} {word} {}: “{}”",
                    article.path, label.about, label.quote
                ));
            }
        }
    }
    (counts, missed)
}

#[test]
fn what_is_found_only_grows() {
    let mut now = Recall::new();
    let mut missed = Vec::new();
    for case in cases() {
        let (counts, of_case) = counted(&case);
        now.insert(case.name.clone(), counts);
        missed.extend(of_case);
    }
    let (right, wrong) = wordings();
    now.insert("wordings".to_owned(), right);
    missed.extend(wrong);
    println!("{}\n{}", table(&now), missed.join("\n"));
    let committed: Recall = toml::from_str(&fs::read_to_string(RECALL).unwrap()).unwrap();
    if let Some(fault) = compare(&committed, &now) {
        if std::env::var_os("RECALL_UPDATE").is_some() && !fault.contains("fell from") {
            let text = fs::read_to_string(RECALL).unwrap();
            let head = text.split_inclusive('\n').take_while(|line| line.starts_with('#'));
            fs::write(RECALL, head.collect::<String>() + "\n" + &written(&now)).unwrap();
            return;
        }
        panic!("{fault}\nwhere nothing fell: RECALL_UPDATE=1 cargo test --test corpus");
    }
}

/// What to do, when the counts are not those that were committed.
fn compare(committed: &Recall, now: &Recall) -> Option<String> {
    let mut fault = String::new();
    let empty = BTreeMap::new();
    for (case, counts) in now {
        let before = committed.get(case).unwrap_or(&empty);
        for (about, [hits, all]) in counts {
            match before.get(about) {
                Some([was, of]) if hits < was && all == of => {
                    writeln!(fault, "{case} {about}: fell from {was} to {hits} of {all}").unwrap();
                }
                Some(same) if same == &[*hits, *all] => {}
                _ => writeln!(fault, "{case} {about}: now {hits} of {all}: write it down").unwrap(),
            }
        }
        for about in before.keys().filter(|about| !counts.contains_key(*about)) {
            writeln!(fault, "{case} {about}: no such label any more").unwrap();
        }
    }
    (!fault.is_empty()).then_some(fault)
}

fn written(recall: &Recall) -> String {
    let mut text = String::new();
    for (case, counts) in recall {
        writeln!(text, "[{case}]").unwrap();
        for (about, [hits, all]) in counts {
            writeln!(text, "{about} = [{hits}, {all}]").unwrap();
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

fn table(recall: &Recall) -> String {
    let mut text = String::new();
    let mut sum = [0, 0];
    for (case, counts) in recall {
        for (about, [hits, all]) in counts {
            writeln!(text, "{case:<22} {about:<24} {hits:>3} of {all:>3}").unwrap();
            if about.starts_with("flag") {
                sum = [sum[0] + hits, sum[1] + all];
            }
        }
    }
    writeln!(text, "{:<47} {:>3} of {:>3}", "all flags", sum[0], sum[1]).unwrap();
    text
}

#[derive(Deserialize)]
struct Wordings {
    claim: Vec<Wording>,
}

#[derive(Deserialize)]
struct Wording {
    text: String,
    expect: String,
    #[serde(rename = "type")]
    about: String,
    #[serde(default)]
    why: String,
}

/// Single claims, each judged alone against the quotes of the packs of its announcement.
fn wordings() -> (BTreeMap<String, [usize; 2]>, Vec<String>) {
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (claim, findings) in claims() {
        let contradicted = findings.iter().any(|f| f.verdict == Verdict::Contradicted);
        let right = contradicted == (claim.expect == "contradicted");
        let count = counts.entry(claim.expect.clone()).or_default();
        *count = [count[0] + usize::from(right), count[1] + 1];
        if !right {
            let Wording { text, expect, about, why } = claim;
            wrong.push(format!("wordings: {expect} {about}: “{text}” ({why})"));
        }
    }
    (counts, wrong)
}

fn claims() -> Vec<(Wording, Vec<Finding>)> {
    let packs = packs("rules/packs/openai-microsoft-2026-04");
    let sources: Vec<Document> = packs.iter().map(door::stand_in).collect();
    let prepared = door::prepare(&sources, packs).unwrap_or_else(|e| panic!("{e:#?}"));
    assert_eq!(prepared.packs.len(), sources.len(), "{:?}", prepared.skipped);
    let text = fs::read_to_string("corpus/wordings/claims.toml").unwrap();
    let file: Wordings = toml::from_str(&text).unwrap();
    let judge = |claim: Wording| {
        let article = door::read("claim.md", claim.text.clone().into_bytes()).unwrap();
        let judgement = door::check(&article, &sources, &prepared);
        (claim, judgement.findings)
    };
    file.claim.into_iter().map(judge).collect()
}

#[test]
fn no_right_claim_is_called_contradicted() {
    let mut faults = Vec::new();
    for (claim, findings) in claims().iter().filter(|(c, _)| c.expect != "contradicted") {
        for finding in findings.iter().filter(|f| f.verdict == Verdict::Contradicted) {
            faults.push(format!("{}: [{}] {}", claim.text, finding.id, finding.message));
        }
    }
    hold(&faults);
}

#[test]
fn every_rule_file_passes_its_own_examples() {
    for folder in cases::pack_folders() {
        let packs = packs(&folder);
        assert!(packs.iter().all(|p| !p.examples.is_empty()), "{folder}: a pack without examples");
        door::prepare(&[], packs).unwrap_or_else(|errors| panic!("{errors:#?}"));
    }
}
