//! The answers to one query or many, in one format: the one place that names them all.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;

use super::{Asked, LineStarts, Screen, csv, human, json, passage_id, safe, trec, vimgrep};
use crate::search::{Hit, Unit};

/// How hits are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Human,
    Json,
    Trec,
    Vimgrep,
    Csv,
}

/// Finds the line starts of the source of a hit, where they can be known.
pub type LinesOf<'a> = Box<dyn FnMut(&Hit) -> Option<Rc<LineStarts>> + 'a>;

/// Prints hits, one query after the other.
pub struct Report<'a> {
    out: &'a mut dyn Write,
    format: Format,
    unit: Unit,
    screen: &'a Screen,
    base: &'a Path,
    lines_of: LinesOf<'a>,
    begun: bool,
}

impl std::fmt::Debug for Report<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Report").field("format", &self.format).finish_non_exhaustive()
    }
}

impl<'a> Report<'a> {
    /// `base` is the folder that the paths of the hits count from.
    pub fn new(
        out: &'a mut dyn Write,
        format: Format,
        unit: Unit,
        screen: &'a Screen,
        base: &'a Path,
        lines_of: LinesOf<'a>,
    ) -> Self {
        Self { out, format, unit, screen, base, lines_of, begun: false }
    }

    /// Prints the hits of one query.
    pub fn hits(&mut self, asked: Asked<'_>, hits: &[Hit]) -> io::Result<()> {
        if self.format == Format::Human && asked.id.is_some() {
            self.part()?;
            human::query(self.out, asked, self.screen)?;
        }
        hits.iter().try_for_each(|hit| self.hit(asked, hit))
    }

    /// Prints one line of a run, for which a hit need not be read.
    pub fn ranked(&mut self, asked: Asked<'_>, brief: &str, number: u64, rank: usize, score: f32) -> io::Result<()> {
        let id = match self.unit {
            Unit::Passage => Cow::Owned(passage_id(brief, number)),
            Unit::Brief => Cow::Borrowed(brief),
        };
        let id = if self.screen.terminal { safe::line(&id) } else { Cow::Borrowed(id.as_ref()) };
        trec::line(self.out, asked, &id, rank, score)
    }

    /// Ends the report: a table without a row still has its header.
    pub fn finish(mut self) -> io::Result<()> {
        self.head()
    }

    fn hit(&mut self, asked: Asked<'_>, hit: &Hit) -> io::Result<()> {
        self.head()?;
        match self.format {
            Format::Human => {
                self.part()?;
                human::hit(self.out, hit, self.base, self.screen)
            }
            Format::Json => json::hit(self.out, asked, hit),
            Format::Trec => self.ranked(asked, &hit.brief.id, hit.passage.record.number as u64, hit.rank, hit.score),
            Format::Vimgrep => vimgrep::hit(self.out, hit, (self.lines_of)(hit).as_deref()),
            Format::Csv => csv::hit(self.out, asked, hit, self.screen),
        }
    }

    fn head(&mut self) -> io::Result<()> {
        if self.format == Format::Csv && !std::mem::replace(&mut self.begun, true) {
            csv::header(self.out)?;
        }
        Ok(())
    }

    /// A blank line between what people read.
    fn part(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { writeln!(self.out) } else { Ok(()) }
    }
}
