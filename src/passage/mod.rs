//! A brief cut into passages: runs of whole sentences of one section.

mod abbreviations;
mod sentences;

pub use sentences::sentences;

use crate::brief::Language;
use crate::place::Span;

/// What is indexed, found and shown. All spans count in the brief's clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// From 1, in the order of the brief.
    pub number: usize,
    pub span: Span,
    pub language: Language,
    /// The heading path above it, outermost first: indexes into the document's blocks.
    pub headings: Vec<usize>,
    /// Its sentences; with the white space between them they cover it.
    pub sentences: Vec<Span>,
    /// How many sentences had to be cut at a clause because they were longer than a passage may be.
    pub cut: usize,
}
