//! What a cut is judged by. Each feature is a number that is hashed into a table of weights: what two features share by accident is
//! learned along with the rest.

use super::lexicon::Entry;

/// How many weights there are, as a power of two.
pub(super) const BITS: u32 = 18;

/// Where in the word a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Whole,
    First,
    Middle,
    Last,
}

/// How a part's letters came to be accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    /// Which linking element or ending was taken away: 0 for none, else one more than the place in the table.
    pub(super) kind: u8,
    /// How many letters it has.
    pub(super) letters: u8,
    /// What is known of the form without it.
    pub(super) bare: Entry,
}

/// A part that may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    /// Letters, not bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) own: Entry,
    pub(super) link: Link,
}

/// The letters of a word, ready to be hashed in any stretch at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Hashes {
    /// Of the first so many letters.
    prefix: Vec<u32>,
    power: Vec<u32>,
    pub(super) capitalised: bool,
}

const BASE: u32 = 0x0100_0193;

impl Hashes {
    pub(super) fn read(&mut self, word: &str, capitalised: bool) {
        self.capitalised = capitalised;
        self.prefix.clear();
        self.prefix.push(0);
        if self.power.is_empty() {
            self.power.push(1);
        }
        let mut hash = 0_u32;
        for letter in word.chars() {
            hash = hash.wrapping_mul(BASE).wrapping_add(u32::from(letter));
            self.prefix.push(hash);
        }
        while self.power.len() < self.prefix.len() {
            let last = self.power.last().copied().unwrap_or(1);
            self.power.push(last.wrapping_mul(BASE));
        }
    }

    /// How many letters the word has.
    pub(super) fn len(&self) -> usize {
        self.prefix.len().saturating_sub(1)
    }

    /// A hash of the letters `start..end`.
    fn of(&self, start: usize, end: usize) -> u32 {
        let at = |list: &[u32], index: usize| list.get(index).copied().unwrap_or(0);
        let before = at(&self.prefix, start).wrapping_mul(at(&self.power, end.saturating_sub(start)));
        at(&self.prefix, end).wrapping_sub(before)
    }

    /// Where a segment stands in the word.
    pub(super) fn place(&self, segment: &Segment) -> Place {
        match (segment.start == 0, segment.end == self.len()) {
            (true, true) => Place::Whole,
            (true, false) => Place::First,
            (false, false) => Place::Middle,
            (false, true) => Place::Last,
        }
    }

    /// Names every feature of a part.
    #[inline]
    pub(super) fn of_segment(&self, segment: &Segment, mut name: impl FnMut(u32)) {
        let Segment { start, end, own, link } = *segment;
        let place = self.place(segment) as u32;
        let length = u32::try_from(end - start).unwrap_or(u32::MAX).min(15);
        let known = own.kind() | own.first() << 2 | own.last() << 5;
        let bare = link.bare.kind() | link.bare.first().max(link.bare.last()) << 2 | u32::from(link.kind) << 5;
        let mut feature = |template: u32, value: u32| name(mixed(template << 2 | place, value));
        let few =
            own.kind() | own.frequency() << 2 | u32::from(own.is_simplex()) << 4 | u32::from(self.capitalised) << 5;
        feature(1, known);
        feature(2, length);
        feature(3, few | u32::from(own.is_known()) << 6);
        feature(4, self.of(start, end));
        feature(5, bare | u32::from(own.is_word()) << 10);
        feature(6, self.of(end - 3.min(end - start), end));
        feature(7, self.of(start, start + 3.min(end - start)));
        feature(8, length | if place == Place::Last as u32 { own.last() } else { own.first() } << 4);
        feature(9, self.of(end - 2.min(end - start), end) ^ u32::from(own.kind() == 0) << 31);
        feature(10, length | own.kind() << 4 | u32::from(link.kind) << 6);
        if place == Place::Whole as u32 {
            feature(11, self.of(end - 5.min(end), end));
            feature(12, self.of(0, 4.min(end)));
            feature(13, self.of(0, 2.min(end)));
            feature(14, self.of(end - 4.min(end), end));
            feature(15, few | length << 7);
            feature(16, known | u32::from(self.capitalised) << 8);
        }
    }

    /// Names every feature of a joint: the letters on both its sides.
    #[inline]
    pub(super) fn of_joint(&self, at: usize, mut name: impl FnMut(u32)) {
        let left = |letters: usize| self.of(at - letters.min(at), at);
        let right = |letters: usize| self.of(at, (at + letters).min(self.len()));
        name(mixed(80, left(2) ^ right(2).rotate_left(16)));
        name(mixed(81, left(3)));
        name(mixed(82, right(3)));
        name(mixed(83, left(3) ^ right(1).rotate_left(16)));
        name(mixed(84, left(1) ^ right(3).rotate_left(16)));
        name(mixed(85, left(4) ^ right(2).rotate_left(16)));
        name(mixed(86, left(2) ^ right(4).rotate_left(16)));
        name(mixed(87, left(4)));
        name(mixed(88, right(4)));
    }
}

/// A place in the table of weights.
#[inline]
const fn mixed(template: u32, value: u32) -> u32 {
    let mut hash = value.wrapping_mul(0x9E37_79B1) ^ template.wrapping_mul(0x85EB_CA77);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0xC2B2_AE3D);
    hash ^= hash >> 13;
    hash >> (32 - BITS)
}
