//! Bytes become a document.

pub mod html;
