//! The two streams: reports on standard output, everything else on standard error.

use super::args::When;
use super::inert;
use anstream::{AutoStream, ColorChoice};
use sourcelint::report::{Colour, Failed, Look, clean};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::{env, fmt};

/// Columns when the output is not a terminal.
const WIDTH_COLUMNS: usize = 100;

/// Where to print, and how.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    out: Colour,
    err: Colour,
    file: Colour,
    width_columns: usize,
}

impl Terminal {
    /// `--color`, then NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then CI, then the terminal.
    pub fn of(when: When) -> Self {
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let forced = match when {
            When::Always => Some(Colour::Ansi),
            When::Never => Some(Colour::Plain),
            When::Auto if env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) => {
                Some(Colour::Plain)
            }
            When::Auto if set("FORCE_COLOR") || set("CLICOLOR_FORCE") => Some(Colour::Ansi),
            When::Auto if set("CI") || env::var_os("TERM").is_some_and(|t| t == "dumb") => {
                Some(Colour::Plain)
            }
            When::Auto => None,
        };
        let of = |is_terminal| match (forced, is_terminal) {
            (Some(colour), _) => colour,
            (None, true) => Colour::Ansi,
            (None, false) => Colour::Plain,
        };
        let width = terminal_size::terminal_size_of(io::stdout());
        Terminal {
            out: of(io::stdout().is_terminal()),
            err: of(io::stderr().is_terminal()),
            file: of(false),
            width_columns: width.map_or(WIDTH_COLUMNS, |(w, _)| usize::from(w.0).max(40)),
        }
    }

    /// How a report on standard output looks.
    pub fn look(&self) -> Look {
        Look { width_columns: self.width_columns, colour: self.out }
    }

    /// How a report in a file looks: no colour unless it is forced, and no terminal's width.
    pub fn look_of_a_file(&self) -> Look {
        Look { width_columns: WIDTH_COLUMNS, colour: self.file }
    }

    /// Whether anyone watches standard error: not a file, and no build server's log.
    pub fn shows_progress(&self) -> bool {
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        io::stderr().is_terminal() && !set("CI") && !dumb
    }

    /// Empties the screen, where somebody looks at one.
    pub fn clear(&self) {
        if io::stdout().is_terminal() && io::stderr().is_terminal() {
            // Whoever cannot see it does not miss it.
            let _ =
                io::stdout().write_all(b"\x1b[2J\x1b[3J\x1b[H").and_then(|()| io::stdout().flush());
        }
    }

    /// Writes a report to standard output. A reader that went away is not an error.
    pub fn report(&self, bytes: &[u8]) -> Result<(), Failed> {
        self.written(|out| out.write_all(bytes))
    }

    /// As `report`, of what `make` writes.
    pub fn written(
        &self,
        make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failed> {
        let out = AutoStream::new(io::stdout().lock(), choice(self.out));
        let mut out = Pipe { out, gone: false };
        let mut buffer = BufWriter::new(&mut out);
        let done = make(&mut buffer).and_then(|()| buffer.flush());
        // What is left of a report that could not be written is not tried again.
        let _ = buffer.into_parts();
        match done {
            Err(error) if !out.gone => Err(unwritten(&error)),
            _ => Ok(()),
        }
    }

    /// Writes bytes that are never coloured to standard output; says whether anyone still reads.
    pub fn stream(&self, bytes: &[u8]) -> Result<bool, Vec<Failed>> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(vec![unwritten(&error)]),
        }
    }

    /// Writes a report that is made of lines for a log to standard output.
    pub fn log(&self, make: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failed> {
        self.written(|out| {
            let mut lines = inert::Lines::to(out);
            make(&mut lines)?;
            lines.end()
        })
    }

    /// Writes lines to standard output; they must be clean.
    pub fn lines(&self, lines: &[String]) -> Result<(), Vec<Failed>> {
        let mut bytes = inert::lines(&lines.join("\n")).into_bytes();
        bytes.push(b'\n');
        self.report(&bytes).map_err(|error| vec![error])
    }

    /// `error: PATH: message`, and the next step.
    pub fn error(&self, failed: &Failed) {
        let path = clean::path(&failed.path);
        let colon = if path.is_empty() { "" } else { ": " };
        let message = clean::lines(&failed.message).into_owned();
        self.say(format_args!("{} {path}{colon}{message}", self.strong("error:")));
        if !failed.next.is_empty() {
            self.next(&failed.next);
        }
    }

    /// A next step.
    pub fn next(&self, step: &str) {
        self.say(format_args!("  next: {}", clean::line(step)));
    }

    /// A line on standard error.
    pub fn note(&self, line: &str) {
        self.say(format_args!("{}", clean::line(line)));
    }

    fn strong(&self, word: &str) -> String {
        match self.err {
            Colour::Ansi => format!("\u{1b}[1;31m{word}\u{1b}[0m"),
            Colour::Plain => word.to_string(),
        }
    }

    fn say(&self, line: fmt::Arguments) {
        let mut err = AutoStream::new(io::stderr().lock(), choice(self.err));
        // There is nowhere left to say that standard error is gone.
        let _ = writeln!(err, "{}", inert::lines(&line.to_string()));
    }
}

/// A stream that remembers whether its reader went away, whatever became of the error on the way.
struct Pipe<W> {
    out: W,
    gone: bool,
}

impl<W: Write> Pipe<W> {
    fn noted<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.gone |= matches!(&done, Err(error) if error.kind() == io::ErrorKind::BrokenPipe);
        done
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write_all(bytes).map(|()| bytes.len());
        self.noted(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.noted(done)
    }
}

fn unwritten(error: &io::Error) -> Failed {
    let message = format!("cannot write to standard output: {error}");
    Failed { message, ..Failed::default() }
}

fn choice(colour: Colour) -> ColorChoice {
    match colour {
        Colour::Ansi => ColorChoice::Always,
        Colour::Plain => ColorChoice::Never,
    }
}
