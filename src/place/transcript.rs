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
        let runs = self.steps.iter().map(|step| Run {
            clean: step.clean,
            verbatim: step.verbatim,
            start: walker.walk_to(step.decoded.start),
            end: walker.walk_to(step.decoded.end),
        });
        let map = SourceMap::new(self.source.width, runs.collect());
        (self.text, map)
    }
}
