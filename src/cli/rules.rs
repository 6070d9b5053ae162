//! `sourcelint rules`: the tests inside rule files, and lists of rules.

use super::args::{Given, Rules};
use super::sources;
use super::terminal::Terminal;
use super::{Outcome, files, packs};
use sourcelint::document::Document;
use sourcelint::door::{self, PackError};
use sourcelint::report::{Failed, clean, pages, table};
use sourcelint::rule::Pack;
use std::path::PathBuf;

/// Does what `args` says.
pub fn rules(args: &Rules, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    match args {
        Rules::Test { packs, sources } => test(packs, sources, terminal),
        Rules::List { packs } => list(packs, terminal),
    }
}

fn test(
    paths: &[PathBuf],
    source_paths: &[PathBuf],
    terminal: &Terminal,
) -> Result<Outcome, Vec<Failed>> {
    if paths.is_empty() {
        let next = "sourcelint rules test rules/ --source FILE".into();
        return Err(vec![Failed {
            message: "no rule file to test".into(),
            next,
            ..Failed::default()
        }]);
    }
    let packs = packs::load(paths)?;
    let read = source_paths.iter().map(|path| sources::read(path, &packs).map_err(|e| vec![e]));
    let documents = read.collect::<Result<Vec<_>, _>>()?;
    let mut outcome = Outcome::Clean;
    let mut tested = 0;
    for pack in packs {
        let (name, count) = (name(&pack), pack.examples.len());
        match tried(&documents, pack) {
            Tried::Passed => {
                tested += 1;
                let noun = if count == 1 { "example" } else { "examples" };
                terminal.lines(&[format!("ok {name}: {count} {noun}")])?;
            }
            Tried::Skipped(reason) => {
                terminal.lines(&[table::cut(&format!("skipped {name}: {reason}"), 1000)])?;
            }
            Tried::Failed(errors, with) => {
                tested += 1;
                terminal.lines(&[format!("FAILED {name}")])?;
                errors.iter().for_each(|error| terminal.error(&files::bad_rule(error)));
                outcome = if outcome == Outcome::Failed { outcome } else { with };
            }
        }
    }
    if tested == 0 {
        let message = "nothing tested: no rule file belongs to this source".into();
        return Err(vec![Failed { message, ..Failed::default() }]);
    }
    Ok(outcome)
}

/// What became of one rule file's tests.
enum Tried {
    Passed,
    Skipped(String),
    /// `Found` when only examples failed, `Failed` when the file does not fit its source.
    Failed(Vec<PackError>, Outcome),
}

fn tried(sources: &[Document], pack: Pack) -> Tried {
    let examples: Vec<_> = pack.examples.iter().map(|e| (e.mark.line, e.mark.column)).collect();
    match door::prepare(sources, vec![pack]) {
        Ok(prepared) => match prepared.skipped.into_iter().next() {
            Some((_, reason)) => Tried::Skipped(reason),
            None => Tried::Passed,
        },
        Err(errors) => {
            let examples_only = errors.iter().all(|e| examples.contains(&(e.line, e.column)));
            Tried::Failed(errors, if examples_only { Outcome::Found } else { Outcome::Failed })
        }
    }
}

fn name(pack: &Pack) -> String {
    let name = if pack.id.is_empty() { &pack.path } else { &pack.id };
    table::cut(name, 200)
}

/// The rules and what each is about. An id is never cut, since it is there to be copied.
fn list(paths: &[PathBuf], terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let given = Given { rules: paths.to_vec(), ..Given::default() };
    let packs = packs::in_force(&given)?;
    let general = pages::PAGES.iter().map(|(id, _)| (id.to_string(), pages::one_line(id).into()));
    let of_packs = packs.iter().flat_map(|pack| {
        let head = (pack.id.clone(), format!("{} ({})", pack.title, pack.path));
        std::iter::once(head).chain(packs::rules(pack)).collect::<Vec<_>>()
    });
    let rows: Vec<(String, String)> = general.chain(of_packs).collect();
    let width = rows.iter().map(|(id, _)| id.len()).max().unwrap_or(0);
    let left = terminal.look().width_columns.saturating_sub(width + 2).max(40);
    let line = |(id, about): &(String, String)| {
        let id = clean::line(id);
        format!("{id:<width$}  {}", table::cut(about, left))
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    terminal.lines(&lines)?;
    Ok(Outcome::Clean)
}
