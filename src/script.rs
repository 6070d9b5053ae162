//! Traditional to simplified Chinese, one character to one character, and how a word is spelled in
//! Latin letters.
//!
//! The table is made when the crate is built, from OpenCC's dictionaries, a character at a time, so
//! that folding never changes how many characters a text has.

use pinyin::ToPinyin;

include!(concat!(env!("OUT_DIR"), "/script.rs"));

/// The simplified form of `c`, or `c` itself.
pub fn simplified(c: char) -> char {
    match SIMPLIFIED.binary_search_by_key(&c, |pair| pair.0) {
        Ok(at) => SIMPLIFIED[at].1,
        Err(_) => c,
    }
}

/// The word in pinyin without tones and spaces, as names are spelled abroad: a name written with the characters for north and capital is `beijing`.
/// `None` if a character has no reading.
pub fn latin(word: &str) -> Option<String> {
    word.chars().map(|c| simplified(c).to_pinyin().map(|p| p.plain().replace('ü', "u"))).collect()
}
