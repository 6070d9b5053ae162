//! The audit as one sheet: the first column says what a row is, so that a spreadsheet can filter.

use super::super::told::evidence;
use super::super::{Run, clean};
use super::{Audit, Counts, Found};
use csv::Writer;
use std::io::{self, Write};

const COLUMNS: [&str; 24] = [
    "row",
    "article",
    "line",
    "column",
    "source",
    "rule",
    "severity",
    "verdict",
    "message",
    "article says",
    "announcement says",
    "help",
    "articles",
    "claims",
    "supported",
    "contradicted",
    "unsupported",
    "omitted",
    "unresolved",
    "skipped",
    "skipped by reason",
    "errors",
    "warnings",
    "notes",
];

/// Writes rows for the whole, what was not checked, each article, source, rule and finding.
pub fn csv(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let audit = Audit::of(run);
    // Spreadsheets take a file without this mark for one in the letters of the country.
    out.write_all("\u{feff}".as_bytes())?;
    let mut sheet = Writer::from_writer(out);
    sheet.write_record(COLUMNS)?;
    let mut write = |row: Row| sheet.write_record(COLUMNS.map(|name| row.cell(name)));
    write(Row::of("total").number("articles", audit.articles.len()).counts(&audit.total))?;
    for failed in audit.failed {
        let row = Row::of("not checked").path("article", &failed.path);
        write(row.text("message", &failed.message).text("help", &failed.next))?;
    }
    for of in &audit.articles {
        let sources: Vec<_> = of.sources.iter().map(|s| clean::path(&s.path)).collect();
        let row = Row::of("article").path("article", &of.article.text.path);
        write(row.text("source", &sources.join("; ")).counts(&of.counts))?;
    }
    for of in &audit.sources {
        let row = Row::of("source").path("source", &of.source.path);
        write(row.number("articles", of.articles).counts(&of.counts))?;
    }
    for of in &audit.rules {
        let row = Row::of("rule").text("rule", of.id).text("message", of.about);
        write(row.number("articles", of.articles).found(of.found))?;
    }
    for (article, finding) in audit.findings() {
        let at = article.ends(finding.span).0;
        let there = evidence(run, article, finding);
        let (from, words): (Vec<_>, Vec<_>) = there
            .map(|(document, e)| {
                let at = document.ends(e.span).0;
                let path = clean::path(&document.path);
                (format!("{path}:{}:{}", at.line, at.column), e.text.as_str())
            })
            .unzip();
        let row = Row::of("finding")
            .path("article", &article.path)
            .number("line", at.line)
            .number("column", at.column)
            .text("source", &from.join("; "))
            .text("rule", &finding.id)
            .text("severity", finding.severity.word())
            .text("verdict", finding.verdict.word())
            .text("message", &finding.message)
            .text("article says", &finding.claim)
            .text("announcement says", &words.join(" … "))
            .text("help", finding.help.as_deref().unwrap_or(""));
        write(row)?;
    }
    sheet.flush()
}

/// The cells of a row that are not empty.
struct Row {
    cells: Vec<(&'static str, String)>,
}

impl Row {
    fn of(kind: &str) -> Self {
        Row { cells: vec![("row", kind.to_owned())] }
    }

    fn text(self, column: &'static str, text: &str) -> Self {
        self.with(column, inert(&clean::line(text)))
    }

    fn path(self, column: &'static str, path: &str) -> Self {
        self.with(column, inert(&clean::path(path)))
    }

    fn number(self, column: &'static str, number: usize) -> Self {
        self.with(column, number.to_string())
    }

    fn counts(self, counts: &Counts) -> Self {
        self.number("claims", counts.claims)
            .number("supported", counts.supported)
            .number("contradicted", counts.contradicted)
            .number("unsupported", counts.unsupported)
            .number("omitted", counts.omitted)
            .number("unresolved", counts.unresolved)
            .number("skipped", counts.skipped())
            .with("skipped by reason", counts.reasons())
            .found(counts.found)
    }

    fn found(self, found: Found) -> Self {
        let row = self.number("errors", found.errors);
        row.number("warnings", found.warnings).number("notes", found.notes)
    }

    fn with(mut self, column: &'static str, cell: String) -> Self {
        self.cells.push((column, cell));
        self
    }

    fn cell(&self, column: &str) -> &str {
        let cell = self.cells.iter().find(|(name, _)| *name == column);
        cell.map_or("", |(_, text)| text)
    }
}

/// Text that a spreadsheet does not run: what begins like a formula gets an apostrophe.
fn inert(text: &str) -> String {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    match text.trim_start().starts_with(begins) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}
