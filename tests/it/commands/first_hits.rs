//! What people ask of the fixtures, and the section that answers first.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use super::text_at;
use crate::shelf::{Shelf, fixtures};

/// The cases are data: a query, the file of the brief, the last heading of the passage or `-` for none, parted by tabs.
/// Headings keep the form in which the brief writes them; the cases are composed.
#[test]
fn the_first_hit_is_the_section_that_answers() {
    let shelf = Shelf::new();
    for entry in fs::read_dir(fixtures()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, shelf.briefs().join(path.file_name().unwrap())).unwrap();
    }
    shelf.run(&["index", "briefs"]).expect(0);
    let cases =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/query/first-hits.tsv")).unwrap();
    let cases: Vec<Vec<&str>> =
        cases.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(cases.len() >= 20, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in cases {
        let [query, brief, heading] = case[..] else { panic!("not three columns: {case:?}") };
        let ran = shelf.run(&["query", query, "--limit", "1", "--format", "json"]);
        let hit = ran.records().pop().unwrap_or_default();
        let path = hit.pointer("/brief/path").map_or("nothing", |_| text_at(&hit, "/brief/path"));
        let last = hit.pointer("/passage/heading").and_then(|path| path.as_array()?.last()?.as_str()).unwrap_or("-");
        if path != format!("briefs/{brief}") || last.nfc().ne(heading.nfc()) {
            writeln!(wrong, "{query}\n  wanted {brief}: {heading}\n  found {path}: {last}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
