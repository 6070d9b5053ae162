//! What of a page is the announcement itself, and what is the site around it.
//!
//! Dates of other stories, buttons and a third party's digest above the text are never facts.
//! Whatever is cut is said, with its reason; where nothing would remain, nothing is cut.

use super::chrome;
use super::writer::ends_sentence;
use crate::document::{Document, Dropped, Passage, PassageId, PassageKind};
use crate::fold::folded;
use crate::span::slice;

/// Why a passage is cut, if it is.
type Why = Option<&'static str>;

/// Cuts `document` down to the announcement: from the passage that holds the words `begins` to the
/// one before that which holds the words `ends`, or as far as the page shows by its looks.
pub fn announcement(document: &mut Document, begins: Option<&str>, ends: Option<&str>) {
    let passages = &document.passages;
    let mut why: Vec<Why> = vec![None; passages.len()];
    let start = match begins {
        Some(words) => holding(passages, words, 0).unwrap_or(0),
        None => start(document),
    };
    let end = match ends {
        Some(words) => holding(passages, words, start + 1).unwrap_or(passages.len()),
        None => end(passages, start),
    };
    for (at, why) in why.iter_mut().enumerate() {
        if at < start {
            let digest = under_digest(passages, at);
            *why = Some(if digest { "digest above the text" } else { "above the text" });
        } else if end <= at {
            *why = Some("below the text");
        }
    }
    if begins.is_none() && ends.is_none() {
        mark_chrome(passages, &mut why);
    }
    let remains = passages.iter().zip(&why).any(|(p, why)| why.is_none() && is_text(p));
    if remains {
        rebuild(document, &why);
    }
}

/// The first passage from `from` on that holds `words`.
fn holding(passages: &[Passage], words: &str, from: usize) -> Option<usize> {
    let words = folded(words.trim());
    let holds = |p: &Passage| !words.is_empty() && folded(&p.text).contains(&words);
    passages.iter().enumerate().skip(from).find(|(_, p)| holds(p)).map(|(at, _)| at)
}

/// Where the text begins: at the last repetition of its title above which only the site speaks.
fn start(document: &Document) -> usize {
    let passages = &document.passages;
    let title = title(document);
    let repeats = |p: &Passage| {
        let text = folded(&p.text);
        let bare = text.split_once(':').map_or(text.as_str(), |(_, rest)| rest.trim());
        let heading = matches!(p.kind, PassageKind::Heading(_));
        match &title {
            Some(title) if heading => text.starts_with(title.as_str()),
            Some(title) => text == *title || bare == title,
            None => p.kind == PassageKind::Heading(1),
        }
    };
    let mut start: Option<usize> = None;
    let mut past_matter = 0;
    for (at, passage) in passages.iter().enumerate() {
        let heading = matches!(passage.kind, PassageKind::Heading(_));
        if is_front_matter(document, passage) {
            past_matter = at + 1;
        } else if repeats(passage) && (heading || start.is_some()) {
            start = Some(at);
        } else if is_text(passage) && !under_digest(passages, at) {
            break;
        }
    }
    // Where the title is nowhere repeated, only the front matter stands above the text.
    let start = start.unwrap_or(past_matter);
    (start.saturating_sub(3).max(past_matter)..start)
        .rev()
        .find(|at| passages.get(*at).is_some_and(is_date_line))
        .unwrap_or(start)
}

fn title(document: &Document) -> Option<String> {
    let heading = document.passages.iter().find(|p| p.kind == PassageKind::Heading(1));
    let named = document.meta("title").map(|title| folded(title.trim()));
    let known = |title: &String| {
        let starts = |p: &Passage| folded(&p.text).starts_with(title.as_str());
        let headings =
            document.passages.iter().filter(|p| matches!(p.kind, PassageKind::Heading(_)));
        !title.is_empty() && headings.into_iter().any(starts)
    };
    named.filter(known).or_else(|| heading.map(|p| folded(p.text.trim())))
}

fn is_front_matter(document: &Document, passage: &Passage) -> bool {
    let last = document.meta.last().map_or(0, |m| m.span.end);
    let fenced = slice(&document.text, 0..6).trim_start_matches('\u{feff}');
    let in_fence = fenced.starts_with("---") || fenced.starts_with("+++");
    let keyed =
        matches!(passage.kind, PassageKind::KeyHead | PassageKind::Value | PassageKind::Comment);
    in_fence && (passage.whole().end <= last || (keyed && passage.place.headings.is_empty()))
}

/// Where the text ends: before the first heading that only a site puts there.
fn end(passages: &[Passage], start: usize) -> usize {
    let mut body = false;
    for (at, passage) in passages.iter().enumerate().skip(start) {
        if body && matches!(passage.kind, PassageKind::Heading(_)) && chrome::is(passage, "end") {
            return at;
        }
        body |= is_text(passage);
    }
    passages.len()
}

/// Whether the passage stands under the heading of a digest.
fn under_digest(passages: &[Passage], at: usize) -> bool {
    let Some(passage) = passages.get(at) else { return false };
    let own = matches!(passage.kind, PassageKind::Heading(_)) && chrome::is(passage, "digest");
    let above = |id: &PassageId| passages.get(id.0).is_some_and(|p| chrome::is(p, "digest"));
    own || passage.place.headings.iter().any(above)
}

/// Marks what is the site's and not the text's, wherever it stands.
fn mark_chrome(passages: &[Passage], why: &mut [Why]) {
    for (passage, why) in passages.iter().zip(why.iter_mut()) {
        if why.is_none() {
            *why = chrome::why(passage);
        }
    }
    let mut at = 0;
    while at < passages.len() {
        let items = passages.iter().skip(at).take_while(|p| p.kind == PassageKind::Item).count();
        let list = passages.get(at..at + items).unwrap_or_default();
        let links = list.iter().filter(|p| chrome::is_link(p)).count();
        if 2 <= links && items <= 2 * links {
            for (passage, why) in list.iter().zip(why.iter_mut().skip(at)) {
                if why.is_none() && chrome::is_label(passage) {
                    *why = Some("navigation");
                }
            }
        }
        at += items.max(1);
    }
}

/// A short line that names a day: it has a year, or a day in figures, and no sentence.
fn is_date_line(passage: &Passage) -> bool {
    let years = passage.text.split(|c: char| !c.is_ascii_digit());
    let dated = years
        .into_iter()
        .any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")));
    dated
        && passage.text.chars().count() <= 40
        && !ends_sentence(&passage.text)
        && !chrome::is_link(passage)
}

/// Whether a passage says something: a sentence, and not a button, a link or a label.
fn is_text(passage: &Passage) -> bool {
    let heading = matches!(passage.kind, PassageKind::Heading(_));
    !heading && chrome::why(passage).is_none() && !chrome::is_label(passage)
}

/// Moves what is to be cut out of the document and renumbers what stays.
fn rebuild(document: &mut Document, why: &[Why]) {
    let mut next = 0;
    let ids: Vec<Option<PassageId>> = why
        .iter()
        .map(|why| {
            why.is_none().then(|| {
                next += 1;
                PassageId(next - 1)
            })
        })
        .collect();
    let new = |id: PassageId| ids.get(id.0).copied().flatten();
    let passages = std::mem::take(&mut document.passages);
    let mut before: Why = None;
    for (mut passage, why) in passages.into_iter().zip(why) {
        let follows = before == *why;
        before = *why;
        if let Some(why) = *why {
            let span = passage.whole();
            // Neighbours with one reason become one stretch.
            match document.dropped.last_mut() {
                Some(last) if follows && last.why == why => last.span = last.span.cover(span),
                _ => document.dropped.push(Dropped { span, why }),
            }
            continue;
        }
        let place = &mut passage.place;
        place.headings = place.headings.iter().filter_map(|id| new(*id)).collect();
        place.parent = place.parent.and_then(new);
        place.row = place.row.and_then(new);
        place.column = place.column.and_then(new);
        document.passages.push(passage);
    }
    document.dropped.sort_by_key(|dropped| (dropped.span.start, dropped.span.end));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown;

    const PAGE: &str = "---\ntitle: \"Harbour fares change\"\nsource_name: Port Digest\n---\n\n\
        # Harbour fares change\n\nCanonical URL: https://digest.example/1\n\n\
        ## Summary\n\nA digest says that all fares double.\n\n\
        ## Content\n\nTitle: Harbour fares change\n\n\
        # Harbour fares change | Port\n\n[Skip to content](#main)\n\n\
        * [News](/news)\n* [Fares](/fares)\n* About\n\nMarch 3, 2031\n\n[Company](/c)\n\n\
        # Harbour fares change\n\nShare\n\nThe port raises its fares from May. It says:\n\n\
        * Adults pay five euros.\n* Children [travel free](/kids) until 2033.\n\n\
        * [2031](/tags/2031)\n\n## Keep reading\n\n[Older story](/2)\n\nFares fell in 2030.\n";

    fn texts(document: &Document) -> Vec<&str> {
        document.passages.iter().map(|p| p.text.as_str()).collect()
    }

    fn cut(text: &str) -> Document {
        let mut document = markdown::read("a.md", text.to_string());
        announcement(&mut document, None, None);
        document
    }

    #[test]
    fn only_the_announcement_remains_of_a_scraped_page() {
        let document = cut(PAGE);
        assert_eq!(
            texts(&document),
            [
                "March 3, 2031",
                "Harbour fares change",
                "The port raises its fares from May. It says:",
                "Adults pay five euros.",
                "Children travel free until 2033.",
            ]
        );
        assert!(document.dropped.iter().any(|d| d.why == "digest above the text"));
        let item = document.passages.last().unwrap();
        assert_eq!(item.place.parent, Some(PassageId(2)));
        assert_eq!(item.place.headings, [PassageId(1)]);
    }

    #[test]
    fn the_text_ends_before_the_words_that_follow_it() {
        let mut document = markdown::read("a.md", PAGE.to_string());
        announcement(&mut document, Some("The port raises"), Some("Children travel"));
        let expected = ["The port raises its fares from May. It says:", "Adults pay five euros."];
        assert_eq!(texts(&document), expected);
    }

    #[test]
    fn a_page_of_links_alone_is_kept_whole() {
        let text = "# Links\n\n* [One](/1)\n* [Two](/2)\n";
        assert_eq!(cut(text).passages, markdown::read("a.md", text.to_string()).passages);
    }

    #[test]
    fn a_plain_announcement_loses_only_its_notice_of_rights() {
        let text = "# Fares\n\nFares rise in May.\n\n## Highlights\n\n- Adults pay five euros\n\n\
                    Port Office © 2031 · Privacy · Terms\n";
        let document = cut(text);
        assert_eq!(
            texts(&document),
            ["Fares", "Fares rise in May.", "Highlights", "Adults pay five euros"]
        );
    }
}
