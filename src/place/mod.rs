//! Where things stand: spans, positions in the three units, and the map from clean text back to its source.
//!
//! Three texts meet here. The **source** is the bytes as they lie on disk. The **decoded text** is those bytes as
//! characters (a byte order mark included, line ends untouched). The **clean text** is what a reader made of it: white
//! space folded, markup taken away. A [`Transcript`] copies from decoded to clean text and remembers every step; the
//! [`SourceMap`] that it leaves behind takes any span of clean text back to a [`Place`] in the source, in bytes, characters and
//! UTF-16 code units at once.
//!
//! This is the only room that converts between units.

mod map;
mod source;
mod transcript;

pub use map::{MapError, SourceMap};
pub use source::{Source, Width};
pub use transcript::Transcript;

/// A half-open range of bytes in one text; which text, its owner says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Its length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The same span, counted from `base` bytes further left.
    #[must_use]
    pub const fn shifted(self, base: usize) -> Self {
        Self { start: self.start + base, end: self.end + base }
    }

    /// The letters of `text` that it covers; empty where it does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// A half-open range of one text in every unit, counted from the text's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Units {
    pub byte: (usize, usize),
    pub char: (usize, usize),
    pub utf16: (usize, usize),
}

/// Says what spans of one text are in every unit, going forward: each letter is counted once, however many spans there are.
#[derive(Clone, Debug)]
pub struct Ruler<'t> {
    text: &'t str,
    /// Where it stands, in bytes, characters and UTF-16 code units.
    at: (usize, usize, usize),
}

impl<'t> Ruler<'t> {
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { text, at: (0, 0, 0) }
    }

    /// A span in every unit. Spans that do not go backwards take time in the text's length together.
    pub fn units(&mut self, span: Span) -> Units {
        if span.start < self.at.0 {
            self.at = (0, 0, 0);
        }
        self.at = self.ahead(span.start);
        let end = self.ahead(span.end);
        Units { byte: (span.start, span.end), char: (self.at.1, end.1), utf16: (self.at.2, end.2) }
    }

    fn ahead(&self, offset: usize) -> (usize, usize, usize) {
        let between = Span::new(self.at.0, offset).of(self.text);
        (offset, self.at.1 + between.chars().count(), self.at.2 + between.encode_utf16().count())
    }
}

/// One point of a source, in every unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// Bytes of the source before it, a byte order mark included.
    pub byte: usize,
    /// Characters (Unicode scalar values) of the decoded text before it.
    pub char: usize,
    /// UTF-16 code units of the decoded text before it.
    pub utf16: usize,
    /// Its line, from 1. A line ends at `\r\n`, `\n` or a lone `\r`, as in the Language Server Protocol.
    pub line: usize,
    /// Its column in characters, from 1; a byte order mark takes none.
    pub column: usize,
}

impl Position {
    /// The start of a source.
    pub const START: Self = Self { byte: 0, char: 0, utf16: 0, line: 1, column: 1 };
}

/// A stretch of a source: the position of its first character and the position behind its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub start: Position,
    pub end: Position,
}

/// What the units of a place count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Space {
    /// The source file as it lies on disk, or the bytes of standard input.
    File,
    /// The decoded text of one record of a JSON Lines file.
    Record,
    /// The file behind a `.gz` or `.zst`.
    Unpacked,
    /// The extracted text, where a format has no text of its own to point into.
    Text,
}

impl Space {
    /// Its name in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Record => "record",
            Self::Unpacked => "unpacked",
            Self::Text => "text",
        }
    }

    /// The space that bears this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::File, Self::Record, Self::Unpacked, Self::Text].into_iter().find(|space| space.name() == name)
    }
}
