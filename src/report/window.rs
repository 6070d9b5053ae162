//! Cuts a long line to a window around what is underlined.
//!
//! A paragraph is often one line of thousands of characters; a reader needs the words around the
//! mark. The text that comes out is clean (see `clean`) and the mark's bytes count in it.

use super::clean;
use crate::span::slice;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// A line as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// What stands in the line, cut and clean.
    pub text: String,
    /// The marked bytes of `text`.
    pub mark: Range<usize>,
}

/// Shows `line` in at most `width_columns`, with the bytes `mark` of it in sight.
pub(super) fn window(line: &str, mark: Range<usize>, width_columns: usize) -> Window {
    let room = width_columns.max(20) - 2;
    let (marked, whole) = taken(slice(line, mark.clone()).chars(), room);
    let room = room - columns(&marked).min(room);
    let before = slice(line, 0..mark.start);
    let after = if whole { slice(line, mark.end..line.len()) } else { "" };
    let left = columns(&taken(before.chars().rev(), room).0);
    let right = columns(&taken(after.chars(), room).0);
    let half = room / 2;
    let (left, right) = match (left <= half, right <= half) {
        (true, _) => (left, room - left),
        (false, true) => (room - right, right),
        (false, false) => (half, room - half),
    };
    let (before, from_start) = taken(before.chars().rev(), left);
    let (after, to_end) = taken(after.chars(), right);
    let mut text = String::from(if from_start { "" } else { "…" });
    before.iter().rev().for_each(|piece| text.push_str(piece));
    let start = text.len();
    marked.iter().for_each(|piece| text.push_str(piece));
    let end = text.len();
    after.iter().for_each(|piece| text.push_str(piece));
    if !(whole && to_end) {
        text.push('…');
    }
    Window { text, mark: start..end }
}

fn columns(pieces: &[String]) -> usize {
    pieces.iter().map(|piece| piece.width()).sum()
}

/// Characters as they are shown, as many as fit, and whether that was all of them.
fn taken(chars: impl Iterator<Item = char>, width_columns: usize) -> (Vec<String>, bool) {
    let mut pieces: Vec<String> = Vec::new();
    let mut used = 0;
    for c in chars {
        let piece = clean::line(c.encode_utf8(&mut [0; 4])).into_owned();
        used += piece.width();
        // Characters without width are bounded too: a line may be a megabyte of them.
        if width_columns < used || 4 * width_columns < pieces.len() {
            return (pieces, false);
        }
        pieces.push(piece);
    }
    (pieces, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, words: &str, width: usize) -> (String, String) {
        let at = line.find(words).unwrap();
        let window = window(line, at..at + words.len(), width);
        assert!(window.text.width() <= width, "{} columns", window.text.width());
        let marked = slice(&window.text, window.mark.clone()).to_string();
        (window.text, marked)
    }

    #[test]
    fn a_short_line_is_whole() {
        assert_eq!(shown("a b c", "b", 80), ("a b c".into(), "b".into()));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let line = format!("{}MARK{}", "x".repeat(900), "y".repeat(900));
        let (text, marked) = shown(&line, "MARK", 24);
        assert_eq!(text, "…xxxxxxxxxMARKyyyyyyyyy…");
        assert_eq!(marked, "MARK");
    }

    #[test]
    fn room_that_one_side_leaves_goes_to_the_other() {
        let line = format!("ab MARK{}", "微".repeat(900));
        let (text, _) = shown(&line, "MARK", 30);
        assert_eq!(text, "ab MARK微微微微微微微微微微…");
    }

    #[test]
    fn a_mark_wider_than_the_window_is_cut_too() {
        let line = format!("a{}b", "m".repeat(900));
        let (text, marked) = shown(&line, &"m".repeat(900), 22);
        assert_eq!(text, "…mmmmmmmmmmmmmmmmmmmm…");
        assert_eq!(marked, "mmmmmmmmmmmmmmmmmmmm");
    }

    #[test]
    fn controls_are_clean_and_the_mark_moves_with_them() {
        assert_eq!(shown("\u{1b}a\tb", "b", 80), ("\\u{1b}a b".into(), "b".into()));
    }
}
