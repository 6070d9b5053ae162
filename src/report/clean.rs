//! The one sanitizer: nothing that comes from a file reaches a terminal without passing it.
//!
//! Escape sequences, control characters and the bidirectional controls that reorder what a reader
//! sees are shown in escaped form, `\u{1b}`, never obeyed.

use std::borrow::Cow;

/// A text for one line of output: tabs and line ends become spaces, other controls are escaped.
pub fn line(text: &str) -> Cow<'_, str> {
    replaced(text, |c| match c {
        '\t' | '\n' | '\r' => Some(Cow::Borrowed(" ")),
        _ => escaped(c),
    })
}

/// A text of several lines: as `line`, but `\n` stays.
pub fn lines(text: &str) -> Cow<'_, str> {
    replaced(text, |c| match c {
        '\n' => None,
        '\t' | '\r' => Some(Cow::Borrowed(" ")),
        _ => escaped(c),
    })
}

/// A path: every control is escaped, line ends and tabs too, so that no path can forge a line. Nor
/// can one that begins with `::` be taken for a command by the build server that reads the line:
/// `./` in front of it leads to the same file.
pub fn path(text: &str) -> Cow<'_, str> {
    let shown = replaced(text, |c| match c {
        '\t' | '\n' | '\r' => Some(Cow::Owned(c.escape_unicode().to_string())),
        _ => escaped(c),
    });
    match shown.trim_start().starts_with("::") {
        true => Cow::Owned(format!("./{shown}")),
        false => shown,
    }
}

/// How `c` is shown in one line, when not as itself.
fn escaped(c: char) -> Option<Cow<'static, str>> {
    let hostile = c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}');
    hostile.then(|| Cow::Owned(c.escape_unicode().to_string()))
}

fn replaced(text: &str, shown: impl Fn(char) -> Option<Cow<'static, str>>) -> Cow<'_, str> {
    if text.chars().all(|c| shown(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match shown(c) {
            Some(instead) => out.push_str(&instead),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_is_shown_not_obeyed() {
        assert_eq!(line("\u{1b}[2J\u{9b}31mred"), "\\u{1b}[2J\\u{9b}31mred");
        assert_eq!(line("\u{1b}]8;;http://x\u{7}link"), "\\u{1b}]8;;http://x\\u{7}link");
        assert_eq!(line("a\u{7f}\u{0}\u{8}b"), "a\\u{7f}\\u{0}\\u{8}b");
    }

    #[test]
    fn bidirectional_controls_are_shown() {
        for c in ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
            assert_eq!(line(&format!("a{c}b")), format!("a\\u{{{:x}}}b", c as u32));
        }
        assert_eq!(line("\u{61c}\u{200e}\u{200f}"), "\\u{61c}\\u{200e}\\u{200f}");
    }

    #[test]
    fn a_path_cannot_forge_a_line() {
        assert_eq!(path("a\nerror: b\tc"), "a\\u{a}error: b\\u{9}c");
        assert_eq!(path(" ::error::x.md"), "./ ::error::x.md");
        assert_eq!(line("a\r\nb\tc"), "a  b c");
        assert_eq!(lines("a\nb\u{1b}"), "a\nb\\u{1b}");
    }

    #[test]
    fn plain_text_in_any_script_is_left_alone() {
        let text = "微軟 “Azure” 👩‍💻 naïve";
        assert!(matches!(line(text), Cow::Borrowed(same) if same == text));
    }
}
