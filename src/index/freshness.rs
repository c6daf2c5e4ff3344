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
    known: HashMap<String, State>,
}

/// What a look at a source showed.
enum State {
    Same,
    /// It changed or went; of a file of records, the hashes of its lines as they are now.
    Changed(Vec<String>),
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
        if !self.known.contains_key(&brief.source) {
            let state = self.look_at(brief)?;
            self.known.insert(brief.source.clone(), state);
        }
        Ok(match self.known.get(&brief.source) {
            Some(State::Changed(lines)) => {
                // a file of many records may have changed elsewhere
                let line = brief.record.and_then(|line| lines.get(line.checked_sub(1)?));
                line != Some(&brief.hash)
            }
            _ => false,
        })
    }

    fn look_at(&self, brief: &BriefRecord) -> Result<State, IndexError> {
        let path = (self.path_of)(&brief.source, &self.base);
        let source = self.index.source(&brief.source)?;
        if source.is_some_and(|source| !has_changed(&source, &path).unwrap_or(true)) {
            return Ok(State::Same);
        }
        // a file that cannot be read has no lines
        let lines = brief.record.map(|_| line_hashes(&path).unwrap_or_default());
        Ok(State::Changed(lines.unwrap_or_default()))
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
fn modified(file: &std::fs::Metadata) -> i128 {
    let nanoseconds = |time: std::time::Duration| i128::try_from(time.as_nanos()).unwrap_or(i128::MAX);
    file.modified().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
        Ok(since) => nanoseconds(since),
        Err(before) => -nanoseconds(before.duration()),
    })
}

/// The hash of a file's bytes.
fn file_hash(path: &Path) -> io::Result<String> {
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

/// The hashes of a file's lines, each without its line end, the first without a byte order mark.
fn line_hashes(path: &Path) -> io::Result<Vec<String>> {
    let mut file = BufReader::new(File::open(path)?);
    let (mut hashes, mut line) = (Vec::new(), Vec::new());
    while file.read_until(b'\n', &mut line)? > 0 {
        let bytes = line.strip_suffix(b"\n").unwrap_or(&line);
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let mark = if hashes.is_empty() { "\u{FEFF}".as_bytes() } else { b"" };
        hashes.push(super::sha256(bytes.strip_prefix(mark).unwrap_or(bytes)));
        line.clear();
    }
    Ok(hashes)
}
