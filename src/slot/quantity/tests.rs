use super::*;
use crate::fold;
use crate::relation::Relation;
use crate::token::{Vocabulary, tokens};
use proptest::prelude::*;

fn quantities(text: &str) -> Vec<Quantity> {
    let folded = fold::fold(text);
    let tokens = tokens(text, &folded, &Vocabulary::default());
    let text = folded.text.as_str();
    read(&Clause { text, tokens: &tokens, subject: None, around: &[], keys: &[] })
}

fn words(text: &str) -> Vec<String> {
    quantities(text).iter().map(Quantity::words).collect()
}

/// Every line is a text and what is read from it, all of which is wrong in one go.
fn check(table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expected)| words(text) != *expected)
        .map(|(text, expected)| format!("{text}: {:?}, not {expected:?}", words(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn one(text: &str) -> Quantity {
    let mut found = quantities(text);
    assert_eq!(found.len(), 1, "{text}: {:?}", words(text));
    found.remove(0)
}

fn relation(claim: &str, fact: &str) -> Relation {
    one(claim).relate(&one(fact))
}

#[test]
fn money_is_read_in_every_spelling() {
    check(&[
        ("€1.34bn", &["1340000000 eur"]),
        ("it cost $600 million", &["600000000 usd"]),
        ("a $600-million plan", &["600000000 usd"]),
        ("US$5.70 a share", &["5.7 usd"]),
        ("NT$27億", &["2700000000 twd"]),
        ("新台幣 27 億元", &["2700000000 twd"]),
        ("18.98 萬元", &["189800 money"]),
        ("5 億元人民幣", &["500000000 cny"]),
        ("三千八百萬美元", &["38000000 usd"]),
        ("2 億 3,400 萬元", &["234000000 money"]),
        ("14 cents", &["0.14 money"]),
        ("three and a half billion dollars", &["3500000000 usd"]),
        ("half a million euros", &["500000 eur"]),
        ("£412 million in cash", &["412000000 gbp"]),
        ("1,34 billion euros", &["1340000000 eur"]),
    ]);
}

#[test]
fn chinese_numerals_are_read() {
    check(&[
        ("四万八千多元", &["about 48000 money"]),
        ("一百八十六億多元", &["about 18600000000 money"]),
        ("三点五亿元", &["350000000 money"]),
        ("二十多億元", &["about 2000000000 money"]),
        ("三萬五元", &["35000 money"]),
        ("一百零八公里", &["108 kilometre"]),
        ("两三年", &["2 to 3 year"]),
        ("两三百公里", &["200 to 300 kilometre"]),
        ("十五%", &["15 percent"]),
        ("一萬億美元", &["1000000000000 usd"]),
        ("兩兆元", &["2000000000000 money"]),
    ]);
}

#[test]
fn shares_are_percents() {
    check(&[
        ("兩成二", &["22 percent"]),
        ("七成", &["70 percent"]),
        ("三到五成", &["30 to 50 percent"]),
        ("兩成半", &["25 percent"]),
        ("百分之二十", &["20 percent"]),
        ("百分之 7.5", &["7.5 percent"]),
        ("百分之七十的股權", &["70 percent"]),
        ("三分之二", &["66.666667 percent"]),
        ("一半", &["50 percent"]),
        ("20 percent", &["20 percent"]),
        ("20 %", &["20 percent"]),
        ("20%", &["20 percent"]),
        ("a fifth of it", &["20 percent"]),
        ("half of the staff", &["50 percent"]),
        ("two-thirds of it", &["66.666667 percent"]),
        ("two-fifths of it", &["40 percent"]),
        ("1-2 個百分點", &["1 to 2 percentage-point"]),
        ("25 basis points", &["0.25 percentage-point"]),
        ("a third party", &[]),
        ("the other half", &[]),
        ("margin in the mid-teens", &["14 to 16 percent"]),
        ("low single digits", &["1 to 3 percent"]),
        ("high single digits", &["7 to 9 percent"]),
        ("growth of minus", &[]),
        ("-5%", &["-5 percent"]),
    ]);
}

#[test]
fn ranges_share_unit_and_scale() {
    check(&[
        ("between 40% and 42%", &["40 to 42 percent"]),
        ("40% 至 42%", &["40 to 42 percent"]),
        ("40%-42%", &["40 to 42 percent"]),
        ("5.70亿至5.90亿美元", &["570000000 to 590000000 usd"]),
        ("5.70 to 5.90 billion dollars", &["5700000000 to 5900000000 usd"]),
        ("$3-5 million", &["3000000 to 5000000 usd"]),
        ("$14–$16.50", &["14 to 16.5 usd"]),
        ("aged 52 to 69", &["52 to 69"]),
        ("三至五年", &["3 to 5 year"]),
        ("介於 3 萬至 5 萬元", &["30000 to 50000 money"]),
        ("raised it from $14 to $16.50", &["14 usd", "16.5 usd"]),
        ("prices range from $14 to $16.50", &["14 to 16.5 usd"]),
        ("從 8% 提高到 10%", &["8 percent", "10 percent"]),
        ("8 years or 160,000 km", &["8 year", "160000 kilometre"]),
    ]);
}

#[test]
fn cues_bound_and_blur() {
    check(&[
        ("up to $5 million", &["at most 5000000 usd"]),
        ("at most 5%", &["at most 5 percent"]),
        ("no more than 30 days", &["at most 30 day"]),
        ("最多 30 天", &["at most 30 day"]),
        ("上限為 5 億元", &["at most 500000000 money"]),
        ("以 5 億元為上限", &["at most 500000000 money"]),
        ("a $5 million cap", &["at most 5000000 usd"]),
        ("a maximum of 12 months", &["at most 12 month"]),
        ("at least 20%", &["at least 20 percent"]),
        ("至少 1.2 萬公噸", &["at least 12000 tonne"]),
        ("不少於 20%", &["at least 20 percent"]),
        ("20% 以上", &["at least 20 percent"]),
        ("more than 5 km", &["more than 5 kilometre"]),
        ("超過 5 億元", &["more than 500000000 money"]),
        ("逾 5 億元", &["more than 500000000 money"]),
        ("not over 5%", &["at most 5 percent"]),
        ("不超過 5%", &["at most 5 percent"]),
        ("less than 5%", &["less than 5 percent"]),
        ("不到 5%", &["less than 5 percent"]),
        ("about 5%", &["about 5 percent"]),
        ("nearly $5 million", &["about 5000000 usd"]),
        ("約 27 億元", &["about 2700000000 money"]),
        ("27 億元左右", &["about 2700000000 money"]),
        ("30 餘人", &["about 30"]),
        ("30 days or more", &["at least 30 day"]),
        ("over five years", &["5 year"]),
        ("at least about 5%", &["about at least 5 percent"]),
    ]);
}

#[test]
fn durations_keep_their_unit() {
    check(&[
        ("14.3 個月", &["14.3 month"]),
        ("a 14-day trial", &["14 day"]),
        ("180 days", &["180 day"]),
        ("一個月", &["1 month"]),
        ("兩個半月", &["2.5 month"]),
        ("半年", &["0.5 year"]),
        ("半個月", &["0.5 month"]),
        ("half a year", &["0.5 year"]),
        ("三個半小時", &["3.5 hour"]),
        ("within 90 days", &["at most 90 day"]),
        ("半導體", &[]),
        ("三年半", &["3.5 year"]),
        ("三年多", &["about 3 year"]),
        ("一年六個月", &["18 month"]),
        ("2 years and 6 months", &["30 month"]),
        ("三十日內", &["at most 30 day"]),
        ("three and a half years", &["3.5 year"]),
        ("ten business days", &["10 business-day"]),
    ]);
}

#[test]
fn counts_know_what_they_count() {
    let counted = |text: &str| {
        let unit = one(text).unit;
        (unit.kind, unit.counted.or(unit.classifier).is_some())
    };
    for text in ["31,090 輛", "八支球隊", "128 名病人", "600,000 subscribers", "five devices"]
    {
        assert_eq!(counted(text), ("count", true), "{text}");
    }
    check(&[
        ("31,090 輛", &["31090"]),
        ("八支球隊", &["8"]),
        ("600,000 subscribers", &["600000"]),
        ("twenty-five vessels", &["25"]),
        ("one hundred and eighty-six vessels", &["186"]),
        ("a dozen eggs", &["12"]),
        ("two dozen eggs", &["24"]),
        ("3.8 million passengers", &["3800000"]),
        ("8,234", &["8234"]),
        ("85.19", &["85.19"]),
    ]);
    assert_eq!(relation("128 名病人", "128 patients"), Relation::Unrelated);
    assert_eq!(relation("24 hybrid vessels", "24 vessels"), Relation::Equal);
    assert_eq!(relation("120 名病人", "128 名病人"), Relation::Disjoint);
}

#[test]
fn what_only_looks_like_a_quantity() {
    let none = [
        "in 2032",
        "2032 年",
        "二〇二六年",
        "April 27, 2026",
        "27 April",
        "4 月 27 日",
        "三月",
        "at 10:30",
        "10:30",
        "at 3 p.m.",
        "version 4.8",
        "v2",
        "Zorblax 9.6 is out",
        "1. Terms",
        "Q4",
        "in Q4 2026",
        "phase 3",
        "第三",
        "第三方",
        "第 3 條",
        "GPT-5",
        "L6",
        "S2026M0007I",
        "call 400-830-6600",
        "they won 4:13",
        "see §3",
        "page 12",
        "one of the firms",
        "一個合約",
        "一起",
        "一致",
        "一些人",
        "a 5G network",
        "the 4th firm",
        "in the 1990s",
        "24/7",
        "2026-04-27",
        "© 2015–2026",
        "版本 5.0",
        "the two firms",
        "see (2)",
        "十分重要",
        "十二月",
        "四月三十日",
        "Windows 11",
        "from 2026 to 2032",
        "a year",
        "26 年第一季",
        "一個",
        "1.2.3",
    ];
    let table: Vec<(&str, &[&str])> = none.iter().map(|t| (*t, &[][..])).collect();
    check(&table);
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
