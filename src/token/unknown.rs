//! What the lexicon does not hold: numbers, words in Latin letters, runs of Chinese characters.

use super::{Kind, Token, topic_terms};
use crate::dictionary;
use crate::fold;
use crate::lexicon::{self, Particle};
use crate::script;
use crate::span::slice;
use crate::term::{Term, stem};
use crate::vocabulary::Vocabulary;

/// A number, an unknown word, a run of unknown Chinese characters, or a mark.
pub(super) fn unknown(text: &str, token: &mut Token, vocabulary: &Vocabulary) {
    let start = token.range.start;
    let rest = slice(text, start..text.len());
    let len = match token.kind {
        Kind::Number => number_length(rest).max(version_length(rest)),
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

/// How long a version such as `5.x` is; 0 where the text begins with none.
pub(super) fn version_length(rest: &str) -> usize {
    let number = number_length(rest);
    let behind = slice(rest, number..rest.len());
    let wild = behind.strip_prefix(".x").is_some_and(|more| {
        more.chars().next().is_none_or(|c| !c.is_alphanumeric() || fold::is_han(c))
    });
    if number > 0 && wild { number + ".x".len() } else { 0 }
}

/// Letters with inner apostrophes, hyphens before letters or digits, dots and ampersands.
pub(super) fn latin_length(rest: &str) -> usize {
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
