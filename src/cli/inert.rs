//! Text that a build server prints and does not obey.
//!
//! Build servers read commands out of the log of a job: GitHub Actions from lines that begin with
//! `::`, and, as Azure Pipelines and TeamCity do, from `##[`, `##vso[` and `##teamcity[` anywhere in
//! a line. An article that holds such words must not set a job's variables, so one character of
//! them is shown escaped, as control characters are.

use std::borrow::Cow;

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
        assert!(matches!(within("# A\n## B [c]"), Cow::Borrowed(_)));
    }
}
