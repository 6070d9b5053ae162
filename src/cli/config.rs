//! `sourcelint config`: every value in force for a place, and where it comes from.

use super::args::{InForce, Shape};
use super::articles::{self, Found};
use super::configs::{Configs, FAIL_ON, Loaded};
use super::files::shown;
use super::formats::Report;
use super::named::{By, Named};
use super::sources::Sets;
use super::terminal::Terminal;
use super::{Outcome, belongs, packs};
use sourcelint::config::globs::Globs;
use sourcelint::config::{Config, Placed, Rated, Source};
use sourcelint::report::settings::{self, Origin, Setting};
use sourcelint::report::{Failed, table};
use sourcelint::rule::Mark;
use std::path::{Path, PathBuf};

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
        false => Some(articles::one(path, &mut configs)?.map_err(|error| vec![error])?),
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
    let mut sheet = Sheet { config, loaded, rows: Vec::new() };
    sheet.files(args);
    sheet.rules(&args.given.rules);
    sheet.outcome(args, &reports);
    sheet.sources();
    sheet.severity(article.as_ref());
    match &article {
        Some(article) => {
            let mut sets = Sets::new(&groups);
            let named = belongs::sources(article, &args.given, &configs, &mut sets)?;
            sheet.held_against(&article.path, &named);
        }
        None => {
            let typed = args.given.sources.iter();
            typed.for_each(|path| sheet.row("source", &shown(path), Origin::CommandLine));
        }
    }
    Ok(sheet.rows)
}

/// The rows, and the file most of them come from.
struct Sheet<'c> {
    config: &'c Config,
    loaded: Option<&'c Loaded>,
    rows: Vec<Setting>,
}

impl Sheet<'_> {
    fn row(&mut self, key: &str, value: &str, origin: Origin) {
        self.rows.push(Setting { key: key.into(), value: value.into(), origin });
    }

    fn at(&self, mark: Mark) -> Origin {
        Origin::File { path: self.config.path.clone(), line: mark.line }
    }

    /// The file itself, and which texts it takes and leaves out.
    fn files(&mut self, args: &InForce) {
        let config = self.config;
        let typed = args.given.config.is_some() || args.given.no_config;
        let file = if self.loaded.is_some() { config.path.as_str() } else { "none" };
        self.row("file", file, if typed { Origin::CommandLine } else { Origin::Default });
        for (key, globs) in [("articles", &config.articles), ("exclude", &config.exclude)] {
            globs.texts.iter().for_each(|glob| self.row(key, &glob.value, self.at(glob.mark)));
            if globs.is_empty() {
                self.row(key, "none", Origin::Default);
            }
        }
    }

    fn rules(&mut self, typed: &[PathBuf]) {
        let config = self.config;
        typed.iter().for_each(|path| self.row("rules", &shown(path), Origin::CommandLine));
        if typed.is_empty() {
            for rule in &config.rules {
                self.row("rules", &from_here(self.loaded, rule), self.at(rule.mark));
            }
        }
        if typed.is_empty() && config.rules.is_empty() {
            self.row("rules", "none", Origin::Default);
        }
    }

    /// What a run comes to: its exit status and its reports.
    fn outcome(&mut self, args: &InForce, reports: &[Report]) {
        let config = self.config;
        match (args.fail_on, &config.fail_on) {
            (Some(typed), _) => self.row("fail-on", typed.meant().word(), Origin::CommandLine),
            (None, Some(said)) => self.row("fail-on", said.value.word(), self.at(said.mark)),
            (None, None) => self.row("fail-on", FAIL_ON.word(), Origin::Default),
        }
        for (number, report) in reports.iter().enumerate() {
            let value = match &report.path {
                Some(path) => format!("{}={}", report.format.word(), shown(path)),
                None => report.format.word(),
            };
            let said = config.formats.get(number);
            let origin = said.map_or(Origin::Default, |format| self.at(format.mark));
            self.row("formats", &value, origin);
        }
    }

    fn sources(&mut self) {
        let config = self.config;
        for source in &config.sources {
            for path in &source.paths {
                let value = format!("{} for {}", from_here(self.loaded, path), articles_of(source));
                self.row("source", &value, self.at(path.mark));
            }
        }
    }

    fn severity(&mut self, article: Option<&Found>) {
        for (rated, place) in rated(self.config, self.loaded, article) {
            let value = format!("{}{place}", rated.level.word());
            self.row(&format!("severity.{}", rated.id), &value, self.at(rated.mark));
        }
    }

    fn held_against(&mut self, article: &str, named: &[Named]) {
        for named in named {
            let path = article.to_string();
            let origin = match named.by {
                By::CommandLine => Origin::CommandLine,
                By::FrontMatter(line) => Origin::FrontMatter { path, line },
                By::Glob(line) => Origin::File { path: self.config.path.clone(), line },
                By::Link(line) => Origin::Link { path, line },
            };
            self.row("held-against", &shown(&named.path), origin);
        }
        if named.is_empty() {
            self.row("held-against", "none", Origin::Default);
        }
    }
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
        let inside = loaded.inside(Path::new(&article.path)).unwrap_or_default();
        return config.rated(&inside).into_iter().map(|rated| (rated, String::new())).collect();
    }
    let everywhere = config.severity.iter().map(|rated| (rated, String::new()));
    let overrides = config.overrides.iter().flat_map(|o| {
        let place = format!(" in {}", listed(&o.articles));
        o.severity.iter().map(move |rated| (rated, place.clone()))
    });
    everywhere.chain(overrides).collect()
}
