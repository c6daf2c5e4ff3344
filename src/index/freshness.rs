//! Whether a source is still what was indexed: size and time first, its hash where these differ.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::error::IndexError;
use super::open::OpenIndex;
use super::records::{BriefRecord, SourceRecord};

/// Where `read` says how a source's id names its path.
pub(super) type PathOf = fn(&str, &Path) -> PathBuf;

/// Answers for the briefs of one search, looking at each source once.
pub struct Freshness<'a> {
    index: &'a OpenIndex,
    base: PathBuf,
    path_of: PathOf,
    known: HashMap<String, bool>,
}

impl std::fmt::Debug for Freshness<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Freshness").field("base", &self.base).finish_non_exhaustive()
    }
}

impl<'a> Freshness<'a> {
    pub fn new(index: &'a OpenIndex, path_of: PathOf) -> Self {
        Self { index, base: index.base(), path_of, known: HashMap::new() }
    }

    /// Whether the source of a brief has changed or gone since it was indexed. Standard input cannot.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn is_stale(&mut self, brief: &BriefRecord) -> Result<bool, IndexError> {
        if brief.source == "-" {
            return Ok(false);
        }
        let path = (self.path_of)(&brief.source, &self.base);
        let changed = if let Some(&changed) = self.known.get(&brief.source) {
            changed
        } else {
            let source = self.index.source(&brief.source)?;
            let changed = source.is_none_or(|source| has_changed(&source, &path).unwrap_or(true));
            self.known.insert(brief.source.clone(), changed);
            changed
        };
        // a file of many records may have changed elsewhere
        Ok(changed
            && brief.record.is_none_or(|line| line_hash(&path, line).ok().flatten().as_deref() != Some(&brief.hash)))
    }
}

/// Whether a file is no longer what a record says of it.
fn has_changed(source: &SourceRecord, path: &Path) -> io::Result<bool> {
    let file = path.metadata()?;
    if file.len() != source.size {
        return Ok(true);
    }
    if modified(&file) == source.modified && source.modified < source.read_at - RACE {
        return Ok(false);
    }
    Ok(file_hash(path)? != source.hash)
}

/// File systems stamp times coarsely: a change this soon behind the reading may bear the same time, in nanoseconds.
pub const RACE: i128 = 2_000_000_000;

/// When a file was last modified, in nanoseconds since 1970.
pub fn modified(file: &std::fs::Metadata) -> i128 {
    let nanoseconds = |time: std::time::Duration| i128::try_from(time.as_nanos()).unwrap_or(i128::MAX);
    file.modified().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
        Ok(since) => nanoseconds(since),
        Err(before) => -nanoseconds(before.duration()),
    })
}

/// The hash of a file's bytes.
pub fn file_hash(path: &Path) -> io::Result<String> {
    use sha2::Digest;
    let mut file = File::open(path)?;
    let mut hash = sha2::Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(super::hash_name(&hash.finalize())),
            count => hash.update(&buffer[..count]),
        }
    }
}

/// The hash of one line of a file, without its line end; `None` where the file is shorter.
fn line_hash(path: &Path, line: usize) -> io::Result<Option<String>> {
    let mut lines = BufReader::new(File::open(path)?);
    for _ in 1..line {
        lines.skip_until(b'\n')?;
    }
    let mut bytes = Vec::new();
    if lines.read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let mut bytes = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    if line == 1 {
        bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    }
    Ok(Some(super::sha256(bytes.strip_suffix(b"\r").unwrap_or(bytes))))
}
