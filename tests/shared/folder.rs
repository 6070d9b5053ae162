//! A folder of small files, and the tool run in it.

#![allow(dead_code)]

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What a build server or a terminal sets, and a test must not hear of.
pub const UNHEARD: &[&str] = &[
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "CI",
    "GITHUB_ACTIONS",
    "GITHUB_STEP_SUMMARY",
];

/// Every format of `check` but for the page.
pub const FORMATS: [&str; 11] = [
    "full",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "markdown",
];

/// Status, standard output and standard error.
pub type Done = (i32, String, String);

/// A folder with these files: pairs of name and text.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    files.iter().for_each(|(name, text)| write(&folder, name, text));
    folder
}

/// The same as a repository, above which nothing is looked for.
pub fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = folder(files);
    fs::create_dir(folder.path().join(".git")).unwrap();
    folder
}

/// Writes a file in `folder`, which may stand in folders that are not there yet.
pub fn write(folder: impl AsRef<Path>, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.as_ref().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The tool in `folder`, without what the environment of the tests says.
pub fn command(folder: impl AsRef<Path>) -> Command {
    let mut command = Command::cargo_bin("sourcelint").unwrap();
    for name in UNHEARD {
        command.env_remove(name);
    }
    command.current_dir(folder);
    command
}

/// Runs the tool in `folder`, its arguments with spaces between.
pub fn run(folder: impl AsRef<Path>, args: &str) -> Done {
    done(command(folder).args(args.split_whitespace()))
}

/// What a command comes to.
pub fn done(command: &mut Command) -> Done {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let status = output.status.code().unwrap_or_else(|| panic!("{command:?}: {}", output.status));
    (status, text(output.stdout), text(output.stderr))
}
