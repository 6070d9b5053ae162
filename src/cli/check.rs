//! `sourcelint check`: reads, holds against, reports.

use super::Outcome;
use super::args::{Check, FailOn};
use super::articles::{self, Found};
use super::configs::{Configs, FAIL_ON};
use super::formats::{Format, Report};
use super::git::Git;
use super::named::By;
use super::silencing::{self, Judged};
use super::sources::{self, Sets};
use super::terminal::Terminal;
use super::{baselines, belongs, guard, packs, reports};
use sourcelint::document::Document;
use sourcelint::door;
use sourcelint::report::{self, Article, Failed, Run};
use sourcelint::rule::Pack;
use sourcelint::silence::{self, Sifted, changed};
use sourcelint::span::Lines;
use std::path::{Path, PathBuf};

/// What a run came to.
#[derive(Debug, Default)]
struct Checked {
    sources: Vec<Document>,
    articles: Vec<(Document, Judged)>,
    failed: Vec<Failed>,
    /// Articles without a source that may be left out.
    unsourced: Vec<String>,
    /// Rule files that belong to other announcements: path and reason.
    skipped: Vec<(String, String)>,
}

/// Checks what `args` names and reports it.
pub fn check(args: &Check, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let (configs, reports) = opened(args);
    let args = &Check { reports, ..args.clone() };
    reports::possible(args)?;
    let baseline = baselines::given(args)?;
    // What stops the whole run is reported in the format that was asked for, too.
    let stopped = |failed| Checked { failed, ..Checked::default() };
    let mut checked = configs.and_then(|configs| checked(args, configs)).unwrap_or_else(stopped);
    let mut notes = Vec::new();
    if let Some(given) = baseline.filter(|_| !checked.articles.is_empty()) {
        notes = match args.write_baseline {
            true => given.write(&mut checked.articles).unwrap_or_else(|error| {
                checked.failed.push(error);
                Vec::new()
            }),
            false => given.hold(&mut checked.articles),
        };
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
    Ok(outcome)
}

/// What a check that `args` describes could not do; nothing is reported.
pub fn tried(args: &Check) -> Vec<Failed> {
    match Configs::of(&args.given).and_then(|configs| checked(args, configs)) {
        Ok(checked) => checked.failed,
        Err(failed) => failed,
    }
}

/// The configuration files as far as they are known, and the reports of the run: those of the
/// command line, else those of the configuration.
fn opened(args: &Check) -> (Result<Configs, Vec<Failed>>, Vec<Report>) {
    let typed = || match args.reports.is_empty() {
        true => vec![Report { format: Format::Full, path: None }],
        false => args.reports.clone(),
    };
    let opened = Configs::of(&args.given).and_then(|mut configs| {
        let index = configs.of_run(&args.paths)?;
        let reports = configs.reports(index)?;
        Ok((configs, reports))
    });
    match opened {
        Ok((configs, reports)) if args.reports.is_empty() => (Ok(configs), reports),
        Ok((configs, _)) => (Ok(configs), typed()),
        Err(errors) => (Err(errors), typed()),
    }
}

/// Leaves the findings on lines that changed since `revision`.
fn only_new(checked: &mut Checked, revision: &str, args: &Check) -> Result<(), Failed> {
    let mut git = Git::new(revision);
    let sources = checked.sources.len();
    for (document, judged) in &mut checked.articles {
        let changed = git.changed(document, args)?;
        let old = changed::sift(document, &mut judged.judgement, &changed, sources);
        judged.silenced.extend(old);
    }
    Ok(())
}

/// Everything up to the verdicts; an error here means that nothing could be judged.
fn checked(args: &Check, mut configs: Configs) -> Result<Checked, Vec<Failed>> {
    let (found, mut failed) = articles::articles(args, &mut configs)?;
    let groups = match packs::groups(&args.given, &configs) {
        Ok(groups) => groups,
        Err(errors) => return Err(failed.into_iter().chain(errors).collect()),
    };
    let found = sources::without_sources(found, &args.given.sources, &configs.sources());
    match judged(found, args, &configs, &groups, &mut failed) {
        Ok(checked) => Ok(Checked { failed, ..checked }),
        Err(errors) => Err(failed.into_iter().chain(errors).collect()),
    }
}

fn judged(
    found: Vec<Found>,
    args: &Check,
    configs: &Configs,
    groups: &[Vec<Pack>],
    failed: &mut Vec<Failed>,
) -> Result<Checked, Vec<Failed>> {
    let mut sets = Sets::new(groups);
    if !args.given.sources.is_empty() {
        let group = found.first().map_or(0, |article| article.group(&args.given));
        sets.set(group, &args.given.sources)?;
    }
    let mut checked = Checked::default();
    for article in found {
        match one(&article, args, configs, groups, &mut sets) {
            Ok(judged) => {
                let judged = configured(&article, judged, args, configs);
                checked.articles.push((article.document, judged));
            }
            Err(Stop::Unsourced) => checked.unsourced.push(article.document.path),
            Err(Stop::Article(errors)) => {
                // A source that several articles name is reported once.
                let new: Vec<_> = errors.into_iter().filter(|e| !failed.contains(e)).collect();
                failed.extend(new);
            }
            Err(Stop::Run(errors)) => return Err(errors),
        }
    }
    if checked.articles.is_empty() && failed.is_empty() && checked.unsourced.is_empty() {
        failed.push(Failed {
            message: "nothing to check: every file found is a source".into(),
            next: "name the article itself".into(),
            ..Failed::default()
        });
    }
    (checked.sources, checked.skipped) = sets.done();
    Ok(checked)
}

/// The findings as loud as the configuration wants them, and what fails the run.
fn configured(article: &Found, judged: Judged, args: &Check, configs: &Configs) -> Judged {
    let path = Path::new(&article.document.path);
    let judgement = configs.applied(article.config, path, judged.judgement);
    let fail_on = args.fail_on.map_or_else(|| configs.fail_on(article.config), FailOn::meant);
    Judged { judgement, fail_on, ..judged }
}

/// What an error ends.
enum Stop {
    /// Nothing: there is nothing to hold this article against, and that is allowed.
    Unsourced,
    /// This article; the others are still checked.
    Article(Vec<Failed>),
    /// The run: verdicts without a broken rule file would be other verdicts.
    Run(Vec<Failed>),
}

/// Holds one article against its sources.
fn one(
    article: &Found,
    args: &Check,
    configs: &Configs,
    groups: &[Vec<Pack>],
    sets: &mut Sets,
) -> Result<Judged, Stop> {
    let path = &article.document.path;
    let unread = |errors: Vec<Failed>, said: String| {
        let message = format!("not checked: its source{said} cannot be read");
        let because = Failed { path: path.clone(), message, next: String::new() };
        Stop::Article(errors.into_iter().chain([because]).collect())
    };
    let config = configs.get(article.config).map(|loaded| &loaded.config);
    let named = belongs::sources(article, &args.given, configs, sets);
    let named = named.map_err(|errors| unread(errors, String::new()))?;
    if named.is_empty() && args.allow_unsourced {
        return Err(Stop::Unsourced);
    }
    if named.is_empty() {
        return Err(Stop::Article(vec![sources::none(&article.document, config)]));
    }
    let said = named.iter().find_map(|named| match (named.by, config) {
        (By::Glob(line), Some(config)) => Some(format!(" (see {}:{line})", config.path)),
        _ => None,
    });
    let paths: Vec<PathBuf> = named.into_iter().map(|named| named.path).collect();
    let set = sets.set(article.group(&args.given), &paths);
    let set = set.map_err(|errors| unread(errors, said.unwrap_or_default()))?;
    let prepared = set.prepared().map_err(Stop::Run)?;
    let judged = guard::caught(|| door::check(&article.document, &set.documents, prepared));
    match judged {
        Ok(judgement) => {
            let mut judgement = set.in_the_run(judgement);
            let found = std::mem::take(&mut judgement.findings);
            let rules = silencing::rules(&groups[article.group(&args.given)], prepared);
            let today = silencing::today(args);
            let Sifted { findings, silenced } =
                silence::silence(&article.document, found, &rules, today);
            judgement.findings = findings;
            let (sources, fail_on) = (set.indices.clone(), FAIL_ON);
            Ok(Judged { sources, judgement, silenced, fail_on })
        }
        Err(message) => {
            let next = guard::NEXT.into();
            Err(Stop::Article(vec![Failed { path: path.clone(), message, next }]))
        }
    }
}

/// Reports: findings to standard output or files, everything else to standard error.
fn finish(checked: &Checked, args: &Check, terminal: &Terminal) -> Outcome {
    let articles = checked.articles.iter().map(|(document, judged)| Article {
        document,
        sources: judged.sources.clone(),
        judgement: judged.judgement.clone(),
        silenced: judged.silenced.clone(),
    });
    let run = Run {
        sources: &checked.sources,
        articles: articles.collect(),
        failed: checked.failed.clone(),
    };
    let unwritten = reports::deliver(&run, args, terminal);
    checked.failed.iter().chain(&unwritten).for_each(|failed| terminal.error(failed));
    if args.verbose {
        verbose(&run, terminal);
    }
    if args.show_silenced {
        silencing::show(&run, terminal);
    }
    if !args.quiet {
        skipped(checked, args, terminal);
        for path in &checked.unsourced {
            terminal.note(&format!("not checked: {path}: no source"));
        }
        if !run.articles.is_empty() {
            terminal.note(&report::summary(&run));
        }
    }
    match unwritten.is_empty() {
        true => outcome(checked, args),
        false => Outcome::Failed,
    }
}

fn skipped(checked: &Checked, args: &Check, terminal: &Terminal) {
    if args.verbose {
        for (path, reason) in &checked.skipped {
            terminal.note(&format!("not used: {path}: {reason}"));
        }
    } else if let [(path, reason)] = checked.skipped.as_slice() {
        terminal.note(&format!("not used: {path}: {reason}"));
    } else if !checked.skipped.is_empty() {
        let count = checked.skipped.len();
        terminal.note(&format!("{count} rule files not used: --verbose lists them"));
    }
}

/// Every claim and what became of it.
fn verbose(run: &Run, terminal: &Terminal) {
    for article in &run.articles {
        let lines = Lines::of(&article.document.text);
        for claim in &article.judgement.claims {
            let at = lines.position(&article.document.text, claim.span.start);
            let path = &article.document.path;
            let (verdict, stance) = (claim.verdict.word(), claim.stance);
            let (line, column, text) = (at.line, at.column, &claim.text);
            terminal.note(&format!("{path}:{line}:{column}: {verdict} ({stance}): {text}"));
            claim.proof.iter().for_each(|step| terminal.note(&format!("    {step}")));
        }
    }
}

fn outcome(checked: &Checked, args: &Check) -> Outcome {
    let fails = |judged: &Judged| {
        judged.judgement.findings.iter().any(|finding| judged.fail_on.fails(finding.severity))
    };
    let found = checked.articles.iter().any(|(_, judged)| fails(judged));
    match (checked.failed.is_empty(), found && !args.exit_zero) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Found,
        (true, false) => Outcome::Clean,
    }
}
