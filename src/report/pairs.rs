//! Pairs of a source text and a claim, as JSON lines: how they are asked, how they are answered.
//!
//! An answer carries the id as it was given, byte for byte, so that no number loses a digit.

use crate::verdict::PairVerdict;
use serde::{Deserialize, Serialize};
use serde_json::error::Category;
use serde_json::value::RawValue;

/// A line that was asked.
#[derive(Debug, Clone)]
pub struct Pair {
    /// A JSON string or number.
    pub id: Box<RawValue>,
    /// The text that is taken as true.
    pub source: String,
    /// The text that is held against it.
    pub claim: String,
}

/// A line that is no pair.
#[derive(Debug, Clone)]
pub struct BadPair {
    /// Its id, where one can be read.
    pub id: Option<Box<RawValue>>,
    /// What is wrong with it.
    pub message: String,
}

#[derive(Deserialize)]
struct PairIn<'l> {
    #[serde(borrow)]
    id: &'l RawValue,
    source: String,
    claim: String,
}

#[derive(Deserialize)]
struct IdIn<'l> {
    #[serde(borrow)]
    id: &'l RawValue,
}

#[derive(Serialize)]
struct AnswerOut<'a> {
    id: &'a RawValue,
    verdict: &'static str,
    relation: Option<&'static str>,
    slot: Option<&'static str>,
    evidence: &'a str,
    proof: &'a [String],
}

#[derive(Serialize)]
struct ErrorOut<'a> {
    id: Option<&'a RawValue>,
    error: &'a str,
}

/// Reads one line.
///
/// # Errors
/// Bytes that are no UTF-8, no JSON object, or an object without the three fields.
pub fn read(line: &[u8]) -> Result<Pair, BadPair> {
    let bad = |message: String| BadPair { id: None, message };
    let text = std::str::from_utf8(line)
        .map_err(|e| bad(format!("not UTF-8 at byte {} of the line", e.valid_up_to())))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    // serde would take a list for the fields in their order.
    if !text.starts_with('{') {
        return Err(bad("not a JSON object".to_owned()));
    }
    let pair: PairIn = serde_json::from_str(text)
        .map_err(|error| BadPair { id: id(text), message: message(&error) })?;
    if !is_id(pair.id) {
        return Err(bad("`id` is no string and no number".to_owned()));
    }
    Ok(Pair { id: pair.id.to_owned(), source: pair.source, claim: pair.claim })
}

/// The id of a line that is JSON, but no pair.
fn id(text: &str) -> Option<Box<RawValue>> {
    let line: IdIn = serde_json::from_str(text).ok()?;
    is_id(line.id).then(|| line.id.to_owned())
}

fn is_id(id: &RawValue) -> bool {
    id.get().starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit())
}

/// What serde says, without its line, which is always the first.
fn message(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    match error.classify() {
        Category::Data => what.to_owned(),
        _ => format!("not JSON: {what}, column {}", error.column()),
    }
}

/// One line, with its line end: the verdict on a pair.
pub fn answer(id: &RawValue, pair: &PairVerdict) -> Vec<u8> {
    line(&AnswerOut {
        id,
        verdict: pair.verdict.word(),
        relation: pair.relation,
        slot: pair.slot,
        evidence: &pair.evidence,
        proof: &pair.proof,
    })
}

/// One line, with its line end: why line `number` (from 1) has no verdict.
pub fn error(id: Option<&RawValue>, number: usize, message: &str) -> Vec<u8> {
    line(&ErrorOut { id, error: &format!("line {number}: {message}") })
}

fn line(out: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(out).expect("text and lists of text can be written as JSON");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The id and what is wrong with a line.
    fn bad(line: &str) -> (String, String) {
        let bad = read(line.as_bytes()).unwrap_err();
        (bad.id.map(|id| id.get().to_owned()).unwrap_or_default(), bad.message)
    }

    #[test]
    fn an_id_keeps_every_digit_and_every_escape() {
        for id in [r#""a\u4e00""#, "12345678901234567890123", "-1.50", "\"一\""] {
            let pair = read(format!(r#"{{"id": {id}, "claim": "", "source": ""}}"#).as_bytes());
            assert_eq!(pair.unwrap().id.get(), id);
        }
    }

    #[test]
    fn a_line_that_is_no_pair_says_why_with_its_id_if_it_has_one() {
        let (id, message) = bad(r#"{"id": 7, "source": "a"}"#);
        assert_eq!((id.as_str(), message.as_str()), ("7", "missing field `claim`"));
        let (id, message) = bad(r#"{"id": "x", "source": 3, "claim": "a"}"#);
        assert_eq!(id, "\"x\"");
        assert!(message.starts_with("invalid type: integer `3`, expected a string"), "{message}");
        let (id, message) = bad(r#"{"id": 7, "source""#);
        assert_eq!(id, "");
        assert!(message.starts_with("not JSON: EOF"), "{message}");
        assert_eq!(bad(r#"["1", "a", "b"]"#).1, "not a JSON object");
        assert!(bad(r#"{"id": null, "source": "a", "claim": "b"}"#).1.starts_with("`id`"));
        assert_eq!(read(b"{\xff").unwrap_err().message, "not UTF-8 at byte 1 of the line");
    }
}
