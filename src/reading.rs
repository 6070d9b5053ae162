//! What was read of a document, before anything is judged. Plain data.

use crate::span::Span;

/// A statement as `claims` and `facts` show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// Bytes of the file.
    pub span: Span,
    /// The words.
    pub text: String,
    /// `asserted`, or why it is no claim.
    pub stance: &'static str,
    /// Heading path, list parent, row and column heads, key path.
    pub place: String,
    /// What was read: slot and value.
    pub slots: Vec<(&'static str, String)>,
}
