//! What is not reported of what was found: asks the library, and tells.

use super::args::Scope;
use super::packs::ids;
use super::terminal::Terminal;
use sourcelint::cache::Fit;
use sourcelint::config::FailOn;
use sourcelint::report::{Run, pages};
use sourcelint::rule::Pack;
use sourcelint::silence::{self, Rules};
use sourcelint::span::Lines;
use sourcelint::verdict::{Judgement, Silenced};
use std::collections::BTreeSet;

/// What became of one article.
#[derive(Debug)]
pub struct Judged {
    /// The sources it was held against.
    pub sources: Vec<usize>,
    /// What is reported is in its findings.
    pub judgement: Judgement,
    /// What is not reported of what was found.
    pub silenced: Vec<Silenced>,
    /// Which findings fail the run.
    pub fail_on: FailOn,
}

/// The rules of a run, and those that an article is asked about: with the rule files that `fit`.
pub fn rules(packs: &[Pack], fit: &Fit) -> Rules {
    let rules = || pages::PAGES.iter().filter(|(id, _)| !silence::OWN.contains(id));
    let general = || rules().map(|(id, _)| (*id).to_owned());
    let used = |pack: &&Pack| fit.used.contains(&pack.path);
    let asked: BTreeSet<String> =
        general().chain(packs.iter().filter(used).flat_map(ids)).collect();
    Rules { known: general().chain(packs.iter().flat_map(ids)).collect(), asked }
}

/// The day on which comments are read.
pub fn today(scope: &Scope) -> jiff::civil::Date {
    scope.today.unwrap_or_else(|| jiff::Zoned::now().date())
}

/// One line for each finding that is not reported, with the reason.
pub fn show(run: &Run, terminal: &Terminal) {
    for article in &run.articles {
        let path = &article.document.path;
        let lines = Lines::of(&article.document.text);
        let at = |byte| lines.position(&article.document.text, byte);
        for Silenced { finding, by } in &article.silenced {
            let place = at(finding.span.start);
            let (line, column) = (place.line, place.column);
            let (severity, id, message) = (finding.severity.word(), &finding.id, &finding.message);
            let why = match by.said() {
                Some((span, reason)) => format!("line {}: {reason}", at(span.start).line),
                None => by.word().to_owned(),
            };
            let found = format!("{severity}[{id}] {message}");
            terminal.note(&format!("silenced: {path}:{line}:{column}: {found} ({why})"));
        }
    }
}
