//! Chinese words that no lexicon file holds, with short English glosses.
//!
//! The data is `rules/dictionary/cedict.tsv`, derived from CC-CEDICT (CC BY-SA 4.0), and
//! `single.tsv` beside it for single characters, our own; `build.rs` compiles both. Nothing of them is
//! read before the first unknown Chinese word.

use crate::lexicon;
use crate::span::slice;
use fst::raw::Fst;
use std::sync::LazyLock;

static WORDS: LazyLock<Fst<&'static [u8]>> = LazyLock::new(|| {
    Fst::new(include_bytes!(concat!(env!("OUT_DIR"), "/cedict.fst")).as_slice())
        .expect("build.rs wrote a valid map")
});

static GLOSSES: &str = include_str!(concat!(env!("OUT_DIR"), "/cedict.txt"));

static SINGLE: LazyLock<Fst<&'static [u8]>> = LazyLock::new(|| {
    Fst::new(include_bytes!(concat!(env!("OUT_DIR"), "/single.fst")).as_slice())
        .expect("build.rs wrote a valid map")
});

static SINGLE_GLOSSES: &str = include_str!(concat!(env!("OUT_DIR"), "/single.txt"));

static ENGLISH: LazyLock<Fst<&'static [u8]>> = LazyLock::new(|| {
    Fst::new(include_bytes!(concat!(env!("OUT_DIR"), "/english.fst")).as_slice())
        .expect("build.rs wrote a valid set")
});

/// The glosses of a single folded character that stands as a word, separated by semicolons.
pub fn single(word: &str) -> Option<&'static str> {
    let at = SINGLE.get(word.as_bytes())?.value();
    slice(SINGLE_GLOSSES, usize::try_from(at).ok()?..SINGLE_GLOSSES.len()).lines().next()
}

/// Whether a folded word is an English word that some Chinese word is explained by: a common one.
pub fn is_english(word: &str) -> bool {
    let known = |word: &str| ENGLISH.contains_key(word);
    let plural = word.strip_suffix('s');
    known(word)
        || plural.is_some_and(known)
        || plural.and_then(|w| w.strip_suffix('e')).is_some_and(known)
}

/// The longest word of the dictionary that the folded `text` begins with: its length in bytes and
/// its glosses, separated by semicolons.
pub fn longest(text: &str) -> Option<(usize, &'static str)> {
    let (len, at) = lexicon::longest_in(&WORDS, text.as_bytes(), |n| text.is_char_boundary(n))?;
    let rest = slice(GLOSSES, usize::try_from(at).ok()?..GLOSSES.len());
    Some((len, rest.lines().next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_glosses_and_the_longest_wins() {
        let (len, glosses) = longest("路由器停").unwrap();
        assert_eq!((len, glosses), ("路由器".len(), "router"));
        assert!(longest("x").is_none());
        assert_eq!(single("鞋"), Some("shoe"));
        assert!(is_english("peanuts") && !is_english("northwind"));
    }
}
