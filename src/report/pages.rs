//! The pages that explain the general rules: `docs/rules/`, built into the binary.

/// Every general rule and its page, in the order of the documentation.
pub const PAGES: &[(&str, &str)] = &[
    ("polarity", include_str!("../../docs/rules/polarity.md")),
    ("exclusivity", include_str!("../../docs/rules/exclusivity.md")),
    ("direction", include_str!("../../docs/rules/direction.md")),
    ("actor", include_str!("../../docs/rules/actor.md")),
    ("quantity", include_str!("../../docs/rules/quantity.md")),
    ("bound", include_str!("../../docs/rules/bound.md")),
    ("change", include_str!("../../docs/rules/change.md")),
    ("date", include_str!("../../docs/rules/date.md")),
    ("time-bound", include_str!("../../docs/rules/time-bound.md")),
    ("aspect", include_str!("../../docs/rules/aspect.md")),
    ("modality", include_str!("../../docs/rules/modality.md")),
    ("scope", include_str!("../../docs/rules/scope.md")),
    ("condition", include_str!("../../docs/rules/condition.md")),
    ("omitted", include_str!("../../docs/rules/omitted.md")),
    ("quote", include_str!("../../docs/rules/quote.md")),
    ("attribution", include_str!("../../docs/rules/attribution.md")),
    ("not-in-source", include_str!("../../docs/rules/not-in-source.md")),
    ("not-entailed", include_str!("../../docs/rules/not-entailed.md")),
    ("self-contradiction", include_str!("../../docs/rules/self-contradiction.md")),
    ("suppression", include_str!("../../docs/rules/suppression.md")),
    ("unused-suppression", include_str!("../../docs/rules/unused-suppression.md")),
    ("expired-suppression", include_str!("../../docs/rules/expired-suppression.md")),
];

/// The page of the general rule `id`.
pub fn page(id: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == id).map(|(_, page)| *page)
}

/// What the rule `id` finds, in one line: the first line of its page below the title.
pub fn one_line(id: &str) -> &'static str {
    let lines = page(id).unwrap_or("").lines().skip(1);
    lines.map(str::trim).find(|line| !line.is_empty()).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_title_a_line_and_an_example() {
        for (id, page) in PAGES {
            assert_eq!(page.lines().next(), Some(format!("# {id}").as_str()));
            assert!(one_line(id).ends_with('.'), "{id}");
            assert!(page.contains("\n## Example\n"), "{id}");
        }
    }
}
