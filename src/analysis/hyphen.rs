//! Hyphenated compounds and initials: each part is found by itself, at a position of its own (`Atom-U-Boot-Flotte` takes four,
//! `U.S.A.` three).

use super::chain::Entry;
use super::{Field, How};
use crate::place::Span;

pub(super) fn add(entry: &mut Entry<'_>) {
    let letters = entry.letters;
    if !letters.as_str().bytes().any(|byte| matches!(byte, b'-' | b'.')) || joints(letters.as_str()).next().is_none() {
        return;
    }
    let (mut start, mut width) = (0, 0_u32);
    let ends = joints(letters.as_str()).chain([letters.as_str().len()]);
    for end in ends {
        let part = Span::new(start, end).of(letters.as_str());
        let span = letters.raw(Span::new(start, start + part.len()));
        let at = (span, entry.word.position.saturating_add(width));
        entry.add_part(span);
        entry.add(part, How::Part, Field::Body, at, "hyphen");
        entry.add_stem(part, How::Part, at);
        start += part.len() + 1;
        width = width.saturating_add(1);
    }
    entry.word.width = width;
}

/// Where the parts end: at a hyphen, but for that of `Politiker/-innen`, and at the points of initials.
fn joints(letters: &str) -> impl Iterator<Item = usize> {
    let bytes = letters.as_bytes();
    let before = |at: usize| at.checked_sub(1).and_then(|at| bytes.get(at)).copied();
    let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    let is_joint = move |(at, byte): (usize, &u8)| match byte {
        b'-' => before(at) != Some(b'/'),
        b'.' => !is_digit(before(at)),
        _ => false,
    };
    bytes.iter().enumerate().filter(move |joint| is_joint(*joint)).map(|(at, _)| at)
}
