//! The mutation benchmark: how many sentences made wrong in one place are found, and how many right
//! or guarded ones are not. Measures no time.
//!
//! ```sh
//! cargo bench --bench mutation                     # the tables
//! cargo bench --bench mutation -- --show misses    # the wrong sentences that were not found
//! cargo bench --bench mutation -- --show false     # what was said wrongly
//! cargo bench --bench mutation -- --show all       # every wrong sentence beside the right one
//! cargo bench --bench mutation -- --update         # the table of README.md; --date, or today
//! ```
//!
//! `cargo test --bench mutation -- …` does the same without an optimised build.

mod measure;
mod readme;

use measure::{Outcome, Said};
use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo bench --bench mutation -- \
                     [--show misses|false|all] [--update [--date YYYY-MM-DD]]\n";

/// What was asked for.
#[derive(Default)]
struct Asked {
    show: Option<Show>,
    update: bool,
    date: Option<jiff::civil::Date>,
}

#[derive(Clone, Copy)]
enum Show {
    Misses,
    False,
    All,
}

fn main() -> ExitCode {
    let Some(asked) = asked(std::env::args().skip(1)) else {
        tell(&mut std::io::stderr(), USAGE);
        return ExitCode::from(2);
    };
    let outcomes = measure::outcomes();
    let text = match asked.show {
        Some(Show::Misses) => outcomes.iter().filter(|o| o.right.is_empty()).map(edited).collect(),
        Some(Show::False) => outcomes.iter().map(said_wrongly).collect(),
        Some(Show::All) => outcomes.iter().map(edited).collect(),
        None => {
            let tables = [measure::by_kind(&outcomes), measure::by_kind_and_language(&outcomes)];
            format!("{}\n{}", tables.join("\n"), measure::guards(&outcomes))
        }
    };
    tell(&mut std::io::stdout(), &text);
    let table = measure::by_kind(&outcomes);
    if asked.update {
        let date = asked.date.unwrap_or_else(|| jiff::Zoned::now().date());
        readme::update(&date.to_string(), &table);
    } else if readme::table() != table {
        tell(&mut std::io::stderr(), "README.md shows other figures; --update renews them\n");
    }
    ExitCode::SUCCESS
}

fn asked(args: impl Iterator<Item = String>) -> Option<Asked> {
    let mut asked = Asked::default();
    // Cargo adds `--bench`.
    let mut args = args.filter(|arg| arg != "--bench");
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--update" => asked.update = true,
            "--date" => asked.date = Some(args.next()?.parse().ok()?),
            "--show" => {
                asked.show = Some(match args.next()?.as_str() {
                    "misses" => Show::Misses,
                    "false" => Show::False,
                    "all" => Show::All,
                    _ => return None,
                });
            }
            _ => return None,
        }
    }
    Some(asked)
}

/// Writes; a reader that has gone away is no fault.
fn tell(out: &mut impl Write, text: &str) {
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// An edited sentence and what was said of it.
fn edited(outcome: &Outcome) -> String {
    let edit = &outcome.edit;
    let mut text = format!("{} ({}, {})\n", edit.kind.title(), edit.case, edit.languages());
    put(&mut text, "right", &edit.right);
    put(&mut text, "wrong", &edit.wrong);
    outcome.right.iter().for_each(|said| finding(&mut text, "found", said));
    outcome.wrong.iter().for_each(|said| finding(&mut text, "elsewhere", said));
    text + "\n"
}

/// Findings that should not be there, with their sentences.
fn said_wrongly(outcome: &Outcome) -> String {
    let edit = &outcome.edit;
    let head = format!("({}, {})", edit.case, edit.languages());
    let mut text = String::new();
    if !outcome.wrong.is_empty() {
        text += &format!("{} {head}\n", edit.kind.title());
        put(&mut text, "wrong", &edit.wrong);
        outcome.wrong.iter().for_each(|said| finding(&mut text, "elsewhere", said));
        text.push('\n');
    }
    let right = outcome.unedited.iter().flat_map(|one| &one.alarms);
    for alarm in outcome.alarms.iter().chain(right) {
        text += &format!("{}, {} {head}\n", edit.kind.title(), alarm.guard);
        put(&mut text, "said", &alarm.sentence);
        finding(&mut text, "alarm", &alarm.said);
        text.push('\n');
    }
    text
}

fn finding(text: &mut String, name: &str, said: &Said) {
    put(text, name, &format!("{} {}", said.id, said.message));
    said.evidence.iter().for_each(|(_, words)| put(text, "on", words));
}

fn put(text: &mut String, name: &str, words: &str) {
    writeln!(text, "  {name:<9} {words}").expect("a string takes what is written");
}
