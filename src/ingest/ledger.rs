//! The writer's book: what goes into the index, what is reported, and when it counts.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use super::catalogue::Catalogue;
use super::{Fate, Fault, IngestError, Observer, Outcome, Summary};
use crate::index::{BriefRecord, Manifest, Prepared, SourceRecord, Store};

/// A batch is committed after so many bytes of sources, or so long.
const BATCH_BYTES: u64 = 64 << 20;
const BATCH_TIME: Duration = Duration::from_mins(1);

/// Writes what is done, and acknowledges it once it is on disk.
pub(super) struct Ledger<'a> {
    /// `None` in a dry run, and after an error of the store.
    store: Option<Store>,
    /// What the index holds, or would hold.
    manifest: Manifest,
    catalogue: &'a Catalogue,
    observer: &'a mut dyn Observer,
    summary: Summary,
    /// Outcomes and warnings of the batch, told at its commit.
    pending: Vec<Note>,
    batch_bytes: u64,
    batch_started: Instant,
    /// The ids met in the source that is being written.
    seen: HashSet<String>,
    /// Whether anything of it failed.
    failed: bool,
}

enum Note {
    Outcome(Outcome),
    Warning { id: String, message: String },
}

/// A piece of work done.
#[derive(Default)]
pub(super) struct Done {
    pub(super) products: Vec<Product>,
    /// What becomes of the source as a whole, with its last piece.
    pub(super) end: Option<End>,
    /// Bytes of sources that it took.
    pub(super) bytes: u64,
}

/// What became of one brief.
pub(super) enum Product {
    Brief {
        prepared: Box<Prepared>,
        warnings: Vec<String>,
    },
    /// The brief of this source and id is as it was.
    Same {
        source: String,
        id: String,
    },
    Fault(Outcome),
}

/// The end of a source.
pub(super) enum End {
    /// It was left as it is.
    Left(String),
    /// It is gone.
    Gone(String),
    /// It was read.
    Read(SourceRecord),
    /// It could not be read; what was known of it stays.
    Failed,
}

impl<'a> Ledger<'a> {
    /// A book for an index that holds what `manifest` says; without a store it only says what would happen.
    pub(super) fn new(
        store: Option<Store>,
        manifest: &Manifest,
        catalogue: &'a Catalogue,
        observer: &'a mut dyn Observer,
    ) -> Self {
        Self {
            store,
            manifest: manifest.clone(),
            catalogue,
            observer,
            summary: Summary::default(),
            pending: Vec::new(),
            batch_bytes: 0,
            batch_started: Instant::now(),
            seen: HashSet::new(),
            failed: false,
        }
    }

    /// Writes one piece down, and commits where the batch is full.
    pub(super) fn write(&mut self, done: Done) -> Result<(), IngestError> {
        for product in done.products {
            self.write_product(product)?;
        }
        if let Some(end) = done.end {
            self.end_source(end)?;
        }
        self.observer.advanced(done.bytes);
        self.batch_bytes += done.bytes;
        if self.batch_bytes >= BATCH_BYTES || self.batch_started.elapsed() >= BATCH_TIME {
            self.commit()?;
        }
        Ok(())
    }

    fn write_product(&mut self, product: Product) -> Result<(), IngestError> {
        match product {
            Product::Fault(outcome) => {
                self.failed |= outcome.fate == Fate::Failed;
                self.note(outcome);
            }
            Product::Same { source, id } => {
                if let Some(brief) = self.catalogue.brief(&source, &id) {
                    if self.seen.insert(id) {
                        self.note(of_brief(Fate::Unchanged, brief));
                    } else {
                        self.refuse(brief);
                    }
                }
            }
            Product::Brief { prepared, warnings } => self.write_brief(*prepared, warnings)?,
        }
        Ok(())
    }

    fn write_brief(&mut self, prepared: Prepared, warnings: Vec<String>) -> Result<(), IngestError> {
        let record = &prepared.record;
        if !self.seen.insert(record.id.clone()) {
            self.refuse(record);
            return Ok(());
        }
        let before = self.catalogue.brief(&record.source, &record.id);
        let fate = if before.is_some() { Fate::Replaced } else { Fate::Added };
        let outcome = of_brief(fate, record);
        let id = record.id.clone();
        if let Some(before) = before {
            self.manifest.discount(before);
        }
        self.manifest.count(record);
        if let Some(store) = &mut self.store {
            store.put_brief(prepared, before)?;
        }
        self.note(outcome);
        self.pending.extend(warnings.into_iter().map(|message| Note::Warning { id: id.clone(), message }));
        Ok(())
    }

    /// A second record with the same id: the first one stands.
    fn refuse(&mut self, record: &BriefRecord) {
        self.failed = true;
        let line = record.record.map(|line| format!("line {line}: ")).unwrap_or_default();
        let message = format!("{line}a second record with the same id, `{}`", record.id);
        let hint = Some("give each record of a file an id of its own".to_owned());
        let error = Some(Fault { kind: "duplicate".to_owned(), message, hint });
        self.note(Outcome { error, passages: 0, ..of_brief(Fate::Failed, record) });
    }

    fn end_source(&mut self, end: End) -> Result<(), IngestError> {
        match end {
            End::Left(id) => self.leave(&id),
            End::Gone(id) => self.drop_source(&id),
            // a file with a broken record is read again next time, and nothing of it is given up meanwhile
            End::Read(source) if !self.failed => self.close_source(&source)?,
            End::Read(_) | End::Failed => {}
        }
        self.seen.clear();
        self.failed = false;
        Ok(())
    }

    fn leave(&mut self, id: &str) {
        for brief in self.catalogue.briefs(id) {
            self.note(of_brief(Fate::Unchanged, brief));
        }
        let Some(source) = self.catalogue.source(id) else {
            return;
        };
        if let Some(skip) = &source.skipped {
            let error = Some(Fault { kind: skip.kind.clone(), message: skip.message.clone(), hint: None });
            let (id, path) = (source.id.clone(), source.path.clone());
            self.note(Outcome { fate: Fate::Skipped, id, path, passages: 0, bytes: source.size, error });
        }
    }

    fn close_source(&mut self, source: &SourceRecord) -> Result<(), IngestError> {
        let gone: Vec<&BriefRecord> =
            self.catalogue.briefs(&source.id).filter(|brief| !self.seen.contains(&brief.id)).collect();
        for brief in gone {
            self.drop_brief(brief);
        }
        if let Some(store) = &mut self.store {
            store.put_source(source)?;
        }
        Ok(())
    }

    /// Forgets a source and its briefs.
    pub(super) fn drop_source(&mut self, id: &str) {
        for brief in self.catalogue.briefs(id) {
            self.drop_brief(brief);
        }
        if let Some(store) = &mut self.store {
            store.remove_source(id);
        }
    }

    /// Forgets a brief.
    pub(super) fn drop_brief(&mut self, brief: &BriefRecord) {
        self.manifest.discount(brief);
        if let Some(store) = &mut self.store {
            store.remove_brief(brief);
        }
        self.note(of_brief(Fate::Removed, brief));
    }

    pub(super) fn summary(&self) -> &Summary {
        &self.summary
    }

    fn note(&mut self, outcome: Outcome) {
        self.summary.count(outcome.fate);
        self.pending.push(Note::Outcome(outcome));
    }

    /// Puts the batch on disk, then says so.
    fn commit(&mut self) -> Result<(), IngestError> {
        if let Some(store) = self.store.take() {
            self.store = Some(store.commit()?);
        }
        for note in self.pending.drain(..) {
            match note {
                Note::Outcome(outcome) => self.observer.outcome(&outcome),
                Note::Warning { id, message } => self.observer.warning(&id, &message),
            }
        }
        self.batch_bytes = 0;
        self.batch_started = Instant::now();
        Ok(())
    }

    /// The last commit; merging too, unless the user is waiting for the program to stop.
    pub(super) fn close(mut self, stopped: bool) -> Result<Summary, IngestError> {
        self.commit()?;
        if let Some(store) = self.store.take().filter(|_| !stopped) {
            store.finish()?;
        }
        let Manifest { briefs, passages, bytes, .. } = self.manifest;
        Ok(Summary { briefs, passages, bytes, stopped, ..self.summary })
    }
}

fn of_brief(fate: Fate, brief: &BriefRecord) -> Outcome {
    Outcome {
        fate,
        id: brief.id.clone(),
        path: brief.path.clone(),
        passages: brief.passages,
        bytes: brief.bytes,
        error: None,
    }
}
