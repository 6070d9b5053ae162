//! Files: reading them with errors that say what to do, and writing reports in one step.

use sourcelint::document::Document;
use sourcelint::door::{self, PackError};
use sourcelint::report::Failed;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process;

/// No text of a person is larger; a device or a pipe without end stops here.
pub const BYTES_MAX: u64 = 64 << 20;

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
        io::ErrorKind::FileTooLarge => failed(path, error, "split it, or leave it out"),
        _ => failed(path, error, ""),
    })
}

fn limited(file: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(BYTES_MAX + 1).read_to_end(&mut bytes)?;
    if BYTES_MAX < bytes.len() as u64 {
        let message = format!("larger than {} MiB", BYTES_MAX >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
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

/// What to do about bytes that are no document.
pub fn unread(path: &str, error: &door::ReadError) -> Failed {
    let message = error.to_string();
    let next = if message.contains("UTF-8") { "save it as UTF-8, or leave it out" } else { "" };
    Failed { path: path.into(), message, next: next.into() }
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

/// Writes a report: to a file beside `path` first, then renamed, so that no half report stands.
///
/// A device or a pipe has no place beside it. A link is written through: `/dev/stdout` is one, and
/// would be replaced by the report for everybody.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let refused = |error: io::Error| failed(path, format!("cannot write: {error}"), "");
    // Not `metadata`, which follows links.
    let regular = fs::symlink_metadata(path).map_or(true, |meta| meta.is_file());
    if !regular {
        return fs::write(path, bytes).map_err(refused);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", process::id()));
    let written = File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
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
