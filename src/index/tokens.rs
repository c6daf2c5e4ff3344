//! How terms reach the engine: analysed outside, in parallel, and handed over as one line a token.
//!
//! The engine runs a tokenizer over the text of a field. Ours does no analysis: each line of its input is a step forward in
//! position, a blank, and the letters of a term. That spares an allocation a token against the engine's own list of tokens.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which every process registers the tokenizer.
pub(super) const TOKENIZER: &str = "fundstelle";

/// Longer terms are cut and told apart by their hash: the engine would drop them.
const MOST_BYTES: usize = 4096;

/// The engine's form of a term's letters.
pub(super) fn engine_letters(letters: &str) -> std::borrow::Cow<'_, str> {
    if letters.len() <= MOST_BYTES {
        return letters.into();
    }
    let mut end = 64;
    while !letters.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…{}", &letters[..end], super::sha256(letters.as_bytes())).into()
}

/// The tokens of one field of one document, written down for the engine.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    lines: String,
    position: u32,
    count: u64,
}

impl Tokens {
    /// Adds a term; positions never go backwards.
    pub(super) fn push(&mut self, position: u32, letters: &str) {
        use std::fmt::Write;
        let step = position.saturating_sub(self.position);
        self.position = position.max(self.position);
        self.count += 1;
        // writing to a string cannot fail
        let _ = writeln!(self.lines, "{step} {}", engine_letters(letters));
    }

    /// How many there are: the length of the field.
    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn into_lines(self) -> String {
        self.lines
    }
}

/// Reads [`Tokens`] back.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    token: Token,
}

/// The tokens of one text.
pub(super) struct LineStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        self.token.position = 0;
        LineStream { rest: text, token: &mut self.token }
    }
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((line, rest)) = self.rest.split_once('\n') else {
            return false;
        };
        self.rest = rest;
        let (step, letters) = line.split_once(' ').unwrap_or(("0", line));
        self.token.position += step.parse::<usize>().unwrap_or_default();
        self.token.text.clear();
        self.token.text.push_str(letters);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_back_with_their_positions() {
        let mut tokens = Tokens::default();
        for (position, letters) in [(0, "eu"), (0, "eu-staaten"), (1, "staaten"), (101, "§")] {
            tokens.push(position, letters);
        }
        assert_eq!(tokens.count(), 4);
        let lines = tokens.into_lines();
        let mut tokenizer = Lines::default();
        let mut stream = tokenizer.token_stream(&lines);
        let mut read = Vec::new();
        while stream.advance() {
            read.push((stream.token().position, stream.token().text.clone()));
        }
        let expected = [(0, "eu"), (0, "eu-staaten"), (1, "staaten"), (101, "§")];
        assert_eq!(read, expected.map(|(position, letters)| (position, letters.to_owned())));
    }

    #[test]
    fn a_word_of_a_megabyte_keeps_a_term_of_its_own() {
        let long = "ä".repeat(500_000);
        let longer = "ä".repeat(500_001);
        assert!(engine_letters(&long).len() < 200);
        assert_ne!(engine_letters(&long), engine_letters(&longer));
    }
}
