//! What makes two findings the same one, from one run to the next.

use crate::fold::folded;
use crate::verdict::Finding;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The rule, the claim and the evidence: no place, so that it stays when lines move, and no script,
/// case or line wrapping, so that it stays when those change. 64 hexadecimal digits.
pub fn fingerprint(finding: &Finding) -> String {
    let evidence = finding.evidence.iter().map(|e| e.text.as_str());
    let words = std::iter::once(finding.claim.as_str()).chain(evidence);
    let words = words.map(|w| folded(w).split_whitespace().collect::<Vec<_>>().join(" "));
    digest(std::iter::once(finding.id.clone()).chain(words))
}

/// One of several findings that are the same but for their place: for readers that show only one
/// finding a fingerprint. `nth` counts those of the article before it.
pub(super) fn fingerprint_in_file(finding: &Finding, path: &str, nth: usize) -> String {
    digest([fingerprint(finding), path.to_string(), nth.to_string()])
}

fn digest(parts: impl IntoIterator<Item = String>) -> String {
    let mut hash = Sha256::new();
    for (index, part) in parts.into_iter().enumerate() {
        if 0 < index {
            hash.update([0]);
        }
        hash.update(part);
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;
    use crate::span::Span;

    #[test]
    fn a_fingerprint_outlives_moves_and_wrapping() {
        let finding = samples::findings().remove(0);
        let mut moved = finding.clone();
        moved.span = Span::new(7, 9);
        moved.claim = moved.claim.replace(' ', "\n  ").to_uppercase();
        assert_eq!(fingerprint(&finding), fingerprint(&moved));
        moved.claim.push_str(" more");
        assert_ne!(fingerprint(&finding), fingerprint(&moved));
    }
}
