//! What goes beyond the source: a bound or a range told as one number, a figure that no source has.

use super::{Bench, Weighed, of_sentence};
use crate::relation::Relation;
use crate::slot::modality::Force;
use crate::slot::quantity::Quantity;
use crate::slot::time::Bound;
use crate::span::Overlaps;
use crate::statement::{Measured, Statement};
use crate::verdict::{Evidence, Finding, Severity, Verdict};

/// How much of a claim the sources must know for it to be about them.
const KNOWN: f64 = 0.4;

/// A smaller count is told without its bound every day.
const FEW: f64 = 20.0;

/// Adds a finding for each number that is told without its bound, and a note for each figure that
/// the sources do not have.
pub(crate) fn findings(bench: &Bench, weighed: &[Weighed], out: &mut Vec<Finding>) {
    let claims =
        weighed.iter().filter(|w| w.claim.is_claim() && w.decided.is_none() && !w.is_of_others);
    let before = Overlaps::of(out.iter().map(|f| f.span));
    let found = out.len();
    for w in claims {
        let span = w.claim.span;
        // Claims come in reading order, and so do the findings on them.
        let mut own = out.iter().skip(found).rev().take_while(|f| span.start < f.span.end);
        let hit = own.any(|f| f.span.meets(span)) || before.met(span).next().is_some();
        for claimed in w.claim.quantities.iter().filter(|c| !c.is_past) {
            if let Some(finding) = without_bound(bench, w, claimed).filter(|_| !hit) {
                out.push(finding);
                break;
            }
            out.extend(not_held(bench, w, claimed));
        }
    }
}

/// "Up to 8,000" told as 8,000, where no line of the article has the bound.
fn without_bound(bench: &Bench, weighed: &Weighed, claimed: &Measured) -> Option<Finding> {
    let compared = weighed
        .comparisons
        .iter()
        .find(|c| c.slot == "quantity" && c.range == claimed.range && !c.relation.excludes())?;
    let fact = bench.facts.all.get(compared.fact)?.1;
    let exact = |q: &Quantity| q.is_exact() && !q.hedged;
    let claim = weighed.claim;
    // A word of bounding anywhere in the sentence may be the writer's way to say it.
    let mut beside = bench.claims[of_sentence(bench.claims, claim.sentence)].iter();
    let open = |c: &Statement| {
        let may = matches!(c.modality, Some((Force::May | Force::Can, _)));
        c.bounds || c.times.iter().any(|t| t.bound != Bound::On) || may
    };
    // "At least 34 million. That is a fifth": the bound stands before.
    if claim.is_of_pronoun || beside.any(open) {
        return None;
    }
    let open = |h: &&Measured| {
        let q = &h.quantity;
        let lasts = matches!(q.unit.kind, "duration" | "workday");
        let within = lasts && q.low.is_infinite();
        let few = q.unit.kind == "count" && ends(q).all(|e| e.abs() < FEW);
        let strict = q.low_open || q.high_open;
        let bounded =
            q.low != q.high && !within && !few && !strict && claimed.quantity.comparable(q);
        bounded && ends(q).any(|e| ends(&claimed.quantity).any(|c| (c - e).abs() <= 1e-9 * e.abs()))
    };
    let held = fact.quantities.iter().find(open).filter(|_| exact(&claimed.quantity))?;
    // "At 37 degrees work stops, between 35 and 37 it slows": the number stands there by itself.
    let passage = bench.facts.all.iter().filter(|(_, f)| f.passage == fact.passage);
    let mut sharp = passage.flat_map(|(_, f)| &f.quantities).map(|m| &m.quantity);
    if sharp.any(|q| exact(q) && q.same_figures(&claimed.quantity)) {
        return None;
    }
    let mut told = bench.claims.iter().flat_map(|c| &c.quantities);
    if told.any(|c| c.quantity.relate(&held.quantity) == Relation::Equal) {
        return None;
    }
    let words = fact.words(&held.range).trim().to_owned();
    let told = claim.words(&claimed.range).trim();
    let evidence: Vec<Evidence> = bench.evidence(compared.fact).into_iter().collect();
    Some(Finding {
        id: "bound".to_owned(),
        verdict: Verdict::Omitted,
        relation: "omitted",
        slot: Some("bound"),
        severity: Severity::Warning,
        span: bench.article.passage(weighed.claim.passage).span(claimed.range.clone()),
        claim: weighed.claim.text.clone(),
        message: format!("the announcement says “{words}”; here it is one number"),
        label: "told without its bound".to_owned(),
        help: Some(format!("say “{words}”, as the announcement does")),
        proof: proof(weighed.claim, &evidence, format!("bound: {told} | {words} = narrower")),
        evidence,
        pack: None,
    })
}

/// A figure about the announcement's subject that neither stands in it nor follows from it.
fn not_held(bench: &Bench, weighed: &Weighed, claimed: &Measured) -> Option<Finding> {
    let quantity = &claimed.quantity;
    let telling = matches!(quantity.unit.kind, "money" | "percent" | "point")
        || quantity.unit.kind == "count" && ends(quantity).any(|f| f.abs() >= FEW);
    let mut held = bench.facts.all.iter().flat_map(|(_, f)| &f.quantities);
    let stands = held.any(|h| {
        let relation = quantity.relate(&h.quantity);
        quantity.same_figures(&h.quantity)
            || !relation.excludes() && relation != Relation::Unrelated
    });
    let dated = weighed.claim.times.iter().any(|t| !t.period.is_yearless());
    if !telling
        || stands
        || dated
        || bench.facts.derives(quantity)
        || !is_about(bench, weighed.claim)
    {
        return None;
    }
    Some(Finding {
        id: "not-in-source".to_owned(),
        verdict: Verdict::Unsupported,
        relation: "not-in-source",
        slot: Some("quantity"),
        severity: Severity::Note,
        span: bench.article.passage(weighed.claim.passage).span(claimed.range.clone()),
        claim: weighed.claim.text.clone(),
        message: "the announcement does not have this figure".to_owned(),
        label: "not in the announcement".to_owned(),
        help: Some("name who has it from where, or leave it out".to_owned()),
        proof: proof(
            weighed.claim,
            &[],
            format!(
                "quantity: {} stands in no source, and no two of its figures make it",
                quantity.words()
            ),
        ),
        evidence: Vec::new(),
        pack: None,
    })
}

/// Whether the sources know a name of the claim, or most of its words.
fn is_about(bench: &Bench, claim: &Statement) -> bool {
    let known = |terms: &&Vec<crate::term::Term>| terms.iter().any(|t| bench.facts.is_known(*t));
    let share = claim.units.iter().filter(known).count() as f64 / claim.units.len().max(1) as f64;
    claim.names.iter().any(|n| bench.facts.is_known(*n)) || share >= KNOWN
}

fn ends(quantity: &Quantity) -> impl Iterator<Item = f64> {
    [quantity.low, quantity.high].into_iter().filter(|f| f.is_finite())
}

fn proof(claim: &Statement, evidence: &[Evidence], line: String) -> Vec<String> {
    let mut proof = vec![format!("claim: {}", claim.text)];
    proof.extend(evidence.iter().map(|e| format!("fact: {}", e.text)));
    proof.push(line);
    proof
}
