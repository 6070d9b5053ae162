//! SARIF 2.1.0 (OASIS): what GitHub code scanning and many editors read.

use super::fingerprint::fingerprint;
use super::told::evidence;
use super::{Excerpt, Failed, Run, clean, findings, pages};
use crate::span::Span;
use crate::verdict::{Finding, Severity};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{MAIN_SEPARATOR_STR, Path};

/// GitHub shows the 5,000 most severe results of a run and no more.
const RESULTS_MAX: usize = 5_000;

/// What stands in the path of an address as it is.
const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Writes the whole run as one log with one run.
pub fn sarif(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let mut found = findings(run);
    let mut notices: Vec<Notice> = run.failed.iter().map(not_checked).collect();
    if RESULTS_MAX < found.len() {
        notices.push(cut(found.len()));
        found.sort_by_key(|(_, finding)| Reverse(finding.severity));
        found.truncate(RESULTS_MAX);
    }
    let rules = rules(&found);
    let index = |id: &str| rules.iter().position(|rule| rule.id == id).unwrap_or(0);
    let results = found.iter().map(|(article, finding)| {
        let index = index(&finding.id);
        result(run, article, finding, index)
    });
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [LogRun {
            results: results.collect(),
            tool: Tool {
                driver: Driver {
                    name: "sourcelint",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules,
                },
            },
            invocations: [Invocation {
                execution_successful: run.failed.is_empty(),
                tool_execution_notifications: notices,
            }],
            // The default are UTF-16 code units; the columns here are characters.
            column_kind: "unicodeCodePoints",
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [LogRun<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogRun<'r> {
    tool: Tool<'r>,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    results: Vec<ResultOut<'r>>,
}

#[derive(Serialize)]
struct Tool<'r> {
    driver: Driver<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'r> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule<'r>>,
}

/// A rule that found something. It has no `helpUri`: its page is in the tool, and in `help`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'r> {
    id: &'r str,
    short_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Page>,
}

#[derive(Serialize)]
struct Page {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notice>,
}

#[derive(Serialize)]
struct Notice {
    level: &'static str,
    message: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultOut<'r> {
    rule_id: &'r str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    properties: Properties<'r>,
}

#[derive(Serialize)]
struct Properties<'r> {
    verdict: &'static str,
    relation: &'static str,
    proof: &'r [String],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// `end_column` is excluded.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    snippet: Text,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

fn rules<'r>(found: &[(&'r Excerpt, &'r Finding)]) -> Vec<Rule<'r>> {
    let by_id: BTreeMap<&str, &Finding> = found.iter().map(|(_, f)| (f.id.as_str(), *f)).collect();
    let rule = |(id, finding): (&'r str, &Finding)| {
        let help = pages::page(id).map(|page| Page { text: page, markdown: page });
        let about = match (pages::one_line(id), &finding.pack) {
            ("", Some(pack)) => format!("A rule of {}.", clean::path(pack)),
            ("", None) => format!("The rule {}.", clean::line(id)),
            (line, _) => line.to_string(),
        };
        Rule { id, short_description: Text { text: about }, help }
    };
    by_id.into_iter().map(rule).collect()
}

fn result<'r>(
    run: &'r Run,
    article: &'r Excerpt,
    finding: &'r Finding,
    rule_index: usize,
) -> ResultOut<'r> {
    let evidence: Vec<_> = evidence(run, article, finding).collect();
    let mut message = unlinked(&clean::line(&finding.message));
    let mut related = Vec::new();
    for (id, (document, evidence)) in (1..).zip(evidence) {
        let at = document.ends(evidence.span).0;
        let path = in_link(&clean::path(&document.path));
        // A link to a related location; readers that know no links show it as it stands.
        message.push_str(&format!(" ([{path}:{}:{}]({id}))", at.line, at.column));
        let words = clean::line(&evidence.text).into_owned();
        let message = Some(Text { text: unlinked(&words) });
        let physical_location = physical(document, evidence.span);
        related.push(Location { id: Some(id), physical_location, message });
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\nhelp: {}", unlinked(&clean::line(help))));
    }
    ResultOut {
        rule_id: &finding.id,
        rule_index,
        level: level(finding.severity),
        message: Text { text: message },
        locations: [Location {
            id: None,
            physical_location: physical(article, finding.span),
            message: None,
        }],
        related_locations: related,
        // Not `primaryLocationLineHash`: GitHub's upload makes that one from the file.
        partial_fingerprints: [("sourcelint/v1", fingerprint(finding))].into(),
        properties: Properties {
            verdict: finding.verdict.word(),
            relation: finding.relation,
            proof: &finding.proof,
        },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn physical(document: &Excerpt, span: Span) -> PhysicalLocation {
    let (first, last) = document.ends(span);
    PhysicalLocation {
        artifact_location: artifact(&document.path),
        region: Region {
            start_line: first.line,
            start_column: first.column,
            end_line: last.line,
            end_column: last.column,
            snippet: Text { text: document.words(span).to_string() },
        },
    }
}

/// A path as an address: relative to the root of the sources, or a `file:` address.
fn artifact(path: &str) -> ArtifactLocation {
    let slashes = path.replace(MAIN_SEPARATOR_STR, "/");
    let encoded = utf8_percent_encode(&slashes, IN_PATHS).to_string();
    match Path::new(path).is_absolute() {
        true => {
            let uri = format!("file:///{}", encoded.trim_start_matches('/'));
            ArtifactLocation { uri, uri_base_id: None }
        }
        false => ArtifactLocation { uri: encoded, uri_base_id: Some("%SRCROOT%") },
    }
}

/// Text in which nothing is a link: a SARIF message may hold `[words](target)`.
fn unlinked(text: &str) -> String {
    text.replace("](", "\\](")
}

/// The words of a link.
fn in_link(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn not_checked(failed: &Failed) -> Notice {
    let (path, message) = (clean::path(&failed.path), clean::line(&failed.message));
    let colon = if path.is_empty() { "" } else { ": " };
    let text = unlinked(&format!("not checked: {path}{colon}{message}"));
    Notice { level: "error", message: Text { text } }
}

fn cut(count: usize) -> Notice {
    let text = format!("{count} findings, of which the {RESULTS_MAX} most severe are given");
    Notice { level: "warning", message: Text { text } }
}
