//! One thread reads, several cut and analyse, one writes; what is reported comes in the order of the walk.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::catalogue::Catalogue;
use super::errand::{Errand, Errands, Reading, STANDARD, errands, faulty};
use super::ledger::{Done, End, Ledger, Product};
use super::{Fate, Fault, IngestError, Job, Observer, Outcome, Summary, Target};
use crate::brief::Language;
use crate::index::{OpenIndex, Preparer, Root, Skip, SourceRecord, Store, is_index};
use crate::passage;
use crate::read::{self, Extract, Identity, Limits, Loaded, Opened, ReadError, RecordError, RecordLine, Records};

/// Records are handed on in portions of so many bytes.
const PORTION_BYTES: usize = 1 << 18;

/// Brings the index up to date with the targets of a job.
pub fn run(job: &Job<'_>, observer: &mut dyn Observer) -> Result<Summary, IngestError> {
    let started = Instant::now();
    let Opening { mut store, known, roots } = open(job)?;
    let catalogue = known.as_ref().map_or_else(|| Ok(Catalogue::default()), Catalogue::load)?;
    let errands = errands(job, &catalogue, &roots)?;
    observer.planned(errands.files, errands.bytes);
    if job.rebuild && roots.iter().any(|root| root.id == STANDARD) && !job.targets.contains(&Target::Standard) {
        observer.warning(STANDARD, "what came by standard input cannot be read again: hand it over once more");
    }
    if let Some(store) = &mut store {
        store.set_roots(errands.roots.clone());
    }
    let manifest = known.as_ref().map(|known| known.manifest().clone()).unwrap_or_default();
    let mut ledger = Ledger::new(store, &manifest, &catalogue, observer);
    flow(job, errands, &mut ledger)?;
    let summary = ledger.close(job.stop.load(Ordering::Relaxed))?;
    Ok(Summary { seconds: started.elapsed().as_secs_f64(), ..summary })
}

/// An index as a job finds it.
struct Opening {
    /// `None` in a dry run.
    store: Option<Store>,
    /// What it holds, where there is one.
    known: Option<OpenIndex>,
    roots: Vec<Root>,
}

fn open(job: &Job<'_>) -> Result<Opening, IngestError> {
    if job.targets.is_empty() && !is_index(&job.folder) {
        return Err(IngestError::NothingToDo);
    }
    if !job.prune {
        refuse_nothing(&job.targets)?;
    }
    if job.dry_run {
        let known = if is_index(&job.folder) { Some(OpenIndex::open(&job.folder)?) } else { None };
        let roots = known.as_ref().map(|known| known.manifest().roots.clone()).unwrap_or_default();
        return Ok(Opening { store: None, known: known.filter(|_| !job.rebuild), roots });
    }
    let (store, roots) = if job.rebuild {
        Store::rebuild(&job.folder)?
    } else {
        let store = Store::open(&job.folder)?;
        let roots = store.manifest().roots.clone();
        (store, roots)
    };
    Ok(Opening { known: Some(store.reader()?), store: Some(store), roots })
}

/// Fails where none of the targets is there: then nothing can be done, and no index is made for it.
fn refuse_nothing(targets: &[Target]) -> Result<(), IngestError> {
    let mut missing = None;
    for target in targets {
        match target {
            Target::Path(path) if path.symlink_metadata().is_err() => missing = missing.or(Some(path)),
            Target::Path(_) | Target::Standard => return Ok(()),
        }
    }
    missing.map_or(Ok(()), |path| {
        let source = path.symlink_metadata().err().unwrap_or_else(|| std::io::ErrorKind::NotFound.into());
        Err(IngestError::Path { path: path.clone(), source })
    })
}

/// A piece of work for the pool.
enum Part {
    /// Nothing is left to do but to write it down.
    Done(Done),
    Document {
        reading: Arc<Reading>,
        loaded: Loaded,
        read_at: i128,
    },
    Records {
        reading: Arc<Reading>,
        lines: Vec<Result<RecordLine, RecordError>>,
    },
}

/// Runs the errands: a reader, a pool, and this thread as the writer.
fn flow(job: &Job<'_>, errands: Errands, ledger: &mut Ledger<'_>) -> Result<(), IngestError> {
    let preparer = &Preparer::default();
    let threads = job.threads.max(1);
    let (give, take) = bounded::<(u64, Part)>(threads * 2);
    let (give_done, take_done) = bounded::<(u64, Done)>(threads * 2);
    // only so many pieces are under way at once, so that a slow one does not pile up those behind it
    let (permit, permits) = bounded::<()>(threads * 8);
    std::thread::scope(|scope| {
        scope.spawn(move || feed(job, errands, &mut Feeder { give, permit, next: 0, job }));
        for _ in 0..threads {
            let (take, give_done) = (take.clone(), give_done.clone());
            scope.spawn(move || {
                for (number, part) in take {
                    if give_done.send((number, work(part, preparer))).is_err() {
                        return;
                    }
                }
            });
        }
        drop((take, give_done));
        in_order(&take_done, &permits, |done| ledger.write(done))
    })
}

/// Hands on what is done in the order in which it was given out. On an error both channels close, and with them the threads.
fn in_order(
    done: &Receiver<(u64, Done)>,
    permits: &Receiver<()>,
    mut write: impl FnMut(Done) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    let mut outcome = Ok(());
    for (number, piece) in done {
        waiting.insert(number, piece);
        while let Some(piece) = waiting.remove(&next) {
            next += 1;
            let _ = permits.recv();
            if outcome.is_ok() {
                outcome = write(piece);
            }
        }
    }
    outcome
}

/// Gives out pieces of work with their numbers.
struct Feeder<'a> {
    give: Sender<(u64, Part)>,
    permit: Sender<()>,
    next: u64,
    job: &'a Job<'a>,
}

impl Feeder<'_> {
    /// `false` when nobody wants more.
    fn send(&mut self, part: Part) -> bool {
        let number = self.next;
        self.next += 1;
        self.permit.send(()).is_ok() && self.give.send((number, part)).is_ok() && !self.stopped()
    }

    fn stopped(&self) -> bool {
        self.job.stop.load(Ordering::Relaxed)
    }
}

fn feed(job: &Job<'_>, errands: Errands, feeder: &mut Feeder<'_>) {
    for errand in errands.list {
        if feeder.stopped() {
            return;
        }
        let goes_on = match errand {
            Errand::Leave { source, bytes } => {
                feeder.send(Part::Done(Done { end: Some(End::Left(source)), bytes, ..Done::default() }))
            }
            Errand::Drop { source } => {
                feeder.send(Part::Done(Done { end: Some(End::Gone(source)), ..Done::default() }))
            }
            Errand::Report(outcome) => feeder.send(Part::Done(fault(outcome, End::Failed, 0))),
            Errand::Read(reading) => feed_source(*reading, job.limits, feeder),
        };
        if !goes_on {
            return;
        }
    }
}

/// A source that gave nothing but this.
fn fault(outcome: Outcome, end: End, bytes: u64) -> Done {
    Done { products: vec![Product::Fault(outcome)], end: Some(end), bytes }
}

fn feed_source(reading: Reading, limits: Limits, feeder: &mut Feeder<'_>) -> bool {
    let read_at = now();
    let opened = match &reading.file {
        Some(file) => read::open(&file.path, &limits),
        None => read::open_stdin(std::io::stdin(), &limits),
    };
    let reading = Arc::new(reading);
    match opened {
        Ok(Opened::Records(records)) => feed_records(&reading, *records, read_at, feeder),
        Ok(Opened::Document(loaded)) => feeder.send(Part::Document { reading, loaded, read_at }),
        Err(error) => {
            let size = reading.size();
            feeder.send(Part::Done(unread(&reading, &error, String::new(), size, read_at)))
        }
    }
}

fn feed_records(reading: &Arc<Reading>, mut records: Records, read_at: i128, feeder: &mut Feeder<'_>) -> bool {
    let mut lines = Vec::new();
    let mut bytes = 0;
    let mut is_empty = true;
    for line in records.by_ref() {
        is_empty = false;
        bytes += line.as_ref().map_or(0, |line| line.bytes.len());
        lines.push(line);
        if bytes >= PORTION_BYTES {
            bytes = 0;
            if !feeder.send(Part::Records { reading: Arc::clone(reading), lines: std::mem::take(&mut lines) }) {
                return false;
            }
        }
    }
    if !feeder.send(Part::Records { reading: Arc::clone(reading), lines }) {
        return false;
    }
    match records.finish() {
        Ok((hash, size)) if is_empty => {
            feeder.send(Part::Done(unread(reading, &ReadError::NoText, hash, size, read_at)))
        }
        Ok((hash, size)) => {
            let end = Some(End::Read(source_record(reading, hash, size, read_at, None)));
            feeder.send(Part::Done(Done { end, ..Done::default() }))
        }
        Err(error) => feeder.send(Part::Done(unread(reading, &error, String::new(), 0, read_at))),
    }
}

/// Reads, cuts and analyses. Whatever happens inside ends as an outcome: one brief never stops a job.
fn work(part: Part, preparer: &Preparer) -> Done {
    match part {
        Part::Done(done) => done,
        Part::Document { reading, loaded, read_at } => {
            guarded(&reading, || document(&reading, &loaded, read_at, preparer))
        }
        Part::Records { reading, lines } => {
            let bytes = lines.iter().flatten().map(|line| line.bytes.len() as u64 + 1).sum();
            let products = lines.into_iter().map(|line| record(&reading, line, preparer)).collect();
            Done { products, bytes, ..Done::default() }
        }
    }
}

/// A panic is a fault of ours; it costs the brief and not the job.
fn guarded(reading: &Reading, work: impl FnOnce() -> Done) -> Done {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| fault(internal(&reading.name.id, &reading.name.path), End::Failed, reading.size()))
}

fn internal(id: &str, path: &str) -> Outcome {
    Outcome {
        fate: Fate::Failed,
        id: id.to_owned(),
        path: path.to_owned(),
        passages: 0,
        bytes: 0,
        error: Some(Fault {
            kind: "internal".to_owned(),
            message: "a fault in this program".to_owned(),
            hint: Some("please report it, with the file if you can".to_owned()),
        }),
    }
}

fn document(reading: &Reading, loaded: &Loaded, read_at: i128, preparer: &Preparer) -> Done {
    let id = reading.name.id.clone();
    let (hash, size) = (loaded.hash.clone(), loaded.size);
    let product = if reading.was_indexed_as(&hash) {
        Product::Same { source: id.clone(), id }
    } else {
        match loaded.read() {
            Err(error) => return unread(reading, &error, hash, size, read_at),
            Ok(extract) => {
                brief(reading, Identity { id, record: None, hash: hash.clone(), bytes: size }, extract, preparer)
            }
        }
    };
    let end = Some(End::Read(source_record(reading, hash, size, read_at, None)));
    Done { products: vec![product], end, bytes: size }
}

fn record(reading: &Reading, line: Result<RecordLine, RecordError>, preparer: &Preparer) -> Product {
    let line = match line {
        Ok(line) => line,
        Err(error) => return broken(reading, error.line, 0, &error.error),
    };
    let hash = read::hash_line(&line.bytes);
    if let Some((_, id)) = reading.known.get(&line.line).filter(|(known, _)| *known == hash) {
        return Product::Same { source: reading.name.id.clone(), id: id.clone() };
    }
    let bytes = line.bytes.len() as u64;
    let made = || -> Result<Product, ReadError> {
        let record = read::read_record(&line)?;
        let id = read::record_id(&reading.name.id, record.id.as_deref(), line.line)?;
        Ok(brief(reading, Identity { id, record: Some(line.line), hash, bytes }, record.extract, preparer))
    };
    match catch_unwind(AssertUnwindSafe(made)) {
        Ok(Ok(product)) => product,
        Ok(Err(error)) => broken(reading, line.line, bytes, &error),
        Err(_) => Product::Fault(internal(&format!("{}#{}", reading.name.id, line.line), &reading.name.path)),
    }
}

/// A record that is no brief.
fn broken(reading: &Reading, line: usize, bytes: u64, error: &ReadError) -> Product {
    let mut outcome = faulty(&format!("{}#{line}", reading.name.id), &reading.name.path, bytes, error);
    if let Some(fault) = &mut outcome.error {
        fault.message = format!("line {line}: {}", fault.message);
    }
    Product::Fault(outcome)
}

fn brief(reading: &Reading, identity: Identity, mut extract: Extract, preparer: &Preparer) -> Product {
    let recipe = passage::Recipe {
        words: reading.recipe.words,
        language: reading.recipe.language.as_deref().and_then(Language::from_tag),
    };
    let language = passage::language(&extract.document, &recipe);
    let passages = passage::cut(&extract.document, &recipe);
    let mut warnings = std::mem::take(&mut extract.warnings);
    match passages.iter().map(|passage| passage.cut).sum::<usize>() {
        0 => {}
        1 => warnings.push("a sentence was longer than a passage may be and was cut".to_owned()),
        cut => warnings.push(format!("{cut} sentences were longer than a passage may be and were cut")),
    }
    let brief = extract.into_brief(identity, &reading.name.path);
    let product = preparer.prepare(&reading.name.id, &reading.recipe, &brief, language, &passages);
    Product::Brief { prepared: Box::new(product), warnings }
}

/// A source that could not be read. One that is no document is noted, so that it need not be read again; one that failed is not.
fn unread(reading: &Reading, error: &ReadError, hash: String, size: u64, read_at: i128) -> Done {
    let outcome = faulty(&reading.name.id, &reading.name.path, size, error);
    let end = if error.is_skip() {
        let skip = Skip { kind: error.kind().to_owned(), message: error.to_string() };
        End::Read(source_record(reading, hash, size, read_at, Some(skip)))
    } else {
        End::Failed
    };
    fault(outcome, end, size)
}

fn source_record(reading: &Reading, hash: String, size: u64, read_at: i128, skipped: Option<Skip>) -> SourceRecord {
    SourceRecord {
        id: reading.name.id.clone(),
        path: reading.name.path.clone(),
        size,
        modified: reading.file.as_ref().map_or(0, |file| file.modified),
        read_at,
        hash,
        recipe: reading.recipe.clone(),
        skipped,
    }
}

fn now() -> i128 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i128::try_from(since.as_nanos()).unwrap_or(i128::MAX)
}
