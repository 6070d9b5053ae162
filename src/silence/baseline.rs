//! A baseline: findings that were there before, and are left for later.
//!
//! An entry holds no line: a finding is known again by its fingerprint, so that text may move and
//! be wrapped anew. Two findings that are the same but for their place are told apart by number.

use crate::report::fingerprint::fingerprint;
use crate::verdict::{Finding, Silenced, Silencer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const SCHEMA: &str = "sourcelint-baseline/1";

/// A baseline file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: String,
    /// Sorted, so that two branches that change it can be merged.
    findings: Vec<Entry>,
}

/// Findings of one article that have the same fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The article, as a path from the baseline's folder.
    pub path: String,
    /// The rule.
    pub id: String,
    /// What makes two findings the same one.
    pub fingerprint: String,
    /// How many there are.
    pub count: usize,
    /// The words of the claim, for people; nothing is compared with them.
    pub claim: String,
}

/// What a baseline makes of one article's findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// Findings that are not in it.
    pub new: Vec<Finding>,
    /// Findings that are.
    pub known: Vec<Silenced>,
    /// Entries that do not occur any more, with how many of them do not.
    pub stale: Vec<Entry>,
}

impl Default for Baseline {
    fn default() -> Self {
        Baseline { schema: SCHEMA.to_owned(), findings: Vec::new() }
    }
}

impl Baseline {
    /// Reads a baseline file.
    ///
    /// # Errors
    /// One line for people: no JSON, another schema, a key that is not known.
    pub fn read(text: &str) -> Result<Baseline, String> {
        let read: Baseline = serde_json::from_str(text).map_err(|e| format!("no baseline: {e}"))?;
        match read.schema == SCHEMA {
            true => Ok(read),
            false => Err(format!("its schema is `{}`, not `{SCHEMA}`", read.schema)),
        }
    }

    /// The file's text: sorted, the same for the same findings.
    pub fn text(&self) -> String {
        // Strings and numbers can always be written.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// How many findings it holds.
    pub fn count(&self) -> usize {
        self.findings.iter().map(|entry| entry.count).sum()
    }

    /// Splits the findings of the article at `path`; of equal ones the first are the known ones.
    pub fn hold(&self, path: &str, findings: Vec<Finding>) -> Held {
        let entries = || self.findings.iter().filter(|entry| entry.path == path);
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in entries() {
            *left.entry(&entry.fingerprint).or_default() += entry.count;
        }
        let mut held = Held::default();
        for finding in findings {
            match left.get_mut(fingerprint(&finding).as_str()).filter(|count| 0 < **count) {
                Some(count) => {
                    *count -= 1;
                    held.known.push(Silenced { finding, by: Silencer::Baseline });
                }
                None => held.new.push(finding),
            }
        }
        let left_of = |entry: &Entry| left.get(entry.fingerprint.as_str()).copied().unwrap_or(0);
        let stale = entries().map(|entry| Entry { count: left_of(entry), ..entry.clone() });
        held.stale = stale.filter(|entry| 0 < entry.count).collect();
        held
    }

    /// The baseline after a run: what was found in the articles that were checked, by path, and the
    /// old entries of the others, but for those that are `gone`.
    pub fn after(
        &self,
        checked: &BTreeMap<String, Vec<&Finding>>,
        gone: impl Fn(&str) -> bool,
    ) -> Baseline {
        let of_others = self.findings.iter().filter(|entry| !checked.contains_key(&entry.path));
        let mut findings: Vec<Entry> = of_others.filter(|e| !gone(&e.path)).cloned().collect();
        for (path, found) in checked {
            let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
            for finding in found {
                let fingerprint = fingerprint(finding);
                let entry = entries.entry(fingerprint.clone()).or_insert_with(|| Entry {
                    path: path.clone(),
                    id: finding.id.clone(),
                    fingerprint,
                    count: 0,
                    claim: finding.claim.split_whitespace().collect::<Vec<_>>().join(" "),
                });
                entry.count += 1;
            }
            findings.extend(entries.into_values());
        }
        findings.sort();
        Baseline { findings, ..Baseline::default() }
    }

    /// The baseline without what does not occur any more; nothing is added.
    pub fn without(&self, stale: &[Entry]) -> Baseline {
        let same = |a: &Entry, b: &Entry| (&a.path, &a.fingerprint) == (&b.path, &b.fingerprint);
        let left = self.findings.iter().map(|entry| {
            let dropped = stale.iter().find(|stale| same(stale, entry)).map_or(0, |s| s.count);
            Entry { count: entry.count.saturating_sub(dropped), ..entry.clone() }
        });
        let findings = left.filter(|entry| 0 < entry.count).collect();
        Baseline { findings, ..Baseline::default() }
    }

    /// Entries of articles that were not checked and are `gone`.
    pub fn gone<'b>(&'b self, gone: impl Fn(&str) -> bool + 'b) -> impl Iterator<Item = &'b Entry> {
        self.findings.iter().filter(move |entry| gone(&entry.path))
    }
}
