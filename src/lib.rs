//! sourcelint holds a commentary article against the primary announcement it comments on.

pub mod clause;
pub mod document;
pub mod door;
pub mod extract;
pub mod fold;
pub mod judge;
pub mod lexicon;
pub mod parse;
pub mod relation;
pub mod report;
pub mod rule;
pub mod script;
pub mod slot;
pub mod span;
pub mod statement;
pub mod token;
pub mod verdict;
