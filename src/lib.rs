//! sourcelint holds a commentary article against the announcement it comments on.

pub mod document;
pub mod fold;
pub mod parse;
pub mod relation;
pub mod rule;
pub mod script;
pub mod span;
pub mod verdict;
