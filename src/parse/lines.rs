//! The lines of one paragraph: which belong together, and which are items, rows, keys or headings.
//!
//! A scraped page loses its blank lines and its indentation, so one Markdown paragraph, list item
//! or block of plain text can hold a whole section. Every reader sends its paragraphs through here.

use super::flow::Flow;
use super::reflow::{self, Line};
use super::writer::Writer;
use super::{keys, table};
use crate::document::PassageKind;
use crate::fold::is_han;
use crate::span::slice;

/// What the paragraph stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// The page itself.
    Page,
    /// A list item that is open and has no text yet.
    Item,
    /// A numbered list item that is open and has no text yet.
    NumberedItem,
    /// A list item that has its text already.
    UnderItem,
    /// A block quotation.
    Quote,
}

/// What a line is by its own looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Row,
    /// A `key: value` line of a block of such lines.
    Key,
    /// A bullet without text.
    Dash,
    /// A bullet or number, and the bytes of its mark.
    Item {
        mark: usize,
        numbered: bool,
    },
    /// `#Title`, and the bytes and number of its signs.
    Heading {
        mark: usize,
        level: u8,
    },
}

/// Writes the lines of one paragraph; `page` is the width of the page's widest prose line.
pub fn write(writer: &mut Writer, lines: Vec<Line>, within: Within, page: usize) {
    let lines: Vec<Line> = lines.into_iter().filter(|line| !line.flow.is_blank()).collect();
    let mut shapes: Vec<Shape> = lines.iter().map(|line| shape(&line.flow.text)).collect();
    unmark_numbers(&lines, &mut shapes);
    mark_keys(&lines, &mut shapes);
    let breaks = reflow::breaks(&lines, page);
    let mut block = Block { writer, lines: &lines, shapes: &shapes, breaks: &breaks, within };
    let mut at = 0;
    while at < lines.len() {
        at = block.step(at).max(at + 1);
    }
}

/// A number right behind a line of text was wrapped to where it stands, "on page\n4. Wren sails":
/// it begins an item only if it is 1, as in Markdown, or goes on with the list before it.
fn unmark_numbers(lines: &[Line], shapes: &mut [Shape]) {
    let mut last = None;
    let mut behind_text = false;
    for (line, shape) in lines.iter().zip(shapes) {
        if let Shape::Item { numbered: true, .. } = shape {
            let digits = line.flow.text.trim_start().split(|c: char| !c.is_ascii_digit()).next();
            let number: Option<u8> = digits.and_then(|digits| digits.parse().ok());
            let next = last.map_or(1, |last: u8| last + 1);
            if behind_text && number != Some(1) && number != Some(next) {
                *shape = Shape::Text;
            } else {
                last = number;
            }
        }
        behind_text = *shape == Shape::Text && !line.broken;
    }
}

/// Finds the key blocks among the lines of text.
fn mark_keys(lines: &[Line], shapes: &mut [Shape]) {
    let mut at = 0;
    while at < lines.len() {
        let texts: Vec<&str> = lines
            .iter()
            .zip(shapes.iter())
            .skip(at)
            .take_while(|(line, shape)| {
                **shape == Shape::Text && keys::plain(&line.flow.text).is_some()
            })
            .map(|(line, _)| line.flow.text.as_str())
            .collect();
        let block = keys::block(&texts);
        shapes.iter_mut().skip(at + block.leads).take(block.count).for_each(|s| *s = Shape::Key);
        at += block.seen.max(1);
    }
}

struct Block<'a> {
    writer: &'a mut Writer,
    lines: &'a [Line],
    shapes: &'a [Shape],
    breaks: &'a [bool],
    within: Within,
}

impl Block<'_> {
    /// Writes what begins at line `at` and says where the next begins.
    fn step(&mut self, at: usize) -> usize {
        let (Some(line), Some(shape)) = (self.lines.get(at), self.shapes.get(at)) else {
            return at + 1;
        };
        let fills_item = at == 0 && self.within_item();
        if 0 < at && line.lazy {
            self.leave();
        }
        match *shape {
            Shape::Row => self.rows(at),
            Shape::Key => self.keys(at),
            Shape::Dash if !fills_item => {
                self.writer.lone_dash();
                at + 1
            }
            Shape::Heading { mark, level } if !fills_item => {
                self.leave();
                let flow = line.flow.part(mark..line.flow.text.len());
                self.writer.heading(level, flow);
                at + 1
            }
            Shape::Item { mark, numbered } if !fills_item => {
                let (flow, next) = self.gather(at);
                self.writer.open_item(line.indent);
                let id = self.writer.item(flow.part(mark..flow.text.len()));
                if let Some(id) = id.filter(|_| numbered && self.goes_on_at(next)) {
                    self.writer.section(id);
                }
                next
            }
            _ => self.text(at, fills_item),
        }
    }

    fn within_item(&self) -> bool {
        matches!(self.within, Within::Item | Within::NumberedItem)
    }

    /// A line at the margin goes on outside of the list it was read in.
    fn leave(&mut self) {
        match self.within {
            Within::Page => self.writer.end_items(),
            _ => self.writer.leave_items(),
        }
    }

    fn keys(&mut self, at: usize) -> usize {
        let count = self.shapes.iter().skip(at).take_while(|shape| **shape == Shape::Key).count();
        let lines = self.lines.iter().skip(at).take(count);
        let lines: Vec<keys::KeyLine> = lines.map(|l| (l.indent, l.flow.clone())).collect();
        keys::write(self.writer, &lines);
        at + count
    }

    fn rows(&mut self, at: usize) -> usize {
        let rest = self.shapes.iter().skip(at);
        let count = rest.take_while(|shape| **shape == Shape::Row).count();
        let rows: Vec<Flow> =
            self.lines.iter().skip(at).take(count).map(|line| line.flow.clone()).collect();
        table::write(self.writer, &rows);
        at + count
    }

    fn text(&mut self, at: usize, fills_item: bool) -> usize {
        let (flow, next) = self.gather(at);
        if fills_item {
            let id = self.writer.item(flow);
            let numbered = self.within == Within::NumberedItem;
            let goes_on = self.lines.get(next).is_some_and(|line| line.lazy);
            if let Some(id) = id.filter(|_| numbered && goes_on) {
                self.writer.section(id);
            }
            return next;
        }
        if self.within == Within::Page && self.lines.get(at).is_some_and(|l| l.margin < 2) {
            self.writer.end_items();
        }
        let kind = match self.within {
            Within::Quote => PassageKind::Quote,
            _ => PassageKind::Paragraph,
        };
        self.writer.line(kind, flow);
        next
    }

    /// Whether a line of running text stands at `at`, at the margin.
    fn goes_on_at(&self, at: usize) -> bool {
        self.shapes.get(at).is_some_and(|shape| matches!(shape, Shape::Text | Shape::Row))
    }

    /// Joins the lines from `at` on that an editor wrapped.
    fn gather(&self, at: usize) -> (Flow, usize) {
        let mut flow = self.lines.get(at).map(|line| line.flow.trimmed()).unwrap_or_default();
        let mut next = at + 1;
        while self.breaks.get(next - 1) == Some(&false)
            && self.shapes.get(next) == Some(&Shape::Text)
        {
            if let Some(line) = self.lines.get(next) {
                flow.join(line.flow.trimmed());
            }
            next += 1;
        }
        (flow, next)
    }
}

fn shape(text: &str) -> Shape {
    let line = text.trim_end();
    let start = line.len() - line.trim_start().len();
    let rest = slice(line, start..line.len());
    if table::is_row(rest) {
        return Shape::Row;
    }
    if matches!(rest, "-" | "*" | "+" | "•") {
        return Shape::Dash;
    }
    if let Some((mark, numbered)) = item_mark(rest) {
        return Shape::Item { mark: start + mark, numbered };
    }
    match heading_mark(rest) {
        Some(level) => Shape::Heading { mark: start + usize::from(level), level },
        None => Shape::Text,
    }
}

/// The bytes of the bullet or number that `line` begins with, and whether it is a number.
pub fn item_mark(line: &str) -> Option<(usize, bool)> {
    let first = line.chars().next()?;
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = slice(line, digits..line.len());
    let (mark, numbered) = match first {
        '-' | '*' | '+' | '–' => (1, false),
        '•' | '‣' | '▪' | '●' | '◦' | '■' => {
            let body = slice(line, first.len_utf8()..line.len());
            let text = body.trim_start();
            let mark = line.len() - text.len();
            return (!text.is_empty()).then_some((mark, false));
        }
        '0'..='9' if digits <= 2 && rest.starts_with('、') => return Some((digits + 3, true)),
        '0'..='9' if digits <= 2 && rest.starts_with(['.', ')']) => (digits + 1, true),
        _ => return None,
    };
    let mark = if first == '–' { first.len_utf8() } else { mark };
    let body = slice(line, mark..line.len());
    let text = body.trim_start();
    (body.starts_with([' ', '\t', '\u{3000}']) && !text.is_empty())
        .then(|| (line.len() - text.len(), numbered))
}

/// The level of a heading whose space after the `#` was lost, or which stands in plain text.
fn heading_mark(line: &str) -> Option<u8> {
    let signs = line.bytes().take_while(|b| *b == b'#').count();
    let rest = slice(line, signs..line.len());
    let text = rest.trim_start();
    let first = text.chars().next()?;
    let spaced = text.len() < rest.len();
    let tags = rest.split_whitespace().skip(1).any(|word| word.starts_with('#'));
    let long = spaced
        || 1 < signs
        || text.contains(' ')
        || 3 < text.chars().filter(|c| is_han(*c)).count();
    let titled = (spaced || !first.is_ascii_digit()) && long && !tags;
    (matches!(signs, 1..=6) && titled).then_some(signs as u8)
}
