//! Terms: what two texts are compared by.

use crate::lexicon::{Category, Sense};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Something for each term.
pub type TermMap<V> = HashMap<Term, V, BuildHasherDefault<TermHasher>>;

/// Some terms.
pub type TermSet = HashSet<Term, BuildHasherDefault<TermHasher>>;

/// Hashes terms, which are hashes or small numbers already: one multiplication mixes them. For the
/// words of announcements, which nobody writes so that they collide.
#[derive(Debug, Clone, Copy, Default)]
pub struct TermHasher(u64);

impl Hasher for TermHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0 ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// A comparable unit of meaning: a concept, a name of a rule file, or a word by its stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(u64);

impl Term {
    /// The term of a concept.
    pub fn concept(sense: Sense) -> Term {
        Term(u64::from(sense.0))
    }

    /// The term of a word that the lexicon does not hold.
    pub fn word(stem: &str) -> Term {
        // FNV-1a: the same in every build, which the standard library's hashes are not.
        let hash = stem.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
            (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        });
        Term((hash | 1 << 63) & !(1 << 62))
    }

    /// The term of a name that a rule file or a document adds.
    pub fn name(id: &str) -> Term {
        Term(Term::word(id).0 | 1 << 62)
    }

    /// The term of a question that words answer with one of two sides.
    pub fn question(axis: &str) -> Term {
        Term::word(&format!("pole {axis}"))
    }

    /// The concept, if it is one.
    pub fn sense(self) -> Option<Sense> {
        u16::try_from(self.0).ok().map(Sense)
    }

    /// Whether the term is a name: of the lexicon, or of a rule file.
    pub fn is_name(self) -> bool {
        self.0 >> 62 == 3 || self.sense().is_some_and(|s| s.concept().category == Category::Name)
    }
}

/// A light stem for words the lexicon does not hold: plural and verb endings go.
pub fn stem(word: &str) -> &str {
    let cut = |suffix: &str, keep: usize| word.strip_suffix(suffix).filter(|s| s.len() >= keep);
    cut("ies", 3)
        .or_else(|| cut("ing", 4))
        .or_else(|| cut("ed", 4))
        .or_else(|| cut("es", 4))
        .or_else(|| cut("s", 3).filter(|s| !s.ends_with(['s', 'u', 'i'])))
        .or_else(|| cut("e", 4))
        .or_else(|| cut("y", 4))
        .unwrap_or(word)
}
