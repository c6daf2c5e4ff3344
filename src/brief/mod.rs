//! A brief: clean text in reading order, its blocks, what is known about it, and where every letter came from.

mod draft;
mod language;
mod line_end;
mod metadata;

pub use draft::Draft;
pub use language::Language;
pub use metadata::{Date, Metadata};

use crate::place::{SourceMap, Space, Span};

/// One document, read. Words of its text are joined by one space, blocks by `\n`.
#[derive(Clone, Debug)]
pub struct Brief {
    pub origin: Origin,
    pub document: Document,
}

/// What a reader makes of a source: text, structure and metadata, whatever the format was.
#[derive(Clone, Debug)]
pub struct Document {
    /// The clean text. Law (b): every letter of it lies in exactly one block.
    pub text: String,
    /// Its blocks in order; between two of them stands one `\n`.
    pub blocks: Vec<Block>,
    /// From `text` back to the source.
    pub map: SourceMap,
    pub metadata: Metadata,
}

/// A stretch of the text that the layout sets off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// Its bytes in [`Document::text`].
    pub span: Span,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; the title of the brief has level 0, sections have 1 and more.
    Heading {
        level: u8,
    },
    Paragraph,
    /// A bulleted or numbered point, or a further paragraph of one.
    ListItem,
    Quote,
    TableRow,
    Footnote,
    /// Text set as it stands, such as program code.
    Verbatim,
}

/// Where a brief comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its exact name: the path, for a record of a JSON Lines file `#` and the record's own id (or its line), percent-encoded
    /// so that it can be a column.
    pub id: String,
    /// The path for people, `/` between names.
    pub path: String,
    /// The line of the record in its file, from 1; `None` where the file is one brief.
    pub record: Option<usize>,
    pub space: Space,
    /// The media type, such as `text/markdown`.
    pub media_type: String,
    /// The WHATWG name of the encoding, such as `utf-8`.
    pub encoding: String,
    /// `sha256:` and the hash of the file's bytes; of a record, of its line without the line end.
    pub hash: String,
    /// How many bytes were hashed.
    pub bytes: u64,
}
