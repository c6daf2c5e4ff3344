//! `fundstelle passages`: what would be indexed of a file, without an index.

use std::path::{Path, PathBuf};

use super::error::Status;
use super::options::{self, FormatOption, Print};
use super::streams::Streams;
use crate::brief::{Brief, Language};
use crate::output::{human, json, passage_id};
use crate::passage::{self, Passage, Recipe};
use crate::read::{self, Identity, Limits, Name, Opened, ReadError, RecordError, RecordLine};

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
        let words = self.passage_words.unwrap_or(Recipe::default().words);
        let recipe = Recipe { words, language: self.lang };
        for cut in passages_of(&self.file, &recipe, streams)? {
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
fn passages_of(path: &Path, recipe: &Recipe, streams: &mut Streams) -> anyhow::Result<Vec<Cut>> {
    let failed = |error: ReadError| anyhow::Error::new(error).context(format!("`{}`", path.display()));
    let absolute = read::absolute(path).map_err(|error| failed(error.into()))?;
    let name = Name::new(&absolute, &std::env::current_dir()?);
    match read::open(&absolute, &Limits::default()).map_err(failed)? {
        Opened::Document(loaded) => {
            let extract = loaded.read().map_err(failed)?;
            let identity = Identity { id: name.id, record: None, hash: loaded.hash, bytes: loaded.size };
            Ok(vec![cut(extract.into_brief(identity, &name.path), recipe)])
        }
        Opened::Records(records) => {
            let mut cuts = Vec::new();
            for line in *records {
                match record_of(&name, line, recipe) {
                    Ok(cut) => cuts.push(cut),
                    Err((line, error)) => streams.warning(format_args!("`{}`, line {line}: {error}", path.display())),
                }
            }
            if cuts.is_empty() {
                return Err(failed(ReadError::NoText));
            }
            Ok(cuts)
        }
    }
}

fn record_of(name: &Name, line: Result<RecordLine, RecordError>, recipe: &Recipe) -> Result<Cut, (usize, ReadError)> {
    let line = line.map_err(|error| (error.line, error.error))?;
    let failed = |error| (line.line, error);
    let record = read::read_record(&line).map_err(failed)?;
    let id = read::record_id(&name.id, record.id.as_deref(), line.line).map_err(failed)?;
    let identity = Identity { id, record: Some(line.line), hash: record.hash, bytes: line.bytes.len() as u64 };
    Ok(cut(record.extract.into_brief(identity, &name.path), recipe))
}

fn cut(brief: Brief, recipe: &Recipe) -> Cut {
    let language = passage::language(&brief.document, recipe);
    let passages = passage::cut(&brief.document, recipe);
    Cut { brief, language, passages }
}
