//! By whom something is done, told of somebody else.

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::relation::Relation;
use crate::slot::agent::Agent;
use crate::statement::Statement;
use crate::term::Term;

/// How much farther the next sentence must be, and how much of the claim this one must hold.
const CLEAR: f64 = 0.75;
const SHARE: f64 = 0.3;

/// Compares the agents of a claim with those of the sentence it is about.
pub(crate) fn agents(
    claim: &Statement,
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    if claim.agents.is_empty() || claim.denies {
        return;
    }
    let ranked = nearest.ranked(None);
    let Some((sentence, best)) = ranked.first().copied() else { return };
    let next = ranked.get(1).map_or(0.0, |r| r.1);
    let (share, _) = nearest.measure(sentence, None);
    for claimed in &claim.agents {
        let of = facts.sentences.facts(sentence).iter().copied();
        let told = of.map(|at| (at, facts.all[at].1)).filter(|(_, f)| f.is_fact() && !f.denies);
        let agents = told.flat_map(|(at, f)| f.agents.iter().map(move |a| (at, f, a)));
        let same = agents.filter(|(_, f, held)| is_same_thing(claim, claimed, f, held, facts));
        for (at, fact, held) in same {
            let relation = match claimed.relate(held) {
                Relation::Unrelated if both_told(claimed, held, sentence, facts) => {
                    Relation::Disjoint
                }
                relation => relation,
            };
            let sure = next <= CLEAR * best && share >= SHARE && is_known(claimed, facts);
            if relation.excludes() && !sure {
                continue;
            }
            found.push(Comparison {
                fact: at,
                slot: "actor",
                relation,
                claimed: claim.words(&claimed.range).trim().to_owned(),
                held: fact.words(&held.range).trim().to_owned(),
                range: claimed.range.clone(),
                bond: best,
            });
        }
    }
}

/// The same act, on a thing that both name.
fn is_same_thing(
    claim: &Statement,
    claimed: &Agent,
    fact: &Statement,
    held: &Agent,
    facts: &Facts,
) -> bool {
    let acts = [claimed.act, held.act].into_iter().flatten().map(Term::concept);
    let acts: Vec<_> = acts.collect();
    let thing = claim.terms.iter().chain(&claim.around).any(|t| {
        (fact.terms.contains(t) || fact.around.contains(t))
            && !claimed.who.contains(t)
            && !held.who.contains(t)
            && !acts.contains(t)
            && !facts.is_party(*t)
            && !t.is_name()
    });
    // "The platform pays 30 percent of it": a share that the fact does not speak of.
    let shares = claim
        .quantities
        .iter()
        .all(|c| fact.quantities.iter().any(|h| c.quantity.same_figures(&h.quantity)));
    thing && shares && claimed.same_act(held)
}

/// Whether the sentence names both, so that they are two: 由聯盟負責, 浪點每季補助.
fn both_told(claimed: &Agent, held: &Agent, sentence: usize, facts: &Facts) -> bool {
    let of = facts.sentences.facts(sentence).iter().map(|at| facts.all[*at].1);
    let told = |t: &Term| of.clone().any(|f| f.terms.contains(t));
    !claimed.who.is_empty() && claimed.who.iter().all(told) && held.all().next().is_some()
}

/// Whether somebody is named whom the sources know, or a side.
fn is_known(claimed: &Agent, facts: &Facts) -> bool {
    claimed.who.iter().all(|t| facts.is_known(*t) || !t.is_name() && t.sense().is_some())
}
