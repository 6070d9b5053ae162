//! Chinese words that no lexicon file holds, with short English glosses.
//!
//! The data is `rules/dictionary/cedict.tsv`, derived from CC-CEDICT (CC BY-SA 4.0); `build.rs`
//! compiles it. Nothing of it is read before the first unknown Chinese word.

use crate::lexicon;
use crate::span::slice;
use fst::raw::Fst;
use std::sync::LazyLock;

static WORDS: LazyLock<Fst<&'static [u8]>> = LazyLock::new(|| {
    Fst::new(include_bytes!(concat!(env!("OUT_DIR"), "/cedict.fst")).as_slice())
        .expect("build.rs wrote a valid map")
});

static GLOSSES: &str = include_str!(concat!(env!("OUT_DIR"), "/cedict.txt"));

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
    }
}
