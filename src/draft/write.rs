//! A sheet becomes the text of a rule file.

use super::sheet::{Caveat, Example, Fact, Head, Sheet};
use crate::report::clean;
use std::fmt::Write;

/// Columns after which a list goes on in the next line.
const WIDTH_COLUMNS: usize = 118;

/// The rule file as TOML.
pub(super) fn write(sheet: &Sheet) -> String {
    let mut out = String::new();
    head(&sheet.head, &mut out);
    let mut heading = None;
    for fact in &sheet.facts {
        if fact.heading != heading && !fact.under.is_empty() {
            line(&mut out, &format!("\n# == {} ==", clean::line(&fact.under)));
        }
        heading = fact.heading;
        self::fact(fact, &mut out);
        fact.caveats.iter().for_each(|caveat| self::caveat(caveat, fact, &mut out));
        fact.examples.iter().for_each(|example| self::example(example, &mut out));
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn head(head: &Head, out: &mut String) {
    let source = clean::path(&head.source);
    line(
        out,
        &format!("# A first draft, made by `sourcelint draft` of {source}. Now it is yours:"),
    );
    line(
        out,
        "# - Strike the facts that no article will be about; rename the others as you would call them.",
    );
    line(
        out,
        "# - `met_by` holds what counts as having said a caveat: add what your writers would write.",
    );
    line(out, "# - A caveat that must not be missing gets `level = \"must\"`; one that may, goes.");
    line(out, "# - Add what articles wrongly conclude as [[not_entailed]], with an example each.");
    line(out, "# Then: sourcelint rules test THIS_FILE --source ANNOUNCEMENT");
    if 0 < head.more {
        let more = head.more;
        line(
            out,
            &format!(
                "# {more} more facts stand further down in the announcement and are not here."
            ),
        );
    }
    line(out, "");
    line(out, &format!("id     = {}", text(&head.id)));
    line(out, &format!("title  = {}", text(&head.title)));
    let url = head.url.as_ref().map(|url| format!("url = {}", text(url)));
    let date = head.date.as_ref().map(|date| format!("date = {date}"));
    let said: Vec<String> = [url, date].into_iter().flatten().collect();
    if !said.is_empty() {
        line(out, &format!("source = {{ {} }}", said.join(", ")));
    }
    if !head.about.is_empty() {
        line(out, "# Only statements with one of these words are held against the caveats below.");
        line(out, &format!("about  = {{ any = {} }}", list(&head.about)));
    }
    if !head.names.is_empty() {
        line(
            out,
            "\n# Names: take off the `#` and add what else they are called, in every language of your articles.",
        );
        for name in &head.names {
            let id = super::words::slug(name);
            line(out, "# [[name]]");
            line(out, &format!("# id  = {}", text(&id)));
            line(out, &format!("# any = [{}]", text(name)));
        }
    }
}

fn fact(fact: &Fact, out: &mut String) {
    line(out, &format!("\n# Line {}: {}", fact.line, clean::line(&fact.read.join(" | "))));
    line(out, "[[fact]]");
    line(out, &format!("id    = {}", text(&fact.id)));
    line(out, &format!("quote = {}", text(&fact.quote)));
}

fn caveat(caveat: &Caveat, fact: &Fact, out: &mut String) {
    line(out, "");
    if !caveat.also.is_empty() {
        let also = caveat.also.join(", ");
        line(
            out,
            &format!(
                "# Asked for beside {also} too, so only a note: strike it, or name the topics in `about`."
            ),
        );
    }
    line(out, "[[caveat]]");
    line(out, &format!("id     = {}", text(&caveat.id)));
    line(out, &format!("of     = {}", text(&fact.id)));
    line(out, &format!("quote  = {}", text(&caveat.quote)));
    line(out, &format!("met_by = {}", list(&caveat.met_by)));
    line(out, &format!("within = {}", text(caveat.within)));
    line(out, &format!("level  = {}", text(caveat.level)));
}

fn example(example: &Example, out: &mut String) {
    line(out, &format!("\n[[example]] # {}", clean::line(&example.note)));
    line(out, &format!("article = {}", text(&example.article)));
    line(out, &format!("expect  = {}", text(example.expect)));
    if let Some(by) = &example.by {
        line(out, &format!("by      = {}", text(by)));
    }
}

/// Texts in brackets; a long list takes several lines.
fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|t| text(t)).collect();
    let short = texts.join(", ");
    if short.chars().count() + 12 <= WIDTH_COLUMNS {
        return format!("[{short}]");
    }
    let mut out = String::from("[");
    let mut column = WIDTH_COLUMNS;
    for text in texts {
        let width = text.chars().count() + 2;
        if WIDTH_COLUMNS < column + width {
            out.push_str("\n ");
            column = 1;
        }
        out.push_str(&format!(" {text},"));
        column += width;
    }
    out.push_str("\n]");
    out
}

/// A TOML text in double quotes. What a terminal would obey, or what turns the reading direction,
/// is written as its number: nobody could see it in the file.
fn text(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if is_hidden(c) => {
                write!(out, "\\U{:08X}", u32::from(c)).expect("a String can be written");
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_hidden(c: char) -> bool {
    let mut bytes = [0; 4];
    let one: &str = c.encode_utf8(&mut bytes);
    clean::path(one) != one
}
