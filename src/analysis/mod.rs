//! Text → words → terms: one file a step, put together in one chain a language. Pure and total: the same text gives the same
//! terms, nothing is carried from one call to the next. Indexing, queries and highlights run the same chain, so they cannot
//! disagree.
//!
//! A text is cut into words (`words`), each word's letters are brought into the one form in which words are compared (`letters`),
//! and the steps of the language's chain (`chain`) take the word in turn: each adds terms. What words are left out of scoring is
//! said by [`stop_words`].
//!
//! ```
//! use fundstelle::analysis::{Analysis, Chain};
//!
//! let text = "Die Verträge der EU-Staaten";
//! let mut analysis = Analysis::default();
//! Chain::for_language("de").run(text, &mut analysis);
//! let treaties = &analysis.words()[1];
//! let letters: Vec<&str> = analysis.terms(treaties).iter().map(|term| analysis.letters(term)).collect();
//! assert_eq!(letters, ["verträge", "vertrag"]);
//! let states = &analysis.words()[3];
//! assert_eq!((states.position, states.width), (3, 2));
//! assert_eq!(analysis.parts(states)[1].of(text), "Staaten");
//! ```

mod chain;
mod compound;
pub mod decompound;
mod fold;
mod hyphen;
mod letters;
mod number;
mod spelling;
mod stem;
mod stop_words;
mod words;
mod written;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod laws;

pub use chain::Chain;
pub use spelling::same_spelling;
pub use stop_words::is_stop_word;

use std::ops::Range;

use crate::place::Span;

/// The version of all terms: changes whenever the same text may give other terms, so that no index is asked in terms that it does not
/// have.
pub const VERSION: u32 = 1;

/// What a text is indexed under, word by word. All terms' letters lie in one buffer, so that an analysis can be used again and
/// again without allocating ([`clear`](Self::clear)).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    letters: String,
    words: Vec<Word>,
    terms: Vec<Term>,
    parts: Vec<Span>,
}

/// A word of the text: what stands between blanks and punctuation, a hyphenated compound as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its letters in the text, byte for byte.
    pub span: Span,
    /// The position of its first part; its last one is at `position + width - 1`.
    pub position: u32,
    /// How many positions it takes: one for each part of a hyphenated compound, else one.
    pub width: u32,
    terms: Span,
    parts: Span,
}

/// One thing that a word is indexed under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    letters: Span,
    pub how: How,
    pub field: Field,
    /// The exact span, in the text, of the letters that it stands for.
    pub span: Span,
    pub position: u32,
    /// The step that made it, for people.
    pub why: &'static str,
}

/// How a term stands to the word it was made of; also how a match came about. The order is the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The word as it is written, but for case.
    Exact,
    /// The same word in another spelling.
    Variant,
    /// Another form of the same word.
    Stem,
    /// A part of a compound.
    Part,
}

/// The level of the index that a term belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Words as they are written: `body`.
    Body,
    /// Stems: `stem`.
    Stem,
}

impl Analysis {
    /// The words, in the order of the text.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// What `word` is indexed under, by position; at one position the best way to match first. Never the same letters twice in one
    /// field at one position.
    #[must_use]
    pub fn terms(&self, word: &Word) -> &[Term] {
        self.terms.get(range(word.terms)).unwrap_or_default()
    }

    /// The letters of `term`, as they are indexed.
    #[must_use]
    pub fn letters(&self, term: &Term) -> &str {
        term.letters.of(&self.letters)
    }

    /// The parts of a compound, in order: spans of the text, the hyphens in none of them. Empty for a whole word.
    #[must_use]
    pub fn parts(&self, word: &Word) -> &[Span] {
        self.parts.get(range(word.parts)).unwrap_or_default()
    }

    /// Forgets everything but the memory that it has.
    pub fn clear(&mut self) {
        self.letters.clear();
        self.words.clear();
        self.terms.clear();
        self.parts.clear();
    }

    /// Starts a word; what is added from now on is the word's.
    fn open(&self, span: Span, position: u32) -> Word {
        let nothing = |length| Span::new(length, length);
        let (terms, parts) = (nothing(self.terms.len()), nothing(self.parts.len()));
        Word { span, position, width: 1, terms, parts }
    }

    fn add_term(&mut self, letters: &str, new: NewTerm) {
        let start = self.letters.len();
        self.letters.push_str(letters);
        let letters = Span::new(start, self.letters.len());
        let NewTerm { how, field, span, position, why } = new;
        self.terms.push(Term { letters, how, field, span, position, why });
    }

    /// Ends a word: its terms are put in order, and where two steps came to the same letters the better one stays.
    fn close(&mut self, mut word: Word) {
        // the usual word has its form and its stem, in two fields: nothing to order
        if self.terms.len() - word.terms.start > 2 {
            let mut terms = self.terms.split_off(word.terms.start);
            let letters = |term: &Term| term.letters.of(&self.letters);
            // by sorting, since a hostile word can have a term for every other byte
            terms.sort_by(|a, b| {
                (a.position, a.field, letters(a), a.how).cmp(&(b.position, b.field, letters(b), b.how))
            });
            terms.dedup_by(|a, b| (a.position, a.field, letters(a)) == (b.position, b.field, letters(b)));
            terms.sort_by_key(|term| (term.position, term.how, term.field));
            self.terms.append(&mut terms);
        }
        word.terms.end = self.terms.len();
        word.parts.end = self.parts.len();
        self.words.push(word);
    }
}

impl How {
    /// Its name in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Variant => "variant",
            Self::Stem => "stem",
            Self::Part => "part",
        }
    }
}

impl Field {
    /// Its name in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Stem => "stem",
        }
    }
}

/// A term as a step adds it, but for its letters.
#[derive(Clone, Copy, Debug)]
struct NewTerm {
    how: How,
    field: Field,
    span: Span,
    position: u32,
    why: &'static str,
}

const fn range(span: Span) -> Range<usize> {
    span.start..span.end
}
