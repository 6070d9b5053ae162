//! The visible text of a page, cut into blocks as a browser would break its lines.

use super::names::{BLOCKS, HEADINGS};
use super::tokens::{Chunk, append};
use super::tree::Tree;
use crate::document::{Dropped, Piece};
use crate::fold::is_han;
use crate::span::Span;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// A line or paragraph of visible text.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// The block element it stands in.
    pub node: usize,
    /// The first text node in it.
    pub at: usize,
    /// White space collapsed.
    pub text: String,
    /// Where the text came from.
    pub pieces: Vec<Piece>,
    /// Bytes of `text` that stand in links.
    pub linked: usize,
    /// How many links.
    pub links: usize,
    /// Whether only a line break stands between this block and the one before it.
    pub continued: bool,
    /// The preformatted element around it.
    pub pre: Option<usize>,
    last_link: Option<usize>,
    gap: Option<Range<usize>>,
}

impl Block {
    /// From the first to the last byte of the file.
    pub fn span(&self) -> Span {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => Span::new(first.file.start, last.file.end),
            _ => Span::new(0, 0),
        }
    }

    /// Columns on a terminal: a Chinese character counts two.
    pub fn width(&self) -> usize {
        self.text.width()
    }

    /// Whether more than half of it stands in links.
    pub fn is_linked(&self) -> bool {
        self.text.len() < 2 * self.linked
    }

    /// Whether it reads as prose: 40 columns or more with a full stop at its end, or so long that
    /// it needs none.
    pub fn is_sentence(&self) -> bool {
        let closing = ['"', '\'', '”', '’', '」', '』', ')', '）', ']', '】', ' '];
        let stopped =
            self.text.trim_end_matches(closing).ends_with(['.', '!', '?', '。', '！', '？', '…']);
        let width = self.width();
        (stopped && 40 <= width) || (160 <= width && !self.is_linked())
    }

    /// Whether it claims a copyright or shows a site licence number.
    pub fn is_copyright(&self) -> bool {
        let text = self.text.as_str();
        let icp =
            text.split_once("ICP").is_some_and(|(_, tail)| tail.chars().next().is_some_and(is_han));
        let sign = text.starts_with(['©', '℗']) || text.to_lowercase().starts_with("copyright ");
        sign || (self.width() < 200 && (text.contains('©') || icp))
    }

    fn push(&mut self, chunk: &Chunk, link: Option<usize>) {
        let before = self.text.len();
        for piece in &chunk.pieces {
            let exact = piece.is_exact();
            let words = chunk.text.get(piece.text.clone()).unwrap_or("");
            for (at, run) in runs(words) {
                let file = if exact {
                    piece.file.start + at..piece.file.start + at + run.len()
                } else {
                    piece.file.clone()
                };
                self.run(run, file);
            }
        }
        if link.is_some() && before < self.text.len() {
            self.linked += self.text.len() - before;
            self.links += usize::from(self.last_link != link);
            self.last_link = link;
        }
    }

    /// Takes a run that is all white space or all words.
    fn run(&mut self, run: &str, file: Range<usize>) {
        let blank = run.starts_with(|c: char| c.is_ascii_whitespace());
        let lead = self.text.is_empty() && run.trim().is_empty();
        match &mut self.gap {
            _ if lead => {}
            Some(gap) if blank => {
                // White space behind a tag adds nothing; the space stands where it began.
                if gap.end == file.start {
                    gap.end = file.end;
                }
            }
            None if blank => self.gap = Some(file),
            _ => {
                if let Some(gap) = self.gap.take() {
                    append(&mut self.text, &mut self.pieces, " ", gap);
                }
                let cut = if self.text.is_empty() { run.trim_start() } else { run };
                let skipped = run.len() - cut.len();
                let exact = run.len() == file.len();
                let start = if exact { file.start + skipped } else { file.start };
                append(&mut self.text, &mut self.pieces, cut, start..file.end);
            }
        }
    }

    /// Cuts white space of any kind off the end.
    fn trim(&mut self) {
        let len = self.text.trim_end().len();
        self.text.truncate(len);
        while self.pieces.last().is_some_and(|p| len <= p.text.start) {
            self.pieces.pop();
        }
        if let Some(last) = self.pieces.last_mut()
            && len < last.text.end
        {
            if last.is_exact() {
                last.file.end -= last.text.end - len;
            }
            last.text.end = len;
        }
        self.linked = self.linked.min(len);
    }
}

/// Runs of white space and of everything else, with where they begin.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let blank = rest.chars().next()?.is_ascii_whitespace();
        let len = rest.find(|c: char| c.is_ascii_whitespace() != blank).unwrap_or(rest.len());
        let start = at;
        at += len;
        Some((start, rest.get(..len)?))
    })
}

/// The visible blocks of a page, and what it hides on purpose.
pub fn blocks(tree: &Tree) -> (Vec<Block>, Vec<Dropped>) {
    let mut reader = Reader { tree, blocks: Vec::new(), hidden: Vec::new(), now: Block::default() };
    // Block elements around the reader, with where they end.
    let mut open: Vec<(usize, usize)> = vec![(0, tree.nodes.len())];
    let mut i = 1;
    while i < tree.nodes.len() {
        while open.last().is_some_and(|(_, end)| *end <= i) {
            open.pop();
            reader.flush(open.last().map_or(0, |o| o.0));
        }
        let node = &tree.nodes[i];
        if let Some(why) = hides(tree, i) {
            if why == "hidden" {
                reader.hidden.push(Dropped { span: node.span, why });
            }
            i = node.end;
            continue;
        }
        let around = open.last().map_or(0, |o| o.0);
        match node.name.as_str() {
            "" => reader.text(i),
            "br" => reader.line_break(around, node.span),
            name if BLOCKS.contains(&name) => {
                open.push((i, node.end));
                reader.flush(i);
            }
            _ => {}
        }
        i += 1;
    }
    reader.flush(0);
    (reader.blocks, reader.hidden)
}

struct Reader<'t> {
    tree: &'t Tree,
    blocks: Vec<Block>,
    hidden: Vec<Dropped>,
    now: Block,
}

impl Reader<'_> {
    /// Ends the block that is being read; the next one stands in `node`.
    fn flush(&mut self, node: usize) {
        let pre = self.tree.nearest(node, &["pre", "listing", "xmp", "plaintext"]);
        let next = Block { node, pre, ..Block::default() };
        let mut done = std::mem::replace(&mut self.now, next);
        done.trim();
        if !done.text.is_empty() {
            self.blocks.push(done);
        }
    }

    /// A broken line goes on in a block of the same kind; a heading stays one.
    fn line_break(&mut self, node: usize, span: Span) {
        if HEADINGS.contains(&self.tree.nodes[node].name.as_str()) {
            self.now.run(" ", span.start..span.end);
            return;
        }
        let count = self.blocks.len();
        let was = self.now.continued;
        self.flush(node);
        self.now.continued = was || count < self.blocks.len();
    }

    fn text(&mut self, at: usize) {
        let node = &self.tree.nodes[at];
        if self.now.pre.is_none() {
            if self.now.text.is_empty() {
                self.now.at = at;
            }
            return self.now.push(&node.chunk, node.link);
        }
        for line in lines(&node.chunk) {
            if self.now.text.is_empty() {
                self.now.at = at;
            }
            self.now.push(&line, node.link);
            if line.text.ends_with('\n') {
                let owner = self.now.node;
                self.line_break(owner, Span::new(0, 0));
            }
        }
    }
}

/// The lines of preformatted text, line ends included.
fn lines(chunk: &Chunk) -> Vec<Chunk> {
    let mut lines = vec![Chunk::default()];
    for piece in &chunk.pieces {
        let words = chunk.text.get(piece.text.clone()).unwrap_or("");
        let mut at = 0;
        for part in words.split_inclusive('\n') {
            let file = if piece.is_exact() {
                piece.file.start + at..piece.file.start + at + part.len()
            } else {
                piece.file.clone()
            };
            at += part.len();
            if let Some(line) = lines.last_mut() {
                append(&mut line.text, &mut line.pieces, part, file);
            }
            if part.ends_with('\n') {
                lines.push(Chunk::default());
            }
        }
    }
    lines
}

/// Why a browser would not show the element.
fn hides(tree: &Tree, at: usize) -> Option<&'static str> {
    let node = &tree.nodes[at];
    match node.name.as_str() {
        "" => return None,
        "script" | "style" | "noscript" | "template" | "svg" | "head" | "title" | "iframe"
        | "noembed" | "noframes" | "object" | "audio" | "video" | "canvas" | "rp" | "rt" => {
            return Some("not text");
        }
        "button" | "select" | "option" | "textarea" | "datalist" => return Some("form control"),
        // The number of a footnote would read as part of the word before it.
        "sup" if (at..node.end).any(|n| tree.nodes[n].name == "a") => return Some("footnote mark"),
        _ => {}
    }
    let style: String = node.mark("style").to_lowercase().split_whitespace().collect();
    let hidden = node.has("hidden")
        || node.mark("aria-hidden") == "true"
        || style.contains("display:none")
        || style.contains("visibility:hidden");
    hidden.then_some("hidden")
}
