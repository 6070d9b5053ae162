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
use std::sync::LazyLock;

/// How many right or guarded sentences are called wrong today. The number may only fall: a table
/// that is renewed must not take new ones in.
const FALSE_ALARMS: usize = 2;

static OUTCOMES: LazyLock<Vec<Outcome>> = LazyLock::new(measure::outcomes);

#[test]
fn right_and_guarded_sentences_stay_silent() {
    let unedited = OUTCOMES.iter().filter_map(|o| o.unedited.as_ref()).flat_map(|one| &one.alarms);
    let alarms: Vec<_> = OUTCOMES.iter().flat_map(|o| &o.alarms).chain(unedited).collect();
    let shown: Vec<String> = alarms
        .iter()
        .map(|a| format!("{}: {}\n    {}: {}", a.guard, a.sentence, a.said.id, a.said.message))
        .collect();
    assert!(alarms.len() <= FALSE_ALARMS, "{} false alarms:\n{}", alarms.len(), shown.join("\n"));
    assert!(alarms.len() == FALSE_ALARMS, "fewer now: write {} above", alarms.len());
}

#[test]
fn the_readme_shows_the_table_of_today() {
    let (shown, now) = (readme::table(), measure::by_kind(&OUTCOMES));
    let next = "cargo test --bench mutation -- --update";
    assert!(shown == now, "README.md shows\n{shown}\nbut it is\n{now}\nto renew it: {next}");
}

#[test]
fn every_type_is_tried_in_the_announcements_language_and_in_another() {
    let mut missing = Vec::new();
    for kind in Kind::ALL {
        let of_kind = |o: &&Outcome| o.edit.kind == kind;
        let across = |o: &Outcome| o.edit.lang != o.edit.source_lang;
        let (other, same): (Vec<_>, Vec<_>) =
            OUTCOMES.iter().filter(of_kind).partition(|o| across(o));
        if same.is_empty() || other.is_empty() {
            missing.push(kind.title());
        }
    }
    assert!(missing.is_empty(), "no sentence for: {missing:?}");
    for language in ["en", "zh-Hant", "zh-Hans"] {
        assert!(OUTCOMES.iter().any(|o| o.edit.lang == language), "no sentence in {language}");
    }
}
