//! Runs the composite action as a runner of GitHub Actions does: inputs with their defaults,
//! expressions, one file a step for outputs, the variables that a job has.

use super::desk::{Desk, done, project};
use super::plugs;
use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

type Values = BTreeMap<String, String>;

/// What the action came to.
#[derive(Debug)]
pub struct Ran {
    /// Of the step that failed, or 0.
    pub status: i32,
    pub log: String,
    /// The outputs of the action.
    pub outputs: Values,
    /// The page of the job.
    pub summary: String,
    /// What the cache was asked for.
    pub key: String,
}

/// A runner that works in the folder of a desk.
pub struct Runner<'d> {
    desk: &'d Desk,
    /// Where the action was checked out to.
    pub action: PathBuf,
    temp: PathBuf,
    /// What else the job sets.
    pub job: Values,
}

impl<'d> Runner<'d> {
    /// A runner whose cache holds nothing.
    pub fn cold(desk: &'d Desk) -> Self {
        let temp = desk.beside("runner temp");
        let _ = fs::remove_dir_all(&temp);
        fs::create_dir(&temp).unwrap();
        Runner { desk, action: project().to_owned(), temp, job: Values::new() }
    }

    /// A runner whose cache holds the tool of this build.
    pub fn warm(desk: &'d Desk) -> Self {
        let runner = Runner::cold(desk);
        let bin = runner.temp.join("sourcelint/bin");
        fs::create_dir_all(&bin).unwrap();
        std::os::unix::fs::symlink(cargo_bin("sourcelint"), bin.join("sourcelint")).unwrap();
        runner
    }

    /// Runs the action with these inputs.
    pub fn run(&self, with: &[(&str, &str)]) -> Ran {
        let action = plugs::yaml_of("action.yml");
        let mut known = Values::new();
        for (name, input) in action["inputs"].as_object().unwrap() {
            known.insert(format!("inputs.{name}"), input["default"].as_str().unwrap().to_owned());
        }
        for (name, value) in with {
            let old = known.insert(format!("inputs.{name}"), (*value).to_owned());
            assert!(old.is_some(), "action.yml has no input {name}");
        }
        known.insert("runner.temp".into(), self.temp.display().to_string());
        let summary = self.file("summary");
        let mut ran = Ran {
            status: 0,
            log: String::new(),
            outputs: Values::new(),
            summary: String::new(),
            key: String::new(),
        };
        for step in action["runs"]["steps"].as_array().unwrap() {
            if let Some(used) = step["uses"].as_str() {
                assert!(used.starts_with("actions/cache@"), "{used}");
                ran.key = evaluated(&step["with"]["key"], &known);
                continue;
            }
            let output = self.file("output");
            let step = self.step(step, &known, &output, &summary, &mut ran);
            for (name, value) in outputs(&fs::read_to_string(&output).unwrap()) {
                known.insert(format!("steps.{}.outputs.{name}", step.unwrap_or("?")), value);
            }
            if ran.status != 0 {
                break;
            }
        }
        for (name, output) in action["outputs"].as_object().unwrap() {
            ran.outputs.insert(name.clone(), evaluated(&output["value"], &known));
        }
        let prefix = "steps.check.outputs.";
        let set = known.keys().filter_map(|name| name.strip_prefix(prefix));
        for name in set {
            assert!(ran.outputs.contains_key(name), "an output that action.yml has not: {name}");
        }
        ran.summary = fs::read_to_string(&summary).unwrap();
        ran
    }

    /// Runs one step; gives its id.
    fn step<'s>(
        &self,
        step: &'s Value,
        known: &Values,
        output: &PathBuf,
        summary: &PathBuf,
        ran: &mut Ran,
    ) -> Option<&'s str> {
        let run = step["run"].as_str().unwrap();
        assert!(!run.contains("${{"), "a value would be read by the shell: {run}");
        assert_eq!(step["shell"], "bash");
        let script = self.temp.join("script.sh");
        fs::write(&script, run).unwrap();
        let [env, path] = [self.file("env"), self.file("path")];
        let mut bash = self.desk.clean("bash");
        bash.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(&script);
        bash.env("CI", "true").env("GITHUB_ACTIONS", "true");
        bash.env("GITHUB_WORKSPACE", &self.desk.at).env("GITHUB_ACTION_PATH", &self.action);
        bash.env("GITHUB_OUTPUT", output).env("GITHUB_STEP_SUMMARY", summary);
        bash.env("GITHUB_ENV", &env).env("GITHUB_PATH", &path);
        bash.env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64").env("RUNNER_TEMP", &self.temp);
        bash.envs(&self.job);
        for (name, value) in step["env"].as_object().into_iter().flatten() {
            bash.env(name, evaluated(value, known));
        }
        let done = done(bash.output().unwrap());
        ran.status = done.status;
        ran.log += &(done.out + &done.err);
        // Whoever writes these two decides what later steps of the job run.
        for file in [env, path] {
            assert_eq!(fs::read_to_string(file).unwrap(), "", "a step changes the job: {ran:?}");
        }
        step["id"].as_str()
    }

    /// An empty file for a step to write to.
    fn file(&self, name: &str) -> PathBuf {
        let path = self.temp.join(name);
        fs::write(&path, "").unwrap();
        path
    }
}

/// A text with its expressions replaced. What a step did not set is empty.
fn evaluated(text: &Value, known: &Values) -> String {
    let text = text.as_str().unwrap();
    let mut out = String::new();
    let mut pieces = text.split("${{");
    out.push_str(pieces.next().unwrap());
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap();
        let name = name.trim();
        match known.get(name) {
            Some(value) => out.push_str(value),
            None => assert!(name.starts_with("steps."), "no value for {name}"),
        }
        out.push_str(rest);
    }
    out
}

/// `name=value` lines, and values of several lines between two marks.
fn outputs(text: &str) -> Vec<(String, String)> {
    let mut outputs = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let equals = line.find('=').unwrap_or(line.len());
        match line.split_once("<<") {
            Some((name, end)) if name.len() < equals => {
                let value: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
                outputs.push((name.to_owned(), value.join("\n")));
            }
            _ => {
                let (name, value) = line.split_once('=').unwrap();
                outputs.push((name.to_owned(), value.to_owned()));
            }
        }
    }
    outputs
}
