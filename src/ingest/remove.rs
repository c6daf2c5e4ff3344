//! Forgetting briefs.

use std::path::Path;
use std::time::Instant;

use super::catalogue::Catalogue;
use super::errand::is_below;
use super::ledger::Ledger;
use super::{IngestError, Observer, Summary};
use crate::index::{OpenIndex, Store, base_of};
use crate::read::{self, Name};

/// Forgets briefs: each target is the id of a brief or of a source, or a path with everything below it. Says which targets name
/// nothing.
pub fn remove(
    folder: &Path,
    targets: &[String],
    observer: &mut dyn Observer,
) -> Result<(Summary, Vec<String>), IngestError> {
    let started = Instant::now();
    OpenIndex::open(folder)?;
    let mut store = Store::open(folder)?;
    let catalogue = Catalogue::load(&store.reader()?)?;
    let base = base_of(folder);
    let meanings: Vec<Meaning<'_>> = targets.iter().map(|target| Meaning::of(target, &base)).collect();
    let manifest = store.manifest().clone();
    let roots = manifest.roots.clone();
    store
        .set_roots(roots.into_iter().filter(|root| !meanings.iter().any(|meaning| meaning.covers(&root.id))).collect());
    let mut ledger = Ledger::new(Some(store), &manifest, &catalogue, observer);
    let unknown = meanings.iter().filter(|meaning| !meaning.remove(&catalogue, &mut ledger));
    let unknown: Vec<String> = unknown.map(|meaning| meaning.typed.to_owned()).collect();
    let summary = ledger.close(false)?;
    Ok((Summary { seconds: started.elapsed().as_secs_f64(), ..summary }, unknown))
}

/// What a target may mean.
struct Meaning<'t> {
    base: &'t Path,
    typed: &'t str,
    /// The id of the path, where it is one.
    path: Option<String>,
}

impl<'t> Meaning<'t> {
    fn of(typed: &'t str, base: &'t Path) -> Self {
        let path = read::absolute(Path::new(typed)).ok().map(|path| Name::new(&path, base).id);
        Self { base, typed, path }
    }

    fn covers(&self, source: &str) -> bool {
        source == self.typed || self.path.as_deref().is_some_and(|path| is_below(source, path, self.base))
    }

    /// Whether there was anything to remove.
    fn remove(&self, catalogue: &Catalogue, ledger: &mut Ledger<'_>) -> bool {
        let before = ledger.summary().removed;
        for source in catalogue.source_ids() {
            if self.covers(source) {
                ledger.drop_source(source);
            } else if let Some(brief) = catalogue.brief(source, self.typed) {
                ledger.drop_brief(brief);
            }
        }
        ledger.summary().removed > before
    }
}
