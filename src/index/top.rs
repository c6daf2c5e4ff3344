//! The best matches in a total order: score, then brief id, then passage number. The engine breaks ties by where a document happens to
//! lie, which a merge changes.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::schema::{BRIEF, NUMBER};

/// How much of a ranking is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The first so many hits.
    pub count: usize,
    /// At most so many of one brief.
    pub per_brief: Option<usize>,
}

/// A passage that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    pub score: f32,
    pub brief: String,
    /// The passage's number in its brief.
    pub number: u64,
    address: DocAddress,
}

impl Match {
    pub(super) const fn address(&self) -> DocAddress {
        self.address
    }
}

/// Collects the best matches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Best {
    extent: Extent,
}

impl Best {
    pub(super) const fn new(extent: Extent) -> Self {
        Self { extent }
    }
}

/// A match within one segment. Ids of one segment order like their ordinals.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    score: Score,
    brief: u64,
    number: u64,
    doc: DocId,
}

impl Eq for Entry {}

impl Ord for Entry {
    /// Better is less.
    fn cmp(&self, other: &Self) -> Ordering {
        let by_score = other.score.total_cmp(&self.score);
        by_score.then(self.brief.cmp(&other.brief)).then(self.number.cmp(&other.number)).then(self.doc.cmp(&other.doc))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Collector for Best {
    type Fruit = Vec<Match>;
    type Child = BestOfSegment;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<BestOfSegment> {
        let fast = segment.fast_fields();
        Ok(BestOfSegment {
            extent: self.extent,
            ordinal,
            briefs: fast.str(BRIEF)?,
            numbers: fast.u64(NUMBER)?,
            kept: match self.extent.per_brief {
                None => Kept::Overall(BinaryHeap::new()),
                Some(_) => Kept::EachBrief(HashMap::new()),
            },
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Vec<Match>>>) -> tantivy::Result<Vec<Match>> {
        let mut matches = Vec::new();
        for segment in segments {
            matches.extend(segment?);
        }
        matches.sort_by(|one, other| {
            let by_score = other.score.total_cmp(&one.score);
            by_score.then_with(|| one.brief.cmp(&other.brief)).then(one.number.cmp(&other.number))
        });
        if let Some(most) = self.extent.per_brief {
            limit_per_brief(&mut matches, most);
        }
        matches.truncate(self.extent.count);
        Ok(matches)
    }
}

/// The best matches of one segment.
pub(super) struct BestOfSegment {
    extent: Extent,
    ordinal: SegmentOrdinal,
    briefs: Option<StrColumn>,
    numbers: Column<u64>,
    kept: Kept,
}

/// A bounded heap with the worst on top: one for all, or one a brief.
enum Kept {
    Overall(BinaryHeap<Entry>),
    EachBrief(HashMap<u64, BinaryHeap<Entry>>),
}

impl BestOfSegment {
    fn entry(&self, doc: DocId, score: Score) -> Entry {
        let brief = self.briefs.as_ref().and_then(|briefs| briefs.ords().first(doc)).unwrap_or_default();
        Entry { score, brief, number: self.numbers.first(doc).unwrap_or_default(), doc }
    }

    fn resolve(&self, entry: Entry) -> tantivy::Result<Match> {
        let mut brief = String::new();
        if let Some(briefs) = &self.briefs {
            briefs.ord_to_str(entry.brief, &mut brief)?;
        }
        let address = DocAddress::new(self.ordinal, entry.doc);
        Ok(Match { score: entry.score, brief, number: entry.number, address })
    }
}

fn keep(heap: &mut BinaryHeap<Entry>, most: usize, entry: Entry) {
    if heap.len() < most {
        heap.push(entry);
    } else if let Some(mut worst) = heap.peek_mut()
        && entry < *worst
    {
        *worst = entry;
    }
}

impl SegmentCollector for BestOfSegment {
    type Fruit = tantivy::Result<Vec<Match>>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if let Kept::Overall(heap) = &self.kept
            && heap.len() >= self.extent.count
            && heap.peek().is_some_and(|worst| score < worst.score)
        {
            return;
        }
        let entry = self.entry(doc, score);
        match &mut self.kept {
            Kept::Overall(heap) => keep(heap, self.extent.count, entry),
            Kept::EachBrief(heaps) => {
                keep(heaps.entry(entry.brief).or_default(), self.extent.per_brief.unwrap_or(usize::MAX), entry);
            }
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        let mut entries: Vec<Entry> = match std::mem::replace(&mut self.kept, Kept::Overall(BinaryHeap::new())) {
            Kept::Overall(heap) => heap.into_vec(),
            Kept::EachBrief(heaps) => heaps.into_values().flat_map(BinaryHeap::into_vec).collect(),
        };
        entries.sort_unstable();
        entries.truncate(self.extent.count);
        entries.into_iter().map(|entry| self.resolve(entry)).collect()
    }
}

/// Keeps at most `most` of the matches of each brief, in order.
fn limit_per_brief(matches: &mut Vec<Match>, most: usize) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    matches.retain(|found| {
        let count = seen.entry(found.brief.clone()).or_default();
        *count += 1;
        *count <= most
    });
}
