//! Counts over the passages that are there, so that scores do not depend on how the index came about.
//!
//! The engine counts deleted documents until a merge drops them. A posting list in a segment with deletions is counted here document
//! by document; lengths come from the manifest, which every commit brings up to date.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet as _, Term};

use super::open::OpenIndex;

/// The statistics of one commit.
pub(super) struct Live<'a>(pub(super) &'a OpenIndex);

impl Bm25StatisticsProvider for Live<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let slot = self.0.fields.texts.iter().position(|text| *text == field);
        Ok(slot.map_or(0, |slot| self.0.manifest().tokens[slot]))
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.0.manifest().passages)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut count = 0;
        for segment in self.0.searcher.segment_readers() {
            let inverted = segment.inverted_index(term.field())?;
            let Some(alive) = segment.alive_bitset() else {
                count += u64::from(inverted.doc_freq(term)?);
                continue;
            };
            let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != tantivy::TERMINATED {
                count += u64::from(alive.is_alive(postings.doc()));
                postings.advance();
            }
        }
        // a damaged manifest must not make the engine's arithmetic panic
        Ok(count.min(self.0.manifest().passages))
    }
}
