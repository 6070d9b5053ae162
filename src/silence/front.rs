//! Front matter that silences: `sourcelint: { ignore: [ { rule: RULE, reason: why } ] }`.

use super::{Fault, Order, Origin};
use crate::document::{Document, Meta};
use crate::rule::error::did_you_mean;
use crate::span::{Span, slice};
use toml::{Table, Value};

const HELP: &str = "write sourcelint: { ignore: [ { rule: RULE, reason: why } ] }";

/// Reads the entries of an article's front matter, in order; each covers the whole article.
pub(super) fn read(article: &Document) -> Vec<Result<Order, Fault>> {
    let Some(meta) = article.meta.iter().find(|m| m.name == "sourcelint") else {
        return Vec::new();
    };
    let entries = match entries(article, meta) {
        Ok(entries) => entries,
        Err(message) => {
            return vec![Err(Fault { span: first_line(meta), message, help: HELP.to_owned() })];
        }
    };
    let mut from = meta.span.start;
    let read = entries.iter().map(|entry| {
        let span = place(article, meta, entry, from);
        from = span.end.max(from);
        order(article, entry, span).map_err(|message| Fault { span, message, help: HELP.into() })
    });
    read.collect()
}

fn entries(article: &Document, meta: &Meta) -> Result<Vec<Value>, String> {
    // A reader's message may show the lines around the fault; its first line is enough here.
    let first = |error: String| error.lines().next().unwrap_or("").to_owned();
    let is_toml = article.text.trim_start_matches('\u{feff}').starts_with("+++");
    let block: Table = match is_toml {
        true => toml::from_str(&meta.value).map_err(|e| first(e.message().to_owned()))?,
        false => serde_saphyr::from_str(&meta.value).map_err(|e| first(e.to_string()))?,
    };
    let own = block.get("sourcelint").and_then(Value::as_table);
    let own = own.ok_or("`sourcelint` holds no table")?;
    known(own, &["ignore"])?;
    let list = own.get("ignore").and_then(Value::as_array);
    list.cloned().ok_or_else(|| "`ignore` holds no list".to_owned())
}

fn order(article: &Document, entry: &Value, span: Span) -> Result<Order, String> {
    let entry = entry.as_table().ok_or("an entry of `ignore` is no table")?;
    known(entry, &["rule", "reason", "until"])?;
    let text = |key: &str| match entry.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.trim().to_owned())),
        Some(Value::Datetime(date)) => Ok(Some(date.to_string())),
        Some(_) => Err(format!("`{key}` is no text")),
    };
    let covers = Span::new(0, article.text.len());
    let rules = text("rule")?.filter(|rule| !rule.is_empty()).into_iter().collect();
    let reason = text("reason")?.unwrap_or_default();
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let until = text("until")?;
    Ok(Order { span, covers, rules, reason, until, origin: Origin::FrontMatter })
}

fn known(table: &Table, keys: &[&str]) -> Result<(), String> {
    match table.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(key) => {
            let near = did_you_mean(key, keys.iter().copied());
            Err(format!("there is no key `{key}`{near}"))
        }
        None => Ok(()),
    }
}

/// Where the entry's rule is written, from byte `from` on; the first line where it is not found.
fn place(article: &Document, meta: &Meta, entry: &Value, from: usize) -> Span {
    let rule = entry.get("rule").and_then(Value::as_str).unwrap_or("");
    let at = slice(&article.text, from..meta.span.end).find(rule).filter(|_| !rule.is_empty());
    match at {
        Some(at) => Span::new(from + at, from + at + rule.len()),
        None => first_line(meta),
    }
}

fn first_line(meta: &Meta) -> Span {
    let line = meta.value.lines().next().unwrap_or("").trim();
    Span::new(meta.span.start, meta.span.start + line.len())
}
