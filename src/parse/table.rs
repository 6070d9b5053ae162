//! Pipe rows: `| a | b |`, with or without the line of dashes.

use super::flow::Flow;
use super::writer::{Head, Writer};
use crate::span::slice;
use std::ops::Range;

/// Whether a line is a row of a table.
pub fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['|', '｜']) && 1 < line.chars().filter(|c| matches!(c, '|' | '｜')).count()
}

/// Whether a row only parts the head from the body.
pub fn is_delimiter(line: &str) -> bool {
    let sign = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '｜' | '—');
    line.contains('-') && line.trim().chars().all(sign)
}

/// The byte ranges of a row's cells; a backslash keeps a pipe inside its cell.
pub fn cells(line: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if matches!(c, '|' | '｜') && !escaped {
            cells.push(start..at);
            start = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    cells.push(start..line.len());
    let blank = |cell: &Range<usize>| slice(line, cell.clone()).trim().is_empty();
    if 1 < cells.len() && cells.last().is_some_and(blank) {
        cells.pop();
    }
    if 1 < cells.len() && cells.first().is_some_and(blank) {
        cells.remove(0);
    }
    cells
}

/// Writes rows that stand in running text as a table.
///
/// The first row is the head where a delimiter row follows it, or where there are three rows.
pub fn write(writer: &mut Writer, lines: &[Flow]) {
    let delimited = lines.get(1).is_some_and(|line| is_delimiter(&line.text));
    let rows: Vec<Vec<Flow>> = lines
        .iter()
        .filter(|line| !is_delimiter(&line.text))
        .map(|line| cells(&line.text).into_iter().map(|cell| line.part(cell)).collect())
        .collect();
    let head = if delimited || 3 <= rows.len() { Head::First } else { Head::None };
    writer.table(rows, head);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_split_at_bare_pipes() {
        let line = "| a | b \\| c || d";
        let found: Vec<&str> = cells(line).into_iter().map(|r| slice(line, r).trim()).collect();
        assert_eq!(found, ["a", "b \\| c", "", "d"]);
        assert!(is_delimiter("|:---|---:|"));
        assert!(!is_row("a | b"));
    }
}
