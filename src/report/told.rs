//! A finding in a few plain lines, for formats that have room for a message and no more.

use super::{Excerpt, Run, clean};
use crate::verdict::{Evidence, Finding};

/// Pieces of evidence that are told at most.
const EVIDENCE_MAX: usize = 3;

/// The message, the words of the other text with their place, and what to do: a line each, clean.
pub(super) fn told(run: &Run, article: &Excerpt, finding: &Finding) -> Vec<String> {
    let evidence =
        evidence(run, article, finding).take(EVIDENCE_MAX).map(|(document, evidence)| {
            let at = document.ends(evidence.span).0;
            let (path, words) = (clean::path(&document.path), clean::line(&evidence.text));
            format!("{path}:{}:{}: “{words}”", at.line, at.column)
        });
    let message = std::iter::once(clean::line(&finding.message).into_owned());
    let help = finding.help.iter().map(|help| format!("help: {}", clean::line(help)));
    message.chain(evidence).chain(help).collect()
}

/// The evidence of a finding, each with the document it stands in.
pub(super) fn evidence<'r>(
    run: &Run<'r>,
    article: &'r Excerpt,
    finding: &'r Finding,
) -> impl Iterator<Item = (&'r Excerpt, &'r Evidence)> {
    finding.evidence.iter().map(move |e| (run.sources.get(e.source).unwrap_or(article), e))
}
