//! `fundstelle analyze`: why something is or is not found.

use std::time::Instant;

use clap::ValueEnum;

use super::error::Status;
use super::options::{self, TextArgument, chain_of, language_of, standard_input};
use super::streams::Streams;
use crate::analysis::Analysis;
use crate::brief::Language;
use crate::output::{Count, human, json};

/// Show the words of a text, and what each is indexed under
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
    fundstelle analyze Verteidigungskooperation der EU-Staaten\n  \
    fundstelle analyze --lines --format json < words.txt\n  \
    fundstelle analyze --format count - < corpus.txt")]
#[command(override_usage = "fundstelle analyze [OPTIONS] [TEXT...|-]")]
pub(super) struct Analyze {
    #[command(flatten)]
    text: TextArgument,
    /// Each line is a text of its own
    #[arg(long)]
    lines: bool,
    /// The language of the text; detected by default
    #[arg(long, value_name = "L", value_parser = options::language)]
    lang: Option<Language>,
    /// How to print
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Human,
    /// JSON Lines: one record a text
    Json,
    /// One record: how much there was, and how fast it went
    Count,
}

impl Analyze {
    pub(super) fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        let text = match self.text.read()? {
            Some(text) => text,
            None => standard_input()?,
        };
        let texts: Vec<&str> = if self.lines { text.lines().collect() } else { vec![&text] };
        if self.format == Format::Count {
            let count = count(&texts, language_of(self.lang, &text));
            json::count(&mut streams.out, &count)?;
            return Ok(Status::Done);
        }
        let mut analysis = Analysis::default();
        for (line, text) in (1..).zip(texts) {
            let language = language_of(self.lang, text);
            chain_of(language).run(text, &mut analysis);
            match self.format {
                Format::Json => json::analysis(&mut streams.out, line, language.code(), text, &analysis)?,
                _ => human::analysis(&mut streams.out, text, &analysis, &streams.screen)?,
            }
        }
        Ok(Status::Done)
    }
}

/// Runs the whole chain over all texts on this thread.
fn count(texts: &[&str], language: Language) -> Count {
    let chain = chain_of(language);
    let mut analysis = Analysis::default();
    let mut count = Count::default();
    let started = Instant::now();
    for text in texts {
        chain.run(text, &mut analysis);
        count.bytes += text.len() as u64;
        count.words += analysis.words().len() as u64;
        for word in analysis.words() {
            count.parts += analysis.parts(word).len() as u64;
            count.terms += analysis.terms(word).len() as u64;
        }
    }
    count.seconds = started.elapsed().as_secs_f64();
    count
}
