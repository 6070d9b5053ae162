//! Columns that line up, also under wide (Chinese) characters.

use super::clean;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` cut to `width_columns`, with `…` where something is missing.
pub fn cut(text: &str, width_columns: usize) -> String {
    let text = clean::line(text);
    if text.width() <= width_columns {
        return text.into_owned();
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= width_columns
    };
    let mut out: String = text.chars().take_while(fits).collect();
    out.push('…');
    out
}

/// Rows as lines; every column but the last is as wide as its widest cell, at most a quarter of
/// the width, and the last one takes what is left.
pub fn table(rows: &[Vec<String>], width_columns: usize) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| clean::line(cell).width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count.saturating_sub(1))
        .map(|column| widest(column).min((width_columns / 4).max(12)))
        .collect();
    let left = width_columns.saturating_sub(widths.iter().map(|w| w + 2).sum()).max(20);
    let line = |row: &Vec<String>| {
        let mut out = String::new();
        for (column, cell) in row.iter().enumerate() {
            let width = widths.get(column).copied().unwrap_or(left);
            let cell = cut(cell, width);
            let pad = if column + 1 < row.len() { width - cell.width().min(width) + 2 } else { 0 };
            out.push_str(&cell);
            out.push_str(&" ".repeat(pad));
        }
        out.trim_end().to_string()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_under_chinese() {
        let row = |a: &str, b: &str| vec![a.to_string(), b.to_string()];
        let lines = table(&[row("ab", "x"), row("微軟", "y")], 80);
        assert_eq!(lines, ["ab    x", "微軟  y"]);
    }

    #[test]
    fn long_cells_are_cut() {
        assert_eq!(cut("微軟微軟", 6), "微軟…");
        assert_eq!(cut("a\nb", 6), "a b");
    }
}
