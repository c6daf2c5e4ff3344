//! Whether two words are one word in two spellings.

use super::fold::{Umlauts, fold};
use super::letters::Letters;
use crate::place::Span;

/// Whether two words differ in nothing but spelling: case, `ä` and `ae`, `ß` and `ss`, hyphens.
pub fn same_spelling(one: &str, other: &str) -> bool {
    let folded = |word: &str| {
        let mut letters = Letters::default();
        letters.read(word, Span::new(0, word.len()));
        let mut out = String::new();
        fold(letters.as_str(), Umlauts::SpelledOut, &mut out);
        out
    };
    folded(one) == folded(other)
}

#[cfg(test)]
mod tests {
    use super::same_spelling;

    #[test]
    fn spellings_of_one_word_are_the_same() {
        assert!(same_spelling("Straße", "STRASSE"));
        assert!(same_spelling("Verträge", "vertraege"));
        assert!(same_spelling("Klima-Schutz", "Klimaschutz"));
        assert!(!same_spelling("Vertrag", "Verträge"));
    }
}
