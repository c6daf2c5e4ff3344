//! `fundstelle index`: brings the index up to date.

use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use super::error::Status;
use super::interrupt::Interrupt;
use super::options::{self, FormatOption, IndexOption};
use super::progress::{self, Account, Reporter};
use super::streams::Streams;
use crate::brief::Language;
use crate::ingest::{self, Job, Summary, Target};
use crate::read::Limits;

/// Index files and folders, or bring the index up to date
///
/// Files that did not change are not read again. Without a PATH, what was indexed before is brought up to date.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
    fundstelle index briefs\n  \
    fundstelle index briefs reports.jsonl --index /srv/briefs-index\n  \
    fundstelle index --prune\n  \
    curl -s https://example.org/brief.md | fundstelle index -")]
pub(super) struct Index {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    place: IndexOption,
    /// Drop briefs that are gone below the given paths
    #[arg(long)]
    prune: bool,
    /// Say what would happen and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Empty the index first
    #[arg(long)]
    rebuild: bool,
    /// How many threads read and analyse; as many as there are cores by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// The language of what does not say its own; detected by default
    #[arg(long, value_name = "L", value_parser = options::language)]
    lang: Option<Language>,
    /// The target length of a passage in words; 0: each brief is one passage
    #[arg(long, value_name = "N")]
    passage_words: Option<usize>,
    /// The largest file that is read
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    max_mib: Option<u32>,
    #[command(flatten)]
    print: FormatOption,
}

impl Index {
    pub(super) fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        let mut work = Work::new(self.place.folder()?, &self.paths);
        work.prune = self.prune;
        work.dry_run = self.dry_run;
        work.rebuild = self.rebuild;
        work.language = self.lang;
        work.words = self.passage_words;
        work.threads = self.threads.map(usize::from);
        work.max_mib = self.max_mib;
        let (summary, status) = work.run(streams, Account::of(self.print.format, self.dry_run))?;
        progress::summary(streams, self.print.format, &summary)?;
        Ok(status)
    }
}

/// A run as the command line describes it, for every command that brings an index up to date.
pub(super) struct Work {
    folder: PathBuf,
    targets: Vec<Target>,
    prune: bool,
    dry_run: bool,
    rebuild: bool,
    language: Option<Language>,
    words: Option<usize>,
    threads: Option<usize>,
    max_mib: Option<u32>,
}

impl Work {
    /// A run over some paths with nothing special about it.
    pub(super) fn new(folder: PathBuf, paths: &[PathBuf]) -> Self {
        let target = |path: &PathBuf| match path.as_path() {
            path if path == Path::new("-") => Target::Standard,
            path => Target::Path(path.to_owned()),
        };
        Self {
            folder,
            targets: paths.iter().map(target).collect(),
            prune: false,
            dry_run: false,
            rebuild: false,
            language: None,
            words: None,
            threads: None,
            max_mib: None,
        }
    }

    /// Does it, stops on a signal, and says with what status to leave.
    pub(super) fn run(self, streams: &mut Streams, account: Account) -> anyhow::Result<(Summary, Status)> {
        let interrupt = Interrupt::listen()?;
        let mut limits = Limits::default();
        if let Some(mib) = self.max_mib {
            limits.max_bytes = u64::from(mib) << 20;
        }
        let job = Job {
            folder: self.folder,
            targets: self.targets,
            words: self.words,
            language: self.language,
            prune: self.prune,
            dry_run: self.dry_run,
            rebuild: self.rebuild,
            threads: self.threads.unwrap_or_else(|| available_parallelism().map_or(1, usize::from)),
            limits,
            stop: interrupt.flag(),
        };
        let mut reporter = Reporter::new(streams, account);
        let result = ingest::run(&job, &mut reporter);
        let written = reporter.close();
        let signal = interrupt.close();
        let summary = result?;
        written?;
        let status = match signal {
            Some(signal) if summary.stopped => Status::Stopped(signal),
            _ if summary.failed > 0 => Status::SomeFailed,
            _ => Status::Done,
        };
        Ok((summary, status))
    }
}
