//! A desk to work at: a folder of its own, and a shell in it that has the tool on its path.
//!
//! Commands are those a person types, run by bash. Folder and exit status go from one to the next.

#![allow(dead_code)]

#[path = "folder.rs"]
pub mod folder;

use assert_cmd::cargo::cargo_bin;
use folder::UNHEARD;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};
use tempfile::TempDir;

/// What a command came to.
#[derive(Debug)]
pub struct Done {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// The folder and the shell.
pub struct Desk {
    root: TempDir,
    /// The folder one is in.
    pub at: PathBuf,
    status: i32,
    set: Vec<(String, String)>,
}

impl Desk {
    /// A desk that lies in a clone of this project, as far as commands of the documentation need
    /// it.
    pub fn in_a_clone() -> Desk {
        let root = TempDir::new().unwrap();
        let at = fs::canonicalize(root.path()).unwrap().join("sourcelint");
        fs::create_dir(&at).unwrap();
        std::os::unix::fs::symlink(project().join("tests"), at.join("tests")).unwrap();
        Desk { root, at, status: 0, set: Vec::new() }
    }

    /// A desk in the newsletter that `tests/newsletter/make.sh` makes.
    pub fn at_the_newsletter() -> Desk {
        let mut desk = Desk::in_a_clone();
        desk.must("tests/newsletter/make.sh ../the-pier && cd ../the-pier");
        desk
    }

    /// Sets a variable for every command from now on.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.set.push((name.into(), value.into()));
    }

    /// A folder beside the one that is worked in.
    pub fn beside(&self, name: &str) -> PathBuf {
        fs::canonicalize(self.root.path()).unwrap().join(name)
    }

    /// A file under the folder one is in.
    pub fn read(&self, name: &str) -> String {
        let path = self.at.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Writes a file under the folder one is in.
    pub fn write(&self, name: &str, text: &str) {
        folder::write(&self.at, name, text);
    }

    /// Runs a line; the next one begins where it ends.
    pub fn run(&mut self, line: &str) -> Done {
        let end = self.beside("end");
        let script =
            format!("(exit {})\n{line}\nstatus=$?\npwd > {end:?}\nexit $status\n", { self.status });
        let mut bash = self.clean("bash");
        let output = bash.args(["--noprofile", "--norc", "-c", &script]).output().unwrap();
        if let Ok(end) = fs::read_to_string(&end) {
            self.at = PathBuf::from(end.trim_end());
        }
        let done = done(output);
        self.status = done.status;
        done
    }

    /// Runs a line that must succeed.
    pub fn must(&mut self, line: &str) -> Done {
        let done = self.run(line);
        assert_eq!(done.status, 0, "{line}: {done:?}");
        done
    }

    /// A program that knows of this desk only.
    pub fn clean(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        for (name, _) in env::vars() {
            if UNHEARD.contains(&name.as_str()) || name.starts_with("GITHUB_") {
                command.env_remove(name);
            }
        }
        let tool = cargo_bin("sourcelint");
        let before = tool.parent().unwrap().display().to_string();
        let path = format!("{before}:{}", env::var("PATH").unwrap_or_default());
        command.env("PATH", path).env("LC_ALL", "C");
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
        command.current_dir(&self.at);
        command
    }
}

/// The folder of this project.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a program came to.
pub fn done(output: Output) -> Done {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let status = output.status.code().unwrap_or(-1);
    Done { status, out: text(output.stdout), err: text(output.stderr) }
}
