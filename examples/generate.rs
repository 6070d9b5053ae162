//! Makes a folder of articles and announcements for soaks and benchmarks:
//! `cargo run --release --example generate -- FOLDER ARTICLES SOURCES HOSTILE_EVERY [SEED]`.
//!
//! Prints how many articles must be judged, and how many must be named as not checked.

#[path = "../tests/shared/generate.rs"]
mod generate;

use generate::{Fate, Plan};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let folder = args.next().map(PathBuf::from);
    let numbers: Vec<usize> = args.map_while(|arg| arg.parse().ok()).collect();
    let (Some(folder), [articles, sources, hostile_every, seed @ ..]) = (folder, &numbers[..])
    else {
        eprintln!("usage: generate FOLDER ARTICLES SOURCES HOSTILE_EVERY [SEED]");
        return ExitCode::from(2);
    };
    let seed = seed.first().map_or(1, |seed| *seed as u64);
    let plan = Plan {
        articles: *articles,
        sources: (*sources).max(1),
        hostile_every: *hostile_every,
        seed,
    };
    match generate::generate(&folder, plan) {
        Ok(fates) => {
            let count = |fate| fates.iter().filter(|(_, f)| *f == fate).count();
            let both = count(Fate::Both);
            println!("{} judged, {} named", count(Fate::Judged) + both, count(Fate::Named) + both);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}
