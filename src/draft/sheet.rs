//! A first rule file before it is written: plain data.

use crate::document::PassageId;

/// The whole file.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// What stands above the facts.
    pub head: Head,
    /// The facts in reading order.
    pub facts: Vec<Fact>,
}

/// What stands above the facts.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The announcement's path, as it was given.
    pub source: String,
    /// Short name of the file.
    pub id: String,
    /// The announcement's title.
    pub title: String,
    /// Its address, where it names one.
    pub url: Option<String>,
    /// Its date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Words of the topic.
    pub about: Vec<String>,
    /// Names that stand in several facts.
    pub names: Vec<String>,
    /// Facts that were left out because there are too many.
    pub more: usize,
}

/// A pinned fact and what hangs on it.
#[derive(Debug, Clone, Default)]
pub struct Fact {
    /// Short name.
    pub id: String,
    /// Words of the announcement.
    pub quote: String,
    /// Where it stands, for people: the line, and the heading or the row above it.
    pub line: usize,
    /// The heading above it.
    pub heading: Option<PassageId>,
    /// Its text, if it has a heading.
    pub under: String,
    /// What was read of it: `quantity: £260 million`.
    pub read: Vec<String>,
    /// Whether what was read is enough to pin it, whatever its examples come to.
    pub is_sure: bool,
    /// What belongs to it.
    pub caveats: Vec<Caveat>,
    /// Its examples.
    pub examples: Vec<Example>,
}

/// What the announcement ties to a fact.
#[derive(Debug, Clone)]
pub struct Caveat {
    /// Short name.
    pub id: String,
    /// Words of the announcement.
    pub quote: String,
    /// Patterns that carry it.
    pub met_by: Vec<String>,
    /// How near it must stand: `section` or `article`.
    pub within: &'static str,
    /// How much it matters.
    pub level: &'static str,
    /// Facts beside which it is asked for too, though it is not theirs.
    pub also: Vec<String>,
}

/// A small article and what must come of it.
#[derive(Debug, Clone)]
pub struct Example {
    /// The slot that was changed, or what else it tries; one or two of each are kept for a fact.
    pub tries: &'static str,
    /// What was done to the announcement's words, for people.
    pub note: String,
    /// The article.
    pub article: String,
    /// `silent`, `contradicted`, `omitted` or `unsupported`.
    pub expect: &'static str,
    /// The fact or caveat that is the reason; none for silent ones.
    pub by: Option<String>,
}
