//! Names that a text makes known by itself: Chinese ones that it keeps repeating, and those it gives
//! in two scripts.

mod heard;

use super::Scanned;
use crate::dictionary;
use crate::fold;
use crate::lexicon::{Category, Particle};
use crate::script;
use crate::span::slice;
use crate::term::{Term, stem};
use crate::token::{Kind, Token};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;

/// An unknown Chinese word in so many places is a name.
const OFTEN: usize = 3;

/// Lengths of Chinese names, in characters.
const SHORTEST: usize = 2;
const LONGEST: usize = 4;

/// Where the bracket closes that gives a short name, behind the word that says so.
const CALLED_BYTES_MAX: usize = 100;

/// Adds the names of a text to the vocabulary.
pub(crate) fn learn(scanned: &[Scanned], vocabulary: &mut Vocabulary) {
    scanned.iter().for_each(|scan| heard::recognize(scan, vocabulary));
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for scan in scanned {
        for (at, token) in scan.tokens.iter().enumerate() {
            let word = slice(&scan.folded.text, token.range.clone());
            if token.kind == Kind::Latin && token.capital && token.senses.is_empty() {
                token.terms.iter().for_each(|t| vocabulary.remember(*t));
            }
            if is_unknown(token, word) {
                for start in prefixes(word) {
                    *told.entry(start.to_owned()).or_default() += 1;
                }
            }
            in_brackets(scan, at, vocabulary);
        }
        for word in called(&scan.folded.text) {
            if let Some(latin) = script::latin(word) {
                vocabulary.learn(word, Term::word(stem(&latin)));
            }
        }
    }
    for (word, times) in &told {
        let Some(latin) = script::latin(word) else { continue };
        let term = Term::word(stem(&latin));
        // What always goes on the same way is longer than it looks here.
        let mut on =
            told.range(word.clone()..).take_while(|(other, _)| other.starts_with(word.as_str()));
        let longer = on.any(|(other, n)| other.len() > word.len() && *n == *times);
        if vocabulary.remembers(term) || *times >= OFTEN && !longer {
            vocabulary.learn(word, term);
        }
    }
    scanned.iter().for_each(|scan| heard::hear(scan, vocabulary));
}

/// The short names that a folded text gives in brackets, behind a word such as "hereinafter".
fn called(text: &str) -> Vec<&str> {
    let opens = text.match_indices('(').map(|(at, mark)| slice(text, at + mark.len()..text.len()));
    let named = opens.filter_map(|rest| {
        let from = Particle::Called.first_length(rest);
        let near = slice(rest, 0..if from > 0 { from + CALLED_BYTES_MAX } else { 0 });
        let inside = slice(near, 0..near.find(')')?);
        let name = slice(inside, from..inside.len()).trim_matches(|c: char| !c.is_alphanumeric());
        let chars = name.chars().count();
        let short = (SHORTEST..=LONGEST + 2).contains(&chars) && name.chars().all(fold::is_han);
        (from > 0 && short).then_some(name)
    });
    named.collect()
}

/// A run of characters that no word list holds.
fn is_unknown(token: &Token, word: &str) -> bool {
    let chars = word.chars().count();
    token.kind == Kind::Han
        && token.senses.is_empty()
        && chars >= SHORTEST
        && dictionary::longest(word).is_none()
}

fn prefixes(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.skip(SHORTEST - 1).take(LONGEST + 1 - SHORTEST).map(|end| slice(word, 0..end))
}

/// The unknown Chinese word before a bracket is the name in Latin letters inside.
fn in_brackets(scan: &Scanned, at: usize, vocabulary: &mut Vocabulary) {
    let tokens = &scan.tokens;
    let is = |i: usize, mark: char| tokens.get(i).is_some_and(|t| t.kind == Kind::Mark(mark));
    if !is(at, '(') || at == 0 {
        return;
    }
    let Some(close) = (at + 2..tokens.len().min(at + 6)).find(|i| is(*i, ')')) else { return };
    let inside = &tokens[at + 1..close];
    let named = inside.iter().all(|t| t.kind == Kind::Latin && (t.capital || t.is_function()));
    // 馬雷什|共和國 (Republic of Maresh): what both say it is belongs to no name.
    let said = |t: &Token| t.of(Category::Noun).map(|s| s.concept().id);
    let what: Vec<_> = inside.iter().filter_map(said).collect();
    let same = |t: &&Token| said(t).is_some_and(|id| what.contains(&id));
    let at = at - usize::from(tokens.get(at - 1).filter(same).is_some());
    let nouns = usize::from(tokens.get(at).filter(same).is_some());
    let mut names = inside.iter().filter(|t| said(t).is_none() && !t.is_function());
    let Some(term) = names.next().and_then(|t| t.terms.first()) else { return };
    if !named || what.len() != nouns {
        return;
    }
    let word = |t: &Token| slice(&scan.folded.text, t.range.clone()).to_owned();
    let nameless = |t: &&Token| t.kind == Kind::Han && t.senses.is_empty() && !t.is_function();
    let before: Vec<&Token> = tokens[..at].iter().rev().take_while(nameless).take(2).collect();
    let Some(first) = before.last().filter(|t| is_unknown(t, &word(t))) else { return };
    let whole: String = before.iter().rev().map(|t| word(t)).collect();
    vocabulary.learn(&whole, *term);
    vocabulary.learn(&word(first), *term);
}
