//! `action.yml`, run as a runner of GitHub Actions runs it.

#![allow(clippy::unwrap_used)]

#[path = "shared/desk.rs"]
mod desk;
#[path = "shared/plugs.rs"]
mod plugs;
#[path = "shared/runner.rs"]
mod runner;

use desk::{Desk, project};
use runner::Runner;
use std::fs;

/// The newsletter with its configuration, as a checkout of a branch with one new sentence.
fn checkout() -> Desk {
    let mut desk = Desk::at_the_newsletter();
    desk.must("sourcelint init && git add . && git commit -qm 'A configuration'");
    desk.must("git clone -q . ../checkout && cd ../checkout");
    desk.must("git config user.name A && git config user.email a@a.example");
    desk.must("git switch -qc next-issue");
    desk.must("printf '\\nThe night boat runs through 2026.\\n' >> drafts/night-boat.md");
    desk.must("git commit -qam 'The night boat'");
    desk
}

#[test]
fn findings_stand_on_their_lines_on_the_page_of_the_job_and_in_a_report() {
    let desk = checkout();
    let with = [("allow-unsourced", "true"), ("sarif", "out.sarif")];
    let ran = Runner::warm(&desk).run(&with);
    assert_eq!((ran.status, ran.outputs["status"].as_str()), (1, "1"), "{ran:?}");
    for place in [",file=drafts/map-story.md,line=5,", ",file=drafts/night-boat.md,line=9,"] {
        let on_it = |line: &str| line.starts_with("::error ") && line.contains(place);
        assert!(ran.log.lines().any(on_it), "{}", ran.log);
    }
    // The text for people is in the log, too.
    assert!(ran.log.contains(" --> drafts/night-boat.md:9:16"), "{}", ran.log);
    assert!(ran.summary.contains("drafts/night-boat.md"), "{}", ran.summary);
    assert!(desk.read(&ran.outputs["sarif"]).contains("drafts/night-boat.md"));
    assert!(ran.key.starts_with("sourcelint-Linux-X64-"), "{}", ran.key);
}

#[test]
fn inputs_say_what_is_checked() {
    let desk = checkout();
    let runner = Runner::warm(&desk);
    let said = |with: &[(&str, &str)]| {
        let ran = runner.run(with);
        assert_eq!(ran.outputs["status"], ran.status.to_string(), "{ran:?}");
        (ran.status, ran.log.lines().filter(|line| line.starts_with("::")).count())
    };
    // The draft without an announcement is one more annotation.
    assert_eq!(said(&[]), (2, 3));
    assert_eq!(said(&[("paths", "drafts/fares.md\n  drafts/licence.md\r\n\n")]), (0, 0));
    assert_eq!(said(&[("paths", "drafts/fares.md\ndrafts/map-story.md")]), (1, 1));
    assert_eq!(said(&[("paths", "drafts/map-story.md"), ("fail-on", "never")]), (0, 1));
    let letters = [("paths", "drafts/letters.md"), ("sources", "announcements/fares.md")];
    assert_eq!(said(&letters), (0, 0));
    assert_eq!(said(&[("allow-unsourced", "true"), ("args", "--exit-zero\n--quiet")]), (0, 2));
    let none = [("config", "none.toml"), ("paths", "drafts/fares.md")];
    assert_eq!(said(&none).0, 2);
    desk.write("empty.toml", "");
    assert_eq!(said(&[("config", "empty.toml"), ("paths", "drafts/fares.md")]).0, 2);
    desk.write("rules.toml", "nonsense");
    assert_eq!(said(&[("rules", "rules.toml"), ("allow-unsourced", "true")]).0, 2);
    let baseline = [("allow-unsourced", "true"), ("baseline", "baseline.json")];
    assert_eq!(said(&baseline).0, 2, "a baseline that is not there");
    let write = [&baseline[..], &[("args", "--write-baseline")]].concat();
    assert_eq!(said(&write), (0, 0));
    assert_eq!(said(&baseline), (0, 0));
}

#[test]
fn a_pull_request_answers_for_the_lines_it_changes() {
    let mut desk = checkout();
    let with = [("allow-unsourced", "true"), ("changed-only", "true")];
    let found = |desk: &Desk, base: &str| {
        let mut runner = Runner::warm(desk);
        runner.job.insert("GITHUB_BASE_REF".into(), base.into());
        let ran = runner.run(&with);
        let lines = ran.log.lines().filter(|line| line.starts_with("::error "));
        (ran.status, lines.map(str::to_owned).collect::<Vec<_>>())
    };
    let (status, lines) = found(&desk, "main");
    assert_eq!((status, lines.len()), (1, 1), "{lines:?}");
    assert!(lines[0].contains("drafts/night-boat.md"), "{lines:?}");
    // A push has no base: everything is checked.
    let (status, lines) = found(&desk, "");
    assert_eq!((status, lines.len()), (1, 2), "{lines:?}");
    // A checkout of one commit cannot tell, and says what to do.
    desk.must("git clone -q --depth 1 \"file://$PWD\" ../shallow && cd ../shallow");
    let (status, lines) = found(&desk, "main");
    assert_eq!(status, 2);
    assert!(lines[0].contains("fetch-depth: 0"), "{lines:?}");
}

#[test]
fn what_inputs_hold_is_never_obeyed() {
    let action = plugs::yaml_of("action.yml");
    let hostile = [
        "$(touch pwned)",
        "`touch pwned`",
        "\"; touch pwned; \"",
        "'; touch pwned; '",
        "x & touch pwned",
        "| touch pwned",
        "${SOURCELINT_HOME}$(touch pwned)",
        "a[$(touch pwned)]",
        "x\nstatus=0\nsarif=/etc/passwd",
        "::set-output name=status::0",
        "x\n::stop-commands::x",
        "x\r::stop-commands::x",
        "-",
        "--exit-zero",
        "--output=stolen",
    ];
    let mut tried = 0;
    for name in action["inputs"].as_object().unwrap().keys() {
        // A report has the name that is asked for, and must not be there for the next input.
        let desk = checkout();
        let runner = Runner::warm(&desk);
        for value in hostile {
            // These two are what `args` is for.
            if name == "args" && value.starts_with("--") {
                continue;
            }
            let ran = runner.run(&[(name, value)]);
            assert_ne!(ran.status, 0, "{name}: {value:?}: {ran:?}");
            assert!(["", "1", "2"].contains(&ran.outputs["status"].as_str()), "{name}: {ran:?}");
            assert_ne!(ran.outputs["sarif"], "/etc/passwd", "{name}: {ran:?}");
            let command = |line: &str| {
                let kinds = ["::error ", "::warning ", "::notice ", "::error::"];
                line.starts_with("::") && !kinds.iter().any(|kind| line.starts_with(kind))
            };
            let obeyed: Vec<&str> = ran.log.split(['\n', '\r']).filter(|l| command(l)).collect();
            assert!(obeyed.is_empty(), "{name}: {value:?}: {obeyed:?}");
            tried += 1;
        }
        nothing_happened(&desk);
    }
    assert!(100 < tried, "{tried}");
    let desk = checkout();
    let mut runner = Runner::warm(&desk);
    runner.job.insert("GITHUB_BASE_REF".into(), "main$(touch pwned)".into());
    assert_eq!(runner.run(&[("changed-only", "true")]).status, 2);
    nothing_happened(&desk);
}

/// No file was made by words that only look like a command.
fn nothing_happened(desk: &Desk) {
    let names = |folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let there: Vec<_> = names(desk.at.clone())
        .chain(names(desk.beside("")))
        .chain(names(project().into()))
        .collect();
    assert!(!there.iter().any(|name| name == "pwned" || name == "stolen"), "{there:?}");
}

#[test]
fn the_cache_is_asked_for_another_tool_when_its_sources_change() {
    let desk = checkout();
    let mut runner = Runner::warm(&desk);
    let key = |runner: &Runner| runner.run(&[("paths", "drafts/fares.md")]).key;
    let first = key(&runner);
    runner.action = plugs::clone(&desk);
    assert_eq!(key(&runner), first, "the same sources elsewhere");
    fs::write(runner.action.join("CHANGELOG.md"), "another text").unwrap();
    assert_eq!(key(&runner), first, "a file that is not built");
    let page = runner.action.join("docs/rules/quote.md");
    fs::write(&page, fs::read_to_string(&page).unwrap() + "\nMore.\n").unwrap();
    assert_ne!(key(&runner), first, "a page that is built in");
}

#[test]
#[ignore = "builds the tool; .ci/run runs it"]
fn a_runner_with_an_empty_cache_builds_the_tool_once() {
    let mut desk = checkout();
    plugs::build_quickly(&mut desk);
    let mut runner = Runner::cold(&desk);
    runner.action = plugs::clone(&desk);
    let with = [("paths", "drafts/map-story.md")];
    let ran = runner.run(&with);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.log.contains("Installing"), "{}", ran.log);
    let ran = runner.run(&with);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.log.contains("is there already"), "{}", ran.log);
}
