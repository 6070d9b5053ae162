//! Rust files as text: comments, strings and tests told from code, and the imports in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A file of the crate.
pub struct File {
    /// `src/...`.
    pub path: String,
    /// Its module path: `["parse", "html", "tree"]`; the binary's begins with `cli`.
    pub module: Vec<String>,
    /// The text with comments, strings and tests as spaces; lines stay where they are.
    code: String,
    /// Strings and characters outside tests: line, and what stands in them.
    strings: Vec<(usize, String)>,
}

/// A path that the code names.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// From 1.
    pub line: usize,
    /// The module it leads to.
    pub to: Vec<String>,
}

/// Every file of `src`, without those that are tests only.
pub fn files() -> Vec<File> {
    let mut paths = Vec::new();
    walk(Path::new("src"), &mut paths);
    paths.sort();
    let mut files = Vec::new();
    let mut tests = BTreeSet::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let module = module(&path);
        let (mut code, mut strings) = split(&text);
        for name in blank_tests(&mut code, &mut strings) {
            let parent = if path.ends_with("main.rs") { Vec::new() } else { module.clone() };
            tests.insert([parent, vec![name]].concat());
        }
        files.push(File { path, module, code, strings });
    }
    files.retain(|f| !(1..=f.module.len()).any(|n| tests.contains(&f.module[..n])));
    files
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path.to_str().unwrap().replace('\\', "/"));
        }
    }
}

fn module(path: &str) -> Vec<String> {
    let inside = path.strip_prefix("src/").unwrap().strip_suffix(".rs").unwrap();
    match inside {
        "lib" => Vec::new(),
        "main" => vec!["cli".to_owned()],
        _ => inside.split('/').filter(|n| *n != "mod").map(str::to_owned).collect(),
    }
}

impl File {
    /// Every module of the crate that the code names, by `crate::`, `super::` or `sourcelint::`.
    pub fn imports(&self, all: &[File]) -> BTreeSet<Import> {
        let mut found = BTreeSet::new();
        for (at, first) in paths(&self.code) {
            let line = self.code[..at].matches('\n').count() + 1;
            let tail = &self.code[at..];
            let mut base = match first {
                "super" => self.module[..self.module.len().saturating_sub(1)].to_vec(),
                "self" => self.module.clone(),
                // `crate` in the binary is the binary.
                "crate" if self.module.first().is_some_and(|m| m == "cli") => Vec::new(),
                _ => Vec::new(),
            };
            let mut rest = tail[first.len()..].trim_start_matches("::");
            while let Some(more) = rest.strip_prefix("super::") {
                base.pop();
                rest = more;
            }
            for names in tree(rest) {
                let to = nearest(&[base.clone(), names].concat(), all);
                if to != self.module && !to.is_empty() {
                    found.insert(Import { line, to });
                }
            }
        }
        found
    }

    /// Lines of code that hold `word`, not as the end of a longer name.
    pub fn lines_with<'f>(&'f self, word: &'f str) -> impl Iterator<Item = usize> + 'f {
        let alone = |line: &str, at: usize| {
            !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
        };
        let has = move |line: &str| line.match_indices(word).any(|(at, _)| alone(line, at));
        self.code.lines().enumerate().filter(move |(_, l)| has(l)).map(|(n, _)| n + 1)
    }

    /// Lines that are not test, not blank and not only comment.
    pub fn lines_of_code(&self) -> usize {
        self.code.lines().filter(|l| !l.trim().is_empty()).count()
    }

    /// The lines of strings with Chinese in them, one for each string.
    pub fn han_strings(&self) -> Vec<usize> {
        let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
        self.strings.iter().filter(|(_, s)| s.contains(han)).map(|(line, _)| *line).collect()
    }
}

/// Where a path into the crate begins.
fn paths(code: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for first in ["crate", "super", "self", "sourcelint"] {
        for (at, _) in code.match_indices(&format!("{first}::")) {
            if !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                found.push((at, first));
            }
        }
    }
    found
}

/// `a::{b, c::d}` as its paths.
fn tree(text: &str) -> Vec<Vec<String>> {
    if let Some(inner) = text.strip_prefix('{') {
        let mut depth = 1;
        let mut parts = vec![String::new()];
        for c in inner.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => {
                    parts.push(String::new());
                    continue;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
            parts.last_mut().unwrap().push(c);
        }
        return parts.iter().flat_map(|part| tree(part.trim())).collect();
    }
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    match text[name.len()..].strip_prefix("::") {
        _ if name.is_empty() => Vec::new(),
        Some(rest) if rest.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '{') => {
            let ends = tree(rest).into_iter();
            ends.map(|end| [vec![name.clone()], end].concat()).collect()
        }
        _ => vec![vec![name]],
    }
}

/// The longest part of a path that is a module; `self` names the module before it.
fn nearest(path: &[String], all: &[File]) -> Vec<String> {
    let is_module = |n: &usize| all.iter().any(|f| f.module == path[..*n]);
    let n = (1..=path.len()).rev().find(is_module).unwrap_or(0);
    path[..n].to_vec()
}

/// Code with comments and strings as spaces; and the strings with their lines.
fn split(text: &str) -> (String, Vec<(usize, String)>) {
    let chars: Vec<char> = text.chars().collect();
    let (mut code, mut strings) = (String::new(), Vec::new());
    let mut at = 0;
    let mut line = 1;
    while at < chars.len() {
        let end = token(&chars, at);
        let part: String = chars[at..end].iter().collect();
        let next = chars.get(at + 1);
        let comment = chars[at] == '/' && matches!(next, Some('/' | '*'));
        if comment || 1 < end - at {
            if !comment {
                strings.push((line, part.clone()));
            }
            // As many bytes as before: places of code and strings can be compared.
            let blank =
                |c: char| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) };
            code.extend(part.chars().map(blank));
        } else {
            code.push_str(&part);
        }
        line += part.matches('\n').count();
        at = end;
    }
    (code, strings)
}

/// The end of the comment, string or character that begins at `at`; else `at + 1`.
fn token(chars: &[char], at: usize) -> usize {
    let is = |n: usize, c: char| chars.get(n) == Some(&c);
    let until = |mut n: usize, stop: &dyn Fn(usize) -> bool| {
        while n < chars.len() && !stop(n) {
            n += 1;
        }
        n
    };
    match chars[at] {
        '/' if is(at + 1, '/') => until(at, &|n| is(n, '\n')),
        '/' if is(at + 1, '*') => {
            (until(at + 2, &|n| is(n, '*') && is(n + 1, '/')) + 2).min(chars.len())
        }
        'r' if is(at + 1, '"') || is(at + 1, '#') => {
            let word =
                at.checked_sub(1).is_some_and(|b| chars[b].is_alphanumeric() || chars[b] == '_');
            let quote = until(at + 1, &|n| !is(n, '#'));
            let hashes = quote - at - 1;
            if word || !is(quote, '"') {
                return at + 1;
            }
            let closed = |n: usize| is(n, '"') && (1..=hashes).all(|h| is(n + h, '#'));
            (until(quote + 1, &closed) + 1 + hashes).min(chars.len())
        }
        '"' => {
            let mut n = at + 1;
            while n < chars.len() && !is(n, '"') {
                n += 1 + usize::from(is(n, '\\'));
            }
            (n + 1).min(chars.len())
        }
        // A character, not a lifetime.
        '\'' if is(at + 1, '\\') => (until(at + 3, &|n| is(n, '\'')) + 1).min(chars.len()),
        '\'' if is(at + 2, '\'') => at + 3,
        _ => at + 1,
    }
}

/// Makes what stands under `#[cfg(test)]` spaces; gives the names of test files.
fn blank_tests(code: &mut String, strings: &mut Vec<(usize, String)>) -> Vec<String> {
    let mark = "#[cfg(test)]";
    let mut names = Vec::new();
    while let Some(start) = code.find(mark) {
        let rest = &code[start..];
        let stop = rest.find(['{', ';']).unwrap_or(rest.len() - 1);
        let head = &rest[mark.len()..stop];
        let end = if rest[stop..].starts_with('{') {
            start + stop + block(&rest[stop..])
        } else {
            if let Some(name) = head.trim().trim_start_matches("pub ").strip_prefix("mod ") {
                names.push(name.trim().to_owned());
            }
            start + stop + 1
        };
        let line = |at: usize| code[..at].matches('\n').count() + 1;
        let (from, to) = (line(start), line(end));
        strings.retain(|(line, _)| *line < from || to < *line);
        let blank: String =
            code[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        code.replace_range(start..end, &blank);
    }
    names
}

/// The bytes of the block that `text` begins with.
fn block(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}
