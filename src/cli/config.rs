//! `sourcelint config`: every value in force for a place, and where it comes from.

use super::args::{InForce, Shape};
use super::articles::{self, Found};
use super::configs::{Configs, Loaded};
use super::files::shown;
use super::named::By;
use super::sources::Sets;
use super::terminal::Terminal;
use super::{Outcome, belongs, packs};
use sourcelint::config::globs::Globs;
use sourcelint::config::{Config, Placed, Rated, Source};
use sourcelint::report::settings::{self, Origin, Setting};
use sourcelint::report::{Failed, table};
use sourcelint::rule::Mark;
use std::path::Path;

/// Wide enough for any value: paths that are cut are of no use.
const WIDTH_COLUMNS: usize = 1 << 16;

/// Shows what is in force for what `args` names: an article, a folder, or the folder one is in.
pub fn config(args: &InForce, terminal: &Terminal) -> Result<Outcome, Vec<Failed>> {
    let settings = in_force(args)?;
    match args.format {
        Shape::Json => {
            let mut bytes = Vec::new();
            let written = settings::json(&settings, &mut bytes);
            written.map_err(|e| vec![Failed { message: e.to_string(), ..Failed::default() }])?;
            terminal.report(&bytes).map_err(|error| vec![error])?;
        }
        Shape::Table => terminal.lines(&table::table(&settings::rows(&settings), WIDTH_COLUMNS))?,
    }
    Ok(Outcome::Clean)
}

fn in_force(args: &InForce) -> Result<Vec<Setting>, Vec<Failed>> {
    let mut configs = Configs::of(&args.given)?;
    let path = args.path.as_deref().unwrap_or(Path::new("."));
    let article = match path.is_dir() {
        true => None,
        false => Some(articles::one(path, None, &mut configs)?.map_err(|error| vec![error])?),
    };
    let index = match &article {
        Some(article) => article.config,
        None => configs.near(path)?,
    };
    // What would stop a check stops this, too.
    let reports = configs.reports(index)?;
    let groups = packs::groups(&args.given, &configs)?;
    let none = Config::default();
    let loaded = configs.get(index);
    let config = loaded.map_or(&none, |loaded| &loaded.config);
    let at = |mark: Mark| Origin::File { path: config.path.clone(), line: mark.line };
    let mut rows = Vec::new();
    let mut row = |key: &str, value: &str, origin: Origin| {
        rows.push(Setting { key: key.into(), value: value.into(), origin });
    };

    let typed = args.given.config.is_some() || args.given.no_config;
    let file = if loaded.is_some() { config.path.as_str() } else { "none" };
    row("file", file, if typed { Origin::CommandLine } else { Origin::Default });
    for (key, globs) in [("articles", &config.articles), ("exclude", &config.exclude)] {
        globs.texts.iter().for_each(|glob| row(key, &glob.value, at(glob.mark)));
        if globs.is_empty() {
            row(key, "none", Origin::Default);
        }
    }
    let typed = args.given.rules.iter().map(|path| (shown(path), Origin::CommandLine));
    let written = config.rules.iter().map(|rule| (from_here(loaded, rule), at(rule.mark)));
    let rules: Vec<_> =
        if args.given.rules.is_empty() { written.collect() } else { typed.collect() };
    rules.iter().for_each(|(path, origin)| row("rules", path, origin.clone()));
    if rules.is_empty() {
        row("rules", "none", Origin::Default);
    }
    match (args.fail_on, &config.fail_on) {
        (Some(typed), _) => row("fail-on", typed.meant().word(), Origin::CommandLine),
        (None, Some(said)) => row("fail-on", said.value.word(), at(said.mark)),
        (None, None) => row("fail-on", configs.fail_on(None).word(), Origin::Default),
    }
    for (at_format, report) in reports.iter().enumerate() {
        let value = match &report.path {
            Some(path) => format!("{}={}", report.format.word(), shown(path)),
            None => report.format.word(),
        };
        let said = config.formats.get(at_format);
        row("formats", &value, said.map_or(Origin::Default, |format| at(format.mark)));
    }
    for source in &config.sources {
        for path in &source.paths {
            let value = format!("{} for {}", from_here(loaded, path), articles_of(source));
            row("source", &value, at(path.mark));
        }
    }
    for (rated, place) in rated(config, loaded, article.as_ref()) {
        let value = format!("{}{place}", rated.level.word());
        row(&format!("severity.{}", rated.id), &value, at(rated.mark));
    }
    if let Some(article) = &article {
        let mut sets = Sets::new(&groups);
        let named = belongs::sources(article, &args.given, &configs, &mut sets)?;
        let path = article.document.path.clone();
        for named in &named {
            let origin = match named.by {
                By::CommandLine => Origin::CommandLine,
                By::FrontMatter(line) => Origin::FrontMatter { path: path.clone(), line },
                By::Glob(line) => Origin::File { path: config.path.clone(), line },
                By::Link(line) => Origin::Link { path: path.clone(), line },
            };
            row("held-against", &shown(&named.path), origin);
        }
        if named.is_empty() {
            row("held-against", "none", Origin::Default);
        }
    } else {
        let typed = args.given.sources.iter();
        typed.for_each(|path| row("source", &shown(path), Origin::CommandLine));
    }
    Ok(rows)
}

fn from_here(loaded: Option<&Loaded>, path: &Placed<String>) -> String {
    loaded.map_or_else(|| path.value.clone(), |loaded| shown(&loaded.path(path)))
}

fn articles_of(source: &Source) -> String {
    match source.articles.is_empty() {
        true => "articles that link to it".to_string(),
        false => listed(&source.articles),
    }
}

fn listed(globs: &Globs) -> String {
    globs.texts.iter().map(|glob| glob.value.as_str()).collect::<Vec<_>>().join(", ")
}

/// How loud each rule is in `article`; for a folder all that is written, and where it holds.
fn rated<'c>(
    config: &'c Config,
    loaded: Option<&Loaded>,
    article: Option<&Found>,
) -> Vec<(&'c Rated, String)> {
    if let (Some(loaded), Some(article)) = (loaded, article) {
        let inside = loaded.inside(Path::new(&article.document.path)).unwrap_or_default();
        return config.rated(&inside).into_iter().map(|rated| (rated, String::new())).collect();
    }
    let everywhere = config.severity.iter().map(|rated| (rated, String::new()));
    let overrides = config.overrides.iter().flat_map(|o| {
        let place = format!(" in {}", listed(&o.articles));
        o.severity.iter().map(move |rated| (rated, place.clone()))
    });
    everywhere.chain(overrides).collect()
}
