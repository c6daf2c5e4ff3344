//! What the forms of a word have in common.
//!
//! By Snowball's stemmers; for German the one of Snowball 3 (2025), which reads `ae`, `oe`, `ue` as umlauts but not in `neue` or
//! `Quelle`, and drops them: `Verträge`, `Vertraege` → `vertrag`. It wants lower case and spelled-out umlauts, see
//! [`fold`](super::fold).

use std::borrow::Cow;

use frostem::Stemmer;

use super::chain::{Entry, Rules};
use super::fold::fold;
use super::number;
use super::How;

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
        match self.stemmer.filter(|_| is_stemmed(&self.folded)).map(|stemmer| stemmer.stem(&self.folded)) {
            Some(stem) if !stem.is_empty() => (stem, "stem"),
            _ => (Cow::Borrowed(&self.folded), "fold"),
        }
    }
}

/// Whether a word has endings to lose: one with a digit in it (`A400M`, `G20`) is a name.
fn is_stemmed(folded: &str) -> bool {
    folded.chars().take(LONGEST + 1).enumerate().all(|(at, letter)| at < LONGEST && !letter.is_numeric())
}
