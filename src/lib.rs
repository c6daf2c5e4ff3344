//! fundstelle: full-text search over German policy briefs.

pub mod analysis;
pub mod brief;
pub mod index;
pub mod passage;
pub mod place;
pub mod query;
pub mod search;
