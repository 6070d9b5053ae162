//! `sourcelint audit`: judges every article of folders side by side, and writes one report.

use super::Outcome;
use super::args::{Audit, AuditFormat};
use super::articles::{self, Found, Ignoring, Met, Wanted};
use super::progress::Progress;
use super::sources::{self, Sets};
use super::terminal::Terminal;
use super::{files, packs, reports};
use rayon::ThreadPoolBuilder;
use sourcelint::document::Document;
use sourcelint::report::{self, Article, Failed, Run, audit as formats};
use sourcelint::verdict::Judgement;
use std::fs;
use std::path::Path;

/// Bytes of stack a thread has: what the main thread has on most systems, since texts nest.
const STACK_BYTES: usize = 8 << 20;

/// What a run came to.
#[derive(Default)]
struct Audited {
    sources: Vec<Document>,
    articles: Vec<(Document, Vec<usize>, Judgement)>,
    failed: Vec<Failed>,
    /// Rule files that belong to other announcements.
    skipped: usize,
}

/// Judges what `args` names and writes the report.
pub fn audit(args: &Audit, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let jobs = args.jobs.map_or(0, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK_BYTES).build();
    let pool = pool.map_err(|error| {
        let message = format!("cannot start {jobs} jobs: {error}");
        vec![Failed { message, ..Failed::default() }]
    })?;
    let audited = pool.install(|| audited(args, terminal));
    Ok(finish(&audited, args, terminal))
}

/// Everything up to the verdicts. What cannot be judged is kept with its reason.
fn audited(args: &Audit, terminal: &Terminal) -> Audited {
    let ignoring = if args.no_ignore { Ignoring::No } else { Ignoring::Yes };
    let wanted = Wanted { paths: &args.folders, ignoring, stdin_name: None };
    let (mut met, failed) = articles::met(wanted);
    met.retain(|one| !is_own_report(one, args.output.as_deref()));
    let packs = match packs::load(&args.given.rules) {
        Ok(packs) => packs,
        Err(errors) => {
            let failed = failed.into_iter().chain(errors).collect();
            return Audited { failed, ..Audited::default() };
        }
    };
    let progress = Progress::of((!args.quiet).then_some(terminal));
    let read = progress.along("reading", met, |one| articles::found(one, None));
    let (found, failed) = articles::sorted(read, failed);
    let found = sources::without_sources(found, &args.given.sources);
    let mut audited = Audited { failed, ..Audited::default() };
    let mut sets = Sets::new(&packs);
    let placed = placed(found, args, &mut sets, &mut audited.failed);
    let judged = progress.along("judging", placed, |(article, indices)| {
        let judgement = judged(&article, &indices, &sets)?;
        Ok((article.document, indices, judgement))
    });
    for one in judged {
        match one {
            Ok(article) => audited.articles.push(article),
            Err(errors) => add(&mut audited.failed, errors),
        }
    }
    if audited.articles.is_empty() && audited.failed.is_empty() {
        audited.failed.push(Failed {
            message: "nothing to check: every file found is a source".into(),
            next: "name a folder with articles".into(),
            ..Failed::default()
        });
    }
    let (sources, skipped) = sets.done();
    Audited { sources, skipped: skipped.len(), ..audited }
}

/// Whether a file is what an earlier run wrote to the same place: a report is no article.
fn is_own_report(met: &Met, output: Option<&Path>) -> bool {
    let output = output.and_then(|path| fs::canonicalize(path).ok());
    output.is_some()
        && met.real == output
        && output
            .and_then(|path| files::text(&path).ok())
            .is_some_and(|text| text.lines().take(2).any(|line| line == formats::MARK))
}

/// Each article with the sources it is held against; these are read and prepared here, once.
fn placed(
    found: Vec<Found>,
    args: &Audit,
    sets: &mut Sets,
    failed: &mut Vec<Failed>,
) -> Vec<(Found, Vec<usize>)> {
    let mut placed = Vec::new();
    for article in found {
        match sets.of(&article, &args.given.sources).map(|set| set.indices.clone()) {
            Ok(indices) => placed.push((article, indices)),
            Err(errors) => add(failed, errors),
        }
    }
    placed
}

/// A rule file that does not fit its source is named with the article: the verdicts without it
/// would be others, but those of other sources stand.
fn judged(article: &Found, indices: &[usize], sets: &Sets) -> Result<Judgement, Vec<Failed>> {
    let Some(set) = sets.known(indices) else { return Err(Vec::new()) };
    let prepared = set.prepared().map_err(|errors| {
        let because = Failed {
            path: article.document.path.clone(),
            message: "not checked: a rule file does not fit its source".into(),
            next: String::new(),
        };
        errors.into_iter().chain([because]).collect::<Vec<_>>()
    })?;
    set.held(&article.document, prepared).map_err(|failed| vec![failed])
}

/// What several articles share is told once.
fn add(failed: &mut Vec<Failed>, errors: Vec<Failed>) {
    for error in errors {
        if !failed.contains(&error) {
            failed.push(error);
        }
    }
}

/// The report to its place, everything else to standard error.
fn finish(audited: &Audited, args: &Audit, terminal: &Terminal) -> Outcome {
    let articles = audited.articles.iter().map(|(document, sources, judgement)| Article {
        document,
        sources: sources.clone(),
        judgement: judgement.clone(),
    });
    let run = Run {
        sources: &audited.sources,
        articles: articles.collect(),
        failed: audited.failed.clone(),
    };
    let unwritten = written(&run, args, terminal).err();
    run.failed.iter().chain(&unwritten).for_each(|failed| terminal.error(failed));
    if !args.quiet {
        if 0 < audited.skipped {
            let count = audited.skipped;
            terminal.note(&format!("{count} of the rule files belong to other announcements"));
        }
        if !run.articles.is_empty() {
            terminal.note(&report::summary(&run));
        }
    }
    if unwritten.is_some() || run.articles.is_empty() {
        return Outcome::Failed;
    }
    if args.fail_on.fails(&run) { Outcome::Found } else { Outcome::Clean }
}

fn written(run: &Run, args: &Audit, terminal: &Terminal) -> Result<(), Failed> {
    let mut bytes = Vec::new();
    let made = match args.format.unwrap_or_else(|| by_ending(args.output.as_deref())) {
        AuditFormat::Html => formats::html(run, &mut bytes),
        AuditFormat::Markdown => formats::markdown(run, &mut bytes),
        AuditFormat::Csv => formats::csv(run, &mut bytes),
        AuditFormat::Json => formats::json(run, &mut bytes),
    };
    made.map_err(|error| reports::unmade(&error))?;
    match &args.output {
        Some(path) => reports::to_file(path, &bytes, run),
        None => terminal.report(&bytes),
    }
}

fn by_ending(output: Option<&Path>) -> AuditFormat {
    let ending = output.and_then(Path::extension).map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("html" | "htm") => AuditFormat::Html,
        Some("csv") => AuditFormat::Csv,
        Some("json") => AuditFormat::Json,
        _ => AuditFormat::Markdown,
    }
}
