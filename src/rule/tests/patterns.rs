//! The little language in English and both Chinese scripts.

use crate::fold::folded;
use crate::rule::Pattern;
use crate::rule::pattern::Names;
use proptest::prelude::*;

fn names() -> Names {
    Names::from([
        ("line".into(), vec!["Strait".into(), "Strait Line".into(), "海峽航運".into()]),
        ("fare".into(), vec!["fare".into(), "票價".into()]),
    ])
}

fn holds(pattern: &str, text: &str) -> bool {
    Pattern::new(pattern, &names()).expect(pattern).is_in(&folded(text))
}

fn fault(pattern: &str) -> String {
    Pattern::new(pattern, &names()).expect_err(pattern)
}

#[track_caller]
fn check(pattern: &str, inside: &[&str], outside: &[&str]) {
    for text in inside {
        assert!(holds(pattern, text), "{pattern} must match {text}");
    }
    for text in outside {
        assert!(!holds(pattern, text), "{pattern} must not match {text}");
    }
}

#[test]
fn latin_words_end_where_they_end() {
    check(
        "cap",
        &["a cap.", "上限(cap)為", "有cap的", "Ｃａｐ", "cap-free", "the cap’s"],
        &["capacity", "recap", "cap2"],
    );
    check("20%", &["of 20%", "漲20％"], &["120%"]);
    check("café fare", &["a Café fare"], &["cafés fare"]);
}

#[test]
fn a_tilde_is_any_ending() {
    check("licens~", &["License", "licensed", "licensing,", "licens"], &["licence", "sublicense"]);
    check("rais~ fares", &["raises fares", "raising\u{a0}fares"], &["raisesfares"]);
}

#[test]
fn chinese_matches_in_both_scripts_and_needs_no_boundary() {
    check("票價調漲", &["票价调涨了", "新票價調漲"], &["票價不調漲", "票價，調漲"]);
    check("票价 调涨", &["票價調漲", "票價 調漲"], &[]);
    check("船票20%", &["船票 20%", "船票20％"], &["船票120%"]);
}

#[test]
fn white_space_is_any_run() {
    check("on 1 May", &["on\n1   May", "On 1\u{3000}May"], &["on 1May", "on1 May"]);
}

#[test]
fn alternatives_may_be_empty_and_nested() {
    check("fares (will|) rise", &["fares will rise", "fares rise"], &["fares must rise"]);
    check("(a (b|c)|漲(價|价))", &["a c", "涨价"], &["a漲"]);
    check("調(漲|高)票價", &["調高票價", "调涨票价"], &["調低票價"]);
}

#[test]
fn a_gap_stops_at_a_sentence_end_not_at_a_comma() {
    check(
        "fares * residents",
        &["fares, as before, spare residents", "fares of 3.50 for residents", "fares residents"],
        &["Fares rise. The residents", "fares; residents", "fares\nresidents"],
    );
    check("票價*居民", &["票價，不含居民", "票价居民"], &["票價調漲。居民", "票價？居民"]);
    let far = "x".repeat(41);
    assert!(!holds("票價*居民", &format!("票價{far}居民")));
    assert!(holds("票價*居民", &format!("票價{}居民", "漲".repeat(40))));
}

#[test]
fn a_name_is_any_of_its_spellings_the_longest_first() {
    check(
        "{line} raises",
        &["Strait Line raises", "strait raises", "海峡航运 raises"],
        &["line raises"],
    );
    check("{line}*調漲{fare}", &["海峽航運將調漲票價", "Strait Line 調漲 fare"], &["調漲票價"]);
    let pattern = Pattern::new("{line}", &names()).unwrap();
    assert_eq!(pattern.find("strait line sails"), Some(0.."strait line".len()));
}

#[test]
fn a_backslash_takes_a_character_as_itself() {
    check(r"票價\（含稅\）", &["票價（含税）", "票價(含稅)"], &["票價含稅"]);
    check(r"a \* b \| c", &["a * b | c"], &["a b c"]);
    check("$5.00 [net]", &["$5.00 [net]"], &["$5x00 [net]"]);
}

#[test]
fn a_regex_is_folded_too() {
    check(r"re:\bcap(ped)?\b", &["is Capped"], &["capacity"]);
    check(r"re:[獨独]家\S", &["獨家A"], &["獨家 A"]);
    check("re:票價（[^）]*）", &["票價(含稅)"], &["票價"]);
}

#[test]
fn faults_say_where_and_what() {
    assert_eq!(fault("a (b"), "at character 3: `(` is never closed");
    assert_eq!(
        fault("a|b"),
        "at character 2: `|` stands outside of `(a|b)`; for the character itself write `\\|`"
    );
    assert_eq!(
        fault("漲)"),
        "at character 2: `)` closes nothing; for the character itself write `\\)`"
    );
    assert_eq!(fault("{fere} x"), "at character 1: no name `fere`, did you mean `fare`?");
    assert_eq!(fault("{fare"), "at character 1: `{` is never closed");
    assert_eq!(
        fault("（a|b)"),
        "at character 1: full-width `（`: write `(`, or `\\（` for the character itself"
    );
    assert_eq!(fault("cap*"), "at character 4: `*` is a gap between words; any ending is `cap~`");
    assert_eq!(
        fault("漲~"),
        "at character 2: `~` means any ending and follows a Latin word; for the character itself \
         write `\\~`"
    );
    assert_eq!(fault("li~nse"), "at character 4: `~` stands at the end of a word, not inside it");
    assert_eq!(
        fault(r"\bcap"),
        "at character 2: `\\b` means nothing here; start the pattern with `re:` for a regex"
    );
    assert_eq!(fault("(a|)"), "the pattern matches the empty text, so it would match anywhere");
    assert_eq!(fault("re:(a"), "bad regex: unclosed group");
    assert_eq!(
        fault("re:\\w{1000}{1000}"),
        "the pattern is too large: compiled, it weighs more than 1 MB"
    );
    assert_eq!(fault(&"(".repeat(500)), "at character 13: more than 12 `(` in one another");
    assert_eq!(fault(&"漲".repeat(1001)), "the pattern is longer than 1000 characters");
}

proptest! {
    #[test]
    fn no_pattern_panics(source in "[a-z(){}|*~\\\\ 漲（～é\u{200b}.:\n]{0,40}", text in ".{0,40}") {
        for source in [source.clone(), format!("re:{source}")] {
            if let Ok(pattern) = Pattern::new(&source, &names()) {
                let _ = pattern.is_in(&folded(&text));
            }
        }
    }

    #[test]
    fn looking_for_words_first_changes_no_answer(
        source in "[ab(|)*~ 漲價]{1,12}|\\{fare\\}\\*[ab漲]{1,3}",
        text in "[ab 漲價,]{0,24}|fare [ab漲 ]{0,8}",
    ) {
        if let Ok(pattern) = Pattern::new(&source, &names()) {
            let text = folded(&text);
            prop_assert_eq!(pattern.find(&text), pattern.unfiltered().find(&text));
        }
    }

    #[test]
    fn plain_words_match_themselves(words in "[a-zA-Z漲價]{1,6}( [a-z漲價0-9]{1,6}){0,3}") {
        prop_assert!(holds(&words, &words));
    }
}

/// A text is searched in parts: a match across the border of two is found, and none is made up.
#[test]
fn a_long_text_is_searched_to_its_end() {
    let pattern = Pattern::new("fare * residents", &names()).unwrap();
    for at in (3_900..4_300).chain(8_000..8_400).step_by(7) {
        let before = "fare x ".repeat(at / 7);
        let found = pattern.find(&format!("{before}fare spares residents {before}"));
        assert_eq!(found.map(|f| f.end), Some(before.len() + "fare spares residents".len()));
        let long = "fare and so on for more than forty characters in a row spares residents";
        assert_eq!(pattern.find(&format!("{}{long}", "x ".repeat(at / 2))), None);
        assert_eq!(pattern.find(&format!("{}fare spares residentship", "x ".repeat(at / 2))), None);
    }
}
