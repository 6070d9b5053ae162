//! The JSON Schema of a rule file, for editors: the keys that `load` knows, as types.
//!
//! Nothing is read with these types, since `load` tells where a fault stands. `tests/schemas.rs`
//! holds the two together.

#![allow(dead_code)]

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// What only a person knows about one announcement: one topic of it.
#[derive(JsonSchema)]
#[schemars(title = "A rule file of sourcelint", deny_unknown_fields)]
struct File {
    /// Short name: the rules of the file are called `id/rule`.
    #[schemars(regex(pattern = r"^[a-z0-9-]+$"))]
    id: String,
    /// What the topic is, for people.
    #[schemars(regex(pattern = r"\S"))]
    title: String,
    /// The announcement this file is written for.
    source: Option<Source>,
    /// Words that say a statement is about this topic; without it, every statement is.
    about: Option<About>,
    /// Names and their other spellings, in every language.
    name: Option<Vec<Name>>,
    /// Words of the announcement that articles are held against.
    #[schemars(length(min = 1))]
    fact: Vec<Fact>,
    /// What a claim about a fact must carry.
    caveat: Option<Vec<Caveat>>,
    /// What does not follow from a fact.
    not_entailed: Option<Vec<NotEntailed>>,
    /// What is wrong in any case.
    forbidden: Option<Vec<Forbidden>>,
    /// What looks wrong and is not.
    allowed: Option<Vec<Allowed>>,
    /// The file's own tests; a file whose examples fail is not used.
    example: Option<Vec<Example>>,
}

/// The announcement a rule file is written for.
#[derive(JsonSchema)]
#[schemars(rename = "source", deny_unknown_fields)]
struct Source {
    /// Its address; never fetched.
    #[schemars(regex(pattern = r"\S"))]
    url: Option<String>,
    /// Its date.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    date: Option<String>,
    /// Words its body begins with, where the page holds more.
    #[schemars(regex(pattern = r"\S"))]
    begins: Option<String>,
    /// Words that the first thing after the body begins with.
    #[schemars(regex(pattern = r"\S"))]
    ends: Option<String>,
}

/// Words that say a statement is about the topic.
#[derive(JsonSchema)]
#[schemars(rename = "about", deny_unknown_fields)]
struct About {
    /// Any of these.
    #[schemars(length(min = 1), inner(regex(pattern = r"\S")))]
    any: Vec<String>,
}

/// A name and its spellings.
#[derive(JsonSchema)]
#[schemars(rename = "name", deny_unknown_fields)]
struct Name {
    /// Used in patterns as `{id}`; `concept.ID` adds to the tool's own words.
    #[schemars(regex(pattern = r"^[a-z0-9.-]+$"))]
    id: String,
    /// The spellings, in every language.
    #[schemars(length(min = 1), inner(regex(pattern = r"\S")))]
    any: Vec<String>,
}

/// A fact of the announcement.
#[derive(JsonSchema)]
#[schemars(rename = "fact", deny_unknown_fields)]
struct Fact {
    /// Short name.
    #[schemars(regex(pattern = r"^[a-z0-9-]+$"))]
    id: String,
    /// Words of the announcement, copied exactly.
    #[schemars(regex(pattern = r"\S"))]
    quote: String,
    /// Patterns: short ways to say it.
    #[schemars(inner(regex(pattern = r"\S")))]
    says: Option<Vec<String>>,
}

/// What a claim about a fact must carry.
#[derive(JsonSchema)]
#[schemars(rename = "caveat", deny_unknown_fields)]
struct Caveat {
    /// Short name; without it one is made up.
    #[schemars(regex(pattern = r"^[a-z0-9-]+$"))]
    id: Option<String>,
    /// The fact it belongs to.
    #[schemars(regex(pattern = r"\S"))]
    of: String,
    /// Words of the announcement, copied exactly.
    #[schemars(regex(pattern = r"\S"))]
    quote: String,
    /// Patterns: any of them carries the caveat.
    #[schemars(length(min = 1), inner(regex(pattern = r"\S")))]
    met_by: Vec<String>,
    /// How near it must stand.
    within: Option<Within>,
    level: Option<Level>,
    /// Why it matters.
    #[schemars(regex(pattern = r"\S"))]
    why: Option<String>,
}

/// How near a caveat must stand to the claim.
#[derive(JsonSchema)]
#[schemars(rename = "within", rename_all = "lowercase")]
enum Within {
    /// In the same sentence.
    Claim,
    /// In the same section, list or table.
    Section,
    /// Anywhere in the article.
    Article,
}

/// How loud a finding is.
#[derive(JsonSchema)]
#[schemars(rename = "level", rename_all = "lowercase")]
enum Level {
    /// An error.
    Must,
    /// A warning.
    Should,
    /// A note.
    May,
}

/// What does not follow from a fact.
#[derive(JsonSchema)]
#[schemars(rename = "not-entailed", deny_unknown_fields)]
struct NotEntailed {
    /// Short name; without it one is made up.
    #[schemars(regex(pattern = r"^[a-z0-9-]+$"))]
    id: Option<String>,
    /// The fact it does not follow from.
    #[schemars(regex(pattern = r"\S"))]
    from: String,
    /// Patterns: what articles conclude.
    #[schemars(length(min = 1), inner(regex(pattern = r"\S")))]
    claims: Vec<String>,
    /// Patterns: with any of them in the sentence it is fine.
    #[schemars(inner(regex(pattern = r"\S")))]
    unless: Option<Vec<String>>,
    /// Why it does not follow.
    #[schemars(regex(pattern = r"\S"))]
    why: String,
    level: Option<Level>,
}

/// What is wrong in any case.
#[derive(JsonSchema)]
#[schemars(rename = "forbidden", deny_unknown_fields)]
struct Forbidden {
    /// Short name; without it one is made up.
    #[schemars(regex(pattern = r"^[a-z0-9-]+$"))]
    id: Option<String>,
    /// The fact that shows it.
    #[schemars(regex(pattern = r"\S"))]
    from: String,
    /// Patterns: what must not be said.
    #[schemars(length(min = 1), inner(regex(pattern = r"\S")))]
    claims: Vec<String>,
    /// Patterns: with any of them in the sentence it is fine.
    #[schemars(inner(regex(pattern = r"\S")))]
    unless: Option<Vec<String>>,
    /// Why it is wrong.
    #[schemars(regex(pattern = r"\S"))]
    why: String,
    level: Option<Level>,
}

/// What looks wrong and is not.
#[derive(JsonSchema)]
#[schemars(rename = "allowed", deny_unknown_fields)]
struct Allowed {
    /// Patterns.
    #[schemars(length(min = 1), inner(regex(pattern = r"\S")))]
    claims: Vec<String>,
    /// Why it is right.
    #[schemars(regex(pattern = r"\S"))]
    why: String,
}

/// A test: a small article and what must come of it.
#[derive(JsonSchema)]
#[schemars(rename = "example", deny_unknown_fields)]
struct Example {
    /// The article, as Markdown.
    #[schemars(regex(pattern = r"\S"))]
    article: String,
    /// What must come of it.
    expect: Expect,
    /// The fact, caveat or rule that must find it.
    #[schemars(regex(pattern = r"\S"))]
    by: Option<String>,
}

/// What must come of an example.
#[derive(JsonSchema)]
#[schemars(rename = "expect", rename_all = "lowercase")]
enum Expect {
    /// Nothing is found.
    Silent,
    /// It says the opposite.
    Contradicted,
    /// A caveat is missing.
    Omitted,
    /// It does not follow.
    Unsupported,
    /// Nothing is found, and a claim is supported.
    Supported,
}

/// The JSON Schema of a rule file.
pub fn schema() -> Schema {
    written::<File>()
}

/// The schema of a type that is written in TOML, which knows no null: what may be missing is left
/// out. Draft 7, which editors know best.
pub fn written<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(without_null));
    settings.into_generator().into_root_schema_for::<T>()
}

fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|one| one != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            schema.insert("type".into(), one);
        }
    }
    let null = Value::from_iter([("type", "null")]);
    if let Some(Value::Array(ways)) = schema.get_mut("anyOf") {
        ways.retain(|way| *way != null);
        if ways.len() == 1 {
            let ways = schema.remove("anyOf").unwrap_or_default();
            schema.insert("allOf".into(), ways);
        }
    }
}
