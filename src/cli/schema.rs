//! `sourcelint schema`: the JSON Schemas of what is read and written.

use super::Outcome;
use super::args::Schema;
use super::formats::Format;
use super::terminal::Terminal;
use clap::ValueEnum;
use sourcelint::report::{self, Failed};
use sourcelint::{config, rule};

/// Prints the schema that was asked for.
pub fn schema(which: Schema, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let schema = match which {
        Schema::Config => {
            let words: Vec<String> = Format::value_variants().iter().map(|f| f.word()).collect();
            config::schema::schema(&words)
        }
        Schema::Rules => rule::schema::schema(),
        Schema::Output => report::output_schema(),
    };
    let text = format!("{:#}\n", schema.to_value());
    terminal.report(text.as_bytes()).map_err(|error| vec![error])?;
    Ok(Outcome::Clean)
}
