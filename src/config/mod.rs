//! The configuration file: which files are articles, which announcement each is held against, and
//! how loud each rule is. Plain data; `load` reads it, the terminal finds the file.
//!
//! Paths and globs are kept as they are written, each with its place, so that every value in force
//! can be shown with its origin.

pub mod globs;
pub mod load;
pub mod schema;
pub mod write;

use crate::rule::Mark;
use crate::rule::error::{PackError, did_you_mean};
use crate::verdict::{Judgement, Severity};
use globs::Globs;

/// The names a configuration file may have, the first one first.
pub const NAMES: [&str; 2] = ["sourcelint.toml", ".sourcelint.toml"];

/// A value and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the file.
    pub mark: Mark,
}

/// One configuration file.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The path as given.
    pub path: String,
    /// What is checked where no path is named; nothing where the key is missing.
    pub articles: Globs,
    /// What is left out of folders.
    pub exclude: Globs,
    /// Rule files and folders of them.
    pub rules: Vec<Placed<String>>,
    /// From which severity on a finding fails the run.
    pub fail_on: Option<Placed<FailOn>>,
    /// Reports, as `--format` takes them.
    pub formats: Vec<Placed<String>>,
    /// The announcements.
    pub sources: Vec<Source>,
    /// How loud rules are.
    pub severity: Vec<Rated>,
    /// How loud they are in some articles, in the order of the file.
    pub overrides: Vec<Override>,
}

/// When a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// At a finding of this severity or above.
    At(Severity),
    /// Never for what is found.
    Never,
}

impl FailOn {
    /// Whether a finding of `severity` fails the run.
    pub fn fails(self, severity: Severity) -> bool {
        matches!(self, FailOn::At(least) if least <= severity)
    }

    /// The word used in the file and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            FailOn::At(severity) => severity.word(),
            FailOn::Never => "never",
        }
    }
}

/// `[[source]]`: announcements that belong together, and the articles about them.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Files; one at least.
    pub paths: Vec<Placed<String>>,
    /// The articles held against them; where empty, those that link to one of them.
    pub articles: Globs,
    /// Where the table stands.
    pub mark: Mark,
}

/// How loud one rule is, or all rules of a rule file (`revenue-share/*`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rated {
    /// The rule.
    pub id: String,
    /// How loud.
    pub level: Level,
    /// Where it is written.
    pub mark: Mark,
}

/// How loud a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Its findings are not reported.
    Off,
    /// Its findings are this loud.
    At(Severity),
}

impl Level {
    /// The word used in the file.
    pub fn word(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::At(severity) => severity.word(),
        }
    }
}

/// `[[override]]`: how loud rules are in some articles.
#[derive(Debug, Clone, Default)]
pub struct Override {
    /// The articles.
    pub articles: Globs,
    /// How loud rules are in them.
    pub severity: Vec<Rated>,
}

impl Config {
    /// How loud each rule that the file names is in `article`, a path from the file's folder with
    /// `/` between its parts. A later table wins; in one table a rule wins over all of its file.
    pub fn rated(&self, article: &str) -> Vec<&Rated> {
        let overrides = self.overrides.iter().filter(|o| o.articles.holds(article).is_some());
        let tables = std::iter::once(&self.severity).chain(overrides.map(|o| &o.severity));
        let mut rated: Vec<&Rated> = Vec::new();
        for table in tables {
            rated.retain(|old| !table.iter().any(|new| covers(&new.id, &old.id)));
            rated.extend(table);
        }
        rated.sort_by_key(|r| (r.mark.line, r.mark.column));
        rated
    }

    /// `judgement` of `article` with every finding as loud as this file wants it.
    pub fn applied(&self, article: &str, mut judgement: Judgement) -> Judgement {
        let rated = self.rated(article);
        let level = |id: &str| {
            let exact = rated.iter().find(|r| r.id == id);
            exact.or_else(|| rated.iter().find(|r| covers(&r.id, id))).map(|r| r.level)
        };
        judgement.findings.retain_mut(|finding| match level(&finding.id) {
            Some(Level::Off) => false,
            Some(Level::At(severity)) => {
                finding.severity = severity;
                true
            }
            None => true,
        });
        judgement
    }

    /// A fault for each rule of a rule file that is not among `known`, the ids of the rule files in
    /// force; general rules are looked up when the file is loaded.
    pub fn unknown_rules(&self, known: &[String]) -> Vec<PackError> {
        let all = self.overrides.iter().flat_map(|o| &o.severity).chain(&self.severity);
        let unknown = all.filter(|r| r.id.contains('/'));
        let unknown = unknown.filter(|r| !known.iter().any(|id| covers(&r.id, id)));
        let fault = |rated: &Rated| {
            let near = did_you_mean(&rated.id, known.iter().map(String::as_str));
            let message = format!("the rule files hold no rule `{}`{near}", rated.id);
            PackError::new(&self.path, rated.mark, message)
        };
        unknown.map(fault).collect()
    }
}

/// Whether `id` is `wanted`, or of the rule file that `wanted` names with a star.
fn covers(wanted: &str, id: &str) -> bool {
    let of_the_file = wanted.strip_suffix('*').filter(|file| file.ends_with('/'));
    wanted == id || of_the_file.is_some_and(|file| id.starts_with(file))
}
