use std::io::Cursor as Bytes;

use super::*;
use crate::read::{Opened, open_stdin};

fn records(bytes: &[u8], max_bytes: u64) -> Records {
    match open_stdin(Bytes::new(bytes.to_vec()), &Limits { max_bytes }).unwrap() {
        Opened::Records(records) => *records,
        Opened::Document(document) => panic!("one document: {document:?}"),
    }
}

fn record(json: &str) -> Result<Record, ReadError> {
    read_record(&RecordLine { line: 1, bytes: json.as_bytes().to_vec() })
}

#[test]
fn lines_are_counted_blank_ones_left_out() {
    let bytes = b"\xEF\xBB\xBF{\"text\":\"a\"}\r\n\n  \n{\"text\":\"b\"}";
    let mut records = records(bytes, 100);
    let lines: Vec<_> = records.by_ref().map(Result::unwrap).map(|line| (line.line, line.bytes)).collect();
    assert_eq!(lines, [(1, b"{\"text\":\"a\"}".to_vec()), (4, b"{\"text\":\"b\"}".to_vec())]);
    assert_eq!(records.finish().unwrap(), (hash_line(bytes), bytes.len() as u64));
}

#[test]
fn reading_goes_on_behind_a_line_over_the_limit() {
    let long = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"b\"}}\n", "x".repeat(200_000));
    let kinds: Vec<_> = records(long.as_bytes(), 1000)
        .map(|line| line.map_or_else(|error| (error.line, error.error.kind()), |line| (line.line, "line")))
        .collect();
    assert_eq!(kinds, [(1, "too-large"), (2, "line")]);
}

#[test]
fn the_hash_is_of_the_whole_file_even_if_nobody_read_it() {
    let bytes = b"{\"text\":\"a\"}\n{\"text\":\"b\"}";
    assert_eq!(records(bytes, 100).finish().unwrap().0, hash_line(bytes));
}

#[test]
fn a_record_has_text_and_metadata() {
    let record = record(
        r#"{"id": 7, "title": "Titel", "text": "Guten Tag.", "date": "2024-11-05", "lang": "de-AT", "url": "u", "author": "A",
            "authors": ["B", "C"], "party": "SPD", "tags": ["x"]}"#,
    )
    .unwrap();
    assert_eq!(record.id.as_deref(), Some("7"));
    let Extract { document, space, warnings, .. } = record.extract;
    assert_eq!((document.text.as_str(), space, warnings.len()), ("Guten Tag.", Space::Record, 0));
    let metadata = document.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Titel"));
    assert_eq!(metadata.date.unwrap().to_string(), "2024-11-05");
    assert_eq!(metadata.language.unwrap().code(), "de");
    assert_eq!(metadata.authors, ["A", "B", "C"]);
    assert_eq!(metadata.other.keys().collect::<Vec<_>>(), ["party", "tags"]);
}

#[test]
fn a_value_that_does_not_fit_is_kept_and_said() {
    let extract = record(r#"{"text": "x", "date": "gestern", "lang": 7, "title": null, "id": [1]}"#).unwrap().extract;
    assert_eq!(extract.warnings.len(), 3, "{:?}", extract.warnings);
    assert_eq!(extract.document.metadata.other.keys().collect::<Vec<_>>(), ["date", "id", "lang"]);
}

#[test]
fn what_is_no_record_says_where_and_why() {
    let error = |json: &str| record(json).unwrap_err().to_string();
    assert_eq!(error("null"), "column 1: null, not an object");
    assert_eq!(error(r#"{"id": 1}"#), "column 1: no \"text\"");
    assert_eq!(error(r#"{"text": null}"#), "column 1: \"text\" is null, not a string");
    assert_eq!(error(r#"{"text": "x"#), "column 11: EOF while parsing a string");
    assert!(matches!(record(r#"{"text": " \n"}"#), Err(ReadError::NoText)));
}

#[test]
fn a_lone_surrogate_and_deep_nesting_are_errors() {
    assert_eq!(record(r#"{"text": "\ud800 x"}"#).unwrap_err().kind(), "json");
    assert_eq!(record(&"[".repeat(100_000)).unwrap_err().kind(), "json");
    assert_eq!(record(&format!("{{\"text\": \"x\", \"y\": {}", "{\"a\":".repeat(100_000))).unwrap_err().kind(), "json");
}

#[test]
fn of_two_keys_the_last_holds() {
    assert_eq!(record(r#"{"id": "d", "id": "e", "text": "x"}"#).unwrap().id.as_deref(), Some("e"));
}

#[test]
fn places_count_in_the_decoded_text() {
    let document = record(r#"{"text": "Wärme\nund \u00e4hnliches"}"#).unwrap().extract.document;
    assert_eq!(document.text, "Wärme und ähnliches");
    let place = document.map.place(&document.text, crate::place::Span::new(7, 10));
    assert_eq!((place.start.byte, place.start.line), (7, 2));
}

#[test]
fn a_record_longer_than_the_head_is_known_by_its_keys() {
    let long = format!("{{\"meta\": [\"text\"], \"n\": 1, \"text\": \"{}", "x".repeat(100));
    assert!(opens_record(long.as_bytes()));
    assert!(!opens_record(b"{\"a\": \"text\", \"b\": \"c\"}"));
    assert!(!opens_record(b"{\"a\": {\"text\": \"b\"}}"));
    assert!(!opens_record(b"[{\"text\": \"b\"}]"));
    assert!(!opens_record(b"{}\n{\"text\": \"b\"}"));
}
