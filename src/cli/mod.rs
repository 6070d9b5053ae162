//! The terminal: the only place that prints, exits, reads files, clock or environment.

mod args;
mod articles;
mod audit;
mod baselines;
mod belongs;
mod cache;
mod check;
mod config;
mod configs;
mod draft;
mod explain;
mod files;
mod formats;
mod git;
mod guard;
mod inert;
mod init;
mod judging;
mod lines;
mod named;
mod packs;
mod progress;
mod reading;
mod reports;
mod rules;
mod schema;
mod shell;
mod silencing;
mod sources;
mod terminal;
mod verify;
mod watch;

use args::{Cli, Command};
use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use sourcelint::report::Failed;
use std::path::Path;
use std::process::ExitCode;
use terminal::Terminal;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything was checked and nothing is to be reported.
    Clean,
    /// Something was found.
    Found,
    /// Something could not be checked.
    Failed,
}

/// Reads the command line, does what it says, and gives the exit status.
pub fn run() -> ExitCode {
    guard::quiet();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refused(&error),
    };
    let terminal = Terminal::of(cli.color);
    files::limit(cli.max_file_size);
    let done = guard::caught(|| match &cli.command {
        Command::Check(args) if args.watch => watch::watch(args, &terminal),
        Command::Check(args) => check::check(args, &terminal),
        Command::Audit(args) => audit::audit(args, &terminal),
        Command::Claims(args) => reading::claims(args, &terminal),
        Command::Facts(args) => reading::facts(args, &terminal),
        Command::Draft(args) => draft::draft(args, &terminal),
        Command::Explain(args) => explain::explain(args, &terminal),
        Command::Verify(args) => verify::verify(args, &terminal),
        Command::Init(args) => init::init(args, &terminal),
        Command::Config(args) => config::config(args, &terminal),
        Command::Rules(args) => rules::rules(args, &terminal),
        Command::Schema { which } => schema::schema(*which, &terminal),
        Command::Completions { shell } => shell::completions(*shell, &terminal),
        Command::Man { command } => shell::man(command, &terminal),
        Command::Cache(act) => cache::cache(act, &terminal),
    });
    let outcome = match done {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(failed)) => {
            failed.iter().for_each(|f| terminal.error(f));
            Outcome::Failed
        }
        Err(message) => {
            terminal.error(&Failed { message, next: guard::NEXT.into(), ..Failed::default() });
            Outcome::Failed
        }
    };
    ExitCode::from(match outcome {
        Outcome::Clean => 0,
        Outcome::Found => 1,
        Outcome::Failed => 2,
    })
}

/// What clap says, and the next step when a file stands where a command should.
fn refused(error: &clap::Error) -> ExitCode {
    // Help and version also come this way, with status 0; a closed pipe is no reason to complain.
    let _ = error.print();
    let word = error.get(ContextKind::InvalidSubcommand);
    if let (ErrorKind::InvalidSubcommand, Some(ContextValue::String(word))) = (error.kind(), word)
        && Path::new(word).exists()
    {
        Terminal::of(args::When::Auto).next(&format!("sourcelint check {word} --source FILE"));
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
