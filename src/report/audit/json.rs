//! The audit for programs, schema `sourcelint-audit/1`: sorted, the same bytes every time.

use super::super::json::{FindingOut, Tool, finding_out};
use super::super::many::Many;
use super::super::{Failed, Run};
use super::{ArticleRow, Audit, Counts, RuleRow, SourceRow};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the whole audit as one JSON object; lists stand worst first.
pub fn json(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let audit = &Audit::of(run);
    let run = *run;
    let report = Report {
        schema: "sourcelint-audit/1",
        tool: Tool::THIS,
        total: Total {
            articles: audit.articles.len(),
            not_checked: audit.failed.len(),
            counts: counts(&audit.total),
        },
        articles: Many::of(|| audit.articles.iter().map(article)),
        sources: audit.sources.iter().map(source).collect(),
        rules: audit.rules.iter().map(rule).collect(),
        findings: Many::of(move || audit.findings().map(move |(a, f)| finding_out(run, a, f))),
        errors: audit.failed.iter().map(error).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Report<'r> {
    schema: &'static str,
    tool: Tool,
    total: Total,
    articles: Many<'r, ArticleOut<'r>>,
    sources: Vec<SourceOut<'r>>,
    rules: Vec<RuleOut<'r>>,
    findings: Many<'r, FindingOut<'r>>,
    errors: Vec<ErrorOut<'r>>,
}

#[derive(Serialize)]
struct Total {
    articles: usize,
    not_checked: usize,
    #[serde(flatten)]
    counts: CountsOut,
}

#[derive(Serialize)]
struct ArticleOut<'r> {
    path: &'r str,
    sources: Vec<&'r str>,
    language: Vec<&'static str>,
    #[serde(flatten)]
    counts: CountsOut,
}

#[derive(Serialize)]
struct SourceOut<'r> {
    path: &'r str,
    articles: usize,
    #[serde(flatten)]
    counts: CountsOut,
}

#[derive(Serialize)]
struct RuleOut<'r> {
    id: &'r str,
    about: &'r str,
    articles: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// Counts, in every list that has them.
#[derive(Serialize)]
pub(super) struct CountsOut {
    claims: usize,
    supported: usize,
    contradicted: usize,
    unsupported: usize,
    omitted: usize,
    unresolved: usize,
    skipped: BTreeMap<&'static str, usize>,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct ErrorOut<'r> {
    path: &'r str,
    message: &'r str,
    next: &'r str,
}

pub(super) fn counts(counts: &Counts) -> CountsOut {
    CountsOut {
        claims: counts.claims,
        supported: counts.supported,
        contradicted: counts.contradicted,
        unsupported: counts.unsupported,
        omitted: counts.omitted,
        unresolved: counts.unresolved,
        skipped: counts.skipped.clone(),
        errors: counts.found.errors,
        warnings: counts.found.warnings,
        notes: counts.found.notes,
    }
}

fn article<'r>(row: &'r ArticleRow) -> ArticleOut<'r> {
    ArticleOut {
        path: &row.article.text.path,
        sources: row.sources.iter().map(|source| source.path.as_str()).collect(),
        language: row.article.text.languages.clone(),
        counts: counts(&row.counts),
    }
}

fn source<'r>(row: &'r SourceRow) -> SourceOut<'r> {
    let (path, articles) = (&row.source.path, row.articles);
    SourceOut { path, articles, counts: counts(&row.counts) }
}

fn rule<'r>(row: &'r RuleRow) -> RuleOut<'r> {
    let (errors, warnings, notes) = (row.found.errors, row.found.warnings, row.found.notes);
    RuleOut { id: row.id, about: row.about, articles: row.articles, errors, warnings, notes }
}

fn error(failed: &Failed) -> ErrorOut<'_> {
    ErrorOut { path: &failed.path, message: &failed.message, next: &failed.next }
}
