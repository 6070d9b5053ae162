//! The sources of a run: each read once, and prepared once for every set of them that is used.

use super::articles::Found;
use super::cache::Cache;
use super::packs::Group;
use super::{files, guard};
use sourcelint::cache::{Fit, Key};
use sourcelint::config::Config;
use sourcelint::document::Document;
use sourcelint::door::{self, Prepared};
use sourcelint::report::Failed;
use sourcelint::rule::Pack;
use sourcelint::verdict::Judgement;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Sources that are used together, and the rule files for them.
pub struct Set<'p> {
    /// Which sources of the run these are.
    pub indices: Vec<usize>,
    /// The sources themselves.
    pub documents: Vec<Document>,
    /// What sources and rule files decide.
    pub key: Key,
    packs: &'p [Pack],
    fit: OnceLock<Result<Fit, Vec<Failed>>>,
    prepared: OnceLock<Result<Prepared, Vec<Failed>>>,
}

impl Set<'_> {
    /// The rule files, pinned to the sources when this is asked for first; or what is wrong with
    /// them.
    pub fn prepared(&self) -> Result<&Prepared, Vec<Failed>> {
        let prepared = self.prepared.get_or_init(|| prepare(&self.documents, self.packs.to_vec()));
        prepared.as_ref().map_err(Vec::clone)
    }

    /// Which rule files are in force; or what is wrong with them.
    pub fn fit(&self, cache: &Cache) -> Result<&Fit, Vec<Failed>> {
        let fit = self.fit.get_or_init(|| {
            let key = Key::of("fit", [self.key.bytes()]);
            if let Some(fit) = cache.get(key) {
                return Ok(fit);
            }
            let prepared = self.prepared()?;
            let used = prepared.packs.iter().map(|pinned| pinned.pack.path.clone()).collect();
            let fit = Fit { used, skipped: prepared.skipped.clone() };
            cache.put(key, &fit);
            Ok(fit)
        });
        fit.as_ref().map_err(Vec::clone)
    }

    /// A judgement whose evidence counts in the sources of the run instead of this set's; what lies
    /// past the set's end is the article itself, and stays past the end.
    pub fn in_the_run(&self, mut judgement: Judgement) -> Judgement {
        let of_findings = judgement.findings.iter_mut().flat_map(|f| &mut f.evidence);
        let of_claims = judgement.claims.iter_mut().flat_map(|c| &mut c.evidence);
        for evidence in of_findings.chain(of_claims) {
            evidence.source = self.indices.get(evidence.source).copied().unwrap_or(usize::MAX);
        }
        judgement
    }
}

/// Every source of a run and every set of them, by the rule files it is read with.
pub struct Sets<'p> {
    groups: &'p [Group],
    read: BTreeMap<(usize, PathBuf), Result<usize, Failed>>,
    sources: Vec<Document>,
    sets: BTreeMap<(usize, Vec<usize>), Set<'p>>,
}

impl<'p> Sets<'p> {
    /// No sources yet; `groups` are the rule files that articles of this run are held against.
    pub fn new(groups: &'p [Group]) -> Self {
        Sets { groups, read: BTreeMap::new(), sources: Vec::new(), sets: BTreeMap::new() }
    }

    /// The set of the sources at `paths` with the rule files of `group`, read when it is asked for
    /// first.
    pub fn set(&mut self, group: usize, paths: &[PathBuf]) -> Result<&Set<'p>, Vec<Failed>> {
        let (mut indices, mut errors) = (Vec::new(), Vec::new());
        for path in paths {
            match self.source(group, path) {
                Ok(index) if indices.contains(&index) => {}
                Ok(index) => indices.push(index),
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let (sources, packs) = (&self.sources, self.packs(group));
        let rules = self.groups.get(group).map(|group| group.key);
        Ok(self.sets.entry((group, indices.clone())).or_insert_with(|| {
            let documents: Vec<_> =
                indices.iter().filter_map(|i| sources.get(*i).cloned()).collect();
            let texts = documents.iter().flat_map(|d| [d.path.as_bytes(), d.text.as_bytes()]);
            let key = Key::of("set", rules.iter().map(Key::bytes).chain(texts));
            let (fit, prepared) = (OnceLock::new(), OnceLock::new());
            Set { indices, documents, key, packs, fit, prepared }
        }))
    }

    /// A set that was asked for before.
    pub fn known(&self, group: usize, indices: &[usize]) -> Option<&Set<'p>> {
        self.sets.get(&(group, indices.to_vec()))
    }

    /// The source at `path`, read with the rule files of `group`.
    pub fn document(&mut self, group: usize, path: &Path) -> Result<&Document, Failed> {
        let index = self.source(group, path)?;
        Ok(&self.sources[index])
    }

    fn packs(&self, group: usize) -> &'p [Pack] {
        self.groups.get(group).map_or(&[], |group| group.packs.as_slice())
    }

    fn source(&mut self, group: usize, path: &Path) -> Result<usize, Failed> {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let key = (group, real);
        if let Some(known) = self.read.get(&key) {
            return known.clone();
        }
        let source = read(path, self.packs(group)).map(|document| {
            self.sources.push(document);
            self.sources.len() - 1
        });
        self.read.insert(key, source.clone());
        source
    }

    /// The sources, and the rule files that no set could use: path and reason.
    pub fn done(self, cache: &Cache) -> (Vec<Document>, Vec<(String, String)>) {
        let fits: Vec<_> = self.sets.values().filter_map(|set| set.fit(cache).ok()).collect();
        let used: BTreeSet<&String> = fits.iter().flat_map(|fit| &fit.used).collect();
        let skipped = fits.iter().flat_map(|fit| &fit.skipped);
        let unused = skipped.filter(|(path, _)| !used.contains(path)).cloned();
        let unused: BTreeMap<String, String> = unused.collect();
        (self.sources, unused.into_iter().collect())
    }
}

/// Reads one source; a source without text cannot be held against anything.
pub fn read(path: &Path, packs: &[Pack]) -> Result<Document, Failed> {
    let name = match path == Path::new("-") {
        true => "<stdin>".to_string(),
        false => files::shown(path),
    };
    let bytes = files::bytes(path)?;
    let read = guard::caught_for(&name, || door::read_source(&name, bytes, packs))?;
    files::filled(read.map_err(|error| files::unread(&name, &error))?)
}

/// Pins rule files to sources; every error of every file comes back.
pub fn prepare(sources: &[Document], packs: Vec<Pack>) -> Result<Prepared, Vec<Failed>> {
    match guard::caught(|| door::prepare(sources, packs)) {
        Ok(Ok(prepared)) => Ok(prepared),
        Ok(Err(errors)) => Err(errors.iter().map(files::bad_rule).collect()),
        Err(message) => {
            let next = guard::NEXT.into();
            Err(vec![Failed { path: String::new(), message, next }])
        }
    }
}

/// Leaves out files that were only met in a folder and serve as a source: a source held against
/// itself says nothing. Their paths come second. `given` are those of the command line, `configured` those of the
/// configuration files.
pub fn without_sources(
    mut found: Vec<Found>,
    given: &[PathBuf],
    configured: &[PathBuf],
) -> (Vec<Found>, Vec<String>) {
    let named = found.iter().flat_map(|article| &article.sources).map(|named| &named.path);
    let sources = if given.is_empty() { named.collect() } else { given.iter().collect::<Vec<_>>() };
    let sources = sources.into_iter().chain(configured);
    let real: BTreeSet<PathBuf> = sources.filter_map(|s| fs::canonicalize(s).ok()).collect();
    let is_source =
        |a: &mut Found| a.walked && a.real.as_ref().is_some_and(|path| real.contains(path));
    let sources = found.extract_if(.., is_source).map(|article| article.path).collect();
    (found, sources)
}

/// What to do about an article without a source; `config` is the configuration file in force.
pub fn none(article: &Found, config: Option<&Config>) -> Failed {
    let next = match config {
        _ if article.addressed => {
            "save the page its `source:` names and pass it: nothing is fetched".to_string()
        }
        Some(config) => format!(
            "add it to `articles` of a [[source]] in {}, or skip it with --allow-unsourced",
            config.path
        ),
        None => "sourcelint check ARTICLE --source FILE".to_string(),
    };
    let path = &article.path;
    let message = format!(
        "no source for {path}: pass --source FILE or add `source: PATH` to its front matter"
    );
    Failed { path: path.clone(), message, next }
}
