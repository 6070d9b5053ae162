//! Moments: a date of the claim against the dates of the sentence it is about.

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::relation::Relation;
use crate::slot::time::{Bound, Time};
use crate::statement::{Stance, Statement};

/// A sentence this near, of the nearest, may hold the claim's date.
const MAY_HOLD: f64 = 0.5;

/// How sure the sentence must be for its only date to be the claim's.
const SHARE: f64 = 0.45;
const SCORE: f64 = 1.2;
const UNITS: usize = 2;
const NEAR: f64 = 0.9;
/// One word is enough where it is nearly all the claim has.
const SHARE_OF_ONE_WORD: f64 = 0.9;
/// And how sure where another sentence has the claim's date.
const SCORE_ELSEWHERE: f64 = 3.0;
const SHARE_ELSEWHERE: f64 = 0.6;
const NEXT: f64 = 0.65;

/// A sentence with the dates in it that can be the claim's.
struct Dated<'a> {
    sentence: usize,
    score: f64,
    times: Vec<(usize, &'a Time)>,
}

/// Compares each date of a claim with that of the sentence it is about.
pub(crate) fn moments(
    claim: &Statement,
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    // "Two days after members backed it": the day of something else.
    if claim.tells_when {
        return;
    }
    for (at, claimed) in claim.times.iter().enumerate() {
        let left_out = Some(claim.quantities.len() + at);
        let near = nearest.within(MAY_HOLD, left_out);
        let Some(best) = near.first().map(|r| r.1) else { continue };
        let dated: Vec<Dated> = near
            .iter()
            .map(|(sentence, score)| Dated {
                sentence: *sentence,
                score: *score,
                times: held(claimed, *sentence, facts),
            })
            .filter(|dated| !dated.times.is_empty())
            .collect();
        if let Some(turned) = turned(claim, claimed, nearest, at, facts) {
            found.push(turned);
            continue;
        }
        if dated.iter().flat_map(|d| &d.times).any(|(_, h)| !claimed.relate(h).excludes()) {
            continue;
        }
        let Some(first) = dated.first() else { continue };
        let next = dated.get(1).map_or(0.0, |d| d.score);
        let clear = first.score >= NEAR * best && next <= NEXT * first.score;
        let [(fact, time)] = first.times.as_slice() else { continue };
        let (share, units) = nearest.measure(first.sentence, left_out);
        let enough = units >= UNITS || share >= SHARE_OF_ONE_WORD && units > 0;
        let sure = clear && enough && is_sure(first.score, share, claimed, facts);
        let told = facts.all[*fact].1;
        // When it was passed, and from when it is in force, are two dates of one thing.
        let acts = |s: &Statement| -> Vec<_> { s.predicates.iter().map(|(p, _)| p.verb).collect() };
        let theirs = acts(told);
        let other_act =
            claimed.bound != time.bound && !acts(claim).iter().any(|v| theirs.contains(v));
        // "Its date depends on the grid": whose date is told before.
        let other_act = other_act || claim.is_of_pronoun;
        // "Briefing on 6 November, bids by 16 January": the other date of the claim is that one.
        let met = claim.times.iter().any(|t| t.period.is_same(time.period));
        // A date of what something depends on is no date of what was done.
        let supposed = told.stance == Stance::Condition
            && claim.stance != Stance::Condition
            && claim.condition.is_none();
        if met
            || supposed
            || other_act
            || !sure
            || claim.denies != told.denies
            || tells_of_itself(claim, told)
        {
            continue;
        }
        found.push(Comparison {
            fact: *fact,
            slot: if is_end(time.bound) { "time-bound" } else { "date" },
            relation: Relation::Disjoint,
            claimed: claimed.words(),
            held: time.words(),
            range: claimed.range.clone(),
            bond: 10.0 + first.score,
        });
    }
}

/// "No later than" told as "no earlier than": the same date in a sentence that is near without it.
fn turned(
    claim: &Statement,
    claimed: &Time,
    nearest: &Nearest,
    at: usize,
    facts: &Facts,
) -> Option<Comparison> {
    let near = nearest.within(NEXT, Some(claim.quantities.len() + at));
    for (sentence, score) in near.iter() {
        let of = facts.sentences.facts(*sentence).iter().copied();
        let times: Vec<(usize, &Time)> =
            of.flat_map(|f| facts.all[f].1.times.iter().map(move |t| (f, t))).collect();
        let same = |t: &Time| t.period.is_same(claimed.period);
        // "Not expected before June" is "June at the earliest".
        let earliest = |s: &Statement, t: &Time| {
            t.bound == Bound::NotBefore || s.denies && t.bound == Bound::Before
        };
        let alike = |(at, t): &(usize, &Time)| {
            same(t) && earliest(claim, claimed) && earliest(facts.all[*at].1, t)
        };
        if times.iter().any(alike) {
            return None;
        }
        let is_turned = |t: &Time| {
            same(t)
                && claimed.relate(t).excludes()
                && (t.bound == Bound::NotBefore) != (claimed.bound == Bound::NotBefore)
        };
        let crossed = |(at, t): &&(usize, &Time)| {
            let fact = facts.all[*at].1;
            same(t) && is_crossed(claimed.bound, t.bound) && is_same_rule(claim, fact, facts)
        };
        let turned = times.iter().find(|(_, t)| is_turned(t));
        let Some((fact, held)) = turned.or_else(|| times.iter().find(crossed)) else { continue };
        if claim.denies != facts.all[*fact].1.denies {
            return None;
        }
        return Some(Comparison {
            fact: *fact,
            slot: "time-bound",
            relation: Relation::Disjoint,
            claimed: claimed.words(),
            held: held.words(),
            range: claimed.range.clone(),
            bond: 10.0 + score,
        });
    }
    None
}

/// Before told as after, or the other way.
fn is_crossed(a: Bound, b: Bound) -> bool {
    let before = |b: Bound| matches!(b, Bound::Before | Bound::By);
    let after = |b: Bound| matches!(b, Bound::After | Bound::From);
    before(a) && after(b) || after(a) && before(b)
}

/// Whether both say the same but for the day: "installed before July keeps 9.4 cents for ten years".
/// What ends before a day and what begins after it may both be so.
fn is_same_rule(claim: &Statement, fact: &Statement, facts: &Facts) -> bool {
    let acts = |s: &Statement| -> Vec<_> { s.predicates.iter().map(|(p, _)| p.verb).collect() };
    let theirs = acts(fact);
    let act = acts(claim).iter().any(|v| theirs.contains(v));
    let opposed = claim.poles.iter().any(|a| fact.poles.iter().any(|b| a.relate(b).excludes()));
    let amounts = claim
        .quantities
        .iter()
        .all(|c| fact.quantities.iter().any(|h| c.quantity.same_figures(&h.quantity)));
    act && amounts && !opposed && facts.sentences.clause(claim, fact).0 >= SHARE
}

/// For each date of the claim, whether one of the sentences nearest to it has that date.
pub(super) fn told(claim: &Statement, nearest: &Nearest, facts: &Facts) -> Vec<bool> {
    let told = |(at, claimed): (usize, &Time)| {
        let near = nearest.within(NEAR, Some(claim.quantities.len() + at));
        let clauses = near.iter().flat_map(|(s, _)| facts.sentences.facts(*s));
        let mut times = clauses.flat_map(|at| &facts.all[*at].1.times);
        times.any(|t| t.period == claimed.period && !claimed.relate(t).excludes())
    };
    claim.times.iter().enumerate().map(told).collect()
}

/// More is asked where some sentence of the sources has the claim's very date.
fn is_sure(score: f64, share: f64, claimed: &Time, facts: &Facts) -> bool {
    let mut known = facts.all.iter().flat_map(|(_, f)| &f.times);
    match known.any(|t| t.period.is_same(claimed.period)) {
        true => score >= SCORE_ELSEWHERE && share >= SHARE_ELSEWHERE,
        false => score >= SCORE && share >= SHARE,
    }
}

/// "Announced on 5 November" dates the announcement, not what it says.
fn tells_of_itself(claim: &Statement, fact: &Statement) -> bool {
    let tells = |s: &Statement| {
        let verbs = s.predicates.iter().map(|(p, _)| p.verb.concept().id);
        verbs.into_iter().any(|id| matches!(id, "announce" | "publish" | "unveil" | "say"))
    };
    tells(claim) && !tells(fact)
}

/// The dates of a sentence that can be held against the claim's: ends against ends, as precise.
fn held<'a>(claimed: &Time, sentence: usize, facts: &'a Facts) -> Vec<(usize, &'a Time)> {
    let of = facts.sentences.facts(sentence).iter().copied();
    let told = of.filter(|f| {
        let fact = facts.all[*f].1;
        fact.is_fact() || fact.stance == Stance::Condition
    });
    // "Made from 3 May to 28 February": a stretch of time is no day.
    let day = claimed.bound == Bound::On;
    let stretch = move |f: usize| {
        let times = &facts.all[f].1.times;
        day && times.iter().any(|t| t.bound == Bound::From) && times.iter().any(|t| is_end(t.bound))
    };
    let told = told.filter(move |f| !stretch(*f));
    let times = told.flat_map(|f| facts.all[f].1.times.iter().map(move |t| (f, t)));
    let alike = |t: &Time| {
        is_end(t.bound) == is_end(claimed.bound) && t.period.days() == claimed.period.days()
    };
    times.filter(|(_, t)| alike(t)).collect()
}

fn is_end(bound: Bound) -> bool {
    matches!(bound, Bound::Through | Bound::Until | Bound::By | Bound::Before | Bound::Forever)
}
