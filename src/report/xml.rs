//! What `junit` and `checkstyle` share: an XML file, and texts that may stand in one.

use super::clean;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};
use std::io::{self, Write};

/// Writes the declaration, then what `root` writes, then a line end.
pub(super) fn file(
    out: &mut dyn Write,
    root: impl FnOnce(&mut Writer<&mut dyn Write>) -> io::Result<()>,
) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    root(&mut writer)?;
    writer.get_mut().write_all(b"\n")
}

/// A text in one line, without characters that no XML file may hold, however they are escaped.
/// `clean` shows control characters; two that stand for no character are left to be replaced.
pub(super) fn line(text: &str) -> String {
    clean::line(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// A path, as `line`.
pub(super) fn path(text: &str) -> String {
    clean::path(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
