//! `sourcelint check`: reads, holds against, reports.

use super::Outcome;
use super::args::Check;
use super::configs::Configs;
use super::formats::{Format, Report};
use super::git::Git;
use super::judging::{self, Checked, Misfit};
use super::progress::Progress;
use super::terminal::Terminal;
use super::{baselines, reports, silencing};
use sourcelint::report::{self, Failed, Keep, Run};
use sourcelint::silence::changed;
use std::path::PathBuf;

/// Checks what `args` names and reports it.
pub fn check(args: &Check, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    once(args, terminal).map(|done| done.outcome)
}

/// A run that is over.
pub struct Done {
    outcome: Outcome,
    /// Files and folders that decided what came out.
    pub read: Vec<PathBuf>,
    /// Reports that have a file.
    pub written: Vec<PathBuf>,
}

/// Checks and reports, and tells what was read and written.
pub fn once(args: &Check, terminal: &Terminal) -> Result<Done, Vec<Failed>> {
    let (configs, reports) = opened(args);
    let args = &Check { reports, ..args.clone() };
    reports::possible(args)?;
    let baseline = baselines::given(args)?;
    // What stops the whole run is reported in the format that was asked for, too.
    let stopped = |failed| Checked { failed, ..Checked::default() };
    let mut checked =
        configs.and_then(|configs| judge(args, configs, terminal)).unwrap_or_else(stopped);
    let mut notes = Vec::new();
    if let Some(given) = baseline.filter(|_| !checked.articles.is_empty()) {
        let articles = &mut checked.articles;
        let done = match (args.write_baseline, args.prune_baseline) {
            (true, _) => given.write(articles),
            (false, true) => given.prune(articles),
            (false, false) => Ok(given.hold(articles)),
        };
        match done {
            Ok(told) => notes = told,
            Err(error) => checked.failed.push(error),
        }
    }
    if let Some(revision) = &args.new_from
        && let Err(error) = only_new(&mut checked, revision, args)
    {
        checked = stopped(vec![error]);
    }
    let outcome = finish(&checked, args, terminal);
    if !args.quiet {
        notes.iter().for_each(|note| terminal.note(note));
    }
    let written = args.reports.iter().filter_map(|report| report.path.clone());
    let written = written.chain(args.output.clone()).collect();
    Ok(Done { outcome, read: inputs(&checked), written })
}

/// What was read, and what could not be: mended, it counts.
fn inputs(checked: &Checked) -> Vec<PathBuf> {
    let articles = checked.articles.iter().map(|article| &article.text);
    let read = articles.chain(&checked.sources).map(|text| text.path.as_str());
    // `file:line:column` of a broken file.
    let place = |c: char| c == ':' || c.is_ascii_digit();
    let failed = checked.failed.iter().map(|failed| failed.path.trim_end_matches(place));
    let left = checked.unsourced.iter().chain(checked.skipped.iter().map(|(path, _)| path));
    let read = read.chain(failed).chain(left.map(String::as_str));
    let read = read.filter(|path| !path.is_empty()).map(PathBuf::from);
    checked.configured.iter().cloned().chain(read).collect()
}

/// The configuration files as far as they are known, and the reports of the run: those of the
/// command line, else those of the configuration.
fn opened(args: &Check) -> (Result<Configs, Vec<Failed>>, Vec<Report>) {
    let typed = || match args.reports.is_empty() {
        true => Report::standard(),
        false => args.reports.clone(),
    };
    let opened = Configs::of(&args.scope.given).and_then(|mut configs| {
        let index = configs.of_run(&args.scope.paths)?;
        let reports = configs.reports(index)?;
        Ok((configs, reports))
    });
    match opened {
        Ok((configs, reports)) if args.reports.is_empty() => (Ok(configs), reports),
        Ok((configs, _)) => (Ok(configs), typed()),
        Err(errors) => (Err(errors), typed()),
    }
}

fn judge(args: &Check, configs: Configs, terminal: &Terminal) -> Result<Checked, Vec<Failed>> {
    let progress = Progress::of((!args.quiet).then_some(terminal));
    judging::judged(&args.scope, configs, Misfit::EndsTheRun, keep(args), &progress)
}

/// What the reports of `args` need.
fn keep(args: &Check) -> Keep {
    let all = args.reports.iter().any(|report| report.format == Format::Json);
    match (args.verbose || all, &args.new_from) {
        (true, _) => Keep::Claims,
        (false, Some(_)) => Keep::Places,
        (false, None) => Keep::Findings,
    }
}

/// Leaves the findings on lines that changed since `revision`.
fn only_new(checked: &mut Checked, revision: &str, args: &Check) -> Result<(), Failed> {
    let mut git = Git::new(revision);
    let sources = checked.sources.len();
    for article in &mut checked.articles {
        let changed = git.changed(&article.text.path, &args.scope)?;
        changed::sift(article, &changed, sources);
    }
    Ok(())
}

/// Reports: findings to standard output or files, everything else to standard error.
fn finish(checked: &Checked, args: &Check, terminal: &Terminal) -> Outcome {
    let run = checked.run();
    let unwritten = reports::deliver(&run, args, terminal);
    checked.failed.iter().chain(&unwritten).for_each(|failed| terminal.error(failed));
    if args.verbose {
        verbose(&run, terminal);
    }
    if args.show_silenced {
        silencing::show(&run, terminal);
    }
    if !args.quiet {
        checked.tell_left_out(args.verbose, terminal);
        if !run.articles.is_empty() {
            terminal.note(&report::summary(&run));
        }
    }
    match unwritten.is_empty() {
        true => outcome(checked, args),
        false => Outcome::Failed,
    }
}

/// Every claim and what became of it.
fn verbose(run: &Run, terminal: &Terminal) {
    for article in run.articles {
        for claim in &article.claims {
            let at = article.text.ends(claim.span).0;
            let path = &article.text.path;
            let (verdict, stance) = (claim.verdict.word(), claim.stance);
            let (line, column, text) = (at.line, at.column, &claim.text);
            terminal.note(&format!("{path}:{line}:{column}: {verdict} ({stance}): {text}"));
            claim.proof.iter().for_each(|step| terminal.note(&format!("    {step}")));
        }
    }
}

fn outcome(checked: &Checked, args: &Check) -> Outcome {
    let found = checked.any_fails(args.fail_on);
    match (checked.failed.is_empty(), found && !args.exit_zero) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Found,
        (true, false) => Outcome::Clean,
    }
}
