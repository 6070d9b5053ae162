//! Hedges: words that say that something is not certain, or not done.
//!
//! Source of the words: `rules/words/hedge.toml`.

use crate::clause::Clause;
use crate::lexicon::Category;
use std::ops::Range;

/// How a word hedges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// Said to be expected, planned, estimated or likely.
    Plain,
    /// By a word that more often permits: may, can, up to.
    Soft,
}

/// Reads the plainest hedge of a clause. A denied one ("no plans to") is no hedge.
pub fn read(clause: &Clause) -> Option<(Doubt, Range<usize>)> {
    let hedges = clause.all(Category::Hedge).map(|(at, sense)| match sense.concept().kind {
        "soft" => (Doubt::Soft, at),
        _ if clause.negators(at, 1) > 0 => (Doubt::Soft, at),
        _ => (Doubt::Plain, at),
    });
    hedges.min().map(|(doubt, at)| (doubt, clause.range(at, at)))
}
