//! `fundstelle man`: the manual pages.

use std::io::{self, Write};

use clap::{Command, CommandFactory as _};

use super::Cli;
use super::error::{Status, hinted};
use super::streams::Streams;

/// What the pages belong to.
const SOURCE: &str = concat!("fundstelle ", env!("CARGO_PKG_VERSION"));

/// Print the manual page of the program or of one of its commands
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
    fundstelle man > ~/.local/share/man/man1/fundstelle.1\n  \
    fundstelle man query | man -l -")]
pub(super) struct Man {
    /// The command; the whole program by default
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Man {
    pub(super) fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        let mut program = Cli::command().disable_help_subcommand(true);
        program.build();
        let page = match &self.command {
            None => program,
            Some(name) => {
                let command = program.find_subcommand(name).cloned();
                command.ok_or_else(|| {
                    hinted(format!("there is no command `{name}`"), "`fundstelle --help` names the commands")
                })?
            }
        };
        write_page(&mut streams.out, page)?;
        Ok(Status::Done)
    }
}

/// Name, synopsis, examples, then the rest.
fn write_page(out: &mut dyn Write, command: Command) -> io::Result<()> {
    let examples = command.get_before_help().map(ToString::to_string).unwrap_or_default();
    let notes = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let has_commands = command.has_subcommands();
    let page = clap_mangen::Man::new(command).source(SOURCE);
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    write_verbatim(out, &examples)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    if has_commands {
        page.render_subcommands_section(out)?;
    }
    write_verbatim(out, &notes)
}

/// A block of help, whose first line is its heading, set as it stands.
fn write_verbatim(out: &mut dyn Write, block: &str) -> io::Result<()> {
    let Some((heading, lines)) = block.split_once('\n') else {
        return Ok(());
    };
    writeln!(out, ".SH {}\n.nf", heading.trim_end_matches(':').to_uppercase())?;
    for line in lines.lines() {
        // a leading period or quote would be a command of the formatter
        writeln!(out, "\\&{}", line.replace('\\', "\\e").replace('-', "\\-"))?;
    }
    writeln!(out, ".fi")
}
