//! `check --watch`, as somebody has it open beside an editor.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use folder::{UNHEARD, command, done, write};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A machine that is busy with other things may be slow.
const WAIT: Duration = Duration::from_secs(60);

/// A watching process and what it says.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

fn passed_on(from: impl Read + Send + 'static, to: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines() {
            if line.map_or(true, |line| to.send(line).is_err()) {
                return;
            }
        }
    });
}

impl Watching {
    fn start(folder: &Path, args: &str) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("sourcelint"));
        command.args(["check", "--watch"]).args(args.split_whitespace());
        for name in UNHEARD {
            command.env_remove(name);
        }
        command.current_dir(folder).stdin(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (to, lines) = channel();
        passed_on(child.stdout.take().unwrap(), to.clone());
        passed_on(child.stderr.take().unwrap(), to);
        Watching { child, lines }
    }

    /// What is said until the next run is over.
    fn next_run(&mut self) -> Vec<String> {
        let (since, mut said) = (Instant::now(), Vec::new());
        while let Some(left) = WAIT.checked_sub(since.elapsed()) {
            match self.lines.recv_timeout(left) {
                Ok(line) if line == "watching for changes; Ctrl-C ends" => {
                    // The other stream may be a little later.
                    std::thread::sleep(Duration::from_millis(100));
                    said.extend(self.lines.try_iter());
                    return said;
                }
                Ok(line) => said.push(line),
                Err(_) => break,
            }
        }
        panic!("no run was over in {WAIT:?}: {said:#?}");
    }

    /// Whether nothing is said for a while.
    fn is_quiet(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(1500)).is_err()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const RULES: &str = "id = \"licence\"\ntitle = \"The licence\"\n[[fact]]\nid = \"kind\"\n\
    quote = \"is non-exclusive\"\n[[forbidden]]\nid = \"quay\"\nfrom = \"kind\"\nclaims = [\"WORDS\"]\n\
    why = \"No quay is blue.\"\n";

#[test]
fn a_change_of_anything_that_counts_is_checked() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let config = "articles = [\"drafts/\"]\nrules = [\"rules/\"]\n\
        formats = [\"concise\", \"markdown=drafts/report.md\"]\n\
        [[source]]\npath = \"news/licence.md\"\narticles = [\"drafts/\"]\n";
    write(&folder, "sourcelint.toml", config);
    write(&folder, "news/licence.md", "The licence is non-exclusive.\n");
    write(&folder, "rules/licence.toml", RULES.replace("WORDS", "quay is red"));
    write(&folder, "drafts/a.md", "The licence is exclusive.\n\nThe quay is blue.\n");
    let mut watching = Watching::start(folder.path(), "");
    let said = |run: Vec<String>, words: &str| {
        assert!(run.iter().any(|line| line.contains(words)), "no {words}: {run:#?}");
        run
    };
    let is_found = |run: &[String], id: &str| run.iter().any(|l| l.contains(&format!("[{id}]")));

    let run = said(watching.next_run(), "a.md:1:16: error[exclusivity]");
    assert!(!run.iter().any(|line| line.starts_with("changed: ")), "{run:#?}");

    write(&folder, "drafts/a.md", "The licence is non-exclusive.\n\nThe quay is blue.\n");
    let run = said(watching.next_run(), "changed: drafts/a.md");
    assert!(!is_found(&run, "exclusivity"), "{run:#?}");

    write(&folder, "news/licence.md", "The licence is exclusive.\n");
    // The rule file does not fit this announcement, which is told and does not end it.
    said(watching.next_run(), "changed: news/licence.md");
    write(&folder, "news/licence.md", "The licence is non-exclusive.\n");
    said(watching.next_run(), "changed: news/licence.md");

    write(&folder, "rules/licence.toml", RULES.replace("WORDS", "quay is blue"));
    let run = said(watching.next_run(), "changed: rules/licence.toml");
    assert!(is_found(&run, "licence/quay"), "{run:#?}");

    // As editors write: a new file in the place of the old one.
    write(&folder, "drafts/a.md.tmp", "The licence is exclusive, not the quay.\n");
    fs::rename(folder.path().join("drafts/a.md.tmp"), folder.path().join("drafts/a.md")).unwrap();
    said(watching.next_run(), "changed: drafts/a.md");

    write(&folder, "drafts/new/b.md", "The licence is exclusive.\n");
    said(watching.next_run(), "drafts/new/b.md:1:16: error[exclusivity]");

    write(&folder, "sourcelint.toml", "articles = 1\n");
    said(watching.next_run(), "sourcelint.toml:1:12");
    write(&folder, "sourcelint.toml", format!("{config}[severity]\nexclusivity = \"note\"\n"));
    said(watching.next_run(), "drafts/new/b.md:1:16: note[exclusivity]");

    // Nothing that counts: another file, and one that is written as it was read.
    write(&folder, "drafts/picture.svg", "<svg/>");
    fs::read(folder.path().join("drafts/a.md")).unwrap();
    assert!(watching.is_quiet());
    assert!(folder.path().join("drafts/report.md").exists());

    let id = watching.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(watching.child.wait().unwrap().signal(), Some(2));
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let run = |args: &[&str]| {
        let (status, _, err) = done(command(".").args(args).timeout(WAIT));
        (status, err)
    };
    let (status, err) = run(&["check", "-", "--watch", "--source", "README.md"]);
    assert_eq!(status, 2);
    assert!(err.contains("standard input cannot be watched"), "{err}");
    let (status, _) =
        run(&["check", "README.md", "--watch", "--format", "json", "--format", "sarif"]);
    assert_eq!(status, 2);
}
