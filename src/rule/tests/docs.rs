//! What `docs/rules.md` says is true: its example loads and its pattern table holds.

use super::pins::source;
use crate::fold::folded;
use crate::rule::Pattern;
use crate::rule::load::load;
use crate::rule::pattern::Names;
use crate::rule::pin::check_quotes;

const PAGE: &str = include_str!("../../../docs/rules.md");

fn block(language: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("```{language}\n")).expect("the page has the block");
    rest.split_once("```").expect("the block ends").0
}

#[test]
fn the_example_loads_and_its_quotes_stand_in_its_notice() {
    let pack = load("ferry-fares.toml", block("toml")).expect("no fault");
    assert_eq!(pack.examples.len(), 3);
    let notice = source(&block("markdown").replace('\n', " "));
    assert_eq!(check_quotes(&pack, &[notice]), []);
    let holds = |patterns: &[Pattern], text: &str| patterns.iter().any(|p| p.is_in(&folded(text)));
    assert!(holds(&pack.inferences[0].claims, &pack.examples[2].article));
    assert!(holds(&pack.caveats[0].met_by, &pack.examples[1].article));
    assert!(!holds(&pack.caveats[0].met_by, &pack.examples[0].article));
}

#[test]
fn the_message_for_a_missing_quote_is_the_one_shown() {
    let text = block("toml").replacen("raise the adult single", "raise the adult return", 1);
    let pack = load("rules/ferry-fares.toml", &text).expect("no fault");
    let notice = source(&block("markdown").replace('\n', " "));
    let notice = crate::document::Document { path: "sources/notice.md".into(), ..notice };
    let found: Vec<String> =
        check_quotes(&pack, &[notice]).iter().map(ToString::to_string).collect();
    assert_eq!(found, [block("text").trim_end()]);
}

#[test]
fn every_row_of_the_pattern_table_holds() {
    let pack = load("ferry-fares.toml", block("toml")).expect("no fault");
    let names: Names = pack.names.into_iter().map(|name| (name.id, name.any)).collect();
    let table = PAGE.split_once("| pattern | matches |").expect("the page has the table").1;
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let mut seen = 0;
    for row in rows {
        let row = row.replace("\\|", "\u{1}");
        let cells: Vec<String> = row.split('|').map(|c| c.replace('\u{1}', "|")).collect();
        let texts = |cell: &str| -> Vec<String> {
            cell.split('`').skip(1).step_by(2).map(String::from).collect()
        };
        let pattern = Pattern::new(&texts(&cells[1])[0], &names).expect(&row);
        for text in texts(&cells[2]) {
            assert!(pattern.is_in(&folded(&text)), "{row}: {text}");
        }
        for text in texts(&cells[3]) {
            assert!(!pattern.is_in(&folded(&text)), "{row}: {text}");
        }
        seen += 1;
    }
    assert!(5 < seen, "the table was not found");
}
