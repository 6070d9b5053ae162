//! The audit as one page that works from disk: no request leaves it, and no text becomes markup.
//!
//! The page is made of fixed files; what comes from texts stands in one block of JSON, which the
//! script turns into text nodes. So there is one place that escapes: `embedded`.

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
    let data = embedded(&sheet(run)?);
    let filled = |name: &str| match name {
        "mark" => super::MARK.to_owned(),
        "policy" => rules.join("; "),
        "style" => style.clone(),
        "script" => script.clone(),
        "data" => data.clone(),
        name => unreachable!("page.html has no place called {name}"),
    };
    // Pieces are cut before anything is filled in: a text that holds `{{script}}` stays a text.
    for (index, piece) in PAGE.split("{{").enumerate() {
        match piece.split_once("}}") {
            Some((name, rest)) if 0 < index => write!(out, "{}{rest}", filled(name))?,
            _ => out.write_all(piece.as_bytes())?,
        }
    }
    Ok(())
}

fn hash(text: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// JSON that can end no script element and open no comment, and reads the same.
fn embedded(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
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
