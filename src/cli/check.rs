//! `sourcelint check`: reads, holds against, reports.

use super::Outcome;
use super::args::Check;
use super::articles::{self, Found, Ignoring, Wanted};
use super::sources::{self, Sets};
use super::terminal::Terminal;
use super::{packs, reports};
use sourcelint::document::Document;
use sourcelint::report::{self, Article, Failed, Run};
use sourcelint::rule::Pack;
use sourcelint::span::Lines;
use sourcelint::verdict::Judgement;

/// What a run came to.
#[derive(Debug, Default)]
struct Checked {
    sources: Vec<Document>,
    articles: Vec<(Document, Vec<usize>, Judgement)>,
    failed: Vec<Failed>,
    /// Rule files that belong to other announcements: path and reason.
    skipped: Vec<(String, String)>,
}

/// Checks what `args` names and reports it.
pub fn check(args: &Check, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    reports::possible(args)?;
    // What stops the whole run is reported in the format that was asked for, too.
    let stopped = |failed| Checked { failed, ..Checked::default() };
    Ok(finish(&checked(args).unwrap_or_else(stopped), args, terminal))
}

/// Everything up to the verdicts; an error here means that nothing could be judged.
fn checked(args: &Check) -> Result<Checked, Vec<Failed>> {
    if args.paths.is_empty() {
        return Err(vec![Failed {
            path: String::new(),
            message: "no article to check".into(),
            next: "name files or folders: sourcelint check draft.md --source FILE".into(),
        }]);
    }
    let (found, mut failed) = articles::articles(Wanted {
        paths: &args.paths,
        ignoring: if args.no_ignore { Ignoring::No } else { Ignoring::Yes },
        stdin_name: args.stdin_filename.as_deref(),
    });
    let packs = match packs::load(&args.given.rules) {
        Ok(packs) => packs,
        Err(errors) => return Err(failed.into_iter().chain(errors).collect()),
    };
    let found = sources::without_sources(found, &args.given.sources);
    match judged(found, args, &packs, &mut failed) {
        Ok(checked) => Ok(Checked { failed, ..checked }),
        Err(errors) => Err(failed.into_iter().chain(errors).collect()),
    }
}

fn judged(
    found: Vec<Found>,
    args: &Check,
    packs: &[Pack],
    failed: &mut Vec<Failed>,
) -> Result<Checked, Vec<Failed>> {
    let mut sets = Sets::new(packs);
    if !args.given.sources.is_empty() {
        sets.set(&args.given.sources)?;
    }
    let mut checked = Checked::default();
    for article in found {
        match one(&article, args, &mut sets) {
            Ok((sources, judgement)) => {
                checked.articles.push((article.document, sources, judgement));
            }
            Err(Stop::Article(errors)) => {
                // A source that several articles name is reported once.
                let new: Vec<_> = errors.into_iter().filter(|e| !failed.contains(e)).collect();
                failed.extend(new);
            }
            Err(Stop::Run(errors)) => return Err(errors),
        }
    }
    if checked.articles.is_empty() && failed.is_empty() {
        failed.push(Failed {
            message: "nothing to check: every file found is a source".into(),
            next: "name the article itself".into(),
            ..Failed::default()
        });
    }
    (checked.sources, checked.skipped) = sets.done();
    Ok(checked)
}

/// What an error ends.
enum Stop {
    /// This article; the others are still checked.
    Article(Vec<Failed>),
    /// The run: verdicts without a broken rule file would be other verdicts.
    Run(Vec<Failed>),
}

/// Holds one article against its sources.
fn one(article: &Found, args: &Check, sets: &mut Sets) -> Result<(Vec<usize>, Judgement), Stop> {
    let set = sets.of(article, &args.given.sources).map_err(Stop::Article)?;
    let prepared = set.prepared().map_err(Stop::Run)?;
    let judged = set.held(&article.document, prepared);
    let judgement = judged.map_err(|failed| Stop::Article(vec![failed]))?;
    Ok((set.indices.clone(), judgement))
}

/// Reports: findings to standard output or files, everything else to standard error.
fn finish(checked: &Checked, args: &Check, terminal: &Terminal) -> Outcome {
    let articles = checked.articles.iter().map(|(document, sources, judgement)| Article {
        document,
        sources: sources.clone(),
        judgement: judgement.clone(),
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
        if !run.articles.is_empty() {
            terminal.note(&report::summary(&run));
        }
    }
    match unwritten.is_empty() {
        true => outcome(&run, args),
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

fn outcome(run: &Run, args: &Check) -> Outcome {
    match (run.failed.is_empty(), args.fail_on.fails(run) && !args.exit_zero) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Found,
        (true, false) => Outcome::Clean,
    }
}
