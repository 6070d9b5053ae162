//! `sourcelint init`: looks at a folder and writes its first configuration file.

use super::args::{Given, Init, Scope};
use super::configs::Configs;
use super::files::{self, failed, shown};
use super::judging::{self, Misfit};
use super::named;
use super::progress::Progress;
use super::terminal::Terminal;
use super::{Outcome, articles, packs};
use ignore::WalkBuilder;
use sourcelint::config::NAMES;
use sourcelint::config::write::{Plan, glob, write};
use sourcelint::document::Document;
use sourcelint::report::{Failed, Keep};
use sourcelint::rule::address;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders in which announcements are kept.
const SOURCE_FOLDERS: &[&str] = &[
    "source",
    "sources",
    "announcement",
    "announcements",
    "press",
    "press-release",
    "press-releases",
    "releases",
    "originals",
];

/// Front matter that a saved page has and an article has not.
const SOURCE_KEYS: &[&str] = &["source_name", "original_url", "canonical_url", "source_url"];

/// Files about the project itself, where they stand at its top.
const HOUSEKEEPING: &[&str] =
    &["readme", "changelog", "license", "licence", "contributing", "code_of_conduct", "security"];

/// Writes a configuration file for the folder that `args` names.
pub fn init(args: &Init, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let folder = args.folder.as_deref().unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(vec![failed(folder, "no such folder", "name a folder that is there")]);
    }
    let there = NAMES.iter().map(|name| folder.join(name)).find(|path| path.exists());
    if let Some(path) = there.as_ref().filter(|_| !args.force) {
        let next = "give --force to write over it";
        return Err(vec![failed(path, "is there already, and may hold your work", next)]);
    }
    let path = there.unwrap_or_else(|| folder.join(NAMES[0]));
    let looked = Looked::at(folder);
    let mut plan = looked.plan();
    put(&path, &plan)?;
    let scope = Scope {
        given: Given { config: Some(path.clone()), ..Given::default() },
        allow_unsourced: true,
        ..Scope::default()
    };
    // Rule files that do not fit would stop every check; their owner is told to look at them.
    let tried = if plan.articles.is_empty() { Vec::new() } else { tried(&scope) };
    let unfit = !tried.is_empty() && !plan.rules.is_empty();
    if unfit {
        plan.rules.clear();
        put(&path, &plan)?;
        terminal.note("rule files left out, a check cannot use them:");
        tried.iter().for_each(|error| terminal.error(error));
    }
    let sources = plan.sources.len() + plan.others.len();
    let (articles, unsourced) = (looked.articles.len(), looked.unsourced(&plan));
    terminal.note(&format!(
        "{}: {}, {}",
        shown(&path),
        counted(articles, "article"),
        counted(sources, "announcement"),
    ));
    if 0 < unsourced {
        terminal.note(&format!("no announcement was found for {}", counted(unsourced, "article")));
    }
    let place = match folder == Path::new(".") {
        true => String::new(),
        false => format!(" --config {}", shown(&path)),
    };
    terminal.next(&match (articles, unsourced) {
        (0, _) => format!("sourcelint config{place}"),
        (_, 0) => format!("sourcelint check{place}"),
        _ => format!("sourcelint check{place} --allow-unsourced"),
    });
    Ok(Outcome::Clean)
}

/// What a check of `scope` could not do; nothing is reported.
fn tried(scope: &Scope) -> Vec<Failed> {
    let judged = Configs::of(&scope.given).and_then(|configs| {
        judging::judged(scope, configs, Misfit::EndsTheRun, Keep::Findings, &Progress::of(None))
    });
    judged.map_or_else(|failed| failed, |checked| checked.failed)
}

fn put(path: &Path, plan: &Plan) -> Result<(), Vec<Failed>> {
    files::write(path, write(plan).as_bytes()).map_err(|error| vec![error])
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// The texts of a folder, by their paths from it.
#[derive(Default)]
struct Looked {
    articles: BTreeMap<String, Document>,
    sources: BTreeMap<String, Document>,
    /// What is not to be checked, and why.
    left_out: Vec<(String, String)>,
    /// Articles whose front matter names announcements that are there.
    naming: BTreeSet<String>,
    rules: Vec<String>,
}

impl Looked {
    fn at(folder: &Path) -> Self {
        let mut looked = Looked::default();
        let mut walk = WalkBuilder::new(folder);
        walk.sort_by_file_path(|a, b| a.cmp(b));
        let paths = walk.build().filter_map(Result::ok).map(|entry| entry.into_path());
        let mut named = BTreeSet::new();
        for path in paths {
            let Some(inside) = inside(folder, &path) else { continue };
            if articles::is_article(&path) && is_housekeeping(&inside) {
                looked.left_out.push((inside, "about the project".into()));
            } else if articles::is_article(&path) {
                looked.take(&path, inside, &mut named);
            } else if is_rule_folder(&path) {
                looked.rules.push(format!("{inside}/"));
            }
        }
        // What another text names as its source is none of the articles.
        let real = |path: &String| fs::canonicalize(folder.join(path)).ok();
        let sources = looked.articles.keys();
        let sources: Vec<String> =
            sources.filter(|p| real(p).is_some_and(|p| named.contains(&p))).cloned().collect();
        for path in sources {
            looked.naming.remove(&path);
            looked.sources.extend(looked.articles.remove(&path).map(|document| (path, document)));
        }
        looked
    }

    /// Reads one text and says what it is.
    fn take(&mut self, path: &Path, inside: String, named: &mut BTreeSet<PathBuf>) {
        let document = match articles::read(path, None) {
            Ok(document) => document,
            Err(error) => return self.left_out.push((inside, error.message)),
        };
        let is_kept_apart = Path::new(&inside).parent().is_some_and(|folder| {
            let mut parts = folder.iter().map(|part| part.to_string_lossy().to_lowercase());
            parts.any(|part| SOURCE_FOLDERS.contains(&part.as_str()))
        });
        if is_kept_apart || SOURCE_KEYS.iter().any(|key| document.meta(key).is_some()) {
            self.sources.insert(inside, document);
            return;
        }
        let own = named::named(&document);
        if let Some(gone) = own.iter().find(|named| !named.path.is_file()) {
            let why = format!("its source {} is not there", shown(&gone.path));
            self.left_out.push((inside, why));
            return;
        }
        if !own.is_empty() {
            self.naming.insert(inside.clone());
        }
        named.extend(own.iter().filter_map(|named| fs::canonicalize(&named.path).ok()));
        self.articles.insert(inside, document);
    }

    fn plan(&self) -> Plan {
        let mut plan = Plan { rules: self.rules.clone(), ..Plan::default() };
        let globs: BTreeSet<String> = self.articles.keys().map(|path| around(path)).collect();
        plan.articles = globs.into_iter().collect();
        let out = self.left_out.iter().filter(|(path, _)| plan.articles.contains(&around(path)));
        plan.exclude = out.map(|(path, why)| (glob(path), why.clone())).collect();
        for (path, document) in &self.sources {
            let mine = self.articles.keys().filter(|article| stem(article) == stem(path));
            let mut mine: Vec<String> = mine.map(|article| glob(article)).collect();
            let is_linked = self.articles.values().any(|a| address::link(a, document).is_some());
            if self.sources.len() == 1 && !is_linked && self.naming.is_empty() {
                mine = plan.articles.clone();
            }
            match mine.is_empty() {
                true => plan.others.push(path.clone()),
                false => plan.sources.push((path.clone(), mine)),
            }
        }
        plan
    }

    /// How many articles nothing belongs to under `plan`.
    fn unsourced(&self, plan: &Plan) -> usize {
        let globbed = |path: &String| {
            let mut globs = plan.sources.iter().flat_map(|(_, globs)| globs);
            globs.any(|one| *one == glob(path) || *one == around(path))
        };
        let linked = |article: &Document| {
            self.sources.values().any(|source| address::link(article, source).is_some())
        };
        let sourced = |path: &String, article: &Document| {
            self.naming.contains(path) || globbed(path) || linked(article)
        };
        self.articles.iter().filter(|(path, article)| !sourced(path, article)).count()
    }
}

/// The glob of `articles` that takes a file in: its topmost folder, or its ending.
fn around(path: &str) -> String {
    match path.split_once('/') {
        Some((folder, _)) => glob(&format!("{folder}/")) + "**",
        None => {
            let ending = Path::new(path).extension().map(|e| e.to_string_lossy().into_owned());
            format!("./*.{}", ending.unwrap_or_default())
        }
    }
}

fn stem(path: &str) -> Option<String> {
    Path::new(path).file_stem().map(|stem| stem.to_string_lossy().to_lowercase())
}

fn inside(folder: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(folder).ok()?;
    let parts: Vec<_> = inside.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
    // A glob cannot name a backslash.
    (!parts.is_empty() && !parts.iter().any(|part| part.contains('\\'))).then(|| parts.join("/"))
}

/// Whether a file is about the project: a "licence" further down may well be an article.
fn is_housekeeping(inside: &str) -> bool {
    let is_above = !inside.contains('/');
    let is_named = |stem: &str| stem == "readme" || is_above && HOUSEKEEPING.contains(&stem);
    stem(inside).is_some_and(|stem| is_named(&stem))
}

/// A folder called `rules` with rule files that load.
fn is_rule_folder(path: &Path) -> bool {
    let named = path.file_name().is_some_and(|name| name == "rules");
    named
        && path.is_dir()
        && packs::load(&[path.to_path_buf()]).is_ok_and(|found| !found.is_empty())
}
