//! TOML tables with the place of every value: what `load` asks, and the faults found while asking.
//!
//! The one room `toml` enters for rule files and for the configuration. Every question answers with
//! what is there and notes a fault when that is not what was asked for, so that one run shows all
//! faults of a file.

use super::Mark;
use super::error::{PackError, did_you_mean, one_of};
use crate::span::{Lines, slice};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A file being read, and its faults so far.
pub struct Sheet<'t> {
    path: &'t str,
    text: &'t str,
    lines: Lines,
    /// What the whole file is called, and the keys that stand above its first table.
    kind: Kind,
    /// The faults, in the order they were met.
    pub errors: Vec<PackError>,
}

/// What a file is: its name in messages, and the keys that stand above its first table.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// As in "the rule file knows ...".
    pub name: &'static str,
    /// A key below a heading belongs to the heading; these belong to none.
    pub top: &'static [&'static str],
}

/// What rule files are.
pub const RULE_FILE: Kind = Kind { name: "the rule file", top: &["title", "source", "about"] };

/// One table of the file.
pub struct Table<'a> {
    /// How the file writes it: `[[fact]]`.
    kind: &'static str,
    entries: &'a DeTable<'a>,
    /// Byte where it stands.
    pub start: usize,
}

/// A text value and the byte of the file where it stands.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text, escapes undone.
    pub value: String,
    /// Where its quotation mark stands.
    pub start: usize,
}

impl<'t> Sheet<'t> {
    /// Parses `text`. A syntax error is alone: what follows it cannot be trusted.
    pub fn parse(
        kind: Kind,
        path: &'t str,
        text: &'t str,
    ) -> Result<(Self, DeTable<'t>), PackError> {
        let mut sheet = Sheet { path, text, lines: Lines::of(text), kind, errors: Vec::new() };
        match DeTable::parse(text) {
            Ok(table) => Ok((sheet, table.into_inner())),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let mut message = error.message().trim().replace('\n', ", ");
                if message.contains("escape") {
                    message.push_str(&format!("; {SINGLE_QUOTES}"));
                }
                sheet.fault(at, format!("not TOML: {message}"));
                Err(sheet.errors.remove(0))
            }
        }
    }

    /// The whole file as a table.
    pub fn root<'a>(&self, entries: &'a DeTable<'a>) -> Table<'a> {
        Table { kind: self.kind.name, entries, start: 0 }
    }

    /// The line and column of byte `at`.
    pub fn mark(&self, at: usize) -> Mark {
        let position = self.lines.position(self.text, at);
        Mark { line: position.line, column: position.column }
    }

    /// Notes a fault at byte `at`.
    pub fn fault(&mut self, at: usize, message: impl Into<String>) {
        let error = PackError::new(self.path, self.mark(at), message);
        self.errors.push(error);
    }

    /// Refuses keys that are none of `known`.
    pub fn known(&mut self, table: &Table, known: &[&str]) {
        for key in table.entries.keys() {
            let name = key.get_ref();
            if !known.contains(&name.as_ref()) {
                let near = did_you_mean(name, known.iter().copied());
                let hint = match self.belongs_at_the_top(name) {
                    Some(hint) => hint,
                    None if near.is_empty() => format!(", {} knows {}", table.kind, listed(known)),
                    None => near,
                };
                self.fault(key.span().start, format!("unknown key `{}`{hint}", shown(name)));
            }
        }
    }

    /// A hint for a key below a heading that belongs above it: the slip editors make first.
    pub fn belongs_at_the_top(&self, key: &str) -> Option<String> {
        let hint = ": it belongs at the top, above the first `[[...]]`";
        self.kind.top.contains(&key).then(|| hint.into())
    }

    /// The keys of `table` and where each stands, in the order of the file.
    pub fn keys(&self, table: &Table) -> Vec<Text> {
        let text = |key: &Spanned<DeString>| Text {
            value: key.get_ref().to_string(),
            start: key.span().start,
        };
        let mut keys: Vec<Text> = table.entries.keys().map(text).collect();
        keys.sort_by_key(|key| key.start);
        keys
    }

    /// Whether `key` is written in `table`.
    pub fn has(&self, table: &Table, key: &str) -> bool {
        table.entries.contains_key(key)
    }

    /// The text under `key`, if there is one.
    pub fn text(&mut self, table: &Table, key: &str) -> Option<Text> {
        let value = table.entries.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => self.checked(key, text, value.span()),
            other => {
                self.wrong_type(value.span().start, key, "a text", other);
                None
            }
        }
    }

    /// The text under `key`, which must be there.
    pub fn text_needed(&mut self, table: &Table, key: &str) -> Option<Text> {
        self.needed(table, key);
        self.text(table, key)
    }

    /// A date under `key`, written bare or as a text, `YYYY-MM-DD`.
    pub fn date(&mut self, table: &Table, key: &str) -> Option<String> {
        let value = table.entries.get(key)?;
        let written = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            other => {
                self.wrong_type(value.span().start, key, "a date", other);
                return None;
            }
        };
        if written.len() != 10 || written.parse::<jiff::civil::Date>().is_err() {
            let message = format!("`{key}` is no date: write it as 2026-04-27");
            self.fault(value.span().start, message);
            return None;
        }
        Some(written)
    }

    /// The texts of the list under `key`, if there is one.
    pub fn texts(&mut self, table: &Table, key: &str) -> Vec<Text> {
        let Some(value) = table.entries.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(value.span().start, key, "a list of texts", value.get_ref());
            return Vec::new();
        };
        let mut texts = Vec::new();
        for one in list.iter() {
            match one.get_ref() {
                DeValue::String(text) => texts.extend(self.checked(key, text, one.span())),
                other => self.wrong_type(one.span().start, key, "a list of texts", other),
            }
        }
        texts
    }

    /// The texts of the list under `key`, which must be there and hold one at least.
    pub fn texts_needed(&mut self, table: &Table, key: &str) -> Vec<Text> {
        self.needed(table, key);
        if let Some(value) = table.entries.get(key)
            && value.get_ref().as_array().is_some_and(|list| list.is_empty())
        {
            self.fault(value.span().start, format!("`{key}` is empty"));
        }
        self.texts(table, key)
    }

    /// One of the words of `choices` under `key`, if the key is there.
    pub fn choice<T: Copy>(
        &mut self,
        table: &Table,
        key: &str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(table, key)?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text.value) {
            return Some(*value);
        }
        let known: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let message = format!("`{key}` is {}, not `{}`", one_of(&known), shown(&text.value));
        self.fault(text.start, message);
        None
    }

    /// The table under `key`, if there is one: `source = { ... }` or `[source]`.
    pub fn table<'a>(
        &mut self,
        table: &Table<'a>,
        key: &str,
        kind: &'static str,
    ) -> Option<Table<'a>> {
        let value = table.entries.get(key)?;
        match value.get_ref() {
            DeValue::Table(entries) => Some(Table { kind, entries, start: value.span().start }),
            other => {
                self.wrong_type(value.span().start, key, "a table", other);
                None
            }
        }
    }

    /// The tables written as `[[key]]`.
    pub fn tables<'a>(
        &mut self,
        table: &Table<'a>,
        key: &str,
        kind: &'static str,
    ) -> Vec<Table<'a>> {
        let Some(value) = table.entries.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            let message =
                format!("`{key}` must be written as {kind}, found {}", type_name(value.get_ref()));
            self.fault(value.span().start, message);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for one in list.iter() {
            match one.get_ref() {
                DeValue::Table(entries) => {
                    tables.push(Table { kind, entries, start: one.span().start });
                }
                other => self.wrong_type(one.span().start, key, "tables", other),
            }
        }
        tables
    }

    /// Notes a fault where `key` is missing.
    pub fn needed(&mut self, table: &Table, key: &str) {
        if !table.entries.contains_key(key) {
            self.fault(table.start, format!("{} needs `{key}`", table.kind));
        }
    }

    fn wrong_type(&mut self, at: usize, key: &str, wanted: &str, found: &DeValue) {
        self.fault(at, format!("`{key}` must be {wanted}, found {}", type_name(found)));
    }

    /// A text that holds something, and no control character.
    fn checked(&mut self, key: &str, text: &str, span: Range<usize>) -> Option<Text> {
        if text.trim().is_empty() {
            self.fault(span.start, format!("`{key}` is empty"));
            return None;
        }
        if let Some(c) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            let (at, written) = self.escape(span, c);
            self.fault(at, format!("control character {written} in `{key}`: {SINGLE_QUOTES}"));
            return None;
        }
        Some(Text { value: text.into(), start: span.start })
    }

    /// Where the escape of control character `c` stands in the value at `span`, and how.
    fn escape(&self, span: Range<usize>, c: char) -> (usize, String) {
        let raw = slice(self.text, span.clone());
        let mut chars = raw.char_indices();
        while let Some((at, found)) = chars.next() {
            let Some((_, letter)) = (found == '\\').then(|| chars.next()).flatten() else {
                continue;
            };
            let (digits, short) = match letter {
                'b' => (0, Some(0x8)),
                'f' => (0, Some(0xc)),
                'e' => (0, Some(0x1b)),
                'x' => (2, None),
                'u' => (4, None),
                'U' => (8, None),
                _ => continue,
            };
            let code = slice(raw, at + 2..at + 2 + digits);
            if short.or(u32::from_str_radix(code, 16).ok()) == Some(c as u32) {
                return (span.start + at, format!("`\\{letter}{code}`"));
            }
        }
        (span.start, format!("U+{:04X}", c as u32))
    }
}

const SINGLE_QUOTES: &str = r"write it in single quotes '...' or '''...''', where \b stays \b";

/// A word of the file inside a message: short, one line.
pub fn shown(word: &str) -> String {
    /// Longer words tell nothing more.
    const LENGTH_MAX: usize = 60;
    let mut short: String = word.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if let Some((at, _)) = short.char_indices().nth(LENGTH_MAX) {
        short.truncate(at);
        short.push('…');
    }
    short
}

/// `a`, `b`, `c`.
fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn type_name(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
