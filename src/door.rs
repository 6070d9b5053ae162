//! The door: documents in, judgement out. Puts the acts in a row; each is done elsewhere.

use crate::document::Document;
use crate::extract;
use crate::judge::pinned::PinnedPack;
use crate::judge::{self, Answers};
use crate::parse;
use crate::reading::StatementRow;
pub use crate::rule::error::PackError;
use crate::rule::pin::{self, Belonging};
use crate::rule::{Announcement, Example, Expect, Fact, Pack, load};
use crate::span::{Lines, Span};
use crate::statement::{Stance, Statement};
use crate::verdict::{Evidence, Finding, Judged, Judgement, PairVerdict, Verdict};
use crate::vocabulary::Vocabulary;
use std::panic::resume_unwind;

/// How many packs' examples are tried side by side.
const THREADS_MAX: usize = 4;

/// Why bytes could not be read as a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Bytes that are no UTF-8, with the place of the first.
    #[error(
        "not UTF-8: the byte at {line}:{column} (byte {offset}) starts no character; save the file as UTF-8"
    )]
    NotUtf8 {
        /// Bytes before it.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// Its column in characters, from 1.
        column: usize,
    },
    /// A text in which single bytes are no UTF-8; the rest of it is read.
    #[error("not UTF-8 in {count} of its bytes, the first at {line}:{column} (byte {offset})")]
    Broken {
        /// How many.
        count: usize,
        /// Bytes before the first.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// Its column in characters, from 1.
        column: usize,
    },
    /// A file that says in its first bytes that it is UTF-16.
    #[error("UTF-16, not UTF-8; save the file as UTF-8")]
    Utf16,
    /// A file with zero bytes in it.
    #[error(
        "a binary file: there is a zero byte at byte {offset}; give a Markdown, HTML or text file"
    )]
    Binary {
        /// Bytes before it.
        offset: usize,
    },
}

/// Rule files that belong to the sources, pinned; and the facts of the sources.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    /// The rule files in force.
    pub packs: Vec<PinnedPack>,
    /// Paths of rule files that belong to another announcement, with the reason.
    pub skipped: Vec<(String, String)>,
    vocabulary: Vocabulary,
    facts: Vec<Vec<Statement>>,
}

/// Of so many bytes one may be broken in a text that is read all the same; where there are more, it is
/// written in another encoding.
const BYTES_PER_BROKEN: usize = 1_000;

/// What stands for a broken byte, in one byte, so that every other stays where it is.
const SUBSTITUTE: char = '\u{1a}';

/// Reads bytes as a document.
///
/// # Errors
/// Bytes that are not UTF-8, with the place of the first bad one; binary files.
pub fn read(path: &str, bytes: Vec<u8>) -> Result<Document, ReadError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(ReadError::Utf16);
    }
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(ReadError::Binary { offset });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(parse::read(path, text)),
        Err(error) => {
            let (offset, line, column) = first_broken(error.as_bytes());
            Err(ReadError::NotUtf8 { offset, line, column })
        }
    }
}

/// As `read`, but for single broken bytes in a longer text: a control character stands for each, and
/// what is wrong comes beside the document.
///
/// # Errors
/// As `read`, where more is broken.
pub fn read_mended(path: &str, bytes: Vec<u8>) -> Result<(Document, Option<ReadError>), ReadError> {
    let count: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    if count == 0 || bytes.len() < count.saturating_mul(BYTES_PER_BROKEN) || bytes.contains(&0) {
        return Ok((read(path, bytes)?, None));
    }
    let (offset, line, column) = first_broken(&bytes);
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| SUBSTITUTE));
    }
    let broken = ReadError::Broken { count, offset, line, column };
    Ok((parse::read(path, text), Some(broken)))
}

/// Where the first byte stands that is no UTF-8: bytes before it, line and column.
fn first_broken(bytes: &[u8]) -> (usize, usize, usize) {
    let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let at = Lines::of(valid).position(valid, valid.len());
    (valid.len(), at.line, at.column)
}

/// Reads bytes as a source: a document with the site's chrome cut away.
///
/// # Errors
/// As `read`.
pub fn read_source(path: &str, bytes: Vec<u8>, packs: &[Pack]) -> Result<Document, ReadError> {
    let mut document = read(path, bytes)?;
    let said = packs
        .iter()
        .find(|p| p.source.begins.is_some() && pin::belongs(p, &document) != Belonging::No)
        .map(|p| p.source.clone());
    let Announcement { begins, ends, .. } = said.unwrap_or_else(|| Announcement {
        begins: document.meta("begins").map(str::to_owned),
        ends: document.meta("ends").map(str::to_owned),
        ..Announcement::default()
    });
    parse::body::announcement(&mut document, begins.as_deref(), ends.as_deref());
    Ok(document)
}

/// Loads rule files from `(path, text)` pairs.
///
/// # Errors
/// Every fault of every file, with its place.
pub fn load_packs(files: &[(String, String)]) -> Result<Vec<Pack>, Vec<PackError>> {
    let mut packs = Vec::new();
    let mut errors = Vec::new();
    for (path, text) in files {
        match load::load(path, text) {
            Ok(pack) => packs.push(pack),
            Err(faults) => errors.extend(faults),
        }
    }
    if errors.is_empty() { Ok(packs) } else { Err(errors) }
}

/// Pins rule files to the sources, runs their examples, and reads the facts.
///
/// A rule file belongs to a source that has its address or holds most of its quotes; one that
/// belongs to none is set aside, with the reason.
///
/// Without sources each rule file is tried on its own quotes.
///
/// # Errors
/// Quotes that do not stand in the source, and examples that fail, with their place.
pub fn prepare(sources: &[Document], packs: Vec<Pack>) -> Result<Prepared, Vec<PackError>> {
    if sources.is_empty() {
        return prepare_alone(packs);
    }
    let mut prepared = Prepared::default();
    let mut errors = Vec::new();
    for pack in packs {
        if !sources.iter().any(|source| belongs(&pack, source)) {
            let why = "it is about another announcement: neither its address nor its quotes stand \
                       in the sources given";
            prepared.skipped.push((pack.path.clone(), why.to_owned()));
            continue;
        }
        let faults = pin::check_quotes(&pack, sources);
        match PinnedPack::of(pack, sources) {
            Some(pinned) if faults.is_empty() => prepared.packs.push(pinned),
            _ => errors.extend(faults),
        }
    }
    prepared.vocabulary = vocabulary(prepared.packs.iter().map(|p| &p.pack));
    sources.iter().for_each(|source| extract::learn(source, &mut prepared.vocabulary));
    prepared.facts = sources.iter().map(|s| extract::extract(s, &prepared.vocabulary)).collect();
    errors.extend(failing(sources, &prepared));
    if errors.is_empty() { Ok(prepared) } else { Err(errors) }
}

/// A pack without its announcement at hand: its own quotes stand in for it, a paragraph a fact,
/// with the fact's caveats behind it.
pub fn stand_in(pack: &Pack) -> Document {
    let paragraph = |fact: &Fact| {
        let caveats =
            pack.caveats.iter().filter(|c| c.of == fact.id && !fact.quote.contains(&c.quote));
        let quotes = caveats.map(|c| c.quote.as_str());
        let quotes: Vec<&str> = std::iter::once(fact.quote.as_str()).chain(quotes).collect();
        format!("{}.", quotes.join(", "))
    };
    let paragraphs: Vec<String> = pack.facts.iter().map(paragraph).collect();
    parse::read(&format!("{} (its quotes)", pack.path), paragraphs.join("\n\n"))
}

/// Each pack against its own quotes; the result knows the packs' words, and no facts.
fn prepare_alone(packs: Vec<Pack>) -> Result<Prepared, Vec<PackError>> {
    let vocabulary = vocabulary(packs.iter());
    let errors: Vec<PackError> = packs
        .into_iter()
        .filter_map(|pack| prepare(&[stand_in(&pack)], vec![pack]).err())
        .flatten()
        .collect();
    let prepared = Prepared { vocabulary, ..Prepared::default() };
    if errors.is_empty() { Ok(prepared) } else { Err(errors) }
}

fn belongs(pack: &Pack, source: &Document) -> bool {
    match pin::belongs(pack, source) {
        Belonging::ByUrl => true,
        Belonging::ByQuotes { found, all } => 2 * found >= all,
        Belonging::No => false,
    }
}

fn vocabulary<'a>(packs: impl Iterator<Item = &'a Pack>) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for name in packs.flat_map(|p| &p.names) {
        vocabulary.add_name(&name.id, &name.any);
    }
    vocabulary
}

/// Judges one article against the sources.
///
/// A file that is one of the sources is read as the source is: without the page's chrome.
pub fn check(article: &Document, sources: &[Document], prepared: &Prepared) -> Judgement {
    let article = sources.iter().find(|s| s.text == article.text).unwrap_or(article);
    let mut vocabulary = prepared.vocabulary.clone();
    let claims = extract::learn_and_extract(article, &mut vocabulary);
    let answers = Answers {
        documents: sources,
        facts: &prepared.facts,
        packs: &prepared.packs,
        is_paired: false,
    };
    judge::judge(article, &claims, &answers)
}

/// Holds one claim against one text, both plain text without a page around it.
///
/// A claim of several statements is contradicted if one of them is, and supported if all are.
pub fn verify(source: &str, claim: &str) -> PairVerdict {
    let source = parse::read("source.txt", source.to_owned());
    let claim = parse::read("claim.txt", claim.to_owned());
    let mut vocabulary = Vocabulary::default();
    let facts = [extract::learn_and_extract(&source, &mut vocabulary)];
    let claims = extract::learn_and_extract(&claim, &mut vocabulary);
    let documents = [source];
    let answers = Answers { documents: &documents, facts: &facts, packs: &[], is_paired: true };
    pair(&judge::judge(&claim, &claims, &answers))
}

const SAME_WORDS: &str = "no slot to compare: a statement of the source has the claim's words";
const NOTHING_READ: &str = "nothing was read of the claim";

/// One verdict for everything that a claim's text states.
fn pair(judgement: &Judgement) -> PairVerdict {
    // A claim at odds with itself says nothing about the source: its evidence stands elsewhere.
    let held = |f: &&Finding| f.evidence.iter().any(|e| e.source == 0);
    let first = |verdict| judgement.findings.iter().filter(held).find(|f| f.verdict == verdict);
    if let Some(finding) = first(Verdict::Contradicted).or_else(|| first(Verdict::Unsupported)) {
        return PairVerdict {
            verdict: finding.verdict,
            relation: Some(finding.relation),
            slot: finding.slot,
            evidence: words(&finding.evidence),
            proof: finding.proof.clone(),
        };
    }
    let asserted: Vec<&Judged> = judgement
        .claims
        .iter()
        .filter(|c| c.verdict != Verdict::NotAClaim || c.stance == Stance::Asserted.word())
        .collect();
    let supported =
        !asserted.is_empty() && asserted.iter().all(|c| c.verdict == Verdict::Supported);
    let evidence: Vec<Evidence> = asserted.iter().flat_map(|c| &c.evidence).cloned().collect();
    let mut proof: Vec<String> = asserted.iter().flat_map(|c| &c.proof).cloned().collect();
    if asserted.is_empty() {
        let read = judgement.claims.iter().map(|c| format!("not a claim: {}", c.stance));
        proof.extend(read);
    }
    if proof.is_empty() {
        let why = if supported { SAME_WORDS } else { NOTHING_READ };
        proof.push(why.to_owned());
    }
    PairVerdict {
        verdict: if supported { Verdict::Supported } else { Verdict::Unresolved },
        relation: None,
        slot: None,
        evidence: words(&evidence),
        proof,
    }
}

/// The words of the source, each place once.
fn words(evidence: &[Evidence]) -> String {
    let mut seen: Vec<&Evidence> = Vec::new();
    for one in evidence.iter().filter(|e| e.source == 0) {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen.iter().map(|e| e.text.as_str()).collect::<Vec<_>>().join(" … ")
}

/// The failing examples of all packs, in the order of the packs; the packs are tried side by side.
fn failing(sources: &[Document], prepared: &Prepared) -> Vec<PackError> {
    let share = prepared.packs.len().div_ceil(THREADS_MAX).max(1);
    let tried = |packs: &[PinnedPack]| -> Vec<PackError> {
        packs.iter().flat_map(|pinned| failing_examples(sources, prepared, pinned)).collect()
    };
    std::thread::scope(|scope| {
        let shares = prepared.packs.chunks(share).map(|packs| scope.spawn(move || tried(packs)));
        let started: Vec<_> = shares.collect();
        let joined = started.into_iter().map(|one| one.join());
        joined.flat_map(|errors| errors.unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// The examples of a pack that do not come out as they say.
fn failing_examples(
    sources: &[Document],
    prepared: &Prepared,
    pinned: &PinnedPack,
) -> Vec<PackError> {
    let alone = Prepared { packs: vec![pinned.clone()], ..prepared.clone() };
    let run = |example: &Example| {
        let article = parse::read("example.md", example.article.clone());
        let judgement = check(&article, sources, &alone);
        failure(example, &judgement, pinned)
            .map(|message| PackError::new(&pinned.pack.path, example.mark, message))
    };
    pinned.pack.examples.iter().filter_map(run).collect()
}

fn failure(example: &Example, judgement: &Judgement, pinned: &PinnedPack) -> Option<String> {
    let wanted = match example.expect {
        Expect::Silent | Expect::Supported => None,
        Expect::Contradicted => Some(Verdict::Contradicted),
        Expect::Omitted => Some(Verdict::Omitted),
        Expect::Unsupported => Some(Verdict::Unsupported),
    };
    let said: Vec<String> = judgement
        .findings
        .iter()
        .map(|f| format!("{} [{}] on “{}”", f.verdict.word(), f.id, f.claim))
        .collect();
    let got = if said.is_empty() { "nothing".to_owned() } else { said.join("; ") };
    match wanted {
        None if !said.is_empty() => Some(format!("example fails: expected no finding, got {got}")),
        None => {
            let supported = judgement.claims.iter().any(|c| c.verdict == Verdict::Supported);
            let fails = example.expect == Expect::Supported && !supported;
            fails.then(|| "example fails: expected a supported claim, none was".to_owned())
        }
        Some(verdict) => {
            let id = |by: &String| format!("{}/{by}", pinned.pack.id);
            let by = example.by.as_ref().map(id);
            let hit = judgement.findings.iter().any(|f| {
                f.verdict == verdict
                    && by
                        .as_ref()
                        .is_none_or(|by| *by == f.id || f.verdict == Verdict::Contradicted)
            });
            let stray = judgement.findings.iter().any(|f| f.verdict != verdict);
            let expected = verdict.word();
            (!hit || stray).then(|| format!("example fails: expected {expected}, got {got}"))
        }
    }
}

/// What was read of a document, for `claims` and `facts`.
pub fn statements(document: &Document, prepared: Option<&Prepared>) -> Vec<StatementRow> {
    let none = Vocabulary::default();
    let vocabulary = prepared.map_or(&none, |p| &p.vocabulary);
    let statements = extract::extract(document, vocabulary);
    statements.iter().map(|s| row(document, s)).collect()
}

fn row(document: &Document, statement: &Statement) -> StatementRow {
    StatementRow {
        span: statement.span,
        text: statement.text.clone(),
        stance: statement.stance.word(),
        place: place(document, statement),
        slots: statement.slots(),
    }
}

/// `Heading > parent | row / column | key > path`.
fn place(document: &Document, statement: &Statement) -> String {
    let at = &document.passage(statement.passage).place;
    let text = |id: &crate::document::PassageId| document.passage(*id).text.clone();
    let mut parts: Vec<String> = Vec::new();
    let above: Vec<String> = at.headings.iter().chain(&at.parent).map(text).collect();
    if !above.is_empty() {
        parts.push(above.join(" > "));
    }
    let cell: Vec<String> = [at.row, at.column].iter().flatten().map(text).collect();
    if !cell.is_empty() {
        parts.push(cell.join(" / "));
    }
    if !at.keys.is_empty() {
        parts.push(at.keys.join(" > "));
    }
    parts.join(" | ")
}

/// Why a line was flagged, or which guard kept it silent: lines of text.
pub fn explain(
    article: &Document,
    line: usize,
    sources: &[Document],
    prepared: &Prepared,
) -> Vec<String> {
    let lines = Lines::of(&article.text);
    let range = lines.range(&article.text, line);
    let here = Span::new(range.start, range.end);
    let judgement = check(article, sources, prepared);
    let mut out = Vec::new();
    let rows = statements(article, Some(prepared));
    for (judged, row) in judgement.claims.iter().zip(&rows).filter(|(c, _)| c.span.meets(here)) {
        out.push(format!("“{}”", judged.text));
        if !row.place.is_empty() {
            out.push(format!("  place: {}", row.place));
        }
        let slots: Vec<String> = row.slots.iter().map(|(s, v)| format!("{s}: {v}")).collect();
        let read = if slots.is_empty() { "no slot".to_owned() } else { slots.join(", ") };
        out.push(format!("  read: {read}"));
        out.push(format!("  verdict: {} (stance: {})", judged.verdict.word(), judged.stance));
        out.extend(judged.proof.iter().map(|p| format!("  {p}")));
        out.extend(judged.evidence.iter().map(|e| format!("  source: “{}”", e.text)));
    }
    for finding in judgement.findings.iter().filter(|f| f.span.meets(here)) {
        out.push(format!("{}[{}]: {}", finding.severity.word(), finding.id, finding.message));
        out.extend(finding.proof.iter().map(|p| format!("  {p}")));
    }
    if out.is_empty() {
        out.push(format!("nothing was read on line {line}"));
    }
    out
}
