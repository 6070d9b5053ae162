//! The configuration files of a run: found above each article, read once, and asked by its path.

use super::args::Given;
use super::files::{self, bad_rule, failed, shown, tidy};
use super::formats::Report;
use sourcelint::config::{Config, FailOn, NAMES, Placed, load};
use sourcelint::report::Failed;
use sourcelint::verdict::{Judgement, Severity};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, fs};

/// When a run fails where nobody says it.
pub const FAIL_ON: FailOn = FailOn::At(Severity::Error);

/// A configuration file that was read.
pub struct Loaded {
    /// What it says.
    pub config: Config,
    /// The folder it stands in, as a path from here.
    pub folder: PathBuf,
    /// The same folder without links.
    real: PathBuf,
    real_paths: Arc<RealPaths>,
}

impl Loaded {
    /// A path the file names, as a path from here.
    pub fn path(&self, written: &Placed<String>) -> PathBuf {
        self.short(&self.folder.join(&written.value))
    }

    /// `path`, which goes through the file's folder, without the way up and down again where we
    /// are below that folder.
    pub fn short(&self, path: &Path) -> PathBuf {
        match (path.file_name(), self.folder.starts_with("..")) {
            (Some(name), true) => {
                let real = self.real_paths.of(folder_of(path)).join(name);
                from_here(&real, &self.real_paths.here)
            }
            _ => tidy(path.to_path_buf()),
        }
    }

    /// `path` as the file's globs see it: from the file's folder, or nothing where it is elsewhere.
    pub fn inside(&self, path: &Path) -> Option<String> {
        let name = path.file_name()?;
        let real = self.real_paths.of(folder_of(path)).join(name);
        let parts = real.strip_prefix(&self.real).ok()?.components();
        let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
        Some(parts.join("/"))
    }

    /// Whether the file leaves `path` out of folders.
    pub fn excludes(&self, path: &Path) -> bool {
        self.inside(path).is_some_and(|path| self.config.exclude.holds(&path).is_some())
    }

    /// Whether `path` may be an article: one of `articles` holds it, or there are none.
    pub fn holds(&self, path: &Path) -> bool {
        let articles = &self.config.articles;
        let held = |path: String| articles.holds(&path).is_some();
        articles.texts.is_empty() || self.inside(path).is_some_and(held)
    }

    /// `file:line:column` of a value.
    pub fn place<T>(&self, value: &Placed<T>) -> String {
        format!("{}:{}:{}", self.config.path, value.mark.line, value.mark.column)
    }
}

/// Which files are asked.
enum Choice {
    Nearest,
    /// The first of those loaded.
    Named,
    None,
}

/// The configuration files of a run.
pub struct Configs {
    choice: Choice,
    real_paths: Arc<RealPaths>,
    loaded: Vec<Loaded>,
    /// What is in force in a folder, for every folder that was asked.
    near: BTreeMap<PathBuf, Option<usize>>,
}

impl Configs {
    /// As the command line wants it: the nearest of each article, a named one, or none.
    pub fn of(given: &Given) -> Result<Self, Vec<Failed>> {
        let here = env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
        let choice = match (&given.config, given.no_config) {
            (Some(_), _) => Choice::Named,
            (None, true) => Choice::None,
            (None, false) => Choice::Nearest,
        };
        let real_paths = Arc::new(RealPaths { here, known: Mutex::default() });
        let mut configs = Configs { choice, real_paths, loaded: Vec::new(), near: BTreeMap::new() };
        if let Some(path) = &given.config {
            let folder = configs.real_paths.of(folder_of(path));
            configs.load(path, folder)?;
        }
        Ok(configs)
    }

    /// The file in force in `folder`; a broken one ends the run, since without it the verdicts
    /// would be others.
    pub fn near(&mut self, folder: &Path) -> Result<Option<usize>, Vec<Failed>> {
        match self.choice {
            Choice::Nearest => self.above(self.real_paths.of(folder)),
            Choice::Named => Ok(Some(0)),
            Choice::None => Ok(None),
        }
    }

    /// The file in force for the article at `path`.
    pub fn of_article(&mut self, path: &Path) -> Result<Option<usize>, Vec<Failed>> {
        self.near(folder_of(path))
    }

    /// The file in force for what belongs to the whole run: that of the first path named, or of the
    /// folder one is in.
    pub fn of_run(&mut self, paths: &[PathBuf]) -> Result<Option<usize>, Vec<Failed>> {
        match paths.first() {
            Some(path) if path.is_dir() => self.near(path),
            Some(path) => self.of_article(path),
            None => self.near(Path::new("")),
        }
    }

    /// The file at `index`.
    pub fn get(&self, index: Option<usize>) -> Option<&Loaded> {
        index.and_then(|index| self.loaded.get(index))
    }

    /// Every file that was read.
    pub fn all(&self) -> &[Loaded] {
        &self.loaded
    }

    /// Every announcement that a file names.
    pub fn sources(&self) -> Vec<PathBuf> {
        let of = |loaded: &Loaded| {
            let paths = loaded.config.sources.iter().flat_map(|source| &source.paths);
            paths.map(|path| loaded.path(path)).collect::<Vec<_>>()
        };
        self.loaded.iter().flat_map(of).collect()
    }

    /// The files that were read, and what they name: rule files, announcements, and the folder whose
    /// articles are meant.
    pub fn paths(&self) -> Vec<PathBuf> {
        let of = |loaded: &Loaded| {
            let rules = loaded.config.rules.iter().map(|rule| loaded.path(rule));
            let articles = !loaded.config.articles.texts.is_empty();
            let folder = articles.then(|| loaded.folder.join("."));
            let file = PathBuf::from(&loaded.config.path);
            rules.chain(folder).chain([file]).collect::<Vec<_>>()
        };
        self.loaded.iter().flat_map(of).chain(self.sources()).collect()
    }

    /// From which severity on findings of an article with the file at `index` fail the run.
    pub fn fail_on(&self, index: Option<usize>) -> FailOn {
        let said = self.get(index).and_then(|loaded| loaded.config.fail_on.as_ref());
        said.map_or(FAIL_ON, |placed| placed.value)
    }

    /// The judgement of the article at `path`, with every finding as loud as its file wants it.
    pub fn applied(&self, index: Option<usize>, path: &Path, judgement: Judgement) -> Judgement {
        let Some(loaded) = self.get(index) else { return judgement };
        loaded.config.applied(&loaded.inside(path).unwrap_or_default(), judgement)
    }

    /// The reports that the file at `index` asks for; the usual ones where it asks for none.
    pub fn reports(&self, index: Option<usize>) -> Result<Vec<Report>, Vec<Failed>> {
        let (mut reports, mut errors) = (Vec::new(), Vec::new());
        for (loaded, format) in
            self.get(index).iter().flat_map(|l| l.config.formats.iter().map(|f| (*l, f)))
        {
            match Report::written(&format.value) {
                Ok(Report { format, path }) => {
                    let path = path.map(|path| loaded.short(&loaded.folder.join(path)));
                    reports.push(Report { format, path });
                }
                Err(message) => {
                    errors.push(Failed { path: loaded.place(format), message, next: String::new() })
                }
            }
        }
        if reports.is_empty() {
            reports = Report::standard();
        }
        if errors.is_empty() { Ok(reports) } else { Err(errors) }
    }

    /// The nearest file in `folder` or above; a repository is a world of its own.
    fn above(&mut self, folder: PathBuf) -> Result<Option<usize>, Vec<Failed>> {
        if let Some(known) = self.near.get(&folder) {
            return Ok(*known);
        }
        let file = NAMES.iter().map(|name| folder.join(name)).find(|file| file.is_file());
        let found = match (file, folder.parent()) {
            (Some(file), _) => {
                Some(self.load(&from_here(&file, &self.real_paths.here), folder.clone())?)
            }
            (None, Some(parent)) if !folder.join(".git").exists() => {
                self.above(parent.to_path_buf())?
            }
            (None, _) => None,
        };
        self.near.insert(folder, found);
        Ok(found)
    }

    fn load(&mut self, path: &Path, real: PathBuf) -> Result<usize, Vec<Failed>> {
        if path.is_dir() {
            let next = "name the file in it";
            return Err(vec![failed(path, "is a folder, not a configuration file", next)]);
        }
        let text = files::text(path).map_err(|error| vec![error])?;
        let config = load::load(&shown(path), &text)
            .map_err(|errors| errors.iter().map(bad_rule).collect::<Vec<_>>())?;
        let real_paths = Arc::clone(&self.real_paths);
        let folder = from_here(&real, &real_paths.here);
        self.loaded.push(Loaded { config, folder, real, real_paths });
        Ok(self.loaded.len() - 1)
    }
}

/// The folder a file stands in; standard input stands in the one we are in.
fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// Folders without links, each looked up once: a run asks for few folders, and often.
struct RealPaths {
    here: PathBuf,
    known: Mutex<BTreeMap<PathBuf, PathBuf>>,
}

impl RealPaths {
    /// A folder without links; one that is not there is taken as it is written.
    fn of(&self, folder: &Path) -> PathBuf {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(real) = known.get(folder) {
            return real.clone();
        }
        let full = self.here.join(folder);
        let real = fs::canonicalize(&full).unwrap_or(full);
        known.insert(folder.to_path_buf(), real.clone());
        real
    }
}

/// A real path as one would write it from here: with `..` inside the same tree, else in full.
fn from_here(path: &Path, here: &Path) -> PathBuf {
    let shared = path.components().zip(here.components()).take_while(|(a, b)| a == b).count();
    match pathdiff::diff_paths(path, here) {
        Some(relative) if 1 < shared => relative,
        _ => path.to_path_buf(),
    }
}
