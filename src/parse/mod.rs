//! Bytes become a document: one file a format, and one road from a paragraph to its passages.
//!
//! Reading cannot fail: any string is a document. `markdown`, `plain` and `html` find blocks and
//! inline text; `lines` (with `reflow`, `keys` and `table`) reads the lines inside a block;
//! `writer` gives every passage its place; `body` cuts what is not the announcement's own text.

pub mod body;
mod chrome;
pub mod flow;
pub mod html;
mod inline;
pub mod keys;
pub mod lines;
pub mod markdown;
pub mod meta;
pub mod plain;
pub mod reflow;
pub mod table;
pub mod writer;

use crate::document::Document;
use crate::span::slice;

/// Reads `text` as what the extension of `path` says, Markdown where it says nothing.
pub fn read(path: &str, text: String) -> Document {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" => html::read(path, text),
        "txt" | "text" => plain::read(path, text),
        "md" | "markdown" | "mdown" | "mkd" => markdown::read(path, text),
        _ if looks_like_html(&text) => html::read(path, text),
        _ => markdown::read(path, text),
    }
}

fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let start = slice(start, 0..16).to_ascii_lowercase();
    start.starts_with("<!doctype") || start.starts_with("<html")
}

#[cfg(test)]
mod tests;
