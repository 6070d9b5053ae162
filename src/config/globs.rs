//! Globs of the configuration: written and matched as in a `.gitignore`, so that nobody has to
//! learn another kind. No file is looked at.

use super::Placed;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::Path;

/// A list of globs; the last one that matches decides, and one with `!` before it takes back.
#[derive(Debug, Clone)]
pub struct Globs {
    /// As they are written.
    pub texts: Vec<Placed<String>>,
    set: Gitignore,
}

impl Default for Globs {
    fn default() -> Self {
        Globs { texts: Vec::new(), set: Gitignore::empty() }
    }
}

impl Globs {
    /// The globs `texts`.
    ///
    /// # Errors
    /// Which of them is none, and why.
    pub fn of(texts: Vec<Placed<String>>) -> Result<Globs, Vec<(usize, String)>> {
        let mut builder = GitignoreBuilder::new("");
        let mut faults = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            if let Err(message) = add(&mut builder, &text.value) {
                faults.push((at, message));
            }
        }
        match builder.build() {
            _ if !faults.is_empty() => Err(faults),
            Ok(set) => Ok(Globs { texts, set }),
            Err(error) => Err(vec![(0, error.to_string())]),
        }
    }

    /// The glob that holds `path`, a path from the file's folder with `/` between its parts, or a
    /// folder above it.
    pub fn holds(&self, path: &str) -> Option<&Placed<String>> {
        let found = self.set.matched_path_or_any_parents(Path::new(path), false);
        let glob = found.inner().filter(|_| found.is_ignore())?;
        self.texts.iter().rev().find(|text| line(&text.value) == glob.original())
    }

    /// Whether there is no glob.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

fn add(builder: &mut GitignoreBuilder, glob: &str) -> Result<(), String> {
    let parts = || glob.strip_prefix('!').unwrap_or(glob).split('/');
    if parts().any(|part| part == "..") {
        return Err(format!(
            "`{glob}` leaves the folder of this file: put the file into a folder above"
        ));
    }
    if glob.contains('\\') {
        return Err(format!("`{glob}`: write `/` between folders, on every system"));
    }
    let added = builder.add_line(None, &line(glob));
    added.map(drop).map_err(|error| format!("`{glob}` is no glob: {error}"))
}

/// The line of a `.gitignore` that means `glob`.
fn line(glob: &str) -> String {
    match glob.strip_prefix("./") {
        Some(rest) => format!("/{rest}"),
        None if glob.starts_with('#') => format!("\\{glob}"),
        None => glob.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Mark;

    fn globs(texts: &[&str]) -> Result<Globs, Vec<(usize, String)>> {
        let placed = |text: &&str| Placed { value: (*text).into(), mark: Mark::default() };
        Globs::of(texts.iter().map(placed).collect())
    }

    #[test]
    fn globs_are_those_of_gitignore() {
        let held = |texts: &[&str], path: &str| globs(texts).unwrap().holds(path).is_some();
        assert!(held(&["drafts/**"], "drafts/deep/a.md"));
        assert!(held(&["drafts/"], "drafts/deep/a.md"));
        assert!(held(&["./drafts"], "drafts/a.md"));
        assert!(!held(&["./drafts"], "old/drafts/a.md"));
        assert!(held(&["*.md"], "drafts/a.md"));
        assert!(!held(&["/*.md"], "drafts/a.md"));
        assert!(!held(&["drafts/*.md"], "drafts/deep/a.md"));
        assert!(!held(&["drafts/", "!drafts/a.md"], "drafts/a.md"));
        assert!(!held(&[], "a.md"));
        assert_eq!(globs(&["*.md", "a*"]).unwrap().holds("ab.txt").unwrap().value, "a*");
    }

    #[test]
    fn a_glob_that_cannot_match_is_refused() {
        for bad in ["../drafts/*.md", "a\\b", "{a"] {
            assert!(globs(&["fine", bad]).is_err_and(|faults| faults[0].0 == 1), "{bad}");
        }
    }
}
