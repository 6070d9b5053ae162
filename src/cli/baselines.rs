//! `--baseline FILE`, `--write-baseline` and `--prune-baseline`: the file, and the paths in it.

use super::args::Check;
use super::files::{self, failed};
use sourcelint::report::{Article, Failed};
use sourcelint::silence::baseline::{Baseline, Entry};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The baseline of a run.
pub struct Given {
    path: PathBuf,
    baseline: Baseline,
}

/// Reads the baseline that `args` names, before anything is checked.
pub fn given(args: &Check) -> Result<Option<Given>, Vec<Failed>> {
    let Some(path) = &args.baseline else { return Ok(None) };
    // Whoever writes one may not have one yet.
    let first = args.write_baseline && !path.exists();
    let baseline = match first {
        true => Baseline::default(),
        false => files::text(path).and_then(|text| read(path, &text)).map_err(|mut e| {
            if !path.exists() {
                e.next = "--write-baseline writes it".into();
            }
            vec![e]
        })?,
    };
    Ok(Some(Given { path: path.clone(), baseline }))
}

fn read(path: &Path, text: &str) -> Result<Baseline, Failed> {
    Baseline::read(text).map_err(|message| failed(path, message, "write it anew: remove it first"))
}

impl Given {
    /// Takes out of the findings what is known; gives notes for people.
    pub fn hold(&self, articles: &mut [Article]) -> Vec<String> {
        let stale = self.held(articles);
        let told = stale.iter().map(|entry| told(entry, &self.path, "no longer found"));
        told.map(|note| note + "; --prune-baseline drops it").collect()
    }

    /// As `hold`, and writes the file without the entries that do not occur any more.
    pub fn prune(mut self, articles: &mut [Article]) -> Result<Vec<String>, Failed> {
        let stale = self.held(articles);
        if !stale.is_empty() {
            self.baseline = self.baseline.without(&stale);
            files::write(&self.path, self.baseline.text().as_bytes())?;
        }
        let dropped = stale.iter().map(|entry| told(entry, &self.path, "dropped"));
        Ok(dropped.chain([self.count()]).collect())
    }

    /// Takes out of the findings what is known; gives the entries that do not occur any more.
    fn held(&self, articles: &mut [Article]) -> Vec<Entry> {
        let mut stale = Vec::new();
        for article in articles {
            let found = std::mem::take(&mut article.findings);
            let held = self.baseline.hold(&self.key(&article.text.path), found);
            article.findings = held.new;
            article.silenced.extend(held.known);
            stale.extend(held.stale);
        }
        stale.extend(self.baseline.gone(|path| self.is_gone(path)).cloned());
        stale
    }

    fn count(&self) -> String {
        let (path, count) = (files::shown(&self.path), self.baseline.count());
        let noun = if count == 1 { "finding" } else { "findings" };
        format!("{path} holds {count} {noun} now")
    }

    /// Writes what was found as the new baseline, and takes it all out of the findings.
    pub fn write(mut self, articles: &mut [Article]) -> Result<Vec<String>, Failed> {
        let mut checked: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for article in articles.iter() {
            checked.insert(self.key(&article.text.path), article.findings.iter().collect());
        }
        let next = self.baseline.after(&checked, |path| self.is_gone(path));
        files::write(&self.path, next.text().as_bytes())?;
        self.baseline = next;
        let mut notes = self.hold(articles);
        notes.push(self.count());
        Ok(notes)
    }

    /// How an article is named in the file: from the file's folder, so that it does not matter
    /// where the tool is started.
    fn key(&self, path: &str) -> String {
        let real = (fs::canonicalize(path), fs::canonicalize(self.folder()));
        let (Ok(article), Ok(folder)) = real else { return path.to_owned() };
        let common = article.components().zip(folder.components()).take_while(|(a, b)| a == b);
        let common = common.count();
        let up = folder.components().skip(common).map(|_| "..".to_owned());
        let down = article.components().skip(common).filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        });
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    fn is_gone(&self, key: &str) -> bool {
        !key.starts_with('<') && !self.folder().join(key).exists()
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        }
    }
}

fn told(entry: &Entry, path: &Path, what: &str) -> String {
    let Entry { path: article, id, count, claim, .. } = entry;
    let times = if 1 < *count { format!(" ({count} times)") } else { String::new() };
    let file = files::shown(path);
    format!("{file}: {what}{times}: {article}: {id}: {claim}")
}
