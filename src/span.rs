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
}

impl Lines {
    /// Finds the line starts of `text`; a line ends with `\n`.
    pub fn of(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        Lines { starts }
    }

    /// The position of byte `at` of `text`, which must be the text the lines were found in.
    pub fn position(&self, text: &str, at: usize) -> Position {
        let line = self.starts.partition_point(|s| *s <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = slice(text, start..at);
        // A byte order mark is no character of the first line: editors do not count it.
        let before = if line == 1 { before.trim_start_matches('\u{feff}') } else { before };
        Position { line, column: before.chars().count() + 1 }
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
    fn a_cut_inside_a_character_is_widened() {
        assert_eq!(slice("微軟", 1..2), "微");
        assert_eq!(slice("微軟", 4..99), "軟");
    }
}
