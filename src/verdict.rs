//! What came out: verdicts on claims, and the findings that are reported. Plain data.

use crate::relation::Relation;
use crate::span::Span;
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Mutex;

/// One of the tool's own words: `disjoint`, `asserted`.
pub type Word = &'static str;

/// The verdict on one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Verdict {
    /// The source says it, or more.
    Supported,
    /// The source and the claim cannot both be true.
    Contradicted,
    /// True as far as it goes, but a caveat the source ties to it is missing.
    Omitted,
    /// About the source's subject, and not held by it.
    Unsupported,
    /// The reader is not sure.
    Unresolved,
    /// Not an assertion about now.
    NotAClaim,
}

impl Verdict {
    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Supported => "supported",
            Verdict::Contradicted => "contradicted",
            Verdict::Omitted => "omitted",
            Verdict::Unsupported => "unsupported",
            Verdict::Unresolved => "unresolved",
            Verdict::NotAClaim => "not-a-claim",
        }
    }
}

/// How loud a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Should be looked at before publishing.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word used in output.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Words of the source that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Index into the sources of the run; past their end it stands for the article itself.
    pub source: usize,
    /// Bytes of that file.
    pub span: Span,
    /// The words, as they stand in the passage.
    pub text: String,
}

/// A verdict that is reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule: a slot's name (`exclusivity`), `omitted`, or `topic/rule` of a pack.
    pub id: String,
    /// What was found.
    pub verdict: Verdict,
    /// The relation of the deciding slot, or `not-in-source`, `not-entailed` by rule.
    #[serde(deserialize_with = "word")]
    pub relation: Word,
    /// The slot that decided, if one did.
    #[serde(deserialize_with = "word_if_any")]
    pub slot: Option<Word>,
    /// How loud.
    pub severity: Severity,
    /// Bytes of the article that the finding is about; never empty.
    pub span: Span,
    /// The words of the claim.
    pub claim: String,
    /// One line for the editor: what the announcement says instead.
    pub message: String,
    /// A few words under the article's underline.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The words of the source; at least one for every verdict but a rule's own.
    pub evidence: Vec<Evidence>,
    /// The comparison, line by line: can be read and re-checked.
    pub proof: Vec<String>,
    /// The rule file, if one made it.
    pub pack: Option<String>,
}

/// A finding that is not reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silenced {
    /// What was found.
    pub finding: Finding,
    /// What keeps it silent.
    pub by: Silencer,
}

/// What keeps a finding silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silencer {
    /// A comment in the article.
    Comment {
        /// Where the comment stands.
        span: Span,
        /// The reason it gives.
        reason: String,
    },
    /// An entry of the article's front matter.
    FrontMatter {
        /// Where the entry stands.
        span: Span,
        /// The reason it gives.
        reason: String,
    },
    /// The baseline: it was there before.
    Baseline,
    /// Its lines did not change.
    Unchanged,
}

impl Silencer {
    /// The word used in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Silencer::Comment { .. } => "comment",
            Silencer::FrontMatter { .. } => "front-matter",
            Silencer::Baseline => "baseline",
            Silencer::Unchanged => "unchanged",
        }
    }

    /// Where in the article it is silenced, and the reason given there.
    pub fn said(&self) -> Option<(Span, &str)> {
        match self {
            Silencer::Comment { span, reason } | Silencer::FrontMatter { span, reason } => {
                Some((*span, reason))
            }
            Silencer::Baseline | Silencer::Unchanged => None,
        }
    }
}

/// A claim and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Bytes of the article.
    pub span: Span,
    /// The words of the claim.
    pub text: String,
    /// The verdict.
    pub verdict: Verdict,
    /// `asserted`, or why it is not a claim: `history`, `hypothesis`, `question` ...
    #[serde(deserialize_with = "word")]
    pub stance: Word,
    /// The words of the source it was held against.
    pub evidence: Vec<Evidence>,
    /// The comparison, or which guard kept it silent.
    pub proof: Vec<String>,
}

/// What became of one article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Judgement {
    /// Every statement of the article, in reading order.
    pub claims: Vec<Judged>,
    /// What is reported, sorted by start, then id.
    pub findings: Vec<Finding>,
}

impl From<Judgement> for Cow<'_, Judgement> {
    fn from(judgement: Judgement) -> Self {
        Cow::Owned(judgement)
    }
}

/// What became of one claim held against one source text, as one verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairVerdict {
    /// Supported, contradicted, unsupported or unresolved.
    pub verdict: Verdict,
    /// The relation of the deciding slot; none where no single slot decided.
    pub relation: Option<Word>,
    /// The slot that decided, if one did.
    pub slot: Option<Word>,
    /// The words of the source that the verdict rests on; empty where there are none.
    pub evidence: String,
    /// The comparison, line by line, or why nothing was decided.
    pub proof: Vec<String>,
}

/// Whether a relation word comes from slots.
impl From<Relation> for &'static str {
    fn from(relation: Relation) -> Self {
        relation.word()
    }
}

/// Reads a word, which then lives as long as the program: each is stored once, and there are a few
/// dozen of them.
fn word<'de, D: Deserializer<'de>>(from: D) -> Result<Word, D::Error> {
    Ok(known(&String::deserialize(from)?))
}

/// As `word`, where there may be none.
fn word_if_any<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Word>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(|word| known(&word)))
}

fn known(word: &str) -> Word {
    static WORDS: Mutex<BTreeSet<Word>> = Mutex::new(BTreeSet::new());
    let mut words = WORDS.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(known) = words.get(word) {
        return known;
    }
    let stored: Word = String::from(word).leak();
    words.insert(stored);
    stored
}
