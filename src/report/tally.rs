//! How many claims came to what, for reports that only count them.

use crate::verdict::{Judged, Verdict, Word};
use std::collections::BTreeMap;

/// How many claims there are of each verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    judged: BTreeMap<Verdict, usize>,
    /// Statements that are no claims, by the reason.
    pub skipped: BTreeMap<Word, usize>,
}

impl Tally {
    /// Counts `claims`.
    pub fn of(claims: &[Judged]) -> Self {
        let mut tally = Tally::default();
        for claim in claims {
            *match claim.verdict {
                Verdict::NotAClaim => tally.skipped.entry(claim.stance).or_default(),
                verdict => tally.judged.entry(verdict).or_default(),
            } += 1;
        }
        tally
    }

    /// How many claims came to `verdict`.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.judged.get(&verdict).copied().unwrap_or(0)
    }

    /// How many claims were judged.
    pub fn claims(&self) -> usize {
        self.judged.values().sum()
    }

    /// Adds those of another text.
    pub fn add(&mut self, other: &Tally) {
        for (verdict, count) in &other.judged {
            *self.judged.entry(*verdict).or_default() += count;
        }
        for (why, count) in &other.skipped {
            *self.skipped.entry(why).or_default() += count;
        }
    }
}
