//! A clause under the reader's eye: its tokens, and what the words around it say.

use crate::lexicon::{Category, Particle, Sense};
use crate::span::slice;
use crate::term::Term;
use crate::token::{Kind, Token};
use std::ops::Range;

/// A clause of a passage.
#[derive(Debug, Clone)]
pub struct Clause<'a> {
    /// The folded text of the whole passage.
    pub text: &'a str,
    /// The tokens of the clause.
    pub tokens: &'a [Token],
    /// Who the clause is about when it does not say so itself: the label or the clause before it.
    pub subject: Option<Term>,
    /// What the place says: label, list parent, row and column heads, keys.
    pub around: &'a [Term],
    /// The key path, for a value of a key line.
    pub keys: &'a [String],
}

impl Clause<'_> {
    /// The folded words at `range` of the tokens.
    pub fn words(&self, token: &Token) -> &str {
        slice(self.text, token.range.clone())
    }

    /// Bytes of the folded text from token `first` to token `last`.
    pub fn range(&self, first: usize, last: usize) -> Range<usize> {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(a), Some(b)) => a.range.start..b.range.end.max(a.range.end),
            _ => 0..0,
        }
    }

    /// Positions of tokens that mean something of `category`, with the concept.
    pub fn all(&self, category: Category) -> impl Iterator<Item = (usize, Sense)> + '_ {
        self.tokens.iter().enumerate().filter_map(move |(i, t)| t.of(category).map(|s| (i, s)))
    }

    /// Whether any token is the concept `id` of `category`.
    pub fn has(&self, category: Category, id: &str) -> bool {
        self.tokens.iter().any(|t| t.is(category, id))
    }

    /// Whether the token at `at` is written `word` (folded).
    pub fn is_word(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|t| self.words(t) == word)
    }

    /// Whether the token at `at` is written as one of `words`.
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| words.contains(&self.words(t)))
    }

    /// Whether the token at `at` is the particle.
    pub fn is_particle(&self, at: usize, particle: Particle) -> bool {
        self.tokens.get(at).is_some_and(|t| particle.is(self.words(t)))
    }

    /// Whether the token at `at` begins with the particle, as the unknown word 年增 does with 年.
    pub fn begins_with(&self, at: usize, particle: Particle) -> bool {
        self.tokens.get(at).is_some_and(|t| particle.begins(self.words(t)))
    }

    /// The party named at token `at`: a known name, or an unknown capitalised word.
    pub fn name_at(&self, at: usize) -> Option<Term> {
        let token = self.tokens.get(at)?;
        name(token)
    }

    /// The topic terms of the tokens in `range`.
    pub fn terms(&self, range: Range<usize>) -> Vec<Term> {
        let tokens = self.tokens.get(range.start..range.end.min(self.tokens.len()));
        let topical = tokens.unwrap_or(&[]).iter().filter(|t| !t.is_function());
        topical.flat_map(|t| t.terms.iter().copied()).collect()
    }

    /// As `terms`, a list for each token: alternatives of which one is meant.
    pub fn units(&self) -> Vec<Vec<Term>> {
        let topical = self.tokens.iter().filter(|t| !t.is_function() && !t.terms.is_empty());
        topical.map(|t| t.terms.clone()).collect()
    }

    /// How many negators bind the token at `at`: those before it in the clause with at most `reach`
    /// tokens between.
    pub fn negators(&self, at: usize, reach: usize) -> usize {
        let from = at.saturating_sub(reach + 1);
        let own = |i: &usize| !(i + 1..at).any(|k| self.is_particle(k, Particle::Hence));
        (from..at).filter(|i| self.negates(*i)).filter(own).count()
    }

    /// Whether the clause as a whole denies: an odd number of negators.
    pub fn denies(&self) -> bool {
        let within = |i: &usize| self.negates(*i) || self.holds_negator(*i);
        let hence = |i: &usize| self.is_particle(*i, Particle::Hence);
        let from = (0..self.tokens.len()).rfind(hence).unwrap_or(0);
        (from..self.tokens.len()).filter(within).count() % 2 == 1
    }

    /// Whether the token at `at` takes a side by a "not" of its own: 不適用, "not part of".
    fn holds_negator(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let word = self.words(token);
        let first = match token.kind {
            Kind::Han => Particle::Denying.begins(word),
            _ => {
                word.split(' ').next().is_some_and(|w| Particle::Denying.is(w))
                    && word.contains(' ')
            }
        };
        token.of(Category::Pole).is_some() && first
    }

    /// Whether the token at `at` is a negator.
    pub fn negates(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| {
            (t.is(Category::Negation, "not") || t.is(Category::Negation, "no-longer"))
                && !t.is(Category::Negation, "false-negator")
        })
    }
}

/// The party a token names.
pub fn name(token: &Token) -> Option<Term> {
    if token.proper {
        return token.terms.first().copied();
    }
    let term = token.terms.iter().copied().find(|t| t.is_name());
    term.or_else(|| {
        let proper = token.kind == Kind::Latin && token.senses.is_empty() && token.capital;
        proper.then(|| token.terms.first().copied()).flatten()
    })
}
