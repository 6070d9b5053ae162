//! Laws and examples of the readers.

use super::*;
use crate::document::{Passage, PassageKind};
use proptest::prelude::*;

fn markdown(text: &str) -> Document {
    markdown::read("a.md", text.to_string())
}

fn plain(text: &str) -> Document {
    plain::read("a.txt", text.to_string())
}

fn texts(document: &Document) -> Vec<&str> {
    document.passages.iter().map(|p| p.text.as_str()).collect()
}

fn find<'d>(document: &'d Document, text: &str) -> &'d Passage {
    document.passages.iter().find(|p| p.text == text).unwrap_or_else(|| panic!("no {text:?}"))
}

/// The text of the passage that `text` hangs under.
fn parent<'d>(document: &'d Document, text: &str) -> Option<&'d str> {
    find(document, text).place.parent.map(|id| document.passage(id).text.as_str())
}

fn headings<'d>(document: &'d Document, text: &str) -> Vec<&'d str> {
    let headings = &find(document, text).place.headings;
    headings.iter().map(|id| document.passage(*id).text.as_str()).collect()
}

/// Pieces are sorted, cover the text, lie on character boundaries and give back their bytes.
fn spans_hold(document: &Document) {
    for passage in &document.passages {
        let (mut text, mut file) = (0, 0);
        for piece in &passage.pieces {
            assert_eq!(piece.text.start, text, "{passage:?}");
            assert!(file <= piece.file.start && piece.file.start <= piece.file.end, "{passage:?}");
            let bytes = document.text.get(piece.file.clone()).expect("on character boundaries");
            let seen = passage.text.get(piece.text.clone()).expect("on character boundaries");
            // A wrapped line end is seen as a space and may be as long as one.
            assert!(!piece.is_exact() || bytes == seen || seen == " ", "{bytes:?} {seen:?}");
            (text, file) = (piece.text.end, piece.file.end);
        }
        assert_eq!(text, passage.text.len());
        assert!(!passage.text.trim().is_empty());
        for (at, c) in passage.text.char_indices() {
            let span = passage.span(at..at + c.len_utf8());
            assert!(document.text.get(span.start..span.end).is_some());
        }
        let ids = passage.place.headings.iter().chain(&passage.place.parent);
        for id in ids.chain(&passage.place.row).chain(&passage.place.column) {
            assert!(id.0 < document.passages.len());
        }
    }
    for meta in &document.meta {
        assert_eq!(document.text.get(meta.span.start..meta.span.end), Some(meta.value.as_str()));
    }
}

fn fragment() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "\n",
        "\r\n",
        "\n\n",
        "- ",
        "-\n",
        "* ",
        "1. ",
        "2. ",
        "> ",
        "# ",
        "#",
        "|",
        "| a | b |\n",
        "|---|---|\n",
        "```\n",
        "```yaml\n",
        "key: value\n",
        "open_key:\n",
        "  ",
        "\t",
        "    ",
        "**",
        "*",
        "_",
        "`",
        "``",
        "~~",
        "~",
        "[",
        "](",
        ")",
        "![",
        "<br>",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<script>",
        "<div>\n",
        "&amp;",
        "&copy;",
        "&#0;",
        "&nbsp;",
        "\\",
        "\\|",
        "---\n",
        "+++\n",
        "\u{feff}",
        "\0",
        "獨家授權",
        "非排他。",
        "，",
        "：",
        ":",
        "🐯",
        "é",
        "[^1]",
        "[^1]: ",
        "- [ ] ",
        "===\n",
        "\n-\n",
        "Ferries run",
        "until 2032.",
        "８~10",
        "•",
        "、",
    ]);
    prop_oneof![8 => fixed.prop_map(str::to_string), 1 => "\\PC{0,6}"]
}

proptest! {
    #[test]
    fn any_text_is_read_with_exact_spans(parts in prop::collection::vec(fragment(), 0..40)) {
        let text = parts.concat();
        for read in [markdown::read, plain::read] {
            let document = read("a", text.clone());
            spans_hold(&document);
            prop_assert_eq!(&document, &read("a", text.clone()));
            let mut cut = document.clone();
            body::announcement(&mut cut, None, None);
            spans_hold(&cut);
        }
    }

    #[test]
    fn wrapping_prose_changes_nothing(
        words in prop::collection::vec("[a-z]{1,9}[,.]?|[A-Z][a-z]{1,6}|20[0-9]{2}", 1..60),
        width in 24usize..90,
    ) {
        let mut wrapped = String::from("Ferries");
        let mut column = wrapped.len();
        for word in &words {
            if width < column + 1 + word.len() {
                wrapped.push('\n');
                column = 0;
            } else {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += word.len();
        }
        let flat = format!("Ferries {}", words.join(" "));
        for document in [markdown(&wrapped), plain(&wrapped)] {
            prop_assert_eq!(texts(&document), vec![flat.as_str()]);
        }
    }
}

#[test]
fn spans_hold_through_crlf_marks_and_entities() {
    let text =
        "\u{feff}# A &amp; B\r\n\r\nThe **sole** \\*licence\\* runs\r\nuntil `2032`&nbsp;ok.\r\n";
    let document = markdown(text);
    spans_hold(&document);
    assert_eq!(texts(&document), ["A & B", "The sole *licence* runs until 2032\u{a0}ok."]);
    let passage = &document.passages[0];
    let span = passage.span(2..3);
    assert_eq!(text.get(span.start..span.end), Some("&amp;"));
    let passage = &document.passages[1];
    let at = passage.text.find("2032").unwrap();
    let span = passage.span(at..at + 4);
    assert_eq!(text.get(span.start..span.end), Some("2032"));
}

#[test]
fn links_images_and_comments_leave_only_what_is_seen() {
    let document = markdown(
        "See [the notice](https://a.example/x). <!-- hidden -->\n\n![A boat](b.png)\n\n<!-- no -->\n",
    );
    assert_eq!(texts(&document), ["See the notice.", "A boat"]);
    assert_eq!(document.passages[0].linked, "the notice".len());
    assert_eq!(document.passages[1].linked, "A boat".len());
}

#[test]
fn raw_html_loses_its_tags() {
    let document =
        markdown("<div>\nFares <b>rise</b> &amp; fall\n</div>\n\nOne<br>two <i>three</i>\n");
    assert_eq!(texts(&document), ["Fares rise & fall", "One", "two three"]);
    spans_hold(&document);
}

#[test]
fn struck_out_text_is_withdrawn_and_a_range_is_not() {
    let document = markdown("The ~~sole~~ licence covers 8~10 ships and 20~30 boats.");
    assert_eq!(texts(&document), ["The  licence covers 8~10 ships and 20~30 boats."]);
}

#[test]
fn headings_stand_above_what_follows_by_level() {
    let document = markdown("# A\n\nx\n\n## B\n\ny\n\nC\n===\n\n##D is scraped\nz\n");
    assert_eq!(headings(&document, "y"), ["A", "B"]);
    assert_eq!(headings(&document, "B"), ["A"]);
    assert_eq!(headings(&document, "z"), ["C", "D is scraped"]);
}

#[test]
fn a_nested_item_hangs_under_the_outer_one() {
    let document = markdown("Terms:\n\n- Fares\n  - adults pay\n  - children do not\n- [x] Dogs\n");
    assert_eq!(parent(&document, "adults pay"), Some("Fares"));
    assert_eq!(parent(&document, "Dogs"), Some("Terms:"));
}

#[test]
fn a_plain_line_right_above_a_list_heads_it() {
    let document = markdown("Three insights\n- one\n- two\n");
    assert_eq!(parent(&document, "two"), Some("Three insights"));
}

#[test]
fn prose_with_a_full_stop_does_not_head_a_list_after_a_blank_line() {
    let document = markdown("The port raised its fares.\n\n- one\n- two\n");
    assert_eq!(parent(&document, "one"), None);
}

const LOST_INDENTATION: &str = "The port raises its fares for most passengers from May on.\n\n\
    Changes:\n-\nFares:\n- adults pay five\n- children are free\n-\n\
    Boats:\n- two more boats\nMeaning:\n- queues get shorter\nThat is all.\n";

#[test]
fn text_under_a_lone_dash_heads_the_items_after_it() {
    for document in [markdown(LOST_INDENTATION), plain(LOST_INDENTATION)] {
        assert_eq!(parent(&document, "children are free"), Some("Fares:"));
        assert_eq!(parent(&document, "two more boats"), Some("Boats:"));
        assert_eq!(parent(&document, "Boats:"), Some("Changes:"));
        assert_eq!(parent(&document, "queues get shorter"), Some("Meaning:"));
        assert_eq!(parent(&document, "That is all."), None);
    }
}

#[test]
fn pipe_rows_under_a_line_are_a_table() {
    let text = "1. Fares\nChanges:\n| Who | Before | After |\n|---|---|---|\n| Adults | four | five |\n\
                Meaning:\n- more money\n";
    for document in [markdown(text), plain(text)] {
        let cell = find(&document, "five");
        assert_eq!(cell.kind, PassageKind::Cell);
        assert_eq!(document.passage(cell.place.row.unwrap()).text, "Adults");
        assert_eq!(document.passage(cell.place.column.unwrap()).text, "After");
        assert_eq!(parent(&document, "five"), Some("Changes:"));
        assert_eq!(parent(&document, "Changes:"), Some("Fares"));
        assert_eq!(parent(&document, "more money"), Some("Meaning:"));
    }
}

#[test]
fn a_row_longer_than_its_head_keeps_its_cells() {
    let document = markdown("| A | B |\n|---|---|\n| 1 | | **3** > 2 |\n");
    assert_eq!(texts(&document), ["A", "B", "1", "3 > 2"]);
    assert_eq!(find(&document, "3 > 2").place.column, None);
    spans_hold(&document);
}

#[test]
fn scraped_key_lines_end_where_a_lead_in_begins() {
    let text =
        "Plan:\nferry_plan:\nnorth:\nboats: 3 # two spare\nsouth:\nboats: 4\nEffect:\n- queues\n";
    for document in [markdown(text), plain(text)] {
        assert_eq!(find(&document, "4").place.keys, ["ferry_plan", "south", "boats"]);
        assert_eq!(parent(&document, "ferry_plan"), Some("Plan:"));
        assert_eq!(find(&document, "two spare").kind, PassageKind::Comment);
        assert_eq!(parent(&document, "queues"), Some("Effect:"));
    }
}

#[test]
fn fenced_keys_are_read_and_other_code_is_dropped() {
    let document = markdown("```yaml\nplan:\n  boats: \"3\"\n```\n\n```rust\nfn main() {}\n```\n");
    assert_eq!(find(&document, "3").place.keys, ["plan", "boats"]);
    assert_eq!(parent(&document, "3"), Some("plan"));
    assert_eq!(document.dropped[0].why, "code");
}

#[test]
fn front_matter_is_metadata_and_its_claims_are_values() {
    let document = markdown(
        "---\ntitle: 'Fares'\ndate: 2031-01-02\ntags:\n- a\nfree_until: 2032-05-01\nfare:\n  adult: 5\n---\nText.\n",
    );
    assert_eq!(document.meta("title"), Some("Fares"));
    assert_eq!(document.meta("date"), Some("2031-01-02"));
    assert_eq!(find(&document, "2032-05-01").place.keys, ["free_until"]);
    assert_eq!(find(&document, "5").place.keys, ["fare", "adult"]);
    assert_eq!(texts(&document), ["Fares", "2032-05-01", "fare", "5", "Text."]);
    spans_hold(&document);
    let toml = markdown("+++\nfree_until = \"2032\"\n+++\n\nText.\n");
    assert_eq!(texts(&toml), ["2032", "Text."]);
}

#[test]
fn quotes_and_footnotes_are_read() {
    let document = markdown("> We run\n> daily.\n\nFares rise.[^1]\n\n[^1]: Only in May.\n");
    assert_eq!(find(&document, "We run daily.").kind, PassageKind::Quote);
    assert_eq!(texts(&document), ["We run daily.", "Fares rise.", "Only in May."]);
}

#[test]
fn plain_text_has_a_title_and_items() {
    let document = plain("Harbour news\n\nFares rise:\n\n• adults pay five\n  - in summer six\n");
    assert_eq!(document.passages[0].kind, PassageKind::Heading(1));
    assert_eq!(headings(&document, "adults pay five"), ["Harbour news"]);
    assert_eq!(parent(&document, "adults pay five"), Some("Fares rise:"));
    assert_eq!(parent(&document, "in summer six"), Some("adults pay five"));
}

#[test]
fn a_number_at_the_head_of_a_wrapped_line_opens_no_list() {
    let text = "The winter timetable of the northern harbour goes on until the fourth of March, on page\n\
                4. Wren Ferries and her sister boats call at the island every day but Sunday, as in line\n\
                3) of the old one.\n\n";
    let items = "1. Adults pay five in the high\nseason and four in the other months of the year.\n\
                 2. Dogs are free.\n";
    let flat = text.trim_end().replace('\n', " ");
    let first = "Adults pay five in the high season and four in the other months of the year.";
    for read in [markdown, plain] {
        let document = read(&format!("{text}{items}"));
        assert_eq!(texts(&document), [&flat, first, "Dogs are free."]);
        assert_eq!(find(&document, &flat).kind, PassageKind::Paragraph);
        assert_eq!(find(&document, "Dogs are free.").kind, PassageKind::Item);
    }
}

#[test]
fn a_file_without_a_known_extension_is_looked_at() {
    assert_eq!(texts(&read("a", "**x**".to_string())), ["x"]);
    assert_eq!(texts(&read("a.txt", "**x**".to_string())), ["**x**"]);
}

#[test]
fn long_and_deep_texts_are_read_in_linear_time() {
    let parts = [
        "Fee:\n",
        "fee: two words\n",
        "a<br>",
        "- ",
        "> ",
        "| a ",
        "`",
        "*a ",
        "[a](",
        "<b>a</b> ",
        "<div><style></style>",
        "word\n",
        "- a\nB:\n",
        "a\n\n",
        "~~a ",
        "&amp;",
        "1. a\n",
    ];
    let started = std::time::Instant::now();
    for part in parts {
        let text = part.repeat(60_000 / part.len());
        let mut document = markdown(&text);
        body::announcement(&mut document, None, None);
        plain(&text);
        let seconds = started.elapsed().as_secs();
        assert!(seconds < 60, "{part:?} took too long");
    }
}
