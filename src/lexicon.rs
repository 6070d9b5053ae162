//! The words of both languages and the concepts they stand for.
//!
//! The data is `rules/words/*.toml`; `build.rs` compiles it. A word may stand for several concepts,
//! one a category: "first" is a rank of exclusivity and an adjective. Source: our own reading of
//! announcements and of commentary on them; each file says what it holds.
//!
//! Particles ([`Particle`]) are apart: little words that are asked for by their spelling only.

use fst::raw::{Fst, Output};
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
include!(concat!(env!("OUT_DIR"), "/particle.rs"));

static WORDS: LazyLock<Fst<&'static [u8]>> = LazyLock::new(|| {
    Fst::new(include_bytes!(concat!(env!("OUT_DIR"), "/words.fst")).as_slice())
        .expect("build.rs wrote a valid map")
});

/// A line for each concept: its words as `rules/words` writes them, with tabs between.
static WRITTEN: &str = include_str!(concat!(env!("OUT_DIR"), "/written.txt"));

/// The index of a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sense(pub u16);

/// What a lexicon file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the variants are the file names under rules/words")]
pub enum Category {
    Exclusivity,
    Negation,
    Stance,
    Aspect,
    Modality,
    Scope,
    Condition,
    Bound,
    Time,
    Calendar,
    Unit,
    Number,
    Verb,
    Noun,
    Adjective,
    Name,
    Stop,
    Chrome,
    Flow,
    Change,
    Pole,
    Hedge,
}

/// A concept: what the words of both languages mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concept {
    /// The file it stands in.
    pub category: Category,
    /// Its id, unique in the category.
    pub id: &'static str,
    /// A broader concept.
    pub is: Option<Sense>,
    /// A concept that cannot hold together with it.
    pub opposite: Option<Sense>,
    /// For verbs: the transfer it tells, such as `pay`.
    pub frame: &'static str,
    /// For names and units: what kind.
    pub kind: &'static str,
    /// For units and scale words: the factor.
    pub value: f64,
}

impl Sense {
    /// The concept behind the index.
    pub fn concept(self) -> &'static Concept {
        &CONCEPTS[self.0 as usize]
    }

    /// Its words as they are written, English first, Chinese in both scripts where both are known.
    pub fn written(self) -> impl Iterator<Item = &'static str> {
        let line = WRITTEN.lines().nth(usize::from(self.0)).unwrap_or("");
        line.split('\t').filter(|word| !word.is_empty())
    }

    /// Whether this is the concept `id` of `category`.
    pub fn is(self, category: Category, id: &str) -> bool {
        let concept = self.concept();
        concept.category == category && concept.id == id
    }

    /// Every concept.
    pub fn all() -> impl Iterator<Item = Sense> {
        (0..CONCEPTS.len()).filter_map(|at| u16::try_from(at).ok()).map(Sense)
    }

    /// The concept `id` of `category`.
    pub fn find(category: Category, id: &str) -> Option<Sense> {
        let at = CONCEPTS.iter().position(|c| c.category == category && c.id == id)?;
        u16::try_from(at).ok().map(Sense)
    }
}

/// Whether a folded word is a name only when the original is written in capitals: US, WHO.
pub fn is_name_in_capitals(word: &str) -> bool {
    CAPITALS.binary_search(&word).is_ok()
}

impl Particle {
    /// Whether the folded `word` is a spelling of it.
    pub fn is(self, word: &str) -> bool {
        PARTICLES[self as usize].contains(&word)
    }

    /// Its spellings, folded, the longest first.
    pub fn spellings(self) -> &'static [&'static str] {
        PARTICLES[self as usize]
    }

    /// Whether the folded `text` begins with a spelling of it.
    pub fn begins(self, text: &str) -> bool {
        self.first_length(text) > 0
    }

    /// Bytes of its longest spelling that the folded `text` begins with; 0 if it begins with none.
    pub fn first_length(self, text: &str) -> usize {
        let own = PARTICLES[self as usize];
        own.iter().find(|word| text.starts_with(**word)).map_or(0, |word| word.len())
    }
}

/// The longest word of the lexicon that `text` (folded) begins with and that ends where `ends`
/// says a word may end: its length in bytes and what it means.
pub fn longest(text: &[u8], ends: impl Fn(usize) -> bool) -> Option<(usize, &'static [Sense])> {
    let (len, n) = longest_in(&WORDS, text, ends)?;
    SENSES.get(usize::try_from(n).ok()?).map(|senses| (len, *senses))
}

/// The longest key of `fst` that `text` begins with and that may end there, with its value.
pub(crate) fn longest_in(
    fst: &Fst<&'static [u8]>,
    text: &[u8],
    ends: impl Fn(usize) -> bool,
) -> Option<(usize, u64)> {
    let mut node = fst.root();
    let mut out = Output::zero();
    let mut best = None;
    for (i, byte) in text.iter().enumerate() {
        let Some(at) = node.find_input(*byte) else { break };
        let step = node.transition(at);
        out = out.cat(step.out);
        node = fst.node(step.addr);
        if node.is_final() && ends(i + 1) {
            best = Some((i + 1, out.cat(node.final_output()).value()));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_and_english_mean_one_concept() {
        for word in ["排他", "独家", "exclusivity"] {
            let (len, senses) = longest(word.as_bytes(), |_| true).unwrap();
            assert_eq!(len, word.len());
            assert!(senses.iter().any(|s| s.is(Category::Exclusivity, "exclusive")), "{word}");
        }
    }

    #[test]
    fn a_spelling_can_be_several_particles() {
        assert!(Particle::Toward.is("向") && Particle::Into.is("向"));
        assert!(!Particle::Away.is("向") && !Particle::Toward.is("向上"));
        assert!(Particle::Year.begins("年底") && !Particle::Year.begins("去年"));
    }

    #[test]
    fn the_longest_word_wins() {
        let (len, senses) = longest("非排他授权".as_bytes(), |_| true).unwrap();
        assert_eq!(len, "非排他".len());
        assert!(senses.iter().any(|s| s.is(Category::Exclusivity, "non-exclusive")));
    }
}
