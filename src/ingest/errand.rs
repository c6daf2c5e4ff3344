//! What there is to do, before anything is read.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::catalogue::Catalogue;
use super::{Fate, Fault, IngestError, Job, Outcome, Target};
use crate::index::{RACE, Recipe, Root, SourceRecord, base_of, is_index};
use crate::passage;
use crate::read::{self, Found, Name, ReadError, Unread};

/// The id and path of standard input.
pub(super) const STANDARD: &str = "-";

/// One thing to do, in the order of the report.
#[derive(Debug)]
pub(super) enum Errand {
    /// Nothing has changed.
    Leave { source: String, bytes: u64 },
    /// It must be read.
    Read(Box<Reading>),
    /// It is gone.
    Drop { source: String },
    /// It could not be looked at.
    Report(Outcome),
}

/// A source to read.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) name: Name,
    /// `None`: standard input.
    pub(super) file: Option<Found>,
    pub(super) recipe: Recipe,
    /// What was known of it: its briefs' hashes by the line of their record.
    pub(super) known: HashMap<usize, (String, String)>,
    /// The record of its last reading.
    pub(super) before: Option<SourceRecord>,
}

impl Reading {
    /// Bytes of the file.
    pub(super) fn size(&self) -> u64 {
        self.file.as_ref().map_or(0, |file| file.size)
    }

    /// Whether the same bytes, read the same way, gave one brief before.
    pub(super) fn was_indexed_as(&self, hash: &str) -> bool {
        let before = self.before.as_ref();
        before.is_some_and(|before| before.skipped.is_none() && before.hash == hash && before.recipe == self.recipe)
    }
}

/// All errands of a job, and the roots to remember.
#[derive(Debug)]
pub(super) struct Errands {
    pub(super) list: Vec<Errand>,
    pub(super) roots: Vec<Root>,
    pub(super) files: u64,
    pub(super) bytes: u64,
}

/// A target with what it is to be read with.
struct Goal {
    path: PathBuf,
    name: Name,
    recipe: Recipe,
    /// Whether there is anything of this name: what never was is not remembered.
    exists: bool,
}

/// Walks the targets and says what is to be done about each file.
pub(super) fn errands(job: &Job<'_>, catalogue: &Catalogue, before: &[Root]) -> Result<Errands, IngestError> {
    let base = base_of(&job.folder);
    let goals = goals(job, before, &base)?;
    let standard = job.targets.contains(&Target::Standard);
    if goals.is_empty() && !standard {
        return Err(IngestError::NothingToDo);
    }
    let mut errands = Errands { list: Vec::new(), roots: merged(before, &goals, &base), files: 0, bytes: 0 };
    let mut met = HashSet::new();
    for goal in &goals {
        let folder = job.folder.clone();
        for found in read::walk(std::slice::from_ref(&goal.path), move |path| path == folder || is_index(path)) {
            match found {
                Ok(found) => {
                    if met.insert(found.path.clone()) {
                        errands.look_at(found, goal, catalogue, &base);
                    }
                }
                // what is gone is dropped below
                Err(fault) if job.prune && matches!(fault.error, ReadError::Missing) => {}
                Err(fault) => errands.list.push(Errand::Report(report(&fault, &base))),
            }
        }
    }
    if standard {
        let name = Name { id: STANDARD.to_owned(), path: STANDARD.to_owned() };
        let recipe = recipe(job, before.iter().find(|root| root.id == STANDARD));
        errands.roots.retain(|root| root.id != STANDARD);
        errands.roots.insert(0, Root { id: name.id.clone(), recipe: recipe.clone() });
        errands.list.push(Errand::Read(Box::new(reading(name, None, recipe, catalogue))));
        errands.files += 1;
    }
    if job.prune {
        errands.drop_gone(&goals, catalogue, &base);
    }
    Ok(errands)
}

impl Errands {
    fn look_at(&mut self, found: Found, goal: &Goal, catalogue: &Catalogue, base: &Path) {
        let name = Name::new(&found.path, base);
        self.files += 1;
        self.bytes += found.size;
        let known = catalogue.source(&name.id).filter(|source| source.recipe == goal.recipe);
        let same = known.is_some_and(|source| {
            source.size == found.size && source.modified == found.modified && source.modified < source.read_at - RACE
        });
        self.list.push(if same {
            Errand::Leave { source: name.id, bytes: found.size }
        } else {
            Errand::Read(Box::new(reading(name, Some(found), goal.recipe.clone(), catalogue)))
        });
    }

    /// What lies below the goals and is no longer there.
    fn drop_gone(&mut self, goals: &[Goal], catalogue: &Catalogue, base: &Path) {
        for id in catalogue.source_ids() {
            if !goals.iter().any(|goal| is_below(id, &goal.name.id, base)) {
                continue;
            }
            let gone = fs::symlink_metadata(read::path_of(id, base)).is_err_and(|error| {
                matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
            });
            if gone {
                self.list.push(Errand::Drop { source: id.to_owned() });
            }
        }
    }
}

/// Whether the source `id` is `root` or lies below it, both by their ids.
pub(super) fn is_below(id: &str, root: &str, base: &Path) -> bool {
    id != STANDARD && read::path_of(id, base).starts_with(read::path_of(root, base))
}

/// What to walk: the targets, or what was indexed before where there are none; a rebuilt index gets both.
fn goals(job: &Job<'_>, before: &[Root], base: &Path) -> Result<Vec<Goal>, IngestError> {
    let mut goals = Vec::new();
    for target in &job.targets {
        let Target::Path(path) = target else {
            continue;
        };
        let path = read::absolute(path).map_err(|source| IngestError::Path { path: path.clone(), source })?;
        // the base itself by its relative name, so that the whole can be moved
        let name =
            if path == *base { Name { id: ".".to_owned(), path: ".".to_owned() } } else { Name::new(&path, base) };
        // the nearest root that covers it says how it was read before
        let covering = before.iter().filter(|root| is_below(&name.id, &root.id, base));
        let recipe = recipe(job, covering.max_by_key(|root| root.id.len()));
        let exists = fs::symlink_metadata(&path).is_ok();
        goals.push(Goal { path, name, recipe, exists });
    }
    if job.targets.is_empty() || job.rebuild {
        let again =
            before.iter().filter(|root| root.id != STANDARD && !goals.iter().any(|goal| goal.name.id == root.id));
        let again = again.map(|root| {
            let name = Name { id: root.id.clone(), path: root.id.clone() };
            Goal { path: read::path_of(&root.id, base), name, recipe: recipe(job, Some(root)), exists: true }
        });
        goals.extend(again.collect::<Vec<_>>());
    }
    Ok(goals)
}

/// What the user says now, else what was said before.
fn recipe(job: &Job<'_>, root: Option<&Root>) -> Recipe {
    let before = root.map(|root| &root.recipe);
    let words = job.words.or(before.map(|recipe| recipe.words)).unwrap_or(passage::Recipe::default().words);
    let language = job.language.map(|language| language.to_string());
    Recipe { words, language: language.or_else(|| before.and_then(|recipe| recipe.language.clone())) }
}

/// The roots before, with the goals of this job in place of those that they cover.
fn merged(before: &[Root], goals: &[Goal], base: &Path) -> Vec<Root> {
    let mut roots: Vec<Root> = before
        .iter()
        .filter(|root| !goals.iter().any(|goal| is_below(&root.id, &goal.name.id, base)))
        .cloned()
        .collect();
    for goal in goals.iter().filter(|goal| goal.exists) {
        let root = Root { id: goal.name.id.clone(), recipe: goal.recipe.clone() };
        let covered = roots.iter().any(|other| is_below(&root.id, &other.id, base) && other.recipe == root.recipe);
        if !covered {
            roots.push(root);
        }
    }
    roots.sort_by(|one, other| one.id.cmp(&other.id));
    roots
}

fn reading(name: Name, file: Option<Found>, recipe: Recipe, catalogue: &Catalogue) -> Reading {
    let before = catalogue.source(&name.id).cloned();
    let briefs = catalogue.briefs(&name.id).filter(|brief| brief.recipe == recipe);
    let known = briefs.filter_map(|brief| Some((brief.record?, (brief.hash.clone(), brief.id.clone())))).collect();
    Reading { name, file, recipe, known, before }
}

/// What is said of a file that could not be looked at.
fn report(fault: &Unread, base: &Path) -> Outcome {
    let name = Name::new(&fault.path, base);
    faulty(&name.id, &name.path, 0, &fault.error)
}

/// The outcome of an error.
pub(super) fn faulty(id: &str, path: &str, bytes: u64, fault: &ReadError) -> Outcome {
    Outcome {
        fate: if fault.is_skip() { Fate::Skipped } else { Fate::Failed },
        id: id.to_owned(),
        path: path.to_owned(),
        passages: 0,
        bytes,
        error: Some(Fault { kind: fault.kind().to_owned(), message: fault.to_string(), hint: fault.hint() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_lies_below_a_folder_by_whole_names() {
        let base = Path::new("/srv/briefs");
        assert!(is_below("eu/a.txt", "eu", base));
        assert!(is_below("eu/a.txt", ".", base));
        assert!(is_below("eu/a.txt", "/srv", base));
        assert!(!is_below("eu2/a.txt", "eu", base));
        assert!(!is_below("/tmp/a.txt", ".", base));
        assert!(!is_below(STANDARD, ".", base));
    }
}
