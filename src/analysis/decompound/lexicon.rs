//! What is known of letters as a word and as a part of compounds: a finite automaton over lower-case forms.

use std::borrow::Cow;
use std::fmt;

use fst::raw::{Fst, Node, Output};

/// The forms, as the training program writes them.
pub(super) struct Lexicon {
    forms: Fst<Cow<'static, [u8]>>,
}

/// What is known of one form, in eleven bits: see the methods. [`UNKNOWN`](Self::UNKNOWN) knows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry(u16);

/// A place in the automaton: what stands behind some letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walk<'a> {
    lexicon: &'a Lexicon,
    node: Node<'a>,
    output: Output,
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} forms", self.forms.len())
    }
}

impl Lexicon {
    /// Reads an automaton; one that is damaged is taken for empty.
    pub(super) fn new(bytes: Cow<'static, [u8]>) -> Option<Self> {
        Fst::new(bytes).ok().map(|forms| Self { forms })
    }

    /// The place before the first letter.
    pub(super) fn start(&self) -> Walk<'_> {
        Walk { lexicon: self, node: self.forms.root(), output: Output::zero() }
    }

    /// What is known of a form.
    pub(super) fn entry(&self, form: &str) -> Entry {
        let mut walk = self.start();
        for byte in form.bytes() {
            match walk.step(byte) {
                Some(next) => walk = next,
                None => return Entry::UNKNOWN,
            }
        }
        walk.entry()
    }

    #[cfg(feature = "train")]
    pub(super) fn len(&self) -> usize {
        self.forms.len()
    }
}

impl Walk<'_> {
    /// The place behind one more byte, if any form goes on with it.
    pub(super) fn step(&self, byte: u8) -> Option<Self> {
        let transition = self.node.transition(self.node.find_input(byte)?);
        let output = self.output.cat(transition.out);
        Some(Self { lexicon: self.lexicon, node: self.lexicon.forms.node(transition.addr), output })
    }

    /// What is known of the letters up to here.
    pub(super) fn entry(&self) -> Entry {
        if self.node.is_final() {
            Entry(u16::try_from(self.output.cat(self.node.final_output()).value()).unwrap_or(0))
        } else {
            Entry::UNKNOWN
        }
    }
}

/// What kind of word a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// No word by itself (`sicherheits`).
    None = 0,
    /// A word in lower case: an adjective, a verb.
    Lower = 1,
    /// A noun.
    Noun = 2,
    /// A word of running text that no word list has: names, abbreviations.
    Name = 3,
}

impl Entry {
    pub(super) const UNKNOWN: Self = Self(0);

    #[cfg(feature = "train")]
    pub(super) fn new(kind: Kind, frequency: u16, first: u16, last: u16, simplex: bool) -> Self {
        Self(kind as u16 | frequency << 2 | first << 4 | last << 7 | u16::from(simplex) << 10)
    }

    #[cfg(feature = "train")]
    pub(super) fn value(self) -> u64 {
        u64::from(self.0)
    }

    pub(super) const fn is_known(self) -> bool {
        self.0 != 0
    }

    /// [`Kind`] as a number.
    pub(super) const fn kind(self) -> u32 {
        (self.0 & 3) as u32
    }

    pub(super) const fn is_word(self) -> bool {
        self.kind() != Kind::None as u32
    }

    pub(super) const fn is_noun(self) -> bool {
        self.kind() == Kind::Noun as u32
    }

    /// How often running text has it, 0 to 3.
    pub(super) const fn frequency(self) -> u32 {
        (self.0 >> 2 & 3) as u32
    }

    /// In how many compounds it is a part before the last, its linking element included; a logarithm, 0 to 7.
    pub(super) const fn first(self) -> u32 {
        (self.0 >> 4 & 7) as u32
    }

    /// In how many compounds it is the last part; a logarithm, 0 to 7.
    pub(super) const fn last(self) -> u32 {
        (self.0 >> 7 & 7) as u32
    }

    /// Whether it is known to be no compound, by the rules of derivation.
    pub(super) const fn is_simplex(self) -> bool {
        self.0 >> 10 & 1 == 1
    }
}
