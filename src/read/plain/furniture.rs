//! What is printed on every page: running titles. They look like headings, but the text below them is not theirs.

use std::collections::HashMap;

use super::{Piece, Text};

/// What stands at the edge of so many pages is no heading.
const PAGES: u32 = 3;
/// Running titles are short (bytes).
const LONGEST: usize = 240;

/// How often a text stands alone at the edge of a page. Empty for a text without pages.
#[derive(Debug, Default)]
pub(super) struct Furniture<'t> {
    pages: HashMap<&'t str, u32>,
}

impl<'t> Furniture<'t> {
    pub(super) fn of(text: &Text<'t>, pieces: &[Piece]) -> Self {
        let mut pages = HashMap::new();
        for (index, piece) in pieces.iter().enumerate() {
            if is_at_edge(text, pieces, index) {
                *pages.entry(text.span(piece).of(text.letters)).or_insert(0) += 1;
            }
        }
        Self { pages }
    }

    /// Whether a piece is printed on page after page.
    pub(super) fn holds(&self, text: &Text<'_>, piece: &Piece) -> bool {
        self.pages.get(text.span(piece).of(text.letters)).is_some_and(|&pages| pages >= PAGES)
    }
}

/// Whether a short piece is the first or the last of its page, but not of the text.
fn is_at_edge(text: &Text<'_>, pieces: &[Piece], index: usize) -> bool {
    let starts_page = |index: usize| {
        let line = pieces.get(index).and_then(|piece| text.lines.get(piece.first));
        line.is_some_and(|line| line.on_new_page)
    };
    let is_short = pieces.get(index).is_some_and(|piece| text.span(piece).len() <= LONGEST);
    is_short && (starts_page(index) || starts_page(index + 1))
}
