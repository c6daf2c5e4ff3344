//! Pieces → kinds: which of them are headings, which are points of a list.

use super::cut::{End, is_closing};
use super::furniture::Furniture;
use super::marker::{Number, SectionNumber, Style};
use super::{Piece, Role, Text};
use crate::brief::BlockKind;

/// The most characters of a heading.
const LONGEST: usize = 120;
/// So many short pieces on end are an address, a table, a verse, a table of contents; only the last may be the heading of what follows.
const MANY: usize = 4;
/// A heading takes a second line only where its first is at least so long (bytes).
const WRAPPED: usize = 40;

/// The kind of every piece.
pub(super) fn of_pieces(text: &Text<'_>, pieces: &[Piece]) -> Vec<BlockKind> {
    let furniture = Furniture::of(text, pieces);
    let mut kinds = Vec::with_capacity(pieces.len());
    while let Some(piece) = pieces.get(kinds.len()) {
        let start = kinds.len();
        let run = pieces.iter().skip(start).take_while(|piece| is_short(text, piece)).count();
        if run == 0 {
            kinds.push(plain_kind(piece));
            continue;
        }
        let end = start + run;
        let introduced = introduced(text, pieces, start, end);
        for index in start..end {
            let is_furniture = pieces.get(index).is_some_and(|piece| furniture.holds(text, piece));
            kinds.push(match kind_in_run(text, pieces, index, start..end, introduced) {
                BlockKind::Heading { .. } if is_furniture => BlockKind::Paragraph,
                kind => kind,
            });
        }
    }
    kinds
}

/// The kind of a piece that is no heading.
fn plain_kind(piece: &Piece) -> BlockKind {
    match piece.role {
        Role::Unknown => BlockKind::Paragraph,
        Role::Bulleted | Role::Numbered(_) => BlockKind::ListItem,
        Role::Heading(level) => BlockKind::Heading { level },
    }
}

/// Up to where the pieces from `start` are points that a colon introduces: several short ones set in alike, or questions.
fn introduced(text: &Text<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    let before = start.checked_sub(1).and_then(|before| pieces.get(before));
    if !before.is_some_and(|piece| End::of(text.line(piece.last)) == End::Colon) {
        return start;
    }
    let indent = |piece: &Piece| text.lines.get(piece.first).map(|line| line.indent);
    let run = pieces.get(start..end).unwrap_or_default();
    let alike = run.iter().take_while(|piece| Some(indent(piece)) == run.first().map(indent)).count();
    let questions = run.iter().take_while(|piece| text.line(piece.last).ends_with('?')).count();
    start + if alike >= 2 { alike } else { questions }
}

fn kind_in_run(
    text: &Text<'_>,
    pieces: &[Piece],
    index: usize,
    run: std::ops::Range<usize>,
    introduced: usize,
) -> BlockKind {
    let Some(piece) = pieces.get(index) else {
        return BlockKind::Paragraph;
    };
    if index < introduced && piece.role == Role::Unknown {
        return BlockKind::ListItem;
    }
    let is_last = index + 1 == pieces.len();
    let is_crowded = run.len() >= MANY && index + 1 < run.end;
    let is_alone = piece.is_set_off && pieces.get(index + 1).is_none_or(|next| next.is_set_off);
    // a page number, as in a register
    let is_entry = run.len() > 1 && ends_with_page(text.line(piece.last));
    let is_in_list = match piece.role {
        Role::Numbered(number) => index < introduced || is_in_list(pieces, index, number),
        Role::Bulleted | Role::Heading(_) => true,
        Role::Unknown => false,
    };
    let is_other = is_last || is_crowded || is_entry || is_in_list || !is_alone;
    if is_other || is_part_of_sentence(text, pieces, index) || !reads_as_heading(text, piece) {
        return plain_kind(piece);
    }
    let level = SectionNumber::of(text.line(piece.first)).map_or(1, |number| number.depth);
    BlockKind::Heading { level }
}

/// Whether a numbered piece has its neighbour in the list right before or behind it, or a number that sections do not have.
fn is_in_list(pieces: &[Piece], index: usize, number: Number) -> bool {
    let number_at = |index: usize| match pieces.get(index).map(|piece| piece.role) {
        Some(Role::Numbered(number)) => Some(number),
        _ => None,
    };
    let before = index.checked_sub(1).and_then(number_at);
    !matches!(number.style, Style::Dot | Style::Bracket)
        || before.is_some_and(|before| number.follows(before))
        || number_at(index + 1).is_some_and(|next| next.follows(number))
}

/// Whether a short piece is a line of a sentence that something tore: a new page, a lost word. The text before it does not end, or the text behind
/// it does not begin.
fn is_part_of_sentence(text: &Text<'_>, pieces: &[Piece], index: usize) -> bool {
    let first_sign = |piece: &Piece| text.span(piece).of(text.letters).chars().next();
    let behind = pieces.get(index + 1);
    if behind.is_some_and(|next| next.role == Role::Unknown && first_sign(next).is_some_and(char::is_lowercase)) {
        return true;
    }
    let before = index.checked_sub(1).and_then(|before| pieces.get(before));
    let is_numbered = pieces.get(index).is_some_and(|piece| SectionNumber::of(text.line(piece.first)).is_some());
    before.is_some_and(|before| {
        let is_long = before.role == Role::Unknown && !is_within(text.span(before).of(text.letters), LONGEST);
        let is_torn = text.line(before.last).ends_with(|last: char| last.is_lowercase() || matches!(last, ',' | '-'));
        is_long && is_torn && !is_numbered
    })
}

/// Whether a line ends with a number that may be a page: of three digits or fewer.
fn ends_with_page(line: &str) -> bool {
    let number = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// A piece of one short line, or of two where the first is long enough to be wrapped, and no sentence.
fn is_short(text: &Text<'_>, piece: &Piece) -> bool {
    let lines = piece.last - piece.first + 1;
    let is_compact = lines == 1 || (lines == 2 && text.line(piece.first).len() >= WRAPPED);
    let letters = text.span(piece).of(text.letters);
    is_compact && is_within(letters, LONGEST) && !letters.trim_end_matches(is_closing).ends_with(['.', ':', ';', '…'])
}

fn reads_as_heading(text: &Text<'_>, piece: &Piece) -> bool {
    let first = text.line(piece.first);
    may_be_heading(text.span(piece).of(text.letters)) && (piece.first == piece.last || End::of(first) == End::Open)
}

/// Whether a short text reads like a heading: it starts like one, nothing closes it, and it is words.
pub(super) fn may_be_heading(text: &str) -> bool {
    let is_closed =
        text.trim_end_matches(is_closing).ends_with(['.', ',', ':', ';', '…', '-', '–', '|', '/', '\u{2010}']);
    !is_closed && may_be_title(text)
}

/// Whether a short text can be a title, however it ends.
pub(super) fn may_be_title(text: &str) -> bool {
    let opens = text.chars().next().is_some_and(|first| {
        first.is_uppercase() || first.is_numeric() || matches!(first, '§' | '„' | '»' | '"' | '“' | '#' | '‚' | '›')
    });
    let is_sentences = text.split_once(". ").is_some_and(|(first, second)| {
        // a full stop behind a word that is no abbreviation
        let word = first.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
        word.chars().filter(|character| character.is_lowercase()).count() >= 4 && second.starts_with(char::is_uppercase)
    });
    let is_bracketed = text.starts_with('(') && text.ends_with(')');
    let (letters, signs) = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .fold((0, 0), |(letters, signs), sign| (letters + usize::from(sign.is_alphabetic()), signs + 1));
    let is_foreign = text.contains('\t')
        || text.contains("....")
        || text.contains(". . .")
        || text.contains("……")
        || text.contains('@')
        || text.contains("://")
        || text.contains("www.")
        || text.contains('|')
        || text.strip_prefix("Seite ").is_some_and(|number| number.starts_with(|sign: char| sign.is_ascii_digit()));
    opens
        && !is_bracketed
        && !is_sentences
        && !is_foreign
        && letters >= 3
        && letters * 2 >= signs
        && is_within(text, LONGEST)
}

/// Whether a text has at most `count` characters; looks no further.
fn is_within(text: &str, count: usize) -> bool {
    text.chars().nth(count).is_none()
}
