//! What is asked, analysed and weighted, free of any engine.

use std::collections::HashMap;

use super::parse::{Kind, Query};
use crate::analysis::{Analysis, Chain, Field, How, Term, Word, is_stop_word};

/// A query, ready to be looked up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What a hit should hold; each that it holds adds to its score.
    pub wanted: Vec<Concept>,
    /// What a hit must not hold.
    pub unwanted: Vec<Concept>,
    pub filters: Filters,
}

/// Conditions on the brief; a hit fulfils all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// A metadata key and the value it must have, or have among its values.
    pub equal: Vec<(String, String)>,
    /// The first and the last day, as `YYYYMMDD`.
    pub since: Option<i64>,
    pub until: Option<i64>,
}

/// One thing asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    pub wish: Wish,
    /// How often the query names it.
    pub times: u16,
}

/// A word or a phrase.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// A word, found under any of its terms.
    Word { query: String, terms: Vec<Wanted> },
    /// Words in order: the same phrase as written and in stems.
    Phrase { written: Vec<Step>, stems: Vec<Step> },
}

/// A term that stands for a word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub letters: String,
    pub field: Field,
    /// How it stands to the word that was typed.
    pub how: How,
}

/// A word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its position, counted from the phrase's first word.
    pub offset: u32,
    pub letters: String,
    /// As it was typed.
    pub query: String,
}

/// What each way of matching is worth. First guesses: six neighbours, tried on the development halves of the German retrieval sets, moved
/// the geometric mean of all rows by less than half a percent, so they were left as they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// The word as it is written, on top of its stem.
    pub exact: f32,
    pub stem: f32,
    /// A part of a hyphenated compound of the query.
    pub part: f32,
    /// A match in the heading path, against one in the text.
    pub heading: f32,
    /// A match in a title that stands outside the text.
    pub title: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { exact: 0.2, stem: 1.0, part: 0.8, heading: 0.3, title: 0.5 }
    }
}

impl Plan {
    /// Whether it asks for nothing that could be found.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }
}

/// More different words and phrases than these are not looked up: a text of that length is no question, and each costs a search.
const MOST_CONCEPTS: usize = 1024;

/// Plans a parsed query with the chain of the language it is read in.
pub fn plan(text: &str, query: &Query, chain: &Chain, filters: Filters) -> Plan {
    let (mut wanted, mut unwanted) = (Gathering::default(), Gathering::default());
    let mut analysis = Analysis::default();
    for clause in &query.clauses {
        let gathering = if clause.excluded { &mut unwanted } else { &mut wanted };
        let (Kind::Text(span) | Kind::Phrase(span)) = clause.kind;
        let letters = span.of(text);
        chain.run(letters, &mut analysis);
        match clause.kind {
            Kind::Text(_) => gathering.extend(analysis.words().iter().map(|word| word_wish(letters, &analysis, word))),
            Kind::Phrase(_) => gathering.extend(phrase_wish(letters, &analysis)),
        }
    }
    let mut wanted = wanted.concepts;
    drop_stop_words(&mut wanted, chain);
    wanted.truncate(MOST_CONCEPTS);
    unwanted.concepts.truncate(MOST_CONCEPTS);
    Plan { wanted, unwanted: unwanted.concepts, filters }
}

/// Concepts in the order of the query, those that are looked up alike counted as one.
#[derive(Default)]
struct Gathering {
    concepts: Vec<Concept>,
    known: HashMap<String, usize>,
}

impl Gathering {
    fn extend(&mut self, wishes: impl IntoIterator<Item = Wish>) {
        for wish in wishes {
            let at = *self.known.entry(wish.key()).or_insert(self.concepts.len());
            match self.concepts.get_mut(at) {
                Some(known) => known.times = known.times.saturating_add(1),
                None => self.concepts.push(Concept { wish, times: 1 }),
            }
        }
    }
}

impl Wish {
    /// The same for wishes that are looked up alike, however they were typed.
    fn key(&self) -> String {
        let letters: Vec<&str> = match self {
            Self::Word { terms, .. } => terms.iter().map(|wanted| wanted.letters.as_str()).collect(),
            Self::Phrase { written, .. } => written.iter().map(|step| step.letters.as_str()).collect(),
        };
        let kind = if matches!(self, Self::Word { .. }) { "word" } else { "phrase" };
        format!("{kind} {}", letters.join(" "))
    }
}

fn word_wish(text: &str, analysis: &Analysis, word: &Word) -> Wish {
    let wanted = analysis.terms(word).iter().map(|term| Wanted {
        letters: analysis.letters(term).to_owned(),
        field: term.field,
        how: term.how,
    });
    Wish::Word { query: word.span.of(text).to_owned(), terms: wanted.collect() }
}

/// One word in quotes is its exact form, several are a phrase.
fn phrase_wish(text: &str, analysis: &Analysis) -> Option<Wish> {
    let words = analysis.words();
    let first = words.first()?;
    if words.len() == 1 {
        let Wish::Word { query, mut terms } = word_wish(text, analysis, first) else {
            return None;
        };
        terms.retain(|term| term.how == How::Exact);
        return Some(Wish::Word { query, terms });
    }
    let steps = |field: Field| {
        let of_word = |word: &Word| steps_of_word(text, analysis, word, field, first.position);
        words.iter().flat_map(of_word).collect::<Vec<_>>()
    };
    Some(Wish::Phrase { written: steps(Field::Body), stems: steps(Field::Stem) })
}

/// A step for each position of a word: its part there, where it has parts.
fn steps_of_word(text: &str, analysis: &Analysis, word: &Word, field: Field, base: u32) -> Vec<Step> {
    let mut chosen: Vec<&Term> = Vec::new();
    for term in analysis.terms(word).iter().filter(|term| term.field == field) {
        match chosen.last_mut().filter(|last| last.position == term.position) {
            Some(last) if word.width > 1 && term.how == How::Part => *last = term,
            Some(_) => {}
            None => chosen.push(term),
        }
    }
    let step = |term: &Term| Step {
        offset: term.position - base,
        letters: analysis.letters(term).to_owned(),
        query: word.span.of(text).to_owned(),
    };
    chosen.into_iter().map(step).collect()
}

/// Function words say little and cost much: they count only where the query has nothing else.
fn drop_stop_words(concepts: &mut Vec<Concept>, chain: &Chain) {
    let is_stop = |concept: &Concept| match &concept.wish {
        Wish::Word { terms, .. } => {
            terms.iter().any(|term| term.how == How::Exact && is_stop_word(chain.language(), &term.letters))
                && terms.iter().any(|term| term.how == How::Stem)
        }
        Wish::Phrase { .. } => false,
    };
    if concepts.iter().any(|concept| !is_stop(concept)) {
        concepts.retain(|concept| !is_stop(concept));
    }
}
