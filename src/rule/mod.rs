//! Rule files: what only a person knows about one announcement. Plain data; `load` reads them.

pub mod address;
pub mod error;
pub mod load;
pub mod nearest;
pub mod pattern;
pub mod pin;
mod plain;
pub mod schema;
pub mod table;
#[cfg(test)]
mod tests;

/// Where something stands in a rule file: line and column from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// One rule file: one topic of one announcement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pack {
    /// The path as given.
    pub path: String,
    /// Short name, used in finding ids: `revenue-share`.
    pub id: String,
    /// What the topic is, for people.
    pub title: String,
    /// The announcement this file was written for.
    pub source: Announcement,
    /// Words that say a statement is about this topic, any of them. May be empty: every statement.
    pub about: Vec<String>,
    /// Names and their other spellings, in every language: the reader takes them as one.
    pub names: Vec<Name>,
    /// Facts pinned to words of the source.
    pub facts: Vec<Fact>,
    /// What a claim about a fact must carry.
    pub caveats: Vec<Caveat>,
    /// What does not follow from a fact.
    pub inferences: Vec<Inference>,
    /// Statements that are wrong whatever the slots say.
    pub forbidden: Vec<Inference>,
    /// Statements that are left alone.
    pub allowed: Vec<Allowed>,
    /// The file's own tests.
    pub examples: Vec<Example>,
}

/// The announcement a rule file belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Announcement {
    /// Its address, never fetched; compared without scheme, `www.` and trailing slash.
    pub url: Option<String>,
    /// Its date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Words the announcement's body begins with, when the page holds more.
    pub begins: Option<String>,
    /// Words the first thing after the body begins with.
    pub ends: Option<String>,
}

/// A name and its spellings: `[[name]] id = "microsoft", any = ["Microsoft", "微軟"]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// Used as `{microsoft}` in patterns. An id of the lexicon (`concept.license`) adds to its words.
    pub id: String,
    /// The spellings.
    pub any: Vec<String>,
    /// Where the table stands.
    pub mark: Mark,
}

/// A fact of the announcement: `[[fact]]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// Short name.
    pub id: String,
    /// Words of the source, exact but for white space and typographic quotes.
    pub quote: String,
    /// Patterns of short ways to say the fact that hold no slot of their own ("Azure first").
    pub says: Vec<Pattern>,
    /// Where the quote stands in the rule file.
    pub mark: Mark,
}

/// A caveat: `[[caveat]]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caveat {
    /// Short name; the quote's fact and a number when the file gives none.
    pub id: String,
    /// The fact it belongs to.
    pub of: String,
    /// Words of the source that carry it.
    pub quote: String,
    /// A claim carries the caveat if it holds any of these.
    pub met_by: Vec<Pattern>,
    /// How near the claim the caveat must stand.
    pub within: Within,
    /// How much it matters.
    pub level: Level,
    /// One line for the editor.
    pub why: String,
    /// Where its quote stands in the rule file.
    pub mark: Mark,
}

/// How near to the claim a caveat must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Within {
    /// In the same statement's sentence.
    Claim,
    /// In the same section, list or table.
    #[default]
    Section,
    /// Anywhere in the article (in the same language edition).
    Article,
}

/// How much a caveat matters: `must` is an error, `should` a warning, `may` a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Error.
    Must,
    /// Warning.
    #[default]
    Should,
    /// Note.
    May,
}

/// What does not follow (`[[not_entailed]]`), or must not be said (`[[forbidden]]`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inference {
    /// Short name.
    pub id: String,
    /// The fact it is wrongly drawn from, or that forbids it.
    pub from: String,
    /// Ways to say it.
    pub claims: Vec<Pattern>,
    /// A statement that holds any of these is left alone.
    pub unless: Vec<Pattern>,
    /// One line for the editor.
    pub why: String,
    /// Severity; `should` (warning) for not_entailed, `must` (error) for forbidden, unless given.
    pub level: Level,
    /// Where it stands in the rule file.
    pub mark: Mark,
}

/// Statements that are left alone: `[[allowed]]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allowed {
    /// Ways to say it.
    pub claims: Vec<Pattern>,
    /// Why it is fine.
    pub why: String,
}

/// A test inside the file: `[[example]]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Example {
    /// A small article, Markdown.
    pub article: String,
    /// What must come of it.
    pub expect: Expect,
    /// The fact, caveat or inference id that must be the reason, if given.
    pub by: Option<String>,
    /// Where the example stands in the rule file.
    pub mark: Mark,
}

/// What an example expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Expect {
    /// No finding of any severity.
    #[default]
    Silent,
    /// At least one finding with this verdict, and no other verdict.
    Contradicted,
    /// As above.
    Omitted,
    /// As above.
    Unsupported,
    /// No finding, and at least one claim judged supported.
    Supported,
}

/// A pattern over folded text, compiled to a regex. Equality is by source.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As written in the file.
    pub source: String,
    /// As a regex over `fold::fold(..)`ed text; compiled when it is first needed.
    written: String,
    /// Folded words of which any match holds at least one; none: not known.
    needles: Vec<String>,
    regex: std::sync::OnceLock<regex::Regex>,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}
