//! Why a source did not become a document: skipped, because it is none, or failed, because it could not be read.

use std::io;
use std::path::PathBuf;

/// Says what is the matter with one source or record. The path or line is not part of the message: whoever reports it knows it
/// and puts it in front ([`Unread`](super::Unread), [`RecordError`](super::RecordError)).
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the file is empty")]
    Empty,
    #[error("not a text: {0}")]
    Binary(&'static str),
    #[error("no text in it")]
    NoText,
    #[error("{0} cannot be read yet")]
    Unsupported(&'static str),
    #[error("not a file but {0}")]
    NotAFile(&'static str),
    #[error("the link leads out of the folder, to {}", .0.display())]
    OutsideRoot(PathBuf),
    #[error("no permission to read it")]
    Permission,
    #[error("there is nothing of this name")]
    Missing,
    #[error("{0}")]
    Io(io::Error),
    #[error("larger than the limit of {limit} bytes")]
    TooLarge { limit: u64 },
    #[error("damaged: {0}")]
    Damaged(String),
    #[error("column {column}: {message}")]
    Json { column: usize, message: String },
    #[error("its id has {0} bytes; {max} are the most", max = super::name::MAX_ID_BYTES)]
    IdTooLong(usize),
}

impl ReadError {
    /// Its name in records.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary(_) => "binary",
            Self::NoText => "no-text",
            Self::Unsupported(_) => "unsupported",
            Self::NotAFile(_) => "not-a-file",
            Self::OutsideRoot(_) => "outside-root",
            Self::Permission => "permission",
            Self::Missing => "missing",
            Self::Io(_) => "io",
            Self::TooLarge { .. } => "too-large",
            Self::Damaged(_) => "damaged",
            Self::Json { .. } => "json",
            Self::IdTooLong(_) => "id-too-long",
        }
    }

    /// Whether the source is skipped as no document of ours; otherwise it failed, which the exit status tells.
    #[must_use]
    pub const fn is_skip(&self) -> bool {
        matches!(
            self,
            Self::Empty
                | Self::Binary(_)
                | Self::NoText
                | Self::Unsupported(_)
                | Self::NotAFile(_)
                | Self::OutsideRoot(_)
        )
    }

    /// What the user can do about it, where there is something.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::OutsideRoot(target) => Some(format!("name it itself: {}", target.display())),
            Self::Permission => Some("run as a user who may read it, or change its permissions".to_owned()),
            Self::TooLarge { .. } => Some("split it, or hand it over as JSON Lines, one record a part".to_owned()),
            Self::Unsupported(_) => Some("convert it to plain text or Markdown".to_owned()),
            Self::Json { .. } => Some("a record is one line: {\"id\": …, \"text\": \"…\"}".to_owned()),
            Self::IdTooLong(_) => {
                Some("give the record a shorter \"id\", or none: its line is its name then".to_owned())
            }
            _ => None,
        }
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Permission,
            _ => Self::Io(error),
        }
    }
}
