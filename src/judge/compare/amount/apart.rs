//! Another amount of the same kind, where the sentence is surely meant.

use super::{Amount, CELL_SHARE, Held, is_bare};
use crate::judge::compare::Comparison;
use crate::relation::Relation;
use crate::slot::quantity::Quantity;
use crate::statement::{Measured, Stance, Statement};
use crate::term::Term;

/// How sure the sentence must be for an amount of the same kind to be the claim's.
const APART_SHARE: f64 = 0.45;
const APART_SCORE: f64 = 1.0;
const APART_NEAR: f64 = 0.9;
const APART_NEXT: f64 = 0.65;

/// How sure it must be for a slip of the pen.
const SLIP_NEAR: f64 = 0.8;
const SLIP_SHARE: f64 = 0.25;

/// How sure it must be where another sentence has the claim's figure.
const PLAIN_SCORE: f64 = 3.0;
const PLAIN_SHARE: f64 = 0.55;
const PLAIN_CELL_SCORE: f64 = 1.5;
const PLAIN_NEXT: f64 = 0.5;

/// How much of a cell's place the other row must have to be the same.
const SAME_ROW: f64 = 0.8;

/// How much of it the row must have for the claim's figure to be one of its own.
const OWN_ROW: f64 = 0.6;

/// How much of its key a number must share with the sentence to be its number.
const KEYED_SHARE: f64 = 0.9;

/// From so many digits on, the same figure is no coincidence.
const EXACT_DIGITS: usize = 3;

const MILLION: f64 = 1e6;
const FEW: f64 = 10.0;
const FAR: f64 = 5.0;
const DOZENS: f64 = 100.0;

/// A sentence that may hold the claim's number, and what speaks for it.
struct Place {
    sentence: usize,
    score: f64,
    /// How much of the claim it has, and how many of its words.
    share: f64,
    units: usize,
    /// The claim is a cell, whose words are in its place.
    is_cell: bool,
    /// Both are cells of rows.
    in_row: bool,
}

impl Place {
    fn of(amount: &Amount, sentence: usize, score: f64, held: &[Held]) -> Place {
        let (share, units) = amount.nearest.measure(sentence, Some(amount.at));
        let is_cell = amount.claim.units.len() < 2 && !amount.claim.around.is_empty();
        let rows = |(fact, _): &Held| amount.facts.all[*fact].1.row.is_some();
        let in_row = is_cell && amount.claim.row.is_some() && held.iter().any(rows);
        Place { sentence, score, share, units, is_cell, in_row }
    }

    /// How near the next sentence may be. A row with the very head of the claim's is meant,
    /// whatever the others share with it.
    fn next_most(&self, most: f64) -> f64 {
        if self.in_row && self.share >= SAME_ROW { APART_NEAR } else { most }
    }

    fn is_enough_for_a_slip(&self) -> bool {
        self.share >= SLIP_SHARE && (self.units >= 1 || self.in_row) || self.units >= 2
    }

    /// Whether the claim is plainly about this sentence: that some other has its figure says little
    /// then.
    fn is_plain(&self) -> bool {
        match self.is_cell {
            true => self.score >= PLAIN_CELL_SCORE && self.share >= CELL_SHARE,
            false => self.score >= PLAIN_SCORE && self.share >= PLAIN_SHARE,
        }
    }
}

impl<'a> Amount<'a> {
    /// Another amount of the same kind, where the sentence is surely meant and has one such amount,
    /// or one with the same words next to it.
    pub(super) fn apart(&self, ranked: &[(usize, f64)]) -> Option<Comparison> {
        let best = ranked.first()?.1;
        let mut open = ranked.iter().filter_map(|(sentence, score)| {
            let held = self.rivals(*sentence);
            (!held.is_empty()).then_some((*sentence, *score, held))
        });
        let (sentence, score, held) = open.next()?;
        let next = open.next().map_or(0.0, |(_, score, _)| score);
        // A cell is a number: what has none of its kind, as a heading, is not what it is about.
        let best = if self.claim.units.len() < 2 && score >= 0.4 * best { score } else { best };
        let place = Place::of(self, sentence, score, &held);
        let most = place.next_most(APART_NEXT);
        let clear =
            score >= APART_NEAR * best && next <= most * score && place.share >= APART_SHARE;
        // A slip of the pen needs less to be known for one.
        let slips = |h: &Held| self.claimed.quantity.is_slip_of(&h.1.quantity);
        let slip = held.iter().filter(|h| slips(h)).count() == 1
            && score >= SLIP_NEAR * best
            && place.is_enough_for_a_slip();
        let turned = |h: &Held| self.claimed.quantity.is_turned_round(&h.1.quantity);
        let swapped = slip && place.units >= 2 && held.iter().all(turned);
        // The very figure, bounded: nothing else has made it.
        let sharp =
            |h: &Held| self.is_strict(h.1) && self.claimed.quantity.same_figures(&h.1.quantity);
        let sharp = held.iter().filter(|h| sharp(h)).count() == 1;
        let keyed = clear && next <= APART_NEXT * score && self.is_keyed(&place, &held);
        let derived = match keyed {
            true => self.facts.derives_of(&self.claimed.quantity, &self.row(place.sentence)),
            false => !swapped && !sharp && self.is_derived(&place, clear),
        };
        let held = if slip { held.into_iter().filter(slips).collect() } else { held };
        let sure = slip || clear && (place.is_cell || score >= APART_SCORE && place.units >= 2);
        let plain = place.is_plain() && next <= place.next_most(PLAIN_NEXT) * score;
        let elsewhere = !keyed && (!plain || self.is_exact(&place)) && self.is_elsewhere();
        let made = !place.in_row && !sharp && self.is_made(&held);
        if !sure || derived || elsewhere || made || !keyed && self.is_beside(&held) {
            return None;
        }
        let (fact, held) = if slip { held[0] } else { self.bind(&held, place.is_cell)? };
        let other = !self.is_beside_the_point(fact, held) && self.is_other(held);
        other.then(|| self.compared(fact, held, Relation::Disjoint, "quantity", score))
    }

    /// The numbers of a sentence that the claim's could be wrong for; none where the sentence has
    /// the claim's as what was before.
    fn rivals(&self, sentence: usize) -> Vec<Held<'a>> {
        // What was before is told as what was before, or by its change.
        let mut told = self.facts.sentences.facts(sentence).iter().map(|f| self.facts.all[*f].1);
        let past = |f: &Statement, h: &Measured| h.is_past || f.stance == Stance::History;
        if told.any(|f| f.quantities.iter().any(|h| past(f, h) && self.agrees(h))) {
            return Vec::new();
        }
        // "Talked about for twenty years" is not how long anything here lasts.
        let cell = self.claim.units.len() < 2;
        let lasts = self.claimed.quantity.unit.kind == "duration" && !cell;
        let same = |h: &Measured| h.of.iter().any(|t| self.claimed.of.contains(t));
        let acts = |f: &Statement| {
            let mut all = f.predicates.iter().map(|(p, _)| p.verb);
            all.any(|v| self.claim.predicates.iter().any(|(p, _)| p.verb == v))
        };
        let rival = |(fact, h): &Held| {
            // 19 cases without a fire, where 4 of 23 burned.
            let theirs = &self.facts.all[*fact].1.predicates;
            let denied = self.claim.predicates.iter().any(|(mine, _)| {
                theirs.iter().any(|(p, _)| p.verb == mine.verb && p.holds != mine.holds)
            });
            let rest = denied && !self.claimed.quantity.is_slip_of(&h.quantity);
            !(rest && self.claimed.quantity.unit.kind == "count")
                && self.claimed.quantity.comparable(&h.quantity)
                && self.claimed.is_change == h.is_change
                && !self.is_of_more(h)
                && (!lasts || same(h) || acts(self.facts.all[*fact].1))
                && !h.is_past
                && !self.is_met(h)
        };
        self.held(sentence).into_iter().filter(rival).collect()
    }

    /// Whether the claim is a number under a key, and the sentence surely the one with that key: that
    /// the sources have its number under another key tells nothing then.
    fn is_keyed(&self, place: &Place, held: &[Held<'a>]) -> bool {
        let plain = |(fact, _): &Held| self.facts.all[*fact].1.condition.is_none();
        let alone = self.claim.predicates.is_empty() && self.claim.quantities.len() == 1;
        place.is_cell
            && place.share >= KEYED_SHARE
            && alone
            && held.iter().all(plain)
            && !self.is_rest(held)
    }

    /// "Two in five were against", where 61 percent were in favour.
    fn is_rest(&self, held: &[Held<'a>]) -> bool {
        let percent = self.claimed.quantity.unit.kind == "percent";
        let rest =
            |h: &Held| (h.1.quantity.size() + self.claimed.quantity.size() - 100.0).abs() < 2.0;
        percent && held.iter().any(rest)
    }

    /// Whether the claim's number is made of others. In a row with the claim's head, it is made of
    /// that row's, or it is wrong.
    fn is_derived(&self, place: &Place, clear: bool) -> bool {
        match place.in_row && clear && place.share >= OWN_ROW {
            true => self.facts.derives_of(&self.claimed.quantity, &self.row(place.sentence)),
            false => self.facts.derives(&self.claimed.quantity),
        }
    }

    /// Whether a source that has this very number elsewhere has it by no chance.
    fn is_exact(&self, place: &Place) -> bool {
        let q = &self.claimed.quantity;
        let cents = q.unit.kind == "money" && q.size().fract() != 0.0;
        !place.is_cell && (q.digits() >= EXACT_DIGITS || cents)
    }

    /// Whether two numbers for the same thing exclude each other.
    fn is_other(&self, held: &Measured) -> bool {
        let (a, b) = (&self.claimed.quantity, &held.quantity);
        // "Within 30 days" and "at least six weeks before" limit two things.
        let opposed = a.low.is_infinite() && b.high.is_infinite()
            || a.high.is_infinite() && b.low.is_infinite();
        // A round number is round for the source as well, and "under 48 hours" is said of 48.
        let sharp = a.unit.kind == "percent" || a.unit.kind != "duration" && a.digits() >= 2;
        !opposed
            && (self.relate(held).excludes() || a.overstates(b) || a.is_other_range(b))
            && (!a.same_figures(b) || sharp && self.is_strict(held))
    }

    /// The amounts of a sentence, whatever their kind.
    fn row(&self, sentence: usize) -> Vec<&'a Quantity> {
        let clauses = self.facts.sentences.facts(sentence).iter();
        clauses.flat_map(|at| &self.facts.all[*at].1.quantities).map(|m| &m.quantity).collect()
    }

    /// Whether any source has the claim's figure, or two of its figures make it.
    fn is_elsewhere(&self) -> bool {
        let mut all = self.facts.all.iter().flat_map(|(_, f)| &f.quantities);
        // A bare number may be the dollars of a table.
        let bare = self.claimed.quantity.unit.kind == "count"
            && is_bare(&self.claimed.quantity)
            && self.claimed.quantity.digits() >= EXACT_DIGITS;
        let same = |h: &Measured| bare && self.claimed.quantity.same_figures(&h.quantity);
        all.any(|h| self.agrees(h) || same(h)) || self.facts.derives(&self.claimed.quantity)
    }

    /// A bare number of millions counts no dozen of anything, nor do two the staff of both.
    fn is_of_more(&self, held: &Measured) -> bool {
        let (mine, other) = (&self.claimed.quantity, &held.quantity);
        let counts = mine.unit.kind == "count" && is_bare(mine);
        let (small, great) = (mine.size().min(other.size()), mine.size().max(other.size()));
        let far = mine.unit.kind == "count" && small < FEW && great >= FAR * small;
        far || counts && mine.low.abs() >= MILLION && other.low.abs() < mine.low.abs() / DOZENS
    }

    /// "£6.2 million a year for the first four seasons" says nothing of seasons to a claim that does
    /// not speak of the money.
    fn is_beside_the_point(&self, fact: usize, held: &Measured) -> bool {
        let main = |m: &Measured| matches!(m.quantity.unit.kind, "money" | "percent");
        // A count of the same things, and more than a handful, is told for itself.
        let (a, b) = (&self.claimed.quantity.unit, &held.quantity.unit);
        let same = a.counted.is_some() && a.counted == b.counted && held.quantity.size() >= FEW;
        let minor = b.kind == "duration" || b.kind == "count" && !same;
        let of_fact = self.facts.all[fact].1.quantities.iter().any(main);
        let of_claim = self.others().any(main);
        minor && of_fact && !of_claim
    }

    /// Whether the same paragraph has the claim's figure, or two figures of one sentence make it.
    fn is_beside(&self, held: &[Held<'a>]) -> bool {
        let places: Vec<_> = held.iter().map(|(f, _)| self.facts.all[*f]).collect();
        let all = self.facts.all.iter().filter(|(source, f)| {
            places.iter().any(|(of, p)| of == source && p.passage == f.passage)
        });
        let figures: Vec<&Quantity> =
            all.flat_map(|(_, f)| &f.quantities).map(|m| &m.quantity).collect();
        let value = self.claimed.quantity.low;
        let near = |x: f64| value.is_finite() && (x - value).abs() <= 0.005 * value.abs();
        let made = figures.iter().flat_map(|a| figures.iter().map(move |b| (a, b)));
        let made = made.into_iter().any(|(a, b)| {
            let kind = self.claimed.quantity.unit.kind;
            let end = |q: &Quantity| if q.low.is_finite() { q.low } else { q.high };
            let times = a.unit.kind == kind && b.unit.kind == "count" && end(b) > 1.0;
            times && near(end(a) * end(b))
        });
        let same = figures.iter().any(|q| {
            self.claimed.quantity.comparable(q)
                && self.claimed.quantity.relate(q) == Relation::Equal
        });
        made || same
    }

    /// The one quantity that the claim's must be: the only one, or the one with the same words next
    /// to it. A cell of a table has its words in its place.
    fn bind(&self, held: &[Held<'a>], placed: bool) -> Option<Held<'a>> {
        let mut of = self.claimed.of.clone();
        if of.is_empty() || placed {
            of.extend(self.claim.around.iter().filter(|t| self.facts.is_known(**t)));
        }
        let all: f64 = of.iter().map(|t| self.facts.weight(*t)).sum();
        let next = |fact: usize, h: &Measured| {
            let fact = self.facts.all[fact].1;
            let of_clause = fact.terms.iter().chain(&fact.around).chain(&fact.heading);
            let there: Vec<Term> = match placed {
                true => of_clause.copied().collect(),
                false => h.of.clone(),
            };
            self.facts.shared_things(&of, &there) / all.max(f64::MIN_POSITIVE)
        };
        let counted = self.claimed.quantity.unit.kind == "count";
        let same_count = |h: &Measured| {
            let (a, b) = (&self.claimed.quantity.unit, &h.quantity.unit);
            !counted || a.counted.is_some() && a.counted == b.counted
        };
        // A bare number in a cell counts what its place says, or it may count anything.
        let named = |h: &Measured| {
            let noun = h.quantity.unit.counted.filter(|_| is_bare(&self.claimed.quantity));
            !placed || !counted || noun.is_none_or(|n| self.claim.around.contains(&n))
        };
        let held = held.iter().filter(|(_, h)| named(h));
        let mut scored: Vec<(f64, Held)> = held.map(|h| (next(h.0, h.1), *h)).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        match scored.as_slice() {
            [(score, one)] if !placed && same_count(one.1) || *score >= 0.5 => Some(*one),
            [(first, one), (second, _), ..] if *first >= 0.5 && *first > *second * 1.3 => {
                Some(*one)
            }
            _ => None,
        }
    }
}
