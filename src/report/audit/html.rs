//! The audit as one page that works from disk: no request leaves it, and no text becomes markup.
//!
//! The page is made of fixed files; what comes from texts stands in one block of JSON, which the
//! script turns into text nodes. So there is one place that escapes: `Embedded`.

use super::super::Run;
use super::sheet::sheet;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

const PAGE: &str = include_str!("../html/page.html");
const STYLE: &str = include_str!("../html/page.css");
const SCRIPT: &str = include_str!("../html/page.js");

/// Writes the page.
pub fn html(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    // Browsers hash what they read, and they read every line end as `\n`.
    let (style, script) = (STYLE.replace('\r', ""), SCRIPT.replace('\r', ""));
    let rules = [
        "default-src 'none'".to_owned(),
        format!("style-src 'sha256-{}'", hash(&style)),
        format!("script-src 'sha256-{}'", hash(&script)),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ];
    let fill = |name: &str, out: &mut dyn Write| match name {
        "mark" => out.write_all(super::MARK.as_bytes()),
        "policy" => out.write_all(rules.join("; ").as_bytes()),
        "style" => out.write_all(style.as_bytes()),
        "script" => out.write_all(script.as_bytes()),
        "data" => sheet(run, Embedded(out)),
        name => unreachable!("page.html has no place called {name}"),
    };
    // Pieces are cut before anything is filled in: a text that holds `{{script}}` stays a text.
    for (index, piece) in PAGE.split("{{").enumerate() {
        match piece.split_once("}}") {
            Some((name, rest)) if 0 < index => {
                fill(name, out)?;
                out.write_all(rest.as_bytes())?;
            }
            _ => out.write_all(piece.as_bytes())?,
        }
    }
    Ok(())
}

fn hash(text: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// Takes JSON and writes it so that it can end no script element and open no comment, and reads
/// the same.
struct Embedded<W>(W);

impl<W: Write> Write for Embedded<W> {
    fn write(&mut self, json: &[u8]) -> io::Result<usize> {
        for piece in json.split_inclusive(|byte| b"<>&".contains(byte)) {
            let (words, escaped): (&[u8], &[u8]) = match piece.split_last() {
                Some((b'<', words)) => (words, b"\\u003c"),
                Some((b'>', words)) => (words, b"\\u003e"),
                Some((b'&', words)) => (words, b"\\u0026"),
                _ => (piece, b""),
            };
            self.0.write_all(words)?;
            self.0.write_all(escaped)?;
        }
        Ok(json.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_can_stand_in_their_elements() {
        for text in [STYLE, SCRIPT] {
            let text = text.to_lowercase();
            for words in
                ["</script", "</style", "<!--", "{{", "innerhtml", "http:", "https:", "url("]
            {
                assert!(!text.contains(words), "{words}");
            }
        }
    }
}
