//! How quantities relate, by example and by law.

use super::tests::{one, quantities};
use super::*;
use crate::relation::Relation;
use proptest::prelude::*;

fn relation(claim: &str, fact: &str) -> Relation {
    one(claim).relate(&one(fact))
}

#[test]
fn amounts_equal_under_the_coarser_precision() {
    use Relation::{Disjoint, Equal};
    let table = [
        ("85.2%", "85.19%", Equal),
        ("85%", "85.19%", Equal),
        ("86%", "85.19%", Disjoint),
        ("8,000", "8,234", Disjoint),
        ("about 8,000", "8,234", Equal),
        ("about 7,000", "8,234", Disjoint),
        ("約 4.8 萬元", "48,216 元", Equal),
        ("四萬八千多元", "48,216 元", Equal),
        ("nearly $5 million", "$4.9 million", Equal),
        ("48 months", "four years", Equal),
        ("180 days", "6 months", Equal),
        ("半年", "180 days", Equal),
        ("six months", "five months", Disjoint),
        ("27 億元", "US$2.7 billion", Equal),
        ("NT$27億", "US$2.7 billion", Relation::Unrelated),
        ("2%", "2 percentage points", Relation::Unrelated),
        ("兩成二", "22%", Equal),
        ("a third of it", "33.3%", Equal),
    ];
    for (claim, fact, expected) in table {
        assert_eq!(relation(claim, fact), expected, "{claim} / {fact}");
    }
}

#[test]
fn bounds_relate_as_intervals() {
    use Relation::{Broader, Disjoint, Equal, Narrower, Unrelated};
    let table = [
        ("$5 million", "up to $6 million", Narrower),
        ("$7 million", "up to $6 million", Disjoint),
        ("$6 million", "up to $6 million", Narrower),
        ("41%", "between 40% and 42%", Narrower),
        ("at least 40%", "45%", Broader),
        ("more than 48,000", "48,216", Broader),
        ("more than 85%", "85.19%", Broader),
        ("more than 85%", "85%", Disjoint),
        ("at most 5%", "more than 5%", Disjoint),
        ("at most 5%", "at least 5%", Unrelated),
        ("more than 5%", "at least 5%", Narrower),
        ("up to 5%", "up to 10%", Narrower),
        ("up to 10%", "up to 5%", Broader),
        ("up to 10%", "at least 5%", Unrelated),
        ("不超過 5%", "up to 5%", Equal),
        ("more than 6 months", "180 days", Unrelated),
        ("12%", "mid-teens", Disjoint),
        ("15%", "mid-teens", Narrower),
    ];
    for (claim, fact, expected) in table {
        assert_eq!(relation(claim, fact), expected, "{claim} / {fact}");
    }
}

#[test]
fn a_slipped_scale_word_is_hinted_at() {
    let hint = |claim: &str, fact: &str| one(claim).scale_hint(&one(fact)).is_some();
    assert!(hint("27 萬元", "27 億元"));
    assert!(hint("$5 million", "$5 billion"));
    assert!(!hint("$5 million", "$6 billion"));
    assert!(!hint("$5 million", "$5 million"));
}

/// Texts of pieces that numbers are made of.
fn number_text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "1",
        "8,234",
        "85.19",
        "2032",
        "三",
        "十",
        "百",
        "千",
        "萬",
        "億",
        "點五",
        "多",
        "兩",
        "半",
        "年",
        "月",
        "日",
        "個",
        "個月",
        "元",
        "%",
        "$",
        "NT$",
        "million",
        "hundred",
        "and",
        "-",
        "twenty",
        "five",
        "a",
        "half",
        "dozen",
        "to",
        "至",
        "between",
        "about",
        "up to",
        "超過",
        "以上",
        "分之",
        "成",
        "of",
        " ",
        " ",
        ":",
        "/",
        "(",
        ")",
        "version",
        "第",
        "mid-teens",
        "not",
        "km",
        "天",
        "內",
        "more than",
        "at least",
        "from",
        "Zorblax",
        "—",
        "~",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..30).prop_map(|p| p.concat())
}

fn quantity() -> impl Strategy<Value = Quantity> {
    let ends = (0_i32..60, 0_i32..12, 0_u8..5, any::<bool>(), any::<bool>(), 0_usize..4);
    ends.prop_map(|(low, width, shape, open, hedged, unit)| {
        let texts = ["5 days", "5 months", "5%", "5"];
        let mut q = one(texts[unit]);
        let (low, high) = (f64::from(low), f64::from(low + width));
        (q.low, q.high) = match shape {
            0 | 1 => (low, low),
            2 => (low, high),
            3 => (low, f64::INFINITY),
            _ => (f64::NEG_INFINITY, high),
        };
        (q.low_open, q.high_open) = (shape == 3 && open, shape == 4 && open);
        q.hedged = hedged;
        q
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn reading_never_panics(text in "\\PC{0,60}") {
        for q in quantities(&text) {
            prop_assert!(q.tokens.start < q.tokens.end && q.low <= q.high, "{text}");
        }
    }

    #[test]
    fn number_texts_give_ordered_intervals_that_equal_themselves(text in number_text()) {
        let mut end = 0;
        for q in quantities(&text) {
            prop_assert!(q.low <= q.high && q.tokens.start >= end && q.tokens.end > end, "{text}");
            prop_assert_eq!(q.relate(&q), Relation::Equal);
            end = q.tokens.end;
        }
    }

    #[test]
    fn relations_are_converses(a in quantity(), b in quantity()) {
        prop_assert_eq!(a.relate(&a), Relation::Equal);
        prop_assert_eq!(a.relate(&b), b.relate(&a).converse());
    }
}

#[test]
fn long_runs_are_read_in_linear_time() {
    for piece in ["三", "十萬", "5-", "1:", "twenty-", "about ", "5 to ", "$", "多"] {
        quantities(&piece.repeat(20_000));
    }
}
