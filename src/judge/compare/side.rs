//! Sides: free or paid, included or excluded, of the thing that the claim is about.

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::relation::Relation;
use crate::slot::aspect::Stage;
use crate::statement::Statement;

/// How much of the claim the clause must hold that takes the other side, and how many words.
const SHARE: f64 = 0.35;
const WORDS: usize = 1;

/// Compares the sides that a claim takes with those of the sentence it is about.
pub(crate) fn sides(
    claim: &Statement,
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    if claim.poles.is_empty() {
        return;
    }
    for (sentence, score) in nearest.candidates(None) {
        for at in facts.sentences.facts(sentence) {
            let fact = facts.all[*at].1;
            if !fact.is_fact() {
                continue;
            }
            let (share, words) = facts.sentences.clause(claim, fact);
            for mine in &claim.poles {
                let both = claim.poles.iter().any(|p| mine.relate(p).excludes());
                for other in &fact.poles {
                    let relation = mine.relate(other);
                    // "Continues until May" and "ends in May" are the same.
                    let timed = mine.axis == "continuation"
                        && !(claim.times.is_empty() && fact.times.is_empty());
                    // What will be approved is not yet.
                    let ahead = mine.axis == "decision"
                        && (claim.modality.is_some() || claim.aspect.as_ref().is_some_and(|(a, _)| *a == Stage::Planned));
                    let weak = share < SHARE || words < WORDS;
                    if relation == Relation::Unrelated
                        || relation.excludes() && (both || timed || ahead || weak)
                    {
                        continue;
                    }
                    found.push(Comparison {
                        fact: *at,
                        slot: "polarity",
                        relation,
                        claimed: claim.words(&mine.range).to_owned(),
                        held: fact.words(&other.range).to_owned(),
                        range: mine.range.clone(),
                        bond: score,
                    });
                }
            }
        }
    }
}
