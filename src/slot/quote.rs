//! Quotes: the words between quotation marks, and who said them.
//!
//! A quote is held against the source's quote that shares most of its words; the speakers must agree,
//! and so must the negations: a quote that drops a "not" is a wrong quote.

use crate::clause::name;
use crate::dictionary;
use crate::fold;
use crate::lexicon::{Category, Particle, Sense};
use crate::relation::Relation;
use crate::span::slice;
use crate::term::Term;
use crate::token::{self, Kind, Token};
use std::ops::Range;

/// Shorter quotes are words in quotation marks, not what somebody said: topic terms.
const TERMS_MIN: usize = 3;

/// What somebody is told to have said, in marks or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The topic terms of the words, a list for each: alternatives of which one is meant.
    pub units: Vec<Vec<Term>>,
    /// The words without marks and spaces.
    pub letters: String,
    /// How many negators stand in it.
    pub negators: usize,
    /// How many units stand before its only negator.
    pub turn: Option<usize>,
    /// Where it turns round: "but", "not", "if" behind some words, each with the letters before it.
    pub turns: Vec<(usize, String)>,
    /// Where its sentences end: the letters before.
    pub stops: Vec<usize>,
    /// Names beside it in its sentence, at most `REACH` tokens away: the speaker.
    pub speakers: Vec<Term>,
    /// The offices beside it: chief executive, spokesperson.
    pub offices: Vec<Term>,
    /// Whether the words stand in quotation marks.
    pub is_direct: bool,
    /// Whether it is too short to tell by its words whose it is.
    pub is_short: bool,
    /// Folded bytes of the words.
    pub range: Range<usize>,
    /// The same with the speaker.
    pub whole: Range<usize>,
}

/// From this length on, in bytes, the same letters are no accident: twelve letters, four characters.
const LETTERS_MIN: usize = 12;

/// How many English letters say what a Chinese character does, and how much of a quote is all of it.
const LETTERS_OF_HAN: f64 = 2.6;
const MOST: f64 = 0.6;

/// How far before a "not" the "and" of its clause stands.
const AND_REACH: usize = 4;

/// How far from the quote its speaker stands.
const REACH: usize = 14;

/// How far before the verb of saying the speaker of words without marks stands.
const REACH_TOLD: usize = 8;

impl Quote {
    /// How many of this quote's words the other holds.
    pub fn shared_words(&self, other: &Quote) -> usize {
        let held = |terms: &&Vec<Term>| {
            terms.iter().any(|t| other.units.iter().any(|unit| unit.contains(t)))
        };
        self.units.iter().filter(held).count()
    }

    /// The share of this quote's words that the other holds, by weight, 0 to 1.
    pub fn shared(&self, other: &Quote, weight: impl Fn(Term) -> f64) -> f64 {
        let heaviest = |terms: &[Term]| terms.iter().map(|t| weight(*t)).fold(0.0, f64::max);
        let held = |terms: &&Vec<Term>| {
            terms.iter().any(|t| other.units.iter().any(|unit| unit.contains(t)))
        };
        let all: f64 = self.units.iter().map(|u| heaviest(u)).sum();
        let shared: f64 = self.units.iter().filter(held).map(|u| heaviest(u)).sum();
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// Whether this quote's very words stand in the other.
    pub fn is_in(&self, other: &Quote) -> bool {
        self.letters.len() >= LETTERS_MIN && other.letters.contains(&self.letters)
    }

    fn is_han(&self) -> bool {
        self.letters.chars().any(fold::is_han)
    }

    /// How long it is, in letters of English.
    fn size(&self) -> f64 {
        let letters = |c: char| if fold::is_han(c) { LETTERS_OF_HAN } else { 1.0 };
        self.letters.chars().map(letters).sum()
    }

    /// The first word at which the source's quote turns round, where this one has no such word:
    /// behind its end, where its very words stand in the source's.
    pub fn turn_left_out<'a>(&self, fact: &'a Quote) -> Option<&'a str> {
        let end = fact.letters.find(&self.letters).map(|at| at + self.letters.len());
        // In the same sentence: the next one may speak of something else.
        let parted =
            |end: usize, turn: usize| fact.stops.iter().any(|stop| end <= *stop && *stop <= turn);
        let behind =
            |turn: &&(usize, String)| end.is_none_or(|end| turn.0 >= end && !parted(end, turn.0));
        // A few of its words are no half of it.
        let some = end.is_some() || 5 * self.units.len() >= 2 * fact.units.len();
        // A sentence has fewer letters in Chinese, and fewer words that are known.
        let whole = self.is_han() != fact.is_han() && self.size() >= MOST * fact.size();
        let short = self.units.len() < fact.units.len() && some && !whole;
        let turn = fact.turns.iter().find(behind).filter(|_| self.turns.is_empty() && short);
        turn.map(|(_, word)| word.as_str())
    }

    /// The claim's speaker against the fact's: disjoint when both are named and share no name and no
    /// office.
    pub fn relate_speakers(&self, fact: &Quote) -> Relation {
        let meets = |a: &[Term], b: &[Term]| a.iter().any(|t| b.contains(t));
        let same = meets(&self.speakers, &fact.speakers) || meets(&self.offices, &fact.offices);
        let named = |q: &Quote| !q.speakers.is_empty() || !q.offices.is_empty();
        match (named(self) && named(fact), same) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Disjoint,
            _ => Relation::Unrelated,
        }
    }

    /// The claim's words against the fact's: opposite when one denies and the other does not.
    ///
    /// "A gate, not a wall" told as "a wall, not a gate" is opposite, too.
    pub fn relate_words(&self, fact: &Quote) -> Relation {
        if self.is_in(fact) || fact.is_in(self) {
            return Relation::Equal;
        }
        let meets = |a: &[Vec<Term>], b: &[Vec<Term>]| {
            a.iter().flatten().any(|t| b.iter().flatten().any(|u| t == u))
        };
        let parts = |q: &Quote| q.turn.map(|at| (q.units[..at].to_vec(), q.units[at..].to_vec()));
        if let (Some((a, b)), Some((c, d))) = (parts(self), parts(fact))
            && meets(&a, &d)
            && meets(&b, &c)
            && !meets(&a, &c)
        {
            return Relation::Opposite;
        }
        // A part of a quote may leave the "not" in the other.
        let late = fact.turn.is_some_and(|at| 5 * at >= 2 * fact.units.len());
        let behind = fact.turn.map_or(&[][..], |at| &fact.units[at..]);
        let short = 5 * self.units.len() < 4 * fact.units.len();
        if fact.negators > self.negators && (short || late) && !meets(&self.units, behind) {
            return Relation::Equal;
        }
        match (self.negators > 0) == (fact.negators > 0) {
            true => Relation::Equal,
            false => Relation::Opposite,
        }
    }
}

/// The tokens of a passage that are quotation marks.
pub fn marks(tokens: &[Token]) -> Vec<usize> {
    (0..tokens.len()).filter(|i| matches!(tokens[*i].kind, Kind::Mark('"'))).collect()
}

/// Reads the quotes that begin among the tokens `at` of a passage with these `marks`: in marks with a
/// verb of saying beside them, or, where the sentence has no marks, what follows the verb.
pub fn read(text: &str, tokens: &[Token], marks: &[usize], at: Range<usize>) -> Vec<Quote> {
    let first = marks.partition_point(|i| *i < at.start);
    if marks.get(first).is_none_or(|i| at.end <= *i) {
        return told(text, tokens, at).into_iter().collect();
    }
    // Marks open and close by turns over the whole passage: a quote may hold several sentences.
    let first = first.next_multiple_of(2).min(marks.len());
    let pairs = marks[first..].chunks_exact(2).map(|pair| (pair[0], pair[1]));
    let own = pairs.take_while(|(open, _)| *open < at.end);
    own.filter_map(|(open, close)| quote(text, tokens, open, close, at.clone())).collect()
}

fn quote(
    text: &str,
    tokens: &[Token],
    open: usize,
    close: usize,
    sentence: Range<usize>,
) -> Option<Quote> {
    let inside = tokens.get(open + 1..close)?;
    let before = open.saturating_sub(REACH).max(sentence.start)..open;
    // A quote that ends its sentence may have its speaker behind it: 「……。」總經理說。
    let ends = close + 1 >= sentence.end;
    let last = if ends { sentence_end(tokens, close + 1) } else { sentence.end };
    let behind = close + 1..(close + 1 + REACH).min(last);
    let taken =
        |range: Range<usize>| -> Vec<&Token> { range.filter_map(|i| tokens.get(i)).collect() };
    let (mut before, behind) = (taken(before), taken(behind));
    // 湯若蘅說柏濤燒掉三萬噸，「…」: who speaks stands before the verb, in Chinese.
    if let Some(verb) = before.iter().rposition(|t| says(t) && t.kind == Kind::Han) {
        let last = before.last().copied().filter(|t| matches!(t.kind, Kind::Mark(_)));
        before.truncate(verb + 1);
        before.extend(last);
    }
    // Who says so before the quote has said it; what follows may be the next one's.
    let near = match introduces(&before) {
        true => before,
        false => [before, behind].concat(),
    };
    near.iter().find(|t| says(t)).or(near.iter().rfind(|t| t.kind == Kind::Mark(':')))?;
    let quote = made(text, inside, &near, true)?;
    // A few words in marks are somebody's sentence where they open the sentence or follow "said:".
    let first = tokens.get(sentence.start..open)?.iter().rev().find(|t| !is_stop(t));
    let opens = open == sentence.start || first.is_none_or(says);
    let named = !quote.speakers.is_empty() || !quote.offices.is_empty();
    (!quote.is_short || opens && named).then_some(quote)
}

/// Whether the words before a quote name its speaker: with a verb of saying, or before a colon.
fn introduces(before: &[&Token]) -> bool {
    let named = before.iter().any(|t| name(t).is_some() || office(t).is_some());
    let colon = before.last().is_some_and(|t| t.kind == Kind::Mark(':'));
    let speaks = before.iter().any(|t| says(t));
    colon || named && speaks
}

fn is_stop(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(':' | ',' | '\'' | '“'))
}

/// "Its chief executive said that ...": who is named before the verb, and what follows it.
fn told(text: &str, tokens: &[Token], sentence: Range<usize>) -> Option<Quote> {
    let verb = sentence.clone().find(|i| says(&tokens[*i]))?;
    let before = verb.saturating_sub(REACH_TOLD).max(sentence.start)..verb;
    let near: Vec<&Token> = tokens.get(before)?.iter().collect();
    let quote = made(text, tokens.get(verb + 1..sentence.end)?, &near, false)?;
    (!quote.is_short && !quote.speakers.is_empty() || !quote.offices.is_empty()).then_some(quote)
}

/// The terms of the unknown Chinese word right before the verb of saying: a name.
fn unknown<'a>(text: &'a str, near: &'a [&'a Token]) -> impl Iterator<Item = Term> + 'a {
    let verb = near.iter().position(|t| says(t)).unwrap_or(0);
    let before = near[..verb].iter().rev().take(2);
    let strange = |t: &&&Token| {
        let word = slice(text, t.range.clone());
        t.kind == Kind::Han && t.senses.is_empty() && dictionary::longest(word).is_none()
    };
    before.filter(strange).flat_map(|t| t.terms.iter().copied())
}

/// The names in Chinese characters as an unknown word counts: by two characters. The other text may
/// not know that they are a name.
fn pairs(text: &str, near: &[&Token]) -> Vec<Term> {
    let names = near.iter().filter(|t| t.kind == Kind::Han && t.proper);
    let chars = names.map(|t| slice(text, t.range.clone()).chars().collect::<Vec<char>>());
    chars.flat_map(|c| c.windows(2).map(token::pair).collect::<Vec<_>>()).collect()
}

/// Where the sentence that begins at `from` ends: at its stop, or at the next quotation mark, if that
/// is within reach.
fn sentence_end(tokens: &[Token], from: usize) -> usize {
    let ends = |i: &usize| matches!(tokens[*i].kind, Kind::Mark('。' | '.' | '"' | '!' | '?'));
    (from..tokens.len().min(from + REACH)).find(ends).unwrap_or(tokens.len())
}

/// Whether a token is a verb of saying.
pub fn says(token: &Token) -> bool {
    token.of(Category::Verb).is_some_and(is_saying)
}

/// Whether it is what a verb of saying means.
pub fn is_saying(sense: Sense) -> bool {
    sense.concept().category == Category::Verb && sense.concept().id == "say"
}

/// The office that a word tells: chief executive, spokesperson.
fn office(token: &Token) -> Option<Term> {
    let sense = token.of(Category::Noun).filter(|s| s.concept().kind == "office");
    sense.map(Term::concept)
}

fn made(text: &str, inside: &[Token], near: &[&Token], is_direct: bool) -> Option<Quote> {
    let topical = |t: &&Token| !t.is_function() && !t.terms.is_empty();
    // Numbers and months cross from one language into the other unharmed.
    let counted = |t: &&Token| {
        let exact = [Category::Number, Category::Calendar].iter().find_map(|c| t.of(*c));
        exact.filter(|s| s.concept().category == Category::Calendar || s.concept().value > 2.0)
    };
    let unit = |t: &Token| match counted(&t) {
        Some(sense) => Some(vec![Term::concept(sense)]),
        None => topical(&t).then(|| t.terms.clone()),
    };
    let units: Vec<Vec<Term>> = inside.iter().filter_map(unit).collect();
    let denies = |t: &&Token| {
        let not = t.is(Category::Negation, "not") || t.is(Category::Negation, "no-longer");
        not && !t.is(Category::Negation, "false-negator")
    };
    // "Rather a cheap test than a perfect one" denies nothing, and may be told with a "not".
    let words = slice(text, inside.first()?.range.start..inside.last()?.range.end);
    let rather = Particle::Rather.spellings().iter().any(|word| words.contains(word));
    let negators = if rather { 0 } else { inside.iter().filter(denies).count() };
    let first = inside.iter().position(|t| denies(&t)).filter(|_| negators == 1);
    let turn = first.map(|at| inside[..at].iter().filter(topical).count());
    let range = inside.first()?.range.start..inside.last()?.range.end;
    let letters: String =
        slice(text, range.clone()).chars().filter(|c| c.is_alphanumeric()).collect();
    let turns = turns(text, inside);
    let enough = letters.len() >= LETTERS_MIN && units.len() + 1 >= TERMS_MIN;
    let long = is_direct && (enough || letters.len() >= 2 * LETTERS_MIN);
    let named = |t: &&&Token| name(t).is_some() || office(t).is_some();
    let ends = near.iter().filter(|t| named(t)).map(|t| t.range.clone());
    let whole = ends.fold(range.clone(), |w, r| w.start.min(r.start)..w.end.max(r.end));
    let quote = Quote {
        letters,
        negators,
        turn,
        turns,
        stops: stops(text, inside),
        speakers: near
            .iter()
            .filter_map(|t| name(t))
            .chain(unknown(text, near))
            .chain(pairs(text, near))
            .collect(),
        offices: near.iter().filter_map(|t| office(t)).collect(),
        is_direct,
        is_short: !long && units.len() < TERMS_MIN,
        range,
        whole,
        units,
    };
    Some(quote).filter(|q| !q.is_short || q.letters.len() >= LETTERS_MIN)
}

fn letters(text: &str, range: Range<usize>) -> usize {
    let letters = slice(text, range).chars().filter(|c| c.is_alphanumeric());
    letters.map(char::len_utf8).sum()
}

/// Where the sentences of a quote end.
fn stops(text: &str, inside: &[Token]) -> Vec<usize> {
    let Some(start) = inside.first().map(|t| t.range.start) else { return Vec::new() };
    let ends = |t: &&Token| matches!(t.kind, Kind::Mark('。' | '.' | '!' | '?'));
    inside.iter().filter(ends).map(|t| letters(text, start..t.range.start)).collect()
}

/// The words behind which a quote says something else than before: "but", "not", "if".
fn turns(text: &str, inside: &[Token]) -> Vec<(usize, String)> {
    let Some(start) = inside.first().map(|t| t.range.start) else { return Vec::new() };
    let topical = |t: &&Token| !t.is_function() && !t.terms.is_empty();
    let turns = |at: &usize| {
        let word = slice(text, inside[*at].range.clone());
        let plain = inside[*at].kind == Kind::Han || word.contains("not") || word.contains("n't");
        // "And we have not raised prices" goes on, and turns nothing.
        let goes_on = (at.saturating_sub(AND_REACH)..*at).any(|i| {
            let joins = slice(text, inside[i].range.clone());
            inside[i].kind == Kind::Latin && Particle::LimbAnd.is(joins)
        });
        let plain = plain && !goes_on;
        let denies = plain
            && inside[*at].is(Category::Negation, "not")
            && !inside[*at].is(Category::Negation, "false-negator");
        let ties = inside[*at].of(Category::Condition).is_some();
        (Particle::Turn.is(word) || denies || ties) && inside[..*at].iter().any(|t| topical(&t))
    };
    let letters = |at: usize| letters(text, start..inside[at].range.start);
    let word = |at: usize| slice(text, inside[at].range.clone()).to_owned();
    (0..inside.len()).filter(turns).map(|at| (letters(at), word(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(word: &str, negators: usize, speaker: &str) -> Quote {
        Quote {
            units: vec![vec![Term::word(word)]],
            letters: String::new(),
            negators,
            turn: None,
            turns: vec![],
            stops: vec![],
            speakers: vec![Term::name(speaker)],
            offices: vec![],
            is_direct: true,
            is_short: false,
            range: 0..0,
            whole: 0..0,
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
