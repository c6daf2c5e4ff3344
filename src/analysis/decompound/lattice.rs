//! The best way through all parts that a word may have: a semi-Markov model (Sarawagi and Cohen 2004), whose scores are sums over
//! parts and joints, so that one pass over the word finds the best cut.

use super::features::{Hashes, Link, Segment};
use super::lexicon::{Entry, Lexicon, Walk};

/// Linking elements, the longest first: what a part before the last may have behind its form.
const LINKS: [&str; 7] = ["ens", "en", "es", "er", "s", "n", "e"];
/// A form that is known with an e at its end (`Schul|buch`), and a verb's without its ending (`Schreib|tisch`).
const DROPPED_E: u8 = 8;
const VERB: u8 = 9;
/// The last part, without an ending.
const ENDINGS: [&str; 8] = ["ern", "es", "en", "er", "em", "s", "n", "e"];
const ENDING: u8 = 10;
/// A first part of which nothing is known.
pub(super) const STRANGE: u8 = 20;
/// Fewer letters make no part, but for a few that the lexicon knows in compounds.
const SHORTEST: usize = 3;
/// A name in front is no longer than this.
const LONGEST_NAME: usize = 20;

/// The memory for one word.
#[derive(Clone, Debug, Default)]
pub(super) struct Lattice {
    pub(super) hashes: Hashes,
    /// The byte at which each letter begins, and the end.
    bounds: Vec<usize>,
    /// The best way to each letter: its score and its last part.
    best: Vec<Option<(i32, Segment)>>,
    /// The parts that begin at one letter, by their length.
    slots: Vec<Option<Segment>>,
    path: Vec<Segment>,
}

/// What parts and joints are worth.
pub(super) trait Scores {
    fn segment(&self, hashes: &Hashes, segment: &Segment) -> i32;
    fn joint(&self, hashes: &Hashes, at: usize) -> i32;
}

impl Lattice {
    pub(super) fn read(&mut self, word: &str, capitalised: bool) {
        self.hashes.read(word, capitalised);
        self.bounds.clear();
        self.bounds.extend(word.char_indices().map(|(byte, _)| byte));
        self.bounds.push(word.len());
    }

    /// How many letters the word has.
    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The byte at which a letter begins.
    pub(super) fn byte(&self, letter: usize) -> usize {
        self.bounds.get(letter).copied().unwrap_or(0)
    }

    /// The word as one part.
    pub(super) fn whole(&self, word: &str, lexicon: &Lexicon) -> Segment {
        Segment { start: 0, end: self.len(), own: lexicon.entry(word), link: Link::default() }
    }

    /// The best cut into two parts or more, with its score.
    pub(super) fn best_cut(
        &mut self,
        word: &str,
        lexicon: &Lexicon,
        scores: &impl Scores,
    ) -> Option<(i32, &[Segment])> {
        let length = self.len();
        self.best.clear();
        self.best.resize(length + 1, None);
        for start in 0..length {
            let score = match self.best.get(start).copied().flatten() {
                Some((score, _)) => score,
                None if start == 0 => 0,
                None => continue,
            };
            if start > 0 && length - start < 2 {
                break;
            }
            self.find_segments(word, lexicon, start);
            for slot in &mut self.slots {
                let Some(segment) = slot.take() else { continue };
                let mut sum = score + scores.segment(&self.hashes, &segment);
                if segment.end < length {
                    sum += scores.joint(&self.hashes, segment.end);
                }
                if let Some(best) = self.best.get_mut(segment.end)
                    && best.is_none_or(|(score, _)| sum > score)
                {
                    *best = Some((sum, segment));
                }
            }
        }
        let (score, mut segment) = self.best.get(length).copied().flatten()?;
        self.path.clear();
        self.path.push(segment);
        while segment.start > 0 {
            segment = self.best.get(segment.start).copied().flatten()?.1;
            self.path.push(segment);
        }
        self.path.reverse();
        Some((score, &self.path))
    }

    /// The parts that may stand at `start..end`, all of a cut; none if one of them may not stand.
    #[cfg(feature = "train")]
    pub(super) fn segments_of(&mut self, word: &str, lexicon: &Lexicon, ends: &[usize]) -> Option<Vec<Segment>> {
        let mut segments = Vec::new();
        let mut start = 0;
        for &end in ends {
            self.find_segments(word, lexicon, start);
            segments.push(self.slots.get(end - start).copied().flatten()?);
            start = end;
        }
        Some(segments)
    }

    /// Notes in `slots` every part that may begin at a letter, but not the whole word.
    fn find_segments(&mut self, word: &str, lexicon: &Lexicon, start: usize) {
        let length = self.len();
        self.slots.clear();
        self.slots.resize(length - start + 1, None);
        let bytes = word.as_bytes();
        let mut walk = lexicon.start();
        'letters: for end in start + 1..=length {
            for &byte in bytes.get(self.byte(end - 1)..self.byte(end)).unwrap_or_default() {
                match walk.step(byte) {
                    Some(next) => walk = next,
                    None => break 'letters,
                }
            }
            if end - start < 2 || length - end == 1 {
                continue;
            }
            let own = walk.entry();
            if end == length {
                self.accept(start, end, own, Link::default());
                continue;
            }
            if own.is_known() {
                self.accept(start, end, own, Link::default());
                if own.is_word() && end - start >= SHORTEST {
                    self.accept_linked(word, start, end, own);
                }
            }
            if end - start >= SHORTEST {
                self.accept_shortened(start, end, own, &walk);
            }
        }
        if start == 0 {
            self.accept_strange();
        }
        if start > 0 && self.slots.last().is_some_and(Option::is_none) {
            self.accept_inflected(word, lexicon, start);
        }
    }

    /// A known form with a linking element behind it, or with an ending at the end of the word.
    fn accept_linked(&mut self, word: &str, start: usize, end: usize, bare: Entry) {
        let rest = word.get(self.byte(end)..).unwrap_or_default();
        for (kind, link) in (1_u8..).zip(LINKS) {
            let linked = end + link.len();
            if rest.starts_with(link) && linked + 2 <= self.len() {
                let letters = u8::try_from(link.len()).unwrap_or(0);
                self.accept(start, linked, Entry::UNKNOWN, Link { kind, letters, bare });
            }
        }
    }

    /// A form that is known with an e, or as a verb, more.
    fn accept_shortened(&mut self, start: usize, end: usize, own: Entry, walk: &Walk<'_>) {
        let Some(with_e) = walk.step(b'e') else { return };
        let long = with_e.entry();
        if long.is_noun() {
            self.accept(start, end, own, Link { kind: DROPPED_E, letters: 0, bare: long });
        } else if let Some(verb) = with_e.step(b'n').map(|walk| walk.entry())
            && verb.is_word()
        {
            self.accept(start, end, own, Link { kind: VERB, letters: 0, bare: verb });
        }
    }

    /// First parts of which nothing is known.
    fn accept_strange(&mut self) {
        let length = self.len();
        for end in SHORTEST..=LONGEST_NAME.min(length.saturating_sub(SHORTEST)) {
            if self.slots.get(end).is_some_and(Option::is_none) {
                self.accept(0, end, Entry::UNKNOWN, Link { kind: STRANGE, letters: 0, bare: Entry::UNKNOWN });
            }
        }
    }

    /// The last part, if it is known without its ending.
    fn accept_inflected(&mut self, word: &str, lexicon: &Lexicon, start: usize) {
        let part = word.get(self.byte(start)..).unwrap_or_default();
        for (kind, ending) in (ENDING..).zip(ENDINGS) {
            let Some(form) = part.strip_suffix(ending).filter(|form| form.len() >= SHORTEST) else { continue };
            let bare = lexicon.entry(form);
            if bare.is_word() {
                let letters = u8::try_from(ending.len()).unwrap_or(0);
                self.accept(start, self.len(), Entry::UNKNOWN, Link { kind, letters, bare });
                return;
            }
        }
    }

    /// Notes a part; one that is known in more than one way keeps the best known.
    fn accept(&mut self, start: usize, end: usize, own: Entry, link: Link) {
        if start == 0 && end == self.len() {
            return;
        }
        let is_short = end - start < SHORTEST;
        let serves = if end == self.len() { own.last() > 0 } else { own.first() > 0 };
        if is_short && !serves || !own.is_known() && link.kind == 0 {
            return;
        }
        let Some(slot) = self.slots.get_mut(end - start) else { return };
        match slot {
            Some(segment) => {
                if own.is_known() {
                    segment.own = own;
                }
                if rank(link) > rank(segment.link) {
                    segment.link = link;
                }
            }
            None => *slot = Some(Segment { start, end, own, link }),
        }
    }
}

/// How well a form without its linking element is known.
fn rank(link: Link) -> u32 {
    if link.kind == 0 || link.kind == STRANGE {
        return u32::from(link.kind != 0);
    }
    2 + u32::from(link.bare.is_noun()) * 16 + link.bare.first().max(link.bare.last()) * 2
}
