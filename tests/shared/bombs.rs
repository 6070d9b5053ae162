//! Texts that break readers: nested, repeated and left open without end.

#![allow(dead_code)]

/// A text made to cost more than its length.
pub struct Bomb {
    /// For people.
    pub name: &'static str,
    /// `md`, `html` or `txt`.
    pub ending: &'static str,
    /// What stands before, is repeated, and stands behind.
    before: &'static str,
    part: &'static str,
    after: &'static str,
    /// What closes it, as often as it was opened.
    closes: &'static str,
}

impl Bomb {
    /// The bomb with its part `times` times.
    pub fn text(&self, times: usize) -> String {
        let (before, part, after) = (self.before, self.part, self.after);
        format!("{before}{}{after}{}", part.repeat(times), self.closes.repeat(times))
    }

    /// Bytes of the smaller of two texts that are compared. Depth, and the words of a sentence, are
    /// taken up to a limit, under which cost may grow faster: those texts begin past it.
    pub fn bytes(&self) -> usize {
        match self.name {
            "nested sections"
            | "definition lists"
            | "text at every depth"
            | "a sentence without end"
            | "a Chinese sentence without end" => 16_000,
            _ if !self.closes.is_empty() => 40_000,
            _ => 3_000,
        }
    }

    /// As often as makes a text of about `bytes`.
    pub fn times(&self, bytes: usize) -> usize {
        bytes.div_ceil(self.part.len() + self.closes.len())
    }
}

/// What every text ends with, so that something is there to be judged.
const END: &str = "\n\nThe licence of Northwind is exclusive.\n";

const fn bomb(name: &'static str, ending: &'static str, part: &'static str) -> Bomb {
    Bomb { name, ending, before: "", part, after: END, closes: "" }
}

const fn framed(
    name: &'static str,
    ending: &'static str,
    before: &'static str,
    part: &'static str,
    after: &'static str,
) -> Bomb {
    Bomb { name, ending, before, part, after, closes: "" }
}

const fn nested(name: &'static str, part: &'static str, closes: &'static str) -> Bomb {
    Bomb { name, ending: "html", before: "", part, after: END, closes }
}

/// Deep, wide and unclosed; prose that repeats itself; numbers, dates and quotes without end.
pub const BOMBS: &[Bomb] = &[
    nested("nested divs", "<div>", "</div>"),
    nested("nested lists", "<ul><li>", "</li></ul>"),
    nested("nested tables", "<table><tr><td>", "</td></tr></table>"),
    nested("nested links", "<p><a href=x>", ""),
    nested("nested sections", "<section><h2>A</h2>", ""),
    nested("bold and italic", "<b><i>", ""),
    nested("text at every depth", "<div>The licence is exclusive. ", ""),
    nested("definition lists", "<dl><dt>Fee<dd>", ""),
    nested("templates", "<template>", ""),
    nested("comments left open", "<!-- ", ""),
    nested("declarations", "<!doctype x", ""),
    nested("character data", "<![CDATA[", ""),
    nested("end tags alone", "</p>", ""),
    nested("headings left open", "<h1>Fee ", ""),
    nested("entities", "&amp;&#38;&acE;&notin;&", ""),
    nested("a style in every div", "<div><style></style>", ""),
    nested("meta tags", "<meta name=x content=y>", ""),
    nested("less-than signs", "<", ""),
    framed("attributes", "html", "<p ", "a=b ", ">The licence is exclusive.</p>"),
    framed(
        "columns of a page's table",
        "html",
        "<table><tr>",
        "<th>Fee",
        "<tr><td>exclusive</table>",
    ),
    framed(
        "rows of a page's table",
        "html",
        "<table><tr><th>A<th>B",
        "<tr><td>Fee<td>5",
        "</table>",
    ),
    bomb("block quotes", "md", "> "),
    bomb("lists in lists", "md", "- "),
    bomb("numbered lists in lists", "md", "1. "),
    bomb("brackets", "md", "["),
    bomb("links left open", "md", "[a]("),
    bomb("references left open", "md", "[a][b"),
    bomb("images", "md", "!["),
    bomb("emphasis left open", "md", "*a_ "),
    bomb("strong left open", "md", "**a "),
    bomb("stars", "md", "*"),
    bomb("deletions", "md", "~~a "),
    bomb("backticks", "md", "a` ``b "),
    bomb("fences", "md", "```\n"),
    bomb("key blocks in fences", "md", "```yaml\na: b\n```\n"),
    bomb("tags in Markdown", "md", "<a "),
    bomb("comments in Markdown", "md", "<!-- "),
    bomb("ampersands", "md", "&amp;"),
    bomb("headings", "md", "# a\n"),
    bomb("underlined headings", "md", "a\n-\n"),
    bomb("link definitions", "md", "[a]: b\n"),
    bomb("footnotes", "md", "[^a]: b\n\n[^a] "),
    framed(
        "columns",
        "md",
        "|",
        " a |",
        "\n|---|\n| exclusive |\n\nThe licence of Northwind is exclusive.\n",
    ),
    framed("columns without a head", "md", "word\n", "|a", "\n"),
    framed("rows", "md", "| a | b |\n|---|---|\n", "| x | exclusive |\n", "\n"),
    bomb("pipes", "md", "| a\n"),
    bomb("key lines", "md", "fee: two words\n"),
    bomb("keys that open blocks", "md", "fee:\n"),
    framed("front matter", "md", "---\n", "a: b\n", "---\nThe licence is exclusive.\n"),
    framed("front matter left open", "md", "---\n", "a: b\n", "\n"),
    framed(
        "brackets in front matter",
        "md",
        "---\nsourcelint: ",
        "[",
        "\n---\nThe licence is exclusive.\n",
    ),
    framed("arrays in front matter", "md", "+++\na = ", "[", "\n+++\nThe licence is exclusive.\n"),
    framed("dots in front matter", "md", "+++\na", ".a", " = 1\n+++\nThe licence is exclusive.\n"),
    bomb("one line of sentences", "md", "The licence of Northwind is exclusive. "),
    bomb("sentences of plain text", "txt", "The licence of Northwind is exclusive. "),
    bomb("wrapped sentences", "md", "The licence of Northwind is exclusive.\n"),
    bomb("both sides", "md", "The licence is exclusive. The licence is non-exclusive. "),
    bomb("paragraphs", "md", "The licence is exclusive.\n\n"),
    bomb("sections", "md", "# A\n\nThe licence is exclusive.\n\n"),
    bomb("items", "md", "- The licence is exclusive.\n"),
    bomb("Chinese sentences", "md", "北風的授權是獨家的。"),
    bomb("a Chinese sentence without end", "md", "北風的授權是獨家的"),
    bomb("a sentence without end", "md", "the licence of northwind is exclusive and "),
    bomb("commas", "md", "the licence, "),
    bomb("colons", "md", "fee: a "),
    bomb("names", "md", "Northwind Licence "),
    bomb("one word", "md", "a"),
    bomb("one number", "md", "1"),
    bomb("numbers", "md", "1.5 "),
    bomb("number words", "md", "two hundred thousand "),
    bomb("Chinese numbers", "md", "一億二千萬"),
    bomb("amounts", "md", "$5 million and 6% "),
    bomb("dates", "md", "on 1 May 2027 "),
    bomb("quotation marks", "md", "“a” said he "),
    bomb("quotation marks left open", "md", "「"),
    bomb("round brackets", "md", "(以下簡稱 "),
    bomb("spaces", "md", " "),
    bomb("blank lines", "md", "\n"),
    bomb("carriage returns", "md", "\r"),
    bomb("marks on one letter", "md", "e\u{301}\u{302}"),
    bomb("joiners", "md", "👩\u{200d}"),
    bomb("byte order marks", "md", "\u{feff}"),
    bomb("arrows", "md", "a → "),
    bomb("dots", "md", "."),
    bomb("silencing comments", "md", "<!-- sourcelint-ignore-next-line exclusivity: why -->\n"),
    bomb(
        "silenced stretches",
        "md",
        "<!-- sourcelint-ignore exclusivity: why -->\nThe licence is exclusive.\n\n",
    ),
];
