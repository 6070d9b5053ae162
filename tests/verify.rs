//! `verify`: pairs as JSON lines in, verdicts as JSON lines out.

#![allow(clippy::unwrap_used)]

#[path = "shared/folder.rs"]
mod folder;

use folder::{Done, command, done};
use serde_json::{Value, json};

/// Runs `verify`; gives status, the answers, and standard error.
fn run(args: &[&str], input: impl Into<Vec<u8>>) -> (i32, Vec<Value>, String) {
    let (status, out, err) = bytes(args, input);
    let lines = out.lines().map(|line| serde_json::from_str(line).unwrap());
    (status, lines.collect(), err)
}

fn bytes(args: &[&str], input: impl Into<Vec<u8>>) -> Done {
    done(command(".").arg("verify").args(args).write_stdin(input))
}

fn pair(id: impl Into<Value>, source: &str, claim: &str) -> String {
    format!("{}\n", json!({"id": id.into(), "source": source, "claim": claim}))
}

/// The verdict on one pair.
fn verdict(source: &str, claim: &str) -> Value {
    let (status, mut answers, err) = run(&[], pair(1, source, claim));
    assert_eq!((status, err.as_str()), (0, ""));
    answers.remove(0)
}

const SOURCE: &str = "Harbour Labs said on Monday that its licence to Tern Cloud is now \
                      non-exclusive. Tern Cloud pays Harbour Labs a fee of 20 percent.";

#[test]
fn a_contradicted_claim_shows_the_slot_and_the_words_of_the_source() {
    let answer = verdict(SOURCE, "The licence of Harbour Labs to Tern Cloud is exclusive.");
    assert_eq!(answer["verdict"], "contradicted", "{answer}");
    assert_eq!(answer["slot"], "exclusivity");
    assert_eq!(answer["relation"], "opposite");
    assert!(answer["evidence"].as_str().unwrap().contains("now non-exclusive"), "{answer}");
    assert!(!answer["proof"].as_array().unwrap().is_empty(), "{answer}");
}

#[test]
fn a_supported_claim_shows_the_words_of_the_source() {
    let answer = verdict(SOURCE, "Tern Cloud pays Harbour Labs a fee of 20 percent.");
    assert_eq!(answer["verdict"], "supported", "{answer}");
    assert!(answer["evidence"].as_str().unwrap().contains("20 percent"), "{answer}");
    assert_eq!((&answer["relation"], &answer["slot"]), (&Value::Null, &Value::Null));
}

#[test]
fn what_the_source_does_not_speak_of_is_unresolved() {
    for claim in ["The canteen serves soup on Fridays.", "Is the licence exclusive?", ""] {
        let answer = verdict(SOURCE, claim);
        assert_eq!(answer["verdict"], "unresolved", "{answer}");
        assert!(!answer["proof"].as_array().unwrap().is_empty(), "{answer}");
    }
    assert_eq!(verdict("", "The licence is exclusive.")["verdict"], "unresolved");
}

#[test]
fn one_wrong_statement_among_right_ones_decides() {
    let claim = "Tern Cloud pays Harbour Labs a fee of 20 percent. The licence of Harbour Labs to \
                 Tern Cloud is exclusive.";
    assert_eq!(verdict(SOURCE, claim)["verdict"], "contradicted");
    let claim = "Tern Cloud pays Harbour Labs a fee of 20 percent. The canteen serves soup.";
    assert_eq!(verdict(SOURCE, claim)["verdict"], "unresolved");
}

#[test]
fn chinese_is_read_in_both_scripts_and_across_them() {
    let source = "海港實驗室對燕鷗雲的授權現為非獨家。";
    assert_eq!(verdict(source, "海港實驗室對燕鷗雲的授權為獨家。")["verdict"], "contradicted");
    assert_eq!(verdict(source, "海港实验室对燕鸥云的授权为独家。")["verdict"], "contradicted");
    assert_eq!(verdict(source, source)["verdict"], "supported");
}

#[test]
fn answers_come_in_the_order_of_the_lines_with_their_ids() {
    let claims = ["The licence is exclusive.", "Tern Cloud pays 20 percent.", "Soup is served."];
    let lines = (0..1000).map(|id| pair(id, SOURCE, claims[id % 3]));
    let (status, answers, _) = run(&[], lines.collect::<String>());
    assert_eq!((status, answers.len()), (0, 1000));
    for (id, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], id);
        assert_eq!(answer["verdict"], answers[id % 3]["verdict"]);
    }
}

#[test]
fn an_id_is_given_back_as_it_came() {
    let ids = [r#""a\tb""#, "\"微軟\"", "12345678901234567890123", "1.50"];
    let line = |id| format!("{{\"id\": {id}, \"source\": \"A.\", \"claim\": \"B.\"}}\r\n");
    let (status, out, _) = bytes(&[], ids.map(line).concat());
    assert_eq!(status, 0);
    for (id, line) in ids.iter().zip(out.lines()) {
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
    }
}

#[test]
fn a_bad_line_is_answered_and_the_run_goes_on() {
    let mut input = pair("first", SOURCE, "The licence is exclusive.").into_bytes();
    input.extend(b"\nno json\n{\"id\": 3, \"source\": \"a\"}\n{\"id\": \"\xff\"}\n[1, 2, 3]\n");
    input.extend(pair("last", SOURCE, "The licence is exclusive.").into_bytes());
    let (status, answers, err) = run(&[], input);
    assert_eq!(status, 2);
    assert!(err.contains("4 of 6 lines"), "{err}");
    let ids: Vec<&Value> = answers.iter().map(|a| &a["id"]).collect();
    let null = Value::Null;
    assert_eq!(ids, [&json!("first"), &null, &json!(3), &null, &null, &json!("last")]);
    let error = |at: usize| answers[at]["error"].as_str().unwrap();
    assert_eq!(error(1), "line 3: not a JSON object");
    assert_eq!(error(2), "line 4: missing field `claim`");
    assert!(error(3).starts_with("line 5: not UTF-8"), "{}", error(3));
    assert!(error(4).starts_with("line 6: "), "{}", error(4));
    assert!(answers[5].get("error").is_none(), "{}", answers[5]);
}

#[test]
fn no_line_at_all_is_never_green() {
    for input in ["", "\n \n"] {
        let (status, out, err) = bytes(&[], input);
        assert_eq!((status, out.as_str()), (2, ""));
        assert!(err.starts_with("error: nothing checked: "), "{err}");
    }
}

#[test]
fn two_runs_give_the_same_bytes_with_any_number_of_jobs() {
    let lines = (0..300).map(|id| pair(id, SOURCE, &format!("Tern Cloud pays {id} percent.")));
    let input: String = lines.collect();
    let first = bytes(&[], input.clone());
    assert_eq!(first, bytes(&[], input.clone()));
    assert_eq!(first, bytes(&["--jobs", "1"], input.clone()));
    assert_eq!(first, bytes(&["--jobs", "7"], input.clone()));
    assert_eq!(bytes(&["--jobs", "0"], input).0, 2);
}
