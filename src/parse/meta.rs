//! Front matter: `---` YAML or `+++` TOML at the very start of a file.

use super::chrome;
use super::flow::Flow;
use super::keys::{self, KeyLine};
use super::writer::Writer;
use crate::document::{Meta, PassageKind};
use crate::span::{Span, slice};

/// Reads the front matter, if there is one, and says at which byte the text begins.
pub fn read(writer: &mut Writer) -> usize {
    let source = writer.source().to_string();
    let begin = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let Some((lines, end)) = lines(&source, begin) else { return begin };
    let mut skipped: Option<String> = None;
    let mut body: Vec<KeyLine> = Vec::new();
    for (indent, flow) in lines {
        if let Some(name) = skipped.as_ref().filter(|_| 0 < indent || flow.text.starts_with("- ")) {
            // A list below a key of the page's bookkeeping: each entry is a value of it.
            if flow.text.starts_with("- ") {
                let entry = flow.part(2..flow.text.len());
                let span = Span::new(entry.start(), entry.end());
                writer.meta(Meta { name: name.clone(), value: entry.text.clone(), span });
            }
            continue;
        }
        skipped = None;
        let Some(parts) = keys::read(&flow.text) else {
            body.push((indent, flow));
            continue;
        };
        let name = slice(&flow.text, parts.key.clone()).to_lowercase();
        let value = flow.part(parts.value.clone());
        if indent == 0 && !parts.is_head() {
            let span = Span::new(value.start(), value.end());
            writer.meta(Meta { name: name.clone(), value: value.text.clone(), span });
        }
        let value_is_address =
            value.text.starts_with("http://") || value.text.starts_with("https://");
        if indent == 0 && chrome::has("bookkeeping", &name) {
            skipped = Some(name);
        } else if indent == 0 && chrome::has("described", &name) && !parts.is_head() {
            writer.line(PassageKind::Paragraph, value);
            writer.close();
        } else if !value_is_address {
            body.push((indent, flow));
        }
    }
    keys::write(writer, &body);
    writer.close();
    end
}

/// The lines between the fences and the byte behind the closing one.
fn lines(source: &str, begin: usize) -> Option<(Vec<KeyLine>, usize)> {
    let mut at = begin;
    let mut fence = "";
    let mut found = Vec::new();
    for line in slice(source, begin..source.len()).split_inclusive('\n') {
        let text = line.trim_end();
        let start = at;
        at += line.len();
        if fence.is_empty() {
            fence = ["---", "+++"].into_iter().find(|f| *f == text)?;
        } else if text == fence || (fence == "---" && text == "...") {
            let keyed = found.iter().any(|(_, flow): &KeyLine| keys::read(&flow.text).is_some());
            return (keyed || found.is_empty()).then_some((found, at));
        } else if !text.is_empty() {
            let indent = text.len() - text.trim_start().len();
            found.push((indent, Flow::of(source, start + indent..start + text.len())));
        }
    }
    None
}
