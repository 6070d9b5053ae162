//! Agents: by whom something is done, paid or held, where a text says so: "by X", 由 X.
//!
//! Source of the sides that name no one: `rules/words/noun-side.toml`.

use crate::clause::{Clause, name};
use crate::lexicon::{Category, Particle, Sense};
use crate::relation::Relation;
use crate::term::Term;
use crate::token::{Kind, Token};
use std::ops::Range;

/// What one party does for another, by the frames of the verbs: who does it is told by its subject.
const ALONE: &[&str] = &["supply", "own", "lead", "employ"];

/// How many tokens behind "by" or 由 the agent reaches.
const REACH: usize = 5;

/// By whom something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The names and the sides: customers, the state.
    pub who: Vec<Term>,
    /// The other nouns: the league, the operating airline.
    pub nouns: Vec<Term>,
    /// What is done, where a verb says so.
    pub act: Option<Sense>,
    /// The topic terms behind 由 and its agent: what is done, whatever its kind of word.
    pub deed: Vec<Term>,
    /// Bytes of the agent's words.
    pub range: Range<usize>,
}

impl Agent {
    /// The claim's agent against the fact's, of the same act on the same thing. Sides that may be
    /// one party (a company and its name) do not exclude each other.
    pub fn relate(&self, fact: &Agent) -> Relation {
        let shared = self.all().any(|t| fact.all().any(|u| t == u));
        if shared {
            return Relation::Equal;
        }
        let apart = |a: &Term, b: &Term| match (side(*a), side(*b)) {
            (None, None) => true,
            (Some(side), None) | (None, Some(side)) => side.concept().kind == "side-public",
            (Some(a), Some(b)) => {
                let public = a.concept().kind == "side-public" || b.concept().kind == "side-public";
                let pair = a.concept().opposite == Some(b);
                pair || public && a.concept().kind != b.concept().kind
            }
        };
        let all = self.who.iter().all(|a| fact.who.iter().all(|b| apart(a, b)));
        match all && !self.who.is_empty() && !fact.who.is_empty() {
            true => Relation::Disjoint,
            false => Relation::Unrelated,
        }
    }

    /// The names, the sides and the nouns.
    pub fn all(&self) -> impl Iterator<Item = Term> + '_ {
        self.who.iter().chain(&self.nouns).copied()
    }

    /// Whether both tell the same act: the same verb, or one of the same frame, or one is not said.
    pub fn same_act(&self, other: &Agent) -> bool {
        match (self.act, other.act) {
            (Some(a), Some(b)) => {
                let frame = a.concept().frame;
                a == b || !frame.is_empty() && frame == b.concept().frame
            }
            _ => {
                let open = self.deed.is_empty() || other.deed.is_empty();
                open || self.deed.iter().any(|t| other.deed.contains(t))
            }
        }
    }
}

/// The side that a term is of, where it is no name.
fn side(term: Term) -> Option<Sense> {
    term.sense().filter(|s| s.concept().kind.starts_with("side-"))
}

/// Reads the agents of a clause.
pub fn read(clause: &Clause) -> Vec<Agent> {
    let marked: Vec<Agent> = (0..clause.tokens.len()).filter_map(|at| agent(clause, at)).collect();
    match marked.is_empty() {
        true => subject(clause).into_iter().collect(),
        false => marked,
    }
}

/// "Lumeno supplies the holograms": who is named before a verb that one party alone does.
fn subject(clause: &Clause) -> Option<Agent> {
    let verb = |t: &Token| t.of(Category::Verb);
    let at = clause.tokens.iter().position(|t| verb(t).is_some())?;
    let act = verb(&clause.tokens[at]).filter(|s| ALONE.contains(&s.concept().frame))?;
    let passive = at
        .checked_sub(1)
        .is_some_and(|i| clause.tokens[i].is_function() && clause.tokens[i].kind == Kind::Latin);
    let before = clause.tokens.get(..at)?;
    let plain = before.len() <= REACH && clause.negators(at, REACH) == 0 && !passive;
    let who: Vec<Term> = before.iter().filter_map(name).collect();
    let range = clause.range(0, at);
    (plain && !who.is_empty()).then_some(Agent {
        who,
        nouns: vec![],
        act: Some(act),
        deed: vec![],
        range,
    })
}

fn agent(clause: &Clause, at: usize) -> Option<Agent> {
    let latin = clause.tokens[at].kind == Kind::Latin;
    let verb = |t: &Token| t.of(Category::Verb);
    let marked = match latin {
        true => clause.is_word(at, "by") && at > 0,
        false => clause.is_particle(at, Particle::By),
    };
    if !marked {
        return None;
    }
    let last = clause.tokens.len().min(at + 1 + REACH);
    // 由 names who acts up to the verb; "by" up to the next mark, verb or little word.
    let inside = |i: &usize| {
        let token = &clause.tokens[*i];
        let named = name(token).is_some();
        let stops = token.kind == Kind::Number
            || matches!(token.kind, Kind::Mark(c) if c != '\'' && c != '-' && c != '、')
            || !named && verb(token).is_some();
        !stops
    };
    let end = (at + 1..last).find(|i| !inside(i)).unwrap_or(last);
    // 由本公司負擔: whoever announces it.
    if (at + 1..end).any(|i| clause.is_particle(i, Particle::Ourselves)) {
        return None;
    }
    // 由球隊挑的廠商: whoever the club picks.
    if !latin && (at + 1..end + 2).any(|i| clause.is_particle(i, Particle::Owner)) {
        return None;
    }
    let tokens = clause.tokens.get(at + 1..end)?;
    let who: Vec<Term> = tokens.iter().filter_map(|t| name(t).or_else(|| sides(t))).collect();
    let act = match latin {
        true => clause.tokens[at.saturating_sub(3)..at].iter().rev().find_map(verb),
        false => clause.tokens.get(end).and_then(verb),
    };
    let said = match latin {
        true => act.is_some(),
        false => true,
    };
    let noun =
        |t: &&Token| t.of(Category::Noun).is_some() && sides(t).is_none() && name(t).is_none();
    let nouns: Vec<Term> =
        tokens.iter().filter(noun).flat_map(|t| t.terms.iter().copied()).collect();
    let range = clause.range(at, end.saturating_sub(1).max(at));
    let told = said && !(who.is_empty() && nouns.is_empty());
    let deed = if latin { Vec::new() } else { clause.terms(end..end + 2) };
    told.then_some(Agent { who, nouns, act, deed, range })
}

fn sides(token: &Token) -> Option<Term> {
    let mut senses = token.senses.iter();
    senses.find(|s| s.concept().kind.starts_with("side-")).map(|s| Term::concept(*s))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_exclude_each_other_both_ways_and_the_same_agree() {
        let of = |name: &str| Agent {
            who: vec![Term::name(name)],
            nouns: vec![],
            act: None,
            deed: vec![],
            range: 0..0,
        };
        let (a, b) = (of("a"), of("b"));
        assert_eq!(a.relate(&a), Relation::Equal);
        assert_eq!(a.relate(&b), Relation::Disjoint);
        assert_eq!(b.relate(&a), Relation::Disjoint);
        let nobody = Agent { who: vec![], nouns: vec![], act: None, deed: vec![], range: 0..0 };
        assert_eq!(a.relate(&nobody), Relation::Unrelated);
    }
}
