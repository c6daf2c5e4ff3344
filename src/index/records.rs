//! What is stored with the documents of the index.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::schema::TEXT_FIELDS;

/// A file that was looked at, so that the next run can see whether it changed without reading it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// The percent-encoded path, relative to the index's base folder where it lies below it.
    pub id: String,
    /// The path for people.
    pub path: String,
    pub size: u64,
    /// When it was last modified, in nanoseconds since 1970.
    pub modified: i128,
    /// When it was read, in nanoseconds since 1970: a file modified at that very moment may have changed unseen.
    pub read_at: i128,
    /// The hash of its bytes.
    pub hash: String,
    /// How its briefs were cut.
    pub recipe: Recipe,
    /// Why nothing of it is in the index, if so.
    pub skipped: Option<Skip>,
}

/// Why a source was skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skip {
    pub kind: String,
    pub message: String,
}

/// The settings that a brief's passages depend on besides its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// The target length of a passage in words; 0: each brief is one passage.
    pub words: usize,
    /// The language, where the user said it.
    pub language: Option<String>,
}

/// What is known of a brief.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BriefRecord {
    pub id: String,
    /// The id of the source it was read from.
    pub source: String,
    pub path: String,
    pub record: Option<usize>,
    pub space: String,
    pub media_type: String,
    pub encoding: String,
    pub hash: String,
    pub bytes: u64,
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub date: Option<String>,
    pub lang: String,
    pub url: Option<String>,
    pub metadata: BTreeMap<String, Value>,
    pub passages: usize,
    /// How its passages were cut.
    pub recipe: Recipe,
    /// The number of tokens in each text field, for the statistics.
    pub tokens: [u64; TEXT_FIELDS],
}

/// What is known of a passage besides its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageRecord {
    pub number: usize,
    pub lang: String,
    /// Where it starts in the brief's clean text.
    pub start: usize,
    /// Whether a block of the brief begins with it.
    pub opens_block: bool,
    /// The ends of its sentences in its text; each starts at the first letter behind the one before.
    pub sentences: Vec<usize>,
    pub headings: Vec<HeadingRecord>,
}

/// A heading above a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingRecord {
    pub text: String,
    pub level: u8,
    /// Where it starts in the brief's clean text.
    pub start: usize,
}
