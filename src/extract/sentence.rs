//! Tokens become sentences, and sentences clauses.

use crate::clause::name;
use crate::lexicon::{Category, Particle};
use crate::span::slice;
use crate::term::Term;
use crate::token::{Kind, Token};
use std::ops::Range;

/// A longer text in brackets is no name: tokens.
const ALIAS_MAX: usize = 6;

/// A clause of a sentence.
pub(crate) struct Part {
    /// Tokens of the passage.
    pub tokens: Range<usize>,
    /// Whether a colon follows and nothing is said: "Microsoft: ...".
    pub is_label: bool,
    /// Whether an arrow follows: "A → B".
    pub before_arrow: bool,
}

/// A sentence ends after so many tokens, whatever stands there: nobody writes a longer one, and what
/// is read within a sentence may cost more than its length.
const TOKENS_MAX: usize = 1_000;

/// The sentences of a passage, as token ranges.
pub(crate) fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    // Quotation marks of both sides fold to one: every second one closes.
    let mut quoted = false;
    for (at, token) in tokens.iter().enumerate() {
        let was_quoted = quoted;
        quoted ^= matches!(token.kind, Kind::Mark('"'));
        let ends = match token.kind {
            Kind::Mark('。' | '!' | '?' | '！' | '？' | '…') => true,
            Kind::Mark('.') => ends_at_stop(text, tokens, at),
            _ => false,
        };
        let closes = tokens.get(at + 1).is_some_and(|t| match t.kind {
            Kind::Mark('"') => quoted,
            Kind::Mark(')') => true,
            _ => false,
        });
        let opens = matches!(token.kind, Kind::Mark('"')) && !was_quoted;
        let full = TOKENS_MAX <= at + 1 - start;
        if full || ends && !closes || start < at && !opens && ends_before(tokens, at) {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// A closing quote or bracket right behind a sentence's end closes the sentence.
fn ends_before(tokens: &[Token], at: usize) -> bool {
    let closing = matches!(tokens[at].kind, Kind::Mark('"' | ')'));
    closing
        && at > 0
        && matches!(tokens[at - 1].kind, Kind::Mark('。' | '!' | '?' | '.'))
        && tokens.get(at + 1).is_none_or(|t| t.upper || t.kind == Kind::Han)
}

/// A full stop ends a sentence before white space and a capital, a digit or a Chinese character.
fn ends_at_stop(text: &str, tokens: &[Token], at: usize) -> bool {
    let abbreviated = at > 0
        && (tokens[at - 1].is(Category::Stop, "abbreviation")
            || slice(text, tokens[at - 1].range.clone()).len() == 1
                && tokens[at - 1].kind == Kind::Latin);
    match tokens.get(at + 1) {
        None => true,
        Some(next) => {
            let starts = next.upper || !matches!(next.kind, Kind::Latin);
            next.spaced && starts && !abbreviated
        }
    }
}

/// The clauses of a sentence.
pub(crate) fn clauses(text: &str, tokens: &[Token], sentence: Range<usize>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut start = sentence.start;
    let push = |parts: &mut Vec<Part>, range: Range<usize>, label: bool, arrow: bool| {
        if !range.is_empty() {
            parts.push(Part { tokens: range, is_label: label, before_arrow: arrow });
        }
    };
    for at in sentence.clone() {
        let token = &tokens[at];
        // "Microsoft → OpenAI" is an edge; any other arrow leads from what was to what is.
        let named = |i: usize| tokens.get(i).is_some_and(|t| name(t).is_some());
        let edge = at > 0 && named(at - 1) && named(at + 1);
        let arrow =
            token.is(Category::Stance, "arrow") && matches!(token.kind, Kind::Mark(_)) && !edge;
        // 10:00 is a time of day.
        let number = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Number && !t.spaced);
        let clock = number(at + 1) && at > 0 && tokens[at - 1].kind == Kind::Number;
        let colon = matches!(token.kind, Kind::Mark(':')) && !clock;
        let label = colon && start == sentence.start && is_label(&tokens[start..at]);
        if arrow || colon || splits(text, tokens, at, start, sentence.end) {
            push(&mut parts, start..at, label, arrow);
            start = if is_word(token) { at } else { at + 1 };
        }
    }
    push(&mut parts, start..sentence.end, false, false);
    parts
}

fn is_word(token: &Token) -> bool {
    !matches!(token.kind, Kind::Mark(_))
}

/// A few words without a verb, in front of a colon.
fn is_label(tokens: &[Token]) -> bool {
    tokens.len() <= 8 && !tokens.iter().any(predicates)
}

fn splits(text: &str, tokens: &[Token], at: usize, start: usize, end: usize) -> bool {
    let token = &tokens[at];
    let han = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Han);
    if is_lettered(tokens, at) || is_alias(tokens, at, start..end) {
        return false;
    }
    match token.kind {
        // 布里斯本—哥本哈根 is a route; a break is ——.
        Kind::Mark('—') if at > 0 && han(at - 1) && han(at + 1) => false,
        Kind::Mark(';' | '—' | '(' | ')' | '|' | '。' | '.') => true,
        Kind::Mark(',') if at > 0 && (han(at - 1) || han(at + 1)) => true,
        Kind::Mark(',') => {
            let rest = &tokens[at + 1..end.max(at + 1)];
            let next = rest.iter().take_while(|t| t.kind != Kind::Mark(','));
            let says = next.clone().any(predicates);
            let ties = rest.first().is_some_and(|t| t.of(Category::Condition).is_some());
            let joins = rest.first().is_some_and(|t| {
                t.kind == Kind::Latin && slice(text, t.range.clone()).ends_with("ing")
            });
            // "Before April, ...", "Until now, ...": a time that opens the sentence.
            let opens = tokens[start].of(Category::Time).is_some()
                || tokens[start].is(Category::Stance, "history");
            // "Hong Kong moves in October, and Japan goes up as well".
            let and = rest.first().is_some_and(|t| {
                t.kind == Kind::Latin && Particle::LimbAnd.is(slice(text, t.range.clone()))
            });
            let tells = |t: &Token| predicates(t) || t.of(Category::Pole).is_some();
            let joined = and
                && rest.get(1).is_some_and(|t| !t.is_function() && !predicates(t))
                && next.clone().any(tells)
                && tokens[start..at].iter().any(tells);
            joined
                || ties
                || says && opens && !tokens[start..at].iter().any(predicates)
                || (says || joins) && tokens[start..at].iter().any(predicates)
        }
        _ if at > start => {
            let word = slice(text, token.range.clone());
            Particle::Tie.is(word) || Particle::Turn.is(word) && at > start + 1
        }
        _ => false,
    }
}

/// The brackets around the other name of what stands before them part no clauses: 螢丘工作室
/// (Fireknoll Studio) 全部股權.
fn is_alias(tokens: &[Token], at: usize, clause: Range<usize>) -> bool {
    let mark = |i: usize, c: char| tokens.get(i).is_some_and(|t| t.kind == Kind::Mark(c));
    let open = match mark(at, ')') {
        true => (clause.start..at).rev().take(ALIAS_MAX + 1).find(|i| mark(*i, '(')),
        false => Some(at).filter(|_| mark(at, '(')),
    };
    let Some(open) = open.filter(|i| *i > clause.start) else { return false };
    let close = (open + 1..clause.end.min(open + 2 + ALIAS_MAX)).find(|i| mark(*i, ')'));
    let Some(inside) = close.and_then(|close| tokens.get(open + 1..close)) else { return false };
    let latin = inside
        .iter()
        .all(|t| t.kind == Kind::Latin || matches!(t.kind, Kind::Mark('.' | '-' | '&')));
    let named = inside.iter().any(|t| t.capital || name(t).is_some());
    latin && named && !inside.iter().any(predicates) && tokens[open - 1].kind == Kind::Han
}

/// The brackets of 401(k) part no clauses.
fn is_lettered(tokens: &[Token], at: usize) -> bool {
    let open = |i: usize| {
        matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Mark('(')))
            && !tokens[i].spaced
            && i.checked_sub(1).is_some_and(|b| tokens[b].kind == Kind::Number)
            && tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Latin && t.range.len() == 1)
    };
    let closes = matches!(tokens[at].kind, Kind::Mark(')')) && at >= 2 && open(at - 2);
    open(at) || closes
}

/// The topic terms next to the tokens `at`: back to the quantity before or `reach` tokens, and on to
/// the next mark or quantity, within the sentence.
pub(crate) fn beside(
    text: &str,
    tokens: &[Token],
    at: Range<usize>,
    taken: &[Range<usize>],
    sentence: Range<usize>,
    reach: usize,
) -> Vec<Term> {
    let is_taken = |i: &usize| !at.contains(i) && taken.iter().any(|t| t.contains(i));
    let stops = |i: &usize| {
        is_taken(i)
            || tokens[*i].kind == Kind::Number
            || matches!(tokens[*i].kind, Kind::Mark(',' | ';' | ':' | '、' | '。' | '.'))
    };
    let back = (sentence.start.max(at.start.saturating_sub(reach))..at.start).rev();
    let on = at.end..sentence.end.min(at.end + reach.min(6));
    // "75 percent in economy and 125 in business": what stands before the "and" is of the former.
    let limb = |i: &usize| Particle::LimbAnd.is(slice(text, tokens[*i].range.clone()));
    let two = |mut range: Range<usize>| range.any(|i| is_taken(&i));
    let joined = (two(sentence.start..at.start), two(at.end..sentence.end));
    let near = back
        .take_while(|i| !(stops(i) || joined.0 && limb(i)))
        .chain(on.take_while(|i| !(stops(i) || joined.1 && limb(i))));
    let topical = near.filter(|i| !tokens[*i].is_function());
    topical.flat_map(|i| tokens[i].terms.iter().copied()).collect()
}

/// Whether a token can be what a clause says.
pub(crate) fn predicates(token: &Token) -> bool {
    token.senses.iter().any(|s| {
        matches!(s.concept().category, Category::Verb | Category::Aspect | Category::Modality)
            || s.concept().category == Category::Flow && s.concept().kind != "theme"
            || s.concept().category == Category::Negation && s.concept().id != "negated-adjective"
    })
}
