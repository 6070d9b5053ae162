//! Plain text: paragraphs by blank lines, lines by the rules all readers share.

use super::flow::Flow;
use super::lines::{self, Within};
use super::meta;
use super::reflow::{self, Line};
use super::writer::{Writer, ends_sentence, ends_with_colon};
use crate::document::Document;
use crate::span::slice;
use unicode_width::UnicodeWidthStr;

/// A first line this wide is a title, if a blank line follows it.
const TITLE_COLUMNS_MAX: usize = 120;

/// Reads plain text.
pub fn read(path: &str, text: String) -> Document {
    let mut writer = Writer::new(path, text);
    let begin = meta::read(&mut writer);
    blocks(&mut writer, begin);
    writer.finish()
}

/// Writes the text from byte `begin` on, block by block.
fn blocks(writer: &mut Writer, begin: usize) {
    let source = writer.source().to_string();
    let page = reflow::widest(slice(&source, begin..source.len()));
    let mut block: Vec<Line> = Vec::new();
    let mut at = begin;
    let mut first = true;
    for line in slice(&source, begin..source.len()).split_inclusive('\n') {
        let text = line.trim_end();
        let start = at + text.len() - text.trim_start().len();
        let flow = Flow::of(&source, start..at + text.len()).trimmed();
        at += line.len();
        if !flow.is_blank() {
            block.push(Line::of(&source, flow));
            continue;
        }
        flush(writer, &mut block, &mut first, page);
    }
    // A single line without a blank line after it is a text, not a title.
    first = false;
    flush(writer, &mut block, &mut first, page);
}

fn flush(writer: &mut Writer, block: &mut Vec<Line>, first: &mut bool, page: usize) {
    if block.is_empty() {
        return;
    }
    let lines = std::mem::take(block);
    let was_first = std::mem::take(first);
    match lines.as_slice() {
        [line] if is_rule(&line.flow.text) => writer.close(),
        [line] if was_first && is_title(&line.flow.text) => {
            writer.heading(1, line.flow.clone());
        }
        [line, rule] if is_rule(&rule.flow.text) && is_title(&line.flow.text) => {
            let level = if rule.flow.text.starts_with('=') { 1 } else { 2 };
            writer.heading(level, line.flow.clone());
        }
        _ => lines::write(writer, lines, Within::Page, page),
    }
}

fn is_title(text: &str) -> bool {
    let short = text.width() <= TITLE_COLUMNS_MAX;
    let marked = text.starts_with(['#', '|', '-', '*', '•']);
    short
        && !marked
        && (!ends_sentence(text) || text.ends_with(['!', '?', '！', '？']))
        && !ends_with_colon(text)
}

fn is_rule(text: &str) -> bool {
    3 <= text.len() && text.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | '—' | ' '))
}
