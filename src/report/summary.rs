//! One line that says what a run found.

use super::{Run, Tally};
use crate::verdict::{Severity, Silencer, Verdict};

/// `3 errors in 2 articles (41 claims: 20 supported, 3 contradicted, 18 not judged; skipped: 4
/// history)`.
pub fn summary(run: &Run) -> String {
    let findings = run.articles.iter().flat_map(|a| &a.findings);
    let count = |severity| findings.clone().filter(|f| f.severity == severity).count();
    let found: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|severity| 0 < count(*severity))
        .map(|severity| counted(count(severity), severity.word()))
        .collect();
    let found = if found.is_empty() { "no findings".to_string() } else { found.join(", ") };
    let articles = counted(run.articles.len(), "article");
    let claims = claims(run);
    let mut line = format!("{found} in {articles} ({claims})");
    let silenced = run.articles.iter().flat_map(|article| &article.silenced);
    let by = |is: fn(&Silencer) -> bool| silenced.clone().filter(|s| is(&s.by)).count();
    let counts = [
        (by(|by| by.said().is_some()), "silenced"),
        (by(|by| *by == Silencer::Baseline), "in the baseline"),
        (by(|by| *by == Silencer::Unchanged), "on unchanged lines"),
        (run.failed.len(), "could not be checked"),
    ];
    for (count, word) in counts {
        if 0 < count {
            line.push_str(&format!("; {count} {word}"));
        }
    }
    line
}

fn claims(run: &Run) -> String {
    let mut tally = Tally::default();
    run.articles.iter().for_each(|article| tally.add(&article.tally));
    let count = |verdict| tally.count(verdict);
    let judged = [
        Verdict::Supported,
        Verdict::Contradicted,
        Verdict::Omitted,
        Verdict::Unsupported,
        Verdict::Unresolved,
    ];
    let parts = judged.iter().filter(|verdict| 0 < count(**verdict)).map(|verdict| {
        let word = if *verdict == Verdict::Unresolved { "not judged" } else { verdict.word() };
        format!("{} {word}", count(*verdict))
    });
    let parts: Vec<String> = parts.collect();
    let skipped = skipped(&tally);
    match tally.claims() {
        0 => format!("no claims{skipped}"),
        total => format!("{}: {}{skipped}", counted(total, "claim"), parts.join(", ")),
    }
}

/// `; skipped: 3 history, 2 opinion`: what asserts nothing about now, most frequent first.
fn skipped(tally: &Tally) -> String {
    let mut stances: Vec<(usize, &str)> = tally.skipped.iter().map(|(s, n)| (*n, *s)).collect();
    stances.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let parts: Vec<String> = stances.iter().map(|(n, stance)| format!("{n} {stance}")).collect();
    if parts.is_empty() { String::new() } else { format!("; skipped: {}", parts.join(", ")) }
}

/// `1 error`, `2 errors`.
pub(super) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use crate::report::samples;

    #[test]
    fn one_line_says_it_all() {
        let line = samples::rendered(|run, out| write!(out, "{}", super::summary(run)));
        assert_eq!(
            line,
            "2 errors, 1 warning in 1 article (2 claims: 1 supported, 1 contradicted; skipped: 1 label); \
             1 could not be checked"
        );
    }
}
