//! Addresses of pages, compared and never fetched.

use crate::document::Document;
use crate::span::slice;

/// Front matter and page metadata that name a page's own address.
const NAMES: [&str; 4] = ["url", "original_url", "canonical_url", "source"];

/// The addresses that `document` names as its own, as they are written.
pub fn own(document: &Document) -> Vec<&str> {
    let named = NAMES.iter().filter_map(|name| document.meta(name));
    named.filter(|value| value.contains('.') && !value.contains(char::is_whitespace)).collect()
}

/// The addresses written out in `text`, each with the byte where it starts.
pub fn written(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = |c: char| !c.is_ascii_graphic() || "\"'<>()[]`".contains(c);
    let mut at = 0;
    text.split_inclusive(ends).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(ends);
        let word = word.trim_end_matches(['.', ',', ';', ':', '*', '_', '!']);
        word.contains("://").then_some((start, word))
    })
}

/// The byte of `article` where it writes out one of the addresses of `source`.
///
/// A query counts only where the source's own address has one: sites that number their pages there
/// would else be one page, and links with a campaign's name another.
pub fn link(article: &Document, source: &Document) -> Option<usize> {
    let wanted = own(source);
    let same = |wanted: &str, found: &str| {
        let query = query(wanted);
        bare(wanted) == bare(found) && (query.is_empty() || query == self::query(found))
    };
    // A name without an address ("openai.com") is any page of its site.
    let wanted: Vec<&str> = wanted.into_iter().filter(|w| w.contains("://")).collect();
    let mut links = written(&article.text);
    links.find(|(_, found)| wanted.iter().any(|wanted| same(wanted, found))).map(|(at, _)| at)
}

/// An address without scheme, `www.`, query, fragment and trailing slash, in lower case.
pub fn bare(url: &str) -> String {
    let url = url.trim().to_lowercase();
    let url = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let url = url.split(['?', '#']).next().unwrap_or("");
    url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/').to_string()
}

/// What stands behind the question mark of an address, up to the fragment.
fn query(url: &str) -> String {
    let url = url.split('#').next().unwrap_or("");
    let query = url.find('?').map_or("", |at| slice(url, at + 1..url.len()));
    query.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn linked(source_url: &str, article: &str) -> Option<usize> {
        let source = format!("---\nurl: {source_url}\n---\n\nNews.\n");
        link(&parse::read("a.md", article.into()), &parse::read("s.md", source))
    }

    #[test]
    fn a_link_is_found_however_it_is_written() {
        let url = "https://www.example.com/news/deal/";
        assert_eq!(
            linked(url, "See [it](http://example.com/news/deal?utm_source=x#top)."),
            Some(9)
        );
        assert_eq!(linked(url, "見<https://example.com/news/deal>。"), Some(4));
        assert_eq!(linked(url, "At https://example.com/news/deal, they say."), Some(3));
        assert_eq!(linked(url, "At https://example.com/news/deal-2"), None);
        assert_eq!(linked("example.com", "At https://example.com/"), None);
    }

    #[test]
    fn a_page_that_is_numbered_in_its_query_is_told_from_its_neighbours() {
        let url = "https://example.com/news?id=3";
        assert_eq!(linked(url, "https://example.com/news?id=4"), None);
        assert_eq!(linked(url, "<a href=\"https://example.com/news?id=3#a\">it</a>"), Some(9));
    }
}
