//! The names of briefs: a path for people, an id for programs.

use std::fmt::Write as _;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::ReadError;

/// How many bytes the own id of a record may have. An id is a column in outputs and a term in the index.
pub const MAX_ID_BYTES: usize = 4096;

/// What a file is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Exact: white space, control characters, `%`, `#` and bytes that are not UTF-8 percent-encoded.
    pub id: String,
    /// For people; bytes that are not UTF-8 show as U+FFFD.
    pub path: String,
}

impl Name {
    /// Names a file: relative to `base`, `/` between names, where it lies below it, else by its whole path. Both are absolute paths.
    #[must_use]
    pub fn new(path: &Path, base: &Path) -> Self {
        let below = path.strip_prefix(base).ok().filter(|rest| !rest.as_os_str().is_empty());
        let (mut id, mut shown) = (String::new(), String::new());
        for component in below.unwrap_or(path).components() {
            let name = match component {
                Component::RootDir => {
                    push_separator(&mut id, &mut shown);
                    continue;
                }
                other => other.as_os_str(),
            };
            if !id.is_empty() && !id.ends_with('/') {
                push_separator(&mut id, &mut shown);
            }
            encode(name.as_encoded_bytes(), true, &mut id);
            shown.push_str(&name.to_string_lossy());
        }
        Self { id, path: shown }
    }
}

fn push_separator(id: &mut String, shown: &mut String) {
    id.push('/');
    shown.push('/');
}

/// The path that an id of [`Name`] stands for.
#[must_use]
pub fn path_of(id: &str, base: &Path) -> PathBuf {
    let mut bytes = Vec::with_capacity(id.len());
    let mut rest = id.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let code = rest.get(1..3).filter(|_| first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = rest.get(3..).unwrap_or_default();
        } else {
            bytes.push(first);
            rest = behind;
        }
    }
    // components leave out the `.` that stands for the base itself
    base.join(os_string(bytes)).components().collect()
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> std::ffi::OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> std::ffi::OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// The id of a record: its file's id, `#`, and its own id or else its line.
///
/// # Errors
/// [`ReadError::IdTooLong`] where the own id has more than [`MAX_ID_BYTES`] bytes.
pub fn record_id(file: &str, own: Option<&str>, line: usize) -> Result<String, ReadError> {
    let Some(own) = own else {
        return Ok(format!("{file}#{line}"));
    };
    if own.len() > MAX_ID_BYTES {
        return Err(ReadError::IdTooLong(own.len()));
    }
    let mut id = format!("{file}#");
    encode(own.as_bytes(), false, &mut id);
    Ok(id)
}

/// The absolute form of a path, without touching the disk unless `..` occurs in it: a folder may be a link, so that only the disk
/// knows its parent.
///
/// # Errors
/// Where the working folder is unknown, or a path with `..` does not exist.
pub fn absolute(path: &Path) -> io::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    if whole.components().any(|component| component == Component::ParentDir) {
        return whole.canonicalize();
    }
    // components leave out `.` and doubled separators
    Ok(whole.components().collect())
}

/// Appends `bytes`, percent-encoding what would break a column or is no text.
fn encode(bytes: &[u8], is_path: bool, out: &mut String) {
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            let breaks = character.is_whitespace()
                || character.is_control()
                || character == '%'
                || (is_path && character == '#');
            if breaks {
                percent(character.encode_utf8(&mut [0; 4]).as_bytes(), out);
            } else {
                out.push(character);
            }
        }
        percent(chunk.invalid(), out);
    }
}

fn percent(bytes: &[u8], out: &mut String) {
    for byte in bytes {
        // writing into a string cannot fail
        let _ = write!(out, "%{byte:02X}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_back_to_its_path() {
        let base = Path::new("/srv/briefs");
        for path in ["/srv/briefs/a b#1%20.txt", "/srv/other/ü\n.md", "/srv/briefs"] {
            assert_eq!(path_of(&Name::new(Path::new(path), base).id, base), Path::new(path));
        }
        assert_eq!(path_of(".", base), base);
    }

    fn name(path: &str, base: &str) -> Name {
        Name::new(Path::new(path), Path::new(base))
    }

    #[test]
    fn a_file_below_the_base_is_named_from_there() {
        let name = name("/daten/briefs/Ärger.txt", "/daten");
        assert_eq!((name.id.as_str(), name.path.as_str()), ("briefs/Ärger.txt", "briefs/Ärger.txt"));
    }

    #[test]
    fn a_file_elsewhere_bears_its_whole_path() {
        assert_eq!(name("/daten2/a.txt", "/daten").id, "/daten2/a.txt");
        assert_eq!(name("/a.txt", "/").id, "a.txt");
    }

    #[test]
    fn signs_that_break_columns_are_percent_encoded_in_the_id_alone() {
        let name = name("/d/zeile\n um%bruch#1\u{A0}\u{85}.txt", "/d");
        assert_eq!(name.id, "zeile%0A%20um%25bruch%231%C2%A0%C2%85.txt");
        assert_eq!(name.path, "zeile\n um%bruch#1\u{A0}\u{85}.txt");
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf8_keeps_an_exact_id() {
        use std::os::unix::ffi::OsStrExt as _;
        let path = Path::new("/d").join(std::ffi::OsStr::from_bytes(b"latin1_\xFC\xDF.txt"));
        let name = Name::new(&path, Path::new("/d"));
        assert_eq!(name.id, "latin1_%FC%DF.txt");
        assert_eq!(name.path, "latin1_\u{FFFD}\u{FFFD}.txt");
    }

    #[test]
    fn a_record_is_named_by_its_own_id_or_its_line() {
        assert_eq!(record_id("a%23.jsonl", Some("x#1 2%"), 7).unwrap(), "a%23.jsonl#x#1%202%25");
        assert_eq!(record_id("a.jsonl", None, 7).unwrap(), "a.jsonl#7");
        assert!(record_id("a", Some(&"x".repeat(MAX_ID_BYTES)), 1).is_ok());
        assert!(matches!(record_id("a", Some(&"x".repeat(MAX_ID_BYTES + 1)), 1), Err(ReadError::IdTooLong(4097))));
    }

    #[test]
    fn an_absolute_path_has_no_dots() {
        assert_eq!(absolute(Path::new("/a/./b//c")).unwrap(), Path::new("/a/b/c"));
        assert!(absolute(Path::new("src/../src")).unwrap().ends_with("src"));
        assert!(!absolute(Path::new("src/../src")).unwrap().to_string_lossy().contains(".."));
    }
}
