//! Bytes → documents: walking folders, opening and unpacking files, telling what they are, and one reader a format.
//!
//! A source is opened ([`open`], [`open_stdin`]) and is then either one document, read whole by its [`Reader`], or a stream of records
//! ([`Records`]), each read by itself ([`read_record`]), so that other threads can do it. A new format is one file with a [`Reader`], named in
//! `format.rs`.
//!
//! Errors are values ([`ReadError`]): no input is fatal, nothing is left out in silence.

mod encoding;
mod error;
mod fields;
mod format;
mod json_lines;
mod markdown;
mod name;
mod plain;
mod stream;
mod unpack;
mod walk;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::Path;

pub use encoding::{Decoded, decode};
pub use error::ReadError;
pub use json_lines::{Record, RecordError, RecordLine, Records, hash_line, read_record};
pub use name::{MAX_ID_BYTES, Name, absolute, path_of, record_id};
pub use walk::{Found, Unread, Walk, walk};

use crate::brief::{Brief, Document, Origin};
use crate::place::Space;
use format::Format;
use stream::{Input, Stream};

/// Reads one format.
pub trait Reader: Sync + Debug {
    /// Its media type, such as `text/markdown`.
    fn media_type(&self) -> &'static str;

    /// Whether a source is this format, by its name (`None`: standard input; without the ending of its packing) and its first bytes.
    fn claims(&self, name: Option<&Path>, head: &[u8]) -> bool;

    /// Reads a document. `space` says what `bytes` are; a format without a text of its own answers with [`Space::Text`]. A document without
    /// text is no error here.
    ///
    /// # Errors
    /// Where the bytes cannot be read as this format.
    fn read(&self, bytes: &[u8], space: Space) -> Result<Extract, ReadError>;
}

/// What a reader got out of a source.
#[derive(Clone, Debug)]
pub struct Extract {
    pub document: Document,
    /// The WHATWG name of the encoding.
    pub encoding: &'static str,
    pub media_type: &'static str,
    /// What the places count in.
    pub space: Space,
    /// What was not as it should be, but did not keep it from being read.
    pub warnings: Vec<String>,
}

/// What tells a brief from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub id: String,
    /// The line of the record, where the file holds many.
    pub record: Option<usize>,
    /// The hash of its bytes, and how many these are.
    pub hash: String,
    pub bytes: u64,
}

impl Extract {
    /// The brief of this text. `path` is the one for people.
    #[must_use]
    pub fn into_brief(self, identity: Identity, path: &str) -> Brief {
        let Identity { id, record, hash, bytes } = identity;
        let origin = Origin {
            id,
            path: path.to_owned(),
            record,
            space: self.space,
            media_type: self.media_type.to_owned(),
            encoding: self.encoding.to_owned(),
            hash,
            bytes,
        };
        Brief { origin, document: self.document }
    }
}

/// How much may be read at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of one document, unpacked, or of one record.
    pub max_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 256 << 20 }
    }
}

/// An opened source.
#[derive(Debug)]
pub enum Opened {
    Document(Loaded),
    Records(Box<Records>),
}

/// The bytes of one document, and who reads them.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Unpacked.
    pub bytes: Vec<u8>,
    pub reader: &'static dyn Reader,
    pub packed: bool,
    /// `sha256:` and the hash of the file's bytes as they lie on disk.
    pub hash: String,
    /// How many bytes lie on disk.
    pub size: u64,
}

impl Loaded {
    /// Reads the document.
    ///
    /// # Errors
    /// The reader's, and [`ReadError::NoText`] where nothing is left to search.
    pub fn read(&self) -> Result<Extract, ReadError> {
        let space = if self.packed { Space::Unpacked } else { Space::File };
        with_text(self.reader.read(&self.bytes, space)?)
    }
}

/// Opens a file: follows a link, reads at most its head where it is no document, and the whole where it is one document.
///
/// # Errors
/// All of [`ReadError`]'s skipped kinds, and where it cannot be read or is over the limit. The path is not part of the message.
pub fn open(path: &Path, limits: &Limits) -> Result<Opened, ReadError> {
    // a named pipe must not even be opened: that would wait for its writer
    walk::refuse_special(&fs::metadata(path)?)?;
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    open_stream(Box::new(file), Some(path), Some(length), *limits)
}

/// Opens standard input, or any other stream without a name: its content alone says what it is.
///
/// # Errors
/// As [`open`].
pub fn open_stdin(stream: impl Read + Send + 'static, limits: &Limits) -> Result<Opened, ReadError> {
    open_stream(Box::new(stream), None, None, *limits)
}

/// Reads bytes as the one document that a file of this name would be.
///
/// # Errors
/// As [`open`]; records are no single document.
pub fn read_as(name: &str, bytes: &[u8]) -> Result<Extract, ReadError> {
    match open_stream(Box::new(Cursor::new(bytes.to_vec())), Some(Path::new(name)), None, Limits::default())? {
        Opened::Document(loaded) => loaded.read(),
        Opened::Records(_) => Err(ReadError::Unsupported("a file of records as one document")),
    }
}

fn open_stream(input: Input, name: Option<&Path>, length: Option<u64>, limits: Limits) -> Result<Opened, ReadError> {
    let mut stream = Stream::new(input, name.is_none_or(format::may_be_packed))?;
    let packed = stream.is_packed();
    let name = if packed { name.map(format::unpacked_name) } else { name };
    let mut bytes = stream.read_up_to(format::HEAD as u64)?;
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let reader = match Format::of(name, &bytes)? {
        Format::Document(reader) => reader,
        Format::Records => return Ok(Opened::Records(Box::new(Records::new(Cursor::new(bytes), stream, limits)))),
    };
    let too_large = ReadError::TooLarge { limit: limits.max_bytes };
    if !packed && length.is_some_and(|length| length > limits.max_bytes) {
        return Err(too_large);
    }
    let left = limits.max_bytes.saturating_add(1).saturating_sub(bytes.len() as u64);
    stream.append_up_to(left, length.filter(|_| !packed), &mut bytes)?;
    if bytes.len() as u64 > limits.max_bytes {
        return Err(too_large);
    }
    let (hash, size) = stream.finish()?;
    Ok(Opened::Document(Loaded { bytes, reader, packed, hash, size }))
}

/// A document without a letter is none.
fn with_text(extract: Extract) -> Result<Extract, ReadError> {
    if extract.document.text.is_empty() { Err(ReadError::NoText) } else { Ok(extract) }
}
