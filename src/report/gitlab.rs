//! GitLab's Code Quality report: what merge requests show. The keys are those of GitLab's
//! documentation ("Code Quality report format"); what could not be checked has no place in it.

use super::fingerprint::{fingerprint, fingerprint_in_file};
use super::told::told;
use super::{Run, findings};
use crate::verdict::Severity;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes an array with one object a finding.
pub fn gitlab(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    // GitLab keeps one issue a fingerprint, so equal findings of one article are counted.
    let mut before: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut issues = Vec::new();
    for (article, finding) in findings(run) {
        let (first, last) = article.ends(finding.span);
        let nth = before.entry((&article.path, fingerprint(finding))).or_default();
        issues.push(Issue {
            description: told(run, article, finding).join("; "),
            check_name: &finding.id,
            fingerprint: fingerprint_in_file(finding, &article.path, *nth),
            severity: severity(finding.severity),
            location: Location {
                path: &article.path,
                lines: Lines { begin: first.line, end: last.line },
            },
        });
        *nth += 1;
    }
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    out.write_all(b"\n")
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
