//! How the whole text is laid out.

use super::Text;
use super::cut::End;

/// Lines shorter than this (bytes) say nothing about where lines are broken.
const TELLING: usize = 60;

/// What holds for the text as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Every line is a paragraph: court decisions, protocols.
    pub(super) line_is_paragraph: bool,
    /// A blank line stands between any two lines, so that only two of them part paragraphs.
    pub(super) is_double_spaced: bool,
}

impl Layout {
    pub(super) fn of(text: &Text<'_>) -> Self {
        Self { line_is_paragraph: line_is_paragraph(text), is_double_spaced: is_double_spaced(text) }
    }
}

/// Wrapped lines mostly break inside a sentence. Where long lines mostly end with one, nobody wrapped them; nor did anybody where nothing but line
/// ends parts a text of very long lines.
fn line_is_paragraph(text: &Text<'_>) -> bool {
    let (mut telling, mut finished, mut width, mut bytes, mut is_flat) = (0_usize, 0_usize, 0_usize, 0_usize, true);
    let first_indent = text.lines.first().map_or(0, |line| line.indent);
    for (index, line) in text.lines.iter().enumerate() {
        bytes += line.span.len();
        is_flat = is_flat && line.indent == first_indent && (index == 0 || line.blank == 0);
        let is_followed = text.lines.get(index + 1).is_some_and(|next| next.blank == 0);
        if is_followed && line.span.len() >= TELLING {
            telling += 1;
            width += line.span.len();
            finished += usize::from(End::of(line.span.of(text.letters)) != End::Open);
        }
    }
    let lines = text.lines.len();
    if lines >= 2 && is_flat && bytes / lines > 200 {
        return true;
    }
    telling >= 4 && finished * 10 >= telling * 6 && width / telling > 120
}

/// Nearly every two lines have one blank line between them, and many a line goes on with a lower-case letter behind it.
fn is_double_spaced(text: &Text<'_>) -> bool {
    let (mut gaps, mut going_on, mut none) = (0_usize, 0_usize, 0_usize);
    for line in text.lines.iter().skip(1) {
        none += usize::from(line.blank == 0);
        gaps += usize::from(line.blank == 1);
        going_on += usize::from(line.blank == 1 && line.span.of(text.letters).starts_with(char::is_lowercase));
    }
    gaps >= 10 && none * 10 < gaps && going_on * 5 > gaps
}
