//! The word as it is written: what a search for the exact form finds, and what ranks first.

use super::chain::Entry;
use super::{Field, How};

pub(super) const WHY: &str = "written";

pub(super) fn add(entry: &mut Entry<'_>) {
    let (span, position) = (entry.word.span, entry.word.position);
    entry.add(entry.letters.as_str(), How::Exact, Field::Body, (span, position), WHY);
}
