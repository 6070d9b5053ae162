//! The condition that the source ties to a statement, and the article nowhere tells.

use super::Omission;
use crate::fold;
use crate::judge::{Bench, Weighed, of_sentence};
use crate::lexicon::Particle;
use crate::slot::condition::Tie;
use crate::slot::modality::Force;
use crate::span::slice;
use crate::statement::{Stance, Statement};
use crate::term::Term;
use crate::verdict::{Evidence, Finding};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// The share of a condition's words, by weight, that tells of it.
const TOLD: f64 = 0.3;

/// How much of the claim the clause must hold that has the condition.
const SHARE: f64 = 0.4;
const WORDS: usize = 2;

/// So much is enough where they share no act and no value.
const PLAIN_SHARE: f64 = 0.45;

/// A condition of a fact.
struct Qualifier<'a> {
    /// Index into `Facts::all`.
    fact: usize,
    terms: &'a [Term],
    range: &'a Range<usize>,
}

/// Adds an `omitted` finding for each condition of a sentence that claims are surely about, where
/// the article tells nothing of it.
pub(super) fn findings(bench: &Bench, weighed: &[Weighed], out: &mut Vec<Finding>) {
    let mut about: BTreeMap<usize, Vec<&Weighed>> = BTreeMap::new();
    for w in weighed.iter().filter(|w| w.claim.is_claim() && w.decided.is_none()) {
        if let Some(sentence) = w.about {
            about.entry(sentence).or_default().push(w);
        }
    }
    for (sentence, claims) in about {
        // A condition of any kind beside the claim is the writer's word for it.
        let passages: HashSet<usize> = claims.iter().map(|w| w.claim.passage.0).collect();
        let beside = bench.claims.iter().filter(|c| passages.contains(&c.passage.0));
        let ties = |c: &Statement| {
            let pending = c.poles.iter().any(|p| p.axis == "decision" && !p.side);
            let hopes = matches!(c.modality, Some((Force::May | Force::Expect, _)));
            c.condition.is_some() || c.stance == Stance::Condition || pending || hopes
        };
        let quoted = bench.facts.sentences.facts(sentence).iter();
        let mut quoted = quoted.flat_map(|at| &bench.facts.all[*at].1.quotes);
        if beside.clone().any(ties) || quoted.any(|q| q.is_direct) {
            continue;
        }
        for qualifier in qualifiers(bench, sentence) {
            if is_told(bench, &qualifier, sentence) || has_its_own_act(bench, &qualifier) {
                continue;
            }
            // The clause that has the condition must be the one the claim tells.
            let fact = bench.facts.all[qualifier.fact].1;
            // What else its sentence says, in words that no source has, may be that very condition.
            let strange = |w: &Weighed| {
                weighed[of_sentence(bench.claims, w.claim.sentence)].iter().any(|o| {
                    o.claim.range != w.claim.range && o.about.is_none() && !o.claim.units.is_empty()
                })
            };
            let tells = |w: &&&Weighed| {
                let (share, words) = bench.facts.sentences.clause(w.claim, fact);
                // Who speaks of what it asks for knows of it.
                let speaks = qualifier.terms.iter().any(|t| w.claim.terms.contains(t));
                // A heading, and what says something else of the same, tie nothing.
                let acts = |s: &Statement| -> Vec<_> {
                    s.predicates.iter().map(|(p, _)| p.verb).collect()
                };
                let theirs = acts(fact);
                let valued =
                    w.claim.quantities.iter().any(|c| {
                        fact.quantities.iter().any(|h| c.quantity.same_figures(&h.quantity))
                    });
                let own = acts(w.claim);
                let same = valued && own.is_empty()
                    || share >= PLAIN_SHARE
                    || theirs.is_empty()
                    || own.iter().any(|verb| theirs.contains(verb))
                    || w.claim.poles.iter().any(|p| fact.poles.iter().any(|q| p.axis == q.axis));
                // A line in capitals is a headline.
                let lower = |c: char| c.is_lowercase() || fold::is_han(c);
                // "Except the islands" is about what the whole sentence says.
                let bare = theirs.is_empty() && share >= PLAIN_SHARE;
                let says = w.claim.text.chars().any(lower)
                    && (!w.claim.predicates.is_empty() || valued || bare);
                share >= SHARE && words >= WORDS && same && says && !strange(w) && !speaks
            };
            if let Some(w) = claims.iter().find(tells) {
                out.extend(finding(bench, w, &qualifier));
                break;
            }
        }
    }
}

fn qualifiers<'a>(bench: &'a Bench, sentence: usize) -> Vec<Qualifier<'a>> {
    let facts = bench.facts.sentences.facts(sentence).iter();
    let all = facts.map(|at| (*at, bench.facts.all[*at].1));
    let tied = |(at, fact): (usize, &'a Statement)| {
        let condition = fact.condition.as_ref()?;
        let ties = matches!(condition.tie, Tie::If | Tie::Unless);
        ties.then_some(Qualifier { fact: at, terms: &condition.terms, range: &condition.range })
    };
    all.filter_map(tied).filter(|q| !q.terms.is_empty()).collect()
}

/// Whether the article tells of the condition that a fact has.
pub(super) fn is_told_of_fact(bench: &Bench, fact: usize) -> bool {
    let condition = bench.facts.all.get(fact).and_then(|(_, f)| f.condition.as_ref());
    let Some((condition, sentence)) = condition.zip(bench.facts.sentences.of_fact(fact)) else {
        return false;
    };
    let qualifier = Qualifier { fact, terms: &condition.terms, range: &condition.range };
    is_told(bench, &qualifier, sentence)
}

/// Whether one sentence of the article has enough of the condition's own words, or its figure.
fn is_told(bench: &Bench, qualifier: &Qualifier, sentence: usize) -> bool {
    let weight = |t: &Term| bench.facts.weight(*t);
    // What the sentence says beside the condition, and who is party to it, tells nothing of it.
    let beside = bench.facts.sentences.facts(sentence).iter().map(|at| bench.facts.all[*at].1);
    let beside: HashSet<Term> = beside
        .filter(|f| f.condition.as_ref().is_none_or(|c| c.range != *qualifier.range))
        .flat_map(|f| f.terms.iter().copied())
        .collect();
    let own = |t: &&Term| !beside.contains(t) && !bench.facts.is_party(**t);
    let mut terms: Vec<Term> = qualifier.terms.iter().filter(own).copied().collect();
    if terms.is_empty() {
        terms = qualifier.terms.to_vec();
    }
    let all: f64 = terms.iter().map(weight).sum();
    let mut told: BTreeMap<usize, HashSet<Term>> = BTreeMap::new();
    for claim in bench.claims {
        told.entry(claim.sentence).or_default().extend(claim.terms.iter().copied());
    }
    let share = |held: &HashSet<Term>| -> f64 {
        terms.iter().filter(|t| held.contains(t)).map(weight).sum()
    };
    let shared = told.values().map(share).fold(0.0, f64::max);
    let inside = |range: &Range<usize>| qualifier.range.contains(&range.start);
    let (of, fact) = bench.facts.all[qualifier.fact];
    let clauses =
        bench.facts.all.iter().filter(|(source, f)| *source == of && f.passage == fact.passage);
    let claims = || bench.claims.iter();
    let figure =
        clauses.clone().flat_map(|(_, f)| &f.quantities).filter(|h| inside(&h.range)).any(|h| {
            claims().flat_map(|c| &c.quantities).any(|c| c.quantity.same_figures(&h.quantity))
        });
    let date = clauses
        .flat_map(|(_, f)| &f.times)
        .filter(|h| inside(&h.range))
        .any(|h| claims().flat_map(|c| &c.times).any(|c| c.period.is_same(h.period)));
    shared >= TOLD * all || figure || date
}

/// "Must be inspected before it may reopen": the condition of an act that it names itself.
fn has_its_own_act(bench: &Bench, qualifier: &Qualifier) -> bool {
    let (source, fact) = bench.facts.all[qualifier.fact];
    let passage = bench.answers.documents.get(source).map(|d| d.passage(fact.passage));
    let words = passage.map_or("", |p| p.words(qualifier.range.clone()));
    let starts = words.char_indices().map(|(at, _)| slice(words, at..words.len()));
    starts.into_iter().any(|rest| Particle::OnlyThen.begins(&fold::folded(rest)))
}

fn finding(bench: &Bench, weighed: &Weighed, qualifier: &Qualifier) -> Option<Finding> {
    let claim = weighed.claim;
    let (source, fact) = bench.facts.all.get(qualifier.fact)?;
    let passage = bench.answers.documents.get(*source)?.passage(fact.passage);
    let words = passage.words(qualifier.range.clone()).trim().to_owned();
    let span = passage.span(qualifier.range.clone());
    let whole = bench.evidence(qualifier.fact)?;
    let omission = Omission {
        rule: "condition",
        span: claim.span,
        told: claim.text.clone(),
        fact: Some(whole),
        message: format!("the announcement ties this to a condition: “{words}”"),
        label: "stated without its condition",
        help: format!("say so: “{words}”"),
        missing: format!("condition: {words}: told nowhere in the article"),
        shown: Some(Evidence { source: *source, span, text: words }),
    };
    Some(omission.finding(claim))
}
