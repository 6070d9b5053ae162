//! Markdown: blocks and inline text as pulldown-cmark sees them, lines by the rules all readers
//! share.

use super::flow::Flow;
use super::lines::{self, Within};
use super::reflow::{self, Line};
use super::writer::{Filling, Head, Writer};
use super::{inline, keys, meta, plain, table};
use crate::document::Document;
use crate::span::{Span, slice};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads Markdown; where the parser breaks down, the file is read as plain text.
pub fn read(path: &str, text: String) -> Document {
    let mut writer = Writer::new(path, text);
    let source = writer.source().to_string();
    let begin = meta::read(&mut writer);
    let mut reader = Reader::new(writer, &source, begin);
    match catch_unwind(AssertUnwindSafe(|| reader.run())) {
        Ok(()) => reader.writer.finish(),
        Err(_) => plain::read(path, source),
    }
}

struct Reader<'s> {
    writer: Writer,
    source: &'s str,
    begin: usize,
    /// Width of the page's widest prose line.
    page: usize,
    /// Lines of the paragraph that is open.
    lines: Vec<Line>,
    /// Text of the line that is open.
    inline: inline::Inline,
    items: Vec<ListItem>,
    /// For every open list: whether it is numbered.
    lists: Vec<bool>,
    quotes: usize,
    rows: Vec<Vec<Flow>>,
    /// The code or HTML block that is open: its text so far.
    raw: Option<Vec<Range<usize>>>,
}

struct ListItem {
    numbered: bool,
    /// Passages written before it.
    before: usize,
    filled: bool,
}

impl<'s> Reader<'s> {
    fn new(writer: Writer, source: &'s str, begin: usize) -> Self {
        Reader {
            writer,
            source,
            begin,
            page: reflow::widest(slice(source, begin..source.len())),
            lines: Vec::new(),
            inline: inline::Inline::default(),
            items: Vec::new(),
            lists: Vec::new(),
            quotes: 0,
            rows: Vec::new(),
            raw: None,
        }
    }

    fn run(&mut self) {
        let source = self.source;
        let text = slice(source, self.begin..source.len());
        for (event, range) in Parser::new_ext(text, inline::options()).into_offset_iter() {
            let file = range.start + self.begin..range.end + self.begin;
            self.event(event, file);
        }
        self.flush();
    }

    fn event(&mut self, event: Event, file: Range<usize>) {
        if let Some(raw) = &mut self.raw
            && matches!(event, Event::Text(_) | Event::Html(_) | Event::InlineHtml(_))
        {
            raw.push(file);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, file),
            Event::End(tag) => self.end(tag, file),
            Event::SoftBreak => self.end_line(Break::Soft),
            Event::HardBreak => self.end_line(Break::Hard),
            Event::Rule => {
                self.flush();
                self.writer.close();
            }
            Event::InlineHtml(tag) if inline::is_break(&tag) => match self.rows.is_empty() {
                true => self.end_line(Break::Hard),
                false => self.inline.flow.whole(" ", file),
            },
            Event::InlineHtml(tag) => {
                if let Some(comment) = inline::comment(&tag, file) {
                    self.writer.comment(comment);
                }
            }
            Event::Html(_) => self.html(&[file]),
            other => self.inline.event(&other, file, self.source),
        }
    }

    fn start(&mut self, tag: Tag, file: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript => {}
            Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
                self.inline.event(&Event::Start(tag), file, self.source);
            }
            Tag::TableCell => self.inline = inline::Inline::default(),
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {
                self.flush();
                self.start_block(tag);
            }
        }
    }

    fn start_block(&mut self, tag: Tag) {
        match tag {
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(first) => self.lists.push(first.is_some()),
            Tag::Item => {
                let numbered = self.lists.last().copied().unwrap_or(false);
                self.writer.open_item(self.items.len());
                let before = self.writer.count();
                self.items.push(ListItem { numbered, before, filled: false });
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.raw = Some(Vec::new());
                self.code_kind(&tag);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, file: Range<usize>) {
        match tag {
            TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.inline.event(&Event::End(tag), file, self.source);
            }
            TagEnd::Heading(level) => self.heading(level, file),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inline).flow;
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::TableRow => self.excess_cells(file.start),
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                self.fill_item();
                self.writer.table(rows, Head::First);
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.raw_block(tag, file),
            TagEnd::Paragraph | TagEnd::FootnoteDefinition => self.flush(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => self.end_item(),
            _ => {}
        }
    }

    fn end_item(&mut self) {
        self.flush();
        if let Some(item) = self.items.pop() {
            let empty = !item.filled && item.before == self.writer.count();
            let filling = if empty { Filling::Empty } else { Filling::Text };
            self.writer.close_item(self.items.len(), filling);
        }
    }

    fn end_line(&mut self, end: Break) {
        let flow = self.inline.take_line().trimmed();
        if flow.is_blank() {
            if let Some(line) = self.lines.last_mut() {
                line.broken |= end == Break::Hard;
            }
            return;
        }
        let mut line = match self.lines.last() {
            Some(last) if last.broken && self.is_same_line(last, &flow) => Line::after_break(flow),
            _ => Line::of(self.source, flow),
        };
        line.broken = end == Break::Hard;
        if let Some(first) = self.lines.first() {
            line.lazy = !self.items.is_empty() && line.margin <= first.margin;
        }
        self.lines.push(line);
    }

    fn is_same_line(&self, last: &Line, flow: &Flow) -> bool {
        !slice(self.source, last.flow.end()..flow.start()).contains('\n')
    }

    /// Writes the paragraph that is open, if one is.
    fn flush(&mut self) {
        self.end_line(Break::Soft);
        let lines = std::mem::take(&mut self.lines);
        if !lines.is_empty() {
            self.paragraph(lines);
        }
    }

    fn paragraph(&mut self, lines: Vec<Line>) {
        let within = match self.items.last() {
            _ if 0 < self.quotes => Within::Quote,
            Some(item) if item.filled => Within::UnderItem,
            Some(item) if item.numbered => Within::NumberedItem,
            Some(_) => Within::Item,
            None => Within::Page,
        };
        self.fill_item();
        lines::write(&mut self.writer, lines, within, self.page);
    }

    fn fill_item(&mut self) {
        if let Some(item) = self.items.last_mut() {
            item.filled = true;
        }
    }

    /// Writes a heading, unless a line of dashes only made it look like one.
    fn heading(&mut self, level: HeadingLevel, file: Range<usize>) {
        self.end_line(Break::Soft);
        let lines = std::mem::take(&mut self.lines);
        let raw = slice(self.source, file).trim_end();
        let underline = raw.rsplit('\n').next().unwrap_or("");
        let underline = underline.trim_matches(|c: char| c.is_whitespace() || c == '>');
        let underlined = !raw.starts_with('#') && raw.contains('\n');
        if underlined && (underline == "-" || 1 < lines.len()) {
            self.paragraph(lines);
            match underline {
                "-" => self.writer.lone_dash(),
                _ => self.writer.close(),
            }
            return;
        }
        let mut lines = lines.into_iter();
        let Some(first) = lines.next() else { return };
        let mut flow = first.flow;
        lines.for_each(|line| flow.join(line.flow));
        self.fill_item();
        self.writer.heading(level as u8, flow);
    }

    /// The parser drops the cells of a row that its head has no column for; they are read here. So
    /// is a comment behind the row, which is a cell to the parser.
    fn excess_cells(&mut self, start: usize) {
        let source = self.source;
        let end = slice(source, start..source.len()).find('\n').map_or(source.len(), |i| start + i);
        let line = slice(source, start..end).trim_end();
        let Some(row) = self.rows.last_mut() else { return };
        for cell in table::cells(line).into_iter().skip(row.len()) {
            let cell = start + cell.start..start + cell.end;
            let (_, comments) = inline::html_lines(source, std::slice::from_ref(&cell));
            comments.into_iter().for_each(|comment| self.writer.comment(comment));
            row.push(inline::read(source, cell));
        }
    }

    fn raw_block(&mut self, tag: TagEnd, file: Range<usize>) {
        let Some(raw) = self.raw.take() else { return };
        self.fill_item();
        if tag == TagEnd::HtmlBlock {
            return self.html(&raw);
        }
        let lines = raw_lines(self.source, &raw);
        let keyed = lines.iter().filter(|(_, flow)| keys::read(&flow.text).is_some()).count();
        if self.inline.keyed_code && 0 < keyed && lines.len() <= 2 * keyed + 2 {
            keys::write(&mut self.writer, &lines);
        } else {
            self.writer.drop(Span::new(file.start, file.end), "code");
        }
    }

    /// Notes whether a code block's language can hold `key: value` lines.
    fn code_kind(&mut self, tag: &Tag) {
        self.inline.keyed_code = match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                let language = info.split([' ', ',', '{']).next().unwrap_or("");
                let language = language.to_ascii_lowercase();
                matches!(language.as_str(), "" | "yaml" | "yml" | "toml" | "json" | "text" | "txt")
            }
            _ => true,
        };
    }

    fn html(&mut self, raw: &[Range<usize>]) {
        let (lines, comments) = inline::html_lines(self.source, raw);
        comments.into_iter().for_each(|comment| self.writer.comment(comment));
        for line in lines {
            let mut line = Line::after_break(line);
            line.broken = true;
            self.lines.push(line);
        }
        self.flush();
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    Soft,
    Hard,
}

/// The lines of a code block that hold something, with their indentation.
fn raw_lines(source: &str, raw: &[Range<usize>]) -> Vec<keys::KeyLine> {
    let mut lines = Vec::new();
    for range in raw {
        let mut at = range.start;
        for line in slice(source, range.clone()).split_inclusive('\n') {
            let text = line.trim_end();
            let indent = text.len() - text.trim_start().len();
            if !text.trim().is_empty() {
                lines.push((indent, Flow::of(source, at + indent..at + text.len())));
            }
            at += line.len();
        }
    }
    lines
}
