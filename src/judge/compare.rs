//! One claim against one fact, slot by slot: the relations, and what they rest on.

mod absent;
mod agent;
mod amount;
mod event;
mod except;
mod meant;
mod measure;
mod moment;
mod party;
mod payment;
mod pending;
mod quote;
mod rank;
mod side;
mod tie;
mod trend;
mod turn;
mod when;

pub(crate) use amount::ties;
pub(crate) use payment::sums;
pub(crate) use quote::{quotes, same_quote};

use super::align::Facts;
use super::near::Nearest;
use crate::relation::Relation;
use crate::slot::time::{self};
use crate::statement::{Measured, Stance, Statement};
use crate::term::Term;
use std::ops::Range;

/// The comparison of one slot of a claim with one slot of a fact.
#[derive(Debug, Clone)]
pub(crate) struct Comparison {
    /// Index into `Facts::all`.
    pub fact: usize,
    /// The slot's name, which is the rule's id.
    pub slot: &'static str,
    /// The relation of the claim's value to the fact's.
    pub relation: Relation,
    /// The claim's value, for people.
    pub claimed: String,
    /// The fact's value, for people.
    pub held: String,
    /// Bytes of the claim's passage.
    pub range: Range<usize>,
    /// How surely both are about the same thing.
    pub bond: f64,
}

/// Every comparison of a claim with every fact that speaks of the same thing.
pub(crate) fn compare(
    claim: &Statement,
    beside: &[&Statement],
    nearest: &Nearest,
    facts: &Facts,
) -> Vec<Comparison> {
    let mut found = Vec::new();
    let mut candidates = vec![false; facts.all.len()];
    let of_them = nearest.candidates().into_iter().flat_map(|s| facts.sentences.facts(s));
    of_them.for_each(|at| candidates[*at] = true);
    let told = moment::told(claim, nearest, facts);
    let amounts: Vec<&Measured> = beside.iter().flat_map(|s| &s.quantities).collect();
    amount::amounts(claim, &amounts, nearest, facts, &mut found);
    turn::turns(claim, nearest, facts, &mut found);
    trend::trends(claim, nearest, facts, &mut found);
    meant::meant(claim, beside, nearest, facts, &mut found);
    moment::moments(claim, nearest, facts, &mut found);
    agent::agents(claim, nearest, facts, &mut found);
    party::parties(claim, nearest, facts, &mut found);
    if !goes_on_about_exceptions(claim, beside) {
        side::sides(claim, nearest, facts, &mut found);
        except::exceptions(claim, facts, &mut found);
        absent::absences(claim, facts, &mut found);
        pending::decisions(claim, facts, &mut found);
    }
    // "Training models on it, that needs a licence of its own": the rest says what is so.
    let rules = |s: &&Statement| {
        s.denies
            || s.condition.is_some()
            || s.poles.iter().any(|p| matches!(p.axis, "permission" | "requirement"))
    };
    let from = found.len();
    let clear = nearest.nearest(CLEAR);
    let hangs = !claim.denies && beside.iter().any(rules);
    for (at, near) in candidates.into_iter().enumerate() {
        let fact = facts.all[at].1;
        let pair = Pair { claim, fact, facts, at };
        if fact.stance == Stance::Condition {
            // "Subject to a total cap" is a condition, and the cap is a fact all the same.
            pair.limit(&mut found);
            pair.changes(&mut found);
        }
        let label = fact.stance == Stance::Label && !fact.exclusivity.is_empty();
        if fact.is_fact() || label {
            pair.exclusivity(&mut found);
        }
        if !fact.is_fact() {
            continue;
        }
        let nearest = clear.is_some() && clear == facts.sentences.of_fact(at);
        pair.payments(near, nearest, &mut found);
        pair.times(&told, near, &mut found);
        pair.limit(&mut found);
        if near {
            pair.changes(&mut found);
        }
        if !hangs {
            pair.polarity(&mut found);
        }
        pair.actor(&mut found);
        pair.aspect(&mut found);
        pair.scopes(&mut found);
        pair.modality(&mut found);
        pair.join(&mut found);
    }
    // Words alone bind loosely: what excludes must stand in the sentence that the claim is about.
    let loose = |c: &Comparison| match c.slot {
        "exclusivity" => matches!(c.claimed.as_str(), "any" | "first"),
        slot => LOOSE.contains(&slot),
    };
    let elsewhere =
        |c: &Comparison| clear.is_none_or(|s| !facts.sentences.facts(s).contains(&c.fact));
    let mut at = 0;
    found.retain(|c| {
        at += 1;
        // Who pays whom, and whose claim it is, binds as well.
        let fact = facts.all[c.fact].1;
        let edge = claim.payments.iter().any(|p| fact.payments.iter().any(|q| p.same_edge(q)));
        let sentence = facts.sentences.of_fact(c.fact);
        let clauses = sentence.map_or(&[][..], |s| facts.sentences.facts(s));
        let told = |n: &&Term| clauses.iter().any(|at| facts.all[*at].1.names.contains(n));
        let parties = claim.names.iter().filter(told).count() >= 2;
        let placed = claim.terms.is_empty();
        let bound = edge || parties || placed;
        at <= from || bound || !(c.relation.excludes() && loose(c) && elsewhere(c))
    });
    found
}

/// "Old cars are exempt; fire engines, too": exempt, too.
fn goes_on_about_exceptions(claim: &Statement, beside: &[&Statement]) -> bool {
    let before = beside.iter().filter(|s| s.range.end <= claim.range.start);
    let out = before.flat_map(|s| &s.poles).any(|p| p.axis == "inclusion" && !p.side);
    out && claim.poles.iter().any(|p| p.adds)
}

/// The slots that words alone bind.
const LOOSE: &[&str] = &["aspect", "bound", "change", "polarity", "time-bound", "scope"];

/// How far the next sentence must be behind the nearest for words alone to bind.
const CLEAR: f64 = 0.85;

/// Who holds a place of its own, also where the claim names somebody whom no source knows: "Amazon
/// replaces Microsoft as the primary partner".
pub(crate) fn actors(claim: &Statement, facts: &Facts) -> Vec<Comparison> {
    let mut found = Vec::new();
    for (at, (_, fact)) in facts.all.iter().enumerate().filter(|(_, (_, f))| f.is_fact()) {
        Pair { claim, fact, facts, at }.actor(&mut found);
    }
    found
}

struct Pair<'a> {
    claim: &'a Statement,
    fact: &'a Statement,
    facts: &'a Facts<'a>,
    at: usize,
}

impl Pair<'_> {
    /// The claim is about another party, or another time, than the fact.
    fn is_of_another(&self) -> bool {
        let other_party = matches!((self.claim.subject, self.fact.subject), (Some(a), Some(b))
            if a != b && !self.fact.terms.contains(&a) && !self.claim.terms.contains(&b));
        let apart = |a: &time::Time| {
            let mut held = self.fact.times.iter().peekable();
            held.peek().is_some() && held.all(|b| a.relate(b).excludes() || a.is_apart(b))
        };
        other_party || self.claim.times.iter().any(apart)
    }
}

/// Both tell a payment, and not the same one.
pub(crate) fn crosses_payments(claim: &Statement, fact: &Statement) -> bool {
    let (a, b) = (&claim.payments, &fact.payments);
    !a.is_empty() && !b.is_empty() && !a.iter().any(|p| b.iter().any(|q| p.same_edge(q)))
}
