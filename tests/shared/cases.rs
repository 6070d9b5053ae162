//! The cases of the corpus, read through the library's door.

#![allow(dead_code)]

use serde::Deserialize;
use sourcelint::document::Document;
use sourcelint::door::{self, Prepared};
use sourcelint::rule::Pack;
use sourcelint::span::Span;
use sourcelint::verdict::Judgement;
use std::fs;
use std::path::{Path, PathBuf};

/// A source with its articles and labels.
pub struct Case {
    /// The folder's name.
    pub name: String,
    /// The source as an announcement: chrome cut away.
    pub source: Document,
    /// Every file under `articles/`.
    pub articles: Vec<Document>,
    /// What a reader said of them.
    pub labels: Vec<Label>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    #[serde(rename = "title")]
    _title: String,
    /// None where all articles are right as they stand.
    #[serde(default)]
    label: Vec<Label>,
}

/// What a reader said of some words of an article.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The article, from the case's folder.
    pub article: String,
    /// Words of the article as they stand in the file.
    pub quote: String,
    /// What the tool should do.
    pub expect: Expect,
    /// What the words are, held against the source.
    pub verdict: String,
    /// Which slot or guard it is about.
    #[serde(rename = "type")]
    pub about: String,
    /// Words of the source; empty where nothing is said of it there.
    pub evidence: String,
    /// For people.
    pub note: String,
}

/// What the tool should do.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Expect {
    /// An error that says contradicted.
    Flag,
    /// A warning.
    Warn,
    /// Neither.
    Silent,
}

/// Every case, by name.
pub fn cases() -> Vec<Case> {
    let mut folders: Vec<PathBuf> =
        listed(Path::new("corpus")).into_iter().filter(|p| p.join("case.toml").is_file()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "no case under corpus/");
    folders.iter().map(|folder| case(folder)).collect()
}

fn case(folder: &Path) -> Case {
    let file: CaseFile = toml::from_str(&fs::read_to_string(folder.join("case.toml")).unwrap())
        .unwrap_or_else(|e| panic!("{}/case.toml: {e}", folder.display()));
    let is_source = |p: &&PathBuf| p.file_stem().is_some_and(|s| s == "source");
    let source = listed(folder).iter().find(is_source).map(|p| read_source(p)).unwrap();
    let articles = listed(&folder.join("articles")).iter().map(|p| read(p)).collect();
    let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
    Case { name, source, articles, labels: file.label }
}

/// What stands in a folder, sorted.
pub fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
}

/// A file as an article.
pub fn read(path: &Path) -> Document {
    door::read(&shown(path), fs::read(path).unwrap()).unwrap()
}

/// A file as an announcement.
pub fn read_source(path: &Path) -> Document {
    door::read_source(&shown(path), fs::read(path).unwrap(), &[]).unwrap()
}

fn shown(path: &Path) -> String {
    path.to_str().unwrap().replace('\\', "/")
}

/// The rule files of one folder.
pub fn packs(folder: &str) -> Vec<Pack> {
    let files: Vec<(String, String)> = listed(Path::new(folder))
        .iter()
        .map(|p| (shown(p), fs::read_to_string(p).unwrap()))
        .collect();
    door::load_packs(&files).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// Every folder of rule files.
pub fn pack_folders() -> Vec<String> {
    listed(Path::new("rules/packs")).iter().map(|p| shown(p)).collect()
}

/// One source, no rule files.
pub fn plain(source: &Document) -> Prepared {
    door::prepare(std::slice::from_ref(source), Vec::new()).unwrap()
}

/// An article judged by one source alone.
pub fn judged(article: &Document, source: &Document) -> Judgement {
    door::check(article, std::slice::from_ref(source), &plain(source))
}

impl Case {
    /// The article of a label.
    pub fn article(&self, label: &Label) -> &Document {
        let path = format!("corpus/{}/{}", self.name, label.article);
        let found = self.articles.iter().find(|a| a.path == path);
        found.unwrap_or_else(|| panic!("{path}: no such article"))
    }

    /// The labels of an article with the places of their words: the first, or, for words that
    /// stand more than once, every place.
    pub fn labels_of<'c>(&'c self, article: &'c Document) -> Vec<(&'c Label, Vec<Span>)> {
        let of = self.labels.iter().filter(|l| self.article(l).path == article.path);
        of.map(|label| {
            let places = article.text.match_indices(&label.quote);
            (label, places.map(|(at, words)| Span::new(at, at + words.len())).collect())
        })
        .collect()
    }
}
