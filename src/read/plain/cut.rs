//! Lines → pieces: which lines belong together.

use super::layout::Layout;
use super::marker::{Marker, SectionNumber};
use super::{Piece, Role, Text};

/// A line shorter than this (bytes) may be short on purpose.
const SHORT: usize = 60;

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a full stop, a question mark, a colon: a sentence may be over.
    Sentence,
    /// With a colon: something is introduced.
    Colon,
    /// Anyhow else.
    Open,
}

impl End {
    pub(super) fn of(line: &str) -> Self {
        match line.trim_end_matches(is_closing).chars().next_back() {
            Some('.' | '!' | '?' | '…' | ';') => Self::Sentence,
            Some(':') => Self::Colon,
            _ => Self::Open,
        }
    }
}

/// Quotation marks and brackets that may stand behind the full stop.
pub(super) fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | ')' | ']' | '«' | '»' | '›' | '‹' | '“' | '”' | '‘' | '’')
}

/// Puts the lines of a text together to pieces, in order; rules are left out.
pub(super) fn pieces(text: &Text<'_>) -> Vec<Piece> {
    let mut cutter = Cutter { text, layout: Layout::of(text), pieces: Vec::new(), open: None, is_behind_rule: false };
    for index in 0..text.lines.len() {
        cutter.take(index);
    }
    cutter.close();
    cutter.pieces
}

struct Cutter<'t> {
    text: &'t Text<'t>,
    layout: Layout,
    pieces: Vec<Piece>,
    open: Option<Open>,
    is_behind_rule: bool,
}

/// The piece that is being put together.
#[derive(Clone, Copy)]
struct Open {
    piece: Piece,
    marker: Option<Marker>,
    indent: u32,
    /// How far its second line is set in.
    hang: Option<u32>,
}

impl Cutter<'_> {
    fn take(&mut self, index: usize) {
        let Some(line) = self.text.lines.get(index) else {
            return;
        };
        if let Some(sign) = line.rule {
            self.take_rule(sign, index);
            return;
        }
        let marker = Marker::of(self.text.line(index));
        if let Some(open) = &mut self.open
            && !begins(self.text, self.layout, open, index, marker)
        {
            open.piece.last = index;
            open.hang.get_or_insert(line.indent);
            return;
        }
        self.begin(index, marker);
    }

    /// A rule below a lone line makes it a heading; any other parts two pieces.
    fn take_rule(&mut self, sign: char, index: usize) {
        let is_below = self.text.lines.get(index).is_some_and(|line| line.blank == 0 && !line.on_new_page);
        if let Some(open) = self.open.as_mut().filter(|open| is_below && open.piece.first == open.piece.last) {
            let level = match sign {
                '=' => 1,
                '-' => 2,
                '~' | '^' => 3,
                _ => 0,
            };
            let (title, rule) = (self.text.line(open.piece.first), self.text.line(index));
            let fits = rule.len() * 2 >= title.chars().count() && super::kind::may_be_title(title);
            if level > 0 && fits && open.piece.role == Role::Unknown {
                open.piece.role = Role::Heading(level);
            }
        }
        self.close();
        self.is_behind_rule = true;
    }

    fn begin(&mut self, index: usize, marker: Option<Marker>) {
        self.close();
        let Some(line) = self.text.lines.get(index) else {
            return;
        };
        let gap = if self.layout.is_double_spaced { 2 } else { 1 };
        let (bullet, role) = match marker {
            Some(Marker::Bullet { length, .. }) if self.opens_point(index) => (length, Role::Bulleted),
            _ if line.behind_bullet => (0, Role::Bulleted),
            Some(Marker::Number(number)) => (0, Role::Numbered(number)),
            _ => (0, Role::Unknown),
        };
        let is_set_off = line.blank >= gap || line.on_new_page || self.is_behind_rule || index == 0;
        let piece = Piece { first: index, last: index, is_set_off, bullet, role };
        self.open = Some(Open { piece, marker, indent: line.indent, hang: None });
        self.is_behind_rule = false;
    }

    /// Whether the bullet that opens a piece is one: an `o` is so only where more of its kind follow.
    fn opens_point(&self, index: usize) -> bool {
        let is_o = |index| self.text.line(index).starts_with("o ") || self.text.line(index).starts_with("o\t");
        !is_o(index) || is_o(index + 1) || index.checked_sub(1).is_some_and(is_o)
    }

    fn close(&mut self) {
        self.pieces.extend(self.open.take().map(|open| open.piece));
    }
}

/// Whether line `index` begins a piece, given the open one.
fn begins(text: &Text<'_>, layout: Layout, open: &mut Open, index: usize, marker: Option<Marker>) -> bool {
    let (Some(line), before) = (text.lines.get(index), text.line(open.piece.last)) else {
        return true;
    };
    let goes_on = End::of(before) == End::Open && goes_on(text.line(index));
    if line.behind_bullet {
        return true;
    }
    if line.on_new_page {
        return !goes_on;
    }
    if line.blank >= if layout.is_double_spaced { 2 } else { 1 } {
        let is_wrapped = open.hang.is_some() && open.piece.role == Role::Unknown && !before.ends_with([',', '-', '–']);
        return !(goes_on && is_wrapped);
    }
    if is_section_title(text, open, index) {
        open.piece.role = Role::Heading(SectionNumber::of(before).map_or(1, |number| number.depth));
        return true;
    }
    if marker.is_some_and(|marker| opens_point(text, open, index, marker)) {
        return true;
    }
    if layout.line_is_paragraph {
        return !goes_on;
    }
    indentation_parts(open, line.indent, before, text.line(index))
}

/// Whether a line goes on with a sentence: it starts with a lower-case letter.
fn goes_on(line: &str) -> bool {
    line.starts_with(char::is_lowercase)
}

/// Whether a marker at the start of a line, without a blank line before it, opens a point. In running text a hyphen may be a dash and a number
/// may be a day.
fn opens_point(text: &Text<'_>, open: &Open, index: usize, marker: Marker) -> bool {
    if marker.is_plain_bullet() {
        return true;
    }
    let indent = |index: usize| text.lines.get(index).map(|line| line.indent);
    if open.marker.is_some_and(|before| marker.follows(before)) && indent(index) == Some(open.indent) {
        return true;
    }
    let is_free = End::of(text.line(open.piece.last)) != End::Open;
    if is_free && !matches!(marker, Marker::Bullet { sign: 'o', .. }) {
        return true;
    }
    let is_item = open.piece.role != Role::Unknown;
    let is_deeper = indent(index) > Some(open.indent);
    if is_item && is_deeper && matches!(marker, Marker::Bullet { sign: '-' | '*' | '·', .. }) {
        return true;
    }
    // the first of several points below a line without a colon
    let is_first =
        matches!(marker, Marker::Bullet { .. }) || matches!(marker, Marker::Number(number) if number.value == 1);
    let next = Marker::of(text.line(index + 1)).filter(|_| indent(index + 1) == indent(index));
    is_first
        && next.is_some_and(|next| next.follows(marker))
        && text.lines.get(index + 1).is_some_and(|line| line.blank == 0)
}

/// Whether the open piece is the title of a numbered section with its text in the next line: `§ 5 Titel`.
fn is_section_title(text: &Text<'_>, open: &Open, index: usize) -> bool {
    let title = text.line(open.piece.first);
    open.piece.first == open.piece.last
        && open.piece.is_set_off
        && open.piece.role == Role::Unknown
        && title.len() <= 80
        && SectionNumber::of(title).is_some_and(|number| number.is_sure)
        && super::kind::may_be_heading(title)
        && text.line(index).len() > title.len()
        && text.line(index).starts_with(|character: char| character.is_uppercase() || character == '(')
}

/// Whether a change of indentation begins a paragraph.
fn indentation_parts(open: &Open, indent: u32, before: &str, line: &str) -> bool {
    if open.piece.role != Role::Unknown && indent < open.indent {
        let is_list_over = before.len() < SHORT && !goes_on(line);
        return is_list_over || End::of(before) != End::Open;
    }
    if End::of(before) == End::Open {
        return false;
    }
    match open.hang {
        None => indent < open.indent && before.len() < SHORT,
        Some(hang) if hang > open.indent => indent <= open.indent,
        Some(hang) if hang == open.indent => indent.abs_diff(hang) >= 2,
        Some(hang) => indent >= hang.saturating_add(2),
    }
}
