//! Hyphenated compounds: each part is found by itself, at a position of its own (`Atom-U-Boot-Flotte` takes four).

use super::chain::Entry;
use super::{Field, How};
use crate::place::Span;

pub(super) fn add(entry: &mut Entry<'_>) {
    let letters = entry.letters;
    if !letters.as_str().contains('-') {
        return;
    }
    let (mut start, mut width) = (0, 0_u32);
    for part in letters.as_str().split('-') {
        let span = letters.raw(Span::new(start, start + part.len()));
        let at = (span, entry.word.position.saturating_add(width));
        if !entry.rules.cuts_compounds {
            entry.add_part(span);
        }
        entry.add(part, How::Part, Field::Body, at, "hyphen");
        entry.add_stem(part, How::Part, at);
        start += part.len() + 1;
        width = width.saturating_add(1);
    }
    entry.word.width = width;
}
