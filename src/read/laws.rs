//! The laws of this room, over arbitrary input: nothing lost, nothing doubled, every place slices back, no input is fatal.

use proptest::prelude::*;

use super::markdown::{self, Markdown};
use super::plain::{self, PlainText};
use super::{Limits, Opened, Reader, open_stdin, read_record};
use crate::brief::{Document, Metadata};
use crate::place::{Place, Source, Space, Span};

/// Texts full of what readers trip over.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Wort",
        "ein",
        "Übung",
        "e\u{308}",
        "23",
        "Oktober",
        "EU-",
        "Außen-",
        "und",
        " ",
        "  ",
        "\t",
        "\u{A0}",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\n   ",
        "\n \t\n   ",
        "\u{C}",
        "\u{AD}",
        "\u{200B}",
        "\u{FEFF}",
        "\u{2028}",
        "\u{85}",
        ".",
        "?",
        ":",
        ",",
        "- ",
        "\n- ",
        "\n* ",
        "• ",
        "–",
        "1. ",
        "\n2) ",
        "(1) ",
        "a) ",
        "§ 5 ",
        "III. ",
        "---",
        "\n===\n",
        "***",
        "> ",
        "\n> ",
        "# ",
        "\n## ",
        "|",
        "\n|-|\n",
        "`",
        "```\n",
        "[^1]",
        "\n[^1]: ",
        "[",
        "](x)",
        "![",
        "<b>",
        "</p>",
        "<!--",
        "-->",
        "<script>",
        "*",
        "_",
        "~~",
        "\\",
        "𝄞",
        "\u{FFFD}",
        "\0",
        "\u{1B}",
        "»",
        "“",
    ]);
    prop_oneof![
        4 => prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// The letters and digits; without `o`, which may be a bullet.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric() && *sign != 'o').collect()
}

fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    part.chars().all(|sign| whole.any(|other| other == sign))
}

/// The three slices of a place, which are the same text.
fn slice(text: &str, place: Place) -> Result<String, TestCaseError> {
    let bytes = text.get(place.start.byte..place.end.byte).map(str::to_owned);
    let chars: String = text.chars().skip(place.start.char).take(place.end.char - place.start.char).collect();
    let units: Vec<u16> =
        text.encode_utf16().skip(place.start.utf16).take(place.end.utf16 - place.start.utf16).collect();
    prop_assert_eq!(bytes.as_deref(), Some(chars.as_str()));
    let units = String::from_utf16(&units).unwrap_or_default();
    prop_assert_eq!(units, chars.as_str());
    Ok(chars)
}

/// Law (b): blocks come in order, and with one line end between two of them they are the text.
fn assert_tiled(document: &Document) -> Result<(), TestCaseError> {
    let texts: Vec<_> = document.blocks.iter().map(|block| block.span.of(&document.text)).collect();
    prop_assert_eq!(texts.join("\n"), document.text.as_str());
    for pair in document.blocks.windows(2) {
        prop_assert_eq!(pair[0].span.end + 1, pair[1].span.start);
    }
    for text in texts {
        prop_assert!(!text.is_empty() && !text.contains('\n') && text.trim() == text, "{text:?}");
    }
    Ok(())
}

/// Runs `check` on every block and on a part of it: the letters, and the source that they stand for.
fn check_places(
    source: &str,
    document: &Document,
    cut: usize,
    check: impl Fn(&str, &str) -> bool,
) -> Result<(), TestCaseError> {
    let mut last = 0;
    for block in &document.blocks {
        let text = block.span.of(&document.text);
        let middle = block.span.start + text.floor_char_boundary(cut % text.len());
        for span in [block.span, Span::new(block.span.start, middle), Span::new(middle, block.span.end)] {
            let clean = span.of(&document.text);
            let place = document.map.place(&document.text, span);
            let raw = slice(source, place)?;
            prop_assert!(check(clean, &raw), "{clean:?} stands at {raw:?}");
        }
        let place = document.map.place(&document.text, block.span);
        prop_assert!(last <= place.start.byte, "blocks overlap in the source");
        last = place.end.byte;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_loses_and_doubles_no_letter(text in text(), cut: usize) {
        let document = plain::read(&Source::plain(&text), Metadata::default());
        assert_tiled(&document)?;
        prop_assert_eq!(letters(&document.text), letters(&text));
        check_places(&text, &document, cut, |clean, raw| letters(clean) == letters(raw))?;
    }

    #[test]
    fn markdown_blocks_tile_the_text_and_slice_back(text in text(), cut: usize) {
        // an entity or a NUL is another letter in clean text
        let text = text.replace(['&', '\0'], "");
        let document = markdown::read(&Source::plain(&text), &mut Vec::new());
        assert_tiled(&document)?;
        prop_assert!(is_subsequence(&letters(&document.text), &letters(&text)));
        check_places(&text, &document, cut, |clean, raw| is_subsequence(&letters(clean), &letters(raw)))?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), text in text(), head in 0..12_usize) {
        const HEADS: [&[u8]; 12] = [
            b"", b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF", b"\x1F\x8B\x08", b"\x28\xB5\x2F\xFD", b"{\"text\":", b"---\n", b"# ", b"<",
            b"\x1F\x8B\x08\0\0\0\0\0\0\xFF", b"\x28\xB5\x2F\xFD\x04\x50",
        ];
        for tail in [bytes.clone(), [text.as_bytes(), &bytes].concat()] {
            let bytes = [HEADS[head], &tail].concat();
            for reader in [&PlainText as &dyn Reader, &Markdown] {
                let document = reader.read(&bytes, Space::File).unwrap().document;
                assert_tiled(&document)?;
                let end = document.map.place(&document.text, Span::new(0, document.text.len())).end.byte;
                prop_assert!(end <= bytes.len());
            }
            match open_stdin(std::io::Cursor::new(bytes), &Limits { max_bytes: 10_000 }) {
                Ok(Opened::Document(document)) => drop(document.read()),
                Ok(Opened::Records(records)) => records.for_each(|line| drop(line.map(|line| read_record(&line)))),
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }
}
