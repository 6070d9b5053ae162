//! Exceptions: what the announcement leaves out, told as taken in.
//!
//! "Frozen noodles are no exception", where the source has "frozen noodles excepted": the sentence is
//! found by the thing that is left out, which one or two words name; the rest of the rule stands in
//! another clause of both texts.

use super::Comparison;
use crate::judge::align::Facts;
use crate::lexicon::Category;
use crate::relation::Relation;
use crate::slot::change::Trend;
use crate::slot::condition::Tie;
use crate::slot::pole::Pole;
use crate::statement::{Stance, Statement};
use crate::term::Term;

/// A word that so many facts hold names a thing; one that more hold is the topic.
const FEW: usize = 3;

/// How much of what the claim takes in must be left out by the fact, by weight.
const SHARE: f64 = 0.5;

/// How much of what moves must be what stays, and of what stays what moves.
const WHOLE: f64 = 0.99;
const WHOLE_BACK: f64 = 0.55;

/// How surely both are about the same thing.
const BOND: f64 = 2.0;

/// Compares what a claim takes in with what the facts leave out.
pub(crate) fn exceptions(claim: &Statement, facts: &Facts, found: &mut Vec<Comparison>) {
    let takes = claim.poles.iter().find(|p| takes_in(p));
    let moves = claim.poles.iter().find(|p| p.axis == "trend" && !claim.denies);
    let Some(mine) = takes.or(moves) else { return };
    let leaves = claim.poles.iter().any(|p| p.axis == mine.axis && !p.side && takes.is_some());
    // "Stays with it, too": what stays is not taken in.
    let stays =
        |p: &Pole| p.axis == "continuation" || p.axis == "change" && (p.side || moves.is_none());
    let stays = claim.poles.iter().any(stays);
    let stays = stays || claim.changes.iter().any(|c| c.trend == Trend::Same);
    if leaves
        || stays
        || mine.turned
        || claim.is_quoted
        || claim.tells_when
        || claim.condition.is_some()
    {
        return;
    }
    let things = things(claim, moves);
    let left_out = facts.all.iter().enumerate().filter_map(|(at, (_, fact))| {
        if let Some(out) = takes.and_then(|_| left_out(fact)) {
            return Some((at, out.1, shared(&things, &out.0, facts)?));
        }
        let (of, words) = moves.and_then(|_| unmoved(fact))?;
        let share = shared(&things, &of, facts)?;
        // Whatever stays, and nothing else, must be what moves.
        let all = |of: &[Term]| of.iter().map(|t| facts.weight(*t)).sum::<f64>();
        let (same, _): (Vec<Term>, Vec<Term>) =
            of.iter().partition(|t| things.iter().any(|unit| unit.contains(t)));
        (share >= WHOLE && all(&same) > WHOLE_BACK * all(&of)).then_some((at, words, share))
    });
    let best = left_out.max_by(|a, b| a.2.total_cmp(&b.2));
    let Some((at, held, _)) = best else { return };
    let telling = |t: &&Term| facts.all[at].1.terms.contains(t) && is_telling(**t, facts);
    let named: Vec<Term> = things.iter().flatten().filter(telling).copied().collect();
    let taken_in = facts.all.iter().any(|(_, fact)| {
        let moved = |p: &&Pole| moves.is_some() && p.axis == "trend";
        let told = fact.poles.iter().filter(|p| takes_in(p) || moved(p));
        let of = told.flat_map(|p| p.who.iter().chain(&p.of));
        of.into_iter().any(|t| named.contains(t) && fact.terms.contains(t))
    });
    if taken_in {
        return;
    }
    found.push(Comparison {
        fact: at,
        slot: "polarity",
        relation: Relation::Opposite,
        claimed: claim.words(&mine.range).to_owned(),
        held,
        range: mine.range.clone(),
        bond: BOND,
    });
}

fn takes_in(pole: &Pole) -> bool {
    pole.axis == "inclusion" && pole.side
}

/// What a fact leaves out, and by which words.
fn left_out(fact: &Statement) -> Option<(Vec<Term>, String)> {
    let told = fact.is_fact() || fact.stance == Stance::Condition;
    let pole = fact.poles.iter().find(|p| p.axis == "inclusion" && !p.side && told);
    if let Some(pole) = pole {
        let of = fact.items(pole).filter(|t| fact.terms.contains(t)).copied();
        return Some((of.collect(), fact.words(&pole.range).to_owned()));
    }
    let excepted = fact.condition.as_ref().filter(|c| c.tie == Tie::Unless);
    // "Unless they agree" leaves out no thing.
    let own = excepted.filter(|c| told && c.of_things && fact.range.contains(&c.range.start))?;
    Some((fact.terms.clone(), fact.words(&own.range).to_owned()))
}

/// What a fact leaves as it is, and by which words.
fn unmoved(fact: &Statement) -> Option<(Vec<Term>, String)> {
    let pole = fact.poles.iter().find(|p| p.axis == "change" && p.side && fact.is_fact())?;
    let of = pole.who.iter().filter(|t| fact.terms.contains(t)).copied().collect();
    Some((of, fact.words(&pole.range).to_owned()))
}

/// The things that a claim names, each with its other readings; of a claim that something moves,
/// what moves.
fn things(claim: &Statement, moves: Option<&Pole>) -> Vec<Vec<Term>> {
    let thing = |t: &Term| match t.sense() {
        Some(sense) => matches!(sense.concept().category, Category::Noun | Category::Name),
        None => true,
    };
    let question = |t: &Term| claim.poles.iter().any(|p| Term::question(p.axis) == *t);
    let moved = |t: &Term| moves.is_none_or(|p| p.who.contains(t));
    let named = |unit: &&Vec<Term>| unit.iter().any(|t| thing(t) && !question(t) && moved(t));
    claim.units.iter().filter(named).cloned().collect()
}

fn is_telling(term: Term, facts: &Facts) -> bool {
    facts.is_known(term) && facts.weight(term) >= facts.weight_of(FEW)
}

/// How much of the things is among those left out, if enough, and one of them tells.
fn shared(things: &[Vec<Term>], out: &[Term], facts: &Facts) -> Option<f64> {
    let heaviest = |unit: &[Term]| unit.iter().map(|t| facts.weight(*t)).fold(0.0, f64::max);
    let held = |unit: &&Vec<Term>| unit.iter().any(|t| out.contains(t));
    let all: f64 = things.iter().map(|unit| heaviest(unit)).sum();
    let of: f64 = things.iter().filter(held).map(|unit| heaviest(unit)).sum();
    let tells = |unit: &Vec<Term>| unit.iter().any(|t| out.contains(t) && is_telling(*t, facts));
    let enough = all > 0.0 && of / all >= SHARE && things.iter().any(tells);
    enough.then_some(of / all)
}
