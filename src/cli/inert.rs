//! Text that a build server prints and does not obey.
//!
//! Build servers read commands out of the log of a job: GitHub Actions from lines that begin with
//! `::`, and, as Azure Pipelines and TeamCity do, from `##[`, `##vso[` and `##teamcity[` anywhere in
//! a line. An article that holds such words must not set a job's variables, so one character of
//! them is shown escaped, as control characters are.

use std::borrow::Cow;
use std::io::{self, Write};

/// Lines for a log that may hold commands of our own at their beginning: `##name[` is escaped.
pub fn within(text: &str) -> Cow<'_, str> {
    let mut pieces = text.split("##");
    let Some(first) = pieces.next() else { return Cow::Borrowed(text) };
    let rest: Vec<&str> = pieces.collect();
    if !rest.iter().any(|piece| opens(piece)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::from(first);
    for piece in rest {
        out.push_str(if opens(piece) { "#\\u{23}" } else { "##" });
        out.push_str(piece);
    }
    Cow::Owned(out)
}

/// Writes lines as `within` shows them, each when it is whole: no command is longer than a line.
pub struct Lines<'w> {
    out: &'w mut dyn Write,
    begun: Vec<u8>,
}

impl<'w> Lines<'w> {
    /// Lines that go to `out`.
    pub fn to(out: &'w mut dyn Write) -> Self {
        Lines { out, begun: Vec::new() }
    }

    /// Writes what is left of a line without end.
    pub fn end(mut self) -> io::Result<()> {
        self.put()
    }

    fn put(&mut self) -> io::Result<()> {
        let text = String::from_utf8_lossy(&self.begun);
        self.out.write_all(within(&text).as_bytes())?;
        self.begun.clear();
        Ok(())
    }
}

impl Write for Lines<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.begun.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.put()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Lines that are no command: also `::` at the beginning of one is escaped.
pub fn lines(text: &str) -> String {
    let line = |line: &str| match line.trim_start().strip_prefix("::") {
        Some(rest) => format!(":\\u{{3a}}{rest}"),
        None => line.to_string(),
    };
    within(text).split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Whether what follows `##` makes a command of it.
fn opens(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c == '#' || c.is_ascii_alphanumeric()).starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_shown_and_the_rest_is_left_alone() {
        assert_eq!(within("a ##[set-output name=x]y"), "a #\\u{23}[set-output name=x]y");
        assert_eq!(within("###vso[task]"), "#\\u{23}#vso[task]");
        assert_eq!(within("::error::##[x] ## [y] ## a"), "::error::#\\u{23}[x] ## [y] ## a");
        assert_eq!(lines("a\n  ::add-mask::b\nc::d"), "a\n:\\u{3a}add-mask::b\nc::d");
        let (mut out, text) = (Vec::new(), "a ##[b]\n## [c]\n##[微");
        let mut lines = Lines::to(&mut out);
        text.as_bytes().chunks(3).for_each(|chunk| lines.write_all(chunk).unwrap());
        lines.end().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), within(text));
        assert!(matches!(within("# A\n## B [c]"), Cow::Borrowed(_)));
    }
}
