//! The five acts that are counted.

use crate::work;
use crate::work::generate::Tongue;
use allocation_counter::AllocationInfo;
use sourcelint::door;

/// What they are called.
pub const NAMES: [&str; 5] =
    ["check-english", "check-chinese", "check-page", "verify-pairs", "check-with-rules"];

/// Does an act so many times; what it needs is made either way.
pub fn run(name: &str, times: usize) {
    let act = act(name);
    (0..times).for_each(|_| act());
}

/// What an act allocates when it is done a second time: what is made once for all is made before.
pub fn allocated(name: &str) -> AllocationInfo {
    let act = act(name);
    act();
    allocation_counter::measure(act)
}

/// An act with all that it needs.
fn act(name: &str) -> Box<dyn Fn()> {
    let english = || work::article(Tongue::English);
    match name {
        "check-english" => check("a.md", english(), None),
        "check-chinese" => check("a.md", work::article(Tongue::Traditional), None),
        "check-page" => check("a.html", work::page(&english()), None),
        "check-with-rules" => check("a.md", english(), Some(work::rule_file(50))),
        _ => Box::new(|| {
            let verdicts = work::PAIRS.map(|(source, claim)| door::verify(source, claim));
            assert!(verdicts.iter().all(|v| !v.proof.is_empty()), "nothing was judged");
        }),
    }
}

/// Reads and judges an article.
fn check(file: &'static str, text: String, rules: Option<String>) -> Box<dyn Fn()> {
    let (sources, prepared) = work::desk(rules.as_deref());
    Box::new(move || {
        let article = work::read(file, &text);
        let judgement = door::check(&article, &sources, &prepared);
        assert!(!judgement.claims.is_empty(), "nothing was judged");
    })
}
