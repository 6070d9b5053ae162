//! `sourcelint check --watch`: checks again whenever something changes that decides what comes out.
//!
//! An event only wakes it: whether anything changed is seen by the times and sizes of the files, so
//! that reading a file, or a report that is written beside the articles, starts no new run. Ctrl-C
//! ends it as it ends every program.

use super::Outcome;
use super::args::{Check, Given};
use super::check;
use super::files::{self, failed};
use super::terminal::Terminal;
use ignore::WalkBuilder;
use notify_debouncer_mini::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_mini::{Debouncer, new_debouncer, notify};
use sourcelint::report::Failed;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, SystemTime};

/// What an editor writes within this time is one change.
const CALM: Duration = Duration::from_millis(200);

/// Endings of files that may count from now on, though they were no part of the last run.
const ENDINGS: [&str; 6] = ["md", "markdown", "txt", "html", "htm", "toml"];

/// When a file was written, and its bytes; none where there is no file.
type Stamp = Option<(SystemTime, u64)>;

/// Checks what `args` names, again and again.
pub fn watch(args: &Check, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    if args.scope.paths.iter().any(|path| path == Path::new("-")) {
        let (message, next) = ("standard input cannot be watched".into(), "name a file".into());
        return Err(vec![Failed { message, next, ..Failed::default() }]);
    }
    let (wake, woken) = mpsc::channel();
    let debouncer = new_debouncer(CALM, wake).map_err(|error| vec![unwatched(&error)])?;
    let (folders, beside) = (BTreeSet::new(), BTreeSet::new());
    let mut watcher = Watcher { debouncer, folders, beside };
    let mut files = Files { inputs: typed(args).collect(), ..Files::default() };
    files.no_ignore = args.scope.no_ignore;
    watcher.follow(&files.inputs)?;
    let mut stamps = files.stamps();
    let mut first = true;
    loop {
        match check::once(args, terminal) {
            Ok(done) => {
                files.inputs.extend(done.read);
                files.reports.extend(done.written.iter().map(|path| real(path)));
            }
            // Options that do not go together never will.
            Err(errors) if first => return Err(errors),
            Err(errors) => errors.iter().for_each(|error| terminal.error(error)),
        }
        first = false;
        watcher.follow(&files.inputs)?;
        // What was not looked at before the run counts from now on.
        for (path, stamp) in files.stamps() {
            stamps.entry(path).or_insert(stamp);
        }
        if !args.quiet {
            terminal.note("watching for changes; Ctrl-C ends");
        }
        let changed = loop {
            match woken.recv() {
                Ok(Ok(_)) => {}
                Ok(Err(error)) => return Err(vec![unwatched(&error)]),
                Err(_) => return Ok(Outcome::Clean),
            }
            let now = files.stamps();
            if let Some(path) = difference(&stamps, &now) {
                stamps = files.calm(now);
                break path;
            }
        };
        terminal.clear();
        if !args.quiet {
            terminal.note(&format!("changed: {}", files::shown(from_here(&changed))));
        }
    }
}

/// What the command line names, and the folder we are in where it names no article.
fn typed(args: &Check) -> impl Iterator<Item = PathBuf> {
    let Given { sources, rules, config, .. } = &args.scope.given;
    let here = args.scope.paths.is_empty().then(|| PathBuf::from("."));
    let named = args.scope.paths.iter().chain(sources).chain(rules).chain(config);
    named.chain(&args.baseline).cloned().chain(here)
}

/// What is watched. Files are watched by their folder, since most editors put a new file in the
/// place of the old one.
struct Watcher {
    debouncer: Debouncer<RecommendedWatcher>,
    /// With all in them.
    folders: BTreeSet<PathBuf>,
    /// For single files.
    beside: BTreeSet<PathBuf>,
}

impl Watcher {
    fn follow(&mut self, inputs: &BTreeSet<PathBuf>) -> Result<(), Vec<Failed>> {
        let (folders, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
            inputs.iter().partition(|path| path.is_dir());
        for folder in folders {
            let Ok(folder) = fs::canonicalize(folder) else { continue };
            if !self.covers(&folder) {
                self.start(&folder, RecursiveMode::Recursive)?;
                self.folders.insert(folder);
            }
        }
        for file in files {
            let Ok(folder) = fs::canonicalize(folder_of(file)) else { continue };
            if !self.covers(&folder) && !self.beside.contains(&folder) {
                self.start(&folder, RecursiveMode::NonRecursive)?;
                self.beside.insert(folder);
            }
        }
        Ok(())
    }

    fn covers(&self, folder: &Path) -> bool {
        folder.ancestors().any(|above| self.folders.contains(above))
    }

    fn start(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), Vec<Failed>> {
        self.debouncer.watcher().watch(folder, mode).map_err(|error| {
            let message = format!("cannot be watched: {error}");
            vec![failed(folder, message, "name fewer folders, or run without --watch")]
        })
    }
}

fn unwatched(error: &notify::Error) -> Failed {
    Failed { message: format!("cannot watch: {error}"), ..Failed::default() }
}

/// The files that may count.
#[derive(Default)]
struct Files {
    /// Files and folders.
    inputs: BTreeSet<PathBuf>,
    /// What the runs write themselves, without links: it does not count.
    reports: BTreeSet<PathBuf>,
    no_ignore: bool,
}

impl Files {
    /// Each with its stamp.
    fn stamps(&self) -> BTreeMap<PathBuf, Stamp> {
        let mut paths: Vec<PathBuf> = Vec::new();
        for input in &self.inputs {
            match input.is_dir() {
                true => self.walk(input, &mut paths),
                false => paths.push(real(input)),
            }
        }
        let counted = paths.into_iter().filter(|path| !self.reports.contains(path));
        counted.map(|path| (path.clone(), stamp(&path))).collect()
    }

    /// The stamps once nothing is being written any more: `now` may show half a file.
    fn calm(&self, mut now: BTreeMap<PathBuf, Stamp>) -> BTreeMap<PathBuf, Stamp> {
        loop {
            thread::sleep(CALM / 2);
            let then = std::mem::replace(&mut now, self.stamps());
            if then == now {
                return now;
            }
        }
    }

    fn walk(&self, folder: &Path, paths: &mut Vec<PathBuf>) {
        let mut walk = WalkBuilder::new(folder);
        if self.no_ignore {
            walk.standard_filters(false).hidden(true);
        }
        for entry in walk.build().flatten() {
            let ending = entry.path().extension().and_then(|ending| ending.to_str());
            if ending.is_some_and(|ending| ENDINGS.contains(&ending)) {
                paths.push(real(entry.path()));
            }
        }
    }
}

fn stamp(path: &Path) -> Stamp {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((meta.modified().ok()?, meta.len()))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// A path without links, also of a file that is not there.
fn real(path: &Path) -> PathBuf {
    let folder = fs::canonicalize(folder_of(path));
    let real = folder.map(|folder| folder.join(path.file_name().unwrap_or_default()));
    real.unwrap_or_else(|_| path.to_path_buf())
}

/// A path below the folder we are in, as one would type it.
fn from_here(path: &Path) -> &Path {
    let here = fs::canonicalize(".").unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path)
}

/// The first path that is new, gone or written anew.
fn difference(old: &BTreeMap<PathBuf, Stamp>, new: &BTreeMap<PathBuf, Stamp>) -> Option<PathBuf> {
    let is_other =
        |path: &&PathBuf| old.get(*path).copied().flatten() != new.get(*path).copied().flatten();
    new.keys().chain(old.keys()).find(is_other).cloned()
}
