//! What of a page is the announcement itself, and what is the site around it.

use std::collections::BTreeMap;

/// The words under `table` of the built-in list, in all languages, as written.
pub fn words(table: &str) -> Vec<String> {
    let parsed: BTreeMap<String, toml::Value> =
        toml::from_str(include_str!("../../rules/words/chrome.toml")).unwrap_or_default();
    let languages = parsed.get(table).and_then(toml::Value::as_table);
    let lists = languages.into_iter().flat_map(|t| t.values()).filter_map(toml::Value::as_array);
    lists.flatten().filter_map(|word| word.as_str().map(str::to_string)).collect()
}
