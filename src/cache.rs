//! What was judged before, as bytes that another run can read: its key, and its value.
//!
//! A key is made of everything a verdict depends on, this build of the tool among it, so that an
//! entry is never out of date: it is found or it is not. What the article's comments, the
//! configuration and the day make of a verdict comes after it and is not kept. Knows no folder.

use crate::verdict::Judgement;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// This build: code, words and crates, hashed; 64 hexadecimal digits.
pub const BUILD: &str = env!("SOURCELINT_BUILD");

/// What opens every entry, with the version of what follows.
const HEAD: &[u8] = b"sourcelint-cache/1\n";
/// Bytes of the checksum behind the head.
const SUM_BYTES: usize = 32;

/// A key: the hash of everything that decides a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of a value of this `kind` that `parts` decide. Parts are told apart: `ab`, `c` is
    /// another key than `a`, `bc`.
    pub fn of<'p>(kind: &'p str, parts: impl IntoIterator<Item = &'p [u8]>) -> Key {
        let mut hash = Sha256::new();
        for part in [BUILD.as_bytes(), kind.as_bytes()].into_iter().chain(parts) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Key(hash.finalize().into())
    }

    /// As a part of another key.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// 64 hexadecimal digits.
    pub fn hex(&self) -> String {
        self.0.iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// What can be kept.
pub trait Kept: Serialize + DeserializeOwned {}

impl Kept for Judgement {}
impl Kept for Fit {}

/// What became of the rule files of one set of sources, where all that belong to it fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// Paths of the rule files in force.
    pub used: Vec<String>,
    /// Those that belong to another announcement: path and reason.
    pub skipped: Vec<(String, String)>,
}

/// A value as an entry: the head, a checksum, and the value.
pub fn written(value: &impl Kept) -> Vec<u8> {
    // Structs of texts and numbers can always be written.
    let body = serde_json::to_vec(value).unwrap_or_default();
    [HEAD, Sha256::digest(&body).as_slice(), &body].concat()
}

/// The value of an entry; none where the entry is not whole, or not one of ours.
pub fn read<T: Kept>(entry: &[u8]) -> Option<T> {
    let (sum, body) = entry.strip_prefix(HEAD)?.split_at_checked(SUM_BYTES)?;
    if Sha256::digest(body).as_slice() != sum {
        return None;
    }
    serde_json::from_slice(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door;

    fn judgement() -> Judgement {
        let source =
            door::read_source("a.md", "The licence is non-exclusive.".into(), &[]).unwrap();
        let article = door::read("b.md", "The licence is exclusive.".into()).unwrap();
        let sources = [source];
        let prepared = door::prepare(&sources, Vec::new()).unwrap();
        door::check(&article, &sources, &prepared)
    }

    #[test]
    fn a_broken_entry_is_none() {
        let judgement = judgement();
        assert_ne!(judgement.findings, []);
        let entry = written(&judgement);
        assert_eq!(read(&entry), Some(judgement));
        for cut in 0..entry.len() {
            assert_eq!(read::<Judgement>(&entry[..cut]), None, "cut at {cut}");
        }
        for at in 0..entry.len() {
            let mut broken = entry.clone();
            broken[at] ^= 1;
            assert_eq!(read::<Judgement>(&broken), None, "broken at {at}");
        }
    }

    #[test]
    fn a_key_knows_where_its_parts_end() {
        let key = |parts: &[&str]| Key::of("test", parts.iter().map(|part| part.as_bytes()));
        assert_eq!(key(&["ab", "c"]), key(&["ab", "c"]));
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
        assert_ne!(key(&["ab", "c"]), key(&["abc"]));
        assert_ne!(key(&[]), Key::of("other", []));
    }
}
