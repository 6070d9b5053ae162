//! Files, folders, names and disks that a check must survive, with nothing lost unsaid.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use folder::{Done, command, done, write};
use serde_json::Value;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const SOURCE: &str = "Northwind's licence is now non-exclusive.\n";
const WRONG: &str = "Northwind's licence is exclusive.\n";

fn folder() -> TempDir {
    folder::folder(&[("source.md", SOURCE), ("texts/wrong.md", WRONG)])
}

/// Runs in `folder`, a minute at most.
fn run(folder: &Path, args: &str) -> Done {
    let mut command = command(folder);
    done(command.args(args.split_whitespace()).timeout(Duration::from_secs(60)))
}

/// Runs in `folder` by a shell line in which `$0` is the program.
fn shell(folder: &Path, line: &str) -> (i32, String) {
    let program = assert_cmd::cargo::cargo_bin("sourcelint");
    let mut shell = Process::new("sh");
    shell.current_dir(folder).args(["-c", line]).arg(program);
    let output = shell.stdin(Stdio::null()).output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

const CHECK: &str = "check texts --source source.md --format json";

/// Paths of the articles that were judged, and of what was not.
fn told(out: &str) -> (Vec<String>, Vec<String>) {
    let report: Value = serde_json::from_str(out).unwrap_or_else(|e| panic!("{e}: {out}"));
    let paths = |key: &str| {
        let all = report[key].as_array().unwrap().iter();
        all.map(|one| one["path"].as_str().unwrap().to_owned()).collect()
    };
    (paths("articles"), paths("errors"))
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_checked() {
    let folder = folder();
    let texts = folder.path().join("texts");
    let cases: [(&str, &[u8], &str); 6] = [
        ("utf16le.md", b"\xff\xfeT\0h\0e\0", "UTF-16"),
        ("utf16be.md", b"\xfe\xff\0T\0h\0e", "UTF-16"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        ("latin1.txt", b"caf\xe9 au lait", "not UTF-8: the byte at 1:4"),
        ("big5.html", b"<p>\xb1M\xc4\xdd", "not UTF-8"),
        ("blank.md", b" \n\xef\xbb\xbf\n", "nothing to check"),
    ];
    for (name, bytes, _) in &cases {
        fs::write(texts.join(name), bytes).unwrap();
    }
    let (status, out, err) = run(folder.path(), CHECK);
    assert_eq!(status, 2, "{err}");
    let (articles, errors) = told(&out);
    assert_eq!((articles, errors.len()), (vec!["texts/wrong.md".to_owned()], cases.len()));
    for (name, _, why) in &cases {
        let line = err.lines().find(|line| line.contains(name)).unwrap();
        assert!(line.contains(why), "{line}");
    }
}

#[test]
fn a_broken_byte_in_a_long_text_is_located_and_the_rest_is_checked() {
    let folder = folder();
    let calm = "The canteen serves soup on Fridays.\n\n".repeat(60);
    let bytes = [calm.as_bytes(), b"caf\xe9.\n\n", WRONG.as_bytes()].concat();
    fs::write(folder.path().join("texts/long.md"), &bytes).unwrap();
    let (status, out, err) = run(folder.path(), CHECK);
    assert_eq!(status, 2, "{err}");
    assert!(
        err.contains("texts/long.md: not UTF-8 in 1 of its bytes, the first at 121:4"),
        "{err}"
    );
    assert_eq!(told(&out).0, ["texts/long.md", "texts/wrong.md"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    let span = &report["findings"][0]["span"];
    let byte = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
    assert_eq!(&bytes[byte("start")..byte("end")], b"exclusive");
    assert_eq!(span["line"], 123);
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let folder = folder();
    write(folder.path(), "texts/wrong.md", format!("\u{feff}{WRONG}"));
    assert_eq!(run(folder.path(), CHECK).0, 1);
}

#[test]
fn a_file_that_is_too_large_is_named_and_costs_nothing() {
    let folder = folder();
    let large = fs::File::create(folder.path().join("texts/large.md")).unwrap();
    large.set_len(200_000_000).unwrap();
    write(folder.path(), "texts/line.md", "a".repeat(11_000_000));
    let line = format!("ulimit -v 1000000; \"$0\" {CHECK}");
    let (status, err) = shell(folder.path(), &line);
    assert_eq!(status, 2, "{err}");
    for name in ["large.md", "line.md"] {
        assert!(err.contains(&format!("texts/{name}: larger than 10.0 MB")), "{err}");
    }
    assert!(err.contains("1 error in 1 article"), "{err}");
    let (status, _, err) = run(folder.path(), &format!("{CHECK} --max-file-size 20B"));
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("source.md: larger than 20 B"), "{err}");
    for size in ["500kB", "1MiB", "0.5 MB", "100000"] {
        let program = assert_cmd::cargo::cargo_bin("sourcelint");
        let args = ["check", "texts/wrong.md", "--source", "source.md", "--max-file-size", size];
        let done = Process::new(program).current_dir(folder.path()).args(args).output().unwrap();
        assert_eq!(done.status.code(), Some(1), "{size}");
    }
    assert_eq!(run(folder.path(), &format!("{CHECK} --max-file-size ten")).0, 2);
}

#[test]
fn links_pipes_and_devices_in_a_folder_neither_hang_nor_vanish() {
    let folder = folder();
    let texts = folder.path().join("texts");
    symlink(&texts, texts.join("round")).unwrap();
    symlink("self.md", texts.join("self.md")).unwrap();
    symlink("gone.md", texts.join("dangling.md")).unwrap();
    symlink("wrong.md", texts.join("again.md")).unwrap();
    symlink("/dev/zero", texts.join("zero.md")).unwrap();
    assert!(Process::new("mkfifo").arg(texts.join("pipe.md")).status().unwrap().success());
    let (status, out, err) = run(folder.path(), CHECK);
    assert_eq!(status, 2, "{err}");
    let (articles, mut errors) = told(&out);
    // Two names of one file are one article.
    assert_eq!(articles.len(), 1, "{out}");
    errors.sort();
    let odd = ["dangling.md", "pipe.md", "self.md", "zero.md"];
    assert_eq!(errors, odd.map(|name| format!("texts/{name}")), "{err}");
    // A device that is named is read up to the limit.
    let (status, _, err) = run(folder.path(), "check /dev/zero --source source.md");
    assert_eq!(status, 2);
    assert!(err.contains("larger than 10.0 MB"), "{err}");
}

#[test]
fn an_article_cannot_make_a_pipe_or_a_device_its_source() {
    let folder = folder();
    assert!(Process::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
    for source in ["../pipe", "/dev/zero", "/dev/tty", "/dev/stdin"] {
        write(folder.path(), "texts/wrong.md", format!("---\nsource: {source}\n---\n\n{WRONG}"));
        let (status, _, err) = run(folder.path(), "check texts/wrong.md");
        assert_eq!(status, 2, "{source}: {err}");
    }
}

#[test]
fn names_are_shown_and_not_obeyed() {
    let folder = folder();
    let names = [
        "a\nb.md",
        "\u{1b}[2Jc.md",
        "::error::d.md",
        "##[set-output name=x]e.md",
        " f.md",
        "-g.md",
    ];
    for name in names {
        write(folder.path(), &format!("texts/{name}"), WRONG);
    }
    for format in ["full", "concise", "github", "markdown"] {
        let args = format!("check texts --source source.md --format {format}");
        let (status, out, err) = run(folder.path(), &args);
        assert_eq!(status, 1, "{err}");
        for line in out.lines().chain(err.lines()) {
            assert!(!line.contains('\u{1b}') && !line.contains("##["), "{format}: {line:?}");
            let command = line.trim_start().starts_with("::") && format != "github";
            // ` ::: PATH` is how `full` names a place.
            assert!(!command || line.trim_start().starts_with("::: "), "{format}: {line:?}");
            assert!(!line.starts_with("::error::d"), "{format}: {line:?}");
        }
    }
    let (_, out, _) = run(folder.path(), CHECK);
    assert_eq!(told(&out).0.len(), names.len() + 1);
}

#[test]
fn a_folder_that_may_not_be_read_is_named() {
    let folder = folder();
    let closed = folder.path().join("texts/closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("x.md"), WRONG).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let is_root = fs::read_dir(&closed).is_ok();
    let (status, out, err) = run(folder.path(), CHECK);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    // Who may read everything finds one article more; nobody finds one less and hears nothing.
    match is_root {
        true => assert_eq!((status, told(&out).0.len()), (1, 2), "{err}"),
        false => assert!(status == 2 && err.contains("closed"), "{err}"),
    }
}

#[test]
fn files_that_vanish_or_change_during_the_run_lose_no_other() {
    let folder = folder();
    let name = |n: usize| format!("texts/{n:03}.md");
    (0..300).for_each(|n| write(folder.path(), &name(n), WRONG.repeat(20)));
    let place = folder.path().to_path_buf();
    let disturb = std::thread::spawn(move || {
        for n in (1..300).rev().step_by(2) {
            fs::remove_file(place.join(format!("texts/{n:03}.md"))).unwrap();
            fs::write(place.join(format!("texts/{:03}.md", n - 1)), b"no text \xff\xfe").unwrap();
        }
    });
    let (status, out, err) = run(folder.path(), CHECK);
    disturb.join().unwrap();
    assert!([1, 2].contains(&status), "{status}: {err}");
    let (articles, errors) = told(&out);
    assert!(articles.contains(&"texts/wrong.md".to_owned()));
    let mut all: Vec<String> = articles.into_iter().chain(errors).collect();
    all.sort();
    all.dedup();
    // What was gone before it was met is nowhere; what was changed is judged or named.
    for n in (0..300).step_by(2) {
        assert!(all.contains(&name(n)), "{} is lost: {err}", name(n));
    }
}

#[test]
fn a_full_disk_leaves_the_old_report_and_says_so() {
    let folder = folder();
    (0..40).for_each(|n| write(folder.path(), &format!("texts/{n}.md"), WRONG.repeat(9)));
    let reports = [
        ("check texts --source source.md --format json -o out", "out"),
        ("audit texts --source source.md --format html -o out", "out"),
        ("check texts --source source.md --baseline base --write-baseline", "base"),
    ];
    for (args, file) in reports {
        let old = if file == "base" {
            shell(folder.path(), &format!("\"$0\" {args}"));
            fs::read(folder.path().join(file)).unwrap()
        } else {
            b"old".to_vec()
        };
        fs::write(folder.path().join(file), &old).unwrap();
        // A file may not grow past two blocks: the system refuses as it does on a full disk.
        let line = format!("trap '' XFSZ; ulimit -f 2; \"$0\" {args} >/dev/null");
        let (status, err) = shell(folder.path(), &line);
        assert_eq!(status, 2, "{args}: {err}");
        assert!(err.contains(&format!("{file}: cannot write")), "{args}: {err}");
        assert_eq!(fs::read(folder.path().join(file)).unwrap(), old, "{args}");
        fs::remove_file(folder.path().join(file)).unwrap();
    }
    // Killed in the middle of writing, it leaves no half report either.
    let (status, _) =
        shell(folder.path(), "ulimit -f 2; \"$0\" audit texts --source source.md -o out");
    assert_ne!(status, 0);
    assert!(!folder.path().join("out").exists());
    if Path::new("/dev/full").exists() {
        let (status, err) =
            shell(folder.path(), "\"$0\" check texts --source source.md >/dev/full");
        assert_eq!(status, 2, "{err}");
        let (status, err) =
            shell(folder.path(), "\"$0\" audit texts --source source.md -o /dev/full");
        assert_eq!(status, 2, "{err}");
    }
    let left =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> =
        left.filter(|name| name.ends_with(".tmp") && !name.contains("out")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn an_interrupted_run_leaves_the_old_report() {
    let folder = folder();
    (0..400).for_each(|n| write(folder.path(), &format!("texts/{n}.md"), WRONG.repeat(30)));
    fs::write(folder.path().join("out.html"), "old").unwrap();
    let line =
        "\"$0\" audit texts --source source.md -o out.html & sleep 0.2; kill -INT $!; wait $!";
    // A shell's background jobs ignore interrupts: the signal that ends them is another.
    shell(folder.path(), &line.replace("INT", "TERM"));
    let page = fs::read_to_string(folder.path().join("out.html")).unwrap();
    assert!(page == "old" || page.trim_end().ends_with("</html>"), "{} bytes", page.len());
}

#[test]
fn a_read_only_place_is_told_and_nothing_is_written() {
    let folder = folder();
    let file = folder.path().join("out");
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let (status, _, err) = run(folder.path(), "audit texts --source source.md -o out");
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("out: cannot write"), "{err}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    // What others may read of a report stays as it was.
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(run(folder.path(), "audit texts --source source.md -o out").0, 0);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    // A link is written through, also one that somebody left where the report is made.
    symlink("elsewhere", folder.path().join("link")).unwrap();
    write(folder.path(), "elsewhere", "old");
    assert_eq!(run(folder.path(), "audit texts --source source.md -o link").0, 0);
    assert!(fs::symlink_metadata(folder.path().join("link")).unwrap().is_symlink());
    assert!(fs::read_to_string(folder.path().join("elsewhere")).unwrap().contains("Northwind"));
}

#[test]
fn a_rule_folder_reads_nothing_outside_of_it() {
    let folder = folder();
    write(folder.path(), "secret.toml", "password = \"open sesame\"\n");
    fs::create_dir(folder.path().join("rules")).unwrap();
    symlink("../secret.toml", folder.path().join("rules/one.toml")).unwrap();
    symlink("..", folder.path().join("rules/up")).unwrap();
    let (status, out, err) = run(folder.path(), &format!("{CHECK} --rules rules"));
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("rules/one.toml: a link that leads out of the folder"), "{err}");
    for words in ["sesame", "password"] {
        assert!(!out.contains(words) && !err.contains(words), "{out}{err}");
    }
}

/// Entities that multiply, brackets without end: in an article, a configuration and a rule file.
#[test]
fn data_that_unfolds_is_refused_in_little_memory() {
    let folder = folder();
    let lines = (1..12)
        .map(|n| format!("  a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", ")));
    let laughs = format!("  a0: &a0 [x]\n{}", lines.collect::<String>());
    let deep = "[".repeat(100_000);
    write(folder.path(), "texts/laughs.md", format!("---\nsourcelint:\n{laughs}---\n\n{WRONG}"));
    write(folder.path(), "texts/deep.md", format!("---\nsourcelint: {deep}\n---\n\n{WRONG}"));
    write(folder.path(), "texts/toml.md", format!("+++\nsourcelint = {deep}\n+++\n\n{WRONG}"));
    let line = format!("ulimit -v 1000000; \"$0\" {CHECK} >out");
    let (status, err) = shell(folder.path(), &line);
    assert_eq!(status, 1, "{err}");
    assert_eq!(told(&fs::read_to_string(folder.path().join("out")).unwrap()).0.len(), 4);
    for text in [
        format!("articles = {deep}"),
        format!("a{} = 1", ".a".repeat(100_000)),
        format!("x = {}", "{a=".repeat(100_000)),
    ] {
        write(folder.path(), "deep.toml", &text);
        for args in ["--config deep.toml", "--rules deep.toml"] {
            let (status, err) = shell(
                folder.path(),
                &format!(
                    "ulimit -v 1000000; \"$0\" check texts/wrong.md --source source.md {args}"
                ),
            );
            assert_eq!(status, 2, "{args}: {err}");
            assert!(err.contains("deep.toml:1:"), "{args}: {err}");
        }
    }
}
