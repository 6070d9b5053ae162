//! Every fault of a rule file, with its exact place and message.

use crate::rule::load::load;
use crate::rule::{Expect, Level, Mark, Within};
use proptest::prelude::*;

const HEAD: &str = "id = \"fares\"\ntitle = \"Fares\"\n";
const FACT: &str = "[[fact]]\nid = \"from-may\"\nquote = \"Fares rise on 1 May\"\n";

/// The faults of a good file with `more` at its end; `more` begins on line 6.
fn faults(more: &str) -> Vec<String> {
    all_faults(&format!("{HEAD}{FACT}{more}"))
}

fn all_faults(text: &str) -> Vec<String> {
    let errors = load("fares.toml", text).expect_err("the file has a fault");
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn a_small_file_loads_with_its_defaults() {
    let more = r#"
[[name]]
id = "line"
any = ["Strait Line", "海峽航運"]
[[caveat]]
of = "from-may"
quote = "except for residents"
met_by = ["resident~", "居民"]
[[not_entailed]]
from = "from-may"
claims = ["{line}*(raise~|調漲)"]
why = "Only the date is announced."
[[forbidden]]
from = "from-may"
claims = ["fares fell"]
why = "They rose."
[[example]]
article = "Fares rise on 1 May."
expect = "omitted"
by = "from-may-caveat-1"
"#;
    let pack = load("fares.toml", &format!("{HEAD}{FACT}{more}")).expect("no fault");
    assert_eq!(pack.id, "fares");
    assert_eq!(pack.facts[0].mark, Mark { line: 5, column: 9 });
    assert_eq!(pack.caveats[0].id, "from-may-caveat-1");
    assert_eq!((pack.caveats[0].within, pack.caveats[0].level), (Within::Section, Level::Should));
    assert_eq!(pack.inferences[0].level, Level::Should);
    assert_eq!(pack.inferences[0].id, "from-may-not-entailed-1");
    assert_eq!(pack.forbidden[0].level, Level::Must);
    assert_eq!(pack.examples[0].expect, Expect::Omitted);
    assert_eq!(pack.examples[0].mark.line, 22);
}

#[test]
fn a_source_takes_a_bare_date_or_a_text() {
    for date in ["2026-04-27", "\"2026-04-27\""] {
        let source = format!("source = {{ url = \"https://a.example/x\", date = {date} }}\n");
        let pack = load("fares.toml", &format!("{HEAD}{source}{FACT}")).expect("no fault");
        assert_eq!(pack.source.date.as_deref(), Some("2026-04-27"));
    }
    assert_eq!(
        all_faults(&format!("{HEAD}source = {{ date = \"next May\" }}\n{FACT}")),
        ["fares.toml:3:19: `date` is no date: write it as 2026-04-27"]
    );
}

#[test]
fn an_unknown_key_names_the_nearest_known_one() {
    assert_eq!(
        all_faults(&format!("{HEAD}[[fact]]\nid = \"a\"\nqoute = \"b\"\n")),
        [
            "fares.toml:3:1: [[fact]] needs `quote`",
            "fares.toml:5:1: unknown key `qoute`, did you mean `quote`?",
        ]
    );
    assert_eq!(
        faults("zzz = 1\n"),
        ["fares.toml:6:1: unknown key `zzz`, [[fact]] knows `id`, `quote`, `says`"]
    );
}

#[test]
fn a_top_key_below_a_heading_is_told_where_it_belongs() {
    assert_eq!(
        faults("about = { any = [\"fare\"] }\n"),
        ["fares.toml:6:1: unknown key `about`: it belongs at the top, above the first `[[...]]`"]
    );
}

#[test]
fn columns_count_characters_after_chinese() {
    assert_eq!(
        faults("says = [\"票價調漲\", 7]\n"),
        ["fares.toml:6:17: `says` must be a list of texts, found a number"]
    );
    assert_eq!(
        faults("says = [\"票價調漲\", '(漲']\n"),
        ["fares.toml:6:17: at character 1: `(` is never closed"]
    );
}

#[test]
fn a_wrong_type_says_what_was_found() {
    assert_eq!(
        faults("says = \"x\"\n"),
        ["fares.toml:6:8: `says` must be a list of texts, found a text"]
    );
    assert_eq!(
        all_faults(&format!("id = 3\ntitle = \"x\"\n{FACT}")),
        ["fares.toml:1:6: `id` must be a text, found a number"]
    );
    assert_eq!(
        all_faults(&format!("{HEAD}caveat = \"x\"\n{FACT}")),
        ["fares.toml:3:10: `caveat` must be written as [[caveat]], found a text"]
    );
    assert_eq!(
        all_faults(&format!("{HEAD}{FACT}[caveat]\n")),
        ["fares.toml:6:1: `caveat` must be written as [[caveat]], found a table"]
    );
}

#[test]
fn missing_keys_stand_at_their_table() {
    assert_eq!(
        faults("[[caveat]]\nof = \"from-may\"\n"),
        ["fares.toml:6:1: [[caveat]] needs `quote`", "fares.toml:6:1: [[caveat]] needs `met_by`"]
    );
    assert_eq!(
        all_faults("title = \"x\"\n"),
        [
            "fares.toml:1:1: the rule file needs `id`",
            "fares.toml:1:1: no facts: a rule file needs a [[fact]] with `id` and `quote`",
        ]
    );
}

#[test]
fn ids_are_unique_and_plain() {
    assert_eq!(
        faults("[[fact]]\nid = \"from-may\"\nquote = \"x\"\n"),
        ["fares.toml:7:6: id `from-may` stands twice, first at line 4"]
    );
    assert_eq!(
        faults("[[fact]]\nid = \"From May\"\nquote = \"x\"\n"),
        ["fares.toml:7:6: id `From May`: use lower-case letters, digits and hyphens"]
    );
    assert_eq!(
        faults("[[name]]\nid = \"a\"\nany = [\"x\"]\n[[name]]\nid = \"a\"\nany = [\"y\"]\n"),
        ["fares.toml:10:6: name `a` stands twice"]
    );
}

#[test]
fn a_made_up_id_leaves_a_written_one_alone() {
    let caveat = "[[caveat]]\nof = \"from-may\"\nquote = \"x\"\nmet_by = [\"x\"]\n";
    let text = format!("{HEAD}{FACT}{caveat}{caveat}id = \"from-may-caveat-1\"\n");
    let pack = load("fares.toml", &text).expect("no fault");
    assert_eq!(pack.caveats[0].id, "from-may-caveat-2");
}

#[test]
fn what_names_a_fact_must_name_one() {
    assert_eq!(
        faults("[[caveat]]\nof = \"from-mai\"\nquote = \"x\"\nmet_by = [\"x\"]\n"),
        ["fares.toml:7:6: `of` names no fact `from-mai`, did you mean `from-may`?"]
    );
    assert_eq!(
        faults("[[forbidden]]\nfrom = \"zz\"\nclaims = [\"x\"]\nwhy = \"x\"\n"),
        ["fares.toml:7:8: `from` names no fact `zz`"]
    );
    assert_eq!(
        faults("[[example]]\narticle = \"x\"\nexpect = \"silent\"\nby = \"from-mai\"\n"),
        ["fares.toml:9:6: `by` names no fact, caveat or rule `from-mai`, did you mean `from-may`?"]
    );
}

#[test]
fn unknown_choices_list_the_known_ones() {
    let caveat = "[[caveat]]\nof = \"from-may\"\nquote = \"x\"\nmet_by = [\"x\"]\n";
    assert_eq!(
        faults(&format!("{caveat}level = \"high\"\nwithin = \"page\"\n")),
        [
            "fares.toml:10:9: `level` is `must`, `should` or `may`, not `high`",
            "fares.toml:11:10: `within` is `claim`, `section` or `article`, not `page`",
        ]
    );
    assert_eq!(
        faults("[[example]]\narticle = \"x\"\nexpect = \"quiet\"\n"),
        ["fares.toml:8:10: `expect` is `silent`, `contradicted`, `omitted`, `unsupported` or \
          `supported`, not `quiet`"]
    );
}

#[test]
fn control_characters_are_refused_where_they_stand() {
    assert_eq!(
        faults("says = ['x', \"re:上\\bcap\\b\"]\n"),
        ["fares.toml:6:19: control character `\\b` in `says`: write it in single quotes '...' or \
          '''...''', where \\b stays \\b"]
    );
    assert_eq!(
        faults("says = [\"re:\\\\d\\u0008\"]\n"),
        [
            "fares.toml:6:16: control character `\\u0008` in `says`: write it in single quotes '...' or \
          '''...''', where \\b stays \\b"
        ]
    );
    assert_eq!(
        faults("says = [\"re:\\d\"]\n"),
        [
            "fares.toml:6:14: not TOML: missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\\`, \
          `\"`, `x`, `u`, `U`; write it in single quotes '...' or '''...''', where \\b stays \\b"
        ]
    );
}

#[test]
fn empty_texts_and_lists_are_refused() {
    assert_eq!(
        faults("[[fact]]\nid = \"b\"\nquote = \" \"\n"),
        ["fares.toml:8:9: `quote` is empty"]
    );
    assert_eq!(
        faults("[[example]]\narticle = '''\n'''\nexpect = \"silent\"\n"),
        ["fares.toml:7:11: `article` is empty"]
    );
    assert_eq!(
        faults("[[allowed]]\nclaims = []\nwhy = \"x\"\n"),
        ["fares.toml:7:10: `claims` is empty"]
    );
}

#[test]
fn a_pattern_that_names_no_name_says_which_is_near() {
    assert_eq!(
        faults("says = [\"{ferri} sails\"]\n[[name]]\nid = \"ferry\"\nany = [\"the ferry\"]\n"),
        ["fares.toml:6:9: at character 1: no name `ferri`, did you mean `ferry`?"]
    );
}

#[test]
fn a_byte_order_mark_and_crlf_move_no_place() {
    let text = format!("\u{feff}id = 3\ntitle = \"x\"\n{FACT}says = [7]\n").replace('\n', "\r\n");
    assert_eq!(
        all_faults(&text),
        [
            "fares.toml:1:6: `id` must be a text, found a number",
            "fares.toml:6:9: `says` must be a list of texts, found a number",
        ]
    );
}

#[test]
fn deep_nesting_is_a_fault_not_a_crash() {
    assert_eq!(all_faults(&format!("id = {}", "[".repeat(100_000))).len(), 1);
}

#[test]
fn a_syntax_error_is_alone() {
    let found = faults("says = [\"a\" \"b\"]\nqoute = 1\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("fares.toml:6:"), "{found:?}");
}

proptest! {
    #[test]
    fn no_text_makes_loading_panic(text in "[\\[\\]{}=.,\"'\\\\#a-z0-9 \n\r票\u{feff}\u{8}]{0,80}") {
        let _ = load("x.toml", &text);
    }

    #[test]
    fn no_rule_like_text_makes_loading_panic(
        lines in prop::collection::vec(
            (
                prop::sample::select(vec![
                    "id", "title", "source", "about", "name", "fact", "caveat", "of", "from",
                    "quote", "says", "any", "claims", "met_by", "level", "expect", "article",
                    "by", "[[fact]]", "[[name]]", "[[caveat]]", "[[forbidden]]", "[[example]]",
                ]),
                prop::sample::select(vec![
                    "", "= 1", "= 'a'", "= ['{a}*(b|漲)']", "= \"\\b\"", "= {}", "= [[]]",
                    "= 2026-01-01", "= '''\n漲'''", "= [{ id = 'x' }]", "= ['re:(']",
                ]),
            ),
            0..12,
        )
    ) {
        let text: String = lines.iter().map(|(key, value)| format!("{key} {value}\n")).collect();
        let _ = load("x.toml", &text);
    }
}
