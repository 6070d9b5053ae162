//! What an announcement is called, and the words that say a statement is about it.

use super::pick::{Pick, announced};
use super::sheet::Head;
use super::words::{self, slug, without_doubles};
use crate::clause::name;
use crate::document::{Document, PassageKind};
use crate::extract;
use crate::fold::{folded, is_han};
use crate::lexicon::Category;
use crate::parse;
use crate::span::slice;
use crate::statement::Statement;
use crate::token::{Kind, Token};
use crate::vocabulary::Vocabulary;
use std::path::Path;

/// Words of the topic; a list that is longer says nothing about the topic.
const ABOUT_MAX: usize = 16;

/// Names that are offered for `[[name]]`.
const NAMES_MAX: usize = 4;

/// What stands above the facts, but for their number; `tied`: which of them have caveats.
pub(super) fn head(
    source: &Document,
    id: Option<&str>,
    statements: &[Statement],
    picks: &[Pick],
    tied: &[bool],
) -> Head {
    let title = title(source);
    let ids = [id.map(slug), Some(first_words(&slug(&title))), Some(slug(&stem(source)))];
    let id = ids.into_iter().flatten().find(|id| !id.is_empty());
    Head {
        source: source.path.clone(),
        id: id.unwrap_or_else(|| "announcement".to_owned()),
        title,
        url: address(source),
        date: date(source).or_else(|| announced(statements).map(|day| day.first.to_string())),
        about: about(picks, tied),
        names: names(source, picks),
        more: 0,
    }
}

fn title(source: &Document) -> String {
    let heading = source.passages.iter().find(|p| p.kind == PassageKind::Heading(1));
    let of_page = || source.meta("title").map(str::to_owned);
    let of_path = || stem(source);
    let title = heading.map(|h| h.text.clone()).or_else(of_page).unwrap_or_else(of_path);
    let plain: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = plain.trim();
    if plain.is_empty() { "An announcement".to_owned() } else { plain.to_owned() }
}

/// The file's name without its ending.
fn stem(source: &Document) -> String {
    let stem = Path::new(&source.path).file_stem();
    stem.unwrap_or_default().to_string_lossy().into_owned()
}

/// The first words of a slug: an id is typed.
fn first_words(slug: &str) -> String {
    /// Words an id is short with.
    const WORDS: usize = 5;
    slug.split('-').take(WORDS).collect::<Vec<_>>().join("-")
}

fn address(source: &Document) -> Option<String> {
    let names = ["url", "canonical_url", "original_url", "source"];
    let values = names.iter().filter_map(|name| source.meta(name));
    let is_address = |value: &&str| {
        value.contains("://") && !value.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    values.map(str::trim).find(is_address).map(str::to_owned)
}

/// The date in the metadata, read as any date is.
fn date(source: &Document) -> Option<String> {
    let names = ["date", "published_at", "published", "publish_date", "datepublished"];
    let values = names.iter().filter_map(|name| source.meta(name));
    let day = |value: &str| {
        // What follows a day is an hour, which belongs to no day of another place.
        let day = slice(value, 0..value.find('T').unwrap_or(value.len())).to_owned();
        let read = extract::extract(&parse::read("date.txt", day), &Vocabulary::default());
        Some(announced(&read)?.first.to_string())
    };
    values.filter_map(day).next()
}

/// The fewest words of the announcement so that most facts hold one, and all that are `tied`: a
/// caveat of another would stay silent.
fn about(picks: &[Pick], tied: &[bool]) -> Vec<String> {
    let held: Vec<String> = picks.iter().map(held).collect();
    let mut open: Vec<usize> = (0..picks.len()).collect();
    let mut words: Vec<(String, Vec<String>)> = Vec::new();
    for pick in picks {
        for token in pick.telling().filter(|t| is_topic(&pick.words, t)) {
            let word = folded(pick.words.written(token));
            if !words.iter().any(|(known, _)| *known == word) {
                let written = pick.words.written(token).to_owned();
                words.push((word, topic(written, token)));
            }
        }
    }
    let mut found = Vec::new();
    for _ in 0..ABOUT_MAX {
        let of_tied = |word: &str| open.iter().any(|at| tied[*at] && held[*at].contains(word));
        let count = |word: &str| open.iter().filter(|at| held[**at].contains(word)).count();
        let worth = |word: &str| if 1 < count(word) || of_tied(word) { count(word) } else { 0 };
        // The first of the best: `max_by_key` would take the last.
        let best = words.iter().rev().max_by_key(|(word, _)| worth(word));
        let Some((word, spellings)) = best.filter(|(word, _)| 0 < worth(word)) else { break };
        open.retain(|at| !held[*at].contains(word.as_str()));
        found.extend(spellings.clone());
    }
    if open.iter().any(|at| tied[*at]) { Vec::new() } else { without_doubles(found) }
}

/// What a fact's words are looked for in: as `about` is.
fn held(pick: &Pick) -> String {
    folded(pick.text(&pick.quote))
}

fn is_topic(words: &words::Words, token: &Token) -> bool {
    let noun = token.of(Category::Noun).is_some() || token.of(Category::Name).is_some();
    let unknown = token.senses.is_empty();
    let written = words.written(token);
    let long = if token.kind == Kind::Han { 2 } else { 4 };
    (noun || unknown) && long <= written.chars().count()
}

/// A topic word as it is written, and in the other language.
fn topic(written: String, token: &Token) -> Vec<String> {
    let han = written.contains(is_han);
    let sense = token.of(Category::Noun);
    let others = sense.into_iter().flat_map(|s| s.written());
    let others = others.filter(|word| word.contains(is_han) != han).take(2).map(str::to_owned);
    [written].into_iter().chain(others).collect()
}

/// Names that stand in more than one fact, most often first.
fn names(source: &Document, picks: &[Pick]) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for pick in picks {
        let tokens = pick.words.inside(&pick.sentence).iter().filter(|t| name(t).is_some());
        let here: Vec<String> = tokens.map(|t| pick.words.written(t).to_owned()).collect();
        // A word that also stands there in small letters is none.
        let is_name = |n: &String| !slug(n).is_empty() && !source.text.contains(&n.to_lowercase());
        for name in without_doubles(here).into_iter().filter(is_name) {
            match counts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => counts.push((name, 1)),
            }
        }
    }
    counts.retain(|(_, count)| 1 < *count);
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().take(NAMES_MAX).map(|(name, _)| name).collect()
}

/// A name for a fact: its first telling words, those of its row, or its number and its slot.
pub(super) fn fact_id(source: &Document, pick: &Pick, at: usize, taken: &[String]) -> String {
    /// Words a name is short with.
    const WORDS: usize = 4;
    let row = pick.words.passage.place.row.map(|row| words::Words::of(source.passage(row)));
    let own = pick.telling().map(|t| (&*pick.words, t));
    let told: Vec<String> = match &row {
        Some(row) => row.tokens.iter().map(|t| (row, t)).chain(own).filter_map(spelled).collect(),
        None => own.filter_map(spelled).collect(),
    };
    let parts = without_doubles(told);
    let read = pick.read();
    let slot = read.first().and_then(|r| r.split(':').next()).unwrap_or("fact");
    let id = match parts.len() {
        0 | 1 => format!("{}{slot}", numbered(at)),
        _ => slug(&parts.iter().take(WORDS).map(String::as_str).collect::<Vec<_>>().join("-")),
    };
    free(&id, taken)
}

/// The id, or the first number behind it that makes it one of its own.
pub(super) fn free(id: &str, taken: &[String]) -> String {
    let more = (2..).map(|n| format!("{id}-{n}"));
    let mut all = std::iter::once(id.to_owned()).chain(more);
    all.find(|id| !taken.contains(id)).unwrap_or_default()
}

/// How the names of facts without Latin words begin.
pub(super) fn numbered(at: usize) -> String {
    format!("fact-{:02}-", at + 1)
}

/// A word of a name.
fn spelled((words, token): (&words::Words, &Token)) -> Option<String> {
    let told = token.kind == Kind::Latin && !token.is_function() && !words::is_number(token);
    told.then(|| slug(words.written(token))).filter(|word| !word.is_empty())
}
