//! Text → words: where each word begins and ends.
//!
//! A word is a run of letters, digits and combining marks. It goes on across a hyphen between two such (`Atom-U-Boot`), a point or
//! comma between digits (`3.000`, `1,5`, `23.10.2024`), an apostrophe between letters (`Putin’s`) or digits (`1’250’000`), and
//! across soft hyphens and zero-width characters, which nobody sees. So it does across what [`gender`](super::gender) writes
//! inside a word (`Politiker:innen`), between the letters of `U.S.A.`, over the blanks of `3 000`, and to the signs of `C++`. A few
//! signs are words of their own, since people ask for them: `§ 5`, `2 %`.

use unicode_normalization::char::is_combining_mark;

use super::gender;
use crate::place::Span;

/// The words of a text, in order. Takes time in the length of the text, whatever it holds.
#[derive(Clone, Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
}

/// A word as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) span: Span,
    /// Whether a line end, which ends a block, lies between it and the word before.
    pub(super) behind_block_end: bool,
}

/// Whether a character is invisible: inside a word it is no letter and parts nothing.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// Whether a character is a hyphen inside a word: the one of the keyboard, the one of typography, the one that no line may break
/// at, and the dash and the minus that are typed for it (`Rheinland–Pfalz`).
pub(super) const fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}')
}

/// Whether a character is an apostrophe, typed or typeset.
pub(super) const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// What a character is to the end of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Letter,
    /// An ASCII digit: numbers are written with these.
    Digit,
    /// Belongs to the letter before it.
    Mark,
    Invisible,
    Hyphen,
    /// A point or a comma.
    Point,
    Apostrophe,
    /// A word of its own.
    Symbol,
    BlockEnd,
    Other,
}

impl Sign {
    fn of(character: char) -> Self {
        match character {
            'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' => Self::Letter,
            '0'..='9' => Self::Digit,
            '.' | ',' => Self::Point,
            '\n' => Self::BlockEnd,
            '%' | '&' | '$' | '€' | '§' => Self::Symbol,
            // what stands high behind a word is a footnote or a power: `Sanktionen²` is found as `Sanktionen`
            '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => Self::Other,
            _ if is_hyphen(character) => Self::Hyphen,
            _ if is_apostrophe(character) => Self::Apostrophe,
            _ if character.is_ascii() => Self::Other,
            _ if is_invisible(character) => Self::Invisible,
            _ if character.is_alphanumeric() => Self::Letter,
            _ if is_combining_mark(character) => Self::Mark,
            _ => Self::Other,
        }
    }

    const fn is_alphanumeric(self) -> bool {
        matches!(self, Self::Letter | Self::Digit)
    }

    /// Whether a word goes on across this sign, with `before` on its left and `behind` on its right.
    fn joins(self, before: Self, behind: Self) -> bool {
        match self {
            Self::Hyphen => before.is_alphanumeric() && behind.is_alphanumeric(),
            Self::Point => before == Self::Digit && behind == Self::Digit,
            Self::Apostrophe => before.is_alphanumeric() && before == behind,
            _ => false,
        }
    }
}

impl<'t> Words<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self, from: usize) -> &'t str {
        Span::new(from, self.text.len()).of(self.text)
    }

    /// Where the word that begins at `start` ends.
    fn end_of_word(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut end, mut last) = (start, start, Sign::Other);
        loop {
            let ascii = bytes.iter().skip(at).take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if ascii > 0 {
                at += ascii;
                end = at;
                last = bytes.get(at - 1).map_or(Sign::Other, |byte| Sign::of(char::from(*byte)));
            }
            let Some(character) = self.rest(at).chars().next() else {
                return end;
            };
            at += character.len_utf8();
            match Sign::of(character) {
                sign @ (Sign::Letter | Sign::Digit) => (end, last) = (at, sign),
                Sign::Mark => end = at,
                Sign::Invisible => {}
                sign if sign.joins(last, self.next_visible(at)) => {}
                Sign::Point if self.is_initial(start, end) && self.is_initials(at) => {}
                Sign::Other if last == Sign::Digit && self.is_group(start, end, at) => {}
                _ if last == Sign::Letter => match self.tail(start, end) {
                    0 => return end,
                    tail => (at, end) = (end + tail, end + tail),
                },
                _ => return end,
            }
        }
    }

    /// Whether the word so far ends in a lone capital: `U` of `U.S.`
    fn is_initial(&self, start: usize, end: usize) -> bool {
        let mut back = Span::new(start, end).of(self.text).chars().rev();
        back.next().is_some_and(char::is_uppercase) && back.next().is_none_or(|before| before == '.')
    }

    /// Whether a lone capital with a point stands at `at`.
    fn is_initials(&self, at: usize) -> bool {
        let mut next = self.rest(at).chars();
        next.next().is_some_and(char::is_uppercase) && next.next() == Some('.')
    }

    /// Whether a blank parts groups of three digits: the word so far is one to three digits, or such groups, and at `at` stand three.
    fn is_group(&self, start: usize, end: usize, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let is_blank =
            |offset: usize| matches!(self.rest(offset).chars().next(), Some(' ' | '\u{A0}' | '\u{202F}' | '\u{2009}'));
        let digits = |from: usize| bytes.iter().skip(from).take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let glued = bytes.get(at + 3).is_some_and(|byte| matches!(byte, b'.' | b',' | b'\'' | b'-'))
            && bytes.get(at + 4).is_some_and(u8::is_ascii_alphanumeric);
        let first = Span::new(start, end).of(self.text);
        let first = first.split(|character: char| !character.is_ascii_digit()).next().unwrap_or_default();
        let ends = digits(at) == 3 && !self.rest(at + 3).starts_with(char::is_alphanumeric) && !glued;
        let open =
            Span::new(start, end).of(self.text).chars().all(|sign| sign.is_ascii_digit() || sign.is_whitespace());
        is_blank(end)
            && ends
            && open
            && (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && !self.is_behind_number(start)
    }

    /// Whether a number stands right before `start`, parted by a blank: then the two are columns of a table, not groups.
    fn is_behind_number(&self, start: usize) -> bool {
        let before = self.text.as_bytes().get(..start).unwrap_or_default();
        matches!(before, [.., digit, b' '] if digit.is_ascii_digit())
    }

    /// How many bytes behind `end` belong to the word though no letter: a gender form, or the signs of `C++` and `C#`.
    fn tail(&self, start: usize, end: usize) -> usize {
        let rest = self.rest(end);
        let tail = gender::tail(Span::new(start, end).of(self.text), rest);
        if tail > 0 || end - start != 1 {
            return tail;
        }
        let signs = if rest.starts_with("++") { 2 } else { usize::from(rest.starts_with('#')) };
        if self.rest(end + signs).starts_with(char::is_alphanumeric) { 0 } else { signs }
    }

    fn next_visible(&self, from: usize) -> Sign {
        self.rest(from).chars().find(|character| !is_invisible(*character)).map_or(Sign::Other, Sign::of)
    }

    fn end_of_symbol(&self, start: usize, symbol: char) -> usize {
        // paragraphs are written `§§ 5 bis 8`
        let run = if symbol == '§' { self.rest(start).chars().take_while(|next| *next == symbol).count() } else { 1 };
        start + run * symbol.len_utf8()
    }
}

impl Iterator for Words<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        let mut behind_block_end = false;
        for (offset, character) in self.rest(self.at).char_indices() {
            let start = self.at + offset;
            let end = match Sign::of(character) {
                Sign::Letter | Sign::Digit => self.end_of_word(start),
                Sign::Symbol => self.end_of_symbol(start, character),
                sign => {
                    behind_block_end |= sign == Sign::BlockEnd;
                    continue;
                }
            };
            self.at = end;
            return Some(Found { span: Span::new(start, end), behind_block_end });
        }
        self.at = self.text.len();
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn words(text: &str) -> Vec<&str> {
        Words::new(text).map(|found| found.span.of(text)).collect()
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_word_is_not_its_own() {
        assert_eq!(words("Außen- und -politik, a--b"), ["Außen", "und", "politik", "a", "b"]);
    }

    #[test]
    fn invisible_characters_lie_within_a_word_but_never_at_its_end() {
        assert_eq!(words("Si\u{AD}cher\u{200B}heit\u{AD} und"), ["Si\u{AD}cher\u{200B}heit", "und"]);
        assert_eq!(words("EU-\u{AD}Staat"), ["EU-\u{AD}Staat"]);
    }

    #[test]
    fn a_line_end_is_told_to_the_word_behind_it() {
        let told: Vec<bool> = Words::new("\na b\n\nc").map(|found| found.behind_block_end).collect();
        assert_eq!(told, [true, false, true]);
    }

    #[test]
    fn a_mark_without_a_letter_is_no_word() {
        assert!(words("\u{308} \u{200D} -").is_empty());
    }
}
