//! The writing side: the only code that calls the engine's writer.
//!
//! What a commit acknowledges is on disk, folder entries included. A writer that met an error knows less than the disk: it is
//! dropped with everything uncommitted, which the type says by consuming itself at each commit.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tantivy::indexer::NoMergePolicy;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, Term};

use super::document::{Prepared, json};
use super::error::IndexError;
use super::manifest::{MARKER, Manifest, Root, check_marker, check_unclaimed, clear, write_marker};
use super::open::OpenIndex;
use super::records::{BriefRecord, SourceRecord};
use super::schema::{Fields, schema};
use super::tokens::{Lines, TOKENIZER};

/// Memory for postings before a segment is written. One worker: more would gain little and make the layout a matter of chance.
const BUDGET: usize = 256 << 20;

/// More segments than this are merged at the end of a job.
const MOST_SEGMENTS: usize = 8;

/// An index opened for writing. No other program can write to it meanwhile.
pub struct Store {
    folder: PathBuf,
    fields: Fields,
    index: Index,
    writer: IndexWriter,
    manifest: Manifest,
    changed: bool,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Store").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the index in `folder` for writing, or makes one where there is none.
    ///
    /// # Errors
    /// Where the folder holds something else, another program writes to it, or the index is damaged or of another version.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        match check_marker(folder) {
            Ok(()) => {}
            Err(IndexError::Missing { .. }) => {
                check_unclaimed(folder)?;
                fs::create_dir_all(folder).map_err(IndexError::io(folder))?;
                write_marker(folder)?;
            }
            Err(error) => return Err(error),
        }
        let engine = IndexError::engine(folder);
        let (schema, fields) = schema();
        let index = if folder.join("meta.json").exists() {
            Index::open_in_dir(folder).map_err(&engine)?
        } else {
            Index::builder()
                .schema(schema.clone())
                .settings(IndexSettings::default())
                .create_in_dir(folder)
                .map_err(&engine)?
        };
        index.tokenizers().register(TOKENIZER, Lines::default());
        let writer: IndexWriter = index.writer_with_num_threads(1, BUDGET).map_err(&engine)?;
        let manifest = Manifest::read(folder, index.load_metas().map_err(&engine)?.payload.as_deref())?;
        if index.schema() != schema {
            return Err(IndexError::damaged(folder, "its fields are not ours"));
        }
        writer.set_merge_policy(Box::new(NoMergePolicy));
        sweep(folder);
        writer.garbage_collect_files().wait().map_err(&engine)?;
        let store = Self { folder: folder.to_owned(), fields, index, writer, manifest, changed: false };
        store.let_others_read()?;
        Ok(store)
    }

    /// Empties an index of whatever version, and opens it. Its roots are kept where they can be read.
    pub fn rebuild(folder: &Path) -> Result<(Self, Vec<Root>), IndexError> {
        if !folder.join(MARKER).exists() {
            return Ok((Self::open(folder)?, Vec::new()));
        }
        let roots = roots_of(folder);
        // whoever writes to it now would go on in files that are gone
        let lock = folder.join(&tantivy::directory::INDEX_WRITER_LOCK.filepath);
        if let Ok(file) = File::options().write(true).open(&lock)
            && file.try_lock().is_err()
        {
            return Err(IndexError::Locked { lock });
        }
        clear(folder)?;
        // the folder stays ours, whatever else lies in it
        write_marker(folder)?;
        Ok((Self::open(folder)?, roots))
    }

    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What the index held at the last commit.
    pub fn reader(&self) -> Result<OpenIndex, IndexError> {
        OpenIndex::open(&self.folder)
    }

    /// Adds a brief, in place of `before` where it was there already.
    pub fn put_brief(&mut self, brief: Prepared, before: Option<&BriefRecord>) -> Result<(), IndexError> {
        if let Some(before) = before {
            self.remove_brief(before);
        }
        self.manifest.count(&brief.record);
        self.changed = true;
        brief.documents.into_iter().try_for_each(|document| self.add(document))
    }

    pub fn remove_brief(&mut self, brief: &BriefRecord) {
        self.writer.delete_term(Term::from_field_text(self.fields.brief, &brief.id));
        self.manifest.discount(brief);
        self.changed = true;
    }

    /// Notes a file, in place of what was known of it.
    pub fn put_source(&mut self, source: &SourceRecord) -> Result<(), IndexError> {
        self.remove_source(&source.id);
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.kind, "source");
        document.add_text(self.fields.source, &source.id);
        document.add_bytes(self.fields.record, &json(source));
        self.add(document)
    }

    pub fn remove_source(&mut self, id: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.source, id));
        self.changed = true;
    }

    /// Sets what is brought up to date when no path is given.
    pub fn set_roots(&mut self, roots: Vec<Root>) {
        self.changed |= self.manifest.roots != roots;
        self.manifest.roots = roots;
    }

    fn add(&mut self, document: TantivyDocument) -> Result<(), IndexError> {
        self.writer.add_document(document).map(|_| ()).map_err(IndexError::engine(&self.folder))
    }

    /// Writes everything to disk. When this returns, it is there.
    pub fn commit(mut self) -> Result<Self, IndexError> {
        if !self.changed {
            return Ok(self);
        }
        let engine = IndexError::engine(&self.folder);
        let mut commit = self.writer.prepare_commit().map_err(&engine)?;
        commit.set_payload(&self.manifest.payload());
        commit.commit().map_err(&engine)?;
        self.let_others_read()?;
        self.sync()?;
        self.changed = false;
        Ok(self)
    }

    /// Ends a job: the last commit, then merging where segments have become many or hold much that is deleted.
    pub fn finish(self) -> Result<(), IndexError> {
        let mut store = self.commit()?;
        let engine = IndexError::engine(&store.folder);
        let mut segments = store.index.searchable_segment_metas().map_err(&engine)?;
        segments.sort_by_key(tantivy::SegmentMeta::num_docs);
        let merged =
            worth_merging(&segments.iter().map(|segment| (segment.num_docs(), segment.max_doc())).collect::<Vec<_>>());
        if merged > 0 {
            let ids: Vec<_> = segments.iter().take(merged).map(tantivy::SegmentMeta::id).collect();
            store.writer.merge(&ids).wait().map_err(&engine)?;
            store.writer.garbage_collect_files().wait().map_err(&engine)?;
        }
        let Self { folder, writer, .. } = store;
        writer.wait_merging_threads().map_err(&engine)?;
        let_others_read(&folder)?;
        sync(&folder)
    }

    fn let_others_read(&self) -> Result<(), IndexError> {
        let_others_read(&self.folder)
    }

    fn sync(&self) -> Result<(), IndexError> {
        sync(&self.folder)
    }
}

impl Manifest {
    /// Adds a brief to the counts.
    pub fn count(&mut self, brief: &BriefRecord) {
        self.briefs += 1;
        self.passages += brief.passages as u64;
        self.bytes += brief.bytes;
        self.tokens.iter_mut().zip(brief.tokens).for_each(|(total, tokens)| *total += tokens);
    }

    /// Takes a brief from the counts.
    pub fn discount(&mut self, brief: &BriefRecord) {
        self.briefs = self.briefs.saturating_sub(1);
        self.passages = self.passages.saturating_sub(brief.passages as u64);
        self.bytes = self.bytes.saturating_sub(brief.bytes);
        self.tokens.iter_mut().zip(brief.tokens).for_each(|(total, tokens)| *total = total.saturating_sub(tokens));
    }
}

/// How many of the smallest segments to merge, given live and all documents of each, smallest first: all where a fifth is dead; where
/// there are too many, the small ones up to the first that is larger than all before it together.
fn worth_merging(segments: &[(u32, u32)]) -> usize {
    let sum = |pick: fn(&(u32, u32)) -> u32| segments.iter().map(|segment| u64::from(pick(segment))).sum::<u64>();
    let (live, all) = (sum(|segment| segment.0), sum(|segment| segment.1));
    if (all - live.min(all)) * 5 > all {
        return segments.len();
    }
    if segments.len() <= MOST_SEGMENTS {
        return 0;
    }
    let mut together = 0_u64;
    for (count, segment) in segments.iter().enumerate() {
        let size = u64::from(segment.0);
        if count >= segments.len() / 2 && size > together {
            return count;
        }
        together += size;
    }
    segments.len()
}

/// The engine makes its two lists private to the user; everybody who may read the marker may read them.
#[cfg(unix)]
fn let_others_read(folder: &Path) -> Result<(), IndexError> {
    let marker = folder.join(MARKER);
    let mode = fs::metadata(&marker).map_err(IndexError::io(&marker))?.permissions();
    for name in ["meta.json", ".managed.json"] {
        let path = folder.join(name);
        match fs::metadata(&path) {
            Ok(file) if file.permissions() == mode => {}
            Ok(_) => fs::set_permissions(&path, mode.clone()).map_err(IndexError::io(&path))?,
            Err(_) => {}
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn let_others_read(_: &Path) -> Result<(), IndexError> {
    Ok(())
}

/// The engine syncs the folder before it renames its list, not behind.
fn sync(folder: &Path) -> Result<(), IndexError> {
    if cfg!(unix) {
        File::open(folder).and_then(|entry| entry.sync_all()).map_err(IndexError::io(folder))
    } else {
        Ok(())
    }
}

/// Removes what a killed writer left half written. A file that cannot be removed does no harm.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(".tmp")) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The roots of an index of whatever version, as far as they can be read.
fn roots_of(folder: &Path) -> Vec<Root> {
    let read = || -> Option<Vec<Root>> {
        let metas: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("meta.json")).ok()?).ok()?;
        let payload: serde_json::Value = serde_json::from_str(metas.get("payload")?.as_str()?).ok()?;
        serde_json::from_value(payload.get("roots")?.clone()).ok()
    };
    read().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::worth_merging;

    #[test]
    fn few_segments_without_deletions_are_left_alone() {
        assert_eq!(worth_merging(&[(1, 1), (10, 10), (1000, 1000)]), 0);
    }

    #[test]
    fn a_fifth_of_dead_documents_is_merged_away() {
        assert_eq!(worth_merging(&[(70, 100), (700, 900)]), 2);
    }

    #[test]
    fn many_small_segments_are_merged_and_the_large_one_stays() {
        let mut segments = vec![(10, 10); 9];
        segments.push((100_000, 100_000));
        assert_eq!(worth_merging(&segments), 9);
    }
}
