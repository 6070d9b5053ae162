//! What `docs/rules` says is true: the example of each page is found under the page's id.

#![allow(clippy::unwrap_used)]

use sourcelint::door;
use sourcelint::report::pages::PAGES;

/// Rules that only a rule file declares: their examples need one.
const OF_RULE_FILES: &[&str] = &["omitted", "not-entailed"];

/// Rules about comments in articles: `tests/silence.rs` tries them.
const OF_COMMENTS: &[&str] = &["suppression", "unused-suppression", "expired-suppression"];

/// The line behind `head` on a page.
fn after<'p>(page: &'p str, head: &str) -> &'p str {
    page.lines().find_map(|line| line.strip_prefix(head)).unwrap_or("")
}

/// The ids of what is found when the example's article is held against its announcement.
fn found(page: &str) -> Vec<String> {
    let bytes = |head| format!("{}\n", after(page, head)).into_bytes();
    let source = door::read_source("source.md", bytes("- Announcement: "), &[]).unwrap();
    let article = door::read("article.md", bytes("- Article: ")).unwrap();
    let sources = [source];
    let prepared = door::prepare(&sources, Vec::new()).unwrap();
    let findings = door::check(&article, &sources, &prepared).findings;
    findings.into_iter().map(|finding| finding.id).collect()
}

#[test]
fn what_a_page_shows_is_found_and_what_is_not_reported_says_so() {
    let elsewhere = |id| OF_RULE_FILES.contains(id) || OF_COMMENTS.contains(id);
    for (id, page) in PAGES.iter().filter(|(id, _)| !elsewhere(id)) {
        let ids = found(page);
        match page.contains("\nNot reported yet:") {
            true => assert!(ids.iter().all(|found| found != id), "{id} is reported: {ids:?}"),
            false => assert!(ids.contains(&(*id).to_owned()), "{id} is not among {ids:?}"),
        }
    }
}
