//! The little language of rule files: `{operator}*(raise~|調漲)` becomes a regex over folded text.
//!
//! A pattern is read into atoms, and atoms are written as a regex. Between two atoms stands what a
//! writer may put there: white space between Latin words, nothing or white space beside Chinese.

use super::Pattern;
use crate::fold::{folded, is_han};
use crate::span::{ceil, slice};
use regex::{Regex, RegexBuilder};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Names of a pack and their spellings, by id.
pub type Names = HashMap<String, Vec<String>>;

/// The longest pattern, in characters: what is longer is a paragraph, not a pattern.
const LENGTH_MAX: usize = 1_000;
/// How deep alternatives may stand in alternatives.
const DEPTH_MAX: usize = 12;
/// What is written from a pattern of this size compiles to far less than `SIZE_MAX_BYTES`.
const WRITTEN_BYTES_SURE: usize = 2_000;
/// What a compiled pattern may weigh.
const SIZE_MAX_BYTES: usize = 1 << 20;

/// A gap: no sentence end in it; a point inside a number or a name is none. Its length is checked on
/// the match, because a counted repetition of so wide a class costs forty times as much to compile.
const GAP: &str = r"((?:[^。.!?;\n]|\.[0-9a-z])*?)";
/// The longest gap, in characters.
const GAP_CHARS_MAX: usize = 40;
/// A long text is searched in parts of this size, which overlap by half: no match is longer.
const PART_BYTES: usize = 8_192;
/// Nothing of a Latin word stands before, or after. Chinese is not a word to these.
const WORD_START: &str = r"(?-u:\b{start-half})";
const WORD_END: &str = r"(?-u:\b{end-half})";
/// Any ending of a Latin word: what `~` stands for.
const ENDING: &str = "[a-zà-ɏ]*";

impl Pattern {
    /// Compiles `source`; `names` are the names it may use as `{id}`. The error is one line.
    pub fn new(source: &str, names: &Names) -> Result<Pattern, String> {
        if source.chars().count() > LENGTH_MAX {
            return Err(format!("the pattern is longer than {LENGTH_MAX} characters"));
        }
        let (written, needles) = match source.trim_start().strip_prefix("re:") {
            // What people write in a regex is not lower case, folded text is.
            Some(regex) => (format!("(?i){}", folded_regex(regex.trim_start())), Vec::new()),
            None => written(source, names)?,
        };
        let regex = OnceLock::new();
        // What is written here from a short pattern with a word in it compiles, and matches no empty
        // text; it is compiled when a text first holds the word.
        if needles.is_empty() || WRITTEN_BYTES_SURE < written.len() {
            let compiled = compiled(&written)?;
            if compiled.is_match("") {
                return Err("the pattern matches the empty text, so it would match anywhere".into());
            }
            let _ = regex.set(compiled);
        }
        Ok(Pattern { source: source.into(), written, needles, regex })
    }

    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| compiled(&self.written).expect("short and made of our own atoms"))
    }

    /// Whether `folded`, a text from `fold::fold`, holds the pattern.
    pub fn is_in(&self, folded: &str) -> bool {
        self.find(folded).is_some()
    }

    /// The first place in `folded` where the pattern holds, in bytes.
    pub fn find(&self, folded: &str) -> Option<Range<usize>> {
        let told = |needle: &String| folded.contains(needle.as_str());
        if !self.needles.is_empty() && !self.needles.iter().any(told) {
            return None;
        }
        let regex = self.regex();
        if self.is_regex() || regex.captures_len() == 1 {
            return regex.find(folded).map(|found| found.range());
        }
        // Where a gap is too long, a match may begin later. It is looked for in a part of a long text,
        // or the way to the other end of the gap would be gone again from every place.
        let mut start = 0;
        loop {
            let end = ceil(folded, start + PART_BYTES);
            if let Some(found) = self.find_in(folded, start..end) {
                return Some(found);
            }
            if folded.len() <= end {
                return None;
            }
            start = ceil(folded, end - PART_BYTES / 2);
        }
    }

    /// The first match in a part of `folded` whose gaps are short.
    fn find_in(&self, folded: &str, part: Range<usize>) -> Option<Range<usize>> {
        let text = slice(folded, 0..part.end);
        let mut from = part.start;
        while let Some(found) = self.regex().captures_at(text, from) {
            let whole = found.get(0)?.range();
            let short = |gap: regex::Match| gap.as_str().chars().count() <= GAP_CHARS_MAX;
            // At the end of a part a word may only seem to end.
            let cut = whole.end == text.len() && text.len() < folded.len();
            if !cut && found.iter().skip(1).flatten().all(short) {
                return Some(whole);
            }
            from = ceil(folded, whole.start + 1);
        }
        None
    }

    /// The same pattern without its words to look for first: for the law that these change nothing.
    #[cfg(test)]
    pub fn unfiltered(&self) -> Pattern {
        Pattern { needles: Vec::new(), ..self.clone() }
    }

    /// Whether the author wrote a regex, whose groups are no gaps.
    fn is_regex(&self) -> bool {
        self.source.trim_start().starts_with("re:")
    }
}

fn compiled(regex: &str) -> Result<Regex, String> {
    RegexBuilder::new(regex).size_limit(SIZE_MAX_BYTES).nest_limit(64).build().map_err(|error| {
        match error {
            regex::Error::CompiledTooBig(_) => {
                "the pattern is too large: compiled, it weighs more than 1 MB".into()
            }
            other => {
                let text = other.to_string();
                let line = text.lines().last().unwrap_or("").trim();
                format!("bad regex: {}", line.strip_prefix("error: ").unwrap_or(line))
            }
        }
    })
}

/// A regex as written, its characters beyond ASCII folded as the text is. ASCII stays: `\S` is not
/// `\s`, and case is ignored anyway.
fn folded_regex(regex: &str) -> String {
    let mut out = String::with_capacity(regex.len());
    for c in regex.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.push_str(&regex::escape(&folded(c.encode_utf8(&mut [0; 4]))));
        }
    }
    out
}

/// The regex of a pattern in the little language.
/// With it, words of which any match holds at least one.
fn written(source: &str, names: &Names) -> Result<(String, Vec<String>), String> {
    let chars: Vec<char> = source.chars().collect();
    let mut reading = Reading { chars: &chars, at: 0, depth: 0, names };
    let atoms = reading.sequence()?;
    if reading.at < chars.len() {
        let stray = chars.get(reading.at).copied().unwrap_or(' ');
        return Err(reading.at_char(match stray {
            '|' => "`|` stands outside of `(a|b)`; for the character itself write `\\|`".into(),
            _ => format!("`{stray}` closes nothing; for the character itself write `\\{stray}`"),
        }));
    }
    let mut out = String::new();
    write_sequence(&atoms, &mut out);
    Ok((out, needles(&atoms).unwrap_or_default()))
}

/// The words of the most telling atom: the one whose shortest word is longest.
fn needles(atoms: &[Atom]) -> Option<Vec<String>> {
    let shortest = |words: &Vec<String>| words.iter().map(String::len).min().unwrap_or(0);
    atoms.iter().filter_map(words).max_by_key(shortest).filter(|words| 0 < shortest(words))
}

/// Words of which whatever the atom matches holds one, if that can be said.
fn words(atom: &Atom) -> Option<Vec<String>> {
    match atom {
        Atom::Word { text, .. } | Atom::Han(text) => Some(vec![text.clone()]),
        Atom::Sign(_) | Atom::Space | Atom::Gap => None,
        Atom::Any(any) => {
            let each = any.iter().map(|atoms| needles(atoms)).collect::<Option<Vec<_>>>()?;
            Some(each.into_iter().flatten().collect())
        }
    }
}

/// What a pattern is made of.
enum Atom {
    /// A Latin word or number, folded; with any ending or not.
    Word { text: String, ending: Ending },
    /// Chinese, folded.
    Han(String),
    /// A mark that is neither.
    Sign(char),
    /// White space.
    Space,
    /// `*`.
    Gap,
    /// `(a|b)`, and a name with its spellings.
    Any(Vec<Vec<Atom>>),
}

#[derive(PartialEq)]
enum Ending {
    AsWritten,
    Any,
}

struct Reading<'p> {
    chars: &'p [char],
    at: usize,
    depth: usize,
    names: &'p Names,
}

impl Reading<'_> {
    fn at_char(&self, message: String) -> String {
        format!("at character {}: {message}", self.at + 1)
    }

    /// Reads up to the end, or a `|` or `)`.
    fn sequence(&mut self) -> Result<Vec<Atom>, String> {
        let mut atoms = Vec::new();
        while let Some(&c) = self.chars.get(self.at) {
            match c {
                '|' | ')' => break,
                '(' => atoms.push(self.alternatives()?),
                '{' => atoms.push(self.name()?),
                '*' => atoms.push(self.gap(&atoms)?),
                '~' => self.ending(&mut atoms)?,
                '}' => {
                    return Err(self.at_char(
                        "`}` closes nothing; for the character itself write `\\}`".into(),
                    ));
                }
                '\\' => {
                    self.at += 1;
                    let Some(&c) = self.chars.get(self.at) else {
                        return Err("the pattern ends with `\\`; for the character itself \
                                    write `\\\\`"
                            .into());
                    };
                    if c.is_ascii_alphanumeric() {
                        return Err(self.at_char(format!(
                            "`\\{c}` means nothing here; start the pattern with `re:` for a regex"
                        )));
                    }
                    push_literal(c, &mut atoms);
                    self.at += 1;
                }
                _ => {
                    self.refuse_wide(c)?;
                    push_literal(c, &mut atoms);
                    self.at += 1;
                }
            }
        }
        Ok(atoms)
    }

    /// `（` is most likely meant as `(`: refused, since a pattern that silently never fires is worse.
    fn refuse_wide(&self, c: char) -> Result<(), String> {
        if !matches!(c, '（' | '）' | '｛' | '｝' | '｜' | '＊' | '～') {
            return Ok(());
        }
        let half = folded(c.encode_utf8(&mut [0; 4]));
        Err(self.at_char(format!(
            "full-width `{c}`: write `{half}`, or `\\{c}` for the character itself"
        )))
    }

    fn gap(&mut self, atoms: &[Atom]) -> Result<Atom, String> {
        let after = self.chars.get(self.at + 1);
        if let (Some(Atom::Word { text, .. }), None | Some('|' | ')')) = (atoms.last(), after) {
            return Err(
                self.at_char(format!("`*` is a gap between words; any ending is `{text}~`"))
            );
        }
        self.at += 1;
        Ok(Atom::Gap)
    }

    fn ending(&mut self, atoms: &mut [Atom]) -> Result<(), String> {
        match atoms.last_mut() {
            Some(Atom::Word { ending, .. }) if *ending == Ending::AsWritten => {
                *ending = Ending::Any;
                self.at += 1;
                match self.chars.get(self.at) {
                    Some(c) if c.is_alphanumeric() && !is_han(*c) => {
                        Err(self.at_char("`~` stands at the end of a word, not inside it".into()))
                    }
                    _ => Ok(()),
                }
            }
            _ => Err(self.at_char(
                "`~` means any ending and follows a Latin word; for the character itself \
                 write `\\~`"
                    .into(),
            )),
        }
    }

    fn alternatives(&mut self) -> Result<Atom, String> {
        let open = self.at;
        if self.depth == DEPTH_MAX {
            return Err(self.at_char(format!("more than {DEPTH_MAX} `(` in one another")));
        }
        self.depth += 1;
        let mut any = Vec::new();
        loop {
            self.at += 1;
            any.push(self.sequence()?);
            match self.chars.get(self.at) {
                Some('|') => {}
                Some(_) => break,
                None => {
                    self.at = open;
                    return Err(self.at_char("`(` is never closed".into()));
                }
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(Atom::Any(any))
    }

    fn name(&mut self) -> Result<Atom, String> {
        let open = self.at;
        let rest = self.chars.get(open + 1..).unwrap_or(&[]);
        let Some(length) = rest.iter().position(|c| *c == '}') else {
            return Err(self.at_char("`{` is never closed".into()));
        };
        let id: String = rest.iter().take(length).collect();
        let Some(spellings) = self.names.get(id.as_str()) else {
            let known = self.names.keys().map(String::as_str);
            return Err(
                self.at_char(format!("no name `{id}`{}", super::error::did_you_mean(&id, known)))
            );
        };
        self.at = open + length + 2;
        Ok(Atom::Any(longest_first(spellings)))
    }
}

/// The spellings as they stand: nothing in them is special.
fn longest_first(spellings: &[String]) -> Vec<Vec<Atom>> {
    let mut spellings: Vec<&String> = spellings.iter().collect();
    spellings.sort_by_key(|s| (std::cmp::Reverse(s.chars().count()), s.as_str()));
    let read = |spelling: &String| {
        let mut atoms = Vec::new();
        spelling.trim().chars().for_each(|c| push_literal(c, &mut atoms));
        atoms
    };
    spellings.into_iter().map(read).collect()
}

fn push_literal(c: char, atoms: &mut Vec<Atom>) {
    for c in folded(c.encode_utf8(&mut [0; 4])).chars() {
        match (c, atoms.last_mut()) {
            (c, Some(Atom::Space)) if c.is_whitespace() => {}
            (c, _) if c.is_whitespace() => atoms.push(Atom::Space),
            (c, Some(Atom::Han(text))) if is_han(c) => text.push(c),
            (c, _) if is_han(c) => atoms.push(Atom::Han(c.into())),
            (c, Some(Atom::Word { text, ending: Ending::AsWritten })) if is_word(c) => text.push(c),
            (c, _) if is_word(c) => {
                atoms.push(Atom::Word { text: c.into(), ending: Ending::AsWritten });
            }
            (c, _) => atoms.push(Atom::Sign(c)),
        }
    }
}

/// Letters, digits and the accents that folding may leave apart from their letter.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

fn write_sequence(atoms: &[Atom], out: &mut String) {
    let mut before: Option<&Atom> = None;
    let mut spaced = false;
    for atom in atoms {
        if matches!(atom, Atom::Space) {
            spaced = true;
            continue;
        }
        if let Some(before) = before {
            out.push_str(between(before, atom, spaced));
        }
        write_atom(atom, out);
        before = Some(atom);
        spaced = false;
    }
}

/// What may stand between two atoms. `\s*` never joins two Latin words: their ends forbid it.
fn between(left: &Atom, right: &Atom, spaced: bool) -> &'static str {
    use Atom::{Any, Gap, Han, Sign, Word};
    match (left, right) {
        (Gap, _) | (_, Gap) => "",
        (Word { .. } | Sign(_), Word { .. } | Sign(_)) if spaced => r"\s+",
        _ if spaced => r"\s*",
        (Han(_), Word { .. } | Any(_)) | (Word { .. } | Any(_), Han(_)) => r"\s*",
        _ => "",
    }
}

fn write_atom(atom: &Atom, out: &mut String) {
    match atom {
        Atom::Word { text, ending } => {
            out.push_str(WORD_START);
            out.push_str(&regex::escape(text));
            out.push_str(if *ending == Ending::Any { ENDING } else { "" });
            out.push_str(WORD_END);
        }
        Atom::Han(text) => out.push_str(&regex::escape(text)),
        Atom::Sign(c) => out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        Atom::Space => {}
        Atom::Gap => out.push_str(GAP),
        Atom::Any(any) => {
            out.push_str("(?:");
            for (i, atoms) in any.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { "|" });
                write_sequence(atoms, out);
            }
            out.push(')');
        }
    }
}
