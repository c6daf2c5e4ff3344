//! A file's bytes on their way in: hashed as they lie on disk, counted, unpacked.

use std::fmt::{self, Write as _};
use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

use super::ReadError;
use super::unpack::{Unpacked, name_error};

/// Where the bytes come from: a file, standard input.
pub(super) type Input = Box<dyn Read + Send>;

/// An unpacked stream that knows the hash and the length of what lies on disk.
#[derive(Debug)]
pub(super) struct Stream {
    unpacked: Unpacked<Hashed>,
    packed: bool,
}

impl Stream {
    pub(super) fn new(input: Input, may_be_packed: bool) -> io::Result<Self> {
        let hashed = Hashed { input, hash: Sha256::new(), size: 0 };
        let unpacked = Unpacked::new(hashed, may_be_packed)?;
        let packed = unpacked.is_packed();
        Ok(Self { unpacked, packed })
    }

    pub(super) const fn is_packed(&self) -> bool {
        self.packed
    }

    /// The next `count` bytes, fewer only at the end.
    pub(super) fn read_up_to(&mut self, count: u64) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        self.append_up_to(count, None, &mut bytes)?;
        Ok(bytes)
    }

    /// Appends at most `count` bytes to `bytes`, which is as long as `expected` then, where that is known.
    pub(super) fn append_up_to(
        &mut self,
        count: u64,
        expected: Option<u64>,
        bytes: &mut Vec<u8>,
    ) -> Result<(), ReadError> {
        let expected = expected.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        bytes.reserve(expected.saturating_sub(bytes.len()));
        let outcome = Read::take(&mut self.unpacked, count).read_to_end(bytes);
        outcome.map(drop).map_err(|error| self.name_error(error))
    }

    pub(super) fn name_error(&self, error: io::Error) -> ReadError {
        name_error(error, self.packed)
    }

    /// Reads on to the end; the hash and length of the bytes on disk.
    pub(super) fn finish(self) -> Result<(String, u64), ReadError> {
        let mut hashed = self.unpacked.into_inner();
        io::copy(&mut hashed, &mut io::sink())?;
        Ok((hex(hashed.hash), hashed.size))
    }
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.unpacked.read(into)
    }
}

/// Hashes what passes through.
struct Hashed {
    input: Input,
    hash: Sha256,
    size: u64,
}

impl Read for Hashed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(into)?;
        self.hash.update(into.get(..length).unwrap_or_default());
        self.size += length as u64;
        Ok(length)
    }
}

impl fmt::Debug for Hashed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Hashed({} bytes)", self.size)
    }
}

/// The hash of some bytes, as records print it: `sha256:` and its digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex(Sha256::new_with_prefix(bytes))
}

fn hex(hash: Sha256) -> String {
    let mut text = "sha256:".to_owned();
    for byte in hash.finalize() {
        // writing into a string cannot fail
        let _ = write!(text, "{byte:02x}");
    }
    text
}
