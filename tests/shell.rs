//! What a shell and a pager make of the completions and the man pages.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use folder::{Done, command, done};
use std::io::Write;
use std::process::{Command, Stdio};

fn sourcelint(args: &[&str]) -> Done {
    done(command(".").args(args))
}

/// What bash offers for the last of `words`, with the script loaded as its users load it.
fn offered(words: &[&str]) -> Vec<String> {
    let (_, script, _) = sourcelint(&["completions", "bash"]);
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let (line, at) = (quoted.join(" "), words.len() - 1);
    let last = words.last().unwrap();
    let before = words[at - 1];
    let run = format!(
        "set -e\n{script}\nhow=$(complete -p sourcelint)\nCOMP_WORDS=({line})\nCOMP_CWORD={at}\n\
         set +e\nfunction=${{how##*-F }}; ${{function%% *}} sourcelint '{last}' '{before}'\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
    );
    let bash = Command::new("bash").args(["--norc", "--noprofile", "-c", &run]).output();
    let output = bash.expect("bash is needed for this test");
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(err, "", "{words:?}");
    String::from_utf8(output.stdout).unwrap().lines().map(String::from).collect()
}

#[test]
fn bash_completes_commands_options_and_values() {
    assert_eq!(offered(&["sourcelint", "che"]), ["check"]);
    assert_eq!(offered(&["sourcelint", "check", "--allow-u"]), ["--allow-unsourced"]);
    assert_eq!(offered(&["sourcelint", "check", "--fail-on", "w"]), ["warning"]);
    assert_eq!(offered(&["sourcelint", "check", "--format", "sar"]), ["sarif"]);
    assert_eq!(offered(&["sourcelint", "rules", "te"]), ["test"]);
    assert_eq!(offered(&["sourcelint", "schema", "conf"]), ["config"]);
    let all = offered(&["sourcelint", ""]);
    for command in ["check", "audit", "explain", "verify", "cache", "man"] {
        assert!(all.iter().any(|word| word == command), "{command}: {all:?}");
    }
}

#[test]
fn every_shell_has_a_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (status, out, err) = sourcelint(&["completions", shell]);
        assert_eq!((status, err.as_str()), (0, ""), "{shell}");
        assert!(out.contains("allow-unsourced"), "{shell}");
    }
    assert_eq!(sourcelint(&["completions", "cmd"]).0, 2);
}

/// The page as a reader sees it, where there is a program that shows it.
fn rendered(page: &str) -> Option<String> {
    let ways: [(&str, &[&str]); 2] =
        [("groff", &["-man", "-Tutf8", "-ww", "-P-cbou"]), ("mandoc", &["-Tutf8", "-Wwarning"])];
    for (program, args) in ways {
        let pipes = Command::new(program)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut child) = pipes else { continue };
        let mut stdin = child.stdin.take().unwrap();
        let text = page.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()).unwrap());
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{program} complains");
        return Some(String::from_utf8(output.stdout).unwrap());
    }
    None
}

#[test]
fn a_man_page_can_be_read() {
    let pages: [(&[&str], &str, &str); 3] = [
        (&["man"], "sourcelint(1)", "sourcelint-check(1)"),
        (&["man", "check"], "sourcelint-check(1)", "--allow-unsourced"),
        (&["man", "rules", "test"], "sourcelint-rules-test(1)", "--source <FILE>"),
    ];
    for (args, title, words) in pages {
        let (status, page, err) = sourcelint(args);
        assert_eq!((status, err.as_str()), (0, ""));
        for section in [".TH ", ".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS"] {
            assert!(page.lines().any(|line| line.starts_with(section)), "{section}: {page}");
        }
        let Some(text) = rendered(&page) else { continue };
        assert!(text.trim_start().starts_with(title), "{text}");
        assert!(text.contains(words), "{words}: {text}");
        let examples = args.len() == 1 || text.contains("  sourcelint ");
        assert!(examples, "{text}");
    }
    let (status, _, err) = sourcelint(&["man", "chekc"]);
    assert_eq!(status, 2);
    assert!(err.contains("no command `chekc`, did you mean `check`?"), "{err}");
}
