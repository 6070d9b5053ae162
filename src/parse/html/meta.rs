//! What a page says about itself: its title, address, date, language.

use crate::document::Meta;
use crate::span::{Span, slice};
use scraper::{Html, Selector};

/// Where each name is found, best place first: name, selector, attribute.
const PLACES: &[(&str, &str, &str)] = &[
    ("title", "meta[property='og:title' i]", "content"),
    ("title", "meta[name='twitter:title' i]", "content"),
    ("description", "meta[name='description' i]", "content"),
    ("description", "meta[property='og:description' i]", "content"),
    ("url", "link[rel~='canonical' i]", "href"),
    ("url", "meta[property='og:url' i]", "content"),
    ("date", "meta[property='article:published_time' i]", "content"),
    ("date", "meta[itemprop='datePublished' i]", "content"),
    ("date", "meta[name='date' i], meta[name='pubdate' i], meta[name='publishdate' i]", "content"),
    ("date", "meta[name='dc.date' i], meta[name='dcterms.date' i]", "content"),
    ("date", "time", "datetime"),
    ("lang", "html", "lang"),
];

/// Tags past which a page no longer describes itself.
const TAGS_MAX: usize = 200;

/// Bytes past which a tag carries something else than a description.
const TAG_BYTES_MAX: usize = 16_384;

/// Reads the metadata out of the `tags` of a page: the spans of its `html`, `meta`, `link` and
/// `time` start tags. In order of names; under one name the most telling first.
pub fn meta(text: &str, tags: &[Span]) -> Vec<Meta> {
    let tags: Vec<(Span, Html)> = tags
        .iter()
        .take(TAGS_MAX)
        .filter(|tag| tag.end - tag.start <= TAG_BYTES_MAX)
        .map(|tag| (*tag, Html::parse_document(slice(text, tag.start..tag.end))))
        .collect();
    let mut found: Vec<Meta> = Vec::new();
    for (name, selector, attribute) in PLACES {
        let Ok(selector) = Selector::parse(selector) else { continue };
        for (span, page) in &tags {
            let element = page.select(&selector).next();
            let value = element.and_then(|e| e.value().attr(attribute)).unwrap_or("").trim();
            if !value.is_empty() {
                let (name, value) = ((*name).to_owned(), value.to_owned());
                let span = value_span(text, *span, &value);
                found.push(Meta { name, value, span });
            }
        }
    }
    found
}

/// Where the value stands in its tag; the whole tag when it is written with entities.
fn value_span(text: &str, tag: Span, value: &str) -> Span {
    match slice(text, tag.start..tag.end).rfind(value) {
        Some(at) => Span::new(tag.start + at, tag.start + at + value.len()),
        None => tag,
    }
}
