//! Only what changed: which findings stand on lines that a diff touches.

use crate::report::Article;
use crate::span::Span;
use crate::verdict::{Finding, Silenced, Silencer, Verdict};
use std::ops::Range;

/// Which lines of an article changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// All of them: the file is new.
    All,
    /// These, from 1. An empty range stands behind the line after which lines were taken out.
    Lines(Vec<Range<usize>>),
}

impl Changed {
    /// Reads the hunks of a diff of one file without context lines (`git diff --unified=0`).
    pub fn of_diff(diff: &str) -> Changed {
        let hunks = diff.lines().filter_map(|line| line.strip_prefix("@@ "));
        Changed::Lines(hunks.filter_map(hunk).collect())
    }

    fn touches(&self, first: usize, last: usize) -> bool {
        let touches = |range: &Range<usize>| match range.is_empty() {
            true => (first..last).contains(&range.start.saturating_sub(1)),
            false => range.start <= last && first < range.end,
        };
        match self {
            Changed::All => true,
            Changed::Lines(ranges) => ranges.iter().any(touches),
        }
    }

    fn any(&self) -> bool {
        *self != Changed::Lines(Vec::new())
    }
}

/// `-3,2 +3,4 @@ ...`: the lines of the new text.
fn hunk(head: &str) -> Option<Range<usize>> {
    let new = head.split_whitespace().find_map(|part| part.strip_prefix('+'))?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    match count {
        0 => Some(start.saturating_add(1)..start.saturating_add(1)),
        count => Some(start..start.saturating_add(count)),
    }
}

/// Takes out of a judgement the findings on lines that did not change.
///
/// A finding counts when its statement, or the other half of a contradiction within the article,
/// was touched. What an article leaves out stands on no line: there, any change counts. `sources`
/// is the number of sources of the run. The places of all claims must have been kept.
pub fn sift(article: &mut Article, changed: &Changed, sources: usize) {
    let Article { text, claims, findings, silenced, .. } = article;
    let touched = |span: Span| {
        let last = span.end.saturating_sub(1).max(span.start);
        let (first, last) = text.ends(Span::new(span.start, last));
        changed.touches(first.line, last.line)
    };
    let counts = |finding: &Finding| {
        let of_claims = claims.iter().map(|c| c.span).filter(|span| span.meets(finding.span));
        let here = finding.evidence.iter().filter(|e| sources <= e.source).map(|e| e.span);
        finding.verdict == Verdict::Omitted && changed.any()
            || std::iter::once(finding.span).chain(of_claims).chain(here).any(touched)
    };
    let (new, old): (Vec<Finding>, Vec<Finding>) =
        std::mem::take(findings).into_iter().partition(counts);
    *findings = new;
    let old = old.into_iter().map(|finding| Silenced { finding, by: Silencer::Unchanged });
    silenced.extend(old);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_are_read_and_words_that_look_like_one_are_not() {
        let diff =
            "--- a/x\n+++ b/x\n@@ -3 +3,2 @@ head\n-@@ -1 +1 @@\n+a\n+b\n@@ -9,2 +9,0 @@\n-c\n-d\n";
        let changed = Changed::of_diff(diff);
        assert_eq!(changed, Changed::Lines(vec![3..5, 10..10]));
        assert!(changed.touches(1, 3) && changed.touches(4, 4) && !changed.touches(5, 9));
        // Lines were taken out of the middle of a statement, not from between two.
        assert!(changed.touches(9, 10) && !changed.touches(10, 11) && !changed.touches(8, 9));
        assert!(changed.any() && !Changed::of_diff("").any());
    }
}
