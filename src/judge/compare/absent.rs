//! Absent things: what the sources say there is none of, told as there.

use super::Comparison;
use crate::judge::align::Facts;
use crate::relation::Relation;
use crate::slot::absence::Absence;
use crate::slot::modality::Force;
use crate::statement::Statement;
use crate::term::Term;

/// How much of the words of a thing the claim must have, by weight.
const SHARE: f64 = 0.6;

/// A claim of fewer words says too little.
const WORDS_MIN: usize = 2;

/// A word that so many facts hold names what the announcement is about.
const COMMON: usize = 4;

/// How surely both are about the same thing.
const BOND: f64 = 1.5;

/// Compares what a claim speaks of with what the sources deny, and never affirm.
pub(crate) fn absences(claim: &Statement, facts: &Facts, found: &mut Vec<Comparison>) {
    if !affirms(claim) {
        return;
    }
    for (at, (source, fact)) in facts.all.iter().enumerate().filter(|(_, (_, f))| is_plain(f)) {
        let meant = |a: &&Absence| {
            let head = a.units.last().map_or(&[][..], Vec::as_slice);
            is_of_all(a, claim, facts)
                && is_named(a, claim, facts)
                && is_denied_only(head, *source, fact, facts)
        };
        let Some(absence) = fact.absences.iter().find(meant) else { continue };
        let told = |t: &Term| absence.units.iter().any(|unit| unit.contains(t));
        let range = claim.range.clone();
        if !claim.terms.iter().any(told) {
            continue;
        }
        found.push(Comparison {
            fact: at,
            slot: "polarity",
            relation: Relation::Opposite,
            claimed: claim.text.clone(),
            held: fact.words(&absence.range).to_owned(),
            range,
            bond: BOND,
        });
    }
}

/// Whether a claim denies nothing, in whatever way.
fn affirms(claim: &Statement) -> bool {
    let away = |axis: &str| matches!(axis, "inclusion" | "requirement" | "permission" | "cost");
    // 要憑證: a word alone may be of anything.
    claim.units.len() >= WORDS_MIN
        && !claim.denies
        && claim.absences.is_empty()
        && !claim.is_quoted
        && !claim.tells_when
        && claim.condition.is_none()
        && claim.poles.iter().all(|p| !p.turned && (p.side || !away(p.axis)))
        && claim.predicates.iter().all(|(p, _)| p.holds)
}

/// Whether a fact denies for good, and not only until a day or under a condition.
fn is_plain(fact: &Statement) -> bool {
    let may = matches!(fact.modality, Some((Force::May, _)));
    let quoted = fact.is_quoted || fact.quotes.iter().any(|q| q.is_direct);
    fact.is_fact() && !quoted && fact.times.is_empty() && fact.condition.is_none() && !may
}

/// Whether the claim names the thing: its noun, and most of what stands beside it.
fn is_named(absence: &Absence, claim: &Statement, facts: &Facts) -> bool {
    let named = |unit: &&Vec<Term>| unit.iter().any(|t| claim.terms.contains(t));
    let weight = |unit: &Vec<Term>| unit.iter().map(|t| facts.weight(*t)).fold(0.0, f64::max);
    let all: f64 = absence.units.iter().map(weight).sum();
    let of: f64 = absence.units.iter().filter(named).map(weight).sum();
    let head = absence.units.last().is_some_and(|unit| named(&unit));
    head && of >= SHARE * all
}

/// Whether it is said of nobody in particular, or of whom the claim names: what one college does not
/// ask for, another may.
fn is_of_all(absence: &Absence, claim: &Statement, facts: &Facts) -> bool {
    let common = |t: &Term| facts.is_party(*t) || facts.weight(*t) < facts.weight_of(COMMON);
    let told = |t: &Term| claim.terms.contains(t) || claim.around.contains(t);
    absence.who.iter().all(|t| common(t) || told(t))
}

/// Whether no other sentence of the sources speaks of the thing without denying it.
fn is_denied_only(head: &[Term], source: usize, fact: &Statement, facts: &Facts) -> bool {
    facts.all.iter().all(|(of, f)| {
        let same = *of == source && f.sentence == fact.sentence;
        same || f.denies || !head.iter().any(|t| f.terms.contains(t) || f.around.contains(t))
    })
}
