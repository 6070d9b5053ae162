//! `sourcelint check`: reads, holds against, reports.

use super::Outcome;
use super::args::{Check, FailOn};
use super::articles::{self, Found};
use super::git::Git;
use super::silencing::{self, Judged};
use super::sources::{self, Sets};
use super::terminal::Terminal;
use super::{baselines, guard, packs, reports};
use sourcelint::document::Document;
use sourcelint::door;
use sourcelint::report::{self, Article, Failed, Run};
use sourcelint::rule::Pack;
use sourcelint::silence::{self, Sifted, changed};
use sourcelint::span::Lines;
use sourcelint::verdict::Severity;

/// What a run came to.
#[derive(Debug, Default)]
struct Checked {
    sources: Vec<Document>,
    articles: Vec<(Document, Judged)>,
    failed: Vec<Failed>,
    /// Rule files that belong to other announcements: path and reason.
    skipped: Vec<(String, String)>,
}

/// Checks what `args` names and reports it.
pub fn check(args: &Check, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    reports::possible(args)?;
    let baseline = baselines::given(args)?;
    // What stops the whole run is reported in the format that was asked for, too.
    let stopped = |failed| Checked { failed, ..Checked::default() };
    let mut checked = checked(args).unwrap_or_else(stopped);
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
fn checked(args: &Check) -> Result<Checked, Vec<Failed>> {
    if args.paths.is_empty() {
        return Err(vec![Failed {
            path: String::new(),
            message: "no article to check".into(),
            next: "name files or folders: sourcelint check draft.md --source FILE".into(),
        }]);
    }
    let (found, mut failed) = articles::articles(args);
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
        match one(&article, args, packs, &mut sets) {
            Ok(judged) => checked.articles.push((article.document, judged)),
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
fn one(article: &Found, args: &Check, packs: &[Pack], sets: &mut Sets) -> Result<Judged, Stop> {
    let named = match args.given.sources.is_empty() {
        true => &article.sources,
        false => &args.given.sources,
    };
    let path = &article.document.path;
    if named.is_empty() {
        return Err(Stop::Article(vec![sources::none(&article.document)]));
    }
    let set = match sets.set(named) {
        Ok(set) => set,
        Err(errors) => {
            let because = Failed {
                path: path.clone(),
                message: "not checked: the source it names cannot be read".into(),
                next: String::new(),
            };
            return Err(Stop::Article(errors.into_iter().chain([because]).collect()));
        }
    };
    let prepared = set.prepared().map_err(Stop::Run)?;
    let judged = guard::caught(|| door::check(&article.document, &set.documents, prepared));
    match judged {
        Ok(judgement) => {
            let mut judgement = set.in_the_run(judgement);
            let found = std::mem::take(&mut judgement.findings);
            let rules = silencing::rules(packs, prepared);
            let today = silencing::today(args);
            let Sifted { findings, silenced } =
                silence::silence(&article.document, found, &rules, today);
            judgement.findings = findings;
            Ok(Judged { sources: set.indices.clone(), judgement, silenced })
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
    let least = match args.fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Note => Some(Severity::Note),
        FailOn::Never => None,
    };
    let mut findings = run.articles.iter().flat_map(|a| &a.judgement.findings);
    let found = findings.any(|f| least.is_some_and(|least| least <= f.severity));
    match (run.failed.is_empty(), found && !args.exit_zero) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Found,
        (true, false) => Outcome::Clean,
    }
}
