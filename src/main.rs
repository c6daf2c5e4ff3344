//! The `fundstelle` program: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    fundstelle::cli::main()
}
