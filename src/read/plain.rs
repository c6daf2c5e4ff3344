//! Plain text, as it comes out of web pages, letters and protocols: structure that only the layout shows.
//!
//! In four steps, each in time linear in the text: `lines` takes it apart, `layout` looks at the whole (is every line a paragraph of its own?),
//! `cut` joins lines to pieces, `kind` says what each piece is. When in doubt, a piece is a paragraph: a heading that is none would put
//! foreign words over all the text below it.

mod cut;
mod furniture;
mod kind;
mod layout;
mod lines;
mod marker;

use std::path::Path;

use super::{Extract, ReadError, Reader, encoding};
use crate::brief::{Document, Draft, Metadata};
use crate::place::{Source, Space, Span};
use lines::Line;

/// The reader for everything that decodes and is nothing else.
#[derive(Debug)]
pub(super) struct PlainText;

impl Reader for PlainText {
    fn media_type(&self) -> &'static str {
        "text/plain"
    }

    fn claims(&self, _name: Option<&Path>, _head: &[u8]) -> bool {
        true
    }

    fn read(&self, bytes: &[u8], space: Space) -> Result<Extract, ReadError> {
        let decoded = encoding::decode(bytes);
        let document = read(&decoded.source(), Metadata::default());
        let warnings = decoded.warning().into_iter().collect();
        Ok(Extract { document, encoding: decoded.encoding, media_type: self.media_type(), space, warnings })
    }
}

/// Reads a decoded text.
pub(super) fn read(source: &Source<'_>, metadata: Metadata) -> Document {
    let text = Text { letters: source.text, lines: lines::split(source.text) };
    let pieces = cut::pieces(&text);
    let kinds = kind::of_pieces(&text, &pieces);
    let mut draft = Draft::new(source);
    for (piece, kind) in pieces.iter().zip(kinds) {
        draft.open(kind);
        draft.copy(text.span(piece));
    }
    draft.finish(metadata)
}

/// A text and its lines, those without a letter left out.
#[derive(Debug)]
struct Text<'t> {
    letters: &'t str,
    lines: Vec<Line>,
}

/// A run of lines that belong together.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Its first and its last line.
    first: usize,
    last: usize,
    /// Whether a blank line, a new page or a rule stands before it.
    is_set_off: bool,
    /// How many bytes of its first line are a bullet.
    bullet: usize,
    role: Role,
}

/// What is known about a piece from its own lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Unknown,
    /// A point behind a bullet.
    Bulleted,
    /// A point with a number.
    Numbered(marker::Number),
    /// A heading: underlined, or the number of a section before it.
    Heading(u8),
}

impl<'t> Text<'t> {
    fn line(&self, index: usize) -> &'t str {
        self.lines.get(index).map(|line| line.span.of(self.letters)).unwrap_or_default()
    }

    /// The letters of a piece, without its bullet.
    fn span(&self, piece: &Piece) -> Span {
        let start = self.lines.get(piece.first).map_or(0, |line| line.span.start + piece.bullet);
        let end = self.lines.get(piece.last).map_or(0, |line| line.span.end);
        Span::new(start, end)
    }
}

#[cfg(test)]
mod tests;
