//! The words of a passage under the drafter's eye: where each stands, and what else it is called.

use crate::document::Passage;
use crate::fold::{self, Folded, is_han};
use crate::lexicon::{Category, Sense};
use crate::script;
use crate::span::slice;
use crate::term::stem;
use crate::token::{self, Kind, Token};
use crate::vocabulary::Vocabulary;
use std::ops::Range;

/// Other words for a word of the announcement, and words for what ties it, that are worth their
/// place in a list: of each language.
const SYNONYMS_MAX: usize = 2;
const CUES_MAX: usize = 6;

/// Letters a slug may have.
const SLUG_MAX: usize = 48;

/// A passage and its tokens.
pub(super) struct Words<'a> {
    pub passage: &'a Passage,
    folded: Folded,
    pub tokens: Vec<Token>,
}

impl<'a> Words<'a> {
    pub fn of(passage: &'a Passage) -> Self {
        let folded = fold::fold(&passage.text);
        let tokens = token::tokens(&passage.text, &folded, &Vocabulary::default());
        Words { passage, folded, tokens }
    }

    /// Bytes of the passage behind a token.
    pub fn place(&self, token: &Token) -> Range<usize> {
        self.folded.original(token.range.clone())
    }

    /// A token as it is written.
    pub fn written(&self, token: &Token) -> &'a str {
        slice(&self.passage.text, self.place(token))
    }

    /// The tokens that stand in `range` of the passage.
    pub fn inside(&self, range: &Range<usize>) -> &[Token] {
        let from = self.tokens.partition_point(|t| self.place(t).start < range.start);
        let to = self.tokens.partition_point(|t| self.place(t).end <= range.end);
        self.tokens.get(from..to.max(from)).unwrap_or(&[])
    }

    /// The tokens before and behind `range`, the nearest first.
    pub fn beside(&self, range: &Range<usize>) -> (Option<&Token>, Option<&Token>) {
        let from = self.tokens.partition_point(|t| self.place(t).start < range.start);
        let to = self.tokens.partition_point(|t| self.place(t).start < range.end);
        (from.checked_sub(1).and_then(|at| self.tokens.get(at)), self.tokens.get(to))
    }
}

/// The patterns of a token that carries a topic: as it is written, and how its concept is called in
/// both languages.
pub(super) fn patterns(words: &Words, token: &Token) -> Vec<String> {
    let written = words.written(token);
    let own = if token.capital { written.to_owned() } else { pattern(&written.to_lowercase()) };
    if !is_telling(&own) {
        return Vec::new();
    }
    let mut found = vec![own];
    let topical = |s: &&Sense| {
        matches!(s.concept().category, Category::Noun | Category::Verb | Category::Adjective)
    };
    for sense in token.senses.iter().filter(topical) {
        found.extend(spellings(*sense, SYNONYMS_MAX).into_iter().map(|word| pattern(&word)));
    }
    found.retain(|word| is_plain(word) && is_telling(word));
    without_doubles(found)
}

/// Not a word so short that it stands anywhere.
fn is_telling(word: &str) -> bool {
    let least = if word.contains(is_han) { 2 } else { 4 };
    word.starts_with(char::is_uppercase) || least <= word.chars().count()
}

/// The words by which a sentence is tied or bound, in both languages.
pub(super) fn cues(sense: Sense) -> Vec<String> {
    let mut found = spellings(sense, CUES_MAX);
    found.retain(|word| is_plain(word));
    found
}

/// How a concept is called: at most `most` words of each language.
fn spellings(sense: Sense, most: usize) -> Vec<String> {
    let of = |han: bool| {
        let fits = move |word: &&str| word.contains(is_han) == han;
        // Chinese words come in both scripts, side by side.
        sense.written().filter(fits).take(if han { 2 * most } else { most })
    };
    of(false).chain(of(true)).map(str::to_owned).collect()
}

/// A word as a pattern that also takes its other endings.
fn pattern(word: &str) -> String {
    let one = word.chars().all(|c| c.is_ascii_alphabetic());
    let stem = stem(word);
    if one && 4 <= stem.len() { format!("{stem}~") } else { word.to_owned() }
}

/// Whether a pattern holds nothing that patterns give a meaning, but for the ending.
fn is_plain(pattern: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '.' | '%');
    let bare = pattern.strip_suffix('~').unwrap_or(pattern);
    !bare.is_empty() && bare.chars().all(plain) && bare.chars().any(char::is_alphanumeric)
}

/// The list with each text once, in its order.
pub(super) fn without_doubles(texts: Vec<String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for text in texts {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once
}

/// Lower-case letters, digits and single hyphens; empty where a text has no Latin letter.
pub(super) fn slug(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let mut slug = String::new();
    for part in parts {
        if !slug.is_empty() && SLUG_MAX < slug.len() + part.len() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(part.chars().take(SLUG_MAX).map(|c| c.to_ascii_lowercase()));
    }
    if slug.contains(|c: char| c.is_ascii_lowercase()) { slug } else { String::new() }
}

/// Whether a text is written in traditional characters.
pub(super) fn is_traditional(text: &str) -> bool {
    text.chars().any(|c| script::simplified(c) != c)
}

/// The text as a sentence of its own.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let stop = match text.chars().next_back() {
        Some('.' | '!' | '?' | '。' | '！' | '？') => "",
        _ if text.contains(is_han) => "。",
        _ => ".",
    };
    format!("{text}{stop}")
}

/// Whether a token is a number in digits or a number word.
pub(super) fn is_number(token: &Token) -> bool {
    token.kind == Kind::Number || token.of(Category::Number).is_some()
}
