//! What the index knew before the run.

use std::collections::{BTreeMap, HashMap};

use crate::index::{BriefRecord, IndexError, OpenIndex, SourceRecord};

/// Sources by id, and the briefs of each.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    sources: BTreeMap<String, SourceRecord>,
    briefs: HashMap<String, BTreeMap<String, BriefRecord>>,
}

impl Catalogue {
    pub(super) fn load(index: &OpenIndex) -> Result<Self, IndexError> {
        let mut catalogue = Self::default();
        for source in index.sources()? {
            catalogue.sources.insert(source.id.clone(), source);
        }
        for brief in index.briefs()? {
            catalogue.briefs.entry(brief.source.clone()).or_default().insert(brief.id.clone(), brief);
        }
        Ok(catalogue)
    }

    pub(super) fn source(&self, id: &str) -> Option<&SourceRecord> {
        self.sources.get(id)
    }

    /// Every source that left a trace, in the order of ids: one with briefs need not have a record of its own, where a run was killed.
    pub(super) fn source_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.sources.keys().map(String::as_str).collect();
        // sorted below: the order of the map reaches nobody
        ids.extend(self.briefs.keys().map(String::as_str));
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The briefs of a source, in the order of ids.
    pub(super) fn briefs(&self, source: &str) -> impl Iterator<Item = &BriefRecord> {
        self.briefs.get(source).into_iter().flat_map(BTreeMap::values)
    }

    pub(super) fn brief(&self, source: &str, id: &str) -> Option<&BriefRecord> {
        self.briefs.get(source)?.get(id)
    }
}
