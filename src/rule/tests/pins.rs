//! Quotes looked up in sources.

use crate::document::{Document, Meta, Passage, PassageId, PassageKind, Piece, Place};
use crate::rule::load::load;
use crate::rule::pin::{Belonging, belongs, check_quotes, pin};
use crate::rule::{Announcement, Pack};
use crate::span::Span;
use proptest::prelude::*;

/// A source with one paragraph a line; its bytes are the file's.
pub fn source(text: &str) -> Document {
    let mut passages = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        passages.push(Passage {
            kind: match words.starts_with('#') {
                true => PassageKind::Heading(1),
                false => PassageKind::Paragraph,
            },
            text: words.into(),
            pieces: vec![Piece { text: 0..words.len(), file: at..at + words.len() }],
            place: Place::default(),
            linked: 0,
        });
        at += line.len();
    }
    let (path, text) = ("notice.md".into(), text.into());
    let (dropped, meta, comments) = (Vec::new(), Vec::new(), Vec::new());
    Document { path, text, passages, dropped, meta, comments }
}

#[track_caller]
fn pins(quote: &str, text: &str, words: &str) {
    let source = source(text);
    let pinned = pin(quote, &source).expect("the quote is there");
    assert_eq!(source.passage(pinned.passage).words(pinned.range), words);
}

fn miss(quote: &str, text: &str) -> String {
    let source = source(text);
    pin(quote, &source).expect_err("the quote is not there").message(&source)
}

#[test]
fn typography_and_line_wraps_do_not_matter() {
    pins(
        "the \"saver\" fare - it's",
        "Then the “saver”  fare ‑ it’s gone",
        "the “saver”  fare ‑ it’s",
    );
    pins("Fares rise\non 1 May", "Fares rise on 1 May.", "Fares rise on 1 May");
    pins("Fares rise on 1 May", "Fares rise\u{a0}on １ May.", "Fares rise\u{a0}on １ May");
    pins("票價自5月1日\n起調漲", "新票價自５月１日起調漲。", "票價自５月１日起調漲");
    pins("票價,調漲", "票價， 調漲", "票價， 調漲");
}

#[test]
fn case_script_and_whole_words_matter() {
    for (quote, text) in
        [("fares rise", "Fares rise"), ("票价", "票價"), ("rise", "sunrise"), ("a b", "ab")]
    {
        assert!(pin(quote, &source(text)).is_err(), "{quote} in {text}");
    }
}

#[test]
fn body_text_comes_before_a_heading() {
    let source = source("# Fares rise\nFares rise soon.\n");
    assert_eq!(pin("Fares rise", &source).map(|p| p.passage), Ok(PassageId(1)));
    assert_eq!(pin("# Fares", &source).map(|p| p.passage), Ok(PassageId(0)));
}

#[test]
fn a_miss_shows_the_nearest_words_as_a_diff() {
    assert_eq!(
        miss("Fares rise on 1 June", "Boats sail daily.\n海 As said, Fares rise on 1 May for all."),
        "quote is not in notice.md; nearest passage at notice.md:2:12: \
         Fares rise on 1 [-June-]{+May+}"
    );
    assert_eq!(
        miss("票價自五月起調降", "公告：票價自五月起調漲，居民除外。"),
        "quote is not in notice.md; nearest passage at notice.md:1:4: 票價自五月起調[-降-]{+漲+}"
    );
    assert_eq!(miss("xyz", "Fares"), "quote is not in notice.md, nor anything like it");
    assert_eq!(miss("xyz", ""), "quote is not in notice.md, nor anything like it");
}

#[test]
fn check_quotes_points_into_the_rule_file() {
    let text = "id = \"f\"\ntitle = \"f\"\n[[fact]]\nid = \"a\"\nquote = \"Fares fall\"\n\
                [[caveat]]\nof = \"a\"\nquote = \"in May\"\nmet_by = [\"may\"]\n";
    let pack = load("f.toml", text).expect("no fault");
    let sources = [source("Boats sail."), source("Fares rise in May.")];
    let found: Vec<String> = check_quotes(&pack, &sources).iter().map(|e| e.to_string()).collect();
    assert_eq!(
        found,
        ["f.toml:5:9: quote is not in notice.md; nearest passage at notice.md:1:1: \
          Fares [-fall-]{+rise+}"]
    );
}

#[test]
fn a_pack_belongs_by_address_or_by_quotes() {
    let url = Some("https://www.ferry.example/News/fares/".to_string());
    let announcement = Announcement { url, ..Announcement::default() };
    let text = "id = \"f\"\ntitle = \"f\"\n[[fact]]\nid = \"a\"\nquote = \"Fares rise\"\n";
    let loaded = load("f.toml", text).expect("no fault");
    let pack = Pack { source: announcement, ..loaded };
    let with_meta = |text: &str, url: &str| {
        let meta = Meta { name: "url".into(), value: url.into(), span: Span::new(0, 0) };
        Document { meta: vec![meta], ..source(text) }
    };
    let here = "http://ferry.example/News/fares?utm=1";
    assert_eq!(belongs(&pack, &with_meta("x", here)), Belonging::ByUrl);
    assert_eq!(
        belongs(&pack, &source("見（https://ferry.example/News/fares）。")),
        Belonging::ByUrl
    );
    let link = "see https://ferry.example/News/fares";
    assert_eq!(belongs(&pack, &with_meta(link, "https://other.example")), Belonging::No);
    assert_eq!(
        belongs(&pack, &with_meta("Fares rise", "https://other.example")),
        Belonging::ByQuotes { found: 1, all: 1 }
    );
}

proptest! {
    #[test]
    fn any_quote_of_any_text_is_found_or_missed_in_peace(
        quote in "[a-c漲價“” \n\u{3000}\u{200b}İ#-]{0,20}",
        text in "[a-c漲價“” \n\u{3000}\u{200b}İ#-]{0,60}",
    ) {
        let source = source(&text);
        match pin(&quote, &source) {
            Ok(found) => {
                let passage = &source.passages[found.passage.0].text;
                prop_assert!(passage.get(found.range).is_some());
            }
            Err(near) => {
                prop_assert!(source.text.get(near.span.start..near.span.end).is_some());
                let _ = near.message(&source);
            }
        }
    }

    #[test]
    fn a_text_is_found_in_itself(text in "[a-c漲價“”İé.,-]{1,20}( [a-c漲價“]{1,9}){0,4}") {
        prop_assert!(pin(&text, &source(&text)).is_ok());
    }
}
