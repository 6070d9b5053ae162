//! `--format FORMAT[=FILE]`: what a report looks like, and where it goes.
//!
//! Linters do this in one of three ways. One format and one file (ruff: `--output-format`,
//! `--output-file`) is not enough for a build that wants text in its log and a file for the server.
//! An option for each format (golangci-lint 2: `--output.sarif.path`) makes a long help. A format
//! with its file, given as often as one likes (pytest, golangci-lint 1, most compilers), needs one
//! option and keeps the two together, so this is it; ruff's names work too.

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command, Error, ValueEnum};
use sourcelint::rule::error::did_you_mean;
use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Both texts underlined, and why
    Full,
    /// One line a finding
    Concise,
    /// Everything, also the claims: one object
    Json,
    /// One JSON object a finding
    Jsonl,
    /// SARIF 2.1.0: GitHub code scanning, editors
    Sarif,
    /// Annotations of GitHub Actions, and its job summary
    Github,
    /// GitLab Code Quality
    Gitlab,
    /// JUnit XML: test pages of build servers
    Junit,
    /// Checkstyle XML: build servers
    Checkstyle,
    /// reviewdog
    Rdjson,
    /// A table and both texts, for a merge request or a mail
    Markdown,
}

impl Format {
    /// Whether it is lines for a log, so that other lines may stand before and after.
    pub fn is_lines(self) -> bool {
        matches!(self, Format::Full | Format::Concise | Format::Github)
    }

    /// The word that is typed.
    pub fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_string()).unwrap_or_default()
    }
}

/// A report that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it looks like.
    pub format: Format,
    /// The file it goes to; none is standard output, or what `--output` names.
    pub path: Option<PathBuf>,
}

impl Report {
    /// What a run reports where nobody says it: a text for people. In a job of GitHub Actions they
    /// look at the lines of the pull request before they open a log, so it is told there, too.
    pub fn standard() -> Vec<Report> {
        let github = env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        let formats = if github { &[Format::Full, Format::Github][..] } else { &[Format::Full] };
        formats.iter().map(|format| Report { format: *format, path: None }).collect()
    }

    /// Reads `FORMAT` or `FORMAT=FILE` as the configuration file writes it.
    pub fn written(text: &str) -> Result<Report, String> {
        let (word, path) = match text.split_once('=') {
            Some((_, "")) => return Err(format!("`{text}` names no file")),
            Some((word, path)) => (word, Some(PathBuf::from(path))),
            None => (text, None),
        };
        match Format::from_str(word, false) {
            Ok(format) => Ok(Report { format, path }),
            Err(_) => {
                let words: Vec<String> =
                    Format::value_variants().iter().map(|f| f.word()).collect();
                let near = did_you_mean(word, words.iter().map(String::as_str));
                Err(format!("no format `{word}`{near}"))
            }
        }
    }
}

/// Reads `FORMAT` and `FORMAT=FILE`.
#[derive(Debug, Clone)]
pub struct ReportParser;

impl TypedValueParser for ReportParser {
    type Value = Report;

    fn parse_ref(&self, cmd: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Report, Error> {
        let Some(text) = value.to_str() else {
            return Err(Error::new(ErrorKind::InvalidUtf8).with_cmd(cmd));
        };
        let (format, path) = match text.split_once('=') {
            Some((format, path)) => (format, Some(path)),
            None => (text, None),
        };
        if path == Some("") {
            let message = format!("`--format {text}` names no file: {format}=FILE, or {format}\n");
            return Err(Error::raw(ErrorKind::ValueValidation, message).with_cmd(cmd));
        }
        let format = EnumValueParser::<Format>::new().parse_ref(cmd, arg, OsStr::new(format))?;
        Ok(Report { format, path: path.map(PathBuf::from) })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        EnumValueParser::<Format>::new().possible_values().map(|values| {
            let values: Vec<PossibleValue> = values.collect();
            Box::new(values.into_iter()) as Box<dyn Iterator<Item = PossibleValue>>
        })
    }
}
