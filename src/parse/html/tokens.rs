//! The tags and the text of a page, each with the bytes of the file it stands on.
//!
//! The tokenizer says where its tags begin and end, and what the text between them reads; where each
//! letter of that text stands is found here, by walking the file beside it. Both are checked: a tag
//! that does not begin with `<` means that the offsets cannot be trusted, and nothing is returned.

use crate::document::{Comment, Piece};
use crate::span::{Span, slice};
use html5gum::emitters::default::StartTag;
use html5gum::{DefaultEmitter, Token as Raw, Tokenizer};

/// A tag, or the text between two.
#[derive(Debug, Clone)]
pub enum Token {
    /// A start tag.
    Open {
        /// Lower-case name.
        name: String,
        /// The attributes that say something about place or visibility, lower-case names.
        marks: Vec<(String, String)>,
        /// The tag itself.
        span: Span,
    },
    /// An end tag.
    Close {
        /// Lower-case name.
        name: String,
        /// The tag itself.
        span: Span,
    },
    /// Text, entities decoded.
    Text(Chunk),
    /// A comment between `<!--` and `-->`.
    Comment(Comment),
}

/// Text and the bytes it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chunk {
    /// The decoded text, white space as it stands.
    pub text: String,
    /// Its pieces, sorted, without a gap in the text.
    pub pieces: Vec<Piece>,
}

/// Attributes worth keeping; the rest of a page's attributes is style and script.
const MARKS: [&str; 10] = [
    "aria-hidden",
    "class",
    "colspan",
    "datetime",
    "hidden",
    "href",
    "id",
    "role",
    "rowspan",
    "style",
];

/// Elements whose content is text whatever it looks like.
pub const RAW: [&str; 10] = [
    "iframe",
    "noembed",
    "noframe",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];

/// Reads `text` into tokens, or nothing when an offset turns out wrong.
pub fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut found = Vec::new();
    let mut pending: Option<(String, bool)> = None;
    let mut end = 0;
    let mut raw = false;
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        let span = match &token {
            Raw::String(value) => {
                pending = Some((String::from_utf8_lossy(&value.value).into_owned(), raw));
                continue;
            }
            Raw::Error(_) => continue,
            Raw::StartTag(tag) => Span { start: tag.span.start, end: tag.span.end },
            Raw::EndTag(tag) => Span { start: tag.span.start, end: tag.span.end },
            Raw::Comment(comment) => Span { start: comment.span.start, end: comment.span.end },
            Raw::Doctype(doctype) => Span { start: doctype.span.start, end: doctype.span.end },
        };
        if !stands(text, span, end) {
            return None;
        }
        if let Some((value, raw)) = pending.take() {
            found.push(Token::Text(walk(text, Span::new(end, span.start), &value, raw)));
        }
        end = span.end;
        match token {
            Raw::StartTag(tag) => {
                let open = opened(&tag, span);
                raw = matches!(&open, Token::Open { name, .. } if RAW.contains(&name.as_str()));
                found.push(open);
            }
            Raw::EndTag(tag) => {
                raw = false;
                found.push(Token::Close { name: lossy(&tag.name), span });
            }
            Raw::Comment(comment) if slice(text, span.start..span.end).starts_with("<!--") => {
                found.push(Token::Comment(Comment { text: lossy(&comment.value), span }));
            }
            _ => {}
        }
    }
    if let Some((value, raw)) = pending.take() {
        found.push(Token::Text(walk(text, Span::new(end, text.len()), &value, raw)));
    }
    Some(found)
}

/// Whether a tag or comment stands at `span`, at or after `end`.
fn stands(text: &str, span: Span, end: usize) -> bool {
    end <= span.start
        && span.start < span.end
        && text.is_char_boundary(span.end)
        && text.get(span.start..span.end).is_some_and(|cut| cut.starts_with('<'))
}

fn opened(tag: &StartTag<usize>, span: Span) -> Token {
    let marks = MARKS
        .iter()
        .filter_map(|name| {
            let value = tag.attributes.get(name.as_bytes())?;
            Some(((*name).to_owned(), lossy(&value.value)))
        })
        .collect();
    Token::Open { name: lossy(&tag.name), marks, span }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Lays the decoded `value` along the bytes of the file at `span`.
fn walk(text: &str, span: Span, value: &str, raw: bool) -> Chunk {
    let source = slice(text, span.start..span.end);
    let mut chunk = Chunk::default();
    let (mut at, mut seen) = (0, 0);
    while at < source.len() && seen < value.len() {
        let rest = source.get(at..).unwrap_or("");
        let want = value.get(seen..).unwrap_or("");
        let Some((read, file)) = step(rest, want, raw, span.start + at, &mut chunk) else { break };
        seen += read;
        at += file;
    }
    if seen < value.len() && at < source.len() {
        // The two cannot be laid side by side any further: what is left maps to what is left.
        chunk.push(value.get(seen..).unwrap_or(""), span.start + at..span.end);
    }
    chunk
}

/// One step of the walk: how many bytes of the value and of the file it took.
fn step(rest: &str, want: &str, raw: bool, at: usize, chunk: &mut Chunk) -> Option<(usize, usize)> {
    let plain = rest.find(['&', '\r', '\0', '<', '\u{feff}']).unwrap_or(rest.len());
    if 0 < plain {
        let same = common(rest.get(..plain)?, want);
        chunk.push(want.get(..same)?, at..at + same);
        return (0 < same).then_some((same, same));
    }
    let first = rest.chars().next()?;
    match first {
        '\r' => {
            let file = if rest.starts_with("\r\n") { 2 } else { 1 };
            chunk.push("\n", at..at + file);
            want.starts_with('\n').then_some((1, file))
        }
        // A browser leaves both out.
        '\0' if want.starts_with('\0') => Some((1, 1)),
        '\u{feff}' if want.starts_with(first) => Some((3, 3)),
        '\0' if want.starts_with('\u{fffd}') => Some((3, 1)),
        '<' if !raw && rest.starts_with("</>") => Some((0, 3)),
        '&' => entity(rest, want, at, chunk),
        _ if want.starts_with(first) => {
            chunk.push(want.get(..first.len_utf8())?, at..at + first.len_utf8());
            Some((first.len_utf8(), first.len_utf8()))
        }
        _ => None,
    }
}

/// Bytes that two texts share from their beginning, in whole characters.
fn common(one: &str, other: &str) -> usize {
    one.char_indices()
        .zip(other.chars())
        .find(|((_, a), b)| a != b)
        .map_or(one.len().min(other.len()), |((at, _), _)| at)
}

/// An entity: `&`, a name or number, perhaps a semicolon. The letters behind a name that ended
/// early (`&ampx`) stand for themselves.
fn entity(rest: &str, want: &str, at: usize, chunk: &mut Chunk) -> Option<(usize, usize)> {
    let name = rest.strip_prefix('&')?;
    let number = usize::from(name.starts_with('#'));
    let letters = name.bytes().skip(number).take_while(u8::is_ascii_alphanumeric).count();
    let mut len = 1 + number + letters;
    len += usize::from(rest.as_bytes().get(len) == Some(&b';'));
    let word = rest.get(..len)?;
    let read = decoded(word);
    if len == 1 || read.is_empty() || !want.starts_with(&read) {
        chunk.push("&", at..at + 1);
        return want.starts_with('&').then_some((1, 1));
    }
    let tail = word.bytes().rev().zip(read.bytes().rev()).take_while(|(a, b)| a == b).count();
    // The tail is ASCII when the word is, so both cuts are on character boundaries.
    let tail = if tail == word.len() { tail } else { tail.min(read.len().saturating_sub(1)) };
    let head = read.len() - tail;
    let file = at..at + len - tail;
    if 0 < head && file.len() == head {
        // Equal lengths would pass for equal bytes (`&acE;` reads five bytes): cut the pair unevenly.
        let one = read.chars().next()?.len_utf8();
        let cut = if one == 1 { file.end - 1 } else { file.start + 1 };
        chunk.push(read.get(..one)?, file.start..cut);
        chunk.push(read.get(one..head)?, cut..file.end);
    } else {
        chunk.push(read.get(..head)?, file);
    }
    chunk.push(read.get(head..)?, at + len - tail..at + len);
    Some((read.len(), len))
}

/// What an entity reads.
fn decoded(word: &str) -> String {
    let mut read = String::new();
    for token in Tokenizer::new(word) {
        let Ok(token) = token;
        if let Raw::String(value) = token {
            read.push_str(&String::from_utf8_lossy(&value.value));
        }
    }
    read
}

impl Chunk {
    /// Adds text that came from `file`.
    fn push(&mut self, text: &str, file: std::ops::Range<usize>) {
        append(&mut self.text, &mut self.pieces, text, file);
    }
}

/// Adds `more` from `file` to a text with pieces; bytes that go on where the last piece ended lengthen
/// it, when both stand in the file as they read.
pub fn append(
    text: &mut String,
    pieces: &mut Vec<Piece>,
    more: &str,
    file: std::ops::Range<usize>,
) {
    if more.is_empty() {
        return;
    }
    let range = text.len()..text.len() + more.len();
    text.push_str(more);
    match pieces.last_mut() {
        Some(last)
            if last.is_exact() && last.file.end == file.start && file.len() == range.len() =>
        {
            last.text.end = range.end;
            last.file.end = file.end;
        }
        _ => pieces.push(Piece { text: range, file }),
    }
}
