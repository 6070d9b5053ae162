//! Omissions: what the source says beside a statement, and the article nowhere tells.

mod condition;
mod end;
mod hedge;
mod quote;

use super::{Bench, Weighed};
use crate::span::Span;
use crate::statement::Statement;
use crate::verdict::{Evidence, Finding, Severity, Verdict};

/// How much of the claim a clause must hold to be the one it tells.
const SHARE: f64 = 0.4;

/// Adds an `omitted` finding for each condition and hedge that the article leaves out.
pub(crate) fn findings(bench: &Bench, weighed: &[Weighed], out: &mut Vec<Finding>) {
    condition::findings(bench, weighed, out);
    hedge::findings(bench, weighed, out);
    quote::findings(bench, weighed, out);
    end::findings(bench, weighed, out);
}

/// What an article leaves out beside a claim.
struct Omission {
    /// The rule, and the slot it is about.
    rule: &'static str,
    /// Bytes of the article, and their words.
    span: Span,
    told: String,
    /// The whole clause of the source.
    fact: Option<Evidence>,
    /// What of it is shown, where that is less.
    shown: Option<Evidence>,
    message: String,
    label: &'static str,
    help: String,
    /// The last line of the proof: what is not there.
    missing: String,
}

impl Omission {
    fn finding(self, claim: &Statement) -> Finding {
        let mut proof = vec![format!("claim: {}", self.told)];
        proof.extend(self.fact.iter().map(|e| format!("fact: {}", e.text)));
        proof.push(self.missing);
        Finding {
            id: self.rule.to_owned(),
            verdict: Verdict::Omitted,
            relation: "omitted",
            slot: Some(self.rule),
            severity: Severity::Warning,
            span: self.span,
            claim: claim.text.clone(),
            message: self.message,
            label: self.label.to_owned(),
            help: Some(self.help),
            proof,
            evidence: self.shown.or(self.fact).into_iter().collect(),
            pack: None,
        }
    }
}

/// Whether the article somewhere tells of the exception that a fact makes.
pub(crate) fn is_exception_told(bench: &Bench, fact: usize) -> bool {
    condition::is_told_of_fact(bench, fact)
}

/// The clause of the sentence that a claim is surely about which holds most of it: the one it tells.
fn told<'a>(bench: &Bench<'a>, weighed: &Weighed) -> Option<(usize, &'a Statement)> {
    let facts = bench.facts.sentences.facts(weighed.about?).iter();
    let all = facts.map(|at| (*at, bench.facts.all[*at].1));
    let shared = all.map(|(at, fact)| {
        let (share, words) = bench.facts.sentences.clause(weighed.claim, fact);
        let values = values(weighed.claim, fact);
        (at, fact, share, words + values)
    });
    let best = shared.max_by(|a, b| {
        let by = |x: &(usize, &Statement, f64, usize)| x.2 + values(weighed.claim, x.1) as f64;
        by(a).total_cmp(&by(b))
    })?;
    (best.2 >= SHARE && best.3 >= 1 || values(weighed.claim, best.1) > 0)
        .then_some((best.0, best.1))
}

/// How many amounts and times both have.
fn values(claim: &Statement, fact: &Statement) -> usize {
    let amounts = claim
        .quantities
        .iter()
        .filter(|c| fact.quantities.iter().any(|h| c.quantity.same_figures(&h.quantity)));
    let times =
        claim.times.iter().filter(|c| fact.times.iter().any(|h| h.period.is_same(c.period)));
    amounts.count() + times.count()
}
