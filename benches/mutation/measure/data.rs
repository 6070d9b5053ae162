//! The words of the benchmark, from `corpus/mutation`: what is put in place of what, the guards,
//! and the sentences written by hand.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs;

const WORDS: &str = "corpus/mutation/words.toml";
const PAIRS: &str = "corpus/mutation/pairs.toml";

/// A text in each language, by the language's id: `en`, `zh-Hant`, `zh-Hans`.
pub type ByLanguage<T> = BTreeMap<String, T>;

/// The text in a language.
///
/// # Panics
/// Where the data lacks it.
pub fn text<'d>(by: &'d ByLanguage<String>, lang: &str) -> &'d str {
    by.get(lang).unwrap_or_else(|| panic!("{WORDS}: nothing in {lang} beside {by:?}"))
}

/// What one edit makes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Another number.
    Number,
    /// Another unit or scale word.
    Unit,
    /// Another party of the announcement.
    Entity,
    /// The contrary word.
    Antonym,
    /// At least for at most, before for after.
    Bound,
    /// The two parties change places.
    Direction,
    /// A condition is left out.
    Condition,
    /// Another year, quarter or month.
    Period,
    /// Another rank of exclusivity.
    Exclusivity,
    /// A negation is added or taken away.
    Negation,
    /// What is planned is told as done.
    Aspect,
}

impl Kind {
    /// Every kind, in the order of the tables.
    pub const ALL: [Kind; 11] = [
        Kind::Number,
        Kind::Unit,
        Kind::Entity,
        Kind::Antonym,
        Kind::Bound,
        Kind::Direction,
        Kind::Condition,
        Kind::Period,
        Kind::Exclusivity,
        Kind::Negation,
        Kind::Aspect,
    ];

    /// Its name in the data.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Unit => "unit",
            Kind::Entity => "entity",
            Kind::Antonym => "antonym",
            Kind::Bound => "bound",
            Kind::Direction => "direction",
            Kind::Condition => "condition",
            Kind::Period => "period",
            Kind::Exclusivity => "exclusivity",
            Kind::Negation => "negation",
            Kind::Aspect => "aspect",
        }
    }

    /// Its name in the tables.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Number => "wrong number",
            Kind::Unit => "wrong unit or scale",
            Kind::Entity => "another party",
            Kind::Antonym => "antonym",
            Kind::Bound => "bound turned",
            Kind::Direction => "direction turned",
            Kind::Condition => "condition dropped",
            Kind::Period => "wrong period",
            Kind::Exclusivity => "rank of exclusivity",
            Kind::Negation => "negation",
            Kind::Aspect => "planned told as done",
        }
    }

    /// The kind with this id.
    pub fn named(id: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// `words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What ends a sentence.
    pub stop: ByLanguage<String>,
    /// What makes a wrong sentence one that must stay silent.
    pub guard: Vec<Guard>,
    /// What is known of the announcements.
    pub case: Vec<CaseWords>,
    /// Words that join two parties to one.
    pub joined: ByLanguage<Vec<String>>,
    /// Words that a sentence does not end with.
    pub dangling: ByLanguage<Vec<String>>,
    /// What is put in place of what.
    pub swap: BTreeMap<Kind, ByLanguage<Vec<[String; 2]>>>,
}

/// A way to say a sentence without claiming it.
#[derive(Deserialize)]
pub struct Guard {
    /// Its name.
    pub id: String,
    /// `{}` is the sentence without its stop.
    #[serde(flatten)]
    pub says: ByLanguage<String>,
}

/// What is known of an announcement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseWords {
    /// The folder under `corpus`.
    pub name: String,
    /// The language of its text.
    pub lang: String,
    /// Words of the page at the beginning of a sentence.
    #[serde(default)]
    pub cut: String,
    /// Parties that can be mistaken for each other.
    pub party: Vec<Parties>,
    /// Places that tell the same fact.
    #[serde(default)]
    pub told_twice: Vec<Vec<String>>,
    /// Places that tell the same of two parties.
    #[serde(default)]
    pub counterpart: Vec<Vec<String>>,
}

/// A party and one it can be mistaken for, their spellings side by side, the longest first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parties {
    /// The party that stands there.
    pub from: Vec<String>,
    /// The other.
    pub to: Vec<String>,
}

/// A sentence written by hand.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The folder under `corpus`.
    pub case: String,
    /// Words of the announcement's file.
    pub quote: String,
    /// The language of the sentence.
    pub lang: String,
    /// The sentence, with `{kind:right|wrong}`.
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pairs {
    pair: Vec<Pair>,
}

/// The words.
pub fn words() -> Words {
    load(WORDS)
}

/// The sentences written by hand.
pub fn pairs() -> Vec<Pair> {
    load::<Pairs>(PAIRS).pair
}

fn load<T: DeserializeOwned>(path: &str) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
}

impl Words {
    /// The lines of a kind in a language.
    pub fn swaps(&self, kind: Kind, lang: &str) -> &[[String; 2]] {
        self.swap.get(&kind).and_then(|by| by.get(lang)).map_or(&[], Vec::as_slice)
    }
}
