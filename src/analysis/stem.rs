//! What the forms of a word have in common.
//!
//! For German by a table of endings ([`german`]): `Verträge`, `Vertraege` → `vertrag`, `angenommen` → `annehm`. For English by the
//! Snowball stemmer. Both want lower case and spelled-out umlauts, see [`fold`](super::fold).

mod german;
mod rule;
mod shape;

use std::borrow::Cow;

use frostem::Algorithm;

use super::How;
use super::chain::{Entry, Rules};
use super::fold::fold;
use super::number;

/// Beyond so many letters there is no word to stem, and the stemmer's work would grow with the square.
const LONGEST: usize = 200;

pub(super) fn add(entry: &mut Entry<'_>) {
    let (span, position) = (entry.word.span, entry.word.position);
    entry.add_stem(entry.letters.as_str(), How::Stem, (span, position));
}

/// What makes stems of folded words, one a language.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stemmer {
    German,
    English,
    /// None: the folded word is its own stem.
    Whole,
}

/// Makes stems; holds the memory to do so.
#[derive(Clone)]
pub(super) struct Stems {
    rules: &'static Rules,
    english: frostem::Stemmer,
    folded: String,
    stem: String,
    second: String,
}

impl Stems {
    pub(super) fn new(rules: &'static Rules) -> Self {
        let english = frostem::Stemmer::new(Algorithm::English);
        Self { rules, english, folded: String::new(), stem: String::new(), second: String::new() }
    }

    /// The stem of a word or part by its exact form, never empty, and the step that made it. `capitalised`: whether it is
    /// written with a capital letter and small ones, as nouns are.
    pub(super) fn of(&mut self, letters: &str, capitalised: bool) -> (Cow<'_, str>, &'static str) {
        self.folded.clear();
        self.stem.clear();
        self.second.clear();
        if number::is_number(letters) {
            number::write(letters, self.rules.numbers, &mut self.folded);
            return (Cow::Borrowed(&self.folded), "number");
        }
        fold(letters, self.rules.umlauts, &mut self.folded);
        if !is_stemmed(&self.folded) {
            return (Cow::Borrowed(&self.folded), "fold");
        }
        match self.rules.stemmer {
            Stemmer::Whole => (Cow::Borrowed(&self.folded), "fold"),
            Stemmer::English => match self.english.stem(&self.folded) {
                stem if stem.is_empty() => (Cow::Borrowed(&self.folded), "fold"),
                stem => (stem, "stem"),
            },
            Stemmer::German => {
                let why = german::stem(&self.folded, letters, capitalised, &mut self.stem, &mut self.second);
                let stem = if self.stem.is_empty() { &self.folded } else { &self.stem };
                (Cow::Borrowed(stem), why)
            }
        }
    }

    /// The other stem of the last word, where its form belongs to two words: `Weise` to `weisen` and `weise`.
    pub(super) fn second(&self) -> Option<&str> {
        Some(self.second.as_str()).filter(|stem| !stem.is_empty())
    }
}

/// Whether a word has endings to lose: one with a digit in it (`A400M`, `G20`) is a name.
fn is_stemmed(folded: &str) -> bool {
    folded.chars().take(LONGEST + 1).enumerate().all(|(at, letter)| at < LONGEST && !letter.is_numeric())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Analysis, Chain};
    use super::*;

    fn stem(word: &str) -> Vec<String> {
        let mut analysis = Analysis::default();
        Chain::for_language("de").run(word, &mut analysis);
        let terms = analysis.words().iter().flat_map(|word| analysis.terms(word));
        terms.filter(|term| term.how == How::Stem).map(|term| analysis.letters(term).to_owned()).collect()
    }

    #[test]
    fn a_word_too_long_to_be_one_keeps_its_endings() {
        assert_eq!(stem(&format!("{}ungen", "a".repeat(196))), [format!("{}ungen", "a".repeat(196))]);
        assert_eq!(stem(&format!("{}ungen", "be".repeat(97))), [format!("{}ung", "be".repeat(97))]);
    }

    proptest! {
        #[test]
        fn both_spellings_of_any_word_have_one_stem(word in "[a-zäöüßq]{1,14}") {
            let spelled = word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
            prop_assert_eq!(stem(&word), stem(&spelled));
            prop_assert_eq!(stem(&word.to_uppercase()), stem(&spelled));
        }
    }
}
