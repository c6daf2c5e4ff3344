//! `path:line:column:text`, one a match, as editors read the output of grep: lines end at `\n`, columns count bytes.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};

use super::{safe, spot};
use crate::place::Position;
use crate::search::{Hit, Mark};

/// Where the lines of a source start, as editors count them. The places of a hit count lines and columns in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineStarts {
    /// Offsets behind each `\n`.
    starts: Vec<usize>,
    /// The bytes of a byte order mark, which editors do not count.
    mark: usize,
}

impl LineStarts {
    /// Reads a source to its end.
    ///
    /// # Errors
    /// Where the source cannot be read.
    pub fn read(mut source: impl BufRead) -> io::Result<Self> {
        let mut found = Self { starts: vec![0], mark: 0 };
        let mut at = 0;
        loop {
            let bytes = source.fill_buf()?;
            if bytes.is_empty() {
                return Ok(found);
            }
            if at == 0 && bytes.starts_with(b"\xEF\xBB\xBF") {
                found.mark = 3;
            }
            let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            found.starts.extend(ends.map(|(offset, _)| at + offset + 1));
            let count = bytes.len();
            at += count;
            source.consume(count);
        }
    }

    /// Line and column, from 1, of a byte.
    pub fn at(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let mark = if line == 1 { self.mark } else { 0 };
        (line, byte.saturating_sub(start + mark) + 1)
    }
}

/// A line for each match that stands in the source, with the sentence that holds it; the place of the hit where none does. Without
/// line starts, the places' own lines and columns.
pub fn hit(out: &mut dyn Write, hit: &Hit, lines: Option<&LineStarts>) -> io::Result<()> {
    let path = safe::line(&hit.brief.path);
    for (line, column, text) in spots(hit, lines) {
        writeln!(out, "{path}:{line}:{column}:{}", safe::line(&text))?;
    }
    Ok(())
}

/// Where the matches of a hit stand, in order, each with its text. The matches of a record stand on one line, and differ by their
/// text.
fn spots(hit: &Hit, lines: Option<&LineStarts>) -> BTreeSet<(usize, usize, String)> {
    let at = |position: Position| match (hit.brief.record, lines) {
        (None, Some(lines)) => lines.at(position.byte),
        (record, _) => spot(record, position),
    };
    let snippet = || hit.snippet.iter().map(|piece| piece.text.as_str()).collect::<String>();
    let sentences = hit.passage.sentences();
    let around = |mark: &Mark| {
        let (start, _) = mark.in_text?.byte;
        let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end <= start))?;
        Some(sentence.of(&hit.passage.text).to_owned())
    };
    let spot_of = |position: Position, text: String| {
        let (line, column) = at(position);
        (line, column, text)
    };
    let of_mark = |mark: &Mark| Some(spot_of(mark.place?.start, around(mark).unwrap_or_else(snippet)));
    let spots: BTreeSet<_> = hit.matches.iter().filter_map(of_mark).collect();
    if spots.is_empty() { BTreeSet::from([spot_of(hit.place.start, snippet())]) } else { spots }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    fn written(found: &Hit, lines: Option<&LineStarts>) -> String {
        let mut out = Vec::new();
        hit(&mut out, found, lines).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_end_at_line_feeds_and_columns_count_bytes() {
        let source = "Räte\rtagen\r\nüber Öl";
        let lines = LineStarts::read(source.as_bytes()).unwrap();
        assert_eq!(lines.at(source.find("tagen").unwrap()), (1, 7));
        assert_eq!(lines.at(source.find("über").unwrap()), (2, 1));
        assert_eq!(lines.at(source.find("Öl").unwrap()), (2, 7));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let lines = LineStarts::read("\u{FEFF}Räte\nRäte".as_bytes()).unwrap();
        assert_eq!(lines.at(3), (1, 1));
        assert_eq!(lines.at(9), (2, 1));
    }

    #[test]
    fn a_hit_by_its_title_alone_is_its_own_place() {
        assert_eq!(written(&sample::hit(), None), "briefs/räte.txt:1:1:Die Räte tagen.\n");
    }

    #[test]
    fn the_text_stays_on_its_line() {
        let mut found = sample::hit();
        found.snippet[0].text = "Die\n\u{1B}".to_owned();
        assert_eq!(written(&found, None), "briefs/räte.txt:1:1:Die \u{FFFD}Räte tagen.\n");
    }

    #[test]
    fn a_record_is_its_line_in_the_file() {
        let mut found = sample::hit();
        std::rc::Rc::get_mut(&mut found.brief).unwrap().record = Some(17);
        assert!(written(&found, None).starts_with("briefs/räte.txt:17:1:"));
    }
}
