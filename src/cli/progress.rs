//! Tells what a run over briefs does: a bar for people, records for programs, what went wrong for both.

use std::io;

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::options::Print;
use super::streams::Streams;
use crate::ingest::{Fate, Observer, Outcome, Summary};
use crate::output::{human, json};

const SKIPPED: Style = AnsiColor::Yellow.on_default().bold();
const FAILED: Style = AnsiColor::Red.on_default().bold();

const BAR: &str = "{bar:30} {decimal_bytes}/{decimal_total_bytes}  {msg}  {decimal_bytes_per_sec}  {eta} left";

/// Where the outcomes of single briefs go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    /// Only what went wrong is named.
    Faults,
    /// Every change is a line on standard output.
    Changes,
    /// Every outcome is a record on standard output.
    Records,
}

impl Account {
    /// What a command gives that was asked for a format.
    pub(super) fn of(format: Print, dry_run: bool) -> Self {
        match format {
            Print::Json => Self::Records,
            Print::Human if dry_run => Self::Changes,
            Print::Human => Self::Faults,
        }
    }
}

/// Listens to a run.
pub(super) struct Reporter<'s> {
    streams: &'s mut Streams,
    account: Account,
    bar: Option<ProgressBar>,
    files: u64,
    planned: u64,
    /// The first line that could not be written.
    unwritten: io::Result<()>,
}

impl<'s> Reporter<'s> {
    pub(super) const fn new(streams: &'s mut Streams, account: Account) -> Self {
        Self { streams, account, bar: None, files: 0, planned: 0, unwritten: Ok(()) }
    }

    /// Takes the bar away. Fails where a line could not be written.
    pub(super) fn close(self) -> io::Result<()> {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        self.unwritten
    }

    fn write(&mut self, outcome: &Outcome) -> io::Result<()> {
        match self.account {
            Account::Records => json::outcome(&mut self.streams.out, outcome),
            Account::Changes if outcome.fate != Fate::Unchanged => human::outcome(&mut self.streams.out, outcome),
            Account::Changes | Account::Faults => Ok(()),
        }
    }

    /// Writes to standard error without tearing the bar.
    fn beside_bar(&mut self, write: impl FnOnce(&mut Streams)) {
        match &self.bar {
            Some(bar) => bar.suspend(|| write(self.streams)),
            None => write(self.streams),
        }
    }
}

impl Observer for Reporter<'_> {
    fn planned(&mut self, files: u64, bytes: u64) {
        self.planned = files;
        if Streams::is_watched() {
            let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template(BAR) {
                bar.set_style(style);
            }
            self.bar = Some(bar);
        }
    }

    fn advanced(&mut self, bytes: u64) {
        self.files += 1;
        if let Some(bar) = &self.bar {
            bar.set_message(format!("{}/{} files", self.files, self.planned));
            bar.inc(bytes);
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        if self.unwritten.is_ok() {
            self.unwritten = self.write(outcome);
        }
        let Some(fault) = &outcome.error else {
            return;
        };
        let style = if outcome.fate == Fate::Failed { FAILED } else { SKIPPED };
        self.beside_bar(|streams| {
            streams.say(outcome.fate.name(), style, &format_args!("{}: {}", outcome.path, fault.message));
            if let Some(hint) = &fault.hint {
                streams.hint(hint);
            }
        });
    }

    fn warning(&mut self, id: &str, message: &str) {
        self.beside_bar(|streams| streams.warning(format_args!("{id}: {message}")));
    }
}

/// Prints the last line of a run.
pub(super) fn summary(streams: &mut Streams, format: Print, summary: &Summary) -> io::Result<()> {
    match format {
        Print::Human => human::summary(&mut streams.out, summary),
        Print::Json => json::summary(&mut streams.out, summary),
    }
}
