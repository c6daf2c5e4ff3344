//! Makes `src/analysis/data`: `train LEXICON GOLD OUT`, the folders of the lexicon material and of the lists of compounds, and the
//! folder to write to. `src/analysis/data/SOURCES.md` says what they hold.

use std::path::PathBuf;
use std::{env, fs, process};

use fundstelle::analysis::decompound::train::train;

#[expect(clippy::print_stderr, reason = "a program for developers tells how far it is")]
fn main() -> process::ExitCode {
    let paths: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [lexicon, gold, out] = paths.as_slice() else {
        eprintln!("usage: train LEXICON GOLD OUT");
        return process::ExitCode::from(2);
    };
    let done = train(lexicon, gold, &mut |step| eprintln!("{step}")).and_then(|trained| {
        fs::write(out.join("compound_forms.fst"), trained.lexicon)?;
        fs::write(out.join("compound_weights.bin"), trained.weights)
    });
    match done {
        Ok(()) => process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            process::ExitCode::FAILURE
        }
    }
}
