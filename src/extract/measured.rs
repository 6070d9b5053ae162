//! The amounts of a clause, with what stands next to each.

use super::Reader;
use super::{sentence, stance};
use crate::clause::Clause;
use crate::fold;
use crate::lexicon::Particle;
use crate::slot::{quantity, time};
use crate::span::slice;
use crate::statement::{Measured, Statement};
use crate::token::{Kind, Token};
use std::ops::Range;

impl Reader<'_> {
    /// The quantities of a clause whose first token is `from`, with the terms next to each in the
    /// sentence: "diarrhea (38 percent)" counts diarrhea.
    pub(super) fn quantities(
        &self,
        clause: &Clause,
        from: usize,
        sentence: Range<usize>,
    ) -> Vec<Measured> {
        let tokens = &self.scan.tokens;
        let text = &self.scan.folded.text;
        let read = quantity::read(clause);
        let past = stance::history(clause);
        let existing = |i: usize| clause.is_particle(i, Particle::Existing);
        // "Nearly two years left": counted from the day of writing.
        let last = clause.tokens.len().saturating_sub(1);
        let left = |q: &quantity::Quantity| {
            let near = clause.range(q.tokens.start.saturating_sub(3), q.tokens.end.min(last));
            let beside = slice(text, near);
            Particle::Remaining.spellings().iter().any(|word| beside.contains(word))
        };
        // 剩下四座工廠: what is left when others are gone.
        let rest = |q: &quantity::Quantity| {
            let before = clause.tokens.get(q.tokens.start).map_or(0, |t| t.range.start);
            let start = clause.tokens.first().map_or(0, |t| t.range.start);
            let words = slice(text, start..before).trim_end();
            let ends = |word: &&str| words.ends_with(*word);
            q.unit.kind == "count" && Particle::LeftOver.spellings().iter().any(ends)
        };
        // 十年前 was; 三十天前 is when to give notice.
        let ago = |q: &quantity::Quantity| {
            q.unit.factor > 28.0 && clause.is_particle(q.tokens.end, Particle::Ago)
        };
        let taken: Vec<Range<usize>> =
            read.iter().map(|q| from + q.tokens.start..from + q.tokens.end).collect();
        let unit = self.places.unit[self.id.0];
        let dates = time::dates(clause);
        let amounts: Vec<Range<usize>> = read.iter().map(|q| q.tokens.clone()).collect();
        let measured = |q: quantity::Quantity| {
            let q = q.in_unit_of(unit);
            let (start, end) = (from + q.tokens.start, from + q.tokens.end);
            let of = sentence::beside(text, tokens, start..end, &taken, sentence.clone(), 9);
            let next = sentence::beside(text, tokens, start..end, &taken, sentence.clone(), 3);
            let before = &tokens[sentence.start..start];
            let is_first = before.iter().all(|t| t.kind != Kind::Number);
            let number = before.iter().position(|t| t.kind == Kind::Number);
            let is_part = number.is_some_and(|n| is_part(text, &before[n..]))
                || is_part_of_next(text, &tokens[end..sentence.end]);
            let range = self.scan.folded.original(q.range.clone());
            // +1,000, −2: how much more or less.
            let signed = q.high < 0.0 && q.unit.kind != "percent"
                || q.unit.kind != "percent"
                    && q.tokens.start > 0
                    && clause.is_word(q.tokens.start - 1, "+");
            let is_past = signed
                || past.iter().any(|p| p.contains(&q.range.start))
                || quantity::is_difference(clause, &q)
                || rest(&q)
                || (q.tokens.start.saturating_sub(5)..q.tokens.start).any(existing)
                || q.unit.kind == "duration" && (left(&q) || ago(&q));
            let when = when(&dates, &amounts, &q.tokens);
            let is_change = quantity::is_change(clause, &q);
            let is_off = clause.is_particle(q.tokens.end.saturating_sub(1), Particle::Discount);
            Measured {
                quantity: q,
                of,
                next,
                when,
                is_past,
                is_change,
                is_off,
                is_first,
                is_part,
                range,
            }
        };
        read.into_iter().map(measured).collect()
    }
}

/// Whether what follows these tokens is told as a part: in brackets, or behind "of which".
fn is_part(text: &str, before: &[Token]) -> bool {
    let word = |t: &Token| slice(text, t.range.clone());
    // 310 名派遣工中, 120 人 ...
    let among =
        |pair: &[Token]| Particle::Among.is(word(&pair[0])) && pair[1].kind == Kind::Mark(',');
    if before.windows(2).any(among) {
        return true;
    }
    let last = before.iter().rev().find_map(|t| match t.kind {
        Kind::Mark('(') => Some(true),
        Kind::Mark(')') => Some(false),
        _ if Particle::OfWhich.is(word(t)) => Some(true),
        _ if Particle::InAll.is(word(t)) => Some(false),
        _ => None,
    });
    last.unwrap_or(false)
}

/// "62 of its 118 services".
fn is_part_of_next(text: &str, behind: &[Token]) -> bool {
    let of = |t: &Token| Particle::OutOf.is(slice(text, t.range.clone()));
    behind.first().is_some_and(of) && behind.iter().take(5).any(|t| t.kind == Kind::Number)
}

/// The date right behind the amount at `own`, or right before it.
fn when(
    dates: &[(time::Period, Range<usize>)],
    amounts: &[Range<usize>],
    own: &Range<usize>,
) -> Option<time::Period> {
    const NEAR: usize = 3;
    let free = |a: usize, b: usize| {
        a <= b && b - a <= NEAR && !amounts.iter().any(|t| a <= t.start && t.end <= b)
    };
    let behind = dates.iter().find(|(_, d)| free(own.end, d.start));
    let before = dates.iter().rev().find(|(_, d)| free(d.end, own.start));
    behind.or(before).map(|(period, _)| *period)
}

/// 元 is the yuan, or the dollar, that the text names elsewhere, where it names one only.
pub(super) fn name_the_yuan(statements: &mut [Statement]) {
    let amounts = statements.iter().flat_map(|s| &s.quantities).map(|m| m.quantity.unit);
    let mut named: Vec<quantity::Unit> =
        amounts.filter(|u| matches!(u.id, "cny" | "twd" | "hkd" | "mop")).collect();
    named.sort_by_key(|u| u.id);
    named.dedup_by_key(|u| u.id);
    let [yuan] = named.as_slice() else { return };
    for statement in statements {
        let text = &statement.text;
        let start = statement.range.start;
        // "11.8 cents" may be of any currency.
        let named = |m: &Measured| {
            let words =
                slice(text, m.range.start.saturating_sub(start)..m.range.end.saturating_sub(start));
            words.is_empty()
                || words.chars().any(fold::is_han)
                || words.chars().all(|c| !c.is_alphabetic())
        };
        for amount in statement.quantities.iter_mut().filter(|m| m.quantity.unit.kind == "money") {
            if amount.quantity.unit.id.is_empty() && named(amount) {
                amount.quantity.unit.id = yuan.id;
            }
        }
    }
}
