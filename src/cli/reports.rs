//! The reports that were asked for: which go where, and getting them there.

use super::args::Check;
use super::files::{self, failed};
use super::formats::{Format, Report};
use super::terminal::Terminal;
use sourcelint::report::{self, Failed, Look, Run};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// GitHub drops the whole summary of a step when it is larger.
const SUMMARY_BYTES_MAX: u64 = 1 << 20;

/// Refuses, before anything is read, what would put two reports into one another.
pub fn possible(args: &Check) -> Result<(), Vec<Failed>> {
    let mut seen = BTreeSet::new();
    let named = args.reports.iter().filter_map(|r| r.path.as_ref()).chain(&args.output);
    for path in named {
        if !seen.insert(path) {
            return Err(vec![failed(path, "two reports for one file", "give each its own")]);
        }
    }
    let together: Vec<&Report> = args.reports.iter().filter(|r| r.path.is_none()).collect();
    if let (true, false, Some(path)) = (together.is_empty(), args.statistics, &args.output) {
        let message = "nothing to write there: every report has a file of its own";
        return Err(vec![failed(path, message, "leave out --output")]);
    }
    let words = |reports: &[&Report]| {
        reports.iter().map(|r| r.format.word()).collect::<Vec<_>>().join(" and ")
    };
    let Some(document) = together.iter().find(|r| !r.format.is_lines()) else {
        return Ok(());
    };
    let format = document.format.word();
    let refused = |message| {
        let next = format!("give it a file: --format {format}=FILE");
        Err(vec![Failed { message, next, ..Failed::default() }])
    };
    if 1 < together.len() {
        return refused(format!("{} cannot stand in one output", words(&together)));
    }
    match args.statistics {
        true => refused(format!("--statistics takes the place that {format} would have")),
        false => Ok(()),
    }
}

/// Writes every report; what could not be written comes back, and the others are still written.
pub fn deliver(run: &Run, args: &Check, terminal: &Terminal) -> Vec<Failed> {
    let mut unwritten = Vec::new();
    let mut attempt = |done: Result<(), Failed>| unwritten.extend(done.err());
    let (files, together): (Vec<&Report>, Vec<&Report>) =
        args.reports.iter().partition(|report| report.path.is_some());
    attempt(one_output(run, &together, args, terminal));
    for report in files {
        let path = report.path.as_deref().unwrap_or(Path::new(""));
        let look = terminal.look_of_a_file();
        attempt(to_file(path, |out| write(run, report.format, look, out), run));
    }
    if args.reports.iter().any(|report| report.format == Format::Github) {
        attempt(step_summary(run));
    }
    unwritten
}

/// What has no file of its own: standard output, or the file that `--output` names.
fn one_output(
    run: &Run,
    reports: &[&Report],
    args: &Check,
    terminal: &Terminal,
) -> Result<(), Failed> {
    let look = match &args.output {
        Some(_) => terminal.look_of_a_file(),
        None => terminal.look(),
    };
    let made = |out: &mut dyn Write| match args.statistics {
        true => report::statistics(run, out, look.width_columns),
        false => reports.iter().try_for_each(|report| write(run, report.format, look, out)),
    };
    match &args.output {
        Some(path) => to_file(path, made, run),
        None if reports.iter().all(|r| r.format.is_lines()) => terminal.log(made),
        None => terminal.written(made),
    }
}

fn write(run: &Run, format: Format, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Full => report::full(run, out, look),
        Format::Concise => report::concise(run, out),
        Format::Json => report::json(run, out),
        Format::Jsonl => report::jsonl(run, out),
        Format::Sarif => report::sarif(run, out),
        Format::Github => report::github(run, out),
        Format::Gitlab => report::gitlab(run, out),
        Format::Junit => report::junit(run, out),
        Format::Checkstyle => report::checkstyle(run, out),
        Format::Rdjson => report::rdjson(run, out),
        Format::Markdown => report::markdown(run, out),
    }
}

/// Writes a report, but never over a text of the run: `--format markdown=draft.md` would be the end
/// of the draft.
pub fn to_file(
    path: &Path,
    made: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    run: &Run,
) -> Result<(), Failed> {
    let texts = run.articles.iter().map(|article| &article.text).chain(run.sources);
    let same = |text: &str| matches!((fs::canonicalize(text), fs::canonicalize(path)), (Ok(a), Ok(b)) if a == b);
    if texts.into_iter().any(|text| same(&text.path)) {
        let message = "not written: it is an article or a source of this run";
        return Err(failed(path, message, "name another file"));
    }
    files::made(path, made)
}

/// Adds the report to the page of the job, when GitHub Actions says where that is.
fn step_summary(run: &Run) -> Result<(), Failed> {
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let path = PathBuf::from(path);
    let there = fs::metadata(&path).map_or(0, |meta| meta.len());
    let left = usize::try_from(SUMMARY_BYTES_MAX.saturating_sub(there)).unwrap_or(0);
    let mut bytes = Vec::new();
    report::markdown_within(run, left, &mut bytes)
        .map_err(|error| Failed { message: error.to_string(), ..Failed::default() })?;
    files::append(&path, &bytes)
}
