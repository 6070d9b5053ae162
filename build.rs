//! Compiles the words under `rules/words/` and the table of Chinese scripts into the binary.
//!
//! The words become a finite-state map from a folded word to its concepts, so that nothing is
//! parsed or built when the program starts. And gives the build a name of its own, by which the
//! cache knows verdicts that another build made.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs, path::Path};

#[allow(dead_code)]
#[path = "src/fold.rs"]
mod fold;

/// What `fold.rs` asks of the crate, answered from the dictionary itself.
mod script {
    use super::*;
    use std::sync::OnceLock;

    static TABLE: OnceLock<HashMap<char, char>> = OnceLock::new();

    pub fn simplified(c: char) -> char {
        let table = TABLE.get_or_init(|| super::pairs().into_iter().collect());
        table.get(&c).copied().unwrap_or(c)
    }
}

/// One table of a lexicon file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    capitals: Vec<String>,
    #[serde(default)]
    is: String,
    #[serde(default)]
    opposite: String,
    #[serde(default)]
    frame: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    value: Option<toml::Value>,
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/fold.rs");
    println!("cargo::rerun-if-changed=rules/words");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    let mut table = String::from("static SIMPLIFIED: &[(char, char)] = &[\n");
    for (from, to) in pairs() {
        writeln!(table, "({from:?}, {to:?}),").expect("a String can be written");
    }
    table.push_str("];\n");
    fs::write(out.join("script.rs"), table).expect("OUT_DIR can be written");
    lexicon(out);
    dictionary(out);
    println!("cargo::rustc-env=SOURCELINT_BUILD={}", build());
}

/// What a verdict can depend on, hashed: the code, the words, and the versions of what is built in.
/// No clock and no path, so that the same release is the same build everywhere.
fn build() -> String {
    let mut files = Vec::new();
    for root in ["Cargo.toml", "Cargo.lock", "build.rs", "src", "rules/words", "rules/dictionary"] {
        println!("cargo::rerun-if-changed={root}");
        gather(Path::new(root), &mut files);
    }
    files.sort();
    let mut hash = Sha256::new();
    for path in files {
        let bytes = fs::read(&path).expect("a file that was listed can be read");
        hash.update(path.to_string_lossy().replace('\\', "/"));
        hash.update([0]);
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// The files at `path` and below; a packaged crate may lack some.
fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| gather(&entry.path(), files)),
        Err(_) if path.is_file() => files.push(path.to_path_buf()),
        Err(_) => {}
    }
}

/// The rows of a table of words and glosses, folded and sorted.
fn glosses(path: &str) -> BTreeMap<String, String> {
    println!("cargo::rerun-if-changed={path}");
    let table = fs::read_to_string(path).expect("the dictionary is there");
    let rows = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    rows.map(|(word, glosses)| (fold::folded(word), glosses.to_owned())).collect()
}

/// Compiles the bilingual dictionary: a map from a word to the place of its glosses in a text, the
/// same for single characters, and the English words of all glosses.
fn dictionary(out: &Path) {
    let rows = glosses("rules/dictionary/cedict.tsv");
    let single = glosses("rules/dictionary/single.tsv");
    let mut english: BTreeSet<&str> = BTreeSet::new();
    for glosses in rows.values().chain(single.values()) {
        let word = |w: &&str| w.chars().all(|c| c.is_ascii_lowercase());
        english.extend(glosses.split(';').filter(word));
    }
    let set = fst::Set::from_iter(english).expect("a BTreeSet is sorted");
    write_dictionary(out, "cedict", &rows);
    write_dictionary(out, "single", &single);
    fs::write(out.join("english.fst"), set.as_fst().as_bytes()).expect("OUT_DIR can be written");
}

fn write_dictionary(out: &Path, name: &str, rows: &BTreeMap<String, String>) {
    let mut map = fst::MapBuilder::memory();
    let mut text = String::new();
    for (word, glosses) in rows {
        map.insert(word, text.len() as u64).expect("a BTreeMap is sorted");
        text.push_str(glosses);
        text.push('\n');
    }
    fs::write(out.join(format!("{name}.fst")), map.into_inner().expect("written to memory"))
        .expect("OUT_DIR can be written");
    fs::write(out.join(format!("{name}.txt")), text).expect("OUT_DIR can be written");
}

/// The characters whose simplified form is another single character, sorted.
fn pairs() -> Vec<(char, char)> {
    let opencc = OpenCC::from_config(BuiltinConfig::T2s).expect("the dictionary is built in");
    let mut pairs = Vec::new();
    for c in ('\u{3400}'..='\u{9fff}').chain('\u{f900}'..='\u{faff}') {
        let simple = opencc.convert(&c.to_string());
        let mut chars = simple.chars();
        if let (Some(s), None) = (chars.next(), chars.next())
            && s != c
        {
            pairs.push((c, s));
        }
    }
    pairs
}

/// Every entry of every lexicon file: its category, its id, and what stands there.
fn entries() -> Vec<(String, String, Entry)> {
    let mut files: Vec<_> = fs::read_dir("rules/words")
        .expect("rules/words is there")
        .map(|f| f.expect("rules/words can be listed").path())
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let mut concepts: Vec<(String, String, Entry)> = Vec::new();
    for path in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).expect("a lexicon file is UTF-8");
        let mut file: toml::Table =
            toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let category = file.remove("lexicon").and_then(|v| v.as_str().map(str::to_owned));
        let category = category.unwrap_or_else(|| panic!("{}: no `lexicon =`", path.display()));
        file.remove("about");
        let mut ids: Vec<String> = file.keys().cloned().collect();
        ids.sort();
        for id in ids {
            let value = file.remove(&id).expect("listed above");
            let entry: Entry =
                value.try_into().unwrap_or_else(|e| panic!("{}: [{id}]: {e}", path.display()));
            concepts.push((category.clone(), id, entry));
        }
    }
    concepts
}

/// Reads every lexicon file; writes `words.fst`, `lexicon.rs` with the concepts and senses, and
/// `particle.rs`.
fn lexicon(out: &Path) {
    // Particles are looked up by their spelling and are no words of the map, lest they cut tokens.
    let (little, concepts): (Vec<_>, Vec<_>) =
        entries().into_iter().partition(|(category, _, _)| category == "particle");
    particles(out, &little);
    let index: HashMap<(String, String), usize> =
        concepts.iter().enumerate().map(|(i, (c, id, _))| ((c.clone(), id.clone()), i)).collect();
    assert_eq!(index.len(), concepts.len(), "a concept id stands twice in one category");
    let mut words: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (i, (category, _, entry)) in concepts.iter().enumerate() {
        for word in spellings(category, entry) {
            words.entry(word).or_default().insert(i);
        }
    }
    let mut code = String::from("pub(crate) static CONCEPTS: &[Concept] = &[\n");
    for (category, id, entry) in &concepts {
        let find = |other: &str| {
            if other.is_empty() {
                return "None".to_owned();
            }
            match index.get(&(category.clone(), other.to_owned())) {
                Some(i) => format!("Some(Sense({i}))"),
                None => panic!("{category}.{id} names an unknown concept `{other}`"),
            }
        };
        let value = match &entry.value {
            Some(toml::Value::Float(f)) => *f,
            Some(toml::Value::Integer(i)) => *i as f64,
            _ => 0.0,
        };
        writeln!(
            code,
            "Concept {{ category: Category::{}, id: {id:?}, is: {}, opposite: {}, frame: {:?}, kind: {:?}, value: {value:?} }},",
            camel(category), find(&entry.is), find(&entry.opposite), entry.frame, entry.kind,
        )
        .expect("a String can be written");
    }
    code.push_str("];\npub(crate) static SENSES: &[&[Sense]] = &[\n");
    let mut map = fst::MapBuilder::memory();
    for (n, (word, senses)) in words.iter().enumerate() {
        map.insert(word, n as u64).expect("a BTreeMap is sorted");
        let list: Vec<String> = senses.iter().map(|s| format!("Sense({s})")).collect();
        writeln!(code, "&[{}],", list.join(", ")).expect("a String can be written");
    }
    code.push_str("];\n");
    // Names such as US and WHO are words when they are not in capitals.
    let capitals: BTreeSet<String> =
        concepts.iter().flat_map(|(_, _, e)| &e.capitals).map(|w| fold::folded(w)).collect();
    let capitals: Vec<&String> = capitals.iter().collect();
    writeln!(code, "static CAPITALS: &[&str] = &{capitals:?};").expect("a String can be written");
    fs::write(out.join("lexicon.rs"), code).expect("OUT_DIR can be written");
    fs::write(out.join("written.txt"), written(&concepts)).expect("OUT_DIR can be written");
    fs::write(out.join("words.fst"), map.into_inner().expect("written to memory"))
        .expect("OUT_DIR can be written");
}

/// The words of every concept as the files write them, a line each: the map holds them folded.
fn written(concepts: &[(String, String, Entry)]) -> String {
    let line = |(_, _, e): &(String, String, Entry)| {
        let words: Vec<&str> =
            e.en.iter().chain(&e.nouns).chain(&e.zh).map(String::as_str).collect();
        words.join("\t") + "\n"
    };
    concepts.iter().map(line).collect()
}

/// Writes the particles: an enum of their ids, and for each spelling the particles it can be.
fn particles(out: &Path, entries: &[(String, String, Entry)]) {
    let mut code = String::from(
        "/// A little word of `rules/words/particle.toml`, by its id there.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\npub enum Particle {\n",
    );
    let mut table = String::from(
        "/// The spellings of each particle, the longest first.\nstatic PARTICLES: &[&[&str]] = &[\n",
    );
    for (category, id, entry) in entries {
        let mut all: Vec<String> = spellings(category, entry).into_iter().collect();
        let list: Vec<String> = all.iter().map(|word| format!("`{word}`")).collect();
        writeln!(code, "/// {}\n{},", list.join(" "), camel(id)).expect("a String can be written");
        all.sort_by_key(|word| std::cmp::Reverse(word.len()));
        writeln!(table, "&{all:?},").expect("a String can be written");
    }
    code.push_str("}\n");
    code.push_str(&table);
    code.push_str("];\n");
    fs::write(out.join("particle.rs"), code).expect("OUT_DIR can be written");
}

/// Every spelling of an entry, folded.
fn spellings(category: &str, entry: &Entry) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for word in &entry.en {
        let word = fold::folded(word);
        match category {
            "verb" => all.extend(verb_forms(&word)),
            "noun" => all.extend([plural(&word), word]),
            _ => {
                all.insert(word);
            }
        }
    }
    for word in &entry.verbs {
        all.extend(verb_forms(&fold::folded(word)));
    }
    for word in &entry.nouns {
        let word = fold::folded(word);
        all.extend([plural(&word), word]);
    }
    all.extend(entry.forms.iter().chain(&entry.zh).chain(&entry.capitals).map(|w| fold::folded(w)));
    let joined: Vec<String> = all
        .iter()
        .flat_map(|w| match (w.contains(' '), w.contains('-')) {
            (true, false) if w.matches(' ').count() == 1 => vec![w.replace(' ', "-")],
            (false, true) => vec![w.replace('-', " ")],
            _ => vec![],
        })
        .collect();
    all.extend(joined);
    all.retain(|w| !w.is_empty());
    all
}

/// `give up` becomes gives up, giving up, gived up: the odd ones are harmless.
fn verb_forms(verb: &str) -> Vec<String> {
    let (head, tail) = match verb.split_once(' ') {
        Some((head, tail)) => (head, format!(" {tail}")),
        None => (verb, String::new()),
    };
    let stem = head.strip_suffix('e').filter(|s| !s.ends_with('e')).unwrap_or(head);
    let y = head.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let past = match y {
        Some(s) => format!("{s}ied"),
        None => format!("{stem}ed"),
    };
    let mut forms = vec![head.to_owned(), plural(head), past, format!("{stem}ing")];
    let tail_letters: Vec<char> = head.chars().rev().take(3).collect();
    let vowel = |c: &char| "aeiou".contains(*c);
    if let [last, mid, first] = tail_letters[..]
        && !vowel(&last)
        && !"wxy".contains(last)
        && vowel(&mid)
        && !vowel(&first)
    {
        forms.extend([format!("{head}{last}ed"), format!("{head}{last}ing")]);
    }
    forms.iter().map(|f| format!("{f}{tail}")).collect()
}

/// The regular plural, which is also a verb's third person.
fn plural(word: &str) -> String {
    let y = word.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    match y {
        Some(s) => format!("{s}ies"),
        None if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        None => format!("{word}s"),
    }
}

/// `no-longer` becomes `NoLonger`.
fn camel(word: &str) -> String {
    word.split('-')
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
        })
        .collect()
}
