//! A word with all its forms, whatever its part of speech.

/// How sure it is that a form belongs to its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grade {
    /// Made to show the table how a kind of word behaves; no one may have written it.
    Example,
    /// Possible, but hardly in use: `dem Baue`, `nimm` as a noun's verb.
    Rare,
    Usual,
}

#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) letters: String,
    pub(crate) grade: Grade,
    pub(crate) why: char,
}

#[derive(Clone, Debug)]
pub(crate) struct Paradigm {
    pub(crate) lemma: String,
    /// What is left of the lemma without its ending, folded.
    pub(crate) stem: String,
    pub(crate) forms: Vec<Form>,
    pub(crate) is_verb: bool,
    /// How likely the word is, against others with the same form in the same spelling.
    pub(crate) share: f32,
}

/// Why a form has its stem: the letters that stand for the reasons in the file of rules.
pub(crate) mod why {
    pub(crate) const WORD: char = 'w';
    pub(crate) const ENDING: char = 'e';
    pub(crate) const IRREGULAR: char = 'i';
    pub(crate) const PARTICIPLE: char = 'p';
    pub(crate) const ZU: char = 'z';
    pub(crate) const UMLAUT: char = 'u';
    pub(crate) const FOREIGN: char = 'f';
    pub(crate) const COMPARISON: char = 'c';
    pub(crate) const VERB: char = 'v';
}

impl Paradigm {
    pub(crate) fn new(lemma: &str, stem: String) -> Self {
        Self { lemma: lemma.to_owned(), stem, forms: Vec::new(), is_verb: false, share: 1.0 }
    }

    pub(crate) fn add(&mut self, letters: impl Into<String>, grade: Grade, why: char) {
        self.forms.push(Form { letters: letters.into(), grade, why });
    }

    /// The five endings of an adjective.
    pub(crate) fn decline(&mut self, stem: &str, grade: Grade, why: char) {
        for ending in ["e", "em", "en", "er", "es"] {
            self.add(format!("{stem}{ending}"), grade, why);
        }
    }
}
