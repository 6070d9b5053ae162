//! One spelling for what readers take as one: case, width, quotes, hyphens, Chinese scripts.

use std::ops::Range;

/// A text folded for comparing, with the way back.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// Lower case, half width, straight quotes, plain hyphens, simplified Chinese.
    pub text: String,
    /// For every byte of `text` (and one past): the byte of the original it came from.
    origin: Vec<usize>,
}

impl Folded {
    /// The bytes of the original text behind `range` of the folded text.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let last = self.origin.last().copied().unwrap_or(0);
        let at = |i: usize| self.origin.get(i).copied().unwrap_or(last);
        at(range.start)..at(range.end)
    }
}

/// Folds `text`.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), origin: Vec::new() };
    for (at, c) in text.char_indices() {
        let before = folded.text.len();
        fold_char(c, &mut folded.text);
        folded.origin.resize(folded.origin.len() + folded.text.len() - before, at);
    }
    folded.origin.push(text.len());
    folded
}

/// Folds `text` without the way back.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, &mut out));
    out
}

fn fold_char(c: char, out: &mut String) {
    match c {
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '\0'..='\u{7f}' => out.push(c),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => out.push(' '),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
        '‘' | '’' | 'ʼ' | '′' => out.push('\''),
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '″' => {
            out.push('"')
        }
        '‐' | '‑' | '‒' | '−' | '﹣' => out.push('-'),
        '–' | '—' | '―' => out.push('—'),
        '、' => out.push('、'),
        '。' => out.push('。'),
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            out.push(ascii.to_ascii_lowercase());
        }
        _ if is_han(c) => out.push(crate::script::simplified(c)),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Whether `c` is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_and_widths_fold_to_one_spelling() {
        assert_eq!(folded("「獨家」授權２０％"), folded("“独家”授权20%"));
        assert_eq!(folded("Non‑Exclusive"), "non-exclusive");
    }

    #[test]
    fn the_way_back_points_at_the_original() {
        let text = "a Ｂ“c”";
        let folded = fold(text);
        let at = folded.text.find('c').unwrap();
        let range = folded.original(at..at + 1);
        assert_eq!(text.get(range), Some("c"));
    }
}
