//! The words of a source nearest to a quote that is not in it, as a diff an editor can read.

use super::plain::plain_char;
use crate::document::{Document, Passage};
use crate::fold::is_han;
use crate::span::{Lines, Span, slice};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::ops::Range;

/// How much of one passage is looked through: a paragraph of this size is no paragraph.
const LOOK_MAX_BYTES: usize = 200_000;

/// The words of a source nearest to a quote that is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// The whole text of the passage that holds them; empty when no passage shares a word.
    pub text: String,
    /// The way from the quote to the passage: `[-quote-]{+passage+}`; empty as above.
    pub diff: String,
    /// How many words, or Chinese characters, of the quote the passage shares.
    pub shared: usize,
    /// Where the words stand in the source's file.
    pub span: Span,
}

impl Nearest {
    /// What to tell the editor; `source` is the document that was searched.
    pub fn message(&self, source: &Document) -> String {
        if self.diff.is_empty() {
            return format!("quote is not in {}, nor anything like it", source.path);
        }
        let place = Lines::of(&source.text).position(&source.text, self.span.start);
        format!(
            "quote is not in {}; nearest passage at {}:{}:{}: {}",
            source.path, source.path, place.line, place.column, self.diff
        )
    }
}

/// The passage, and the words in it, that share most words with `quote`.
pub fn nearest(quote: &str, source: &Document) -> Nearest {
    let wanted = tokens(quote);
    let mut best: Option<(usize, &Passage, Vec<Token>)> = None;
    for passage in &source.passages {
        let (shared, window) = window(&wanted, tokens(slice(&passage.text, 0..LOOK_MAX_BYTES)));
        if 0 < shared && best.as_ref().is_none_or(|(most, ..)| *most < shared) {
            best = Some((shared, passage, window));
        }
    }
    let Some((shared, passage, window)) = best else {
        return Nearest {
            text: String::new(),
            diff: String::new(),
            shared: 0,
            span: Span::new(0, 0),
        };
    };
    let (diff, range) = diff(&wanted, &window);
    Nearest { text: passage.text.clone(), diff, shared, span: passage.span(range) }
}

/// A Latin word, a Chinese character, a mark or white space.
struct Token {
    /// What is compared.
    plain: String,
    /// What is shown.
    text: String,
    range: Range<usize>,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut last = Kind::Single;
    for (at, c) in text.char_indices() {
        let kind = Kind::of(c);
        let shown = if kind == Kind::Space { ' ' } else { c };
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(token) if kind == last && kind != Kind::Single => {
                token.range.end = end;
                if kind == Kind::Word {
                    token.text.push(shown);
                    token.plain.push_str(&plain_char(shown));
                }
            }
            _ => {
                tokens.push(Token { plain: plain_char(shown), text: shown.into(), range: at..end })
            }
        }
        last = kind;
    }
    tokens
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Word,
    Space,
    Single,
}

impl Kind {
    fn of(c: char) -> Kind {
        match c {
            _ if c.is_whitespace() => Kind::Space,
            _ if c.is_alphanumeric() && !is_han(c) => Kind::Word,
            _ => Kind::Single,
        }
    }
}

impl Token {
    /// Whether sharing it says that two texts are about the same.
    fn counts(&self) -> bool {
        self.plain.chars().any(char::is_alphanumeric)
    }
}

/// The stretch of `tokens`, somewhat longer than `wanted`, that shares most tokens with it.
fn window(wanted: &[Token], mut tokens: Vec<Token>) -> (usize, Vec<Token>) {
    let mut left: HashMap<&str, isize> = HashMap::new();
    for token in wanted.iter().filter(|t| t.counts()) {
        *left.entry(&token.plain).or_default() += 1;
    }
    let width = wanted.len() + wanted.len() / 2 + 4;
    let (mut shared, mut most, mut best_end) = (0usize, 0usize, 0usize);
    for (at, token) in tokens.iter().enumerate() {
        if let Some(gone) = at.checked_sub(width).and_then(|gone| tokens.get(gone))
            && let Some(count) = left.get_mut(gone.plain.as_str())
        {
            *count += 1;
            shared -= usize::from(0 < *count);
        }
        if let Some(count) = left.get_mut(token.plain.as_str()) {
            shared += usize::from(0 < *count);
            *count -= 1;
        }
        if most < shared {
            (most, best_end) = (shared, at + 1);
        }
    }
    // What replaced the quote's last words is shared by nothing, and stands behind.
    tokens.truncate(best_end + wanted.len() / 3 + 2);
    let window = tokens.split_off(best_end.saturating_sub(width));
    (most, window)
}

/// The diff from `old` to `new`, without what `new` has before and after; and the bytes it covers.
fn diff(old: &[Token], new: &[Token]) -> (String, Range<usize>) {
    let plain = |tokens: &[Token]| tokens.iter().map(|t| t.plain.clone()).collect::<Vec<_>>();
    let mut ops = capture_diff_slices(Algorithm::Myers, &plain(old), &plain(new));
    trim(&mut ops);
    let words = |tokens: &[Token], range: Range<usize>| -> String {
        tokens.get(range).unwrap_or(&[]).iter().map(|t| t.text.as_str()).collect()
    };
    let mut out = String::new();
    for op in &ops {
        let (gone, come) = (words(old, op.old_range()), words(new, op.new_range()));
        match op {
            DiffOp::Equal { .. } => out.push_str(&come),
            _ => {
                out.push_str(&marked("[-", &gone, "-]"));
                out.push_str(&marked("{+", &come, "+}"));
            }
        }
    }
    let start = ops.first().and_then(|op| new.get(op.new_range().start));
    let end = ops.last().and_then(|op| new.get(op.new_range().end.checked_sub(1)?));
    let start = start.map_or(0, |token| token.range.start);
    (out, start..end.map_or(start, |token| token.range.end))
}

/// Takes away what the passage says before and after the quote's words.
fn trim(ops: &mut Vec<DiffOp>) {
    if matches!(ops.last(), Some(DiffOp::Insert { .. })) {
        ops.pop();
    }
    if matches!(ops.first(), Some(DiffOp::Insert { .. })) {
        ops.remove(0);
    }
    if let Some(DiffOp::Replace { old_len, new_len, .. }) = ops.last_mut() {
        *new_len = (*new_len).min(*old_len);
    }
    if let Some(DiffOp::Replace { old_len, new_index, new_len, .. }) = ops.first_mut() {
        let kept = (*new_len).min(*old_len);
        *new_index += *new_len - kept;
        *new_len = kept;
    }
}

fn marked(open: &str, text: &str, close: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{open}{text}{close}") }
}
