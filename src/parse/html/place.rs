//! Blocks become passages: each with its kind and with what stands above it.

use super::blocks::Block;
use super::names::HEADINGS;
use super::table::{Cell, cells};
use super::tree::Tree;
use crate::document::{Passage, PassageId, PassageKind, Place};
use std::collections::HashMap;

/// Makes the passages of the blocks, which are those that stay.
pub fn passages(tree: &Tree, blocks: Vec<Block>) -> Vec<Passage> {
    let cells = cells(tree);
    let mut writer = Writer { tree, cells, ..Writer::new(tree) };
    for block in blocks {
        writer.add(block);
    }
    writer.passages
}

struct Writer<'t> {
    tree: &'t Tree,
    cells: HashMap<usize, Cell>,
    passages: Vec<Passage>,
    /// Open headings with their level.
    headings: Vec<(u8, PassageId)>,
    /// The first passage of a list item, a cell, or a term.
    first: HashMap<usize, PassageId>,
    /// The line that leads into a list or table, where there is one.
    leads: HashMap<usize, Option<PassageId>>,
    /// The last term of a list of terms.
    terms: HashMap<usize, PassageId>,
    /// The block that the last passage came from.
    last: Option<usize>,
}

/// What surrounds a block, found by climbing from it.
#[derive(Default)]
struct Around {
    heading: Option<u8>,
    item: Option<usize>,
    /// The outer list items, from the inside out.
    outer: Vec<usize>,
    /// The outermost list or table whose lead-in line counts for the block.
    list: Option<usize>,
    cell: Option<usize>,
    term: Option<usize>,
    terms: Option<usize>,
    quote: bool,
}

impl<'t> Writer<'t> {
    fn new(tree: &'t Tree) -> Self {
        Writer {
            tree,
            cells: HashMap::new(),
            passages: Vec::new(),
            headings: Vec::new(),
            first: HashMap::new(),
            leads: HashMap::new(),
            terms: HashMap::new(),
            last: None,
        }
    }

    fn add(&mut self, block: Block) {
        let id = PassageId(self.passages.len());
        let around = self.climb(block.node);
        let same = block.continued && self.last == Some(block.node);
        self.last = Some(block.node);
        let before = self.passages.last();
        let (kind, place) = match before.filter(|_| same) {
            Some(before) => (before.kind, before.place.clone()),
            None => (self.kind(&around), self.place(&around)),
        };
        for node in [around.item, around.cell, around.term].into_iter().flatten() {
            self.first.entry(node).or_insert(id);
        }
        if let (Some(_), Some(list)) = (around.term, around.terms) {
            self.terms.insert(list, id);
        }
        if let PassageKind::Heading(level) = kind {
            self.headings.push((level, id));
        }
        self.passages.push(Passage {
            kind,
            text: block.text,
            pieces: block.pieces,
            place,
            linked: 0,
        });
    }

    fn climb(&self, node: usize) -> Around {
        let mut found = Around::default();
        for at in self.tree.around(node) {
            let node = &self.tree.nodes[at];
            match node.name.as_str() {
                "td" | "th" if self.cells.contains_key(&at) => {
                    found.cell = found.cell.or(Some(at));
                }
                "table" if found.cell.is_some() => found.list = Some(at),
                "caption" => found.list = None,
                "li" => match found.item {
                    None if found.cell.is_none() => found.item = Some(at),
                    _ => found.outer.push(at),
                },
                "ul" | "ol" | "dl" | "menu" => {
                    found.list = Some(at);
                    if node.name == "dl" {
                        found.terms = found.terms.or(Some(at));
                    }
                }
                "dt" if found.terms.is_none() => found.term = found.term.or(Some(at)),
                "blockquote" => found.quote = true,
                name => {
                    if let Some(level) = HEADINGS.iter().position(|h| *h == name) {
                        found.heading = found.heading.or(u8::try_from(level + 1).ok());
                    }
                }
            }
        }
        found
    }

    fn kind(&self, around: &Around) -> PassageKind {
        let head = around.cell.and_then(|c| self.cells.get(&c)).is_some_and(|c| c.head);
        match around {
            _ if head => PassageKind::Head,
            Around { heading: Some(level), .. } => PassageKind::Heading(*level),
            Around { quote: true, .. } => PassageKind::Quote,
            Around { item: Some(_), .. } => PassageKind::Item,
            Around { cell: Some(_), .. } | Around { term: Some(_), .. } => PassageKind::Cell,
            _ => PassageKind::Paragraph,
        }
    }

    fn place(&mut self, around: &Around) -> Place {
        if let (Some(level), None) = (around.heading, around.cell) {
            self.headings.retain(|(above, _)| *above < level);
        }
        let mut place = Place {
            headings: self.headings.iter().map(|(_, id)| *id).collect(),
            ..Place::default()
        };
        if let Some(cell) = around.cell.and_then(|c| self.cells.get(&c)) {
            place.row = cell.row.and_then(|c| self.first.get(&c)).copied();
            place.column = cell.column.and_then(|c| self.first.get(&c)).copied();
        } else if let (None, Some(list)) = (around.term, around.terms) {
            place.row = self.terms.get(&list).copied();
        }
        place.parent = self.parent(around);
        place
    }

    /// The item it hangs under, else the line that leads into the list.
    fn parent(&mut self, around: &Around) -> Option<PassageId> {
        let lead = around.list.and_then(|list| self.lead(list));
        let items = around.item.iter().chain(&around.outer);
        items.filter_map(|item| self.first.get(item)).next().copied().or(lead)
    }

    /// The passage before a list or table, when it ends with a colon.
    fn lead(&mut self, list: usize) -> Option<PassageId> {
        let last = self.passages.len().checked_sub(1);
        let before = last.and_then(|at| {
            let passage = &self.passages[at];
            let leads = passage.text.ends_with([':', '：']);
            let plain = matches!(passage.kind, PassageKind::Paragraph | PassageKind::Quote);
            (leads && plain).then_some(PassageId(at))
        });
        *self.leads.entry(list).or_insert(before)
    }
}
