//! From clean text back to the source.

use super::source::along;
use super::{Place, Position, Span, Width};

/// Says for every span of one clean text where it stands in the source.
///
/// A list of runs, in the order of both texts. Inside a verbatim run positions follow from the letters; a run of any other kind
/// is one piece; clean text between two runs (a space, a block break) stands for whatever lies between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMap {
    width: Width,
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) clean: Span,
    pub(super) verbatim: bool,
    pub(super) start: Position,
    pub(super) end: Position,
}

/// A stored map that does not fit its text: the index is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stored source map does not fit its text")]
pub struct MapError;

impl SourceMap {
    pub(super) const fn new(width: Width, runs: Vec<Run>) -> Self {
        Self { width, runs }
    }

    /// Where `span` of the clean text `text` stands. A span that starts or ends between two runs is narrowed to the letters inside.
    /// Takes time in the logarithm of the runs.
    #[must_use]
    pub fn place(&self, text: &str, span: Span) -> Place {
        let start = self.position_of_start(text, span.start);
        if span.is_empty() {
            return Place { start, end: start };
        }
        let end = self.position_of_end(text, span.end);
        Place { start, end: if end.byte < start.byte { start } else { end } }
    }

    fn position_of_start(&self, text: &str, offset: usize) -> Position {
        let next = self.runs.partition_point(|run| run.clean.end <= offset);
        match self.runs.get(next) {
            Some(run) if run.clean.start < offset && run.verbatim => self.inside(text, run, offset),
            Some(run) => run.start,
            None => self.runs.last().map_or(Position::START, |run| run.end),
        }
    }

    fn position_of_end(&self, text: &str, offset: usize) -> Position {
        let behind = self.runs.partition_point(|run| run.clean.start < offset);
        match behind.checked_sub(1).and_then(|last| self.runs.get(last)) {
            Some(run) if offset < run.clean.end && run.verbatim => self.inside(text, run, offset),
            Some(run) => run.end,
            None => self.runs.first().map_or(Position::START, |run| run.start),
        }
    }

    fn inside(&self, text: &str, run: &Run, offset: usize) -> Position {
        along(run.start, Span::new(run.clean.start, offset).of(text), self.width)
    }

    /// The map of `text[span]` alone.
    #[must_use]
    pub fn slice(&self, text: &str, span: Span) -> Self {
        let first = self.runs.partition_point(|run| run.clean.end <= span.start);
        let runs = self.runs.iter().skip(first).take_while(|run| run.clean.start < span.end).map(|run| {
            let clean = Span::new(run.clean.start.max(span.start), run.clean.end.min(span.end));
            let at = |offset, edge: Position, edge_offset| {
                if offset == edge_offset || !run.verbatim { edge } else { self.inside(text, run, offset) }
            };
            Run {
                clean: Span::new(clean.start - span.start, clean.end - span.start),
                verbatim: run.verbatim,
                start: at(clean.start, run.start, run.clean.start),
                end: at(clean.end, run.end, run.clean.end),
            }
        });
        Self { width: self.width, runs: runs.collect() }
    }

    /// The map as bytes, for storing beside the text. About eight bytes a run: what follows from the letters is not written.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(1 + 8 * self.runs.len());
        out.push(self.width.code());
        let (mut clean, mut last) = (0, Position::START);
        for run in &self.runs {
            put(&mut out, run.clean.start - clean);
            put(&mut out, run.clean.len() << 1 | usize::from(run.verbatim));
            put_step(&mut out, last, run.start);
            if !run.verbatim {
                put_step(&mut out, run.start, run.end);
            }
            (clean, last) = (run.clean.end, run.end);
        }
        out
    }

    /// Reads what [`encode`](Self::encode) wrote.
    ///
    /// # Errors
    /// [`MapError`] where the bytes are not a map of `text`.
    pub fn decode(text: &str, bytes: &[u8]) -> Result<Self, MapError> {
        let (&code, mut rest) = bytes.split_first().ok_or(MapError)?;
        let width = Width::from_code(code).ok_or(MapError)?;
        let mut runs = Vec::new();
        let (mut clean, mut last) = (0_usize, Position::START);
        while !rest.is_empty() {
            let start = clean.checked_add(take(&mut rest)?).ok_or(MapError)?;
            let length = take(&mut rest)?;
            let span = Span::new(start, start.checked_add(length >> 1).ok_or(MapError)?);
            let letters = text.get(span.start..span.end).ok_or(MapError)?;
            let verbatim = length & 1 == 1;
            let from = take_step(&mut rest, last)?;
            let to = if verbatim { along(from, letters, width) } else { take_step(&mut rest, from)? };
            runs.push(Run { clean: span, verbatim, start: from, end: to });
            (clean, last) = (span.end, to);
        }
        Ok(Self { width, runs })
    }
}

/// Writes the way from one position to a later one.
fn put_step(out: &mut Vec<u8>, from: Position, to: Position) {
    put(out, to.byte - from.byte);
    put(out, to.char - from.char);
    put(out, to.utf16 - from.utf16);
    put(out, to.line - from.line);
    put(out, if to.line == from.line { to.column - from.column } else { to.column });
}

fn take_step(rest: &mut &[u8], from: Position) -> Result<Position, MapError> {
    let mut add = |base: usize| base.checked_add(take(rest)?).ok_or(MapError);
    let (byte, char, utf16) = (add(from.byte)?, add(from.char)?, add(from.utf16)?);
    let line = add(from.line)?;
    let column = add(if line == from.line { from.column } else { 0 })?;
    Ok(Position { byte, char, utf16, line, column })
}

/// Writes a number in LEB128.
fn put(out: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = value.to_le_bytes()[0];
        value >>= 7;
        if value == 0 && low < 0x80 {
            return out.push(low);
        }
        out.push(0x80 | low);
    }
}

fn take(rest: &mut &[u8]) -> Result<usize, MapError> {
    let mut value = 0_usize;
    for shift in (0..usize::BITS).step_by(7) {
        let (&byte, tail) = rest.split_first().ok_or(MapError)?;
        *rest = tail;
        value |= usize::from(byte & 0x7F).checked_shl(shift).ok_or(MapError)?;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    Err(MapError)
}
