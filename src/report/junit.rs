//! JUnit's XML report, in the part of it that the `junit-10.xsd` of Jenkins' xUnit plugin allows:
//! what the test pages of build servers read.
//!
//! An article is a suite. A finding is a case that fails, but for a note, which passes and says why
//! it stands there; an article without findings is one case that passes, since a suite without
//! cases counts as an error. What could not be checked is a case with an error.

use super::told::told;
use super::{Article, Failed, Run, findings_in, xml};
use crate::verdict::Severity;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::io::{self, Write};

/// A suite: what was checked, and its cases.
struct Suite {
    name: String,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    end: End,
}

/// How a case ends.
enum End {
    Passed,
    /// Passed, and something is worth knowing.
    Noted(String),
    Failed(Said),
    /// Could not be checked.
    Broken(Said),
}

struct Said {
    kind: &'static str,
    message: String,
    text: String,
}

/// Writes one suite an article, and one for each thing that could not be checked.
pub fn junit(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let articles = run.articles.iter().map(|article| suite(run, article));
    let suites: Vec<Suite> = articles.chain(run.failed.iter().map(broken)).collect();
    let all = || suites.iter().flat_map(|suite| &suite.cases);
    let counts = Counts::of(all());
    xml::file(out, |writer| {
        let root = writer.create_element("testsuites").with_attributes([
            ("name", "sourcelint"),
            ("tests", counts.tests.as_str()),
            ("failures", counts.failures.as_str()),
            ("errors", counts.errors.as_str()),
        ]);
        root.write_inner_content(|writer| suites.iter().try_for_each(|s| write_suite(s, writer)))?;
        Ok(())
    })
}

fn suite(run: &Run, article: &Article) -> Suite {
    let document = &article.text;
    let mut cases: Vec<Case> = findings_in(article)
        .into_iter()
        .map(|finding| {
            let at = document.ends(finding.span).0;
            let name = format!("{} ({}:{})", xml::line(&finding.id), at.line, at.column);
            let told = told(run, document, finding);
            let text = told.iter().map(|line| xml::line(line)).collect::<Vec<_>>().join("\n");
            let message = xml::line(&finding.message);
            let end = match finding.severity {
                Severity::Note => End::Noted(text),
                Severity::Error => End::Failed(Said { kind: "error", message, text }),
                Severity::Warning => End::Failed(Said { kind: "warning", message, text }),
            };
            Case { name, end }
        })
        .collect();
    if cases.is_empty() {
        cases.push(Case { name: "no findings".into(), end: End::Passed });
    }
    Suite { name: xml::path(&document.path), cases }
}

fn broken(failed: &Failed) -> Suite {
    let path = xml::path(&failed.path);
    let message = xml::line(&failed.message);
    let said = Said { kind: "not checked", text: message.clone(), message };
    Suite {
        name: if path.is_empty() { "sourcelint".into() } else { path },
        cases: vec![Case { name: "not checked".into(), end: End::Broken(said) }],
    }
}

/// The numbers of a suite, as they are written.
struct Counts {
    tests: String,
    failures: String,
    errors: String,
}

impl Counts {
    fn of<'s>(cases: impl Iterator<Item = &'s Case> + Clone) -> Self {
        let failed = cases.clone().filter(|case| matches!(case.end, End::Failed(_))).count();
        let broken = cases.clone().filter(|case| matches!(case.end, End::Broken(_))).count();
        Counts {
            tests: cases.count().to_string(),
            failures: failed.to_string(),
            errors: broken.to_string(),
        }
    }
}

fn write_suite(suite: &Suite, writer: &mut Writer<&mut dyn Write>) -> io::Result<()> {
    let counts = Counts::of(suite.cases.iter());
    let element = writer.create_element("testsuite").with_attributes([
        ("name", suite.name.as_str()),
        ("tests", counts.tests.as_str()),
        ("failures", counts.failures.as_str()),
        ("errors", counts.errors.as_str()),
        ("file", suite.name.as_str()),
    ]);
    element.write_inner_content(|writer| {
        suite.cases.iter().try_for_each(|case| write_case(suite, case, writer))
    })?;
    Ok(())
}

fn write_case(suite: &Suite, case: &Case, writer: &mut Writer<&mut dyn Write>) -> io::Result<()> {
    let element = writer
        .create_element("testcase")
        .with_attributes([("name", case.name.as_str()), ("classname", suite.name.as_str())]);
    match &case.end {
        End::Passed => element.write_empty()?,
        End::Noted(text) => element.write_inner_content(|writer| {
            writer.create_element("system-out").write_text_content(BytesText::new(text))?;
            Ok(())
        })?,
        End::Failed(said) => element.write_inner_content(|w| write_said("failure", said, w))?,
        End::Broken(said) => element.write_inner_content(|w| write_said("error", said, w))?,
    };
    Ok(())
}

fn write_said(name: &str, said: &Said, writer: &mut Writer<&mut dyn Write>) -> io::Result<()> {
    let element = writer
        .create_element(name)
        .with_attributes([("message", said.message.as_str()), ("type", said.kind)]);
    element.write_text_content(BytesText::new(&said.text))?;
    Ok(())
}
