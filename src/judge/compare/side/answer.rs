//! The clause of a sentence that answers the question a claim answers.

use crate::judge::align::Facts;
use crate::slot::pole::Pole;
use crate::statement::{Measured, Statement};
use crate::term::Term;

/// How far from an amount the words stand that say in what it is paid: bytes.
const BESIDE: usize = 24;

/// The clause of a sentence that answers the claim's question, the one that holds most of it.
pub(super) fn answer<'a>(
    mine: &Pole,
    claim: &Statement,
    sentence: usize,
    facts: &'a Facts,
) -> Option<(usize, &'a Pole)> {
    let of = facts.sentences.facts(sentence).iter().copied();
    // What somebody says in a quote is said loosely, and holds for who tells that they said it.
    let speakers: Vec<Term> = facts
        .sentences
        .facts(sentence)
        .iter()
        .flat_map(|at| &facts.all[*at].1.quotes)
        .flat_map(|q| q.speakers.iter().chain(&q.offices))
        .copied()
        .collect();
    let tells = claim.all_terms().any(|t| speakers.contains(&t));
    let told = of.filter(|at| facts.all[*at].1.is_fact() && (tells || !facts.all[*at].1.is_quoted));
    let poles = told.flat_map(|at| facts.all[at].1.poles.iter().map(move |p| (at, p)));
    let same: Vec<(usize, &Pole)> = poles.filter(|(_, p)| p.axis == mine.axis).collect();
    // "£60 million in cash and £24 million in shares": the side next to the claim's figure.
    let far = |c: &Measured| c.range.end.abs_diff(mine.range.start);
    let own = claim.quantities.iter().min_by_key(|c| far(c)).filter(|c| far(c) <= BESIDE);
    if mine.axis == "means"
        && let Some(own) = own
        && let Some((far, at, pole)) = same
            .iter()
            .map(|(at, pole)| {
                // The amount that the word stands by must be the claim's.
                let from = |h: &Measured| h.range.end.abs_diff(pole.range.start);
                let by = facts.all[*at].1.quantities.iter().min_by_key(|h| from(h));
                let by = by.filter(|h| own.quantity.same_figures(&h.quantity));
                (by.map_or(usize::MAX, from), *at, *pole)
            })
            .min_by_key(|(far, ..)| *far)
    {
        return (far <= BESIDE).then_some((at, pole));
    }
    // The clause that holds most of the claim, and says the same.
    let share = |at: usize| facts.sentences.clause(claim, facts.all[at].1).0;
    let most = same.iter().copied().max_by(|a, b| share(a.0).total_cmp(&share(b.0)));
    if let Some((at, pole)) = most.filter(|(_, p)| p.side == mine.side) {
        return Some((at, pole));
    }
    // Where it answers twice, the answer about the same thing: "must be notified, needs no licence".
    let alike = |p: &Pole| p.of.iter().any(|t| mine.of.contains(t));
    let nearer: Vec<(usize, &Pole)> = same.iter().copied().filter(|(_, p)| alike(p)).collect();
    let same = if nearer.is_empty() { same } else { nearer };
    // A sentence that answers both ways speaks for the claim.
    let own = same.iter().any(|(_, p)| p.side == mine.side);
    same.into_iter().filter(|(_, p)| !own || p.side == mine.side).max_by(|a, b| {
        let share = |at: usize| facts.sentences.clause(claim, facts.all[at].1);
        share(a.0).partial_cmp(&share(b.0)).unwrap_or(std::cmp::Ordering::Equal)
    })
}
