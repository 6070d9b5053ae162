//! `Dockerfile`, followed by hand in an empty folder: no container engine is needed, so what the
//! base images bring (Rust, Debian, git) is taken from this machine.

#![allow(clippy::unwrap_used)]

#[path = "shared/desk.rs"]
mod desk;
#[path = "shared/plugs.rs"]
mod plugs;

use desk::{Desk, done, project};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// One line: the word and what stands behind it.
type Instruction = (String, String);

/// The stages, each beginning with its `FROM`.
fn stages() -> Vec<Vec<Instruction>> {
    let text = fs::read_to_string(project().join("Dockerfile")).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut stages: Vec<Vec<Instruction>> = Vec::new();
    for line in lines {
        assert!(!line.ends_with('\\'), "this test reads one line an instruction: {line}");
        let (word, rest) = line.split_once(' ').unwrap();
        if word == "FROM" {
            stages.push(Vec::new());
        }
        stages.last_mut().unwrap().push((word.to_owned(), rest.to_owned()));
    }
    stages
}

/// `["a", "b"]`: what is run without a shell.
fn exec(rest: &str) -> Vec<String> {
    serde_json::from_str(rest).unwrap_or_else(|error| panic!("not in exec form: {rest}: {error}"))
}

/// A path of the image under `root`.
fn inside(root: &Path, at: &Path, path: &str) -> PathBuf {
    root.join(at.join(path).strip_prefix("/").unwrap())
}

/// Copies a file or a folder.
fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        assert!(fs::copy(from, to).is_ok(), "{}", from.display());
        return;
    }
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

/// Whether `.dockerignore` lets a file or folder through to the build.
fn reaches_the_build(name: &str) -> bool {
    let ignored = fs::read_to_string(project().join(".dockerignore")).unwrap();
    assert!(ignored.starts_with("*\n"), "all is ignored but what is named");
    ignored.lines().any(|line| line.strip_prefix('!') == Some(name))
}

/// Follows a stage. `build` is the root of the stage before.
fn followed(
    desk: &Desk,
    stage: &[Instruction],
    root: &Path,
    build: &Path,
) -> Vec<(String, String)> {
    let mut at = PathBuf::from("/");
    let mut env = Vec::new();
    for (word, rest) in stage {
        match word.as_str() {
            "WORKDIR" => {
                at = at.join(rest);
                fs::create_dir_all(inside(root, &at, "")).unwrap();
            }
            "COPY" => {
                let mut names: Vec<&str> = rest.split(' ').collect();
                let to = names.pop().unwrap();
                let of_stage = names.first() == Some(&"--from=build");
                for name in names.iter().skip(usize::from(of_stage)) {
                    assert!(of_stage || reaches_the_build(name), "{name} is ignored");
                    let from =
                        if of_stage { inside(build, &at, name) } else { project().join(name) };
                    let to = if to.ends_with('/') { format!("{to}{name}") } else { to.to_owned() };
                    copy(&from, &inside(root, &at, &to));
                }
            }
            "RUN" => {
                let words = exec(rest);
                let here = |word: &String| match word.starts_with('/') {
                    true => inside(root, &at, word).into_os_string(),
                    false => word.into(),
                };
                let folder = inside(root, &at, "");
                let mut run = desk.clean(folder.join(&words[0]));
                let run = run.args(words.iter().skip(1).map(here)).current_dir(folder);
                let ran = done(run.output().unwrap());
                assert_eq!(ran.status, 0, "RUN {rest}: {ran:?}");
            }
            "ENV" => {
                let pairs = rest.split(' ').map(|pair| pair.split_once('=').unwrap());
                env.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
            }
            "FROM" | "ENTRYPOINT" | "CMD" => {}
            _ => panic!("this test does not know {word}"),
        }
    }
    env
}

#[test]
fn every_image_has_a_version_and_every_file_reaches_the_build() {
    let stages = stages();
    let first = |stage: &Vec<Instruction>| stage[0].1.clone();
    let images: Vec<String> = stages.iter().map(first).collect();
    assert_eq!(images, ["rust:1.95-slim-trixie AS build", "buildpack-deps:trixie-scm"]);
    let manifest = fs::read_to_string(project().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("rust-version = \"1.95\""), "the image has another Rust");
    let copied = stages[0].iter().filter(|(word, _)| word == "COPY");
    for name in copied.flat_map(|(_, rest)| rest.split(' ').rev().skip(1)) {
        assert!(project().join(name).exists() && reaches_the_build(name), "{name}");
    }
}

#[test]
#[ignore = "builds the tool; .ci/run runs it"]
fn the_image_holds_a_tool_that_checks_what_is_mounted() {
    let mut desk = Desk::at_the_newsletter();
    desk.must("sourcelint init && git add . && git commit -qm 'A configuration'");
    plugs::build_quickly(&mut desk);
    let stages = stages();
    let [build, image] = ["build", "image"].map(|name| desk.beside(name));
    followed(&desk, &stages[0], &build, &build);
    let env = followed(&desk, &stages[1], &image, &build);

    let last = |word: &str| exec(&stages[1].iter().find(|(w, _)| w == word).unwrap().1);
    assert_eq!(last("ENTRYPOINT"), ["sourcelint"]);
    let run = |args: &[&str]| {
        let mut tool = desk.clean(image.join("usr/local/bin/sourcelint"));
        done(tool.args(args).envs(env.clone()).output().unwrap())
    };
    let help: Vec<String> = last("CMD");
    let help = run(&help.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(help.status, 0, "{help:?}");

    // As docs/ci.md shows it, with the repository at /repo, where the image starts.
    let page = fs::read_to_string(project().join("docs/ci.md")).unwrap();
    let shown = "docker run --rm --volume \"$PWD:/repo\" sourcelint ";
    let args = page.lines().find_map(|line| line.strip_prefix(shown)).unwrap();
    assert!(stages[1].contains(&("WORKDIR".into(), "/repo".into())));
    let check = run(&args.split(' ').collect::<Vec<_>>());
    assert_eq!(check.status, 1, "{check:?}");
    assert!(check.out.contains(" --> drafts/map-story.md:5:43"), "{check:?}");

    // What is mounted belongs to somebody else. Only root can make it so; others see their own.
    if fs::metadata(&desk.at).unwrap().uid() == 0 {
        let chown = desk.clean("chown").args(["-R", "65534:65534", "."]).output().unwrap();
        assert!(chown.status.success());
        let refused = done(desk.clean("git").args(["log", "-1"]).output().unwrap());
        assert_ne!(refused.status, 0, "git reads what belongs to somebody else");
    }
    let check = run(&["check", "--allow-unsourced", "--new-from", "HEAD"]);
    assert_eq!(check.status, 0, "{check:?}");
}
