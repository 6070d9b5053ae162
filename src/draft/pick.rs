//! Which sentences of an announcement are worth pinning: those that state a value.

use super::words::{Words, is_number};
use crate::clause::name;
use crate::document::{Document, PassageId, PassageKind};
use crate::lexicon::{Category, Sense};
use crate::slot::condition::{Condition, Tie};
use crate::slot::limit::Limit;
use crate::slot::modality::Force;
use crate::slot::time::{Bound, Period};
use crate::span::slice;
use crate::statement::{Stance, Statement};
use crate::term::Term;
use crate::token::Kind;
use std::ops::Range;
use std::rc::Rc;

/// A sentence that is worth pinning.
pub(super) struct Pick<'a> {
    pub words: Rc<Words<'a>>,
    pub id: PassageId,
    /// Its clauses that are facts.
    pub clauses: Vec<&'a Statement>,
    /// Bytes of the passage: the whole sentence, conditions included.
    pub sentence: Range<usize>,
    /// Bytes of the passage: the words to pin, without the conditions that can be cut off.
    pub quote: Range<usize>,
    /// Bytes of the passage: what it is tied to.
    pub ties: Vec<(Range<usize>, Tie)>,
    /// Whether it states a value, not only that something goes on, or is not so.
    pub is_sure: bool,
}

/// The picks of an announcement, in reading order.
pub(super) fn picks<'a>(source: &'a Document, statements: &'a [Statement]) -> Vec<Pick<'a>> {
    let announced = announced(statements);
    let mut found = Vec::new();
    let mut last: Option<(PassageId, Rc<Words>)> = None;
    for sentence in statements.chunk_by(|a, b| a.sentence == b.sentence) {
        let Some(first) = sentence.first() else { continue };
        let passage = source.passage(first.passage);
        let bare = matches!(
            passage.kind,
            PassageKind::Heading(_) | PassageKind::Head | PassageKind::KeyHead
        );
        // A page that holds the same text in two languages is pinned in the first.
        if bare || 0 < first.edition {
            continue;
        }
        let words = match &last {
            Some((id, words)) if *id == first.passage => Rc::clone(words),
            _ => Rc::new(Words::of(passage)),
        };
        last = Some((first.passage, Rc::clone(&words)));
        found.extend(pick(words, sentence, announced));
    }
    found
}

/// The day of the announcement: a line at the top that holds little but a day, or "published:" and
/// the day.
pub(super) fn announced(statements: &[Statement]) -> Option<Period> {
    /// Statements that are the top; more topic words than this tell something.
    const LOOK: usize = 12;
    const UNITS_MAX: usize = 4;
    let is_release = |s: Sense| s.concept().id == "release";
    let does = |s: &Statement| {
        let mut verbs = s.predicates.iter().map(|(p, _)| p.verb);
        verbs.any(|v| v.concept().category == Category::Verb && !is_release(v))
    };
    let opens = |before: Option<&Statement>, s: &Statement| {
        let before = before.filter(|b| b.sentence == s.sentence);
        before.is_some_and(|b| b.predicates.iter().any(|(p, _)| is_release(p.verb)))
    };
    let day = |at: usize, s: &Statement| {
        let time = s.times.first().filter(|t| t.bound == Bound::On)?;
        let before = at.checked_sub(1).and_then(|at| statements.get(at));
        let is_line =
            s.units.len() <= UNITS_MAX && s.quantities.is_empty() && (!does(s) || opens(before, s));
        (time.period.first == time.period.last && is_line).then_some(time.period)
    };
    statements.iter().take(LOOK).enumerate().find_map(|(at, s)| day(at, s))
}

fn pick<'a>(
    words: Rc<Words<'a>>,
    sentence: &'a [Statement],
    announced: Option<Period>,
) -> Option<Pick<'a>> {
    let (first, last) = (sentence.first()?, sentence.last()?);
    let clauses = run(sentence, announced);
    let (from, to) = (clauses.first()?, clauses.last()?);
    // What stands before the first fact is its condition, or only dates the announcement.
    let opens = first.stance == Stance::Condition;
    let torn = slice(&words.passage.text, from.range.clone()).starts_with(char::is_lowercase);
    if torn && !opens && first.stance != Stance::Label && from.range.start != first.range.start {
        return None;
    }
    let whole = if opens { first.range.start } else { from.range.start }..last.range.end;
    let quote = trimmed(&words.passage.text, from.range.start..to.range.end);
    let text = slice(&words.passage.text, whole.clone());
    if is_quoted(text) || text.chars().any(char::is_control) {
        return None;
    }
    let is_sure = clauses.iter().any(|s| is_sure(&words, s, announced));
    let weak = |s: &&Statement| {
        s.aspect.is_some()
            || s.modality.is_some()
            || !s.scopes.is_empty()
            || s.predicates.iter().any(|(p, _)| !p.holds)
    };
    let topical = clauses.iter().map(|s| s.units.len()).sum::<usize>();
    let in_cell = words.passage.place.row.is_some() || !words.passage.place.keys.is_empty();
    if !is_sure && !clauses.iter().any(weak) || topical < 2 && !in_cell {
        return None;
    }
    let mut pick = Pick {
        id: first.passage,
        sentence: whole,
        quote,
        ties: Vec::new(),
        is_sure,
        words,
        clauses,
    };
    pick.tie(sentence);
    Some(pick)
}

/// The first clauses in a row that are facts, with the conditions between them left out, and what
/// only dates the announcement at their head.
fn run(sentence: &[Statement], announced: Option<Period>) -> Vec<&Statement> {
    let dates = |s: &Statement| {
        s.predicates.is_empty() && s.times.iter().any(|t| Some(t.period) == announced)
    };
    let begins = |s: &Statement| s.is_fact() && !dates(s);
    let from = sentence.iter().position(begins).unwrap_or(sentence.len());
    let goes_on =
        |s: &&Statement| s.is_fact() || matches!(s.stance, Stance::Condition | Stance::Label);
    sentence.iter().skip(from).take_while(goes_on).filter(|s| s.is_fact()).collect()
}

/// Whether a clause states a value that can be told wrongly.
fn is_sure(words: &Words, s: &Statement, announced: Option<Period>) -> bool {
    let dated = s.times.iter().any(|t| Some(t.period) != announced || t.bound != Bound::On);
    // A number that nothing is said of is a name's: "Local 417".
    let counted = s.quantities.iter().any(|q| !q.of.is_empty() || !q.quantity.unit.id.is_empty());
    let forced = s
        .modality
        .as_ref()
        .is_some_and(|(force, range)| *force != Force::Will && !is_a_month(words, range));
    dated
        || counted
        || forced
        || !s.exclusivity.is_empty()
        || !s.payments.is_empty()
        || s.limit.is_some()
        || !s.changes.is_empty()
        || s.condition.is_some()
}

/// "May" in front of a number is a month.
pub(super) fn is_a_month(words: &Words, range: &Range<usize>) -> bool {
    let capital = slice(&words.passage.text, range.clone()).starts_with(char::is_uppercase);
    capital && words.beside(range).1.is_some_and(|t| t.kind == Kind::Number)
}

/// More than half of the words stand in quotation marks: somebody's words, not a term.
fn is_quoted(text: &str) -> bool {
    let folded = crate::fold::folded(text);
    let inside: usize = folded.split('"').skip(1).step_by(2).map(str::len).sum();
    folded.len() < 2 * inside
}

/// `range` without the white space and the marks at its ends; a bracket that opens in it closes in it.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = slice(text, range.clone());
    let open = |c: char| c.is_whitespace() || ",;:，；：、—–-)）".contains(c);
    let close = |c: char| c.is_whitespace() || ",;:，；：、—–-(（".contains(c);
    let start = range.start + (words.len() - words.trim_start_matches(open).len());
    let end = start.max(range.start + words.trim_end_matches(close).len());
    let count = |marks: &[char]| slice(text, start..end).matches(marks).count();
    let behind = slice(text, end..text.len()).chars().next().filter(|c| matches!(c, ')' | '）'));
    match behind {
        Some(c) if count(&[')', '）']) < count(&['(', '（']) => start..end + c.len_utf8(),
        _ => start..end,
    }
}

impl<'a> Pick<'a> {
    /// The words at `range` of the passage.
    pub fn text(&self, range: &Range<usize>) -> &'a str {
        slice(&self.words.passage.text, range.clone())
    }

    /// Finds what the sentence is tied to, and cuts it off the quote where it stands at its end.
    fn tie(&mut self, sentence: &[Statement]) {
        for clause in self.clauses.clone() {
            let Some(condition) = &clause.condition else { continue };
            let Some(range) = self.place(condition, clause, sentence) else { continue };
            if self.ties.iter().any(|(known, _)| known.start < range.end && range.start < known.end)
            {
                continue;
            }
            let before = trimmed(&self.words.passage.text, self.quote.start..range.start);
            let told = self.words.inside(&before).iter().filter(|t| !t.is_function()).count();
            if self.quote.end <= range.end && self.quote.contains(&range.start) && 2 <= told {
                self.quote = before;
            }
            self.ties.push((range, condition.tie));
        }
    }

    /// Where a condition stands; none where it is not one of this sentence that can be told.
    fn place(
        &self,
        condition: &Condition,
        clause: &Statement,
        sentence: &[Statement],
    ) -> Option<Range<usize>> {
        let text = &self.words.passage.text;
        let own = clause.range.contains(&condition.range.start);
        let beside = sentence.iter().find(|s| s.range.contains(&condition.range.start));
        let range = match own {
            true => condition.range.start..clause.range.end,
            false => beside?.range.clone(),
        };
        let range = trimmed(text, range);
        let first = self.words.inside(&range).first()?;
        // In Chinese a clause is as often said to be free of what stands before the word.
        let free = condition.tie == Tie::Regardless && first.kind == Kind::Han;
        let told = self.words.inside(&range).iter().skip(1).any(|t| !t.is_function());
        (condition.tie != Tie::NoException && !free && told).then_some(range)
    }

    /// Whether it states an amount, or who pays: what a cap beside it is the cap of.
    pub fn is_of_money(&self) -> bool {
        let money = |s: &Statement| {
            !s.payments.is_empty() || s.quantities.iter().any(|q| q.quantity.unit.kind == "money")
        };
        self.clauses.iter().any(|s| money(s))
    }

    /// Whether somebody may or can do it.
    pub fn permits(&self) -> bool {
        self.has(&[Force::May, Force::Can]) && !self.clauses.iter().any(|s| s.denies)
    }

    /// Whether somebody must do it.
    pub fn demands(&self) -> bool {
        self.has(&[Force::Must]) && !self.clauses.iter().any(|s| s.denies)
    }

    fn has(&self, forces: &[Force]) -> bool {
        let mut forced = self.clauses.iter().filter_map(|s| s.modality.as_ref());
        forced.any(|(force, range)| forces.contains(force) && !is_a_month(&self.words, range))
    }

    /// Whether it does nothing but deny something.
    pub fn excepts(&self) -> bool {
        /// A longer sentence tells something of its own.
        const CLAUSES_MAX: usize = 2;
        let bare = |s: &Statement| {
            s.quantities.is_empty()
                && s.times.is_empty()
                && s.limit.is_none()
                && s.changes.is_empty()
        };
        self.clauses.len() <= CLAUSES_MAX
            && self.clauses.iter().all(|s| bare(s))
            && self.clauses.last().is_some_and(|s| s.denies)
    }

    /// The words that cap what a sentence before it states.
    pub fn cap(&self) -> Option<Range<usize>> {
        let capped = |s: &&&Statement| matches!(s.limit, Some((Limit::Capped, _)));
        let clause = self.clauses.iter().find(capped)?;
        let tied = clause.condition.as_ref().map(|c| c.range.start);
        let start = tied.filter(|at| clause.range.contains(at)).unwrap_or(clause.range.start);
        let range = start..clause.range.end;
        Some(trimmed(&self.words.passage.text, range))
    }

    /// What was read, slot by slot, in the announcement's words.
    pub fn read(&self) -> Vec<String> {
        let mut said = Vec::new();
        for s in &self.clauses {
            let mut say = |slot: &str, value: &str| said.push(format!("{slot}: {}", value.trim()));
            s.quantities.iter().for_each(|q| say("quantity", self.text(&q.range)));
            s.times.iter().for_each(|t| say("time", &t.words()));
            s.exclusivity.iter().for_each(|e| say("exclusivity", &e.words()));
            for paid in &s.payments {
                let (from, to) = (self.party(paid.from), self.party(paid.to));
                say("direction", &format!("{from} pays {to}, the payment {}", paid.flow.word()));
            }
            s.limit.iter().for_each(|(limit, _)| say("bound", limit.word()));
            s.changes.iter().for_each(|c| say("change", c.trend.word()));
            let forced = s.modality.iter().filter(|(_, range)| !is_a_month(&self.words, range));
            forced.for_each(|(force, _)| say("modality", force.word()));
            s.aspect.iter().for_each(|(stage, _)| say("aspect", stage.word()));
            s.scopes.iter().for_each(|scope| say("scope", scope.share.word()));
            let denied = s.predicates.iter().filter(|(p, _)| !p.holds);
            denied.for_each(|(p, _)| say("polarity", &p.words()));
        }
        said.extend(self.ties.iter().map(|(range, _)| format!("condition: {}", self.text(range))));
        super::words::without_doubles(said)
    }

    /// A party as the passage writes it.
    fn party(&self, term: Option<Term>) -> &'a str {
        let Some(term) = term else { return "somebody" };
        let token = self.words.tokens.iter().find(|t| name(t) == Some(term));
        token.map_or("one party", |t| self.words.written(t))
    }

    /// The words that a name can be made of: those with a topic, no numbers.
    pub fn telling(&self) -> impl Iterator<Item = &crate::token::Token> {
        self.words.inside(&self.quote).iter().filter(|t| !t.is_function() && !is_number(t))
    }
}
