//! What is wrong with a rule file or a configuration file, and where: `path:line:column: message`.

use super::Mark;

/// One fault of a rule file or of a configuration file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct PackError {
    /// The path as given.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do, one line (a diff may follow after a colon).
    pub message: String,
}

impl PackError {
    /// A fault at `mark` of the file at `path`.
    pub fn new(path: &str, mark: Mark, message: impl Into<String>) -> Self {
        PackError {
            path: path.into(),
            line: mark.line,
            column: mark.column,
            message: message.into(),
        }
    }
}

/// The word of `known` nearest to `word`, if one is near; the same for any order of `known`.
pub fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    /// Nobody misspells a word this long, and comparing is not linear.
    const LENGTH_MAX: usize = 80;
    let mut known: Vec<&str> = known.filter(|k| k.len() <= LENGTH_MAX).collect();
    known.sort_unstable();
    if word.len() > LENGTH_MAX {
        return None;
    }
    similar::get_close_matches(word, &known, 1, 0.6).first().copied()
}

/// `, did you mean ...?` for an unknown word, or nothing.
pub fn did_you_mean<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> String {
    nearest(word, known).map(|near| format!(", did you mean `{near}`?")).unwrap_or_default()
}

/// A list for people: "`a`, `b` or `c`".
pub fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
