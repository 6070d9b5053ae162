//! Where something stands: byte ranges of the file as it is on disk, and lines and columns.
//!
//! This is the one module that cuts strings by byte index; everything else asks it.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Bytes of a file, `start` included, `end` excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span of the bytes `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share a byte.
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A place for people: line and column count from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The line starts of a text, for turning bytes into positions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<usize>,
    /// Characters that begin before each block of the text: a file may be one line of megabytes.
    before: Vec<usize>,
}

/// Bytes of a block.
const BLOCK_BYTES: usize = 1024;

impl Lines {
    /// Finds the line starts of `text`; a line ends with `\n`.
    pub fn of(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        let mut before = vec![0];
        let blocks = text.as_bytes().chunks(BLOCK_BYTES);
        before.extend(blocks.scan(0, |sum, block| {
            *sum += characters(block);
            Some(*sum)
        }));
        Lines { starts, before }
    }

    /// The position of byte `at` of `text`, which must be the text the lines were found in.
    pub fn position(&self, text: &str, at: usize) -> Position {
        let line = self.starts.partition_point(|s| *s <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.before(text, ceil(text, at)).saturating_sub(self.before(text, start));
        // A byte order mark is no character of the first line: editors do not count it.
        let mark = if line == 1 {
            slice(text, start..at).chars().take_while(|c| *c == '\u{feff}').count()
        } else {
            0
        };
        Position { line, column: before - mark + 1 }
    }

    /// How many characters begin before byte `at`.
    fn before(&self, text: &str, at: usize) -> usize {
        let block = at / BLOCK_BYTES;
        let known = self.before.get(block).copied().unwrap_or(0);
        known + characters(text.as_bytes().get(block * BLOCK_BYTES..at).unwrap_or(&[]))
    }

    /// The bytes of line `line` (from 1) of `text`, without its line end.
    pub fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        slice(text, self.range(text, line)).trim_end_matches(['\n', '\r'])
    }

    /// The byte range of line `line` (from 1), line end included.
    pub fn range(&self, text: &str, line: usize) -> Range<usize> {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(text.len());
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        start..end
    }
}

/// Spans to be asked which of them share a byte with another, without looking at all of them.
#[derive(Debug, Clone, Default)]
pub struct Overlaps {
    /// By first byte: the span, its number, and how far it and those before it reach.
    sorted: Vec<(Span, usize, usize)>,
}

impl Overlaps {
    /// Numbers the spans from 0.
    pub fn of(spans: impl Iterator<Item = Span>) -> Self {
        let mut sorted: Vec<_> =
            spans.enumerate().map(|(number, span)| (span, number, 0)).collect();
        sorted.sort_by_key(|(span, ..)| span.start);
        let mut reach = 0;
        for (span, _, reaches) in &mut sorted {
            reach = reach.max(span.end);
            *reaches = reach;
        }
        Overlaps { sorted }
    }

    /// The numbers of those that share a byte with `span`, in no order.
    pub fn met(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        let end = self.sorted.partition_point(|(other, ..)| other.start < span.end);
        let before = self.sorted.get(..end).unwrap_or(&[]).iter().rev();
        let near = before.take_while(move |(.., reach)| span.start < *reach);
        near.filter(move |(other, ..)| other.meets(span)).map(|(_, number, _)| *number)
    }
}

/// How many characters begin in these bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xc0 != 0x80).count()
}

/// The part of `text` at `range`, widened to character boundaries and cut to the text: never panics.
pub fn slice(text: &str, range: Range<usize>) -> &str {
    let start = floor(text, range.start);
    let end = ceil(text, range.end.max(start));
    text.get(start..end).unwrap_or("")
}

/// The last character boundary at or before `at`.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first character boundary at or after `at`.
pub fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "a\n微軟 x";
        let lines = Lines::of(text);
        assert_eq!(lines.position(text, 9), Position { line: 2, column: 4 });
        assert_eq!(lines.line(text, 2), "微軟 x");
        let text = "\u{feff}ab";
        assert_eq!(Lines::of(text).position(text, 4), Position { line: 1, column: 2 });
    }

    #[test]
    fn a_long_line_has_the_column_that_counting_gives() {
        let text = format!("\u{feff}{}\n{}", "微a".repeat(900), "é軟".repeat(900));
        let lines = Lines::of(&text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let line = slice(&text, 0..at).rsplit('\n').next().unwrap();
            let column = line.trim_start_matches('\u{feff}').chars().count() + 1;
            assert_eq!(lines.position(&text, at).column, column, "byte {at}");
        }
    }

    #[test]
    fn overlaps_are_those_that_meet() {
        let spans = [(5, 9), (0, 20), (3, 4), (9, 9), (12, 13)].map(|(a, b)| Span::new(a, b));
        let overlaps = Overlaps::of(spans.into_iter());
        for (start, end) in (0..22).flat_map(|a| (a..22).map(move |b| (a, b))) {
            let span = Span::new(start, end);
            let mut met: Vec<usize> = overlaps.met(span).collect();
            met.sort_unstable();
            let expected: Vec<usize> = (0..5).filter(|n| spans[*n].meets(span)).collect();
            assert_eq!(met, expected, "{span:?}");
        }
    }

    #[test]
    fn a_cut_inside_a_character_is_widened() {
        assert_eq!(slice("微軟", 1..2), "微");
        assert_eq!(slice("微軟", 4..99), "軟");
    }
}
