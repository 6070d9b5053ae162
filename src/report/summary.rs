//! One line that says what a run found.

use super::Run;
use crate::verdict::{Severity, Verdict};

/// `3 errors, 1 warning in 2 articles (41 claims: 20 supported, 3 contradicted, 18 not judged)`.
pub fn summary(run: &Run) -> String {
    let findings = run.articles.iter().flat_map(|a| &a.judgement.findings);
    let count = |severity| findings.clone().filter(|f| f.severity == severity).count();
    let found: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|severity| 0 < count(*severity))
        .map(|severity| counted(count(severity), severity.word()))
        .collect();
    let found = if found.is_empty() { "no findings".to_string() } else { found.join(", ") };
    let articles = counted(run.articles.len(), "article");
    let claims = claims(run);
    match run.failed.len() {
        0 => format!("{found} in {articles} ({claims})"),
        failed => format!("{found} in {articles} ({claims}); {failed} could not be checked"),
    }
}

fn claims(run: &Run) -> String {
    let claims = run.articles.iter().flat_map(|a| &a.judgement.claims);
    let count = |verdict| claims.clone().filter(|c| c.verdict == verdict).count();
    let judged = [
        Verdict::Supported,
        Verdict::Contradicted,
        Verdict::Omitted,
        Verdict::Unsupported,
        Verdict::Unresolved,
    ];
    let total: usize = judged.iter().map(|verdict| count(*verdict)).sum();
    let parts = judged.iter().filter(|verdict| 0 < count(**verdict)).map(|verdict| {
        let word = if *verdict == Verdict::Unresolved { "not judged" } else { verdict.word() };
        format!("{} {word}", count(*verdict))
    });
    let parts: Vec<String> = parts.collect();
    match total {
        0 => "no claims".to_string(),
        total => format!("{}: {}", counted(total, "claim"), parts.join(", ")),
    }
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
            "2 errors, 1 warning in 1 article (2 claims: 1 supported, 1 contradicted); \
             1 could not be checked"
        );
    }
}
