//! Absence: what a clause says there is none of: "no receipt", 不收手續費, "does not use GPS".

use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::term::Term;
use crate::token::Kind;
use std::ops::Range;

/// Most words between a negator and the noun it denies: "will not be able to get any".
const GAP: usize = 5;

/// Most words of the noun and what stands before it.
const LENGTH: usize = 4;

/// A thing there is none of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// The words of the thing, the noun last; each with its other readings.
    pub units: Vec<Vec<Term>>,
    /// What stands before the negator: of whom it is said.
    pub who: Vec<Term>,
    /// Folded bytes of the negator and the thing.
    pub range: Range<usize>,
}

/// Reads what a clause denies.
pub fn read(clause: &Clause) -> Vec<Absence> {
    let negators = (0..clause.tokens.len()).filter(|i| opens(clause, *i));
    negators.filter_map(|at| absence(clause, at)).collect()
}

/// Whether a token denies what follows: a negator, or a word that begins with one (無須, 不含).
fn opens(clause: &Clause, at: usize) -> bool {
    let token = &clause.tokens[at];
    let pole = token.of(Category::Pole).is_some_and(|s| s.concept().value < 0.0);
    clause.negates(at)
        || clause.is_particle(at, Particle::Lacking)
        || token.kind == Kind::Han && pole && Particle::Denying.begins(clause.words(token))
}

fn absence(clause: &Clause, at: usize) -> Option<Absence> {
    let modal = |i: usize| clause.tokens[i].of(Category::Modality).is_some();
    let allows = |i: usize| {
        clause.tokens[i].of(Category::Pole).is_some_and(|s| s.concept().kind == "permission")
    };
    // "Lost the receipt": there is none, but of whoever lost it.
    if clause.is_particle(at, Particle::Lacking) {
        return Some(Absence { units: vec![], who: vec![], range: clause.range(at, at) });
    }
    // 不是牌照: what it is not. 不得使用: what one may not do.
    if clause.is_particle(at, Particle::IsNot) || allows(at) {
        return None;
    }
    let light = |i: usize| clause.is_particle(i, Particle::LightVerb);
    let far = (at + 1 + GAP).min(clause.tokens.len());
    let han = clause.tokens[at].kind == Kind::Han;
    let skipped = |i: &usize| {
        let token = &clause.tokens[*i];
        let mark = matches!(token.kind, Kind::Mark(_) | Kind::Number);
        !mark && !allows(*i) && (light(*i) || !han && token.is_function() || modal(*i))
    };
    let begin = (at + 1..far).take_while(skipped).last().map_or(at + 1, |i| i + 1);
    let noun = |i: &usize| is_of_noun(clause, *i);
    let end = begin + (begin..begin + LENGTH).take_while(noun).count();
    // "A seat on the board": the second noun says of which.
    let of = clause.is_particle(end, Particle::OfNoun);
    let rest = end + 1 + usize::from(is_determiner(clause, end + 1));
    let tail = rest..rest + (rest..rest + LENGTH).take_while(noun).count();
    let tail = if of { tail } else { end..end };
    let next = if of && !tail.is_empty() { tail.end } else { end };
    // "No shares change hands", 沒有發票的: said of what follows.
    let verb = |i: usize| clause.tokens.get(i).is_some_and(|t| t.of(Category::Verb).is_some());
    if begin == end || clause.is_particle(next, Particle::Owner) || verb(next) {
        return None;
    }
    // 不關, "not sign": a verb. 沒有訂單, 不收手續費, "no orders", "not need a receipt": a noun.
    let noun_negator = clause.is_particle(at, Particle::NounNegator);
    if !noun_negator && !(at + 1..begin).any(light) {
        return None;
    }
    // "No shares were bought back": said of what was not done with them.
    let done = (next..next + 3).find(|i| !is_determiner(clause, *i)).filter(|i| *i > next);
    if done.is_some_and(|i| verb(i) && !light(i)) || clause.is_particle(begin, Particle::OfTheRest)
    {
        return None;
    }
    let unit = |i: usize| Some(clause.tokens[i].terms.clone()).filter(|u| !u.is_empty());
    // The noun stands last.
    let units: Vec<Vec<Term>> = tail.chain(begin..end).filter_map(unit).collect();
    (!units.is_empty()).then(|| Absence {
        units,
        who: clause.terms(0..at),
        range: clause.range(at, next - 1),
    })
}

fn is_determiner(clause: &Clause, at: usize) -> bool {
    clause.tokens.get(at).is_some_and(|t| t.is_function() && !matches!(t.kind, Kind::Mark(_)))
}

/// Whether a token may be of a noun and what stands before it.
fn is_of_noun(clause: &Clause, at: usize) -> bool {
    clause.tokens.get(at).is_some_and(|t| {
        !t.is_function()
            && !t.terms.is_empty()
            && matches!(t.kind, Kind::Latin | Kind::Han)
            && t.of(Category::Verb).is_none()
            && t.of(Category::Adjective).is_none()
            && !clause.negates(at)
    })
}
