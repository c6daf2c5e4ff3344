//! Walking folders: which files there are, in a fixed order, each once.
//!
//! Hidden files and those that an ignore file names (`.gitignore`, `.ignore`) are left out; a root that is named is always taken. Links below a
//! root are not followed on the way: what they lead to inside the root is found by itself, unless it is hidden; then the link is followed after the
//! rest of its root. So no loop can arise.

use std::collections::{HashSet, VecDeque};
use std::fs::{self, FileType, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use ignore::WalkBuilder;
use sha2::{Digest as _, Sha256};

use super::{ReadError, absolute};

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Absolute.
    pub path: PathBuf,
    pub size: u64,
    /// When it was last written: nanoseconds since 1970, 0 where the system does not know.
    pub modified: i128,
}

/// A file or folder that is left out, and why.
#[derive(Debug, thiserror::Error)]
#[error("{}: {error}", path.display())]
pub struct Unread {
    /// Absolute, if possible.
    pub path: PathBuf,
    #[source]
    pub error: ReadError,
}

/// Which folders and files are left out without a word: the index's own. Sees absolute paths without links.
type Skip = Arc<dyn Fn(&Path) -> bool + Send + Sync>;

/// Walks `roots` one after the other, each in the byte order of its names. Reads folders as it goes; keeps 16 bytes for each file given.
pub fn walk(roots: &[PathBuf], skip: impl Fn(&Path) -> bool + Send + Sync + 'static) -> Walk {
    Walk {
        roots: roots.to_vec().into(),
        skip: Arc::new(skip),
        folder: None,
        links: VecDeque::new(),
        given: HashSet::new(),
    }
}

/// The files below some roots, as they are found.
pub struct Walk {
    roots: VecDeque<PathBuf>,
    skip: Skip,
    folder: Option<Folder>,
    /// Links met in the current folder that lead to a place inside its root, and that place.
    links: VecDeque<(PathBuf, PathBuf)>,
    /// The files given so far: the first half of the hash of their real paths.
    given: HashSet<[u8; 16]>,
}

/// A folder being walked.
struct Folder {
    /// Its path as it was named, absolute.
    path: PathBuf,
    /// Its path without links.
    real: PathBuf,
    /// Where links may lead: the real path of the root.
    root: PathBuf,
    entries: ignore::Walk,
}

impl Iterator for Walk {
    type Item = Result<Found, Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.folder.as_mut().and_then(|folder| folder.entries.next()) {
                if let Some(item) = self.take(entry) {
                    return Some(item);
                }
                continue;
            }
            if let Some((link, target)) = self.links.pop_front() {
                if let Some(item) = self.follow(&link, &target) {
                    return Some(item);
                }
                continue;
            }
            self.folder = None;
            let root = self.roots.pop_front()?;
            if let Some(item) = self.enter(&root) {
                return Some(item);
            }
        }
    }
}

impl Walk {
    /// Begins with a root: gives it, if it is a file, or walks it.
    fn enter(&mut self, root: &Path) -> Option<Result<Found, Unread>> {
        let path = absolute(root).unwrap_or_else(|_| root.to_owned());
        let looked_up = path.canonicalize().and_then(|real| Ok((fs::metadata(&real)?, real)));
        let (metadata, real) = match looked_up {
            Ok(found) => found,
            Err(error) => return Some(Err(Unread { path, error: error.into() })),
        };
        if (self.skip)(&real) {
            return None;
        }
        if metadata.is_dir() {
            self.folder = Some(Folder { entries: self.entries(&real), path, root: real.clone(), real });
            return None;
        }
        self.give(path, &real, &metadata)
    }

    fn entries(&self, real: &Path) -> ignore::Walk {
        let skip = Arc::clone(&self.skip);
        WalkBuilder::new(real)
            .require_git(false)
            // the same folder gives the same files on every machine
            .git_global(false)
            .sort_by_file_name(|left, right| left.as_encoded_bytes().cmp(right.as_encoded_bytes()))
            .filter_entry(move |entry| !skip(entry.path()))
            .build()
    }

    fn take(&mut self, entry: Result<ignore::DirEntry, ignore::Error>) -> Option<Result<Found, Unread>> {
        let folder = self.folder.as_ref()?;
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let (path, error) = name_error(error);
                let path = path.map_or_else(|| folder.path.clone(), |path| folder.named(&path));
                return Some(Err(Unread { path, error }));
            }
        };
        let (real, path) = (entry.path(), folder.named(entry.path()));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            return None;
        }
        if kind.is_symlink() {
            return self.meet_link(real, path);
        }
        match fs::symlink_metadata(real) {
            Ok(metadata) => self.give(path, real, &metadata),
            Err(error) => Some(Err(Unread { path, error: error.into() })),
        }
    }

    /// A link inside the root waits until the rest is given; one that leads out is named.
    fn meet_link(&mut self, link: &Path, path: PathBuf) -> Option<Result<Found, Unread>> {
        let target = match link.canonicalize() {
            Ok(target) => target,
            Err(error) => return Some(Err(Unread { path, error: error.into() })),
        };
        let root = &self.folder.as_ref()?.root;
        if target.starts_with(root) {
            self.links.push_back((path, target));
            return None;
        }
        Some(Err(Unread { path, error: ReadError::OutsideRoot(target) }))
    }

    /// Gives the file behind a link inside the root, if it was not given by its own name. A folder behind a link is walked only if it is hidden:
    /// else its files were given.
    fn follow(&mut self, link: &Path, target: &Path) -> Option<Result<Found, Unread>> {
        if (self.skip)(target) {
            return None;
        }
        let metadata = match fs::metadata(target) {
            Ok(metadata) => metadata,
            Err(error) => return Some(Err(Unread { path: link.to_owned(), error: error.into() })),
        };
        if !metadata.is_dir() {
            return self.give(link.to_owned(), target, &metadata);
        }
        let root = self.folder.as_ref()?.root.clone();
        // a link to a folder above it, or to the same one again, would lead in circles
        let is_new = !root.starts_with(target) && !self.was_given(target) && is_hidden(target, &root);
        if is_new {
            let entries = self.entries(target);
            self.folder = Some(Folder { path: link.to_owned(), real: target.to_owned(), root, entries });
        }
        None
    }

    /// Gives a file, once; says what is none.
    fn give(&mut self, path: PathBuf, real: &Path, metadata: &Metadata) -> Option<Result<Found, Unread>> {
        if self.was_given(real) {
            return None;
        }
        if let Err(error) = refuse_special(metadata) {
            return Some(Err(Unread { path, error }));
        }
        Some(Ok(Found { path, size: metadata.len(), modified: metadata.modified().map_or(0, nanoseconds) }))
    }

    /// Whether a real path was given before; from now on it was.
    fn was_given(&mut self, real: &Path) -> bool {
        let hash = Sha256::digest(real.as_os_str().as_encoded_bytes());
        let mut half = [0; 16];
        half.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        !self.given.insert(half)
    }
}

impl Folder {
    /// The path of an entry as its root was named.
    fn named(&self, real: &Path) -> PathBuf {
        real.strip_prefix(&self.real).map_or_else(|_| real.to_owned(), |rest| self.path.join(rest))
    }
}

impl std::fmt::Debug for Walk {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Walk")
            .field("roots", &self.roots)
            .field("given", &self.given.len())
            .finish_non_exhaustive()
    }
}

/// Refuses what is no file: reading it might wait for ever, or never end.
///
/// # Errors
/// [`ReadError::NotAFile`].
pub(super) fn refuse_special(metadata: &Metadata) -> Result<(), ReadError> {
    let kind = metadata.file_type();
    if kind.is_file() { Ok(()) } else { Err(ReadError::NotAFile(special(kind))) }
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    match () {
        () if kind.is_dir() => "a folder",
        () if kind.is_fifo() => "a named pipe",
        () if kind.is_socket() => "a socket",
        () => "a device",
    }
}

#[cfg(not(unix))]
fn special(kind: FileType) -> &'static str {
    if kind.is_dir() { "a folder" } else { "a device" }
}

/// Whether a name between `root` and `target` begins with a dot.
fn is_hidden(target: &Path, root: &Path) -> bool {
    let below = target.strip_prefix(root).unwrap_or(target);
    below.components().any(|component| component.as_os_str().as_encoded_bytes().starts_with(b"."))
}

fn nanoseconds(time: SystemTime) -> i128 {
    let count = |duration: std::time::Duration| i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX);
    time.duration_since(UNIX_EPOCH).map_or_else(|before| -count(before.duration()), count)
}

/// Takes the path and the cause out of a walker's error.
fn name_error(error: ignore::Error) -> (Option<PathBuf>, ReadError) {
    match error {
        ignore::Error::WithPath { path, err } => {
            let (inner, error) = name_error(*err);
            (inner.or(Some(path)), error)
        }
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => name_error(*err),
        ignore::Error::Io(error) => (None, error.into()),
        other => (None, ReadError::Io(std::io::Error::other(other))),
    }
}

#[cfg(test)]
mod tests;
