//! The audit in Markdown: totals, tables, and each finding with the words of both texts.

use super::super::markdown::{section, text};
use super::super::summary::{counted, summary};
use super::super::{Failed, Run, clean};
use super::{Audit, Counts, Found};
use std::io::{self, Write};

const HEAD: &str =
    "claims | supported | contradicted | unsupported | omitted | unresolved | skipped";
const RULE: &str = "--:|--:|--:|--:|--:|--:|---|";

/// Writes the whole audit.
pub fn markdown(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let audit = Audit::of(run);
    writeln!(out, "{}\n\n# Audit\n\n{}", super::MARK, text(&summary(run)))?;
    if !audit.failed.is_empty() {
        writeln!(out, "\n## Not checked\n")?;
        audit.failed.iter().try_for_each(|failed| not_checked(failed, out))?;
    }
    if !audit.articles.is_empty() {
        writeln!(out, "\n## Articles\n\n| article | found | {HEAD} |\n|---|---|{RULE}")?;
    }
    for row in &audit.articles {
        let path = path(&row.article.text.path);
        writeln!(out, "| {path} | {} | {} |", found(row.counts.found), counts(&row.counts))?;
    }
    if !audit.sources.is_empty() {
        writeln!(out, "\n## Sources\n\n| source | articles | found | {HEAD} |")?;
        writeln!(out, "|---|--:|---|{RULE}")?;
    }
    for row in &audit.sources {
        let (path, found) = (path(&row.source.path), found(row.counts.found));
        writeln!(out, "| {path} | {} | {found} | {} |", row.articles, counts(&row.counts))?;
    }
    if !audit.rules.is_empty() {
        writeln!(out, "\n## Rules\n\n| rule | found | articles | what it finds |")?;
        writeln!(out, "|---|---|--:|---|")?;
    }
    for row in &audit.rules {
        let (id, found, about) = (text(row.id), found(row.found), text(row.about));
        writeln!(out, "| {id} | {found} | {} | {about} |", row.articles)?;
    }
    if 0 < audit.total.found.total() {
        writeln!(out, "\n## Findings")?;
    }
    audit.findings().try_for_each(|(a, f)| out.write_all(section(run, a, f).as_bytes()))
}

fn not_checked(failed: &Failed, out: &mut dyn Write) -> io::Result<()> {
    let (path, message) = (path(&failed.path), text(&failed.message));
    let colon = if path.is_empty() { "" } else { ": " };
    let next =
        if failed.next.is_empty() { String::new() } else { format!(" ({})", text(&failed.next)) };
    writeln!(out, "- {path}{colon}{message}{next}")
}

fn path(path: &str) -> String {
    text(&clean::path(path))
}

/// `2 errors, 1 warning`.
fn found(found: Found) -> String {
    let kinds = [(found.errors, "error"), (found.warnings, "warning"), (found.notes, "note")];
    let said = kinds.iter().filter(|(count, _)| 0 < *count);
    let said: Vec<String> = said.map(|(count, word)| counted(*count, word)).collect();
    if said.is_empty() { "nothing".to_owned() } else { said.join(", ") }
}

fn counts(counts: &Counts) -> String {
    let numbers = [
        counts.claims,
        counts.supported,
        counts.contradicted,
        counts.unsupported,
        counts.omitted,
        counts.unresolved,
    ];
    let numbers = numbers.map(|number| number.to_string()).join(" | ");
    format!("{numbers} | {}", counts.reasons())
}
