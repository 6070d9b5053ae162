//! Claims meet facts: aligned, compared slot by slot, and held against the rule files.

mod align;
mod beyond;
mod caveat;
mod compare;
mod infer;
mod inner;
mod near;
mod omit;
pub mod pinned;
mod support;
mod wording;

use crate::document::{Document, PassageId};
use crate::fold::{self, Folded};
use crate::relation::Relation;
use crate::rule::Pack;
use crate::slot::modality::Force;
use crate::slot::time::Bound;
use crate::span::Overlaps;
use crate::statement::{Stance, Statement};
use crate::term::Term;
use crate::verdict::{Evidence, Finding, Judged, Judgement, Severity, Verdict};
use align::Facts;
use compare::Comparison;
use pinned::PinnedPack;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// More cells of a row to one side are not looked at.
const CELLS_MAX: usize = 12;

/// A name in so many sentences of an article is one of its subjects.
const OFTEN: usize = 3;

/// What an article is held against.
pub struct Answers<'a> {
    /// The sources.
    pub documents: &'a [Document],
    /// The facts of each.
    pub facts: &'a [Vec<Statement>],
    /// The rule files that belong to them.
    pub packs: &'a [PinnedPack],
    /// Whether what is judged is said to be about the sources, whatever it names.
    pub is_paired: bool,
}

/// A claim with its comparisons and what follows from them.
pub(crate) struct Weighed<'a> {
    /// Index of the claim in its article.
    pub at: usize,
    pub claim: &'a Statement,
    pub comparisons: Vec<Comparison>,
    pub verdict: Verdict,
    /// Index into `comparisons` of the one that decided.
    pub decided: Option<usize>,
    /// Index into `Facts::all` of the fact that supports it.
    pub support: Option<usize>,
    /// The sentence of a source that it is surely about.
    pub about: Option<usize>,
    /// The nearest sentence of a source, surely meant or not.
    pub nearest: Option<usize>,
    /// How much of the claim that sentence holds, 0 to 1.
    pub share: f64,
    /// Whether it names somebody whom no source knows.
    pub is_of_others: bool,
}

/// Judges every claim of an article.
pub fn judge(article: &Document, claims: &[Statement], answers: &Answers) -> Judgement {
    let slices: Vec<&[Statement]> = answers.facts.iter().map(Vec::as_slice).collect();
    let facts = Facts::of(&slices);
    let past = long_ago(claims, &facts);
    let foreign = if answers.is_paired { HashSet::new() } else { foreign(claims, &facts) };
    let mut weighed: Vec<Weighed> = claims
        .iter()
        .enumerate()
        .map(|(at, claim)| match past.contains(&claim.sentence) {
            true => Weighed::silent(at, claim),
            false => {
                let sentence = claims[of_sentence(claims, claim.sentence)].iter();
                let beside = sentence.chain(row(claims, at)).filter(|c| c.span != claim.span);
                let beside = beside.collect();
                // "That is how Acme does it, though without a ceiling": of Acme as well.
                let before = claims[of_sentence(claims, claim.sentence)].iter();
                let hangs =
                    claim.names.is_empty() && claim.predicates.is_empty() && claim.poles.is_empty();
                let mut named = before.take_while(|c| c.range != claim.range);
                let of = |c: &Statement| c.names.iter().any(|n| foreign.contains(n));
                let of_others = of(claim) || hangs && named.any(of);
                weigh(at, claim, beside, of_others, &facts)
            }
        })
        .collect();
    // Only rule files search them.
    let folded = match answers.packs {
        [] => Folds::default(),
        _ => Folds::of(article, claims),
    };
    let bench = Bench {
        article,
        claims,
        answers,
        facts: &facts,
        folded: &folded,
        topics: RefCell::default(),
    };
    // All of them, and the exception two sentences on: that is said as it is.
    for w in &mut weighed {
        let decided = w.decided.map(|d| &w.comparisons[d]);
        let excepts = decided.filter(|c| c.slot == "scope").map(|c| c.fact);
        if excepts.is_some_and(|fact| omit::is_exception_told(&bench, fact)) {
            w.decided = None;
            w.verdict = Verdict::Unresolved;
        }
    }
    let mut findings: Vec<Finding> =
        weighed.iter().filter_map(|w| bench.contradiction(w)).collect();
    findings.extend(weighed.iter().filter_map(|w| bench.broader(w)));
    omit::findings(&bench, &weighed, &mut findings);
    beyond::findings(&bench, &weighed, &mut findings);
    findings.extend(inner::self_contradictions(&bench, &weighed));
    for pack in answers.packs {
        infer::findings(&bench, pack, &mut findings);
        caveat::findings(&bench, &weighed, pack, &mut findings);
    }
    let findings = pinned::without_allowed(&bench, findings);
    let hits = Overlaps::of(findings.iter().map(|f| f.span));
    let hit = |w: &Weighed| hits.met(w.claim.span).min().map(|n| &findings[n]);
    let judged = weighed.iter().map(|w| bench.judged(w, hit(w))).collect();
    Judgement { claims: judged, findings: sorted(findings) }
}

/// Which claims are the clauses of a sentence: claims stand in reading order.
pub(crate) fn of_sentence(claims: &[Statement], sentence: usize) -> Range<usize> {
    let start = claims.partition_point(|c| c.sentence < sentence);
    let rest = claims.get(start..).unwrap_or(&[]);
    start..start + rest.partition_point(|c| c.sentence <= sentence)
}

/// The other cells of a cell's row, its head among them.
fn row(claims: &[Statement], at: usize) -> impl Iterator<Item = &Statement> {
    let own = claims[at].row;
    let same = move |c: &&Statement| own.is_some() && c.row == own;
    let before = claims[..at].iter().rev().take_while(same);
    // A table without a head may be one row.
    before.take(CELLS_MAX).chain(claims[at + 1..].iter().take_while(same).take(CELLS_MAX))
}

/// What the judging functions share.
pub(crate) struct Bench<'a> {
    pub article: &'a Document,
    pub claims: &'a [Statement],
    pub answers: &'a Answers<'a>,
    pub facts: &'a Facts<'a>,
    pub folded: &'a Folds,
    /// What was asked of a pack and a passage before: whether the passage holds its topic.
    topics: RefCell<HashMap<(*const Pack, PassageId), bool>>,
}

/// The article's texts folded once, for all patterns of all rule files.
#[derive(Default)]
pub(crate) struct Folds {
    /// By passage.
    pub passages: Vec<Folded>,
    /// By claim.
    pub claims: Vec<Folded>,
}

impl Folds {
    fn of(article: &Document, claims: &[Statement]) -> Folds {
        Folds {
            passages: article.passages.iter().map(|p| fold::fold(&p.text)).collect(),
            claims: claims.iter().map(|c| fold::fold(&c.text)).collect(),
        }
    }
}

impl<'a> Weighed<'a> {
    /// A claim that is not compared with anything.
    fn silent(at: usize, claim: &'a Statement) -> Weighed<'a> {
        let verdict = Verdict::NotAClaim;
        Weighed {
            at,
            claim,
            comparisons: Vec::new(),
            verdict,
            decided: None,
            support: None,
            about: None,
            nearest: None,
            share: 0.0,
            is_of_others: false,
        }
    }
}

/// Sentences that tell of a time before anything the announcement speaks of: history.
fn long_ago(claims: &[Statement], facts: &Facts) -> HashSet<usize> {
    let dated = facts.all.iter().flat_map(|(_, f)| &f.times).filter(|t| !t.period.is_yearless());
    let dates = dated.map(|t| t.period.first);
    let Some(earliest) = dates.min() else { return HashSet::new() };
    let early = claims
        .iter()
        .filter(|c| c.times.iter().any(|t| t.bound == Bound::On && t.period.last < earliest));
    early.map(|c| c.sentence).collect()
}

/// Names that no source holds and the article drops once or twice: other companies, other places.
/// One that it keeps naming may be a party that the source spells in another script.
fn foreign(claims: &[Statement], facts: &Facts) -> HashSet<Term> {
    let mut told: HashMap<Term, HashSet<usize>> = HashMap::new();
    for claim in claims {
        for name in claim.names.iter().filter(|n| !facts.is_known(**n)) {
            told.entry(*name).or_default().insert(claim.sentence);
        }
    }
    let rare = told.into_iter().filter(|(_, sentences)| sentences.len() < OFTEN);
    rare.map(|(name, _)| name).collect()
}

fn weigh<'a>(
    at: usize,
    claim: &'a Statement,
    beside: Vec<&Statement>,
    of_others: bool,
    facts: &Facts,
) -> Weighed<'a> {
    let mut weighed = Weighed::silent(at, claim);
    weighed.comparisons = compare::quotes(claim, facts);
    weighed.is_of_others = of_others;
    let near = facts.sentences.near(claim, &facts.all);
    weighed.about = near.surely().filter(|_| !of_others);
    weighed.nearest = near.ranked(None).first().map(|(sentence, _)| *sentence);
    weighed.share = weighed.nearest.map_or(0.0, |sentence| near.measure(sentence, None).0);
    if claim.is_claim() {
        weighed.comparisons.extend(match of_others {
            true => compare::actors(claim, facts),
            false => compare::compare(claim, &beside, &near, facts),
        });
    }
    // What follows a condition is said for certain, if the condition holds; what else follows is
    // what would be so then.
    let supposes = |s: &Statement| matches!(s.stance, Stance::Condition | Stance::Hypothesis);
    let own = beside.iter().filter(|c| c.sentence == claim.sentence && c.passage == claim.passage);
    let before = own.clone().any(|c| supposes(c) && c.range.start < claim.range.start);
    let last = !own.clone().any(|c| c.range.start > claim.range.start);
    let follows = claim.stance == Stance::Hypothesis && before && last;
    if (follows || claim.is_claim()) && !of_others {
        weighed.comparisons.extend(compare::sums(claim, facts));
    }
    if supposes(claim) && !of_others {
        weighed.comparisons.extend(compare::ties(claim, !follows, &near, facts));
    }
    if !claim.is_claim() && weighed.comparisons.is_empty() {
        return weighed;
    }
    weighed.decided = decisive(&weighed.comparisons, claim, facts);
    if weighed.decided.is_some() {
        weighed.verdict = Verdict::Contradicted;
        return weighed;
    }
    if !claim.is_claim() {
        return weighed;
    }
    weighed.support = support::support(&weighed, facts);
    weighed.verdict = match weighed.support {
        Some(_) => Verdict::Supported,
        None => Verdict::Unresolved,
    };
    weighed
}

/// The comparison that contradicts, if no fact says the same about the same thing more nearly.
fn decisive(comparisons: &[Comparison], claim: &Statement, facts: &Facts) -> Option<usize> {
    // The announcement's own words are right, whoever is wrongly said to have spoken them.
    let own = facts.all.iter().any(|(_, fact)| same_words(claim, fact));
    let excludes = |c: &&Comparison| c.relation.excludes() && (!own || c.slot == "attribution");
    let mut best: Option<usize> = None;
    let mut bonds: HashMap<(&str, &Range<usize>), f64> = HashMap::new();
    for other in comparisons.iter().filter(|c| agrees(c.relation, c.slot)) {
        let bond = bonds.entry((other.slot, &other.range)).or_insert(f64::NEG_INFINITY);
        *bond = bond.max(other.bond);
    }
    for (at, comparison) in comparisons.iter().enumerate().filter(|(_, c)| excludes(c)) {
        let bond = bonds.get(&(comparison.slot, &comparison.range));
        let agreed = bond.is_some_and(|bond| *bond >= comparison.bond * 0.8);
        let better = best.is_none_or(|b: usize| comparisons[b].bond < comparison.bond);
        if !agreed && better {
            best = Some(at);
        }
    }
    best
}

/// Whether a relation lets the claim stand. A number inside the announcement's range does; for
/// other slots only the same value does.
fn agrees(relation: Relation, slot: &str) -> bool {
    match slot {
        "quantity" => matches!(relation, Relation::Equal | Relation::Narrower | Relation::Broader),
        _ => relation == Relation::Equal,
    }
}

fn same_words(claim: &Statement, fact: &Statement) -> bool {
    claim.text == fact.text
}

impl Bench<'_> {
    /// The words of a fact as evidence.
    pub fn evidence(&self, fact: usize) -> Option<Evidence> {
        let (source, fact) = self.facts.all.get(fact)?;
        let mut span = fact.span;
        let mut text = fact.text.clone();
        // A condition beside the fact belongs to it.
        if let Some(condition) = &fact.condition
            && !fact.range.contains(&condition.range.start)
        {
            let passage = self.answers.documents.get(*source)?.passage(fact.passage);
            let range = fact.range.start.min(condition.range.start)
                ..fact.range.end.max(condition.range.end);
            span = passage.span(range.clone());
            text = passage.words(range).to_owned();
        }
        Some(Evidence { source: *source, span, text })
    }

    fn contradiction(&self, weighed: &Weighed) -> Option<Finding> {
        let comparison = &weighed.comparisons[weighed.decided?];
        Some(self.finding(weighed, comparison, Verdict::Contradicted, Severity::Error))
    }

    /// A claim that says more than the fact, where a slot proves it.
    fn broader(&self, weighed: &Weighed) -> Option<Finding> {
        if weighed.decided.is_some() || !weighed.claim.is_claim() {
            return None;
        }
        let weaker = |c: &&Comparison| c.slot == "modality" && c.held == Force::May.word();
        let comparison = weighed
            .comparisons
            .iter()
            .filter(|c| c.relation == Relation::Broader)
            .find(|c| c.slot == "condition" || weaker(c))?;
        Some(self.finding(weighed, comparison, Verdict::Unsupported, Severity::Warning))
    }

    fn finding(
        &self,
        weighed: &Weighed,
        comparison: &Comparison,
        verdict: Verdict,
        severity: Severity,
    ) -> Finding {
        let passage = self.article.passage(weighed.claim.passage);
        let evidence: Vec<Evidence> = self.evidence(comparison.fact).into_iter().collect();
        let span = passage.span(comparison.range.clone());
        Finding {
            id: comparison.slot.to_owned(),
            verdict,
            relation: comparison.relation.word(),
            slot: Some(comparison.slot),
            severity,
            span: if span.start < span.end { span } else { weighed.claim.span },
            claim: weighed.claim.text.clone(),
            message: wording::message(comparison),
            label: wording::label(comparison, &passage.place.keys),
            help: Some(wording::help(comparison)),
            proof: wording::proof(comparison, weighed.claim, &evidence),
            evidence,
            pack: None,
        }
    }

    fn judged(&self, weighed: &Weighed, hit: Option<&Finding>) -> Judged {
        let claim = weighed.claim;
        let verdict = match (hit, weighed.verdict) {
            (Some(f), Verdict::Supported | Verdict::Unresolved) => f.verdict,
            (_, verdict) => verdict,
        };
        let fact = weighed.decided.map(|d| weighed.comparisons[d].fact).or(weighed.support);
        let evidence: Vec<Evidence> = fact.and_then(|f| self.evidence(f)).into_iter().collect();
        let mut proof: Vec<String> =
            weighed.comparisons.iter().map(wording::line).take(8).collect();
        if let Some(cue) = &claim.cue {
            proof.push(format!("not judged: {} (cue: {cue})", claim.stance.word()));
        } else if verdict == Verdict::Unresolved {
            proof.extend(self.silence(weighed));
        }
        Judged {
            span: claim.span,
            text: claim.text.clone(),
            verdict,
            stance: claim.stance.word(),
            evidence,
            proof,
        }
    }

    /// Why nothing is said of a claim: what it is about, as far as that could be told.
    fn silence(&self, weighed: &Weighed) -> Vec<String> {
        let words = |sentence: usize| {
            let clauses = self.facts.sentences.facts(sentence).iter();
            let texts: Vec<&str> = clauses.map(|at| self.facts.all[*at].1.text.as_str()).collect();
            format!("nearest in the announcement: {}", texts.join(" / "))
        };
        let why = match (weighed.is_of_others, weighed.about) {
            (true, _) => "it names somebody whom no source names",
            (_, Some(_)) => {
                "the sentence was found; no slot of both texts excludes or proves the other"
            }
            _ => "no fact of the sources is surely about the same thing",
        };
        let mut lines = vec![why.to_owned()];
        lines.extend(weighed.nearest.map(words));
        lines
    }

    /// Whether rules may speak of a statement: not of history, hypotheses and other people's words.
    pub fn is_open_to_rules(stance: Stance) -> bool {
        !matches!(
            stance,
            Stance::History
                | Stance::Hypothesis
                | Stance::Question
                | Stance::Report
                | Stance::Cross
        )
    }
}

/// By place, then id; one finding for one rule at one place.
fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings
        .sort_by(|a, b| (a.span.start, a.span.end, &a.id).cmp(&(b.span.start, b.span.end, &b.id)));
    findings.dedup_by(|a, b| a.id == b.id && a.span == b.span);
    findings
}
