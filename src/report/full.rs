//! What a person reads: the article's words underlined, the source's words underlined, and why.

use super::window::window;
use super::{Excerpt, Run, clean, findings};
use crate::span::{Position, Span, slice};
use crate::verdict::{Finding, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin};
use annotate_snippets::{Renderer, Snippet};
use std::io::{self, Write};
use std::ops::Range;

/// Whether escape sequences for colour are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// No escape sequence at all.
    Plain,
    /// ANSI escape sequences.
    Ansi,
}

/// How the full report looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Lines of files are cut to fit.
    pub width_columns: usize,
    /// Colour or none.
    pub colour: Colour,
}

/// Lines of one span that are shown at most.
const LINES_MAX: usize = 4;
/// Pieces of evidence of one finding that are shown at most.
const EVIDENCE_MAX: usize = 3;

/// Writes every finding with the words of both texts.
pub fn full(run: &Run, out: &mut dyn Write, look: Look) -> io::Result<()> {
    let renderer = match look.colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    // Lines are cut before they get here, so the renderer must not cut them again.
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(10_000);
    for (article, finding) in findings(run) {
        let group = group(run, article, finding, look.width_columns);
        let rendered = renderer.render(&[group]);
        for line in rendered.lines().filter(|line| !is_bare_origin(line)) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The renderer announces a snippet without a path with an empty `:::`. Paths are given apart from
/// snippets here, because the column of a cut line is not the column in the file.
fn is_bare_origin(line: &str) -> bool {
    let words = line.split('\u{1b}').map(|piece| match piece.split_once('m') {
        Some((code, words)) if code.starts_with('[') => words,
        _ => piece,
    });
    words.collect::<String>().trim() == ":::"
}

fn group<'r>(
    run: &'r Run,
    article: &'r Excerpt,
    finding: &'r Finding,
    width_columns: usize,
) -> Group<'r> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(clean::line(&finding.message)).id(clean::line(&finding.id));
    let mut group = Group::with_title(title);
    let evidence = finding.evidence.iter().take(EVIDENCE_MAX).map(|evidence| {
        match run.sources.get(evidence.source) {
            Some(source) => (source, evidence.span, "the announcement"),
            None => (article, evidence.span, "said here"),
        }
    });
    let shown = std::iter::once((article, finding.span, finding.label.as_str())).chain(evidence);
    for (index, (document, span, label)) in shown.enumerate() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        for element in quoted(document, span, kind, label, width_columns) {
            group = group.element(element);
        }
    }
    for line in &finding.proof {
        group = group.element(Level::NOTE.with_name("proof").message(clean::line(line)));
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(clean::line(help))),
        None => group,
    }
}

/// Where words stand, and the lines they stand on with the words underlined.
fn quoted<'r>(
    document: &Excerpt,
    span: Span,
    kind: AnnotationKind,
    label: &'r str,
    width_columns: usize,
) -> Vec<Element<'r>> {
    let (first, last) = document.ends(span);
    let origin = Origin::path(clean::path(&document.path).into_owned())
        .line(first.line)
        .char_column(first.column);
    let gutter = last.line.to_string().len() + 4;
    let (text, marks) = marked(document, span, width_columns.saturating_sub(gutter));
    let count = marks.len();
    let annotations = marks.into_iter().enumerate().map(|(index, mark)| -> Annotation<'r> {
        let annotation = kind.span(mark);
        match index + 1 == count {
            true if !label.is_empty() => annotation.label(clean::line(label)),
            _ => annotation,
        }
    });
    let snippet = Snippet::source(text).line_start(first.line).annotations(annotations);
    vec![origin.into(), snippet.into()]
}

/// The lines of `span`, cut and clean, and the marked bytes of each.
fn marked(document: &Excerpt, span: Span, width_columns: usize) -> (String, Vec<Range<usize>>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let (Position { line: first, .. }, last) = document.ends(span);
    for number in (first..=last.line).take(LINES_MAX) {
        let (start, line) = document.line(number);
        let begin = span.start.saturating_sub(start).min(line.len());
        let end = span.end.saturating_sub(start).min(line.len());
        let words = slice(line, begin..end);
        let begin = end - words.trim_start().len().min(end);
        let cut = window(line, begin..begin + words.trim().len(), width_columns);
        let offset = text.len();
        text.push_str(&cut.text);
        text.push('\n');
        if !words.trim().is_empty() || first == last.line {
            marks.push(offset + cut.mark.start..offset + cut.mark.end);
        }
    }
    text.pop();
    (text, marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Article, Keep, samples};
    use crate::span::{ceil, floor};
    use crate::verdict::{Evidence, Judgement};

    fn shown(width_columns: usize) -> String {
        let look = Look { width_columns, colour: Colour::Plain };
        samples::rendered(|run, out| full(run, out, look))
    }

    #[test]
    fn both_texts_are_shown_and_underlined() {
        insta::assert_snapshot!(shown(100));
    }

    #[test]
    fn a_narrow_terminal_cuts_lines_around_the_mark() {
        let shown = shown(44);
        insta::assert_snapshot!(shown);
    }

    #[test]
    fn colour_is_the_only_escape_sequence() {
        let look = Look { width_columns: 100, colour: Colour::Ansi };
        let coloured = samples::rendered(|run, out| full(run, out, look));
        assert!(coloured.contains("\u{1b}[1m\u{1b}[91merror"), "{coloured:?}");
        assert!(!coloured.contains("\u{1b}[2J"));
        assert!(coloured.contains("\\u{1b}[2J"));
    }

    /// A run in which everything that can come from a file is `text`.
    fn hostile(text: &str, span: Span, width_columns: usize) -> String {
        let (article, source) = (samples::document("a.md", text), samples::document("s.md", text));
        // The second piece lies past the end of the sources: the article itself.
        let evidence = [0, 1].map(|source| Evidence { source, span, text: text.into() });
        let (message, label) = (text.to_string(), text.to_string());
        let (proof, evidence) = (vec![text.to_string()], evidence.to_vec());
        let finding = samples::findings().remove(0);
        let finding = Finding { span, message, label, proof, evidence, ..finding };
        let judgement = Judgement { claims: Vec::new(), findings: vec![finding] };
        let articles = [Article::of(article, vec![0], judgement, Vec::new(), Keep::Findings)];
        let run = Run { sources: &[Excerpt::whole(source)], articles: &articles, failed: &[] };
        let (mut out, look) = (Vec::new(), Look { width_columns, colour: Colour::Plain });
        full(&run, &mut out, look).unwrap();
        crate::report::json(&run, &mut Vec::new()).unwrap();
        String::from_utf8(out).unwrap()
    }

    proptest::proptest! {
        #[test]
        fn any_span_of_any_text_is_shown_without_controls(
            text in "(\\PC|[a \n\r\t\u{1b}\u{9b}\u{202e}微軟👩\u{200d}\u{301}]){0,80}",
            ends in (0usize..90, 0usize..90),
            width_columns in 0usize..60,
        ) {
            let (start, end) = (floor(&text, ends.0), ceil(&text, ends.1));
            let shown = hostile(&text, Span::new(start, end), width_columns);
            let hostile = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
            proptest::prop_assert!(!shown.contains(hostile));
            proptest::prop_assert_eq!(shown.matches("a.md:").count(), 2);
        }
    }
}
