//! `key: value` lines: fenced, in front matter, or scraped without their fence and indentation.

use super::flow::Flow;
use super::writer::Writer;
use crate::document::{PassageId, PassageKind};
use crate::span::slice;
use std::ops::Range;

/// One line of a key block: how far it is indented, and its text.
pub type KeyLine = (usize, Flow);

/// The parts of a `key: value # comment` line, as byte ranges of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The key, without quotes.
    pub key: Range<usize>,
    /// The value, without quotes; empty for a key that opens a block.
    pub value: Range<usize>,
    /// The comment behind `#`.
    pub comment: Option<Range<usize>>,
    /// Columns of a list dash before the key.
    dash: usize,
    /// Whether it is a `[table]` line, which ends all that was open.
    table: bool,
}

impl Parts {
    /// Whether the key opens a block.
    pub fn is_head(&self) -> bool {
        self.value.is_empty()
    }
}

/// Reads one line of a key block.
pub fn read(line: &str) -> Option<Parts> {
    let start = line.len() - line.trim_start().len();
    let rest = slice(line, start..line.len());
    let dash = rest.strip_prefix("- ").map_or(0, |r| rest.len() - r.trim_start().len());
    let start = start + dash;
    let rest = slice(line, start..line.len());
    if let Some(name) = rest.strip_prefix('[').and_then(|r| r.trim_end().strip_suffix(']')) {
        let plain = !name.is_empty() && name.bytes().all(is_key_byte);
        let key = start + 1..start + 1 + name.len();
        return plain.then_some(Parts {
            value: key.end..key.end,
            key: key.clone(),
            comment: None,
            dash,
            table: true,
        });
    }
    let quote = usize::from(rest.starts_with('"'));
    let name = slice(rest, quote..rest.len()).bytes().take_while(|b| is_key_byte(*b)).count();
    let first = rest.as_bytes().get(quote)?;
    if name == 0 || !(first.is_ascii_alphabetic() || *first == b'_') {
        return None;
    }
    let key = start + quote..start + quote + name;
    let after = slice(line, key.end + quote..line.len());
    let sign = after.trim_start_matches(' ');
    let sign_at = line.len() - sign.len();
    let spaced = sign.strip_prefix(':').filter(|v| v.is_empty() || v.starts_with([' ', '\t']));
    let value = match spaced {
        Some(value) if after.len() == sign.len() => value,
        _ => sign.strip_prefix('=').filter(|v| v.starts_with(' ') && after.len() != sign.len())?,
    };
    let (value, comment) = value_and_comment(line, sign_at + 1, value);
    Some(Parts { key, value, comment, dash, table: false })
}

fn is_key_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-')
}

/// Splits the value off its comment and its quotes.
fn value_and_comment(line: &str, at: usize, value: &str) -> (Range<usize>, Option<Range<usize>>) {
    let start = at + value.len() - value.trim_start().len();
    let rest = slice(line, start..line.len());
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote
        && let Some(close) = slice(rest, 1..rest.len()).find(quote)
    {
        let behind = start + close + 2;
        let comment = comment_at(line, behind);
        let tail = slice(line, behind..comment.as_ref().map_or(line.len(), |c| c.0));
        if tail.trim_matches([' ', '\t', ',']).is_empty() {
            return (start + 1..start + 1 + close, comment.map(|c| c.1));
        }
    }
    let comment =
        if rest.starts_with('#') { comment_at(line, at) } else { comment_at(line, start) };
    let end = comment.as_ref().map_or(line.len(), |c| c.0).max(start.min(line.len()));
    let value = slice(line, start..end).trim_end().trim_end_matches(',').trim_end();
    let opens = matches!(value, "{" | "[" | "|" | ">" | "|-" | ">-");
    let end = if opens || rest.starts_with('#') { start } else { start + value.len() };
    (start..end, comment.map(|c| c.1))
}

/// Where the comment sign stands behind `at`, and the comment's own range.
fn comment_at(line: &str, at: usize) -> Option<(usize, Range<usize>)> {
    let sign = at + slice(line, at..line.len()).find(" #")?;
    let text = slice(line, sign + 2..line.len());
    let start = line.len() - text.trim_start().len();
    Some((sign, start..(start + text.trim().len()).max(start)))
}

/// What the first lines of some running text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Lead-in lines before the keys.
    pub leads: usize,
    /// Lines of the key block behind them.
    pub count: usize,
    /// Lines of key shape in a row: no other block begins in them.
    pub seen: usize,
}

/// Finds the key block that stands at the start of `lines` without a fence.
///
/// At least two lines of key shape, one of them with a value; one key with an underscore, or one
/// opening key or short value. A lone capitalised word with prose behind it is not a key.
pub fn block(lines: &[&str]) -> Block {
    let parts: Vec<Parts> = lines.iter().map_while(|line| plain(line)).collect();
    let seen = parts.len();
    let end = seen - parts.iter().rev().take_while(|p| p.is_head()).count();
    let capital = |line: &&&str| line.starts_with(|c: char| c.is_ascii_uppercase());
    let is_lead = |(line, p): &(&&str, &Parts)| p.is_head() && capital(line);
    let leads = lines.iter().zip(&parts).take(end).take_while(is_lead).count();
    // Capitalised heads are lead-ins where small keys follow, and heads where none does.
    let small = lines.iter().take(end).skip(leads).any(|line| !capital(&line));
    let leads = if small { leads } else { 0 };
    let sure = |(line, p): (&&str, &Parts)| {
        slice(line, p.key.clone()).contains('_')
            || p.is_head()
            || is_scalar(slice(line, p.value.clone()))
    };
    let count = end - leads;
    let found = 2 <= count && lines.iter().zip(&parts).take(end).skip(leads).any(sure);
    Block { leads, count: if found { count } else { 0 }, seen }
}

/// Reads a line that could be of a key block in running text.
pub fn plain(line: &str) -> Option<Parts> {
    let parts = read(line)?;
    let key = slice(line, parts.key.clone());
    let value = slice(line, parts.value.clone());
    let capital = key.starts_with(|c: char| c.is_ascii_uppercase()) && !key.contains('_');
    let prose = capital && !parts.is_head() && !is_scalar(value);
    (parts.dash == 0 && !parts.table && !line.contains(" = ") && !prose).then_some(parts)
}

/// A number, a date, a word: not a clause.
fn is_scalar(value: &str) -> bool {
    value.split_whitespace().count() == 1 && value.chars().count() <= 24
}

/// Writes the lines of a key block.
pub fn write(writer: &mut Writer, lines: &[KeyLine]) {
    let mut path = Path::new(lines);
    for (indent, flow) in lines {
        let Some(parts) = read(&flow.text) else {
            path.loose(writer, flow);
            continue;
        };
        let key = slice(&flow.text, parts.key.clone()).to_string();
        if parts.table {
            path.heads.clear();
        }
        let parent = path.enter(indent + parts.dash, parts.is_head());
        let mut keys: Vec<String> = path.heads.iter().map(|head| head.key.clone()).collect();
        keys.push(key.clone());
        let part = |range: Range<usize>| flow.part(range);
        let id = if parts.is_head() {
            let id =
                writer.key(PassageKind::KeyHead, part(parts.key.clone()), keys.clone(), parent);
            path.heads.push(Open { indent: indent + parts.dash, key, id });
            id
        } else {
            path.valued = true;
            writer.key(PassageKind::Value, part(parts.value.clone()), keys.clone(), parent)
        };
        if let Some(comment) = parts.comment.clone() {
            let parent = if parts.is_head() { id } else { parent };
            writer.key(PassageKind::Comment, part(comment), keys, parent);
        }
    }
}

/// The open heads of a key block.
struct Path {
    heads: Vec<Open>,
    /// Whether the block has indentation to go by.
    indented: bool,
    /// Whether a value came since the last head.
    valued: bool,
}

struct Open {
    indent: usize,
    key: String,
    id: Option<PassageId>,
}

impl Path {
    fn new(lines: &[KeyLine]) -> Path {
        let first = lines.first().map_or(0, |line| line.0);
        let indented = lines.iter().any(|line| line.0 != first);
        Path { heads: Vec::new(), indented, valued: false }
    }

    /// Closes what a line at `indent` closes, and says which head it stands under.
    fn enter(&mut self, indent: usize, is_head: bool) -> Option<PassageId> {
        if self.indented {
            while self.heads.last().is_some_and(|head| indent <= head.indent) {
                self.heads.pop();
            }
        } else if is_head && self.valued && 1 < self.heads.len() {
            // Without indentation a head after values replaces the innermost one, but never the
            // root of the block.
            self.heads.pop();
        }
        self.valued &= !is_head;
        self.heads.last().and_then(|head| head.id)
    }

    /// A line that is not of key shape: an entry of a list, or more of a long value.
    fn loose(&mut self, writer: &mut Writer, flow: &Flow) {
        let text = flow.text.trim();
        let start = flow.text.len() - flow.text.trim_start().len();
        let parent = self.heads.last().and_then(|head| head.id);
        let keys: Vec<String> = self.heads.iter().map(|head| head.key.clone()).collect();
        let (kind, sign) = match text {
            _ if text.starts_with('#') => (PassageKind::Comment, 1),
            _ if text.starts_with("- ") => (PassageKind::Value, 2),
            _ => (PassageKind::Value, 0),
        };
        if text.chars().any(char::is_alphanumeric) {
            let entry = flow.part(start + sign..flow.text.len()).trimmed();
            let quotes = ['"', '\'', ','];
            let inner = entry.text.trim_start_matches(quotes);
            let from = entry.text.len() - inner.len();
            let to = from + inner.trim_end_matches(quotes).len();
            writer.key(kind, entry.part(from..to), keys, parent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn written(source: &str) -> Document {
        let mut writer = Writer::new("k", source.to_string());
        let mut at = 0;
        let mut lines = Vec::new();
        for line in source.split_inclusive('\n') {
            let start = line.len() - line.trim_start().len();
            lines.push((start, Flow::of(source, at + start..at + line.trim_end().len())));
            at += line.len();
        }
        write(&mut writer, &lines);
        writer.finish()
    }

    fn path(document: &Document, text: &str) -> String {
        let passage = document.passages.iter().find(|p| p.text == text).unwrap();
        passage.place.keys.join(">")
    }

    #[test]
    fn without_indentation_a_head_after_values_replaces_the_last_one() {
        let document = written(
            "ferry_plan:\nwinter:\nnorth:\nboats: 3 # two spare\nsouth:\nboats: 4\nowner: city\n",
        );
        assert_eq!(path(&document, "3"), "ferry_plan>winter>north>boats");
        assert_eq!(path(&document, "4"), "ferry_plan>winter>south>boats");
        let comment = document.passages.iter().find(|p| p.kind == PassageKind::Comment).unwrap();
        assert_eq!(comment.text, "two spare");
        assert_eq!(comment.place.keys.join(">"), "ferry_plan>winter>north>boats");
    }

    #[test]
    fn a_head_after_the_values_of_the_root_nests_under_it() {
        let document = written("plan:\nfrom: 2030-01-01\nfares:\nadult: 4\n");
        assert_eq!(path(&document, "4"), "plan>fares>adult");
        let head = document.passages.iter().position(|p| p.text == "fares").unwrap();
        assert_eq!(document.passages.last().unwrap().place.parent, Some(PassageId(head)));
    }

    #[test]
    fn indentation_decides_where_it_is_there() {
        let document = written("plan:\n  fares:\n    adult: \"4\"\n  owner: city\n");
        assert_eq!(path(&document, "4"), "plan>fares>adult");
        assert_eq!(path(&document, "city"), "plan>owner");
    }

    #[test]
    fn prose_with_a_colon_is_not_a_key_block() {
        let found = |lines: &[&str]| (block(lines).leads, block(lines).count);
        assert_eq!(found(&["Harbour: keeps its lead", "Island: gains two boats"]).1, 0);
        assert_eq!(found(&["note: this is one line only"]).1, 0);
        assert_eq!(found(&["ferry_plan:", "boats: 3", "Summary:"]), (0, 2));
        assert_eq!(found(&["Mode:", "ferry_plan:", "boats: 3"]), (1, 2));
    }
}
