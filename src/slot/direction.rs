//! Direction: who pays whom, and whether that goes on.
//!
//! Each directed edge is judged alone: that one side stops paying says nothing about the other.

use crate::clause::Clause;
use crate::lexicon::{Category, Particle, Sense};
use crate::relation::Relation;
use crate::term::Term;
use crate::token::{Kind, Token};
use std::ops::Range;

/// Whether money flows along an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flow {
    /// It flows, or goes on.
    Goes,
    /// It has stopped, stops, or never flowed.
    Stops,
}

/// A payment from one party to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Who pays, if said.
    pub from: Option<Term>,
    /// Who is paid, if said.
    pub to: Option<Term>,
    /// What is paid.
    pub theme: Vec<Term>,
    /// Whether it goes on.
    pub flow: Flow,
    /// Folded bytes of the words that tell it.
    pub range: Range<usize>,
}

impl Flow {
    /// The word used in proofs.
    pub fn word(self) -> &'static str {
        match self {
            Flow::Goes => "goes on",
            Flow::Stops => "stops",
        }
    }

    /// The claim's flow against the fact's, on the same edge.
    pub fn relate(self, fact: Flow) -> Relation {
        if self == fact { Relation::Equal } else { Relation::Opposite }
    }

    fn turned(self) -> Flow {
        match self {
            Flow::Goes => Flow::Stops,
            Flow::Stops => Flow::Goes,
        }
    }
}

impl Payment {
    /// Whether both name the same edge: every side that both name is the same, and one side is named.
    pub fn same_edge(&self, other: &Payment) -> bool {
        let agrees = |a: Option<Term>, b: Option<Term>| a.is_none() || b.is_none() || a == b;
        let named = (self.from.is_some() && other.from.is_some())
            || (self.to.is_some() && other.to.is_some());
        named && agrees(self.from, other.from) && agrees(self.to, other.to)
    }

    /// `a pays b: goes on`, by the names of the lexicon; a name it does not hold is `one party`.
    pub fn words(&self) -> String {
        let name = |t: Option<Term>| match t {
            Some(term) => term.sense().map_or("one party", |s| s.concept().id),
            None => "somebody",
        };
        format!("{} pays {}: {}", name(self.from), name(self.to), self.flow.word())
    }

    /// Whether the other names the same two parties, the other way round.
    pub fn reversed(&self, other: &Payment) -> bool {
        self.from.is_some() && self.to.is_some() && self.from == other.to && self.to == other.from
    }
}

/// Which side of the payment the subject of the word is on.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Payer,
    Payee,
    Forgoes,
}

/// Reads the payments of a clause.
pub fn read(clause: &Clause) -> Vec<Payment> {
    if let Some(payment) = key(clause) {
        return vec![payment];
    }
    let themed = clause.tokens.iter().any(is_theme);
    if let Some(payment) = arrow(clause) {
        return vec![payment];
    }
    let mut found: Vec<Payment> = clause
        .all(Category::Flow)
        .filter_map(|(at, sense)| {
            let side = match sense.concept().id {
                "pay" => Side::Payer,
                "receive" => Side::Payee,
                "forgo" => Side::Forgoes,
                _ => return None,
            };
            // Receiving and giving up tell a payment only of something that is paid.
            (themed || side == Side::Payer).then(|| payment(clause, at, side))
        })
        .filter(|p| p.from.is_some() || p.to.is_some())
        .take(1)
        .collect();
    if found.is_empty() {
        found.extend(given(clause));
    }
    found
}

/// "Passes 30 percent of it on to Lumen".
fn handed(clause: &Clause) -> Option<Payment> {
    let number = |i: usize| clause.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    let at = (1..clause.tokens.len())
        .find(|i| clause.is_particle(*i, Particle::HandsOn) && (number(i + 1) || number(i + 2)))?;
    let to = |i: usize| clause.is_particle(i, Particle::Toward) && clause.name_at(i + 1).is_some();
    let given = (at + 1..clause.tokens.len()).any(to);
    let payment = payment(clause, at, Side::Payer);
    (given && payment.from.is_some()).then_some(payment)
}

/// Reads who buys and who sells, as who pays whom: who invests pays, who sells is paid.
pub fn sales(clause: &Clause) -> Vec<Payment> {
    let side = |sense: Sense| match sense.concept().frame {
        "acquire" | "invest" => Some(Side::Payer),
        "sell" => Some(Side::Payee),
        _ => None,
    };
    let verbs = clause.all(Category::Verb).filter_map(|(at, s)| Some((at, side(s)?)));
    let traded = verbs.map(|(at, side)| traded(clause, at, side));
    traded.filter(|p| p.from.is_some() && p.to.is_some()).take(1).collect()
}

/// The subject and the other party named: behind "from" or "to", or owner of what is bought.
fn traded(clause: &Clause, at: usize, side: Side) -> Payment {
    let name = |i: usize| clause.name_at(i);
    let passive = at > 0 && clause.tokens[at].kind == Kind::Latin && {
        let by = (at + 1..(at + 5).min(clause.tokens.len())).any(|i| clause.is_word(i, "by"));
        by || (at.saturating_sub(3)..at)
            .any(|i| clause.is_any(i, &["be", "been", "was", "were", "is"]))
    };
    let subject = (0..at).find_map(name).or(clause.subject).filter(|_| !passive);
    let other = (0..clause.tokens.len()).filter_map(name).find(|n| Some(*n) != subject);
    let (from, to) = match side {
        Side::Payer => (subject, other),
        _ => (other, subject),
    };
    let range = clause.range(at, at);
    Payment { from, to, theme: Vec::new(), flow: flow(clause, at, side), range }
}

/// A 分兩成給 B: what one gives the other.
fn given(clause: &Clause) -> Option<Payment> {
    let gives = |i: &usize| {
        clause.tokens[*i].kind == Kind::Han
            && clause.is_particle(*i, Particle::Toward)
            && clause.name_at(i + 1).is_some()
    };
    if let Some(payment) = handed(clause) {
        return Some(payment);
    }
    let at = (1..clause.tokens.len()).find(gives)?;
    let amount = |i: usize| {
        let unit = clause.tokens[i].of(Category::Unit).map(|s| s.concept().kind);
        unit.is_some_and(|kind| kind.starts_with("money") || kind == "percent")
    };
    let paid = (at.saturating_sub(4)..at).any(amount);
    let payment = payment(clause, at, Side::Payer);
    (paid && payment.from.is_some()).then_some(payment)
}

/// `microsoft_to_openai: false`: a key that names an edge.
fn key(clause: &Clause) -> Option<Payment> {
    let key = clause.keys.last()?;
    let spaced = crate::token::spelled_out(key);
    let (from, to) = spaced.split_once(" To ")?;
    let party = |words: &str| {
        let folded = crate::fold::fold(words);
        let tokens = crate::token::tokens(words, &folded, &Default::default());
        tokens.first().and_then(|t| t.terms.first().copied())
    };
    let stops = clause.tokens.iter().any(|t| {
        Particle::Off.is(clause.words(t))
            || t.is(Category::Stance, "cross")
            || t.is(Category::Negation, "not")
    });
    let goes = clause.is_particle(0, Particle::Yes) || clause.has(Category::Stance, "check");
    let flow = match (stops, goes) {
        (true, _) => Flow::Stops,
        (_, true) => Flow::Goes,
        _ => return None,
    };
    let range = clause.range(0, clause.tokens.len().saturating_sub(1));
    Some(Payment { from: party(from), to: party(to), theme: clause.around.to_vec(), flow, range })
}

/// "Revenue share: Microsoft → OpenAI": an edge drawn.
fn arrow(clause: &Clause) -> Option<Payment> {
    let is_arrow = |i: &usize| clause.tokens[*i].is(Category::Stance, "arrow");
    let at = (1..clause.tokens.len()).find(is_arrow)?;
    let (from, to) = (clause.name_at(at - 1)?, clause.name_at(at + 1)?);
    let paid = |t: &Term| t.sense().is_some_and(|s| s.concept().kind == "theme");
    let about = clause.tokens.iter().any(|t| is_theme(t) || t.of(Category::Flow).is_some());
    if !about && !clause.around.iter().any(paid) {
        return None;
    }
    let flow = flow(clause, at, Side::Payer);
    let range = clause.range(at - 1, at + 1);
    Some(Payment { from: Some(from), to: Some(to), theme: theme(clause), flow, range })
}

fn payment(clause: &Clause, at: usize, side: Side) -> Payment {
    let mut from = None;
    let mut to = None;
    let mut used = Vec::new();
    for i in 0..clause.tokens.len() {
        let Some(party) = clause.name_at(i) else { continue };
        let before = |particle| i > 0 && clause.is_particle(i - 1, particle);
        let along = before(Particle::Along);
        if before(Particle::Away) && !before_arrow(clause, i) {
            from = from.or(Some(party));
            used.push(i);
        } else if before(Particle::Toward) || along {
            // "与 X" before the verb is one more payer; behind it, "shares with X", X is paid.
            if !along || i > at {
                to = to.or(Some(party));
                used.push(i);
            }
        } else if before(Particle::Agent) && side == Side::Payer {
            from = from.or(Some(party));
            used.push(i);
        }
    }
    let free = |i: &usize| !used.contains(i);
    let subject =
        (0..at).rev().filter(free).filter_map(|i| Some((i, clause.name_at(i)?))).next_back();
    let object = (at + 1..(at + 4).min(clause.tokens.len()))
        .filter(free)
        .filter(|i| !owns(clause, *i) && !is_theme_owner(clause, *i))
        .find_map(|i| clause.name_at(i));
    // "Gets half of what the students pay": somebody else does.
    let relative =
        |i: usize| clause.tokens[i].kind == Kind::Latin && clause.is_any(i, &["what", "whatever"]);
    let subject = subject.filter(|(i, _)| !(*i + 1..at).any(relative));
    let subject = match subject {
        Some((_, term)) => Some(term),
        None => clause.subject.filter(|_| !(0..at).any(relative)),
    };
    match side {
        Side::Payer => {
            from = from.or(subject.filter(|s| Some(*s) != to));
            to = to.or(object.filter(|o| Some(*o) != from));
        }
        Side::Payee | Side::Forgoes => {
            // "向 X 收取" and "to" behind a receiving word name the payer.
            if side == Side::Payee && from.is_none() {
                from = to.take().filter(|t| Some(*t) != subject);
            }
            to = subject.or(to);
            let owner = (at + 1..clause.tokens.len())
                .filter(free)
                .find_map(|i| clause.name_at(i))
                .filter(|o| Some(*o) != to);
            from = from.or(owner).filter(|f| Some(*f) != to);
        }
    }
    let range = clause.range(at, last_theme(clause, at));
    Payment { from, to, theme: theme(clause), flow: flow(clause, at, side), range }
}

fn before_arrow(clause: &Clause, at: usize) -> bool {
    clause.tokens.iter().skip(at).any(|t| t.is(Category::Stance, "arrow"))
}

/// "OpenAI's ...": the name owns what follows.
fn owns(clause: &Clause, at: usize) -> bool {
    clause.is_particle(at + 1, Particle::Owner)
}

/// "give up OpenAI revenue share": the name stands right before the theme.
fn is_theme_owner(clause: &Clause, at: usize) -> bool {
    clause.tokens.get(at + 1).is_some_and(is_theme) && {
        // "pay Microsoft revenue share": behind a paying verb it is the one who is paid.
        !(at > 0 && clause.tokens[at - 1].is(Category::Flow, "pay"))
    }
}

fn theme(clause: &Clause) -> Vec<Term> {
    let themes = clause.tokens.iter().filter(|t| is_theme(t));
    themes.flat_map(|t| t.of(Category::Flow)).map(Term::concept).collect()
}

/// Whether a token names something that is paid.
fn is_theme(token: &Token) -> bool {
    token.senses.iter().any(|s| s.concept().kind == "theme")
}

fn last_theme(clause: &Clause, at: usize) -> usize {
    let near = at..(at + 6).min(clause.tokens.len());
    near.rev().find(|i| is_theme(&clause.tokens[*i])).unwrap_or(at)
}

fn flow(clause: &Clause, at: usize, side: Side) -> Flow {
    let base = if side == Side::Forgoes { Flow::Stops } else { Flow::Goes };
    let negated = clause.negators(at, 7)
        + usize::from((at + 1..(at + 3).min(clause.tokens.len())).any(|i| clause.negates(i)));
    let mut ended = clause.tokens.iter().enumerate().any(|(i, t)| {
        i != at
            && (t.is(Category::Aspect, "end") || t.is(Category::Stance, "destroy"))
            && !t.is(Category::Flow, "forgo")
            && !has_date_behind(clause, i)
            && clause.negators(i, 3) == 0
    });
    // "Stops paying at $45 million": that is the most it pays.
    let capped = clause.is_word(at + 1, "at")
        && clause
            .tokens
            .get(at + 2)
            .is_some_and(|t| t.kind == Kind::Number || t.of(Category::Unit).is_some());
    ended &= !capped;
    let no_longer = clause.tokens.iter().any(|t| t.is(Category::Negation, "no-longer"));
    if no_longer {
        ended = false;
    }
    let turns = negated % 2 + usize::from(ended);
    if turns % 2 == 1 { base.turned() } else { base }
}

/// "ends in 2030", "ends two years before" is a date, not an end now.
fn has_date_behind(clause: &Clause, at: usize) -> bool {
    let timed = |i: usize| clause.tokens[i].is(Category::Time, "before");
    if (at + 1..(at + 5).min(clause.tokens.len())).any(timed) {
        return true;
    }
    let near = at.saturating_sub(4)..(at + 5).min(clause.tokens.len());
    let mut numbers = near.filter(|i| clause.tokens[*i].kind == crate::token::Kind::Number);
    numbers.any(|i| clause.words(&clause.tokens[i]).len() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_equals_itself_and_is_opposite_to_the_other() {
        assert_eq!(Flow::Goes.relate(Flow::Goes), Relation::Equal);
        assert_eq!(Flow::Goes.relate(Flow::Stops), Flow::Stops.relate(Flow::Goes));
    }
}
