//! Comments that silence: `<!-- sourcelint-ignore-line RULE[, RULE] [until=DATE]: reason -->`.

use super::{Fault, Order, Origin};
use crate::document::{Comment, Document};
use crate::rule::error::nearest;
use crate::span::{Lines, Span, slice};

const NEXT_LINE: &str = "sourcelint-ignore-next-line";
const LINE: &str = "sourcelint-ignore-line";
const BEGIN: &str = "sourcelint-ignore";
const END: &str = "sourcelint-end-ignore";
const WORDS: [&str; 4] = [NEXT_LINE, LINE, BEGIN, END];

/// People who write Chinese type these for a comma and a colon.
const COMMAS: [char; 3] = [',', '\u{ff0c}', '\u{3001}'];
const COLONS: [char; 2] = [':', '\u{ff1a}'];

/// Reads the comments of an article that are meant for the tool, in order.
pub(super) fn read(article: &Document) -> Vec<Result<Order, Fault>> {
    let lines = Lines::of(&article.text);
    let pieces = Pieces::of(article);
    let mut comments: Vec<&Comment> = article.comments.iter().collect();
    comments.sort_by_key(|comment| comment.span);
    let mut found: Vec<Result<Order, Fault>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for comment in comments {
        let text = comment.text.trim();
        let word_len = text.find(|c: char| c.is_whitespace() || COLONS.contains(&c));
        let word = slice(text, 0..word_len.unwrap_or(text.len()));
        let rest = slice(text, word.len()..text.len());
        let span = comment.span;
        let covers = match word {
            NEXT_LINE => next_line(article, &lines, &pieces, span),
            LINE => line_at(article, &lines, span.start),
            BEGIN => {
                open.push(found.len());
                Span::new(span.end, span.end)
            }
            END => {
                match open.pop() {
                    Some(at) => close(found.get_mut(at), span.start),
                    None => found.push(Err(stray_end(span))),
                }
                continue;
            }
            _ if word.starts_with("sourcelint-") => {
                found.push(Err(unknown(span, word)));
                continue;
            }
            _ => continue,
        };
        found.push(order(span, covers, rest));
    }
    for at in open {
        if let Some(entry) = found.get_mut(at).filter(|entry| entry.is_ok()) {
            *entry = Err(never_ended(entry));
        }
    }
    found
}

/// Ends a stretch; a faulty one is reported anyway.
fn close(entry: Option<&mut Result<Order, Fault>>, end: usize) {
    if let Some(Ok(order)) = entry {
        order.covers.end = end;
    }
}

/// What stands behind the first word of a comment.
fn order(span: Span, covers: Span, rest: &str) -> Result<Order, Fault> {
    let fault = |message: &str, help: &str| {
        Err(Fault { span, message: message.to_owned(), help: help.to_owned() })
    };
    let (head, reason) = rest.split_once(COLONS).unwrap_or((rest, ""));
    let (mut rules, mut until) = (Vec::new(), None);
    for item in head.split(COMMAS) {
        let (dates, names): (Vec<&str>, Vec<&str>) =
            item.split_whitespace().partition(|word| word.starts_with("until="));
        for date in dates {
            if until.is_some() {
                return fault("it has two dates", "one until= counts for all its rules");
            }
            until = date.strip_prefix("until=").map(str::to_owned);
        }
        match names.as_slice() {
            [] => {}
            [name] => rules.push((*name).to_owned()),
            // Prose without a colon: what was meant is a reason.
            _ if reason.is_empty() => {
                return fault("it gives no reason", "write RULE: reason");
            }
            _ => return fault("between two rules stands no comma", "write RULE, RULE: reason"),
        }
    }
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Order { span, covers, rules, reason, until, origin: Origin::Comment })
}

fn line_at(article: &Document, lines: &Lines, at: usize) -> Span {
    let line = lines.range(&article.text, lines.position(&article.text, at).line);
    Span::new(line.start, line.end)
}

/// Where the file has text that is read, by first byte; with each, how far it and those before it
/// reach.
struct Pieces {
    sorted: Vec<(Span, usize)>,
}

impl Pieces {
    fn of(article: &Document) -> Self {
        let pieces = article.passages.iter().flat_map(|passage| &passage.pieces);
        let mut sorted: Vec<(Span, usize)> =
            pieces.map(|piece| (Span::new(piece.file.start, piece.file.end), 0)).collect();
        sorted.sort_by_key(|(span, _)| *span);
        let mut reach = 0;
        for (span, reaches) in &mut sorted {
            reach = reach.max(span.end);
            *reaches = reach;
        }
        Pieces { sorted }
    }

    /// The first byte of text at or behind `behind`.
    fn first_word(&self, text: &str, behind: usize) -> Option<usize> {
        let from = self.sorted.partition_point(|(_, reach)| *reach <= behind);
        let mut first = None;
        for (span, _) in self.sorted.get(from..).unwrap_or(&[]) {
            let start = span.start.max(behind);
            if first.is_some_and(|first| first <= start) {
                break;
            }
            let words = slice(text, start..span.end.max(start));
            let blank = words.len() - words.trim_start().len();
            if blank < words.len() && first.is_none_or(|first| start + blank < first) {
                first = Some(start + blank);
            }
        }
        first
    }
}

/// The first line behind the comment's own that has text on it, so that blank lines, tags and
/// further comments do not come between.
fn next_line(article: &Document, lines: &Lines, pieces: &Pieces, comment: Span) -> Span {
    let behind = line_at(article, lines, comment.end).end;
    match pieces.first_word(&article.text, behind) {
        Some(start) => line_at(article, lines, start),
        None => Span::new(behind, behind),
    }
}

fn unknown(span: Span, word: &str) -> Fault {
    let help = match nearest(word, WORDS.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", WORDS.join(", ")),
    };
    Fault { span, message: format!("there is no comment `{word}`"), help }
}

fn stray_end(span: Span) -> Fault {
    let message = format!("no {BEGIN} is open here");
    Fault { span, message, help: format!("remove it, or write {BEGIN} RULE: reason above") }
}

fn never_ended(entry: &Result<Order, Fault>) -> Fault {
    let span = match entry {
        Ok(order) => order.span,
        Err(fault) => fault.span,
    };
    let message = "it is never ended".to_owned();
    Fault { span, message, help: format!("write <!-- {END} --> below the last line it is for") }
}
