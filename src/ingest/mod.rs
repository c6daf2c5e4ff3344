//! The pipeline: walk, read, cut, analyse in parallel, write, report.

mod catalogue;
mod errand;
mod ledger;
mod pipeline;
mod remove;

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use crate::brief::Language;
use crate::index::IndexError;
use crate::read::Limits;

pub use pipeline::run;
pub use remove::remove;

/// One run over some paths.
#[derive(Debug)]
pub struct Job<'a> {
    /// The index folder.
    pub folder: PathBuf,
    /// What to bring up to date; nothing: what was indexed before.
    pub targets: Vec<Target>,
    /// The target length of a passage, where it differs from what the index has; 0: each brief is one passage.
    pub words: Option<usize>,
    /// The language of everything that does not say its own.
    pub language: Option<Language>,
    /// Drop what is gone below the targets.
    pub prune: bool,
    /// Say what would happen, and change nothing.
    pub dry_run: bool,
    /// Empty the index first.
    pub rebuild: bool,
    /// How many threads read and analyse.
    pub threads: usize,
    pub limits: Limits,
    /// Set when the user wants to stop: what is done is committed, the rest is left for the next run.
    pub stop: &'a AtomicBool,
}

/// A thing to index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Standard,
}

/// Who is told what happens. Outcomes come in a fixed order, and only once they are on disk.
pub trait Observer {
    /// The walk is done: so many files and bytes are to be looked at.
    fn planned(&mut self, files: u64, bytes: u64);
    /// A file of so many bytes has been dealt with; it need not be on disk yet.
    fn advanced(&mut self, bytes: u64);
    fn outcome(&mut self, outcome: &Outcome);
    /// Something about a brief that is in the index all the same.
    fn warning(&mut self, id: &str, message: &str);
}

/// What became of one brief, or of a file that gave none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub fate: Fate,
    pub id: String,
    pub path: String,
    pub passages: usize,
    pub bytes: u64,
    pub error: Option<Fault>,
}

/// Why a brief was skipped or failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: String,
    pub message: String,
    pub hint: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Added,
    Replaced,
    Unchanged,
    Removed,
    /// No document: empty, binary, without text.
    Skipped,
    /// A document that could not be read.
    Failed,
}

impl Fate {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Replaced => "replaced",
            Self::Unchanged => "unchanged",
            Self::Removed => "removed",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }
}

/// The whole run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    pub added: u64,
    pub replaced: u64,
    pub unchanged: u64,
    pub removed: u64,
    pub skipped: u64,
    pub failed: u64,
    /// Briefs, passages and bytes of sources in the index now.
    pub briefs: u64,
    pub passages: u64,
    pub bytes: u64,
    pub seconds: f64,
    /// Whether the user stopped it.
    pub stopped: bool,
}

impl Summary {
    fn count(&mut self, fate: Fate) {
        let count = match fate {
            Fate::Added => &mut self.added,
            Fate::Replaced => &mut self.replaced,
            Fate::Unchanged => &mut self.unchanged,
            Fate::Removed => &mut self.removed,
            Fate::Skipped => &mut self.skipped,
            Fate::Failed => &mut self.failed,
        };
        *count += 1;
    }
}

/// Why a run ended before its time. What was acknowledged is on disk.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    #[error(transparent)]
    Index(#[from] IndexError),
    #[error("no path is given, and nothing was indexed before")]
    NothingToDo,
    #[error("`{}`: {source}", path.display())]
    Path { path: PathBuf, source: std::io::Error },
}

impl IngestError {
    /// The command that mends it, where there is one.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Index(error) => error.hint(),
            Self::NothingToDo => Some("name a file or a folder: `fundstelle index PATH`".to_owned()),
            Self::Path { .. } => None,
        }
    }
}
