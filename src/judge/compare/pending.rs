//! Pending decisions: what still waits for somebody's approval, told as approved.

use super::Comparison;
use crate::fold;
use crate::judge::align::Facts;
use crate::lexicon::Particle;
use crate::relation::Relation;
use crate::slot::aspect::Stage;
use crate::slot::modality::Force;
use crate::statement::{Stance, Statement};
use crate::term::Term;

/// Who decides, or what about, is named by a word that so many facts hold at the most.
const FEW: usize = 4;

/// How surely both are about the same decision.
const BOND: f64 = 2.0;

/// Compares what a claim tells as decided with what the sources still wait for.
pub(crate) fn decisions(claim: &Statement, facts: &Facts, found: &mut Vec<Comparison>) {
    let Some(range) = decided(claim) else { return };
    let waits = |(at, (_, fact)): (usize, &(usize, &Statement))| {
        let shared = shared(claim, fact, facts);
        (shared > 0.0 && is_pending(fact)).then_some((at, shared))
    };
    let all = facts.all.iter().enumerate();
    let Some((at, _)) = all.filter_map(waits).max_by(|a, b| a.1.total_cmp(&b.1)) else { return };
    let settled =
        |f: &Statement| decided(f).is_some() && shared(claim, f, facts) > 0.0 && !is_pending(f);
    if facts.all.iter().any(|(_, f)| settled(f)) {
        return;
    }
    found.push(Comparison {
        fact: at,
        slot: "aspect",
        relation: Relation::Opposite,
        claimed: claim.words(&range).trim().to_owned(),
        held: facts.all[at].1.text.clone(),
        range,
        bond: BOND,
    });
}

/// The words by which a clause says that something has been approved.
fn decided(clause: &Statement) -> Option<std::ops::Range<usize>> {
    let open = clause.denies
        || clause.is_quoted
        || clause.tells_when
        || clause.modality.is_some()
        || clause.condition.is_some()
        || clause.stance != Stance::Asserted;
    let done = matches!(clause.aspect, Some((Stage::Done, _)));
    let pole = clause.poles.iter().find(|p| p.axis == "decision");
    let said = pole.filter(|p| p.side && !p.turned).map(|p| p.range.clone());
    let obtained = clause.aspect.as_ref().map(|(_, range)| range.clone());
    let obtained = obtained.filter(|_| done && pole.is_none() && speaks_of_approval(clause));
    // "Came through", "has been agreed": done by their form.
    let formed = |range: &std::ops::Range<usize>| clause.words(range).trim().contains(' ');
    said.filter(|range| done || formed(range)).or(obtained).filter(|_| !open)
}

/// Whether a fact says that an approval is still to come.
fn is_pending(fact: &Statement) -> bool {
    let awaited = fact.condition.is_some()
        || matches!(fact.modality, Some((Force::Must | Force::Will | Force::Expect, _)))
        || matches!(fact.aspect, Some((Stage::Planned, _)))
        || fact.poles.iter().any(|p| p.axis == "requirement" && p.side);
    let refused = fact.poles.iter().any(|p| p.axis == "decision" && !p.side);
    // "If the Authority refuses": what would be so then. "Cleared subject to remedies": cleared.
    let supposed = refused && fact.condition.is_some();
    let done = matches!(fact.aspect, Some((Stage::Done, _)));
    let told = fact.is_fact() || fact.stance == Stance::Condition;
    told && !supposed && !done && (refused || awaited && speaks_of_approval(fact))
}

fn speaks_of_approval(clause: &Statement) -> bool {
    let text = fold::folded(&clause.text);
    let verb = |t: &Term| *t == Term::question("decision");
    clause.terms.iter().any(verb)
        || Particle::Approval.spellings().iter().any(|word| text.contains(word))
}

/// The weight of what both name beside the approval: who gives it, or for what.
fn shared(claim: &Statement, fact: &Statement, facts: &Facts) -> f64 {
    let telling = |t: &&Term| {
        fact.terms.contains(t)
            && **t != Term::question("decision")
            && facts.weight(**t) >= facts.weight_of(FEW)
            && !facts.is_party(**t)
    };
    claim.terms.iter().filter(telling).map(|t| facts.weight(*t)).sum()
}
