//! The looks of site chrome: buttons, link lists, captions, notices of rights.

use super::writer::ends_sentence;
use crate::document::{Passage, PassageKind};
use crate::fold::{folded, is_han};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The built-in list: table name to folded words.
static WORDS: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    let parsed: BTreeMap<String, toml::Value> =
        toml::from_str(include_str!("../../rules/words/chrome.toml")).unwrap_or_default();
    let lists = |table: &toml::Value| {
        let languages = table.as_table().into_iter().flat_map(|t| t.values().cloned());
        let words = languages.filter_map(|l| l.as_array().cloned()).flatten();
        words.filter_map(|word| word.as_str().map(folded)).collect::<BTreeSet<String>>()
    };
    parsed.iter().map(|(name, table)| (name.clone(), lists(table))).collect()
});

/// Whether `word`, folded, stands under `table` of the built-in list.
pub fn has(table: &str, word: &str) -> bool {
    WORDS.get(table).is_some_and(|words| words.contains(word))
}

/// Whether the whole passage is one of the words under `table`.
pub fn is(passage: &Passage, table: &str) -> bool {
    let text = folded(&passage.text);
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    has(table, text.trim()) || has(table, bare)
}

/// Why the passage is not text of the announcement, if its looks say so.
pub fn why(passage: &Passage) -> Option<&'static str> {
    if matches!(passage.kind, PassageKind::Heading(_)) {
        return is(passage, "skip").then_some("button or state of the page");
    }
    if is(passage, "skip") || is_run_of_buttons(passage) {
        return Some("button or state of the page");
    }
    if is_address(passage) {
        return Some("address of the page");
    }
    if is_link(passage) {
        return Some("navigation");
    }
    is_rights(passage).then_some("notice of rights")
}

/// Whether the passage is a link, or a few, and nothing else: not a sentence that is linked.
pub fn is_link(passage: &Passage) -> bool {
    let seen = passage.text.chars().filter(|c| !c.is_whitespace()).count();
    let prose = ends_sentence(&passage.text) || 14 < units(&passage.text);
    let cell = matches!(passage.kind, PassageKind::Head | PassageKind::Cell);
    let mostly = 4 * seen <= 5 * passage.linked && 0 < passage.linked;
    let whole = passage.text.len() == passage.linked;
    mostly && !cell && (!prose || (whole && units(&passage.text) <= 3))
}

/// Whether the passage is a few words without the shape of a statement.
pub fn is_label(passage: &Passage) -> bool {
    units(&passage.text) <= 5 && !ends_sentence(&passage.text) && passage.place.keys.is_empty()
}

/// Words, where two Chinese characters count as one.
fn units(text: &str) -> usize {
    let han = text.chars().filter(|c| is_han(*c)).count();
    let words = text.split(|c: char| !c.is_alphanumeric() || is_han(c)).filter(|w| !w.is_empty());
    words.count() + han.div_ceil(2)
}

/// Buttons in a row: `Docs · Pricing · Log in`.
fn is_run_of_buttons(passage: &Passage) -> bool {
    let text = folded(&passage.text);
    let parts: Vec<&str> =
        text.split(['|', '·', '•', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    1 < parts.len() && parts.iter().all(|part| has("skip", part))
}

/// An address and at most the label that says what it is.
fn is_address(passage: &Passage) -> bool {
    let text = folded(&passage.text);
    let is_address = |word: &&str| word.contains("://") || word.starts_with("www.");
    let rest: Vec<&str> = text.split_whitespace().filter(|word| !is_address(word)).collect();
    let addresses = text.split_whitespace().count() - rest.len();
    let label = rest.join(" ");
    let named = label.split(':').map(str::trim).filter(|l| !l.is_empty()).all(|l| has("label", l));
    (0 < addresses
        && rest.len() <= 4 * addresses
        && (named || label.ends_with(':') || label.is_empty()))
        || has("label", text.trim_end_matches(':').trim())
}

fn is_rights(passage: &Passage) -> bool {
    let text = folded(&passage.text);
    let signed = WORDS.get("rights").is_some_and(|w| w.iter().any(|w| text.contains(w.as_str())));
    signed && units(&text) <= 20
}
