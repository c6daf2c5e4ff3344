//! What an index says of itself: a marker file, written once, and a manifest that every commit carries.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::IndexError;
use super::records::Recipe;
use super::schema::TEXT_FIELDS;
use crate::analysis;

/// The version of the schema and of the stored records.
pub(super) const FORMAT: u32 = 1;

/// The file that says: this folder is an index of ours.
pub(super) const MARKER: &str = "fundstelle.json";

/// What may lie in a folder beside an index, or in one that is to become an index.
const GUESTS: [&str; 2] = ["README.md", ".gitignore"];

/// Facts that hold for one commit; stored with it, so they change together with the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The version of the analysis that made the terms.
    pub analysis: u32,
    /// What was indexed, to be brought up to date when no path is given.
    pub roots: Vec<Root>,
    pub briefs: u64,
    pub passages: u64,
    /// The number of tokens in each text field.
    pub tokens: [u64; TEXT_FIELDS],
    /// Bytes of the briefs' sources.
    pub bytes: u64,
}

/// A path that was indexed, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// The percent-encoded path, as the id of a source.
    pub id: String,
    pub recipe: Recipe,
}

impl Manifest {
    /// The manifest of an index without a document.
    pub(super) fn empty() -> Self {
        Self { format: FORMAT, analysis: analysis::VERSION, ..Self::default() }
    }

    /// Reads the payload of a commit.
    pub(super) fn read(folder: &Path, payload: Option<&str>) -> Result<Self, IndexError> {
        let Some(payload) = payload else {
            return Ok(Self::empty());
        };
        let manifest: Self = serde_json::from_str(payload).map_err(|error| IndexError::damaged(folder, error))?;
        let version = |format: u32, analysis: u32| format!("format {format}, analysis {analysis}");
        if (manifest.format, manifest.analysis) == (FORMAT, analysis::VERSION) {
            return Ok(manifest);
        }
        Err(IndexError::Version {
            folder: folder.to_owned(),
            found: version(manifest.format, manifest.analysis),
            expected: version(FORMAT, analysis::VERSION),
        })
    }

    pub(super) fn payload(&self) -> String {
        // a struct of numbers and strings always serialises
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[derive(Serialize, Deserialize)]
struct Marker {
    fundstelle: String,
    format: u32,
}

/// Whether `folder` is an index of ours, by its marker.
pub fn is_index(folder: &Path) -> bool {
    folder.join(MARKER).is_file()
}

/// Fails unless `folder` is an index of this version.
pub(super) fn check_marker(folder: &Path) -> Result<(), IndexError> {
    let path = folder.join(MARKER);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            return Err(IndexError::Missing { folder: folder.to_owned() });
        }
        Err(error) => return Err(IndexError::io(&path)(error)),
    };
    let marker: Marker = serde_json::from_str(&text)
        .map_err(|_| IndexError::damaged(folder, format_args!("`{MARKER}` cannot be read")))?;
    if marker.format == FORMAT {
        return Ok(());
    }
    Err(IndexError::Version {
        folder: folder.to_owned(),
        found: format!("format {}", marker.format),
        expected: format!("format {FORMAT}"),
    })
}

/// Fails where `folder` holds anything that is not ours to write over.
pub(super) fn check_unclaimed(folder: &Path) -> Result<(), IndexError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(IndexError::io(folder)(error)),
    };
    for entry in entries {
        let name = entry.map_err(IndexError::io(folder))?.file_name();
        let found = name.to_string_lossy().into_owned();
        if !GUESTS.contains(&found.as_str()) {
            return Err(IndexError::Foreign { folder: folder.to_owned(), found });
        }
    }
    Ok(())
}

/// Claims `folder` for an index.
pub(super) fn write_marker(folder: &Path) -> Result<(), IndexError> {
    let path = folder.join(MARKER);
    let marker = Marker { fundstelle: "index".to_owned(), format: FORMAT };
    let text = serde_json::to_string(&marker).unwrap_or_default();
    let write = || {
        let mut file = fs::File::create(&path)?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()
    };
    write().map_err(IndexError::io(&path))
}

/// Whether a file of this name is the engine's: its lists, its locks, what it left half written, or a segment's.
fn is_of_engine(name: &str) -> bool {
    let segment =
        name.split('.').next().is_some_and(|id| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    segment
        || matches!(name, "meta.json" | ".managed.json")
        || name.starts_with(".tmp")
        || name.starts_with(".tantivy-")
}

/// Empties an index folder of what the program wrote, the marker last.
pub(super) fn clear(folder: &Path) -> Result<(), IndexError> {
    for entry in fs::read_dir(folder).map_err(IndexError::io(folder))? {
        let entry = entry.map_err(IndexError::io(folder))?;
        if entry.file_name().to_str().is_some_and(is_of_engine) {
            fs::remove_file(entry.path()).map_err(IndexError::io(&entry.path()))?;
        }
    }
    let marker = folder.join(MARKER);
    fs::remove_file(&marker).map_err(IndexError::io(&marker))
}
