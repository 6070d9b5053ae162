//! `sourcelint draft`: the first rule file of an announcement.

use super::Outcome;
use super::args::Draft;
use super::terminal::Terminal;
use super::{files, guard, sources};
use sourcelint::draft;
use sourcelint::report::Failed;
use std::path::Path;

/// Drafts a rule file of the announcement that `args` names.
pub fn draft(args: &Draft, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    if let Some(path) = args.out.as_ref().filter(|path| !args.force && path.exists()) {
        let next = "give --force to write over it, or another name";
        return Err(vec![files::failed(path, "is there already, and may hold your work", next)]);
    }
    let source = sources::read(&args.source, &[]).map_err(|e| vec![e])?;
    let id = args.out.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy());
    let drafted = guard::caught_for(&source.path, || draft::draft(&source, id.as_deref()));
    let drafted = drafted.map_err(|failed| vec![failed])?;
    let Some(draft) = drafted else {
        let message = "nothing to pin: no number, date, condition, rank or payment was read in it";
        let next = "sourcelint facts FILE shows what was read";
        return Err(vec![files::failed(&args.source, message, next)]);
    };
    let Some(path) = &args.out else {
        terminal.report(draft.text.as_bytes()).map_err(|error| vec![error])?;
        return Ok(Outcome::Clean);
    };
    files::write(path, draft.text.as_bytes()).map_err(|error| vec![error])?;
    let counted =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let (facts, caveats) = (counted(draft.facts, "fact"), counted(draft.caveats, "caveat"));
    let examples = counted(draft.examples, "example");
    let (path, of) = (files::shown(path), files::shown(&args.source));
    terminal.note(&format!("{path}: {facts}, {caveats}, {examples}"));
    terminal.next(&format!("go through it, then: sourcelint rules test {path} --source {of}"));
    Ok(Outcome::Clean)
}
