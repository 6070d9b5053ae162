//! Exclusivity: how alone somebody is in a right, and in which one.
//!
//! The ranks are those of licence law: exclusive (nobody else, not even the grantor), sole (the
//! grantor too), then primary and first (others are there, or come later), then one of several.

use crate::clause::Clause;
use crate::lexicon::Category;
use crate::relation::Relation;
use crate::token::{Kind, Term};
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

/// Reads every rank of a clause. Words that end a rank ("drops exclusivity") turn it round.
pub fn read(clause: &Clause) -> Vec<Exclusivity> {
    let mut found = Vec::new();
    for (at, sense) in clause.all(Category::Exclusivity) {
        let Some(rank) = rank(sense.concept().id) else { continue };
        if !tells_rank(clause, at, rank) {
            continue;
        }
        let turned = rank.shuts_others_out() && is_turned(clause, at);
        let rank = if turned { Rank::NonExclusive } else { rank };
        found.push(Exclusivity { rank, asset: asset(clause, at, rank), range: clause.range(at, at) });
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
fn is_turned(clause: &Clause, at: usize) -> bool {
    let mut turns = clause.negators(at, 3);
    let near = at.saturating_sub(5)..(at + 5).min(clause.tokens.len());
    let ends = |i: &usize| clause.tokens[*i].is(Category::Stance, "destroy");
    turns += usize::from(near.filter(|i| *i != at).any(|i| ends(&i)));
    turns % 2 == 1
}

/// The nouns near the word: those behind it first ("exclusive licence"), then those before, up to
/// the next comma; then what the place says.
fn asset(clause: &Clause, at: usize, rank: Rank) -> Vec<Term> {
    let stops = |i: &usize| matches!(clause.tokens[*i].kind, Kind::Mark(',' | ';' | '、' | '+'));
    let reach = if rank == Rank::Any { 4 } else { 7 };
    let far = (at + reach).min(clause.tokens.len());
    let end = (at + 1..far).find(stops).unwrap_or(far);
    let start = (at.saturating_sub(9)..at).rev().find(stops).map_or(at.saturating_sub(9), |i| i + 1);
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
    if rank != Rank::Only {
        return true;
    }
    let word = clause.words(&clause.tokens[at]);
    let ways = ["on", "via", "through", "to", "with", "from", "in", "at", "by", "for"];
    let phrase = word.split(' ').any(|w| ways.contains(&w)) || word.starts_with("nowhere");
    phrase
        || clause.is_any(at + 1, &ways)
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
