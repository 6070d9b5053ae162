//! Which sentence of the announcement a claim is about.
//!
//! A claim and a sentence are near when they share telling words: the fewer sentences hold a word,
//! the more it tells. Words of the claim that no source knows are the writer's own, and weigh
//! little. A figure or a date that both have counts like the rarest word; when that figure itself is
//! judged, it is left out.

use crate::document::PassageId;
use crate::relation::Relation;
use crate::statement::{Stance, Statement};
use crate::term::{Term, TermMap};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// A text of fewer sentences is weighed as one of so many.
const COMMON: usize = 20;

/// What a word counts that stands in the place of a sentence, or above it, not in it.
const OF_PLACE: f64 = 0.7;
const OF_HEADING: f64 = 0.4;

/// What the words count that a claim has from its place.
const FROM_PLACE: f64 = 0.5;

/// What a word weighs that no source knows, of the weight of the rarest one.
const UNKNOWN: f64 = 0.3;

/// A sentence this near, of the nearest, may be what the claim is about.
const CANDIDATE: f64 = 0.5;

/// The nearest sentence is surely meant from this share, score and number of words on, and where the
/// next is this much farther.
const SURE_SHARE: f64 = 0.4;
const SURE_SCORE: f64 = 1.2;
const SURE_UNITS: usize = 2;
const SURE_NEXT: f64 = 0.75;

/// The sentences of all sources, with the weight of every term.
pub(crate) struct Sentences {
    all: Vec<Sentence>,
    /// By fact: the sentence it belongs to.
    of_fact: Vec<usize>,
    /// The sentences that hold a term, and how much it counts in each.
    held: TermMap<Vec<(usize, f64)>>,
    weights: TermMap<f64>,
    rarest: f64,
}

/// A sentence of a source, with all its clauses.
struct Sentence {
    /// Indices into `Facts::all`.
    facts: Vec<usize>,
    /// How much each term counts; in order, since sums of fractions depend on theirs.
    terms: BTreeMap<Term, f64>,
    /// The weight of its own words.
    size: f64,
    /// What it is marked down by for its length.
    length: f64,
    /// Whether it says anything: a heading without a verb does not.
    is_told: bool,
}

/// How near the sentences are to one claim.
pub(crate) struct Nearest {
    /// By sentence.
    near: Vec<Near>,
    /// The sentences by score, all values counted.
    ranked: Vec<(usize, f64)>,
    /// The weight of what the claim has.
    all: f64,
    rarest: f64,
}

/// How near one sentence is.
#[derive(Debug, Clone, Default)]
struct Near {
    /// The weight of what both have.
    matched: f64,
    /// How many of the claim's own words it has.
    units: usize,
    /// Whether it has the claim's values: its quantities, then its times.
    values: Vec<bool>,
    /// What long sentences are marked down by.
    length: f64,
    /// Whether it says anything.
    is_told: bool,
}

impl Sentences {
    /// The facts of each sentence.
    pub fn each(&self) -> impl Iterator<Item = &[usize]> {
        self.all.iter().map(|sentence| sentence.facts.as_slice())
    }

    /// Weighs the terms: the fewer sentences hold a term, the more it tells.
    pub fn of(all: &[(usize, &Statement)]) -> Sentences {
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut of_fact = Vec::with_capacity(all.len());
        let mut by_number: HashMap<(usize, Option<PassageId>, usize), usize> = HashMap::new();
        for (at, (source, fact)) in all.iter().enumerate() {
            // The cells of a row say one thing together.
            let sentence = if fact.row.is_some() { 0 } else { fact.sentence };
            let key = (*source, fact.row, sentence);
            let index = *by_number.entry(key).or_insert(sentences.len());
            if index == sentences.len() {
                sentences.push(Sentence {
                    facts: vec![],
                    terms: BTreeMap::new(),
                    size: 0.0,
                    length: 0.0,
                    is_told: false,
                });
            }
            let sentence = &mut sentences[index];
            sentence.facts.push(at);
            of_fact.push(index);
            sentence.is_told |= fact.stance != Stance::Label;
            sentence.add(&fact.terms, 1.0);
            sentence.add(&fact.around, OF_PLACE);
            sentence.add(&fact.heading, OF_HEADING);
        }
        let mut counts: TermMap<usize> = TermMap::default();
        for sentence in &sentences {
            let placed = sentence.terms.iter().filter(|(_, w)| **w >= OF_PLACE);
            placed.for_each(|(term, _)| *counts.entry(*term).or_default() += 1);
        }
        // A short text tells no more than a long one that a word is rare.
        let total = sentences.len().max(COMMON) as f64;
        let weight = |n: usize| (1.0 + total / n as f64).ln();
        let weights: TermMap<f64> = counts.into_iter().map(|(t, n)| (t, weight(n))).collect();
        for sentence in &mut sentences {
            let own = sentence.terms.iter().filter(|(_, w)| **w >= 1.0);
            sentence.size = own.filter_map(|(t, _)| weights.get(t)).sum();
            sentence.length = (sentence.size + 4.0).powf(0.25);
        }
        let mut held: TermMap<Vec<(usize, f64)>> = TermMap::default();
        for (at, sentence) in sentences.iter().enumerate() {
            let counted = sentence.terms.iter().filter(|(t, _)| weights.contains_key(t));
            counted.for_each(|(t, counts)| held.entry(*t).or_default().push((at, *counts)));
        }
        Sentences { all: sentences, of_fact, held, weights, rarest: weight(1) }
    }

    /// How near every sentence is to a claim. Words are looked up, not sentences: most sentences of
    /// a long source share nothing with a claim.
    pub fn near(&self, claim: &Statement, facts: &[(usize, &Statement)]) -> Nearest {
        let near = |held: &Sentence| Near {
            length: held.length,
            is_told: held.is_told,
            values: values(claim, held, facts),
            ..Near::default()
        };
        let mut near: Vec<Near> = self.all.iter().map(near).collect();
        let mut all = 0.0;
        let mut hits = vec![0.0_f64; near.len()];
        let mut met = Vec::new();
        let mut unit = |terms: &[Term], credit: f64| {
            let weight = |t: &Term| self.weights.get(t).copied();
            let known = terms.iter().filter_map(weight).fold(0.0, f64::max);
            all += credit * if known > 0.0 { known } else { UNKNOWN * self.rarest };
            for term in terms {
                let Some(weight) = weight(term) else { continue };
                for (at, counts) in self.held.get(term).into_iter().flatten() {
                    if hits[*at] <= 0.0 {
                        met.push(*at);
                    }
                    hits[*at] = hits[*at].max(counts * weight);
                }
            }
            for at in met.drain(..) {
                near[at].matched += credit * hits[at];
                near[at].units += usize::from(hits[at] > 0.0 && credit >= 1.0);
                hits[at] = 0.0;
            }
        };
        claim.units.iter().for_each(|terms| unit(terms, 1.0));
        claim.around.iter().for_each(|term| unit(&[*term], FROM_PLACE));
        let mut nearest = Nearest { near, ranked: Vec::new(), all, rarest: self.rarest };
        nearest.ranked = nearest.rank(None);
        nearest
    }

    /// How much of a claim one clause of a source holds: the share of its known words by weight,
    /// and how many of them, names left out.
    pub fn clause(&self, claim: &Statement, fact: &Statement) -> (f64, usize) {
        let (mut matched, mut all, mut words) = (0.0, 0.0, 0);
        let mut seen: Vec<&Vec<Term>> = Vec::new();
        for terms in &claim.units {
            let known =
                terms.iter().filter_map(|t| self.weights.get(t)).copied().fold(0.0, f64::max);
            let of = |t: &&Term| {
                fact.terms.contains(t) || fact.around.contains(t) || fact.heading.contains(t)
            };
            let shared = terms.iter().filter(of).filter_map(|t| self.weights.get(t)).copied();
            let hit = shared.fold(0.0, f64::max);
            let side = |t: &Term| claim.poles.iter().any(|p| Term::question(p.axis) == *t);
            let name = terms.iter().any(|t| t.is_name() || claim.names.contains(t) || side(t));
            all += known;
            matched += hit;
            // The same word twice is one word.
            words += usize::from(hit > 0.0 && !name && !seen.contains(&terms));
            seen.push(terms);
        }
        (if all > 0.0 { matched / all } else { 0.0 }, words)
    }

    /// Whether a word of the claim stands in this sentence only.
    pub fn is_only_in(&self, claim: &Statement, sentence: usize) -> bool {
        let rare = |t: &Term| self.weights.get(t).is_some_and(|w| *w >= self.rarest);
        let held = |t: &Term| self.all[sentence].terms.get(t).is_some_and(|w| *w >= 1.0);
        claim.units.iter().flatten().any(|t| rare(t) && held(t))
    }

    /// The facts of a sentence.
    pub fn facts(&self, sentence: usize) -> &[usize] {
        &self.all[sentence].facts
    }

    /// The sentence that a fact belongs to.
    pub fn of_fact(&self, fact: usize) -> Option<usize> {
        self.of_fact.get(fact).copied()
    }
}

/// Which of the claim's quantities and times a sentence has.
fn values(claim: &Statement, held: &Sentence, facts: &[(usize, &Statement)]) -> Vec<bool> {
    let clauses = held.facts.iter().map(|f| facts[*f].1);
    let amounts = claim.quantities.iter().map(|claimed| {
        clauses.clone().flat_map(|f| &f.quantities).any(|h| {
            h.quantity.comparable(&claimed.quantity)
                && claimed.quantity.relate(&h.quantity) == Relation::Equal
        })
    });
    let times = claim.times.iter().map(|claimed| {
        clauses.clone().flat_map(|f| &f.times).any(|h| h.period.is_same(claimed.period))
    });
    amounts.chain(times).collect()
}

impl Sentence {
    fn add(&mut self, terms: &[Term], weight: f64) {
        for term in terms {
            let held = self.terms.entry(*term).or_default();
            *held = held.max(weight);
        }
    }
}

impl Nearest {
    /// The score of a sentence, with value number `left_out` not counted.
    fn score(&self, sentence: usize, left_out: Option<usize>) -> f64 {
        let near = &self.near[sentence];
        (near.matched + self.values(near, left_out)) / near.length
    }

    /// The weight of the values both have.
    fn values(&self, near: &Near, left_out: Option<usize>) -> f64 {
        let values = near.values.iter().enumerate();
        let same = values.filter(|(at, same)| **same && Some(*at) != left_out);
        same.count() as f64 * self.rarest
    }

    /// The sentences by score, the nearest first; those that share nothing are left out.
    pub fn ranked(&self, left_out: Option<usize>) -> Cow<'_, [(usize, f64)]> {
        match left_out {
            None => Cow::Borrowed(&self.ranked),
            left_out => Cow::Owned(self.rank(left_out)),
        }
    }

    /// The sentences with at least this share of the nearest one's score.
    pub fn within(&self, share: f64, left_out: Option<usize>) -> Cow<'_, [(usize, f64)]> {
        let ranked = self.ranked(left_out);
        let best = ranked.first().map_or(0.0, |r| r.1);
        let end = ranked.partition_point(|(_, score)| *score >= share * best);
        match ranked {
            Cow::Borrowed(all) => Cow::Borrowed(&all[..end]),
            Cow::Owned(mut all) => {
                all.truncate(end);
                Cow::Owned(all)
            }
        }
    }

    fn rank(&self, left_out: Option<usize>) -> Vec<(usize, f64)> {
        let told = (0..self.near.len()).filter(|at| self.near[*at].is_told);
        let scored = told.map(|at| (at, self.score(at, left_out)));
        let mut ranked: Vec<(usize, f64)> = scored.filter(|(_, score)| *score > 0.0).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked
    }

    /// The share and the number of units.
    pub fn measure(&self, sentence: usize, left_out: Option<usize>) -> (f64, usize) {
        let near = &self.near[sentence];
        let values = self.values(near, left_out);
        let units = near.units + near.values.iter().filter(|v| **v).count();
        ((near.matched + values) / (self.all + values), units)
    }

    /// The sentences that the claim may be about: those nearly as near as the nearest.
    pub fn candidates(&self) -> Vec<usize> {
        let ranked = self.ranked(None);
        let best = ranked.first().map_or(0.0, |r| r.1);
        let near = ranked.iter().take_while(|(_, score)| *score >= CANDIDATE * best);
        near.map(|(sentence, _)| *sentence).collect()
    }

    /// The nearest sentence, if the next is much farther.
    pub fn clearly(&self) -> Option<usize> {
        self.nearest(SURE_NEXT)
    }

    /// The nearest sentence, if the next has at most this share of its score.
    pub fn nearest(&self, next_at_most: f64) -> Option<usize> {
        let ranked = self.ranked(None);
        let (first, best) = ranked.first().copied()?;
        let next = ranked.get(1).map_or(0.0, |r| r.1);
        (next <= next_at_most * best).then_some(first)
    }

    /// The sentence that the claim is surely about.
    pub fn surely(&self) -> Option<usize> {
        let ranked = self.ranked(None);
        let (first, best) = ranked.first().copied()?;
        let next = ranked.get(1).map_or(0.0, |r| r.1);
        let (share, units) = self.measure(first, None);
        let sure = share >= SURE_SHARE && best >= SURE_SCORE && units >= SURE_UNITS;
        (sure && next <= SURE_NEXT * best).then_some(first)
    }
}
