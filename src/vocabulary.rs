//! The names and spellings that a rule file adds to the lexicon.

use crate::fold;
use crate::lexicon::{Category, Sense};
use crate::sound::{self, Sound};
use crate::span::slice;
use crate::term::Term;
use std::collections::{HashMap, HashSet};

/// Names and spellings that a rule file, or a document itself, adds to the lexicon.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vocabulary {
    words: HashMap<String, Vec<Added>>,
    starts: HashMap<char, usize>,
    /// Names in Latin letters that a source holds, as terms.
    latin: HashSet<Term>,
    /// Names that another text may spell in the other script.
    heard: Vec<Heard>,
}

/// A name by how it sounds.
#[derive(Debug, Clone, PartialEq)]
struct Heard {
    /// In Latin letters: as it is written, or in pinyin.
    letters: String,
    sound: Sound,
    term: Term,
    is_han: bool,
}

/// What an added spelling stands for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Added {
    /// What it means.
    pub senses: Vec<Sense>,
    /// What it counts as.
    pub term: Term,
    /// Whether it is a name, not a word.
    pub proper: bool,
}

impl Vocabulary {
    /// Adds a name with its spellings; an id such as `noun.license` adds to that concept.
    ///
    /// A name with a capital letter somewhere is a party's or a product's; others are words.
    pub fn add_name(&mut self, id: &str, spellings: &[String]) {
        let proper = spellings.iter().any(|s| s.chars().next().is_some_and(char::is_uppercase));
        spellings.iter().for_each(|spelling| self.add(id, spelling, proper));
    }

    /// Adds a name that the text itself makes known, standing for `term`.
    pub fn learn(&mut self, spelling: &str, term: Term) {
        if !self.words.contains_key(&fold::folded(spelling)) {
            self.insert(spelling, Added { senses: Vec::new(), term, proper: true });
        }
    }

    /// What a name that the text made known stands for.
    pub fn name(&self, spelling: &str) -> Option<Term> {
        let added = self.words.get(&fold::folded(spelling))?;
        added.iter().find(|a| a.proper).map(|a| a.term)
    }

    /// How many spellings it holds: words are never taken away.
    pub fn spellings(&self) -> usize {
        self.words.len()
    }

    /// Remembers a name in Latin letters, which another text may write in characters.
    pub fn remember(&mut self, latin: Term) {
        self.latin.insert(latin);
    }

    /// Whether a source holds the name in Latin letters.
    pub fn remembers(&self, latin: Term) -> bool {
        self.latin.contains(&latin)
    }

    /// Remembers a name of a source by its sound; `letters` are its own, or its pinyin.
    pub fn hear(&mut self, letters: String, sound: Sound, term: Term, is_han: bool) {
        if !self.heard.iter().any(|h| h.term == term && h.is_han == is_han) {
            self.heard.push(Heard { letters, sound, term, is_han });
        }
    }

    /// Whether it remembers names of that script by their sound.
    pub fn has_heard(&self, han: bool) -> bool {
        self.heard.iter().any(|h| h.is_han == han)
    }

    /// The one name of a source, in Chinese characters or not, that sounds like this one.
    pub fn sounding(&self, letters: &str, sound: &Sound, han: bool) -> Option<Term> {
        let own = || self.heard.iter().filter(|h| h.is_han == han);
        let spelled = own().find(|h| h.letters == letters);
        // Of several that sound alike, the one that is spelled most alike: Yeh Cheng-yun is 葉承昀.
        let same = own().filter(|h| h.sound.is_same(sound));
        let mut same: Vec<(usize, Term)> =
            same.map(|h| (sound::distance(&h.letters, letters), h.term)).collect();
        same.sort_by_key(|(distance, _)| *distance);
        let (best, one) = same.first().copied().unzip();
        let rival = same.iter().any(|(d, term)| Some(*d) == best && Some(*term) != one);
        spelled.map(|h| h.term).or(one.filter(|_| !rival))
    }

    fn add(&mut self, id: &str, spelling: &str, proper: bool) {
        let concept = named_concept(id);
        let senses: Vec<Sense> = concept.into_iter().collect();
        let own = || if proper { Term::name(id) } else { Term::word(&format!("name {id}")) };
        let term = concept.map_or_else(own, Term::concept);
        self.insert(spelling, Added { senses, term, proper });
    }

    fn insert(&mut self, spelling: &str, added: Added) {
        let folded = fold::folded(spelling.trim());
        let Some(first) = folded.chars().next() else { return };
        let longest = self.starts.entry(first).or_default();
        *longest = (*longest).max(folded.len());
        let list = self.words.entry(folded).or_default();
        if !list.contains(&added) {
            list.push(added);
        }
    }

    /// The longest added spelling at the start of `text`.
    pub(crate) fn longest(
        &self,
        text: &str,
        ends: impl Fn(usize) -> bool,
    ) -> Option<(usize, &[Added])> {
        let most = *self.starts.get(&text.chars().next()?)?;
        let mut best = None;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            if end > most {
                break;
            }
            if ends(end)
                && let Some(added) = self.words.get(slice(text, 0..end))
            {
                best = Some((end, added.as_slice()));
            }
        }
        best
    }
}

/// `noun.license` or the id of a lexicon name.
fn named_concept(id: &str) -> Option<Sense> {
    match id.split_once('.') {
        Some(("noun", id)) => Sense::find(Category::Noun, id),
        Some(("verb", id)) => Sense::find(Category::Verb, id),
        Some(("name", id)) => Sense::find(Category::Name, id),
        _ => Sense::find(Category::Name, id),
    }
}
