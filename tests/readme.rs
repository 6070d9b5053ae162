//! Every command that the README shows is run, and what it prints is what the README says.
//!
//! A `console` block holds commands behind `$`, each with its output: standard output, then
//! standard error. `echo $?` is the exit status of the command before it. Commands of the tool in
//! `sh` blocks are run too: they must not fail.
//!
//! One section is a story: its commands are run one after the other, at a desk of their own.

#![allow(clippy::unwrap_used)]

#[path = "shared/desk.rs"]
mod desk;

use desk::{Desk, folder};
use std::fs;

const README: &str = "README.md";
const STORY: &str = "## CI in five minutes";

/// One command and what stands under it.
struct Shown {
    line: usize,
    command: String,
    output: String,
    in_story: bool,
}

/// The commands of every `console` block.
fn shown(text: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let (mut inside, mut in_story) = (false, false);
    for (at, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if line.starts_with("## ") {
            in_story = line == STORY;
        } else if let (true, Some(command)) = (inside, line.strip_prefix("$ ")) {
            let (command, output) = (command.to_owned(), String::new());
            found.push(Shown { line: at + 1, command, output, in_story });
        } else if let (true, Some(last)) = (inside, found.last_mut()) {
            last.output.push_str(line);
            last.output.push('\n');
        }
    }
    found
}

/// The arguments, if the command is the tool; through cargo, the tool is the one already built.
fn arguments(command: &str) -> Option<&str> {
    let ways = ["sourcelint ", "cargo run --release -- ", "cargo run -- "];
    ways.iter().find_map(|way| command.strip_prefix(way))
}

fn run(args: &str) -> (String, i32) {
    let (status, out, err) = folder::run(".", args);
    (out + &err, status)
}

#[test]
fn every_command_prints_what_the_readme_says() {
    let text = fs::read_to_string(README).unwrap();
    let mut faults = Vec::new();
    let all = shown(&text);
    assert!(all.iter().any(|s| s.in_story) && !all.iter().all(|s| s.in_story), "lacks commands");
    let all_printed = printed(&all);
    for (Shown { line, command, output, .. }, printed) in all.iter().zip(&all_printed) {
        if printed.trim_end() != output.trim_end() {
            faults.push(format!("{README}:{line}: `{command}` prints:\n{printed}"));
        }
    }
    if !faults.is_empty() && std::env::var_os("README_UPDATE").is_some() {
        fs::write(README, updated(&text, all_printed)).unwrap();
        return;
    }
    let next = "if that is right: README_UPDATE=1 cargo test --test readme";
    assert!(faults.is_empty(), "\n{}\n{next}", faults.join("\n"));
}

/// What each command prints, and `echo $?` after it.
fn printed(all: &[Shown]) -> Vec<String> {
    let mut desk = Desk::in_a_clone();
    let mut status = 0;
    let print = |Shown { line, command, in_story, .. }: &Shown| {
        if *in_story {
            let done = desk.run(command);
            return done.out + &done.err;
        }
        if command == "echo $?" {
            return format!("{status}\n");
        }
        let args = arguments(command);
        let args = args.unwrap_or_else(|| panic!("{README}:{line}: cannot run `{command}`"));
        let (printed, with) = run(args);
        status = with;
        printed
    };
    all.iter().map(print).collect()
}

/// The README with every command's output as it is now.
fn updated(text: &str, printed: Vec<String>) -> String {
    let mut printed = printed.into_iter();
    let (mut out, mut inside, mut told) = (String::new(), false, false);
    for line in text.lines() {
        if line.starts_with("```") {
            (inside, told) = (line == "```console", false);
        } else if inside && line.starts_with("$ ") {
            told = true;
            out.push_str(&format!("{line}\n{}", printed.next().unwrap_or_default()));
            continue;
        } else if told {
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[test]
fn commands_without_output_run() {
    let text = fs::read_to_string(README).unwrap();
    let commands = text.lines().filter(|line| line.starts_with("cargo run "));
    let commands: Vec<&str> = commands.filter_map(arguments).collect();
    assert!(!commands.is_empty(), "{README} lacks the command for a fresh clone");
    for args in commands {
        let (printed, status) = run(args);
        assert!(status < 2, "{args}: {printed}");
    }
}

#[test]
fn every_path_of_this_repository_that_the_readme_links_is_there() {
    let text = fs::read_to_string(README).unwrap();
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let paths = links.filter(|link| !link.contains("://") && !link.starts_with('#'));
    for path in paths {
        assert!(fs::exists(path).unwrap(), "{README} links {path}");
    }
}
