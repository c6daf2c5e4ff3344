//! The `fundstelle` program: see the library.

fn main() {}
