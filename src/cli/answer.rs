//! Answers queries, one or thousands, in one format.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::rc::Rc;

use super::options::{chain_of, language_of};
use super::stale::Stale;
use super::streams::Streams;
use crate::brief::Language;
use crate::index::{Freshness, OpenIndex};
use crate::output::{Asked, Format, LineStarts, LinesOf, QueryId, Report};
use crate::query::parse;
use crate::query::plan::{Filters, Plan, Weights, plan};
use crate::read;
use crate::search::{Hit, Searcher, Window};

/// One query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ask {
    pub(super) id: Option<QueryId>,
    pub(super) text: String,
    /// Every sign is text.
    pub(super) plain: bool,
    /// How many hits, where it says so itself.
    pub(super) limit: Option<usize>,
    /// Conditions besides those of the command line.
    pub(super) filters: Vec<(String, String)>,
}

/// What holds for all queries of a command.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) window: Window,
    pub(super) filters: Filters,
    pub(super) language: Option<Language>,
    pub(super) format: Format,
}

impl Settings {
    /// The plan of a query, and how it was read where that may surprise.
    pub(super) fn plan(&self, ask: &Ask) -> (Plan, Vec<String>) {
        let query = if ask.plain { parse::plain(&ask.text) } else { parse::parse(&ask.text) };
        let chain = chain_of(language_of(self.language, &ask.text));
        let mut filters = self.filters.clone();
        filters.equal.extend_from_slice(&ask.filters);
        (plan(&ask.text, &query, &chain, filters), query.notes().iter().map(|note| note.message(&ask.text)).collect())
    }

    fn window(&self, ask: &Ask) -> Window {
        Window { limit: ask.limit.unwrap_or(self.window.limit), ..self.window }
    }
}

/// Prints the answers to some queries in order. Says how many hits there were.
pub(super) fn answer(
    index: &OpenIndex,
    settings: &Settings,
    asks: &[Ask],
    streams: &mut Streams,
) -> anyhow::Result<usize> {
    let base = index.base();
    let mut searcher = Searcher::new(index, Freshness::new(index, read::path_of), Weights::default());
    let mut lines = Lines::new(base.clone());
    let lines_of: LinesOf<'_> = Box::new(|hit| lines.of(hit));
    let Streams { out, screen, .. } = &mut *streams;
    let mut report = Report::new(out, settings.format, settings.window.unit, screen, &base, lines_of);
    let mut stale = Stale::default();
    let mut count = 0;
    for ask in asks {
        let asked = Asked { id: ask.id.as_ref(), text: &ask.text };
        let (plan, _) = settings.plan(ask);
        let window = settings.window(ask);
        if settings.format == Format::Trec {
            // a run needs no passage to be read
            let ranked = searcher.rank(&plan, window)?;
            count += ranked.len();
            for (rank, found) in (window.offset + 1..).zip(&ranked) {
                report.ranked(asked, &found.brief, found.number, rank, found.score)?;
            }
        } else {
            let hits = searcher.search(&plan, window)?;
            count += hits.len();
            hits.iter().filter(|hit| hit.stale).for_each(|hit| stale.add(&hit.brief));
            report.hits(asked, &hits)?;
        }
    }
    report.finish()?;
    stale.warn(index, streams);
    Ok(count)
}

/// Only so many sources' lines are remembered.
const MOST_SOURCES: usize = 100;

/// Where the lines of sources start, as editors count them.
struct Lines {
    base: PathBuf,
    known: HashMap<String, Option<Rc<LineStarts>>>,
}

impl Lines {
    fn new(base: PathBuf) -> Self {
        Self { base, known: HashMap::new() }
    }

    /// Those of a hit's source; `None` where its bytes are not those that its places count in, or nobody would see them so.
    fn of(&mut self, hit: &Hit) -> Option<Rc<LineStarts>> {
        let brief = &hit.brief;
        let readable = brief.space == "file" && brief.source != "-" && !brief.encoding.starts_with("utf-16");
        if hit.stale || !readable {
            return None;
        }
        if let Some(lines) = self.known.get(&brief.source) {
            return lines.clone();
        }
        let file = File::open(read::path_of(&brief.source, &self.base)).ok();
        let lines = file.and_then(|file| LineStarts::read(BufReader::new(file)).ok()).map(Rc::new);
        if self.known.len() >= MOST_SOURCES {
            self.known.clear();
        }
        self.known.insert(brief.source.clone(), lines.clone());
        lines
    }
}
