//! Lines from a reader, one at a time and none of them without end.

use super::files;
use std::io::{self, BufRead, Read};

/// A line and its number, from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1; blank lines count.
    pub number: usize,
    /// Its bytes; nothing where the line is too long to be kept.
    pub bytes: Option<Vec<u8>>,
}

/// The lines of a reader that are not blank.
pub struct Lines<R> {
    reader: R,
    number: usize,
    bytes_max: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of as many bytes as a file may have.
    pub fn of(reader: R) -> Self {
        Lines { reader, number: 0, bytes_max: files::bytes_max() }
    }

    fn next_line(&mut self) -> io::Result<Option<Line>> {
        loop {
            let mut bytes = Vec::new();
            let mut limited = self.reader.by_ref().take(self.bytes_max + 1);
            if limited.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            let ended = bytes.last() == Some(&b'\n');
            if !ended && self.bytes_max < bytes.len() as u64 {
                self.reader.skip_until(b'\n')?;
                return Ok(Some(Line { number: self.number, bytes: None }));
            }
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(Line { number: self.number, bytes: Some(bytes) }));
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<io::Result<Line>> {
        self.next_line().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_count_and_a_line_without_end_is_not_kept() {
        let reader = b"ab\n\n  \r\n0123456789\ncd".as_slice();
        let lines = Lines { reader, number: 0, bytes_max: 5 };
        let lines: Vec<Line> = lines.map(|line| line.unwrap()).collect();
        let kept = |number, bytes: &[u8]| Line { number, bytes: Some(bytes.to_vec()) };
        let long = Line { number: 4, bytes: None };
        assert_eq!(lines, [kept(1, b"ab\n"), long, kept(5, b"cd")]);
    }
}
