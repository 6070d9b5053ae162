//! Aspect: where an event stands, from planned to done.

use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::relation::Relation;
use crate::token::Kind;
use std::ops::Range;

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Intended, expected, on its way.
    Planned,
    /// Agreed or signed, not yet carried out.
    Agreed,
    /// Begun.
    Begun,
    /// Going on.
    Ongoing,
    /// Over.
    Ended,
    /// Carried out.
    Done,
}

impl Stage {
    /// The word used in proofs.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Planned => "planned",
            Stage::Agreed => "agreed",
            Stage::Begun => "begun",
            Stage::Ongoing => "going on",
            Stage::Ended => "ended",
            Stage::Done => "done",
        }
    }

    /// The claim's stage against the fact's, of the same event.
    pub fn relate(self, fact: Stage) -> Relation {
        match (self, fact) {
            (a, b) if a == b => Relation::Equal,
            (Stage::Ongoing, Stage::Ended) | (Stage::Ended, Stage::Ongoing) => Relation::Opposite,
            (Stage::Done, Stage::Planned) | (Stage::Planned, Stage::Done) => Relation::Disjoint,
            // What is done was agreed; what is agreed may be undone yet.
            (Stage::Done, Stage::Agreed) => Relation::Broader,
            (Stage::Agreed, Stage::Done) => Relation::Narrower,
            _ => Relation::Unrelated,
        }
    }
}

/// Reads the stage of a clause: the strongest cue wins, done over planned over going on.
pub fn read(clause: &Clause) -> Option<(Stage, Range<usize>)> {
    let mut best: Option<(Stage, usize)> = None;
    for (at, sense) in clause.all(Category::Aspect) {
        let Some(stage) = stage(sense.concept().id) else { continue };
        // 始得生效, 目標是一天內完成: not yet.
        let ahead = (0..at).any(|i| {
            let token = &clause.tokens[i];
            let expects = token.is(Category::Modality, "expect")
                || token.is(Category::Modality, "may")
                || token.is(Category::Condition, "subject-to")
                || token.is(Category::Modality, "must") && token.kind == Kind::Han;
            expects
                || clause.is_particle(i, Particle::Pending)
                || clause.is_particle(i, Particle::OnlyThen)
                || clause.is_particle(i, Particle::Goal)
        });
        // 免年費的還是學校: the negator is of the noun.
        let owned = (at.saturating_sub(3)..at).any(|i| clause.is_particle(i, Particle::Owner));
        let negated = !owned && clause.negators(at, 2) % 2 == 1;
        let stage = match (stage, negated) {
            (Stage::Ended, false) if has_date(clause, at) || until(clause, at) => continue,
            (Stage::Done, false) if ahead => Stage::Planned,
            (stage, false) => stage,
            (Stage::Ended, true) => Stage::Ongoing,
            (Stage::Ongoing, true) => Stage::Ended,
            (Stage::Done, true) => Stage::Planned,
            _ => continue,
        };
        if best.is_none_or(|(b, _)| rank(stage) > rank(b)) {
            best = Some((stage, at));
        }
    }
    if best.is_none()
        && let Some(at) = perfect(clause)
    {
        return Some((Stage::Done, clause.range(at, at)));
    }
    if let Some((Stage::Agreed, agreed)) = best
        && let Some(at) = to_do(clause).filter(|at| (agreed..agreed + 4).contains(at))
    {
        return Some((Stage::Planned, clause.range(at, at)));
    }
    let (stage, at) =
        best.or_else(|| lost(clause)).or_else(|| expected(clause)).or_else(|| no_longer(clause))?;
    Some((stage, clause.range(at, at)))
}

fn stage(id: &str) -> Option<Stage> {
    Some(match id {
        "plan" => Stage::Planned,
        "agree" => Stage::Agreed,
        "begin" => Stage::Begun,
        "continue" | "resume" => Stage::Ongoing,
        "end" => Stage::Ended,
        "done" => Stage::Done,
        _ => return None,
    })
}

fn rank(stage: Stage) -> u8 {
    match stage {
        Stage::Begun => 0,
        Stage::Ongoing => 1,
        Stage::Done => 2,
        Stage::Agreed => 3,
        Stage::Ended => 4,
        Stage::Planned => 5,
    }
}

/// "has bought": done.
fn perfect(clause: &Clause) -> Option<usize> {
    let verb = |i: usize| clause.tokens.get(i).is_some_and(|t| t.of(Category::Verb).is_some());
    let has = |i: &usize| clause.is_particle(*i, Particle::Has) && verb(i + 1);
    (0..clause.tokens.len()).find(has)
}

/// "is expected to close", "to acquire": not yet done.
fn expected(clause: &Clause) -> Option<(Stage, usize)> {
    let expects = |(_, s): &(usize, crate::lexicon::Sense)| s.concept().id == "expect";
    if let Some((at, _)) = clause.all(Category::Modality).find(expects) {
        return Some((Stage::Planned, at));
    }
    to_do(clause).map(|at| (Stage::Planned, at))
}

/// "agreed to acquire", "X to acquire Y" in a headline: what is to be done.
fn to_do(clause: &Clause) -> Option<usize> {
    let transfers = |i: usize| {
        let verb = clause.tokens.get(i).and_then(|t| t.of(Category::Verb));
        verb.is_some_and(|s| !s.concept().frame.is_empty())
    };
    (0..clause.tokens.len()).find(|i| clause.is_word(*i, "to") && transfers(i + 1))
}

/// "loses its licence": what is lost is over. Of money, `direction` knows who loses it.
fn lost(clause: &Clause) -> Option<(Stage, usize)> {
    let themed = clause.tokens.iter().any(|t| t.senses.iter().any(|s| s.concept().kind == "theme"));
    let cue = |(_, s): &(usize, crate::lexicon::Sense)| s.concept().id == "forgo";
    let (at, _) = clause.all(Category::Flow).find(cue).filter(|_| !themed)?;
    clause.negators(at, 2).is_multiple_of(2).then_some((Stage::Ended, at))
}

/// "is no longer a shareholder": it was, and is over.
fn no_longer(clause: &Clause) -> Option<(Stage, usize)> {
    let cue = |(_, s): &(usize, crate::lexicon::Sense)| s.concept().id == "no-longer";
    let (at, _) = clause.all(Category::Negation).find(cue)?;
    // A verb behind it is a predicate of its own ("no longer exports"), which polarity compares.
    let verb = (at + 1..(at + 3).min(clause.tokens.len()))
        .any(|i| clause.tokens[i].of(Category::Verb).is_some());
    (!verb).then_some((Stage::Ended, at))
}

/// "Run on until they expire": they go on.
fn until(clause: &Clause, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|i| {
        let token = &clause.tokens[i];
        token.kind == Kind::Latin
            && ["until", "before", "through"].iter().any(|id| token.is(Category::Time, id))
    })
}

/// "ends in 2030" tells a date, not that it is over.
fn has_date(clause: &Clause, at: usize) -> bool {
    let near = at.saturating_sub(4)..(at + 5).min(clause.tokens.len());
    near.into_iter().any(|i| {
        let token = &clause.tokens[i];
        token.kind == Kind::Number || token.of(Category::Calendar).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Stage; 6] =
        [Stage::Planned, Stage::Agreed, Stage::Begun, Stage::Ongoing, Stage::Ended, Stage::Done];

    #[test]
    fn stages_exclude_each_other_both_ways_and_never_themselves() {
        for a in ALL {
            assert_eq!(a.relate(a), Relation::Equal);
            for b in ALL {
                assert_eq!(a.relate(b), b.relate(a).converse(), "{a:?} {b:?}");
            }
        }
    }
}
