//! JSON Lines: a file of documents, one JSON object a line: `{"id", "title", "text", "date", "lang", "url", "authors", …}`.

use std::io::{BufRead as _, BufReader, Chain, Cursor, Read as _};
use std::path::Path;

use serde_json::{Map, Value};

use super::fields::{self, kind};
use super::format::extension;
use super::stream::{self, Stream};
use super::{Extract, Limits, ReadError, plain, with_text};
use crate::place::{Source, Space};

/// One line of a JSON Lines file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLine {
    /// From 1; blank lines count.
    pub line: usize,
    /// Without the line end; without the byte order mark of line 1.
    pub bytes: Vec<u8>,
}

/// A line that could not be read. The message does not name the file.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {error}")]
pub struct RecordError {
    pub line: usize,
    #[source]
    pub error: ReadError,
}

/// A record, read.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its own id, where it has one.
    pub id: Option<String>,
    pub extract: Extract,
    /// The hash of its line.
    pub hash: String,
}

/// The lines of a JSON Lines file, read as they are asked for. Blank lines are left out; a line over the limit is an error, and reading
/// goes on behind it; an error of the file itself is the last item.
#[derive(Debug)]
pub struct Records {
    stream: BufReader<Chain<Cursor<Vec<u8>>, Stream>>,
    line: usize,
    limit: u64,
    ended: bool,
}

impl Records {
    pub(super) fn new(head: Cursor<Vec<u8>>, stream: Stream, limits: Limits) -> Self {
        let stream = BufReader::with_capacity(64 * 1024, head.chain(stream));
        Self { stream, line: 0, limit: limits.max_bytes, ended: false }
    }

    /// Whether the file is packed.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.stream.get_ref().get_ref().1.is_packed()
    }

    /// The hash and the size of the file's bytes as they lie on disk; reads what was not read yet.
    ///
    /// # Errors
    /// Where the rest cannot be read.
    pub fn finish(self) -> Result<(String, u64), ReadError> {
        self.stream.into_inner().into_inner().1.finish()
    }

    /// The next line, as far as the limit; `None` at the end.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, ReadError> {
        let mut bytes = Vec::new();
        let (mut is_over, mut begun) = (false, false);
        loop {
            let available = match self.stream.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.ended = true;
                    return Err(self.stream.get_ref().get_ref().1.name_error(error));
                }
            };
            if available.is_empty() {
                self.ended = true;
                break;
            }
            begun = true;
            let end = available.iter().position(|&byte| byte == b'\n');
            let content = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
            is_over = is_over || (bytes.len() + content.len()) as u64 > self.limit;
            if is_over {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(content);
            }
            let consumed = content.len() + usize::from(end.is_some());
            self.stream.consume(consumed);
            if end.is_some() {
                break;
            }
        }
        if is_over {
            return Err(ReadError::TooLarge { limit: self.limit });
        }
        Ok(begun.then_some(bytes))
    }
}

impl Iterator for Records {
    type Item = Result<RecordLine, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line += 1;
            let line = self.line;
            let mut bytes = match self.next_line() {
                Ok(Some(bytes)) => bytes,
                Ok(None) => return None,
                Err(error) => return Some(Err(RecordError { line, error })),
            };
            if line == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
            if bytes.last() == Some(&b'\r') {
                bytes.pop();
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(Ok(RecordLine { line, bytes }));
            }
        }
        None
    }
}

/// Reads one record. Pure: any thread can do it.
///
/// # Errors
/// [`ReadError::Json`] where the line is no JSON object with a text (half of a surrogate pair, written as an escape, is an error, too);
/// [`ReadError::NoText`] where the text is empty. Of keys that occur twice, the last holds.
pub fn read_record(line: &RecordLine) -> Result<Record, ReadError> {
    let mut object = parse(&line.bytes)?;
    let mut warnings = Vec::new();
    let id = fields::take_id(&mut object, &mut warnings);
    let text = take_text(&mut object)?;
    let metadata = fields::read(object, &mut warnings);
    let document = plain::read(&Source::plain(&text), metadata);
    let extract = Extract { document, encoding: "utf-8", media_type: "text/plain", space: Space::Record, warnings };
    Ok(Record { id, extract: with_text(extract)?, hash: hash_line(&line.bytes) })
}

/// `sha256:` and the hash of a line without its end.
#[must_use]
pub fn hash_line(bytes: &[u8]) -> String {
    stream::hash(bytes)
}

/// Whether a source is JSON Lines: by its extension, or, where that says nothing, by a first line that is an object with a text.
pub(super) fn claims(name: Option<&Path>, head: &[u8]) -> bool {
    match name.and_then(extension).as_deref() {
        Some("jsonl" | "ndjson") => true,
        Some("txt" | "text" | "md" | "markdown" | "mdown" | "mkd" | "rst") => false,
        _ => opens_record(head),
    }
}

fn parse(bytes: &[u8]) -> Result<Map<String, Value>, ReadError> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(other) => Err(ReadError::Json { column: 1, message: format!("{}, not an object", kind(&other)) }),
        Err(error) => {
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
            Err(ReadError::Json { column: error.column().max(1), message: message.to_owned() })
        }
    }
}

fn take_text(object: &mut Map<String, Value>) -> Result<String, ReadError> {
    match object.remove("text") {
        Some(Value::String(text)) => Ok(text),
        None => Err(ReadError::Json { column: 1, message: "no \"text\"".to_owned() }),
        Some(other) => {
            Err(ReadError::Json { column: 1, message: format!("\"text\" is {}, not a string", kind(&other)) })
        }
    }
}

/// Whether the first line that is not blank begins an object with a key `text` whose value is a string. The line may be longer than the head,
/// so that no parser could tell.
fn opens_record(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let (mut depth, mut at, mut key) = (0_usize, 0, None);
    while let Some(&byte) = line.get(at) {
        match byte {
            b'"' => {
                let end = end_of_string(line, at + 1);
                if depth == 1 {
                    if key == Some(&b"text"[..]) {
                        return true;
                    }
                    key = line.get(at + 1..end);
                }
                at = end;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' if depth == 1 => key = None,
            b':' | b',' | b' ' | b'\t' | b'\r' => {}
            _ if depth == 0 => return false,
            // a value that is no string: the key before it is done
            _ if depth == 1 => key = None,
            _ => {}
        }
        if depth == 0 || (at == 0 && byte != b'{') {
            return false;
        }
        at += 1;
    }
    false
}

/// The offset of the quote that ends the string begun before `at`.
fn end_of_string(line: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = line.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    line.len()
}

#[cfg(test)]
mod tests;
