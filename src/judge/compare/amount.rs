//! Amounts: a number of the claim against the numbers of the sentence it is about.

mod unit;

use super::Comparison;
use crate::judge::align::Facts;
use crate::judge::near::Nearest;
use crate::lexicon::Category;
use crate::relation::Relation;
use crate::slot::condition::{Condition, Tie as Ties};
use crate::slot::quantity::{Quantity, Tie, same_per, tie};
use crate::statement::{Measured, Stance, Statement};
use crate::term::Term;

/// A sentence this near, of the nearest, may hold the claim's amount.
const MAY_HOLD: f64 = 0.5;

/// How near a sentence must be whose amount is tied to the claim's by more than its kind.
const TIED_SCORE: f64 = 0.8;
const TIED_SHARE: f64 = 0.25;

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
const PLAIN_CELL_SHARE: f64 = 0.6;
const PLAIN_NEXT: f64 = 0.5;

/// How much of a cell's place the other row must have to be the same.
const SAME_ROW: f64 = 0.8;

/// How much of it the row must have for the claim's figure to be one of its own.
const OWN_ROW: f64 = 0.6;

/// How much the words must weigh that one of several numbers has for itself.
const LABEL: f64 = 1.0;

/// From so many digits on, the same figure is no coincidence.
const EXACT_DIGITS: usize = 3;

const MILLION: f64 = 1e6;
const FEW: f64 = 10.0;
const FAR: f64 = 5.0;
const DOZENS: f64 = 100.0;

/// How exactly a share of a number gives the other one.
const NEARLY: f64 = 0.03;

/// A quantity of a fact.
type Held<'a> = (usize, &'a Measured);

/// Compares each quantity of a claim with those of the sentence it is about.
pub(crate) fn amounts(
    claim: &Statement,
    beside: &[&Measured],
    nearest: &Nearest,
    facts: &Facts,
    found: &mut Vec<Comparison>,
) {
    // "All but 16 percent" measures the rest.
    if claim.condition.as_ref().is_some_and(|c| c.tie == Ties::Unless) {
        return;
    }
    for (at, claimed) in claim.quantities.iter().enumerate().filter(|(_, c)| !c.is_past) {
        let reader = Amount { claim, claimed, at, beside, nearest, facts };
        found.extend(reader.comparison());
    }
}

/// The comparisons of the amounts of a sentence with a condition: only with the one amount of the
/// sources that has its very figure. `supposed`: the clause is the condition, and so the other must
/// stand in one.
pub(crate) fn ties(
    claim: &Statement,
    supposed: bool,
    nearest: &Nearest,
    facts: &Facts,
) -> Vec<Comparison> {
    let amounts = claim.quantities.iter().enumerate().filter(|(_, c)| !c.is_past);
    let only = |(at, claimed)| {
        let amount = Amount { claim, claimed, at, beside: &[], nearest, facts };
        let ((fact, held), _) = amount.only_held()?;
        let of = facts.all[fact].1;
        let inside =
            |c: &Condition| c.range.start <= held.range.start && held.range.end <= c.range.end;
        let tied = of.stance == Stance::Condition || of.condition.as_ref().is_some_and(inside);
        amount.only().filter(|_| tied || !supposed)
    };
    amounts.filter_map(only).collect()
}

struct Amount<'a> {
    claim: &'a Statement,
    claimed: &'a Measured,
    at: usize,
    beside: &'a [&'a Measured],
    nearest: &'a Nearest,
    facts: &'a Facts<'a>,
}

impl<'a> Amount<'a> {
    fn comparison(&self) -> Option<Comparison> {
        let ranked = self.nearest.ranked(Some(self.at));
        let Some(best) = ranked.first().map(|r| r.1) else { return self.only() };
        let near = ranked.iter().take_while(|(_, score)| *score >= MAY_HOLD * best);
        for (sentence, score) in near.clone() {
            let held = self.held(*sentence);
            if let Some((fact, h)) = self.labelled(&held) {
                return Some(self.compared(fact, h, Relation::Disjoint, "quantity", *score));
            }
            if let Some((fact, h)) = held.iter().find(|(_, h)| self.agrees(h)) {
                let relation = match self.relate(h) {
                    relation if relation.excludes() => Relation::Unrelated,
                    relation => relation,
                };
                return Some(self.compared(*fact, h, relation, "quantity", *score));
            }
        }
        self.tied(&ranked).or_else(|| self.apart(&ranked))
    }

    /// The quantities of a sentence, of any kind.
    fn held(&self, sentence: usize) -> Vec<Held<'a>> {
        let of = self.facts.sentences.facts(sentence).iter().copied();
        let told = |f: &Statement| f.is_fact() || f.stance == Stance::Condition;
        // How many there were on another day is another number.
        let another = |f: &Statement| match self.claimed.when {
            Some(when) => !f.times.is_empty() && !f.times.iter().any(|t| t.period.meets(when)),
            None => self.claim.times.iter().any(|a| f.times.iter().any(|b| a.is_apart(b))),
        };
        let facts = of.filter(|f| told(self.facts.all[*f].1) && !another(self.facts.all[*f].1));
        facts.flat_map(|f| self.facts.all[f].1.quantities.iter().map(move |q| (f, q))).collect()
    }

    fn relate(&self, held: &Measured) -> Relation {
        self.claimed.quantity.relate(&held.quantity)
    }

    fn agrees(&self, held: &Measured) -> bool {
        let (mine, other) = (&self.claimed.quantity, &held.quantity);
        if self.is_same_rate(held) || self.is_paid_rest(held) {
            return true;
        }
        // "Less than 74" where the source has 74 sharp is wrong; "74" for "less than 74" is rough.
        let strict = (mine.low_open || mine.high_open) && other.is_exact() && !other.hedged;
        let relation = self.relate(held);
        let within = matches!(relation, Relation::Narrower | Relation::Broader);
        let other_bound = mine.overstates(other) || mine.is_other_range(other);
        (relation == Relation::Equal || within && tie(mine, other).is_none() && !other_bound)
            && same_per(mine, other)
            || mine.same_figures(other)
                && mine.comparable(other)
                && tie(mine, other).is_none()
                && !strict
    }

    /// "20 dollars a month" is 240 a year.
    fn is_same_rate(&self, held: &Measured) -> bool {
        let (mine, other) = (&self.claimed.quantity, &held.quantity);
        let times = mine.per.zip(other.per).and_then(|(a, b)| a.times(b));
        let near = |n: f64| (mine.low * n - other.low).abs() <= NEARLY * other.low.abs();
        let both = mine.is_exact() && other.is_exact();
        times.is_some_and(near) && both && mine.comparable(other)
    }

    /// 七五折 is 25 percent off, and 75 percent to pay.
    fn is_paid_rest(&self, held: &Measured) -> bool {
        let (mine, other) = (&self.claimed.quantity, &held.quantity);
        let rest = (mine.low + other.low - 100.0).abs() < 1e-6 && mine.unit.kind == "percent";
        rest && mine.comparable(other) && (self.claimed.is_off || held.is_off)
    }

    /// Whether the claim's sentence makes its amount of another number and the held one, or of
    /// another number and any figure of the sources: five of fifteen leave ten; 2,000 shares at
    /// 0.65 are 1,300.
    fn is_made(&self, held: &[Held<'a>]) -> bool {
        let value = self.claimed.quantity.low;
        let alike = |a: f64, b: f64| a.is_finite() && (a - b).abs() <= 1e-6 * b.abs();
        self.others().any(|c| {
            let other = c.quantity.low;
            let rest = held.iter().any(|(_, h)| {
                alike(value - other, h.quantity.low) || alike(value + other, h.quantity.low)
            });
            rest || self.facts.has_figure(value / other)
        })
    }

    /// Whether another number of the claim's sentence is the held one: then that is told already.
    fn is_met(&self, held: &Measured) -> bool {
        self.others().any(|c| is_one_with(c, held))
    }

    /// Where the sentence gives a number to each of several (A 4,150, B 2,050) and the claim gives
    /// one of them to another: the number that stands next to the claim's words.
    fn labelled(&self, held: &[Held<'a>]) -> Option<Held<'a>> {
        let held: Vec<&Held> =
            held.iter().filter(|(_, h)| self.claimed.quantity.comparable(&h.quantity)).collect();
        let own = held.iter().find(|(_, h)| {
            !h.is_past
                && (self.relate(h) == Relation::Equal
                    || self.claimed.quantity.same_figures(&h.quantity))
        })?;
        // A cell has its words in its place.
        let placed = self.claim.units.len() < 2;
        let place: &[Term] = if placed { &self.claim.around } else { &[] };
        let own_words: Vec<Term> = self.claimed.next.iter().chain(place).copied().collect();
        // "From 0.80 to 0.60": the words before the old number are the new one's, too.
        let labels = |of: &Measured, t: &Term| {
            let mut before = held
                .iter()
                .filter(|(_, h)| h.is_past && h.range.end <= of.range.start && !of.is_past);
            let last = before.next_back().filter(|(_, p)| {
                let between =
                    |h: &Measured| p.range.end <= h.range.start && h.range.end <= of.range.start;
                !held.iter().any(|(_, h)| between(h))
            });
            of.next.contains(t) || last.is_some_and(|(_, p)| p.next.contains(t))
        };
        let telling = |h: &Measured, other: &Measured| {
            let shared = own_words.iter().filter(|t| labels(h, t) && !labels(other, t));
            // A name, a noun or a quality tells which of them; a measure word or a verb does not.
            let kind = |t: &Term| t.sense().map(|s| s.concept().category);
            let thing = |t: &Term| matches!(kind(t), Some(Category::Noun | Category::Adjective));
            let named = |t: &Term| self.claim.names.contains(t) || t.is_name();
            let label = |t: &&Term| named(t) || !h.is_first && (thing(t) || self.is_of_row(t));
            let period = h.quantity.per.is_some()
                && h.quantity.per == self.claimed.quantity.per
                && other.quantity.per.is_none();
            let dated = |m: &Measured| {
                self.claimed.when.is_some_and(|a| m.when.is_some_and(|b| a.meets(b)))
            };
            let dated = dated(h) && other.when.is_some() && !dated(other);
            shared.filter(label).map(|t| self.facts.weight(*t)).sum::<f64>()
                + if period || dated { LABEL } else { 0.0 }
        };
        let unit = self.claimed.quantity.unit.id;
        let others = held
            .iter()
            .filter(|(_, h)| self.relate(h).excludes() && !h.is_past && h.quantity.unit.id == unit);
        let others = others.filter(|(_, h)| !self.claimed.quantity.same_figures(&h.quantity));
        let best = others.max_by(|a, b| telling(a.1, own.1).total_cmp(&telling(b.1, own.1)))?;
        // "From 7 days to 3, and still 7 for some": the claim may tell either.
        if held.iter().any(|(_, h)| h.is_past && h.quantity.same_figures(&best.1.quantity)) {
            return None;
        }
        // A number without a label of its own may belong to any of them.
        let sure = (!own.1.next.is_empty() || own.1.when.is_some())
            && telling(best.1, own.1) >= LABEL
            && telling(own.1, best.1) <= 0.0;
        // Where the claim has the other number too, that must have changed places with this one.
        let mut swapped = self.others().filter(|c| is_one_with(c, best.1));
        let turned = |c: &Measured| {
            let shared =
                c.next.iter().filter(|t| own.1.next.contains(t) && !best.1.next.contains(t));
            shared.map(|t| self.facts.weight(*t)).sum::<f64>() >= LABEL
        };
        // "Four in ten of the 4,700": the other number in other words.
        let base = self.others().any(|c| {
            let part = c.quantity.low * self.claimed.quantity.low / 100.0;
            c.quantity.unit.kind == "percent"
                && (part - best.1.quantity.low).abs() <= NEARLY * part.abs()
        });
        let fits = swapped.next().is_none_or(turned) && !base;
        (sure && fits).then_some(**best)
    }

    /// Whether a word heads the row or the column of a cell.
    fn is_of_row(&self, term: &Term) -> bool {
        self.claim.row.is_some() && self.claim.around.contains(term)
    }

    /// The other numbers of the claim's sentence.
    fn others(&self) -> impl Iterator<Item = &Measured> {
        let all = self.claim.quantities.iter().chain(self.beside.iter().copied());
        let own =
            |c: &Measured| c.range == self.claimed.range && c.quantity == self.claimed.quantity;
        all.filter(move |c| !c.is_past && !own(c))
    }

    /// The one amount of all sources with the claim's figure, in another unit or bounded the other
    /// way.
    fn only(&self) -> Option<Comparison> {
        let ((fact, held), slot) = self.only_held()?;
        Some(self.compared(fact, held, Relation::Disjoint, slot, TIED_SCORE))
    }

    fn only_held(&self) -> Option<(Held<'a>, &'static str)> {
        let unit = self.only_other_unit().filter(|(fact, h)| !self.is_any_dollar(*fact, h));
        let turned = || self.only_turned().map(|held| (held, "bound"));
        unit.map(|held| (held, "quantity")).or_else(turned)
    }

    /// The same figure in another unit, at another scale, or bounded the other way.
    fn tied(&self, ranked: &[(usize, f64)]) -> Option<Comparison> {
        if let Some(found) = self.only() {
            return Some(found);
        }
        let best = ranked.first()?.1;
        for (sentence, score) in ranked.iter().filter(|(_, score)| *score >= 0.65 * best) {
            let (share, units) = self.nearest.measure(*sentence, Some(self.at));
            let placed = self.claim.units.len() < 2 && share >= PLAIN_CELL_SHARE;
            if *score < TIED_SCORE || share < TIED_SHARE || units == 0 && !placed {
                continue;
            }
            for (fact, held) in self.held(*sentence) {
                let Some(tie) = tie(&self.claimed.quantity, &held.quantity) else { continue };
                // Two years without a rise are two years at least, and a rise within them is none.
                let span = held.quantity.unit.kind == "duration" && held.quantity.low.is_infinite();
                let span = span && tie == Tie::Turned;
                // A number alone in a cell may be in thousands by its head.
                let cell = self.claim.row.is_some() && claimed_is_bare(&self.claimed.quantity);
                // "Ten nodes come to 48,000", at 4,800 each.
                let each = held.quantity.low;
                let made = self.others().any(|c| {
                    (c.quantity.low * each - self.claimed.quantity.low).abs() <= 1e-6 * each.abs()
                });
                let cell = (cell || made) && tie == Tie::OtherScale;
                if self.is_any_dollar(fact, held)
                    || cell
                    || span
                    || held.is_past
                    || self.is_met(held)
                {
                    continue;
                }
                let slot = if tie == Tie::Turned { "bound" } else { "quantity" };
                return Some(self.compared(fact, held, Relation::Disjoint, slot, *score));
            }
        }
        None
    }

    /// Another amount of the same kind, where the sentence is surely meant and has one such amount,
    /// or one with the same words next to it.
    fn apart(&self, ranked: &[(usize, f64)]) -> Option<Comparison> {
        let best = ranked.first()?.1;
        let mut open = ranked.iter().filter_map(|(sentence, score)| {
            let all = self.held(*sentence);
            // What was before is told as what was before, or by its change.
            let told = self.facts.sentences.facts(*sentence).iter().map(|f| self.facts.all[*f].1);
            let past = |f: &Statement, h: &Measured| h.is_past || f.stance == Stance::History;
            let before =
                told.into_iter().any(|f| f.quantities.iter().any(|h| past(f, h) && self.agrees(h)));
            let held: Vec<Held> = all
                .into_iter()
                .filter(|_| !before)
                .filter(|(_, h)| {
                    let alike = self.claimed.is_change == h.is_change && !self.is_of_more(h);
                    let comparable = self.claimed.quantity.comparable(&h.quantity) && alike;
                    comparable && !h.is_past && !self.is_met(h)
                })
                .collect();
            (!held.is_empty()).then_some((*sentence, *score, held))
        });
        let (sentence, score, held) = open.next()?;
        // A cell is a number: what has none of its kind, as a heading, is not what it is about.
        let best = if self.claim.units.len() < 2 && score >= 0.4 * best { score } else { best };
        let next = open.next().map_or(0.0, |(_, score, _)| score);
        let (share, units) = self.nearest.measure(sentence, Some(self.at));
        let placed = self.claim.units.len() < 2 && !self.claim.around.is_empty();
        let rows = |(fact, _): &Held| self.facts.all[*fact].1.row.is_some();
        let in_row = placed && self.claim.row.is_some() && held.iter().any(rows);
        let next_most = if in_row && share >= SAME_ROW { APART_NEAR } else { APART_NEXT };
        let clear = score >= APART_NEAR * best && next <= next_most * score && share >= APART_SHARE;
        // In a row with the claim's head, a figure is made of that row's, or it is wrong.
        let derived = match in_row && clear && share >= OWN_ROW {
            true => self.facts.derives_of(&self.claimed.quantity, &self.row(sentence)),
            false => self.facts.derives(&self.claimed.quantity),
        };
        // A slip of the pen needs less to be known for one.
        let slips = |h: &Held| self.claimed.quantity.is_slip_of(&h.1.quantity);
        let slip = held.iter().filter(|h| slips(h)).count() == 1
            && score >= SLIP_NEAR * best
            && (share >= SLIP_SHARE && (units >= 1 || in_row) || units >= 2);
        let turned = |h: &Held| self.claimed.quantity.is_turned_round(&h.1.quantity);
        let derived = derived && !(slip && units >= 2 && held.iter().all(turned));
        let held = if slip { held.into_iter().filter(slips).collect() } else { held };
        let sure = if placed { clear } else { clear && score >= APART_SCORE && units >= 2 };
        let sure = sure || slip;
        // Where the claim is plainly about this sentence, that some other has its figure says little.
        let plain = match placed {
            true => score >= PLAIN_CELL_SCORE && share >= PLAIN_CELL_SHARE,
            false => score >= PLAIN_SCORE && share >= PLAIN_SHARE,
        };
        // A row with the very head of the claim's is meant, whatever the others share with it.
        let next_most = if in_row && share >= SAME_ROW { APART_NEAR } else { PLAIN_NEXT };
        let plain = plain && next <= next_most * score;
        // A figure of three digits that a source has is no slip.
        let q = &self.claimed.quantity;
        let cents = q.unit.kind == "money" && q.size().fract() != 0.0;
        let exact = !placed && (q.digits() >= EXACT_DIGITS || cents);
        let elsewhere = (!plain || exact) && self.is_elsewhere();
        if !sure || derived || elsewhere || self.is_beside(&held) || !in_row && self.is_made(&held)
        {
            return None;
        }
        let (fact, held) = if slip { held[0] } else { self.bind(&held, placed)? };
        if self.is_beside_the_point(fact, held) {
            return None;
        }
        // "Within 30 days" and "at least six weeks before" limit two things.
        let (a, b) = (&self.claimed.quantity, &held.quantity);
        let opposed = a.low.is_infinite() && b.high.is_infinite()
            || a.high.is_infinite() && b.low.is_infinite();
        let other = !opposed
            && (self.relate(held).excludes() || a.overstates(b) || a.is_other_range(b))
            && !self.claimed.quantity.same_figures(&held.quantity);
        other.then(|| self.compared(fact, held, Relation::Disjoint, "quantity", score))
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
            && claimed_is_bare(&self.claimed.quantity)
            && self.claimed.quantity.digits() >= EXACT_DIGITS;
        let same = |h: &Measured| bare && self.claimed.quantity.same_figures(&h.quantity);
        all.any(|h| self.agrees(h) || same(h)) || self.facts.derives(&self.claimed.quantity)
    }

    /// A bare number of millions counts no dozen of anything, nor do two the staff of both.
    fn is_of_more(&self, held: &Measured) -> bool {
        let (mine, other) = (&self.claimed.quantity, &held.quantity);
        let counts = mine.unit.kind == "count" && claimed_is_bare(mine);
        let (small, great) = (mine.size().min(other.size()), mine.size().max(other.size()));
        let far = mine.unit.kind == "count" && small < FEW && great >= FAR * small;
        far || counts && mine.low.abs() >= MILLION && other.low.abs() < mine.low.abs() / DOZENS
    }

    /// "£6.2 million a year for the first four seasons" says nothing of seasons to a claim that does
    /// not speak of the money.
    fn is_beside_the_point(&self, fact: usize, held: &Measured) -> bool {
        let main = |m: &Measured| matches!(m.quantity.unit.kind, "money" | "percent");
        let minor = matches!(held.quantity.unit.kind, "count" | "duration");
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
            let noun = h.quantity.unit.counted.filter(|_| claimed_is_bare(&self.claimed.quantity));
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

    fn compared(
        &self,
        fact: usize,
        held: &Measured,
        relation: Relation,
        slot: &'static str,
        bond: f64,
    ) -> Comparison {
        Comparison {
            fact,
            slot,
            relation,
            claimed: quoted(self.claim.words(&self.claimed.range)),
            held: quoted(self.facts.all[fact].1.words(&held.range)),
            range: self.claimed.range.clone(),
            bond: 10.0 + bond,
        }
    }
}

/// Whether both are one amount, whatever they are said to count.
fn is_one_with(claimed: &Measured, held: &Measured) -> bool {
    let (a, b) = (&claimed.quantity, &held.quantity);
    let figures = a.digits() >= 2 && a.same_figures(b) && a.unit.kind == b.unit.kind;
    a.comparable(b) && a.relate(b) == Relation::Equal || figures
}

/// Whether an amount is a number alone.
fn claimed_is_bare(claimed: &Quantity) -> bool {
    claimed.unit.counted.is_none() && claimed.unit.classifier.is_none()
}

/// An amount in the words of its text.
fn quoted(words: &str) -> String {
    format!("“{}”", words.trim())
}
