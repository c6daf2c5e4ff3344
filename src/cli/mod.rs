//! The command line: one file a command. It knows all rooms, and none of them knows it.

mod analyze;
mod answer;
mod arguments;
mod batch;
mod completions;
mod error;
mod index;
mod interrupt;
mod list;
mod man;
mod options;
mod passages;
mod progress;
mod query;
mod remove;
mod show;
mod stale;
mod stats;
mod streams;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use error::Status;
use streams::Streams;

/// Full-text search over German policy briefs: ranked passages, each with its exact place in the source.
#[derive(Debug, Parser)]
#[command(
    name = "fundstelle",
    version,
    before_help = "Examples:\n  \
        fundstelle query --in briefs Motive für die Truppenentsendung\n  \
        fundstelle index briefs\n  \
        fundstelle query Waffensysteme Nordkoreas --limit 3 --format json",
    after_help = "Exit statuses:\n  \
        0  done; for query: at least one hit\n  \
        1  query: no hit\n  \
        2  error; a hint names the command that mends it\n  \
        3  index: done, but at least one brief failed\n  \
        130, 143  stopped; what was acknowledged is on disk"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::Index),
    Query(Box<query::Query>),
    Show(show::Show),
    List(list::List),
    Remove(remove::Remove),
    Stats(stats::Stats),
    Passages(passages::Passages),
    Analyze(analyze::Analyze),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Command {
    fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        match self {
            Self::Index(command) => command.run(streams),
            Self::Query(command) => command.run(streams),
            Self::Show(command) => command.run(streams),
            Self::List(command) => command.run(streams),
            Self::Remove(command) => command.run(streams),
            Self::Stats(command) => command.run(streams),
            Self::Passages(command) => command.run(streams),
            Self::Analyze(command) => command.run(streams),
            Self::Completions(command) => command.run(streams),
            Self::Man(command) => command.run(streams),
        }
    }
}

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    let arguments = arguments::arranged(std::env::args_os(), &Cli::command());
    match Cli::try_parse_from(arguments) {
        Ok(cli) => {
            let mut streams = Streams::standard();
            let result = cli.command.run(&mut streams);
            error::end(result, streams)
        }
        Err(usage) => {
            // where help cannot be printed there is nobody to tell
            let _ = usage.print();
            u8::try_from(usage.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_help_leads_with_examples() {
        let mut program = Cli::command();
        program.build();
        for command in program.get_subcommands_mut().filter(|command| command.get_name() != "help") {
            let help = command.render_long_help().to_string();
            assert!(help.starts_with("Examples:"), "{}: {help}", command.get_name());
        }
    }
}
