//! How a name sounds, as far as two scripts keep it: its consonants, in classes.
//!
//! A name that crosses from Latin letters into Chinese characters, or back, keeps little but its
//! consonants, and of those the class: b and p, l and r, s and sh are one. What either side may
//! drop (an r that is not spoken, a w or y inside a word) is optional. The characters that spell
//! foreign names are data: `transliteration` in `rules/words/particle.toml`. The classes are our own
//! reading of how Chinese newspapers spell names; the readings of characters are `script`'s.

use crate::fold;
use crate::lexicon::Particle;
use crate::script;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Fewer consonants alike are an accident.
const STEPS_MIN: usize = 3;

/// How a name sounds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sound(Vec<Step>);

/// One consonant, or the vowel that a name begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    /// The classes it may be heard as, a bit for each.
    classes: u16,
    /// Whether the other script may drop it.
    is_optional: bool,
}

const VOWEL: u16 = 1;
const P: u16 = 1 << 1;
const M: u16 = 1 << 2;
const F: u16 = 1 << 3;
const T: u16 = 1 << 4;
const N: u16 = 1 << 5;
const L: u16 = 1 << 6;
const K: u16 = 1 << 7;
const H: u16 = 1 << 8;
const S: u16 = 1 << 9;
const Y: u16 = 1 << 10;

static TRANSLITERATING: LazyLock<HashSet<char>> = LazyLock::new(|| {
    Particle::Transliteration.spellings().iter().flat_map(|s| s.chars()).collect()
});

/// How many letters must be put in, taken out or changed to make one spelling of the other.
pub fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut before = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.bytes().enumerate() {
            let least = (row[j] + 1).min(row[j + 1] + 1).min(before + usize::from(x != y));
            before = std::mem::replace(&mut row[j + 1], least);
        }
    }
    row[b.len()]
}

/// Whether a character, folded, is one of those that spell foreign names.
pub fn transliterates(c: char) -> bool {
    TRANSLITERATING.contains(&c)
}

impl Sound {
    /// The sound of a name in Latin letters; marks and spaces are passed over.
    pub fn of_latin(name: &str) -> Sound {
        let folded = fold::folded(name);
        let letters: Vec<char> = folded.chars().filter(|c| c.is_alphabetic()).collect();
        let mut steps = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            at += latin_step(&letters, at, &mut steps);
        }
        Sound(steps)
    }

    /// The sound of a name in Chinese characters; `None` if one has no reading.
    pub fn of_han(name: &str) -> Option<Sound> {
        let mut steps: Vec<Step> = Vec::new();
        for (at, c) in name.chars().enumerate() {
            syllable(&script::latin(c.encode_utf8(&mut [0; 4]))?, at == 0, &mut steps);
        }
        Some(Sound(steps))
    }

    /// Whether both may be one name, and have enough to tell.
    pub fn is_same(&self, other: &Sound) -> bool {
        // By how much of both was met: how many steps were alike, at the best.
        let (a, b) = (&self.0, &other.0);
        let mut best: Vec<Vec<Option<usize>>> = vec![vec![None; b.len() + 1]; a.len() + 1];
        best[0][0] = Some(0);
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let mut here = best[i][j];
                if i > 0 && a[i - 1].is_optional {
                    here = here.max(best[i - 1][j]);
                }
                if j > 0 && b[j - 1].is_optional {
                    here = here.max(best[i][j - 1]);
                }
                if i > 0 && j > 0 && a[i - 1].classes & b[j - 1].classes != 0 {
                    here = here.max(best[i - 1][j - 1].map(|n| n + 1));
                }
                best[i][j] = here;
            }
        }
        best[a.len()][b.len()].is_some_and(|n| n >= STEPS_MIN)
    }
}

fn push(steps: &mut Vec<Step>, classes: u16, is_optional: bool) {
    steps.push(Step { classes, is_optional });
}

/// Adds the letters at `at`, and says how many they are.
fn latin_step(letters: &[char], at: usize, steps: &mut Vec<Step>) -> usize {
    let letter = |i: usize| letters.get(i).copied().unwrap_or(' ');
    let vowel = |c: char| "aeiouyáéíóúàèâêîôûäöüåøæ".contains(c);
    let (c, next) = (letter(at), letter(at + 1));
    let first = at == 0;
    let soft = matches!(next, 'e' | 'i' | 'y');
    let (classes, optional, len) = match (c, next) {
        ('p', 'h') => (F, false, 2),
        ('t', 'h') => (T | S, false, 2),
        ('c', 'h') => (S | K, false, 2),
        ('s', 'c') if letter(at + 2) == 'h' => (S, false, 3),
        ('t', 'c') if letter(at + 2) == 'h' => (S, false, 3),
        ('s', 'h') | ('z', 'h') | ('t', 's' | 'z') | ('d', 'z') => (S, false, 2),
        ('d', 'g') => (S, false, 2),
        ('g', 'h') => (K, true, 2),
        ('c', 'k') => (K, false, 2),
        ('k', 'n') if first => (N, false, 2),
        ('w', 'r') if first => (L, false, 2),
        ('m', 'b') if at + 2 == letters.len() => (M, false, 2),
        ('n', 'g') if !vowel(letter(at + 2)) || letter(at + 2) == 'y' => (N, false, 2),
        ('q', 'u') => (K | S, false, 1),
        (a, b) if a == b && !vowel(a) => return 1,
        ('b' | 'p', _) => (P, false, 1),
        ('m', n) if !vowel(n) => (M | N, false, 1),
        ('m', _) => (M, false, 1),
        ('f' | 'v', _) => (F, false, 1),
        ('d' | 't', _) => (T, false, 1),
        ('n', _) => (N, false, 1),
        ('l', _) => (L, false, 1),
        ('r', n) => (L, !vowel(n), 1),
        ('c', _) if soft => (S, false, 1),
        ('g', _) if soft => (K | S, false, 1),
        ('c', _) => (K | S, false, 1),
        ('g' | 'k', _) => (K, false, 1),
        ('q', _) => (S | K, false, 1),
        ('s' | 'z', _) => (S, false, 1),
        ('x', _) if first => (S, false, 1),
        ('x', _) => {
            push(steps, K, true);
            (S, false, 1)
        }
        // Hsu, Hsieh: an s. Jen: an r, as the older spelling has it.
        ('h', 's') => (S, false, 2),
        ('j', _) => (S | Y | L, false, 1),
        ('h', _) if first => (H, false, 1),
        ('h', _) => (H, true, 1),
        ('w', _) => (F | if first { VOWEL } else { 0 }, !first, 1),
        ('y', _) if first => (Y | VOWEL, false, 1),
        (v, _) if vowel(v) && first => (VOWEL, false, 1),
        _ => return 1,
    };
    push(steps, classes, optional);
    len
}

/// Adds a syllable of pinyin.
fn syllable(pinyin: &str, first: bool, steps: &mut Vec<Step>) {
    if pinyin == "er" {
        // Inside a name it is an l or an r.
        push(steps, if first { VOWEL } else { L }, false);
        return;
    }
    let before = steps.last().map_or(0, |s| s.classes);
    let initial = match pinyin.as_bytes() {
        [b'b' | b'p', ..] => P,
        [b'm', ..] => M,
        [b'f', ..] => F,
        [b'd' | b't', ..] => T,
        [b'n', ..] => N,
        [b'l' | b'r', ..] => L,
        [b'g' | b'k', ..] => K,
        [b'h', b'u', ..] => H | F,
        [b'h', ..] => H | K,
        [b'j' | b'q' | b'x' | b'z' | b'c' | b's', ..] => S,
        [b'w', ..] => F | if first { VOWEL } else { 0 },
        [b'y', ..] => Y | if first { VOWEL } else { 0 },
        _ if first => VOWEL,
        _ => 0,
    };
    let glides = !first && matches!(pinyin.as_bytes(), [b'w' | b'y', ..]);
    if initial != 0 {
        // An n that two syllables share is spelled once in Latin letters.
        push(steps, initial, glides || initial == N && before == N);
    }
    if pinyin.len() > 1 && (pinyin.ends_with('n') || pinyin.ends_with("ng")) {
        push(steps, N, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(latin: &str, han: &str) -> bool {
        Sound::of_latin(latin).is_same(&Sound::of_han(han).unwrap())
    }

    #[test]
    fn a_name_sounds_alike_in_both_scripts_and_unlike_others() {
        // Spelled as newspapers do: the Andersons, Kestrel, Palmer; three names in pinyin and in
        // the older spelling.
        let names = [
            ("Anderson", "\u{5b89}\u{5fb7}\u{68ee}"),
            ("Kestrel", "\u{51ef}\u{65af}\u{7279}\u{96f7}\u{5c14}"),
            ("Palmer", "\u{5e15}\u{5c14}\u{9ed8}"),
            ("Kang Li-chun", "\u{5eb7}\u{4e3d}\u{541b}"),
            ("Chenling", "\u{6668}\u{7fce}"),
            ("Yeh Cheng-yun", "\u{53f6}\u{627f}\u{6600}"),
            ("Hsu Chia-jen", "\u{8bb8}\u{5609}\u{4ec1}"),
            ("Rodriguez", "\u{7f57}\u{5fb7}\u{91cc}\u{683c}\u{65af}"),
        ];
        for (at, (latin, _)) in names.iter().enumerate() {
            for (other, (_, han)) in names.iter().enumerate() {
                assert_eq!(alike(latin, han), at == other, "{latin} {han}");
            }
        }
    }

    #[test]
    fn likeness_goes_both_ways_and_short_names_are_not_told_apart() {
        let (latin, han) =
            (Sound::of_latin("Palmer"), Sound::of_han("\u{5e15}\u{5c14}\u{9ed8}").unwrap());
        assert!(latin.is_same(&han) && han.is_same(&latin) && latin.is_same(&latin));
        assert!(!alike("Li", "\u{674e}"));
    }
}
