//! A text as lines: where their letters are, how far they are set in, what stands between them.

use crate::place::Span;

/// A line with something on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its letters, without white space and invisible characters around them.
    pub(super) span: Span,
    /// How many columns it is set in; a tab leads to the next multiple of eight.
    pub(super) indent: u32,
    /// How many blank lines stand before it, counted up to 2.
    pub(super) blank: u8,
    /// Whether a form feed stands before it.
    pub(super) on_new_page: bool,
    /// Whether the line before it is a lone bullet, or a lone tab, which is what a browser leaves of one.
    pub(super) behind_bullet: bool,
    /// The sign, where the line is a rule: three or more equal signs.
    pub(super) rule: Option<char>,
}

/// Takes a text apart. Lines end at `\r\n`, `\n`, a lone `\r` or a form feed.
pub(super) fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut before = Before { blank: 2, on_new_page: false, tab: None, is_bullet: false };
    let mut start = 0;
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.bytes().position(|byte| matches!(byte, b'\n' | b'\r' | 0x0C)).unwrap_or(rest.len());
        add(text, Span::new(start, start + length), &mut before, &mut lines);
        let end = rest.as_bytes().get(length..).unwrap_or_default();
        before.on_new_page |= end.first() == Some(&0x0C);
        start += length + if end.starts_with(b"\r\n") { 2 } else { 1 };
    }
    lines
}

/// What stands between the last line and the next.
struct Before {
    blank: u8,
    on_new_page: bool,
    /// The columns before the tab of a line that holds a lone tab.
    tab: Option<u32>,
    is_bullet: bool,
}

fn add(text: &str, whole: Span, before: &mut Before, lines: &mut Vec<Line>) {
    let letters = whole.of(text);
    let inner = letters.trim_start_matches(is_blank);
    let white = letters.strip_suffix(inner).unwrap_or_default();
    let inner = inner.trim_end_matches(is_blank);
    if inner.is_empty() {
        before.tab = lone_tab(letters);
        before.is_bullet = false;
        before.blank = (before.blank + 1).min(2);
        return;
    }
    let indent = columns(white);
    if is_lone_bullet(inner) {
        *before = Before { blank: before.blank.max(1), on_new_page: before.on_new_page, tab: None, is_bullet: true };
        return;
    }
    let start = whole.start + white.len();
    lines.push(Line {
        span: Span::new(start, start + inner.len()),
        indent,
        blank: before.blank,
        on_new_page: before.on_new_page,
        behind_bullet: before.is_bullet || before.tab.is_some_and(|tab| indent > tab),
        rule: rule(inner),
    });
    *before = Before { blank: 0, on_new_page: false, tab: None, is_bullet: false };
}

/// White space, and what cannot be seen.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn columns(white: &str) -> u32 {
    white.chars().fold(0, |column: u32, character| match character {
        '\t' => (column / 8).saturating_add(1).saturating_mul(8),
        _ if character.is_whitespace() => column.saturating_add(1),
        _ => column,
    })
}

/// The column of the tab in a line that holds nothing but spaces and, behind them, one tab.
fn lone_tab(line: &str) -> Option<u32> {
    let spaces = line.trim_end_matches(' ').strip_suffix('\t')?;
    (!spaces.is_empty() && spaces.bytes().all(|byte| byte == b' ')).then(|| columns(spaces))
}

fn is_lone_bullet(line: &str) -> bool {
    matches!(line, "-" | "*" | "–" | "•" | "·" | "▪" | "◦" | "‣" | "●" | "■" | "○")
}

fn rule(line: &str) -> Option<char> {
    let sign = line.chars().next()?;
    let is_rule = matches!(sign, '-' | '=' | '*' | '_' | '~' | '^' | '+' | '#' | '–' | '—' | '─' | '━' | '═')
        && line.len() >= 3 * sign.len_utf8()
        && line.chars().all(|character| character == sign);
    is_rule.then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(&str, u32, u8)> {
        split(text).iter().map(|line| (line.span.of(text), line.indent, line.blank)).collect()
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        assert_eq!(
            shapes("\u{FEFF}eins\r\nzwei\rdrei\n \u{A0}\t\n\tvier"),
            [("eins", 0, 2), ("zwei", 0, 0), ("drei", 0, 0), ("vier", 8, 1)]
        );
    }

    #[test]
    fn a_form_feed_begins_a_page() {
        let lines = split("eins\n\n\u{C}zwei");
        assert_eq!((lines[1].on_new_page, lines[1].blank), (true, 2));
    }

    #[test]
    fn a_lone_tab_or_bullet_makes_a_point_of_the_next_line() {
        assert!(split("x\n\n  \t\n     Punkt")[1].behind_bullet);
        assert!(split("x\n•\nPunkt")[1].behind_bullet);
        assert!(!split("x\n\t\n\tText")[1].behind_bullet);
        assert!(!split("x\n  \t\n\n     Text")[1].behind_bullet);
    }

    #[test]
    fn a_rule_is_three_or_more_equal_signs() {
        assert_eq!(
            split("x\n---\n==\n=-=").iter().map(|line| line.rule).collect::<Vec<_>>(),
            [None, Some('-'), None, None]
        );
    }
}
