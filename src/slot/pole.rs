//! Poles: on which of two sides a thing is put, free or paid, included or excluded, required or not.
//!
//! Source of the questions and their words: `rules/words/pole.toml`.

use crate::clause::Clause;
use crate::lexicon::{Category, Particle, Sense};
use crate::relation::Relation;
use crate::span::slice;
use crate::term::Term;
use crate::token::{Kind, Token};
use std::ops::Range;

/// How far before a word its negator stands.
const REACH: usize = 5;

/// A side of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pole {
    /// The question: `cost`, `inclusion`.
    pub axis: &'static str,
    /// The side.
    pub side: bool,
    /// Whether the word only adds: also, too, 也會.
    pub adds: bool,
    /// Whether a negator turned the word.
    pub turned: bool,
    /// What it is said of: the topic terms behind the word.
    pub of: Vec<Term>,
    /// Who or what it is said of: the topic terms before the word, or those of the place and the
    /// clause before it.
    pub who: Vec<Term>,
    /// Folded bytes of the words, a negator right before them included.
    pub range: Range<usize>,
}

impl Pole {
    /// The claim's side against the fact's, of the same thing.
    pub fn relate(&self, fact: &Pole) -> Relation {
        match (self.axis == fact.axis, self.side == fact.side) {
            (false, _) => Relation::Unrelated,
            (true, true) => Relation::Equal,
            (true, false) => Relation::Opposite,
        }
    }
}

/// Reads the poles of a clause.
pub fn read(clause: &Clause) -> Vec<Pole> {
    let mut poles: Vec<Pole> = Vec::new();
    for (at, token) in clause.tokens.iter().enumerate() {
        let senses = token.senses.iter().filter(|s| s.concept().category == Category::Pole);
        for sense in senses {
            let Some(found) = pole(clause, at, *sense) else { continue };
            // "Subject to approval", 尚未通過: the first word rules the one behind it.
            let ruled = poles.iter().any(|p| p.axis == found.axis && !p.side);
            if !ruled {
                poles.push(found);
            }
        }
    }
    poles.extend(level(clause));
    poles.extend(moved(clause));
    poles
}

/// 高 6%, 低 200 元: how far above or below something else.
fn level(clause: &Clause) -> Option<Pole> {
    let at = (1..clause.tokens.len())
        .find(|i| (far(clause, i - 1).is_some()) && clause.tokens[*i].kind == Kind::Number)?;
    let side = far(clause, at - 1)?;
    let of = clause.terms(at + 1..at + 4);
    let range = clause.range(at - 1, at);
    Some(Pole {
        axis: "level",
        turned: false,
        adds: false,
        side,
        of,
        who: who(clause, at - 1),
        range,
    })
}

/// "Up 17 percent": by how much something rose.
fn moved(clause: &Clause) -> Option<Pole> {
    let number = |i: usize| clause.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    let side = |i: usize| match () {
        () if clause.is_particle(i, Particle::Up) => Some(true),
        () if clause.is_particle(i, Particle::Down) => Some(false),
        () => None,
    };
    let at = (0..clause.tokens.len()).find(|i| side(*i).is_some() && number(i + 1))?;
    let told = clause.tokens[..at].iter().any(|t| t.of(Category::Pole).is_some());
    let percent = (at + 2..at + 4).any(|i| {
        clause
            .tokens
            .get(i)
            .is_some_and(|t| t.of(Category::Unit).is_some_and(|u| u.concept().kind == "percent"))
    });
    let range = clause.range(at, at);
    let (of, who) = (clause.terms(at + 1..at + 4), who(clause, at));
    (percent && !told).then_some(Pole {
        axis: "trend",
        turned: false,
        adds: false,
        side: side(at)?,
        of,
        who,
        range,
    })
}

/// Whether the token ends in a word for above, or for below: 價高 may be one unknown word.
fn far(clause: &Clause, at: usize) -> Option<bool> {
    let token = clause.tokens.get(at).filter(|t| t.kind == Kind::Han)?;
    let word = clause.words(token);
    let last = word.char_indices().last().map(|(i, _)| slice(word, i..word.len()))?;
    let is = |p: Particle| p.is(word) || p.is(last) && token.senses.is_empty();
    match (is(Particle::Above), is(Particle::Below)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// A negator before the word turns it, unless another pole stands between, or what it negates is
/// said of a noun (無法升級的車輛); one right behind it turns what is allowed.
fn pole(clause: &Clause, at: usize, sense: Sense) -> Option<Pole> {
    let concept = sense.concept();
    let behind = clause.tokens[at].kind == Kind::Latin && clause.negates(at + 1);
    // "The death was not put down to it": what did not happen is told behind the noun.
    if behind && concept.kind == "harm" {
        return None;
    }
    let is_last = at + 1 == clause.tokens.len();
    // "Must not" is no answer to what is required; "requires no account" is.
    let modal = behind && clause.tokens[at].of(Category::Modality).is_some();
    let denied = (at.saturating_sub(2)..at).any(|i| clause.negates(i));
    let noun = is_last && clause.tokens[at].kind == Kind::Latin && !denied;
    if concept.kind == "requirement" && (modal || noun) {
        return None;
    }
    // 停止支援之前: a time, not a statement. So is 下架後.
    let after = clause.tokens[at].kind == Kind::Han
        && clause
            .tokens
            .get(at + 1)
            .is_some_and(|t| t.kind == Kind::Han && t.is(Category::Time, "after"));
    let timed = after
        || clause.tokens.last().is_some_and(|t| {
            t.kind == Kind::Han && (t.is(Category::Time, "before") || t.is(Category::Time, "after"))
        });
    if timed || (0..at).any(|i| clause.is_particle(i, Particle::Wish)) {
        return None;
    }
    // 不是退款: said of something else, which it is.
    let contrast = at > 0 && is_last && clause.is_particle(at - 1, Particle::IsNot);
    // 並非退款上限: what it is not is the noun behind.
    let next_noun =
        clause.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Han && !t.is_function());
    let head = at > 0 && clause.tokens[at].kind == Kind::Han && next_noun;
    if head && clause.is_particle(at - 1, Particle::IsNot) {
        return None;
    }
    // 並非全票通過: passed, and not by all.
    let by_all = (0..at).any(|i| {
        clause.is_particle(i, Particle::IsNot)
            && (i + 1..at).any(|k| clause.is_particle(k, Particle::Unanimous))
    });
    if by_all {
        return None;
    }
    // 延後規定: the rule about it.
    let rule =
        clause.tokens[at].kind == Kind::Han && clause.is_particle(at + 1, Particle::RuleNoun);
    if contrast || rule {
        return None;
    }
    // "What ceases is ...", 退費有兩道門檻: the word names what the clause is about.
    let named = clause.tokens[at].kind == Kind::Han
        && (0..at).all(|i| clause.tokens[i].is_function())
        && (at + 1..at + 3).any(|i| clause.is_particle(i, Particle::Being));
    if is_attribute(clause, at) || clause.is_word(0, "what") || named {
        return None;
    }
    // "May not exceed", 不得超過: a bound on a number, no permission.
    let bounds = |i: usize| {
        let bound = clause.tokens.get(i).and_then(|t| t.of(Category::Bound));
        bound.is_some_and(|b| matches!(b.concept().id, "more-than" | "less-than"))
    };
    if concept.kind == "permission" && (at + 1..at + 4).any(bounds) {
        return None;
    }
    // "Those who cancelled", 在…通過的前提下: of whom, or when, but not what is said.
    let whose = |i: usize| clause.is_particle(i, Particle::Whose);
    let noun = |i: usize| {
        let token = &clause.tokens[i];
        token.kind == Kind::Latin && !token.is_function() && token.of(Category::Verb).is_none()
    };
    // "The half that the contract does not cover".
    let that = (at.saturating_sub(6)..at).any(|i| {
        let named = i > 1 && clause.is_particle(i - 2, Particle::Determiner);
        i > 0 && clause.is_word(i, "that") && (noun(i - 1) || named)
    });
    let owned = that || at > 0 && whose(at - 1) || at > 1 && whose(at - 2);
    let given = clause
        .tokens
        .iter()
        .rev()
        .take(2)
        .any(|t| t.kind == Kind::Han && t.of(Category::Condition).is_some());
    if owned && at > 2 || given {
        return None;
    }
    // "Until the patent expires" tells when, not what ends.
    let until = |i: usize| {
        let token = &clause.tokens[i];
        let before = token.kind == Kind::Latin && token.is(Category::Time, "before");
        let bound = token.is(Category::Time, "until") || token.is(Category::Time, "through");
        let bound = bound || before;
        bound && !clause.is_word(i, "to")
    };
    if concept.kind == "continuation" && (0..at).any(until) {
        return None;
    }
    let free = |from: usize| {
        (from + 1..at).all(|i| {
            let owner = clause.is_particle(i, Particle::Owner) && concept.kind != "harm";
            // "Has no deadline and needs a receipt": the second says it for itself.
            let next = clause.tokens[i].kind == Kind::Latin
                && clause.is_particle(i, Particle::LimbAnd)
                && (i + 1..at).any(|k| clause.negates(k));
            clause.tokens[i].of(Category::Pole).is_none() && !owner && !next
        })
    };
    // "Isn't the only place that can" does not say what cannot.
    // Nor does "what you cannot leave is the phone you still pay" say what is not still so.
    let reach = if concept.kind == "permission" { 3 } else { REACH };
    let han = clause.tokens[at].kind == Kind::Han && concept.kind != "permission";
    let near = |from: usize| han || from == 0 || from + reach >= at;
    let negators: Vec<usize> =
        (0..at).filter(|i| clause.negates(*i) && free(*i) && near(*i)).collect();
    let turned = (negators.len() + usize::from(behind)) % 2 == 1;
    let first = negators.last().copied().filter(|i| i + 3 > at).unwrap_or(at);
    let range = clause.range(first, at + usize::from(behind));
    let of = clause.terms(at + 1..at + 6);
    // "No further rise" denies one more, not the one there is.
    let more = negators.iter().any(|i| clause.tokens[*i].is(Category::Negation, "no-longer"))
        || (first..at).any(|i| clause.is_particle(i, Particle::OnceMore));
    // "Cannot rise by more than 3 percent": it rises, up to there.
    let capped = (at + 1..at + 4).any(bounds);
    if turned && (more || capped) && matches!(concept.kind, "trend" | "change") {
        return None;
    }
    let adds = concept.id == "joined";
    // 不得禁止: what may not be forbidden is allowed.
    let forbids = |i: usize| {
        clause.tokens.get(i).is_some_and(|t| {
            t.senses.iter().any(|s| {
                let c = s.concept();
                c.category == Category::Pole && c.kind == "permission" && c.value < 0.0
            })
        })
    };
    let twice = concept.kind == "permission" && concept.value < 0.0 && forbids(at + 1);
    let side = (concept.value > 0.0) != (turned != twice);
    Some(Pole { axis: concept.kind, turned, adds, of, who: who(clause, first), side, range })
}

/// "Adjusted profit", "the approved list": said of a noun of the clause, and not what it says.
fn is_attribute(clause: &Clause, at: usize) -> bool {
    let token = &clause.tokens[at];
    let word = clause.words(token);
    let plain = |t: &Token| t.kind == Kind::Latin && !t.is_function();
    let next = clause.tokens.get(at + 1);
    let noun = next.is_some_and(|t| plain(t) && t.of(Category::Verb).is_none());
    let free = at.checked_sub(1).and_then(|i| clause.tokens.get(i)).is_none_or(|t| {
        clause.is_particle(at - 1, Particle::Determiner)
            || !matches!(t.kind, Kind::Latin | Kind::Han | Kind::Number)
    });
    let one = !word.contains(' ') && word.ends_with("ed");
    token.kind == Kind::Latin && one && noun && free
}

/// What stands before token `at`; a clause that opens with it goes on about what was before.
fn who(clause: &Clause, at: usize) -> Vec<Term> {
    let before = clause.terms(0..at);
    if before.is_empty() { clause.around.to_vec() } else { before }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_one_question_are_opposite_and_other_questions_unrelated() {
        let pole = |axis, side| Pole {
            axis,
            side,
            turned: false,
            adds: false,
            of: vec![],
            who: vec![],
            range: 0..0,
        };
        let all = [("a", true), ("a", false), ("b", true), ("b", false)];
        for (a, s) in all {
            for (b, t) in all {
                let relation = pole(a, s).relate(&pole(b, t));
                assert_eq!(relation, pole(b, t).relate(&pole(a, s)));
                assert_eq!(relation == Relation::Equal, (a, s) == (b, t));
                assert_eq!(relation.excludes(), a == b && s != t);
            }
        }
    }
}
