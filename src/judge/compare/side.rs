//! Sides: free or paid, included or excluded, of the thing that the claim is about.

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::lexicon::Category;
use crate::slot::aspect::Stage;
use crate::slot::condition::Tie;
use crate::slot::modality::Force;
use crate::slot::pole::Pole;
use crate::slot::time::{Bound, Time};
use crate::statement::{Measured, Statement};
use crate::term::Term;

/// How near the sentence must be that answers the claim's question, of the nearest of all.
const NEAR: f64 = 0.85;

/// A sentence this near, of the one that answers otherwise, speaks for the claim.
const AGREES: f64 = 0.7;

/// The least score, and the least share of the claim, that a sentence must have.
const SCORE: f64 = 0.9;
const SHARE: f64 = 0.28;

/// How much farther the next sentence must be, or how many words the claim must share.
const CLEAR: f64 = 0.75;
const UNITS: usize = 3;

/// How far from an amount the words stand that say in what it is paid: bytes.
const BESIDE: usize = 24;

/// How much of the claim the clause must hold that takes the other side.
const SHARE_OF_CLAUSE: f64 = 0.5;
const WORDS_OF_CLAUSE: usize = 2;

/// Compares the sides that a claim takes with those of the sentence it is about.
pub(crate) fn sides(
    claim: &Statement,
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    // 也不能延後: who may not stands elsewhere.
    let question = |t: &Term| claim.poles.iter().any(|p| Term::question(p.axis) == *t);
    let act = |unit: &Vec<Term>| unit.iter().all(|t| question(t) || is_act(*t));
    let bare = claim.row.is_none() && claim.units.len() <= 2 && claim.units.iter().all(act);
    let alone = bare && claim.poles.iter().any(|p| p.axis == "permission");
    if claim.poles.is_empty() || claim.tells_when || claim.is_quoted || alone {
        return;
    }
    let ranked = nearest.ranked(None);
    let Some(best) = ranked.first().map(|r| r.1) else { return };
    let next = ranked.get(1).map_or(0.0, |r| r.1);
    for mine in &claim.poles {
        let both = claim.poles.iter().any(|p| mine.relate(p).excludes());
        // What rises changes; a sentence in which it rises says the same.
        let trend = claim.poles.iter().find(|p| mine.axis == "change" && p.axis == "trend");
        let told = |s: usize| {
            let clauses = facts.sentences.facts(s).iter().map(|at| facts.all[*at].1);
            let mut poles = clauses.flat_map(|f| &f.poles);
            trend.is_some_and(|t| poles.any(|p| p.axis == "trend" && p.side == t.side))
        };
        let near = ranked.iter().take_while(|(_, score)| *score >= AGREES * best);
        if near.clone().any(|(s, _)| told(*s)) {
            continue;
        }
        if both || is_ahead(mine, claim) {
            continue;
        }
        let mut answered: Option<f64> = None;
        for (sentence, score) in ranked.iter() {
            if answered.is_some_and(|first| *score < AGREES * first) || *score < 0.5 * best {
                break;
            }
            let Some((at, other)) = answer(mine, claim, *sentence, facts) else { continue };
            let relation = mine.relate(other);
            let (share, units) = nearest.measure(*sentence, None);
            let first = answered.is_none();
            answered.get_or_insert(*score);
            let near = *score >= NEAR * best && *score >= SCORE && share >= SHARE && units >= 1;
            // One or two shared words tell only where no other sentence has one of them.
            let clear = next <= CLEAR * score
                || units >= UNITS
                || facts.sentences.is_only_in(claim, *sentence);
            let sure = near && clear;
            if relation.excludes() && !(first && sure && is_meant(mine, claim, at, units, facts)) {
                continue;
            }
            let fact = facts.all[at].1;
            found.push(Comparison {
                fact: at,
                slot: match mine.axis {
                    "trend" | "change" | "level" => "change",
                    _ => "polarity",
                },
                relation,
                claimed: claim.words(&mine.range).to_owned(),
                held: fact.words(&other.range).to_owned(),
                range: mine.range.clone(),
                bond: *score,
            });
        }
    }
}

fn is_act(term: Term) -> bool {
    term.sense().is_some_and(|s| s.concept().category == Category::Verb)
}

/// What will be approved is not yet.
fn is_ahead(mine: &Pole, claim: &Statement) -> bool {
    let planned = claim.aspect.as_ref().is_some_and(|(stage, _)| *stage == Stage::Planned);
    let must = claim.poles.iter().any(|p| p.axis == "requirement" && p.side);
    mine.axis == "decision" && (planned || must || claim.modality.is_some())
}

/// The clause of a sentence that answers the claim's question, the one that holds most of it.
fn answer<'a>(
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

/// Whether a clause that takes the other side surely takes it of the same thing.
fn is_meant(mine: &Pole, claim: &Statement, at: usize, units: usize, facts: &Facts) -> bool {
    let fact = facts.all[at].1;
    let (share, words) = facts.sentences.clause(claim, fact);
    // The same figure in both is as good as a word.
    let same_amount = claim.quantities.iter().any(|c| {
        c.quantity.unit.kind != "duration"
            && fact.quantities.iter().any(|h| c.quantity.same_figures(&h.quantity))
    });
    // "Continues until May" and "ends in May" are the same.
    let endless = claim.times.iter().any(|t| t.bound == Bound::Forever);
    let timed = mine.axis == "continuation"
        && !endless
        && !(claim.times.is_empty() && fact.times.is_empty());
    // "Not affected, unless otherwise stated": an exception may speak for the claim.
    let excepts = fact.condition.as_ref().is_some_and(|c| c.tie == Tie::Unless);
    // A quote may have a word of profit without telling of one.
    let loose =
        mine.axis == "result" && !same_amount && (words == 0 || claim.denies && !mine.turned);
    // Something rises or changes in every other sentence.
    let common = matches!(mine.axis, "trend" | "change");
    // What may or must be done is told by its object: "change their minds", not "apply".
    let acts = matches!(mine.axis, "permission" | "requirement");
    let alike = fact
        .poles
        .iter()
        .filter(|p| p.axis == mine.axis)
        .any(|p| p.of.iter().any(|t| mine.of.contains(t) || claim.terms.contains(t)));
    // The same act on something else: used in sweets, not in drinks.
    let objects = |p: &Pole| -> Vec<Term> {
        p.of.iter().copied().filter(|t| !is_act(*t) && t.sense().is_some()).collect()
    };
    let theirs: Vec<Term> =
        fact.poles.iter().filter(|p| p.axis == mine.axis).flat_map(objects).collect();
    let elsewhere = !theirs.is_empty()
        && theirs.iter().all(|t| !claim.terms.contains(t) && !claim.around.contains(t));
    let clauses = facts.sentences.of_fact(at).map_or(&[][..], |s| facts.sentences.facts(s));
    let told = |n: &Term| clauses.iter().any(|f| facts.all[*f].1.terms.contains(n));
    let of_another = claim.names.iter().any(|n| !told(n));
    let act = |p: &Pole| p.of.iter().find(|t| is_act(**t)).copied();
    let held = fact.poles.iter().find(|p| p.axis == mine.axis).and_then(act);
    let other_act =
        act(mine).is_some_and(|a| held.is_some_and(|h| h != a) || !fact.terms.contains(&a));
    // Prices of parts are not prices of phones: the object of what rises must be the claim's.
    let other = common
        && fact.poles.iter().filter(|p| p.axis == mine.axis).any(|p| {
            p.of.iter().take(2).any(|t| !claim.terms.contains(t) && !claim.around.contains(t))
                && p.of.iter().take(2).any(|t| claim.terms.contains(t))
        });
    // What may be changed later, and what stood on another day, is said of another time.
    let dated = |s: &Statement| s.times.iter().any(|t| !t.period.is_yearless());
    let of_a_day = matches!(
        mine.axis,
        "trend" | "change" | "continuation" | "opening" | "disclosure" | "decision"
    );
    let apart =
        |a: &Time| !fact.times.is_empty() && fact.times.iter().all(|b| a.relate(b).excludes());
    let elsewhen = claim.times.iter().any(apart)
        || of_a_day
            && dated(claim)
            && !claim.times.iter().any(|a| fact.times.iter().any(|b| !a.relate(b).excludes()));
    let open = mine.axis != "permission"
        && fact.modality.as_ref().is_some_and(|(force, _)| *force == Force::May);
    // What is left out must be named, and "stays with it too" takes in nothing.
    let stays = claim.poles.iter().any(|p| matches!(p.axis, "change" | "continuation") && p.side);
    let question = Term::question(mine.axis);
    let left_out = fact.poles.iter().filter(|p| p.axis == mine.axis && p.side != mine.side);
    let items: Vec<Term> = left_out.flat_map(|p| p.who.iter().chain(&p.of)).copied().collect();
    // The very figure names them, too.
    let figure = claim.quantities.iter().any(|c| {
        c.quantity.digits() >= 2
            && fact.quantities.iter().any(|h| c.quantity.same_figures(&h.quantity))
    });
    let named = figure || claim.terms.iter().any(|t| *t != question && items.contains(t));
    // "Their income will rise, too" is no word about what they are left out of.
    let more = claim.poles.iter().any(|p| p.axis != mine.axis);
    let adds = mine.adds && (words < WORDS_OF_CLAUSE || more);
    // What rises or stays is what stands before the word in both.
    let who: Vec<Term> = fact
        .poles
        .iter()
        .filter(|p| p.axis == mine.axis)
        .flat_map(|p| &p.who)
        .filter(|t| !t.is_name())
        .copied()
        .collect();
    let others = common
        && !who.is_empty()
        && !who.iter().any(|t| claim.terms.contains(t) || claim.around.contains(t));
    let unnamed = others
        || mine.axis == "inclusion"
            && (adds || claim.is_of_pronoun || !named || mine.side && stays);
    // "Not published yet" and "will be published" are both so.
    let coming = mine.turned
        && !mine.side
        && (matches!(fact.modality, Some((Force::Will | Force::Expect, _)))
            || matches!(fact.aspect, Some((Stage::Planned, _))))
        && matches!(mine.axis, "disclosure" | "decision" | "opening" | "continuation");
    // What is not cancelled may be suspended.
    let halfway = mine.axis == "continuation" && mine.turned && mine.side;
    let few = elsewhen
        || loose
        || halfway
        || coming
        || claim.is_of_another_number(fact)
        || unnamed
        || open
        || other
        || common && words < WORDS_OF_CLAUSE && !(same_amount && words > 0)
        || acts && (elsewhere && !claim.terms.is_empty() || of_another)
        || acts && !alike && (other_act || words < WORDS_OF_CLAUSE && units < UNITS);
    let item = mine.axis == "inclusion" && named;
    let held = same_amount && units >= 1
        || item
        || share >= SHARE_OF_CLAUSE && words >= 1
        || words >= WORDS_OF_CLAUSE
        || units >= 3;
    // Cash or shares is said of an amount.
    let unbound = mine.axis == "means" && !same_amount && words < WORDS_OF_CLAUSE + 1
        || mine.axis == "vote" && !same_amount;
    // 超過 625 萬: the word bounds a number, which must be the same.
    let of_number =
        |c: &Measured| c.range.start <= mine.range.start && mine.range.end <= c.range.end;
    let unbound = unbound || claim.quantities.iter().any(of_number) && !same_amount;
    // 不再免費 tells what was; a word alone in a cell may be that.
    let bare = mine.turned && fact.units.len() <= 1 && clauses.len() > 2;
    let unbound = unbound || bare || mine.turned && fact.units.is_empty();
    // What may be so only under terms is not so without them.
    let restricted = mine.axis == "permission" && !mine.side && fact.is_restricted;
    let unbound = unbound || restricted;
    // "May include" rules nothing out.
    let maybe = mine.axis != "permission"
        && claim.modality.as_ref().is_some_and(|(force, _)| *force == Force::May);
    held && !maybe && !few && !timed && !excepts && !unbound
}
