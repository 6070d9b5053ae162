//! What a capital letter tells of a word: a name, a month, or that a sentence opens.

use super::unknown::latin_length;
use super::{Kind, Token, counts, topic_terms};
use crate::dictionary;
use crate::fold::Folded;
use crate::lexicon::{self, Category, Particle, Sense};
use crate::span::slice;
use crate::term::{Term, stem};
use crate::vocabulary::Vocabulary;

/// Marks a Latin word that begins with a capital letter, and whether it does so for another reason
/// than that it opens a sentence.
pub(super) fn mark(
    original: &str,
    folded: &Folded,
    before: Option<&Token>,
    vocabulary: &Vocabulary,
    token: &mut Token,
) {
    let text = folded.text.as_str();
    let here = folded.original(token.range.clone());
    let opens = before.is_none_or(ends_sentence);
    let word = slice(text, token.range.clone());
    let told = token.terms.iter().any(|t| vocabulary.remembers(*t));
    let behind = slice(text, token.range.end..text.len());
    let english = token.senses.is_empty() && dictionary::is_english(word);
    let common = opens && (is_plain(word) || english && !told && !counts(behind));
    token.upper = slice(original, here).chars().next().is_some_and(char::is_uppercase);
    token.capital = token.upper && !common;
}

/// Leaves "May" its month where it is surely one: "24 May", "the May sale"; and takes the month from
/// what is surely none: "it may".
pub(super) fn months(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let token = &tokens[at];
        let other = |t: &Token| t.senses.iter().any(|s| !is_month(s));
        if !token.senses.iter().any(is_month) || !other(token) {
            continue;
        }
        let before = at.checked_sub(1).map(|b| &tokens[b]);
        let after = tokens.get(at + 1);
        let number = |t: Option<&Token>| t.is_some_and(|t| t.kind == Kind::Number);
        let small = |t: Option<&Token>| t.is_none_or(|t| !t.upper);
        let inside = before.is_some_and(|b| !ends_sentence(b));
        let month = token.upper
            && (number(before) || number(after) || inside && (small(before) || small(after)));
        let keep: fn(&Sense) -> bool = match (month, token.upper) {
            (true, _) => is_month,
            (false, false) => |s| !is_month(s),
            (false, true) => continue,
        };
        let token = &mut tokens[at];
        token.senses.retain(keep);
        token.terms = topic_terms(&token.senses);
    }
}

fn is_month(sense: &Sense) -> bool {
    sense.concept().category == Category::Calendar
}

fn ends_sentence(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark('.' | '!' | '?' | '"' | '。' | ':' | '('))
}

/// Whether a word that opens a sentence has its capital from that: clearance, shareholders.
fn is_plain(word: &str) -> bool {
    let ends = |end: &&str| word.len() > end.len() + 2 && word.ends_with(*end);
    Particle::PlainEnding.spellings().iter().any(ends)
}

/// Whether a Latin token that the lexicon takes for a name is a common word in this spelling:
/// "apple", "turkey", "us".
pub(super) fn is_common(original: &str, folded: &Folded, token: &Token) -> bool {
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
pub(super) fn common(text: &str, mut token: Token) -> Token {
    token.senses.retain(|s| s.concept().category != Category::Name);
    token.terms = topic_terms(&token.senses);
    if token.senses.is_empty() {
        token.range.end =
            token.range.start + latin_length(slice(text, token.range.start..text.len()));
        token.terms = vec![Term::word(stem(slice(text, token.range.clone())))];
    }
    token
}
