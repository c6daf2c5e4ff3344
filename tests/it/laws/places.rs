//! Laws (a) and (b): places slice, nothing is lost, nothing is doubled.

use fundstelle::brief::{BlockKind, Document};
use fundstelle::passage::{Recipe, cut};
use fundstelle::place::Span;
use fundstelle::read::{self, Limits, Opened};
use proptest::prelude::*;

use crate::shelf::fixtures;

/// The letters and digits, which no reader may touch.
fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// The source as text, and the document made of it.
fn documents(path: &std::path::Path) -> Vec<(Vec<u8>, &'static str, Document)> {
    match read::open(path, &Limits::default()).unwrap() {
        Opened::Document(loaded) => {
            let extract = loaded.read().unwrap();
            vec![(loaded.bytes, extract.encoding, extract.document)]
        }
        Opened::Records(records) => records
            .filter_map(|line| {
                let line = line.unwrap();
                let extract = read::read_record(&line).ok()?.extract;
                let record: serde_json::Value = serde_json::from_slice(&line.bytes).unwrap();
                Some((record["text"].as_str()?.to_owned().into_bytes(), "utf-8", extract.document))
            })
            .collect(),
    }
}

fn decode(bytes: &[u8], encoding: &str) -> String {
    match encoding {
        "utf-8" => String::from_utf8_lossy(bytes).into_owned(),
        "utf-16le" => char::decode_utf16(bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])))
            .map(|unit| unit.unwrap_or('\u{FFFD}'))
            .collect(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// The slices in the three units are one text, which holds the letters of the clean text.
fn check_place(bytes: &[u8], encoding: &str, document: &Document, span: Span, what: &str) {
    let place = document.map.place(&document.text, span);
    let by_byte = decode(&bytes[place.start.byte..place.end.byte], encoding);
    let decoded = decode(bytes, encoding);
    let by_char: String = decoded.chars().skip(place.start.char).take(place.end.char - place.start.char).collect();
    let units: Vec<u16> = decoded.encode_utf16().collect();
    let by_utf16 = String::from_utf16(&units[place.start.utf16..place.end.utf16]).unwrap();
    assert_eq!(by_byte, by_char, "{what}: bytes and characters");
    assert_eq!(by_byte, by_utf16, "{what}: bytes and UTF-16");
    let mut source = by_char.chars();
    let clean = span.of(&document.text);
    let found = letters(clean).chars().all(|letter| source.any(|character| character == letter));
    assert!(found, "{what}: `{clean}` is not in `{by_char}`");
    let before: String = decoded.chars().take(place.start.char).collect();
    // a byte order mark takes no column, and is one only at the start
    let lines = before.strip_prefix('\u{FEFF}').unwrap_or(&before).replace("\r\n", "\n").replace('\r', "\n");
    assert_eq!(place.start.line, lines.matches('\n').count() + 1, "{what}: line");
    let column = lines.rsplit('\n').next().unwrap().chars().count() + 1;
    assert_eq!(place.start.column, column, "{what}: column");
}

fn check_document(bytes: &[u8], encoding: &str, document: &Document, recipe: &Recipe, name: &str) {
    let mut covered = vec![0_u8; document.text.len()];
    let mut cover = |span: Span| covered[span.start..span.end].iter_mut().for_each(|count| *count += 1);
    let mut in_path = vec![false; document.blocks.len()];
    let mut end = 0;
    for passage in cut(document, recipe) {
        assert!(passage.span.start >= end, "{name}: passages overlap");
        end = passage.span.end;
        cover(passage.span);
        passage.headings.iter().for_each(|&heading| in_path[heading] = true);
        check_place(bytes, encoding, document, passage.span, name);
        let joined: String = passage.sentences.iter().map(|sentence| letters(sentence.of(&document.text))).collect();
        assert_eq!(joined, letters(passage.span.of(&document.text)), "{name}: sentences");
        for sentence in passage.sentences {
            check_place(bytes, encoding, document, sentence, name);
        }
    }
    for (block, _) in document.blocks.iter().zip(in_path).filter(|(_, in_path)| *in_path) {
        assert!(matches!(block.kind, BlockKind::Heading { .. }), "{name}: a path holds headings alone");
        cover(block.span);
        check_place(bytes, encoding, document, block.span, name);
    }
    for (at, character) in document.text.char_indices().filter(|(_, character)| !character.is_whitespace()) {
        assert_eq!(
            covered[at],
            1,
            "{name}: `{character}` at {at}: {:?}",
            document.text.get(at.saturating_sub(40)..at + 20)
        );
    }
}

/// Over the fixtures, or over a thousand files of a folder: `LAW_FILES=FOLDER cargo test --release laws`.
#[test]
fn the_files_of_a_folder_obey() {
    let root = std::env::var_os("LAW_FILES").map_or_else(fixtures, std::path::PathBuf::from);
    let found: Vec<_> = read::walk(&[root.canonicalize().unwrap()], |_| false).flatten().collect();
    let mut count = 0;
    for file in found.iter().step_by((found.len() / 1000).max(1)).filter(|file| file.size < 400_000) {
        let is_text = match read::open(&file.path, &Limits::default()) {
            Ok(Opened::Document(loaded)) => loaded.read().is_ok(),
            opened => opened.is_ok(),
        };
        if !is_text {
            continue;
        }
        for (bytes, encoding, document) in documents(&file.path) {
            for words in [120, 20] {
                check_document(
                    &bytes,
                    encoding,
                    &document,
                    &Recipe { words, language: None },
                    &file.path.display().to_string(),
                );
            }
            count += 1;
        }
    }
    println!("{count} documents of {} files", found.len());
    assert!(count > 12, "{count} documents");
}

fn text_of_any_shape() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-ZÄÖÜ]?[a-zäöüß]{1,12}",
        Just(". ".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n   ".to_owned()),
        Just("-\n".to_owned()),
        Just("\u{AD}\n".to_owned()),
        Just("\u{A0}".to_owned()),
        Just("\n- ".to_owned()),
        Just("\n1. ".to_owned()),
        Just("\n# ".to_owned()),
        Just(" *".to_owned()),
        Just("\u{1F600}a\u{308}".to_owned()),
        Just(" ".to_owned()),
        ".",
    ];
    proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_obeys(text in text_of_any_shape(), words in 0_usize..40) {
        for name in ["a.txt", "a.md"] {
            if let Ok(extract) = read::read_as(name, text.as_bytes()) {
                check_document(text.as_bytes(), extract.encoding, &extract.document, &Recipe { words, language: None }, name);
            }
        }
    }

    #[test]
    fn any_bytes_obey(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.txt", "a.md"] {
            if let Ok(extract) = read::read_as(name, &bytes) {
                let known = ["utf-8", "utf-16le", "windows-1252"].contains(&extract.encoding);
                if known {
                    check_document(&bytes, extract.encoding, &extract.document, &Recipe::default(), name);
                }
            }
        }
    }
}
