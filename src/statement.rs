//! What a text states: a clause with its slots, its stance and its place.
//!
//! Read from the announcement a statement is a fact, read from the article a claim; both are made
//! on the same road.

use crate::document::PassageId;
use crate::lexicon::Particle;
use crate::slot::{
    absence, agent, aspect, change, condition, direction, exclusivity, hedge, limit, modality,
    polarity, pole, quantity, quote, scope, time,
};
use crate::span::{Span, slice};
use crate::term::Term;
use std::ops::Range;

/// What a clause does: assert something about now, or something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// It asserts.
    Asserted,
    /// It tells what was before.
    History,
    /// It supposes.
    Hypothesis,
    /// It asks.
    Question,
    /// It judges.
    Opinion,
    /// It says what will come, in the author's view.
    Forecast,
    /// It compares with something else.
    Comparison,
    /// It tells what others say.
    Report,
    /// It names, without saying anything.
    Label,
    /// It is crossed out.
    Cross,
    /// It tells of its author: "our own migration took months". In an announcement, a fact.
    Author,
    /// It is the condition of another statement.
    Condition,
}

impl Stance {
    /// The word used in output.
    pub fn word(self) -> &'static str {
        match self {
            Stance::Asserted => "asserted",
            Stance::History => "history",
            Stance::Hypothesis => "hypothesis",
            Stance::Question => "question",
            Stance::Opinion => "opinion",
            Stance::Forecast => "forecast",
            Stance::Comparison => "comparison",
            Stance::Report => "report",
            Stance::Label => "label",
            Stance::Cross => "cross",
            Stance::Author => "author",
            Stance::Condition => "condition",
        }
    }
}

/// A quantity and what it measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The value with its unit.
    pub quantity: quantity::Quantity,
    /// The topic terms next to it, in its sentence: what is counted, of whom.
    pub of: Vec<Term>,
    /// Those of them within three words.
    pub next: Vec<Term>,
    /// The date that stands next to it, with no other amount between.
    pub when: Option<time::Period>,
    /// Whether it tells what was before ("from two years to three"), or how far another is.
    pub is_past: bool,
    /// Whether it tells by how much something changes: "rises by 3 percent", 減少三成.
    pub is_change: bool,
    /// Whether it is what is taken off, told by what is left to pay: 八折.
    pub is_off: bool,
    /// Whether it is the first of its sentence: what stands before it may speak of all of them.
    pub is_first: bool,
    /// Whether it is told as a part of an amount before it: of which, 其中, or in brackets.
    pub is_part: bool,
    /// Bytes of the passage's text.
    pub range: Range<usize>,
}

/// A clause that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The passage it stands in.
    pub passage: PassageId,
    /// Bytes of the passage's text. So are all ranges of the slots below.
    pub range: Range<usize>,
    /// Bytes of the file.
    pub span: Span,
    /// The words.
    pub text: String,
    /// The sentence it belongs to, counted over the document.
    pub sentence: usize,
    /// The head of the table row it stands in; a head stands in its own row.
    pub row: Option<PassageId>,
    /// The section it stands in: the same for everything between two headings or lead-in lines.
    pub section: usize,
    /// The language edition of a page that holds the same article twice: 0, or 0 and 1.
    pub edition: usize,
    /// What it does.
    pub stance: Stance,
    /// The cue that decided the stance, if it is not asserted.
    pub cue: Option<String>,
    /// What it says there is none of.
    pub absences: Vec<absence::Absence>,
    /// What it is about, by its own words.
    pub terms: Vec<Term>,
    /// The same by word: alternatives of which one is meant.
    pub units: Vec<Vec<Term>>,
    /// What it is about by its place: label, list parent, row and column, keys, subject before it.
    pub around: Vec<Term>,
    /// What the headings above it name, nearest last.
    pub heading: Vec<Term>,
    /// The names in it.
    pub names: Vec<Term>,
    /// Who it is about.
    pub subject: Option<Term>,
    /// Slots: see `slot/`.
    pub exclusivity: Vec<exclusivity::Exclusivity>,
    /// Payments.
    pub payments: Vec<direction::Payment>,
    /// Who buys from whom, as who pays whom.
    pub sales: Vec<direction::Payment>,
    /// Times.
    pub times: Vec<time::Time>,
    /// Whether an amount is capped.
    pub limit: Option<(limit::Limit, Range<usize>)>,
    /// Whether a rate stays.
    pub changes: Vec<change::Change>,
    /// The condition it is tied to, its own clause's or the one beside it.
    pub condition: Option<condition::Condition>,
    /// Where its event stands.
    pub aspect: Option<(aspect::Stage, Range<usize>)>,
    /// How certain it is.
    pub modality: Option<(modality::Force, Range<usize>)>,
    /// By whom it is done, where it says so.
    pub agents: Vec<agent::Agent>,
    /// Which of several it is about: the first year, 第二期.
    pub nth: Vec<u32>,
    /// Whether it opens with a pronoun: who is meant stands elsewhere.
    pub is_of_pronoun: bool,
    /// Whether it stands in somebody's quoted words.
    pub is_quoted: bool,
    /// Whether it only tells when: "after the merger is complete".
    pub tells_when: bool,
    /// Whether it says that something may be so only in some way.
    pub is_restricted: bool,
    /// Whether it has a word of time at all: "next January", 年底.
    pub tells_time: bool,
    /// Whether it is said to be expected, planned or estimated only.
    pub hedge: Option<(hedge::Doubt, Range<usize>)>,
    /// Numbers, money, shares, durations, each with the terms next to it.
    pub quantities: Vec<Measured>,
    /// The quotes that begin in it.
    pub quotes: Vec<quote::Quote>,
    /// How many it is said of.
    pub scopes: Vec<scope::Scope>,
    /// The sides it puts things on.
    pub poles: Vec<pole::Pole>,
    /// Whether any word of it bounds or blurs an amount, next to one or not.
    pub bounds: bool,
    /// Whether the clause as a whole denies.
    pub denies: bool,
    /// Its predicates.
    pub predicates: Vec<(polarity::Polar, Range<usize>)>,
}

impl Statement {
    /// What a word of inclusion takes in or leaves out: "the guidance excludes the purchase" leaves
    /// out what stands behind, "the purchase is excluded" what stands before.
    pub fn items<'a>(&'a self, pole: &'a pole::Pole) -> impl Iterator<Item = &'a Term> {
        let word = self.words(&pole.range);
        let mut acting = Particle::Including.spellings().iter();
        let active = acting.any(|w| word.ends_with(w)) && !pole.of.is_empty();
        pole.who.iter().filter(move |_| !active).chain(&pole.of)
    }

    /// Whether it asserts something about now.
    pub fn is_claim(&self) -> bool {
        self.stance == Stance::Asserted
    }

    /// Whether, read from an announcement, it is a fact: there "we" is who announces.
    pub fn is_fact(&self) -> bool {
        matches!(self.stance, Stance::Asserted | Stance::Author)
    }

    /// The words at `range`, bytes of the passage.
    pub fn words(&self, range: &Range<usize>) -> &str {
        let from = range.start.saturating_sub(self.range.start);
        let to = range.end.saturating_sub(self.range.start);
        slice(&self.text, from..to)
    }

    /// Whether both say which of several they are about, and not the same: the first year, the second.
    pub fn is_of_another_number(&self, other: &Statement) -> bool {
        let named = !self.nth.is_empty() && !other.nth.is_empty();
        named && !self.nth.iter().any(|n| other.nth.contains(n))
    }

    /// Own and inherited terms.
    pub fn all_terms(&self) -> impl Iterator<Item = Term> + '_ {
        self.terms.iter().chain(&self.around).copied()
    }
}

impl Statement {
    /// Every slot that was read, with its value, for people.
    pub fn slots(&self) -> Vec<(&'static str, String)> {
        let mut slots = Vec::new();
        let ranks = self.exclusivity.iter().map(|e| ("exclusivity", e.words()));
        slots.extend(ranks);
        slots.extend(self.payments.iter().map(|p| ("direction", p.words())));
        slots.extend(self.times.iter().map(|t| ("time", t.words())));
        slots.extend(self.limit.iter().map(|(l, _)| ("bound", l.word().to_owned())));
        slots.extend(self.changes.iter().map(|c| ("change", c.trend.word().to_owned())));
        slots.extend(self.condition.iter().map(|c| ("condition", c.words())));
        slots.extend(self.quantities.iter().map(|q| ("quantity", q.quantity.words())));
        slots.extend(self.aspect.iter().map(|(a, _)| ("aspect", a.word().to_owned())));
        slots.extend(self.modality.iter().map(|(m, _)| ("modality", m.word().to_owned())));
        let side = |p: &pole::Pole| format!("{}: {}", p.axis, self.words(&p.range));
        slots.extend(self.poles.iter().map(|p| ("pole", side(p))));
        slots.extend(self.agents.iter().map(|a| ("agent", self.words(&a.range).to_owned())));
        slots.extend(self.scopes.iter().map(|s| ("scope", s.share.word().to_owned())));
        slots.extend(self.predicates.iter().map(|(p, _)| ("predicate", p.words())));
        slots
    }
}
