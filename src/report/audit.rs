//! The report over many articles: what became of each, of each source and of each rule, worst first.
//!
//! This file counts; the files below it write.

mod csv;
mod html;
mod json;
mod markdown;
mod sheet;

pub use self::csv::csv;
pub use self::html::html;
pub use self::json::json;
pub use self::markdown::markdown;

use super::{Article, Excerpt, Failed, Run, pages};
use crate::verdict::{Finding, Severity, Verdict};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The first line of a report that could be met again as an article, in the folder it was written to.
const MARK: &str = "<!-- sourcelint audit -->";

/// Whether a text is such a report.
pub fn is_report(text: &str) -> bool {
    text.lines().take(2).any(|line| line == MARK)
}

/// How many claims and findings there are of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Counts {
    claims: usize,
    supported: usize,
    contradicted: usize,
    /// Claims that go beyond the source: broader, or drawn from it where that does not follow.
    unsupported: usize,
    omitted: usize,
    unresolved: usize,
    /// Statements that are no claims, by the reason.
    skipped: BTreeMap<&'static str, usize>,
    found: Found,
}

/// Findings by severity; the order is from good to bad.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn of(article: &Article) -> Self {
        let tally = &article.tally;
        let mut counts = Counts {
            claims: tally.claims(),
            supported: tally.count(Verdict::Supported),
            contradicted: tally.count(Verdict::Contradicted),
            unsupported: tally.count(Verdict::Unsupported),
            omitted: tally.count(Verdict::Omitted),
            unresolved: tally.count(Verdict::Unresolved),
            skipped: tally.skipped.clone(),
            found: Found::default(),
        };
        article.findings.iter().for_each(|finding| counts.found.add(finding));
        counts
    }

    fn add(&mut self, other: &Counts) {
        self.claims += other.claims;
        self.supported += other.supported;
        self.contradicted += other.contradicted;
        self.unsupported += other.unsupported;
        self.omitted += other.omitted;
        self.unresolved += other.unresolved;
        for (why, count) in &other.skipped {
            *self.skipped.entry(why).or_default() += count;
        }
        self.found.errors += other.found.errors;
        self.found.warnings += other.found.warnings;
        self.found.notes += other.found.notes;
    }

    fn skipped(&self) -> usize {
        self.skipped.values().sum()
    }

    /// `3 history, 1 question`.
    fn reasons(&self) -> String {
        let parts = self.skipped.iter().map(|(why, count)| format!("{count} {why}"));
        parts.collect::<Vec<_>>().join(", ")
    }
}

impl Found {
    fn add(&mut self, finding: &Finding) {
        *match finding.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        } += 1;
    }

    fn total(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// A run, counted; every list is sorted worst first, then by name.
struct Audit<'r> {
    total: Counts,
    articles: Vec<ArticleRow<'r>>,
    sources: Vec<SourceRow<'r>>,
    rules: Vec<RuleRow<'r>>,
    failed: &'r [Failed],
}

struct ArticleRow<'r> {
    article: &'r Article,
    sources: Vec<&'r Excerpt>,
    counts: Counts,
}

/// A source, and what became of the articles that were held against it.
struct SourceRow<'r> {
    source: &'r Excerpt,
    articles: usize,
    counts: Counts,
}

/// A rule that found something.
struct RuleRow<'r> {
    id: &'r str,
    /// What it finds, in one line; for a rule of a rule file, the file.
    about: &'r str,
    articles: usize,
    found: Found,
}

impl<'r> Audit<'r> {
    fn of(run: &Run<'r>) -> Self {
        let row = |article: &'r Article| ArticleRow {
            article,
            sources: article.sources.iter().filter_map(|index| run.sources.get(*index)).collect(),
            counts: Counts::of(article),
        };
        let mut articles: Vec<_> = run.articles.iter().map(row).collect();
        articles.sort_by_key(|row| (Reverse(row.counts.found), &row.article.text.path));
        let mut total = Counts::default();
        articles.iter().for_each(|row| total.add(&row.counts));
        Audit {
            sources: sources(run, &articles),
            rules: rules(&articles),
            total,
            articles,
            failed: run.failed,
        }
    }

    /// Every finding: the worst article first, and of each article the worst finding.
    fn findings(&self) -> impl Iterator<Item = (&'r Excerpt, &'r Finding)> {
        self.articles.iter().flat_map(|row| {
            let mut found: Vec<_> = row.article.findings.iter().collect();
            found.sort_by_key(|f| (Reverse(f.severity), f.span.start, &f.id, f.span.end));
            found.into_iter().map(|finding| (&row.article.text, finding))
        })
    }
}

fn sources<'r>(run: &Run<'r>, articles: &[ArticleRow]) -> Vec<SourceRow<'r>> {
    let row = |(index, source): (usize, &'r Excerpt)| {
        let mut row = SourceRow { source, articles: 0, counts: Counts::default() };
        for of in articles.iter().filter(|of| of.article.sources.contains(&index)) {
            row.articles += 1;
            row.counts.add(&of.counts);
        }
        row
    };
    let mut rows: Vec<_> = run.sources.iter().enumerate().map(row).collect();
    rows.sort_by_key(|row| (Reverse(row.counts.found), &row.source.path));
    rows
}

fn rules<'r>(articles: &[ArticleRow<'r>]) -> Vec<RuleRow<'r>> {
    let mut rows: BTreeMap<&str, RuleRow> = BTreeMap::new();
    for row in articles {
        let mut of_article: Vec<&str> = Vec::new();
        for finding in &row.article.findings {
            let about = match pages::one_line(&finding.id) {
                "" => finding.pack.as_deref().unwrap_or(""),
                line => line,
            };
            let new = RuleRow { id: &finding.id, about, articles: 0, found: Found::default() };
            let rule = rows.entry(&finding.id).or_insert(new);
            rule.found.add(finding);
            if !of_article.contains(&rule.id) {
                of_article.push(rule.id);
                rule.articles += 1;
            }
        }
    }
    let mut rows: Vec<_> = rows.into_values().collect();
    rows.sort_by_key(|row| (Reverse(row.found), row.id));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Keep, samples};
    use crate::verdict::Judgement;

    #[test]
    fn the_worst_article_stands_first_and_sums_are_right() {
        let mild = samples::document("a.md", "mild");
        let bad = samples::document("b.md", "bad");
        let sources = ["s.md", "t.md"].map(|path| Excerpt::whole(samples::document(path, "said")));
        let of = |severity| Finding { severity, ..samples::findings().remove(0) };
        let article = |document, sources, findings| {
            let judgement = Judgement { claims: Vec::new(), findings };
            Article::of(document, sources, judgement, Vec::new(), Keep::Findings)
        };
        let many = vec![of(Severity::Note), of(Severity::Warning), of(Severity::Warning)];
        let articles =
            vec![article(mild, vec![0], many), article(bad, vec![0, 1], vec![of(Severity::Error)])];
        let run = Run { sources: &sources, articles: &articles, failed: &[] };
        let audit = Audit::of(&run);
        let paths: Vec<&str> =
            audit.articles.iter().map(|row| row.article.text.path.as_str()).collect();
        assert_eq!(paths, ["b.md", "a.md"]);
        assert_eq!(audit.total.found, Found { errors: 1, warnings: 2, notes: 1 });
        let of_sources: Vec<_> =
            audit.sources.iter().map(|row| (row.articles, row.counts.found.total())).collect();
        assert_eq!(of_sources, [(2, 4), (1, 1)]);
        assert_eq!((audit.rules.len(), audit.rules[0].articles), (1, 2));
        let order: Vec<_> = audit.findings().map(|(_, f)| f.severity).collect();
        let worst_first = [Severity::Error, Severity::Warning, Severity::Warning, Severity::Note];
        assert_eq!(order, worst_first);
    }
}
