//! Hand-made runs for the snapshots of every format.

use super::{Article, Excerpt, Failed, Run, Tally};
use crate::document::{Document, Passage, PassageKind, Piece, Place};
use crate::span::Span;
use crate::verdict::{Evidence, Finding, Judged, Severity, Verdict};
use std::io::{self, Write};

const SOURCE: &str = "# A new phase\n\n\
    Northwind’s licence will now be non-exclusive. Payments continue through 2032, with a cap.\n";
const ARTICLE: &str = "# What changed\n\n\
    北風的授權是獨家的,而且付款沒有上限,一直付到 2032 年為止。\n\n\
    Some say so; others, at great length and with many words before they get to it, say the \
    licence is exclusive and go on at no less length about what might follow from that.\n\n\
    It wraps: payments\ngo on for ever. \u{1b}[2J\n";

/// A document with a passage a line.
pub(super) fn document(path: &str, text: &str) -> Document {
    let mut at = 0;
    let mut passages = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let pieces = vec![Piece { text: 0..words.len(), file: at..at + words.len() }];
        let (kind, place) = (PassageKind::Paragraph, Place::default());
        passages.push(Passage { kind, text: words.to_string(), pieces, place, linked: 0 });
        at += line.len();
    }
    passages.retain(|p| !p.text.is_empty());
    Document {
        path: path.into(),
        text: text.into(),
        passages,
        dropped: Vec::new(),
        meta: Vec::new(),
        comments: Vec::new(),
    }
}

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words stand in the sample");
    Span::new(start, start + words.len())
}

fn evidence(words: &str) -> Evidence {
    Evidence { source: 0, span: span(SOURCE, words), text: words.into() }
}

fn finding(id: &str, claim: &str, source: &str) -> Finding {
    Finding {
        id: id.into(),
        verdict: Verdict::Contradicted,
        relation: "disjoint",
        slot: Some("exclusivity"),
        severity: Severity::Error,
        span: span(ARTICLE, claim),
        claim: claim.into(),
        message: format!("the announcement says “{source}”"),
        label: "said of the licence".into(),
        help: Some("say what the announcement says".into()),
        evidence: vec![evidence(source)],
        proof: vec!["topic: licence".into(), "exclusivity: disjoint".into()],
        pack: None,
    }
}

/// The findings of the sample run, in no order.
pub(super) fn findings() -> Vec<Finding> {
    vec![
        finding("exclusivity", "licence is exclusive", "non-exclusive"),
        finding("exclusivity", "獨家", "non-exclusive"),
        Finding {
            severity: Severity::Warning,
            verdict: Verdict::Omitted,
            relation: "narrower",
            slot: None,
            help: None,
            label: String::new(),
            pack: Some("rules/pay.toml".into()),
            message: "the cap is missing\u{1b}[2J".into(),
            ..finding("pay/cap", "payments\ngo on for ever", "with a cap")
        },
    ]
}

/// The bytes a format makes of the sample run.
pub(super) fn rendered(format: impl Fn(&Run, &mut dyn Write) -> io::Result<()>) -> String {
    let sources = [Excerpt::whole(document("news/source.md", SOURCE))];
    let text = Excerpt::whole(document("drafts/a.md", ARTICLE));
    let claim = |words: &str, verdict, stance| Judged {
        span: span(ARTICLE, words),
        text: words.into(),
        verdict,
        stance,
        evidence: Vec::new(),
        proof: Vec::new(),
    };
    let claims = vec![
        claim("What changed", Verdict::NotAClaim, "label"),
        claim("獨家", Verdict::Contradicted, "asserted"),
        claim("2032 年", Verdict::Supported, "asserted"),
    ];
    let article = Article {
        text,
        sources: vec![0],
        tally: Tally::of(&claims),
        claims,
        findings: findings(),
        silenced: Vec::new(),
    };
    let failed = Failed {
        path: "gone.md".into(),
        message: "no such file".into(),
        next: "check the spelling".into(),
    };
    let run = Run { sources: &sources, articles: &[article], failed: &[failed] };
    let mut out = Vec::new();
    format(&run, &mut out).expect("a Vec can be written");
    String::from_utf8(out).expect("reports are UTF-8")
}
