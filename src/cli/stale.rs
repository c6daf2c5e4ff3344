//! Says of which sources the index no longer knows where things stand, and how that is mended.

use std::collections::BTreeMap;

use super::streams::Streams;
use crate::index::{BriefRecord, OpenIndex, index_option, shell_word};
use crate::read;

/// The sources of some hits that changed or went, each once: what they are called by their ids.
#[derive(Debug, Default)]
pub(super) struct Stale(BTreeMap<String, String>);

impl Stale {
    /// One brief's source.
    pub(super) fn of(brief: &BriefRecord) -> Self {
        let mut stale = Self::default();
        stale.add(brief);
        stale
    }

    pub(super) fn add(&mut self, brief: &BriefRecord) {
        if !self.0.contains_key(&brief.source) {
            self.0.insert(brief.source.clone(), brief.path.clone());
        }
    }

    /// Names them on standard error.
    pub(super) fn warn(&self, index: &OpenIndex, streams: &mut Streams) {
        let base = &index.base();
        let option = index_option(index.folder());
        let is_here = std::env::current_dir().is_ok_and(|here| here == *base);
        for (source, path) in &self.0 {
            let file = read::path_of(source, base);
            let gone = !file.exists();
            let what = if gone { "is gone" } else { "changed" };
            streams.warning(format_args!("`{path}` {what} since it was indexed: its places are those it had then"));
            let named = if is_here { path.clone() } else { file.display().to_string() };
            let prune = if gone { " --prune" } else { "" };
            streams.hint(format_args!("fundstelle index{option}{prune} {}", shell_word(&named)));
        }
    }
}
