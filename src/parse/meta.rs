//! Front matter: `---` YAML or `+++` TOML at the very start of a file.

use super::chrome;
use super::flow::Flow;
use super::keys::{self, KeyLine};
use super::writer::Writer;
use crate::document::{Meta, PassageKind};
use crate::span::{Span, slice};

/// The key that speaks to the tool.
const OWN: &str = "sourcelint";

/// Reads the front matter, if there is one, and says at which byte the text begins.
pub fn read(writer: &mut Writer) -> usize {
    let source = writer.source().to_string();
    let begin = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let Some((lines, end)) = lines(&source, begin) else { return begin };
    let (own, lines) = split(&source, begin, lines);
    keep(writer, &source, &own);
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

/// Splits off the lines under the key `sourcelint`: they speak to the tool, not to readers.
fn split(source: &str, begin: usize, lines: Vec<KeyLine>) -> (Vec<KeyLine>, Vec<KeyLine>) {
    let toml = slice(source, begin..source.len()).starts_with('+');
    // In TOML every line below a `[header]` belongs to it.
    let (mut is_own, mut headed) = (false, false);
    lines.into_iter().partition(|(indent, flow)| {
        let text = flow.text.as_str();
        if *indent == 0 && toml && text.starts_with('[') {
            (is_own, headed) = (names_the_tool(text.trim_start_matches('[')), true);
        } else if *indent == 0
            && !headed
            && text.starts_with(|c: char| c == '"' || c.is_alphabetic())
        {
            is_own = names_the_tool(text);
        }
        is_own
    })
}

fn names_the_tool(line: &str) -> bool {
    let name: String =
        line.chars().filter(|c| *c != '"').take_while(|c| !":=.] ".contains(*c)).collect();
    name == OWN
}

/// Keeps the lines for the tool as one piece of metadata, written as they stand.
fn keep(writer: &mut Writer, source: &str, lines: &[KeyLine]) {
    let (Some((_, first)), Some((_, last))) = (lines.first(), lines.last()) else { return };
    let text = |(indent, flow): &KeyLine| slice(source, flow.start() - indent..flow.end());
    let value = lines.iter().map(text).collect::<Vec<_>>().join("\n");
    let span = Span::new(first.start(), last.end());
    writer.meta(Meta { name: OWN.to_owned(), value, span });
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
