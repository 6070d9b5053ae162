//! The mutation benchmark of `benches/mutation`: its table in the README is today's, and it
//! measures what it says it does.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, unused_imports)]
#[path = "../benches/mutation/measure/mod.rs"]
mod measure;
#[allow(dead_code)]
#[path = "../benches/mutation/readme.rs"]
mod readme;

use measure::{Kind, Outcome};

#[test]
fn the_readme_shows_the_table_of_today() {
    let outcomes = measure::outcomes();
    let (shown, now) = (readme::table(), measure::by_kind(&outcomes));
    let next = "cargo test --bench mutation -- --update";
    assert!(shown == now, "README.md shows\n{shown}\nbut it is\n{now}\nto renew it: {next}");
}

#[test]
fn every_type_is_tried_in_the_announcements_language_and_in_another() {
    let outcomes = measure::outcomes();
    let mut missing = Vec::new();
    for kind in Kind::ALL {
        let of_kind = |o: &&Outcome| o.edit.kind == kind;
        let across = |o: &Outcome| o.edit.lang != o.edit.source_lang;
        let (other, same): (Vec<_>, Vec<_>) =
            outcomes.iter().filter(of_kind).partition(|o| across(o));
        if same.is_empty() || other.is_empty() {
            missing.push(kind.title());
        }
    }
    assert!(missing.is_empty(), "no sentence for: {missing:?}");
    for language in ["en", "zh-Hant", "zh-Hans"] {
        assert!(outcomes.iter().any(|o| o.edit.lang == language), "no sentence in {language}");
    }
}
