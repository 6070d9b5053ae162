//! What happens: said to be so or not, planned or done, may or will.

use super::{Comparison, Pair};
use crate::relation::Relation;
use crate::slot::aspect::Stage;
use crate::slot::polarity;
use crate::statement::Statement;
use crate::term::Term;
use std::ops::Range;

/// Two words and a negator fit too many facts.
const WORDS_MIN: usize = 3;

impl Pair<'_> {
    pub(super) fn polarity(&self, found: &mut Vec<Comparison>) {
        if self.claim.predicates.is_empty() || self.fact.predicates.is_empty() {
            return;
        }
        if self.fact.is_quoted || self.claim.tells_when {
            return;
        }
        let other_subject = matches!((self.claim.subject, self.fact.subject),
            (Some(a), Some(b)) if a != b);
        // Payments have a slot of their own, which knows the sides.
        let payments = !self.claim.payments.is_empty() && !self.fact.payments.is_empty()
            // "Not an exclusive licence" denies the rank, not the licence.
            || !self.claim.exclusivity.is_empty();
        if other_subject || self.claim.units.len() < WORDS_MIN || payments {
            return;
        }
        let coverage = self.facts.coverage(self.claim, self.fact);
        if coverage < 0.75 {
            return;
        }
        let says = |s: &Statement, p: polarity::Polar, at: &Range<usize>| {
            format!("{}{}", if p.holds { "" } else { "not " }, s.words(at))
        };
        // What is required or allowed, and what is not, is a side.
        let side = |range: &Range<usize>| {
            self.claim.poles.iter().any(|p| {
                matches!(p.axis, "requirement" | "permission" | "inclusion")
                    && p.range.start < range.end
                    && range.start < p.range.end
            })
        };
        let rules = |p: &polarity::Polar| {
            matches!(p.verb.concept().id, "require" | "need" | "allow" | "oblige" | "permit")
        };
        let acts = self.claim.predicates.iter().filter(|(p, r)| !side(r) && !rules(p));
        for (claimed, range) in acts {
            for (held, fact_range) in &self.fact.predicates {
                let relation = claimed.relate(*held);
                // A negator's reach is guessed; the clause as a whole must deny, too.
                let plain = match relation {
                    Relation::Opposite => self.claim.denies != self.fact.denies,
                    Relation::Disjoint => self.claim.denies == self.fact.denies,
                    _ => true,
                };
                // "Continues until October" and "stops in October" are the same.
                let timed = relation == Relation::Disjoint
                    && !self.claim.times.is_empty()
                    && !self.fact.times.is_empty();
                // "Is not buying Acme", but 47 of its shops.
                let part = relation == Relation::Opposite
                    && self.claim.denies
                    && self.claim.quantities.is_empty()
                    && self.fact.quantities.iter().any(|q| q.quantity.unit.kind == "count");
                if relation == Relation::Unrelated || !plain || timed || part {
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

    /// Planned told as done, or going on told as over.
    pub(super) fn aspect(&self, found: &mut Vec<Comparison>) {
        let (Some((claimed, range)), Some((held, _))) = (&self.claim.aspect, &self.fact.aspect)
        else {
            return;
        };
        let relation = claimed.relate(*held);
        let payments = !self.claim.payments.is_empty() || !self.fact.payments.is_empty()
            // What ends is the rank ("its exclusive hold ends"), and that has a slot of its own.
            || !self.claim.exclusivity.is_empty();
        let stated = self.claim.subject == self.fact.subject && !self.claim.tells_when;
        // Planned and done must be the same act: a report is due, and a rule in force.
        let acts = |s: &Statement| -> Vec<_> { s.predicates.iter().map(|(p, _)| p.verb).collect() };
        let theirs = acts(self.fact);
        let told = |verb| theirs.contains(verb) || self.fact.terms.contains(&Term::concept(*verb));
        let apart = relation == Relation::Disjoint && !acts(self.claim).iter().any(told);
        // Sales stop for two weeks: then they resume.
        let lasts = |s: &Statement| s.quantities.iter().any(|q| q.quantity.unit.kind == "duration");
        let paused = matches!(
            (*claimed, *held),
            (Stage::Ended, Stage::Ongoing) | (Stage::Ongoing, Stage::Ended)
        ) && (lasts(self.claim) || lasts(self.fact));
        let undone = paused || self.claim.denies && *claimed == Stage::Done;
        let coverage = self.facts.coverage(self.claim, self.fact);
        // Two words bind where one is a name and the fact has both.
        let whole = coverage >= 1.0 && !self.claim.names.is_empty() && self.claim.units.len() > 1;
        let short = self.claim.units.len() < WORDS_MIN && !whole || undone;
        if apart || !stated || payments || short || relation == Relation::Unrelated {
            return;
        }
        let other: Vec<Term> = self.fact.all_terms().collect();
        if coverage < 0.6 || self.facts.shared_things(&self.claim.terms, &other) <= 0.0 {
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

    /// "May" told as "will", of the same act.
    pub(super) fn modality(&self, found: &mut Vec<Comparison>) {
        let (Some((claimed, range)), Some((held, _))) = (&self.claim.modality, &self.fact.modality)
        else {
            return;
        };
        let coverage = self.facts.coverage(self.claim, self.fact);
        let acts = |s: &Statement| -> Vec<polarity::Polar> {
            s.predicates.iter().map(|(p, _)| *p).collect()
        };
        let held_acts = acts(self.fact);
        let same = acts(self.claim).iter().any(|p| held_acts.contains(p));
        let short = self.claim.units.len() < WORDS_MIN;
        if coverage < 0.7 || !same || short || self.is_of_another() {
            return;
        }
        found.push(Comparison {
            fact: self.at,
            slot: "modality",
            relation: claimed.relate(*held),
            claimed: claimed.word().to_owned(),
            held: held.word().to_owned(),
            range: range.clone(),
            bond: coverage,
        });
    }
}
