//! What a file is: by its first bytes, then by its name.

use std::path::Path;

use super::encoding::utf16_without_mark;
use super::markdown::Markdown;
use super::plain::PlainText;
use super::{ReadError, Reader, json_lines};

/// How many bytes decide what a file is.
pub(super) const HEAD: usize = 64 * 1024;

/// The readers of single documents; the first that claims a file reads it.
const READERS: [&dyn Reader; 2] = [&Markdown, &PlainText];

/// What to do with a source.
#[derive(Clone, Copy, Debug)]
pub(super) enum Format {
    /// One document.
    Document(&'static dyn Reader),
    /// JSON Lines: a document a line.
    Records,
}

impl Format {
    /// The format of a source by its name (`None`: standard input; without the ending of its packing) and its first [`HEAD`] bytes.
    ///
    /// # Errors
    /// [`ReadError::Binary`] or [`ReadError::Unsupported`] where it is no document of ours.
    pub(super) fn of(name: Option<&Path>, head: &[u8]) -> Result<Self, ReadError> {
        if let Some(what) = name.and_then(extension).and_then(|extension| unsupported(&extension)) {
            return Err(ReadError::Unsupported(what));
        }
        refuse_by_content(head)?;
        if json_lines::claims(name, head) {
            return Ok(Self::Records);
        }
        refuse_markup(head)?;
        let reader = READERS.into_iter().find(|reader| reader.claims(name, head));
        Ok(Self::Document(reader.unwrap_or(&PlainText)))
    }
}

/// The last extension of a name in lower case.
pub(super) fn extension(name: &Path) -> Option<String> {
    Some(name.extension()?.to_str()?.to_ascii_lowercase())
}

/// Whether the name leaves it open that the file is packed: an ending that says so, or none.
pub(super) fn may_be_packed(name: &Path) -> bool {
    extension(name).is_none_or(|extension| is_packing(&extension))
}

/// The name without the ending of its packing: `a.jsonl` for `a.jsonl.gz`.
pub(super) fn unpacked_name(name: &Path) -> &Path {
    match (extension(name), name.file_stem()) {
        (Some(extension), Some(stem)) if is_packing(&extension) => Path::new(stem),
        _ => name,
    }
}

fn is_packing(extension: &str) -> bool {
    matches!(extension, "gz" | "gzip" | "zst" | "zstd")
}

fn unsupported(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "html" | "htm" | "xhtml" | "mhtml" => "HTML",
        "xml" => "XML",
        "pdf" => "PDF",
        "docx" | "doc" | "dotx" => "a Word document",
        "odt" | "ods" | "odp" | "ott" => "an OpenDocument file",
        "pptx" | "ppt" | "xlsx" | "xls" => "an office file",
        "epub" => "EPUB",
        "rtf" => "RTF",
        _ => return None,
    })
}

fn refuse_by_content(head: &[u8]) -> Result<(), ReadError> {
    if let Some((_, error)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(match error {
            Refusal::Binary(what) => ReadError::Binary(what),
            Refusal::Unsupported(what) => ReadError::Unsupported(what),
        });
    }
    if head.get(257..262) == Some(b"ustar") {
        return Err(ReadError::Binary("a tar archive"));
    }
    let is_utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    if !is_utf16 && utf16_without_mark(head).is_none() && is_binary(head) {
        return Err(ReadError::Binary("it holds control characters"));
    }
    Ok(())
}

enum Refusal {
    Binary(&'static str),
    Unsupported(&'static str),
}

/// First bytes that no text has.
const MAGIC: [(&[u8], Refusal); 19] = [
    (b"\xFF\xFE\0\0", Refusal::Unsupported("UTF-32")),
    (b"\0\0\xFE\xFF", Refusal::Unsupported("UTF-32")),
    (b"%PDF-", Refusal::Unsupported("PDF")),
    (b"{\\rtf", Refusal::Unsupported("RTF")),
    (b"PK\x03\x04", Refusal::Binary("a ZIP archive or office file")),
    (b"PK\x05\x06", Refusal::Binary("a ZIP archive")),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Refusal::Binary("an old office file")),
    (b"\x1F\x8B", Refusal::Binary("a gzip archive")),
    (b"\x28\xB5\x2F\xFD", Refusal::Binary("a Zstandard archive")),
    (b"\xFD7zXZ\0", Refusal::Binary("an xz archive")),
    (b"7z\xBC\xAF\x27\x1C", Refusal::Binary("a 7z archive")),
    (b"BZh", Refusal::Binary("a bzip2 archive")),
    (b"\x89PNG\r\n", Refusal::Binary("a PNG picture")),
    (b"\xFF\xD8\xFF", Refusal::Binary("a JPEG picture")),
    (b"GIF8", Refusal::Binary("a GIF picture")),
    (b"\x7FELF", Refusal::Binary("a program")),
    (b"SQLite format 3\0", Refusal::Binary("an SQLite database")),
    (b"\0asm", Refusal::Binary("a program")),
    (b"OggS", Refusal::Binary("a sound file")),
];

/// Whether control characters are too many for a text. A stray one, even a NUL, does not make a valid UTF-8 text binary.
fn is_binary(head: &[u8]) -> bool {
    let is_sign = |byte: &&u8| matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let signs = head.iter().filter(is_sign).count();
    // a character may be cut at the end of the head
    let is_utf8 = std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true);
    signs * 32 > head.len() || (head.contains(&0) && !is_utf8)
}

/// Pages of markup under another name.
fn refuse_markup(head: &[u8]) -> Result<(), ReadError> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins = |start: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()));
    if begins("<!doctype html") || begins("<html") {
        return Err(ReadError::Unsupported("HTML"));
    }
    if begins("<?xml") {
        return Err(ReadError::Unsupported("XML"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media_type(name: Option<&str>, head: &[u8]) -> &'static str {
        match Format::of(name.map(Path::new), head) {
            Ok(Format::Document(reader)) => reader.media_type(),
            Ok(Format::Records) => "records",
            Err(error) => error.kind(),
        }
    }

    #[test]
    fn the_extension_names_the_format() {
        assert_eq!(media_type(Some("a.md"), b"x"), "text/markdown");
        assert_eq!(media_type(Some("A.MARKDOWN"), b"x"), "text/markdown");
        assert_eq!(media_type(Some("a.txt"), b"# x"), "text/plain");
        assert_eq!(media_type(Some("a"), b"x"), "text/plain");
        assert_eq!(media_type(Some("a.ndjson"), b"x"), "records");
        assert_eq!(media_type(Some("a.docx"), b"x"), "unsupported");
    }

    #[test]
    fn standard_input_is_known_by_its_content() {
        assert_eq!(media_type(None, b"\n# Titel\n\nText"), "text/markdown");
        assert_eq!(media_type(None, b"---\ntitle: x\n---\nText"), "text/markdown");
        assert_eq!(media_type(None, b"#hashtag"), "text/plain");
        assert_eq!(media_type(None, b"\n {\"id\": {\"text\": 1}, \"text\": \"x\"}"), "records");
        assert_eq!(media_type(None, b"{\"text\": 1}"), "text/plain");
        assert_eq!(media_type(None, b"<!DOCTYPE HTML><p>x"), "unsupported");
    }

    #[test]
    fn no_text_is_refused_whatever_its_name() {
        assert_eq!(media_type(Some("a.txt"), b"\x89PNG\r\n\x1A\n"), "binary");
        assert_eq!(media_type(Some("a.md"), b"%PDF-1.5"), "unsupported");
        assert_eq!(media_type(Some("a.jsonl"), b"\x7FELF"), "binary");
        assert_eq!(media_type(Some("a.txt"), &[0; 100]), "binary");
        assert_eq!(media_type(Some("a.txt"), b"a\0b"), "binary");
        assert_eq!(
            media_type(Some("a.txt"), b"\xE4\0 ist kein Text, sondern etwas anderes, das nur so aussieht"),
            "binary"
        );
    }

    #[test]
    fn a_stray_nul_does_not_make_a_text_binary() {
        let text = [&b"Die Bundesregierung fordert "[..], b"\0", &b"mehr ".repeat(20)].concat();
        assert_eq!(media_type(Some("a.txt"), &text), "text/plain");
    }

    #[test]
    fn the_ending_of_the_packing_is_no_part_of_the_name() {
        assert_eq!(unpacked_name(Path::new("a.jsonl.gz")), Path::new("a.jsonl"));
        assert_eq!(unpacked_name(Path::new("a.md")), Path::new("a.md"));
        assert!(may_be_packed(Path::new("a.txt.ZST")) && may_be_packed(Path::new("a")));
        assert!(!may_be_packed(Path::new("a.txt")));
    }
}
