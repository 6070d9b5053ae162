//! One claim against one fact, slot by slot: the relations, and what they rest on.

use super::align::Facts;
use crate::relation::Relation;
use crate::slot::condition::{Condition, Join, Tie};
use crate::slot::direction::Payment;
use crate::slot::exclusivity::Rank;
use crate::slot::polarity;
use crate::slot::time::{self, Bound};
use crate::statement::{Measured, Stance, Statement};
use crate::token::Term;
use std::ops::Range;

/// How much of the claim's own words the fact must hold for its number to be the claim's number.
const SURE_COVERAGE: f64 = 0.65;
/// How much of the words next to the claim's number must stand next to the fact's.
const SURE_NEXT: f64 = 0.7;

/// How much of a quote the source's quote must hold to be the same.
const SAME_QUOTE: f64 = 0.7;

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
    /// How surely both are about the same thing.
    pub bond: f64,
}

/// Every comparison of a claim with every fact that speaks of the same thing.
pub(crate) fn compare(claim: &Statement, facts: &Facts) -> Vec<Comparison> {
    let mut found = Vec::new();
    for at in 0..facts.all.len() {
        let fact = facts.all[at].1;
        let pair = Pair { claim, fact, facts, at };
        if fact.stance == Stance::Condition {
            // "Subject to a total cap" is a condition, and the cap is a fact all the same.
            pair.limit(&mut found);
            pair.changes(&mut found);
        }
        if !fact.is_fact() {
            continue;
        }
        pair.exclusivity(&mut found);
        pair.payments(&mut found);
        pair.times(&mut found);
        pair.limit(&mut found);
        pair.changes(&mut found);
        pair.polarity(&mut found);
        pair.actor(&mut found);
        pair.aspect(&mut found);
        pair.quantities(&mut found);
        pair.join(&mut found);
    }
    found
}

/// The comparisons of a claim's quotes, whatever its stance: who said it, and in which words.
pub(crate) fn quotes(claim: &Statement, facts: &Facts) -> Vec<Comparison> {
    let mut found = Vec::new();
    for claimed in &claim.quotes {
        let held = facts.all.iter().enumerate().flat_map(|(at, (_, fact))| {
            fact.quotes.iter().map(move |quote| (at, quote, claimed.shared(quote)))
        });
        let best = held.filter(|(_, _, s)| *s >= SAME_QUOTE).max_by(|a, b| a.2.total_cmp(&b.2));
        let Some((fact, held, bond)) = best else { continue };
        for (slot, relation, says) in [
            ("attribution", claimed.relate_speakers(held), ("another speaker", "its speaker")),
            ("quote", claimed.relate_words(held), ("the quote as it stands here", "its words")),
        ] {
            found.push(Comparison {
                fact,
                slot,
                relation,
                claimed: says.0.to_owned(),
                held: says.1.to_owned(),
                range: claimed.range.clone(),
                bond,
            });
        }
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
                let relation = claimed.relate(held);
                if bond <= 0.0 || relation == Relation::Unrelated {
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

    /// "Any" speaks only of the noun right behind it.
    fn any_of_something_else(&self, a: Rank, of: &[Term], b: Rank, other: &[Term]) -> bool {
        let head_missing = |rank: Rank, own: &[Term], there: &[Term]| {
            rank == Rank::Any && own.first().is_some_and(|head| !there.contains(head))
        };
        head_missing(a, of, other) || head_missing(b, other, of)
    }

    fn payments(&self, found: &mut Vec<Comparison>) {
        for claimed in &self.claim.payments {
            for held in &self.fact.payments {
                let both_named = claimed.from.is_some() && claimed.to.is_some();
                let same = claimed.same_edge(held);
                let turned = self.same_amount() && leans_back(claimed, held)
                    || claimed.reversed(held)
                        && claimed.flow == held.flow
                        && !self
                            .facts
                            .all
                            .iter()
                            .any(|(_, f)| f.payments.iter().any(|p| p.same_edge(claimed)));
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
                let ends = matches!(held.bound, Bound::Through | Bound::Until | Bound::Forever)
                    && !matches!(claimed.bound, Bound::On | Bound::From | Bound::After);
                let relation = claimed.relate(held);
                let same_edge = self.same_payment();
                let bound = match ends {
                    true if same_edge => true,
                    true => things > 0.0 && (coverage >= 0.3 || self.claim.terms.is_empty()),
                    false => coverage >= 0.75 && things > 0.0,
                };
                if relation == Relation::Unrelated
                    || !bound
                    || crosses_payments(self.claim, self.fact)
                {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: if ends { "time-bound" } else { "date" },
                    relation,
                    claimed: claimed.words(),
                    held: held.words(),
                    range: claimed.range.clone(),
                    bond: nearness + if same_edge { 2.0 } else { 0.0 },
                });
            }
        }
    }

    /// Both name the same amount of money.
    fn same_amount(&self) -> bool {
        let money = |q: &&Measured| q.quantity.unit.kind == "money";
        self.claim.quantities.iter().filter(money).any(|a| {
            let mut held = self.fact.quantities.iter().filter(money);
            held.any(|b| a.quantity.relate(&b.quantity) == Relation::Equal)
        })
    }

    /// Both tell the same payment.
    fn same_payment(&self) -> bool {
        let held = &self.fact.payments;
        self.claim.payments.iter().any(|p| held.iter().any(|q| p.same_edge(q)))
    }

    /// The same place of its own (the primary partner, the sole licensee), and somebody else in it.
    fn actor(&self, found: &mut Vec<Comparison>) {
        let (Some(claimed), Some(held)) = (self.claim.subject, self.fact.subject) else { return };
        let other_name =
            self.claim.terms.iter().any(|t| self.facts.is_party(*t) && self.fact.terms.contains(t));
        if self.fact.terms.contains(&claimed) || !self.facts.is_party(held) || !other_name {
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

    /// The same measure of the same thing: most of the claim's words in the fact, and the words
    /// next to the number shared.
    fn quantities(&self, found: &mut Vec<Comparison>) {
        if self.claim.quantities.is_empty() || self.fact.quantities.is_empty() {
            return;
        }
        let coverage = self.facts.coverage_with_place(self.claim, self.fact);
        if coverage < 0.4 || self.is_of_another() || crosses_payments(self.claim, self.fact) {
            return;
        }
        let met = |held: &Measured| {
            let mut claimed = self.claim.quantities.iter();
            claimed.any(|c| {
                c.quantity.comparable(&held.quantity)
                    && c.quantity.relate(&held.quantity) == Relation::Equal
            })
        };
        for claimed in &self.claim.quantities {
            let mut of: Vec<Term> = claimed.of.clone();
            of.extend(self.claim.around.iter().filter(|_| claimed.of.is_empty()));
            for held in &self.fact.quantities {
                let next = self.facts.shared_things(&of, &held.of);
                let all: f64 = of.iter().map(|t| self.facts.weight(*t)).sum();
                if !claimed.quantity.comparable(&held.quantity) || next <= 0.0 || all <= 0.0 {
                    continue;
                }
                let relation = claimed.quantity.relate(&held.quantity);
                // What agrees may be bound loosely; what excludes must be bound surely.
                let sure = coverage >= SURE_COVERAGE
                    && next / all >= SURE_NEXT
                    && of.iter().any(|t| is_concept(*t) && held.of.contains(t));
                if relation.excludes() && (!sure || met(held)) {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "quantity",
                    relation,
                    claimed: claimed.quantity.words(),
                    held: held.quantity.words(),
                    range: claimed.range.clone(),
                    bond: coverage + next / all,
                });
            }
        }
    }

    /// The claim is about another party, or another time, than the fact.
    fn is_of_another(&self) -> bool {
        let other_party = matches!((self.claim.subject, self.fact.subject), (Some(a), Some(b))
            if a != b && !self.fact.terms.contains(&a) && !self.claim.terms.contains(&b));
        let apart = |a: &time::Time| {
            let mut held = self.fact.times.iter().peekable();
            held.peek().is_some() && held.all(|b| a.relate(b).excludes())
        };
        other_party || self.claim.times.iter().any(apart)
    }

    /// Planned told as done, or going on told as over.
    fn aspect(&self, found: &mut Vec<Comparison>) {
        let (Some((claimed, range)), Some((held, _))) = (&self.claim.aspect, &self.fact.aspect)
        else {
            return;
        };
        let coverage = self.facts.coverage(self.claim, self.fact);
        let other: Vec<Term> = self.fact.all_terms().collect();
        let things = self.facts.shared_things(&self.claim.terms, &other);
        let relation = claimed.relate(*held);
        let payments = !self.claim.payments.is_empty() || !self.fact.payments.is_empty()
            // What ends is the rank ("its exclusive hold ends"), and that has a slot of its own.
            || !self.claim.exclusivity.is_empty();
        let stated = self.claim.subject == self.fact.subject;
        if coverage < 0.6 || things <= 0.0 || !stated || payments || relation == Relation::Unrelated
        {
            return;
        }
        found.push(Comparison {
            fact: self.at,
            slot: "aspect",
            relation,
            claimed: claimed.word().to_owned(),
            held: held.word().to_owned(),
            range: range.clone(),
            bond: coverage,
        });
    }

    fn limit(&self, found: &mut Vec<Comparison>) {
        let (Some((claimed, range)), Some((held, _))) = (&self.claim.limit, &self.fact.limit)
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
                    bond,
                });
            }
        }
    }

    fn polarity(&self, found: &mut Vec<Comparison>) {
        let coverage = self.facts.coverage(self.claim, self.fact);
        let other_subject = matches!((self.claim.subject, self.fact.subject),
            (Some(a), Some(b)) if a != b);
        // Payments have a slot of their own, which knows the sides.
        let payments = !self.claim.payments.is_empty() && !self.fact.payments.is_empty()
            // "Not an exclusive licence" denies the rank, not the licence.
            || !self.claim.exclusivity.is_empty();
        if coverage < 0.75 || other_subject || self.claim.terms.len() < 2 || payments {
            return;
        }
        let says = |s: &Statement, p: polarity::Polar, at: &Range<usize>| {
            format!("{}{}", if p.holds { "" } else { "not " }, s.words(at))
        };
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
                    claimed: says(self.claim, *claimed, range),
                    held: says(self.fact, *held, fact_range),
                    range: range.clone(),
                    bond: coverage,
                });
            }
        }
    }

    /// What the source says is independent told as tied, and "no exceptions" where it has one.
    fn ties(&self, claimed: &Condition, held: &Condition, found: &mut Vec<Comparison>) {
        let own: Vec<Term> = self.claim.all_terms().collect();
        let other: Vec<Term> = self.fact.all_terms().collect();
        let (bond, words) = match (claimed.tie, held.tie) {
            (Tie::Tied, Tie::Regardless) => {
                (self.facts.shared_things(&claimed.terms, &held.terms), "independent of it")
            }
            (Tie::NoException, Tie::Unless) if self.facts.shared_things(&own, &other) > 0.0 => {
                (self.facts.nearness(self.claim, self.fact), "with an exception")
            }
            _ => return,
        };
        if bond <= 0.0 || crosses_payments(self.claim, self.fact) {
            return;
        }
        found.push(Comparison {
            fact: self.at,
            slot: "condition",
            relation: Relation::Opposite,
            claimed: claimed.words(),
            held: words.to_owned(),
            range: claimed.range.clone(),
            bond,
        });
    }

    /// "Cannot and chooses not" told as "cannot or chooses not".
    fn join(&self, found: &mut Vec<Comparison>) {
        let (Some(claimed), Some(held)) = (&self.claim.condition, &self.fact.condition) else {
            return;
        };
        self.ties(claimed, held, found);
        // One limb is dropped only where the claim's condition is the fact's, word for word as far
        // as it goes; "or" for "and" is plain from the join itself.
        let shared = self.facts.shared_things(&claimed.terms, &held.terms);
        let near = self.facts.nearness(self.claim, self.fact);
        let bond = if claimed.join == Join::One { shared } else { near };
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
            bond,
        });
    }
}

/// Whether a term is a word of the lexicon and no name: what is measured, not whose it is.
fn is_concept(term: Term) -> bool {
    term.sense().is_some() && !term.is_name()
}

/// The claim's payer is the fact's payee, or its payee the fact's payer, and no side agrees.
fn leans_back(claimed: &Payment, held: &Payment) -> bool {
    let crossed = claimed.from.is_some() && claimed.from == held.to
        || claimed.to.is_some() && claimed.to == held.from;
    let agrees = claimed.from.is_some() && claimed.from == held.from
        || claimed.to.is_some() && claimed.to == held.to;
    crossed && !agrees
}

/// Both tell a payment, and not the same one.
pub(crate) fn crosses_payments(claim: &Statement, fact: &Statement) -> bool {
    let (a, b) = (&claim.payments, &fact.payments);
    !a.is_empty() && !b.is_empty() && !a.iter().any(|p| b.iter().any(|q| p.same_edge(q)))
}
