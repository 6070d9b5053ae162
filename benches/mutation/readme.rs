//! The benchmark's table in README.md: between two marks, under its date.

use std::fs;

const PATH: &str = "README.md";
const BEGIN: &str = "<!-- mutation benchmark: begin -->\n";
const END: &str = "<!-- mutation benchmark: end -->";

/// The table that the README shows, without its date.
///
/// # Panics
/// Where the README or its marks are missing.
pub fn table() -> String {
    let [_, inside, _] = parts();
    inside.split_once("\n\n").map_or_else(String::new, |(_, table)| table.to_owned())
}

/// Writes date and table into the README.
///
/// # Panics
/// As `table`; and where the README cannot be written.
pub fn update(date: &str, table: &str) {
    let [before, _, after] = parts();
    let text = format!("{before}{BEGIN}As of {date}:\n\n{table}{END}{after}");
    fs::write(PATH, text).unwrap_or_else(|e| panic!("{PATH}: {e}"));
}

/// The README before, between and behind the marks.
fn parts() -> [String; 3] {
    let text = fs::read_to_string(PATH).unwrap_or_else(|e| panic!("{PATH}: {e}"));
    let (before, rest) = text.split_once(BEGIN).unwrap_or_else(|| panic!("{PATH}: no {BEGIN}"));
    let (inside, after) = rest.split_once(END).unwrap_or_else(|| panic!("{PATH}: no {END}"));
    [before, inside, after].map(str::to_owned)
}
