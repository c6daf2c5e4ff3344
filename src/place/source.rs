//! Decoded text, and how its characters lie in the bytes they were decoded from.

use super::Position;

/// How many bytes of the source a decoded character stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// UTF-8: as many as in the decoded text.
    Utf8,
    /// UTF-16: two for each code unit.
    Utf16,
    /// A single-byte encoding such as Windows-1252: one.
    Single,
}

impl Width {
    pub(super) const fn of(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => 2 * character.len_utf16(),
            Self::Single => 1,
        }
    }

    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Utf8 => 0,
            Self::Utf16 => 1,
            Self::Single => 2,
        }
    }

    pub(super) const fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Utf8),
            1 => Some(Self::Utf16),
            2 => Some(Self::Single),
            _ => None,
        }
    }
}

/// A decoded text and the widths of its characters in the source.
#[derive(Clone, Debug)]
pub struct Source<'t> {
    /// The decoded text, a byte order mark included.
    pub text: &'t str,
    /// The rule for the width of a character.
    pub width: Width,
    /// The exceptions to the rule: offsets in `text` of characters (U+FFFD for bytes that could not be decoded) and the bytes
    /// that they stand for, in order.
    pub odd: Vec<(usize, usize)>,
}

impl<'t> Source<'t> {
    /// A text that is its own source: UTF-8 without a fault.
    #[must_use]
    pub const fn plain(text: &'t str) -> Self {
        Self { text, width: Width::Utf8, odd: Vec::new() }
    }
}

/// Walks a decoded text forward and says where it stands.
pub(super) struct Walker<'s> {
    source: &'s Source<'s>,
    offset: usize,
    next_odd: usize,
    position: Position,
    behind_return: bool,
}

impl<'s> Walker<'s> {
    pub(super) const fn new(source: &'s Source<'s>) -> Self {
        Self { source, offset: 0, next_odd: 0, position: Position::START, behind_return: false }
    }

    /// The position of `offset`, a character boundary of the decoded text that is not left of where the walker stands.
    pub(super) fn walk_to(&mut self, offset: usize) -> Position {
        let Some(stretch) = self.source.text.get(self.offset..offset) else {
            return self.position;
        };
        for (at, character) in stretch.char_indices() {
            let odd = self.source.odd.get(self.next_odd).filter(|odd| odd.0 == self.offset + at);
            let bytes = odd.map_or(self.source.width.of(character), |odd| odd.1);
            self.next_odd += usize::from(odd.is_some());
            step(&mut self.position, &mut self.behind_return, character, bytes);
        }
        self.offset = offset;
        self.position
    }
}

/// Moves a position across one character of `bytes` bytes.
fn step(position: &mut Position, behind_return: &mut bool, character: char, bytes: usize) {
    let opens_text = position.char == 0;
    position.byte += bytes;
    position.char += 1;
    position.utf16 += character.len_utf16();
    match character {
        '\n' if *behind_return => {}
        '\n' | '\r' => {
            position.line += 1;
            position.column = 1;
        }
        '\u{FEFF}' if opens_text => {}
        _ => position.column += 1,
    }
    *behind_return = character == '\r';
}

/// The position behind `text`, which starts at `position`, where every character has the width that the rule gives and none
/// ends a line.
pub(super) fn along(mut position: Position, text: &str, width: Width) -> Position {
    if text.is_ascii() {
        position.byte += text.len() * width.of('a');
        position.char += text.len();
        position.utf16 += text.len();
        position.column += text.len();
        return position;
    }
    for character in text.chars() {
        position.byte += width.of(character);
        position.char += 1;
        position.utf16 += character.len_utf16();
        position.column += 1;
    }
    position
}
