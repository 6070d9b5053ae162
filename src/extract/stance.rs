//! Stance: whether a clause asserts something about now, or which guard keeps it silent.

use super::sentence::{Part, predicates};
use crate::clause::Clause;
use crate::lexicon::{Category, Particle};
use crate::span::slice;
use crate::statement::Stance;
use crate::token::{Kind, Token};
use std::ops::Range;

/// The stance that holds for every clause of a sentence, with its cue.
pub(crate) fn of_sentence(text: &str, tokens: &[Token]) -> Option<(Stance, String)> {
    let find = |id: &str| tokens.iter().find(|t| t.is(Category::Stance, id));
    let words = |t: &Token| slice(text, t.range.clone()).to_owned();
    let asks = tokens.iter().rev().take(3).find(|t| matches!(t.kind, Kind::Mark('?')));
    if let Some(cue) = asks {
        return Some((Stance::Question, words(cue)));
    }
    let supposes = tokens.iter().any(|t| t.is(Category::Condition, "if"))
        && tokens.iter().any(|t| matches!(slice(text, t.range.clone()), "would" | "could"));
    if supposes {
        return Some((Stance::Hypothesis, "if ... would".to_owned()));
    }
    for (id, stance) in [
        ("report", Stance::Report),
        // What is rejected was said by others.
        ("rejection", Stance::Report),
        ("hypothesis", Stance::Hypothesis),
        ("opinion", Stance::Opinion),
        ("forecast", Stance::Forecast),
    ] {
        if let Some(cue) = find(id) {
            return Some((stance, words(cue)));
        }
    }
    let first = tokens.iter().find(|t| !matches!(t.kind, Kind::Mark(_)));
    if let Some(cue) = first.filter(|t| t.is(Category::Stance, "author")) {
        return Some((Stance::Author, words(cue)));
    }
    None
}

/// The stance of one clause, with its cue. `bare`: the clause is a heading or a table head, which
/// says something only with a predicate.
pub(crate) fn of_clause(clause: &Clause, part: &Part, bare: bool) -> Option<(Stance, String)> {
    let find = |id: &str| clause.tokens.iter().position(|t| t.is(Category::Stance, id));
    let words = |at: usize| clause.words(&clause.tokens[at]).to_owned();
    let says = clause.tokens.iter().any(predicates);
    // "Asked whether it ends", 又問會不會取消.
    // 變不變, 漲不漲.
    let either = (1..clause.tokens.len()).find(|i| {
        let ends = |at: usize| clause.words(&clause.tokens[at]).chars().last();
        let begins = |at: usize| clause.words(&clause.tokens[at]).chars().next();
        let second = |at: usize| clause.words(&clause.tokens[at]).chars().nth(1);
        let apart = clause.is_particle(*i, Particle::Not)
            && *i + 1 < clause.tokens.len()
            && ends(*i - 1) == begins(*i + 1);
        apart || clause.begins_with(*i, Particle::Not) && ends(*i - 1) == second(*i)
    });
    if let Some(at) = find("question").filter(|_| says).or(either) {
        return Some((Stance::Question, words(at)));
    }
    if let Some(at) = find("cross") {
        return Some((Stance::Cross, words(at)));
    }
    let opens = clause.tokens.first();
    let ties = opens.is_some_and(|t| t.of(Category::Condition).is_some());
    let free = |t: &&Token| {
        ["independent", "tied", "no-exception"].iter().any(|id| t.is(Category::Condition, id))
    };
    if ties && opens.filter(free).is_none() {
        return Some((Stance::Condition, words(0)));
    }
    // 在驗證通過的前提下.
    let given = clause
        .tokens
        .last()
        .is_some_and(|t| t.kind == Kind::Han && t.is(Category::Condition, "subject-to"));
    if given {
        return Some((Stance::Condition, words(clause.tokens.len() - 1)));
    }
    if clause.is_particle(0, Particle::Inverted) {
        return Some((Stance::Condition, words(0)));
    }
    if part.before_arrow && !says {
        return Some((Stance::History, "→".to_owned()));
    }
    if part.before_arrow && opens.is_some_and(|t| t.is(Category::Stance, "transition")) {
        return Some((Stance::History, words(0)));
    }
    if !says && is_before(clause) {
        return Some((Stance::History, words(0)));
    }
    if let Some(at) = find("comparison") {
        return Some((Stance::Comparison, words(at)));
    }
    // "Azure had been the only one" is history; "was left out because a switch had been set" is not.
    let had = find("past-perfect").filter(|at| !clause.tokens[..*at].iter().any(predicates));
    // 配偶以前不在其中: no date before it, so that it tells of the past.
    let once = clause.tokens.iter().enumerate().position(|(at, t)| {
        let told = t.kind == Kind::Han && clause.is_particle(at, Particle::Once);
        let dated = |t: &Token| {
            t.kind == Kind::Number
                || [Category::Number, Category::Calendar].iter().any(|c| t.of(*c).is_some())
        };
        told && !clause.tokens[..at].iter().any(dated)
            && at + 1 < clause.tokens.len()
            && !at.checked_sub(1).is_some_and(|i| predicates(&clause.tokens[i]))
    });
    if let Some(at) = find("history").or(had).or(once)
        && find("now").is_none()
    {
        return Some((Stance::History, words(at)));
    }
    if bare && !says {
        return Some((Stance::Label, "no predicate".to_owned()));
    }
    None
}

/// "Before April, ...", 四月之前: a time that is over.
fn is_before(clause: &Clause) -> bool {
    let cue = |at: Option<usize>| {
        at.and_then(|i| clause.tokens.get(i)).filter(|t| t.is(Category::Time, "before"))
    };
    let opens = cue(Some(0)).is_some_and(|t| t.kind == Kind::Latin);
    let closes = cue(clause.tokens.len().checked_sub(1)).is_some_and(|t| t.kind == Kind::Han);
    // A year says itself whether it is over.
    let year = |t: &Token| t.kind == Kind::Number && clause.words(t).len() == 4;
    let dated = clause.tokens.iter().any(year);
    // "Before anybody panics" is no time.
    let timed = clause.tokens.iter().any(|t| {
        let of = |category| t.of(category).is_some();
        of(Category::Calendar) || t.kind == Kind::Number || of(Category::Number)
    });
    !dated && (opens && timed || closes && clause.tokens.len() <= 8)
}

/// 由 10 次減為 6 次: a word of rising, falling or changing.
fn turns(clause: &Clause, at: usize) -> bool {
    clause.tokens[at].senses.iter().any(|s| {
        let concept = s.concept();
        concept.category == Category::Pole && matches!(concept.kind, "trend" | "change")
    })
}

/// Folded byte ranges of what a clause says was before: "from A to B", 从A向B, "instead of A".
pub(crate) fn history(clause: &Clause) -> Vec<Range<usize>> {
    let mut past = Vec::new();
    for (at, token) in clause.tokens.iter().enumerate() {
        if !token.is(Category::Stance, "transition") {
            continue;
        }
        let ends = |i: &usize| {
            clause.is_particle(*i, Particle::Into)
                || clause.tokens[*i].is(Category::Stance, "arrow")
                || clause.tokens[*i].kind == Kind::Han && turns(clause, *i)
        };
        if let Some(end) = (at + 1..clause.tokens.len()).find(ends) {
            past.push(clause.range(at, end));
        } else if clause.words(token).contains(' ') {
            // "4 percent, up from 3".
            past.push(clause.range(at, (at + 3).min(clause.tokens.len() - 1)));
        }
    }
    past
}
