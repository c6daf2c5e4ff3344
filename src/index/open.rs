//! An index opened for reading: one commit, unchanging, whatever a writer does meanwhile.

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use tantivy::directory::error::OpenReadError;
use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::{
    DocAddress, DocSet, Index, ReloadPolicy, Searcher, SegmentReader, TERMINATED, TantivyDocument, TantivyError, Term,
};

use super::directory::ReadOnly;
use super::error::IndexError;
use super::manifest::{Manifest, check_marker};
use super::records::{BriefRecord, PassageRecord, SourceRecord};
use super::schema::{Fields, NUMBER, schema};
use super::tokens::{Lines, TOKENIZER};
use crate::place::{SourceMap, Span};

/// How often opening is tried again when a writer collects files under it.
const TRIES: usize = 5;

/// One commit of an index.
#[derive(Clone)]
pub struct OpenIndex {
    pub(super) folder: PathBuf,
    pub(super) fields: Fields,
    pub(super) searcher: Searcher,
    manifest: Manifest,
}

impl std::fmt::Debug for OpenIndex {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("OpenIndex").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// A passage as it is stored.
#[derive(Clone, Debug)]
pub struct StoredPassage {
    pub record: PassageRecord,
    pub text: String,
    pub map: SourceMap,
    /// The maps of the headings, in the order of the record.
    pub heading_maps: Vec<SourceMap>,
}

impl StoredPassage {
    /// Its sentences as spans of its text.
    pub fn sentences(&self) -> Vec<Span> {
        let mut start = 0;
        let spans = self.record.sentences.iter().map(|&end| {
            let blanks = self.text.get(start..end).map_or(0, |text| text.len() - text.trim_start().len());
            let span = Span::new(start + blanks, end);
            start = end;
            span
        });
        spans.collect()
    }
}

impl OpenIndex {
    /// Opens the last commit of the index in `folder`. Writes nothing.
    ///
    /// # Errors
    /// Where there is no index, one of another version, or a damaged one.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        check_marker(folder)?;
        if !folder.join("meta.json").exists() {
            return Err(IndexError::Missing { folder: folder.to_owned() });
        }
        let mut tries = 1;
        loop {
            match Self::try_open(folder) {
                Err(TryError::Moved) if tries < TRIES => tries += 1,
                Err(TryError::Moved) => {
                    return Err(IndexError::damaged(folder, "files of its last commit are missing"));
                }
                Err(TryError::Failed(error)) => return Err(error),
                Ok(open) => return Ok(open),
            }
        }
    }

    fn try_open(folder: &Path) -> Result<Self, TryError> {
        let engine = |error| TryError::of(folder, error);
        let files = ReadOnly::open(folder).map_err(|error| engine(error.into()))?;
        let index = Index::open(files).map_err(engine)?;
        let (expected, fields) = schema();
        let before = index.load_metas().map_err(engine)?;
        let manifest = Manifest::read(folder, before.payload.as_deref()).map_err(TryError::Failed)?;
        if index.schema() != expected {
            return Err(TryError::Failed(IndexError::damaged(folder, "its fields are not ours")));
        }
        index.tokenizers().register(TOKENIZER, Lines::default());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(engine)?;
        let searcher = tantivy::IndexReader::searcher(&reader);
        // the manifest and the segments are of one commit only if none came between
        if index.load_metas().map_err(engine)?.opstamp != before.opstamp {
            return Err(TryError::Moved);
        }
        Ok(Self { folder: folder.to_owned(), fields, searcher, manifest })
    }

    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder that relative paths of this index count from: the one that holds the index.
    pub fn base(&self) -> PathBuf {
        base_of(&self.folder)
    }

    /// Bytes on disk.
    pub fn size(&self) -> u64 {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.metadata().ok()).filter(fs::Metadata::is_file).map(|file| file.len()).sum()
    }

    /// The brief of this id.
    pub fn brief(&self, id: &str) -> Result<Option<BriefRecord>, IndexError> {
        let found = self.documents_of(id)?.into_iter().find(|(number, _)| *number == 0);
        found.map(|(_, address)| self.record(address)).transpose()
    }

    /// All passages of a brief, in order.
    pub fn passages(&self, id: &str) -> Result<Vec<StoredPassage>, IndexError> {
        let mut found = self.documents_of(id)?;
        found.retain(|(number, _)| *number > 0);
        found.sort_unstable();
        found.into_iter().map(|(_, address)| self.passage_at(address)).collect()
    }

    /// Every brief, ordered by id.
    pub fn briefs(&self) -> Result<Vec<BriefRecord>, IndexError> {
        let mut briefs: Vec<BriefRecord> = self.all("brief")?;
        briefs.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(briefs)
    }

    /// Every file that was looked at, ordered by id.
    pub fn sources(&self) -> Result<Vec<SourceRecord>, IndexError> {
        let mut sources: Vec<SourceRecord> = self.all("source")?;
        sources.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(sources)
    }

    /// The file of this id.
    pub fn source(&self, id: &str) -> Result<Option<SourceRecord>, IndexError> {
        let found = self.addresses(&Term::from_field_text(self.fields.source, id))?;
        found.first().map(|&address| self.record(address)).transpose()
    }

    pub(super) fn passage_at(&self, address: DocAddress) -> Result<StoredPassage, IndexError> {
        let damaged = || IndexError::damaged(&self.folder, "a passage is not stored whole");
        let document: TantivyDocument = self.searcher.doc(address).map_err(IndexError::engine(&self.folder))?;
        let record: PassageRecord = self.read_record(&document)?;
        let text = document.get_first(self.fields.text).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let mut maps = document.get_all(self.fields.map).map(|value| value.as_bytes().unwrap_or_default());
        let map = SourceMap::decode(&text, maps.next().ok_or_else(damaged)?).map_err(|_| damaged())?;
        let headings = record
            .headings
            .iter()
            .map(|heading| SourceMap::decode(&heading.text, maps.next().ok_or_else(damaged)?).map_err(|_| damaged()));
        let heading_maps = headings.collect::<Result<_, _>>()?;
        Ok(StoredPassage { record, text, map, heading_maps })
    }

    /// The documents of a brief with their passage numbers, 0 for the brief itself.
    fn documents_of(&self, id: &str) -> Result<Vec<(u64, DocAddress)>, IndexError> {
        let addresses = self.addresses(&Term::from_field_text(self.fields.brief, id))?;
        let engine = IndexError::engine(&self.folder);
        let numbered = addresses.into_iter().map(|address| {
            let numbers =
                self.searcher.segment_reader(address.segment_ord).fast_fields().u64(NUMBER).map_err(&engine)?;
            Ok((numbers.first(address.doc_id).unwrap_or_default(), address))
        });
        numbered.collect()
    }

    /// The live documents that hold a term.
    fn addresses(&self, term: &Term) -> Result<Vec<DocAddress>, IndexError> {
        let mut found = Vec::new();
        for (ordinal, segment) in (0..).zip(self.searcher.segment_readers()) {
            self.each(segment, term, &mut |doc| found.push(DocAddress::new(ordinal, doc)))?;
        }
        Ok(found)
    }

    fn each(&self, segment: &SegmentReader, term: &Term, visit: &mut dyn FnMut(u32)) -> Result<(), IndexError> {
        let engine = IndexError::engine(&self.folder);
        let inverted = segment.inverted_index(term.field()).map_err(&engine)?;
        let postings = inverted.read_postings(term, IndexRecordOption::Basic);
        let Some(mut postings) = postings.map_err(|error| engine(error.into()))? else {
            return Ok(());
        };
        while postings.doc() != TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                visit(postings.doc());
            }
            postings.advance();
        }
        Ok(())
    }

    fn all<T: DeserializeOwned>(&self, kind: &str) -> Result<Vec<T>, IndexError> {
        let addresses = self.addresses(&Term::from_field_text(self.fields.kind, kind))?;
        addresses.into_iter().map(|address| self.record(address)).collect()
    }

    fn record<T: DeserializeOwned>(&self, address: DocAddress) -> Result<T, IndexError> {
        let document: TantivyDocument = self.searcher.doc(address).map_err(IndexError::engine(&self.folder))?;
        self.read_record(&document)
    }

    fn read_record<T: DeserializeOwned>(&self, document: &TantivyDocument) -> Result<T, IndexError> {
        let bytes = document.get_first(self.fields.record).and_then(|value| value.as_bytes()).unwrap_or_default();
        serde_json::from_slice(bytes).map_err(|error| IndexError::damaged(&self.folder, error))
    }
}

/// The folder that holds an index folder.
pub fn base_of(folder: &Path) -> PathBuf {
    folder.parent().map_or_else(|| folder.to_owned(), Path::to_owned)
}

/// Why one try at opening failed.
enum TryError {
    /// A writer replaced the commit meanwhile.
    Moved,
    Failed(IndexError),
}

impl TryError {
    fn of(folder: &Path, error: TantivyError) -> Self {
        match error {
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_)) => Self::Moved,
            error => Self::Failed(IndexError::engine(folder)(error)),
        }
    }
}
