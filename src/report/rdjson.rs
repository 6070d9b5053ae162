//! reviewdog's diagnostic format (`rdjson`), as its `reviewdog.proto` defines it.
//!
//! Its columns count bytes of UTF-8, unlike those of every other format. The words of the source
//! stand in the message: `relatedLocations` is younger than much reviewdog in use, which refuses
//! keys that it does not know. What could not be checked has no place in it.

use super::told::told;
use super::{Excerpt, Run, findings};
use crate::span::Span;
use crate::verdict::Severity;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Report<'r> {
    source: Source,
    diagnostics: Vec<Diagnostic<'r>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'r> {
    message: String,
    location: Location<'r>,
    severity: &'static str,
    code: Code<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    range: Range,
}

/// `end` is excluded.
#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code<'r> {
    value: &'r str,
}

/// Writes one `DiagnosticResult`.
pub fn rdjson(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let found = findings(run);
    let diagnostics = found.iter().map(|(article, finding)| Diagnostic {
        message: told(run, article, finding).join("\n"),
        location: Location {
            path: &article.path,
            range: Range {
                start: position(article, finding.span.start),
                end: position(article, finding.span.end),
            },
        },
        severity: severity(finding.severity),
        code: Code { value: &finding.id },
    });
    let source = Source { name: "sourcelint" };
    serde_json::to_writer_pretty(
        &mut *out,
        &Report { source, diagnostics: diagnostics.collect() },
    )?;
    out.write_all(b"\n")
}

/// The line of byte `at`, and its byte in that line, from 1.
fn position(article: &Excerpt, at: usize) -> Position {
    let line = article.ends(Span::new(at, at)).0.line;
    let start = article.line(line).0;
    Position { line, column: at.saturating_sub(start) + 1 }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    }
}
