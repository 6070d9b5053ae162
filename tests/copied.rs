//! What the documentation shows for build servers can be copied as it stands: it is what their
//! programs read, and every command in it runs.

#![allow(clippy::unwrap_used)]

#[path = "shared/desk.rs"]
mod desk;
#[path = "shared/plugs.rs"]
mod plugs;
#[path = "shared/runner.rs"]
mod runner;

use desk::Desk;
use plugs::{blocks, documentation, shown_as, texts, yaml};
use runner::Runner;
use serde_json::Value;

/// What may stand before a command in a line of the documentation.
const BEFORE: [&str; 7] = ["", "$ ", "- ", "script: ", "- run: ", "run: ", "entry: "];

/// Every command of the tool in a text: from its name to the end of the line.
fn commands(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| command(line.trim_start())).collect()
}

fn command(line: &str) -> Option<&str> {
    let rests = BEFORE.iter().filter_map(|before| line.strip_prefix(before));
    rests.into_iter().find(|rest| rest.starts_with("sourcelint "))
}

/// A desk where the tool reads its arguments and does nothing: options that are not there, and
/// values that cannot be, are refused; with all others it prints its help.
fn where_arguments_are_read() -> Desk {
    let mut desk = Desk::in_a_clone();
    let tool = assert_cmd::cargo::cargo_bin("sourcelint");
    let text = format!("#!/bin/sh\nexec {tool:?} \"$@\" --help\n");
    desk.write("bin/sourcelint", &text);
    desk.must("chmod +x bin/sourcelint");
    let path = std::env::var("PATH").unwrap();
    desk.set("PATH", format!("{}/bin:{path}", desk.at.display()));
    desk
}

#[test]
fn every_command_of_the_documentation_is_understood() {
    let mut desk = where_arguments_are_read();
    // Without this the rest would pass on a tool that understands everything.
    for wrong in ["check --nonsense a.md", "check --format nonsense a.md", "nonsense"] {
        assert_eq!(desk.run(&format!("sourcelint {wrong}")).status, 2, "{wrong}");
    }
    let mut seen = 0;
    for block in blocks(&documentation()) {
        let skipped = ["json", "toml", "text"].contains(&block.language.as_str());
        for command in commands(&block.text).into_iter().filter(|_| !skipped) {
            // Where the output goes, and what reads it, is another program's.
            let alone = command.split(['|', '<', '>', '#', '&']).next().unwrap();
            let done = desk.run(&alone.replace('\\', ""));
            assert_eq!(done.status, 0, "{}: {command}: {}", block.at, done.err);
            seen += 1;
        }
    }
    assert!(20 < seen, "only {seen} commands found");
}

#[test]
fn every_block_of_yaml_is_yaml() {
    let all = blocks(&documentation());
    let shown: Vec<_> = all.iter().filter(|block| block.language == "yaml").collect();
    for block in &shown {
        // Front matter stands between two lines of dashes.
        let text = block.text.strip_prefix("---\n").map(|t| t.trim_end().trim_end_matches("---"));
        let value = yaml(&block.at, text.unwrap_or(&block.text));
        assert!(value.is_object() || value.is_array(), "{}", block.at);
    }
    assert!(6 < shown.len(), "only {} blocks found", shown.len());
}

/// The newsletter after its first day, on a branch with a new sentence; its main branch is `origin`.
fn branch() -> Desk {
    let mut desk = Desk::at_the_newsletter();
    desk.must("sourcelint init && git add . && git commit -qm 'A configuration'");
    desk.must("git clone -q . ../checkout && cd ../checkout");
    desk.must("printf '\\nThe night boat runs through 2026.\\n' >> drafts/night-boat.md");
    desk
}

#[test]
fn the_workflows_for_github_run() {
    let desk = branch();
    let action = plugs::yaml_of("action.yml");
    for block in shown_as(".github/workflows/sourcelint.yml") {
        let workflow = yaml(&block.at, &block.text);
        let steps = workflow["jobs"]["sourcelint"]["steps"].as_array().unwrap();
        let ours = |step: &&Value| step["uses"].as_str().unwrap().starts_with("OWNER/sourcelint@");
        let step = steps.iter().find(ours).unwrap();
        let plain = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let with = step["with"].as_object().unwrap();
        let with: Vec<(&str, String)> = with.iter().map(|(k, v)| (k.as_str(), plain(v))).collect();
        let with: Vec<(&str, &str)> = with.iter().map(|(k, v)| (*k, v.as_str())).collect();

        let mut runner = Runner::warm(&desk);
        runner.job.insert("GITHUB_BASE_REF".into(), "main".into());
        let ran = runner.run(&with);
        assert_eq!(ran.status, 1, "{}: {ran:?}", block.at);
        assert!(ran.summary.contains("drafts/night-boat.md"), "{}: {ran:?}", block.at);
        let changed_only = with.contains(&("changed-only", "true"));
        assert_eq!(ran.summary.contains("drafts/map-story.md"), !changed_only, "{}", block.at);
        if changed_only {
            assert_eq!(steps[0]["with"]["fetch-depth"], 0, "{}: too few commits", block.at);
        }
        // What later steps ask for is there.
        for asked in block.text.split("steps.sourcelint.outputs.").skip(1) {
            let name = asked.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            assert!(action["outputs"][name].is_object(), "{}: {name}", block.at);
            assert!(!ran.outputs[name].is_empty(), "{}: {name}", block.at);
        }
    }
    // The table of inputs is that of action.yml.
    let page = std::fs::read_to_string(desk::project().join("docs/ci.md")).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let mut rows: Vec<&str> = rows.collect();
    rows.sort_unstable();
    let inputs: Vec<&String> = action["inputs"].as_object().unwrap().keys().collect();
    let mut inputs: Vec<&str> = inputs.into_iter().map(String::as_str).collect();
    inputs.sort_unstable();
    assert_eq!(rows, inputs);
}

#[test]
fn the_job_for_gitlab_runs() {
    let mut desk = branch();
    // A cargo that writes down what it is asked for; that the tool can be built from its sources
    // alone is shown by the tests of the action and the container.
    let tool = assert_cmd::cargo::cargo_bin("sourcelint");
    let cargo = format!(
        "#!/bin/sh\necho \"$@\" > ../cargo.txt\nmkdir -p .sourcelint/bin\nln -s {tool:?} .sourcelint/bin/\n"
    );
    desk.write("../bin/cargo", &cargo);
    desk.must("chmod +x ../bin/cargo");
    let path = std::env::var("PATH").unwrap();
    desk.set("PATH", format!("{}:{path}", desk.beside("bin").display()));
    let block = &shown_as(".gitlab-ci.yml")[0];
    let job = &yaml(&block.at, &block.text)["sourcelint"];
    for (name, value) in job["variables"].as_object().unwrap() {
        desk.set(name, value.as_str().unwrap());
    }
    let base = desk.must("git rev-parse HEAD").out.trim_end().to_owned();
    let lines = [texts(&job["before_script"]), texts(&job["script"])].concat().join("\n");
    for (base, found) in [(base.as_str(), 1), ("", 2)] {
        desk.set("CI_MERGE_REQUEST_DIFF_BASE_SHA", base);
        // The runner of GitLab stops at the first line that fails.
        desk.write("../job.sh", &lines);
        let done = desk.run("sh -e ../job.sh");
        assert_eq!(done.status, 1, "{done:?}");
        for report in job["artifacts"]["reports"].as_object().unwrap().values() {
            let report = desk.read(report.as_str().unwrap());
            assert!(report.contains("night-boat.md"), "{report}");
        }
        let quality: Value =
            serde_json::from_str(&desk.read("gl-code-quality-report.json")).unwrap();
        assert_eq!(quality.as_array().unwrap().len(), found, "{quality:#}");
    }
    let from = "--git https://github.com/OWNER/sourcelint --tag v0.1.0";
    let expected = format!("install --locked --root .sourcelint {from}");
    assert_eq!(desk.read("../cargo.txt").trim_end(), expected);
}

#[test]
fn the_hook_that_needs_no_copy_is_the_one_of_ours() {
    let hooks = plugs::yaml_of(".pre-commit-hooks.yaml");
    let system = &hooks[1];
    let shown = shown_as(".pre-commit-config.yaml");
    let local = shown.iter().find(|block| block.text.contains("repo: local")).unwrap();
    let hook = &yaml(&local.at, &local.text)["repos"][0]["hooks"][0];
    for key in ["language", "types_or", "require_serial", "name"] {
        assert_eq!(hook[key], system[key], "{key}");
    }
    let (entry, ours) = (hook["entry"].as_str().unwrap(), system["entry"].as_str().unwrap());
    assert_eq!(entry, format!("{ours} --allow-unsourced"));
}

#[test]
#[ignore = "needs the network: installs check-jsonschema, pre-commit and zizmor; .ci/run runs it"]
fn the_programs_that_read_these_files_accept_them() {
    let mut desk = Desk::in_a_clone();
    let tools = plugs::tools().display().to_string();
    desk.set("PATH", format!("{tools}:{}", std::env::var("PATH").unwrap()));
    let file = |name: &str| desk::project().join(name).display().to_string();
    let schema = "check-jsonschema --builtin-schema vendor";
    desk.must(&format!("{schema}.github-actions {}", file("action.yml")));
    desk.must(&format!("pre-commit validate-manifest {}", file(".pre-commit-hooks.yaml")));
    // The pages name versions, as people read and update them; the action pins what it uses.
    desk.write("zizmor.yml", "rules:\n  unpinned-uses:\n    disable: true\n");
    desk.must(&format!("zizmor --offline --no-config {}", file("action.yml")));
    for (name, read) in [
        (".github/workflows/sourcelint.yml", format!("{schema}.github-workflows")),
        (".github/workflows/sourcelint.yml", "zizmor --offline --config zizmor.yml".into()),
        (".gitlab-ci.yml", format!("{schema}.gitlab-ci")),
        (".pre-commit-config.yaml", "pre-commit validate-config".into()),
    ] {
        for block in shown_as(name) {
            desk.write(name, &block.text);
            let done = desk.run(&format!("{read} {name}"));
            assert_eq!(done.status, 0, "{}: {read}: {}{}", block.at, done.out, done.err);
            // And refuse what is wrong.
            if !read.starts_with("zizmor") {
                desk.write(
                    name,
                    &block
                        .text
                        .replace("repos:", "repo:")
                        .replace("script:", "scrip:")
                        .replace("runs-on:", "run-on:"),
                );
                assert_ne!(desk.run(&format!("{read} {name}")).status, 0, "{read} accepts all");
            }
        }
    }
}
