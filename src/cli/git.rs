//! `--new-from REV`: asks git which lines of the articles changed.

use super::args::Scope;
use super::files::failed;
use sourcelint::report::Failed;
use sourcelint::silence::changed::Changed;
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What is known of one repository.
struct Repository {
    /// The commit that files are compared with.
    base: String,
    /// New path to old path, of what was renamed since.
    renamed: BTreeMap<String, String>,
}

/// The repositories of the articles of a run.
pub struct Git<'a> {
    revision: &'a str,
    repositories: BTreeMap<PathBuf, Repository>,
}

impl<'a> Git<'a> {
    /// Compares with `revision`.
    pub fn new(revision: &'a str) -> Self {
        Git { revision, repositories: BTreeMap::new() }
    }

    /// The lines of an article that changed; standard input is all new.
    pub fn changed(&mut self, article: &str, scope: &Scope) -> Result<Changed, Failed> {
        let piped = scope.paths.iter().any(|path| path == Path::new("-"));
        if piped && article == scope.stdin_filename.as_deref().unwrap_or("<stdin>") {
            return Ok(Changed::All);
        }
        let path = Path::new(article);
        let real = fs::canonicalize(path).map_err(|error| failed(path, error, ""))?;
        let folder = real.parent().unwrap_or(Path::new("/"));
        let top = said(&run(folder, &["rev-parse", "--show-toplevel"])?)
            .map_err(|why| failed(path, format!("not in a git repository: {why}"), NEXT))?;
        let top = fs::canonicalize(&top).map_err(|error| failed(path, error, ""))?;
        let repository = self.repository(&top)?;
        let inside = real.strip_prefix(&top).unwrap_or(&real).to_string_lossy().into_owned();
        let tracked = run(&top, &["ls-files", "--error-unmatch", "--", &inside])?;
        if !tracked.status.success() {
            return Ok(Changed::All);
        }
        let mut diff = vec!["diff", "--unified=0", "--find-renames", "--no-color", "--text"];
        diff.push("--inter-hunk-context=0");
        diff.extend(["--no-ext-diff", "--no-textconv", &repository.base, "--"]);
        // A rename shows only where both names are asked for.
        diff.extend(repository.renamed.get(&inside).map(String::as_str));
        diff.push(&inside);
        let diff = said(&run(&top, &diff)?).map_err(|why| failed(path, why, ""))?;
        Ok(Changed::of_diff(&diff))
    }

    fn repository(&mut self, top: &Path) -> Result<&Repository, Failed> {
        if !self.repositories.contains_key(top) {
            let found = repository(top, self.revision)?;
            self.repositories.insert(top.to_path_buf(), found);
        }
        Ok(&self.repositories[top])
    }
}

const NEXT: &str = "leave out --new-from to check everything";

fn repository(top: &Path, revision: &str) -> Result<Repository, Failed> {
    let commit = format!("{revision}^{{commit}}");
    let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
    let commit = said(&run(top, &verify)?).map_err(|_| Failed {
        message: format!("--new-from {revision}: git knows no such revision"),
        next: "check the spelling; a build server may have to fetch it first".into(),
        ..Failed::default()
    })?;
    // What others did on that branch since is no change of ours.
    let base = said(&run(top, &["merge-base", &commit, "HEAD"])?).unwrap_or(commit);
    let names = ["diff", "--name-status", "-z", "--find-renames", "--diff-filter=R", &base];
    let names = said(&run(top, &names)?).map_err(|why| failed(top, why, ""))?;
    let mut parts = names.split('\0');
    let mut renamed = BTreeMap::new();
    while let (Some(_), Some(old), Some(new)) = (parts.next(), parts.next(), parts.next()) {
        renamed.insert(new.to_owned(), old.to_owned());
    }
    Ok(Repository { base, renamed })
}

fn run(folder: &Path, args: &[&str]) -> Result<Output, Failed> {
    let mut git = Command::new("git");
    // A name with a `*` or `:` in it is that name and no pattern.
    git.arg("--literal-pathspecs").arg("-C").arg(folder).args(args);
    git.output().map_err(|error| Failed {
        message: match error.kind() {
            ErrorKind::NotFound => "--new-from needs git, and there is no program `git`".into(),
            _ => format!("git cannot be run: {error}"),
        },
        next: NEXT.into(),
        ..Failed::default()
    })
}

/// What git printed, or the first line of what it complained of.
fn said(output: &Output) -> Result<String, String> {
    let text = |bytes| String::from_utf8_lossy(bytes).trim_end().to_owned();
    match output.status.success() {
        true => Ok(text(&output.stdout)),
        false => Err(text(&output.stderr).lines().next().unwrap_or("git failed").to_owned()),
    }
}
