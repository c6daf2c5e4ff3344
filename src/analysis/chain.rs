//! The chain of steps that a word goes through, one a language: the place where a step is named.

use super::fold::Umlauts;
use super::letters::Letters;
use super::number::Style;
use super::stem::{self, Stemmer, Stems};
use super::words::Words;
use super::{Analysis, Field, How, NewTerm, Word, hyphen, written};
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
    pub(super) stemmer: Stemmer,
}

type Step = fn(&mut Entry<'_>);

const GERMAN: Rules = Rules {
    code: "de",
    steps: &[written::add, stem::add, hyphen::add],
    umlauts: Umlauts::SpelledOut,
    numbers: Style::PointGroups,
    stemmer: Stemmer::German,
};

const ENGLISH: Rules = Rules {
    code: "en",
    steps: &[written::add, stem::add, hyphen::add],
    // German names in English briefs come in both spellings
    umlauts: Umlauts::SpelledOut,
    numbers: Style::CommaGroups,
    stemmer: Stemmer::English,
};

const NEUTRAL: Rules = Rules {
    code: "",
    steps: &[written::add, stem::add, hyphen::add],
    umlauts: Umlauts::Kept,
    numbers: Style::PointGroups,
    stemmer: Stemmer::Whole,
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
        let mut position = 0_u32;
        for found in Words::new(text) {
            if found.behind_block_end && position > 0 {
                position = position.saturating_add(BLOCK_GAP);
            }
            letters.read(text, found.span);
            let word = out.open(found.span, position);
            let mut entry = Entry { letters: &letters, word, stems: &mut stems, out };
            for step in self.rules.steps {
                step(&mut entry);
            }
            let word = entry.word;
            position = position.saturating_add(word.width);
            out.close(word);
        }
    }
}

/// One word on its way through the chain, and what is written down for it.
pub(super) struct Entry<'a> {
    pub(super) letters: &'a Letters,
    pub(super) word: Word,
    stems: &'a mut Stems,
    out: &'a mut Analysis,
}

impl Entry<'_> {
    /// Adds a term that stands for the letters of the text at a span, at a position.
    pub(super) fn add(&mut self, letters: &str, how: How, field: Field, at: (Span, u32), why: &'static str) {
        self.out.add_term(letters, NewTerm { how, field, span: at.0, position: at.1, why });
    }

    /// Adds the stem of an exact form, or both where the form is that of two words.
    pub(super) fn add_stem(&mut self, letters: &str, how: How, at: (Span, u32)) {
        let (stem, why) = self.stems.of(letters, self.letters.is_capitalised());
        let new = NewTerm { how, field: Field::Stem, span: at.0, position: at.1, why };
        self.out.add_term(&stem, new);
        if let Some(second) = self.stems.second() {
            self.out.add_term(second, NewTerm { why: "another word's form", ..new });
        }
    }

    /// Notes a part of a compound, behind those noted before.
    pub(super) fn add_part(&mut self, span: Span) {
        self.out.parts.push(span);
    }
}
