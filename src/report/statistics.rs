//! How often each rule found something.

use super::{Run, clean, pages, table};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes one line a rule that found something, the most frequent first.
pub fn statistics(run: &Run, out: &mut dyn Write, width_columns: usize) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in run.articles.iter().flat_map(|article| &article.findings) {
        *counts.entry(&finding.id).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    let digits = counts.first().map_or(0, |(_, count)| count.to_string().len());
    let rows = counts.iter().map(|(id, count)| {
        let (id, about) = (clean::line(id), pages::one_line(id));
        vec![format!("{count:>digits$}"), id.into_owned(), about.to_string()]
    });
    for line in table::table(&rows.collect::<Vec<_>>(), width_columns) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
