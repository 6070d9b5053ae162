//! Tables as grids: which cell heads a row, which one a column.

use super::names::HEADINGS;
use super::tree::Tree;
use std::collections::HashMap;

/// Columns and spans past which a table is no longer followed.
const SPAN_MAX: usize = 100;

/// What a cell is in its table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cell {
    /// Whether it heads a column.
    pub head: bool,
    /// The first cell of its row, when that is another one.
    pub row: Option<usize>,
    /// The cell that heads its column.
    pub column: Option<usize>,
}

/// A cell on its grid.
#[derive(Debug, Clone, Copy)]
struct Placed {
    node: usize,
    column: usize,
    wide: usize,
}

/// Every cell of every table that holds data; the cells of a table that only lays out the page are
/// not among them.
pub fn cells(tree: &Tree) -> HashMap<usize, Cell> {
    let mut rows: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut tables = Vec::new();
    let mut within: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut layout: Vec<usize> = Vec::new();
    // The innermost tables and rows, kept as a stack so that the pass is linear.
    let mut open: Vec<usize> = Vec::new();
    for (i, node) in tree.nodes.iter().enumerate() {
        while open.last().is_some_and(|o| tree.nodes[*o].end <= i) {
            open.pop();
        }
        let table = || open.iter().rev().copied().find(|o| tree.nodes[*o].name == "table");
        match node.name.as_str() {
            "table" => {
                layout.extend(table());
                if node.mark("role") == "presentation" {
                    layout.push(i);
                }
                tables.push(i);
                open.push(i);
            }
            "tr" => {
                if let Some(table) = table() {
                    within.entry(table).or_default().push(i);
                }
                open.push(i);
            }
            "td" | "th" => {
                if let Some(row) = open.last().filter(|o| tree.nodes[**o].name == "tr") {
                    rows.entry(*row).or_default().push(i);
                }
            }
            name if HEADINGS.contains(&name) => layout.extend(table()),
            _ => {}
        }
    }
    layout.sort_unstable();
    let mut found = HashMap::new();
    for table in tables.iter().filter(|t| layout.binary_search(t).is_err()) {
        let none = Vec::new();
        let lines: Vec<(usize, &[usize])> = within
            .get(table)
            .unwrap_or(&none)
            .iter()
            .filter_map(|row| Some((*row, rows.get(row)?.as_slice())))
            .collect();
        if lines.iter().map(|(_, cells)| cells.len()).sum::<usize>() < 2 {
            continue;
        }
        grid(tree, &lines, &mut found);
    }
    found
}

/// Reads one table.
fn grid(tree: &Tree, lines: &[(usize, &[usize])], found: &mut HashMap<usize, Cell>) {
    // Cells from rows above that reach down: how many rows yet, and the cell.
    let mut above: Vec<(usize, Placed)> = Vec::new();
    let mut heads: Vec<Option<usize>> = Vec::new();
    let guessed = guess_head(tree, lines);
    for (at, (row, cells)) in lines.iter().enumerate() {
        let (placed, first) = place(tree, cells, &mut above);
        let in_head = tree.nodes[tree.nodes[*row].parent].name == "thead";
        let all = cells.iter().all(|c| tree.nodes[*c].name == "th");
        let head = in_head || (all && 1 < cells.len()) || (at == 0 && guessed);
        let lone = all && !head && cells.len() == 1;
        for cell in &placed {
            let inside = first.filter(|f| *f != cell.node);
            let column = heads.get(cell.column).copied().flatten();
            let entry = if head || lone {
                Cell { head: true, row: None, column: None }
            } else {
                Cell { head: false, row: inside, column }
            };
            found.insert(cell.node, entry);
        }
        if head {
            for cell in &placed {
                let end = cell.column + cell.wide;
                if heads.len() < end {
                    heads.resize(end, None);
                }
                heads[cell.column..end].fill(Some(cell.node));
            }
        }
    }
}

/// Gives the cells of a row their columns; the second value is the cell in the first column.
fn place(
    tree: &Tree,
    cells: &[usize],
    above: &mut Vec<(usize, Placed)>,
) -> (Vec<Placed>, Option<usize>) {
    let mut placed = Vec::new();
    let mut first = above.iter().find(|(_, p)| p.column == 0).map(|(_, p)| p.node);
    let mut next = Vec::new();
    let mut column = 0;
    for node in cells {
        while let Some((_, p)) =
            above.iter().find(|(_, p)| p.column <= column && column < p.column + p.wide)
        {
            column = p.column + p.wide;
        }
        let span = |name| tree.nodes[*node].mark(name).trim().parse::<usize>().unwrap_or(1);
        let wide = span("colspan").clamp(1, SPAN_MAX);
        let tall = span("rowspan").clamp(1, SPAN_MAX);
        if SPAN_MAX < column {
            // Past any table made for people: the cell keeps its row, but no column.
            column = SPAN_MAX;
        }
        let cell = Placed { node: *node, column, wide };
        if column == 0 {
            first = Some(*node);
        }
        if 1 < tall && next.len() < SPAN_MAX {
            next.push((tall, cell));
        }
        placed.push(cell);
        column += wide;
    }
    above.append(&mut next);
    above.iter_mut().for_each(|(rows, _)| *rows -= 1);
    above.retain(|(rows, _)| 0 < *rows);
    above.truncate(SPAN_MAX);
    (placed, first)
}

/// A table of three columns or more without any `th`: its first row is a head when no cell of it
/// holds a digit and the rows below hold some beside their first cell.
fn guess_head(tree: &Tree, lines: &[(usize, &[usize])]) -> bool {
    let th = lines.iter().any(|(_, cells)| cells.iter().any(|c| tree.nodes[*c].name == "th"));
    let Some(((_, first), rest)) = lines.split_first() else { return false };
    let digit = |cell: &usize| {
        let inside = *cell..tree.nodes[*cell].end;
        tree.nodes[inside].iter().any(|n| n.chunk.text.contains(|c: char| c.is_numeric()))
    };
    let filled = |cell: &usize| {
        let inside = *cell..tree.nodes[*cell].end;
        tree.nodes[inside].iter().any(|n| !n.chunk.text.trim().is_empty())
    };
    let below = || rest.iter().flat_map(|(_, cells)| cells.iter().skip(1));
    !th && 3 <= first.len()
        && first.iter().skip(1).all(filled)
        && !first.iter().any(digit)
        && below().any(digit)
}
