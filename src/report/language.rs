//! Which languages a document is written in, guessed by its characters.

use crate::document::{Document, Passage};
use crate::fold::is_han;
use crate::script::simplified;

/// `en`, `zh-Hant`, `zh-Hans`, in this order, each at most once.
pub(super) fn languages(document: &Document) -> Vec<&'static str> {
    let counts: Vec<Count> = document.passages.iter().map(Count::of).collect();
    let han: usize = counts.iter().map(|c| c.han).sum();
    let traditional: usize = counts.iter().map(|c| c.traditional).sum();
    let mut hant = counts.iter().any(Count::is_traditional);
    let hans = counts.iter().any(Count::is_simplified);
    let short = 0 < han && !hant && !hans;
    hant |= short && 0 < traditional;
    let found = [
        ("en", counts.iter().any(Count::is_english)),
        ("zh-Hant", hant),
        ("zh-Hans", hans || (short && !hant)),
    ];
    found.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect()
}

/// The characters of a passage.
struct Count {
    han: usize,
    /// Han characters that are written otherwise in simplified script.
    traditional: usize,
    latin: usize,
}

impl Count {
    fn of(passage: &Passage) -> Self {
        let count = |is: fn(char) -> bool| passage.text.chars().filter(|c| is(*c)).count();
        Count {
            han: count(is_han),
            traditional: count(|c| is_han(c) && simplified(c) != c),
            latin: count(|c| c.is_ascii_alphabetic()),
        }
    }

    /// About every fourth character of a traditional text is written otherwise in simplified.
    fn is_traditional(&self) -> bool {
        4 < self.han && self.han <= 10 * self.traditional
    }

    fn is_simplified(&self) -> bool {
        12 < self.han && 25 * self.traditional <= self.han
    }

    /// Names inside Chinese text are Latin letters too, so letters alone do not make it English.
    fn is_english(&self) -> bool {
        8 < self.latin && 4 * self.han < self.latin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&'static str> {
        languages(&crate::report::samples::document("a.md", text))
    }

    #[test]
    fn each_script_is_told_apart() {
        assert_eq!(of("The licence runs through 2032."), ["en"]);
        assert_eq!(of("微軟與該公司的協議將持續到二〇三二年"), ["zh-Hant"]);
        assert_eq!(of("微软与该公司的协议将持续到二〇三二年"), ["zh-Hans"]);
    }

    #[test]
    fn names_do_not_make_a_chinese_text_english() {
        assert_eq!(of("微軟透過 Microsoft Azure 提供雲端服務給 OpenAI"), ["zh-Hant"]);
        assert_eq!(of("The deal runs on.\n協議將持續到二〇三二年底為止"), ["en", "zh-Hant"]);
    }
}
