//! The door: what the terminal asks of the library. A stand-in until the engine is behind it.
//!
//! The stand-in knows one thing: an article line that holds `is exclusive` is contradicted by a
//! source that holds `non-exclusive`.

use crate::document::{Document, Meta, Passage, PassageKind, Piece, Place};
use crate::rule::Pack;
use crate::span::{Span, slice};
use crate::verdict::{Evidence, Finding, Judged, Judgement, Severity, Verdict};

/// Why bytes are not a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not UTF-8.
    #[error("not UTF-8: bad byte at offset {offset} (line {line}, column {column})")]
    NotUtf8 {
        /// Byte offset of the first bad byte.
        offset: usize,
        /// Its line.
        line: usize,
        /// Its column in characters.
        column: usize,
    },
}

/// What is wrong with a rule file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct PackError {
    /// The path as given.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong; possibly several lines with a diff.
    pub message: String,
}

/// Packs pinned to sources, with the facts read from them.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    /// The packs in force.
    pub packs: Vec<Pack>,
    /// Packs of other announcements: path and reason.
    pub skipped: Vec<(String, String)>,
}

/// A statement as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// Bytes of the file.
    pub span: Span,
    /// The words.
    pub text: String,
    /// `asserted`, or why it is not a claim.
    pub stance: &'static str,
    /// Heading path, list parent, row and column, or key path.
    pub place: String,
    /// Slot names and values, for people.
    pub slots: Vec<(&'static str, String)>,
}

/// Reads bytes as a document.
pub fn read(path: &str, bytes: Vec<u8>) -> Result<Document, ReadError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let good = String::from_utf8_lossy(error.as_bytes().get(..offset).unwrap_or(&[]));
        let column = good.chars().rev().take_while(|c| *c != '\n').count() + 1;
        ReadError::NotUtf8 { offset, line: good.matches('\n').count() + 1, column }
    })?;
    let (mut passages, mut meta) = (Vec::new(), Vec::new());
    let (mut at, mut front) = (0, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if words == "---" && (at == 0 || front) {
            front = !front;
        } else if front {
            if let Some((name, value)) = words.split_once(':') {
                let span = Span::new(at, at + words.len());
                meta.push(Meta { name: name.into(), value: value.trim().into(), span });
            }
        } else if !words.is_empty() {
            let piece = Piece { text: 0..words.len(), file: at..at + words.len() };
            let (kind, place) = (PassageKind::Paragraph, Place::default());
            passages.push(Passage { kind, text: words.into(), pieces: vec![piece], place });
        }
        at += line.len();
    }
    Ok(Document { path: path.into(), text, passages, dropped: Vec::new(), meta })
}

/// Reads a source: as `read`, with site chrome cut.
pub fn read_source(path: &str, bytes: Vec<u8>, _packs: &[Pack]) -> Result<Document, ReadError> {
    read(path, bytes)
}

/// Reads rule files, given as (path, text).
pub fn load_packs(files: &[(String, String)]) -> Result<Vec<Pack>, Vec<PackError>> {
    let (mut packs, mut errors) = (Vec::new(), Vec::new());
    for (path, text) in files {
        match text.parse::<toml::Table>() {
            Ok(table) => {
                let word = |key| table.get(key).and_then(|v| v.as_str()).unwrap_or("").to_string();
                let (id, title) = (word("id"), word("title"));
                packs.push(Pack { path: path.clone(), id, title, ..Pack::default() });
            }
            Err(error) => errors.push(PackError {
                path: path.clone(),
                line: 1,
                column: 1,
                message: error.message().to_string(),
            }),
        }
    }
    if errors.is_empty() { Ok(packs) } else { Err(errors) }
}

/// Pins packs to sources and runs their examples.
pub fn prepare(_sources: &[Document], packs: Vec<Pack>) -> Result<Prepared, Vec<PackError>> {
    Ok(Prepared { packs, skipped: Vec::new() })
}

/// Holds an article against its sources.
pub fn check(article: &Document, sources: &[Document], _prepared: &Prepared) -> Judgement {
    let mut judgement = Judgement::default();
    for passage in &article.passages {
        let found = passage.text.find("is exclusive");
        let verdict = if found.is_some() { Verdict::Contradicted } else { Verdict::Unresolved };
        judgement.claims.push(Judged {
            span: passage.whole(),
            text: passage.text.clone(),
            verdict,
            stance: "asserted",
            evidence: Vec::new(),
            proof: Vec::new(),
        });
        let evidence = sources.iter().enumerate().find_map(|(source, document)| {
            let start = document.text.find("non-exclusive")?;
            let span = Span::new(start, start + 13);
            Some(Evidence { source, span, text: slice(&document.text, start..start + 13).into() })
        });
        if let (Some(at), Some(evidence)) = (found, evidence) {
            judgement.findings.push(Finding {
                id: "exclusivity".into(),
                verdict,
                relation: "disjoint",
                slot: Some("exclusivity"),
                severity: Severity::Error,
                span: passage.span(at + 3..at + 12),
                claim: passage.text.clone(),
                message: "the announcement says non-exclusive".into(),
                label: "said of the licence".into(),
                help: Some("say non-exclusive".into()),
                evidence: vec![evidence],
                proof: vec!["exclusivity: exclusive / non-exclusive: disjoint".into()],
                pack: None,
            });
        }
    }
    judgement
}

/// The statements of a document, for people.
pub fn statements(document: &Document, _prepared: Option<&Prepared>) -> Vec<StatementRow> {
    let row = |passage: &Passage| StatementRow {
        span: passage.whole(),
        text: passage.text.clone(),
        stance: "asserted",
        place: String::new(),
        slots: Vec::new(),
    };
    document.passages.iter().map(row).collect()
}

/// What became of the statements on one line of an article, line by line.
pub fn explain(
    article: &Document,
    at_line: usize,
    _sources: &[Document],
    _prepared: &Prepared,
) -> Vec<String> {
    vec![format!("{}:{at_line}: nothing is read here yet", article.path)]
}
