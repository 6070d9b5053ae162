//! Amounts: a number of the claim against the numbers of the sentence it is about.

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::relation::Relation;
use crate::slot::condition::Tie;
use crate::statement::{Measured, Statement};
use crate::term::Term;

/// How much of the words next to the claim's number must stand next to the one of several it is.
const NEXT: f64 = 0.5;

/// A quantity of a fact.
type Held<'a> = (usize, &'a Measured);

/// Compares each quantity of a claim with that of the sentence it is about.
pub(crate) fn amounts(
    claim: &Statement,
    beside: &[&Measured],
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    // "All but 16 percent" measures the rest.
    if claim.condition.as_ref().is_some_and(|c| c.tie == Tie::Unless) {
        return;
    }
    for (at, claimed) in claim.quantities.iter().enumerate() {
        let candidates = nearest.candidates(Some(at));
        if std::env::var("SL_DEBUG").is_ok() {
            let ranked = nearest.ranked(Some(at));
            let best = ranked.first().map_or(0.0, |r| r.1);
            let mut rows = Vec::new();
            for (s, score) in &ranked {
                let h = held(claimed, *s, facts);
                if h.is_empty() { continue; }
                let agree = h.iter().any(|(_, h)| agrees(claimed, h));
                let open: Vec<Held> = h.iter().copied().filter(|(_, h)| !is_met(h, claim, beside)).collect();
                let bound = bind(claimed, &open, claim, facts);
                let (share, units) = nearest.measure(*s, Some(at));
                let disj = bound.is_some_and(|(_, h)| claimed.quantity.relate(&h.quantity).excludes());
                let f = facts.sentences.facts(*s);
                rows.push(format!(
                    r#"{{"start":{},"end":{},"score":{score},"share":{share},"units":{units},"n":{},"agree":{agree},"bound":{},"disj":{disj},"held":{:?},"rel":{},"text":{:?}}}"#,
                    facts.all[f[0]].1.span.start, facts.all[f[f.len() - 1]].1.span.end, open.len(), bound.is_some(),
                    bound.map_or(String::new(), |b| b.1.quantity.words()), score / best, f.iter().map(|f| facts.all[*f].1.text.clone()).collect::<Vec<_>>().join(" / ")));
            }
            let unknown = claim.names.iter().filter(|n| !facts.is_known(**n)).count();
            eprintln!(
                r#"{{"kind":{:?},"q":{:?},"start":{},"end":{},"text":{:?},"units":{},"unknown":{unknown},"names":{},"rows":[{}]}}"#,
                claimed.quantity.unit.kind, claimed.quantity.words(), claim.span.start, claim.span.end, claim.text, claim.units.len(), claim.names.len(), rows.join(",")
            );
        }
        let Some((_, best)) = candidates.first().copied() else { continue };
        let mut bound = None;
        let mut agreed = false;
        for (sentence, score) in &candidates {
            let held = held(claimed, *sentence, facts);
            if let Some((fact, h)) = held.iter().find(|(_, h)| agrees(claimed, h)) {
                found.push(compared(*fact, claimed, h, claimed.quantity.relate(&h.quantity), *score));
                agreed = true;
                break;
            }
            let open: Vec<Held> = held.into_iter().filter(|(_, h)| !is_met(h, claim, beside)).collect();
            if bound.is_none() && *score >= 0.9 * best {
                bound = bind(claimed, &open, claim, facts).map(|h| (h, *score));
            }
        }
        if agreed {
            continue;
        }
        if let Some(((fact, h), score)) = bound {
            let relation = claimed.quantity.relate(&h.quantity);
            if relation.excludes() {
                found.push(compared(fact, claimed, h, relation, score));
            }
        }
    }
}

/// The comparable quantities of a sentence.
fn held<'a>(claimed: &Measured, sentence: usize, facts: &'a Facts) -> Vec<Held<'a>> {
    let of = facts.sentences.facts(sentence).iter().copied();
    let quantities = of.filter(|f| facts.all[*f].1.is_fact()).flat_map(|f| {
        facts.all[f].1.quantities.iter().map(move |q| (f, q))
    });
    quantities.filter(|(_, h)| claimed.quantity.comparable(&h.quantity)).collect()
}

fn agrees(claimed: &Measured, held: &Measured) -> bool {
    let relation = claimed.quantity.relate(&held.quantity);
    matches!(relation, Relation::Equal | Relation::Narrower | Relation::Broader)
}

/// Whether another number of the claim's sentence is the held one: then that is told already.
fn is_met(held: &Measured, claim: &Statement, beside: &[&Measured]) -> bool {
    let all = claim.quantities.iter().chain(beside.iter().copied());
    let mut same = all.filter(|c| {
        c.quantity.comparable(&held.quantity)
            && c.quantity.relate(&held.quantity) == Relation::Equal
    });
    same.next().is_some()
}

/// The one quantity that the claim's must be: the only one, or the one with the same words next to
/// it.
fn bind<'a>(claimed: &Measured, held: &[Held<'a>], claim: &Statement, facts: &Facts) -> Option<Held<'a>> {
    let mut of: Vec<Term> = claimed.of.clone();
    if of.is_empty() {
        of.extend(claim.around.iter().filter(|t| facts.is_known(**t)));
    }
    let all: f64 = of.iter().map(|t| facts.weight(*t)).sum();
    let next = |h: &Measured| facts.shared_things(&of, &h.of) / all.max(f64::MIN_POSITIVE);
    let counted = claimed.quantity.unit.kind == "count";
    let same_count = |h: &Measured| {
        let (a, b) = (&claimed.quantity.unit, &h.quantity.unit);
        !counted || a.counted.is_some() && a.counted == b.counted
    };
    let mut scored: Vec<(f64, Held)> = held.iter().map(|h| (next(h.1), *h)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    match scored.as_slice() {
        [(score, one)] if same_count(one.1) || *score >= NEXT => Some(*one),
        [(first, one), (second, _), ..] if *first >= NEXT && *first > *second * 1.3 => Some(*one),
        _ => None,
    }
}

fn compared(fact: usize, claimed: &Measured, held: &Measured, relation: Relation, bond: f64) -> Comparison {
    Comparison {
        fact,
        slot: "quantity",
        relation,
        claimed: claimed.quantity.words(),
        held: held.quantity.words(),
        range: claimed.range.clone(),
        bond: 10.0 + bond,
    }
}
