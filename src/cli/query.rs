//! `fundstelle query`: ranked passages.

use std::path::PathBuf;

use clap::ValueEnum;

use super::answer::{Ask, Settings, answer};
use super::batch;
use super::error::{Status, hinted};
use super::index::Work;
use super::options::{self, IndexOption, TextArgument};
use super::progress::Account;
use super::streams::Streams;
use crate::brief::Language;
use crate::index::OpenIndex;
use crate::output::{self, human};
use crate::query::plan::{Filters, Plan};
use crate::search::{self, Window};

/// Find the passages that answer a question, the best first
///
/// Words are looked up in any of their forms; a passage need not hold them all. "Words in quotes" must stand in this order; one word in
/// quotes is found as it is written. -word leaves out what holds it.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
    fundstelle query --in briefs Motive für die Truppenentsendung\n  \
    fundstelle query Truppen Nordkorea -Ukraine --limit 3\n  \
    fundstelle query '\"Artikel 5\"' Beistand --since 2024-01-01 --filter lang=de\n  \
    fundstelle query --batch queries.jsonl --limit 1000 --format trec")]
#[command(override_usage = "fundstelle query [OPTIONS] TEXT...\n       fundstelle query [OPTIONS] --batch FILE")]
pub(super) struct Query {
    #[command(flatten)]
    text: TextArgument,
    #[command(flatten)]
    index: IndexOption,
    /// First bring the index up to date with this file or folder; once for each
    #[arg(long = "in", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How many hits
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// How many hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// At most so many passages of one brief
    #[arg(long, value_name = "N")]
    per_brief: Option<usize>,
    /// What is ranked; a brief by its best passage
    #[arg(long, value_name = "UNIT", value_enum, default_value_t)]
    unit: Unit,
    /// Only briefs whose metadata have this value; several must all hold
    #[arg(long = "filter", value_name = "KEY=VALUE", value_parser = options::filter)]
    filters: Vec<(String, String)>,
    /// Only briefs of this day or later
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = options::day)]
    since: Option<i64>,
    /// Only briefs of this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = options::day)]
    until: Option<i64>,
    /// The language of the query; detected by default
    #[arg(long, value_name = "L", value_parser = options::language)]
    lang: Option<Language>,
    /// Every sign is text: no phrases, nothing left out
    #[arg(long)]
    plain: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
    /// Answer the queries of a JSON Lines file; `-` is standard input
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Unit {
    #[default]
    Passage,
    Brief,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Human,
    /// JSON Lines with every place and match
    Json,
    /// A run for the evaluation programs of TREC
    Trec,
    /// path:line:column:text, for editors
    Vimgrep,
    /// A table for spreadsheets
    Csv,
}

impl Query {
    pub(super) fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        if self.reads_standard_input_twice() {
            return Err(hinted("standard input can be read once only", "hand one of the two over as a file"));
        }
        let asks = self.asks()?;
        if let Some(stopped) = self.bring_up_to_date(streams)? {
            return Ok(stopped);
        }
        let index = self.index.open()?;
        let settings = self.settings();
        note_an_empty_index(&index, streams);
        if let (None, [ask]) = (&self.batch, asks.as_slice()) {
            explain(&index, &settings, ask, streams)?;
        }
        let count = answer(&index, &settings, &asks, streams)?;
        if count > 0 || self.batch.is_some() {
            return Ok(Status::Done);
        }
        streams.note("nothing found");
        Ok(Status::NothingFound)
    }

    fn reads_standard_input_twice(&self) -> bool {
        let standard = |path: &PathBuf| path.as_os_str() == "-";
        let asked = self.text.is_standard_input() || self.batch.as_ref().is_some_and(standard);
        asked && self.paths.iter().any(standard)
    }

    fn asks(&self) -> anyhow::Result<Vec<Ask>> {
        let hint = "`fundstelle query --help` has examples";
        match (self.text.read()?, &self.batch) {
            (Some(text), None) => {
                // the line end of what was piped in is none of the question's
                let text = text.trim_end_matches(['\n', '\r']).to_owned();
                Ok(vec![Ask { text, plain: self.plain, ..Ask::default() }])
            }
            (None, Some(path)) => batch::read(path, self.plain),
            (None, None) => Err(hinted("nothing is asked: name words, or a file with `--batch`", hint)),
            (Some(_), Some(_)) => Err(hinted("words and `--batch` exclude each other", hint)),
        }
    }

    /// Takes in the paths of `--in`. A signal ends the whole command; what became of single briefs does not.
    fn bring_up_to_date(&self, streams: &mut Streams) -> anyhow::Result<Option<Status>> {
        if self.paths.is_empty() {
            return Ok(None);
        }
        let work = Work::new(self.index.folder()?, &self.paths);
        let (summary, status) = work.run(streams, Account::Faults)?;
        let mut line = Vec::new();
        human::summary(&mut line, &summary)?;
        streams.tell(String::from_utf8_lossy(&line).trim_end());
        Ok(matches!(status, Status::Stopped(_)).then_some(status))
    }

    fn settings(&self) -> Settings {
        let unit = match self.unit {
            Unit::Passage => search::Unit::Passage,
            Unit::Brief => search::Unit::Brief,
        };
        let format = match self.format {
            Format::Human => output::Format::Human,
            Format::Json => output::Format::Json,
            Format::Trec => output::Format::Trec,
            Format::Vimgrep => output::Format::Vimgrep,
            Format::Csv => output::Format::Csv,
        };
        Settings {
            window: Window { unit, offset: self.offset, limit: self.limit, per_brief: self.per_brief },
            filters: Filters { equal: self.filters.clone(), since: self.since, until: self.until },
            language: self.lang,
            format,
        }
    }
}

fn note_an_empty_index(index: &OpenIndex, streams: &mut Streams) {
    if index.manifest().briefs == 0 {
        streams.note("the index holds no briefs");
        streams.hint("fundstelle index PATH");
    }
}

/// Says how a query was read, and what is left out of its answer, where that may surprise.
fn explain(index: &OpenIndex, settings: &Settings, ask: &Ask, streams: &mut Streams) -> anyhow::Result<()> {
    let (plan, notes) = settings.plan(ask);
    for note in notes {
        streams.note(note);
    }
    if let Some(note) = note_of_emptiness(&plan) {
        streams.note(note);
    }
    let Filters { since, until, .. } = plan.filters;
    if since.is_some() || until.is_some() {
        let undated = index.undated(&plan.filters)?;
        if undated > 0 {
            let briefs = if undated == 1 { "brief bears" } else { "briefs bear" };
            streams.note(format_args!("{undated} {briefs} no date and cannot be found with --since or --until"));
        }
    }
    Ok(())
}

fn note_of_emptiness(plan: &Plan) -> Option<&'static str> {
    match (plan.wanted.is_empty(), plan.unwanted.is_empty()) {
        (false, _) => None,
        (true, false) => Some("the query only leaves out words: nothing is looked for"),
        (true, true) => Some("the query holds no word: nothing is looked for"),
    }
}
