//! The first rule file of an announcement: what was read of it, as facts with caveats and examples.
//!
//! Nothing here is trusted: the file is loaded and tried as any rule file is, and what does not come
//! out as it says is left out.

mod about;
mod pick;
mod sheet;
mod tie;
mod vary;
mod words;
mod write;

use crate::document::{Document, PassageId, PassageKind};
use crate::door::{self, PackError, Prepared};
use crate::extract;
use crate::parse;
use crate::rule::{Mark, Pack, pin};
use crate::span::Lines;
use crate::vocabulary::Vocabulary;
use pick::Pick;
use sheet::{Caveat, Example, Fact, Sheet};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::slice;
use tie::{Counts, Tied};

/// More facts are no file that a person goes through.
const FACTS_MAX: usize = 80;

/// Changed examples that are kept for a fact, and of those for one slot.
const CHANGED_MAX: usize = 3;
const CHANGED_OF_SLOT_MAX: usize = 1;

/// Changes of one slot that are tried for a fact.
const TRIED_OF_SLOT_MAX: usize = 4;

/// A first rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The file.
    pub text: String,
    /// How many facts are pinned in it.
    pub facts: usize,
    /// How many caveats hang on them.
    pub caveats: usize,
    /// How many examples are in it; all pass.
    pub examples: usize,
}

/// Writes the first rule file of `source`, which `door::read_source` read; `id` is its short name,
/// where the caller has one. Nothing comes of an announcement that states no value.
///
/// The file loads, and its examples pass against `source` and without it.
pub fn draft(source: &Document, id: Option<&str>) -> Option<Draft> {
    let statements = extract::extract(source, &Vocabulary::default());
    let mut found = pick::picks(source, &statements).into_iter();
    let here = found.by_ref().filter(|pick| is_pinned_here(pick, source));
    let picks: Vec<Pick> = here.take(FACTS_MAX).collect();
    let more = found.count();
    let mut counts = Counts::new();
    for term in statements.iter().flat_map(|s| &s.terms) {
        *counts.entry(*term).or_default() += 1;
    }
    let facts = facts(source, &picks, &counts);
    let tied: Vec<bool> = facts.iter().map(|f| !f.caveats.is_empty()).collect();
    let mut head = about::head(source, id, &statements, &picks, &tied);
    head.more = more;
    let mut sheet = Sheet { head, facts };
    without_stray_caveats(&mut sheet, source);
    without_eager_caveats(&mut sheet, source);
    without_failing_examples(&mut sheet, source);
    sheet.facts.retain(|fact| fact.is_sure || fact.examples.iter().any(is_changed));
    renumber(&mut sheet);
    without_failing_examples(&mut sheet, source);
    (!sheet.facts.is_empty()).then(|| Draft {
        text: write::write(&sheet),
        facts: sheet.facts.len(),
        caveats: sheet.facts.iter().map(|f| f.caveats.len()).sum(),
        examples: sheet.facts.iter().map(|f| f.examples.len()).sum(),
    })
}

/// Whether a rule file's quote of these words is looked up where they were read.
fn is_pinned_here(pick: &Pick, source: &Document) -> bool {
    let pinned = pin::pin(pick.text(&pick.quote), source);
    pinned.is_ok_and(|place| place.passage == pick.id && place.range.start <= pick.quote.start)
}

fn facts(source: &Document, picks: &[Pick], counts: &Counts) -> Vec<Fact> {
    let lines = Lines::of(&source.text);
    let mut facts: Vec<Fact> = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    for (at, pick) in picks.iter().enumerate() {
        let id = about::fact_id(source, pick, at, &ids);
        let mut tied = tie::caveats(picks, at, &id, counts);
        ids.push(id.clone());
        for one in &mut tied {
            one.caveat.id = about::free(&one.caveat.id, &ids);
            ids.push(one.caveat.id.clone());
        }
        let passage = pick.words.passage;
        let heading = passage.place.headings.last().copied();
        facts.push(Fact {
            quote: pick.text(&pick.quote).to_owned(),
            line: lines.position(&source.text, passage.span(pick.quote.clone()).start).line,
            heading,
            under: heading.map(|h| under(source, h)).unwrap_or_default(),
            read: lead(source, pick).into_iter().chain(pick.read()).collect(),
            is_sure: pick.is_sure,
            examples: examples(source, pick, &id, &tied),
            caveats: tied.into_iter().map(|t| t.caveat).collect(),
            id,
        });
    }
    facts
}

/// A heading's text; the title says nothing that the head of the file does not.
fn under(source: &Document, heading: PassageId) -> String {
    let passage = source.passage(heading);
    if passage.kind == PassageKind::Heading(1) { String::new() } else { passage.text.clone() }
}

/// Every example that may come out as it says.
fn examples(source: &Document, pick: &Pick, id: &str, tied: &[Tied]) -> Vec<Example> {
    let text = &pick.words.passage.text;
    let with_caveats = tied.iter().fold(pick.sentence.clone(), |all, one| {
        all.start.min(one.range.start)..all.end.max(one.range.end)
    });
    let lead = lead(source, pick);
    let article = |words: &str| match &lead {
        Some(lead) => words::sentence(&format!("{lead}: {words}")),
        None => words::sentence(words),
    };
    let by = || Some(id.to_owned());
    let mut examples = Vec::new();
    let mut tries: BTreeMap<&str, usize> = BTreeMap::new();
    for change in vary::changes(pick, &source.text) {
        let count = tries.entry(change.slot).or_default();
        *count += 1;
        if TRIED_OF_SLOT_MAX < *count {
            continue;
        }
        let (article, expect) =
            (article(&vary::edited(text, &with_caveats, &change.edits)), change.expect);
        let note = note(pick, change.slot, &change.edits);
        examples.push(Example { tries: change.slot, note, article, expect, by: by() });
    }
    for one in tied.iter().filter(|t| t.is_apart) {
        let by = Some(one.caveat.id.clone());
        let (article, note) = (article(pick.text(&pick.quote)), "without its caveat".to_owned());
        examples.push(Example { tries: "caveat", note, article, expect: "omitted", by });
    }
    let (article, note) = (article(pick.text(&with_caveats)), "the fact itself".to_owned());
    examples.push(Example { tries: "fact", note, article, expect: "silent", by: None });
    examples
}

/// A cell or a value says little without its row or its key.
fn lead(source: &Document, pick: &Pick) -> Option<String> {
    let place = &pick.words.passage.place;
    let row = place.row.map(|row| source.passage(row).text.clone());
    let named = row.or_else(|| place.keys.last().cloned())?;
    let named: String = named.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    Some(named.trim().to_owned()).filter(|named| !named.is_empty())
}

/// `quantity: £260 million for £340 million`, in short.
fn note(pick: &Pick, slot: &str, edits: &[(Range<usize>, String)]) -> String {
    let edit = |(place, with): &(Range<usize>, String)| {
        let with = if with.is_empty() { "nothing" } else { with };
        format!("“{with}” for “{}”", pick.text(place))
    };
    format!("{slot}: {}", edits.iter().map(edit).collect::<Vec<_>>().join(", "))
}

fn is_changed(example: &Example) -> bool {
    !matches!(example.tries, "caveat" | "fact")
}

/// The sheet as it is loaded; none where it has no fact, which no rule file may lack.
fn load(sheet: &Sheet) -> Option<Pack> {
    if sheet.facts.is_empty() {
        return None;
    }
    let file = (format!("{}.toml", sheet.head.id), write::write(sheet));
    door::load_packs(slice::from_ref(&file)).expect("what is written here can be read").pop()
}

/// An announcement leaves out none of its own caveats: one that it seems to leave out would be asked
/// for where it does not belong. It is looked for further away, else it goes.
fn without_stray_caveats(sheet: &mut Sheet, source: &Document) {
    for within in ["section", "article"] {
        let stray = stray(sheet, source);
        for fact in &mut sheet.facts {
            for caveat in fact.caveats.iter_mut().filter(|c| stray.contains(&c.id)) {
                caveat.within = "article";
            }
            if within == "article" {
                fact.caveats.retain(|c| !stray.contains(&c.id));
                let gone = |e: &Example| e.by.as_ref().is_some_and(|by| stray.contains(by));
                fact.examples.retain(|e| !gone(e));
            }
        }
    }
}

/// The ids of the caveats that the source itself is said to leave out.
fn stray(sheet: &Sheet, source: &Document) -> HashSet<String> {
    bare(sheet, source).map(|bare| asked_for(source, source, &bare)).unwrap_or_default()
}

/// The sheet without its examples, ready to check with.
fn bare(sheet: &Sheet, source: &Document) -> Option<Prepared> {
    let facts = sheet.facts.iter().map(|f| Fact { examples: Vec::new(), ..f.clone() });
    let bare = Sheet { head: sheet.head.clone(), facts: facts.collect() };
    prepare(source, load(&bare)?).ok()
}

/// The ids of the caveats that an article is said to leave out.
fn asked_for(article: &Document, source: &Document, prepared: &Prepared) -> HashSet<String> {
    let judgement = door::check(article, slice::from_ref(source), prepared);
    let ids = judgement.findings.iter().filter_map(|f| f.id.split_once('/'));
    ids.map(|(_, id)| id.to_owned()).collect()
}

/// A caveat that is asked for beside a fact that is not its own asks too often: the small ones go,
/// the others become notes that say so.
fn without_eager_caveats(sheet: &mut Sheet, source: &Document) {
    let Some(bare) = bare(sheet, source) else { return };
    let mut eager: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for fact in &sheet.facts {
        let Some(itself) = fact.examples.iter().find(|e| e.expect == "silent") else { continue };
        let article = parse::read("example.md", itself.article.clone());
        for id in asked_for(&article, source, &bare) {
            if !fact.caveats.iter().any(|c| c.id == id) {
                eager.entry(id).or_default().push(fact.id.clone());
            }
        }
    }
    for fact in &mut sheet.facts {
        let gone = |c: &Caveat| c.level == "may" && eager.contains_key(&c.id);
        let ids: HashSet<String> =
            fact.caveats.iter().filter(|c| gone(c)).map(|c| c.id.clone()).collect();
        fact.caveats.retain(|c| !gone(c));
        fact.examples.retain(|e| e.by.as_ref().is_none_or(|by| !ids.contains(by)));
        for caveat in &mut fact.caveats {
            if let Some(facts) = eager.get(&caveat.id) {
                caveat.level = "may";
                caveat.also.clone_from(facts);
            }
        }
    }
}

fn prepare(source: &Document, pack: Pack) -> Result<Prepared, Vec<PackError>> {
    door::prepare(slice::from_ref(source), vec![pack])
}

/// Tries all examples, against the source and against the quotes alone, and keeps a few that pass.
fn without_failing_examples(sheet: &mut Sheet, source: &Document) {
    for sources in [slice::from_ref(source), &[]] {
        without_unpinned(sheet, sources);
        let Some(pack) = load(sheet) else { return };
        let marks: Vec<Mark> = pack.examples.iter().map(|e| e.mark).collect();
        let failing = faults(sources, pack);
        let mut fails = marks.iter().map(|mark| failing.contains(&(mark.line, mark.column)));
        for fact in &mut sheet.facts {
            // Examples stand in the file as they stand here.
            fact.examples.retain(|_| !fails.next().unwrap_or(true));
        }
    }
    sheet.facts.iter_mut().for_each(|fact| few(&mut fact.examples));
}

/// Drops facts whose words, or whose caveats' words, are not found: alone, at the beginning of a
/// text, a mark of the page may mean something else.
fn without_unpinned(sheet: &mut Sheet, sources: &[Document]) {
    let Some(pack) = load(sheet) else { return };
    let marks: Vec<(String, Mark)> = pack.facts.iter().map(|f| (f.id.clone(), f.mark)).collect();
    let tied: Vec<(String, Mark)> = pack.caveats.iter().map(|c| (c.of.clone(), c.mark)).collect();
    let unpinned = faults(sources, Pack { examples: Vec::new(), ..pack });
    let lost = |(_, mark): &&(String, Mark)| unpinned.contains(&(mark.line, mark.column));
    let lost: HashSet<&String> = marks.iter().chain(&tied).filter(lost).map(|(id, _)| id).collect();
    sheet.facts.retain(|fact| !lost.contains(&fact.id));
}

/// The lines and columns of what is wrong with a pack.
fn faults(sources: &[Document], pack: Pack) -> HashSet<(usize, usize)> {
    let faults = door::prepare(sources, vec![pack]).err().unwrap_or_default();
    faults.iter().map(|e| (e.line, e.column)).collect()
}

/// Numbers the facts that have a number for a name as they now stand in the file.
fn renumber(sheet: &mut Sheet) {
    let mut names: Vec<(String, String)> = Vec::new();
    for (at, fact) in sheet.facts.iter_mut().enumerate() {
        let Some(old) = (at..FACTS_MAX).map(about::numbered).find(|n| fact.id.starts_with(n))
        else {
            continue;
        };
        let new = about::numbered(at);
        let rename = |id: &mut String| *id = id.replacen(&old, &new, 1);
        let before = fact.id.clone();
        rename(&mut fact.id);
        names.push((before, fact.id.clone()));
        fact.caveats.iter_mut().for_each(|caveat| rename(&mut caveat.id));
        fact.examples.iter_mut().filter_map(|e| e.by.as_mut()).for_each(rename);
    }
    let caveats = sheet.facts.iter_mut().flat_map(|f| &mut f.caveats);
    for also in caveats.flat_map(|c| &mut c.also) {
        if let Some((_, new)) = names.iter().find(|(old, _)| old == also) {
            also.clone_from(new);
        }
    }
}

/// The first changed examples of each slot, and the others.
fn few(examples: &mut Vec<Example>) {
    let mut all = 0;
    let mut by_slot: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seen: HashSet<String> = HashSet::new();
    // Two changes may come to the same words.
    examples.retain(|example| seen.insert(example.article.clone()));
    examples.retain(|example| {
        if !is_changed(example) {
            return true;
        }
        let count = by_slot.entry(example.tries).or_default();
        let keep = *count < CHANGED_OF_SLOT_MAX && all < CHANGED_MAX;
        *count += usize::from(keep);
        all += usize::from(keep);
        keep
    });
}
