//! The published schemas: they are what the tool prints, what it reads fits them, and they know
//! the keys that the tool knows.

#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use serde_json::{Map, Value, json};
use sourcelint::config;
use sourcelint::door::PackError;
use sourcelint::rule;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn run(folder: &Path, args: &str) -> String {
    folder::run(folder, args).1
}

fn schema(name: &str) -> Value {
    serde_json::from_str(&run(Path::new("."), &format!("schema {name}"))).unwrap()
}

/// What is wrong with `value`, a line a fault.
fn faults(name: &str, value: &Value) -> Vec<String> {
    let validator = jsonschema::draft7::new(&schema(name)).unwrap();
    validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

/// TOML as JSON, as editors hold it against a schema: a date is a text.
fn of_toml(text: &str) -> Value {
    fn value(written: toml::Value) -> Value {
        match written {
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, one)| (key, value(one))).collect())
            }
            toml::Value::Array(list) => Value::Array(list.into_iter().map(value).collect()),
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(yes) => json!(yes),
        }
    }
    value(toml::Value::Table(toml::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))))
}

/// The TOML blocks of a page.
fn blocks(page: &str) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let behind = text.split("```toml\n").skip(1);
    behind.map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_committed_schemas_are_what_the_tool_prints() {
    for name in ["config", "rules", "output"] {
        let path = format!("schemas/{name}.json");
        let printed = run(Path::new("."), &format!("schema {name}"));
        jsonschema::meta::validate(&serde_json::from_str(&printed).unwrap()).unwrap();
        if std::env::var_os("SCHEMAS_UPDATE").is_some() {
            fs::write(&path, &printed).unwrap();
        }
        let there = fs::read_to_string(&path).unwrap_or_default();
        let next = "if the change is right: SCHEMAS_UPDATE=1 cargo test --test schemas";
        assert!(there == printed, "{path} is not what is printed now; {next}");
    }
}

#[test]
fn configurations_fit() {
    let mut all = blocks("docs/config.md");
    assert!(5 < all.len());
    all.extend(blocks("README.md").into_iter().filter(|block| block.contains("articles")));
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("sources")).unwrap();
    fs::write(folder.path().join("sources/news.md"), "The licence is exclusive.\n").unwrap();
    fs::write(folder.path().join("draft.md"), "The licence is exclusive.\n").unwrap();
    run(folder.path(), "init");
    all.push(fs::read_to_string(folder.path().join("sourcelint.toml")).unwrap());
    for text in all {
        assert_eq!(faults("config", &of_toml(&text)), [""; 0], "{text}");
    }
}

#[test]
fn rule_files_fit() {
    let mut packs: Vec<PathBuf> = vec!["rules/packs".into()];
    let mut all = blocks("docs/rules.md").into_iter().take(1).collect::<Vec<_>>();
    while let Some(path) = packs.pop() {
        match path.is_dir() {
            true => packs.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path())),
            false => all.push(fs::read_to_string(path).unwrap()),
        }
    }
    assert!(4 < all.len());
    all.push(run(Path::new("."), "draft corpus/ferry-acquisition/source.md"));
    for text in all {
        assert_eq!(faults("rules", &of_toml(&text)), [""; 0], "{text}");
    }
}

#[test]
fn reports_fit() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let silenced = "<!-- sourcelint-ignore-next-line exclusivity: of 2019 -->\n\
        The licence is exclusive.\n\nThe licence is exclusive: 獨家授權。\n";
    write("source.md", "The licence is non-exclusive.\n");
    write("draft.md", silenced);
    write("empty.md", "");
    let args = "check draft.md empty.md --source source.md --format json --no-cache";
    let report: Value = serde_json::from_str(&run(folder.path(), args)).unwrap();
    for list in ["articles", "findings", "claims", "silenced", "errors"] {
        assert_ne!(report[list], json!([]), "{list} shows nothing here");
    }
    assert_eq!(faults("output", &report), [""; 0]);
    let corpus = "check corpus/cloud-licence/articles --source corpus/cloud-licence/source.md \
        --rules rules/packs --format json --no-cache";
    let report: Value = serde_json::from_str(&run(Path::new("."), corpus)).unwrap();
    assert_eq!(faults("output", &report), [""; 0]);
    // A schema that takes everything would have passed until here.
    let mut wrong = report.clone();
    wrong["findings"][0]["verdict"] = json!("wrong");
    assert_eq!(faults("output", &wrong).len(), 1);
    let mut short = report;
    short["claims"][0].as_object_mut().unwrap().remove("span");
    assert_eq!(faults("output", &short).len(), 1);
}

#[test]
fn what_the_tool_refuses_does_not_fit() {
    let refused = [
        ("config", "artikles = [\"drafts/\"]"),
        ("config", "articles = \"drafts/\""),
        ("config", "articles = []"),
        ("config", "fail-on = \"errors\""),
        ("config", "formats = [\"word\"]"),
        ("config", "[[source]]\narticles = [\"a\"]"),
        ("config", "[[source]]\npath = \"a\"\npaths = [\"b\"]"),
        ("config", "[[source]]\npath = \"a\"\nurl = \"b\""),
        ("config", "[severity]\nexclusiviti = \"note\""),
        ("config", "[severity]\nexclusivity = \"loud\""),
        ("config", "[[override]]\narticles = [\"a\"]"),
        ("rules", "id = \"a\"\ntitle = \"A\""),
        ("rules", "id = \"A b\"\ntitle = \"A\"\n[[fact]]\nid = \"a\"\nquote = \"b\""),
        ("rules", "id = \"a\"\ntitle = \"A\"\n[[fact]]\nid = \"a\"\nquote = \" \""),
        ("rules", "id = \"a\"\ntitle = \"A\"\n[[fact]]\nid = \"a\"\nqoute = \"b\""),
    ];
    for (name, text) in refused {
        assert_ne!(faults(name, &of_toml(text)), [""; 0], "{text}");
        let is_read = match name {
            "config" => config::load::load("a.toml", text).is_ok(),
            _ => rule::load::load("a.toml", text).is_ok(),
        };
        // The words for formats are those of the command line, which looks at them later.
        assert_eq!(is_read, text.contains("formats"), "{text}");
    }
}

/// What the tool says of a table with nothing in it but a key that nobody knows: the keys it knows,
/// and those it needs.
fn said(errors: &[PackError]) -> (BTreeSet<String>, BTreeSet<String>) {
    let words = |text: &str| -> BTreeSet<String> {
        text.split('`').skip(1).step_by(2).map(String::from).collect()
    };
    let unknown = errors.iter().find_map(|e| e.message.strip_prefix("unknown key `zzz`, "));
    let known =
        words(unknown.unwrap_or_else(|| panic!("{errors:#?}")).split_once(" knows ").unwrap().1);
    // That a file has no fact is told in other words, whatever the table.
    let needed = errors.iter().filter(|e| !e.message.starts_with("no facts"));
    let needed = needed.filter_map(|e| e.message.split_once(" needs ")).map(|(_, key)| words(key));
    (known, needed.flatten().collect())
}

fn keys(schema: &Value) -> (BTreeSet<String>, BTreeSet<String>) {
    let known = schema["properties"].as_object().unwrap_or(&Map::new()).keys().cloned().collect();
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    (known, required.iter().map(|key| key.as_str().unwrap().to_owned()).collect())
}

#[test]
fn the_schemas_know_the_keys_that_the_tool_knows() {
    let config = schema("config");
    let load = |text: &str| config::load::load("a.toml", text).unwrap_err();
    assert_eq!(keys(&config).0, said(&load("zzz = 1")).0);
    for name in ["source", "override"] {
        let (known, needed) = said(&load(&format!("[[{name}]]\nzzz = 1")));
        let (in_schema, mut required) = keys(&config["definitions"][name]);
        assert_eq!(in_schema, known, "{name}");
        if name == "source" {
            // One of the two, which no list of required keys can say.
            assert_eq!(config["definitions"]["source"]["oneOf"].as_array().unwrap().len(), 2);
            required = needed.clone();
        }
        assert_eq!(required, needed, "{name}");
    }
    let rules = schema("rules");
    let load = |text: &str| rule::load::load("a.toml", text).unwrap_err();
    let (known, needed) = said(&load("zzz = 1"));
    let (in_schema, mut required) = keys(&rules);
    assert_eq!(in_schema, known);
    assert!(required.remove("fact"));
    assert_eq!(required, needed);
    let lists = ["name", "fact", "caveat", "not_entailed", "forbidden", "allowed", "example"];
    let lists = lists.map(|name| (name, format!("[[{name}]]\nzzz = 1")));
    let tables = ["source", "about"].map(|name| (name, format!("[{name}]\nzzz = 1")));
    for (name, text) in lists.into_iter().chain(tables) {
        // What the whole file lacks is not asked here.
        let whole = format!("id = \"a\"\ntitle = \"A\"\n{text}\n");
        let (known, needed) = said(&load(&whole));
        let definition = &rules["definitions"][name.replace('_', "-")];
        let (in_schema, required) = keys(definition);
        assert_eq!(in_schema, known, "{name}");
        assert_eq!(required, needed, "{name}");
        assert_eq!(definition["additionalProperties"], json!(false), "{name}");
    }
}
