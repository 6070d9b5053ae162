//! Inline text of Markdown: marks go, entities are decoded, links are noted.

use super::flow::Flow;
use crate::document::Comment;
use crate::span::{Span, slice};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The Markdown extensions that are read, in blocks and in lines.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// The inline text of the line that is being read.
#[derive(Debug, Default)]
pub struct Inline {
    /// The visible text so far.
    pub flow: Flow,
    /// Whether the code block that is open may hold `key: value` lines.
    pub keyed_code: bool,
    /// Where in the flow the open links began.
    links: Vec<usize>,
    /// Open deletions: text in them was withdrawn by its author.
    struck: usize,
}

impl Inline {
    /// Takes up one event of the parser, which stands at `file` of `source`.
    pub fn event(&mut self, event: &Event, file: Range<usize>, source: &str) {
        match event {
            Event::Start(Tag::Strikethrough) => self.strike(file, source, Edge::Start),
            Event::End(TagEnd::Strikethrough) => self.strike(file, source, Edge::End),
            Event::Start(_) => self.links.push(self.flow.text.len()),
            Event::End(_) => {
                if let Some(start) = self.links.pop() {
                    self.flow.link_from(start);
                }
            }
            _ if 0 < self.struck => {}
            Event::Text(text) if slice(source, file.clone()) == &**text => {
                self.flow.exact(source, file);
            }
            Event::Text(text) if slice(source, file.clone()).starts_with('&') => {
                self.flow.entity(text, file);
            }
            Event::Text(text) => self.flow.whole(text, file),
            Event::Code(code) => self.code(code, file, source),
            _ => {}
        }
    }

    /// The text of the line, which ends here; links go on in the next.
    pub fn take_line(&mut self) -> Flow {
        if let Some(start) = self.links.first() {
            self.flow.link_from(*start);
        }
        self.links.fill(0);
        std::mem::take(&mut self.flow)
    }

    /// Two tildes strike out; one between numbers, as in `8~10`, is text.
    fn strike(&mut self, file: Range<usize>, source: &str, edge: Edge) {
        let double = slice(source, file.clone()).starts_with("~~");
        match (double, edge) {
            (true, Edge::Start) => self.struck += 1,
            (true, Edge::End) => self.struck = self.struck.saturating_sub(1),
            (false, Edge::Start) => self.flow.exact(source, file.start..file.start + 1),
            (false, Edge::End) => self.flow.exact(source, file.end - 1..file.end),
        }
    }

    fn code(&mut self, code: &str, file: Range<usize>, source: &str) {
        let raw = slice(source, file.clone());
        let ticks = raw.bytes().take_while(|b| *b == b'`').count();
        let inner = file.start + ticks..file.end.saturating_sub(ticks).max(file.start + ticks);
        match slice(source, inner.clone()).find(code) {
            Some(at) => {
                let start = inner.start + at;
                self.flow.exact(source, start..start + code.len());
            }
            None => self.flow.aligned(code, source, inner),
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Edge {
    Start,
    End,
}

/// Reads the bytes of `source` at `file` as inline text.
pub fn read(source: &str, file: Range<usize>) -> Flow {
    // The full stop in front keeps a dash or a number from being read as a list.
    let text = format!(".{}", slice(source, file.clone()));
    let mut inline = Inline::default();
    for (event, range) in Parser::new_ext(&text, options()).into_offset_iter() {
        let at = |i: usize| (file.start + i).saturating_sub(1).max(file.start).min(file.end);
        let range = at(range.start)..at(range.end);
        match event {
            Event::Text(text) if range.start == file.start && text.starts_with('.') => {
                inline.flow.exact(source, range);
            }
            Event::Start(Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
            | Event::End(TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
            | Event::Text(_)
            | Event::Code(_) => inline.event(&event, range, source),
            _ => {}
        }
    }
    inline.flow
}

/// Whether an inline tag ends the line.
pub fn is_break(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    tag.starts_with("<br") && !tag.starts_with("<bro")
}

/// The comment that an inline tag is, if it is one.
pub fn comment(tag: &str, file: Range<usize>) -> Option<Comment> {
    let text = tag.strip_prefix("<!--")?.strip_suffix("-->")?.to_owned();
    Some(Comment { text, span: Span::new(file.start, file.end) })
}

/// The text lines of raw HTML, and its comments: tags, scripts and styles are left out.
pub fn html_lines(source: &str, raw: &[Range<usize>]) -> (Vec<Flow>, Vec<Comment>) {
    let mut page = Html {
        source,
        lines: Vec::new(),
        comments: Vec::new(),
        flow: Flow::default(),
        until: None,
        comment: None,
        link: None,
    };
    for range in raw {
        page.run(range.clone());
    }
    page.end_line();
    (page.lines, page.comments)
}

struct Html<'s> {
    source: &'s str,
    lines: Vec<Flow>,
    comments: Vec<Comment>,
    flow: Flow,
    /// What ends the comment, script or tag that is open.
    until: Option<&'static str>,
    /// The comment that is open, as far as it was read.
    comment: Option<Comment>,
    /// Where in the flow the open link began.
    link: Option<usize>,
}

impl Html<'_> {
    fn run(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = slice(self.source, at..range.end);
            if let Some(end) = self.until {
                let found = find_end(rest, end);
                if let Some(comment) = &mut self.comment {
                    comment.text.push_str(slice(rest, 0..found.unwrap_or(rest.len())));
                }
                let Some(found) = found else { return };
                if let Some(mut comment) = self.comment.take() {
                    comment.span.end = at + found + end.len();
                    self.comments.push(comment);
                }
                self.until = None;
                at += found + end.len();
                continue;
            }
            let plain = rest.find(['<', '&', '\n']).unwrap_or(rest.len());
            self.flow.exact(self.source, at..at + plain);
            at += plain;
            at += self.sign(slice(rest, plain..rest.len()), at);
        }
    }

    /// Reads the sign `rest` begins with, which stands at `at`, and says how long it is.
    fn sign(&mut self, rest: &str, at: usize) -> usize {
        let Some(first) = rest.chars().next() else { return 0 };
        let second = rest.chars().nth(1).unwrap_or(' ');
        if first == '\n' {
            self.end_line();
        } else if rest.starts_with("<!--") {
            self.until = Some("-->");
            self.comment = Some(Comment { text: String::new(), span: Span::new(at, at) });
            return 4;
        } else if first == '<' && (second.is_ascii_alphabetic() || second == '/' || second == '!') {
            self.tag(rest);
            return 1;
        } else if first == '&'
            && let Some(end) = slice(rest, 0..12).find(';')
            && let Some(text) = entity(slice(rest, 1..end))
        {
            self.flow.whole(text, at..at + end + 1);
            return end + 1;
        } else {
            self.flow.exact(self.source, at..at + first.len_utf8());
        }
        first.len_utf8()
    }

    fn tag(&mut self, rest: &str) {
        let name: String = rest
            .chars()
            .skip(1)
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .take(12)
            .collect::<String>()
            .to_ascii_lowercase();
        self.until = Some(match name.as_str() {
            "script" => "</script",
            "style" => "</style",
            _ => ">",
        });
        match name.as_str() {
            "a" => self.link = Some(self.flow.text.len()),
            "/a" => {
                if let Some(start) = self.link.take() {
                    self.flow.link_from(start);
                }
            }
            "b" | "/b" | "i" | "/i" | "em" | "/em" | "strong" | "/strong" | "span" | "/span"
            | "u" | "/u" | "code" | "/code" | "sup" | "/sup" | "sub" | "/sub" | "mark"
            | "/mark" | "small" | "/small" => {}
            _ => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        if self.link.is_some() {
            self.flow.link_from(self.link.unwrap_or(0));
            self.link = Some(0);
        }
        let flow = std::mem::take(&mut self.flow).trimmed();
        if !flow.is_blank() {
            self.lines.push(flow);
        }
    }
}

/// Where `end` stands in `rest`, in capitals or not.
fn find_end(rest: &str, end: &str) -> Option<usize> {
    let first = end.chars().next()?;
    rest.match_indices(first).map(|(at, _)| at).find(|at| {
        let found = rest.as_bytes().get(*at..at + end.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(end.as_bytes()))
    })
}

fn entity(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" | "#39" => "'",
        "nbsp" | "#160" => "\u{a0}",
        "mdash" => "—",
        "ndash" => "–",
        "rsquo" => "’",
        "lsquo" => "‘",
        "rdquo" => "”",
        "ldquo" => "“",
        "hellip" => "…",
        "euro" => "€",
        "copy" => "©",
        _ => return None,
    })
}
