//! A document becomes statements: sentences, clauses, stance, slots.

mod measured;
mod names;
mod place;
mod sentence;
mod stance;
mod tells;

use crate::clause::{Clause, name};
use crate::document::{Document, Passage, PassageId, PassageKind};
use crate::fold::{self, Folded};
use crate::lexicon::{Category, Particle};
use crate::slot::exclusivity::Exclusivity;
use crate::slot::{
    absence, agent, aspect, change, condition, direction, exclusivity, hedge, limit, modality,
    polarity, pole, quote, scope, time,
};
use crate::statement::{Stance, Statement};
use crate::term::Term;
use crate::token::{self, Token};
use crate::vocabulary::Vocabulary;
use place::Places;
use std::ops::Range;

/// A passage, folded and cut into tokens.
pub(crate) struct Scanned {
    folded: Folded,
    tokens: Vec<Token>,
    /// Which tokens are quotation marks.
    marks: Vec<usize>,
}

/// Adds the names that a document makes known by itself.
pub fn learn(document: &Document, vocabulary: &mut Vocabulary) {
    names::learn(&scanned(document, vocabulary), vocabulary);
}

fn scanned(document: &Document, vocabulary: &Vocabulary) -> Vec<Scanned> {
    let scan = |passage: &Passage| {
        let folded = fold::fold(&passage.text);
        let tokens = token::tokens(&passage.text, &folded, vocabulary);
        let marks = quote::marks(&tokens);
        Scanned { folded, tokens, marks }
    };
    document.passages.iter().map(scan).collect()
}

/// Reads every statement of a document, in reading order.
pub fn extract(document: &Document, vocabulary: &Vocabulary) -> Vec<Statement> {
    statements(document, &scanned(document, vocabulary), vocabulary)
}

/// As `learn` and `extract`: cut into tokens once more only where a name was learned, which may cut
/// them elsewhere.
pub fn learn_and_extract(document: &Document, vocabulary: &mut Vocabulary) -> Vec<Statement> {
    let scanned = scanned(document, vocabulary);
    let known = vocabulary.spellings();
    names::learn(&scanned, vocabulary);
    match vocabulary.spellings() == known {
        true => statements(document, &scanned, vocabulary),
        false => extract(document, vocabulary),
    }
}

fn statements(document: &Document, scanned: &[Scanned], vocabulary: &Vocabulary) -> Vec<Statement> {
    let places = Places::of(document, scanned, vocabulary);
    let mut statements = Vec::new();
    let mut sentences = 0;
    for (at, scan) in scanned.iter().enumerate() {
        let reader = Reader { document, id: PassageId(at), scan, places: &places };
        for sentence in sentence::sentences(&scan.folded.text, &scan.tokens) {
            reader.sentence(sentence, sentences, &mut statements);
            sentences += 1;
        }
    }
    measured::name_the_yuan(&mut statements);
    statements
}

/// One passage under the reader's eye.
struct Reader<'a> {
    document: &'a Document,
    id: PassageId,
    scan: &'a Scanned,
    places: &'a Places,
}

impl Reader<'_> {
    /// Reads the clauses of one sentence, and ties conditions to the clauses beside them.
    fn sentence(&self, range: Range<usize>, number: usize, out: &mut Vec<Statement>) {
        let tokens = &self.scan.tokens;
        let text = &self.scan.folded.text;
        let clauses = sentence::clauses(text, tokens, range.clone());
        let mut whole = stance::of_sentence(text, &tokens[range.clone()]);
        let around = &self.places.around[self.id.0];
        let mut subject = self.places.subject[self.id.0];
        let mut label: Vec<Term> = Vec::new();
        let mut before: Vec<Term> = Vec::new();
        let mut opening: Vec<time::Time> = Vec::new();
        let mut list_denied = false;
        let from = out.len();
        for part in clauses {
            let mut inherited: Vec<Term> = around.iter().chain(&label).copied().collect();
            let first = tokens[part.tokens.clone()].iter().find(|t| !t.is_function());
            if first.is_none_or(|t| name(t).is_none()) {
                // A clause that opens with no name goes on about what those before were about.
                inherited.extend(&before);
            }
            let clause = Clause {
                text,
                tokens: &tokens[part.tokens.clone()],
                subject,
                around: &inherited,
                keys: &self.passage().place.keys,
            };
            let own = clause.terms(0..clause.tokens.len());
            if part.is_label {
                label.extend(own.iter().copied());
            }
            let denied = list_denied;
            let lists = part.is_label
                || clause.is_word(0, "what")
                || clause.is_particle(clause.tokens.len().saturating_sub(1), Particle::Owner);
            list_denied |= lists && clause.denies();
            let stance = self.stance(&clause, &part, whole.clone());
            let opens = clause.tokens.iter().all(|t| !sentence::predicates(t));
            if opens
                && matches!(stance.0, Stance::History | Stance::Comparison)
                && !part.before_arrow
            {
                // "Until now, ...", "Traditional: ...", "By contrast, ...": said of what follows.
                whole = stance.1.clone().map(|cue| (stance.0, cue));
            }
            let (from, part_end) = (part.tokens.start, part.tokens.end);
            let mut statement = self.statement(&clause, part, stance, number);
            if denied {
                // "What they do not get: pilotage, or a monopoly".
                let ranks = std::mem::take(&mut statement.exclusivity);
                statement.exclusivity = ranks.into_iter().map(Exclusivity::denied).collect();
            }
            statement.quantities = self.quantities(&clause, from, range.clone());
            let is_last = part_end == range.end;
            let bare = statement.terms.is_empty() && statement.quantities.is_empty();
            if bare && !statement.times.is_empty() && !is_last {
                // "By the end of 2027, ...": the time of what follows.
                opening.append(&mut statement.times);
            } else {
                statement.times.append(&mut opening);
            }
            subject = statement.subject;
            before.extend(&statement.terms);
            out.push(statement);
        }
        tie_conditions(&mut out[from..]);
        self.quotes(range, &mut out[from..]);
    }

    /// Reads the quotes of a sentence; each belongs to the clause it begins in.
    fn quotes(&self, sentence: Range<usize>, clauses: &mut [Statement]) {
        let Scanned { folded, tokens, marks } = self.scan;
        // Marks open and close by turns; a clause between two is somebody's, whoever it is.
        for pair in marks.chunks_exact(2) {
            let (open, close) = (tokens[pair[0]].range.start, tokens[pair[1]].range.end);
            let marked = folded.original(open..close);
            let inside =
                |c: &&mut Statement| marked.start <= c.range.start && c.range.end <= marked.end;
            clauses.iter_mut().filter(inside).for_each(|c| c.is_quoted = true);
        }
        for mut quote in quote::read(&folded.text, tokens, marks, sentence) {
            quote.range = folded.original(quote.range);
            quote.whole = folded.original(quote.whole);
            let at = quote.range.start;
            if quote.is_direct {
                let within = |c: &&mut Statement| {
                    quote.range.start < c.range.end && c.range.start < quote.range.end
                };
                clauses.iter_mut().filter(within).for_each(|c| c.is_quoted = true);
            }
            let clause = clauses.iter_mut().find(|c| at < c.range.end);
            if let Some(clause) = clause {
                clause.quotes.push(quote);
            }
        }
    }

    fn passage(&self) -> &Passage {
        &self.document.passages[self.id.0]
    }

    fn stance(
        &self,
        clause: &Clause,
        part: &sentence::Part,
        whole: Option<(Stance, String)>,
    ) -> (Stance, Option<String>) {
        if let Some((stance, cue)) = &self.places.stance[self.id.0] {
            return (*stance, Some(cue.clone()));
        }
        let bare = matches!(
            self.passage().kind,
            PassageKind::Heading(_) | PassageKind::Head | PassageKind::KeyHead
        );
        match stance::of_clause(clause, part, bare).or(whole) {
            Some((stance, cue)) => (stance, Some(cue)),
            None => (Stance::Asserted, None),
        }
    }

    fn statement(
        &self,
        clause: &Clause,
        part: sentence::Part,
        (stance, cue): (Stance, Option<String>),
        sentence: usize,
    ) -> Statement {
        let passage = self.passage();
        let original = |range: Range<usize>| self.scan.folded.original(range);
        let range = original(clause.range(0, clause.tokens.len().saturating_sub(1)));
        let past = stance::history(clause);
        let mut exclusivity = exclusivity::read(clause);
        exclusivity.retain(|e| !past.iter().any(|p| p.contains(&e.range.start)));
        exclusivity.iter_mut().for_each(|e| e.range = original(e.range.clone()));
        let mut payments = direction::read(clause);
        payments.retain(|p| !past.iter().any(|r| r.contains(&p.range.start)));
        payments.retain(|p| !tells::only_until(clause, &p.range));
        payments.iter_mut().for_each(|p| p.range = original(p.range.clone()));
        let mut sales = direction::sales(clause);
        sales.iter_mut().for_each(|p| p.range = original(p.range.clone()));
        let mut times = time::read(clause);
        times.iter_mut().for_each(|t| t.range = original(t.range.clone()));
        let mut changes = change::read(clause);
        changes.iter_mut().for_each(|c| c.range = original(c.range.clone()));
        let mut poles = pole::read(clause);
        poles.retain(|p| !past.iter().any(|r| r.contains(&p.range.start)));
        poles.iter_mut().for_each(|p| p.range = original(p.range.clone()));
        let mut terms = clause.terms(0..clause.tokens.len());
        terms.sort_unstable();
        terms.dedup();
        let says = clause.tokens.iter().position(sentence::predicates);
        let before = clause.tokens.get(..says.unwrap_or(clause.tokens.len())).unwrap_or(&[]);
        let subject = before.iter().find_map(name).or(clause.subject);
        let subject = subject.or_else(|| clause.tokens.iter().find_map(name));
        Statement {
            passage: self.id,
            span: passage.span(range.clone()),
            text: passage.words(range.clone()).trim().to_owned(),
            range,
            sentence,
            row: self.places.row[self.id.0],
            section: self.places.section[self.id.0],
            edition: self.places.edition[self.id.0],
            stance: if part.is_label && stance == Stance::Asserted {
                Stance::Label
            } else {
                stance
            },
            cue,
            terms,
            bounds: tells::bounds(clause.tokens)
                || tells::from_amount(clause)
                || self.places.bounds[self.id.0],
            denies: clause.denies(),
            names: clause.tokens.iter().filter_map(name).collect(),
            units: clause.units(),
            around: clause.around.to_vec(),
            heading: self.places.heading[self.id.0].clone(),
            subject,
            exclusivity,
            payments,
            sales,
            times,
            limit: limit::read(clause).map(|(l, r)| (l, original(r))),
            changes,
            condition: condition::read(clause)
                .map(|c| condition::Condition { range: original(c.range.clone()), ..c }),
            aspect: aspect::read(clause).map(|(a, r)| (a, original(r))),
            modality: modality::read(clause).map(|(m, r)| (m, original(r))),
            absences: absence::read(clause)
                .into_iter()
                .map(|a| absence::Absence { range: original(a.range.clone()), ..a })
                .collect(),
            agents: agent::read(clause)
                .into_iter()
                .map(|a| agent::Agent { range: original(a.range.clone()), ..a })
                .collect(),
            nth: tells::nth(clause),
            is_of_pronoun: tells::is_of_pronoun(clause),
            is_quoted: false,
            is_restricted: (0..clause.tokens.len())
                .any(|i| clause.is_particle(i, Particle::Restricting)),
            tells_when: tells::tells_when(clause),
            tells_time: clause.tokens.iter().any(|t| {
                [Category::Time, Category::Calendar].iter().any(|c| t.of(*c).is_some())
                    || Particle::TimeWord.spellings().iter().any(|w| clause.words(t).ends_with(w))
            }),
            hedge: hedge::read(clause).map(|(h, r)| (h, original(r))),
            quantities: Vec::new(),
            quotes: Vec::new(),
            poles,
            scopes: scope::read(clause)
                .into_iter()
                .map(|s| scope::Scope { range: original(s.range.clone()), ..s })
                .collect(),
            predicates: polarity::read(clause).into_iter().map(|(p, r)| (p, original(r))).collect(),
        }
    }
}

/// A clause that is nothing but a condition belongs to the clause beside it.
fn tie_conditions(clauses: &mut [Statement]) {
    for at in 0..clauses.len() {
        if clauses[at].stance != Stance::Condition {
            continue;
        }
        let condition = clauses[at].condition.clone();
        let main =
            if at > 0 && clauses[at - 1].stance == Stance::Asserted { at - 1 } else { at + 1 };
        if let Some(main) = clauses.get_mut(main)
            && main.condition.is_none()
        {
            main.condition = condition;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door;

    #[test]
    fn a_common_word_opens_a_sentence_as_a_name_does() {
        for words in
            ["Fees fall. Shareholders gain.", "Fees fall. Otters gain.", "Fees fall. Vex gains."]
        {
            let article = door::read("a.md", words.as_bytes().to_vec()).unwrap();
            let read = extract(&article, &Vocabulary::default());
            let sentences: Vec<usize> = read.iter().map(|s| s.sentence).collect();
            assert_eq!(sentences, [0, 1], "{words}");
        }
    }

    #[test]
    fn what_would_follow_is_no_claim_and_what_follows_an_if_is_one() {
        let said = |words: &str| {
            let article = door::read("a.md", words.as_bytes().to_vec()).unwrap();
            let read = extract(&article, &Vocabulary::default());
            read.iter().map(|s| s.stance).collect::<Vec<_>>()
        };
        assert_eq!(said("據傳若甲方違約，乙方將退款。"), [Stance::Report; 2]);
        let told = said("If Acme fails, Birch pays €5 million.");
        assert_eq!(told, [Stance::Condition, Stance::Asserted]);
    }
}
