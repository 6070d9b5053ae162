//! What does not follow, and what must not be said: the patterns of a rule file.

use super::pinned::{PinnedPack, is_about, matches};
use super::{Bench, of_sentence};
use crate::document::{Passage, PassageId, PassageKind};
use crate::fold::{self, Folded};
use crate::rule::{Inference, Level, Pack};
use crate::span::Span;
use crate::statement::Statement;
use crate::verdict::{Finding, Severity, Verdict};
use std::ops::Range;

/// Adds a finding for every sentence that a `not_entailed` or `forbidden` pattern matches, unless
/// the sentence is history, hypothesis, a question or somebody else's words.
pub(crate) fn findings(bench: &Bench, pack: &PinnedPack, out: &mut Vec<Finding>) {
    let rules: Vec<(&Inference, Verdict)> = pack
        .pack
        .inferences
        .iter()
        .map(|i| (i, Verdict::Unsupported))
        .chain(pack.pack.forbidden.iter().map(|i| (i, Verdict::Contradicted)))
        .collect();
    for line in lines(bench) {
        let folded = fold::fold(&line.text);
        for (rule, verdict) in &rules {
            let Some((span, claim)) = hit(bench, &line, &folded, rule, &pack.pack) else {
                continue;
            };
            out.push(finding(pack, rule, *verdict, span, claim));
        }
    }
}

/// A sentence of the article as patterns see it: for a value, its key path stands before it.
struct Line<'a> {
    passage: &'a Passage,
    id: PassageId,
    sentence: usize,
    text: String,
    /// Where the passage's own words begin in `text`, and the bytes of the passage they are.
    own: usize,
    range: Range<usize>,
}

fn lines<'a>(bench: &Bench<'a>) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut last = None;
    for claim in bench.claims {
        let passage = bench.article.passage(claim.passage);
        let whole = (claim.passage, claim.sentence);
        if last == Some(whole)
            && let Some(line) = lines.last_mut()
        {
            line.range.end = line.range.end.max(claim.range.end);
            continue;
        }
        last = Some(whole);
        let head = match (passage.kind, passage.place.keys.as_slice()) {
            (PassageKind::Value, keys) if !keys.is_empty() => format!("{}: ", keys.join(" > ")),
            _ => String::new(),
        };
        let own = head.len();
        lines.push(Line {
            passage,
            id: claim.passage,
            sentence: claim.sentence,
            text: head,
            own,
            range: claim.range.clone(),
        });
    }
    for line in &mut lines {
        // Closing marks behind the last clause belong to the sentence.
        line.text.push_str(line.passage.words(line.range.clone()));
    }
    lines
}

fn hit(
    bench: &Bench,
    line: &Line,
    folded: &Folded,
    rule: &Inference,
    pack: &Pack,
) -> Option<(Span, String)> {
    let found = rule.claims.iter().find_map(|p| matches(p, folded))?;
    if rule.unless.iter().any(|p| matches(p, folded).is_some()) {
        return None;
    }
    let start = line.range.start + found.start.saturating_sub(line.own);
    let end = line.range.start + found.end.saturating_sub(line.own);
    let range = if found.end <= line.own { line.range.clone() } else { start..end };
    let touched = |c: &&Statement| {
        c.passage == line.id && c.range.start < range.end && range.start < c.range.end
    };
    let closed = |c: &Statement| !Bench::is_open_to_rules(c.stance);
    let sentence = bench.claims[of_sentence(bench.claims, line.sentence)].iter();
    let mut statements = sentence.filter(touched).peekable();
    let about = statements.peek().is_some_and(|c| is_about(bench, pack, c));
    let silent = !about || statements.any(closed);
    (!silent).then(|| (line.passage.span(range.clone()), line.passage.words(range).to_owned()))
}

fn finding(
    pack: &PinnedPack,
    rule: &Inference,
    verdict: Verdict,
    span: Span,
    claim: String,
) -> Finding {
    let evidence = pack.fact(&rule.from).map(|f| pack.facts[f].evidence.clone());
    let relation = if verdict == Verdict::Contradicted { "disjoint" } else { "not-entailed" };
    Finding {
        id: format!("{}/{}", pack.pack.id, rule.id),
        verdict,
        relation,
        slot: None,
        severity: severity(rule.level),
        span,
        message: rule.why.clone(),
        label: "does not follow from the announcement".to_owned(),
        help: Some("say what the announcement says, or name who else says this".to_owned()),
        proof: vec![
            format!("claim: {claim}"),
            evidence.as_ref().map_or_else(String::new, |e| format!("fact: {}", e.text)),
            format!("{}: {relation}, by rule {}/{}", pack.pack.title, pack.pack.id, rule.id),
        ],
        claim,
        evidence: evidence.into_iter().collect(),
        pack: Some(pack.pack.path.clone()),
    }
}

pub(crate) fn severity(level: Level) -> Severity {
    match level {
        Level::Must => Severity::Error,
        Level::Should => Severity::Warning,
        Level::May => Severity::Note,
    }
}
