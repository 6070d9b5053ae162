//! The values in force and where each comes from: as rows for people, and as JSON.

use serde::Serialize;
use std::io::{self, Write};

/// A value in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// The key of the configuration file, or what else decides (`file`, `held-against`).
    pub key: String,
    /// The value; one of a list.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Origin {
    /// An option that was typed.
    CommandLine,
    /// Nobody said anything.
    Default,
    /// A line of the configuration file.
    File {
        /// The file.
        path: String,
        /// Its line, from 1.
        line: usize,
    },
    /// The front matter of the article.
    FrontMatter {
        /// The article.
        path: String,
        /// Its line, from 1.
        line: usize,
    },
    /// A link in the article to the address of an announcement.
    Link {
        /// The article.
        path: String,
        /// Its line, from 1.
        line: usize,
    },
}

#[derive(Serialize)]
struct Report<'r> {
    schema: &'static str,
    settings: &'r [Setting],
}

/// Rows of a table: key, value, origin.
pub fn rows(settings: &[Setting]) -> Vec<Vec<String>> {
    let row = |setting: &Setting| {
        let origin = match &setting.origin {
            Origin::CommandLine => "command line".to_string(),
            Origin::Default => "default".to_string(),
            Origin::File { path, line } => format!("{path}:{line}"),
            Origin::FrontMatter { path, line } => format!("{path}:{line} (front matter)"),
            Origin::Link { path, line } => format!("{path}:{line} (link)"),
        };
        vec![setting.key.clone(), setting.value.clone(), origin]
    };
    settings.iter().map(row).collect()
}

/// Writes the settings as JSON, schema `sourcelint-config/1`.
pub fn json(settings: &[Setting], out: &mut dyn Write) -> io::Result<()> {
    let report = Report { schema: "sourcelint-config/1", settings };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}
