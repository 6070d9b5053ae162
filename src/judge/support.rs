//! Support: a fact that says what the claim says.

use super::Weighed;
use super::align::Facts;
use crate::relation::Relation;
use crate::statement::Statement;

/// How much of the claim's words the fact must hold where values agree, and where none is stated.
const COVERAGE_WITH_VALUES: f64 = 0.6;
const COVERAGE_WITHOUT: f64 = 0.8;

/// How much of the claim the sentence must hold that it is surely about.
const SHARE: f64 = 0.8;

/// A claim of fewer words says little without its place: its row, its column, its key.
const WORDS_OWN_MIN: usize = 3;

/// The index of the fact that says what the claim says: most of its words, all of its names, every
/// value it states, and nothing that it denies.
pub(crate) fn support(weighed: &Weighed, facts: &Facts) -> Option<usize> {
    let claim = weighed.claim;
    if !says_something(weighed) {
        return None;
    }
    let mut best: Option<(usize, f64)> = None;
    for (at, (_, fact)) in facts.all.iter().enumerate().filter(|(_, (_, f))| f.is_fact()) {
        let agreed = agreed(weighed, at);
        let coverage = coverage(claim, fact, facts);
        let values = values(claim);
        // Every value it states is that of the sentence it is surely about.
        let same = weighed.about.is_some_and(|s| facts.sentences.facts(s).contains(&at));
        let plain = claim.scopes.is_empty() && claim.units.len() >= WORDS_OWN_MIN;
        let told = same && plain && weighed.share >= SHARE && values > 0 && agreed >= values;
        let enough = told
            || match values {
                0 => coverage >= COVERAGE_WITHOUT,
                values => agreed >= values && coverage >= COVERAGE_WITH_VALUES,
            };
        let score = coverage + agreed as f64;
        if enough && is_plain(weighed, at, fact) && best.is_none_or(|(_, b)| b < score) {
            best = Some((at, score));
        }
    }
    best.map(|(at, _)| at)
}

/// A value, or a predicate with something it is said of. That somebody said something is neither.
fn says_something(weighed: &Weighed) -> bool {
    let claim = weighed.claim;
    let speaks = |verb: &str| matches!(verb, "say" | "tell" | "announce");
    let acts = claim.predicates.iter().any(|(p, _)| !speaks(p.verb.concept().id));
    let staged = claim.aspect.is_some() || claim.modality.is_some();
    values(claim) > 0 || (acts || staged) && claim.terms.len() >= 2
}

fn values(claim: &Statement) -> usize {
    claim.times.len()
        + claim.exclusivity.len()
        + claim.payments.len()
        + claim.quantities.len()
        + usize::from(claim.limit.is_some())
}

/// How many of the claim's values the fact has, or has more of.
fn agreed(weighed: &Weighed, at: usize) -> usize {
    let values = ["time-bound", "date", "exclusivity", "direction", "quantity", "bound"];
    let agrees = |relation| matches!(relation, Relation::Equal | Relation::Broader);
    let held = weighed.comparisons.iter().filter(|c| c.fact == at && values.contains(&c.slot));
    held.filter(|c| agrees(c.relation)).count()
}

fn coverage(claim: &Statement, fact: &Statement, facts: &Facts) -> f64 {
    let own = facts.coverage(claim, fact);
    match claim.units.len() < WORDS_OWN_MIN && !claim.around.is_empty() {
        true => {
            facts.coverage_of_place(claim, fact).min(own.max(f64::from(claim.units.is_empty())))
        }
        false => own,
    }
}

/// No predicate of the claim excludes one of the fact's, both deny or neither does, the names are
/// the fact's, and no slot excludes it.
fn is_plain(weighed: &Weighed, at: usize, fact: &Statement) -> bool {
    let claim = weighed.claim;
    let clashes = claim
        .predicates
        .iter()
        .any(|(p, _)| fact.predicates.iter().any(|(q, _)| p.relate(*q).excludes()));
    !clashes
        && claim.denies == fact.denies
        && claim.names.iter().all(|n| fact.names.contains(n) || fact.around.contains(n))
        && !weighed.comparisons.iter().any(|c| c.fact == at && c.relation.excludes())
}
