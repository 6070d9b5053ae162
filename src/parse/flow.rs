//! Visible text on its way into a passage, with the bytes of the file it came from.

use crate::document::Piece;
use crate::fold::is_han;
use crate::span::slice;
use std::ops::Range;

/// A run of visible text: what a passage is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flow {
    /// The visible text.
    pub text: String,
    /// Where it came from, sorted; every byte of `text` belongs to one piece.
    pub pieces: Vec<Piece>,
    /// The ranges of `text` inside links, sorted.
    pub links: Vec<Range<usize>>,
    /// Whether the last piece may grow: its bytes agree with the file.
    open: bool,
}

impl Flow {
    /// The bytes of `source` at `file`, as they are.
    pub fn of(source: &str, file: Range<usize>) -> Flow {
        let mut flow = Flow::default();
        flow.exact(source, file);
        flow
    }

    /// Appends the bytes of `source` at `file`, as they are.
    pub fn exact(&mut self, source: &str, file: Range<usize>) {
        let text = slice(source, file.clone());
        if text.is_empty() || text.len() != file.len() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(last) if self.open && last.file.end == file.start => {
                last.text.end = self.text.len();
                last.file.end = file.end;
            }
            _ => self.pieces.push(Piece { text: start..self.text.len(), file }),
        }
        self.open = true;
    }

    /// Appends `text`, all of which stands for the whole of `file`.
    pub fn whole(&mut self, text: &str, file: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { text: start..self.text.len(), file });
        self.open = false;
    }

    /// Appends what an entity at `file` reads. One of several letters that is as long as it is written
    /// (`&acE;`) would pass for equal bytes, so it is cut unevenly.
    pub fn entity(&mut self, text: &str, file: Range<usize>) {
        let first = text.chars().next().map_or(0, char::len_utf8);
        if text.len() != file.len() || first == text.len() {
            return self.whole(text, file);
        }
        let cut = if first == 1 { file.end - 1 } else { file.start + 1 };
        self.whole(slice(text, 0..first), file.start..cut);
        self.whole(slice(text, first..text.len()), cut..file.end);
    }

    /// Appends `text` read from `source` at `file`: byte by byte where the two agree; a line end
    /// is seen as a space, a backslash not at all. What agrees in no such way goes as a whole.
    pub fn aligned(&mut self, text: &str, source: &str, file: Range<usize>) {
        let (mut seen, mut at) = (0, file.start);
        while seen < text.len() {
            let rest = slice(text, seen..text.len());
            let raw = slice(source, at..file.end);
            let same = rest.chars().zip(raw.chars()).take_while(|pair| pair.0 == pair.1);
            let length: usize = same.map(|pair| pair.0.len_utf8()).sum();
            // The parser sees a carriage return as one more space, or not at all.
            let one = raw.starts_with("\r\n") && !rest.starts_with("  ");
            match raw.chars().next() {
                _ if 0 < length => {
                    self.exact(source, at..at + length);
                    (seen, at) = (seen + length, at + length);
                }
                Some('\r' | '\n') if rest.starts_with(' ') => {
                    let length = if one { 2 } else { 1 };
                    self.whole(" ", at..at + length);
                    (seen, at) = (seen + 1, at + length);
                }
                Some('\\' | '\r' | '\n' | ' ') => at += 1,
                _ => {
                    self.whole(rest, at..file.end);
                    return;
                }
            }
        }
    }

    /// Marks `text` from byte `start` to its end as linked.
    pub fn link_from(&mut self, start: usize) {
        let end = self.text.len();
        let start = self.links.last().map_or(start, |last| start.max(last.end));
        if start < end {
            self.links.push(start..end);
        }
    }

    /// Bytes of text inside links.
    pub fn linked(&self) -> usize {
        self.links.iter().map(Range::len).sum()
    }

    /// Whether no visible character stands here.
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(is_space)
    }

    /// First byte in the file.
    pub fn start(&self) -> usize {
        self.pieces.first().map_or(0, |p| p.file.start)
    }

    /// One past the last byte in the file.
    pub fn end(&self) -> usize {
        self.pieces.last().map_or(0, |p| p.file.end)
    }

    /// The part of the text at `range`, which lies on character boundaries.
    pub fn part(&self, range: Range<usize>) -> Flow {
        let mut part = Flow::default();
        let first = self.pieces.partition_point(|p| p.text.end <= range.start);
        for piece in self.pieces.iter().skip(first).take_while(|p| p.text.start < range.end) {
            let start = piece.text.start.max(range.start);
            let end = piece.text.end.min(range.end);
            let file = if piece.is_exact() {
                piece.file.start + (start - piece.text.start)
                    ..piece.file.start + (end - piece.text.start)
            } else {
                piece.file.clone()
            };
            part.whole(slice(&self.text, start..end), file);
        }
        let inside = |l: &Range<usize>| l.start.max(range.start)..l.end.min(range.end);
        part.links = self
            .links
            .iter()
            .map(inside)
            .filter(|l| l.start < l.end)
            .map(|l| l.start - range.start..l.end - range.start)
            .collect();
        part
    }

    /// The text without white space at either end.
    pub fn trimmed(&self) -> Flow {
        let start = self.text.len() - self.text.trim_start_matches(is_space).len();
        let end = self.text.trim_end_matches(is_space).len();
        if start == 0 && end == self.text.len() {
            return self.clone();
        }
        self.part(start..end.max(start))
    }

    /// Appends `other` as it is.
    pub fn append(&mut self, other: Flow) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        let moved = |r: Range<usize>| r.start + shift..r.end + shift;
        let pieces = other.pieces.into_iter();
        self.pieces.extend(pieces.map(|p| Piece { text: moved(p.text), file: p.file }));
        self.links.extend(other.links.into_iter().map(moved));
        self.open = other.open;
    }

    /// Appends the next line of the same paragraph: a space stands for the line end, and nothing
    /// between two Chinese characters.
    pub fn join(&mut self, next: Flow) {
        if needs_space(&self.text, &next.text) {
            let gap = self.end()..next.start().max(self.end());
            self.whole(" ", gap);
        }
        self.append(next);
    }
}

/// Whether a joined line end is seen as a space.
pub fn needs_space(before: &str, after: &str) -> bool {
    let wide =
        |c: char| is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}');
    match (before.chars().next_back(), after.chars().next()) {
        (Some(a), Some(b)) if a.is_whitespace() || b.is_whitespace() => false,
        (Some(a), Some(b)) => !(wide(a) && wide(b)),
        _ => false,
    }
}

/// White space, also the invisible kinds that scraped pages carry.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_line_end_is_a_space_only_between_words() {
        let source = "one\r\n  two";
        let mut flow = Flow::of(source, 0..3);
        flow.join(Flow::of(source, 7..10));
        assert_eq!(flow.text, "one two");
        assert_eq!(flow.pieces[1], Piece { text: 3..4, file: 3..7 });
        let source = "独家\n授权";
        let mut flow = Flow::of(source, 0..6);
        flow.join(Flow::of(source, 7..13));
        assert_eq!(flow.text, "独家授权");
    }

    #[test]
    fn parts_keep_their_bytes_and_links() {
        let source = "ab&amp;cd";
        let mut flow = Flow::of(source, 0..2);
        flow.whole("&", 2..7);
        flow.exact(source, 7..9);
        flow.link_from(1);
        let part = flow.part(2..4);
        assert_eq!(part.text, "&c");
        assert_eq!(part.pieces[0].file, 2..7);
        assert_eq!(part.pieces[1].file, 7..8);
        assert_eq!(part.linked(), 2);
    }
}
