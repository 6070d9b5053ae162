//! The committed figures: one file, written by this program.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::process::Command;
use std::{env, fs};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/count/figures.toml");

/// What was counted, and with which build.
#[derive(Deserialize, Serialize)]
pub struct Figures {
    /// The compiler and what it builds for.
    pub build: String,
    /// By act.
    pub counts: BTreeMap<String, Counts>,
}

/// What one act costs.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct Counts {
    /// Where valgrind could count.
    pub instructions: Option<u64>,
    /// How often memory was asked for.
    pub allocations: u64,
    /// How much of it.
    pub bytes: u64,
}

/// The compiler of now and what it builds for.
pub fn build() -> String {
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let said = Command::new(rustc).arg("--version").output().map(|o| o.stdout).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    format!("{}, {} {}", said.trim(), env::consts::ARCH, env::consts::OS)
}

/// The committed figures.
pub fn read() -> Figures {
    let text = fs::read_to_string(PATH).expect("the figures are committed");
    toml::from_str(&text).expect("the figures are as this program writes them")
}

/// Renews the figures.
pub fn write(figures: &Figures) {
    let head = "# Written by: cargo bench --bench count -- --update\n\n";
    let text = toml::to_string(figures).expect("figures can be written as TOML");
    fs::write(PATH, format!("{head}{text}")).expect("the figures can be written");
}
