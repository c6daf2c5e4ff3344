//! How a command ends: its exit status, or an error with a hint.

use std::io::{self, Write as _};
use std::process::ExitCode;

use super::streams::Streams;
use crate::index::IndexError;
use crate::ingest::IngestError;

/// How a command ended that did what it could.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Done,
    /// A query without a hit.
    NothingFound,
    /// At least one brief failed.
    SomeFailed,
    /// Stopped by a signal of this number.
    Stopped(u8),
}

impl Status {
    const ERROR: u8 = 2;

    const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::NothingFound => 1,
            Self::SomeFailed => 3,
            Self::Stopped(signal) => 128 + signal,
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{message}")]
struct Hinted {
    message: String,
    hint: String,
}

/// An error of the command line itself, with the command that mends it.
pub(super) fn hinted(message: impl Into<String>, hint: impl Into<String>) -> anyhow::Error {
    Hinted { message: message.into(), hint: hint.into() }.into()
}

/// Writes the rest of the output, or the error, and says with what status to leave. A closed pipe is a silent end.
pub(super) fn end(result: anyhow::Result<Status>, mut streams: Streams) -> ExitCode {
    let result = result.and_then(|status| {
        streams.out.flush()?;
        Ok(status)
    });
    let code = match result {
        Ok(status) => status.code(),
        Err(error) if is_closed_pipe(&error) => Status::Done.code(),
        Err(error) => {
            report(&error, &mut streams);
            Status::ERROR
        }
    };
    streams.discard();
    ExitCode::from(code)
}

fn report(error: &anyhow::Error, streams: &mut Streams) {
    streams.error(message(error));
    if let Some(hint) = hint(error) {
        streams.hint(hint);
    }
}

/// What went wrong, from the outside in. Many errors say what caused them in their own words: that is not said twice.
fn message(error: &anyhow::Error) -> String {
    let mut message = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !message.ends_with(&cause) {
            message = format!("{message}: {cause}");
        }
    }
    message
}

/// The hint of the first error in the chain that has one.
fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        let of_index = || cause.downcast_ref::<IndexError>().and_then(IndexError::hint);
        let of_ingest = || cause.downcast_ref::<IngestError>().and_then(IngestError::hint);
        let of_reading = || cause.downcast_ref::<crate::read::ReadError>().and_then(crate::read::ReadError::hint);
        let own = || cause.downcast_ref::<Hinted>().map(|error| error.hint.clone());
        own().or_else(of_index).or_else(of_ingest).or_else(of_reading)
    })
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_those_of_the_contract() {
        let codes = [Status::Done, Status::NothingFound, Status::SomeFailed, Status::Stopped(2), Status::Stopped(15)];
        assert_eq!(codes.map(Status::code), [0, 1, 3, 130, 143]);
    }

    #[test]
    fn a_hint_is_found_below_what_was_said_on_top() {
        let folder = std::env::current_dir().unwrap().join("index");
        let error = IndexError::Missing { folder };
        let error = anyhow::Error::from(error).context("while answering");
        assert_eq!(hint(&error).as_deref(), Some("make one with `fundstelle index PATH`"));
    }

    #[test]
    fn a_closed_pipe_is_known_wherever_it_comes_from() {
        let error = anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).context("while writing");
        assert!(is_closed_pipe(&error));
        assert!(!is_closed_pipe(&anyhow::anyhow!("other")));
    }
}
