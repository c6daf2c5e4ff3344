//! Copying from decoded to clean text, with the steps remembered.

use super::map::Run;
use super::source::Walker;
use super::{Source, SourceMap, Span};

/// A clean text in the making. What is copied, replaced or left out must come in the order of the source.
#[derive(Debug)]
pub struct Transcript<'s> {
    source: &'s Source<'s>,
    text: String,
    steps: Vec<Step>,
}

/// A stretch of clean text and the stretch of decoded text it stands for.
#[derive(Clone, Copy, Debug)]
struct Step {
    clean: Span,
    decoded: Span,
    verbatim: bool,
}

/// A verbatim stretch longer than this is written down as several runs: to find a place, one run is counted through.
const LONGEST_RUN: usize = 4096;

impl Step {
    /// A run's worth of it, and the rest.
    fn split(self, text: &str) -> (Self, Self) {
        let mut length = LONGEST_RUN;
        while !text.is_char_boundary(self.clean.start + length) {
            length -= 1;
        }
        let cut = |span: Span| (Span::new(span.start, span.start + length), Span::new(span.start + length, span.end));
        let ((clean, clean_rest), (decoded, decoded_rest)) = (cut(self.clean), cut(self.decoded));
        (Self { clean, decoded, ..self }, Self { clean: clean_rest, decoded: decoded_rest, ..self })
    }

    fn run(self, walker: &mut Walker<'_>) -> Run {
        Run {
            clean: self.clean,
            verbatim: self.verbatim,
            start: walker.walk_to(self.decoded.start),
            end: walker.walk_to(self.decoded.end),
        }
    }
}

impl<'s> Transcript<'s> {
    #[must_use]
    pub const fn new(source: &'s Source<'s>) -> Self {
        Self { source, text: String::new(), steps: Vec::new() }
    }

    /// The clean text so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the clean text ends with a copy of what stands right before `offset` of the decoded text.
    #[must_use]
    pub fn ends_at(&self, offset: usize) -> bool {
        self.steps
            .last()
            .is_some_and(|step| step.verbatim && step.decoded.end == offset && step.clean.end == self.text.len())
    }

    /// Copies a span of the decoded text as it stands. It must hold no line end and no character that was not decoded.
    pub fn copy(&mut self, span: Span) {
        let letters = span.of(self.source.text);
        if letters.is_empty() {
            return;
        }
        let clean = Span::new(self.text.len(), self.text.len() + letters.len());
        self.text.push_str(letters);
        match self.steps.last_mut() {
            Some(last) if last.verbatim && last.decoded.end == span.start && last.clean.end == clean.start => {
                last.clean.end = clean.end;
                last.decoded.end = span.end;
            }
            _ => self.steps.push(Step { clean, decoded: span, verbatim: true }),
        }
    }

    /// Writes `with` for a span of the decoded text, as one piece: an entity, an undecodable byte.
    pub fn replace(&mut self, span: Span, with: &str) {
        let clean = Span::new(self.text.len(), self.text.len() + with.len());
        self.text.push_str(with);
        self.steps.push(Step { clean, decoded: span, verbatim: false });
    }

    /// Writes a character that stands for nothing in the source: the space between two words, the break between two blocks.
    pub fn insert(&mut self, character: char) {
        self.text.push(character);
    }

    /// Takes the last character back, if it was copied as it stands: a hyphen at a line end.
    pub fn retract(&mut self) {
        let Some(last) = self.steps.last_mut().filter(|step| step.verbatim && step.clean.end == self.text.len()) else {
            return;
        };
        if let Some(character) = self.text.pop() {
            last.clean.end -= character.len_utf8();
            last.decoded.end -= character.len_utf8();
            if last.clean.is_empty() {
                self.steps.pop();
            }
        }
    }

    /// The clean text and its map.
    #[must_use]
    pub fn finish(self) -> (String, SourceMap) {
        let mut walker = Walker::new(self.source);
        let mut runs = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let mut rest = *step;
            while rest.verbatim && rest.clean.len() > LONGEST_RUN {
                let (run, behind) = rest.split(&self.text);
                runs.push(run.run(&mut walker));
                rest = behind;
            }
            runs.push(rest.run(&mut walker));
        }
        (self.text, SourceMap::new(self.source.width, runs))
    }
}
