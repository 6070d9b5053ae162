//! A text as quotes are compared: typography and white space gone, case and script kept.

use crate::fold::{folded, is_han};

/// A text with one spelling of white space, width, quotation marks and hyphens, and the way back.
pub struct Plain {
    /// The text.
    pub text: String,
    /// For every byte of `text`: first byte and end of the character it came from.
    pub origin: Vec<(usize, usize)>,
}

/// Reads `text` plainly.
pub fn plain(text: &str) -> Plain {
    let mut plain = Plain { text: String::with_capacity(text.len()), origin: Vec::new() };
    let mut space: Option<(usize, usize)> = None;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let one = plain_char(c);
        if one.is_empty() {
            continue;
        }
        if one.chars().all(char::is_whitespace) {
            space = Some((space.map_or(at, |(start, _)| start), end));
            continue;
        }
        // Beside a full-width character white space says nothing, and line wraps leave it there.
        if let (Some(place), Some(before)) = (space.take(), before)
            && !is_wide(before)
            && !is_wide(c)
        {
            plain.push(" ", place);
        }
        plain.push(&one, (at, end));
        before = Some(c);
    }
    plain
}

impl Plain {
    fn push(&mut self, text: &str, place: (usize, usize)) {
        self.text.push_str(text);
        self.origin.resize(self.text.len(), place);
    }
}

/// As `fold` writes it, but with its case and script.
pub fn plain_char(c: char) -> String {
    if is_han(c) {
        return c.into();
    }
    let one = folded(c.encode_utf8(&mut [0; 4]));
    if c.is_uppercase() { one.to_uppercase() } else { one }
}

/// Chinese, and the marks set in its width; a full-width letter or digit is a letter or digit.
pub fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' if !c.is_alphanumeric())
}
