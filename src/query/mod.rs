//! What is asked: the text of a query, read into a tree that never fails.

pub mod parse;
