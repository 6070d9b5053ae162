//! Passages take their place: headings above, the lead-in or item they hang under, row and column.
//!
//! Every reader hands its text to this one writer, in reading order, and says only what it is. What
//! stands under what is decided here, so that Markdown, HTML and plain text cannot differ in it.

use super::flow::Flow;
use crate::document::{Comment, Document, Dropped, Meta, Passage, PassageId, PassageKind, Place};
use crate::span::{Span, slice};

/// Passages being written, and what is open above the next one.
#[derive(Debug)]
pub struct Writer {
    document: Document,
    headings: Vec<(u8, PassageId)>,
    /// Open list items, outermost first.
    items: Vec<Open>,
    /// A numbered line with lines of its own right under it.
    section: Option<PassageId>,
    /// The last line that ended with a colon.
    lead: Option<PassageId>,
    /// The text under a dash that stood on a line of its own.
    sub: Option<PassageId>,
    /// The last plain line.
    above: Option<PassageId>,
    /// Whether a dash on a line of its own was just read.
    dash: bool,
    /// Whether items, cells or keys came since the last line of text.
    filled: bool,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    indent: usize,
    id: Option<PassageId>,
}

impl Writer {
    /// A writer for the file `text` at `path`.
    pub fn new(path: &str, text: String) -> Writer {
        Writer {
            document: Document {
                path: path.to_string(),
                text,
                passages: Vec::new(),
                dropped: Vec::new(),
                meta: Vec::new(),
                comments: Vec::new(),
            },
            headings: Vec::new(),
            items: Vec::new(),
            section: None,
            lead: None,
            sub: None,
            above: None,
            dash: false,
            filled: false,
        }
    }

    /// The document as far as it was written.
    pub fn finish(self) -> Document {
        self.document
    }

    /// The file.
    pub fn source(&self) -> &str {
        &self.document.text
    }

    /// Notes a piece of metadata.
    pub fn meta(&mut self, meta: Meta) {
        self.document.meta.push(meta);
    }

    /// Notes a comment.
    pub fn comment(&mut self, comment: Comment) {
        self.document.comments.push(comment);
    }

    /// Notes a stretch of the file that was set aside.
    pub fn drop(&mut self, span: Span, why: &'static str) {
        self.document.dropped.push(Dropped { span, why });
    }

    /// Writes a heading; what was open above it ends.
    pub fn heading(&mut self, level: u8, flow: Flow) -> Option<PassageId> {
        self.close();
        self.headings.retain(|(outer, _)| *outer < level);
        let id = self.push(PassageKind::Heading(level), flow, Place::default())?;
        self.headings.push((level, id));
        Some(id)
    }

    /// Ends everything that was open, as a rule across the page does; headings stay.
    pub fn close(&mut self) {
        self.items.iter_mut().for_each(|open| open.id = None);
        (self.section, self.lead, self.sub, self.above) = (None, None, None, None);
        self.dash = false;
        self.filled = false;
    }

    /// Writes a line or paragraph of running text; inside a list item it hangs under the item.
    pub fn line(&mut self, kind: PassageKind, flow: Flow) -> Option<PassageId> {
        let flow = flow.trimmed();
        if flow.is_blank() {
            return None;
        }
        let leads = ends_with_colon(&flow.text);
        if let Some(item) = self.item_above() {
            return self.push(kind, flow, under(Some(item)));
        }
        if self.dash {
            self.dash = false;
            let parent = self.lead.or(self.section);
            self.sub = self.push(PassageKind::Item, flow, under(parent));
            self.filled = false;
            return self.sub;
        }
        let apart = self.is_apart(&flow);
        self.sub = None;
        if leads {
            if apart {
                self.section = None;
            }
            self.above = None;
            self.filled = false;
            self.lead = self.push(kind, flow, under(self.section));
            return self.lead;
        }
        if self.filled || (apart && self.above.is_some()) {
            self.section = None;
            self.lead = None;
        }
        self.filled = false;
        self.above = self.push(kind, flow, under(self.lead.or(self.section)));
        self.above
    }

    /// Opens a list item at `indent`: items at the same or a deeper one end.
    pub fn open_item(&mut self, indent: usize) {
        while self.items.last().is_some_and(|open| indent <= open.indent) {
            self.items.pop();
        }
        self.items.push(Open { indent, id: None });
        self.dash = false;
    }

    /// Writes the text of the item that was opened last.
    pub fn item(&mut self, flow: Flow) -> Option<PassageId> {
        let flow = flow.trimmed();
        if flow.is_blank() {
            return None;
        }
        let depth = self.items.len().saturating_sub(1);
        let outer = self.items.iter().take(depth).rev().find_map(|open| open.id);
        let parent = outer.or_else(|| self.list_parent(&flow));
        let id = self.push(PassageKind::Item, flow, under(parent))?;
        if let Some(open) = self.items.last_mut() {
            open.id = Some(id);
        }
        self.filled = true;
        Some(id)
    }

    /// Ends the item at `indent`; one without any text was a dash on a line of its own.
    pub fn close_item(&mut self, indent: usize, filling: Filling) {
        while self.items.last().is_some_and(|open| indent <= open.indent) {
            self.items.pop();
        }
        self.dash = filling == Filling::Empty;
    }

    /// How many passages were written.
    pub fn count(&self) -> usize {
        self.document.passages.len()
    }

    /// A dash on a line of its own was read.
    pub fn lone_dash(&mut self) {
        self.leave_items();
        self.dash = true;
    }

    /// Text goes on outside of the open items though the reader has not closed them: a scraped
    /// page has no blank line after a list.
    pub fn leave_items(&mut self) {
        self.items.iter_mut().for_each(|open| open.id = None);
    }

    /// Ends all items.
    pub fn end_items(&mut self) {
        self.items.clear();
    }

    /// The numbered line `id` turned out to head the lines right under it.
    pub fn section(&mut self, id: PassageId) {
        if let Some(before) = self.section.replace(id) {
            let parent = self.document.passage(before).place.parent;
            if let Some(passage) = self.document.passages.get_mut(id.0) {
                passage.place.parent = parent;
            }
        }
        self.leave_items();
        (self.lead, self.sub, self.above) = (None, None, None);
        self.filled = false;
    }

    /// Writes a table; the first row is its head where `head` says so.
    pub fn table(&mut self, rows: Vec<Vec<Flow>>, head: Head) {
        let Some(first) = rows.iter().flatten().find(|cell| !cell.is_blank()) else { return };
        let parent = self.item_above().or_else(|| self.list_parent(&first.clone()));
        let mut columns: Vec<Option<PassageId>> = Vec::new();
        let mut rows = rows.into_iter();
        if head == Head::First {
            for cell in rows.next().unwrap_or_default() {
                columns.push(self.push(PassageKind::Head, cell.trimmed(), under(parent)));
            }
        }
        for row in rows {
            let mut first = None;
            for (at, cell) in row.into_iter().enumerate() {
                let column = columns.get(at).copied().flatten();
                let place = Place { parent, row: first, column, ..Place::default() };
                let id = self.push(PassageKind::Cell, cell.trimmed(), place);
                if at == 0 {
                    first = id;
                }
            }
        }
        self.filled = true;
    }

    /// Writes a key, a value or a comment of a key block; `parent` is the head it stands under.
    pub fn key(
        &mut self,
        kind: PassageKind,
        flow: Flow,
        keys: Vec<String>,
        parent: Option<PassageId>,
    ) -> Option<PassageId> {
        let parent = parent.or_else(|| self.item_above()).or_else(|| self.list_parent(&flow));
        let id = self.push(kind, flow.trimmed(), Place { parent, keys, ..Place::default() });
        self.filled = true;
        id
    }

    fn item_above(&self) -> Option<PassageId> {
        self.items.iter().rev().find_map(|open| open.id)
    }

    /// What a list, a table or a key block that begins with `flow` hangs under.
    fn list_parent(&mut self, flow: &Flow) -> Option<PassageId> {
        if let Some(above) = self.above.filter(|_| !self.filled) {
            let passage = self.document.passage(above);
            let short = passage.text.chars().count() < 80 && !ends_sentence(&passage.text);
            if self.is_apart(flow) && !short {
                self.above = None;
            }
        }
        self.sub.or(self.above).or(self.lead).or(self.section)
    }

    /// Whether a blank line stands between the last passage and `flow`.
    fn is_apart(&self, flow: &Flow) -> bool {
        let Some(last) = self.document.passages.last() else { return false };
        let end = last.pieces.last().map_or(0, |p| p.file.end);
        let gap = slice(self.source(), end..flow.start().max(end));
        let mut inner = gap.split('\n').skip(1).peekable();
        while let Some(line) = inner.next() {
            if inner.peek().is_some() && line.trim().is_empty() {
                return true;
            }
        }
        false
    }

    fn push(&mut self, kind: PassageKind, flow: Flow, place: Place) -> Option<PassageId> {
        let flow = flow.trimmed();
        if flow.text.is_empty() {
            return None;
        }
        let id = PassageId(self.document.passages.len());
        let headings = self.headings.iter().map(|(_, id)| *id).collect();
        let linked = flow.linked();
        self.document.passages.push(Passage {
            kind,
            text: flow.text,
            pieces: flow.pieces,
            linked,
            place: Place { headings, ..place },
        });
        Some(id)
    }
}

/// Whether anything stood in a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// Something did.
    Text,
    /// Nothing did.
    Empty,
}

/// Whether a table's first row names its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// It does.
    First,
    /// The table has body rows only.
    None,
}

fn under(parent: Option<PassageId>) -> Place {
    Place { parent, ..Place::default() }
}

/// Whether a line announces what follows it.
pub fn ends_with_colon(text: &str) -> bool {
    text.trim_end().ends_with([':', '：'])
}

/// Whether a text ends the way a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '」' | '』' | ')' | '）')
    });
    text.ends_with(['.', '!', '?', '。', '！', '？', '…', ';', '；'])
}
