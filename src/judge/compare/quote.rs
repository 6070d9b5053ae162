//! Quotes: who said it, and in which words.

use super::Comparison;
use crate::judge::align::Facts;
use crate::statement::Statement;

/// How much of a quote the source's quote must hold to be the same.
const SAME_QUOTE: f64 = 0.7;

/// The comparisons of a claim's quotes, whatever its stance: who said it, and in which words.
pub(crate) fn quotes(claim: &Statement, facts: &Facts) -> Vec<Comparison> {
    let mut found = Vec::new();
    for claimed in &claim.quotes {
        let held = facts.all.iter().enumerate().flat_map(|(at, (_, fact))| {
            fact.quotes.iter().map(move |quote| (at, quote, claimed.shared(quote)))
        });
        let best = held.filter(|(_, _, s)| *s >= SAME_QUOTE).max_by(|a, b| a.2.total_cmp(&b.2));
        let Some((fact, held, bond)) = best else { continue };
        for (slot, relation, says) in [
            ("attribution", claimed.relate_speakers(held), ("another speaker", "its speaker")),
            ("quote", claimed.relate_words(held), ("the quote as it stands here", "its words")),
        ] {
            found.push(Comparison {
                fact,
                slot,
                relation,
                claimed: says.0.to_owned(),
                held: says.1.to_owned(),
                range: claimed.range.clone(),
                bond,
            });
        }
    }
    found
}
