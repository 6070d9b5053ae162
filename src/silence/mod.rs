//! Silencing: what an article's own comments and front matter say of its findings; `baseline`,
//! the findings that were there before; and `changed`, those on lines that a diff does not touch.
//!
//! A comment names rules and gives a reason. What it covers is taken out of the findings and kept
//! with the reason; a comment that cannot be followed, covers nothing or has run out becomes a
//! finding itself, so that no comment outlives its cause unseen. Knows neither files nor the clock:
//! the day is given.

pub mod baseline;
pub mod changed;
mod comment;
mod front;

use crate::document::Document;
use crate::rule::error::nearest;
use crate::span::{Overlaps, Span, slice};
use crate::verdict::{Finding, Severity, Silenced, Silencer, Verdict};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A comment that cannot be followed.
pub const SUPPRESSION: &str = "suppression";
/// A comment that covers nothing.
pub const UNUSED: &str = "unused-suppression";
/// A comment whose day is past.
pub const EXPIRED: &str = "expired-suppression";

/// What is reported of comments; no comment silences it.
pub const OWN: [&str; 3] = [SUPPRESSION, UNUSED, EXPIRED];

/// The rules that a comment may name.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Every id of the run: the general rules, and those of the rule files that were loaded.
    pub known: BTreeSet<String>,
    /// Those that this article was held against. A comment for another one is not unused.
    pub asked: BTreeSet<String>,
}

/// What became of an article's findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sifted {
    /// What is still reported, and what is wrong with the comments; by place, then id.
    pub findings: Vec<Finding>,
    /// What is silenced, in the order of the findings.
    pub silenced: Vec<Silenced>,
}

/// A comment, or an entry of the front matter, that could be read.
struct Order {
    /// Where it stands.
    span: Span,
    /// What it covers.
    covers: Span,
    rules: Vec<String>,
    reason: String,
    until: Option<String>,
    origin: Origin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Comment,
    FrontMatter,
}

/// One that could not, why, and what to write instead.
struct Fault {
    span: Span,
    message: String,
    help: String,
}

/// Takes out what the article's comments and front matter silence on the day `today`.
pub fn silence(article: &Document, found: Vec<Finding>, rules: &Rules, today: Date) -> Sifted {
    let mut sifted = Sifted::default();
    let mut orders = Vec::new();
    for read in comment::read(article).into_iter().chain(front::read(article)) {
        let followed = read.and_then(|order| Ok((valid(&order, rules)?, order)));
        match followed {
            Ok((Some(last), order)) if last < today => {
                sifted.findings.push(expired(article, &order, last));
            }
            Ok((_, order)) => orders.push(order),
            Err(fault) => sifted.findings.push(faulty(article, fault)),
        }
    }
    let mut used: BTreeSet<(usize, &str)> = BTreeSet::new();
    let covers = Overlaps::of(orders.iter().map(|order| order.covers));
    for finding in found {
        let mut by = None;
        // All that cover it are of use, whichever comes first.
        let mut covering: Vec<usize> = covers.met(finding.span).collect();
        covering.sort_unstable();
        for (at, order) in covering.into_iter().map(|at| (at, &orders[at])) {
            if let Some(rule) = order.rules.iter().find(|rule| **rule == finding.id) {
                used.insert((at, rule));
                by = by.or(Some(order));
            }
        }
        match by {
            Some(order) => sifted.silenced.push(Silenced { by: order.silencer(), finding }),
            None => sifted.findings.push(finding),
        }
    }
    for (at, order) in orders.iter().enumerate() {
        let idle = |rule: &&String| rules.asked.contains(*rule) && !used.contains(&(at, rule));
        let idle: Vec<&str> = order.rules.iter().filter(idle).map(String::as_str).collect();
        if !idle.is_empty() {
            sifted.findings.push(unused(article, order, &idle));
        }
    }
    let place = |f: &Finding| (f.span.start, f.span.end, f.id.clone());
    sifted.findings.sort_by_key(place);
    sifted
}

impl Order {
    fn silencer(&self) -> Silencer {
        let (span, reason) = (self.span, self.reason.clone());
        match self.origin {
            Origin::Comment => Silencer::Comment { span, reason },
            Origin::FrontMatter => Silencer::FrontMatter { span, reason },
        }
    }

    fn fault(&self, message: String, help: String) -> Fault {
        Fault { span: self.span, message, help }
    }
}

/// The last day of an order that can be followed; or why it cannot.
fn valid(order: &Order, rules: &Rules) -> Result<Option<Date>, Fault> {
    let example = match order.origin {
        Origin::Comment => "write RULE: reason",
        Origin::FrontMatter => "write { rule: RULE, reason: why }",
    };
    if order.rules.is_empty() {
        return Err(order.fault("it names no rule".into(), example.into()));
    }
    for rule in &order.rules {
        check_rule(rule, order, rules)?;
    }
    if order.reason.is_empty() {
        return Err(order.fault("it gives no reason".into(), example.into()));
    }
    let Some(until) = &order.until else { return Ok(None) };
    match until.parse::<Date>() {
        Ok(date) if until.len() == "2027-01-31".len() => Ok(Some(date)),
        _ => Err(order.fault(format!("`{until}` is no date"), "write it as 2027-01-31".into())),
    }
}

fn check_rule(rule: &str, order: &Order, rules: &Rules) -> Result<(), Fault> {
    if rules.known.contains(rule) {
        return Ok(());
    }
    if OWN.contains(&rule) {
        let message = format!("`{rule}` cannot be silenced");
        return Err(order.fault(message, "mend or remove the comment that is reported".into()));
    }
    // The rule of a file that is no part of this run may be right: nothing can be said of it.
    let of_pack = |pack: &str| {
        let inside = |known: &String| known.strip_prefix(pack).is_some_and(|k| k.starts_with('/'));
        rules.known.iter().any(inside)
    };
    if rule.split_once('/').is_some_and(|(pack, _)| !pack.is_empty() && !of_pack(pack)) {
        return Ok(());
    }
    let help = match nearest(rule, rules.known.iter().map(String::as_str)) {
        _ if rule == "all" => "name the rules one by one".into(),
        Some(near) => format!("did you mean `{near}`?"),
        None => "sourcelint rules list".into(),
    };
    Err(order.fault(format!("there is no rule `{rule}`"), help))
}

fn faulty(article: &Document, fault: Fault) -> Finding {
    let message = format!("this silences nothing: {}", fault.message);
    finding(article, SUPPRESSION, fault.span, message, fault.help)
}

fn expired(article: &Document, order: &Order, last: Date) -> Finding {
    let message = format!("held until {last}: it silences {} no longer", order.rules.join(", "));
    let help = "check the statement again, then remove this or give it a new date";
    finding(article, EXPIRED, order.span, message, help.into())
}

fn unused(article: &Document, order: &Order, idle: &[&str]) -> Finding {
    let message = format!("nothing to silence: no finding of {} here", idle.join(", "));
    let help = match idle.len() == order.rules.len() {
        true => "remove it".into(),
        false => format!("take {} out", idle.join(", ")),
    };
    finding(article, UNUSED, order.span, message, help)
}

/// A finding about a comment: it is held against nothing, so its relation is its id.
fn finding(
    article: &Document,
    id: &'static str,
    span: Span,
    message: String,
    help: String,
) -> Finding {
    Finding {
        id: id.to_owned(),
        verdict: Verdict::NotAClaim,
        relation: id,
        slot: None,
        severity: Severity::Warning,
        span,
        claim: slice(&article.text, span.start..span.end).to_owned(),
        message,
        label: String::new(),
        help: Some(help),
        evidence: Vec::new(),
        proof: Vec::new(),
        pack: None,
    }
}
