//! t
use crate::place::Span;
#[derive(Debug, Default)]
pub struct Query { pub clauses: Vec<Clause> }
#[derive(Debug, Clone, Copy)]
pub struct Clause { pub kind: Kind, pub excluded: bool, pub span: Span }
#[derive(Debug, Clone, Copy)]
pub enum Kind { Text(Span), Phrase(Span) }
