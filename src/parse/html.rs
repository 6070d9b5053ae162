//! HTML pages: the article out of its chrome, every letter with the bytes it came from.
//!
//! A page passes five rooms: tokens (tags and text with their offsets), tree (what is inside what),
//! blocks (lines as a browser would break them), chrome (what is not the article), place (kinds,
//! headings, lists, tables). All of them are linear in the length of the page and none of them reads
//! letters it cannot point at.
//!
//! The structure is not taken from `scraper`, which knows no offsets and takes quadratic time for deep
//! pages; it reads the page's metadata tags, one by one, and the tests hold this reader's text against its.

mod blocks;
mod chrome;
mod meta;
mod names;
mod place;
mod table;
mod tokens;
mod tree;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use crate::document::{Comment, Document, Dropped, Meta, Passage, PassageKind, Piece, Place};
use crate::span::Span;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokens::Token;

/// Reads an HTML page; `path` is the name the user gave it. Any text is a document.
pub fn read(path: &str, text: String) -> Document {
    let read = catch_unwind(AssertUnwindSafe(|| page(&text))).ok().flatten();
    let read = read.unwrap_or_else(|| Parts { passages: bare(&text), ..Parts::default() });
    let Parts { passages, dropped, meta, comments } = read;
    Document { path: path.to_owned(), text, passages, dropped, meta, comments }
}

#[derive(Default)]
struct Parts {
    passages: Vec<Passage>,
    dropped: Vec<Dropped>,
    meta: Vec<Meta>,
    comments: Vec<Comment>,
}

fn page(text: &str) -> Option<Parts> {
    let tokens = tokens::tokens(text)?;
    let comments = tokens.iter().filter_map(|token| match token {
        Token::Comment(comment) => Some(comment.clone()),
        _ => None,
    });
    let comments = comments.collect();
    let tags: Vec<Span> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Open { name, span, .. } => {
                matches!(name.as_str(), "html" | "meta" | "link" | "time").then_some(*span)
            }
            _ => None,
        })
        .collect();
    let title = title(&tokens);
    let tree = tree::tree(tokens, text.len());
    let (blocks, hidden) = blocks::blocks(&tree);
    let (why, mut dropped) = chrome::cut(&tree, &blocks);
    let kept = blocks.into_iter().zip(why).filter(|(_, w)| w.is_none()).map(|(b, _)| b).collect();
    dropped.extend(hidden);
    dropped.sort_by_key(|d| d.span);
    let mut meta = meta::meta(text, &tags);
    let at = meta.iter().take_while(|m| m.name == "title").count();
    meta.splice(at..at, title);
    Some(Parts { passages: place::passages(&tree, kept), dropped, meta, comments })
}

/// The text of the page's `title` element.
fn title(tokens: &[Token]) -> Option<Meta> {
    let at = tokens
        .iter()
        .position(|token| matches!(token, Token::Open { name, .. } if name == "title"))?;
    let Token::Text(chunk) = tokens.get(at + 1)? else { return None };
    let value = chunk.text.trim().to_owned();
    let start = chunk.text.len() - chunk.text.trim_start().len();
    let (place, text, pieces) = (Place::default(), chunk.text.clone(), chunk.pieces.clone());
    let all = Passage { kind: PassageKind::Paragraph, text, pieces, place, linked: 0 };
    let span = all.span(start..start + value.len());
    (!value.is_empty()).then(|| Meta { name: "title".to_owned(), value, span })
}

/// The file without what looks like a tag, a passage a line: for pages whose tags cannot be trusted.
fn bare(text: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut start = 0;
    let mut in_tag = false;
    let ends = text.char_indices().chain([(text.len(), '\n')]);
    for (at, c) in ends {
        let cuts = matches!(c, '<' | '\n') || (in_tag && c == '>');
        if !cuts {
            continue;
        }
        let words = text.get(start..at).unwrap_or("");
        let file = start + words.len() - words.trim_start().len();
        let words = words.trim();
        if !in_tag && !words.is_empty() {
            let pieces = vec![Piece { text: 0..words.len(), file: file..file + words.len() }];
            let (kind, place) = (PassageKind::Paragraph, Place::default());
            passages.push(Passage { kind, text: words.to_owned(), pieces, place, linked: 0 });
        }
        in_tag = c == '<' || (in_tag && c == '\n');
        start = at + c.len_utf8();
    }
    passages
}
