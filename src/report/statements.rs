//! What was read from one document, for programs: statements, and what was set aside.

use super::Excerpt;
use super::json::{Place, place};
use crate::document::Document;
use crate::reading::StatementRow;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Report<'r> {
    schema: &'static str,
    path: &'r str,
    statements: Vec<StatementOut<'r>>,
    dropped: Vec<DroppedOut>,
}

#[derive(Serialize)]
struct StatementOut<'r> {
    span: Place,
    stance: &'static str,
    place: &'r str,
    slots: BTreeMap<&'static str, Vec<&'r str>>,
    text: &'r str,
}

#[derive(Serialize)]
struct DroppedOut {
    span: Place,
    why: &'static str,
}

/// Writes the statements of one document as JSON, schema `sourcelint-statements/1`.
pub fn statements(
    document: &Document,
    rows: &[StatementRow],
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = Excerpt::whole(document.clone());
    let row = |row: &'_ StatementRow| place(&text, row.span);
    let report = Report {
        schema: "sourcelint-statements/1",
        path: &document.path,
        statements: rows
            .iter()
            .map(|r| StatementOut {
                span: row(r),
                stance: r.stance,
                place: &r.place,
                slots: slots(r),
                text: &r.text,
            })
            .collect(),
        dropped: document
            .dropped
            .iter()
            .map(|d| DroppedOut { span: place(&text, d.span), why: d.why })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}

fn slots(row: &StatementRow) -> BTreeMap<&'static str, Vec<&str>> {
    let mut slots: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, value) in &row.slots {
        slots.entry(*name).or_default().push(value.as_str());
    }
    slots
}
