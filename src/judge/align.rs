//! Which fact a claim is about: shared terms, weighed by how telling they are.

use super::near::Sentences;
use crate::slot::quantity::Quantity;
use crate::statement::Statement;
use crate::term::{Term, TermMap, TermSet};

/// The facts of all sources, with the weight of every term.
pub(crate) struct Facts<'a> {
    /// The facts with the index of their source.
    pub all: Vec<(usize, &'a Statement)>,
    /// The same facts, sentence by sentence.
    pub sentences: Sentences,
    weights: TermMap<f64>,
    parties: TermSet,
    /// Every figure of the sources, in base units.
    figures: Vec<(&'static str, f64)>,
    /// The sums of three figures or more that stand together in a sentence.
    sums: Vec<(&'static str, f64)>,
    unknown: f64,
}

impl<'a> Facts<'a> {
    /// Weighs the terms: the fewer facts hold a term, the more it tells.
    pub fn of(sources: &[&'a [Statement]]) -> Facts<'a> {
        let all: Vec<(usize, &Statement)> = sources
            .iter()
            .enumerate()
            .flat_map(|(source, facts)| facts.iter().map(move |f| (source, f)))
            .collect();
        let mut counts: TermMap<usize> = TermMap::default();
        for (_, fact) in &all {
            fact.terms.iter().for_each(|t| *counts.entry(*t).or_default() += 1);
        }
        let total = all.len().max(1) as f64;
        let weight = |n: usize| (1.0 + total / n as f64).ln();
        let weights = counts.into_iter().map(|(t, n)| (t, weight(n))).collect();
        let edges = all.iter().flat_map(|(_, f)| &f.payments);
        let parties = edges.flat_map(|p| [p.from, p.to]).flatten().collect();
        let sentences = Sentences::of(&all);
        let (figures, sums) = (figures(&all), sums(&all, &sentences));
        Facts { figures, sums, all, sentences, weights, parties, unknown: weight(1) }
    }

    /// Whether a sum, a difference, a product or a share of two figures of the sources makes the
    /// amount. Small counts and lengths of time come out of anything, and are not asked.
    pub fn derives(&self, claimed: &Quantity) -> bool {
        let near = |sum: f64| (sum - claimed.low).abs() <= slack(claimed, claimed.low);
        let mut sums = self.sums.iter().filter(|(kind, _)| *kind == claimed.unit.kind);
        sums.any(|(_, sum)| near(*sum)) || makes(&self.figures, claimed)
    }

    /// The same of these amounts only; a whole multiple or part of one is made of it, too.
    pub fn derives_of(&self, claimed: &Quantity, amounts: &[&Quantity]) -> bool {
        let ends = amounts.iter().flat_map(|q| [(q.unit.kind, q.low), (q.unit.kind, q.high)]);
        let figures: Vec<_> = ends.filter(|(_, f)| f.is_finite() && *f != 0.0).collect();
        let value = if claimed.low.is_finite() { claimed.low } else { claimed.high };
        // Ten times as much is a slip.
        let whole = |n: f64| {
            (2.0..=MULTIPLE_MAX).contains(&n) && (n - n.round()).abs() < 1e-6 && n.round() != 10.0
        };
        let multiple = figures.iter().any(|(_, f)| whole(value / f) || whole(f / value));
        multiple || makes(&figures, claimed)
    }

    /// Whether a source has the very figure, whatever it counts; small whole numbers are anywhere.
    pub fn has_figure(&self, value: f64) -> bool {
        let telling = value.fract() != 0.0 || value.abs() >= 20.0;
        telling && self.figures.iter().any(|(_, f)| (f - value).abs() <= 1e-6 * value.abs())
    }

    /// How telling a term is; a term the sources do not hold weighs as much as the rarest.
    pub fn weight(&self, term: Term) -> f64 {
        let weight = self.weights.get(&term).copied().unwrap_or(self.unknown);
        if term.is_name() { weight } else { weight.max(0.2) }
    }

    /// What a term weighs that so many facts hold.
    pub fn weight_of(&self, facts: usize) -> f64 {
        (1.0 + self.all.len().max(1) as f64 / facts as f64).ln()
    }

    /// Whether any fact holds the term.
    pub fn is_known(&self, term: Term) -> bool {
        self.weights.contains_key(&term)
    }

    /// Whether a term names a party: somebody, not something.
    pub fn is_party(&self, term: Term) -> bool {
        let company = term.sense().is_some_and(|s| s.concept().kind == "company");
        company || self.parties.contains(&term)
    }

    /// The weight of the things (not parties) that two lists share.
    pub fn shared_things(&self, a: &[Term], b: &[Term]) -> f64 {
        let things = a.iter().filter(|t| b.contains(t) && !self.is_party(**t));
        things.map(|t| self.weight(*t)).sum()
    }

    /// The share of the claim's own terms that the fact holds, by weight: 0 to 1.
    pub fn coverage(&self, claim: &Statement, fact: &Statement) -> f64 {
        self.covered(claim, |t| fact.terms.contains(&t) || fact.around.contains(&t))
    }

    fn covered(&self, claim: &Statement, holds: impl Fn(Term) -> bool) -> f64 {
        let (mut all, mut shared) = (0.0, 0.0);
        for unit in &claim.units {
            let held = |t: &&Term| holds(**t);
            let heaviest = |terms: &mut dyn Iterator<Item = &Term>| {
                terms.map(|t| self.weight(*t)).fold(0.0, f64::max)
            };
            let found = heaviest(&mut unit.iter().filter(held));
            let weight = if found > 0.0 { found } else { heaviest(&mut unit.iter()) };
            all += weight;
            shared += found;
        }
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// The share of the terms of the claim and of its place that the fact holds; those of the place
    /// count where any fact knows them.
    pub fn coverage_of_place(&self, claim: &Statement, fact: &Statement) -> f64 {
        let known = claim.around.iter().filter(|t| self.is_known(**t));
        let mut terms: Vec<Term> = claim.terms.iter().chain(known).copied().collect();
        terms.sort_unstable();
        terms.dedup();
        self.share(&terms, fact)
    }

    fn share(&self, terms: &[Term], fact: &Statement) -> f64 {
        let all: f64 = terms.iter().map(|t| self.weight(*t)).sum();
        let held = |t: &&Term| fact.terms.contains(t) || fact.around.contains(t);
        let shared: f64 = terms.iter().filter(held).map(|t| self.weight(*t)).sum();
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// How much two statements are about the same: shared own terms in full, inherited ones half.
    pub fn nearness(&self, claim: &Statement, fact: &Statement) -> f64 {
        let of = |t: Term, s: &Statement| match (s.terms.contains(&t), s.around.contains(&t)) {
            (true, _) => 1.0,
            (_, true) => 0.5,
            _ => 0.0,
        };
        let own = claim.terms.iter().map(|t| self.weight(*t) * of(*t, fact));
        let inherited = claim.around.iter().filter(|t| !claim.terms.contains(t));
        own.sum::<f64>() + inherited.map(|t| 0.5 * self.weight(*t) * of(*t, fact)).sum::<f64>()
    }
}

/// Every figure of the sources with the kind of its unit, each once.
fn figures(all: &[(usize, &Statement)]) -> Vec<(&'static str, f64)> {
    let held = all.iter().flat_map(|(_, f)| &f.quantities).map(|m| &m.quantity);
    let ends = held.flat_map(|q| [(q.unit.kind, q.low), (q.unit.kind, q.high)]);
    let mut figures: Vec<_> = ends.filter(|(_, f)| f.is_finite() && *f != 0.0).collect();
    figures.sort_by(|a, b| a.0.cmp(b.0).then(a.1.total_cmp(&b.1)));
    figures.dedup();
    figures
}

/// The sums of three or more amounts of one kind that follow each other in a sentence.
fn sums(all: &[(usize, &Statement)], sentences: &Sentences) -> Vec<(&'static str, f64)> {
    let mut sums = Vec::new();
    for facts in sentences.each() {
        let amounts = facts.iter().flat_map(|at| &all[*at].1.quantities).map(|m| &m.quantity);
        let exact: Vec<_> =
            amounts.filter(|q| q.is_exact()).map(|q| (q.unit.kind, q.low)).collect();
        for run in exact.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() <= SUM_MAX) {
            for from in 0..run.len() {
                let mut sum = 0.0;
                for (count, (kind, value)) in (1..).zip(&run[from..]) {
                    sum += value;
                    if count >= 3 {
                        sums.push((*kind, sum));
                    }
                }
            }
        }
    }
    sums
}

/// Of more amounts than these nobody makes a sum in passing.
const SUM_MAX: usize = 12;

/// How far an amount may lie from the one that is made.
fn slack(claimed: &Quantity, value: f64) -> f64 {
    let slack = claimed.precision.max(0.005 * value.abs());
    if claimed.hedged { slack.max(0.05 * value.abs()) } else { slack }
}

/// A greater multiple is a coincidence.
const MULTIPLE_MAX: f64 = 12.0;

/// Whether two of the figures make the amount.
fn makes(figures: &[(&'static str, f64)], claimed: &Quantity) -> bool {
    let value = if claimed.low.is_finite() { claimed.low } else { claimed.high };
    let small = claimed.unit.kind == "count" && value.abs() < 20.0;
    if small || claimed.unit.kind == "duration" || !value.is_finite() {
        return false;
    }
    let slack = slack(claimed, value);
    let near = |x: f64| (x - value).abs() <= slack;
    let kind = claimed.unit.kind;
    let pairs = figures.iter().flat_map(|a| figures.iter().map(move |b| (a, b)));
    pairs.into_iter().any(|((kind_a, a), (kind_b, b))| {
        let same = *kind_a == kind && *kind_b == kind;
        let shared = kind_a == kind_b && matches!(kind, "percent" | "count");
        let times = *kind_a == kind && matches!(*kind_b, "count" | "percent");
        same && (near(a + b) || near(a - b))
            || shared && (near(a / b) || near(100.0 * a / b))
            || kind == "percent" && kind_a == kind_b && near(100.0 * (a - b) / a)
            || times && (near(a * b) || near(a * b / 100.0) || near(a / b))
    })
}
