//! `sourcelint audit`: judges every article of folders side by side, and writes one report.

use super::Outcome;
use super::args::{Audit, AuditFormat};
use super::configs::Configs;
use super::judging::{self, Checked, Misfit};
use super::progress::Progress;
use super::reports;
use super::terminal::Terminal;
use sourcelint::report::{self, Failed, Keep, Run, audit as formats};
use std::io::Write;
use std::path::Path;

/// Judges what `args` names and writes the report.
pub fn audit(args: &Audit, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let progress = Progress::of((!args.quiet).then_some(terminal));
    let judged = Configs::of(&args.scope.given).and_then(|configs| {
        judging::judged(&args.scope, configs, Misfit::LosesArticles, keep(args), &progress)
    });
    // What leaves nothing to judge is in the report, too.
    let checked = judged.unwrap_or_else(|failed| Checked { failed, ..Checked::default() });
    Ok(finish(&checked, args, terminal))
}

/// What the report needs: the page shows whole texts.
fn keep(args: &Audit) -> Keep {
    if format(args) == AuditFormat::Html { Keep::Page } else { Keep::Findings }
}

fn format(args: &Audit) -> AuditFormat {
    args.format.unwrap_or_else(|| by_ending(args.output.as_deref()))
}

/// The report to its place, everything else to standard error.
fn finish(checked: &Checked, args: &Audit, terminal: &Terminal) -> Outcome {
    let run = checked.run();
    let unwritten = written(&run, args, terminal).err();
    run.failed.iter().chain(&unwritten).for_each(|failed| terminal.error(failed));
    if !args.quiet {
        checked.tell_left_out(false, terminal);
        if !run.articles.is_empty() {
            terminal.note(&report::summary(&run));
        }
    }
    if unwritten.is_some() || run.articles.is_empty() {
        return Outcome::Failed;
    }
    if checked.any_fails(Some(args.fail_on)) { Outcome::Found } else { Outcome::Clean }
}

fn written(run: &Run, args: &Audit, terminal: &Terminal) -> Result<(), Failed> {
    let made = |out: &mut dyn Write| match format(args) {
        AuditFormat::Html => formats::html(run, out),
        AuditFormat::Markdown => formats::markdown(run, out),
        AuditFormat::Csv => formats::csv(run, out),
        AuditFormat::Json => formats::json(run, out),
    };
    match &args.output {
        Some(path) => reports::to_file(path, made, run),
        None => terminal.written(made),
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
