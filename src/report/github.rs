//! Workflow commands of GitHub Actions: each line becomes an annotation on the article.
//!
//! How they are written and escaped is told by GitHub's documentation ("Workflow commands for
//! GitHub Actions") and done by its own toolkit (`actions/toolkit`, `core/src/command.ts`).

use super::summary::counted;
use super::told::told;
use super::{Run, clean, findings};
use crate::verdict::Severity;
use std::cmp::Reverse;
use std::io::{self, Write};

/// Annotations of one kind that GitHub shows for one step; the others stay in the log.
const SHOWN_MAX: usize = 10;

/// Writes one line a finding, the loudest first, since GitHub shows only the first of each kind.
pub fn github(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for failed in run.failed {
        let (path, message) = (clean::path(&failed.path), clean::line(&failed.message));
        let colon = if path.is_empty() { "" } else { ": " };
        let message = data(&format!("{path}{colon}{message}"));
        writeln!(out, "::error title={}::{message}", property("sourcelint: not checked"))?;
    }
    let mut found = findings(run);
    found.sort_by_key(|(_, finding)| Reverse(finding.severity));
    for (article, finding) in &found {
        let (first, last) = article.ends(finding.span);
        let title = property(&format!("sourcelint ({})", clean::line(&finding.id)));
        let file = property(&clean::path(&article.path));
        let message = data(&told(run, article, finding).join("\n"));
        let kind = kind(finding.severity);
        write!(out, "::{kind} title={title},file={file},line={}", first.line)?;
        // Columns of two lines say nothing together, and GitHub refuses them.
        match first.line == last.line {
            true => write!(out, ",col={},endColumn={}", first.column, last.column)?,
            false => write!(out, ",endLine={}", last.line)?,
        }
        writeln!(out, "::{message}")?;
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_it = found.iter().filter(|(_, f)| f.severity == severity).count();
        let failed = if severity == Severity::Error { run.failed.len() } else { 0 };
        let count = of_it + failed;
        if SHOWN_MAX < count {
            let counted = counted(count, severity.word());
            writeln!(out, "{counted}: GitHub shows {SHOWN_MAX} as annotations, the log has all")?;
        }
    }
    Ok(())
}

fn kind(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// What stands after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before the second `::`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
