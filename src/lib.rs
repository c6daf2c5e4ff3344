//! fundstelle: full-text search over German policy briefs.

pub mod analysis;
pub mod brief;
pub mod passage;
pub mod place;
pub mod read;
