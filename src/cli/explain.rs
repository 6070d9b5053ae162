//! `sourcelint explain`: a general rule, a rule of a rule file, or what became of one line.

use super::args::Explain;
use super::configs::Configs;
use super::packs::ids;
use super::sources::{self, Sets};
use super::terminal::Terminal;
use super::{Outcome, articles, belongs, packs};
use sourcelint::door;
use sourcelint::report::{Failed, clean, pages};
use sourcelint::rule::error::nearest;
use sourcelint::rule::{Expect, Inference, Level, Pack, Pattern, Within};
use std::path::{Path, PathBuf};

/// Explains what `args` names.
pub fn explain(args: &Explain, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let lines = match (pages::page(&args.what), place(&args.what)) {
        (Some(page), _) => page.lines().map(String::from).collect(),
        (None, Some((path, line))) => at_line(args, &path, line)?,
        (None, None) => {
            let packs = packs::in_force(&args.given)?;
            of_packs(&packs, &args.what).ok_or_else(|| vec![unknown(args, &packs)])?
        }
    };
    let cleaned: Vec<_> = lines.iter().map(|line| clean::line(line).into_owned()).collect();
    terminal.lines(&cleaned)?;
    Ok(Outcome::Clean)
}

/// `FILE:LINE`, also with a column behind it.
fn place(what: &str) -> Option<(PathBuf, usize)> {
    let (path, number) = what.rsplit_once(':')?;
    let number: usize = number.parse().ok()?;
    match path.rsplit_once(':') {
        Some((path, line)) if line.parse::<usize>().is_ok() && !Path::new(what).exists() => {
            Some((path.into(), line.parse().ok()?))
        }
        _ => Some((path.into(), number)),
    }
}

fn at_line(args: &Explain, path: &Path, line: usize) -> Result<Vec<String>, Vec<Failed>> {
    let mut configs = Configs::of(&args.given)?;
    let article = articles::one(path, &mut configs)?.map_err(|e| vec![e])?;
    let document = &*article.document().map_err(|error| vec![error])?;
    let count = document.text.lines().count();
    if line == 0 || count < line {
        let message = format!("has no line {line}: it has {count}");
        return Err(vec![Failed { path: document.path.clone(), message, next: String::new() }]);
    }
    let groups = packs::groups(&args.given, &configs)?;
    let mut sets = Sets::new(&groups);
    let named = belongs::sources(&article, &args.given, &configs, &mut sets)?;
    if named.is_empty() {
        let config = configs.get(article.config).map(|loaded| &loaded.config);
        return Err(vec![sources::none(&article, config)]);
    }
    let paths: Vec<PathBuf> = named.into_iter().map(|named| named.path).collect();
    let set = sets.set(article.group(&args.given), &paths)?;
    Ok(door::explain(document, line, &set.documents, set.prepared()?))
}

fn unknown(args: &Explain, packs: &[Pack]) -> Failed {
    let mut known: Vec<String> = pages::PAGES.iter().map(|(id, _)| id.to_string()).collect();
    known.extend(packs.iter().flat_map(ids));
    let next = match nearest(&args.what, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if args.what.contains('/') && packs.is_empty() => {
            "a rule of a rule file needs --rules FILE".to_string()
        }
        None => "sourcelint rules list".to_string(),
    };
    Failed { path: String::new(), message: format!("no rule `{}`", args.what), next }
}

/// What the rule files say about `what`: a pack's id, or `pack/rule`.
fn of_packs(packs: &[Pack], what: &str) -> Option<Vec<String>> {
    packs.iter().find_map(|pack| {
        if pack.id == what {
            let rules =
                packs::rules(pack).into_iter().map(|(id, about)| format!("  {id}: {about}"));
            let head = [format!("# {}", pack.id), String::new(), pack.title.clone()];
            let from = [String::new(), format!("From {}:", pack.path)];
            return Some(head.into_iter().chain(from).chain(rules).collect());
        }
        let rule = what.strip_prefix(&pack.id)?.strip_prefix('/')?;
        let body =
            caveat(pack, rule).or_else(|| inference(pack, rule)).or_else(|| fact(pack, rule))?;
        let head = [format!("# {what}"), String::new()];
        Some(head.into_iter().chain(body).chain(examples(pack, rule)).collect())
    })
}

/// The file's own tests of one rule: what must come of each, and its article.
fn examples(pack: &Pack, rule: &str) -> Vec<String> {
    let of_rule = pack.examples.iter().filter(|example| example.by.as_deref() == Some(rule));
    let lines = of_rule.map(|example| {
        let words: Vec<&str> = example.article.split_whitespace().collect();
        format!("  {}: {}", expected(example.expect), words.join(" "))
    });
    let lines: Vec<String> = lines.collect();
    match lines.is_empty() {
        true => Vec::new(),
        false => [String::new(), "Examples:".into()].into_iter().chain(lines).collect(),
    }
}

fn expected(expect: Expect) -> &'static str {
    match expect {
        Expect::Silent => "silent",
        Expect::Contradicted => "contradicted",
        Expect::Omitted => "omitted",
        Expect::Unsupported => "unsupported",
        Expect::Supported => "supported",
    }
}

fn loud(level: Level) -> String {
    let (word, severity) = match level {
        Level::Must => ("must", "an error"),
        Level::Should => ("should", "a warning"),
        Level::May => ("may", "a note"),
    };
    format!("Level: {word} ({severity})")
}

fn caveat(pack: &Pack, id: &str) -> Option<Vec<String>> {
    let caveat = pack.caveats.iter().find(|c| c.id == id)?;
    let within = match caveat.within {
        Within::Claim => "in the same sentence",
        Within::Section => "in the same section, list or table",
        Within::Article => "anywhere in the article",
    };
    let mut lines = vec![
        format!("A claim about `{}` must carry this caveat, {within}.", caveat.of),
        String::new(),
        format!("The announcement: {}", caveat.quote),
        format!("Carried by: {}", patterns(&caveat.met_by)),
        loud(caveat.level),
    ];
    lines.extend(because(&caveat.why));
    lines.push(format!("From {}:{}:{}", pack.path, caveat.mark.line, caveat.mark.column));
    Some(lines)
}

fn inference(pack: &Pack, id: &str) -> Option<Vec<String>> {
    let drawn = pack.inferences.iter().find(|i| i.id == id);
    let said = pack.forbidden.iter().find(|i| i.id == id);
    let (rule, first): (&Inference, _) = match (drawn, said) {
        (Some(rule), _) => (rule, format!("This does not follow from `{}`.", rule.from)),
        (None, Some(rule)) if rule.from.is_empty() => (rule, "This must not be said.".into()),
        (None, Some(rule)) => (rule, format!("This must not be said: see `{}`.", rule.from)),
        (None, None) => return None,
    };
    let mut lines = vec![first, String::new(), format!("Found as: {}", patterns(&rule.claims))];
    if !rule.unless.is_empty() {
        lines.push(format!("Unless: {}", patterns(&rule.unless)));
    }
    lines.push(loud(rule.level));
    lines.extend(because(&rule.why));
    let quote = pack.facts.iter().find(|f| f.id == rule.from).map(|f| &f.quote);
    lines.extend(quote.map(|quote| format!("The announcement: {quote}")));
    lines.push(format!("From {}:{}:{}", pack.path, rule.mark.line, rule.mark.column));
    Some(lines)
}

fn fact(pack: &Pack, id: &str) -> Option<Vec<String>> {
    let fact = pack.facts.iter().find(|f| f.id == id)?;
    Some(vec![
        "A fact of the announcement.".to_string(),
        String::new(),
        format!("The announcement: {}", fact.quote),
        format!("From {}:{}:{}", pack.path, fact.mark.line, fact.mark.column),
    ])
}

fn because(why: &str) -> Option<String> {
    (!why.is_empty()).then(|| format!("Why: {why}"))
}

fn patterns(patterns: &[Pattern]) -> String {
    let words: Vec<&str> = patterns.iter().map(|p| p.source.as_str()).collect();
    words.join(" | ")
}
