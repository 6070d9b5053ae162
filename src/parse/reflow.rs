//! Is a line end inside a paragraph meant, or did an editor wrap the line there?
//!
//! A wrapped line ends where the next word no longer fitted. A line that ends earlier ends on
//! purpose: scraped pages keep one statement a line and lose the blank lines between them.

use super::flow::Flow;
use super::writer::{ends_sentence, ends_with_colon};
use crate::fold::{self, is_han};
use crate::lexicon::Particle;
use crate::span::{floor, slice};
use unicode_width::UnicodeWidthStr;

/// Lines narrower than this are not the work of an editor that wraps, where the page has wide ones.
const WRAP_COLUMNS_MIN: usize = 60;

/// A Chinese line this wide that ends between two characters was cut, and is no line of a poem.
const CUT_COLUMNS_MIN: usize = 48;

/// How far a line is measured to either side; longer lines are not wrapped by anybody.
const LINE_BYTES_MAX: usize = 1024;

/// One line of a paragraph.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its visible text.
    pub flow: Flow,
    /// Whether a break was written at its end (`<br>`, two spaces).
    pub broken: bool,
    /// Whether it is indented less than the list item it continues.
    pub lazy: bool,
    /// Columns of the line as it is in the file.
    pub width: usize,
    /// Columns before the first visible character in the file.
    pub indent: usize,
    /// Columns of white space and quotation marks it begins with in the file.
    pub margin: usize,
    /// Columns of its first word, or of its first Chinese character with its punctuation.
    first: usize,
}

impl Line {
    /// Measures the line of `source` that holds `flow`.
    pub fn of(source: &str, flow: Flow) -> Line {
        let at = flow.start();
        let near = floor(source, at.saturating_sub(LINE_BYTES_MAX));
        let start = slice(source, near..at).rfind('\n').map_or(near, |i| near + i + 1);
        let end = source.bytes().skip(at).take(LINE_BYTES_MAX).take_while(|b| *b != b'\n').count();
        let end = floor(source, at + end);
        let rest = slice(source, at..end).trim_end();
        Line {
            broken: false,
            lazy: false,
            width: slice(source, start..at).width() + rest.width(),
            indent: slice(source, start..at).width(),
            margin: margin(slice(source, start..end)),
            first: first_unit(rest),
            flow,
        }
    }

    /// The line behind a break that was written in the middle of a line of the file; its width is
    /// of no account.
    pub fn after_break(flow: Flow) -> Line {
        Line { flow, broken: false, lazy: false, width: 0, indent: 0, margin: usize::MAX, first: 0 }
    }
}

/// The widest line of the page that could be prose; what an editor wrapped is no wider.
pub fn widest(source: &str) -> usize {
    let prose = |line: &&str| {
        let start = line.trim_start();
        !start.starts_with(['|', '#'])
            && !start.contains("](")
            && !start.contains("://")
            && start.contains(|c: char| c == ' ' || is_han(c))
    };
    source.lines().filter(prose).map(|line| line.trim_end().width()).max().unwrap_or(0)
}

/// For every line but the last: whether its end is meant. `page` is the width of the widest prose
/// line of the page.
pub fn breaks(lines: &[Line], page: usize) -> Vec<bool> {
    let widest = lines.iter().map(|line| line.width).max().unwrap_or(0);
    let mut fits_here = Vec::new();
    let mut hard = Vec::new();
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let needs = line.width + gap(line, next) + next.first;
        fits_here.push(needs <= widest);
        let narrow = line.width < WRAP_COLUMNS_MIN || next.lazy;
        hard.push(needs <= widest || (narrow && needs <= page));
    }
    // Three lines, each full to the last word, are wrapped prose whatever the rest of the page is.
    let lazy = lines.iter().any(|line| line.lazy);
    if fits_here.len() >= 2 && !fits_here.contains(&true) && !lazy {
        hard.fill(false);
    }
    // Where most lines end on purpose, the widest one does too.
    if hard.len() >= 2 && hard.len() <= 2 * hard.iter().filter(|h| **h).count() {
        hard.fill(true);
    }
    for (at, hard) in hard.iter_mut().enumerate() {
        if let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) {
            // In a list, a short line with a colon opens the next list.
            let opens = ends_with_colon(&next.flow.text) && line.width < WRAP_COLUMNS_MIN;
            *hard |= next.lazy && opens;
            *hard &= !runs_on(line, next);
            *hard |= line.broken;
        }
    }
    hard
}

/// A small letter after a line without a full stop goes on with the sentence, and so does anything
/// after a line that ends with a word such as "of".
fn runs_on(line: &Line, next: &Line) -> bool {
    let small = next.flow.text.chars().next().is_some_and(char::is_lowercase);
    let last = line.flow.text.trim_end().rsplit(|c: char| c.is_whitespace()).next();
    let hangs = last.is_some_and(|word| Particle::Hanging.is(&fold::folded(word)));
    // A wide line that ends between two Chinese characters ends in the middle of a sentence.
    let first = next.flow.text.chars().next().is_some_and(is_han);
    let cut = first && line.flow.text.trim_end().chars().last().is_some_and(is_han);
    let wide = CUT_COLUMNS_MIN <= line.width && !line.lazy;
    hangs || small && !ends_sentence(&line.flow.text) || cut && wide
}

fn gap(line: &Line, next: &Line) -> usize {
    usize::from(super::flow::needs_space(&line.flow.text, &next.flow.text))
}

fn margin(line: &str) -> usize {
    let text = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    slice(line, 0..line.len() - text.len()).width()
}

fn first_unit(rest: &str) -> usize {
    let mut unit = String::new();
    let mut body = false;
    for c in rest.chars() {
        let joins = !c.is_alphanumeric() && !c.is_whitespace();
        if c.is_whitespace() || (body && is_han(c)) {
            break;
        }
        if body && !joins && unit.chars().any(is_han) {
            break;
        }
        body |= !joins;
        unit.push(c);
    }
    unit.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(source: &str) -> Vec<bool> {
        let mut at = 0;
        let mut lines = Vec::new();
        for line in source.split_inclusive('\n') {
            lines.push(Line::of(source, Flow::of(source, at..at + line.trim_end().len())));
            at += line.len();
        }
        breaks(&lines, widest(source))
    }

    #[test]
    fn a_wrapped_paragraph_has_no_breaks() {
        let source = "The ferry line said on Monday that it will keep\nits winter timetable until \
                      the end of March, although\nfewer people travel.";
        assert_eq!(joined(source), [false, false]);
    }

    #[test]
    fn one_statement_a_line_breaks_at_every_line() {
        let source = "Ferries run hourly.\nTickets cost four euros in the summer season.\n\
                      Dogs travel free.\nBikes do not.";
        assert_eq!(joined(source), [true, true, true]);
    }

    #[test]
    fn wrapped_chinese_is_joined() {
        let source =
            "渡輪公司星期一表示，冬季時刻表將維持\n到三月底，雖然旅客人數已經明顯減少了\n許多。";
        assert_eq!(joined(source), [false, false]);
    }
}
