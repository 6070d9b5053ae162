//! Quotes: who said it, and in which words.

use super::Comparison;
use crate::judge::align::Facts;
use crate::relation::Relation;
use crate::slot::quote::Quote;
use crate::statement::Statement;
use crate::term::Term;
use std::ops::Range;

/// How much of a quote the source's quote must hold to be surely the same.
const SAME_QUOTE: f64 = 0.7;

/// How much of the source's quote the claim's must hold for their negations to be compared.
const WHOLE_QUOTE: f64 = 0.5;

/// As much is enough where no other quote of the sources comes near.
const NEAREST_QUOTE: f64 = 0.4;
const NEXT_QUOTE: f64 = 0.6;

/// How much of it another's quote must hold, where the speaker's own are surely not meant.
const OTHERS_QUOTE: f64 = 0.2;

/// One word of this share, which stands in so few sentences, does as well.
const ONE_WORD: f64 = 0.12;
const FEW_SENTENCES: usize = 2;

/// Two words or more of this share do, in another language.
const FEW_WORDS: f64 = 0.25;

/// The comparisons of a claim's quotes, whatever its stance: who said it, and in which words.
pub(crate) fn quotes(claim: &Statement, facts: &Facts) -> Vec<Comparison> {
    let mut found = Vec::new();
    for claimed in claim.quotes.iter().filter(|q| !q.is_short) {
        let Some((fact, held, bond)) = same(claimed, facts) else {
            found.extend(others(claimed, facts));
            continue;
        };
        let relation = match claimed.relate_speakers(held) {
            Relation::Disjoint
                if !is_another(claimed, held, bond, facts) || said_so(claimed, facts) =>
            {
                Relation::Unrelated
            }
            relation => relation,
        };
        let mut push = |slot, relation, says: (&str, &str), range: &Range<usize>| {
            found.push(Comparison {
                fact,
                slot,
                relation,
                claimed: says.0.to_owned(),
                held: says.1.to_owned(),
                range: range.clone(),
                bond,
            });
        };
        push("attribution", relation, ("another speaker", "its speaker"), &claimed.whole);
        if claimed.is_direct && held.is_direct && bond >= SAME_QUOTE {
            let words = ("the quote as it stands here", "its words");
            // Half a quote may leave the "not" in the other half.
            let whole =
                claimed.is_in(held) || held.shared(claimed, |t| facts.weight(t)) >= WHOLE_QUOTE;
            let relation = match claimed.relate_words(held) {
                Relation::Opposite if !whole => Relation::Unrelated,
                relation => relation,
            };
            push("quote", relation, words, &claimed.range);
        }
    }
    found
}

/// A quote of a speaker whom the sources quote, that is nothing of what they have him say, and
/// somewhat near to what they have somebody else say.
fn others(claimed: &Quote, facts: &Facts) -> Option<Comparison> {
    let all = facts.all.iter().enumerate();
    let quotes = all.flat_map(|(at, (_, f))| f.quotes.iter().map(move |q| (at, q)));
    // Its very words are its own, however few.
    let shared = |q: &Quote| match claimed.letters == q.letters {
        true => 1.0,
        false => claimed.shared(q, |t| facts.weight(t)),
    };
    let (own, other): (Vec<_>, Vec<_>) = quotes
        .filter(|(_, q)| claimed.relate_speakers(q) != Relation::Unrelated)
        .partition(|(_, q)| claimed.relate_speakers(q) == Relation::Equal);
    let mine = own
        .iter()
        .map(|(_, q)| shared(q))
        .fold(None, |a: Option<f64>, b| Some(a.map_or(b, |a| a.max(b))))?;
    let mut near: Vec<(usize, &Quote, f64)> = other
        .iter()
        .filter(|(_, q)| q.is_direct && !q.is_short)
        .map(|(at, q)| (*at, *q, shared(q)))
        .collect();
    near.sort_by(|a, b| b.2.total_cmp(&a.2));
    let (fact, _, bond) = *near.first()?;
    let next = near.get(1).map_or(0.0, |n| n.2);
    let far = |other: f64| other <= NEXT_QUOTE * bond;
    let words = near.first().map_or(0, |n| claimed.shared_words(n.1));
    // One word is enough that few sentences have, where they have nothing of the speaker's own.
    let telling = |t: &Term| facts.weight(*t) >= facts.weight_of(FEW_SENTENCES);
    let shared = |q: &Quote| {
        let held = |t: &&Term| q.units.iter().any(|unit| unit.contains(t));
        claimed.units.iter().flatten().filter(held).any(telling)
    };
    let one = mine <= 0.0 && bond >= ONE_WORD && near.first().is_some_and(|n| shared(n.1));
    let enough = words >= 2 && bond >= OTHERS_QUOTE || one;
    (claimed.is_direct && enough && far(mine) && far(next)).then(|| Comparison {
        fact,
        slot: "attribution",
        relation: Relation::Disjoint,
        claimed: "another speaker".to_owned(),
        held: "its speaker".to_owned(),
        range: claimed.whole.clone(),
        bond,
    })
}

/// Whether the sources have the claim's speaker say as much, in marks or not.
fn said_so(claimed: &Quote, facts: &Facts) -> bool {
    let mut all = facts.all.iter().flat_map(|(_, f)| &f.quotes);
    all.any(|q| {
        claimed.relate_speakers(q) == Relation::Equal
            && claimed.shared(q, |t| facts.weight(t)) >= WHOLE_QUOTE
    })
}

/// The source's quote that a claim's is: it holds most of its words, or more than any other does.
fn same<'a>(claimed: &Quote, facts: &'a Facts) -> Option<(usize, &'a Quote, f64)> {
    let all = facts.all.iter().enumerate();
    let mut held: Vec<(usize, &Quote, f64)> = all
        .flat_map(|(at, (_, fact))| fact.quotes.iter().map(move |quote| (at, quote)))
        .filter(|(_, quote)| quote.is_direct)
        .map(|(at, quote)| match claimed.is_in(quote) {
            true => (at, quote, 1.0),
            false => (at, quote, claimed.shared(quote, |t| facts.weight(t))),
        })
        .collect();
    // Of two that are as near, the one that the claim's speaker said.
    let spoke = |quote: &Quote| claimed.relate_speakers(quote) == Relation::Equal;
    held.sort_by(|a, b| b.2.total_cmp(&a.2).then(spoke(b.1).cmp(&spoke(a.1))));
    let (best, next) = (held.first()?, held.get(1).map_or(0.0, |h| h.2));
    let far = next <= NEXT_QUOTE * best.2;
    let words = claimed.shared_words(best.1);
    let nearest = far && (best.2 >= NEAREST_QUOTE || best.2 >= FEW_WORDS && words >= 2);
    (claimed.is_direct && best.2 >= SAME_QUOTE || nearest).then_some(*best)
}

/// The source's quote that a claim's is, with its fact: by its words, or as the only one of its
/// speaker.
pub(crate) fn same_quote<'a>(claimed: &Quote, facts: &'a Facts) -> Option<(usize, &'a Quote)> {
    if let Some((fact, held, _)) = same(claimed, facts) {
        return Some((fact, held));
    }
    let all = facts.all.iter().enumerate();
    let quotes = all.flat_map(|(at, (_, fact))| fact.quotes.iter().map(move |quote| (at, quote)));
    let mut own =
        quotes.filter(|(_, q)| q.is_direct && claimed.relate_speakers(q) == Relation::Equal);
    own.next().filter(|_| own.next().is_none())
}

/// Whether the claim's speaker is somebody else whom the sources know, by name or by office. For
/// words that are the same, another name is enough.
fn is_another(claimed: &Quote, held: &Quote, bond: f64, facts: &Facts) -> bool {
    let known = claimed.speakers.iter().any(|s| facts.is_known(*s));
    let quotes = facts.all.iter().flat_map(|(_, f)| &f.quotes).filter(|q| *q != held);
    let office = quotes.flat_map(|q| &q.offices).any(|o| claimed.offices.contains(o));
    let named = !claimed.speakers.is_empty() && !held.speakers.is_empty();
    known || office || claimed.is_direct && bond >= SAME_QUOTE && named
}
