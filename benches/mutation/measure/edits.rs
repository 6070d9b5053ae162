//! Wrong sentences made from the announcement's own: each fact, each slot that was read of it, one
//! slot at a time.

use super::Edit;
use super::cases::Case;
use super::data::{ByLanguage, CaseWords, Kind, Parties, Words};
use sourcelint::document::{Passage, PassageKind};
use sourcelint::extract;
use sourcelint::slot::condition::Tie;
use sourcelint::span::{Span, slice};
use sourcelint::statement::Statement;
use sourcelint::vocabulary::Vocabulary;
use std::ops::Range;

/// Sentences with these are another's words, changed as a misquotation is; they are left out.
const QUOTE_MARKS: [char; 4] = ['“', '”', '"', '「'];

/// A place of the passage and what is put there.
type Change = (Range<usize>, String);

/// One fact under the editor's hand.
struct Desk<'a> {
    case: &'a CaseWords,
    words: &'a Words,
    fact: &'a Statement,
    /// The text of the passage.
    text: &'a str,
    /// The clauses of the fact's sentence: bytes of the passage.
    sentence: Range<usize>,
}

/// Every edit of a case, in the order of its announcement.
pub fn edits(case: &Case, known: &CaseWords, words: &Words) -> Vec<Edit> {
    let statements = extract::extract(&case.source, &Vocabulary::default());
    let mut edits: Vec<Edit> = Vec::new();
    for fact in statements.iter().filter(|s| s.is_fact()) {
        let passage = case.source.passage(fact.passage);
        let Some(sentence) = sentence(fact, &statements, passage, known) else { continue };
        let desk = Desk { case: known, words, fact, text: &passage.text, sentence };
        for (kind, changes) in desk.changes() {
            // The condition belongs to the evidence of the fact it is tied to.
            let of = changes.iter().map(|(range, _)| range.clone());
            let touched = of.map(|range| passage.span(range)).fold(fact.span, Span::cover);
            let edit = Edit {
                kind,
                case: known.name.clone(),
                lang: known.lang.clone(),
                source_lang: known.lang.clone(),
                fact: touched,
                right: desk.written(&[]),
                wrong: desk.written(&changes),
            };
            if !edits.iter().any(|e| e.wrong == edit.wrong) && edit.wrong != edit.right {
                edits.push(edit);
            }
        }
    }
    edits
}

/// The bytes of the fact's sentence, if the fact is one that can be edited: it stands in a sentence
/// that says something, and not in a heading of a section, in brackets or in a quotation.
fn sentence(
    fact: &Statement,
    statements: &[Statement],
    passage: &Passage,
    known: &CaseWords,
) -> Option<Range<usize>> {
    let beside = |s: &&Statement| s.passage == fact.passage && s.sentence == fact.sentence;
    let together: Vec<&Statement> = statements.iter().filter(beside).collect();
    let mut start = together.iter().map(|s| s.range.start).min()?;
    let end = together.iter().map(|s| s.range.end).max()?;
    if slice(&passage.text, start..end).starts_with(&known.cut) {
        start += known.cut.len();
    }
    let title = !matches!(passage.kind, PassageKind::Heading(level) if 1 < level);
    let says = together.iter().any(|s| !s.predicates.is_empty());
    let before = slice(&passage.text, 0..fact.range.start);
    let own = !slice(&passage.text, start..end).contains(QUOTE_MARKS);
    let fits = title && says && own && start <= fact.range.start && !before.ends_with(['(', '（']);
    fits.then_some(start..end)
}

impl Desk<'_> {
    /// Every edit of the fact: its kind, and what is put where.
    fn changes(&self) -> Vec<(Kind, Vec<Change>)> {
        let mut found = Vec::new();
        for kind in Kind::ALL {
            match kind {
                Kind::Entity => {
                    let swapped = self.case.party.iter().filter_map(|p| self.entity(p));
                    found.extend(swapped.map(|changes| (kind, changes)));
                }
                Kind::Direction => {
                    let turned = self.case.party.iter().filter_map(|p| self.turned(p));
                    found.extend(turned.map(|changes| (kind, changes)));
                }
                Kind::Condition => found.extend(self.dropped().map(|c| (kind, vec![c]))),
                Kind::Negation => {
                    let first = self.swapped(kind, self.fact.range.clone());
                    found.extend(first.map(|c| (kind, vec![c])));
                }
                Kind::Number | Kind::Period => {
                    for place in self.places(kind) {
                        let digits = self.digits(kind, place.clone());
                        let word = self.swapped(kind, place);
                        let word = word.filter(|_| kind == Kind::Period || digits.is_none());
                        found.extend(digits.into_iter().chain(word).map(|c| (kind, vec![c])));
                    }
                }
                _ => {
                    let places = self.places(kind).into_iter();
                    let swapped = places.filter_map(|place| self.swapped(kind, place));
                    found.extend(swapped.map(|c| (kind, vec![c])));
                }
            }
        }
        found
    }

    /// Where the slots of a kind stand.
    fn places(&self, kind: Kind) -> Vec<Range<usize>> {
        let fact = self.fact;
        let quantities = fact.quantities.iter().map(|q| q.range.clone());
        let times = fact.times.iter().map(|t| t.range.clone());
        let predicates = fact.predicates.iter().map(|(_, range)| range.clone());
        match kind {
            Kind::Number | Kind::Unit => quantities.collect(),
            Kind::Period => times.collect(),
            Kind::Bound => {
                let limit = fact.limit.iter().map(|(_, range)| range.clone());
                quantities.chain(times).chain(limit).collect()
            }
            Kind::Antonym => {
                // "Will not fall" does not exclude "will not rise".
                let said = fact.predicates.iter().filter(|(polar, _)| polar.holds);
                let said = said.map(|(_, range)| range.clone());
                said.chain(fact.changes.iter().map(|c| c.range.clone())).collect()
            }
            Kind::Exclusivity => fact.exclusivity.iter().map(|e| e.range.clone()).collect(),
            // "Has paid if ..." is no sentence.
            Kind::Aspect if fact.condition.is_some() => Vec::new(),
            Kind::Aspect => {
                let aspect = fact.aspect.iter().map(|(_, range)| range.clone());
                let modality = fact.modality.iter().map(|(_, range)| range.clone());
                aspect.chain(modality).chain(predicates).collect()
            }
            Kind::Entity | Kind::Direction | Kind::Condition | Kind::Negation => Vec::new(),
        }
    }

    /// The first line of the data whose words stand at `place`, at least in part.
    fn swapped(&self, kind: Kind, place: Range<usize>) -> Option<Change> {
        let fits = |[from, to]: &[String; 2]| {
            let mut there = self.found(from);
            let at = there.find(|at| at.start < place.end && place.start < at.end)?;
            Some((at, to.clone()))
        };
        self.words.swaps(kind, &self.case.lang).iter().find_map(fits)
    }

    /// Where words stand in the fact, as whole words.
    fn found<'s>(&'s self, words: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
        let from = self.fact.range.start;
        let clause = slice(self.text, self.fact.range.clone());
        clause.match_indices(words).map(move |(at, _)| from + at..from + at + words.len()).filter(
            |at| {
                let before = slice(self.text, 0..at.start).chars().next_back();
                let after = slice(self.text, at.end..self.text.len()).chars().next();
                !runs_on(before, words.chars().next()) && !runs_on(words.chars().next_back(), after)
            },
        )
    }

    /// The first number at `place` with another first digit; or the first year with the next one.
    fn digits(&self, kind: Kind, place: Range<usize>) -> Option<Change> {
        let words = slice(self.text, place.clone());
        let at = words.find(|c: char| c.is_ascii_digit());
        if kind == Kind::Period {
            let runs = words.split(|c: char| !c.is_ascii_digit());
            let year = runs.into_iter().find(|run| run.len() == 4)?;
            let at = place.start + words.find(year)?;
            let next = year.parse::<u32>().ok()? + 1;
            return Some((at..at + 4, next.to_string()));
        }
        let at = place.start + at?;
        let digit = slice(self.text, at..at + 1).parse::<u8>().ok()?;
        let other = if digit <= 7 { digit + 2 } else { digit - 3 };
        Some((at..at + 1, other.to_string()))
    }

    /// One party for the other, where the fact does not name the other.
    fn entity(&self, parties: &Parties) -> Option<Vec<Change>> {
        let here = self.named(&parties.from, &parties.to);
        let other = self.named(&parties.to, &parties.from);
        (!here.is_empty() && other.is_empty()).then_some(here)
    }

    /// The two parties of a fact in each other's place, unless they are joined to one subject.
    fn turned(&self, parties: &Parties) -> Option<Vec<Change>> {
        let here = self.named(&parties.from, &parties.to);
        let other = self.named(&parties.to, &parties.from);
        if here.is_empty() || other.is_empty() {
            return None;
        }
        let joined = self.of(&self.words.joined);
        let join = |x: &Change, y: &Change| {
            let between = slice(self.text, x.0.end..y.0.start.max(x.0.end));
            joined.iter().any(|words| words == between)
        };
        let one = here.iter().any(|x| other.iter().any(|y| join(x, y) || join(y, x)));
        (!one).then(|| here.into_iter().chain(other).collect())
    }

    /// Words of the data in the announcement's language.
    fn of<'w>(&self, by: &'w ByLanguage<Vec<String>>) -> &'w [String] {
        by.get(&self.case.lang).map_or(&[], Vec::as_slice)
    }

    /// Every place of the fact that names a party, with the other's name.
    fn named(&self, party: &[String], other: &[String]) -> Vec<Change> {
        let mut found: Vec<Change> = Vec::new();
        for (from, to) in party.iter().zip(other) {
            for at in self.found(from) {
                if !found.iter().any(|(taken, _)| taken.start < at.end && at.start < taken.end) {
                    found.push((at, to.clone()));
                }
            }
        }
        found
    }

    /// The sentence's condition, with the comma that parts it from the rest.
    fn dropped(&self) -> Option<Change> {
        let condition = self.fact.condition.as_ref()?;
        let Range { start, end } = condition.range.clone();
        let inside = self.sentence.start <= start && end <= self.sentence.end;
        if !inside || !matches!(condition.tie, Tie::If | Tie::Unless) {
            return None;
        }
        let parting = |c: char| c.is_whitespace() || [',', '，', ';'].contains(&c);
        let before = slice(self.text, self.sentence.start..start);
        let after = slice(self.text, end..self.sentence.end);
        let kept = before.trim_end_matches(parting);
        if kept.is_empty() {
            let gap = after.len() - after.trim_start_matches(parting).len();
            return Some((self.sentence.start..end + gap, String::new()));
        }
        let dangling = self.of(&self.words.dangling).iter().any(|words| kept.ends_with(words));
        (!dangling).then(|| (self.sentence.start + kept.len()..end, String::new()))
    }

    /// The sentence with the changes made.
    fn written(&self, changes: &[Change]) -> String {
        let mut changes = changes.to_vec();
        changes.sort_by_key(|(at, _)| at.start);
        let mut text = String::new();
        let mut from = self.sentence.start;
        for (at, words) in &changes {
            text.push_str(slice(self.text, from..at.start));
            text.push_str(words);
            from = at.end;
        }
        text.push_str(slice(self.text, from..self.sentence.end));
        text
    }
}

/// Whether two neighbouring characters belong to one Latin word or number.
fn runs_on(left: Option<char>, right: Option<char>) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    part(left) && part(right)
}
