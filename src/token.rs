//! A passage as tokens: words of the lexicon, names, unknown words, numbers, marks.

use crate::dictionary;
use crate::fold::{self, Folded};
use crate::lexicon::{self, Category, Particle, Sense};
use crate::script;
use crate::span::slice;
use crate::term::{Term, stem};
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
            let here = folded.original(token.range.clone());
            let upper = slice(original, here).chars().next().is_some_and(char::is_uppercase);
            let opens = tokens.last().is_none_or(ends_sentence);
            let word = slice(text, token.range.clone());
            let told = token.terms.iter().any(|t| vocabulary.remembers(*t));
            let behind = slice(text, token.range.end..text.len());
            let english = token.senses.is_empty() && dictionary::is_english(word);
            let common = opens && (is_plain(word) || english && !told && !counts(behind));
            token.upper = upper;
            token.capital = upper && !common;
        }
        at = token.range.end.max(at + c.len_utf8());
        tokens.push(token);
    }
    tokens
}

fn ends_sentence(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark('.' | '!' | '?' | '"' | '。' | ':' | '('))
}

/// Whether a word that opens a sentence has its capital from that: clearance, shareholders.
fn is_plain(word: &str) -> bool {
    let ends = |end: &&str| word.len() > end.len() + 2 && word.ends_with(*end);
    Particle::PlainEnding.spellings().iter().any(ends)
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

/// Whether a Latin token that the lexicon takes for a name is a common word in this spelling:
/// "apple", "turkey", "us".
fn is_common(original: &str, folded: &Folded, token: &Token) -> bool {
    let named = token.kind == Kind::Latin
        && token.senses.iter().any(|s| s.concept().category == Category::Name);
    if !named {
        return false;
    }
    let written = slice(original, folded.original(token.range.clone()));
    let word = slice(&folded.text, token.range.clone());
    let upper = |c: char| !c.is_lowercase();
    match lexicon::is_name_in_capitals(word) {
        true => !written.chars().all(upper),
        false => written.chars().next().is_some_and(char::is_lowercase),
    }
}

/// The token without its name: what else the word means, or an unknown word.
fn common(text: &str, mut token: Token) -> Token {
    token.senses.retain(|s| s.concept().category != Category::Name);
    token.terms = topic_terms(&token.senses);
    if token.senses.is_empty() {
        token.range.end =
            token.range.start + latin_length(slice(text, token.range.start..text.len()));
        token.terms = vec![Term::word(stem(slice(text, token.range.clone())))];
    }
    token
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

/// A number, an unknown word, a run of unknown Chinese characters, or a mark.
fn unknown(text: &str, token: &mut Token, vocabulary: &Vocabulary) {
    let start = token.range.start;
    let rest = slice(text, start..text.len());
    let len = match token.kind {
        Kind::Number => number_length(rest),
        Kind::Latin => latin_length(rest),
        Kind::Han => return unknown_han(text, token, vocabulary),
        Kind::Mark(c) => c.len_utf8(),
    };
    token.range.end = start + len;
    let word = slice(rest, 0..len);
    if matches!(token.kind, Kind::Latin) {
        token.terms.push(Term::word(stem(word)));
    }
    if matches!(token.kind, Kind::Number) && word.contains(char::is_alphabetic) {
        token.kind = Kind::Latin;
        token.terms.push(Term::word(word));
    }
}

/// The longest Chinese name that is looked for without a mark around it, in characters.
const NAME_MAX: usize = 4;

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || Particle::Numeral.is(c.encode_utf8(&mut [0; 4]))
}

/// What neighbouring characters of an unknown word count as.
pub fn pair(chars: &[char]) -> Term {
    Term::word(&chars.iter().collect::<String>())
}

fn unknown_han(text: &str, token: &mut Token, vocabulary: &Vocabulary) {
    let start = token.range.start;
    let rest = slice(text, start..text.len());
    if let Some((len, glosses)) = dictionary::longest(rest) {
        token.range.end = start + len;
        token.terms = gloss_terms(glosses);
        // The word itself, for a Chinese article about a Chinese announcement.
        token.terms.push(Term::word(slice(rest, 0..len)));
        return;
    }
    let mut end = 0;
    for (i, c) in rest.char_indices() {
        let here = slice(rest, i..rest.len());
        let known = i > 0
            && (lexicon::longest(here.as_bytes(), |n| here.is_char_boundary(n)).is_some()
                || vocabulary.longest(here, |_| true).is_some()
                || dictionary::longest(here).is_some());
        if !fold::is_han(c) || known {
            break;
        }
        end = i + c.len_utf8();
    }
    // 一艘船: the measure word is a word of its own.
    let counted = slice(text, 0..start).chars().next_back().is_some_and(is_numeral);
    let measure = rest.chars().next().map_or(0, char::len_utf8);
    if counted && measure < end && Particle::Measure.is(slice(rest, 0..measure)) {
        end = measure;
    }
    token.range.end = start + end;
    let chars: Vec<char> = slice(rest, 0..end).chars().collect();
    match chars.len() {
        1 => {
            let glosses = dictionary::single(slice(rest, 0..end));
            token.terms.extend(glosses.map(gloss_terms).unwrap_or_default());
            token.terms.push(pair(&chars));
        }
        _ => token.terms.extend(chars.windows(2).map(pair)),
    }
    // A name may be spelled in Latin letters in the other text.
    let spelled = |n: usize| {
        let word: String = chars.iter().take(n).collect();
        script::latin(&word).map(|latin| Term::word(stem(&latin)))
    };
    token.terms.extend((2..=chars.len().min(NAME_MAX)).filter_map(spelled));
    // A person's given name stands alone abroad.
    if let [_, given @ ..] = chars.as_slice()
        && given.len() == 2
    {
        let latin = script::latin(&given.iter().collect::<String>());
        token.terms.extend(latin.map(|latin| Term::word(stem(&latin))));
    }
}

/// What the glosses count as when texts are compared: concepts where the lexicon holds the gloss,
/// else the English word. They are alternatives, not parts.
fn gloss_terms(glosses: &str) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for gloss in glosses.split(';') {
        let whole = |n: usize| n == gloss.len();
        let found = match lexicon::longest(gloss.as_bytes(), whole) {
            Some((_, senses)) => topic_terms(senses),
            None if gloss.contains(' ') => vec![],
            None => vec![Term::word(stem(gloss))],
        };
        for term in found {
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }
    terms
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

/// `8,234`, `85.19`, `5.0`, `2032-01-01` (the hyphens end it), `4k` stays a word.
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digit_after = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        match bytes[at] {
            b'0'..=b'9' => at += 1,
            b'.' | b',' if digit_after => at += 1,
            _ => break,
        }
    }
    at
}

/// Letters with inner apostrophes, hyphens before letters or digits, dots and ampersands.
fn latin_length(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        let inner = next.is_some_and(|n| n.is_alphanumeric() && !fold::is_han(n));
        let goes_on = match c {
            _ if fold::is_han(c) => false,
            '\'' => inner && next != Some('s'),
            '-' | '.' | '&' | '+' => inner,
            '_' => inner,
            _ => c.is_alphanumeric(),
        };
        if !goes_on {
            break;
        }
        end = at + c.len_utf8();
    }
    let word = slice(rest, 0..end);
    // "Apache-licensed", "US-based": what the hyphen ties to a name is a word of its own.
    let tied = word.rfind('-').filter(|at| Particle::Tied.is(slice(word, at + 1..end)));
    tied.unwrap_or(end).max(rest.chars().next().map_or(0, char::len_utf8))
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
    fn a_name_of_a_rule_file_is_one_word() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add_name("zorblax", &["佐布拉斯".to_owned(), "Zorblax Inc".to_owned()]);
        let read = |text: &str| tokens(text, &fold::fold(text), &vocabulary)[0].terms.clone();
        assert_eq!(read("佐布拉斯公司"), read("Zorblax Inc pays"));
    }
}
