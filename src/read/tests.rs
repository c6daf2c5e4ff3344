use std::io::{Cursor, Read, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::place::Span;

const LIMITS: Limits = Limits { max_bytes: 1_000_000 };

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Writes a file into a new folder.
fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn opened(name: &str, bytes: &[u8]) -> Result<Opened, ReadError> {
    let (_folder, path) = file(name, bytes);
    open(&path, &LIMITS)
}

fn document(name: &str, bytes: &[u8]) -> Loaded {
    match opened(name, bytes).unwrap() {
        Opened::Document(document) => document,
        Opened::Records(_) => panic!("records"),
    }
}

/// An endless stream that counts what is taken from it.
struct Endless(Arc<AtomicUsize>, u8);

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        into.fill(self.1);
        self.0.fetch_add(into.len(), Ordering::Relaxed);
        Ok(into.len())
    }
}

#[test]
fn a_packed_file_is_read_like_its_content() {
    let packed = gzip("# Titel\n\nWärme".as_bytes());
    let loaded = document("a.md.gz", &packed);
    assert_eq!(
        (loaded.packed, loaded.size, loaded.hash.as_str()),
        (true, packed.len() as u64, hash_line(&packed).as_str())
    );
    let extract = loaded.read().unwrap();
    assert_eq!(
        (extract.media_type, extract.space, extract.document.text.as_str()),
        ("text/markdown", Space::Unpacked, "Titel\nWärme")
    );
    let place = extract.document.map.place(&extract.document.text, Span::new(6, 12));
    assert_eq!((place.start.byte, place.end.byte), (9, 15));
    assert!(
        matches!(opened("a.jsonl.gz", &gzip(b"{\"text\":\"x\"}")), Ok(Opened::Records(records)) if records.is_packed())
    );
}

#[test]
fn what_is_no_text_is_skipped_and_said() {
    let kind = |name: &str, bytes: &[u8]| match opened(name, bytes) {
        Ok(Opened::Document(document)) => document.read().map_or_else(|error| error.kind(), |_| "text"),
        Ok(Opened::Records(_)) => "records",
        Err(error) => error.kind(),
    };
    assert_eq!(kind("a.txt", b""), "empty");
    assert_eq!(kind("a.gz", &gzip(b"")), "empty");
    assert_eq!(kind("a.txt", b" \n\xC2\xA0\n"), "no-text");
    assert_eq!(kind("a.txt", b"\xEF\xBB\xBF"), "no-text");
    assert_eq!(kind("a.md", b"---\ntitle: x\n---\n"), "no-text");
    assert_eq!(kind("a.txt", &[0; 100]), "binary");
    assert_eq!(kind("a.txt", &gzip(b"x")), "binary");
    assert_eq!(kind("a.gz", &gzip(&gzip(b"x"))), "binary");
    assert_eq!(kind("a.html", b"Text"), "unsupported");
    assert_eq!(kind("a.txt.gz", &gzip(b"<html>")), "unsupported");
}

#[test]
fn a_file_over_the_limit_fails_without_being_read() {
    assert!(matches!(opened("a.txt", &vec![b'a'; 1_000_001]), Err(ReadError::TooLarge { limit: 1_000_000 })));
    assert!(opened("a.txt", &vec![b'a'; 1_000_000]).is_ok());
    for (sign, kind) in [(b'a', "too-large"), (0, "binary")] {
        let taken = Arc::new(AtomicUsize::new(0));
        let error = open_stdin(Endless(Arc::clone(&taken), sign), &LIMITS).unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(taken.load(Ordering::Relaxed) < 2_100_000);
    }
}

#[test]
fn a_bomb_ends_at_the_limit() {
    let bomb = gzip(&vec![b'a'; 50_000_000]);
    assert!(matches!(opened("a.txt.gz", &bomb), Err(ReadError::TooLarge { .. })));
    let lines = gzip(&[b"{\"text\":\"x\"}\n", &vec![b'a'; 50_000_000][..], b"\n{\"text\":\"y\"}"].concat());
    let Ok(Opened::Records(records)) = opened("a.jsonl.gz", &lines) else { panic!("no records") };
    let lines: Vec<_> = records.map(|line| line.map(|line| line.line).map_err(|error| error.error.kind())).collect();
    assert!(matches!(lines[..], [Ok(1), Err("too-large"), Ok(3)]));
}

#[test]
fn a_damaged_archive_fails() {
    let packed = gzip(&"Guten Tag. ".repeat(50_000).into_bytes());
    assert_eq!(opened("a.txt.gz", &packed[..packed.len() - 4]).unwrap_err().kind(), "damaged");
    let lines = gzip(&"{\"text\":\"x\"}\n".repeat(50_000).into_bytes());
    let Ok(Opened::Records(mut records)) = opened("a.jsonl.gz", &lines[..lines.len() - 4]) else {
        panic!("no records")
    };
    let last = records.by_ref().last().unwrap();
    assert_eq!(last.unwrap_err().error.kind(), "damaged");
    assert!(records.next().is_none());
}

#[test]
fn a_file_that_vanished_is_missing() {
    assert_eq!(open(Path::new("/nowhere/at/all"), &LIMITS).unwrap_err().kind(), "missing");
    assert_eq!(open(Path::new("/"), &LIMITS).unwrap_err().to_string(), "not a file but a folder");
}

#[test]
fn standard_input_may_be_packed_too() {
    let Ok(Opened::Document(document)) = open_stdin(Cursor::new(gzip(b"Guten Tag")), &LIMITS) else {
        panic!("no document")
    };
    assert_eq!(document.read().unwrap().document.text, "Guten Tag");
}

#[test]
fn faults_in_a_text_are_shown_and_warned_of() {
    let mut bytes = "Wärme und Förderung. ".repeat(100).into_bytes();
    bytes.extend(b"\xFF Ende");
    let extract = document("a.txt", &bytes).read().unwrap();
    assert!(extract.document.text.ends_with("\u{FFFD} Ende"));
    assert_eq!(extract.warnings, ["1 part is not utf-8 and shown as U+FFFD"]);
    let text = &extract.document.text;
    let place = extract.document.map.place(text, Span::new(text.len() - 4, text.len()));
    assert_eq!(&bytes[place.start.byte..place.end.byte], b"Ende");
}

#[test]
fn every_error_has_a_kind_and_a_sentence() {
    let errors = [
        ReadError::Empty,
        ReadError::Binary("a picture"),
        ReadError::NoText,
        ReadError::Unsupported("HTML"),
        ReadError::NotAFile("a device"),
        ReadError::OutsideRoot("/x".into()),
        ReadError::Permission,
        ReadError::Missing,
        ReadError::Io(std::io::Error::other("x")),
        ReadError::TooLarge { limit: 1 },
        ReadError::Damaged("x".to_owned()),
        ReadError::Json { column: 1, message: "x".to_owned() },
        ReadError::IdTooLong(5000),
    ];
    let skipped = errors.iter().filter(|error| error.is_skip()).count();
    assert_eq!((skipped, errors.len()), (6, 13));
    for error in &errors {
        assert!(!error.kind().is_empty() && !error.to_string().is_empty());
    }
}
