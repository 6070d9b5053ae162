//! sourcelint holds a commentary article against the primary announcement it comments on.

pub mod document;
pub mod door;
pub mod fold;
pub mod relation;
pub mod report;
pub mod rule;
pub mod script;
pub mod span;
pub mod verdict;
