//! From the paths that were typed, or the globs of the configuration, to the articles.

use super::args::{Given, Scope};
use super::configs::Configs;
use super::files::{self, failed, shown};
use super::guard;
use super::named::{self, Named};
use super::progress::Progress;
use ignore::WalkBuilder;
use sourcelint::document::Document;
use sourcelint::door;
use sourcelint::report::{Failed, audit};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Endings of the files that are taken from a folder.
const ENDINGS: [&str; 5] = ["md", "markdown", "txt", "html", "htm"];

/// An article that was read, and where.
#[derive(Debug)]
pub struct Found {
    /// The path as it is shown.
    pub path: String,
    /// The path as it was given.
    file: PathBuf,
    /// The article, where it cannot be read once more: standard input and pipes. Of a folder nobody
    /// could hold all articles at once.
    held: Option<Document>,
    /// Whether its front matter names an address as its source.
    pub addressed: bool,
    /// Its place on disk, if it has one; two paths of one file are one article.
    pub real: Option<PathBuf>,
    /// Whether it was found in a folder rather than named.
    pub walked: bool,
    /// The sources its front matter names, as paths from here.
    pub sources: Vec<Named>,
    /// The configuration file in force for it.
    pub config: Option<usize>,
    /// Whether single bytes of it are broken.
    mended: bool,
}

impl Found {
    /// The article, read once more unless it is held. Its broken bytes were told.
    ///
    /// # Errors
    /// An article that went away since, or was broken since.
    pub fn document(&self) -> Result<Cow<'_, Document>, Failed> {
        if let Some(document) = &self.held {
            return Ok(Cow::Borrowed(document));
        }
        match read_mended(&self.file, None)? {
            (_, Some(broken)) if !self.mended => Err(broken),
            (document, _) => Ok(Cow::Owned(document)),
        }
    }

    /// Which rule files it is held against: those of the command line, else those of its
    /// configuration; see `packs::groups`.
    pub fn group(&self, given: &Given) -> usize {
        match self.config {
            Some(index) if given.rules.is_empty() => index + 1,
            _ => 0,
        }
    }
}

/// What became of the paths of a run.
#[derive(Debug, Default)]
pub struct Looked {
    /// The articles, sorted by path.
    pub found: Vec<Found>,
    /// What could not be read.
    pub failed: Vec<Failed>,
    /// Files that were typed and are no article for the configuration; only `--force-exclude`
    /// leaves such files out.
    pub left_out: Vec<String>,
}

/// Reads every article that `scope` or the configuration names.
///
/// # Errors
/// A configuration file that is broken, and nothing that could be an article.
pub fn articles(
    scope: &Scope,
    configs: &mut Configs,
    progress: &Progress,
) -> Result<Looked, Vec<Failed>> {
    let (mut paths, mut errors) = (Vec::new(), Vec::new());
    let mut left_out = Vec::new();
    let name = scope.stdin_filename.as_deref();
    if scope.paths.is_empty() {
        paths.extend(configured(scope, configs, &mut errors)?);
    }
    for path in &scope.paths {
        match path.is_dir() {
            true => paths.extend(folder(path, scope, configs, &mut errors)?),
            false if scope.force_exclude && is_no_article(path, name, configs)? => {
                left_out.push(shown(path));
            }
            // What another tool typed counts as found in a folder: a source among it is a source.
            false => paths.push((path.clone(), scope.force_exclude)),
        }
    }
    // A file that is both named and found in a folder counts as named.
    paths.sort_by(|(a, walked), (b, also)| (walked, a).cmp(&(also, b)));
    let (mut placed, mut seen) = (Vec::new(), BTreeSet::new());
    for (path, walked) in paths {
        let real = fs::canonicalize(&path).ok();
        if seen.insert(real.clone().unwrap_or_else(|| path.clone())) {
            let config = of_config(&path, name, configs)?;
            placed.push((path, Place { real, walked, config }));
        }
    }
    let read = progress.along("reading", placed, |(path, place)| {
        let walked = place.walked;
        let (found, document, broken) = found(path, name, place)?;
        let is_report = walked && audit::is_report(&document.text);
        let held = (!is_twice(&found)).then_some(document);
        Ok((!is_report).then_some((Found { held, ..found }, broken)))
    });
    let mut found = Vec::new();
    for one in read {
        match one {
            Ok(Some((article, broken))) => {
                errors.extend(broken);
                found.push(article);
            }
            // A report that was written into the folder is no article of it.
            Ok(None) => {}
            Err(error) => errors.push(error),
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Looked { found, failed: errors, left_out })
}

/// Whether a configuration file stands above the file at `path` and takes it for no article. A file
/// that is not there is an error of its own.
fn is_no_article(
    path: &Path,
    stdin_name: Option<&str>,
    configs: &mut Configs,
) -> Result<bool, Vec<Failed>> {
    let path = match stdin_name {
        Some(name) if path == Path::new("-") => Path::new(name),
        _ if path.exists() => path,
        _ => return Ok(false),
    };
    let index = configs.of_article(path)?;
    Ok(configs.get(index).is_some_and(|loaded| loaded.excludes(path) || !loaded.holds(path)))
}

/// Where an article lies.
struct Place {
    real: Option<PathBuf>,
    walked: bool,
    config: Option<usize>,
}

/// Reads the article at `path`, which was named, and holds it.
///
/// # Errors
/// Outside a broken configuration file, inside an article that cannot be read.
pub fn one(path: &Path, configs: &mut Configs) -> Result<Result<Found, Failed>, Vec<Failed>> {
    let config = of_config(path, None, configs)?;
    let real = fs::canonicalize(path).ok();
    let found = found(path.to_path_buf(), None, Place { real, walked: false, config });
    Ok(found.map(|(found, document, _)| Found { held: Some(document), ..found }))
}

/// Whether an article is a file that can be read twice.
fn is_twice(found: &Found) -> bool {
    found.file != Path::new("-") && fs::metadata(&found.file).is_ok_and(|meta| meta.is_file())
}

fn of_config(
    path: &Path,
    stdin_name: Option<&str>,
    configs: &mut Configs,
) -> Result<Option<usize>, Vec<Failed>> {
    configs.of_article(match stdin_name {
        Some(name) if path == Path::new("-") => Path::new(name),
        _ => path,
    })
}

/// What is known of an article, the article, and what is broken of it.
fn found(
    file: PathBuf,
    stdin_name: Option<&str>,
    place: Place,
) -> Result<(Found, Document, Option<Failed>), Failed> {
    let Place { real, walked, config } = place;
    let (document, broken) = read_mended(&file, stdin_name)?;
    let sources = guard::caught_for(&document.path, || named::named(&document))?;
    let (path, addressed) = (document.path.clone(), named::is_addressed(&document));
    let (held, mended) = (None, broken.is_some());
    let found = Found { path, file, held, addressed, real, walked, sources, config, mended };
    Ok((found, document, broken))
}

/// The articles of the configuration that is in force here.
fn configured(
    scope: &Scope,
    configs: &mut Configs,
    errors: &mut Vec<Failed>,
) -> Result<Vec<(PathBuf, bool)>, Vec<Failed>> {
    let index = configs.of_run(&[])?;
    let Some(loaded) = configs.get(index) else {
        return Err(vec![Failed {
            path: String::new(),
            message: "no article to check".into(),
            next: "name files or folders: sourcelint check draft.md --source FILE".into(),
        }]);
    };
    let Some(first) = loaded.config.articles.texts.first() else {
        return Err(vec![Failed {
            path: loaded.config.path.clone(),
            message: "no article to check: it has no `articles`".into(),
            next: "add them, as in articles = [\"drafts/\"], or name files and folders".into(),
        }]);
    };
    let (place, folder) = (loaded.place(first), loaded.folder.clone());
    let held = |path: &Path, configs: &Configs| {
        let loaded = configs.get(index);
        let inside = loaded.and_then(|loaded| Some((loaded, loaded.inside(path)?)));
        inside.is_some_and(|(loaded, path)| loaded.config.articles.holds(&path).is_some())
    };
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    let paths = walk(&folder, scope, errors);
    let short = |path: &PathBuf| configs.get(index).map(|loaded| loaded.short(path));
    let paths = paths.iter().filter(|path| held(path, configs)).filter_map(short).collect();
    let paths = kept(paths, configs)?;
    if paths.is_empty() && errors.is_empty() {
        let message = "no file is an article: none matches `articles`, or all are excluded";
        let next = "look at the globs; they are read from the folder of this file".into();
        errors.push(Failed { path: place, message: message.into(), next });
    }
    Ok(paths)
}

/// The articles of a folder that was named.
fn folder(
    path: &Path,
    scope: &Scope,
    configs: &mut Configs,
    errors: &mut Vec<Failed>,
) -> Result<Vec<(PathBuf, bool)>, Vec<Failed>> {
    let walked = walk(path, scope, errors);
    let any = !walked.is_empty();
    let paths = kept(walked, configs)?;
    if paths.is_empty() {
        let (message, next) = match any {
            true => ("every article in it is excluded", "name a file, or change `exclude`"),
            false => (
                "no article in it (.md, .markdown, .txt, .html or .htm)",
                "name a file, or try --no-ignore",
            ),
        };
        errors.push(failed(path, message, next));
    }
    Ok(paths)
}

/// Without what the configuration of each excludes.
fn kept(paths: Vec<PathBuf>, configs: &mut Configs) -> Result<Vec<(PathBuf, bool)>, Vec<Failed>> {
    let mut kept = Vec::new();
    for path in paths {
        let index = configs.of_article(&path)?;
        if !configs.get(index).is_some_and(|loaded| loaded.excludes(&path)) {
            kept.push((path, true));
        }
    }
    Ok(kept)
}

/// The files in `folder` that could be articles.
fn walk(folder: &Path, scope: &Scope, errors: &mut Vec<Failed>) -> Vec<PathBuf> {
    let mut walk = WalkBuilder::new(folder);
    walk.sort_by_file_path(|a, b| a.cmp(b));
    if scope.no_ignore {
        walk.standard_filters(false).hidden(true);
    }
    let mut paths = Vec::new();
    for entry in walk.build() {
        match entry {
            Ok(entry) if is_article(entry.path()) => paths.push(entry.into_path()),
            Ok(entry) => errors.extend(unreadable(entry.path())),
            Err(error) => errors.push(failed(folder, error, "")),
        }
    }
    paths
}

/// Whether a file of a folder is taken for an article.
pub fn is_article(path: &Path) -> bool {
    is_called_article(path) && path.is_file()
}

fn is_called_article(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    ending.is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

/// Why something of a folder that is called like an article is none: a link that leads nowhere or to
/// itself, and a pipe or a device, which might never end.
fn unreadable(path: &Path) -> Option<Failed> {
    if !is_called_article(path) || path.is_dir() {
        return None;
    }
    let message = match fs::metadata(path) {
        Ok(_) => "neither a file nor a folder".to_owned(),
        Err(error) => format!("cannot be read: {error}"),
    };
    Some(failed(path, message, "leave it out, or name it alone if it is meant"))
}

/// Reads one article; a panic of a parser is an error of this file alone.
pub fn read(path: &Path, stdin_name: Option<&str>) -> Result<Document, Failed> {
    match read_mended(path, stdin_name)? {
        (document, None) => Ok(document),
        (_, Some(broken)) => Err(broken),
    }
}

/// Reads one article, also where single bytes of it are broken: the first of them is told beside it.
fn read_mended(
    path: &Path,
    stdin_name: Option<&str>,
) -> Result<(Document, Option<Failed>), Failed> {
    let name = match path == Path::new("-") {
        true => stdin_name.unwrap_or("<stdin>").to_string(),
        false => shown(path),
    };
    let bytes = files::bytes(path)?;
    let read = guard::caught_for(&name, || door::read_mended(&name, bytes))?;
    let (document, broken) = read.map_err(|error| files::unread(&name, &error))?;
    let broken = broken.map(|error| files::unread(&name, &error));
    Ok((files::filled(document)?, broken))
}
