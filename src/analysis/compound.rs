//! The parts of compounds written in one: each is found by its stem, at the position of its word and the span of its own letters.

use super::How;
use super::chain::Entry;
use crate::place::Span;

pub(super) fn add(entry: &mut Entry<'_>) {
    let letters = entry.letters;
    let (mut start, mut width) = (0, 0_u32);
    let is_hyphenated = letters.as_str().contains('-');
    for piece in letters.as_str().split('-') {
        let span = Span::new(start, start + piece.len());
        let at = entry.word.position.saturating_add(width);
        add_parts_of(entry, piece, span, at, is_hyphenated);
        start = span.end + 1;
        width = width.saturating_add(1);
    }
}

/// The parts of a word, or of what stands between two hyphens: there it counts as a part itself if it has none.
fn add_parts_of(entry: &mut Entry<'_>, piece: &str, place: Span, position: u32, is_hyphenated: bool) {
    let letters = entry.letters;
    let raw = letters.raw(place);
    let parts = entry.split(piece, raw);
    if parts.is_empty() && is_hyphenated {
        entry.add_part(raw);
    }
    for part in &parts {
        let span = letters.raw(part.span.shifted(place.start));
        entry.add_part(span);
        entry.add_stem(piece.get(part.span.start..part.bare_end).unwrap_or_default(), How::Part, (span, position));
    }
    entry.put_back(parts);
}
