//! Checkstyle's XML report, as its `checkstyle-report-1.0.0.xsd` defines it: what many build servers
//! read.

use super::told::told;
use super::{Run, findings_in, xml};
use crate::verdict::Severity;
use std::io::{self, Write};

/// Writes every article that was checked with its findings, then what could not be checked.
pub fn checkstyle(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    xml::file(out, |writer| {
        let root = writer.create_element("checkstyle").with_attribute(("version", "4.3"));
        root.write_inner_content(|writer| {
            for article in run.articles {
                let text = &article.text;
                let name = xml::path(&text.path);
                let file = writer.create_element("file").with_attribute(("name", name.as_str()));
                file.write_inner_content(|writer| {
                    for finding in findings_in(article) {
                        let at = text.ends(finding.span).0;
                        let message = told(run, text, finding).join("; ");
                        let (line, column) = (at.line.to_string(), at.column.to_string());
                        let error = writer.create_element("error").with_attributes([
                            ("line", line.as_str()),
                            ("column", column.as_str()),
                            ("severity", severity(finding.severity)),
                            ("message", xml::line(&message).as_str()),
                            ("source", xml::line(&format!("sourcelint.{}", finding.id)).as_str()),
                        ]);
                        error.write_empty()?;
                    }
                    Ok(())
                })?;
            }
            for failed in run.failed {
                let name = match failed.path.as_str() {
                    "" => "sourcelint".to_string(),
                    path => xml::path(path),
                };
                let message = format!("not checked: {}", failed.message);
                let file = writer.create_element("file").with_attribute(("name", name.as_str()));
                file.write_inner_content(|writer| {
                    let error = writer.create_element("error").with_attributes([
                        ("line", "1"),
                        ("severity", "error"),
                        ("message", xml::line(&message).as_str()),
                        ("source", "sourcelint.not-checked"),
                    ]);
                    error.write_empty().map(drop)
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    }
}
