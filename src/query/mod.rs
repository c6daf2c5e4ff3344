//! What is asked: the text of a query, read into a tree that never fails, and the plan of how to look it up.

pub mod parse;
pub mod plan;
