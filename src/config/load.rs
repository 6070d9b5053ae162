//! A configuration file becomes a `Config`, or the list of what is wrong with it.

use super::globs::Globs;
use super::{Config, FailOn, Level, Override, Placed, Rated, Source};
use crate::report::pages;
use crate::rule::error::{PackError, did_you_mean};
use crate::rule::table::{Kind, Sheet, Table, Text, shown};
use crate::verdict::Severity;

const TOP: &[&str] = &["articles", "exclude", "rules", "fail-on", "formats"];
const ROOT: &[&str] =
    &["articles", "exclude", "rules", "fail-on", "formats", "source", "severity", "override"];
const CONFIG: Kind = Kind { name: "the configuration", top: TOP };

const FAIL_ON: &[(&str, FailOn)] = &[
    ("error", FailOn::At(Severity::Error)),
    ("warning", FailOn::At(Severity::Warning)),
    ("note", FailOn::At(Severity::Note)),
    ("never", FailOn::Never),
];
const LEVELS: &[(&str, Level)] = &[
    ("error", Level::At(Severity::Error)),
    ("warning", Level::At(Severity::Warning)),
    ("note", Level::At(Severity::Note)),
    ("off", Level::Off),
];

/// Reads the configuration file `text`; `path` is kept and named in errors. Errors come in file
/// order.
///
/// Rules of rule files are not looked up here: `Config::unknown_rules` does, where those are at
/// hand.
///
/// # Errors
/// Every fault of the file, with its place.
pub fn load(path: &str, text: &str) -> Result<Config, Vec<PackError>> {
    let (sheet, entries) = Sheet::parse(CONFIG, path, text).map_err(|error| vec![error])?;
    let root = sheet.root(&entries);
    let mut loading = Loading { sheet };
    let config = loading.config(path, &root);
    let mut errors = loading.sheet.errors;
    if errors.is_empty() {
        return Ok(config);
    }
    errors.sort_by_key(|e| (e.line, e.column));
    errors.dedup();
    Err(errors)
}

struct Loading<'t> {
    sheet: Sheet<'t>,
}

impl Loading<'_> {
    fn config(&mut self, path: &str, root: &Table) -> Config {
        self.sheet.known(root, ROOT);
        let mut config = Config { path: path.into(), ..Config::default() };
        config.articles = self.globs_filled(root);
        let exclude = self.sheet.texts(root, "exclude");
        config.exclude = self.globs(exclude);
        config.rules = self.paths(root, "rules");
        config.fail_on = self.fail_on(root);
        if self.sheet.has(root, "formats") {
            let formats = self.sheet.texts_needed(root, "formats");
            config.formats = self.placed(formats);
        }
        for table in self.sheet.tables(root, "source", "[[source]]") {
            config.sources.push(self.source(&table));
        }
        if let Some(table) = self.sheet.table(root, "severity", "[severity]") {
            config.severity = self.severity(&table);
        }
        for table in self.sheet.tables(root, "override", "[[override]]") {
            config.overrides.push(self.overridden(&table));
        }
        config
    }

    fn fail_on(&mut self, root: &Table) -> Option<Placed<FailOn>> {
        let value = self.sheet.choice(root, "fail-on", FAIL_ON)?;
        let start = self.sheet.text(root, "fail-on").map_or(0, |text| text.start);
        Some(Placed { value, mark: self.sheet.mark(start) })
    }

    fn source(&mut self, table: &Table) -> Source {
        self.sheet.known(table, &["path", "paths", "articles"]);
        let texts = match (self.sheet.has(table, "path"), self.sheet.has(table, "paths")) {
            (false, false) => {
                self.sheet.fault(table.start, "[[source]] needs `path` or `paths`");
                Vec::new()
            }
            (true, true) => {
                let message = "[[source]] has `path` and `paths`: write all into `paths`";
                self.sheet.fault(table.start, message);
                Vec::new()
            }
            (true, false) => self.sheet.text(table, "path").into_iter().collect(),
            (false, true) => self.sheet.texts_needed(table, "paths"),
        };
        for text in texts.iter().filter(|text| text.value.contains("://")) {
            let address = shown(&text.value);
            let message =
                format!("`{address}` is an address, not a file: save the page and name the file");
            self.sheet.fault(text.start, message);
        }
        let paths = self.placed(texts);
        Source { paths, articles: self.globs_filled(table), mark: self.sheet.mark(table.start) }
    }

    fn overridden(&mut self, table: &Table) -> Override {
        self.sheet.known(table, &["articles", "severity"]);
        self.sheet.needed(table, "articles");
        self.sheet.needed(table, "severity");
        let articles = self.globs_filled(table);
        let severity = self.sheet.table(table, "severity", "[override.severity]");
        let severity = severity.map(|table| self.severity(&table)).unwrap_or_default();
        Override { articles, severity }
    }

    /// Every rule of a severity table. A general rule must be there; one of a rule file is written
    /// with a slash.
    fn severity(&mut self, table: &Table) -> Vec<Rated> {
        let mut rated = Vec::new();
        for key in self.sheet.keys(table) {
            let is_general = pages::page(&key.value).is_some();
            if !is_general && !key.value.contains('/') {
                self.unknown_rule(&key);
                continue;
            }
            if let Some(level) = self.sheet.choice(table, &key.value, LEVELS) {
                rated.push(Rated { id: key.value, level, mark: self.sheet.mark(key.start) });
            }
        }
        rated
    }

    fn unknown_rule(&mut self, key: &Text) {
        let near = did_you_mean(&key.value, pages::PAGES.iter().map(|(id, _)| *id));
        let hint = match self.sheet.belongs_at_the_top(&key.value) {
            Some(hint) => hint,
            None if near.is_empty() => {
                ": `sourcelint rules list` lists them; one of a rule file is \"file/rule\"".into()
            }
            None => near,
        };
        self.sheet.fault(key.start, format!("no rule `{}`{hint}", shown(&key.value)));
    }

    /// The globs under `articles`; the list may be missing, but not empty.
    fn globs_filled(&mut self, table: &Table) -> Globs {
        if !self.sheet.has(table, "articles") {
            return Globs::default();
        }
        let texts = self.sheet.texts_needed(table, "articles");
        self.globs(texts)
    }

    fn globs(&mut self, texts: Vec<Text>) -> Globs {
        let starts: Vec<usize> = texts.iter().map(|text| text.start).collect();
        let placed = self.placed(texts);
        Globs::of(placed).unwrap_or_else(|faults| {
            for (at, message) in faults {
                self.sheet.fault(starts.get(at).copied().unwrap_or(0), message);
            }
            Globs::default()
        })
    }

    fn paths(&mut self, table: &Table, key: &str) -> Vec<Placed<String>> {
        let texts = self.sheet.texts(table, key);
        self.placed(texts)
    }

    fn placed(&self, texts: Vec<Text>) -> Vec<Placed<String>> {
        let placed = |text: Text| Placed { mark: self.sheet.mark(text.start), value: text.value };
        texts.into_iter().map(placed).collect()
    }
}
