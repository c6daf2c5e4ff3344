//! Packed files: gzip and Zstandard, told by their first bytes, unpacked as a stream.

use std::fmt;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::ReadError;

const GZIP: [u8; 3] = [0x1F, 0x8B, 0x08];
const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// The window that the `zstd` program accepts without being asked to: 128 MiB.
const ZSTD_WINDOW: u64 = 128 << 20;

/// A stream whose first bytes were looked at.
type Peeked<R> = BufReader<Chain<Cursor<Vec<u8>>, R>>;

/// A stream that unpacks what it reads, if it is packed.
pub(super) enum Unpacked<R> {
    Plain(Peeked<R>),
    Gzip(Box<MultiGzDecoder<Peeked<R>>>),
    Zstd(Box<Frames<Peeked<R>>>),
}

impl<R: Read> Unpacked<R> {
    /// Looks at the first bytes of `stream`. Where `may_be_packed` is false (the name says that it is a text), it is left as it is.
    pub(super) fn new(mut stream: R, may_be_packed: bool) -> io::Result<Self> {
        let mut head = Vec::new();
        if may_be_packed {
            (&mut stream).take(4).read_to_end(&mut head)?;
        }
        let (gzip, zstd) = (head.starts_with(&GZIP), head.starts_with(&ZSTD));
        let stream = BufReader::with_capacity(64 * 1024, Cursor::new(head).chain(stream));
        Ok(match (gzip, zstd) {
            (true, _) => Self::Gzip(Box::new(MultiGzDecoder::new(stream))),
            (_, true) => Self::Zstd(Box::new(Frames::new(stream))),
            _ => Self::Plain(stream),
        })
    }

    pub(super) const fn is_packed(&self) -> bool {
        !matches!(self, Self::Plain(_))
    }

    /// The stream below, as far as it was read.
    pub(super) fn into_inner(self) -> R {
        let stream = match self {
            Self::Plain(stream) => stream,
            Self::Gzip(stream) => stream.into_inner(),
            Self::Zstd(stream) => stream.source,
        };
        stream.into_inner().into_inner().1
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(into),
            Self::Gzip(stream) => stream.read(into),
            Self::Zstd(stream) => stream.read(into),
        }
    }
}

impl<R> fmt::Debug for Unpacked<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Plain(_) => "Unpacked::Plain",
            Self::Gzip(_) => "Unpacked::Gzip",
            Self::Zstd(_) => "Unpacked::Zstd",
        })
    }
}

/// Names an error of reading `packed` or plain bytes: what did not come from the system came from the unpacker.
pub(super) fn name_error(error: io::Error, packed: bool) -> ReadError {
    if packed && error.raw_os_error().is_none() {
        return ReadError::Damaged(match error.kind() {
            io::ErrorKind::UnexpectedEof => "the archive ends in the middle".to_owned(),
            _ => error.to_string(),
        });
    }
    error.into()
}

/// The frames of a Zstandard file, one after the other: the format allows several, and skippable ones between them.
pub(super) struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(ZSTD_WINDOW);
        Self { source, decoder, in_frame: false }
    }

    /// Starts the next frame; `false` at the end of the file.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let skipped = io::copy(&mut (&mut self.source).take(length.into()), &mut io::sink())?;
                    if skipped < length.into() {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Frames<R> {
    /// Fails where a frame says what its text adds up to and it does not.
    fn check_frame(&self) -> io::Result<()> {
        let said = self.decoder.get_checksum_from_data();
        if said.is_some() && said != self.decoder.get_calculated_checksum() {
            return Err(io::Error::other("its text does not add up to its checksum"));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.in_frame {
                self.in_frame = self.next_frame()?;
                if !self.in_frame {
                    return Ok(0);
                }
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(io::Error::other)?;
            }
            let length = self.decoder.read(into)?;
            if length > 0 {
                return Ok(length);
            }
            self.check_frame()?;
            self.in_frame = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::new();
        let mut stream = Unpacked::new(bytes, true).unwrap();
        stream.read_to_end(&mut out).map_err(|error| name_error(error, stream.is_packed()))?;
        Ok(out)
    }

    fn is_damaged(bytes: &[u8]) -> bool {
        matches!(unpacked(bytes), Err(ReadError::Damaged(_)))
    }

    #[test]
    fn both_packings_are_told_by_their_first_bytes() {
        let text = "Wärmebedarf ".repeat(10_000).into_bytes();
        assert!(unpacked(&gzip(&text)).unwrap() == text);
        assert!(unpacked(&zstd(&text)).unwrap() == text);
        assert!(unpacked(&text).unwrap() == text);
    }

    #[test]
    fn a_flipped_byte_is_noticed_or_harmless() {
        let text = "Wärmebedarf und Fernwärme ".repeat(40).into_bytes();
        let packed = zstd(&text);
        for at in 0..packed.len() {
            let mut broken = packed.clone();
            broken[at] ^= 0x10;
            if let Ok(read) = unpacked(&broken) {
                assert!(read == text || read == broken, "byte {at}");
            }
        }
    }

    #[test]
    fn several_members_and_frames_are_one_text() {
        assert_eq!(unpacked(&[gzip(b"eins "), gzip(b"zwei")].concat()).unwrap(), b"eins zwei");
        let skippable = [&[0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0][..], b"xyz"].concat();
        assert_eq!(unpacked(&[zstd(b"eins "), skippable, zstd(b"zwei")].concat()).unwrap(), b"eins zwei");
    }

    #[test]
    fn a_cut_archive_or_one_with_garbage_behind_it_is_damaged() {
        for packed in [gzip(b"Guten Tag, Welt"), zstd(b"Guten Tag, Welt")] {
            assert!(is_damaged(&packed[..packed.len() / 2]));
            assert!(is_damaged(&packed[..packed.len() - 1]));
            assert!(is_damaged(&[&packed[..], b"Muell"].concat()));
        }
    }

    #[test]
    fn a_flipped_byte_is_never_fatal() {
        let sentences: Vec<_> = (0..400).map(|number| format!("Satz {number} über Wärme. ")).collect();
        let text = sentences.concat();
        for packed in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
            for at in 4..packed.len() {
                let mut flipped = packed.clone();
                flipped[at] ^= 0x55;
                // what it gives, the checksum decides; that it gives something, this test
                drop(unpacked(&flipped));
            }
        }
    }

    #[test]
    fn a_text_by_its_name_is_not_unpacked() {
        let packed = gzip(b"Guten Tag");
        assert!(!Unpacked::new(&packed[..], false).unwrap().is_packed());
    }
}
