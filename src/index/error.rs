//! What can go wrong with an index, and the command that mends it.

use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};

use super::hint::index_option;

/// Why an index could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error("there is no index in `{}`", folder.display())]
    Missing { folder: PathBuf },
    #[error("`{}` holds `{found}` and no index: it will not be written to", folder.display())]
    Foreign { folder: PathBuf, found: String },
    #[error("the index in `{}` is of another version ({found}; this program writes {expected})", folder.display())]
    Version { folder: PathBuf, found: String, expected: String },
    #[error("another program is writing to the index: it holds `{}`", lock.display())]
    Locked { lock: PathBuf },
    #[error("the index in `{}` is damaged: {what}", folder.display())]
    Damaged { folder: PathBuf, what: String },
    #[error("the disk is full: `{}` could not be written", folder.display())]
    Full { folder: PathBuf },
    #[error("`{}`: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
    #[error("the index in `{}` could not be used: {what}", folder.display())]
    Engine { folder: PathBuf, what: String },
}

impl IndexError {
    /// The command that mends it, where there is one.
    pub fn hint(&self) -> Option<String> {
        let at = index_option;
        match self {
            Self::Missing { folder } => Some(format!("make one with `fundstelle index{} PATH`", at(folder))),
            Self::Foreign { .. } => Some("name another folder with `--index DIR`".to_owned()),
            Self::Version { folder, .. } => {
                Some(format!("build it anew with `fundstelle index{} --rebuild`", at(folder)))
            }
            Self::Damaged { folder, .. } => {
                Some(format!("build it anew from its sources with `fundstelle index{} --rebuild`", at(folder)))
            }
            Self::Locked { .. } => {
                Some("wait until it is done, or stop it; a lock left by a dead program holds nobody up".to_owned())
            }
            Self::Full { .. } => {
                Some("make room and run the same command again: nothing acknowledged is lost".to_owned())
            }
            Self::Io { .. } | Self::Engine { .. } => None,
        }
    }

    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    pub(super) fn damaged(folder: &Path, what: impl std::fmt::Display) -> Self {
        Self::Damaged { folder: folder.to_owned(), what: what.to_string() }
    }

    /// Says in our words what the engine said.
    pub(super) fn engine(folder: &Path) -> impl Fn(TantivyError) -> Self + use<> {
        let folder = folder.to_owned();
        move |error| Self::of_engine(&folder, &error)
    }

    fn of_engine(folder: &Path, error: &TantivyError) -> Self {
        let folder_owned = || folder.to_owned();
        let kind = match error {
            TantivyError::IoError(source)
            | TantivyError::LockFailure(LockError::IoError(source), _)
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error: source, .. })
            | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error: source, .. }) => {
                Some(source.kind())
            }
            _ => None,
        };
        match (error, kind) {
            (_, Some(std::io::ErrorKind::StorageFull)) => Self::Full { folder: folder_owned() },
            (_, Some(kind @ (std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem))) => {
                Self::Io { path: folder_owned(), source: kind.into() }
            }
            (TantivyError::LockFailure(LockError::LockBusy, _), _) => {
                Self::Locked { lock: folder.join(&tantivy::directory::INDEX_WRITER_LOCK.filepath) }
            }
            (TantivyError::IncompatibleIndex(found), _) => Self::Version {
                folder: folder_owned(),
                found: format!("{found:?}"),
                expected: super::manifest::FORMAT.to_string(),
            },
            (TantivyError::DataCorruption(_), _) => Self::damaged(folder, "its files contradict each other"),
            (TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)), _) => {
                Self::damaged(folder, format_args!("`{}` is missing", file.display()))
            }
            (TantivyError::SchemaError(_), _) => Self::damaged(folder, "its fields are not ours"),
            (other, _) => Self::Engine { folder: folder_owned(), what: other.to_string() },
        }
    }
}
