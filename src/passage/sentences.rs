//! Text → sentences, by rules on what stands before and behind a sentence mark. German first; English fares well with the same
//! rules.
//!
//! A mark is a run of `.`, `!`, `?`, `…`; quotes and brackets that close right behind it belong to it. What decides is, in this order:
//! the next word (a small letter never opens a sentence), then the brackets around the mark, then the kind of mark, and for a
//! lone full stop the word before it: an abbreviation, a number, a single letter, or a word like any other.

use super::abbreviations::{Abbreviation, Context, abbreviation, begins_abbreviation, context, context_folded};
use crate::place::Span;

/// How far the closing bracket may be from the opening one, in bytes, for the marks between them to be no ends.
const BRACKET_REACH: usize = 300;
/// An abbreviation is shorter, in bytes, than this.
const WORD_REACH: usize = 40;

/// Appends the sentences of `text` to `out`, in bytes of `text`: in order, and covering all of it but for white space between them.
///
/// Made for the text of one block, which holds no line ends. In raw text a line end is white space, and a blank line ends a
/// sentence. One pass; time linear in the length of the text.
pub fn sentences(text: &str, out: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut scan = Scan { text, start: skip_white(text, 0), closed: 0 };
    let mut at = scan.start;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| STOPS[usize::from(byte)])) {
        at += found;
        let end = match bytes[at] {
            b'(' => {
                scan.enter_bracket(at);
                None
            }
            b'\n' | b'\r' => is_blank_line(text, at).then_some(at),
            _ => match marks_end(text, at) {
                Some(marks) => {
                    let end = scan.end_at(at, marks);
                    at = marks - 1;
                    end
                }
                None => None,
            },
        };
        at = bytes.len().min(at + 1);
        if let Some(end) = end {
            out.extend(trimmed(text, scan.start, end));
            scan.start = skip_white(text, end);
            at = at.max(scan.start);
        }
    }
    out.extend(trimmed(text, scan.start, text.len()));
}

/// The bytes to look at: marks (`0xE2` begins `…`), line ends, opening brackets.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut at = 0;
    let all = b".!?(\n\r\xE2";
    while at < all.len() {
        stops[all[at] as usize] = true;
        at += 1;
    }
    stops
};

/// The state of the pass.
struct Scan<'t> {
    text: &'t str,
    /// Where the sentence in hand starts.
    start: usize,
    /// Behind the last bracket that opened within a sentence and closes in reach.
    closed: usize,
}

/// What opens behind a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next<'t> {
    Small,
    Digit,
    /// A word that typically opens a sentence.
    Opener,
    /// Any other capitalised word, or one of a script without case.
    Capital(&'t str),
    /// Something else, such as `§`.
    Sign,
}

impl<'t> Scan<'t> {
    /// Notes a bracket that opens within a sentence: up to where it closes, no mark ends that sentence.
    fn enter_bracket(&mut self, open: usize) {
        if open <= self.start || open < self.closed {
            return;
        }
        let mut depth = 0_usize;
        for (at, byte) in self.text.as_bytes().iter().enumerate().skip(open).take(BRACKET_REACH) {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.closed = at + 1;
                return;
            }
        }
    }

    /// Where the sentence ends, if it does at the marks between `mark` and `marks`.
    fn end_at(&self, mark: usize, marks: usize) -> Option<usize> {
        let end = closers_end(self.text, marks);
        let rest = &self.text[end..];
        let Some(character) = rest.chars().next() else {
            return Some(end);
        };
        if !character.is_whitespace() {
            return self.end_without_space(mark, marks, end);
        }
        let behind = skip_white(self.text, end);
        if is_blank_line(self.text, end) || behind == self.text.len() {
            return Some(end);
        }
        let next = next_word(&self.text[behind..]);
        let ends = match next {
            Next::Small => false,
            _ if mark < self.closed => end >= self.closed && next == Next::Opener,
            _ => match self.text.get(mark..marks) {
                Some(".") => self.full_stop_ends(mark, next),
                Some(run) if run.contains(['!', '?']) => true,
                _ => self.ellipsis_ends(mark, next),
            },
        };
        ends.then_some(end)
    }

    /// Whether a lone full stop ends a sentence.
    fn full_stop_ends(&self, stop: usize, next: Next) -> bool {
        let word = self.word_before(stop);
        if word.is_empty() {
            return true;
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.number_ends(Span::new(stop - word.len(), stop), next);
        }
        if let Some(class) = self.abbreviation_before(stop) {
            return match class {
                Abbreviation::Never => false,
                Abbreviation::Number | Abbreviation::Seldom => next == Next::Opener,
                Abbreviation::Often => match next {
                    Next::Opener => true,
                    Next::Capital(word) => !is_code(word),
                    _ => false,
                },
            };
        }
        if word.chars().nth(1).is_none() {
            return self.letter_ends(Span::new(stop - word.len(), stop), next);
        }
        if is_roman(word) {
            return next == Next::Opener || self.is_counted(stop - word.len());
        }
        true
    }

    /// Whether a full stop behind a number ends a sentence, or makes it an ordinal (`23. Oktober`) or a label (`1. Der Rat`).
    fn number_ends(&self, number: Span, next: Next) -> bool {
        let digits = number.of(self.text);
        let value: usize = if digits.len() > 4 { usize::MAX } else { digits.parse().unwrap_or(usize::MAX) };
        let is_day = value <= 31 && digits.len() <= 2;
        if let Some(ends) = self.joined_number_ends(number, is_day, next) {
            return ends;
        }
        let white = self.text[..number.start].trim_end().len();
        let opens_line = self.text[white..number.start].contains('\n');
        let previous = self.word_before(white);
        if self.is_label(number, previous) || (is_day && is_month(next)) {
            return false;
        }
        if opens_line || self.text[..white].ends_with(':') {
            return digits.len() > 3;
        }
        if self.is_counted(number.start) {
            return true;
        }
        match next {
            Next::Opener | Next::Sign => true,
            Next::Digit => digits.len() > 2,
            _ if is_day || (previous.is_empty() && digits.len() < 4) => false,
            _ => context_folded(previous) != Some(Context::Determiner),
        }
    }

    /// The same for a number that a sign joins to what stands before it; `None` where nothing does.
    fn joined_number_ends(&self, number: Span, is_day: bool, next: Next) -> Option<bool> {
        let before = self.text[self.start..number.start].chars().next_back()?;
        match before {
            '.' => {
                let part = self.word_before(number.start - 1);
                let is_date = is_day && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
                Some(!is_date || matches!(next, Next::Opener | Next::Sign))
            }
            '-' | '–' | '/' => {
                let members = self.text[..number.start].trim_end_matches(['-', '–', '/']);
                (!members.ends_with('.')).then(|| !(is_day && is_month(next)))
            }
            _ => (!before.is_whitespace() && !"([{„“\"»«‚‘'".contains(before)).then_some(true),
        }
    }

    /// Whether a number, or one with `previous` before it, opens the sentence, as a label does: `1. Der Rat`, `Kapitel 3. Die Nato`.
    fn is_label(&self, number: Span, previous: &str) -> bool {
        if number.len() > 3 || number.start - self.start > WORD_REACH {
            return false;
        }
        let lead = self.text[self.start..number.start].trim_start_matches(|sign: char| !sign.is_alphanumeric());
        lead.is_empty() || (lead.trim_end() == previous && context_folded(previous) == Some(Context::Label))
    }

    /// Whether a full stop behind a single letter ends a sentence: not behind initials, but behind a unit (`7 m.`) and a letter that
    /// counts (`Buchst. c.`).
    fn letter_ends(&self, letter: Span, next: Next) -> bool {
        if letter.start == self.start {
            return false;
        }
        let before = self.text[..letter.start].trim_end();
        let counts = before.ends_with(|character: char| character.is_ascii_digit()) || self.is_counted(letter.start);
        match next {
            Next::Opener => true,
            Next::Capital(word) => counts && !is_code(word) && !begins_abbreviation([letter.of(self.text), ".", word]),
            Next::Sign => counts && letter.of(self.text) != "f",
            Next::Small | Next::Digit => false,
        }
    }

    /// Whether dots that trail off end a sentence.
    fn ellipsis_ends(&self, dots: usize, next: Next) -> bool {
        match self.text[..dots].chars().next_back() {
            Some('(' | '[') => false,
            Some(character) if character.is_whitespace() => next == Next::Opener,
            _ => true,
        }
    }

    /// Marks with no white space behind them end a sentence in two cases: a footnote's number follows (`Gesetz.12 Das`), or the
    /// blank was forgotten (`Ende.Das`).
    fn end_without_space(&self, mark: usize, marks: usize, end: usize) -> Option<usize> {
        let word = self.word_before(mark);
        let is_word = word.chars().count() >= 3 && word.ends_with(char::is_lowercase) && abbreviation(word).is_none();
        let behind_closer = end > marks;
        if !is_word && !behind_closer {
            return None;
        }
        let rest = &self.text[end..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let behind = end + digits;
            let white = skip_white(self.text, behind);
            let ends =
                digits <= 3 && white > behind && !matches!(next_word(&self.text[white..]), Next::Small | Next::Digit);
            return (ends && mark >= self.closed).then_some(behind);
        }
        let mut token =
            self.text.as_bytes()[self.start..mark].iter().rev().take(WORD_REACH).take_while(|byte| **byte != b' ');
        let forgotten = is_word
            && rest.starts_with(char::is_uppercase)
            && next_word(rest) == Next::Opener
            && !token.any(|byte| b"/@:.".contains(byte));
        (forgotten && mark >= self.closed).then_some(end)
    }

    /// Whether what stands before `at` says that the number or letter there counts something: `Kapitel`, `§`, `Abs.`.
    fn is_counted(&self, at: usize) -> bool {
        let before = self.text[self.start.min(at)..at].trim_end();
        let end = self.start.min(at) + before.len();
        if let Some(stem) = before.strip_suffix('.') {
            let word = self.word_before(self.start.min(at) + stem.len());
            return word == "S" || abbreviation(word) == Some(Abbreviation::Number);
        }
        before.ends_with('§')
            || matches!(context_folded(self.word_before(end)), Some(Context::Counted | Context::Label))
    }

    /// The letters and digits right before `end`; empty where they are too many for an abbreviation or a number.
    fn word_before(&self, end: usize) -> &'t str {
        word_before(self.text, self.start, end)
    }

    /// The class of the abbreviation that ends at the full stop `stop`, the longest that is known: `z. B.` before `B.`.
    fn abbreviation_before(&self, stop: usize) -> Option<Abbreviation> {
        let mut letters = Chain::new();
        let mut end = stop;
        let mut found = None;
        for _ in 0..5 {
            let word = self.word_before(end);
            if word.is_empty() || !letters.prepend(word) {
                break;
            }
            found = abbreviation(letters.as_str()).or(found);
            let before = self.text[self.start..end - word.len()].trim_end();
            let (before, joint) = before.strip_suffix('-').map_or((before, "."), |before| (before, ".-"));
            let Some(before) = before.strip_suffix('.') else { break };
            if !letters.prepend(joint) {
                break;
            }
            end = self.start + before.len();
        }
        found
    }
}

/// A chain of short words, put together from its end.
struct Chain {
    letters: [u8; WORD_REACH],
    length: usize,
}

impl Chain {
    const fn new() -> Self {
        Self { letters: [0; WORD_REACH], length: 0 }
    }

    /// Writes `part` before what is there; false where it is too long.
    fn prepend(&mut self, part: &str) -> bool {
        let Some(room) = WORD_REACH.checked_sub(self.length + part.len()) else {
            return false;
        };
        self.length += part.len();
        if let Some(to) = self.letters.get_mut(room..room + part.len()) {
            to.copy_from_slice(part.as_bytes());
        }
        true
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[WORD_REACH - self.length..]).unwrap_or_default()
    }
}

fn word_before(text: &str, start: usize, end: usize) -> &str {
    let Some(before) = text.get(start..end) else {
        return "";
    };
    let mut length = 0;
    for character in before.chars().rev().take_while(|character| character.is_alphanumeric()) {
        length += character.len_utf8();
        if length >= WORD_REACH {
            return "";
        }
    }
    &before[before.len() - length..]
}

/// Reads what opens at the start of `rest`, quotes, brackets and dashes skipped.
fn next_word(rest: &str) -> Next<'_> {
    let Some((at, first)) = rest.char_indices().take(8).find(|(_, sign)| sign.is_alphanumeric() || *sign == '§')
    else {
        return Next::Sign;
    };
    if first == '§' {
        return Next::Sign;
    }
    if first.is_numeric() {
        return Next::Digit;
    }
    let rest = &rest[at..];
    let length = rest.chars().take(WORD_REACH).take_while(|letter| letter.is_alphanumeric()).map(char::len_utf8).sum();
    let word = &rest[..length];
    if first.is_lowercase() {
        // eBay, iPhone
        let is_name = word.chars().skip(1).take(2).any(char::is_uppercase);
        return if is_name { Next::Capital(word) } else { Next::Small };
    }
    let is_initial = length == first.len_utf8() && rest[length..].starts_with('.');
    if !is_initial && context(word) == Some(Context::Opener) { Next::Opener } else { Next::Capital(word) }
}

fn is_month(next: Next) -> bool {
    matches!(next, Next::Capital(word) if context(word) == Some(Context::Month))
}

/// Whether a word has two capitals: `BGB`, `StGB`, `AEUV`.
fn is_code(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_uppercase()).nth(1).is_some()
}

fn is_roman(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|letter| b"IVXLC".contains(&letter))
}

/// Where the run of marks that starts at `at` ends; `None` where there is no mark.
fn marks_end(text: &str, at: usize) -> Option<usize> {
    let run = text.get(at..)?;
    let rest = run.trim_start_matches(['.', '!', '?', '…']);
    (rest.len() < run.len()).then(|| text.len() - rest.len())
}

/// Where the quotes, brackets and footnote marks that close behind `at` end.
fn closers_end(text: &str, at: usize) -> usize {
    let mut rest = &text[at..];
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches(is_closer);
        if let Some(note) = rest.strip_prefix('[') {
            let behind = note.trim_start_matches(|digit: char| digit.is_ascii_digit());
            if let Some(behind) = behind.strip_prefix(']').filter(|_| behind.len() < note.len()) {
                rest = behind;
            }
        }
        if rest.len() == before {
            return text.len() - rest.len();
        }
    }
}

const fn is_closer(sign: char) -> bool {
    matches!(
        sign,
        '"' | '»' | '«' | '“' | '”' | '’' | '‘' | '\'' | ')' | ']' | '›' | '‹' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'
    )
}

/// Whether the white space at `at` holds a blank line.
fn is_blank_line(text: &str, at: usize) -> bool {
    let white = &text.as_bytes()[at..skip_white(text, at)];
    let is_end = |&(at, byte): &(usize, &u8)| *byte == b'\n' || (*byte == b'\r' && white.get(at + 1) != Some(&b'\n'));
    white.iter().enumerate().filter(is_end).nth(1).is_some()
}

fn skip_white(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let length = text.get(start..end)?.trim_end().len();
    (length > 0).then(|| Span::new(start, start + length))
}
