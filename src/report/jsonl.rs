//! JSON Lines: one object a finding, so that a program can read while it is written.

use super::json::{ErrorOut, FindingOut, error_out, finding_out};
use super::{Run, findings};
use serde::Serialize;
use std::io::{self, Write};

/// A line; its `type` says what the other keys are.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'r> {
    /// The keys of a finding in `json`.
    Finding(Box<FindingOut<'r>>),
    /// The keys of an error in `json`.
    Error(ErrorOut<'r>),
}

/// Writes one line a finding, then one line for each thing that could not be checked.
pub fn jsonl(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let found = findings(run);
    let found = found.into_iter().map(|(article, f)| finding_out(*run, article, f));
    let failed = run.failed.iter().map(error_out);
    for line in found.map(Box::new).map(Line::Finding).chain(failed.map(Line::Error)) {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
