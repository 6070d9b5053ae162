//! What a page puts around its text: navigation, footers, related stories, copyright lines.
//!
//! Elements that say so by name go first, then blocks that are mostly links, then what stands
//! outside the element that holds the article. A block that reads as prose goes only with the first.

use super::blocks::Block;
use super::names::HEADINGS;
use super::tree::Tree;
use crate::document::Dropped;
use std::ops::Range;

/// Class and id tokens that mean chrome, with what to call it.
const TOKENS: &[(&str, &str)] = &[
    ("ad", "advertisement"),
    ("ads", "advertisement"),
    ("banner", "banner"),
    ("breadcrumb", "breadcrumb"),
    ("breadcrumbs", "breadcrumb"),
    ("comments", "comments"),
    ("cookie", "cookie notice"),
    ("cookies", "cookie notice"),
    ("crumb", "breadcrumb"),
    ("crumbs", "breadcrumb"),
    ("foot", "footer"),
    ("footer", "footer"),
    ("login", "login"),
    ("masthead", "site header"),
    ("menu", "navigation"),
    ("nav", "navigation"),
    ("navbar", "navigation"),
    ("navigation", "navigation"),
    ("newsletter", "newsletter"),
    ("pagination", "navigation"),
    ("promo", "advertisement"),
    ("rel", "other stories"),
    ("related", "other stories"),
    ("share", "sharing"),
    ("sidebar", "sidebar"),
    ("social", "sharing"),
    ("subscribe", "newsletter"),
    ("tags", "tags"),
    ("ticker", "ticker"),
    ("toolbar", "navigation"),
];

/// Tokens that also count as the first or last part of a longer one: `site-footer`, `cookie-bar`.
const PARTS: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "cookie",
    "cookies",
    "footer",
    "menu",
    "nav",
    "navbar",
    "newsletter",
    "pagination",
    "sidebar",
    "social",
];

/// For every block, why it is not part of the text; and the stretches that were set aside.
pub fn cut(tree: &Tree, blocks: &[Block]) -> (Vec<Option<&'static str>>, Vec<Dropped>) {
    let page = Page::of(tree, blocks);
    let mut why: Vec<Option<&'static str>> = vec![None; blocks.len()];
    let mut dropped = Vec::new();
    let mut at = 1;
    while at < tree.nodes.len() {
        let range = page.inside(at);
        let Some(name) = (!range.is_empty()).then(|| page.structural(at)).flatten() else {
            at += 1;
            continue;
        };
        dropped.push(Dropped { span: tree.nodes[at].span, why: name });
        why[range].fill(Some(name));
        at = tree.nodes[at].end;
    }
    keep_title(tree, blocks, &mut why);
    let named = why.clone();
    page.code(&mut why);
    page.lines(&mut why);
    page.outside(&mut why);
    for (i, reason) in why.iter_mut().enumerate() {
        if named[i].is_none() && tree.nodes[blocks[i].node].name == "h1" {
            *reason = None;
        }
        if let (None, Some(why)) = (named[i], *reason) {
            dropped.push(Dropped { span: blocks[i].span(), why });
        }
    }
    if why.iter().all(Option::is_some) {
        return (vec![None; blocks.len()], Vec::new());
    }
    dropped.sort_by_key(|d| d.span);
    (why, dropped)
}

/// A page whose only main heading stood in chrome keeps it.
fn keep_title(tree: &Tree, blocks: &[Block], why: &mut [Option<&'static str>]) {
    let titles = || (0..blocks.len()).filter(|i| tree.nodes[blocks[*i].node].name == "h1");
    if titles().all(|i| why[i].is_some())
        && let Some(first) = titles().next()
    {
        why[first] = None;
    }
}

/// Sums from the page's beginning, so that every question about an element is one subtraction.
struct Page<'t> {
    tree: &'t Tree,
    blocks: &'t [Block],
    /// Columns of prose before each block.
    prose: Vec<usize>,
    /// Columns before each block.
    width: Vec<usize>,
    /// Columns of linked blocks before each block.
    linked: Vec<usize>,
    /// `h1` and `main` before each node.
    mains: Vec<usize>,
    /// `article` before each node.
    articles: Vec<usize>,
}

/// Running sums of `count`, one longer than the items.
fn sums<T>(items: &[T], count: impl Fn(&T) -> usize) -> Vec<usize> {
    let mut sum = 0;
    let mut sums = vec![0];
    sums.extend(items.iter().map(|item| {
        sum += count(item);
        sum
    }));
    sums
}

impl<'t> Page<'t> {
    fn of(tree: &'t Tree, blocks: &'t [Block]) -> Self {
        Page {
            tree,
            blocks,
            prose: sums(blocks, |b| if b.is_sentence() { b.width() } else { 0 }),
            width: sums(blocks, Block::width),
            linked: sums(blocks, |b| if b.is_linked() { b.width() } else { 0 }),
            mains: sums(&tree.nodes, |n| usize::from(n.name == "h1" || n.name == "main")),
            articles: sums(&tree.nodes, |n| usize::from(n.name == "article")),
        }
    }

    /// The blocks inside `node`.
    fn inside(&self, node: usize) -> Range<usize> {
        let end = self.tree.nodes[node].end;
        self.blocks.partition_point(|b| b.at < node)..self.blocks.partition_point(|b| b.at < end)
    }

    fn prose(&self, range: &Range<usize>) -> usize {
        self.prose[range.end] - self.prose[range.start]
    }

    fn is_linked(&self, range: &Range<usize>) -> bool {
        let linked = self.linked[range.end] - self.linked[range.start];
        self.width[range.end] - self.width[range.start] < 2 * linked
    }

    /// What kind of chrome the element says it is.
    fn structural(&self, at: usize) -> Option<&'static str> {
        let node = &self.tree.nodes[at];
        if node.name.is_empty() {
            return None;
        }
        let range = self.inside(at);
        let why = self.by_role(at, &range).or_else(|| self.by_token(at, &range))?;
        let has = |sums: &[usize]| sums[at] < sums[node.end];
        // Most of the page's prose is the page, whatever it is called.
        let most = self.prose.last().copied().unwrap_or(0) < 2 * self.prose(&range);
        let named = matches!(node.name.as_str(), "nav" | "aside" | "footer");
        let body = matches!(node.name.as_str(), "main" | "article");
        let holds = has(&self.mains) || (!named && has(&self.articles));
        (!most && !body && !holds).then_some(why)
    }

    fn by_role(&self, at: usize, range: &Range<usize>) -> Option<&'static str> {
        let node = &self.tree.nodes[at];
        match (node.name.as_str(), node.mark("role")) {
            ("nav", _) | (_, "navigation") => Some("navigation"),
            // The footer of a quotation names who said it.
            ("footer", _) if self.tree.nearest(at, &["blockquote"]).is_none() => Some("footer"),
            (_, "contentinfo") => Some("footer"),
            ("aside", _) | (_, "complementary") => Some("aside"),
            ("search", _) | (_, "search") => Some("search"),
            ("header", _) | (_, "banner") => {
                let inner = self.tree.nearest(node.parent, &["article", "main", "section"]);
                let alone = inner.is_none() || self.is_linked(range);
                (alone && self.prose(range) == 0).then_some("site header")
            }
            ("form", _) => (self.prose(range) == 0 && !self.has_table(at)).then_some("form"),
            _ => None,
        }
    }

    fn has_table(&self, at: usize) -> bool {
        (at..self.tree.nodes[at].end).any(|n| self.tree.nodes[n].name == "table")
    }

    fn by_token(&self, at: usize, range: &Range<usize>) -> Option<&'static str> {
        let node = &self.tree.nodes[at];
        let words = format!("{} {}", node.mark("class"), node.mark("id")).to_ascii_lowercase();
        words.split_ascii_whitespace().find_map(|token| {
            let links: usize = self.blocks[range.clone()].iter().map(|b| b.links).sum();
            if token == "top" && 1 < links && self.prose(range) == 0 {
                return Some("navigation");
            }
            let known = |t: &str| TOKENS.iter().find(|(name, _)| *name == t).map(|(_, why)| *why);
            let mut parts = token.split(['-', '_']);
            let ends = [parts.next(), parts.next_back()];
            let part = ends.into_iter().flatten().find(|p| PARTS.contains(p));
            known(token).or_else(|| part.and_then(known))
        })
    }

    /// Preformatted text is code, unless it reads as prose or as keys with values.
    fn code(&self, why: &mut [Option<&'static str>]) {
        let mut i = 0;
        while i < self.blocks.len() {
            let Some(pre) = self.blocks[i].pre else {
                i += 1;
                continue;
            };
            let range = self.inside(pre);
            let range = i..range.end.max(i + 1);
            let lines = &self.blocks[range.clone()];
            let keyed = lines.iter().filter(|b| is_keyed(&b.text)).count();
            if 2 * keyed < lines.len() && self.prose(&range) == 0 {
                why[range.clone()].iter_mut().for_each(|w| *w = w.or(Some("code")));
            }
            i = range.end;
        }
    }

    /// Single blocks: copyright lines, lines of links, paths of the site.
    fn lines(&self, why: &mut [Option<&'static str>]) {
        let title = (0..self.blocks.len()).find(|i| self.name(*i) == "h1").unwrap_or(0);
        for (i, reason) in why.iter_mut().enumerate() {
            let block = &self.blocks[i];
            let in_table = self.tree.nearest(block.node, &["td", "th"]).is_some();
            if reason.is_some() || HEADINGS.contains(&self.name(i)) {
                continue;
            }
            if block.is_copyright() && !in_table {
                *reason = Some("copyright line");
            } else if !block.is_sentence() && !in_table {
                *reason = self.line(i, i < title);
            }
        }
    }

    fn name(&self, block: usize) -> &str {
        &self.tree.nodes[self.blocks[block].node].name
    }

    /// Why a block that is no prose is none of the text either.
    fn line(&self, at: usize, above_title: bool) -> Option<&'static str> {
        let block = &self.blocks[at];
        let count = |signs: &[char]| block.text.matches(signs).count();
        let steps = count(&['>', '›', '»', '→']);
        let bars = count(&['|', '｜', '·', '•', '/']);
        let short = block.width() < 100;
        if block.is_linked() {
            // One linked item among others that are not is part of its list.
            let list = self.tree.nearest(block.node, &["ul", "ol"]).map(|l| self.inside(l));
            let whole = list.is_none_or(|l| self.is_linked(&l) && self.prose(&l) == 0);
            let dense = 1 < block.links || 0 < bars + steps || block.width() < 60;
            return (whole && dense).then_some("links");
        }
        let number = block.text.contains(|c: char| c.is_numeric());
        let strip = 2 < block.links && 1 < steps + bars;
        if above_title && short && (strip || (!number && 1 < steps + bars)) {
            return Some("navigation");
        }
        None
    }

    /// Outside the element that holds most of the prose, what has no prose of its own goes.
    fn outside(&self, why: &mut [Option<&'static str>]) {
        let Some(region) = self.region() else { return };
        let kept = self.inside(region);
        let title = (0..kept.start).rev().find(|i| why[*i].is_none() && self.name(*i) == "h1");
        for i in (0..self.blocks.len()).filter(|i| !kept.contains(i)) {
            // What stands between the heading and the article: a date, a name.
            let lead = title.is_some_and(|t| t <= i && i < kept.start);
            if why[i].is_some() || lead || self.blocks[i].is_sentence() {
                continue;
            }
            let group = self
                .tree
                .around(self.blocks[i].at)
                .take_while(|n| !self.tree.holds(*n, region))
                .last();
            let prose = group.is_some_and(|g| 0 < self.prose(&self.inside(g)));
            if !prose {
                why[i] = Some("outside the article");
            }
        }
    }

    /// The outermost `main` or `article` with more than half of the page's prose.
    fn region(&self) -> Option<usize> {
        let all = self.prose.last().copied().unwrap_or(0);
        (1..self.tree.nodes.len()).find(|n| {
            let node = &self.tree.nodes[*n];
            let named = matches!(node.name.as_str(), "main" | "article");
            (named || node.mark("role") == "main") && all < 2 * self.prose(&self.inside(*n))
        })
    }
}

/// Whether a line reads `key: value`, or opens a block of such lines.
fn is_keyed(line: &str) -> bool {
    let line = line.trim_start_matches(['-', '*', ' ']);
    let Some((key, tail)) = line.split_once([':', '：']) else { return false };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-');
    let gap = tail.is_empty() || tail.starts_with(' ') || line.contains('：');
    !key.is_empty() && key.chars().count() <= 40 && key.chars().all(plain) && gap
}
