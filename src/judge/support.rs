//! Support: a fact that says what the claim says.

use super::Weighed;
use super::align::Facts;
use crate::relation::Relation;
use crate::statement::Statement;
use crate::term::Term;

/// How much of the claim's words the fact must hold where values agree, and where none is stated.
const COVERAGE_WITH_VALUES: f64 = 0.85;
const COVERAGE_WITHOUT: f64 = 0.97;

/// How much of the claim the sentence must hold that it is surely about.
const SHARE: f64 = 0.9;

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
    let met = Met::of(weighed, facts.all.len());
    let about = weighed.about.map_or(&[][..], |s| facts.sentences.facts(s));
    for (at, (_, fact)) in facts.all.iter().enumerate().filter(|(_, (_, f))| f.is_fact()) {
        let (agreed, values) = (met.agreed[at], values(claim));
        // What costs least is asked first: most facts are about something else.
        if met.excluded[at] || agreed < values || !is_plain(claim, fact) || !is_placed(claim, fact)
        {
            continue;
        }
        let coverage = coverage(claim, fact, facts);
        // Every value it states is that of the sentence it is surely about.
        let same = about.binary_search(&at).is_ok();
        let plain = claim.scopes.is_empty() && claim.units.len() >= WORDS_OWN_MIN;
        let told = same && plain && weighed.share >= SHARE && values > 0;
        let enough = told
            || match values {
                0 => coverage >= COVERAGE_WITHOUT,
                _ => coverage >= COVERAGE_WITH_VALUES,
            };
        let score = coverage + agreed as f64;
        if enough && best.is_none_or(|(_, b)| b < score) {
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
    values(claim) > 0 || acts && claim.terms.len() >= 2
}

fn values(claim: &Statement) -> usize {
    claim.times.len()
        + claim.exclusivity.len()
        + claim.payments.len()
        + claim.quantities.len()
        + usize::from(claim.limit.is_some())
}

/// What the comparisons of a claim say of each fact.
struct Met {
    /// How many of the claim's values the fact has, or has more of.
    agreed: Vec<usize>,
    /// Whether a slot excludes it.
    excluded: Vec<bool>,
}

impl Met {
    fn of(weighed: &Weighed, facts: usize) -> Self {
        let values = ["time-bound", "date", "exclusivity", "direction", "quantity", "bound"];
        let mut met = Met { agreed: vec![0; facts], excluded: vec![false; facts] };
        for c in weighed.comparisons.iter().filter(|c| c.fact < facts) {
            // A looser bound is not the bound that the source gives.
            let loose = !matches!(c.slot, "quantity" | "bound");
            let agrees = c.relation == Relation::Equal || c.relation == Relation::Broader && loose;
            met.agreed[c.fact] += usize::from(agrees && values.contains(&c.slot));
            met.excluded[c.fact] |= c.relation.excludes();
        }
        met
    }
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

/// Whether a number without a word of its own stands under all the heads of the claim's: one column
/// on, it is another number.
fn is_placed(claim: &Statement, fact: &Statement) -> bool {
    let held = |t: &Term| fact.around.contains(t) || fact.terms.contains(t);
    !claim.units.is_empty() || claim.around.iter().all(held)
}

/// No predicate of the claim excludes one of the fact's, both deny or neither does, and the names are
/// the fact's.
fn is_plain(claim: &Statement, fact: &Statement) -> bool {
    let clashes = claim
        .predicates
        .iter()
        .any(|(p, _)| fact.predicates.iter().any(|(q, _)| p.relate(*q).excludes()));
    // All of them, where the fact does not say how many, and no condition where it has one.
    let shares = claim.scopes.iter().all(|s| fact.scopes.iter().any(|t| t.share == s.share));
    let tied = fact.condition.is_some() && claim.condition.is_none();
    !clashes
        && shares
        && !tied
        && claim.denies == fact.denies
        && claim.names.iter().all(|n| fact.names.contains(n) || fact.around.contains(n))
}
