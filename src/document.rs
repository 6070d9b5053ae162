//! A text that was read: passages with their place, and what was left out.
//!
//! Markdown, HTML and plain text all become this. A passage holds the visible text and, piece by
//! piece, the bytes of the file that text came from, so that every later finding can point at the
//! file as it is on disk.

use crate::span::{Span, slice};
use std::ops::Range;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The path as the user gave it.
    pub path: String,
    /// The whole file; byte offsets in it are byte offsets on disk.
    pub text: String,
    /// What is to be judged, or judged against, in reading order.
    pub passages: Vec<Passage>,
    /// What was read and set aside, with the reason.
    pub dropped: Vec<Dropped>,
    /// Front matter and page metadata, in order: `title`, `date`, `url`, `source` and what else stood there.
    pub meta: Vec<Meta>,
    /// The comments of Markdown and HTML, in order; what looks like one in a code block is none.
    pub comments: Vec<Comment>,
}

impl Document {
    /// The first metadata value under `name` (lower case).
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.meta.iter().find(|m| m.name == name).map(|m| m.value.as_str())
    }

    /// The passage behind an id; ids are only made by the document that holds the passage.
    pub fn passage(&self, id: PassageId) -> &Passage {
        &self.passages[id.0]
    }
}

/// One `name: value` of a front matter, or a page's own metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// Lower-case name.
    pub name: String,
    /// The value as text.
    pub value: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// A comment in the file, which no reader of the page sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// What stands between `<!--` and `-->`.
    pub text: String,
    /// Where it stands, marks included.
    pub span: Span,
}

/// A stretch of the file that is not part of the text to be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Where it stands.
    pub span: Span,
    /// Why, for people: "navigation", "digest above the text", "other stories" ...
    pub why: &'static str,
}

/// The index of a passage in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageId(pub usize);

/// A stretch of text that is read as one: a paragraph, a list item, a table cell, a key's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is on the page.
    pub kind: PassageKind,
    /// The visible text: entities decoded, inline marks gone, wrapped lines joined.
    pub text: String,
    /// Where the text came from, sorted; every byte of `text` belongs to exactly one piece.
    pub pieces: Vec<Piece>,
    /// Bytes of `text` that stand inside links or are the caption of an image.
    pub linked: usize,
    /// The place of the passage.
    pub place: Place,
}

/// What a passage is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading, 1 to 6.
    Heading(u8),
    /// A paragraph, or a line that stands alone.
    Paragraph,
    /// A list item's own text.
    Item,
    /// A head cell of a table.
    Head,
    /// A body cell of a table.
    Cell,
    /// A key that opens a block: its text is the key's name.
    KeyHead,
    /// The value of a `key: value` line: its text is the value, its keys the path.
    Value,
    /// A comment behind a key line.
    Comment,
    /// A block quotation.
    Quote,
}

/// Where a passage stands: what a reader of the page would take as said above it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Headings above it, outermost first.
    pub headings: Vec<PassageId>,
    /// The list item, lead-in line or key head it hangs under.
    pub parent: Option<PassageId>,
    /// For a cell: the first cell of its row, when that is another one.
    pub row: Option<PassageId>,
    /// For a cell: the head of its column.
    pub column: Option<PassageId>,
    /// For a value or key head: the key path, outermost first, its own key last.
    pub keys: Vec<String>,
}

/// A run of visible text and the bytes it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of `Passage::text`.
    pub text: Range<usize>,
    /// Bytes of the file. Equal in length when the bytes agree; otherwise (an entity, a joined line
    /// end) the text maps to the whole of it.
    pub file: Range<usize>,
}

impl Passage {
    /// The bytes of the file behind `range` of the passage's text.
    pub fn span(&self, range: Range<usize>) -> Span {
        // Pieces are sorted, and a long passage has many.
        let first = self.pieces.partition_point(|p| p.text.end <= range.start);
        let end = range.end.max(range.start + 1);
        let last = self.pieces.partition_point(|p| p.text.start < end).checked_sub(1);
        match (self.pieces.get(first), last.and_then(|at| self.pieces.get(at))) {
            (Some(first), Some(last)) => {
                let start = if first.is_exact() {
                    first.file.start + range.start.saturating_sub(first.text.start)
                } else {
                    first.file.start
                };
                let end = if last.is_exact() {
                    last.file.start + (range.end.min(last.text.end) - last.text.start)
                } else {
                    last.file.end
                };
                Span::new(start, end)
            }
            _ => Span::new(0, 0),
        }
    }

    /// The bytes of the file behind the whole passage.
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// The text at `range`.
    pub fn words(&self, range: Range<usize>) -> &str {
        slice(&self.text, range)
    }
}

impl Piece {
    /// Whether text and file agree byte by byte.
    pub fn is_exact(&self) -> bool {
        self.text.len() == self.file.len()
    }
}
