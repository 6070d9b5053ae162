//! Sides: free or paid, included or excluded, of the thing that the claim is about.

mod answer;
mod surely;

use self::answer::answer;
use self::surely::Rival;
use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::lexicon::Category;
use crate::slot::aspect::Stage;
use crate::slot::pole::Pole;
use crate::statement::Statement;
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
            if relation.excludes()
                && !(first && sure && Rival::of(mine, claim, at, units, facts).is_meant())
            {
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
