//! Compounds cut into their parts: `klimaschutzgesetzes` → `klima|schutz|gesetzes`.
//!
//! Every way to cut a word into known parts is scored by a linear model over the parts and the joints, and so is leaving it whole;
//! the best wins. Linking elements belong to the part on their left (`sicherheits|politik`). What forms are known, and how often
//! each was seen as a part, is in a lexicon; the weights are those of an averaged perceptron (Collins 2002). Both are made by
//! `src/bin/train.rs`; `src/analysis/data/SOURCES.md` says of what.

mod features;
mod lattice;
mod lexicon;
#[cfg(feature = "train")]
pub mod train;

use std::borrow::Cow;
use std::sync::LazyLock;

use features::{BITS, Hashes, Segment};
use lattice::{Lattice, Scores};
use lexicon::Lexicon;

use crate::place::Span;

/// Words of fewer letters are never cut.
const SHORTEST: usize = 5;
/// Words of more letters are none.
const LONGEST: usize = 200;

static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| {
    let lexicon = Lexicon::new(Cow::Borrowed(include_bytes!("data/compound_forms.fst")))?;
    Some(Model { lexicon, weights: Weights::new(include_bytes!("data/compound_weights.bin"))? })
});

/// Cuts words; holds the memory to do so.
#[derive(Clone, Debug, Default)]
pub struct Splitter {
    lattice: Lattice,
}

/// A part of a compound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its letters, linking element included, as bytes of the word. The parts of a word tile it.
    pub span: Span,
    /// Where its letters end without the linking element.
    pub bare_end: usize,
}

/// How sure a cut is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Another cut is about as likely.
    Low,
    /// Likely.
    High,
    /// Nothing else comes near.
    Certain,
}

impl Splitter {
    /// Cuts a word, given in lower case and composed (NFC), into `parts`, which are cleared first: at least two, or none for a word
    /// to leave whole. Says how sure that is. Takes time in the length of the word.
    pub fn split(&mut self, word: &str, capitalised: bool, parts: &mut Vec<Part>) -> Confidence {
        parts.clear();
        let Some(model) = MODEL.as_ref() else {
            return Confidence::Low;
        };
        model.split(&mut self.lattice, word, capitalised, parts)
    }
}

#[derive(Debug)]
struct Model {
    lexicon: Lexicon,
    weights: Weights,
}

impl Model {
    fn split(&self, lattice: &mut Lattice, word: &str, capitalised: bool, parts: &mut Vec<Part>) -> Confidence {
        let too_long = |letters: usize| !(SHORTEST..=LONGEST).contains(&letters);
        if word.len() > 4 * LONGEST || too_long(word.chars().count()) || !word.chars().all(char::is_alphabetic) {
            return Confidence::Certain;
        }
        lattice.read(word, capitalised);
        let whole = self.weights.segment(&lattice.hashes, &lattice.whole(word, &self.lexicon));
        let Some((cut, path)) = lattice.best_cut(word, &self.lexicon, &self.weights) else {
            return Confidence::Certain;
        };
        let margin = cut - whole - self.weights.bias;
        if margin > 0 {
            let path = path.to_vec();
            let byte = |letter| lattice.byte(letter);
            parts.extend(path.iter().map(|segment| {
                let bare_end = byte(segment.end) - stripped(segment);
                Part { span: Span::new(byte(segment.start), byte(segment.end)), bare_end }
            }));
        }
        match margin.abs() / self.weights.unit.max(1) {
            0 => Confidence::Low,
            1..3 => Confidence::High,
            _ => Confidence::Certain,
        }
    }
}

/// How many letters (all ASCII) of a part are its linking element.
fn stripped(segment: &Segment) -> usize {
    if segment.own.is_word() { 0 } else { usize::from(segment.link.letters) }
}

/// What the perceptron learned, in whole numbers.
#[derive(Debug)]
struct Weights {
    table: Cow<'static, [u8]>,
    /// By how much a cut must be better than leaving the word whole.
    bias: i32,
    /// The margin that the perceptron learned with.
    unit: i32,
}

impl Weights {
    /// Reads two numbers of four bytes, little end first, and one byte a weight.
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let (bias, rest) = bytes.split_first_chunk::<4>()?;
        let (unit, table) = rest.split_first_chunk::<4>()?;
        let table = Cow::Borrowed(table);
        (table.len() == 1 << BITS).then(|| Self {
            table,
            bias: i32::from_le_bytes(*bias),
            unit: i32::from_le_bytes(*unit),
        })
    }

    fn of(&self, feature: u32) -> i32 {
        let weight = usize::try_from(feature).ok().and_then(|feature| self.table.get(feature));
        weight.map_or(0, |weight| i32::from(weight.cast_signed()))
    }
}

impl Scores for Weights {
    fn segment(&self, hashes: &Hashes, segment: &Segment) -> i32 {
        let mut sum = 0;
        hashes.of_segment(segment, |feature| sum += self.of(feature));
        sum
    }

    fn joint(&self, hashes: &Hashes, at: usize) -> i32 {
        let mut sum = 0;
        hashes.of_joint(at, |feature| sum += self.of(feature));
        sum
    }
}
