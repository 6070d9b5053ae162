//! `.pre-commit-hooks.yaml`, held against the real pre-commit.
//!
//! The tests that need it are ignored unless asked for, since it comes from the Python package
//! index: `cargo test --test precommit -- --include-ignored`, as `.ci/run` does.

#![allow(clippy::unwrap_used)]

#[path = "shared/desk.rs"]
mod desk;
#[path = "shared/plugs.rs"]
mod plugs;

use desk::Desk;

/// The newsletter with a configuration, and pre-commit installed in it as `docs/ci.md` shows it for
/// this hook. The hook comes from a clone that holds what this project holds now.
fn with_hook(id: &str) -> Desk {
    let mut desk = Desk::at_the_newsletter();
    desk.must("sourcelint init && git add . && git commit -qm 'A configuration'");
    let shown = plugs::shown_as(".pre-commit-config.yaml");
    let line = format!("id: {id}\n");
    let block = shown.iter().find(|block| block.text.contains(&line)).unwrap();
    let clone = plugs::clone(&desk);
    let head = desk.must(&format!("git -C {clone:?} rev-parse HEAD")).out;
    let ours = clone.display().to_string();
    let config = block.text.replace("https://github.com/OWNER/sourcelint", &ours);
    desk.write(".pre-commit-config.yaml", &config.replace("v0.1.0", head.trim_end()));
    desk.set("PRE_COMMIT_HOME", desk.beside("pre-commit").display().to_string());
    desk.set("PRE_COMMIT", plugs::tools().join("pre-commit").display().to_string());
    desk.must("git add . && git commit -qm 'A hook'");
    desk.must("\"$PRE_COMMIT\" validate-config && \"$PRE_COMMIT\" install");
    desk
}

/// The commits that are made and those that are not.
fn gate(desk: &mut Desk) {
    let fine = "printf '\\nThe night boat runs through 2028.\\n' >> drafts/night-boat.md";
    let wrong = "printf '\\nThe night boat runs through 2026.\\n' >> drafts/night-boat.md";
    let commit = "git add . && git commit -m Draft";

    let done = desk.run(&format!("{fine} && {commit}"));
    assert_eq!(done.status, 0, "{done:?}");
    assert!(format!("{done:?}").contains("Passed"), "the hook did not run: {done:?}");

    let before = desk.must("git rev-parse HEAD").out;
    let done = desk.run(&format!("{wrong} && {commit}"));
    let said = format!("{}{}", done.out, done.err);
    assert_eq!(done.status, 1, "{said}");
    assert!(said.contains("error[time-bound]: the announcement says through 2028"), "{said}");
    assert!(said.contains("drafts/night-boat.md:11:16"), "{said}");
    assert_eq!(desk.must("git rev-parse HEAD").out, before, "the wrong draft was committed");

    // What is not staged is not what is committed.
    desk.must("git reset -q");
    let done =
        desk.run("printf 'More.\\n' >> drafts/letters.md && git commit -m L drafts/letters.md");
    assert_eq!(done.status, 0, "{done:?}");
    desk.must("git checkout -q drafts/night-boat.md");

    // Files that are no articles hold nothing up: an announcement, a page, a list.
    desk.must("printf '\\nMore.\\n' | tee -a announcements/fares.md README.md > list.txt");
    let done = desk.run(commit);
    assert_eq!(done.status, 0, "{done:?}");
    assert!(format!("{done:?}").contains("Passed"), "the hook did not run: {done:?}");

    // Everything at once, in one run of the tool: the old sentence is found, once.
    let done = desk.run("\"$PRE_COMMIT\" run --all-files");
    assert_eq!(done.status, 1, "{done:?}");
    assert_eq!(done.out.matches("1 error in 5 articles").count(), 1, "{}", done.out);
}

#[test]
fn the_hooks_run_a_command_that_there_is() {
    let hooks = plugs::yaml_of(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().unwrap();
    let languages: Vec<_> = hooks.iter().map(|hook| (&hook["id"], &hook["language"])).collect();
    let expected = r#"[(String("sourcelint"), String("rust")), (String("sourcelint-system"), String("system"))]"#;
    assert_eq!(format!("{languages:?}"), expected);
    let mut desk = Desk::at_the_newsletter();
    desk.must("sourcelint init");
    for hook in hooks {
        let entry = hook["entry"].as_str().unwrap();
        // As pre-commit runs it: what changed comes last.
        let done = desk.run(&format!("{entry} README.md drafts/fares.md announcements/fares.md"));
        assert_eq!(done.status, 0, "{done:?}");
        let done = desk.run(&format!("{entry} README.md drafts/map-story.md"));
        assert_eq!(done.status, 1, "{done:?}");
        // Several runs side by side would each say a part.
        assert_eq!(hook["require_serial"], true);
    }
}

#[test]
#[ignore = "needs the network: installs pre-commit with python3; .ci/run runs it"]
fn a_wrong_draft_is_not_committed() {
    gate(&mut with_hook("sourcelint-system"));
}

#[test]
#[ignore = "needs the network, and builds the tool; .ci/run runs it"]
fn the_hook_that_builds_the_tool_does_the_same() {
    let mut desk = with_hook("sourcelint");
    plugs::build_quickly(&mut desk);
    // Whatever else is called sourcelint here is not what the hook runs.
    desk.write("../other/sourcelint", "#!/bin/sh\nexit 3\n");
    desk.must("chmod +x ../other/sourcelint");
    let path = std::env::var("PATH").unwrap();
    desk.set("PATH", format!("{}:{path}", desk.beside("other").display()));
    assert_eq!(desk.run("sourcelint check").status, 3);
    gate(&mut desk);
}
