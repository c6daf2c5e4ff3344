//! `fundstelle passages`: what would be indexed of a file, without an index.

use std::path::{Path, PathBuf};

use super::error::Status;
use super::options::{self, FormatOption, Print};
use super::streams::Streams;
use crate::brief::{Brief, Language};
use crate::output::{human, json, passage_id};
use crate::passage::Passage;

/// Show how a file is cut into passages, headings and sentences
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
    fundstelle passages briefs/lage.md\n  \
    fundstelle passages briefs/lage.md --format json | jq -r '.passage.heading | join(\" > \")'")]
pub(super) struct Passages {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The target length of a passage in words; 0: each brief is one passage
    #[arg(long, value_name = "N")]
    passage_words: Option<usize>,
    /// The language of what does not say its own; detected by default
    #[arg(long, value_name = "L", value_parser = options::language)]
    lang: Option<Language>,
    #[command(flatten)]
    print: FormatOption,
}

/// A brief as it would be indexed.
struct Cut {
    brief: Brief,
    language: Language,
    passages: Vec<Passage>,
}

impl Passages {
    pub(super) fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        for cut in passages_of(&self.file, self.passage_words, self.lang, streams)? {
            match self.print.format {
                Print::Human => print(&cut, streams)?,
                Print::Json => json::read_passages(&mut streams.out, &cut.brief, cut.language, &cut.passages)?,
            }
        }
        Ok(Status::Done)
    }
}

fn print(cut: &Cut, streams: &mut Streams) -> anyhow::Result<()> {
    let document = &cut.brief.document;
    for passage in &cut.passages {
        let blocks = passage.headings.iter().filter_map(|&index| document.blocks.get(index));
        let headings: Vec<_> = blocks.map(|block| block.span.of(&document.text)).collect();
        let id = passage_id(&cut.brief.origin.id, passage.number);
        human::read_passage(&mut streams.out, &id, &headings, passage.span.of(&document.text), &streams.screen)?;
        std::io::Write::write_all(&mut streams.out, b"\n")?;
    }
    Ok(())
}

/// Reads a file and cuts its briefs. A broken record is named on standard error; a file without text is an error.
// TO BE WIRED: read::open → documents → passage::cut
fn passages_of(
    path: &Path,
    _words: Option<usize>,
    _language: Option<Language>,
    _streams: &mut Streams,
) -> anyhow::Result<Vec<Cut>> {
    anyhow::bail!("`{}`: not wired yet", path.display())
}
