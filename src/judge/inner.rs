//! Statements of one article that cannot both be true.

use super::{Bench, Weighed, wording};
use crate::judge::compare::Comparison;
use crate::relation::Relation;
use crate::term::Term;
use crate::verdict::{Evidence, Finding, Severity, Verdict};

/// A finding for each claim whose rank of exclusivity or payment is the opposite of another's.
///
/// It stands on the claim that the source contradicts; where it contradicts neither, on the later.
pub(crate) fn self_contradictions(bench: &Bench, weighed: &[Weighed]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let claims: Vec<&Weighed> = weighed.iter().filter(|w| w.claim.is_claim()).collect();
    for (n, a) in claims.iter().enumerate() {
        for b in claims.iter().take(n) {
            if a.claim.edition != b.claim.edition {
                continue;
            }
            if a.support.is_some() && b.support.is_some() {
                continue;
            }
            let Some(mut comparison) = opposite(bench, a, b) else { continue };
            let (on, other) = match (a.decided, b.decided) {
                (None, Some(_)) => (b, a),
                _ => (a, b),
            };
            comparison.range = on.claim.range.clone();
            if findings.iter().all(|f| f.span != on.claim.span) {
                findings.push(finding(bench, on, other, &comparison));
            }
        }
    }
    findings
}

/// Opposite ranks of one thing: where the source decides between the two, a thing both name and
/// the same section or head; where it does not, the very same things.
fn opposite(bench: &Bench, a: &Weighed, b: &Weighed) -> Option<Comparison> {
    let near = a.claim.section == b.claim.section;
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
