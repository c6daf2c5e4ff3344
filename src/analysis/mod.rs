//! Text → words → terms: one file a step, put together in one chain a language. Pure and total: the same text gives the same
//! terms, nothing is carried from one call to the next. Indexing, queries and highlights run the same chain, so they cannot
//! disagree.

use crate::place::Span;

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
