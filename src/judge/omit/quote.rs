//! Half a quote: the words before the speaker's "but", without it.

use super::Omission;
use crate::judge::{Bench, Weighed, compare};
use crate::relation::Relation;
use crate::slot::quote::Quote;
use crate::statement::Stance;
use crate::verdict::Finding;

/// Adds a finding for each quote that ends before the source's quote turns round.
pub(super) fn findings(bench: &Bench, weighed: &[Weighed], out: &mut Vec<Finding>) {
    for w in weighed {
        for claimed in w.claim.quotes.iter().filter(|q| q.is_direct) {
            let Some((at, held)) = compare::same_quote(claimed, bench.facts) else { continue };
            let hit =
                out.iter().any(|f| f.span.meets(w.claim.span)) || is_parted(bench, w, claimed);
            // The article may give the rest in words of its own, or in another quote.
            let mut others = bench.claims.iter().filter(|c| c.passage == w.claim.passage);
            let in_words = others.clone().any(|c| {
                !c.is_quoted && c.quotes.is_empty() && (c.denies || c.stance == Stance::Report)
            });
            let told = others.any(|c| {
                c.quotes
                    .iter()
                    .any(|q| !q.turns.is_empty() && q.relate_speakers(held) != Relation::Disjoint)
            });
            let Some(turn) = claimed.turn_left_out(held).filter(|_| !told && !in_words) else {
                continue;
            };
            if hit || !held.is_direct {
                continue;
            }
            let passage = bench.article.passage(w.claim.passage);
            let omission = Omission {
                rule: "quote",
                span: passage.span(claimed.range.clone()),
                told: passage.words(claimed.range.clone()).to_owned(),
                fact: bench.evidence(at),
                shown: None,
                message: format!("the quote goes on in the announcement, with “{turn}”"),
                label: "half of what was said",
                help: "quote the whole sentence, or tell the other half".to_owned(),
                missing: format!("quote: the source goes on with “{turn}”"),
            };
            out.push(omission.finding(w.claim));
        }
    }
}

/// "We would rather sell fewer," said X, "than ...": the rest is the next quote of the passage.
fn is_parted(bench: &Bench, weighed: &Weighed, claimed: &Quote) -> bool {
    let same = bench.claims.iter().filter(|c| c.passage == weighed.claim.passage);
    let others = same.flat_map(|c| &c.quotes).filter(|q| q.is_direct && q.range != claimed.range);
    let near = |q: &Quote| {
        let gap = q.range.start.saturating_sub(claimed.range.end);
        let back = claimed.range.start.saturating_sub(q.range.end);
        gap.max(back) <= PARTED
    };
    others.into_iter().any(near)
}

/// How far two parts of one quote stand from each other, at the most: bytes.
const PARTED: usize = 60;
