//! Parties: a sentence of the sources told of somebody else.

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::relation::Relation;
use crate::statement::Statement;
use crate::term::Term;

/// How much of what is said must be the same, of the claim's words and of the fact's.
const SAME: f64 = 0.95;
const SAME_BACK: f64 = 0.75;

/// So many words beside the names must be said.
const WORDS_MIN: usize = 3;

/// Another sentence with the claim's party may say it from this share on.
const MAY_SAY: f64 = 0.5;

/// Compares whom a claim names with whom the sentence names that says the same.
pub(crate) fn parties(
    claim: &Statement,
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    let said = said(claim);
    let open = claim.denies || claim.is_quoted || claim.tells_when || claim.condition.is_some();
    if open || claim.names.is_empty() || said.len() < WORDS_MIN {
        return;
    }
    let ranked = nearest.ranked(None);
    let Some((sentence, score)) = ranked.first().copied() else { return };
    let clauses = facts.sentences.facts(sentence);
    let told = |t: &Term| {
        clauses
            .iter()
            .map(|at| facts.all[*at].1)
            .any(|f| f.terms.contains(t) || f.around.contains(t))
    };
    let strange: Vec<Term> =
        claim.names.iter().copied().filter(|n| facts.is_known(*n) && !told(n)).collect();
    let meant = |at: &&usize| {
        let fact = facts.all[**at].1;
        let own = fact.names.iter().any(|n| !claim.terms.contains(n) && !claim.around.contains(n));
        own && fact.is_fact()
            && !fact.denies
            && covered(&said, fact, facts) >= SAME
            && covered(&self::said(fact), claim, facts) >= SAME_BACK
            && same_values(claim, fact)
    };
    let Some(at) = clauses.iter().find(meant) else { return };
    let elsewhere = |(_, f): &(usize, &Statement)| {
        strange.iter().any(|n| f.terms.contains(n) || f.around.contains(n))
            && covered(&said, f, facts) >= MAY_SAY
    };
    if strange.is_empty() || facts.all.iter().any(elsewhere) {
        return;
    }
    found.push(Comparison {
        fact: *at,
        slot: "actor",
        relation: Relation::Disjoint,
        claimed: "somebody else".to_owned(),
        held: "another party".to_owned(),
        range: claim.range.clone(),
        bond: score,
    });
}

fn same_values(claim: &Statement, fact: &Statement) -> bool {
    let amounts = claim
        .quantities
        .iter()
        .all(|c| fact.quantities.iter().any(|h| c.quantity.same_figures(&h.quantity)));
    let times = claim.times.iter().all(|c| fact.times.iter().any(|h| h.period.is_same(c.period)));
    amounts && times && claim.quantities.len() == fact.quantities.len()
}

/// What a clause says, the names left out: each word with its other readings.
fn said(clause: &Statement) -> Vec<Vec<Term>> {
    let plain = |unit: &&Vec<Term>| !unit.iter().any(|t| clause.names.contains(t) || t.is_name());
    clause.units.iter().filter(plain).cloned().collect()
}

/// How much of these words a clause has, by weight.
fn covered(units: &[Vec<Term>], clause: &Statement, facts: &Facts) -> f64 {
    let weight = |unit: &&Vec<Term>| unit.iter().map(|t| facts.weight(*t)).fold(0.0, f64::max);
    let has = |unit: &&Vec<Term>| unit.iter().any(|t| clause.terms.contains(t));
    let all: f64 = units.iter().map(|u| weight(&u)).sum();
    let shared: f64 = units.iter().filter(has).map(|u| weight(&u)).sum();
    if all > 0.0 { shared / all } else { 0.0 }
}
