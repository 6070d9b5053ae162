//! `sourcelint verify`: pairs as JSON lines in, verdicts as JSON lines out, in order.
//!
//! Lines are read ahead by one thread, judged by the others a chunk at a time, and written as soon
//! as their chunk is done, so that a pipeline of any length runs in little memory and a program
//! that waits for each answer gets it.

use super::Outcome;
use super::args::Verify;
use super::lines::{Line, Lines};
use super::terminal::Terminal;
use super::{files, guard};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use sourcelint::door;
use sourcelint::report::{Failed, pairs};
use std::io::{self, BufReader};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Lines that are judged before the first of them is written.
const CHUNK_LINES_MAX: usize = 256;

/// Bytes after which a chunk takes no further line.
const CHUNK_BYTES_MAX: usize = 8 << 20;

/// Judges every pair on standard input.
pub fn verify(args: &Verify, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let failed = |message: String| vec![Failed { message, ..Failed::default() }];
    // Zero means one a core.
    let jobs = args.jobs.map_or(0, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| failed(format!("cannot start {jobs} jobs: {error}")))?;
    let lines = read_ahead();
    let (mut answered, mut bad) = (0, 0);
    while let Some(chunk) = chunk(&lines) {
        let chunk = chunk.map_err(|e| failed(format!("cannot read standard input: {e}")))?;
        let answers: Vec<Answer> = pool.install(|| chunk.par_iter().map(answer).collect());
        answered += answers.len();
        bad += answers.iter().filter(|a| a.is_bad).count();
        let bytes: Vec<u8> = answers.into_iter().flat_map(|a| a.bytes).collect();
        if !terminal.stream(&bytes)? {
            break;
        }
    }
    match (answered, bad) {
        (0, _) => Err(nothing()),
        (_, 0) => Ok(Outcome::Clean),
        (_, bad) => {
            let lines = if answered == 1 { "line" } else { "lines" };
            let message = format!("{bad} of {answered} {lines} not judged: see their `error`");
            Err(failed(message))
        }
    }
}

fn nothing() -> Vec<Failed> {
    vec![Failed {
        message: "nothing checked: no line on standard input".into(),
        next: "sourcelint verify < pairs.jsonl, each line {\"id\", \"source\", \"claim\"}".into(),
        ..Failed::default()
    }]
}

/// Standard input, read by a thread of its own; it ends with the process.
fn read_ahead() -> Receiver<io::Result<Line>> {
    let (send, lines) = sync_channel(CHUNK_LINES_MAX);
    thread::spawn(move || {
        for line in Lines::of(BufReader::new(io::stdin().lock())) {
            let broken = line.is_err();
            if send.send(line).is_err() || broken {
                break;
            }
        }
    });
    lines
}

/// The next line, and those that are already there; nothing at the end.
fn chunk(lines: &Receiver<io::Result<Line>>) -> Option<io::Result<Vec<Line>>> {
    let mut chunk = Vec::new();
    let mut bytes = 0;
    let mut next = lines.recv().ok();
    while let Some(line) = next {
        let line = match line {
            Ok(line) => line,
            Err(error) => return Some(Err(error)),
        };
        bytes += line.bytes.as_ref().map_or(0, Vec::len);
        chunk.push(line);
        let full = CHUNK_LINES_MAX <= chunk.len() || CHUNK_BYTES_MAX <= bytes;
        next = if full { None } else { lines.try_recv().ok() };
    }
    (!chunk.is_empty()).then_some(Ok(chunk))
}

/// A line of the answer.
struct Answer {
    bytes: Vec<u8>,
    is_bad: bool,
}

fn answer(line: &Line) -> Answer {
    let bad = |bytes| Answer { bytes, is_bad: true };
    let Some(bytes) = &line.bytes else {
        return bad(pairs::error(None, line.number, &files::too_large()));
    };
    let pair = match pairs::read(bytes) {
        Ok(pair) => pair,
        Err(error) => return bad(pairs::error(error.id.as_deref(), line.number, &error.message)),
    };
    match guard::caught(|| door::verify(&pair.source, &pair.claim)) {
        Ok(verdict) => Answer { bytes: pairs::answer(&pair.id, &verdict), is_bad: false },
        Err(message) => bad(pairs::error(Some(&pair.id), line.number, &message)),
    }
}
