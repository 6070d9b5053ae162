//! Caveats: what the source ties to a fact, and the article leaves out where it states the fact.

use super::infer::severity;
use super::pinned::{PinnedPack, is_about, matches};
use super::{Bench, Weighed, compare};
use crate::document::PassageKind;
use crate::relation::Relation;
use crate::rule::{Caveat, Within};
use crate::span::Span;
use crate::verdict::{Finding, Verdict};
use std::collections::BTreeMap;

/// Adds an `omitted` finding for each caveat that is missing near a claim that states its fact.
pub(crate) fn findings(
    bench: &Bench,
    weighed: &[Weighed],
    pack: &PinnedPack,
    out: &mut Vec<Finding>,
) {
    for (n, caveat) in pack.pack.caveats.iter().enumerate() {
        let Some(fact) = pack.fact(&caveat.of) else { continue };
        let stating: Vec<&Weighed> = weighed
            .iter()
            .filter(|w| w.decided.is_none() && states(bench, w, pack, fact))
            .filter(|w| is_about(bench, &pack.pack, w.claim))
            .collect();
        let mut groups: BTreeMap<(usize, usize), Vec<&Weighed>> = BTreeMap::new();
        for w in stating {
            groups.entry(group(w, caveat.within)).or_default().push(w);
        }
        let mut beside: BTreeMap<(usize, usize), Vec<&Weighed>> = BTreeMap::new();
        for w in weighed.iter().filter(|_| !groups.is_empty()) {
            beside.entry(group(w, caveat.within)).or_default().push(w);
        }
        for (key, group) in groups {
            if beside.get(&key).is_some_and(|near| is_met(bench, near, caveat)) {
                continue;
            }
            // The first statement of the term is the one that needed the caveat.
            if let Some(w) = group.first() {
                out.push(finding(bench, w, pack, n));
            }
        }
    }
}

/// Whether a claim states a pinned fact: it agrees with one of its slots, says most of it, or is
/// one of the short ways to say it.
fn states(bench: &Bench, weighed: &Weighed, pack: &PinnedPack, fact: usize) -> bool {
    let claim = weighed.claim;
    if !claim.is_claim() {
        return false;
    }
    let place = &pack.facts[fact];
    for (at, (source, held)) in bench.facts.all.iter().enumerate() {
        if !place.holds(*source, held) || compare::crosses_payments(claim, held) {
            continue;
        }
        let agreed = weighed
            .comparisons
            .iter()
            .filter(|c| c.fact == at && !matches!(c.slot, "condition" | "change" | "polarity"))
            .any(|c| {
                matches!(c.relation, Relation::Equal | Relation::Narrower | Relation::Broader)
            });
        let coverage = bench.facts.coverage(claim, held);
        if agreed || coverage >= 0.8 && claim.terms.len() >= 2 {
            return true;
        }
    }
    let text = &bench.folded.claims[weighed.at];
    pack.pack.facts[fact].says.iter().any(|p| matches(p, text).is_some())
}

fn group(weighed: &Weighed, within: Within) -> (usize, usize) {
    let claim = weighed.claim;
    match within {
        Within::Claim => (claim.edition, claim.sentence),
        Within::Section => (claim.edition, claim.section),
        Within::Article => (claim.edition, 0),
    }
}

/// Whether any words near the claim carry the caveat.
fn is_met(bench: &Bench, near: &[&Weighed], caveat: &Caveat) -> bool {
    let mut last = None;
    near.iter().any(|w| {
        let passage = w.claim.passage;
        let text = match caveat.within {
            Within::Claim => &bench.folded.claims[w.at],
            // The claims of a passage share its text.
            _ if last.replace(passage) == Some(passage) => return false,
            _ => &bench.folded.passages[passage.0],
        };
        caveat.met_by.iter().any(|p| matches(p, text).is_some())
    })
}

fn finding(bench: &Bench, weighed: &Weighed, pack: &PinnedPack, caveat: usize) -> Finding {
    let claim = weighed.claim;
    let place = &pack.caveats[caveat];
    let caveat = &pack.pack.caveats[caveat];
    let message = match caveat.why.as_str() {
        "" => format!("the announcement adds: “{}”", place.evidence.text),
        why => why.to_owned(),
    };
    Finding {
        id: format!("{}/{}", pack.pack.id, caveat.id),
        verdict: Verdict::Omitted,
        relation: "omitted",
        slot: Some("caveat"),
        severity: severity(caveat.level),
        span: anchor(bench, weighed),
        claim: claim.text.clone(),
        message,
        label: "stated without its caveat".to_owned(),
        help: Some(format!("add what the announcement adds: “{}”", place.evidence.text)),
        proof: vec![
            format!("claim: {}", claim.text),
            format!("fact: {}", pack.facts[pack.fact(&caveat.of).unwrap_or(0)].evidence.text),
            format!("caveat: {}", place.evidence.text),
        ],
        evidence: vec![place.evidence.clone()],
        pack: Some(pack.pack.path.clone()),
    }
}

/// In a block of keys the omission is the block's, so it stands on the block's head.
fn anchor(bench: &Bench, weighed: &Weighed) -> Span {
    let passage = bench.article.passage(weighed.claim.passage);
    let head = passage.place.parent.map(|id| bench.article.passage(id));
    match head {
        Some(head) if head.kind == PassageKind::KeyHead => head.whole(),
        _ => weighed.claim.span,
    }
}
