//! The chain of steps that a word goes through, one a language: the place where a step is named.

use frostem::Algorithm;

use super::decompound::{Part, Splitter};
use super::fold::Umlauts;
use super::letters::Letters;
use super::number::Style;
use super::stem::{self, Stems};
use super::words::Words;
use super::{Analysis, Field, How, NewTerm, Word, compound, hyphen, written};
use crate::place::Span;

/// How many positions a block end takes: more than any phrase spans.
const BLOCK_GAP: u32 = 100;

/// How a text of one language is analysed.
#[derive(Clone, Debug)]
pub struct Chain {
    rules: &'static Rules,
}

/// What is particular to a language.
#[derive(Debug)]
pub(super) struct Rules {
    /// The code of the language; empty for any.
    code: &'static str,
    /// The steps, in order. Each sees the word and adds terms; none depends on what another added.
    steps: &'static [Step],
    pub(super) umlauts: Umlauts,
    pub(super) numbers: Style,
    /// Takes away an ending that the stemmer does not know.
    pub(super) before_stemmer: fn(&str) -> &str,
    pub(super) stemmer: Option<Algorithm>,
    /// Whether compounds are written in one, so that `compound` notes the parts and not `hyphen`.
    pub(super) cuts_compounds: bool,
}

type Step = fn(&mut Entry<'_>);

const GERMAN: Rules = Rules {
    code: "de",
    steps: &[written::add, stem::add, compound::add, hyphen::add],
    umlauts: Umlauts::SpelledOut,
    numbers: Style::PointGroups,
    before_stemmer: stem::without_s,
    stemmer: Some(Algorithm::German),
    cuts_compounds: true,
};

const ENGLISH: Rules = Rules {
    code: "en",
    steps: &[written::add, stem::add, hyphen::add],
    // German names in English briefs come in both spellings
    umlauts: Umlauts::SpelledOut,
    numbers: Style::CommaGroups,
    before_stemmer: stem::whole,
    stemmer: Some(Algorithm::English),
    cuts_compounds: false,
};

const NEUTRAL: Rules = Rules {
    code: "",
    steps: &[written::add, stem::add, hyphen::add],
    umlauts: Umlauts::Kept,
    numbers: Style::PointGroups,
    before_stemmer: stem::whole,
    stemmer: None,
    cuts_compounds: false,
};

impl Chain {
    /// The chain for a language by its code: German for `de`, English for `en`, for any other one that only folds.
    #[must_use]
    pub fn for_language(code: &str) -> Self {
        let rules = match code {
            "de" => &GERMAN,
            "en" => &ENGLISH,
            _ => &NEUTRAL,
        };
        Self { rules }
    }

    /// The code of its language, such as `de`; empty where it is no language's own.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.rules.code
    }

    /// Analyses `text` into `out`, which is cleared first. All spans count in `text`. Takes time in its length (times the logarithm
    /// of the parts in its longest compound).
    pub fn run(&self, text: &str, out: &mut Analysis) {
        out.clear();
        let mut letters = Letters::default();
        let mut stems = Stems::new(self.rules);
        let mut cutter = Cutter::default();
        let mut position = 0_u32;
        for found in Words::new(text) {
            if found.behind_block_end && position > 0 {
                position = position.saturating_add(BLOCK_GAP);
            }
            letters.read(text, found.span);
            let word = out.open(found.span, position);
            let mut entry =
                Entry { text, rules: self.rules, letters: &letters, word, stems: &mut stems, cutter: &mut cutter, out };
            for step in self.rules.steps {
                step(&mut entry);
            }
            let word = entry.word;
            position = position.saturating_add(word.width);
            out.close(word);
        }
    }
}

/// The memory for cutting compounds.
#[derive(Default)]
struct Cutter {
    splitter: Splitter,
    parts: Vec<Part>,
}

/// One word on its way through the chain, and what is written down for it.
pub(super) struct Entry<'a> {
    text: &'a str,
    pub(super) rules: &'static Rules,
    pub(super) letters: &'a Letters,
    pub(super) word: Word,
    stems: &'a mut Stems,
    cutter: &'a mut Cutter,
    out: &'a mut Analysis,
}

impl Entry<'_> {
    /// Adds a term that stands for the letters of the text at a span, at a position.
    pub(super) fn add(&mut self, letters: &str, how: How, field: Field, at: (Span, u32), why: &'static str) {
        self.out.add_term(letters, NewTerm { how, field, span: at.0, position: at.1, why });
    }

    /// Adds the stem of an exact form.
    pub(super) fn add_stem(&mut self, letters: &str, how: How, at: (Span, u32)) {
        let (stem, why) = self.stems.of(letters);
        self.out.add_term(&stem, NewTerm { how, field: Field::Stem, span: at.0, position: at.1, why });
    }

    /// The parts of a compound by its exact form and its letters in the text; none where it is to be left whole. To be put back.
    pub(super) fn split(&mut self, letters: &str, raw: Span) -> Vec<Part> {
        let mut parts = std::mem::take(&mut self.cutter.parts);
        let capitalised = raw.of(self.text).starts_with(char::is_uppercase);
        self.cutter.splitter.split(letters, capitalised, &mut parts);
        parts
    }

    /// Gives the memory of parts back, for the next word.
    pub(super) fn put_back(&mut self, parts: Vec<Part>) {
        self.cutter.parts = parts;
    }

    /// Notes a part of a compound, behind those noted before.
    pub(super) fn add_part(&mut self, span: Span) {
        self.out.parts.push(span);
    }
}
