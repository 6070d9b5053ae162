//! The report for programs, schema `sourcelint/1`: stable, sorted, the same bytes every time.

use super::fingerprint::fingerprint;
use super::many::Many;
use super::{Article, Excerpt, Failed, Run, findings};
use crate::span::Span;
use crate::verdict::{Evidence, Finding, Judged, Severity, Silenced, Silencer, Verdict};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What the report says of itself.
const SCHEMA: &str = "sourcelint/1";

/// Writes the whole run as one JSON object.
pub fn json(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let run = *run;
    let found = findings(&run);
    let articles = run.articles;
    let claims = || articles.iter().flat_map(|a| a.claims.iter().map(|c| (&a.text, c)));
    let silenced = || articles.iter().flat_map(|a| a.silenced.iter().map(|s| (&a.text, s)));
    let report = Report {
        schema: SCHEMA,
        tool: Tool::THIS,
        articles: Many::of(move || articles.iter().map(move |article| article_out(run, article))),
        findings: Many::of(move || {
            found.clone().into_iter().map(move |(a, f)| finding_out(run, a, f))
        }),
        claims: Many::of(move || claims().map(move |(a, claim)| claim_out(run, a, claim))),
        silenced: Many::of(move || silenced().map(move |(a, s)| silenced_out(run, a, s))),
        errors: run.failed.iter().map(error_out).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}

/// What `sourcelint check --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "sourcelint check --format json")]
struct Report<'r> {
    /// What the other keys mean. New keys may come; what is there keeps its meaning.
    #[schemars(schema_with = "schema_word")]
    schema: &'static str,
    /// What wrote the report.
    tool: Tool,
    /// The articles that were checked, by path.
    #[schemars(with = "Vec<ArticleOut>")]
    articles: Many<'r, ArticleOut<'r>>,
    /// What is reported, by path and place.
    #[schemars(with = "Vec<FindingOut>")]
    findings: Many<'r, FindingOut<'r>>,
    /// Every statement of the articles, and what became of it.
    #[schemars(with = "Vec<ClaimOut>")]
    claims: Many<'r, ClaimOut<'r>>,
    /// What was found and is not reported.
    #[schemars(with = "Vec<SilencedOut>")]
    silenced: Many<'r, SilencedOut<'r>>,
    /// What could not be checked.
    errors: Vec<ErrorOut<'r>>,
}

/// What wrote a report.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "tool")]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// This tool.
    pub(super) const THIS: Tool = Tool { name: "sourcelint", version: env!("CARGO_PKG_VERSION") };
}

/// An article that was checked.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "article")]
struct ArticleOut<'r> {
    path: &'r str,
    /// The announcements it was held against.
    sources: Vec<&'r str>,
    /// The languages it is written in: `en`, `zh-Hant`, `zh-Hans`.
    language: Vec<&'static str>,
    /// How many claims were judged.
    claims: usize,
    /// How many of them the announcement supports.
    supported: usize,
    /// How many findings are reported.
    findings: usize,
    /// Statements that are no claims, by the reason.
    skipped: BTreeMap<&'static str, usize>,
}

/// A finding, in `json` and `jsonl` alike.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "finding")]
pub(super) struct FindingOut<'r> {
    /// The rule: `exclusivity`, `omitted`, or `file/rule` of a rule file.
    id: &'r str,
    #[schemars(schema_with = "verdicts")]
    verdict: &'static str,
    /// How the claim's value relates to the announcement's, or the rule's own word.
    relation: &'static str,
    /// The slot that decided, if one did.
    slot: Option<&'static str>,
    #[schemars(schema_with = "severities")]
    severity: &'static str,
    /// The path of the article.
    article: &'r str,
    span: Place,
    /// The words of the claim.
    claim: &'r str,
    /// One line for the editor.
    message: &'r str,
    /// A few words under the underlined ones.
    label: &'r str,
    /// What to do about it.
    help: Option<&'r str>,
    /// The words of the announcement.
    evidence: Vec<EvidenceOut<'r>>,
    /// The comparison, line by line.
    proof: &'r [String],
    /// The path of the rule file, if one made the finding.
    pack: Option<&'r str>,
    /// The same from run to run while rule, claim and evidence stay; knows no line.
    fingerprint: String,
}

/// The keys of a finding, and why it is not among the findings.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "silenced")]
struct SilencedOut<'r> {
    #[serde(flatten)]
    finding: FindingOut<'r>,
    /// What keeps it silent.
    #[schemars(schema_with = "silencers")]
    by: &'static str,
    /// The reason that is given in the article.
    reason: Option<&'r str>,
    /// Where in the article it is given.
    at: Option<Place>,
}

/// A statement of an article and what became of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "claim")]
struct ClaimOut<'r> {
    /// The path of the article.
    article: &'r str,
    span: Place,
    text: &'r str,
    #[schemars(schema_with = "verdicts")]
    verdict: &'static str,
    /// `asserted`, or why it is no claim: `history`, `hypothesis`, `question` ...
    stance: &'static str,
    /// The words of the announcement it was held against.
    evidence: Vec<EvidenceOut<'r>>,
    /// The comparison, or what kept it silent.
    proof: &'r [String],
}

/// Words that a verdict rests on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "evidence")]
struct EvidenceOut<'r> {
    /// The path of the announcement, or of the article itself where it contradicts itself.
    source: &'r str,
    span: Place,
    text: &'r str,
}

/// What could not be checked, in `json` and `jsonl` alike.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "error")]
pub(super) struct ErrorOut<'r> {
    /// The path as given; empty where no one file is to blame.
    path: &'r str,
    message: &'r str,
}

/// Bytes of the file, and lines and columns (in characters, from 1).
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "place")]
pub(super) struct Place {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// The JSON Schema of the report.
pub fn output_schema() -> Schema {
    SchemaSettings::draft07().for_serialize().into_generator().into_root_schema_for::<Report>()
}

fn schema_word(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": SCHEMA })
}

fn verdicts(_: &mut SchemaGenerator) -> Schema {
    use Verdict::{Contradicted, NotAClaim, Omitted, Supported, Unresolved, Unsupported};
    let all = [Supported, Contradicted, Omitted, Unsupported, Unresolved, NotAClaim];
    let all = all.map(Verdict::word);
    json_schema!({ "enum": all })
}

fn severities(_: &mut SchemaGenerator) -> Schema {
    let all = [Severity::Error, Severity::Warning, Severity::Note].map(Severity::word);
    json_schema!({ "enum": all })
}

fn silencers(_: &mut SchemaGenerator) -> Schema {
    let (span, reason) = (Span::new(0, 0), String::new());
    let comment = Silencer::Comment { span, reason: reason.clone() };
    let matter = Silencer::FrontMatter { span, reason };
    let all = [comment, matter, Silencer::Baseline, Silencer::Unchanged];
    let all = all.each_ref().map(Silencer::word);
    json_schema!({ "enum": all })
}

/// Where `span` stands in `document`.
pub(super) fn place(document: &Excerpt, span: Span) -> Place {
    let (first, last) = document.ends(span);
    Place {
        start: span.start,
        end: span.end,
        line: first.line,
        column: first.column,
        end_line: last.line,
        end_column: last.column,
    }
}

fn article_out<'r>(run: Run<'r>, article: &'r Article) -> ArticleOut<'r> {
    let sources = article.sources.iter().filter_map(|index| run.sources.get(*index));
    ArticleOut {
        path: &article.text.path,
        sources: sources.map(|s| s.path.as_str()).collect(),
        language: article.text.languages.clone(),
        claims: article.tally.claims(),
        supported: article.tally.count(Verdict::Supported),
        findings: article.findings.len(),
        skipped: article.tally.skipped.clone(),
    }
}

pub(super) fn finding_out<'r>(
    run: Run<'r>,
    article: &'r Excerpt,
    finding: &'r Finding,
) -> FindingOut<'r> {
    FindingOut {
        id: &finding.id,
        verdict: finding.verdict.word(),
        relation: finding.relation,
        slot: finding.slot,
        severity: finding.severity.word(),
        article: &article.path,
        span: place(article, finding.span),
        claim: &finding.claim,
        message: &finding.message,
        label: &finding.label,
        help: finding.help.as_deref(),
        evidence: evidence_out(run, article, &finding.evidence),
        proof: &finding.proof,
        pack: finding.pack.as_deref(),
        fingerprint: fingerprint(finding),
    }
}

fn silenced_out<'r>(run: Run<'r>, article: &'r Excerpt, silenced: &'r Silenced) -> SilencedOut<'r> {
    let by = &silenced.by;
    SilencedOut {
        finding: finding_out(run, article, &silenced.finding),
        by: by.word(),
        reason: by.said().map(|(_, reason)| reason),
        at: by.said().map(|(span, _)| place(article, span)),
    }
}

fn claim_out<'r>(run: Run<'r>, article: &'r Excerpt, claim: &'r Judged) -> ClaimOut<'r> {
    ClaimOut {
        article: &article.path,
        span: place(article, claim.span),
        text: &claim.text,
        verdict: claim.verdict.word(),
        stance: claim.stance,
        evidence: evidence_out(run, article, &claim.evidence),
        proof: &claim.proof,
    }
}

fn evidence_out<'r>(
    run: Run<'r>,
    article: &'r Excerpt,
    evidence: &'r [Evidence],
) -> Vec<EvidenceOut<'r>> {
    evidence
        .iter()
        .map(|e| (run.sources.get(e.source).unwrap_or(article), e))
        .map(|(source, e)| EvidenceOut {
            source: &source.path,
            span: place(source, e.span),
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
