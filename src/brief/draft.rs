//! Writing a document down: the one place that folds white space, drops invisible characters and mends line ends, so that
//! every reader does it alike.

use super::line_end::LineEnd;
use super::{Block, BlockKind, Document, Metadata};
use crate::place::{Source, Span, Transcript};

/// A document in the making. Readers open a block, copy spans of the decoded text into it in order, and close it.
#[derive(Debug)]
pub struct Draft<'s> {
    source: &'s Source<'s>,
    transcript: Transcript<'s>,
    blocks: Vec<Block>,
    open: Option<(BlockKind, Option<usize>)>,
    gap: Gap,
    next_odd: usize,
}

/// What lies between the last letter written and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    /// White space that holds a line end.
    LineEnd,
    /// A soft hyphen inside a word.
    SoftHyphen,
    /// A soft hyphen with white space behind it.
    SoftSpace,
    /// A soft hyphen at the end of its line: the word goes on.
    SoftBreak,
}

impl<'s> Draft<'s> {
    #[must_use]
    pub const fn new(source: &'s Source<'s>) -> Self {
        Self {
            source,
            transcript: Transcript::new(source),
            blocks: Vec::new(),
            open: None,
            gap: Gap::None,
            next_odd: 0,
        }
    }

    /// Opens a block; what is copied from now on is its text. Closes the one before it.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        self.open = Some((kind, None));
    }

    /// Closes the block. A block without a letter leaves no trace.
    pub fn close(&mut self) {
        if let Some((kind, Some(start))) = self.open.take() {
            self.blocks.push(Block { kind, span: Span::new(start, self.transcript.text().len()) });
        }
        self.gap = Gap::None;
    }

    /// Whether a block is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Ends a word without a character of the source for it: a line break in Markdown, a cell's end in a table.
    pub fn space(&mut self) {
        self.gap = self.gap.widened(Gap::Space);
    }

    /// Copies a span of the decoded text into the open block (a paragraph, where none is open): white space folded, soft
    /// hyphens and zero-width characters left out, words that a line end cut mended.
    pub fn copy(&mut self, span: Span) {
        let mut verbatim = Span::new(span.start, span.start);
        for (at, character) in span.of(self.source.text).char_indices() {
            let here = Span::new(span.start + at, span.start + at + character.len_utf8());
            let kind = Sign::of(character, || self.is_odd(here.start));
            if kind == Sign::Letter && self.gap == Gap::None {
                verbatim.end = here.end;
                continue;
            }
            self.flush(verbatim);
            verbatim = Span::new(here.end, here.end);
            match kind {
                Sign::Letter => {
                    self.bridge(here.start);
                    verbatim = here;
                }
                Sign::Odd => {
                    self.bridge(here.start);
                    self.begin();
                    self.transcript.replace(here, "\u{FFFD}");
                }
                Sign::Space => self.gap = self.gap.widened(Gap::Space),
                Sign::LineEnd => self.gap = self.gap.widened(Gap::LineEnd),
                Sign::SoftHyphen => self.gap = self.gap.widened(Gap::SoftHyphen),
                Sign::Invisible => {}
            }
        }
        self.flush(verbatim);
    }

    /// Writes `with` for a span of the decoded text, such as an entity.
    pub fn replace(&mut self, span: Span, with: &str) {
        if with.chars().all(char::is_whitespace) {
            self.gap = self.gap.widened(Gap::Space);
            return;
        }
        self.bridge(span.start);
        self.begin();
        self.transcript.replace(span, with);
    }

    /// The document as it was written.
    #[must_use]
    pub fn finish(mut self, metadata: Metadata) -> Document {
        self.close();
        let (text, map) = self.transcript.finish();
        Document { text, blocks: self.blocks, map, metadata }
    }

    fn flush(&mut self, verbatim: Span) {
        if !verbatim.is_empty() {
            self.begin();
            self.transcript.copy(verbatim);
        }
    }

    /// Remembers where the open block's text begins; the first letter of a block stands behind a block break.
    fn begin(&mut self) {
        let (kind, start) = self.open.unwrap_or((BlockKind::Paragraph, None));
        if start.is_some() {
            return;
        }
        if !self.transcript.text().is_empty() {
            self.transcript.insert('\n');
        }
        self.open = Some((kind, Some(self.transcript.text().len())));
    }

    /// Writes what stands in clean text for the gap before the letter at `next` of the decoded text.
    fn bridge(&mut self, next: usize) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let begun = matches!(self.open, Some((_, Some(_))));
        if !begun {
            return;
        }
        match gap {
            Gap::None | Gap::SoftHyphen | Gap::SoftBreak => {}
            Gap::Space => self.write_space(next),
            Gap::SoftSpace => self.transcript.insert(' '),
            Gap::LineEnd => match LineEnd::between(self.transcript.text(), &self.source.text[next..]) {
                LineEnd::Space => self.transcript.insert(' '),
                LineEnd::Join => self.transcript.retract(),
                LineEnd::Keep => {}
            },
        }
    }

    /// Writes the space between two words. One that stands so in the source is copied: the map then has one run a line instead of one a word.
    fn write_space(&mut self, next: usize) {
        let space = Span::new(next.saturating_sub(1), next);
        if space.of(self.source.text) == " " && self.transcript.ends_at(space.start) {
            self.transcript.copy(space);
        } else {
            self.transcript.insert(' ');
        }
    }

    /// Whether the character at `offset` stands for bytes that could not be decoded.
    fn is_odd(&mut self, offset: usize) -> bool {
        while self.source.odd.get(self.next_odd).is_some_and(|odd| odd.0 < offset) {
            self.next_odd += 1;
        }
        self.source.odd.get(self.next_odd).is_some_and(|odd| odd.0 == offset)
    }
}

impl Gap {
    /// This gap with one more sign in it: a space, a line end or a soft hyphen.
    const fn widened(self, sign: Self) -> Self {
        match (self, sign) {
            (Self::None | Self::SoftHyphen, Self::SoftHyphen) => Self::SoftHyphen,
            (Self::SoftHyphen | Self::SoftSpace | Self::SoftBreak, Self::LineEnd) | (Self::SoftBreak, _) => {
                Self::SoftBreak
            }
            (Self::SoftHyphen | Self::SoftSpace, _) => Self::SoftSpace,
            (Self::LineEnd, _) | (_, Self::LineEnd) => Self::LineEnd,
            _ => Self::Space,
        }
    }
}

/// What a character is to the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Letter,
    Odd,
    Space,
    LineEnd,
    SoftHyphen,
    Invisible,
}

impl Sign {
    fn of(character: char, is_odd: impl FnOnce() -> bool) -> Self {
        match character {
            '!'..='~' => Self::Letter,
            '\n' | '\r' => Self::LineEnd,
            '\u{AD}' => Self::SoftHyphen,
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => Self::Invisible,
            '\u{FFFD}' if is_odd() => Self::Odd,
            _ if character.is_whitespace() => Self::Space,
            _ => Self::Letter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let source = Source::plain(text);
        let mut draft = Draft::new(&source);
        draft.open(BlockKind::Paragraph);
        draft.copy(Span::new(0, text.len()));
        draft.finish(Metadata::default()).text
    }

    #[test]
    fn white_space_is_folded_and_trimmed() {
        assert_eq!(written("  am 23.\u{A0} Oktober\t \n  bestätigt \n"), "am 23. Oktober bestätigt");
    }

    #[test]
    fn soft_hyphens_and_zero_width_characters_are_left_out() {
        assert_eq!(
            written("Sicher\u{AD}heits\u{200B}politik und Vertei\u{AD}\n   digung"),
            "Sicherheitspolitik und Verteidigung"
        );
    }

    #[test]
    fn a_word_that_a_line_end_cut_is_joined() {
        assert_eq!(written("die Sicherheits-\n   politik der EU-\nStaaten"), "die Sicherheitspolitik der EU-Staaten");
    }

    #[test]
    fn a_suspended_compound_at_a_line_end_stays_suspended() {
        assert_eq!(written("Außen-\nund Sicherheitspolitik"), "Außen- und Sicherheitspolitik");
    }

    #[test]
    fn an_abbreviation_keeps_its_hyphen_at_a_line_end() {
        assert_eq!(
            written("EU-\nweite Regeln, ein 17-\nmonatiges Moratorium"),
            "EU-weite Regeln, ein 17-monatiges Moratorium"
        );
    }

    #[test]
    fn every_letter_goes_back_to_its_source() {
        let text = "\u{FEFF}die Sicherheits-\r\n\t politik\u{A0}– heißt\rsie";
        let source = Source::plain(text);
        let mut draft = Draft::new(&source);
        draft.copy(Span::new(0, text.len()));
        let document = draft.finish(Metadata::default());
        assert_eq!(document.text, "die Sicherheitspolitik – heißt sie");
        let word = Span::new(4, 22);
        assert_eq!(word.of(&document.text), "Sicherheitspolitik");
        let place = document.map.place(&document.text, word);
        assert_eq!(&text[place.start.byte..place.end.byte], "Sicherheits-\r\n\t politik");
        assert_eq!((place.start.line, place.start.column, place.end.line, place.end.column), (1, 5, 2, 10));
        let last = document.map.place(&document.text, Span::new(document.text.len() - 3, document.text.len()));
        assert_eq!((last.start.line, last.start.column, last.start.char), (3, 1, text.chars().count() - 3));
    }

    #[test]
    fn words_parted_by_one_space_are_one_run_of_the_map() {
        let stored = |text: &str| {
            let source = Source::plain(text);
            let mut draft = Draft::new(&source);
            draft.copy(Span::new(0, text.len()));
            draft.finish(Metadata::default()).map.encode().len()
        };
        assert_eq!(stored("Frieden und Freiheit in Europa"), stored("Friedenxund"));
        assert!(stored("Frieden  und Freiheit") > stored("Frieden und Freiheit"));
    }

    #[test]
    fn blocks_are_joined_by_one_line_end_and_empty_ones_vanish() {
        let text = "Titel   Text";
        let source = Source::plain(text);
        let mut draft = Draft::new(&source);
        draft.open(BlockKind::Heading { level: 1 });
        draft.copy(Span::new(0, 5));
        draft.open(BlockKind::Paragraph);
        draft.copy(Span::new(5, 8));
        draft.open(BlockKind::ListItem);
        draft.copy(Span::new(7, 12));
        let document = draft.finish(Metadata::default());
        assert_eq!(document.text, "Titel\nText");
        assert_eq!(document.blocks.len(), 2);
        assert_eq!(document.blocks[1], Block { kind: BlockKind::ListItem, span: Span::new(6, 10) });
    }
}
