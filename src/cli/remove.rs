//! `fundstelle remove`: forgets briefs.

use super::error::{Status, hinted};
use super::options::{FormatOption, IndexOption};
use super::progress::{self, Account, Reporter};
use super::streams::Streams;
use crate::ingest;

/// Take briefs out of the index; their files stay
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
    fundstelle remove briefs/old\n  \
    fundstelle remove 'reports.jsonl#2024-17'")]
pub(super) struct Remove {
    /// Ids of briefs, or paths with everything below them
    #[arg(value_name = "ID|PATH", required = true)]
    targets: Vec<String>,
    #[command(flatten)]
    index: IndexOption,
    #[command(flatten)]
    print: FormatOption,
}

impl Remove {
    pub(super) fn run(self, streams: &mut Streams) -> anyhow::Result<Status> {
        let folder = self.index.folder()?;
        let mut reporter = Reporter::new(streams, Account::of(self.print.format, false));
        let result = ingest::remove(&folder, &self.targets, &mut reporter);
        let written = reporter.close();
        let (summary, unknown) = result?;
        written?;
        if unknown.len() == self.targets.len() {
            return Err(hinted(
                format!("nothing in the index is called `{}`", unknown.join("`, `")),
                "`fundstelle list` names the briefs",
            ));
        }
        for target in unknown {
            streams.warning(format_args!("nothing in the index is called `{target}`"));
        }
        progress::summary(streams, self.print.format, &summary)?;
        Ok(Status::Done)
    }
}
