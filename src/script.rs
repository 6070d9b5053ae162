//! Traditional to simplified Chinese, one character to one character.
//!
//! The table is made when the crate is built, from OpenCC's dictionaries, a character at a time, so
//! that folding never changes how many characters a text has.

include!(concat!(env!("OUT_DIR"), "/script.rs"));

/// The simplified form of `c`, or `c` itself.
pub fn simplified(c: char) -> char {
    match SIMPLIFIED.binary_search_by_key(&c, |pair| pair.0) {
        Ok(at) => SIMPLIFIED[at].1,
        Err(_) => c,
    }
}
