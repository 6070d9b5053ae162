//! Whether a clause that takes the other side surely takes it of the same thing.

use super::is_act;
use crate::judge::align::Facts;
use crate::slot::aspect::Stage;
use crate::slot::condition::Tie;
use crate::slot::modality::Force;
use crate::slot::pole::Pole;
use crate::slot::time::{Bound, Time};
use crate::statement::{Measured, Statement};
use crate::term::Term;

/// How much of the claim the clause must hold that takes the other side.
const SHARE: f64 = 0.5;
const WORDS: usize = 2;

/// How many words of the claim its sentence must hold where the clause has fewer.
const UNITS: usize = 3;

/// A claim's side, and the clause that takes the other.
pub(super) struct Rival<'a> {
    mine: &'a Pole,
    claim: &'a Statement,
    fact: &'a Statement,
    facts: &'a Facts<'a>,
    /// The clauses of the fact's sentence.
    clauses: &'a [usize],
    /// How much of the claim the clause holds, and how many of its words; how many the sentence.
    share: f64,
    words: usize,
    units: usize,
    /// The same figure in both is as good as a word.
    same_amount: bool,
}

impl<'a> Rival<'a> {
    pub(super) fn of(
        mine: &'a Pole,
        claim: &'a Statement,
        at: usize,
        units: usize,
        facts: &'a Facts<'a>,
    ) -> Self {
        let fact = facts.all[at].1;
        let (share, words) = facts.sentences.clause(claim, fact);
        let clauses = facts.sentences.of_fact(at).map_or(&[][..], |s| facts.sentences.facts(s));
        let same = |c: &Measured| {
            let alike = |h: &Measured| c.quantity.same_figures(&h.quantity);
            c.quantity.unit.kind != "duration" && fact.quantities.iter().any(alike)
        };
        let same_amount = claim.quantities.iter().any(same);
        Rival { mine, claim, fact, facts, clauses, share, words, units, same_amount }
    }

    /// Whether both are surely about the same thing.
    pub(super) fn is_meant(&self) -> bool {
        let apart = self.is_of_another_time()
            || self.is_of_another_thing()
            || self.claim.is_of_another_number(self.fact)
            || self.is_loose()
            || self.is_unnamed()
            || self.is_another_act();
        self.is_held() && !apart && !self.is_compatible() && !self.is_unbound()
    }

    /// Whether clause and claim share enough.
    fn is_held(&self) -> bool {
        self.same_amount && self.units >= 1
            || self.mine.axis == "inclusion" && self.is_named()
            || self.share >= SHARE && self.words >= 1
            || self.words >= WORDS
            || self.units >= UNITS
    }

    /// Whether the other side may be so, too.
    fn is_compatible(&self) -> bool {
        let Rival { mine, claim, fact, .. } = self;
        // "Continues until May" and "ends in May" are the same.
        let endless = claim.times.iter().any(|t| t.bound == Bound::Forever);
        let timed = mine.axis == "continuation"
            && !endless
            && !(claim.times.is_empty() && fact.times.is_empty());
        // "Not affected, unless otherwise stated": an exception may speak for the claim.
        let unless = |f: &Statement| f.condition.as_ref().is_some_and(|c| c.tie == Tie::Unless);
        let excepts = unless(fact)
            || self.before().is_some_and(|f| {
                // 合同不含独家条款 says something, and excepts nothing from what follows.
                unless(f) && f.poles.is_empty() && f.exclusivity.is_empty()
            });
        // "May include" rules nothing out.
        let may =
            |s: &Statement| s.modality.as_ref().is_some_and(|(force, _)| *force == Force::May);
        let maybe = mine.axis != "permission" && (may(claim) || may(fact));
        // "Not published yet" and "will be published" are both so.
        let coming = mine.turned
            && !mine.side
            && (matches!(fact.modality, Some((Force::Will | Force::Expect, _)))
                || matches!(fact.aspect, Some((Stage::Planned, _))))
            && matches!(mine.axis, "disclosure" | "decision" | "opening" | "continuation");
        // What is not cancelled may be suspended.
        let halfway = mine.axis == "continuation" && mine.turned && mine.side;
        // What may be so only under terms is not so without them.
        let restricted = mine.axis == "permission" && !mine.side && fact.is_restricted;
        // "Free accounts are not purged", "we do not delete free accounts": one denies the act.
        let acts = claim.denies && fact.denies && self.rivals().any(|p| p.turned != mine.turned);
        // 超過五艘的不能申請, 不超過五艘的方可申請: the two halves of one rule.
        let halves = claim.quantities.iter().any(|c| {
            fact.quantities.iter().any(|h| {
                let (a, b) = (&c.quantity, &h.quantity);
                let bounds = a.low.is_infinite() && b.high.is_infinite()
                    || a.high.is_infinite() && b.low.is_infinite();
                bounds && a.same_figures(b)
            })
        });
        halves || timed || acts || excepts || maybe || coming || halfway || restricted
    }

    /// Whether the words that take the side may stand for something else.
    fn is_unbound(&self) -> bool {
        let Rival { mine, claim, fact, .. } = self;
        // Cash or shares is said of an amount.
        let of_amount = mine.axis == "means" && self.words < WORDS + 1 || mine.axis == "vote";
        // 超過 625 萬: the word bounds a number, which must be the same.
        let of_number =
            |c: &Measured| c.range.start <= mine.range.start && mine.range.end <= c.range.end;
        // "Three quarters are on the free plan": what is so of a part is not so of the rest.
        let part = |c: &Measured| c.quantity.unit.kind == "percent" && c.quantity.size() != 100.0;
        let parts = claim.quantities.iter().any(part)
            && matches!(mine.axis, "cost" | "inclusion" | "permission" | "requirement")
            || matches!(mine.axis, "decision" | "requirement")
                && claim.quantities.iter().any(|c| c.quantity.unit.kind == "count");
        let bound = of_amount || claim.quantities.iter().any(of_number);
        // 不再免費 tells what was; a word alone in a cell may be that.
        let bare = fact.units.is_empty() || fact.units.len() == 1 && self.clauses.len() > 2;
        parts || bound && !self.same_amount || mine.turned && bare
    }

    /// Whether a word of result or trend stands by itself.
    fn is_loose(&self) -> bool {
        // A quote may have a word of profit without telling of one.
        let result = self.mine.axis == "result"
            && !self.same_amount
            && (self.words == 0 || self.claim.denies && !self.mine.turned);
        let few = self.words < WORDS && !(self.same_amount && self.words > 0);
        result || self.is_common() && few
    }

    /// Something rises or changes in every other sentence.
    fn is_common(&self) -> bool {
        matches!(self.mine.axis, "trend" | "change")
    }

    /// What may be changed later, and what stood on another day, is said of another time.
    fn is_of_another_time(&self) -> bool {
        let Rival { mine, claim, fact, .. } = self;
        let dated = claim.times.iter().any(|t| !t.period.is_yearless());
        let of_a_day = matches!(
            mine.axis,
            "trend" | "change" | "continuation" | "opening" | "disclosure" | "decision"
        );
        let apart =
            |a: &Time| !fact.times.is_empty() && fact.times.iter().all(|b| a.relate(b).excludes());
        let meets = |a: &Time| fact.times.iter().any(|b| !a.relate(b).excludes());
        claim.times.iter().any(apart) || of_a_day && dated && !claim.times.iter().any(meets)
    }

    /// Whether what rises, changes or stays is another thing in the fact than in the claim.
    fn is_of_another_thing(&self) -> bool {
        // Prices of parts are not prices of phones: the object of what rises must be the claim's.
        let object = |p: &Pole| {
            let of = || p.of.iter().take(2);
            of().any(|t| !self.tells(t)) && of().any(|t| self.claim.terms.contains(t))
        };
        // What rises or stays is what stands before the word in both.
        let mut who = self.rivals().flat_map(|p| &p.who).filter(|t| !t.is_name()).peekable();
        let others = who.peek().is_some() && !who.any(|t| self.tells(t));
        // "Will keep the name", and "the name is losing its appeal".
        let own = self.mine.of.iter().take(2).filter(|t| !t.is_name()).collect::<Vec<_>>();
        let lost = self.mine.axis == "continuation"
            && !own.is_empty()
            && own.iter().all(|t| !self.fact.terms.contains(t));
        lost || self.is_common() && (self.rivals().any(object) || others)
    }

    /// Whether what is left out is nothing that the claim names.
    fn is_unnamed(&self) -> bool {
        let Rival { mine, claim, .. } = self;
        // "Their income will rise, too" is no word about what they are left out of.
        let more = claim.poles.iter().any(|p| p.axis != mine.axis);
        let adds = mine.adds && (self.words < WORDS || more);
        // "Stays with it too" takes in nothing.
        let stays = |p: &Pole| matches!(p.axis, "change" | "continuation") && p.side;
        let stays = mine.side && claim.poles.iter().any(stays);
        let priced = mine.axis == "in-price" && self.units < UNITS;
        (mine.axis == "inclusion" || priced)
            && (adds || claim.is_of_pronoun || !self.is_named() || stays)
    }

    /// Whether the claim names what the fact leaves out or takes in: by a word, or by its figure.
    fn is_named(&self) -> bool {
        let question = Term::question(self.mine.axis);
        let left_out = self.rivals().filter(|p| p.side != self.mine.side);
        let mut items = left_out.flat_map(|p| self.fact.items(p));
        let figure = |c: &Measured| {
            let alike = |h: &Measured| c.quantity.same_figures(&h.quantity);
            c.quantity.digits() >= 2 && self.fact.quantities.iter().any(alike)
        };
        self.claim.quantities.iter().any(figure)
            || items.any(|t| *t != question && self.claim.terms.contains(t))
    }

    /// What may or must be done is told by its object: "change their minds", not "apply".
    fn is_another_act(&self) -> bool {
        let Rival { mine, claim, .. } = self;
        if !matches!(mine.axis, "permission" | "requirement") {
            return false;
        }
        // The same act on something else: used in sweets, not in drinks.
        let thing = |t: &&Term| !is_act(**t) && t.sense().is_some();
        let mut things = self.rivals().flat_map(|p| p.of.iter().filter(thing)).peekable();
        let elsewhere = things.peek().is_some() && things.all(|t| !self.tells(t));
        let told = |n: &Term| self.clauses.iter().any(|f| self.facts.all[*f].1.terms.contains(n));
        let of_another = claim.names.iter().any(|n| !told(n));
        let act = |p: &Pole| p.of.iter().find(|t| is_act(**t)).copied();
        let held = self.rivals().next().and_then(act);
        let other_act = act(mine)
            .is_some_and(|a| held.is_some_and(|h| h != a) || !self.fact.terms.contains(&a));
        let object = |t: &Term| mine.of.contains(t) || claim.terms.contains(t);
        let alike = self.rivals().any(|p| p.of.iter().any(object));
        let few = self.words < WORDS && self.units < UNITS;
        elsewhere && !claim.terms.is_empty() || of_another || !alike && (other_act || few)
    }

    /// Where the fact answers the claim's question.
    fn rivals(&self) -> impl Iterator<Item = &'a Pole> {
        let axis = self.mine.axis;
        self.fact.poles.iter().filter(move |p| p.axis == axis)
    }

    /// The clause of the fact's sentence before it: 除教學外，不得使用.
    fn before(&self) -> Option<&'a Statement> {
        let of = self.clauses.iter().map(|at| self.facts.all[*at].1);
        of.take_while(|f| f.range.start < self.fact.range.start).last()
    }

    /// Whether the claim or its place has the word.
    fn tells(&self, term: &Term) -> bool {
        self.claim.terms.contains(term) || self.claim.around.contains(term)
    }
}
