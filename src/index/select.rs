//! A plan, looked up: which passages match, and how well.
//!
//! Scores come from one flat union of terms and phrases, added in the order of the plan; conditions add nothing. Every match is
//! scored, none is skipped on an estimate: the engine's pruning is inexact (see [`Live`] for the other half of law (f)).

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::error::IndexError;
use super::open::{OpenIndex, StoredPassage};
use super::schema::{Zone, filter_term, slot};
use super::statistics::Live;
use super::tokens::engine_letters;
use super::top::{Best, Extent, Match};
use crate::analysis::{Field, How};
use crate::query::plan::{Concept, Filters, Plan, Step, Weights, Wish};

impl OpenIndex {
    /// The best matches of a plan, ordered by score, then brief id, then passage number.
    pub fn select(&self, plan: &Plan, weights: &Weights, extent: Extent) -> Result<Vec<Match>, IndexError> {
        if plan.is_empty() || extent.count == 0 || self.manifest().passages == 0 {
            return Ok(Vec::new());
        }
        let engine = IndexError::engine(&self.folder);
        let mut scored = Vec::new();
        for concept in &plan.wanted {
            self.scored(concept, weights, &mut scored);
        }
        if scored.is_empty() {
            return Ok(Vec::new());
        }
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(BooleanQuery::union(scored)))];
        clauses.extend(self.conditions(&plan.filters).into_iter().map(|query| (Occur::Must, query)));
        for concept in &plan.unwanted {
            let mut found = Vec::new();
            self.scored(concept, weights, &mut found);
            if !found.is_empty() {
                clauses.push((Occur::MustNot, Box::new(BooleanQuery::union(found))));
            }
        }
        let query: Box<dyn Query> = match clauses.len() {
            1 => clauses.remove(0).1,
            _ => Box::new(BooleanQuery::new(clauses)),
        };
        self.searcher.search_with_statistics_provider(&query, &Best::new(extent), &Live(self)).map_err(engine)
    }

    /// The passage behind a match.
    pub fn passage(&self, found: &Match) -> Result<StoredPassage, IndexError> {
        self.passage_at(found.address())
    }

    /// How many briefs that fulfil every other condition are left out because they bear no date.
    pub fn undated(&self, filters: &Filters) -> Result<usize, IndexError> {
        let mut conditions = self.conditions(&Filters { since: None, until: None, ..filters.clone() });
        conditions.push(self.range(0, 0));
        let query = BooleanQuery::intersection(conditions);
        let extent = Extent { count: usize::MAX, per_brief: Some(1) };
        let found = self.searcher.search_with_statistics_provider(&query, &Best::new(extent), &Live(self));
        found.map(|found| found.len()).map_err(IndexError::engine(&self.folder))
    }

    /// The queries that a concept adds to the union: for each zone its terms or its phrases.
    fn scored(&self, concept: &Concept, weights: &Weights, out: &mut Vec<Box<dyn Query>>) {
        let times = f32::from(concept.times);
        for zone in Zone::ALL {
            let zone_weight = times
                * match zone {
                    Zone::Body => 1.0,
                    Zone::Heading => weights.heading,
                    Zone::Title => weights.title,
                };
            match &concept.wish {
                Wish::Word { terms, .. } => out.extend(terms.iter().map(|wanted| -> Box<dyn Query> {
                    let term = self.term(zone, wanted.field, &wanted.letters);
                    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                    Box::new(BoostQuery::new(
                        Box::new(query),
                        zone_weight * level_weight(weights, wanted.field, wanted.how),
                    ))
                })),
                Wish::Phrase { written, stems } => {
                    out.extend(self.phrase(zone, Field::Body, written, zone_weight * weights.exact));
                    out.extend(self.phrase(zone, Field::Stem, stems, zone_weight * weights.stem));
                }
            }
        }
    }

    fn phrase(&self, zone: Zone, field: Field, steps: &[Step], weight: f32) -> Option<Box<dyn Query>> {
        let term = |step: &Step| (step.offset as usize, self.term(zone, field, &step.letters));
        let terms: Vec<_> = steps.iter().map(term).collect();
        let query: Box<dyn Query> = match terms.len() {
            0 => return None,
            1 => Box::new(TermQuery::new(terms.into_iter().next()?.1, IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new_with_offset(terms)),
        };
        Some(Box::new(BoostQuery::new(query, weight)))
    }

    /// The conditions, none of which adds to a score.
    fn conditions(&self, filters: &Filters) -> Vec<Box<dyn Query>> {
        let mut conditions: Vec<Box<dyn Query>> = Vec::new();
        for (key, value) in &filters.equal {
            let term = Term::from_field_text(self.fields.filter, &filter_term(key, value));
            conditions.push(unscored(TermQuery::new(term, IndexRecordOption::Basic)));
        }
        if filters.since.is_some() || filters.until.is_some() {
            conditions.push(self.range(filters.since.unwrap_or(1).max(1), filters.until.unwrap_or(i64::MAX)));
        }
        conditions
    }

    fn range(&self, first: i64, last: i64) -> Box<dyn Query> {
        let day = |day| Bound::Included(Term::from_field_i64(self.fields.date, day));
        unscored(RangeQuery::new(day(first), day(last)))
    }

    fn term(&self, zone: Zone, field: Field, letters: &str) -> Term {
        Term::from_field_text(self.fields.texts[slot(zone, field)], &engine_letters(letters))
    }
}

fn unscored(query: impl Query) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

fn level_weight(weights: &Weights, field: Field, how: How) -> f32 {
    let level = match field {
        Field::Body => weights.exact,
        Field::Stem => weights.stem,
    };
    if how == How::Part { level * weights.part } else { level }
}
