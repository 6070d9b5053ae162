//! What is not reported of what was found: asks the library, and tells.

use super::args::Scope;
use super::packs::ids;
use super::terminal::Terminal;
use sourcelint::cache::Fit;
use sourcelint::report::{Run, pages};
use sourcelint::rule::Pack;
use sourcelint::silence::{self, Rules};
use sourcelint::verdict::Silenced;
use std::collections::BTreeSet;

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
    for article in run.articles {
        let path = &article.text.path;
        for Silenced { finding, by } in &article.silenced {
            let place = article.text.ends(finding.span).0;
            let (line, column) = (place.line, place.column);
            let (severity, id, message) = (finding.severity.word(), &finding.id, &finding.message);
            let why = match by.said() {
                Some((span, reason)) => {
                    format!("line {}: {reason}", article.text.ends(span).0.line)
                }
                None => by.word().to_owned(),
            };
            let found = format!("{severity}[{id}] {message}");
            terminal.note(&format!("silenced: {path}:{line}:{column}: {found} ({why})"));
        }
    }
}
