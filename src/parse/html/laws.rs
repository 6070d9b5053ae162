//! What holds of every page: checked over random ones, against html5ever.

use super::read;
use crate::document::Document;
use proptest::prelude::*;

/// Reads a page and holds the laws against it.
pub fn page(text: &str) -> Document {
    let document = read("page.html", text.to_owned());
    lawful(&document);
    document
}

/// What holds of every document, whatever was read.
fn lawful(document: &Document) {
    let text = &document.text;
    for passage in &document.passages {
        let (mut at, mut file) = (0, 0);
        for piece in &passage.pieces {
            assert_eq!(piece.text.start, at, "no gap: {passage:?}");
            assert!(file <= piece.file.start && piece.file.start < piece.file.end, "{passage:?}");
            (at, file) = (piece.text.end, piece.file.end);
            let words = passage.text.get(piece.text.clone()).expect("on character boundaries");
            let bytes = text.get(piece.file.clone()).expect("inside the file");
            if piece.is_exact() {
                // A line end that became a space is as long as the space.
                assert_eq!(words, bytes.replace(['\n', '\r', '\t', '\u{c}'], " "));
            }
        }
        assert_eq!(at, passage.text.len());
        assert!(!passage.text.is_empty());
    }
    for span in document.dropped.iter().map(|d| d.span).chain(document.meta.iter().map(|m| m.span))
    {
        assert!(text.get(span.start..span.end).is_some());
    }
}

const INLINE: &[&str] = &[
    "word ",
    "微軟公司",
    "5%",
    "&amp;",
    "&lt",
    "&nbsp;",
    "&#x4e2d;",
    "&#65",
    "&notit;",
    "&",
    "&;",
    "\r\n",
    "\r",
    " ",
    "\t",
    "\0",
    "<b>",
    "</b>",
    "<I class='x'>",
    "</i>",
    "<span>",
    "</span>",
    "<br>",
    "<br/>",
    "<!-- c\r\n -->",
    "<!-->",
    "</>",
    "<?x>",
    "<img alt='a>b'>",
    "😀",
    "<",
    "<3",
    "\"",
    "é",
    "<script>if(a<b)\"</p>\"</script>",
    "<style>p{}</style>",
    "&acE;",
    "&amp;lt;",
];
const BLOCK: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</DIV>",
    "<li>",
    "</li>",
    "<ul>",
    "</ul>",
    "<h2>",
    "</h2>",
    "<h3>",
    "<blockquote>",
    "</blockquote>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<section\n>",
    "</section>",
    "<hr>",
];
const TABLE: &[&str] = &[
    "<table>",
    "</table>",
    "<tr>",
    "<TD colspan=2>",
    "</td>",
    "<th>",
    "<td rowspan=3>",
    "<thead>",
    "</tr>",
    "<tbody>",
    "<caption>",
    "<pre>",
    "</pre>",
    "<a href=x>",
    "</a>",
    "<nav>",
    "</nav>",
    "<title>",
    "</title>",
    "<article>",
    "</article>",
    "<select>",
    "</select>",
    "<footer>",
    "</head>",
    "<body>",
    "<html lang=x>",
    "<meta name=date content='&amp;1'>",
    "<textarea>",
    "</textarea>",
    "<td class=\"",
    "<p hidden>",
    "\u{feff}",
];

const GRID: &[&str] = &[
    "<table>",
    "</table>",
    "<tr>",
    "<TD colspan=2>",
    "</td>",
    "<th>",
    "<td rowspan=3>",
    "<thead>",
    "</tr>",
    "<tbody>",
    "</tbody>",
    "<caption>",
    "</caption>",
];

fn pages(lists: &[&[&'static str]]) -> impl Strategy<Value = String> + use<> {
    let all: Vec<&'static str> = lists.concat();
    proptest::collection::vec(proptest::sample::select(all), 0..40).prop_map(|parts| parts.concat())
}

/// The text that html5ever sees, without script, style and white space.
fn oracle(text: &str) -> String {
    let page = scraper::Html::parse_document(text);
    let shown = page.tree.nodes().filter(|node| {
        node.parent()
            .and_then(|p| p.value().as_element().map(|e| !matches!(e.name(), "script" | "style")))
            .unwrap_or(false)
    });
    let words = shown.filter_map(|node| node.value().as_text().map(|t| t.to_string()));
    words.collect::<String>().chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn any_page_obeys_the_laws(text in pages(&[INLINE, BLOCK, TABLE])) {
        let document = page(&text);
        prop_assert_eq!(&document, &page(&text));
    }

    #[test]
    fn any_text_obeys_the_laws(text in "[<>/a-c&;# !=\"'\r\n\u{0}中-]{0,60}") {
        page(&text);
    }

    #[test]
    fn the_words_are_those_that_html5ever_sees(text in pages(&[INLINE, BLOCK])) {
        let words: String = page(&text).passages.iter().map(|p| p.text.as_str()).collect();
        let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        prop_assert_eq!(words, oracle(&text));
    }

    #[test]
    fn tables_lose_no_words(text in pages(&[INLINE, BLOCK, GRID])) {
        // A browser moves what stands between cells before the table: the order may differ.
        let sorted = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            letters.sort_unstable();
            letters
        };
        let words: String = page(&text).passages.iter().map(|p| p.text.as_str()).collect();
        prop_assert_eq!(sorted(&words), sorted(&oracle(&text)));
    }
}
