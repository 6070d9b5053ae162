//! Expected, planned or estimated, told as a matter of fact.

use super::{Omission, told};
use crate::judge::{Bench, Weighed};
use crate::slot::hedge::Doubt;
use crate::slot::modality::Force;
use crate::slot::quantity::Quantity;
use crate::statement::{Stance, Statement};
use crate::verdict::Finding;
use std::ops::Range;

/// Adds a finding for each claim without a hedge, where the clause it tells has one.
pub(super) fn findings(bench: &Bench, weighed: &[Weighed], out: &mut Vec<Finding>) {
    let claims = weighed.iter().filter(|w| w.claim.is_claim() && w.decided.is_none());
    for w in claims {
        let Some((at, fact)) = told(bench, w) else { continue };
        let Some((Doubt::Plain, range)) = &fact.hedge else { continue };
        // The cells of a row say one thing together.
        let in_row = |c: &Statement| c.row.is_some() && c.row == w.claim.row;
        let beside = |c: &&Statement| c.passage == w.claim.passage || in_row(c);
        let hit = out.iter().any(|f| f.span.meets(w.claim.span));
        // A fragment of a list says nothing for certain; a cell of a table does.
        let valued = !w.claim.times.is_empty() || !w.claim.quantities.is_empty();
        let will = matches!(w.claim.modality, Some((Force::Will, _)));
        let says = !w.claim.predicates.is_empty() || valued && (will || w.claim.row.is_some());
        if !is_of_what_is_told(w.claim, fact, range) {
            continue;
        }
        let quoted = fact.quotes.iter().any(|q| q.is_direct);
        // Said once of the same sentence is said.
        let told = weighed.iter().any(|o| o.about == w.about && hedges(o.claim));
        if hit
            || told
            || quoted
            || !says
            || !fact.is_fact()
            || bench.claims.iter().filter(beside).any(hedges)
        {
            continue;
        }
        let words = fact.words(range).trim().to_owned();
        let omission = Omission {
            rule: "modality",
            span: w.claim.span,
            told: w.claim.text.clone(),
            fact: bench.evidence(at),
            shown: None,
            message: format!("the announcement says “{words}”; here it is certain"),
            label: "told as certain",
            help: format!("say “{words}”, as the announcement does"),
            missing: format!("hedge: none | {words} = broader"),
        };
        out.push(omission.finding(w.claim));
    }
}

/// "Was 71 percent and should reach 75": where both have a value, the hedge must stand before it,
/// with no other value between.
fn is_of_what_is_told(claim: &Statement, fact: &Statement, hedge: &Range<usize>) -> bool {
    let amounts = fact.quantities.iter().map(|h| {
        let same = claim.quantities.iter().any(|c| c.quantity.same_figures(&h.quantity));
        (&h.range, same)
    });
    let times = fact.times.iter().map(|h| {
        let same = claim.times.iter().any(|c| c.period.is_same(h.period));
        (&h.range, same)
    });
    let values: Vec<(&Range<usize>, bool)> = amounts.chain(times).collect();
    // "Modules are expected to ship on 3 November": the day is expected.
    let of_value = values.iter().any(|(at, _)| at.start >= hedge.end);
    if values.iter().all(|(_, same)| !same) {
        return !of_value;
    }
    let behind = values.iter().filter(|(at, _)| at.start >= hedge.start);
    behind.min_by_key(|(at, _)| at.start).is_none_or(|(_, same)| *same)
}

/// Whether a clause leaves room for doubt, in whatever way.
fn hedges(claim: &Statement) -> bool {
    let open = matches!(claim.modality, Some((Force::May | Force::Can | Force::Expect, _)));
    let stance = matches!(
        claim.stance,
        Stance::Condition
            | Stance::Hypothesis
            | Stance::Forecast
            | Stance::Question
            | Stance::Report
    );
    // "Three to five percent" is an estimate by its form.
    let range = |q: &Quantity| q.low < q.high && q.low.is_finite() && q.high.is_finite();
    let rough = claim.quantities.iter().any(|q| q.quantity.hedged || range(&q.quantity));
    let rough = rough || claim.bounds;
    rough || claim.hedge.is_some() || claim.condition.is_some() || open || stance
}
