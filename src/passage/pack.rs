//! Sentences → passages of about the same length. Of all ways to cut a section, the one with the least cost is taken, as in setting
//! a paragraph in lines (Knuth and Plass 1981): what a length costs, and what a break at a place costs, is all that is said here.

use super::sentences;
use crate::brief::{Block, BlockKind};
use crate::place::Span;

/// A run of sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub span: Span,
    pub sentences: Vec<Span>,
    /// How many sentences begin in it that are longer than a passage may be.
    pub cut: usize,
}

/// What a break costs. A passage of half or of one and a half times the target costs 0.25.
mod cost {
    /// Within a paragraph.
    pub(super) const SENTENCE: f64 = 0.3;
    /// Within a point of a list or a sentence that was cut.
    pub(super) const CLOSE: f64 = 0.4;
    /// Between two points or rows.
    pub(super) const ITEM: f64 = 0.1;
    /// Between points and the sentence that introduces them, where they are too long together.
    pub(super) const INTRODUCTION: f64 = 100.0;
    /// Among points, and the sentence that introduces them, that may lie in one passage.
    pub(super) const LIST: f64 = 10.0;
    /// For a passage of less than a third of the target.
    pub(super) const TINY: f64 = 1.0;
}

/// The longest and the shortest that the packing looks at are so many to one: with more sentences to a passage than this, they
/// are taken in bundles, so that time stays linear whatever the target.
const BUNDLES: usize = 64;

/// A sentence, or a part of one that was cut.
#[derive(Clone, Copy, Debug)]
struct Unit {
    span: Span,
    words: usize,
    /// What a break before it costs.
    joint: f64,
    /// The first part of a sentence that was cut.
    begins_cut: bool,
}

/// Packs the blocks of one section into passages of about `target` words, 2.5 times as many at the most.
pub(super) fn pack(text: &str, blocks: &[Block], target: usize) -> Vec<Piece> {
    let limit = Limit::around(target);
    let units = units(text, blocks, limit);
    let bundles = bundles(&units, limit);
    breaks(&units, &bundles, limit).windows(2).filter_map(|pair| piece(units.get(pair[0]..pair[1])?)).collect()
}

/// All of the blocks as one passage.
pub(super) fn whole(text: &str, blocks: &[Block]) -> Piece {
    let mut found = Vec::new();
    for block in blocks {
        let first = found.len();
        sentences(block.span.of(text), &mut found);
        found.iter_mut().skip(first).for_each(|sentence| *sentence = sentence.shifted(block.span.start));
    }
    let start = found.first().map_or(0, |sentence| sentence.start);
    let end = found.last().map_or(start, |sentence| sentence.end);
    Piece { span: Span::new(start, end), sentences: found, cut: 0 }
}

/// Lengths in words.
#[derive(Clone, Copy, Debug)]
struct Limit {
    target: usize,
    hard: usize,
}

impl Limit {
    fn around(target: usize) -> Self {
        let target = target.max(1);
        Self { target, hard: target.saturating_mul(5) / 2 }
    }

    /// What a passage of `words` words costs.
    fn cost(self, words: usize) -> f64 {
        let share = words as f64 / self.target as f64;
        let tiny = if 3.0 * share < 1.0 { cost::TINY } else { 0.0 };
        (share - 1.0).powi(2) + tiny + 2.0 * (share - 1.5).max(0.0)
    }
}

fn piece(units: &[Unit]) -> Option<Piece> {
    let span = Span::new(units.first()?.span.start, units.last()?.span.end);
    let cut = units.iter().filter(|unit| unit.begins_cut).count();
    Some(Piece { span, sentences: units.iter().map(|unit| unit.span).collect(), cut })
}

/// The sentences of the blocks, those cut that are longer than the hard limit, each with the cost of a break before it.
fn units(text: &str, blocks: &[Block], limit: Limit) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut list = List::default();
    let mut spans = Vec::new();
    let mut above: Option<BlockKind> = None;
    for block in blocks {
        spans.clear();
        sentences(block.span.of(text), &mut spans);
        let introduced = units.last().is_some_and(|last| last.span.of(text).ends_with(':'));
        if block.kind != BlockKind::ListItem {
            list.close(&mut units, limit);
        }
        if introduced && block.kind == BlockKind::ListItem {
            list.open(units.len());
        }
        let mut joint = match above {
            _ if introduced => cost::INTRODUCTION,
            Some(above) if above == block.kind && is_row(above) => cost::ITEM,
            Some(BlockKind::Paragraph) if block.kind == BlockKind::ListItem => cost::CLOSE,
            _ => 0.0,
        };
        for sentence in &spans {
            push_sentence(text, sentence.shifted(block.span.start), joint, limit, &mut units);
            joint = if block.kind == BlockKind::ListItem { cost::CLOSE } else { cost::SENTENCE };
        }
        above = Some(block.kind);
    }
    list.close(&mut units, limit);
    units
}

const fn is_row(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem | BlockKind::TableRow | BlockKind::Verbatim)
}

/// The list that is being read.
#[derive(Debug, Default)]
struct List {
    /// Its first unit; the one before introduces it.
    first: Option<usize>,
}

impl List {
    fn open(&mut self, first: usize) {
        self.first = self.first.or(Some(first));
    }

    /// Makes breaks in the list dear, if it fits a passage together with the sentence that introduces it.
    fn close(&mut self, units: &mut [Unit], limit: Limit) {
        let Some(first) = self.first.take() else { return };
        let Some(list) = units.get_mut(first.saturating_sub(1)..) else { return };
        if list.iter().map(|unit| unit.words).sum::<usize>() <= limit.hard {
            list.iter_mut().skip(1).for_each(|unit| unit.joint += cost::LIST);
        }
    }
}

fn push_sentence(text: &str, span: Span, joint: f64, limit: Limit, units: &mut Vec<Unit>) {
    let words = count_words(span.of(text));
    if words <= limit.hard {
        units.push(Unit { span, words, joint, begins_cut: false });
        return;
    }
    let mut rest = Unit { span, words, joint, begins_cut: true };
    while rest.words > limit.target.saturating_mul(3) / 2 {
        let Some((end, words)) = clause_end(rest.span.of(text), limit) else { break };
        let head = Span::new(rest.span.start, rest.span.start + end);
        units.push(Unit { span: head, words, ..rest });
        let start = rest.span.end - text.get(head.end..rest.span.end).unwrap_or_default().trim_start().len();
        rest =
            Unit { span: Span::new(start, span.end), words: rest.words - words, joint: cost::CLOSE, begins_cut: false };
    }
    units.push(rest);
}

/// Words of clean text: what one space parts.
fn count_words(text: &str) -> usize {
    text.bytes().filter(|&byte| byte == b' ').count() + 1
}

/// Where to cut the head off a sentence that is too long: its end in bytes and its number of words. Of the blanks from half to one
/// and a half times the target the one behind the strongest sign, the nearest to the target among equals.
fn clause_end(sentence: &str, limit: Limit) -> Option<(usize, usize)> {
    let nearest = (limit.target / 2).max(1);
    let farthest = limit.target.saturating_mul(3) / 2;
    let blanks = sentence.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| at);
    let mut best: Option<(f64, usize, usize)> = None;
    for (at, words) in blanks.zip(1..=farthest).skip(nearest - 1) {
        let (before, behind) = sentence.split_at(at);
        let distance = words.abs_diff(limit.target) as f64 / limit.target as f64;
        let worth = clause_strength(before, behind.trim_start()) - distance;
        if best.is_none_or(|best| worth > best.0) {
            best = Some((worth, at, words));
        }
    }
    best.map(|(_, at, words)| (at, words))
}

/// How well a sentence can be cut between `before` and `behind`.
fn clause_strength(before: &str, behind: &str) -> f64 {
    if before.ends_with([';', ':', '.', '!', '?', '…']) {
        return 2.0;
    }
    if behind.starts_with(['–', '—']) || before.ends_with(['–', '—']) {
        return 1.4;
    }
    let opener = behind.split(' ').next().unwrap_or_default();
    let opens_clause = CLAUSE_OPENERS.contains(&opener);
    match (before.ends_with(','), opens_clause) {
        (true, true) => 1.4,
        (true, false) => 1.0,
        (false, true) => 0.6,
        (false, false) => 0.0,
    }
}

/// Words that open a clause.
const CLAUSE_OPENERS: [&str; 34] = [
    "und", "oder", "aber", "sondern", "denn", "sowie", "dass", "daß", "weil", "da", "wenn", "falls", "ob", "obwohl",
    "während", "nachdem", "bevor", "damit", "indem", "wobei", "wodurch", "womit", "wo", "als", "um", "der", "die",
    "das", "and", "but", "which", "that", "because", "while",
];

/// Bundles of units, each by the index of its first; one unit each, unless the target is large. At the end the number of units.
fn bundles(units: &[Unit], limit: Limit) -> Vec<usize> {
    let least = limit.target / BUNDLES;
    let mut firsts = Vec::with_capacity(units.len() + 1);
    let mut words = 0_usize;
    for (at, unit) in units.iter().enumerate() {
        if at == 0 || words >= least || words + unit.words > limit.hard {
            firsts.push(at);
            words = 0;
        }
        words += unit.words;
    }
    firsts.push(units.len());
    firsts
}

/// The units at which the passages start, and at the end the number of units: the cheapest of all ways. Passages of more than
/// the hard limit are not looked at, so each bundle has a bounded number of predecessors.
fn breaks(units: &[Unit], bundles: &[usize], limit: Limit) -> Vec<usize> {
    let words: Vec<usize> = bundles
        .windows(2)
        .map(|pair| units.get(pair[0]..pair[1]).unwrap_or_default().iter().map(|unit| unit.words).sum())
        .collect();
    // for each end: the least cost up to it, and where its last passage starts
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for end in 1..=words.len() {
        let mut length = 0;
        let mut cheapest = (f64::INFINITY, end - 1);
        // no index can fail: `start` < `end` ≤ the number of bundles, `best` has an entry for each end before this one, and a bundle
        // but the last starts at a unit
        for start in (0..end).rev() {
            length += words[start];
            if length > limit.hard && start + 1 < end {
                break;
            }
            let joint = if start == 0 { 0.0 } else { units[bundles[start]].joint };
            let cost = best[start].0 + joint + limit.cost(length);
            if cost < cheapest.0 {
                cheapest = (cost, start);
            }
        }
        best.push(cheapest);
    }
    let mut starts = vec![units.len()];
    let mut at = words.len();
    while at > 0 {
        at = best[at].1;
        starts.push(bundles[at]);
    }
    starts.reverse();
    starts
}
