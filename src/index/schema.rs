//! The fields of the index.
//!
//! Three kinds of documents live in it. A **source** is a file that was looked at; a **brief** is what was read from it; a **passage** is what
//! is searched. Only passages have text fields, so statistics over them count passages alone.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::tokens::{TOKENIZER, engine_letters};
use crate::analysis;

/// A stretch of a passage's surroundings that is searched on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// The passage's own text.
    Body,
    /// The heading path above it.
    Heading,
    /// The brief's title, where it is not part of the text.
    Title,
}

impl Zone {
    pub const ALL: [Self; 3] = [Self::Body, Self::Heading, Self::Title];

    /// Its name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Heading => "heading",
            Self::Title => "title",
        }
    }
}

/// How many text fields there are: one for each zone and level of analysis.
pub(super) const TEXT_FIELDS: usize = 6;

/// Our names for the engine's fields.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// What kind of document it is: `source`, `brief` or `passage`.
    pub(super) kind: Field,
    /// The id of a source; on sources only.
    pub(super) source: Field,
    /// The id of a brief; on briefs and passages. Fast: it orders hits of one score.
    pub(super) brief: Field,
    /// The number of a passage, 0 on its brief.
    pub(super) number: Field,
    /// The date as `YYYYMMDD`, 0 where there is none; on passages and briefs.
    pub(super) date: Field,
    /// `key`, U+001F, `value` for every metadata value; on passages and briefs.
    pub(super) filter: Field,
    /// The stored record, JSON.
    pub(super) record: Field,
    /// The text of a passage, stored.
    pub(super) text: Field,
    /// The source maps of a passage and of the headings above it, stored.
    pub(super) map: Field,
    /// The text fields, in the order of [`slot`].
    pub(super) texts: [Field; TEXT_FIELDS],
}

/// The number of the text field of a zone and a level.
pub(super) const fn slot(zone: Zone, level: analysis::Field) -> usize {
    let zone = match zone {
        Zone::Body => 0,
        Zone::Heading => 2,
        Zone::Title => 4,
    };
    zone + match level {
        analysis::Field::Body => 0,
        analysis::Field::Stem => 1,
    }
}

/// The names of the fast fields, which the engine wants by name.
pub(super) const BRIEF: &str = "brief";
pub(super) const NUMBER: &str = "number";
pub(super) const DATE: &str = "date";

/// Makes the schema. Changing it changes [`FORMAT`](super::manifest::FORMAT).
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let terms = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_fieldnorms(true)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(terms);
    let fields = Fields {
        kind: builder.add_text_field("kind", STRING),
        source: builder.add_text_field("source", STRING),
        brief: builder.add_text_field(BRIEF, STRING.set_fast("raw")),
        number: builder.add_u64_field(NUMBER, NumericOptions::default().set_fast()),
        date: builder.add_i64_field(DATE, NumericOptions::default().set_fast()),
        filter: builder.add_text_field("filter", STRING),
        record: builder.add_bytes_field("record", STORED),
        text: builder.add_text_field("text", TextOptions::default().set_stored()),
        map: builder.add_bytes_field("map", STORED),
        texts: ["body", "stem", "heading", "heading_stem", "title", "title_stem"]
            .map(|name| builder.add_text_field(name, text.clone())),
    };
    (builder.build(), fields)
}

/// The filter term of one metadata value.
pub(super) fn filter_term(key: &str, value: &str) -> String {
    engine_letters(&format!("{key}\u{1F}{value}")).into_owned()
}
