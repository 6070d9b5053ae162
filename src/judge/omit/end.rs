//! Until when something is so, where the article tells it as if for good.

use super::{Omission, told};
use crate::judge::{Bench, Weighed, of_sentence};
use crate::slot::quantity::Quantity;
use crate::slot::time::Bound;
use crate::statement::{Measured, Stance, Statement};
use crate::verdict::Finding;
use std::ops::Range;

/// Adds a finding for each claim without a time, where the clause it tells ends on a day, or after a
/// while, that no line of the article names.
pub(super) fn findings(bench: &Bench, weighed: &[Weighed], out: &mut Vec<Finding>) {
    for w in weighed.iter().filter(|w| w.claim.is_claim() && w.decided.is_none()) {
        let Some((at, fact)) = told(bench, w).filter(|(_, f)| f.is_fact()) else { continue };
        let beside = &bench.claims[of_sentence(bench.claims, w.claim.sentence)];
        let hit = out.iter().any(|f| f.span.meets(w.claim.span));
        let quoted = fact.quotes.iter().any(|q| q.is_direct) || fact.is_quoted;
        let quoted = quoted || fact.hedge.is_some();
        let says = !w.claim.predicates.is_empty() && w.claim.row.is_none();
        if hit || quoted || !says || beside.iter().any(is_timed) || w.claim.is_of_pronoun {
            continue;
        }
        let Some(range) = end(fact).filter(|range| !is_told(bench, fact, range)) else { continue };
        let words = fact.words(&range).trim().to_owned();
        if words.is_empty() {
            continue;
        }
        let omission = Omission {
            rule: "time-bound",
            span: w.claim.span,
            told: w.claim.text.clone(),
            fact: bench.evidence(at),
            shown: None,
            message: format!("the announcement says “{words}”; here it has no end"),
            label: "told without its end",
            help: format!("say “{words}”, as the announcement does"),
            missing: format!("time-bound: none | {words} = broader"),
        };
        out.push(omission.finding(w.claim));
    }
}

/// Where a fact says until when.
fn end(fact: &Statement) -> Option<Range<usize>> {
    // "Sold from February to September" tells when it was.
    let ends = |bound: Bound| matches!(bound, Bound::Through | Bound::Until | Bound::Before);
    let last = fact.times.iter().rfind(|t| ends(t.bound) && !t.range.is_empty())?;
    Some(last.range.clone())
}

/// Whether a clause tells any time, or leaves open whether it is so.
fn is_timed(claim: &Statement) -> bool {
    let lasts = |q: &Measured| q.quantity.unit.kind == "duration";
    let open = matches!(
        claim.stance,
        Stance::Condition | Stance::Hypothesis | Stance::Forecast | Stance::Question
    );
    claim.tells_time
        || !claim.times.is_empty()
        || claim.quantities.iter().any(lasts)
        || open
        || claim.tells_when
}

/// Whether the article has the day somewhere, or so long a time.
fn is_told(bench: &Bench, fact: &Statement, range: &Range<usize>) -> bool {
    let times: Vec<_> = fact.times.iter().filter(|t| t.range == *range).collect();
    let years = |q: &Quantity| q.unit.kind == "duration";
    bench.claims.iter().any(|c| {
        c.times.iter().any(|a| times.iter().any(|b| a.period.meets(b.period)))
            || c.quantities.iter().any(|q| years(&q.quantity) && q.quantity.digits() > 2)
    })
}
