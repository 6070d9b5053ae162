//! Ranks of exclusivity, and who holds a place of its own.

use super::{Comparison, Pair};
use crate::fold;
use crate::relation::Relation;
use crate::slot::aspect::Stage;
use crate::slot::exclusivity::{Exclusivity, Rank};
use crate::statement::{Stance, Statement};
use crate::term::Term;

/// How surely a rank is that of the one thing granted.
const ONE_GRANT: f64 = 0.5;

/// How many words next to a rank may name what it is a rank in.
const HEADS: usize = 3;

/// So many words alike name one thing, whichever stands next to the rank.
const SHARED: usize = 2;

impl Pair<'_> {
    pub(super) fn exclusivity(&self, found: &mut Vec<Comparison>) {
        for claimed in &self.claim.exclusivity {
            for held in &self.fact.exclusivity {
                let bond = self.facts.shared_things(&claimed.asset, &held.asset);
                let relation = claimed.relate(held);
                // Where the sources grant one thing, and say of it what the claim denies, no other
                // can be meant.
                let own = claimed.rank == Rank::Exclusive && claimed.holds;
                let one = own && relation == Relation::Opposite && self.is_of_the_one_grant();
                let bond = match one {
                    true => bond.max(ONE_GRANT),
                    false => bond,
                };
                if bond <= 0.0 || relation == Relation::Unrelated {
                    continue;
                }
                // 前述任一場因天候停辦時: of which of several, under a condition.
                let any = claimed.rank == Rank::Any || held.rank == Rank::Any;
                let tied = self.fact.condition.is_some() || self.claim.condition.is_some();
                if relation.excludes() && (any && tied || are_of_two_things(claimed, held)) {
                    continue;
                }
                if self.any_of_something_else(claimed.rank, &claimed.asset, held.rank, &held.asset)
                {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "exclusivity",
                    relation,
                    claimed: claimed.words(),
                    held: held.words(),
                    range: claimed.range.clone(),
                    bond,
                });
            }
        }
    }

    /// Whether all the sources say of exclusivity is that there is none, or that there is.
    fn is_of_the_one_grant(&self) -> bool {
        let open = |e: &Exclusivity| match e.rank {
            Rank::NonExclusive => Some(e.holds),
            Rank::Exclusive | Rank::Sole => Some(!e.holds),
            _ => None,
        };
        let told = |f: &Statement| f.is_fact() || f.stance == Stance::Label;
        let facts = self.facts.all.iter().filter(|(_, f)| told(f));
        let mut ways = facts.flat_map(|(_, f)| &f.exclusivity).filter_map(open);
        let first = ways.next();
        // Who quotes the word, or speaks of who used it, does not say it.
        let marks = ['"', '“', '”', '「', '」', '\''];
        let ended = matches!(self.claim.aspect, Some((Stage::Ended, _)));
        let speaks =
            |id: &str| matches!(id, "say" | "call" | "report" | "write" | "name" | "describe");
        let said = self.claim.predicates.iter().any(|(p, _)| speaks(p.verb.concept().id));
        let plain = !self.claim.text.contains(marks) && !self.claim.denies && !ended && !said;
        let says = self.claim.row.is_none() && !self.claim.terms.is_empty();
        plain && says && first.is_some() && ways.all(|way| Some(way) == first)
    }

    /// "Any" speaks only of the noun right behind it.
    fn any_of_something_else(&self, a: Rank, of: &[Term], b: Rank, other: &[Term]) -> bool {
        let head_missing = |rank: Rank, own: &[Term], there: &[Term]| {
            rank == Rank::Any && own.first().is_some_and(|head| !there.contains(head))
        };
        head_missing(a, of, other) || head_missing(b, other, of)
    }

    /// The same place of its own (the primary partner, the sole licensee), and somebody else in it.
    pub(super) fn actor(&self, found: &mut Vec<Comparison>) {
        let (Some(claimed), Some(held)) = (self.claim.subject, self.fact.subject) else { return };
        let other_name =
            self.claim.terms.iter().any(|t| self.facts.is_party(*t) && self.fact.terms.contains(t));
        if self.fact.terms.contains(&claimed) || !self.facts.is_party(held) || !other_name {
            return;
        }
        // Somebody whom the sources do not know may be known there by a name in the other script.
        let strange = claimed.sense().is_none() && !self.facts.is_known(claimed);
        if strange && is_chinese(self.claim) != is_chinese(self.fact) {
            return;
        }
        for mine in &self.claim.exclusivity {
            for other in &self.fact.exclusivity {
                let alone = matches!(mine.rank, Rank::Primary | Rank::Exclusive | Rank::Sole);
                let bond = self.facts.shared_things(&mine.asset, &other.asset);
                if !alone || mine.rank != other.rank || mine.holds != other.holds || bond <= 0.0 {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "actor",
                    relation: Relation::Disjoint,
                    claimed: "somebody else".to_owned(),
                    held: held.sense().map_or("another party", |s| s.concept().id).to_owned(),
                    range: self.claim.range.clone(),
                    bond,
                });
            }
        }
    }
}

/// "The only death" and "the main goal": where one is alone and the other goes before others, the
/// noun next to one word must stand next to the other, or two of their words be the same.
fn are_of_two_things(claimed: &Exclusivity, held: &Exclusivity) -> bool {
    let ordered = |e: &Exclusivity| matches!(e.rank, Rank::Primary | Rank::First);
    let alone = |e: &Exclusivity| matches!(e.rank, Rank::Sole | Rank::Only);
    let heads = |a: &Exclusivity, b: &Exclusivity| {
        a.asset.first().is_some_and(|head| b.asset.iter().take(HEADS).any(|t| t == head))
    };
    let shared = claimed.asset.iter().filter(|t| held.asset.contains(t)).count();
    let crossed = ordered(claimed) && alone(held) || alone(claimed) && ordered(held);
    crossed && shared < SHARED && !heads(claimed, held) && !heads(held, claimed)
}

fn is_chinese(statement: &Statement) -> bool {
    statement.text.chars().any(fold::is_han)
}
