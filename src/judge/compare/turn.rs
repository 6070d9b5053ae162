//! A change told the other way round, or not at all: "from six to ten" for "from ten to six", and what
//! was before told as what is new.

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::relation::Relation;
use crate::statement::{Measured, Stance, Statement};

/// A sentence this near, of the nearest, may tell the change.
const MAY_TELL: f64 = 0.5;

/// Compares a change that a claim tells with those of the sentences it may be about.
pub(crate) fn turns(
    claim: &Statement,
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    // 不是從三台變兩台.
    if claim.denies || claim.is_quoted {
        return;
    }
    let near = nearest.within(MAY_TELL, None);
    for new in claim.quantities.iter().filter(|q| !q.is_past && !q.is_change) {
        let turned = near.iter().find_map(|(s, score)| {
            let told = change(*s, facts);
            let other = swapped(claim, new, &told).or_else(|| undone(claim, new, &told))?;
            Some((other, *score))
        });
        let Some(((at, held), score)) = turned else { continue };
        found.push(Comparison {
            fact: at,
            slot: "change",
            relation: Relation::Disjoint,
            claimed: claim.words(&new.range).trim().to_owned(),
            held: facts.all[at].1.words(&held.range).trim().to_owned(),
            range: new.range.clone(),
            bond: 10.0 + score,
        });
    }
}

/// A value of a fact: what was before, or what is new.
type Held<'a> = (usize, &'a Measured);

/// What a sentence tells of before, and of now.
struct Change<'a> {
    old: Vec<Held<'a>>,
    new: Vec<Held<'a>>,
}

fn change<'a>(sentence: usize, facts: &'a Facts) -> Change<'a> {
    let all = facts.sentences.facts(sentence).iter().map(|at| (*at, facts.all[*at].1));
    let mut change = Change { old: vec![], new: vec![] };
    for (at, fact) in all.filter(|(_, f)| f.is_fact() || f.stance == Stance::History) {
        for held in &fact.quantities {
            let old = held.is_past || fact.stance == Stance::History;
            if old { &mut change.old } else { &mut change.new }.push((at, held));
        }
    }
    change
}

/// Both values of the claim's change stand in the sentence, the other way round.
fn swapped<'a>(claim: &Statement, new: &Measured, told: &Change<'a>) -> Option<Held<'a>> {
    let mut old = claim.quantities.iter().filter(|q| q.is_past && same_kind(q, new));
    let before = old.next().filter(|_| old.next().is_none())?;
    told.old.iter().find(|(_, h)| same(h, new))?;
    told.new.iter().find(|(_, h)| same(h, before)).copied()
}

/// What something is changed to is what it was before.
fn undone<'a>(claim: &Statement, new: &Measured, told: &Change<'a>) -> Option<Held<'a>> {
    let changes = claim.poles.iter().any(|p| p.axis == "trend");
    let one = claim.quantities.iter().filter(|q| same_kind(q, new)).count() == 1;
    if !changes || !one || claim.denies || told.new.iter().any(|(_, h)| same(h, new)) {
        return None;
    }
    told.old.iter().find(|(_, h)| same(h, new))?;
    let mut other = told.new.iter().filter(|(_, h)| same_kind(h, new));
    other.next().filter(|_| other.next().is_none()).copied()
}

fn same_kind(a: &Measured, b: &Measured) -> bool {
    a.quantity.comparable(&b.quantity)
}

fn same(a: &Measured, b: &Measured) -> bool {
    same_kind(a, b) && a.quantity.same_figures(&b.quantity)
}
