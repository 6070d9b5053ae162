//! `sourcelint check`: reads, holds against, reports.

use super::Outcome;
use super::args::{Check, FailOn};
use super::articles::{self, Found};
use super::configs::Configs;
use super::formats::{Format, Report};
use super::named::By;
use super::sources::{self, Sets};
use super::terminal::Terminal;
use super::{belongs, guard, packs, reports};
use sourcelint::document::Document;
use sourcelint::door;
use sourcelint::report::{self, Article, Failed, Run};
use sourcelint::rule::Pack;
use sourcelint::span::Lines;
use sourcelint::verdict::Judgement;
use std::path::{Path, PathBuf};

/// What a run came to.
#[derive(Debug, Default)]
struct Checked {
    sources: Vec<Document>,
    articles: Vec<Held>,
    failed: Vec<Failed>,
    /// Articles without a source that may be left out.
    unsourced: Vec<String>,
    /// Rule files that belong to other announcements: path and reason.
    skipped: Vec<(String, String)>,
}

/// An article that was held against its sources.
#[derive(Debug)]
struct Held {
    document: Document,
    sources: Vec<usize>,
    judgement: Judgement,
    /// Whether a finding in it fails the run.
    is_failing: bool,
}

/// Checks what `args` names and reports it.
pub fn check(args: &Check, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let (configs, reports) = opened(args);
    let args = &Check { reports, ..args.clone() };
    reports::possible(args)?;
    // What stops the whole run is reported in the format that was asked for, too.
    let stopped = |failed| Checked { failed, ..Checked::default() };
    let checked = configs.and_then(|configs| checked(args, configs)).unwrap_or_else(stopped);
    Ok(finish(&checked, args, terminal))
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
        match one(&article, args, configs, &mut sets) {
            Ok((sources, judgement)) => {
                checked.articles.push(held(article, sources, judgement, args, configs));
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

/// The article with its findings as loud as they are wanted, and whether they fail the run.
fn held(
    article: Found,
    sources: Vec<usize>,
    judgement: Judgement,
    args: &Check,
    configs: &Configs,
) -> Held {
    let path = Path::new(&article.document.path);
    let judgement = configs.applied(article.config, path, judgement);
    let fail_on = args.fail_on.map_or_else(|| configs.fail_on(article.config), FailOn::meant);
    let is_failing = judgement.findings.iter().any(|finding| fail_on.fails(finding.severity));
    Held { document: article.document, sources, judgement, is_failing }
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
    sets: &mut Sets,
) -> Result<(Vec<usize>, Judgement), Stop> {
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
        Ok(judgement) => Ok((set.indices.clone(), set.in_the_run(judgement))),
        Err(message) => {
            let next = guard::NEXT.into();
            Err(Stop::Article(vec![Failed { path: path.clone(), message, next }]))
        }
    }
}

/// Reports: findings to standard output or files, everything else to standard error.
fn finish(checked: &Checked, args: &Check, terminal: &Terminal) -> Outcome {
    let articles = checked.articles.iter().map(|held| Article {
        document: &held.document,
        sources: held.sources.clone(),
        judgement: held.judgement.clone(),
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
    let found = checked.articles.iter().any(|held| held.is_failing);
    match (checked.failed.is_empty(), found && !args.exit_zero) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Found,
        (true, false) => Outcome::Clean,
    }
}
