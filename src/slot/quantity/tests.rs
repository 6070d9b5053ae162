//! What is read as a quantity, and what is not.

use super::*;
use crate::fold;
use crate::relation::Relation;
use crate::token::tokens;
use crate::vocabulary::Vocabulary;

pub fn quantities(text: &str) -> Vec<Quantity> {
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

pub fn one(text: &str) -> Quantity {
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
    assert_eq!(relation("128 名病人", "128 patients"), Relation::Equal);
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
