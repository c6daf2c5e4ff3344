//! `fundstelle stats`: what there is to say about an index.

use std::collections::BTreeMap;

use super::error::Status;
use super::options::{FormatOption, IndexOption, Print};
use super::streams::Streams;
use crate::output::{self, human, json};

/// Say what the index holds, where it lies and how large it is
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
    fundstelle stats\n  \
    fundstelle stats --format json | jq .passages")]
pub(super) struct Stats {
    #[command(flatten)]
    index: IndexOption,
    #[command(flatten)]
    print: FormatOption,
}

impl Stats {
    pub(super) fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        let index = self.index.open()?;
        let manifest = index.manifest();
        let mut languages = BTreeMap::new();
        let mut words = 0;
        for brief in index.briefs()? {
            *languages.entry(brief.lang).or_default() += 1;
            // the first text field is the passages' own words
            words += brief.tokens.first().copied().unwrap_or_default();
        }
        let stats = output::Stats {
            root: index.base().display().to_string(),
            index: index.folder().display().to_string(),
            format: manifest.format,
            analysis: manifest.analysis,
            briefs: manifest.briefs,
            passages: manifest.passages,
            bytes: manifest.bytes,
            size: index.size(),
            words,
            languages,
            roots: &manifest.roots,
        };
        match self.print.format {
            Print::Human => human::stats(&mut streams.out, &stats)?,
            Print::Json => json::stats(&mut streams.out, &stats)?,
        }
        Ok(Status::Done)
    }
}
