//! Pages as they come: each trap by name.

use super::laws::page;
use crate::document::{Document, Passage, PassageKind};

fn texts(document: &Document) -> Vec<&str> {
    document.passages.iter().map(|p| p.text.as_str()).collect()
}

/// The bytes of the file behind `words` in the first passage that holds them.
fn behind<'t>(document: &'t Document, words: &str) -> &'t str {
    let find = |p: &Passage| p.text.find(words).map(|at| p.span(at..at + words.len()));
    let span = document.passages.iter().find_map(find).expect("the words are on the page");
    document.text.get(span.start..span.end).expect("a span of the file")
}

fn parent<'t>(document: &'t Document, words: &str) -> Option<&'t str> {
    let passage = document.passages.iter().find(|p| p.text.starts_with(words)).expect("there");
    passage.place.parent.map(|id| document.passage(id).text.as_str())
}

fn row_and_column<'t>(document: &'t Document, words: &str) -> (&'t str, &'t str) {
    let passage = document.passages.iter().find(|p| p.text.starts_with(words)).expect("there");
    let name = |id: Option<_>| id.map_or("", |id| document.passage(id).text.as_str());
    (name(passage.place.row), name(passage.place.column))
}

#[test]
fn entities_map_to_the_bytes_they_are_written_with() {
    let document =
        page("<p>Ash &amp; Oak&#39;s 5&nbsp;% &#x4e2d;&#25991; R&ampD &notit; &bogus; end</p>");
    assert_eq!(texts(&document), ["Ash & Oak's 5\u{a0}% 中文 R&D ¬it; &bogus; end"]);
    assert_eq!(behind(&document, "&"), "&amp;");
    assert_eq!(behind(&document, "Oak's"), "Oak&#39;s");
    assert_eq!(behind(&document, "中"), "&#x4e2d;");
    assert_eq!(behind(&document, "文"), "&#25991;");
    assert_eq!(behind(&document, "&D"), "&ampD");
    assert_eq!(behind(&document, "it;"), "it;");
    assert_eq!(behind(&document, "&bogus;"), "&bogus;");
}

#[test]
fn an_ampersand_written_twice_is_read_once() {
    let document = page("<p>a &amp;amp; b&lt;p&gt;</p>");
    assert_eq!(texts(&document), ["a &amp; b<p>"]);
    assert_eq!(behind(&document, "&amp;"), "&amp;amp;");
}

#[test]
fn comments_and_inline_tags_in_the_middle_of_words_leave_no_trace() {
    let document = page("<p>non<!-- x -->-exclu<b>sive</b> <a\nhref=x>li</a>cence</>d</p>");
    assert_eq!(texts(&document), ["non-exclusive licenced"]);
    assert_eq!(behind(&document, "exclusive"), "exclu<b>sive");
    assert_eq!(behind(&document, "cenced"), "cence</>d");
}

#[test]
fn white_space_collapses_and_maps_to_the_whole_run() {
    let document = page("<p>\r\n  one \r\n\t two<br/>\r\nthree\0four</p>");
    assert_eq!(texts(&document), ["one two", "threefour"]);
    assert_eq!(behind(&document, " "), " \r\n\t ");
    assert_eq!(behind(&document, "threefour"), "three\0four");
}

#[test]
fn unclosed_and_upper_case_tags_end_where_a_browser_ends_them() {
    let document = page(
        "<UL><LI>one<LI>two<UL><LI>deep</UL></UL><P>a<P>b<DIV>c<TABLE><TR><TD>x<TD>y<TR><TD>z<TD>w</TABLE>",
    );
    assert_eq!(texts(&document), ["one", "two", "deep", "a", "b", "c", "x", "y", "z", "w"]);
    assert_eq!(parent(&document, "deep"), Some("two"));
    assert_eq!(row_and_column(&document, "w").0, "z");
    assert_eq!(document.passages[2].kind, PassageKind::Item);
}

#[test]
fn what_a_browser_hides_is_not_text() {
    let document = page(
        "<body>\u{a0}<script>if (a<b) x</script>Shown<noscript>no</noscript><template>t</template>\
         <style>p{}</style><span style='display : none'>s</span><b hidden>h</b><i aria-hidden=true>i</i>\
         <svg><text>v</text></svg><button>b</button><select><option>o</select><textarea>\na</textarea> here",
    );
    assert_eq!(texts(&document), ["Shown here"]);
    assert_eq!(behind(&document, "here"), "here");
}

#[test]
fn a_footnote_mark_does_not_become_part_of_a_number() {
    let document = page("<p>until 2030<sup><a href='#1'>1</a></sup>, over 3 m<sup>2</sup></p>");
    assert_eq!(texts(&document), ["until 2030, over 3 m2"]);
}

#[test]
fn headings_stand_over_what_follows_and_a_break_in_one_is_a_space() {
    let document = page("<h1>A<br>B</h1><p>x<h2>C</h2><p>y<h3>D</h3><h2>E</h2><p>z");
    assert_eq!(texts(&document), ["A B", "x", "C", "y", "D", "E", "z"]);
    let over: Vec<usize> = document.passages[6].place.headings.iter().map(|id| id.0).collect();
    assert_eq!(over, [0, 5]);
    assert_eq!(document.passages[4].kind, PassageKind::Heading(3));
}

#[test]
fn a_line_with_a_colon_leads_into_the_list_or_table_behind_it() {
    let document = page(
        "<p>You can:<ul><li>go<li>stay<ul><li>long</ul></ul><p>選項：<table><tr><td>甲<td>乙</table><p>More:<p>no<ul><li>item</ul>",
    );
    assert_eq!(parent(&document, "stay"), Some("You can:"));
    assert_eq!(parent(&document, "long"), Some("stay"));
    assert_eq!(parent(&document, "乙"), Some("選項："));
    assert_eq!(parent(&document, "item"), None);
}

#[test]
fn cells_know_their_row_and_column_through_spans() {
    let document = page(
        "<table><thead><tr><td>Fee<td colspan=2>Old and older<td>New</thead>\
         <tr><td rowspan=2>Bag<td>$1<td>$2<td>$3<tr><td>$4<td>$5<td>$6</table>",
    );
    assert_eq!(row_and_column(&document, "$2"), ("Bag", "Old and older"));
    assert_eq!(row_and_column(&document, "$6"), ("Bag", "New"));
    assert_eq!(document.passages[0].kind, PassageKind::Head);
}

#[test]
fn a_table_with_row_heads_only_has_no_column_heads() {
    let document = page("<table><tr><th>Dose<td>80 mg<tr><th>Route<td>oral</table>");
    assert_eq!(row_and_column(&document, "oral"), ("Route", ""));
    assert!(document.passages.iter().all(|p| p.kind == PassageKind::Cell));
    let document = page("<table><tr><td>Dose<td>80 mg<tr><td>Route<td>oral</table>");
    assert_eq!(row_and_column(&document, "80 mg"), ("Dose", ""));
    assert_eq!(row_and_column(&document, "oral"), ("Route", ""));
}

#[test]
fn a_table_that_lays_out_the_page_is_no_table() {
    let document =
        page("<table><tr><td><h1>T</h1><p>One.<td><table><tr><td>k<td>v</table></table>");
    assert_eq!(document.passages[1].kind, PassageKind::Paragraph);
    assert_eq!(row_and_column(&document, "v").0, "k");
}

#[test]
fn terms_are_the_rows_of_their_descriptions() {
    let document = page("<dl><dt>Start<dd>May<dt>End<dd>June<dd>or July</dl>");
    assert_eq!(row_and_column(&document, "May").0, "Start");
    assert_eq!(row_and_column(&document, "or July").0, "End");
}

#[test]
fn quotations_stay_quotations_and_name_their_speaker() {
    let document = page("<blockquote><p>We stay.<footer>A. Moss</footer></blockquote><p>x");
    assert_eq!(texts(&document), ["We stay.", "A. Moss", "x"]);
    assert_eq!(document.passages[0].kind, PassageKind::Quote);
}

#[test]
fn preformatted_text_is_code_unless_it_holds_keys_or_prose() {
    let document = page("<p>x<pre>fn main() {\n  go();\n}</pre><pre>price: $5\nuntil: May</pre>");
    assert_eq!(texts(&document), ["x", "price: $5", "until: May"]);
    assert_eq!(document.dropped[0].why, "code");
}

const STORY: &str = "The port will close its northern gate on 3 May and open it again in June.";

#[test]
fn chrome_is_cut_and_named() {
    let document = page(&format!(
        "<div class=top><a href=/>Home</a> | <a href=/n>News</a></div><ol class=breadcrumb><li>Home<li>News</ol>\
         <div id=cookie-bar>We use cookies to make this page a better one for you.</div>\
         <h1>Gate</h1><p class=byline>By P. Reed · 2 May</p><p>{STORY}</p><p>{STORY}</p>\
         <div class='box related'><h3>More</h3><p>{STORY}</p></div>\
         <p><a href=1>One</a> · <a href=2>Two</a></p><p>&copy; 2026 Port News</p><div class=foot>Press</div>"
    ));
    assert_eq!(texts(&document), ["Gate", "By P. Reed · 2 May", STORY, STORY]);
    let why: Vec<&str> = document.dropped.iter().map(|d| d.why).collect();
    let named = [
        "navigation",
        "breadcrumb",
        "cookie notice",
        "other stories",
        "links",
        "copyright line",
        "footer",
    ];
    assert_eq!(why, named);
}

#[test]
fn a_class_that_holds_the_whole_page_is_not_chrome() {
    let document =
        page(&format!("<div class='nav-open sidebar'><p>{STORY}</p><p>{STORY}</p></div>"));
    assert_eq!(texts(&document), [STORY, STORY]);
    assert_eq!(texts(&page("<nav>Only this</nav>")), ["Only this"]);
}

#[test]
fn the_heading_before_the_article_stays_and_loose_ends_go() {
    let document = page(&format!(
        "<div>Weather fine</div><h1>Gate</h1><p>2 May</p><article><p>{STORY}</p></article><div>Top of page</div>"
    ));
    assert_eq!(texts(&document), ["Gate", "2 May", STORY]);
}

#[test]
fn links_in_headings_items_and_cells_stay() {
    let document = page(&format!(
        "<h1>G</h1><h2><a href=#f>Fees</a></h2><p>{STORY}</p><ul><li><a href=k>Kiln</a><li>{STORY}</ul>\
         <table><tr><td><a href=x>Gate</a><td>shut</table>"
    ));
    assert_eq!(texts(&document), ["G", "Fees", STORY, "Kiln", STORY, "Gate", "shut"]);
}

#[test]
fn a_link_that_is_closed_across_a_block_ends() {
    let document = page("<a href=x><div>one</a>two and more of this</div><p>three</p>");
    assert!(texts(&document).contains(&"three"));
}

#[test]
fn metadata_has_the_span_of_its_value() {
    let document = page(
        "\u{feff}<!doctype html><HTML LANG=en><head><title> Gate &amp; port | News </title>\
         <meta property=og:title content='Gate'><link rel=canonical href='https://port.example/g'>\
         <meta name=Description content=\"All &quot;on&quot; it\"></head><time datetime=2026-05-02>2 May</time>",
    );
    assert_eq!(document.meta("title"), Some("Gate"));
    assert_eq!(document.meta("url"), Some("https://port.example/g"));
    assert_eq!(document.meta("date"), Some("2026-05-02"));
    assert_eq!(document.meta("lang"), Some("en"));
    assert_eq!(document.meta("description"), Some("All \"on\" it"));
    let cut = |i: usize| document.text.get(document.meta[i].span.start..document.meta[i].span.end);
    assert_eq!(cut(0), Some("Gate"));
    assert_eq!(cut(1), Some("Gate &amp; port | News"));
    assert_eq!(texts(&document), ["2 May"]);
}

#[test]
fn deep_pages_are_read_in_linear_time_without_loss() {
    let deep = format!("{}<p>core{}<p>rim", "<div>".repeat(40_000), "</div>".repeat(40_000));
    assert_eq!(texts(&page(&deep)), ["core", "rim"]);
    let phrases = format!("<p>{}x{}y", "<b class=k>".repeat(20_000), "</i>".repeat(20_000));
    assert_eq!(texts(&page(&phrases)), ["xy"]);
}

#[test]
fn a_page_whose_tags_cannot_be_trusted_keeps_its_words() {
    let passages = super::bare("<p>one <b>two</b>\nthree < four");
    let texts: Vec<&str> = passages.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["one", "two", "three"]);
}
