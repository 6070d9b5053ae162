//! `sourcelint completions` and `sourcelint man`: made of the command line as it is defined.

use super::Outcome;
use super::args::Cli;
use super::terminal::Terminal;
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use sourcelint::report::Failed;
use sourcelint::rule::error::did_you_mean;

const NAME: &str = "sourcelint";

/// Prints a script that a shell loads.
pub fn completions(shell: Shell, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), NAME, &mut bytes);
    terminal.report(&bytes).map_err(|error| vec![error])?;
    Ok(Outcome::Clean)
}

/// Prints a man page: of the tool, or of the command that `words` name.
pub fn man(words: &[String], terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let mut command = Cli::command();
    // Gives every command its options and its full name.
    command.build();
    let mut page = &command;
    for word in words {
        page = page.find_subcommand(word).ok_or_else(|| vec![unknown(page, word)])?;
    }
    let man = Man::new(page.clone());
    let mut bytes = Vec::new();
    man.render(&mut bytes)
        .map_err(|error| vec![Failed { message: error.to_string(), ..Failed::default() }])?;
    terminal.report(&bytes).map_err(|error| vec![error])?;
    Ok(Outcome::Clean)
}

fn unknown(command: &Command, word: &str) -> Failed {
    let near = did_you_mean(word, command.get_subcommands().map(Command::get_name));
    let message = format!("no command `{word}`{near}");
    Failed { message, next: "sourcelint --help lists them".into(), ..Failed::default() }
}
