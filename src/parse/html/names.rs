//! Element names, by what a browser does with them.

/// Elements that begin on a new line.
pub const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Elements without content.
pub const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "image",
    "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements that stand in a head.
pub const HEAD: &[&str] = &[
    "base", "basefont", "bgsound", "link", "meta", "noframes", "noscript", "script", "style",
    "template", "title", "head",
];

/// Elements that end tags do not look past.
pub const WALLS: &[&str] =
    &["table", "td", "th", "caption", "template", "object", "marquee", "applet", "select"];

/// Headings.
pub const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Whether end tags of phrases stop at the element.
pub fn special(name: &str) -> bool {
    BLOCKS.contains(&name)
        || HEAD.contains(&name)
        || matches!(
            name,
            "applet"
                | "button"
                | "frameset"
                | "iframe"
                | "marquee"
                | "object"
                | "select"
                | "textarea"
        )
}
