//! What the forms of a word have in common.
//!
//! By Snowball's stemmers; for German the one of Snowball 3 (2025), which reads `ae`, `oe`, `ue` as umlauts but not in `neue` or
//! `Quelle`, and drops them: `Verträge`, `Vertraege` → `vertrag`. It wants lower case and spelled-out umlauts, see
//! [`fold`](super::fold).

use std::borrow::Cow;

use frostem::Stemmer;

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

/// Makes stems; holds the memory to do so.
#[derive(Clone)]
pub(super) struct Stems {
    rules: &'static Rules,
    stemmer: Option<Stemmer>,
    folded: String,
}

impl Stems {
    pub(super) fn new(rules: &'static Rules) -> Self {
        Self { rules, stemmer: rules.stemmer.map(Stemmer::new), folded: String::new() }
    }

    /// The stem of a word or part by its exact form, never empty, and the step that made it.
    pub(super) fn of(&mut self, letters: &str) -> (Cow<'_, str>, &'static str) {
        self.folded.clear();
        if number::is_number(letters) {
            number::write(letters, self.rules.numbers, &mut self.folded);
            return (Cow::Borrowed(&self.folded), "number");
        }
        fold(letters, self.rules.umlauts, &mut self.folded);
        let Some(stemmer) = self.stemmer.filter(|_| is_stemmed(&self.folded)) else {
            return (Cow::Borrowed(&self.folded), "fold");
        };
        let stem = stemmer.stem((self.rules.before_stemmer)(&self.folded));
        if stem.is_empty() { (Cow::Borrowed(&self.folded), "fold") } else { (stem, "stem") }
    }
}

/// A German word without the ending of `Nordkoreas`, `Büros`, `Handys`: Snowball's stemmer takes an s away behind consonants only.
pub(super) fn without_s(folded: &str) -> &str {
    // words whose s is their own
    let own = ["los", "gas", "glas", "grandios", "kurios", "dubios", "rigoros", "famos"];
    match folded.strip_suffix('s') {
        Some(singular)
            if singular.len() > 3
                && singular.ends_with(['a', 'o', 'y'])
                && !own.iter().any(|ending| folded.ends_with(ending)) =>
        {
            singular
        }
        _ => folded,
    }
}

/// Any word, as it is.
pub(super) const fn whole(folded: &str) -> &str {
    folded
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
        assert_eq!(stem(&format!("{}ungen", "be".repeat(97))), ["be".repeat(97)]);
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
