//! Quotes: the words between quotation marks, and who said them.
//!
//! A quote is held against the source's quote that shares most of its words; the speakers must agree,
//! and so must the negations: a quote that drops a "not" is a wrong quote.

use crate::clause::name;
use crate::lexicon::Category;
use crate::relation::Relation;
use crate::term::Term;
use crate::token::{Kind, Token};
use std::ops::Range;

/// Shorter quotes are words in quotation marks, not what somebody said: topic terms.
const TERMS_MIN: usize = 3;

/// A quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The topic terms of the quoted words.
    pub terms: Vec<Term>,
    /// How many negators stand in it.
    pub negators: usize,
    /// Names outside of the marks, in its sentence and at most `REACH` tokens away: the speaker.
    pub speakers: Vec<Term>,
    /// Folded bytes of the quoted words.
    pub range: Range<usize>,
}

/// How far from the quote its speaker stands.
const REACH: usize = 14;

impl Quote {
    /// The share of this quote's terms that the other holds, 0 to 1.
    pub fn shared(&self, other: &Quote) -> f64 {
        let held = self.terms.iter().filter(|t| other.terms.contains(t)).count();
        held as f64 / self.terms.len().max(1) as f64
    }

    /// The claim's speaker against the fact's: disjoint when both are named and share no name.
    pub fn relate_speakers(&self, fact: &Quote) -> Relation {
        let named = !self.speakers.is_empty() && !fact.speakers.is_empty();
        match (named, self.speakers.iter().any(|s| fact.speakers.contains(s))) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Disjoint,
            _ => Relation::Unrelated,
        }
    }

    /// The claim's words against the fact's: opposite when one denies and the other does not.
    pub fn relate_words(&self, fact: &Quote) -> Relation {
        match (self.negators > 0) == (fact.negators > 0) {
            true => Relation::Equal,
            false => Relation::Opposite,
        }
    }
}

/// Reads the quotes that begin among the tokens `at` of a passage; `says`: a verb of saying stands
/// beside them.
pub fn read(tokens: &[Token], at: Range<usize>) -> Vec<Quote> {
    let marks: Vec<usize> =
        at.clone().filter(|i| matches!(tokens[*i].kind, Kind::Mark('"'))).collect();
    let pairs = marks.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    pairs.filter_map(|(open, close)| quote(tokens, open, close, at.clone())).collect()
}

fn quote(tokens: &[Token], open: usize, close: usize, sentence: Range<usize>) -> Option<Quote> {
    let inside = tokens.get(open + 1..close)?;
    let topical = inside.iter().filter(|t| !t.is_function());
    let terms: Vec<Term> = topical.flat_map(|t| t.terms.iter().copied()).collect();
    let denies =
        |t: &&Token| t.is(Category::Negation, "not") && !t.is(Category::Negation, "false-negator");
    let negators = inside.iter().filter(denies).count();
    let before = open.saturating_sub(REACH).max(sentence.start)..open;
    let behind = close + 1..(close + 1 + REACH).min(sentence.end);
    let near = before.chain(behind).filter_map(|i| tokens.get(i));
    let near: Vec<&Token> = near.collect();
    let says = |t: &&&Token| t.of(Category::Verb).is_some_and(|s| s.concept().id == "say");
    near.iter().find(says)?;
    let speakers = near.iter().filter_map(|t| name(t)).collect();
    let first = inside.first()?.range.start;
    let range = first..inside.last()?.range.end;
    (terms.len() >= TERMS_MIN).then_some(Quote { terms, negators, speakers, range })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(word: &str, negators: usize, speaker: &str) -> Quote {
        Quote {
            terms: vec![Term::word(word)],
            negators,
            speakers: vec![Term::name(speaker)],
            range: 0..0,
        }
    }

    #[test]
    fn a_quote_agrees_with_itself_and_speakers_exclude_each_other_both_ways() {
        let (a, b) = (said("price", 0, "a"), said("price", 1, "b"));
        assert_eq!(a.relate_speakers(&a), Relation::Equal);
        assert_eq!(a.relate_words(&a), Relation::Equal);
        assert_eq!(a.relate_speakers(&b), b.relate_speakers(&a));
        assert_eq!(a.relate_words(&b), Relation::Opposite);
    }
}
