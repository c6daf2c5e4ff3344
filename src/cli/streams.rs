//! Standard output and standard error. Output carries what was asked for, error everything else.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::output::{Screen, safe};

/// Bytes of output gathered before they are written.
const BUFFER: usize = 1 << 16;

/// A terminal that does not say how wide it is.
const USUAL_WIDTH: usize = 80;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// Where a command writes to.
pub(super) struct Streams {
    pub(super) out: BufWriter<Box<dyn Write>>,
    pub(super) screen: Screen,
    notes: AutoStream<io::Stderr>,
}

impl Streams {
    /// Those of the process.
    pub(super) fn standard() -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let colour = terminal && AutoStream::choice(&stdout) != ColorChoice::Never;
        // colours go through a translation on old terminals; what goes into a pipe must not be touched
        let out: Box<dyn Write> = if colour { Box::new(anstream::stdout()) } else { Box::new(stdout) };
        Self {
            out: BufWriter::with_capacity(BUFFER, out),
            screen: Screen { terminal, colour, width: terminal.then(width) },
            notes: anstream::stderr(),
        }
    }

    /// Whether somebody looks at standard error.
    pub(super) fn is_watched() -> bool {
        io::stderr().is_terminal()
    }

    /// How something was read, or that there is nothing.
    pub(super) fn note(&mut self, message: impl Display) {
        self.say("note", NOTE, &message);
    }

    /// What somebody should look after.
    pub(super) fn warning(&mut self, message: impl Display) {
        self.say("warning", WARNING, &message);
    }

    /// Why nothing could be done.
    pub(super) fn error(&mut self, message: impl Display) {
        self.say("error", ERROR, &message);
    }

    /// The command that mends it.
    pub(super) fn hint(&mut self, message: impl Display) {
        self.say("hint", NOTE, &message);
    }

    /// A line with a label, made safe. Where standard error is closed nobody is left to be told.
    pub(super) fn say(&mut self, label: &str, style: Style, message: &dyn Display) {
        let message = message.to_string();
        let _ = writeln!(self.notes, "{style}{label}{style:#}: {}", safe::line(&message));
    }

    /// A line without a label.
    pub(super) fn tell(&mut self, line: &str) {
        let _ = writeln!(self.notes, "{}", safe::line(line));
    }

    /// Forgets what is not written yet, so that an error leaves standard output empty.
    pub(super) fn discard(self) {
        drop(self.out.into_parts());
    }
}

/// Characters on a line of the terminal.
fn width() -> usize {
    terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| width.0.into())
}
