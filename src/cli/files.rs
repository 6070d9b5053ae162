//! Files: reading them with errors that say what to do, and writing reports in one step.

use bytesize::ByteSize;
use sourcelint::document::Document;
use sourcelint::door::{self, PackError};
use sourcelint::report::Failed;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// No text of a person is larger; a device or a pipe without end stops here.
pub const SIZE_MAX: ByteSize = ByteSize::mb(10);

/// `--max-file-size`: said once, before anything is read.
static BYTES_MAX: AtomicU64 = AtomicU64::new(SIZE_MAX.0);

/// Sets how large a file may be.
pub fn limit(size: ByteSize) {
    BYTES_MAX.store(size.as_u64(), Ordering::Relaxed);
}

/// How large a file, or a line of standard input, may be.
pub fn bytes_max() -> u64 {
    BYTES_MAX.load(Ordering::Relaxed)
}

/// What is said of a file, or a line, that is larger.
pub fn too_large() -> String {
    format!("larger than {}", ByteSize::b(bytes_max()).display().si())
}

/// A path as it is shown and stored.
pub fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    match path.strip_prefix("./") {
        Some(rest) if !rest.is_empty() => rest.to_string(),
        _ => path.into_owned(),
    }
}

/// A path without `in/..`, where leaving it out leads to the same file.
pub fn tidy(path: PathBuf) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        let back = part == Component::ParentDir;
        match short.components().next_back() {
            Some(Component::Normal(_)) if back => {
                short.pop();
            }
            _ => short.push(part),
        }
    }
    if short == path {
        return path;
    }
    let same =
        fs::canonicalize(&short).is_ok_and(|real| fs::canonicalize(&path).ok() == Some(real));
    if same { short } else { path }
}

/// What could not be done with `path`.
pub fn failed(path: &Path, message: impl ToString, next: &str) -> Failed {
    Failed { path: shown(path), message: message.to_string(), next: next.into() }
}

/// A fault of a rule file or a configuration file; its place is part of the path.
pub fn bad_rule(error: &PackError) -> Failed {
    let PackError { path, line, column, message, .. } = error;
    Failed {
        path: format!("{path}:{line}:{column}"),
        message: message.clone(),
        next: String::new(),
    }
}

/// The bytes of a file; `-` is standard input.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failed> {
    if path == Path::new("-") {
        return limited(io::stdin().lock()).map_err(|e| failed(path, e, ""));
    }
    if path.is_dir() {
        return Err(failed(path, "is a folder, not a file", "name a file in it"));
    }
    let read = File::open(path).and_then(limited);
    read.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound if shown(path).contains("://") => {
            failed(path, "is an address, not a file", "save the page and name the file")
        }
        io::ErrorKind::NotFound => {
            failed(path, "no such file", "check the spelling, and the folder you are in")
        }
        io::ErrorKind::PermissionDenied => {
            failed(path, "no permission to read it", "make the file readable, or leave it out")
        }
        io::ErrorKind::FileTooLarge => {
            failed(path, error, "leave it out, or give --max-file-size a larger size")
        }
        _ => failed(path, error, ""),
    })
}

fn limited(file: impl Read) -> io::Result<Vec<u8>> {
    let (mut bytes, most) = (Vec::new(), bytes_max());
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if most < bytes.len() as u64 {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, too_large()));
    }
    Ok(bytes)
}

/// The text of a file that must be UTF-8.
pub fn text(path: &Path) -> Result<String, Failed> {
    String::from_utf8(bytes(path)?).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        failed(path, format!("not UTF-8 at byte {offset}"), "save it as UTF-8")
    })
}

/// What to do about bytes that are no document, or a few of one that are none.
pub fn unread(path: &str, error: &door::ReadError) -> Failed {
    use door::ReadError::{Binary, Broken, NotUtf8, Utf16};
    let next = match error {
        NotUtf8 { .. } | Utf16 => "save it as UTF-8, or leave it out",
        Broken { .. } => "put right what stands there; the rest was checked",
        Binary { .. } => "",
    };
    Failed { path: path.into(), message: error.to_string(), next: next.into() }
}

/// What to do about a document without a passage.
pub fn empty(path: &str) -> Failed {
    let next = "give it text, or leave it out";
    Failed {
        path: path.into(),
        message: "nothing to check: no text in it".into(),
        next: next.into(),
    }
}

/// A document, or why there is none; nothing to read is an error too.
pub fn filled(document: Document) -> Result<Document, Failed> {
    match document.passages.is_empty() {
        true => Err(empty(&document.path)),
        false => Ok(document),
    }
}

/// Writes a report: to a file beside `path` first, then renamed, so that no half report stands,
/// whatever happens on the way.
///
/// A device or a pipe has no place beside it and is written to. A link stays a link: what it leads
/// to is replaced. `/dev/stdout` is one as well, and a file that is there for others to write to.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    made(path, |out| out.write_all(bytes))
}

/// As `write`, of what `make` writes.
pub fn made(
    path: &Path,
    make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failed> {
    let through = |file: &File| {
        let mut out = BufWriter::new(file);
        make(&mut out)?;
        out.flush()
    };
    let refused = |error: io::Error| failed(path, format!("cannot write: {error}"), "");
    // Not `metadata`, which follows links.
    let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    let place = if is_link { fs::canonicalize(path).ok() } else { Some(path.to_path_buf()) };
    let of_system = ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder));
    let there = place.as_deref().map(fs::metadata);
    let regular =
        there.as_ref().is_none_or(|meta| meta.as_ref().map_or(true, fs::Metadata::is_file));
    let place = place.filter(|_| regular && !of_system);
    let Some(place) = place else {
        return File::create(path).and_then(|file| through(&file)).map_err(refused);
    };
    let rights = there.and_then(Result::ok).map(|meta| meta.permissions());
    if rights.as_ref().is_some_and(fs::Permissions::readonly) {
        // Renaming would go through all the same.
        return Err(refused(io::ErrorKind::PermissionDenied.into()));
    }
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let beside = place.with_file_name(format!(".{name}.{}.tmp", process::id()));
    // What an earlier run left here is of no use; nothing else is written through.
    let _ = fs::remove_file(&beside);
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .and_then(|file| {
            through(&file)?;
            rights.map_or(Ok(()), |rights| file.set_permissions(rights))?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, &place));
    written.map_err(|error| {
        // The half-written file is of no use to anyone; if it cannot be removed, so be it.
        let _ = fs::remove_file(&beside);
        refused(error)
    })
}

/// Adds to a file that others may have written to.
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let file = OpenOptions::new().append(true).create(true).open(path);
    let written = file.and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| failed(path, format!("cannot write: {error}"), ""))
}
