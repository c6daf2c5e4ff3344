//! The sentences of a passage that show best why it was found.

use std::collections::BTreeSet;

use super::{Mark, StoredPassage, Zone};
use crate::place::Span;

/// A stretch of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Whether the query asked for it.
    pub matched: bool,
}

/// Sentences are added up to so many words; one sentence is shown whatever its length.
const WORDS: usize = 50;

/// Whole sentences in a row, those that hold the most different words of the query; the first sentence where only a heading matched.
pub(super) fn snippet(passage: &StoredPassage, marks: &[Mark]) -> Vec<Piece> {
    let inside: Vec<&Mark> = marks.iter().filter(|mark| mark.zone == Zone::Body).collect();
    let stretch = best_stretch(&passage.text, &passage.sentences(), &inside);
    let mut pieces = Vec::new();
    let mut add = |span: Span, matched| {
        if !span.is_empty() {
            pieces.push(Piece { text: span.of(&passage.text).to_owned(), matched });
        }
    };
    let mut at = stretch.start;
    for mark in inside {
        if mark.span.start >= at && mark.span.end <= stretch.end {
            add(Span::new(at, mark.span.start), false);
            add(mark.span, true);
            at = mark.span.end;
        }
    }
    add(Span::new(at, stretch.end), false);
    pieces
}

fn best_stretch(text: &str, sentences: &[Span], marks: &[&Mark]) -> Span {
    let words: Vec<usize> = sentences.iter().map(|span| span.of(text).split_whitespace().count()).collect();
    let mut best = sentences.first().copied().unwrap_or(Span::new(0, text.len()));
    let mut best_worth = worth(best, marks);
    for first in 0..sentences.len() {
        let mut length = 0;
        for last in first..sentences.len() {
            length += words[last];
            if length > WORDS && last > first {
                break;
            }
            let stretch = Span::new(sentences[first].start, sentences[last].end);
            let worth = worth(stretch, marks);
            if worth > best_worth {
                (best, best_worth) = (stretch, worth);
            }
        }
    }
    best
}

/// How many different words of the query a stretch shows, and how many matches. The marks are in the order of the text.
fn worth(stretch: Span, marks: &[&Mark]) -> (usize, usize) {
    let first = marks.partition_point(|mark| mark.span.start < stretch.start);
    let shown = marks[first..].iter().take_while(|mark| mark.span.start < stretch.end);
    let shown = shown.filter(|mark| mark.span.end <= stretch.end);
    let queries: BTreeSet<&str> = shown.clone().map(|mark| mark.query.as_str()).collect();
    (queries.len(), shown.count())
}
