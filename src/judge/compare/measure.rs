//! What is measured: quantities, limits, trends, shares.

use super::{Comparison, Pair, crosses_payments};
use crate::relation::Relation;
use crate::slot::change::Trend;
use crate::slot::limit::Limit;
use crate::slot::scope::Share;
use crate::statement::{Stance, Statement};
use crate::term::Term;

/// How much of the claim the fact must hold for their trends to be of the same thing.
const COVERAGE: f64 = 0.4;

impl Pair<'_> {
    pub(super) fn limit(&self, found: &mut Vec<Comparison>) {
        let (Some((claimed, range)), Some((held, _))) = (&self.claim.limit, &self.fact.limit)
        else {
            return;
        };
        let things = self.facts.nearness(self.claim, self.fact);
        let relation = claimed.relate(*held);
        // "Up to 250,000 a day. Hosting it yourself has no limit": both stand in one paragraph.
        let source = self.facts.all[self.at].0;
        let all = self.facts.all.iter().filter(|(of, _)| *of == source).map(|(_, f)| f);
        let mut told = all.filter(|f| f.passage == self.fact.passage);
        let capped = |f: &&Statement| {
            let most = f.quantities.iter().any(|q| q.quantity.low.is_infinite());
            most && *claimed == Limit::Capped || f.limit.as_ref().is_some_and(|(l, _)| l == claimed)
        };
        if relation.excludes() && told.any(capped) {
            return;
        }
        // A limit of what: the word for it is in both.
        let thing = |t: &Term| t.sense().is_none_or(|s| s.concept().id != "restrict");
        let theirs: Vec<Term> = self.fact.all_terms().collect();
        let same = self.claim.all_terms().any(|t| thing(&t) && theirs.contains(&t));
        let far = relation.excludes() && !same
            || relation.excludes()
                && self.facts.coverage(self.claim, self.fact) < COVERAGE
                && !self.same_payment()
                && self.fact.stance != Stance::Condition;
        if far || things <= 0.0 || self.fact.is_quoted || crosses_payments(self.claim, self.fact) {
            return;
        }
        found.push(Comparison {
            fact: self.at,
            slot: "bound",
            relation,
            claimed: claimed.word().to_owned(),
            held: held.word().to_owned(),
            range: range.clone(),
            bond: things,
        });
    }

    pub(super) fn changes(&self, found: &mut Vec<Comparison>) {
        // "From 700 to 750, and still 700 for some": the sentence tells more than one trend.
        let sentence = self.facts.sentences.of_fact(self.at);
        let told = sentence.map_or(&[][..], |s| self.facts.sentences.facts(s));
        let moves = |f: &Statement| f.quantities.iter().any(|q| q.is_past);
        let held = self.fact.changes.iter().any(|c| c.trend == Trend::Same);
        if held && told.iter().any(|at| moves(self.facts.all[*at].1)) {
            return;
        }
        for claimed in &self.claim.changes {
            for held in &self.fact.changes {
                let bond = self.facts.shared_things(&claimed.of, &held.of);
                let near = self.facts.coverage(self.claim, self.fact) >= COVERAGE;
                let other =
                    crosses_payments(self.claim, self.fact) || self.is_of_another_span() || !near;
                if bond <= 0.0 || other {
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

    /// "Halved for the first 12 months", "doubled a year later": each for its own time.
    fn is_of_another_span(&self) -> bool {
        let spans = |s: &Statement| -> Vec<f64> {
            let lengths = s.quantities.iter().filter(|q| q.quantity.unit.kind == "duration");
            lengths.map(|q| q.quantity.low).collect()
        };
        spans(self.claim) != spans(self.fact)
    }

    /// A part told as the whole, or the whole as a part, of the same things.
    pub(super) fn scopes(&self, found: &mut Vec<Comparison>) {
        if self.claim.scopes.is_empty() || self.fact.scopes.is_empty() {
            return;
        }
        let coverage = self.facts.coverage(self.claim, self.fact);
        if coverage < 0.6 || self.is_of_another() {
            return;
        }
        for claimed in &self.claim.scopes {
            for held in &self.fact.scopes {
                let bond = self.facts.shared_things(&claimed.of, &held.of);
                let same = claimed.of.iter().any(|t| is_concept(*t) && held.of.contains(t));
                let relation = claimed.share.relate(held.share);
                // Who says some where it is all says less, not otherwise.
                let less = matches!(claimed.share, Share::Some | Share::Most)
                    && matches!(held.share, Share::All | Share::Any);
                if !same || less || relation == Relation::Unrelated {
                    continue;
                }
                found.push(Comparison {
                    fact: self.at,
                    slot: "scope",
                    relation,
                    claimed: claimed.share.word().to_owned(),
                    held: held.share.word().to_owned(),
                    range: claimed.range.clone(),
                    bond,
                });
            }
        }
    }
}

/// Whether a term is a word of the lexicon and no name: what is measured, not whose it is.
fn is_concept(term: Term) -> bool {
    term.sense().is_some() && !term.is_name()
}
