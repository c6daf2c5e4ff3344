//! HTML inside Markdown: tags, comments, scripts and styles are taken away, text is kept.

use std::ops::Range;

/// Where the last line of an HTML block left off.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tags {
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    Tag {
        quote: Option<u8>,
        /// Whether it is the start tag of a script or style, whose content is no text.
        hides: Option<&'static str>,
    },
    Comment,
    Hidden(&'static str),
}

/// What is found in a line of HTML.
pub(super) enum Piece {
    /// Bytes of text.
    Text(Range<usize>),
    /// A tag that parts blocks.
    Break,
}

/// Whether an inline tag parts words.
pub(super) fn is_break(tag: &str) -> bool {
    name(tag.as_bytes()).eq_ignore_ascii_case(b"br")
}

impl Tags {
    /// Goes through a line, which may begin and end anywhere.
    pub(super) fn take(&mut self, html: &str, mut found: impl FnMut(Piece)) {
        let bytes = html.as_bytes();
        let (mut at, mut text) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            let rest = bytes.get(at..).unwrap_or_default();
            let (next, length) = match self.state {
                State::Text if open(rest) != State::Text => {
                    found(Piece::Text(text..at));
                    if parts_blocks(rest) {
                        found(Piece::Break);
                    }
                    (open(rest), 1)
                }
                State::Tag { quote: None, hides } => match byte {
                    b'>' => (hides.map_or(State::Text, State::Hidden), 1),
                    b'"' | b'\'' => (State::Tag { quote: Some(byte), hides }, 1),
                    _ => (self.state, 1),
                },
                State::Tag { quote: Some(quote), hides } if quote == byte => (State::Tag { quote: None, hides }, 1),
                State::Comment if rest.starts_with(b"-->") => (State::Text, 3),
                State::Hidden(tag) if closes(rest, tag) => (State::Tag { quote: None, hides: None }, 1),
                state => (state, 1),
            };
            if self.state != State::Text && next == State::Text {
                text = at + length;
            }
            self.state = next;
            at += length;
        }
        if self.state == State::Text {
            found(Piece::Text(text.min(bytes.len())..bytes.len()));
        }
    }
}

/// What begins here; a `<` that opens no tag is text.
fn open(rest: &[u8]) -> State {
    if rest.first() != Some(&b'<') {
        return State::Text;
    }
    if rest.starts_with(b"<!--") {
        return State::Comment;
    }
    let hides =
        ["script", "style"].into_iter().find(|tag| name(rest).eq_ignore_ascii_case(tag.as_bytes()) && !is_end(rest));
    match rest.get(1) {
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?') => State::Tag { quote: None, hides },
        _ => State::Text,
    }
}

fn is_end(tag: &[u8]) -> bool {
    tag.get(1) == Some(&b'/')
}

fn closes(rest: &[u8], tag: &str) -> bool {
    rest.starts_with(b"</") && name(rest).eq_ignore_ascii_case(tag.as_bytes())
}

/// The name of the tag that starts `rest`; empty where it has none.
fn name(rest: &[u8]) -> &[u8] {
    let start = if is_end(rest) { 2 } else { 1 };
    let rest = rest.get(start..).unwrap_or_default();
    // no name that matters here is longer
    let length = rest.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    rest.get(..length).unwrap_or_default()
}

fn parts_blocks(rest: &[u8]) -> bool {
    const INLINE: [&str; 16] = [
        "a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "u",
    ];
    let name = name(rest);
    !name.is_empty() && !INLINE.iter().any(|tag| name.eq_ignore_ascii_case(tag.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &[&str]) -> String {
        let (mut tags, mut out) = (Tags::default(), String::new());
        for line in lines {
            tags.take(line, |piece| match piece {
                Piece::Text(range) => out.push_str(&line[range]),
                Piece::Break => out.push('|'),
            });
        }
        out
    }

    #[test]
    fn tags_go_and_text_stays() {
        assert_eq!(text(&["<div class=\"a>b\">Guten <b>Tag</b></div>\n"]), "|Guten Tag|\n");
        assert_eq!(text(&["<p\n", " title='x'>Text\n", "x < y</p>"]), "|Text\nx < y|");
    }

    #[test]
    fn comments_scripts_and_styles_are_no_text() {
        assert_eq!(text(&["a<!-- <b>nie\n", "-->b<script>if (a</b) \"nie\"</script>c<style>p{}</style>d"]), "ab|c|d");
    }

    #[test]
    fn only_a_line_break_parts_words() {
        assert!(is_break("<br>") && is_break("<BR/>") && is_break("<br />"));
        assert!(!is_break("<b>") && !is_break("<!-- br -->"));
    }
}
