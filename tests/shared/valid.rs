//! Whether a report is what its readers accept: schemas for JSON, tables for XML.

#![allow(dead_code)]

use serde_json::Value;
use std::fs;

/// Panics unless `report` is JSON that fits `tests/schemas/<schema>.json`; gives it back.
pub fn json(schema: &str, report: &str) -> Value {
    let text = fs::read_to_string(format!("tests/schemas/{schema}.json")).unwrap();
    // One pattern of the SARIF schema is no regular expression by today's rules.
    let text = text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}\\\\]?$");
    let options = jsonschema::options().should_validate_formats(true);
    let validator = options.build(&serde_json::from_str(&text).unwrap()).unwrap();
    let report: Value = serde_json::from_str(report).unwrap_or_else(|e| panic!("{e}: {report}"));
    let faults: Vec<String> =
        validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{schema}: {faults:#?}\n{report:#}");
    report
}

/// What an element may hold.
struct Element {
    name: &'static str,
    children: &'static [&'static str],
    required: &'static [&'static str],
    optional: &'static [&'static str],
    text: bool,
}

/// `junit-10.xsd` of Jenkins' xUnit plugin, without repeated and flaky runs.
const JUNIT: &[Element] = &[
    Element {
        name: "testsuites",
        children: &["testsuite"],
        required: &[],
        optional: &["name", "time", "tests", "failures", "errors"],
        text: false,
    },
    Element {
        name: "testsuite",
        children: &["testsuite", "properties", "testcase", "system-out", "system-err"],
        required: &["name", "tests", "failures", "errors"],
        optional: &[
            "group",
            "time",
            "skipped",
            "timestamp",
            "hostname",
            "id",
            "package",
            "file",
            "log",
            "url",
        ],
        text: false,
    },
    Element {
        name: "testcase",
        children: &["skipped", "error", "failure", "system-out", "system-err"],
        required: &["name"],
        optional: &["time", "classname", "group"],
        text: false,
    },
    Element {
        name: "failure",
        children: &[],
        required: &[],
        optional: &["type", "message"],
        text: true,
    },
    Element {
        name: "error",
        children: &[],
        required: &[],
        optional: &["type", "message"],
        text: true,
    },
    Element { name: "system-out", children: &[], required: &[], optional: &[], text: true },
];

/// `checkstyle-report-1.0.0.xsd` of Checkstyle.
const CHECKSTYLE: &[Element] = &[
    Element {
        name: "checkstyle",
        children: &["file", "exception", "error"],
        required: &[],
        optional: &["version"],
        text: false,
    },
    Element {
        name: "file",
        children: &["error", "exception"],
        required: &["name"],
        optional: &[],
        text: false,
    },
    Element {
        name: "error",
        children: &[],
        required: &[],
        optional: &["line", "column", "severity", "message", "source"],
        text: false,
    },
];

/// Panics unless `report` is JUnit XML whose numbers are those of its cases.
pub fn junit(report: &str) {
    let document = parsed(report);
    fits(document.root_element(), "testsuites", JUNIT);
    let counted = document
        .descendants()
        .filter(|n| ["testsuites", "testsuite"].contains(&n.tag_name().name()));
    for node in counted {
        let count = |name| node.descendants().filter(|n| n.has_tag_name(name)).count().to_string();
        assert_eq!(node.attribute("tests"), Some(count("testcase").as_str()), "{report}");
        assert_eq!(node.attribute("failures"), Some(count("failure").as_str()), "{report}");
        assert_eq!(node.attribute("errors"), Some(count("error").as_str()), "{report}");
        // Jenkins takes an empty suite for an error.
        assert!(node.has_tag_name("testsuites") || count("testcase") != "0", "{report}");
    }
}

/// Panics unless `report` is a Checkstyle report.
pub fn checkstyle(report: &str) {
    let document = parsed(report);
    fits(document.root_element(), "checkstyle", CHECKSTYLE);
    for error in document.descendants().filter(|n| n.has_tag_name("error")) {
        let number =
            |name| error.attribute(name).is_none_or(|v| v.parse::<u32>().is_ok_and(|n| 0 < n));
        assert!(number("line") && number("column"), "{report}");
        let severity = error.attribute("severity").unwrap();
        assert!(["error", "warning", "info"].contains(&severity), "{severity}");
    }
}

/// The parser refuses every character that XML 1.0 forbids.
pub fn parsed(report: &str) -> roxmltree::Document<'_> {
    roxmltree::Document::parse(report).unwrap_or_else(|e| panic!("{e}: {report}"))
}

fn fits(node: roxmltree::Node, name: &str, elements: &[Element]) {
    assert!(node.has_tag_name(name), "{node:?}");
    let element = elements.iter().find(|e| e.name == name).unwrap();
    for required in element.required {
        assert!(node.has_attribute(*required), "{name} without {required}");
    }
    for attribute in node.attributes() {
        let known = element.required.iter().chain(element.optional);
        assert!(known.clone().any(|k| *k == attribute.name()), "{name}: {attribute:?}");
    }
    for child in node.children() {
        let child_name = child.tag_name().name();
        match child.is_element() {
            true => {
                assert!(element.children.contains(&child_name), "{child_name} in {name}");
                fits(child, child_name, elements);
            }
            false => {
                let blank = child.text().unwrap_or("").trim().is_empty();
                assert!(blank || element.text, "text in {name}");
            }
        }
    }
}
