//! One claim against one fact, slot by slot: the relations, and what they rest on.

use super::align::Facts;
use crate::relation::Relation;
use crate::slot::exclusivity::Rank;
use crate::slot::time::Bound;
use crate::statement::Statement;
use crate::token::Term;
use std::ops::Range;

/// The comparison of one slot of a claim with one slot of a fact.
#[derive(Debug, Clone)]
pub(crate) struct Comparison {
    /// Index into `Facts::all`.
    pub fact: usize,
    /// The slot's name, which is the rule's id.
    pub slot: &'static str,
    /// The relation of the claim's value to the fact's.
    pub relation: Relation,
    /// The claim's value, for people.
    pub claimed: String,
    /// The fact's value, for people.
    pub held: String,
    /// Bytes of the claim's passage.
    pub range: Range<usize>,
    /// Bytes of the fact's passage.
    pub fact_range: Range<usize>,
    /// How surely both are about the same thing.
    pub bond: f64,
}

/// Every comparison of a claim with every fact that speaks of the same thing.
pub(crate) fn compare(claim: &Statement, facts: &Facts) -> Vec<Comparison> {
    let mut found = Vec::new();
    for at in 0..facts.all.len() {
        let fact = facts.all[at].1;
        if !fact.is_claim() {
            continue;
        }
        let pair = Pair { claim, fact, facts, at };
        pair.exclusivity(&mut found);
        pair.payments(&mut found);
        pair.times(&mut found);
        pair.limit(&mut found);
        pair.changes(&mut found);
        pair.polarity(&mut found);
        pair.join(&mut found);
    }
    found
}

struct Pair<'a> {
    claim: &'a Statement,
    fact: &'a Statement,
    facts: &'a Facts<'a>,
    at: usize,
}

impl Pair<'_> {
    fn exclusivity(&self, found: &mut Vec<Comparison>) {
        for claimed in &self.claim.exclusivity {
            for held in &self.fact.exclusivity {
                let bond = self.facts.shared_things(&claimed.asset, &held.asset);
                let relation = claimed.rank.relate(held.rank);
                if bond <= 0.0 || relation == Relation::Unrelated {
                    continue;
                }
                if self.any_of_something_else(claimed.rank, &claimed.asset, held.rank, &held.asset) {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "exclusivity",
                    relation,
                    claimed: claimed.rank.word().to_owned(),
                    held: held.rank.word().to_owned(),
                    range: claimed.range.clone(),
                    fact_range: held.range.clone(),
                    bond,
                });
            }
        }
    }

    /// "Any" speaks only of the noun right behind it.
    fn any_of_something_else(&self, a: Rank, of: &[Term], b: Rank, other: &[Term]) -> bool {
        let head_missing =
            |rank: Rank, own: &[Term], there: &[Term]| {
                rank == Rank::Any && own.first().is_some_and(|head| !there.contains(head))
            };
        head_missing(a, of, other) || head_missing(b, other, of)
    }

    fn payments(&self, found: &mut Vec<Comparison>) {
        for claimed in &self.claim.payments {
            for held in &self.fact.payments {
                let both_named = claimed.from.is_some() && claimed.to.is_some();
                let same = claimed.same_edge(held);
                let turned = claimed.reversed(held)
                    && claimed.flow == held.flow
                    && !self.facts.all.iter().any(|(_, f)| f.payments.iter().any(|p| p.same_edge(claimed)));
                if !same && !turned {
                    continue;
                }
                let relation =
                    if turned { Relation::Disjoint } else { claimed.flow.relate(held.flow) };
                let way = |turned: bool| if turned { "the other way round" } else { "" };
                found.push(Comparison {
                    fact: self.at,
                    slot: "direction",
                    relation,
                    claimed: format!("the payment {}{}", claimed.flow.word(), way(turned)),
                    held: format!("the payment {}", held.flow.word()),
                    range: claimed.range.clone(),
                    fact_range: held.range.clone(),
                    bond: if both_named { 3.0 } else { 1.5 },
                });
            }
        }
    }

    fn times(&self, found: &mut Vec<Comparison>) {
        let nearness = self.facts.nearness(self.claim, self.fact);
        let own: Vec<Term> = self.claim.all_terms().collect();
        let other: Vec<Term> = self.fact.all_terms().collect();
        let things = self.facts.shared_things(&own, &other);
        let coverage = self.facts.coverage(self.claim, self.fact);
        for claimed in &self.claim.times {
            for held in &self.fact.times {
                let ends = matches!(held.bound, Bound::Through | Bound::Until)
                    && !matches!(claimed.bound, Bound::On | Bound::From | Bound::After);
                let relation = claimed.relate(held);
                let bound = match ends {
                    true => things > 0.0 && (coverage >= 0.3 || self.claim.terms.is_empty()),
                    false => coverage >= 0.75 && things > 0.0,
                };
                if relation == Relation::Unrelated || !bound || crosses_payments(self.claim, self.fact) {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: if ends { "time-bound" } else { "date" },
                    relation,
                    claimed: claimed.words(),
                    held: held.words(),
                    range: claimed.range.clone(),
                    fact_range: held.range.clone(),
                    bond: nearness,
                });
            }
        }
    }

    fn limit(&self, found: &mut Vec<Comparison>) {
        let (Some((claimed, range)), Some((held, fact_range))) = (&self.claim.limit, &self.fact.limit)
        else {
            return;
        };
        let things = self.facts.nearness(self.claim, self.fact);
        if things <= 0.0 || crosses_payments(self.claim, self.fact) {
            return;
        }
        found.push(Comparison {
            fact: self.at,
            slot: "bound",
            relation: claimed.relate(*held),
            claimed: claimed.word().to_owned(),
            held: held.word().to_owned(),
            range: range.clone(),
            fact_range: fact_range.clone(),
            bond: things,
        });
    }

    fn changes(&self, found: &mut Vec<Comparison>) {
        for claimed in &self.claim.changes {
            for held in &self.fact.changes {
                let bond = self.facts.shared_things(&claimed.of, &held.of);
                if bond <= 0.0 || crosses_payments(self.claim, self.fact) {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "change",
                    relation: claimed.trend.relate(held.trend),
                    claimed: claimed.trend.word().to_owned(),
                    held: held.trend.word().to_owned(),
                    range: claimed.range.clone(),
                    fact_range: held.range.clone(),
                    bond,
                });
            }
        }
    }

    fn polarity(&self, found: &mut Vec<Comparison>) {
        let coverage = self.facts.coverage(self.claim, self.fact);
        let other_subject = matches!((self.claim.subject, self.fact.subject),
            (Some(a), Some(b)) if a != b);
        if coverage < 0.75 || other_subject || self.claim.terms.len() < 2 {
            return;
        }
        for (claimed, range) in &self.claim.predicates {
            for (held, fact_range) in &self.fact.predicates {
                let relation = claimed.relate(*held);
                if relation == Relation::Unrelated {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "polarity",
                    relation,
                    claimed: claimed.words(),
                    held: held.words(),
                    range: range.clone(),
                    fact_range: fact_range.clone(),
                    bond: coverage,
                });
            }
        }
    }

    /// "Cannot and chooses not" told as "cannot or chooses not".
    fn join(&self, found: &mut Vec<Comparison>) {
        let (Some(claimed), Some(held)) = (&self.claim.condition, &self.fact.condition) else {
            return;
        };
        let bond = self.facts.nearness(self.claim, self.fact);
        let relation = claimed.join.relate(held.join);
        if claimed.tie != held.tie || bond <= 0.0 {
            return;
        }
        found.push(Comparison {
            fact: self.at,
            slot: "condition",
            relation,
            claimed: claimed.join.words().to_owned(),
            held: held.join.words().to_owned(),
            range: claimed.range.clone(),
            fact_range: held.range.clone(),
            bond,
        });
    }
}

/// Both tell a payment, and not the same one.
pub(crate) fn crosses_payments(claim: &Statement, fact: &Statement) -> bool {
    let (a, b) = (&claim.payments, &fact.payments);
    !a.is_empty() && !b.is_empty() && !a.iter().any(|p| b.iter().any(|q| p.same_edge(q)))
}
