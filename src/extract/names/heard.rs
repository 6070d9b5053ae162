//! Names that the source spells in the other script, known by their sound.

use super::{Scanned, is_unknown};
use crate::dictionary;
use crate::fold;
use crate::lexicon::{self, Category, Particle};
use crate::script;
use crate::slot::quote;
use crate::sound::{self, Sound};
use crate::span::slice;
use crate::term::{Term, stem};
use crate::token::{Kind, Token};
use crate::vocabulary::Vocabulary;
use std::ops::Range;

/// Of how many Latin words a name may be made.
const WORDS_MAX: usize = 3;

/// Shorter names in Latin letters sound like anything.
const LETTERS_MIN: usize = 3;

/// Lengths of foreign names in Chinese characters; more than this many beside one are not its own.
const HAN_MIN: usize = 2;
const HAN_MAX: usize = 8;
const STRAY_MAX: usize = 2;

/// How many characters a given name has at the most.
const GIVEN_MAX: usize = 2;

/// From this length on, characters that spell foreign names spell one.
const SURE: usize = 3;

/// Remembers the names of a text for one in the other script.
pub(super) fn hear(scan: &Scanned, vocabulary: &mut Vocabulary) {
    let text = scan.folded.text.as_str();
    for token in &scan.tokens {
        let word = slice(text, token.range.clone());
        if is_named(token) && word.len() >= LETTERS_MIN {
            let term = token.terms.first().copied();
            term.into_iter()
                .for_each(|t| vocabulary.hear(letters(word), Sound::of_latin(word), t, false));
        }
        if is_unknown(token, word) && word.chars().count() <= super::LONGEST {
            hear_han(word, vocabulary);
        }
    }
    for word in persons(text, &scan.tokens) {
        if let Some(term) = hear_han(word, vocabulary) {
            vocabulary.learn(word, term);
        }
    }
    for run in spelled(scan) {
        let word = slice(text, run);
        let count = word.chars().count();
        if (SURE..=HAN_MAX).contains(&count)
            && !holds_a_word(word)
            && let Some(term) = hear_han(word, vocabulary)
        {
            vocabulary.learn(word, term);
        }
    }
}

/// The persons whom a Chinese text names beside their offices: in front of a verb of saying, a mark,
/// or a little word.
fn persons<'a>(text: &'a str, tokens: &[Token]) -> Vec<&'a str> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let office = token.of(Category::Noun).is_some_and(|s| s.concept().kind == "office");
        if !office || token.kind != Kind::Han {
            continue;
        }
        let behind = slice(text, token.range.end..text.len());
        found.extend(lengths(behind).find_map(|len| {
            let rest = slice(text, token.range.end + len..text.len());
            is_over(rest).then(|| slice(behind, 0..len))
        }));
        let over = is_over(behind);
        let before = slice(text, 0..token.range.start);
        found.extend(suffixes(before).filter(|_| over).find(|word| {
            let start = token.range.start - word.len();
            // A name breaks into characters: a word of two is none.
            let own = tokens[..at].iter().rev().take_while(|t| t.range.end > start);
            let mut words = own.filter(|t| !t.senses.is_empty());
            words.all(|t| t.range.start >= start && one_char(slice(text, t.range.clone())))
                && lengths(word).any(|len| len == word.len())
        }));
    }
    found
}

/// The last characters of a text, the longer first.
fn suffixes(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.char_indices().rev().take_while(|(_, c)| fold::is_han(*c));
    let mut starts: Vec<usize> = starts.map(|(at, _)| at).take(super::LONGEST).collect();
    starts.reverse();
    starts.into_iter().map(|at| slice(text, at..text.len()))
}

fn one_char(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// How many bytes the name of a person may have that the text begins with: a surname and one or two
/// characters, the shorter first: 葛羅|說.
fn lengths(text: &str) -> impl Iterator<Item = usize> {
    let surname = Particle::Surname.first_length(text);
    let rest = slice(text, surname..text.len());
    let ends = rest.char_indices().take_while(|(_, c)| fold::is_han(*c));
    let ends = ends.map(move |(at, c)| surname + at + c.len_utf8()).take(GIVEN_MAX);
    ends.filter(move |_| surname > 0)
}

/// Whether a name may end before this text: a mark, a verb of saying or a little word follows.
fn is_over(rest: &str) -> bool {
    let Some(first) = rest.chars().next() else { return true };
    let says = lexicon::longest(rest.as_bytes(), |n| rest.is_char_boundary(n))
        .is_some_and(|(_, senses)| senses.iter().any(|s| quote::is_saying(*s)));
    !fold::is_han(first) || says || Particle::BehindName.begins(rest)
}

fn hear_han(word: &str, vocabulary: &mut Vocabulary) -> Option<Term> {
    let latin = script::latin(word)?;
    let term = vocabulary.name(word).unwrap_or_else(|| Term::word(stem(&latin)));
    vocabulary.hear(latin, Sound::of_han(word)?, term, true);
    Some(term)
}

/// Learns the names of a text that sound like those the vocabulary remembers.
pub(super) fn recognize(scan: &Scanned, vocabulary: &mut Vocabulary) {
    let text = scan.folded.text.as_str();
    if vocabulary.has_heard(true) {
        for run in named(text, &scan.tokens) {
            recognize_latin(text, &scan.tokens[run], vocabulary);
        }
    }
    if vocabulary.has_heard(false) {
        for run in spelled(scan) {
            recognize_han(slice(text, run), vocabulary);
        }
    }
}

/// "Fu Dingbang", "Dingbang Fu", "Feilai": as many words of a run as make a name.
fn recognize_latin(text: &str, run: &[Token], vocabulary: &mut Vocabulary) {
    let mut at = 0;
    while at < run.len() {
        // A name that the source writes in the same letters is that name.
        if run[at].terms.iter().any(|t| vocabulary.remembers(*t)) {
            at += 1;
            continue;
        }
        let longest = WORDS_MAX.min(run.len() - at);
        let found = (1..=longest).rev().find_map(|n| {
            let words: Vec<&str> =
                run[at..at + n].iter().map(|t| slice(text, t.range.clone())).collect();
            let turned = [&words[n - 1..], &words[..n - 1]].concat();
            let term = [words, turned].iter().find_map(|words| {
                let letters = letters(&words.concat());
                let long = letters.len() >= LETTERS_MIN;
                let sound = Sound::of_latin(&letters);
                vocabulary.sounding(&letters, &sound, true).filter(|_| long)
            });
            term.map(|term| (n, term))
        });
        if let Some((n, term)) = found {
            vocabulary.learn(slice(text, run[at].range.start..run[at + n - 1].range.end), term);
        }
        at += found.map_or(1, |(n, _)| n);
    }
}

/// The run, or what is left of it without a character or two of the words beside it.
fn recognize_han(run: &str, vocabulary: &mut Vocabulary) {
    let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    let count = ends.len() - 1;
    if !(HAN_MIN..=HAN_MAX + STRAY_MAX).contains(&count) {
        return;
    }
    for stray in 0..=STRAY_MAX.min(count - HAN_MIN) {
        for from in 0..=stray {
            let word = slice(run, ends[from]..ends[count - (stray - from)]);
            let Some(sound) = Sound::of_han(word) else { continue };
            if let Some(term) = vocabulary.sounding("", &sound, false) {
                vocabulary.learn(word, term);
                return;
            }
        }
    }
}

/// Whether a word of either list stands in it.
fn holds_a_word(run: &str) -> bool {
    run.char_indices().any(|(at, c)| {
        let rest = slice(run, at..run.len());
        let whole = |len: usize| rest.is_char_boundary(len) && len > c.len_utf8();
        lexicon::longest(rest.as_bytes(), whole).is_some() || dictionary::longest(rest).is_some()
    })
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphabetic()).collect()
}

/// A word in Latin letters that is a name and that no word list holds.
fn is_named(token: &Token) -> bool {
    token.kind == Kind::Latin && token.capital && token.senses.is_empty() && !token.proper
}

/// Runs of such words, as tokens: nothing stands between them.
fn named(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, t)| is_named(t)) {
        match runs.last_mut() {
            Some(run)
                if run.end == at
                    && slice(text, tokens[at - 1].range.end..tokens[at].range.start)
                        .chars()
                        .all(char::is_whitespace) =>
            {
                run.end = at + 1;
            }
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Runs of characters that spell foreign names, as bytes, but for the words that the lexicon knows.
fn spelled(scan: &Scanned) -> Vec<Range<usize>> {
    let text = scan.folded.text.as_str();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for token in scan.tokens.iter().filter(|t| t.kind == Kind::Han) {
        // A name that the lexicon knows is no other name; a short word may be part of one.
        let word = slice(text, token.range.clone());
        let foreign = word.chars().all(sound::transliterates);
        let part = !foreign && (!token.senses.is_empty() || dictionary::longest(word).is_some());
        let known = token.proper || token.of(Category::Name).is_some() || part;
        for (at, c) in word.char_indices() {
            if known || !sound::transliterates(c) {
                continue;
            }
            let at = token.range.start + at;
            match runs.last_mut() {
                Some(run) if run.end == at => run.end += c.len_utf8(),
                _ => runs.push(at..at + c.len_utf8()),
            }
        }
    }
    runs
}
