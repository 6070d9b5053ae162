//! What findings say, in one place.

use super::compare::Comparison;
use crate::relation::Relation;
use crate::statement::Statement;
use crate::verdict::Evidence;

/// The headline of a finding.
pub(crate) fn message(comparison: &Comparison) -> String {
    let Comparison { claimed, held, .. } = comparison;
    match comparison.slot {
        "exclusivity" => format!("the announcement says “{held}”, not “{claimed}”"),
        "direction" if claimed.contains("other way") => {
            "the announcement has the payment go the other way".to_owned()
        }
        "direction" => format!("in the announcement {held}; here {claimed}"),
        "time-bound" | "date" | "quantity" => {
            format!("the announcement says {held}, not {claimed}")
        }
        "bound" => format!("the announcement says {held}, not {claimed}"),
        "change" => format!("the announcement says “{held}”, not “{claimed}”"),
        "attribution" => "the announcement has somebody else say this".to_owned(),
        "quote" => "the quote turns round what was said".to_owned(),
        "modality" => format!("the announcement says {held}; here it is {claimed}"),
        "scope" => format!("the announcement says “{held}”, not “{claimed}”"),
        "actor" if claimed == "somebody else" => {
            "the announcement says this of another party".to_owned()
        }
        "actor" => format!("the announcement names {held}, not {claimed}"),
        "aspect" => format!("in the announcement it is {held}; here it is {claimed}"),
        "condition" if comparison.relation == Relation::Broader => {
            format!("the announcement asks for {held}; here {claimed} is enough")
        }
        "condition" => format!("the announcement says “{held}”, not “{claimed}”"),
        _ => format!("the announcement says the opposite: “{held}” where this says “{claimed}”"),
    }
}

/// The words under the underline.
pub(crate) fn label(comparison: &Comparison, keys: &[String]) -> String {
    let claimed = comparison.claimed.trim_matches(['“', '”']).to_owned();
    match keys {
        [] => claimed,
        keys => format!("{claimed}, said of {}", keys.join(" > ")),
    }
}

/// What to do.
pub(crate) fn help(comparison: &Comparison) -> String {
    match comparison.slot {
        "direction" => "name who pays whom, and what stops".to_owned(),
        "condition" => format!("say {}", comparison.held),
        "attribution" => "name who said it".to_owned(),
        "quote" => "quote the announcement word for word".to_owned(),
        "polarity" | "aspect" | "actor" => "say what the announcement says, or quote it".to_owned(),
        // Amounts come in the words of the text, in marks already.
        _ => {
            let held = comparison.held.trim_matches(['“', '”']);
            format!("say “{held}”, as the announcement does")
        }
    }
}

/// One comparison as a line that can be re-checked.
pub(crate) fn line(comparison: &Comparison) -> String {
    let Comparison { slot, claimed, held, relation, .. } = comparison;
    format!("{slot}: {claimed} | {held} = {}", relation.word())
}

/// The proof: both clauses, the slot and the relation.
pub(crate) fn proof(
    comparison: &Comparison,
    claim: &Statement,
    evidence: &[Evidence],
) -> Vec<String> {
    let mut proof = vec![format!("claim: {}", claim.text)];
    proof.extend(evidence.iter().map(|e| format!("fact: {}", e.text)));
    proof.push(line(comparison));
    proof
}
