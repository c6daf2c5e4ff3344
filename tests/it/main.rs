//! The program from outside: whole commands as a user sees them, and the laws.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod commands;
mod laws;
mod shelf;
