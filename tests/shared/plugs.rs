//! What the tests of the files for build servers share: the blocks of the documentation, a clone of
//! this project, the programs that read such files.

#![allow(dead_code)]

use super::desk::{Desk, project};
use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// A block of code of the documentation.
pub struct Block {
    /// `file:line`.
    pub at: String,
    /// What stands behind the fence.
    pub language: String,
    pub text: String,
}

/// Every block of code of these Markdown files.
pub fn blocks(files: &[PathBuf]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for file in files {
        let mut inside = false;
        for (index, line) in fs::read_to_string(file).unwrap().lines().enumerate() {
            if let Some(language) = line.strip_prefix("```") {
                inside = !inside;
                if inside {
                    let name = file.strip_prefix(project()).unwrap_or(file).display();
                    let (at, language) = (format!("{name}:{}", index + 1), language.to_owned());
                    blocks.push(Block { at, language, text: String::new() });
                }
            } else if let (true, Some(block)) = (inside, blocks.last_mut()) {
                block.text.push_str(line);
                block.text.push('\n');
            }
        }
    }
    blocks
}

/// README.md and everything in `docs`.
pub fn documentation() -> Vec<PathBuf> {
    let pages = fs::read_dir(project().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = pages.filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    files.push(project().join("README.md"));
    files.sort();
    files
}

/// The blocks of `docs/ci.md` that are the file of this name.
pub fn shown_as(name: &str) -> Vec<Block> {
    let mut blocks = blocks(&[project().join("docs/ci.md")]);
    blocks.retain(|block| block.text.starts_with(&format!("# {name}\n")));
    assert!(!blocks.is_empty(), "docs/ci.md shows no {name}");
    blocks
}

/// A YAML text as the values it stands for.
pub fn yaml(at: &str, text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{at}: {error}"))
}

/// A YAML file of this project.
pub fn yaml_of(file: &str) -> Value {
    yaml(file, &fs::read_to_string(project().join(file)).unwrap())
}

/// The texts of a list, or the one text that stands in the place of a list.
pub fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(entries) => entries.iter().map(|entry| entry.as_str().unwrap()).collect(),
        _ => Vec::new(),
    }
}

/// A repository beside the desk with the files of this project as they are now, committed.
pub fn clone(desk: &Desk) -> PathBuf {
    let clone = desk.beside("clone");
    let git = |args: &[&str], folder| {
        let output = desk.clean("git").args(args).current_dir(folder).output().unwrap();
        assert!(output.status.success(), "git {args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let listed = git(&["ls-files", "-co", "--exclude-standard", "-z"], project());
    for name in listed.split('\0').filter(|name| project().join(name).is_file()) {
        let to = clone.join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(project().join(name), to).unwrap();
    }
    git(&["init", "-q"], &clone);
    git(&["add", "--all"], &clone);
    let who = ["-c", "user.name=A", "-c", "user.email=a@a.example"];
    git(&[&who[..], &["commit", "-q", "-m", "As it is"]].concat(), &clone);
    clone
}

/// The folder of the programs that read our files: installed, if they are not there.
pub fn tools() -> PathBuf {
    let mut install = Command::new(project().join("tests/tools/install.sh"));
    let output = install.env("CARGO_TARGET_DIR", target()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "tests/tools/install.sh cannot install them: {said}");
    PathBuf::from(String::from_utf8(output.stdout).unwrap().trim_end())
}

/// Makes cargo build this project quickly and once for all tests that build it from its sources:
/// without optimising, in a folder that they share. What is built is the same program.
pub fn build_quickly(desk: &mut Desk) {
    desk.set("CARGO_TARGET_DIR", target().join("plugged").display().to_string());
    desk.set("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    desk.set("CARGO_PROFILE_RELEASE_LTO", "false");
    desk.set("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
}

fn target() -> PathBuf {
    cargo_bin("sourcelint").parent().unwrap().parent().unwrap().to_owned()
}
