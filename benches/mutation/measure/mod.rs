//! Precision and recall on sentences that were made wrong in one place.
//!
//! Every wrong sentence is held against its announcement alone, without a rule file; so are the
//! unedited sentence, and the wrong one behind each guard ("It is not true that ..."), which must
//! both stay silent.

#[allow(clippy::unwrap_used, reason = "shared with the tests, where a fault of the corpus panics")]
#[path = "../../../tests/shared/cases.rs"]
mod cases;
mod data;
mod edits;
mod pairs;
mod score;
mod table;

pub use data::Kind;
pub use score::{Outcome, Said};
pub use table::{by_kind, by_kind_and_language, guards};

use sourcelint::span::Span;

/// A sentence made wrong.
#[derive(Debug, Clone)]
pub struct Edit {
    /// What is wrong in it.
    pub kind: Kind,
    /// Its case.
    pub case: String,
    /// Its language.
    pub lang: String,
    /// The language of the announcement.
    pub source_lang: String,
    /// Bytes of the announcement's file: the fact that it gets wrong.
    pub fact: Span,
    /// The sentence as it should be, without its stop.
    pub right: String,
    /// The sentence with the wrong words.
    pub wrong: String,
}

impl Edit {
    /// `en`, or `en → zh-Hant` for a sentence in another language than the announcement.
    pub fn languages(&self) -> String {
        match self.lang == self.source_lang {
            true => self.lang.clone(),
            false => format!("{} → {}", self.source_lang, self.lang),
        }
    }
}

/// What came of every edit, case by case, those made by rule before those written by hand.
pub fn outcomes() -> Vec<Outcome> {
    let words = data::words();
    let pairs = data::pairs();
    let mut outcomes = Vec::new();
    for case in cases::cases() {
        // The cases that the data has words for.
        let Some(known) = words.case.iter().find(|known| known.name == case.name) else { continue };
        let mut edits = edits::edits(&case, known, &words);
        let of_case = pairs.iter().filter(|pair| pair.case == case.name);
        edits.extend(of_case.flat_map(|pair| pairs::edits(pair, &case, known)));
        outcomes.extend(score::judge(&case, known, &words, edits));
    }
    outcomes
}
