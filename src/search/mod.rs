//! Plan + open index → hits: grouping, places, marks, snippets.

mod marks;
mod snippet;

use std::collections::HashMap;
use std::rc::Rc;

use crate::analysis::How;
use crate::index::{BriefRecord, Extent, Freshness, IndexError, OpenIndex, StoredPassage, Zone};
use crate::place::{Place, Span, Units};
use crate::query::plan::{Plan, Weights};

pub use snippet::Piece;

/// What is ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    #[default]
    Passage,
    /// Briefs, each by its best passage.
    Brief,
}

/// Which hits of a ranking are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub unit: Unit,
    /// How many hits to pass over.
    pub offset: usize,
    pub limit: usize,
    /// At most so many passages of one brief.
    pub per_brief: Option<usize>,
}

/// A passage that answers.
#[derive(Clone, Debug)]
pub struct Hit {
    /// From 1.
    pub rank: usize,
    pub score: f32,
    pub brief: Rc<BriefRecord>,
    /// Whether the source changed or went since it was indexed: the places are those of the source as it was.
    pub stale: bool,
    pub passage: StoredPassage,
    pub place: Place,
    /// In the order of the text; headings first.
    pub matches: Vec<Mark>,
    pub snippet: Vec<Piece>,
}

/// A stretch of a hit that the query asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The letters that matched.
    pub text: String,
    /// The word of the query, as it was typed.
    pub query: String,
    pub how: Manner,
    pub zone: Zone,
    /// Where it stands in the source; a title that is no part of the text stands nowhere.
    pub place: Option<Place>,
    /// Where it stands in the passage's text, if it does.
    pub in_text: Option<Units>,
    /// The same in bytes.
    span: Span,
}

/// How a match came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    Word(How),
    /// A word of a phrase.
    Phrase,
}

impl Manner {
    /// Its name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word(how) => how.name(),
            Self::Phrase => "phrase",
        }
    }
}

/// Answers queries from one commit of an index.
#[derive(Debug)]
pub struct Searcher<'a> {
    index: &'a OpenIndex,
    weights: Weights,
    freshness: Freshness<'a>,
    briefs: HashMap<String, (Rc<BriefRecord>, bool)>,
}

/// Only so many briefs are remembered from query to query.
const MOST_BRIEFS: usize = 10_000;

impl<'a> Searcher<'a> {
    pub fn new(index: &'a OpenIndex, freshness: Freshness<'a>, weights: Weights) -> Self {
        Self { index, weights, freshness, briefs: HashMap::new() }
    }

    /// The hits of a plan, best first.
    pub fn search(&mut self, plan: &Plan, window: Window) -> Result<Vec<Hit>, IndexError> {
        let ranked = self.rank(plan, window)?;
        let hits = ranked.iter().enumerate().map(|(at, found)| {
            let passage = self.index.passage(found)?;
            let (brief, stale) = self.brief(&found.brief)?;
            let matches = marks::marks(plan, &passage, &brief);
            let snippet = snippet::snippet(&passage, &matches);
            let place = passage.map.place(&passage.text, Span::new(0, passage.text.len()));
            let rank = window.offset + at + 1;
            Ok(Hit { rank, score: found.score, brief, stale, passage, place, matches, snippet })
        });
        hits.collect()
    }

    /// The ranking alone: ids and scores, without reading a passage.
    pub fn rank(&self, plan: &Plan, window: Window) -> Result<Vec<crate::index::Match>, IndexError> {
        let per_brief = match window.unit {
            Unit::Passage => window.per_brief,
            Unit::Brief => Some(1),
        };
        let extent = Extent { count: window.offset.saturating_add(window.limit), per_brief };
        let mut found = self.index.select(plan, &self.weights, extent)?;
        found.drain(..window.offset.min(found.len()));
        Ok(found)
    }

    fn brief(&mut self, id: &str) -> Result<(Rc<BriefRecord>, bool), IndexError> {
        if let Some((brief, stale)) = self.briefs.get(id) {
            return Ok((Rc::clone(brief), *stale));
        }
        let damaged =
            || IndexError::Damaged { folder: self.index.folder().to_owned(), what: format!("brief `{id}` is gone") };
        let brief = Rc::new(self.index.brief(id)?.ok_or_else(damaged)?);
        let stale = self.freshness.is_stale(&brief)?;
        if self.briefs.len() >= MOST_BRIEFS {
            self.briefs.clear();
        }
        self.briefs.insert(id.to_owned(), (Rc::clone(&brief), stale));
        Ok((brief, stale))
    }
}
