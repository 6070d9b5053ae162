//! What is compared only where the claim is surely about one sentence: planned told as done, all
//! told where there is an exception, something told that the sentence says there is none of.

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::relation::Relation;
use crate::slot::aspect::Stage;
use crate::slot::condition::Tie;
use crate::slot::modality::Force;
use crate::slot::scope::Share;
use crate::statement::{Measured, Stance, Statement};
use crate::term::Term;
use std::ops::Range;

/// How much of the claim the clause must hold, and how many of its words.
const SHARE: f64 = 0.5;
const WORDS: usize = 1;

/// Compares a claim with the sentence it is surely about.
pub(crate) fn meant(
    claim: &Statement,
    beside: &[&Statement],
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    if let Some(sentence) = nearest.clearly() {
        let meant = Meant { claim, beside, facts, of: facts.sentences.facts(sentence) };
        found.extend(meant.whole());
    }
    let Some(sentence) = nearest.surely() else { return };
    let meant = Meant { claim, beside, facts, of: facts.sentences.facts(sentence) };
    found.extend(meant.done());
    found.extend(meant.all());
}

struct Meant<'a> {
    claim: &'a Statement,
    /// The other clauses of the claim's sentence.
    beside: &'a [&'a Statement],
    facts: &'a Facts<'a>,
    /// The clauses of the source's sentence.
    of: &'a [usize],
}

impl<'a> Meant<'a> {
    /// Planned, expected or awaiting something, told as done.
    fn done(&self) -> Option<Comparison> {
        let (stage, range) = self.claim.aspect.as_ref()?;
        let ahead = self.claim.modality.is_some() || self.claim.condition.is_some();
        if *stage != Stage::Done || self.claim.denies || ahead || self.claim.tells_when {
            return None;
        }
        // The same act: what is done must be what was planned.
        let act = |f: &Statement| {
            let verbs = self.claim.predicates.iter().map(|(p, _)| p.verb);
            verbs.into_iter().any(|verb| {
                f.predicates.iter().any(|(p, _)| p.verb == verb)
                    || f.terms.contains(&Term::concept(verb))
            })
        };
        let told = self.clauses().filter(|(_, f)| self.holds(f) && act(f));
        let mut open = None;
        for (at, fact) in told {
            let planned = matches!(fact.aspect, Some((Stage::Planned, _)))
                || matches!(fact.modality, Some((Force::Expect | Force::Will, _)));
            let awaits = fact.poles.iter().any(|p| p.axis == "decision" && !p.side);
            if matches!(fact.aspect, Some((Stage::Done | Stage::Agreed, _))) && !awaits {
                return None;
            }
            if (planned || awaits) && open.is_none() {
                open = Some((at, if awaits { "still open" } else { "planned" }));
            }
        }
        let (at, held) = open?;
        Some(self.compared(at, "aspect", Relation::Disjoint, stage.word(), held, range))
    }

    /// All of them, where the sentence makes an exception that the article's sentence does not.
    fn all(&self) -> Option<Comparison> {
        let scope = self.claim.scopes.iter().find(|s| s.share == Share::All && !s.is_weak)?;
        let excepts = |s: &Statement| {
            s.condition.as_ref().is_some_and(|c| matches!(c.tie, Tie::Unless | Tie::If))
                || s.stance == Stance::Condition
                || s.scopes.iter().any(|s| matches!(s.share, Share::Some | Share::Most))
        };
        if excepts(self.claim) || self.claim.denies || self.beside.iter().any(|s| excepts(s)) {
            return None;
        }
        let unless = |s: &Statement| {
            s.condition.as_ref().filter(|c| c.tie == Tie::Unless && !c.terms.is_empty()).is_some()
        };
        // All of what the sentence speaks of.
        let same = |f: &Statement| scope.of.iter().any(|t| f.terms.contains(t));
        let (at, _) = self.clauses().find(|(_, f)| unless(f) && self.holds(f) && same(f))?;
        let words = (scope.share.word(), "not all: there is an exception");
        Some(self.compared(at, "scope", Relation::Disjoint, words.0, words.1, &scope.range))
    }

    /// The whole of it, where the sentence gives a share: all of the equity for 80 percent of it.
    fn whole(&self) -> Option<Comparison> {
        let scopes = self.claim.scopes.iter().filter(|s| s.share == Share::All);
        let extents = self.claim.poles.iter().filter(|p| p.axis == "extent" && p.side);
        let mut wholes =
            scopes.map(|s| (&s.of, &s.range)).chain(extents.map(|p| (&p.of, &p.range)));
        let share = |s: &Statement| s.quantities.iter().any(|q| q.quantity.unit.kind == "percent");
        if self.claim.denies || share(self.claim) || self.beside.iter().any(|s| share(s)) {
            return None;
        }
        wholes.find_map(|(of, range)| {
            let part = |q: &&Measured| {
                let quantity = &q.quantity;
                let of_it = of.iter().any(|t| !t.is_name() && q.next.contains(t));
                let some = quantity.is_exact() && (0.0..100.0).contains(&quantity.low);
                quantity.unit.kind == "percent" && some && of_it && !q.is_past
            };
            // The same is done with it: bought, owned, covered.
            let same_act = |f: &Statement| {
                let held = || f.predicates.iter().map(|(p, _)| p.verb);
                self.claim.predicates.iter().any(|(p, _)| held().any(|verb| verb == p.verb))
            };
            let (at, held) = self.clauses().filter(|(_, f)| same_act(f)).find_map(|(at, f)| {
                let held = f.quantities.iter().find(part)?;
                Some((at, f.words(&held.range).trim().to_owned()))
            })?;
            let words = self.claim.words(range).trim().to_owned();
            Some(self.compared(at, "scope", Relation::Disjoint, &words, &held, range))
        })
    }

    fn clauses(&self) -> impl Iterator<Item = (usize, &'a Statement)> + '_ {
        let all = self.of.iter().map(|at| (*at, self.facts.all[*at].1));
        all.filter(|(_, f)| f.is_fact() || f.stance == Stance::Condition)
    }

    /// Whether the clause holds enough of the claim.
    fn holds(&self, fact: &Statement) -> bool {
        let (share, words) = self.facts.sentences.clause(self.claim, fact);
        share >= SHARE && words >= WORDS
    }

    fn compared(
        &self,
        fact: usize,
        slot: &'static str,
        relation: Relation,
        claimed: &str,
        held: &str,
        range: &Range<usize>,
    ) -> Comparison {
        let (claimed, held) = (claimed.to_owned(), held.to_owned());
        Comparison { fact, slot, relation, claimed, held, range: range.clone(), bond: 5.0 }
    }
}
