//! The texts that benchmarks read and judge. All are made here or of a seed, so that no change of the
//! corpus moves a figure.

#![allow(dead_code)]
#![allow(clippy::unwrap_used, reason = "the texts are known to be readable")]

#[path = "../../tests/shared/generate.rs"]
pub mod generate;

use generate::Tongue;
use sourcelint::document::Document;
use sourcelint::door::{self, Prepared};
use std::fmt::Write;

/// Announcement and articles are made of these.
const SOURCE: usize = 3;
const SEED: u64 = 11;

/// Pairs of a source and a claim, as `verify` gets them: one that is right, one that is wrong, one in
/// another language, one about something else.
pub const PAIRS: [(&str, &str); 4] = [
    (
        "Northwind pays Kestrel $5 million a year until 2031. The licence is non-exclusive.",
        "Northwind's licence is not exclusive.",
    ),
    (
        "The council will raise the ferry fare from $14 to $16.50 on 1 May 2027.",
        "The ferry fare has been $18 since May 2027.",
    ),
    (
        "Northwind pays Kestrel $5 million a year until 2031.",
        "北風每年支付 5 百萬美元，至 2031 年止。",
    ),
    ("The recall covers 1,200 heaters sold in March.", "The museum opens a new wing."),
];

/// An article of about five kilobytes.
pub fn article(tongue: Tongue) -> String {
    generate::text_in(tongue, 5, SOURCE, SEED)
}

/// What the articles are about.
pub fn announcement() -> String {
    generate::announcement(SOURCE, SEED)
}

/// A text as a page, with what stands around an article on a site.
pub fn page(text: &str) -> String {
    let mut page = String::from(
        "<!doctype html><html><head><title>A page</title><style>p { margin: 0 }</style></head><body>\
         <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/news\">News</a></li></ul></nav><main>",
    );
    for line in text.lines().skip_while(|line| !line.starts_with('#')) {
        let _ = match (line.trim_start_matches('#').trim(), line.chars().next()) {
            ("", _) => Ok(()),
            (words, Some('#')) => writeln!(page, "<h2>{words}</h2>"),
            (words, Some('-')) => {
                writeln!(page, "<ul><li>{}</li></ul>", words.trim_start_matches('-'))
            }
            (words, _) => writeln!(page, "<p>{words} &amp; <b>so</b> on.</p>"),
        };
    }
    page.push_str("</main><footer><a href=\"/about\">About</a></footer></body></html>");
    page
}

/// A rule file about the announcement, with so many rules of patterns that are met by nothing.
pub fn rule_file(rules: usize) -> String {
    let announcement = announcement();
    let quote = announcement.lines().find(|line| line.contains("pays")).unwrap();
    let quote = quote.split('.').next().unwrap();
    let mut file =
        format!("id = 'made'\ntitle = 'Made'\n[[fact]]\nid = 'fee'\nquote = '{quote}'\n");
    for rule in 0..rules {
        let _ = write!(
            file,
            "[[not_entailed]]\nfrom = 'fee'\nwhy = 'It does not follow.'\n\
             claims = ['fee{rule}~ * (rais~|doubl~)', '費用{rule}*調漲']\n"
        );
    }
    file
}

/// Reads a text as an article.
pub fn read(name: &str, text: &str) -> Document {
    door::read(name, text.into()).unwrap()
}

/// The announcement, prepared with a rule file where there is one.
pub fn desk(rules: Option<&str>) -> (Vec<Document>, Prepared) {
    let files: Vec<_> =
        rules.map(|text| ("made.toml".to_owned(), text.to_owned())).into_iter().collect();
    let packs = door::load_packs(&files).unwrap();
    let sources = vec![door::read_source("s.md", announcement().into(), &packs).unwrap()];
    let prepared = door::prepare(&sources, packs).unwrap();
    assert_eq!(prepared.packs.len(), files.len(), "the rule file belongs to the announcement");
    (sources, prepared)
}
