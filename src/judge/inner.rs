//! Statements of one article that cannot both be true.

use super::{Bench, Weighed, wording};
use crate::judge::compare::Comparison;
use crate::relation::Relation;
use crate::slot::exclusivity::Rank;
use crate::term::Term;
use crate::verdict::{Evidence, Finding, Severity, Verdict};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Kinds of claims that are compared with each other; who writes more of them has written no article.
const KINDS_MAX: usize = 1_000;

/// What decides whether two claims are opposites, but for the section.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a> {
    edition: usize,
    is_supported: bool,
    is_decided: bool,
    ranks: Vec<(Rank, bool, &'a [Term])>,
}

/// Claims that are alike, by their place in reading order.
struct Kind<'a> {
    first: &'a Weighed<'a>,
    all: Vec<usize>,
    by_section: HashMap<usize, Vec<usize>>,
}

/// A finding for each claim whose rank of exclusivity or payment is the opposite of another's.
///
/// It stands on the claim that the source contradicts; where it contradicts neither, on the later.
/// Claims that are alike are compared once: an article may say a thing a thousand times.
pub(crate) fn self_contradictions(bench: &Bench, weighed: &[Weighed]) -> Vec<Finding> {
    let ranked = |w: &&Weighed| w.claim.is_claim() && !w.claim.exclusivity.is_empty();
    let claims: Vec<&Weighed> = weighed.iter().filter(ranked).collect();
    let mut numbers: HashMap<Key, usize> = HashMap::new();
    let mut kinds: Vec<Kind> = Vec::new();
    for (at, w) in claims.iter().enumerate() {
        let next = kinds.len();
        let kind = match numbers.entry(Key::of(w)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(_) if KINDS_MAX <= next => continue,
            Entry::Vacant(new) => *new.insert(next),
        };
        if kind == next {
            kinds.push(Kind { first: w, all: Vec::new(), by_section: HashMap::new() });
        }
        kinds[kind].all.push(at);
        kinds[kind].by_section.entry(w.claim.section).or_default().push(at);
    }
    let mut findings: Vec<Finding> = Vec::new();
    for kind in &kinds {
        let opposites: Vec<(&Kind, Near)> =
            kinds.iter().filter_map(|other| Some((other, meets(bench, kind, other)?))).collect();
        for at in kind.all.iter().filter(|_| !opposites.is_empty()) {
            let Some(other) = partner(&claims, *at, &opposites) else { continue };
            let (on, other) = (claims[*at], claims[other]);
            if let Some(mut comparison) = opposite(bench, on, other) {
                comparison.range = on.claim.range.clone();
                findings.push(finding(bench, on, other, &comparison));
            }
        }
    }
    findings.sort_by_key(|f| f.span);
    findings.dedup_by_key(|f| f.span);
    findings
}

impl<'a> Key<'a> {
    fn of(weighed: &Weighed<'a>) -> Self {
        let ranks = weighed.claim.exclusivity.iter();
        Key {
            edition: weighed.claim.edition,
            is_supported: weighed.support.is_some(),
            is_decided: weighed.decided.is_some(),
            ranks: ranks.map(|e| (e.rank, e.holds, e.asset.as_slice())).collect(),
        }
    }
}

/// Where opposites must stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Near {
    Anywhere,
    InOneSection,
}

/// Whether claims of two kinds are opposites, of which the finding may stand on the first.
fn meets(bench: &Bench, on: &Kind, other: &Kind) -> Option<Near> {
    let (a, b) = (on.first, other.first);
    let both = a.support.is_some() && b.support.is_some();
    let on_other = a.decided.is_none() && b.decided.is_some();
    if a.claim.edition != b.claim.edition || both || on_other {
        return None;
    }
    [Near::Anywhere, Near::InOneSection]
        .into_iter()
        .find(|near| opposite_at(bench, a, b, *near == Near::InOneSection).is_some())
}

/// The claim to hold against the one at `at`: the first before it; where the source decides against
/// that one alone, also one behind it.
fn partner(claims: &[&Weighed], at: usize, opposites: &[(&Kind, Near)]) -> Option<usize> {
    let on = claims[at];
    let places = opposites.iter().filter_map(|(kind, near)| match near {
        Near::Anywhere => Some((kind, kind.all.as_slice())),
        Near::InOneSection => Some((kind, kind.by_section.get(&on.claim.section)?.as_slice())),
    });
    let before = places.clone().filter_map(|(_, all)| all.first()).filter(|n| **n < at).min();
    let behind = places
        .filter(|(kind, _)| on.decided.is_some() && kind.first.decided.is_none())
        .filter_map(|(_, all)| all.get(all.partition_point(|n| *n <= at)))
        .min();
    before.or(behind).copied()
}

/// Opposite ranks of one thing: where the source decides between the two, a thing both name and
/// the same section or head; where it does not, the very same things.
fn opposite(bench: &Bench, a: &Weighed, b: &Weighed) -> Option<Comparison> {
    opposite_at(bench, a, b, a.claim.section == b.claim.section)
}

fn opposite_at(bench: &Bench, a: &Weighed, b: &Weighed, near: bool) -> Option<Comparison> {
    let decided = a.decided.is_some() != b.decided.is_some();
    for mine in &a.claim.exclusivity {
        for other in &b.claim.exclusivity {
            let relation = mine.relate(other);
            let bond = bench.facts.shared_things(&mine.asset, &other.asset);
            let same_head = mine.asset.first() == other.asset.first();
            let same = match decided {
                true => near || same_head,
                false => {
                    let covers = |a: &[Term], b: &[Term]| a.iter().all(|t| b.contains(t));
                    covers(&mine.asset, &other.asset) && covers(&other.asset, &mine.asset)
                }
            };
            if relation == Relation::Opposite && bond > 0.0 && same {
                return Some(Comparison {
                    fact: usize::MAX,
                    slot: "exclusivity",
                    relation,
                    claimed: mine.words(),
                    held: other.words(),
                    range: mine.range.clone(),
                    bond,
                });
            }
        }
    }
    None
}

fn finding(bench: &Bench, on: &Weighed, other: &Weighed, comparison: &Comparison) -> Finding {
    let passage = bench.article.passage(on.claim.passage);
    let at = on.claim.exclusivity.first().map_or(on.claim.range.clone(), |e| e.range.clone());
    let contradicted = on.decided.map(|d| on.comparisons[d].fact);
    let source = contradicted.and_then(|f| bench.evidence(f));
    let evidence = source.unwrap_or_else(|| in_the_article(bench, other));
    Finding {
        id: "self-contradiction".to_owned(),
        verdict: Verdict::Unsupported,
        relation: comparison.relation.word(),
        slot: Some("exclusivity"),
        severity: Severity::Warning,
        span: passage.span(at),
        claim: on.claim.text.clone(),
        message: format!("the article also says the opposite: “{}”", other.claim.text),
        label: "cannot be true together with it".to_owned(),
        help: Some("keep the one that the announcement supports".to_owned()),
        evidence: vec![evidence],
        proof: vec![
            format!("claim: {}", on.claim.text),
            format!("claim: {}", other.claim.text),
            wording::line(comparison),
        ],
        pack: None,
    }
}

/// The other claim as evidence: an index past the last source stands for the article itself.
fn in_the_article(bench: &Bench, other: &Weighed) -> Evidence {
    let source = bench.answers.documents.len();
    Evidence { source, span: other.claim.span, text: other.claim.text.clone() }
}

#[cfg(test)]
mod tests {
    use crate::judge::{Answers, judge};
    use crate::span::slice;
    use crate::verdict::Finding;
    use crate::vocabulary::Vocabulary;
    use crate::{extract, parse};

    const ARTICLE: &str = "The licence is exclusive.\n\nThe licence is non-exclusive.\n";

    fn found(source: &str) -> Finding {
        let read = |name, text: &str| parse::read(name, text.to_owned());
        let (article, source) = (read("a.md", ARTICLE), read("s.md", source));
        let claims = extract::extract(&article, &Vocabulary::default());
        let facts = [extract::extract(&source, &Vocabulary::default())];
        let answers = Answers { documents: &[source], facts: &facts, packs: &[], is_paired: false };
        let mut findings = judge(&article, &claims, &answers).findings;
        findings.retain(|f| f.id == "self-contradiction");
        assert_eq!(findings.len(), 1);
        findings.remove(0)
    }

    #[test]
    fn without_a_word_of_the_source_the_other_claim_is_the_evidence() {
        let finding = found("The harbour opens at noon.");
        let [evidence] = finding.evidence.as_slice() else { panic!("{finding:?}") };
        assert_eq!(evidence.source, 1);
        assert_eq!(evidence.text, "The licence is exclusive");
        let place = evidence.span.start..evidence.span.end;
        assert_eq!(slice(ARTICLE, place), "The licence is exclusive");
        assert!(evidence.span.end <= finding.span.start);
    }

    #[test]
    fn where_the_source_decides_its_words_are_the_evidence() {
        let finding = found("The licence of the harbour is non-exclusive.");
        assert!(finding.evidence.iter().all(|e| e.source == 0), "{finding:?}");
        assert!(!finding.evidence.is_empty());
    }
}
