//! The way to a figure: what rises to it, or by it, told as falling or as staying.
//!
//! The figure itself says which sentence is meant; words need not.

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::relation::Relation;
use crate::slot::change::Trend;
use crate::slot::pole::Pole;
use crate::statement::{Measured, Statement};

/// Figures of so many digits name their sentence.
const DIGITS: usize = 2;

/// The figure, and a word or another value.
const UNITS: usize = 1;

/// A sentence this near, of the nearest, may be meant.
const MAY_HOLD: f64 = 0.6;

/// How far the word may stand from the figure: bytes of the passage.
const BESIDE: usize = 60;

/// Compares which way a claim and the facts come to the same figure.
pub(crate) fn trends(
    claim: &Statement,
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    let Some(mine) = only(claim) else { return };
    if claim.denies || claim.is_quoted || claim.condition.is_some() {
        return;
    }
    let near = nearest.within(MAY_HOLD, None);
    let amounts = claim.quantities.iter().filter(|q| is_telling(q) && is_beside(q, mine));
    for (claimed, (sentence, score)) in amounts.flat_map(|a| near.iter().map(move |n| (a, n))) {
        let Some((at, held)) = other_way(claimed, mine, *sentence, facts) else { continue };
        if nearest.measure(*sentence, None).1 < UNITS {
            continue;
        }
        found.push(Comparison {
            fact: at,
            slot: "change",
            relation: Relation::Disjoint,
            claimed: claim.words(&mine.range).to_owned(),
            held,
            range: mine.range.clone(),
            bond: 10.0 + score,
        });
        return;
    }
}

/// The one trend of a claim.
fn only(claim: &Statement) -> Option<&Pole> {
    let mut trends = claim.poles.iter().filter(|p| p.axis == "trend");
    let first = trends.next()?;
    trends.all(|p| p.side == first.side).then_some(first)
}

fn is_telling(amount: &Measured) -> bool {
    amount.quantity.digits() >= DIGITS && !amount.is_past
}

fn is_beside(amount: &Measured, pole: &Pole) -> bool {
    let (a, b) = (&amount.range, &pole.range);
    a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end)) <= BESIDE
}

/// The fact of the sentence that has the claim's figure, and comes to it another way; with its words
/// for that.
fn other_way(
    claimed: &Measured,
    mine: &Pole,
    sentence: usize,
    facts: &Facts,
) -> Option<(usize, String)> {
    let clauses = facts.sentences.facts(sentence).iter().map(|at| (*at, facts.all[*at].1));
    let same = |q: &&Measured| {
        q.quantity.unit.kind == claimed.quantity.unit.kind
            && q.quantity.same_figures(&claimed.quantity)
            && !q.is_past
    };
    let mut holding = clauses.filter(|(_, f)| f.is_fact() && f.quantities.iter().any(|q| same(&q)));
    let (at, fact) = holding.next().filter(|_| holding.next().is_none())?;
    let amount = fact.quantities.iter().find(same)?;
    // What is so for one figure of several is not so for all of them.
    let own = |range: &std::ops::Range<usize>| {
        let far = |q: &Measured| q.range.start.abs_diff(range.start);
        fact.quantities.iter().all(|q| q.is_past || far(q) >= far(amount))
    };
    let told = |p: &&Pole| matches!(p.axis, "trend" | "change") && own(&p.range);
    let stays = |p: &&Pole| p.axis == "change" && !p.side;
    let way = match only(fact) {
        Some(held) => Some(held).filter(|p| p.side != mine.side && told(p)),
        None => fact.poles.iter().filter(told).find(stays),
    };
    let changed = fact.changes.iter().find(|c| own(&c.range)).filter(|c| match c.trend {
        Trend::Higher => !mine.side,
        Trend::Lower => mine.side,
        Trend::Same => false,
    });
    let range =
        way.map(|p| &p.range).or(changed.filter(|_| only(fact).is_none()).map(|c| &c.range));
    range.map(|range| (at, fact.words(range).to_owned()))
}
