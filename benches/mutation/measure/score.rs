//! Holds every sentence against its announcement, and says which findings are right.

use super::Edit;
use super::cases::{Case, plain};
use super::data::{self, CaseWords, Guard, Kind, Words};
use sourcelint::door::{self, Prepared};
use sourcelint::span::Span;
use sourcelint::verdict::{Finding, Judgement, Severity, Verdict};
use std::collections::HashSet;

/// A finding, as far as it is counted and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// `error[quantity]`.
    pub id: String,
    /// Its message.
    pub message: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// How loud.
    pub severity: Severity,
    /// The places of the announcement it rests on, and their words.
    pub evidence: Vec<(Span, String)>,
}

/// A finding on a sentence that should have stayed silent.
#[derive(Debug, Clone)]
pub struct Alarm {
    /// The guard; `unedited` for the sentence as it should be.
    pub guard: String,
    /// The sentence.
    pub sentence: String,
    /// What was said of it.
    pub said: Said,
}

/// The sentence as it should be.
#[derive(Debug, Clone)]
pub struct Unedited {
    /// Whether the announcement is said to support it.
    pub supported: bool,
    /// What was said of it all the same.
    pub alarms: Vec<Alarm>,
}

/// What came of an edit and its twins.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The edit.
    pub edit: Edit,
    /// Findings that say what is wrong, and show the fact.
    pub right: Vec<Said>,
    /// Findings that rest on something else, or would be there without the edit.
    pub wrong: Vec<Said>,
    /// How many guarded sentences there are.
    pub twins: usize,
    /// What was said of those.
    pub alarms: Vec<Alarm>,
    /// The unedited sentence; held by the first edit of it alone.
    pub unedited: Option<Unedited>,
}

/// Judges the edits of a case.
pub fn judge(case: &Case, known: &CaseWords, words: &Words, edits: Vec<Edit>) -> Vec<Outcome> {
    let mut seen = HashSet::new();
    let first: Vec<bool> = edits.iter().map(|edit| seen.insert(edit.right.clone())).collect();
    let bench = Bench {
        case,
        words,
        prepared: plain(&case.source),
        told_twice: places(case, &known.told_twice),
        counterpart: places(case, &known.counterpart),
    };
    let mut pairs: Vec<(Edit, bool)> = edits.into_iter().zip(first).collect();
    // As many threads as the smallest machines have; the order of the outcomes stays.
    let rest = pairs.split_off(pairs.len() / 2);
    let run = |pairs: Vec<(Edit, bool)>| -> Vec<Outcome> {
        pairs.into_iter().map(|(edit, first)| bench.outcome(edit, first)).collect()
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| run(rest));
        let mut outcomes = run(pairs);
        outcomes.extend(other.join().expect("a judgement does not panic"));
        outcomes
    })
}

/// The places of quotes of the announcement.
fn places(case: &Case, quotes: &[Vec<String>]) -> Vec<Vec<Span>> {
    let place = |quote: &String| {
        let at = case.source.text.find(quote.as_str());
        let at = at.unwrap_or_else(|| panic!("{}: not there: “{quote}”", case.source.path));
        Span::new(at, at + quote.len())
    };
    quotes.iter().map(|quotes| quotes.iter().map(place).collect()).collect()
}

struct Bench<'a> {
    case: &'a Case,
    words: &'a Words,
    prepared: Prepared,
    told_twice: Vec<Vec<Span>>,
    counterpart: Vec<Vec<Span>>,
}

impl Bench<'_> {
    fn outcome(&self, edit: Edit, first: bool) -> Outcome {
        let stop = data::text(&self.words.stop, &edit.lang);
        let loud = |finding: &&Finding| counts(edit.kind, finding);
        let judged = self.judged(&format!("{}{stop}", edit.right));
        let before: Vec<Said> = judged.findings.iter().filter(loud).map(said).collect();
        let after = self.judged(&format!("{}{stop}", edit.wrong));
        let (right, wrong): (Vec<Said>, Vec<Said>) =
            after.findings.iter().filter(loud).map(said).partition(|said| {
                let owed = before.iter().any(|b| b.id == said.id && b.evidence == said.evidence);
                !owed && self.is_right(&edit, said)
            });
        let unedited = first.then(|| {
            let sentence = format!("{}{stop}", edit.right);
            let loud = |f: &&Finding| f.severity == Severity::Error;
            Unedited {
                supported: judged.claims.iter().any(|c| c.verdict == Verdict::Supported),
                alarms: alarms("unedited", &sentence, &judged, loud),
            }
        });
        let body = self.inside(&edit.wrong);
        let guarded = |guard: &Guard| {
            let says = data::text(&guard.says, &edit.lang);
            let words = if says.starts_with("{}") { &edit.wrong } else { &body };
            (guard.id.clone(), says.replace("{}", words))
        };
        let twins: Vec<(String, String)> = self.words.guard.iter().map(guarded).collect();
        let told = |(guard, sentence): &(String, String)| {
            alarms(guard, sentence, &self.judged(sentence), loud)
        };
        let alarms = twins.iter().flat_map(told).collect();
        Outcome { right, wrong, twins: twins.len(), alarms, unedited, edit }
    }

    fn judged(&self, sentence: &str) -> Judgement {
        let article = door::read("sentence.txt", sentence.as_bytes().to_vec());
        let article = article.expect("the data is UTF-8 without zero bytes");
        door::check(&article, std::slice::from_ref(&self.case.source), &self.prepared)
    }

    /// The verdict that the edit asks for, resting on the fact that was edited.
    fn is_right(&self, edit: &Edit, said: &Said) -> bool {
        let verdict = match edit.kind {
            Kind::Condition => matches!(said.verdict, Verdict::Omitted | Verdict::Unsupported),
            _ => said.verdict == Verdict::Contradicted,
        };
        verdict && said.evidence.iter().any(|(span, _)| self.shows(edit, *span))
    }

    /// Whether a place of the announcement is the fact that was edited, or tells the same.
    fn shows(&self, edit: &Edit, place: Span) -> bool {
        let parties = matches!(edit.kind, Kind::Entity | Kind::Direction);
        let other = self.counterpart.iter().filter(|_| parties);
        let mut groups = self.told_twice.iter().chain(other);
        let meets = |places: &[Span], span: Span| places.iter().any(|p| p.meets(span));
        edit.fact.meets(place) || groups.any(|of| meets(of, edit.fact) && meets(of, place))
    }

    /// A sentence behind other words: its first letter is small unless it begins a name.
    fn inside(&self, sentence: &str) -> String {
        let word = sentence.split(' ').next().unwrap_or("");
        let next = sentence.split(' ').nth(1).unwrap_or("");
        let mut letters = word.chars();
        let Some(first) = letters.next() else { return String::new() };
        let capital = |c: char| c.is_uppercase() || c.is_ascii_digit();
        let named = letters.any(capital)
            || next.starts_with(char::is_uppercase)
            || self.inner_capital(word);
        match named {
            true => sentence.to_owned(),
            false => first.to_lowercase().chain(sentence.chars().skip(1)).collect(),
        }
    }

    /// Whether the announcement writes the word with a capital inside a sentence.
    fn inner_capital(&self, word: &str) -> bool {
        let text = &self.case.source.text;
        text.match_indices(&format!(" {word}")).any(|(at, _)| {
            let before = sourcelint::span::slice(text, 0..at).chars().next_back();
            before.is_some_and(|c| c.is_lowercase() || c == ',')
        })
    }
}

/// An error; where leaving out is what is wrong, a warning too.
fn counts(kind: Kind, finding: &Finding) -> bool {
    match kind {
        Kind::Condition => Severity::Note < finding.severity,
        _ => finding.severity == Severity::Error,
    }
}

fn alarms(
    guard: &str,
    sentence: &str,
    judgement: &Judgement,
    loud: impl Fn(&&Finding) -> bool,
) -> Vec<Alarm> {
    let alarm = |finding: &Finding| Alarm {
        guard: guard.to_owned(),
        sentence: sentence.to_owned(),
        said: said(finding),
    };
    judgement.findings.iter().filter(loud).map(alarm).collect()
}

fn said(finding: &Finding) -> Said {
    // A claim at odds with itself rests on the article, not on the announcement.
    let held = finding.evidence.iter().filter(|e| e.source == 0);
    Said {
        id: format!("{}[{}]", finding.severity.word(), finding.id),
        message: finding.message.clone(),
        verdict: finding.verdict,
        severity: finding.severity,
        evidence: held.map(|e| (e.span, e.text.clone())).collect(),
    }
}
