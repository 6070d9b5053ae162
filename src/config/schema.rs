//! The JSON Schema of a configuration file, for editors: the keys that `load` knows, as types.
//!
//! Nothing is read with these types, since `load` tells where a fault stands. `tests/schemas.rs`
//! holds the two together.

#![allow(dead_code)]

use crate::report::pages;
use crate::rule::schema::written;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

/// Which articles are checked, against which announcement, and how loud each rule is.
#[derive(JsonSchema)]
#[schemars(title = "sourcelint.toml", rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    /// Globs, from this file's folder: what `sourcelint check` reads when no path is typed.
    #[schemars(length(min = 1), inner(regex(pattern = r"\S")))]
    articles: Option<Vec<String>>,
    /// Globs, from this file's folder: what is left out of folders.
    #[schemars(inner(regex(pattern = r"\S")))]
    exclude: Option<Vec<String>>,
    /// Rule files, and folders with them.
    #[schemars(inner(regex(pattern = r"\S")))]
    rules: Option<Vec<String>>,
    /// The least severity that makes the exit status 1.
    fail_on: Option<FailOn>,
    /// Reports, as --format takes them: FORMAT or FORMAT=FILE.
    #[schemars(length(min = 1))]
    formats: Option<Vec<Report>>,
    /// Announcements, and the articles about them.
    source: Option<Vec<Source>>,
    /// How loud rules are.
    severity: Option<Severities>,
    /// How loud rules are in some articles; a later table goes before an earlier one.
    r#override: Option<Vec<Override>>,
}

/// When a run fails.
#[derive(JsonSchema)]
#[schemars(rename = "fail-on", rename_all = "lowercase")]
enum FailOn {
    /// At an error.
    Error,
    /// At a warning or an error.
    Warning,
    /// At any finding.
    Note,
    /// For nothing that is found.
    Never,
}

/// Announcements that belong together, and the articles about them.
#[derive(JsonSchema)]
#[schemars(rename = "source", deny_unknown_fields, transform = path_or_paths)]
struct Source {
    /// The announcement: a file, from this file's folder; not an address.
    #[schemars(regex(pattern = r"\S"))]
    path: Option<String>,
    /// Several announcements; the articles are held against all of them.
    #[schemars(length(min = 1), inner(regex(pattern = r"\S")))]
    paths: Option<Vec<String>>,
    /// Globs; without it, the articles that link to an announcement.
    #[schemars(length(min = 1), inner(regex(pattern = r"\S")))]
    articles: Option<Vec<String>>,
}

fn path_or_paths(schema: &mut Schema) {
    let one = json!([{ "required": ["path"] }, { "required": ["paths"] }]);
    schema.insert("oneOf".into(), one);
}

/// How loud rules are in some articles.
#[derive(JsonSchema)]
#[schemars(rename = "override", deny_unknown_fields)]
struct Override {
    /// The articles: globs, from this file's folder.
    #[schemars(length(min = 1), inner(regex(pattern = r"\S")))]
    articles: Vec<String>,
    /// How loud rules are in them.
    severity: Severities,
}

/// How loud a rule is.
#[derive(JsonSchema)]
#[schemars(rename = "severity", rename_all = "lowercase")]
enum Level {
    /// Wrong.
    Error,
    /// Should be looked at before publishing.
    Warning,
    /// Worth knowing.
    Note,
    /// Not reported.
    Off,
}

/// A table of rules: the general ones by name, those of rule files as `file/rule` or `file/*`.
struct Severities;

impl JsonSchema for Severities {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "severities".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<Level>();
        let rule = |(id, _): &(&str, &str)| {
            ((*id).to_owned(), json!({ "description": pages::one_line(id), "allOf": [level] }))
        };
        let rules: Map<String, Value> = pages::PAGES.iter().map(rule).collect();
        json_schema!({
            "type": "object",
            "properties": rules,
            "patternProperties": { "/": level },
            "additionalProperties": false,
        })
    }
}

/// A report, as `--format` takes it.
struct Report;

impl JsonSchema for Report {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "report".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// The JSON Schema of a configuration file, where these are the words for `formats`.
pub fn schema(formats: &[String]) -> Schema {
    let mut schema = written::<File>();
    let pattern = format!("^({})(=.+)?$", formats.join("|"));
    if let Some(Value::Object(report)) = schema.pointer_mut("/definitions/report") {
        report.insert("pattern".into(), pattern.into());
    }
    schema
}
