//! The cache on disk: which folder, what is in it, `cache dir` and `cache clean`.
//!
//! Two runs may share a folder: an entry is written beside its place and renamed, and its name is
//! the hash of what it was made from, so that whoever comes last writes the same. Nothing that goes
//! wrong here is an error of a run; it is told once, and the run goes on without.

use super::Outcome;
use super::args::{CacheAct, Keeping};
use super::files::{failed, shown};
use super::terminal::Terminal;
use etcetera::BaseStrategy;
use sourcelint::cache::{self, BUILD, Kept, Key};
use sourcelint::report::Failed;
use sourcelint::span::slice;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};
use tempfile::NamedTempFile;

/// By this file, backups and the like know a folder they may leave out; see bford.info/cachedir.
const TAG: &str = "CACHEDIR.TAG";
const TAG_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What sourcelint found before. It may be removed at any time: sourcelint cache clean\n";
/// Keeps a folder inside a repository out of it.
const IGNORE: &str = ".gitignore";
const IGNORE_TEXT: &str = "*\n";
/// The folder of the entries, a folder a build.
const ENTRIES: &str = "judged";
/// Its time is that of the last look for what nobody used.
const SWEPT: &str = "swept";

/// What is used less often is removed.
const UNUSED_MAX: Duration = Duration::from_secs(30 * 24 * 3600);
/// How often is looked for it, and how exactly the time of the last use is known.
const SWEEP_EVERY: Duration = Duration::from_secs(24 * 3600);

/// The cache of a run.
pub struct Cache {
    folder: Option<PathBuf>,
    ready: OnceLock<()>,
    /// Why nothing more is written.
    broken: OnceLock<io::Error>,
}

impl Cache {
    /// As the command line and the environment want it.
    pub fn of(keeping: &Keeping) -> Self {
        let off = env::var_os("SOURCELINT_NO_CACHE").is_some_and(|v| !v.is_empty() && v != "0");
        // An option that was typed goes before the environment.
        let off = keeping.no_cache || keeping.cache_dir.is_none() && off;
        let folder = if off { None } else { folder(keeping.cache_dir.as_deref()) };
        Cache { folder, ready: OnceLock::new(), broken: OnceLock::new() }
    }

    /// The value under `key`; an entry that cannot be read is none.
    pub fn get<T: Kept>(&self, key: Key) -> Option<T> {
        let path = place(self.folder.as_deref()?).join(key.hex());
        let value = cache::read(&fs::read(&path).ok()?)?;
        if 0 < age(&path).as_secs() / SWEEP_EVERY.as_secs() {
            // A folder that only others may write to is read all the same.
            let _ = File::open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        }
        Some(value)
    }

    /// Keeps a value under `key`.
    pub fn put(&self, key: Key, value: &impl Kept) {
        let Some(folder) = &self.folder else { return };
        if self.broken.get().is_some() {
            return;
        }
        let written = self.opened(folder).and_then(|()| {
            let place = place(folder);
            let mut file = NamedTempFile::new_in(&place)?;
            file.write_all(&cache::written(value))?;
            file.persist(place.join(key.hex())).map_err(|error| error.error)?;
            Ok(())
        });
        if let Err(error) = written {
            // Of several at a time the first is told.
            let _ = self.broken.set(error);
        }
    }

    /// What is to be told of it at the end of a run.
    pub fn trouble(&self) -> Option<String> {
        let (folder, error) = (self.folder.as_ref()?, self.broken.get()?);
        let folder = shown(folder);
        Some(format!(
            "not cached: {folder}: {error}; --cache-dir DIR names another, --no-cache none"
        ))
    }

    /// Makes the folder what it has to be, once a run.
    fn opened(&self, folder: &Path) -> io::Result<()> {
        if self.ready.get().is_some() {
            return Ok(());
        }
        if !is_ours(folder)? {
            return Err(io::Error::other("it holds other files"));
        }
        let place = place(folder);
        fs::create_dir_all(&place)?;
        for (name, text) in [(TAG, TAG_TEXT), (IGNORE, IGNORE_TEXT)] {
            create(&folder.join(name), text)?;
        }
        let swept = folder.join(ENTRIES).join(SWEPT);
        if !swept.exists() || SWEEP_EVERY < age(&swept) {
            File::create(&swept)?.set_modified(SystemTime::now())?;
            sweep(&folder.join(ENTRIES), &place);
        }
        // Another thread may have been here: it did the same.
        let _ = self.ready.set(());
        Ok(())
    }
}

/// The folder: as typed, else that of the environment, else that of the system; none where there is
/// no home.
fn folder(typed: Option<&Path>) -> Option<PathBuf> {
    let of_environment = || env::var_os("SOURCELINT_CACHE_DIR").filter(|path| !path.is_empty());
    let of_system = || {
        let system = etcetera::base_strategy::choose_native_strategy().ok()?;
        Some(system.cache_dir().join("sourcelint"))
    };
    typed.map(PathBuf::from).or_else(|| of_environment().map(PathBuf::from)).or_else(of_system)
}

/// Where the entries of this build are.
fn place(folder: &Path) -> PathBuf {
    folder.join(ENTRIES).join(slice(BUILD, 0..16))
}

/// Whether a folder is a cache or may become one: it is tagged, empty, or being made by another run.
fn is_ours(folder: &Path) -> io::Result<bool> {
    if fs::read(folder.join(TAG)).is_ok_and(|text| text.starts_with(b"Signature: 8a477f59")) {
        return Ok(true);
    }
    match fs::read_dir(folder) {
        Ok(mut names) => Ok(names.all(|entry| {
            let ours = |name: &str| [TAG, IGNORE, ENTRIES].contains(&name);
            entry.is_ok_and(|entry| entry.file_name().to_str().is_some_and(ours))
        })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// Writes a file that is not there.
fn create(path: &Path, text: &str) -> io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// How long ago a file was written; one that cannot be asked is new.
fn age(path: &Path) -> Duration {
    let written = fs::metadata(path).and_then(|meta| meta.modified());
    written.ok().and_then(|time| time.elapsed().ok()).unwrap_or_default()
}

/// Removes what nobody used for long: entries of this build, and the folders of others.
fn sweep(entries: &Path, place: &Path) {
    for path in paths(entries).chain(paths(place)) {
        if UNUSED_MAX < age(&path) {
            // What another run removed already, or holds open, is as good as gone.
            let _ = match path.is_dir() {
                true => fs::remove_dir_all(&path),
                false => fs::remove_file(&path),
            };
        }
    }
}

fn paths(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// `cache dir` and `cache clean`.
pub fn cache(act: &CacheAct, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let (CacheAct::Dir { cache_dir } | CacheAct::Clean { cache_dir }) = act;
    let Some(folder) = folder(cache_dir.as_deref()) else {
        let message = "there is no folder for a cache here".into();
        let next = "name one: --cache-dir DIR, or SOURCELINT_CACHE_DIR".into();
        return Err(vec![Failed { message, next, ..Failed::default() }]);
    };
    match act {
        CacheAct::Dir { .. } => terminal.lines(&[shown(&folder)])?,
        CacheAct::Clean { .. } => clean(&folder, terminal)?,
    }
    Ok(Outcome::Clean)
}

fn clean(folder: &Path, terminal: &Terminal) -> Result<(), Vec<Failed>> {
    let refused = |error: io::Error| vec![failed(folder, format!("cannot clean: {error}"), "")];
    if !folder.join(ENTRIES).exists() {
        terminal.note(&format!("nothing to clean: {}", shown(folder)));
        return Ok(());
    }
    if !is_ours(folder).map_err(refused)? {
        let message = format!("not cleaned: it holds other files, and no {TAG}");
        return Err(vec![failed(folder, message, "sourcelint cache dir shows the folder in use")]);
    }
    let count = paths(&folder.join(ENTRIES)).flat_map(|build| paths(&build)).count();
    let removed = match fs::remove_dir_all(folder.join(ENTRIES)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    removed.map_err(refused)?;
    // The tag goes last: until then the folder can be cleaned again. A file that somebody put
    // there stays, and the folder with it.
    for (name, text) in [(IGNORE, IGNORE_TEXT), (TAG, TAG_TEXT)] {
        if fs::read_to_string(folder.join(name)).is_ok_and(|there| there == text) {
            fs::remove_file(folder.join(name)).map_err(refused)?;
        }
    }
    let _ = fs::remove_dir(folder);
    let noun = if count == 1 { "entry" } else { "entries" };
    terminal.note(&format!("{count} {noun} removed: {}", shown(folder)));
    Ok(())
}
