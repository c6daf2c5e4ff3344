//! Hits → bytes: one file a format, and the only place that knows the types that go over the wire.
//!
//! Everything here is a pure function from values to a writer. What a place looks like in an editor's terms is not known to an index;
//! whoever prints [`vimgrep`] hands in the line starts of the source.

pub mod csv;
pub mod human;
pub mod json;
mod report;
pub mod safe;
pub mod trec;
pub mod vimgrep;
mod wire;

pub use human::Screen;
pub use report::{Format, LinesOf, Report};
pub use vimgrep::LineStarts;

use std::collections::BTreeMap;
use std::fmt;

use crate::index::{BriefRecord, Root};
use crate::place::Position;

/// The query that hits answer.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub id: Option<&'a QueryId>,
    pub text: &'a str,
}

/// What a query of a batch is called.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum QueryId {
    Number(serde_json::Number),
    Text(String),
}

impl fmt::Display for QueryId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(formatter),
            Self::Text(text) => text.fmt(formatter),
        }
    }
}

/// What there is to say about a whole index.
#[derive(Clone, Debug)]
pub struct Stats<'a> {
    /// The folder that relative paths count from.
    pub root: String,
    /// The folder of the index.
    pub index: String,
    /// The version of the schema and of the stored records.
    pub format: u32,
    /// The version of the analysis that made the terms.
    pub analysis: u32,
    pub briefs: u64,
    pub passages: u64,
    /// Bytes of the sources.
    pub bytes: u64,
    /// Bytes of the index on disk.
    pub size: u64,
    /// Words in the texts of all passages.
    pub words: u64,
    /// The number of briefs in each language.
    pub languages: BTreeMap<String, u64>,
    /// What was indexed.
    pub roots: &'a [Root],
}

/// What the analysis did with one input, and how fast.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    pub bytes: u64,
    pub words: u64,
    pub parts: u64,
    pub terms: u64,
    pub seconds: f64,
}

/// The id of a passage.
pub fn passage_id(brief: &str, number: impl fmt::Display) -> String {
    format!("{brief}:{number}")
}

/// Line and column for people and editors: those of a record are its line in the file.
pub fn spot(record: Option<usize>, position: Position) -> (usize, usize) {
    record.map_or((position.line, position.column), |line| (line, 1))
}

/// The title, else the name of the file.
pub fn name_of(brief: &BriefRecord) -> &str {
    let title = brief.title.as_deref().filter(|title| !title.trim().is_empty());
    title.unwrap_or_else(|| brief.path.rsplit('/').next().unwrap_or(&brief.path))
}

/// Hits built by hand, for the tests of the formats.
#[cfg(test)]
mod sample {
    use std::rc::Rc;

    use crate::index::{BriefRecord, HeadingRecord, PassageRecord, StoredPassage};
    use crate::place::{Source, SourceMap, Span, Transcript};
    use crate::search::{Hit, Piece};

    const TEXT: &str = "Die Räte tagen. Sie beraten.";

    fn mapped(text: &str) -> SourceMap {
        let source = Source::plain(text);
        let mut transcript = Transcript::new(&source);
        transcript.copy(Span::new(0, text.len()));
        transcript.finish().1
    }

    pub(super) fn brief() -> BriefRecord {
        BriefRecord {
            id: "briefs/r%C3%A4te.txt".to_owned(),
            source: "briefs/r%C3%A4te.txt".to_owned(),
            path: "briefs/räte.txt".to_owned(),
            record: None,
            space: "file".to_owned(),
            media_type: "text/plain".to_owned(),
            encoding: "utf-8".to_owned(),
            hash: "sha256:00".to_owned(),
            bytes: 29,
            title: None,
            authors: Vec::new(),
            date: None,
            lang: "de".to_owned(),
            url: None,
            metadata: std::collections::BTreeMap::new(),
            passages: 1,
            tokens: [0; 6],
        }
    }

    pub(super) fn hit() -> Hit {
        let map = mapped(TEXT);
        let place = map.place(TEXT, Span::new(0, TEXT.len()));
        let heading = HeadingRecord { text: "Lage".to_owned(), level: 1, start: 0 };
        let piece = |text: &str, matched| Piece { text: text.to_owned(), matched };
        Hit {
            rank: 1,
            score: 14.208_112,
            brief: Rc::new(brief()),
            stale: false,
            passage: StoredPassage {
                record: PassageRecord {
                    number: 1,
                    lang: "de".to_owned(),
                    start: 5,
                    opens_block: true,
                    sentences: vec![16, 29],
                    headings: vec![heading],
                },
                text: TEXT.to_owned(),
                map,
                heading_maps: vec![mapped("Lage")],
            },
            place,
            matches: Vec::new(),
            snippet: vec![piece("Die ", false), piece("Räte", true), piece(" tagen.", false)],
        }
    }
}
