//! Scope: how many of them, from none to all.

use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::relation::Relation;
use crate::term::Term;
use crate::token::Kind;
use std::ops::Range;

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Share {
    /// Every one.
    All,
    /// Whichever.
    Any,
    /// More than half.
    Most,
    /// A part.
    Some,
    /// Not one.
    None,
}

/// A share and what it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// How many.
    pub share: Share,
    /// Of what: the topic terms behind the word.
    pub of: Vec<Term>,
    /// Whether the word says it in passing: 都.
    pub is_weak: bool,
    /// Folded bytes of the word.
    pub range: Range<usize>,
}

impl Share {
    /// The word used in proofs.
    pub fn word(self) -> &'static str {
        match self {
            Share::All => "all",
            Share::Any => "any",
            Share::Most => "most",
            Share::Some => "some",
            Share::None => "none",
        }
    }

    /// The claim's share against the fact's, of the same things.
    ///
    /// "Some" in an announcement means "some and not all": its writer chose the word.
    pub fn relate(self, fact: Share) -> Relation {
        use Share::{All, Any, Most, None, Some};
        match (self, fact) {
            (a, b) if a == b => Relation::Equal,
            (All | Any, All | Any) => Relation::Equal,
            (None, _) | (_, None) => Relation::Opposite,
            (All | Any, Most | Some) | (Most | Some, All | Any) => Relation::Disjoint,
            _ => Relation::Unrelated,
        }
    }
}

/// Reads the shares of a clause.
pub fn read(clause: &Clause) -> Vec<Scope> {
    let read = |(at, sense): (usize, crate::lexicon::Sense)| {
        let share = match sense.concept().id {
            "all" => Share::All,
            "any" => Share::Any,
            "most" => Share::Most,
            "some" => Share::Some,
            "none" => Share::None,
            _ => return None,
        };
        let before = clause.negators(at, 1) > 0;
        // "For each dollar spent": a rate.
        let unit = clause.tokens.get(at + 1).is_some_and(|t| t.of(Category::Unit).is_some());
        let rate = share == Share::All && clause.tokens[at].kind == Kind::Latin && unit;
        // 超出部分: a part, and not some of all. 各半: a share.
        let part = clause.tokens[at].kind == Kind::Han
            && share == Share::Some
            && at > 0
            && !clause.tokens[at - 1].is_function()
            && clause.tokens[at - 1].kind == Kind::Han
            && clause.terms(at + 1..at + 2).is_empty();
        let half = clause.is_particle(at + 1, Particle::Half);
        let is_weak = clause.is_particle(at, Particle::TrailingAll);
        let (of, range) = (of(clause, at), clause.range(at, at));
        (!before && !rate && !part && !half).then_some(Scope { share, of, is_weak, range })
    };
    clause.all(Category::Scope).filter_map(read).collect()
}

/// The nouns right behind the word, up to the next mark; for Chinese 都 and 均 those before it.
fn of(clause: &Clause, at: usize) -> Vec<Term> {
    let stop = |i: &usize| matches!(clause.tokens[*i].kind, Kind::Mark(_));
    let far = (at + 5).min(clause.tokens.len());
    let end = (at + 1..far).find(stop).unwrap_or(far);
    let behind = clause.terms(at + 1..end);
    let trailing = clause.is_particle(at, Particle::TrailingAll);
    if behind.is_empty() || trailing { clause.terms(at.saturating_sub(4)..at) } else { behind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_relate_both_ways_alike() {
        let all = [Share::All, Share::Any, Share::Most, Share::Some, Share::None];
        for a in all {
            assert_eq!(a.relate(a), Relation::Equal);
            for b in all {
                assert_eq!(a.relate(b).excludes(), b.relate(a).excludes());
            }
        }
    }
}
