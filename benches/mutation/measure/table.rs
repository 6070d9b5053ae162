//! The tables, in Markdown.

use super::data::Kind;
use super::score::{Alarm, Outcome};
use std::collections::BTreeMap;
use std::fmt::Write;

const HEAD: [&str; 7] =
    ["edits", "found", "wrong evidence", "twins", "false alarms", "precision", "recall"];

const UNEDITED: &str = "none: the right sentence";

/// What was counted of some outcomes.
#[derive(Default, Clone, Copy)]
struct Tally {
    edits: usize,
    found: usize,
    /// Findings, not sentences.
    right: usize,
    wrong: usize,
    twins: usize,
    alarms: usize,
}

impl Tally {
    fn of<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> Tally {
        outcomes.into_iter().fold(Tally::default(), |sum, outcome| Tally {
            edits: sum.edits + 1,
            found: sum.found + usize::from(!outcome.right.is_empty()),
            right: sum.right + outcome.right.len(),
            wrong: sum.wrong + outcome.wrong.len(),
            twins: sum.twins + outcome.twins,
            alarms: sum.alarms + outcome.alarms.len(),
        })
    }

    /// The unedited sentences, each once.
    fn unedited<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> Tally {
        let unedited = outcomes.into_iter().filter_map(|o| o.unedited.as_ref());
        unedited.fold(Tally::default(), |sum, one| Tally {
            twins: sum.twins + 1,
            alarms: sum.alarms + one.alarms.len(),
            ..sum
        })
    }

    /// The edits and the unedited sentences.
    fn whole(outcomes: &[&Outcome]) -> Tally {
        let edited = Tally::of(outcomes.iter().copied());
        let unedited = Tally::unedited(outcomes.iter().copied());
        let (twins, alarms) = (edited.twins + unedited.twins, edited.alarms + unedited.alarms);
        Tally { twins, alarms, ..edited }
    }

    fn row(&self) -> [String; 7] {
        let counts = [self.edits, self.found, self.wrong, self.twins, self.alarms];
        let [edits, found, wrong, twins, alarms] = counts.map(|n| n.to_string());
        // Without an edit there is nothing to be right about.
        let all = if self.edits == 0 { 0 } else { self.right + self.wrong + self.alarms };
        let precision = share(self.right, all);
        [edits, found, wrong, twins, alarms, precision, share(self.found, self.edits)]
    }
}

/// `0.95`; a dash where there is nothing to divide by.
fn share(part: usize, whole: usize) -> String {
    match whole {
        0 => "–".to_owned(),
        _ => format!("{:.2}", part as f64 / whole as f64),
    }
}

/// A line for each kind of edit.
pub fn by_kind(outcomes: &[Outcome]) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for kind in Kind::ALL {
        let of_kind = outcomes.iter().filter(|o| o.edit.kind == kind);
        rows.push(row(vec![kind.title().to_owned()], Tally::of(of_kind)));
    }
    rows.push(row(vec![UNEDITED.to_owned()], Tally::unedited(outcomes)));
    let (across, same): (Vec<&Outcome>, Vec<&Outcome>) =
        outcomes.iter().partition(|o| o.edit.lang != o.edit.source_lang);
    rows.push(row(vec!["all in the announcement's language".to_owned()], Tally::whole(&same)));
    rows.push(row(vec!["all in another language or script".to_owned()], Tally::whole(&across)));
    let all: Vec<&Outcome> = outcomes.iter().collect();
    rows.push(row(vec!["total".to_owned()], Tally::whole(&all)));
    written(&["edit"], &rows)
}

/// A line for each kind of edit and language.
pub fn by_kind_and_language(outcomes: &[Outcome]) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let all: Vec<&Outcome> = outcomes.iter().collect();
    let languages = by_language(&all);
    for kind in Kind::ALL {
        let of_kind: Vec<&Outcome> = outcomes.iter().filter(|o| o.edit.kind == kind).collect();
        for (language, of_language) in by_language(&of_kind) {
            rows.push(row(vec![kind.title().to_owned(), language], Tally::of(of_language)));
        }
    }
    for (language, of) in &languages {
        let tally = Tally::unedited(of.iter().copied());
        rows.push(row(vec![UNEDITED.to_owned(), language.clone()], tally));
    }
    for (language, of) in &languages {
        rows.push(row(vec!["total".to_owned(), language.clone()], Tally::whole(of)));
    }
    rows.push(row(vec!["total".to_owned(), "all".to_owned()], Tally::whole(&all)));
    written(&["edit", "language"], &rows)
}

fn by_language<'o>(outcomes: &[&'o Outcome]) -> BTreeMap<String, Vec<&'o Outcome>> {
    let mut by: BTreeMap<String, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        by.entry(outcome.edit.languages()).or_default().push(outcome);
    }
    by
}

/// One line each: where false alarms come from; how many twins put a guard to the test, which they
/// do only where the bare sentence is found; and how many right sentences are supported.
pub fn guards(outcomes: &[Outcome]) -> String {
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    let unedited: Vec<_> = outcomes.iter().filter_map(|o| o.unedited.as_ref()).collect();
    let right = unedited.iter().flat_map(|one| &one.alarms);
    for Alarm { guard, .. } in outcomes.iter().flat_map(|o| &o.alarms).chain(right) {
        *by.entry(guard).or_default() += 1;
    }
    let parts: Vec<String> = by.iter().map(|(guard, n)| format!("{guard} {n}")).collect();
    let told = if parts.is_empty() { "none".to_owned() } else { parts.join(", ") };
    let supported = unedited.iter().filter(|one| one.supported).count();
    let found = Tally::of(outcomes.iter().filter(|o| !o.right.is_empty()));
    format!(
        "false alarms by guard: {told}\n\
         twins of found sentences: {}, with {} false alarms\n\
         right sentences supported: {supported} of {}\n",
        found.twins,
        found.alarms,
        unedited.len()
    )
}

fn row(mut names: Vec<String>, tally: Tally) -> Vec<String> {
    names.extend(tally.row());
    names
}

fn written(names: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = names.iter().chain(&HEAD).map(|s| (*s).to_owned()).collect();
    let all = || std::iter::once(&head).chain(rows);
    let width = |at: usize| all().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |row: &[String]| {
        let cell = |(at, text): (usize, &String)| match at < names.len() {
            true => format!(" {text:<width$} |", width = widths[at]),
            false => format!(" {text:>width$} |", width = widths[at]),
        };
        format!("|{}\n", row.iter().enumerate().map(cell).collect::<String>())
    };
    let rule = |at: usize| match at < names.len() {
        true => format!("{}|", "-".repeat(widths[at] + 2)),
        false => format!("{}:|", "-".repeat(widths[at] + 1)),
    };
    let mut text = line(&head);
    writeln!(text, "|{}", (0..head.len()).map(rule).collect::<String>())
        .expect("a string takes what is written");
    text.extend(rows.iter().map(|row| line(row)));
    text
}
