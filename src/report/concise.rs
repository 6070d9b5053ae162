//! One line a finding: `path:line:column: severity[id] message`.

use super::{Run, clean, findings};
use std::io::{self, Write};

/// Writes one line a finding.
pub fn concise(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for (article, finding) in findings(run) {
        let at = article.ends(finding.span).0;
        let (path, id) = (clean::path(&article.path), clean::line(&finding.id));
        let (severity, message) = (finding.severity.word(), clean::line(&finding.message));
        writeln!(out, "{path}:{}:{}: {severity}[{id}] {message}", at.line, at.column)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::report::samples;

    #[test]
    fn one_line_a_finding() {
        insta::assert_snapshot!(samples::rendered(super::concise));
    }
}
