//! The index: schema, writing, opening, statistics, ranking. The only room that names tantivy, and with `read` the only one that
//! touches files.

mod directory;
mod document;
mod error;
mod freshness;
mod hint;
mod manifest;
mod open;
mod records;
mod schema;
mod select;
mod statistics;
mod store;
mod tokens;
mod top;

pub use document::{Prepared, Preparer};
pub use error::IndexError;
pub use freshness::{Freshness, RACE};
pub use hint::{index_option, shell_word};
pub use manifest::{Manifest, Root, is_index};
pub use open::{OpenIndex, StoredPassage, base_of};
pub use records::{BriefRecord, HeadingRecord, PassageRecord, Recipe, Skip, SourceRecord};
pub use schema::Zone;
pub use store::Store;
pub use top::{Extent, Match};

/// The content hash of some bytes: `sha256:` and 64 hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    hash_name(&sha2::Sha256::digest(bytes))
}

fn hash_name(digest: &[u8]) -> String {
    use std::fmt::Write;
    let mut name = String::from("sha256:");
    for byte in digest {
        // writing to a string cannot fail
        let _ = write!(name, "{byte:02x}");
    }
    name
}
