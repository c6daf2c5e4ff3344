//! What comes from briefs and file names must not command a terminal, nor turn the order of what is read around.

use std::borrow::Cow;

/// The text on one line: white space that breaks lines becomes a space, what a terminal would obey becomes U+FFFD.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(|character| is_break(character) || is_unsafe(character)) {
        return Cow::Borrowed(text);
    }
    let shown = |character| match character {
        _ if is_break(character) => ' ',
        _ if is_unsafe(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// Whether a character is a control character, or one that changes the direction of the letters around it (Unicode Standard
/// Annex 9, section 2).
pub const fn is_unsafe(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

const fn is_break(character: char) -> bool {
    matches!(character, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn plain_text_is_not_touched() {
        assert!(matches!(line("Räte – »tagen« 🙂"), std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn an_escape_sequence_does_not_reach_the_terminal() {
        assert_eq!(line("a\u{1B}[31mb\u{9B}c\u{7F}"), "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}");
    }

    #[test]
    fn a_bidirectional_override_does_not_turn_the_line_around() {
        assert_eq!(line("gpj\u{202E}.exe\u{2066}\u{61C}\u{200F}"), "gpj\u{FFFD}.exe\u{FFFD}\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn line_breaks_become_spaces() {
        assert_eq!(line("eins\nzwei\r\ndrei\u{2028}vier\tfünf"), "eins zwei  drei vier fünf");
    }
}
