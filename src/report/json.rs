//! The report for programs, schema `sourcelint/1`: stable, sorted, the same bytes every time.

use super::fingerprint::fingerprint;
use super::language::languages;
use super::{Failed, Places, Run, findings};
use crate::document::Document;
use crate::span::Span;
use crate::verdict::{Evidence, Finding, Judged, Silenced, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the whole run as one JSON object.
pub fn json(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::of(run);
    let found = findings(run);
    let report = Report {
        schema: "sourcelint/1",
        tool: Tool::THIS,
        articles: run.articles.iter().map(|article| article_out(run, article)).collect(),
        findings: found.iter().map(|(article, f)| finding_out(run, &places, article, f)).collect(),
        claims: run
            .articles
            .iter()
            .flat_map(|a| a.judgement.claims.iter().map(|c| (a.document, c)))
            .map(|(article, claim)| claim_out(run, &places, article, claim))
            .collect(),
        silenced: run
            .articles
            .iter()
            .flat_map(|a| a.silenced.iter().map(|s| (a.document, s)))
            .map(|(article, silenced)| silenced_out(run, &places, article, silenced))
            .collect(),
        errors: run.failed.iter().map(error_out).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Report<'r> {
    schema: &'static str,
    tool: Tool,
    articles: Vec<ArticleOut<'r>>,
    findings: Vec<FindingOut<'r>>,
    claims: Vec<ClaimOut<'r>>,
    silenced: Vec<SilencedOut<'r>>,
    errors: Vec<ErrorOut<'r>>,
}

/// What wrote a report.
#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// This tool.
    pub(super) const THIS: Tool = Tool { name: "sourcelint", version: env!("CARGO_PKG_VERSION") };
}

#[derive(Serialize)]
struct ArticleOut<'r> {
    path: &'r str,
    sources: Vec<&'r str>,
    language: Vec<&'static str>,
    claims: usize,
    supported: usize,
    findings: usize,
    skipped: BTreeMap<&'static str, usize>,
}

/// A finding, in `json` and `jsonl` alike.
#[derive(Serialize)]
pub(super) struct FindingOut<'r> {
    id: &'r str,
    verdict: &'static str,
    relation: &'static str,
    slot: Option<&'static str>,
    severity: &'static str,
    article: &'r str,
    span: Place,
    claim: &'r str,
    message: &'r str,
    label: &'r str,
    help: Option<&'r str>,
    evidence: Vec<EvidenceOut<'r>>,
    proof: &'r [String],
    pack: Option<&'r str>,
    fingerprint: String,
}

/// The keys of a finding, and why it is not among the findings.
#[derive(Serialize)]
struct SilencedOut<'r> {
    #[serde(flatten)]
    finding: FindingOut<'r>,
    by: &'static str,
    reason: Option<&'r str>,
    at: Option<Place>,
}

#[derive(Serialize)]
struct ClaimOut<'r> {
    article: &'r str,
    span: Place,
    text: &'r str,
    verdict: &'static str,
    stance: &'static str,
    evidence: Vec<EvidenceOut<'r>>,
    proof: &'r [String],
}

#[derive(Serialize)]
struct EvidenceOut<'r> {
    source: &'r str,
    span: Place,
    text: &'r str,
}

/// What could not be checked, in `json` and `jsonl` alike.
#[derive(Serialize)]
pub(super) struct ErrorOut<'r> {
    path: &'r str,
    message: &'r str,
}

/// Bytes of the file, and lines and columns (in characters, from 1).
#[derive(Serialize)]
pub(super) struct Place {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Where `span` stands in `document`.
pub(super) fn place(places: &Places, document: &Document, span: Span) -> Place {
    let (first, last) = places.ends(document, span);
    Place {
        start: span.start,
        end: span.end,
        line: first.line,
        column: first.column,
        end_line: last.line,
        end_column: last.column,
    }
}

fn article_out<'r>(run: &'r Run, article: &'r super::Article) -> ArticleOut<'r> {
    let claims = &article.judgement.claims;
    let mut skipped = BTreeMap::new();
    for claim in claims.iter().filter(|c| c.verdict == Verdict::NotAClaim) {
        *skipped.entry(claim.stance).or_default() += 1;
    }
    let sources = article.sources.iter().filter_map(|index| run.sources.get(*index));
    ArticleOut {
        path: &article.document.path,
        sources: sources.map(|s| s.path.as_str()).collect(),
        language: languages(article.document),
        claims: claims.iter().filter(|c| c.verdict != Verdict::NotAClaim).count(),
        supported: claims.iter().filter(|c| c.verdict == Verdict::Supported).count(),
        findings: article.judgement.findings.len(),
        skipped,
    }
}

pub(super) fn finding_out<'r>(
    run: &'r Run,
    places: &Places,
    article: &'r Document,
    finding: &'r Finding,
) -> FindingOut<'r> {
    FindingOut {
        id: &finding.id,
        verdict: finding.verdict.word(),
        relation: finding.relation,
        slot: finding.slot,
        severity: finding.severity.word(),
        article: &article.path,
        span: place(places, article, finding.span),
        claim: &finding.claim,
        message: &finding.message,
        label: &finding.label,
        help: finding.help.as_deref(),
        evidence: evidence_out(run, places, article, &finding.evidence),
        proof: &finding.proof,
        pack: finding.pack.as_deref(),
        fingerprint: fingerprint(finding),
    }
}

fn silenced_out<'r>(
    run: &'r Run,
    places: &Places,
    article: &'r Document,
    silenced: &'r Silenced,
) -> SilencedOut<'r> {
    let by = &silenced.by;
    SilencedOut {
        finding: finding_out(run, places, article, &silenced.finding),
        by: by.word(),
        reason: by.said().map(|(_, reason)| reason),
        at: by.said().map(|(span, _)| place(places, article, span)),
    }
}

fn claim_out<'r>(
    run: &'r Run,
    places: &Places,
    article: &'r Document,
    claim: &'r Judged,
) -> ClaimOut<'r> {
    ClaimOut {
        article: &article.path,
        span: place(places, article, claim.span),
        text: &claim.text,
        verdict: claim.verdict.word(),
        stance: claim.stance,
        evidence: evidence_out(run, places, article, &claim.evidence),
        proof: &claim.proof,
    }
}

fn evidence_out<'r>(
    run: &'r Run,
    places: &Places,
    article: &'r Document,
    evidence: &'r [Evidence],
) -> Vec<EvidenceOut<'r>> {
    evidence
        .iter()
        .map(|e| (run.sources.get(e.source).unwrap_or(article), e))
        .map(|(source, e)| EvidenceOut {
            source: &source.path,
            span: place(places, source, e.span),
            text: &e.text,
        })
        .collect()
}

pub(super) fn error_out(failed: &Failed) -> ErrorOut<'_> {
    ErrorOut { path: &failed.path, message: &failed.message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn the_contract_is_kept() {
        insta::assert_snapshot!(samples::rendered(json));
    }
}
