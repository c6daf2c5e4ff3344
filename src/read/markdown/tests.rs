use super::*;
use crate::brief::BlockKind::{Footnote, Heading, ListItem, Paragraph, Quote, TableRow, Verbatim};

fn read_with_warnings(text: &str) -> (Document, Vec<String>) {
    let mut warnings = Vec::new();
    let document = read(&Source::plain(text), &mut warnings);
    (document, warnings)
}

fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let (document, _) = read_with_warnings(text);
    document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text).to_owned())).collect()
}

/// The blocks as `kind: text`.
fn check(text: &str, expected: &[(BlockKind, &str)]) {
    let blocks = blocks(text);
    let blocks: Vec<_> = blocks.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
    assert_eq!(blocks, expected, "{text:?}");
}

#[test]
fn the_first_heading_of_level_one_is_the_title() {
    let text = "# Der *Titel*\n\n## Lage\n\nText.\n\nSetext\n===\n";
    check(
        text,
        &[
            (Heading { level: 0 }, "Der Titel"),
            (Heading { level: 2 }, "Lage"),
            (Paragraph, "Text."),
            (Heading { level: 1 }, "Setext"),
        ],
    );
    assert_eq!(read_with_warnings(text).0.metadata.title.as_deref(), Some("Der Titel"));
    check("Text\n\n# Kein Titel", &[(Paragraph, "Text"), (Heading { level: 1 }, "Kein Titel")]);
}

#[test]
fn lists_keep_their_order_and_lose_their_signs() {
    check(
        "Vorher:\n\n1. eins\n2. zwei\n   - innen\n\n   noch zwei\n3. drei\n",
        &[
            (Paragraph, "Vorher:"),
            (ListItem, "eins"),
            (ListItem, "zwei"),
            (ListItem, "innen"),
            (ListItem, "noch zwei"),
            (ListItem, "drei"),
        ],
    );
}

#[test]
fn quotes_tables_footnotes_and_code_are_kinds_of_their_own() {
    check(
        "> Zitat\n> weiter\n\n| A | B |\n|---|---|\n| c d | e |\n\nText[^1].\n\n[^1]: Die Note.\n\n```rust\nlet x;\nlet y;\n```\n",
        &[
            (Quote, "Zitat weiter"),
            (TableRow, "A B"),
            (TableRow, "c d e"),
            (Paragraph, "Text."),
            (Footnote, "Die Note."),
            (Verbatim, "let x; let y;"),
        ],
    );
}

#[test]
fn links_keep_their_text_pictures_their_description() {
    check(
        "Ein [*Link*](https://x.y \"t\") und ![Bild von Köln](k.png), [Verweis][a].\n\n[a]: https://b.c\n",
        &[(Paragraph, "Ein Link und Bild von Köln, Verweis.")],
    );
}

#[test]
fn entities_and_escapes_are_decoded() {
    check(
        "Gesch&auml;ft \\*nie\\* &amp; so&nbsp;weiter &#8211; `a  b`",
        &[(Paragraph, "Geschäft *nie* & so weiter – a b")],
    );
}

#[test]
fn line_ends_are_mended() {
    check(
        "die Sicherheits-\npolitik der EU-\nStaaten  \nneu",
        &[(Paragraph, "die Sicherheitspolitik der EU-Staaten neu")],
    );
    check("> die Sicherheits-\n> politik", &[(Quote, "die Sicherheitspolitik")]);
}

#[test]
fn html_loses_its_tags_and_keeps_its_text() {
    check(
        "a<br>b <span>c</span>\n\n<div>\n<p>Guten\nTag</p>\n<!-- nie -->\n</div>\n",
        &[(Paragraph, "a b c"), (Paragraph, "Guten Tag")],
    );
}

#[test]
fn the_head_is_metadata() {
    let text = "---\r\nTitle: Der Titel\r\nauthors: [A, B]\r\ndate: 2024-11-05\r\nlang: de\r\ntags:\r\n  - x\r\nn: 1\r\n---\r\n\r\n# Titel im Text\r\n";
    let (document, warnings) = read_with_warnings(text);
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(document.text, "Titel im Text");
    let metadata = document.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Der Titel"));
    assert_eq!(metadata.authors, ["A", "B"]);
    assert_eq!(metadata.date.unwrap().to_string(), "2024-11-05");
    assert_eq!(metadata.other["tags"], serde_json::json!(["x"]));
    assert_eq!(metadata.other["n"], 1);
}

#[test]
fn a_head_that_cannot_be_read_is_text() {
    let (document, warnings) = read_with_warnings("---\ntitle: [offen\n---\n\nText");
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(document.text.contains("[offen") && document.text.ends_with("Text"));
    let (document, warnings) = read_with_warnings("---\nNur ein Satz.\n---\n\nText");
    assert_eq!((warnings.len(), document.text.as_str()), (0, "Nur ein Satz.\nText"));
}

#[test]
fn a_byte_order_mark_does_not_hide_the_head() {
    let (document, _) = read_with_warnings("\u{FEFF}---\ntitle: x\n---\nText");
    assert_eq!((document.metadata.title.as_deref(), document.text.as_str()), (Some("x"), "Text"));
    let place = document.map.place(&document.text, Span::new(0, 4));
    assert_eq!((place.start.byte, place.start.line), (20, 4));
}

#[test]
fn deep_nesting_is_no_harm() {
    for sign in [">", "[", "*a ", "- ", "(", "![", "<b>", "a `", "&", "|a"] {
        let (document, _) = read_with_warnings(&format!("{}Ende", sign.repeat(50_000)));
        assert!(document.text.ends_with("Ende"), "{sign}");
    }
    let (document, warnings) = read_with_warnings(&format!("---\nx: {}\n---\nText", "[".repeat(10_000)));
    assert!(document.text.ends_with("Text"));
    assert_eq!(warnings.len(), 1);
    read_with_warnings(&format!("---\n{}x\n---\nText", "- ".repeat(10_000)));
}
