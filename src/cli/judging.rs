//! From what `check` and `audit` are given to the verdicts: articles, their rule files, their
//! sources, and what became of each; articles are read and judged side by side.

use super::args::{FailOn, Scope};
use super::articles::{self, Found, Looked};
use super::cache::Cache;
use super::configs::Configs;
use super::named::By;
use super::packs::Group;
use super::progress::Progress;
use super::silencing;
use super::sources::{self, Set, Sets};
use super::terminal::Terminal;
use super::{belongs, guard, packs};
use rayon::ThreadPoolBuilder;
use sourcelint::cache::Key;
use sourcelint::config;
use sourcelint::document::Document;
use sourcelint::door;
use sourcelint::report::{Article, Excerpt, Failed, Keep, Run};
use sourcelint::silence::{self, Sifted};
use sourcelint::verdict::Judgement;
use std::path::{Path, PathBuf};

/// Bytes of stack a thread has: what the main thread has on most systems, since texts nest.
const STACK_BYTES: usize = 8 << 20;

/// What a run came to.
#[derive(Debug, Default)]
pub struct Checked {
    /// The sources of the run.
    pub sources: Vec<Excerpt>,
    /// What was judged, by path.
    pub articles: Vec<Article>,
    /// For each of them, which findings fail the run.
    pub fail_on: Vec<config::FailOn>,
    /// What could not be read or judged.
    pub failed: Vec<Failed>,
    /// Articles without a source that may be left out.
    pub unsourced: Vec<String>,
    /// Files that were typed and that the configuration leaves out.
    pub left_out: Vec<String>,
    /// Rule files that belong to other announcements: path and reason.
    pub skipped: Vec<(String, String)>,
    /// The configuration files, and the files and folders that they name.
    pub configured: Vec<PathBuf>,
    /// Why the next run cannot be told what this one found.
    pub uncached: Option<String>,
}

impl Checked {
    /// As the reports read it.
    pub fn run(&self) -> Run<'_> {
        Run { sources: &self.sources, articles: &self.articles, failed: &self.failed }
    }

    /// Whether any finding is loud enough to fail the run: as `given` has it, else as the
    /// configuration of each article has it.
    pub fn any_fails(&self, given: Option<FailOn>) -> bool {
        let given = given.map(FailOn::meant);
        let fails = |(article, own): (&Article, &config::FailOn)| {
            let fail_on = given.unwrap_or(*own);
            article.findings.iter().any(|finding| fail_on.fails(finding.severity))
        };
        self.articles.iter().zip(&self.fail_on).any(fails)
    }

    /// Says which articles and rule files were left out; rule files that are many only if `each`.
    pub fn tell_left_out(&self, each: bool, terminal: &Terminal) {
        if each || self.skipped.len() == 1 {
            for (path, reason) in &self.skipped {
                terminal.note(&format!("not used: {path}: {reason}"));
            }
        } else if !self.skipped.is_empty() {
            let count = self.skipped.len();
            terminal.note(&format!("{count} rule files not used: check --verbose lists them"));
        }
        for path in &self.unsourced {
            terminal.note(&format!("not checked: {path}: no source"));
        }
        for path in self.left_out.iter().filter(|_| each) {
            terminal.note(&format!("not checked: {path}: the configuration leaves it out"));
        }
        if self.articles.is_empty() && !self.left_out.is_empty() && self.unsourced.is_empty() {
            terminal.note("nothing to check: no file that was named is an article");
        }
        self.uncached.iter().for_each(|trouble| terminal.note(trouble));
    }
}

/// What a rule file that does not fit its source does to a run. The verdicts without it would be
/// others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// Nothing is judged: a gate is not half open.
    EndsTheRun,
    /// The articles held against that source are not judged, those of other sources are.
    LosesArticles,
}

/// Judges what `scope` names, and keeps of it what `keep` asks for.
///
/// # Errors
/// What left nothing that could be judged.
pub fn judged(
    scope: &Scope,
    configs: Configs,
    misfit: Misfit,
    keep: Keep,
    progress: &Progress,
) -> Result<Checked, Vec<Failed>> {
    let jobs = scope.jobs.map_or(0, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK_BYTES).build();
    let pool = pool.map_err(|error| {
        let message = format!("cannot start {jobs} jobs: {error}");
        vec![Failed { message, ..Failed::default() }]
    })?;
    pool.install(|| all(scope, configs, misfit, keep, progress))
}

fn all(
    scope: &Scope,
    mut configs: Configs,
    misfit: Misfit,
    keep: Keep,
    progress: &Progress,
) -> Result<Checked, Vec<Failed>> {
    let Looked { found, failed, left_out } = articles::articles(scope, &mut configs, progress)?;
    let configured = configs.paths();
    let mut checked = Checked { failed, left_out, configured, ..Checked::default() };
    let groups = match packs::groups(&scope.given, &configs) {
        Ok(groups) => groups,
        Err(errors) => return Err(checked.failed.into_iter().chain(errors).collect()),
    };
    let (found, among) = sources::without_sources(found, &scope.given.sources, &configs.sources());
    if scope.force_exclude {
        checked.left_out.extend(among);
    }
    let mut sets = Sets::new(&groups);
    let placed = match placed(found, scope, &configs, &mut sets, &mut checked) {
        Ok(placed) => placed,
        Err(errors) => return Err(checked.failed.into_iter().chain(errors).collect()),
    };
    let cache = Cache::of(&scope.keeping);
    let rooms =
        Rooms { scope, configs: &configs, groups: &groups, sets: &sets, cache: &cache, keep };
    match rooms.all(placed, misfit, progress, &mut checked) {
        Ok(()) => {
            let (sources, skipped) = sets.done(&cache);
            checked.sources = sources.into_iter().map(Excerpt::whole).collect();
            checked.skipped = skipped;
            checked.uncached = cache.trouble();
            Ok(checked)
        }
        Err(errors) => Err(checked.failed.into_iter().chain(errors).collect()),
    }
}

/// An article, and the sources it is held against.
type Placed = (Found, Vec<usize>);

/// The articles that have sources; what became of the others is in `checked`.
fn placed<'g>(
    found: Vec<Found>,
    scope: &Scope,
    configs: &Configs,
    sets: &mut Sets<'g>,
    checked: &mut Checked,
) -> Result<Vec<Placed>, Vec<Failed>> {
    if !scope.given.sources.is_empty() {
        let group = found.first().map_or(0, |article| article.group(&scope.given));
        sets.set(group, &scope.given.sources)?;
    }
    let mut placed = Vec::new();
    for article in found {
        match place(&article, scope, configs, sets) {
            Ok(Some(indices)) => placed.push((article, indices)),
            Ok(None) => checked.unsourced.push(article.path),
            Err(errors) => add(&mut checked.failed, errors),
        }
    }
    Ok(placed)
}

/// What several articles share is told once.
fn add(failed: &mut Vec<Failed>, errors: Vec<Failed>) {
    for error in errors {
        if !failed.contains(&error) {
            failed.push(error);
        }
    }
}

/// The sources an article is held against, read and prepared; nothing where it has none and may be
/// left out.
fn place(
    article: &Found,
    scope: &Scope,
    configs: &Configs,
    sets: &mut Sets,
) -> Result<Option<Vec<usize>>, Vec<Failed>> {
    let path = &article.path;
    let unread = |errors: Vec<Failed>, said: String| {
        let message = format!("not checked: its source{said} cannot be read");
        let because = Failed { path: path.clone(), message, next: String::new() };
        errors.into_iter().chain([because]).collect::<Vec<_>>()
    };
    let config = configs.get(article.config).map(|loaded| &loaded.config);
    let named = belongs::sources(article, &scope.given, configs, sets);
    let named = named.map_err(|errors| unread(errors, String::new()))?;
    if named.is_empty() && scope.allow_unsourced {
        return Ok(None);
    }
    if named.is_empty() {
        return Err(vec![sources::none(article, config)]);
    }
    let said = named.iter().find_map(|named| match (named.by, config) {
        (By::Glob(line), Some(config)) => Some(format!(" (see {}:{line})", config.path)),
        _ => None,
    });
    let paths: Vec<PathBuf> = named.into_iter().map(|named| named.path).collect();
    let set = sets.set(article.group(&scope.given), &paths);
    let set = set.map_err(|errors| unread(errors, said.unwrap_or_default()))?;
    Ok(Some(set.indices.clone()))
}

/// What keeps an article from being judged.
enum Stop {
    /// Its rule files.
    Rules(Vec<Failed>),
    /// Itself.
    Article(Failed),
}

/// What every article is judged with.
struct Rooms<'r> {
    scope: &'r Scope,
    configs: &'r Configs,
    groups: &'r [Group],
    sets: &'r Sets<'r>,
    cache: &'r Cache,
    keep: Keep,
}

impl Rooms<'_> {
    /// Judges all articles side by side; what became of them is in `checked`.
    fn all(
        &self,
        placed: Vec<Placed>,
        misfit: Misfit,
        progress: &Progress,
        checked: &mut Checked,
    ) -> Result<(), Vec<Failed>> {
        let judged = progress.along("judging", placed, |(article, indices)| {
            // One article that breaks the tool costs no other its findings.
            let judged = guard::caught_for(&article.path, || self.judged(&article, &indices));
            judged
                .unwrap_or_else(|failed| Err(Stop::Article(failed)))
                .map_err(|e| (article.path, e))
        });
        for judged in judged {
            match judged {
                Ok((article, fail_on)) => {
                    checked.articles.push(article);
                    checked.fail_on.push(fail_on);
                }
                Err((_, Stop::Rules(errors))) if misfit == Misfit::EndsTheRun => {
                    return Err(errors);
                }
                Err((path, Stop::Rules(errors))) => {
                    let message = "not checked: a rule file does not fit its source".into();
                    let because = Failed { path, message, ..Failed::default() };
                    add(&mut checked.failed, errors.into_iter().chain([because]).collect());
                }
                Err((_, Stop::Article(error))) => add(&mut checked.failed, vec![error]),
            }
        }
        let told = checked.left_out.len() + checked.failed.len() + checked.unsourced.len();
        if checked.articles.is_empty() && told == 0 {
            checked.failed.push(Failed {
                message: "nothing to check: every file found is a source".into(),
                next: "name the article itself".into(),
                ..Failed::default()
            });
        }
        Ok(())
    }

    /// Holds one article against its sources: findings as loud as the configuration wants them, and
    /// without those that are silenced.
    fn judged(
        &self,
        article: &Found,
        indices: &[usize],
    ) -> Result<(Article, config::FailOn), Stop> {
        let group = article.group(&self.scope.given);
        let set = self.sets.known(group, indices).expect("every article was given its set");
        let fit = set.fit(self.cache).map_err(Stop::Rules)?;
        let document = article.document().map_err(Stop::Article)?;
        let mut judgement = set.in_the_run(self.held(article, &document, set)?);
        let found = std::mem::take(&mut judgement.findings);
        let rules = silencing::rules(&self.groups[group].packs, fit);
        let today = silencing::today(self.scope);
        let Sifted { findings, silenced } = silence::silence(&document, found, &rules, today);
        judgement.findings = findings;
        let path = Path::new(&article.path);
        let judgement = self.configs.applied(article.config, path, judgement);
        let sources = set.indices.clone();
        let document = document.into_owned();
        let kept = Article::of(document, sources, judgement, silenced, self.keep);
        Ok((kept, self.configs.fail_on(article.config)))
    }

    /// What is found of one article against its sources, now or by an earlier run.
    fn held(&self, article: &Found, document: &Document, set: &Set) -> Result<Judgement, Stop> {
        let Document { path, text, .. } = document;
        let key = Key::of("article", [set.key.bytes(), path.as_bytes(), text.as_bytes()]);
        // An editor that hands over every key stroke would fill the cache with drafts.
        let cache = article.real.is_some().then_some(self.cache);
        if let Some(judgement) = cache.and_then(|cache| cache.get(key)) {
            return Ok(judgement);
        }
        let prepared = set.prepared().map_err(Stop::Rules)?;
        let judged = guard::caught(|| door::check(document, &set.documents, prepared));
        let judgement = judged.map_err(|message| {
            let (path, next) = (path.clone(), guard::NEXT.into());
            Stop::Article(Failed { path, message, next })
        })?;
        if let Some(cache) = cache {
            cache.put(key, &judgement);
        }
        Ok(judgement)
    }
}
