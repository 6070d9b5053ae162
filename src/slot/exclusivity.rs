//! Exclusivity: how alone somebody is in a right, and in which one.
//!
//! The ranks are those of licence law: exclusive (nobody else, not even the grantor), sole (the
//! grantor too), then primary and first (others are there, or come later), then one of several.

use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::relation::Relation;
use crate::term::Term;
use crate::token::Kind;
use std::ops::Range;

/// How alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rank {
    /// Nobody else.
    Exclusive,
    /// Nobody else but the grantor.
    Sole,
    /// Nowhere else: "only on".
    Only,
    /// The main one; there are others.
    Primary,
    /// The first one; others follow.
    First,
    /// Others may have it too.
    NonExclusive,
    /// Whoever, wherever: "any".
    Any,
}

/// A rank and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusivity {
    /// How alone.
    pub rank: Rank,
    /// Whether it is so: "not first", "no longer the primary partner" is not.
    pub holds: bool,
    /// The right or thing: topic terms next to the word, most telling first.
    pub asset: Vec<Term>,
    /// Folded bytes of the word.
    pub range: Range<usize>,
}

impl Rank {
    /// The word used in proofs.
    pub fn word(self) -> &'static str {
        match self {
            Rank::Exclusive => "exclusive",
            Rank::Sole => "sole",
            Rank::Only => "only",
            Rank::Primary => "primary",
            Rank::First => "first",
            Rank::NonExclusive => "non-exclusive",
            Rank::Any => "any",
        }
    }

    fn shuts_others_out(self) -> bool {
        matches!(self, Rank::Exclusive | Rank::Sole | Rank::Only)
    }

    fn lets_others_in(self) -> bool {
        matches!(self, Rank::Primary | Rank::First | Rank::NonExclusive | Rank::Any)
    }

    /// The claim's rank against the fact's, on the same asset.
    pub fn relate(self, fact: Rank) -> Relation {
        match (self, fact) {
            (a, b) if a == b => Relation::Equal,
            (Rank::Exclusive | Rank::Sole, Rank::NonExclusive)
            | (Rank::NonExclusive, Rank::Exclusive | Rank::Sole) => Relation::Opposite,
            (a, b) if a.shuts_others_out() && b.shuts_others_out() => Relation::Unrelated,
            (a, b) if a.shuts_others_out() && b.lets_others_in() => Relation::Disjoint,
            (a, b) if a.lets_others_in() && b.shuts_others_out() => Relation::Disjoint,
            _ => Relation::Unrelated,
        }
    }
}

impl Exclusivity {
    /// The claim against the fact, on the same asset.
    pub fn relate(&self, fact: &Exclusivity) -> Relation {
        match (self.holds, fact.holds) {
            (true, true) => self.rank.relate(fact.rank),
            _ if self.rank != fact.rank => Relation::Unrelated,
            (false, false) => Relation::Equal,
            _ => Relation::Opposite,
        }
    }

    /// What is so if this is not: others have it too, or somebody else is first.
    pub fn denied(self) -> Exclusivity {
        match self.rank.shuts_others_out() {
            true => Exclusivity { rank: Rank::NonExclusive, ..self },
            false => Exclusivity { holds: !self.holds, ..self },
        }
    }

    /// `first`, `not first`.
    pub fn words(&self) -> String {
        format!("{}{}", if self.holds { "" } else { "not " }, self.rank.word())
    }
}

/// Reads every rank of a clause. Words that end a rank ("drops exclusivity") turn it round.
pub fn read(clause: &Clause) -> Vec<Exclusivity> {
    let mut found = Vec::new();
    for (at, sense) in clause.all(Category::Exclusivity) {
        let Some(rank) = rank(sense.concept().id) else { continue };
        if !tells_rank(clause, at, rank) {
            continue;
        }
        // "The Main Stage" is a name.
        let named = |i: usize| clause.tokens.get(i).is_some_and(|t| t.capital);
        if rank == Rank::Primary && at > 0 && named(at) && named(at + 1) {
            continue;
        }
        let told = Exclusivity {
            rank,
            holds: true,
            asset: asset(clause, at, rank),
            range: clause.range(at, at),
        };
        found.push(if is_turned(clause, at, rank) { told.denied() } else { told });
    }
    found
}

fn rank(id: &str) -> Option<Rank> {
    Some(match id {
        "exclusive" => Rank::Exclusive,
        "sole" => Rank::Sole,
        "only" => Rank::Only,
        "primary" => Rank::Primary,
        "first" => Rank::First,
        "non-exclusive" => Rank::NonExclusive,
        "any" => Rank::Any,
        _ => return None,
    })
}

/// Negated, or ended, once: "not exclusive", "loses its exclusive licence", "exclusivity is over".
fn is_turned(clause: &Clause, at: usize, rank: Rank) -> bool {
    let mut turns = clause.negators(at, if rank.shuts_others_out() { 3 } else { 4 });
    if matches!(rank, Rank::NonExclusive | Rank::Any) {
        // "Not just any cloud", "no non-exclusive deal" are too rare to be read surely.
        return false;
    }
    if !rank.shuts_others_out() {
        let behind = at + 1..(at + 8).min(clause.tokens.len());
        let gone = behind.into_iter().any(|i| is_gone(clause, i));
        return (turns + usize::from(gone)) % 2 == 1;
    }
    let reach = if clause.tokens[at].kind == Kind::Han { 9 } else { 5 };
    let near = at.saturating_sub(5)..(at + reach).min(clause.tokens.len());
    turns += usize::from(near.filter(|i| *i != at).any(|i| is_gone(clause, i)));
    turns % 2 == 1
}

fn is_gone(clause: &Clause, at: usize) -> bool {
    let token = &clause.tokens[at];
    token.is(Category::Stance, "destroy") || token.is(Category::Aspect, "end")
}

/// The nouns near the word: those behind it first ("exclusive licence"), then those before, up to
/// the next comma; then what the place says.
fn asset(clause: &Clause, at: usize, rank: Rank) -> Vec<Term> {
    let stops = |i: &usize| matches!(clause.tokens[*i].kind, Kind::Mark(',' | ';' | '、' | '+'));
    let reach = if rank == Rank::Any { 4 } else { 10 };
    let far = (at + reach).min(clause.tokens.len());
    let end = (at + 1..far).find(stops).unwrap_or(far);
    let start =
        (at.saturating_sub(9)..at).rev().find(stops).map_or(at.saturating_sub(9), |i| i + 1);
    let mut near = clause.terms(at + 1..end);
    if rank != Rank::Any || near.is_empty() {
        near.extend(clause.terms(start..at).into_iter().rev());
    }
    if !clause.keys.is_empty() || near.is_empty() {
        near.extend(clause.around.iter().copied());
    }
    let mut asset: Vec<Term> = Vec::new();
    for term in near {
        if !asset.contains(&term) {
            asset.push(term);
        }
    }
    asset
}

/// "Only" shuts others out of something when it stands before a way or a name, or behind a name;
/// elsewhere it says "no more than".
fn tells_rank(clause: &Clause, at: usize, rank: Rank) -> bool {
    // "The first four seasons", "in the first year": a count, no rank.
    let counts = |i: usize| {
        clause.tokens.get(i).is_some_and(|t| {
            t.kind == Kind::Number
                || t.of(Category::Number).is_some()
                || t.of(Category::Unit).is_some()
                || t.of(Category::Calendar).is_some()
        })
    };
    // "The field first", "first, the money": the order of the article.
    let orders = clause.tokens.len() <= 4 && (at == 0 || at + 1 == clause.tokens.len());
    if rank == Rank::First && clause.is_word(at, "first") && (counts(at + 1) || orders) {
        return false;
    }
    // "Only one user in four pays": a share.
    let share = |i: usize| {
        let part = clause.is_particle(i, Particle::OutOf);
        part && counts(i + 1)
    };
    if rank == Rank::Sole && (at + 1..at + 5).any(share) {
        return false;
    }
    if rank != Rank::Only {
        return true;
    }
    let word = clause.words(&clause.tokens[at]);
    let phrase = word.split(' ').any(|w| Particle::Way.is(w)) || word.starts_with("nowhere");
    phrase
        || clause.is_particle(at + 1, Particle::Way)
        || clause.name_at(at + 1).is_some()
        || at > 0 && clause.name_at(at - 1).is_some() && at + 1 == clause.tokens.len()
        || clause.tokens[at].kind == Kind::Han
            && (at + 1..at + 3).any(|i| clause.name_at(i).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Rank; 7] = [
        Rank::Exclusive,
        Rank::Sole,
        Rank::Only,
        Rank::Primary,
        Rank::First,
        Rank::NonExclusive,
        Rank::Any,
    ];

    #[test]
    fn every_rank_equals_itself_and_disjoint_is_symmetric() {
        for a in ALL {
            assert_eq!(a.relate(a), Relation::Equal);
            for b in ALL {
                assert_eq!(a.relate(b).excludes(), b.relate(a).excludes(), "{a:?} {b:?}");
            }
        }
    }
}
