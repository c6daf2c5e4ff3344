//! A brief cut into passages: runs of whole sentences of one section. Pure and total: the same document and recipe give the same
//! passages, and there is no document that has none of its letters in them.
//!
//! Law (b): every letter lies in exactly one passage or one heading block, and each heading is in the path of some passage or is a
//! passage itself.

mod abbreviations;
mod language;
mod pack;
mod sentences;

pub use language::{detect, of_document, of_query};
pub use sentences::sentences;

use crate::brief::{BlockKind, Document, Language};
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
    /// How many sentences had to be cut at a clause because they were longer than a passage may be; a sentence counts where its
    /// first part lies.
    pub cut: usize,
}

/// How a brief is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The length to aim at, in words. 0: the whole brief is one passage.
    pub words: usize,
    /// The language of all passages, where the user says it and the brief does not.
    pub language: Option<Language>,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { words: 120, language: None }
    }
}

/// Cuts a document into passages. Time is linear in the length of the text.
///
/// With a target of words, a passage never crosses a heading. A heading closes all those of its own or a deeper level; one with
/// nothing below it is a passage of its own.
///
/// Without a target (`words` 0) there is one passage. Headings at the start, as long as each is deeper than the one before, are its
/// path; it spans everything behind them, and a heading in there counts as text. Where there is nothing behind them, it spans
/// all of the text.
#[must_use]
pub fn cut(document: &Document, recipe: &Recipe) -> Vec<Passage> {
    let mut cutting =
        Cutting { document, tongue: Tongue::of(document, recipe), path: Vec::new(), passages: Vec::new() };
    if recipe.words == 0 {
        cutting.whole();
    } else {
        cutting.sections(recipe.words);
    }
    cutting.passages
}

/// The language of a brief as a whole: what the recipe or the brief says, else what its text tells.
#[must_use]
pub fn language(document: &Document, recipe: &Recipe) -> Language {
    let (Tongue::Said(language) | Tongue::Found(language)) = Tongue::of(document, recipe);
    language
}

/// A document half cut.
struct Cutting<'d> {
    document: &'d Document,
    tongue: Tongue,
    /// The headings above what comes next: their levels and block indexes.
    path: Vec<(u8, usize)>,
    passages: Vec<Passage>,
}

impl Cutting<'_> {
    fn sections(&mut self, words: usize) {
        let document = self.document;
        let level = |at: usize| document.blocks.get(at).and_then(|block| heading_level(block.kind));
        let mut at = 0;
        while let Some(block) = document.blocks.get(at) {
            if let Some(own) = level(at) {
                self.path.retain(|above| above.0 < own);
                let is_barren = at + 1 == document.blocks.len() || level(at + 1).is_some_and(|next| next <= own);
                if is_barren {
                    self.push(pack::whole(&document.text, std::slice::from_ref(block)));
                }
                self.path.push((own, at));
                at += 1;
            } else {
                let end =
                    (at..document.blocks.len()).find(|&end| level(end).is_some()).unwrap_or(document.blocks.len());
                for piece in pack::pack(&document.text, &document.blocks[at..end], words) {
                    self.push(piece);
                }
                at = end;
            }
        }
    }

    fn whole(&mut self) {
        let blocks = &self.document.blocks;
        for (at, block) in blocks.iter().enumerate() {
            match heading_level(block.kind) {
                Some(level) if self.path.last().is_none_or(|above| above.0 < level) => self.path.push((level, at)),
                _ => break,
            }
        }
        if self.path.len() == blocks.len() {
            self.path.clear();
        }
        if let Some(body) = blocks.get(self.path.len()..).filter(|body| !body.is_empty()) {
            self.push(pack::whole(&self.document.text, body));
        }
    }

    fn push(&mut self, piece: pack::Piece) {
        self.passages.push(Passage {
            number: self.passages.len() + 1,
            language: self.tongue.of_passage(piece.span.of(&self.document.text)),
            span: piece.span,
            headings: self.path.iter().map(|heading| heading.1).collect(),
            sentences: piece.sentences,
            cut: piece.cut,
        });
    }
}

/// What decides the language of a passage.
enum Tongue {
    Said(Language),
    /// Found for each passage, with the language of the whole brief behind it.
    Found(Language),
}

impl Tongue {
    fn of(document: &Document, recipe: &Recipe) -> Self {
        let said = document.metadata.language.or(recipe.language);
        said.map_or_else(|| Self::Found(of_document(&document.text)), Self::Said)
    }

    fn of_passage(&self, text: &str) -> Language {
        match *self {
            Self::Said(language) => language,
            Self::Found(prior) => detect(text, prior),
        }
    }
}

const fn heading_level(kind: BlockKind) -> Option<u8> {
    match kind {
        BlockKind::Heading { level } => Some(level),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
