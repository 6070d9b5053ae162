//! What was judged before is not judged again, and nobody can tell by the reports.

#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use assert_cmd::Command;
use folder::{Done, FORMATS, done, write};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

const NEWS: &str = "---\nurl: https://northwind.example/news/licence\n---\n\n# News\n\n\
    Northwind's licence is now non-exclusive, provided that the board agrees.\n\n\
    Northwind pays at least $16.50 a seat.\n";
const FARES: &str = "The harbour office opens on 1 May 2027.\n";
const RULES: &str = r#"id = "licence"
title = "The licence"
[[fact]]
id = "kind"
quote = "Northwind's licence is now non-exclusive"
[[caveat]]
of = "kind"
quote = "provided that the board agrees"
met_by = ["board"]
"#;
const CONFIG: &str = r#"articles = ["drafts/"]
rules = ["rules/"]

[[source]]
path = "news.md"
articles = ["drafts/*"]

[[source]]
path = "fares.md"
articles = ["drafts/both.html"]
"#;
const WRONG: &str = "Northwind's licence is exclusive.\n\nThe quay is blue.\n";
const FINE: &str = "Northwind's licence is non-exclusive if the board agrees.\n";
const BARE: &str = "Northwind's licence is now non-exclusive.\n";
const SILENCED: &str = "<!-- sourcelint-ignore-next-line exclusivity: of 2019 -->\n\
    Northwind's licence is exclusive, says the board.\n\n\
    Northwind pays $16.50 a seat at most. 微軟的授權。\n";
const BOTH: &str = "<p>Northwind&rsquo;s licence is exclusive. It closes the harbour.</p>\n\
    <p>The harbour office opens on 1 June 2027.</p>\n";

/// A repository with two announcements, a rule file and articles of several kinds.
fn repository() -> TempDir {
    folder::repository(&[
        ("news.md", NEWS),
        ("fares.md", FARES),
        ("rules/licence.toml", RULES),
        ("sourcelint.toml", CONFIG),
        ("drafts/wrong.md", WRONG),
        ("drafts/fine.md", FINE),
        ("drafts/bare.md", BARE),
        ("drafts/silenced.md", SILENCED),
        ("drafts/both.html", BOTH),
        ("drafts/empty.md", "\n"),
    ])
}

/// The tool, without what is set for other tests: they keep nothing.
fn command(folder: &Path) -> Command {
    let mut command = folder::command(folder);
    command.env_remove("SOURCELINT_NO_CACHE").env_remove("SOURCELINT_CACHE_DIR");
    command
}

fn run(folder: &Path, args: &str) -> Done {
    done(command(folder).args(args.split_whitespace()))
}

/// The entries of the cache `kept` of a folder, sorted by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(builds) = fs::read_dir(folder.join("kept/judged")) else { return Vec::new() };
    let folders = builds.map(|build| build.unwrap().path()).filter(|path| path.is_dir());
    let listed = folders.flat_map(|build| fs::read_dir(build).unwrap());
    let mut entries: Vec<PathBuf> = listed.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

/// The entry that holds what was found of an article with these words.
fn entry_of(folder: &Path, words: &str) -> PathBuf {
    let holds = |path: &PathBuf| {
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        text.contains("\"claims\"") && text.contains(words)
    };
    let found: Vec<PathBuf> = entries(folder).into_iter().filter(holds).collect();
    assert_eq!(found.len(), 1, "{words}: {found:?}");
    found[0].clone()
}

#[test]
fn the_second_run_reads_what_the_first_one_wrote() {
    let folder = repository();
    let check = "check --format concise --cache-dir kept";
    let (status, out, _) = run(folder.path(), check);
    assert_eq!(status, 2, "one draft is empty");
    assert!(out.contains("drafts/wrong.md:1:24: error[exclusivity]"), "{out}");
    // What is found of the fine draft takes the place of what is found of the wrong one: whoever
    // judges anew does not fall for it.
    let wrong = entry_of(folder.path(), "The quay is blue");
    fs::copy(entry_of(folder.path(), "if the board agrees"), &wrong).unwrap();
    let (_, out, _) = run(folder.path(), check);
    assert!(!out.contains("drafts/wrong.md"), "{out}");
    let (_, out, _) = run(folder.path(), &check.replace("--cache-dir kept", "--no-cache"));
    assert!(out.contains("drafts/wrong.md:1:24: error[exclusivity]"), "{out}");
}

#[test]
fn every_report_has_the_same_bytes_with_and_without() {
    let folder = repository();
    let mut runs: Vec<String> = FORMATS.map(|f| format!("check --format {f}")).into();
    runs.extend(["html", "markdown", "csv", "json"].map(|f| format!("audit drafts --format {f}")));
    runs.extend(
        ["--verbose", "--show-silenced", "--statistics", "--quiet -j 1"].map(|option| {
            format!("check --format concise {option}").replace("concise -", "full -")
        }),
    );
    for args in &runs {
        let without = run(folder.path(), &format!("{args} --no-cache"));
        let first = run(folder.path(), &format!("{args} --cache-dir kept"));
        let kept = entries(folder.path());
        let second = run(folder.path(), &format!("{args} --cache-dir kept"));
        assert!(without == first, "{args}");
        assert!(without == second, "{args}");
        // Two sets of sources, and five articles.
        assert_eq!((kept.len(), entries(folder.path())), (7, kept), "{args}");
        fs::remove_dir_all(folder.path().join("kept")).unwrap();
    }
}

#[test]
fn what_decides_a_verdict_decides_whether_it_is_read() {
    // The file, words in it, and other words.
    let changes = [
        ("drafts/wrong.md", "is exclusive", "is non-exclusive"),
        ("news.md", "at least", "at most"),
        ("rules/licence.toml", "\"board\"", "\"meeting\""),
        ("rules/licence.toml", "met_by", "why = \"It may not come.\"\nmet_by"),
        ("sourcelint.toml", "rules = [\"rules/\"]", ""),
        ("sourcelint.toml", "\"drafts/*\"", "\"drafts/f*\""),
        ("sourcelint.toml", "path = \"news.md\"", "path = \"other.md\""),
    ];
    for (name, old, new) in changes {
        let folder = repository();
        write(
            &folder,
            "other.md",
            NEWS.replace("non-exclusive", "exclusive")
                .replace("Northwind's licence is now", "The licence is"),
        );
        let before = run(folder.path(), "check --format json --cache-dir kept");
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.contains(old), "{name} holds no {old}");
        write(&folder, name, text.replace(old, new));
        let without = run(folder.path(), "check --format json --no-cache");
        let after = run(folder.path(), "check --format json --cache-dir kept");
        assert!(without == after, "{name}: {new}");
        assert!(before.1 != after.1, "{name}: {new}");
        write(&folder, name, &text);
        assert!(run(folder.path(), "check --format json --cache-dir kept") == before);
    }
}

#[test]
fn a_severity_a_comment_and_a_day_come_after_the_cache() {
    let folder = repository();
    let check = |args: &str| run(folder.path(), &format!("check --cache-dir kept -q {args}")).1;
    let found = check("--format concise");
    assert!(found.contains("wrong.md:1:24: error[exclusivity]"), "{found}");
    write(&folder, "sourcelint.toml", format!("{CONFIG}\n[severity]\nexclusivity = \"note\"\n"));
    let kept = entries(folder.path());
    let found = check("--format concise");
    assert!(found.contains("wrong.md:1:24: note[exclusivity]"), "{found}");
    // Nothing had to be judged anew for it.
    assert_eq!(entries(folder.path()), kept);
    let until = SILENCED.replace("exclusivity:", "exclusivity until=2026-05-01:");
    write(&folder, "drafts/silenced.md", &until);
    let silent = check("--format concise --today 2026-05-01");
    let expired = check("--format concise --today 2026-05-02");
    assert!(!silent.contains("expired-suppression"), "{silent}");
    assert!(expired.contains("silenced.md:1:1: warning[expired-suppression]"), "{expired}");
}

#[test]
fn a_broken_entry_is_judged_anew() {
    let folder = repository();
    let check = "check --format json --cache-dir kept";
    let expected = run(folder.path(), check);
    let whole: Vec<Vec<u8>> =
        entries(folder.path()).iter().map(|path| fs::read(path).unwrap()).collect();
    type Break = fn(&[u8]) -> Vec<u8>;
    let breaks: [Break; 5] = [
        |_| Vec::new(),
        |bytes| bytes[..bytes.len() / 2].to_vec(),
        |bytes| bytes[..bytes.len() - 1].to_vec(),
        |bytes| [bytes, b"x"].concat(),
        |bytes| bytes.iter().map(|byte| byte ^ 0x20).collect(),
    ];
    for broken in breaks {
        for (path, bytes) in entries(folder.path()).iter().zip(&whole) {
            fs::write(path, broken(bytes)).unwrap();
        }
        assert!(run(folder.path(), check) == expected);
        // And is whole again.
        let now: Vec<Vec<u8>> =
            entries(folder.path()).iter().map(|path| fs::read(path).unwrap()).collect();
        assert_eq!(now, whole);
    }
}

#[test]
fn runs_at_the_same_time_do_not_harm_each_other() {
    let folder = repository();
    for number in 0..40 {
        write(&folder, &format!("drafts/{number}.md"), format!("{WRONG}\nNumber {number}.\n"));
    }
    let expected = run(folder.path(), "check --format json --no-cache");
    for _ in 0..3 {
        let one = || {
            std::thread::spawn({
                let folder = folder.path().to_path_buf();
                move || run(&folder, "check --format json --cache-dir kept")
            })
        };
        let runs = [one(), one(), one(), one()];
        for run in runs {
            assert!(run.join().unwrap() == expected);
        }
        // Entries only: no file that was begun and not renamed.
        assert_eq!(entries(folder.path()).len(), 2 + 5 + 40);
        fs::remove_dir_all(folder.path().join("kept")).unwrap();
    }
}

#[test]
fn nothing_is_written_that_nobody_wants() {
    let folder = repository();
    let home = TempDir::new().unwrap();
    let at_home = |args: &[&str], set: &[(&str, &str)]| {
        let mut command = command(folder.path());
        command.env("HOME", home.path()).env("XDG_CACHE_HOME", home.path().join("cache"));
        command.envs(set.iter().copied()).args(args);
        done(&mut command)
    };
    let stdin = ["check", "-", "--no-config", "--source", "news.md", "--rules", "rules"];
    at_home(&["check", "--no-cache"], &[]);
    at_home(&["check"], &[("SOURCELINT_NO_CACHE", "1")]);
    at_home(&["claims", "drafts/wrong.md"], &[]);
    at_home(&["cache", "clean"], &[]);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    // The folder of the environment, and that of the option, which goes first.
    let kept = folder.path().join("kept");
    let environment = [("SOURCELINT_CACHE_DIR", "elsewhere"), ("SOURCELINT_NO_CACHE", "1")];
    at_home(&["check", "--cache-dir", "kept"], &environment);
    assert!(kept.join("CACHEDIR.TAG").exists());
    assert_eq!(fs::read_to_string(kept.join(".gitignore")).unwrap(), "*\n");
    assert!(!folder.path().join("elsewhere").exists());
    at_home(&["check"], &environment[..1]);
    assert!(folder.path().join("elsewhere/judged").exists());
    assert_eq!(at_home(&["cache", "dir"], &environment[..1]).1, "elsewhere\n");
    // A draft that an editor hands over is not kept.
    let count = entries(folder.path()).len();
    let mut command = command(folder.path());
    command.args(stdin).args(["--cache-dir", "kept"]).write_stdin("The licence is exclusive.");
    assert_eq!(done(&mut command).0, 1);
    assert_eq!(entries(folder.path()).len(), count);
    assert!(fs::read_dir(home.path()).unwrap().next().is_none());
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_word_the_folder_is_that_of_the_system() {
    let folder = repository();
    let home = TempDir::new().unwrap();
    let system = home.path().join("cache/sourcelint");
    let mut check = command(folder.path());
    check.env("XDG_CACHE_HOME", home.path().join("cache")).arg("check");
    done(&mut check);
    assert!(system.join("CACHEDIR.TAG").exists());
    let mut dir = command(folder.path());
    dir.env("XDG_CACHE_HOME", home.path().join("cache")).args(["cache", "dir"]);
    assert_eq!(done(&mut dir).1.trim_end(), system.to_str().unwrap());
}

#[test]
fn a_folder_that_cannot_be_used_is_told_once() {
    let folder = repository();
    write(&folder, "file", "");
    write(&folder, "mine/letter.md", "");
    // Like a read-only folder, but also for root.
    write(&folder, "barred/judged", "");
    let expected = run(folder.path(), "check --format json --no-cache");
    for name in ["file", "mine", "barred", "file/below"] {
        let args = format!("check --format json --cache-dir {name}");
        let (status, out, err) = run(folder.path(), &args);
        assert_eq!((status, &out), (expected.0, &expected.1), "{name}");
        assert_eq!(err.matches("not cached: ").count(), 1, "{err}");
        assert!(err.contains(&format!("not cached: {name}: ")), "{err}");
        let (_, _, err) = run(folder.path(), &format!("{args} -q"));
        assert!(!err.contains("not cached"), "{err}");
    }
    assert_eq!(fs::read_dir(folder.path().join("mine")).unwrap().count(), 1);
}

#[test]
fn clean_removes_what_is_ours_and_nothing_else() {
    let folder = repository();
    run(folder.path(), "check --cache-dir kept");
    write(&folder, "kept/letter.md", "mine");
    let (status, _, err) = run(folder.path(), "cache clean --cache-dir kept");
    assert_eq!((status, err.as_str()), (0, "7 entries removed: kept\n"));
    let left: Vec<_> = fs::read_dir(folder.path().join("kept")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    fs::remove_file(folder.path().join("kept/letter.md")).unwrap();
    run(folder.path(), "check --cache-dir kept");
    run(folder.path(), "cache clean --cache-dir kept");
    assert!(!folder.path().join("kept").exists());
    // A folder of somebody else who also has a `judged`.
    write(&folder, "judged/by-me.md", "mine");
    let (status, _, err) = run(folder.path(), "cache clean --cache-dir .");
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("not cleaned: it holds other files"), "{err}");
    assert!(folder.path().join("judged/by-me.md").exists());
}

#[test]
fn what_nobody_used_for_long_is_removed() {
    let folder = repository();
    let check = "check --format json --cache-dir kept";
    run(folder.path(), check);
    let days = |count: u64| SystemTime::now() - Duration::from_secs(count * 24 * 3600);
    let set = |path: &Path, time| File::open(path).unwrap().set_modified(time).unwrap();
    let wrong = entry_of(folder.path(), "The quay is blue");
    let fine = entry_of(folder.path(), "if the board agrees");
    let other = folder.path().join("kept/judged/0123456789abcdef");
    fs::create_dir(&other).unwrap();
    for path in entries(folder.path()) {
        set(&path, days(20));
    }
    // Used after 20 days, so 40 days are no reason.
    run(folder.path(), check);
    assert!(fs::metadata(&fine).unwrap().modified().unwrap() > days(1));
    set(&wrong, days(40));
    set(&other, days(40));
    write(&folder, "drafts/wrong.md", "Northwind's licence is exclusive for ever.\n");
    run(folder.path(), check);
    assert!(wrong.exists() && other.exists(), "it is looked for once a day");
    set(&folder.path().join("kept/judged/swept"), days(2));
    write(&folder, "drafts/wrong.md", "Northwind's licence is exclusive again.\n");
    run(folder.path(), check);
    assert!(!wrong.exists() && !other.exists());
    assert!(fine.exists());
}
