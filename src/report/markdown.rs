//! A report in Markdown (GitHub's dialect): for job summaries, merge requests and mails.

use super::summary::summary;
use super::told::evidence;
use super::{Excerpt, Failed, Run, clean, findings};
use crate::verdict::Finding;
use std::io::{self, Write};

/// Writes a table of all findings, then each with the words of both texts.
pub fn markdown(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    chunks(run).iter().try_for_each(|chunk| out.write_all(chunk.as_bytes()))
}

/// Writes the same in at most `bytes_max` bytes, and says so where something had to be left out.
pub fn markdown_within(run: &Run, bytes_max: usize, out: &mut dyn Write) -> io::Result<()> {
    let chunks = chunks(run);
    let total: usize = chunks.iter().map(String::len).sum();
    let cut = "\n\nThe rest is left out: it does not fit here.\n";
    let mut left = match total <= bytes_max {
        true => bytes_max,
        false => bytes_max.saturating_sub(cut.len()),
    };
    for chunk in &chunks {
        if left < chunk.len() {
            return if cut.len() <= bytes_max { out.write_all(cut.as_bytes()) } else { Ok(()) };
        }
        left -= chunk.len();
        out.write_all(chunk.as_bytes())?;
    }
    Ok(())
}

/// The report in pieces; it may end after each.
fn chunks(run: &Run) -> Vec<String> {
    let found = findings(run);
    let mut chunks = vec![format!("## sourcelint\n\n{}\n", text(&summary(run)))];
    if !run.failed.is_empty() {
        chunks.push("\nNot checked:\n\n".into());
        chunks.extend(run.failed.iter().map(not_checked));
    }
    if !found.is_empty() {
        chunks.push("\n| severity | place | rule | finding |\n|---|---|---|---|\n".into());
        chunks.extend(found.iter().map(|(article, finding)| row(article, finding)));
    }
    chunks.extend(found.iter().map(|(article, f)| section(run, article, f)));
    chunks
}

fn not_checked(failed: &Failed) -> String {
    let (path, message) = (text(&clean::path(&failed.path)), text(&failed.message));
    if path.is_empty() { format!("- {message}\n") } else { format!("- {path}: {message}\n") }
}

fn row(article: &Excerpt, finding: &Finding) -> String {
    let at = article.ends(finding.span).0;
    let (path, severity) = (text(&clean::path(&article.path)), finding.severity.word());
    let (id, message) = (text(&finding.id), text(&finding.message));
    format!("| {severity} | {path}:{}:{} | {id} | {message} |\n", at.line, at.column)
}

/// A finding with the words of both texts.
pub(super) fn section(run: &Run, article: &Excerpt, finding: &Finding) -> String {
    let (severity, id) = (finding.severity.word(), text(&finding.id));
    let mut out = format!("\n### {severity}: {id}\n\n{}\n", text(&finding.message));
    let place = |document: &Excerpt, span| {
        let at = document.ends(span).0;
        format!("{}:{}:{}", text(&clean::path(&document.path)), at.line, at.column)
    };
    let here = place(article, finding.span);
    out.push_str(&format!("\nThe article, {here}:\n\n{}", block(&finding.claim)));
    for (document, evidence) in evidence(run, article, finding) {
        let who = match run.sources.get(evidence.source) {
            Some(_) => "The announcement",
            None => "The article also says",
        };
        let there = place(document, evidence.span);
        out.push_str(&format!("\n{who}, {there}:\n\n{}", block(&evidence.text)));
    }
    if let Some(help) = &finding.help {
        out.push_str(&format!("\nHelp: {}\n", text(help)));
    }
    out
}

/// Text that is nothing but text: no mark of Markdown or HTML in it, no table cell's end, and no
/// mention (`@name`, `#1`) or formula (`$`), for which a backslash is not enough.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean::line(text).chars() {
        match c {
            '@' | '#' | '$' => out.push_str(&format!("<span>{c}</span>")),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '<' | '>' | '|' | '~' | '&' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// Words as they stand, in a fence longer than any in them.
fn block(words: &str) -> String {
    let words = clean::lines(words.trim());
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}text\n{words}\n{fence}\n")
}
