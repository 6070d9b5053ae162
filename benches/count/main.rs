//! What five small acts cost, counted and not timed, against the figures that are committed.
//!
//! ```sh
//! cargo bench --bench count               # fails where a figure is 5 % off
//! cargo bench --bench count -- --update   # renews benches/count/figures.toml
//! ```
//!
//! Instructions are counted by valgrind, which runs the same program on any machine, busy or not. They
//! depend on the compiler and the kind of processor, so they are compared where both are those of the
//! committed figures, and it is said where not. Allocations and their bytes are compared everywhere.

mod acts;
mod figures;
mod valgrind;

#[path = "../shared/work.rs"]
mod work;

use figures::{Counts, Figures};
use std::process::ExitCode;

/// How far a figure may be from the committed one.
const SLACK: f64 = 0.05;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        // How valgrind is made to run an act.
        ["--act", name, times] => {
            acts::run(name, times.parse().unwrap_or(0));
            ExitCode::SUCCESS
        }
        _ if cfg!(debug_assertions) => say("nothing counted: cargo bench --bench count", 2),
        ["--update"] => {
            let counted = counted();
            match counted.counts.values().all(|one| one.instructions.is_some()) {
                true => {
                    figures::write(&counted);
                    say("benches/count/figures.toml holds the figures of now", 0)
                }
                false => say("nothing renewed: valgrind is needed to count instructions", 2),
            }
        }
        [] => compare(&figures::read(), &counted()),
        _ => say("usage: cargo bench --bench count -- [--update]", 2),
    }
}

fn say(words: &str, status: u8) -> ExitCode {
    eprintln!("{words}");
    ExitCode::from(status)
}

fn counted() -> Figures {
    let one = |name: &str| {
        let allocated = acts::allocated(name);
        Counts {
            instructions: valgrind::instructions(name),
            allocations: allocated.count_total,
            bytes: allocated.bytes_total,
        }
    };
    let counts = acts::NAMES.iter().map(|name| ((*name).to_owned(), one(name))).collect();
    Figures { build: figures::build(), counts }
}

fn compare(committed: &Figures, now: &Figures) -> ExitCode {
    let same_build = committed.build == now.build;
    let (mut off, mut uncounted) = (0, false);
    println!("{:24} {:14} {:>12} {:>12} {:>8}", "act", "", "committed", "now", "");
    let mut line = |act: &str, what: &str, before: u64, after: u64| {
        let change = after as f64 / before.max(1) as f64 - 1.0;
        let is_off = SLACK < change.abs();
        off += usize::from(is_off);
        let mark = if is_off { "  <- off" } else { "" };
        println!("{act:24} {what:14} {before:>12} {after:>12} {:>+7.1}%{mark}", 100.0 * change);
    };
    for (act, after) in &now.counts {
        let before = committed.counts.get(act).cloned().unwrap_or_default();
        match (before.instructions, after.instructions) {
            (Some(before), Some(after)) if same_build => line(act, "instructions", before, after),
            (None, Some(after)) if same_build => line(act, "instructions", 0, after),
            _ => uncounted = true,
        }
        line(act, "allocations", before.allocations, after.allocations);
        line(act, "bytes", before.bytes, after.bytes);
    }
    if uncounted {
        let (before, after) = (&committed.build, &now.build);
        eprintln!(
            "instructions not compared: valgrind is needed, and the build of the figures\n\
             figures: {before}\nhere:    {after}"
        );
    }
    if 0 < off {
        return say(
            "what costs more was made slower; where that is meant, and where it costs less:\n\
             cargo bench --bench count -- --update",
            1,
        );
    }
    ExitCode::SUCCESS
}
