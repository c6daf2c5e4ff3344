//! A folder with briefs and an index, for one test.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use fundstelle::analysis::Chain;
use fundstelle::index::{Freshness, IndexError, OpenIndex};
use fundstelle::ingest::{self, IngestError, Job, Observer, Outcome, Summary, Target};
use fundstelle::query::{parse, plan};
use fundstelle::read::{self, Limits};
use fundstelle::search::{Hit, Searcher, Unit, Window};

/// The briefs of this repository.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/briefs")
}

/// A folder that goes with its test.
pub(crate) struct Shelf {
    folder: tempfile::TempDir,
}

/// Hears nothing.
struct Deaf;

impl Observer for Deaf {
    fn planned(&mut self, _: u64, _: u64) {}
    fn advanced(&mut self, _: u64) {}
    fn outcome(&mut self, _: &Outcome) {}
    fn warning(&mut self, _: &str, _: &str) {}
}

impl Shelf {
    pub(crate) fn new() -> Self {
        let shelf = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(shelf.briefs()).unwrap();
        shelf
    }

    /// The real path, so that it compares with what the program sees.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    pub(crate) fn briefs(&self) -> PathBuf {
        self.path().join("briefs")
    }

    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.briefs().join(name), content).unwrap();
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.briefs().join(name)).unwrap();
    }

    /// Brings the index up to date with a path.
    pub(crate) fn index(&self, path: PathBuf, threads: usize) -> Summary {
        let job = Job {
            folder: self.path().join("index"),
            targets: vec![Target::Path(path)],
            words: None,
            language: None,
            prune: true,
            dry_run: false,
            rebuild: false,
            threads,
            limits: Limits::default(),
            stop: &AtomicBool::new(false),
        };
        // other tests of this process start programs: until those are running, they hold a copy of every lock
        for _ in 0..100 {
            match ingest::run(&job, &mut Deaf) {
                Err(IngestError::Index(IndexError::Locked { .. })) => std::thread::sleep(Duration::from_millis(50)),
                ran => return ran.unwrap(),
            }
        }
        panic!("the index stays locked");
    }

    pub(crate) fn open(&self) -> OpenIndex {
        OpenIndex::open(&self.path().join("index")).unwrap()
    }

    /// All hits of a German query.
    pub(crate) fn ask(&self, text: &str) -> Vec<Hit> {
        let index = self.open();
        let window = Window { unit: Unit::Passage, offset: 0, limit: 10_000, per_brief: None };
        let mut searcher = Searcher::new(&index, Freshness::new(&index, read::path_of), plan::Weights::default());
        searcher.search(&plan_of(text), window).unwrap()
    }
}

/// The plan of a German query.
pub(crate) fn plan_of(text: &str) -> plan::Plan {
    plan::plan(text, &parse::parse(text), &Chain::for_language("de"), plan::Filters::default())
}
