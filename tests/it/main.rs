//! The program from outside: whole commands as a user sees them, and the laws.

mod laws;
mod shelf;
