//! Options that several commands share, and how their values are read.

use std::ffi::OsString;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use crate::analysis::Chain;
use crate::brief::{Date, Language};
use crate::index::OpenIndex;
use crate::passage::of_query;
use crate::read;

/// Which index is meant.
#[derive(Debug, Args)]
pub(super) struct IndexOption {
    /// The folder of the index
    #[arg(long = "index", value_name = "DIR", env = "FUNDSTELLE_INDEX", default_value = "index")]
    folder: PathBuf,
}

impl IndexOption {
    /// Its absolute path, without `..`, so that the paths beside it are known to lie beside it.
    pub(super) fn folder(&self) -> anyhow::Result<PathBuf> {
        resolved(&self.folder).with_context(|| format!("`{}`", self.folder.display()))
    }

    pub(super) fn open(&self) -> anyhow::Result<OpenIndex> {
        Ok(OpenIndex::open(&self.folder()?)?)
    }
}

/// The folder need not be there yet, nor those above it.
fn resolved(folder: &Path) -> io::Result<PathBuf> {
    match (read::absolute(folder), folder.parent(), folder.file_name()) {
        (Err(_), Some(parent), Some(name)) => Ok(resolved(parent)?.join(name)),
        (result, _, _) => result,
    }
}

/// Text for people, or records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Print {
    /// For people
    #[default]
    Human,
    /// JSON Lines
    Json,
}

#[derive(Debug, Args)]
pub(super) struct FormatOption {
    /// How to print
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: Print,
}

/// Text on the command line, or on standard input. [`arranged`](super::arguments::arranged) sorts it out before the options are read.
#[derive(Debug, Args)]
pub(super) struct TextArgument {
    /// One or many words, no shell quotes needed; `-` alone reads them from standard input, `--` ends the options
    #[arg(value_name = "TEXT")]
    words: Vec<OsString>,
}

impl TextArgument {
    /// Whether a lone `-` was given.
    pub(super) fn is_standard_input(&self) -> bool {
        self.words == [super::arguments::STANDARD_INPUT]
    }

    /// The text, if one is given. Bytes that are not UTF-8 show as U+FFFD.
    pub(super) fn read(&self) -> anyhow::Result<Option<String>> {
        if self.is_standard_input() {
            return standard_input().map(Some);
        }
        let words: Vec<_> = self.words.iter().map(|word| word.to_string_lossy()).collect();
        Ok((!words.is_empty()).then(|| words.join(" ")))
    }
}

/// All of standard input as text.
pub(super) fn standard_input() -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// The language that was said, else the one that the text looks like.
pub(super) fn language_of(said: Option<Language>, text: &str) -> Language {
    said.unwrap_or_else(|| of_query(text))
}

pub(super) fn chain_of(language: Language) -> Chain {
    Chain::for_language(language.code())
}

/// Reads the value of `--lang`.
pub(super) fn language(value: &str) -> Result<Language, String> {
    Language::from_tag(value).ok_or_else(|| "not a language tag such as `de` or `en`".to_owned())
}

/// Reads the value of `--since` and `--until`.
pub(super) fn day(value: &str) -> Result<i64, String> {
    Date::parse(value).map(Date::number).ok_or_else(|| "not a day such as `2024-11-05`".to_owned())
}

/// Reads the value of `--filter`.
pub(super) fn filter(value: &str) -> Result<(String, String), String> {
    match value.split_once('=') {
        Some((key, wanted)) if !key.is_empty() => Ok((key.to_owned(), wanted.to_owned())),
        _ => Err("not KEY=VALUE, such as `lang=de`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_yet_has_a_path_all_the_same() {
        let here = std::env::current_dir().unwrap().canonicalize().unwrap();
        assert_eq!(resolved(Path::new("src/../no/such/index")).unwrap(), here.join("no/such/index"));
        assert!(resolved(Path::new("no/../index")).is_err());
    }

    #[test]
    fn a_filter_is_split_at_its_first_equals_sign() {
        assert_eq!(filter("url=https://a.de/?b=c"), Ok(("url".to_owned(), "https://a.de/?b=c".to_owned())));
        assert_eq!(filter("topic="), Ok(("topic".to_owned(), String::new())));
        assert!(filter("lang").is_err() && filter("=de").is_err());
    }
}
