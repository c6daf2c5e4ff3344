//! `fundstelle list`: the briefs of the index.

use super::error::Status;
use super::options::{FormatOption, IndexOption, Print};
use super::streams::Streams;
use crate::index::Freshness;
use crate::output::{human, json};
use crate::read;

/// List the briefs of the index: date, language, passages, id, title
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
    fundstelle list\n  \
    fundstelle list --format json | jq -r 'select(.stale) | .path'")]
pub(super) struct List {
    #[command(flatten)]
    index: IndexOption,
    #[command(flatten)]
    print: FormatOption,
}

impl List {
    pub(super) fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        let index = self.index.open()?;
        let mut freshness = Freshness::new(&index, read::path_of);
        let mut briefs = Vec::new();
        for brief in index.briefs()? {
            let stale = freshness.is_stale(&brief)?;
            briefs.push((brief, stale));
        }
        for (brief, stale) in &briefs {
            match self.print.format {
                Print::Human => human::brief(&mut streams.out, brief, *stale)?,
                Print::Json => json::brief(&mut streams.out, brief, *stale)?,
            }
        }
        Ok(Status::Done)
    }
}
