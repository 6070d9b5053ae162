//! What reports need of a text: its path, its languages, and the lines they point at.
//!
//! A run may have many thousand articles, and few lines of them are pointed at. So an article is not
//! kept as it was read, unless a report shows all of it.

use super::language::languages;
use crate::document::{Document, Passage};
use crate::span::{Lines, Position, Span, slice};

/// A text, or those of its lines that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The path as the user gave it.
    pub path: String,
    /// `en`, `zh-Hant`, `zh-Hans`.
    pub(super) languages: Vec<&'static str>,
    /// What the page shows; empty where only lines are kept.
    pub(super) passages: Vec<Passage>,
    /// The lines, one behind the other.
    text: String,
    lines: Lines,
    /// Where lines were left out, in order.
    cuts: Vec<Cut>,
}

/// Where kept lines begin: in what is kept, and in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Cut {
    byte: usize,
    line: usize,
    byte_of_file: usize,
    line_of_file: usize,
}

impl Excerpt {
    /// The whole text and its passages.
    pub fn whole(document: Document) -> Self {
        let languages = languages(&document);
        let Document { path, text, passages, .. } = document;
        let lines = Lines::of(&text);
        Excerpt { path, languages, passages, text, lines, cuts: vec![Cut::default()] }
    }

    /// The lines that `spans` begin and end on, and those between. Of other lines nothing can be
    /// told any more.
    pub fn around(document: Document, spans: impl IntoIterator<Item = Span>) -> Self {
        let whole = Excerpt::whole(document);
        let mut lines: Vec<(usize, usize)> = spans
            .into_iter()
            .map(|span| whole.ends(span))
            .map(|(first, last)| (first.line, last.line))
            .collect();
        lines.sort_unstable();
        let (mut text, mut cuts) = (String::new(), Vec::new());
        // The first line of the file that is not kept yet, and how many lines are kept.
        let (mut next, mut line) = (1, 0);
        for (first, last) in lines {
            let first = first.max(next);
            if last < first {
                continue;
            }
            if next < first || cuts.is_empty() {
                if text.is_empty() && 1 < first {
                    // Only the first line of a file has a byte order mark.
                    text.push('\n');
                    line += 1;
                }
                let byte_of_file = whole.lines.range(&whole.text, first).start;
                cuts.push(Cut { byte: text.len(), line, byte_of_file, line_of_file: first - 1 });
            }
            let start = whole.lines.range(&whole.text, first).start;
            let end = whole.lines.range(&whole.text, last).end;
            text.push_str(slice(&whole.text, start..end));
            line += last + 1 - first;
            next = last + 1;
        }
        text.shrink_to_fit();
        let lines = Lines::of(&text);
        let Excerpt { path, languages, .. } = whole;
        Excerpt { path, languages, passages: Vec::new(), text, lines, cuts }
    }

    /// Where `span` starts and ends.
    pub fn ends(&self, span: Span) -> (Position, Position) {
        (self.position(span.start), self.position(span.end))
    }

    /// The bytes of the file at `span`.
    pub(super) fn words(&self, span: Span) -> &str {
        let cut = self.cut(|cut| cut.byte_of_file <= span.start);
        let here = |at: usize| (at - cut.byte_of_file.min(at)).saturating_add(cut.byte);
        slice(&self.text, here(span.start)..here(span.end))
    }

    /// Line `number` of the file, without its line end, and the byte of the file where it begins.
    pub(super) fn line(&self, number: usize) -> (usize, &str) {
        let cut = self.cut(|cut| cut.line_of_file < number);
        let local = (number - cut.line_of_file.min(number)) + cut.line;
        let start = self.lines.range(&self.text, local).start;
        (start - cut.byte.min(start) + cut.byte_of_file, self.lines.line(&self.text, local))
    }

    fn position(&self, at: usize) -> Position {
        let cut = self.cut(|cut| cut.byte_of_file <= at);
        let here = (at - cut.byte_of_file.min(at)).saturating_add(cut.byte);
        let Position { line, column } = self.lines.position(&self.text, here);
        Position { line: line - cut.line.min(line) + cut.line_of_file, column }
    }

    /// The last cut of which `is_before` holds.
    fn cut(&self, is_before: impl Fn(&Cut) -> bool) -> Cut {
        let behind = self.cuts.partition_point(is_before);
        self.cuts.get(behind.saturating_sub(1)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;
    use crate::span::{ceil, floor};

    proptest::proptest! {
        #[test]
        fn the_kept_lines_tell_what_the_whole_text_does(
            text in "(\u{feff}|[a \n\n\r微👩\u{feff}]){0,60}",
            ends in proptest::collection::vec((0usize..90, 0usize..30), 1..4),
        ) {
            let span = |(start, length): &(usize, usize)| {
                Span::new(floor(&text, *start), ceil(&text, start + length))
            };
            let spans: Vec<Span> = ends.iter().map(span).collect();
            let whole = Excerpt::whole(samples::document("a.md", &text));
            let kept = Excerpt::around(samples::document("a.md", &text), spans.clone());
            for span in spans {
                let (first, last) = whole.ends(span);
                proptest::prop_assert_eq!(kept.ends(span), (first, last));
                proptest::prop_assert_eq!(kept.words(span), whole.words(span));
                for number in first.line..=last.line {
                    proptest::prop_assert_eq!(kept.line(number), whole.line(number));
                }
            }
        }
    }

    #[test]
    fn what_nobody_points_at_is_not_kept() {
        let text = "first\n".repeat(1000) + "here\n" + &"last\n".repeat(1000);
        let span = Span::new(6000, 6004);
        let kept = Excerpt::around(samples::document("a.md", &text), [span]);
        assert_eq!((kept.text.as_str(), kept.words(span)), ("\nhere\n", "here"));
        assert_eq!(kept.ends(span).0, Position { line: 1001, column: 1 });
        assert!(kept.passages.is_empty());
    }
}
