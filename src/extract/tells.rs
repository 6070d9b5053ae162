//! What a clause tells by its form: a bound, an ordinal, a pronoun, a time.

use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::token::{Kind, Token};
use std::ops::Range;

/// Whether any word bounds or blurs an amount.
pub(super) fn bounds(tokens: &[Token]) -> bool {
    let bound = |t: &Token| t.of(Category::Bound).is_some_and(|s| s.concept().kind != "to");
    tokens.iter().any(bound)
}

/// "From $4,900": the least of several.
pub(super) fn from_amount(clause: &Clause) -> bool {
    (1..clause.tokens.len()).any(|i| {
        let money =
            clause.tokens[i].of(Category::Unit).is_some_and(|s| s.concept().kind == "money");
        clause.tokens[i].kind == Kind::Latin && money && clause.is_particle(i - 1, Particle::Away)
            || clause.is_word(i, "$") && clause.is_particle(i - 1, Particle::Away)
    })
}

/// The ordinals of a clause: 2 for "the second year", for 第二年 and for "year two".
pub(super) fn nth(clause: &Clause) -> Vec<u32> {
    const NAMES: [Particle; 6] = [
        Particle::First,
        Particle::Second,
        Particle::Third,
        Particle::Fourth,
        Particle::Fifth,
        Particle::Sixth,
    ];
    let named = |at: usize| (1..).zip(NAMES).find(|(_, name)| clause.is_particle(at, *name));
    let latin = |at: usize| named(at).map(|(number, _)| number);
    let han = |at: usize| {
        let number = crate::slot::number::read(clause, at + 1)?;
        (clause.is_particle(at, Particle::Ordinal)).then_some(number.value as u32)
    };
    (0..clause.tokens.len()).filter_map(|at| latin(at).or_else(|| han(at))).collect()
}

/// "These go on", 這是兩成: who or what is meant stands before.
pub(super) fn is_of_pronoun(clause: &Clause) -> bool {
    let han = clause.tokens.first().is_some_and(|t| t.kind == Kind::Han);
    clause.is_particle(0, Particle::Pronoun) || han && clause.begins_with(0, Particle::Pronoun)
}

/// "After the merger", 合併完成以後: a clause that tells when something else happens.
pub(super) fn tells_when(clause: &Clause) -> bool {
    let time = |t: &Token| {
        ["before", "after", "until", "through"].iter().any(|id| t.is(Category::Time, id))
    };
    let last = clause.tokens.last().is_some_and(|t| t.kind == Kind::Han && time(t));
    // "Three months before the cover lapses".
    let counts = |t: &&Token| {
        t.kind == Kind::Number || t.of(Category::Number).is_some() || t.of(Category::Unit).is_some()
    };
    let first = clause.tokens.iter().find(|t| !counts(t));
    let first = first.is_some_and(|t| t.kind == Kind::Latin && time(t));
    last || first
}

/// Whether what stands there only tells until when: "wait until the second slice has been paid".
pub(super) fn only_until(clause: &Clause, range: &Range<usize>) -> bool {
    let before = clause.tokens.iter().take_while(|t| t.range.end <= range.start);
    let until = |t: &Token| t.kind == Kind::Latin && t.is(Category::Time, "until");
    let behind: Vec<&Token> = before.skip_while(|t| !until(t)).skip(1).collect();
    let dated = |t: &&Token| t.kind == Kind::Number || t.of(Category::Calendar).is_some();
    behind.iter().any(|t| !t.is_function()) && !behind.iter().any(dated)
}
