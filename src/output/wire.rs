//! The records as they go over the wire. The order of the fields is the order in which they are printed; a field that has nothing to
//! say is `null`, `[]` or `{}`, never left out.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{QueryId, passage_id};
use crate::analysis::{Analysis, Word};
use crate::brief::{self, BlockKind, Language};
use crate::index::{BriefRecord, StoredPassage};
use crate::ingest;
use crate::passage;
use crate::place::{self, Span};
use crate::search::{self, Mark};

/// The version of all records.
pub(super) const VERSION: u32 = 1;

/// A record with its head: version and type.
#[derive(Serialize)]
pub(super) struct Record<T> {
    v: u32,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    body: T,
}

impl<T> Record<T> {
    pub(super) const fn new(kind: &'static str, body: T) -> Self {
        Self { v: VERSION, kind, body }
    }
}

#[derive(Serialize)]
pub(super) struct Hit<'a> {
    pub(super) query: Query<'a>,
    pub(super) rank: usize,
    pub(super) score: f32,
    pub(super) brief: Brief<'a>,
    pub(super) passage: Passage<'a>,
    pub(super) place: Place<'a>,
    pub(super) matches: Vec<Match<'a>>,
    pub(super) snippet: Vec<Piece<'a>>,
    pub(super) explain: Option<()>,
}

#[derive(Serialize)]
pub(super) struct Query<'a> {
    pub(super) id: Option<&'a QueryId>,
    pub(super) text: &'a str,
}

#[derive(Serialize)]
pub(super) struct Brief<'a> {
    id: &'a str,
    path: &'a str,
    record: Option<usize>,
    title: Option<&'a str>,
    authors: &'a [String],
    date: Option<String>,
    lang: &'a str,
    url: Option<&'a str>,
    media_type: &'a str,
    encoding: &'a str,
    hash: &'a str,
    bytes: u64,
    passages: usize,
    stale: bool,
    metadata: &'a BTreeMap<String, Value>,
}

#[derive(Serialize)]
pub(super) struct Passage<'a> {
    id: String,
    number: usize,
    lang: &'a str,
    heading: Vec<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
pub(super) struct Place<'a> {
    space: &'a str,
    byte: [usize; 2],
    char: [usize; 2],
    utf16: [usize; 2],
    line: [usize; 2],
    column: [usize; 2],
    page: Option<[usize; 2]>,
}

#[derive(Serialize)]
pub(super) struct Units {
    byte: [usize; 2],
    char: [usize; 2],
    utf16: [usize; 2],
}

#[derive(Serialize)]
pub(super) struct Match<'a> {
    pub(super) text: &'a str,
    pub(super) query: &'a str,
    pub(super) how: &'a str,
    pub(super) field: &'a str,
    pub(super) place: Option<Place<'a>>,
    pub(super) in_text: Option<Units>,
}

#[derive(Serialize)]
pub(super) struct Piece<'a> {
    text: &'a str,
    #[serde(rename = "match")]
    matched: bool,
}

/// A passage with everything that the index knows of it: `passages` and `show`.
#[derive(Serialize)]
pub(super) struct Cut<'a> {
    brief: Brief<'a>,
    passage: Passage<'a>,
    place: Place<'a>,
    headings: Vec<Heading<'a>>,
    sentences: Vec<Sentence<'a>>,
}

#[derive(Serialize)]
struct Heading<'a> {
    text: &'a str,
    level: u8,
    place: Place<'a>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    text: &'a str,
    in_text: Units,
    place: Place<'a>,
}

/// What became of a brief.
#[derive(Serialize)]
pub(super) struct Outcome<'a> {
    #[serde(rename = "outcome")]
    fate: &'a str,
    id: &'a str,
    path: &'a str,
    passages: usize,
    bytes: u64,
    error: Option<Fault<'a>>,
}

#[derive(Serialize)]
struct Fault<'a> {
    kind: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
pub(super) struct Summary {
    added: u64,
    replaced: u64,
    unchanged: u64,
    removed: u64,
    skipped: u64,
    failed: u64,
    briefs: u64,
    passages: u64,
    bytes: u64,
    seconds: f64,
}

#[derive(Serialize)]
pub(super) struct Analysed<'a> {
    line: usize,
    lang: &'a str,
    words: Vec<AnalysedWord<'a>>,
}

#[derive(Serialize)]
struct AnalysedWord<'a> {
    text: &'a str,
    byte: [usize; 2],
    parts: Vec<Part<'a>>,
    terms: Vec<Term<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    text: &'a str,
    byte: [usize; 2],
}

#[derive(Serialize)]
struct Term<'a> {
    #[serde(rename = "term")]
    letters: &'a str,
    how: &'a str,
    field: &'a str,
    byte: [usize; 2],
    why: &'a str,
}

#[derive(Serialize)]
pub(super) struct Count {
    pub(super) bytes: u64,
    pub(super) words: u64,
    pub(super) parts: u64,
    pub(super) terms: u64,
    pub(super) seconds: f64,
}

#[derive(Serialize)]
pub(super) struct Stats<'a> {
    pub(super) root: &'a str,
    pub(super) index: &'a str,
    pub(super) format: u32,
    pub(super) analysis: u32,
    pub(super) briefs: u64,
    pub(super) passages: u64,
    pub(super) bytes: u64,
    pub(super) size: u64,
    pub(super) words: u64,
    pub(super) languages: &'a BTreeMap<String, u64>,
    pub(super) roots: Vec<&'a str>,
}

impl<'a> Brief<'a> {
    /// A brief of an index.
    pub(super) fn indexed(brief: &'a BriefRecord, stale: bool) -> Self {
        Self {
            id: &brief.id,
            path: &brief.path,
            record: brief.record,
            title: brief.title.as_deref(),
            authors: &brief.authors,
            date: brief.date.clone(),
            lang: &brief.lang,
            url: brief.url.as_deref(),
            media_type: &brief.media_type,
            encoding: &brief.encoding,
            hash: &brief.hash,
            bytes: brief.bytes,
            passages: brief.passages,
            stale,
            metadata: &brief.metadata,
        }
    }

    /// A brief as it was read, of so many passages.
    fn read(brief: &'a brief::Brief, language: &'a Language, passages: usize) -> Self {
        let (origin, metadata) = (&brief.origin, &brief.document.metadata);
        Self {
            id: &origin.id,
            path: &origin.path,
            record: origin.record,
            title: metadata.title.as_deref(),
            authors: &metadata.authors,
            date: metadata.date.map(|date| date.to_string()),
            lang: language.code(),
            url: metadata.url.as_deref(),
            media_type: &origin.media_type,
            encoding: &origin.encoding,
            hash: &origin.hash,
            bytes: origin.bytes,
            passages,
            stale: false,
            metadata: &metadata.other,
        }
    }
}

impl<'a> Passage<'a> {
    pub(super) fn indexed(brief: &BriefRecord, passage: &'a StoredPassage) -> Self {
        let record = &passage.record;
        Self {
            id: passage_id(&brief.id, record.number),
            number: record.number,
            lang: &record.lang,
            heading: record.headings.iter().map(|heading| heading.text.as_str()).collect(),
            text: &passage.text,
        }
    }
}

impl<'a> Place<'a> {
    pub(super) const fn new(space: &'a str, place: &place::Place) -> Self {
        let (start, end) = (place.start, place.end);
        Self {
            space,
            byte: [start.byte, end.byte],
            char: [start.char, end.char],
            utf16: [start.utf16, end.utf16],
            line: [start.line, end.line],
            column: [start.column, end.column],
            page: None,
        }
    }
}

impl Units {
    const fn new(units: place::Units) -> Self {
        Self {
            byte: [units.byte.0, units.byte.1],
            char: [units.char.0, units.char.1],
            utf16: [units.utf16.0, units.utf16.1],
        }
    }
}

impl<'a> Match<'a> {
    pub(super) fn new(space: &'a str, mark: &'a Mark) -> Self {
        Self {
            text: &mark.text,
            query: &mark.query,
            how: mark.how.name(),
            field: mark.zone.name(),
            place: mark.place.as_ref().map(|place| Place::new(space, place)),
            in_text: mark.in_text.map(Units::new),
        }
    }
}

impl<'a> Piece<'a> {
    pub(super) fn new(piece: &'a search::Piece) -> Self {
        Self { text: &piece.text, matched: piece.matched }
    }
}

impl<'a> Cut<'a> {
    /// A passage of an index.
    pub(super) fn indexed(brief: &'a BriefRecord, stale: bool, passage: &'a StoredPassage) -> Self {
        let place = |map: &place::SourceMap, text, span| Place::new(&brief.space, &map.place(text, span));
        let text = &passage.text;
        let headings = passage.record.headings.iter().zip(&passage.heading_maps).map(|(heading, map)| Heading {
            text: &heading.text,
            level: heading.level,
            place: place(map, &heading.text, Span::new(0, heading.text.len())),
        });
        Self {
            brief: Brief::indexed(brief, stale),
            passage: Passage::indexed(brief, passage),
            place: place(&passage.map, text, Span::new(0, text.len())),
            headings: headings.collect(),
            sentences: sentences(text, &passage.sentences(), |span| place(&passage.map, text, span)),
        }
    }

    /// A passage of a brief that was just read, one of so many.
    pub(super) fn read(
        brief: &'a brief::Brief,
        language: &'a Language,
        passages: usize,
        passage: &'a passage::Passage,
    ) -> Self {
        let document = &brief.document;
        let text = passage.span.of(&document.text);
        let place = |span| Place::new(brief.origin.space.name(), &document.map.place(&document.text, span));
        let blocks = || passage.headings.iter().filter_map(|&index| document.blocks.get(index));
        let headings = blocks().map(|block| Heading {
            text: block.span.of(&document.text),
            level: if let BlockKind::Heading { level } = block.kind { level } else { 1 },
            place: place(block.span),
        });
        let base = passage.span.start;
        let spans: Vec<Span> =
            passage.sentences.iter().map(|span| Span::new(span.start - base, span.end - base)).collect();
        Self {
            brief: Brief::read(brief, language, passages),
            passage: Passage {
                id: passage_id(&brief.origin.id, passage.number),
                number: passage.number,
                lang: passage.language.code(),
                heading: blocks().map(|block| block.span.of(&document.text)).collect(),
                text,
            },
            place: place(passage.span),
            headings: headings.collect(),
            sentences: sentences(text, &spans, |span| place(span.shifted(base))),
        }
    }
}

fn sentences<'a>(text: &'a str, spans: &[Span], place: impl Fn(Span) -> Place<'a>) -> Vec<Sentence<'a>> {
    let mut ruler = place::Ruler::new(text);
    let sentences = spans.iter().map(|&span| {
        let in_text = Units::new(ruler.units(span));
        Sentence { text: span.of(text), in_text, place: place(span) }
    });
    sentences.collect()
}

impl<'a> Outcome<'a> {
    pub(super) fn new(outcome: &'a ingest::Outcome) -> Self {
        Self {
            fate: outcome.fate.name(),
            id: &outcome.id,
            path: &outcome.path,
            passages: outcome.passages,
            bytes: outcome.bytes,
            error: outcome.error.as_ref().map(|fault| Fault { kind: &fault.kind, message: &fault.message }),
        }
    }
}

impl Summary {
    pub(super) const fn new(summary: &ingest::Summary) -> Self {
        let &ingest::Summary {
            added,
            replaced,
            unchanged,
            removed,
            skipped,
            failed,
            briefs,
            passages,
            bytes,
            seconds,
            stopped: _,
        } = summary;
        Self { added, replaced, unchanged, removed, skipped, failed, briefs, passages, bytes, seconds }
    }
}

impl<'a> Analysed<'a> {
    pub(super) fn new(line: usize, lang: &'a str, text: &'a str, analysis: &'a Analysis) -> Self {
        let words = analysis.words().iter().map(|word| AnalysedWord::new(text, analysis, word));
        Self { line, lang, words: words.collect() }
    }
}

impl<'a> AnalysedWord<'a> {
    fn new(text: &'a str, analysis: &'a Analysis, word: &'a Word) -> Self {
        let parts = analysis.parts(word).iter().map(|part| Part { text: part.of(text), byte: bytes(*part) });
        let terms = analysis.terms(word).iter().map(|term| Term {
            letters: analysis.letters(term),
            how: term.how.name(),
            field: term.field.name(),
            byte: bytes(term.span),
            why: term.why,
        });
        Self { text: word.span.of(text), byte: bytes(word.span), parts: parts.collect(), terms: terms.collect() }
    }
}

const fn bytes(span: Span) -> [usize; 2] {
    [span.start, span.end]
}
