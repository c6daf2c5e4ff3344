//! `fundstelle show`: a passage, a brief, its text, or its source in an editor.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

use super::error::{Status, hinted};
use super::options::{FormatOption, IndexOption, Print};
use super::stale::Stale;
use super::streams::Streams;
use crate::index::{BriefRecord, Freshness, IndexError, OpenIndex, StoredPassage};
use crate::output::{human, json, safe, spot};
use crate::place::Span;
use crate::read::{self, Name};

/// Show a passage or a brief of the index
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
    fundstelle show briefs/lage.md:12 --context 1\n  \
    fundstelle show briefs/lage.md --text\n  \
    EDITOR='vim' fundstelle show briefs/lage.md:12 --open")]
pub(super) struct Show {
    /// The id of a passage (`BRIEF:NUMBER`) or of a brief, or the path of a brief
    #[arg(value_name = "ID")]
    id: String,
    /// Print the text alone, as it was extracted, byte for byte
    #[arg(long, conflicts_with_all = ["open", "format", "context"])]
    text: bool,
    /// So many passages before and behind
    #[arg(long, value_name = "N", default_value_t = 0)]
    context: usize,
    /// Open the source in $VISUAL or $EDITOR at the line
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    index: IndexOption,
    #[command(flatten)]
    print: FormatOption,
}

/// What is to be shown: a whole brief, or one passage of it.
struct Target {
    brief: BriefRecord,
    number: Option<usize>,
}

impl Show {
    pub(super) fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        let index = self.index.open()?;
        let target = find(&index, &self.id)?;
        let stale = Freshness::new(&index, read::path_of).is_stale(&target.brief)?;
        if stale && !self.text {
            Stale::of(&target.brief).warn(&index, streams);
        }
        let passages = index.passages(&target.brief.id)?;
        if self.open {
            open(&index, &target, &passages)?;
        } else if self.text {
            let text = match target.number {
                Some(number) => of_number(&passages, number, &self.id)?.text.clone(),
                None => clean_text(&index, &passages)?,
            };
            write_text(&text, streams)?;
        } else {
            self.print(&target, stale, &passages, streams)?;
        }
        Ok(Status::Done)
    }

    fn print(
        &self,
        target: &Target,
        stale: bool,
        passages: &[StoredPassage],
        streams: &mut Streams,
    ) -> anyhow::Result<()> {
        let brief = &target.brief;
        let Streams { out, screen, .. } = streams;
        if target.number.is_none() {
            match self.print.format {
                Print::Human => human::brief_head(out, brief, stale, screen)?,
                Print::Json => json::brief(out, brief, stale)?,
            }
        }
        let mut parted = target.number.is_none();
        for passage in passages.iter().filter(|passage| self.wants(target, passage.record.number)) {
            match self.print.format {
                Print::Human => {
                    if std::mem::replace(&mut parted, true) {
                        writeln!(out)?;
                    }
                    human::passage(out, brief, passage, screen)?;
                }
                Print::Json => json::stored_passage(out, brief, stale, passage)?,
            }
        }
        Ok(())
    }

    fn wants(&self, target: &Target, number: usize) -> bool {
        target.number.is_none_or(|wanted| wanted.abs_diff(number) <= self.context)
    }
}

/// Byte for byte, but for what a terminal would obey.
fn write_text(text: &str, streams: &mut Streams) -> std::io::Result<()> {
    if !streams.screen.terminal {
        return streams.out.write_all(text.as_bytes());
    }
    text.split('\n').try_for_each(|line| writeln!(streams.out, "{}", safe::line(line)))
}

/// Finds what is meant: an id, or a path as it is typed here, each with or without the number of a passage.
fn find(index: &OpenIndex, typed: &str) -> anyhow::Result<Target> {
    if let Some(brief) = brief_of(index, typed)? {
        return Ok(Target { brief, number: None });
    }
    if let Some((id, number)) = typed.rsplit_once(':')
        && let Ok(number) = number.parse()
        && let Some(brief) = brief_of(index, id)?
        && (1..=brief.passages).contains(&number)
    {
        return Ok(Target { brief, number: Some(number) });
    }
    Err(hinted(format!("there is no brief or passage `{typed}` in the index"), "`fundstelle list` names the briefs"))
}

fn brief_of(index: &OpenIndex, typed: &str) -> anyhow::Result<Option<BriefRecord>> {
    if let Some(brief) = index.brief(typed)? {
        return Ok(Some(brief));
    }
    // a path that is none is no brief either
    let Ok(path) = read::absolute(Path::new(typed)) else {
        return Ok(None);
    };
    Ok(index.brief(&Name::new(&path, &index.base()).id)?)
}

fn of_number<'p>(passages: &'p [StoredPassage], number: usize, id: &str) -> anyhow::Result<&'p StoredPassage> {
    let passage = passages.iter().find(|passage| passage.record.number == number);
    passage.with_context(|| format!("there is no passage `{id}` in the index"))
}

/// The extracted text of a brief, put together from its passages and the headings above them. One byte is missing between two
/// of them: a line end where a block begins, else a space.
fn clean_text(index: &OpenIndex, passages: &[StoredPassage]) -> Result<String, IndexError> {
    let mut pieces: BTreeMap<usize, (&str, char)> = BTreeMap::new();
    for passage in passages {
        let before = if passage.record.opens_block { '\n' } else { ' ' };
        pieces.insert(passage.record.start, (&passage.text, before));
        for heading in &passage.record.headings {
            // a heading without a text below it is a passage too, of the same letters
            pieces.entry(heading.start).or_insert((&heading.text, '\n'));
        }
    }
    let mut text = String::new();
    for (start, (piece, before)) in pieces {
        if start == text.len() + 1 {
            text.push(before);
        }
        if start != text.len() {
            let what = format!("the text of a brief has a hole at byte {}", text.len());
            return Err(IndexError::Damaged { folder: index.folder().to_owned(), what });
        }
        text.push_str(piece);
    }
    Ok(text)
}

/// Opens the source at the line of the passage.
fn open(index: &OpenIndex, target: &Target, passages: &[StoredPassage]) -> anyhow::Result<()> {
    let brief = &target.brief;
    if brief.source == "-" {
        bail!("`{}` came from standard input: there is no file to open", brief.id);
    }
    let set = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR"));
    let editor =
        editor.ok_or_else(|| hinted("no editor is named", "name one, such as `EDITOR=vim`, in the environment"))?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let shown = passages.iter().find(|passage| target.number.is_none_or(|number| passage.record.number == number));
    let line = shown.map_or(1, |passage| {
        let whole = Span::new(0, passage.text.len());
        spot(brief.record, passage.map.place(&passage.text, whole).start).0
    });
    let path = read::path_of(&brief.source, &index.base());
    let status = Command::new(program).args(words).arg(format!("+{line}")).arg(&path).status();
    let status = status.with_context(|| format!("`{program}` could not be started"))?;
    if !status.success() {
        bail!("`{program}` ended with {status}");
    }
    Ok(())
}
