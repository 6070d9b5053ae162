//! `sourcelint claims` and `sourcelint facts`: what was read, before anything is judged.

use super::Outcome;
use super::args::{Reading, Shape};
use super::terminal::Terminal;
use super::{articles, packs, sources};
use sourcelint::document::Document;
use sourcelint::door;
use sourcelint::reading::StatementRow;
use sourcelint::report::{self, Failed, clean, table};
use sourcelint::span::Lines;
use std::slice;

/// What is read from an article.
pub fn claims(args: &Reading, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let packs = packs::load(&args.rules)?;
    let article =
        articles::read(&args.path, args.stdin_filename.as_deref()).map_err(|e| vec![e])?;
    let prepared = match packs.is_empty() {
        true => None,
        false => Some(sources::prepare(&[], packs)?),
    };
    let rows = door::statements(&article, prepared.as_ref());
    show(&article, &rows, &[], args, terminal)
}

/// What is read from a source, and what is set aside.
pub fn facts(args: &Reading, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let packs = packs::load(&args.rules)?;
    let source = sources::read(&args.path, &packs).map_err(|e| vec![e])?;
    let prepared = sources::prepare(slice::from_ref(&source), packs)?;
    let rows = door::statements(&source, Some(&prepared));
    show(&source, &rows, &body(&source), args, terminal)
}

fn show(
    document: &Document,
    rows: &[StatementRow],
    tail: &[String],
    args: &Reading,
    terminal: &Terminal,
) -> Result<Outcome, Vec<Failed>> {
    if args.format == Shape::Json {
        let mut bytes = Vec::new();
        let written = report::statements(document, rows, &mut bytes);
        written.map_err(|e| vec![Failed { message: e.to_string(), ..Failed::default() }])?;
        terminal.report(&bytes).map_err(|error| vec![error])?;
        return Ok(Outcome::Clean);
    }
    let lines = Lines::of(&document.text);
    let head = ["at", "stance", "place", "slots", "text"].map(String::from).to_vec();
    let cells = rows.iter().map(|row| {
        let at = lines.position(&document.text, row.span.start);
        let slots: Vec<_> =
            row.slots.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let at = format!("{}:{}", at.line, at.column);
        vec![at, row.stance.into(), row.place.clone(), slots.join(", "), row.text.clone()]
    });
    let rows: Vec<_> = std::iter::once(head).chain(cells).collect();
    let mut shown = table::table(&rows, terminal.look().width_columns);
    shown.extend(tail.iter().cloned());
    terminal.lines(&shown)?;
    Ok(Outcome::Clean)
}

/// Where the body begins and ends, and what was set aside as not part of it.
fn body(source: &Document) -> Vec<String> {
    let lines = Lines::of(&source.text);
    let line = |byte: usize| lines.position(&source.text, byte).line;
    let spans = || source.passages.iter().map(|p| p.whole());
    let begins = spans().map(|s| s.start).min().map_or(1, line);
    let ends = spans().map(|s| s.end.saturating_sub(1)).max().map_or(1, line);
    let mut said = vec![String::new(), format!("begins at line {begins}, ends at line {ends}")];
    for dropped in &source.dropped {
        let first = line(dropped.span.start);
        let last = line(dropped.span.end.saturating_sub(1).max(dropped.span.start));
        let at =
            if first == last { format!("line {first}") } else { format!("lines {first}-{last}") };
        said.push(format!("set aside: {at}: {}", clean::line(dropped.why)));
    }
    said
}
