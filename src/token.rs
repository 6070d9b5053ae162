//! A passage as tokens: words of the lexicon, names, unknown words, numbers, marks.

mod capital;
mod unknown;

use self::capital::{common, is_common, mark, months};
pub use self::unknown::pair;
use self::unknown::unknown;
use crate::dictionary;
use crate::fold::{self, Folded};
use crate::lexicon::{self, Category, Particle, Sense};
use crate::span::slice;
use crate::term::Term;
use crate::vocabulary::Vocabulary;
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word or phrase in Latin letters.
    Latin,
    /// A word of Chinese characters, or a run of unknown ones.
    Han,
    /// Digits with their separators.
    Number,
    /// Anything else, by its first character.
    Mark(char),
}

/// One token of a folded text.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Bytes of the folded text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// What the word means; empty for words the lexicon does not hold.
    pub senses: Vec<Sense>,
    /// What the token counts as when texts are compared: none for words that carry no topic.
    pub terms: Vec<Term>,
    /// Whether a Latin word begins with a capital letter in the original.
    pub upper: bool,
    /// Whether it does so for another reason than that it opens a sentence.
    pub capital: bool,
    /// Whether it is a name that a rule file or the text itself makes known.
    pub proper: bool,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// Splits `folded` into tokens; `original` tells the case.
pub fn tokens(original: &str, folded: &Folded, vocabulary: &Vocabulary) -> Vec<Token> {
    let text = folded.text.as_str();
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut spaced = false;
    while let Some(c) = slice(text, at..text.len()).chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let mut token = next(text, at, c, vocabulary);
        if is_common(original, folded, &token) {
            token = common(text, token);
        }
        token.spaced = spaced;
        spaced = false;
        if token.kind == Kind::Latin {
            mark(original, folded, tokens.last(), vocabulary, &mut token);
        }
        at = token.range.end.max(at + c.len_utf8());
        tokens.push(token);
    }
    months(&mut tokens);
    tokens
}

/// An identifier as words: `microsoft_to_openai` is "Microsoft To Openai", since the names in it
/// are names whatever their case.
pub fn spelled_out(identifier: &str) -> String {
    let parts = identifier.split(['_', '-', '.', ' ']).filter(|part| !part.is_empty());
    let words = parts.map(|part| {
        let mut chars = part.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.chain(chars).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

fn next(text: &str, at: usize, c: char, vocabulary: &Vocabulary) -> Token {
    let rest = slice(text, at..text.len());
    let ends = |len: usize| word_ends(text, at + len);
    let known =
        lexicon::longest(rest.as_bytes(), |len| text.is_char_boundary(at + len) && ends(len));
    let known = match fold::is_han(c) {
        true => negator_of(rest, c).filter(|_| is_torn(rest, c, known)).or(known),
        false => known,
    };
    // "No. 3", but "it says no."
    let known = known
        .filter(|(len, _)| slice(rest, 0..*len) != "no." || counts(slice(rest, *len..rest.len())));
    // 免疫 is no 免.
    let part = |len: usize| {
        Particle::WeakNegator.is(slice(rest, 0..len))
            && dictionary::longest(rest).is_some_and(|(longer, _)| longer > len)
    };
    let known = known.filter(|(len, _)| !part(*len));
    let added = vocabulary.longest(rest, ends);
    let kind = match c {
        _ if fold::is_han(c) => Kind::Han,
        _ if c.is_alphabetic() => Kind::Latin,
        '0'..='9' => Kind::Number,
        _ => Kind::Mark(c),
    };
    let mut token = Token {
        range: at..at,
        kind,
        senses: vec![],
        terms: vec![],
        upper: false,
        capital: false,
        proper: false,
        spaced: false,
    };
    // A word that a rule file groups with others keeps what the lexicon knows of it.
    let common = added.filter(|(_, list)| list.iter().all(|a| !a.proper));
    let added = added.filter(|(_, list)| list.iter().any(|a| a.proper));
    match (known, added.or(common.filter(|(len, _)| known.is_none_or(|(k, _)| k < *len)))) {
        (known, Some((len, added))) if known.is_none_or(|(k, _)| k <= len) => {
            token.senses = added.iter().flat_map(|a| a.senses.iter().copied()).collect();
            if let Some((k, senses)) = known
                && k == len
            {
                token
                    .senses
                    .extend(senses.iter().filter(|s| s.concept().category != Category::Name));
            }
            token.terms = added.iter().map(|a| a.term).collect();
            token.proper = added.iter().any(|a| a.proper);
            token.range.end = at + len;
            if !matches!(token.kind, Kind::Han) {
                token.kind = Kind::Latin;
            }
        }
        (Some((len, senses)), _) if kind != Kind::Number || !digits_go_on(rest, len) => {
            token.senses = senses.to_vec();
            token.terms = topic_terms(senses);
            if let Some((_, added)) = common.filter(|(l, _)| *l == len) {
                token.terms.extend(added.iter().map(|a| a.term));
            }
            token.range.end = at + len;
            if kind == Kind::Number {
                token.kind = Kind::Latin;
            }
        }
        _ => unknown(text, &mut token, vocabulary),
    }
    token
}

/// Whether a number follows.
fn counts(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// The negator that the text begins with, if one character is one: 不, 未.
fn negator_of(rest: &str, c: char) -> Option<(usize, &'static [Sense])> {
    let (len, senses) = lexicon::longest(rest.as_bytes(), |len| len == c.len_utf8())?;
    senses.iter().any(|s| s.is(Category::Negation, "not")).then_some((len, senses))
}

/// 不適|用: whether the longest word from a negator on takes a character from the word that the
/// negator stands before, and leaves nothing that is a word.
fn is_torn(rest: &str, c: char, known: Option<(usize, &[Sense])>) -> bool {
    let Some((len, _)) = known.filter(|(len, _)| *len > c.len_utf8()) else { return false };
    let longest = |from: usize| {
        let behind = slice(rest, from..rest.len());
        let word = lexicon::longest(behind.as_bytes(), |n| behind.is_char_boundary(n));
        let first = behind.chars().next().filter(|c| fold::is_han(*c));
        word.map(|(n, _)| n).or(first.map(char::len_utf8)).unwrap_or(0)
    };
    let negated = c.len_utf8() + longest(c.len_utf8());
    negated > len && negated >= len + longest(len)
}

/// Whether a lexicon word that begins with digits would cut a number in two.
fn digits_go_on(rest: &str, len: usize) -> bool {
    slice(rest, 0..len).chars().all(|c| c.is_ascii_digit())
}

/// A word ends where no letter or digit of the same kind goes on.
fn word_ends(text: &str, at: usize) -> bool {
    let before = slice(text, 0..at).chars().next_back();
    let after = slice(text, at..text.len()).chars().next();
    match (before, after) {
        (Some(b), Some(a)) if fold::is_han(b) || fold::is_han(a) => true,
        (Some(b), Some(a)) if b.is_alphanumeric() => !a.is_alphanumeric(),
        _ => true,
    }
}

/// The concepts a text is about: nouns, verbs, adjectives, names; not the grammar around them.
fn topic_terms(senses: &[Sense]) -> Vec<Term> {
    let topical = |s: &&Sense| {
        matches!(
            s.concept().category,
            Category::Noun | Category::Verb | Category::Adjective | Category::Name
        ) || s.concept().kind == "theme"
    };
    // "Continues", "ended", "planned" tell where an event stands, not what it is.
    let staged = |s: &Sense| {
        s.concept().category == Category::Aspect && !matches!(s.concept().id, "begin" | "resume")
    };
    if senses.iter().any(staged) {
        return Vec::new();
    }
    // A major shareholder is a shareholder: the broader concept is told too.
    let broader = |s: &Sense| s.concept().is.map(Term::concept);
    let named = |s: &Sense| std::iter::once(Term::concept(*s)).chain(broader(s));
    let terms: Vec<Term> = senses.iter().filter(topical).flat_map(named).collect();
    if !terms.is_empty() {
        return terms;
    }
    // Free and paid are answers to one question.
    let poles = senses.iter().map(|s| s.concept()).filter(|c| c.category == Category::Pole);
    poles.map(|c| Term::question(c.kind)).collect()
}

impl Token {
    /// Whether the token means the concept `id` of `category`.
    pub fn is(&self, category: Category, id: &str) -> bool {
        self.senses.iter().any(|s| s.is(category, id))
    }

    /// The token's concept of `category`.
    pub fn of(&self, category: Category) -> Option<Sense> {
        self.senses.iter().copied().find(|s| s.concept().category == category)
    }

    /// Whether the token carries no topic.
    pub fn is_function(&self) -> bool {
        self.terms.is_empty() || self.senses.iter().any(|s| s.concept().category == Category::Stop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let folded = fold::fold(text);
        tokens(text, &folded, &Vocabulary::default())
            .iter()
            .map(|t| slice(&folded.text, t.range.clone()).to_owned())
            .collect()
    }

    #[test]
    fn numbers_and_marks_are_tokens_of_their_own() {
        assert_eq!(words("US 8,234.5 (x)"), ["us", "8,234.5", "(", "x", ")"]);
    }

    #[test]
    fn a_possessive_is_split_off() {
        assert_eq!(words("Zorblax's deal"), ["zorblax", "'s", "deal"]);
    }

    #[test]
    fn may_is_a_month_beside_a_day_and_a_verb_in_small_letters() {
        let read = |text: &str, at: usize| {
            let token = tokens(text, &fold::fold(text), &Vocabulary::default())[at].clone();
            (token.is(Category::Calendar, "may"), token.is(Category::Modality, "may"))
        };
        assert_eq!(read("It opens on 24 May", 4), (true, false));
        assert_eq!(read("The May sale", 1), (true, false));
        assert_eq!(read("May 24 is a holiday", 0), (true, false));
        assert_eq!(read("It may close", 1), (false, true));
        assert!(read("Prices May Rise", 1).1);
    }

    #[test]
    fn a_name_of_a_rule_file_is_one_word() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add_name("zorblax", &["佐布拉斯".to_owned(), "Zorblax Inc".to_owned()]);
        let read = |text: &str| tokens(text, &fold::fold(text), &vocabulary)[0].terms.clone();
        assert_eq!(read("佐布拉斯公司"), read("Zorblax Inc pays"));
    }
}
