//! The page as a tree, built from tokens with the end tags that a browser would add.
//!
//! Nodes stand in reading order and a node's descendants follow it without a gap, so "inside" is a
//! range check. Building is linear: past a depth no person writes, elements no longer nest.

use super::names::{BLOCKS, HEAD, HEADINGS, VOID, WALLS, special};
use super::tokens::{Chunk, RAW, Token};
use crate::span::Span;

/// Open elements past which new ones are siblings, not children.
const DEPTH_MAX: usize = 512;

/// A page.
#[derive(Debug, Clone)]
pub struct Tree {
    /// In reading order; node 0 is the page itself.
    pub nodes: Vec<Node>,
}

/// An element, or text.
#[derive(Debug, Clone)]
pub struct Node {
    /// Lower-case element name; empty for text.
    pub name: String,
    /// The attributes kept by the tokens.
    pub marks: Vec<(String, String)>,
    /// The text, for a text node.
    pub chunk: Chunk,
    /// The link that text stands in.
    pub link: Option<usize>,
    /// The node around it.
    pub parent: usize,
    /// One past its last descendant.
    pub end: usize,
    /// From its start tag to its end tag.
    pub span: Span,
}

impl Node {
    /// The value of an attribute; empty when it is not there.
    pub fn mark(&self, name: &str) -> &str {
        self.marks.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    /// Whether the attribute is there.
    pub fn has(&self, name: &str) -> bool {
        self.marks.iter().any(|(n, _)| n == name)
    }
}

impl Tree {
    /// The nodes around `node`, from the inside out, itself first.
    pub fn around(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(node), |n| (*n != 0).then(|| self.nodes[*n].parent))
    }

    /// The nearest node around `node`, itself included, with one of `names`.
    pub fn nearest(&self, node: usize, names: &[&str]) -> Option<usize> {
        self.around(node).find(|n| names.contains(&self.nodes[*n].name.as_str()))
    }

    /// Whether `inner` is `outer` or inside it.
    pub fn holds(&self, outer: usize, inner: usize) -> bool {
        outer <= inner && inner < self.nodes[outer].end
    }
}

/// Builds the tree of `tokens`; `len` is the length of the file.
pub fn tree(tokens: Vec<Token>, len: usize) -> Tree {
    let root = Node {
        name: String::new(),
        marks: Vec::new(),
        chunk: Chunk::default(),
        link: None,
        parent: 0,
        end: 1,
        span: Span::new(0, len),
    };
    let mut builder =
        Builder { nodes: vec![root], open: Vec::new(), links: Vec::new(), over: Vec::new() };
    for token in tokens {
        match token {
            Token::Open { name, marks, span } => builder.start(name, marks, span),
            Token::Close { name, span } => builder.finish(&name, span),
            Token::Text(chunk) => builder.text(chunk),
            Token::Comment(_) => {}
        }
    }
    builder.cut(0, len);
    builder.nodes[0].end = builder.nodes.len();
    Tree { nodes: builder.nodes }
}

struct Builder {
    nodes: Vec<Node>,
    /// Open elements, outermost first.
    open: Vec<usize>,
    /// Open links; one that was closed across a block is gone from here, but not from `open`.
    links: Vec<usize>,
    /// Names of elements that were too deep to open.
    over: Vec<String>,
}

impl Builder {
    fn name(&self, at: usize) -> &str {
        &self.nodes[self.open[at]].name
    }

    fn start(&mut self, name: String, marks: Vec<(String, String)>, span: Span) {
        if name == "html" || name == "body" {
            self.leave_head(span.start);
            return;
        }
        if !HEAD.contains(&name.as_str()) {
            self.leave_head(span.start);
        }
        self.imply(&name, span.start);
        let parent = self.open.last().copied().unwrap_or(0);
        let at = self.nodes.len();
        let void = VOID.contains(&name.as_str());
        // What holds raw text cannot nest, and must hide its text at any depth.
        let deep = DEPTH_MAX <= self.open.len() && !RAW.contains(&name.as_str());
        if deep && !void {
            self.over.push(name.clone());
        }
        if name == "a" && !deep {
            self.links.push(at);
        }
        let chunk = Chunk::default();
        self.nodes.push(Node { name, marks, chunk, link: None, parent, end: at + 1, span });
        if !void && !deep {
            self.open.push(at);
        }
    }

    fn text(&mut self, chunk: Chunk) {
        let (Some(first), Some(last)) = (chunk.pieces.first(), chunk.pieces.last()) else { return };
        let span = Span::new(first.file.start, last.file.end);
        if self.open.len() == 1 && chunk.text.contains(|c: char| !c.is_ascii_whitespace()) {
            self.leave_head(span.start);
        }
        let parent = self.open.last().copied().unwrap_or(0);
        let at = self.nodes.len();
        let link = self.links.last().copied();
        let (name, marks) = (String::new(), Vec::new());
        self.nodes.push(Node { name, marks, chunk, link, parent, end: at + 1, span });
    }

    /// A head ends where something stands that cannot be in one.
    fn leave_head(&mut self, at: usize) {
        if !self.open.is_empty() && self.name(0) == "head" && self.open.len() == 1 {
            self.cut(0, at);
        }
    }

    /// Closes what a start tag of `name` closes.
    fn imply(&mut self, name: &str, at: usize) {
        match name {
            "li" => self.close_peer(&["li"], at),
            "dt" | "dd" => self.close_peer(&["dt", "dd"], at),
            "td" | "th" => self.close_in_table(&["td", "th", "caption", "colgroup"], at),
            "tr" => self.close_in_table(&["tr", "caption", "colgroup"], at),
            "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => {
                self.close_in_table(&["tbody", "thead", "tfoot", "caption", "colgroup"], at)
            }
            "option" | "optgroup"
                if self.open.last().is_some_and(|n| self.nodes[*n].name == "option") =>
            {
                self.cut(self.open.len() - 1, at)
            }
            "a" | "button" => self.close_inline(name, at),
            _ => {}
        }
        if HEADINGS.contains(&name)
            && self.open.last().is_some_and(|n| HEADINGS.contains(&self.nodes[*n].name.as_str()))
        {
            self.cut(self.open.len() - 1, at);
        }
        let in_cell = matches!(name, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption");
        if BLOCKS.contains(&name) && !in_cell {
            self.close_scope(&["p"], &["button"], at);
        }
    }

    /// Closes an open `li` or `dt`/`dd` unless another structure stands between.
    fn close_peer(&mut self, names: &[&str], at: usize) {
        for i in (0..self.open.len()).rev() {
            let name = self.name(i);
            if names.contains(&name) {
                return self.cut(i, at);
            }
            let passes = matches!(name, "address" | "div" | "p") || !special(name);
            if !passes {
                return;
            }
        }
    }

    /// Closes the outermost of `names` that is open inside the innermost table.
    fn close_in_table(&mut self, names: &[&str], at: usize) {
        let table =
            (0..self.open.len()).rev().find(|i| matches!(self.name(*i), "table" | "template"));
        let Some(table) = table else { return };
        let first = (table + 1..self.open.len()).find(|i| names.contains(&self.name(*i)));
        if let Some(first) = first {
            self.cut(first, at);
        }
    }

    /// A link ends where the next one begins, when no block stands between.
    fn close_inline(&mut self, wanted: &str, at: usize) {
        for i in (0..self.open.len()).rev() {
            let name = self.name(i);
            if name == wanted {
                return self.cut(i, at);
            }
            if special(name) {
                break;
            }
        }
        if wanted == "a" {
            self.links.clear();
        }
    }

    /// Closes the innermost of `names`, not looking past a table's cell or one of `walls`.
    fn close_scope(&mut self, names: &[&str], walls: &[&str], at: usize) -> bool {
        for i in (0..self.open.len()).rev() {
            let name = self.name(i);
            if names.contains(&name) {
                self.cut(i, at);
                return true;
            }
            if WALLS.contains(&name) || walls.contains(&name) {
                return false;
            }
        }
        false
    }

    fn finish(&mut self, name: &str, span: Span) {
        if self.over.last().is_some_and(|n| n == name) {
            self.over.pop();
            // A block that was too deep to open still ends a line.
            return self.point(name, span);
        }
        match name {
            "html" | "body" => {}
            "br" => self.point("br", span),
            "p" => {
                if !self.close_scope(&["p"], &["button"], span.end) {
                    self.point("p", span);
                }
            }
            "li" => {
                self.close_scope(&["li"], &["ul", "ol", "menu", "dir"], span.end);
            }
            "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" => {
                self.close_table_part(name, span.end)
            }
            _ if HEADINGS.contains(&name) => {
                self.close_scope(HEADINGS, &[], span.end);
            }
            _ if special(name) => {
                self.close_scope(&[name], &[], span.end);
            }
            _ => self.close_phrase(name, span.end),
        }
    }

    /// An element without content, where only its break matters.
    fn point(&mut self, name: &str, span: Span) {
        let parent = self.open.last().copied().unwrap_or(0);
        let at = self.nodes.len();
        let (name, marks, chunk) = (name.to_owned(), Vec::new(), Chunk::default());
        self.nodes.push(Node { name, marks, chunk, link: None, parent, end: at + 1, span });
    }

    fn close_table_part(&mut self, name: &str, at: usize) {
        for i in (0..self.open.len()).rev() {
            if self.name(i) == name {
                return self.cut(i, at);
            }
            if matches!(self.name(i), "table" | "template") {
                return;
            }
        }
    }

    /// Closes a phrase element; across a block only its being a link ends.
    fn close_phrase(&mut self, name: &str, at: usize) {
        for i in (0..self.open.len()).rev() {
            if self.name(i) == name {
                return self.cut(i, at);
            }
            if special(self.name(i)) {
                break;
            }
        }
        if name == "a" {
            self.links.pop();
        }
    }

    /// Closes the open elements from `depth` on.
    fn cut(&mut self, depth: usize, at: usize) {
        let end = self.nodes.len();
        for node in self.open.drain(depth.min(self.open.len())..) {
            self.nodes[node].end = end;
            self.nodes[node].span.end = at.max(self.nodes[node].span.end);
            self.links.retain(|l| *l != node);
            self.over.clear();
        }
    }
}
