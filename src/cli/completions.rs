//! `fundstelle completions`: what a shell needs to complete commands and options.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Cli;
use super::error::Status;
use super::streams::Streams;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
    fundstelle completions bash > ~/.local/share/bash-completion/completions/fundstelle\n  \
    fundstelle completions zsh > ~/.zfunc/_fundstelle")]
pub(super) struct Completions {
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        use std::io::Write as _;
        // by way of a buffer, since the generator panics where it cannot write
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "fundstelle", &mut script);
        streams.out.write_all(&script)?;
        Ok(Status::Done)
    }
}
