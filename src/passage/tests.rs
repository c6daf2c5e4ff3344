//! The laws of cutting on arbitrary documents, and the cases of `fixtures/passage`.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::brief::{Draft, Metadata};
use crate::place::Source;

/// A document of these blocks.
fn document(blocks: &[(BlockKind, String)]) -> Document {
    let text: String = blocks.iter().map(|block| block.1.as_str()).collect();
    let source = Source::plain(&text);
    let mut draft = Draft::new(&source);
    let mut at = 0;
    for (kind, letters) in blocks {
        draft.open(*kind);
        draft.copy(Span::new(at, at + letters.len()));
        at += letters.len();
    }
    draft.finish(Metadata::default())
}

fn paragraph(text: &str) -> Document {
    document(&[(BlockKind::Paragraph, text.to_owned())])
}

fn heading(level: u8, text: &str) -> (BlockKind, String) {
    (BlockKind::Heading { level }, text.to_owned())
}

/// Checks law (b): nothing lost, nothing doubled, all in order.
fn keeps_the_law(document: &Document, recipe: &Recipe) -> Result<Vec<Passage>, TestCaseError> {
    let passages = cut(document, recipe);
    let mut last = 0;
    let mut covered = vec![0_u8; document.text.len()];
    for (at, passage) in passages.iter().enumerate() {
        prop_assert_eq!(passage.number, at + 1);
        prop_assert!(passage.span.start >= last && !passage.span.is_empty());
        last = passage.span.end;
        prop_assert!(document.text.get(passage.span.start..passage.span.end).is_some());
        prop_assert!(covers(&document.text, passage.span, &passage.sentences));
        covered[passage.span.start..passage.span.end].iter_mut().for_each(|count| *count += 1);
        prop_assert!(passage.headings.is_sorted());
        prop_assert!(passage.headings.iter().all(|&at| document.blocks[at].span.end <= passage.span.start));
    }
    for (at, block) in document.blocks.iter().enumerate() {
        let own = &covered[block.span.start..block.span.end];
        let mut inside = block.span.of(&document.text).char_indices().filter(|letter| !letter.1.is_whitespace());
        let all = inside.clone().all(|letter| own[letter.0] == 1);
        let none = inside.all(|letter| own[letter.0] == 0);
        if heading_level(block.kind).is_some() {
            let above = passages.iter().any(|passage| passage.headings.contains(&at));
            prop_assert!(if above { none } else { all }, "heading {}", at);
        } else {
            prop_assert!(all, "block {}", at);
        }
    }
    prop_assert_eq!(&passages, &cut(document, recipe));
    Ok(passages)
}

/// Whether the spans are in order and cover `whole` but for white space.
fn covers(text: &str, whole: Span, spans: &[Span]) -> bool {
    let mut at = whole.start;
    for span in spans {
        let gap = text.get(at..span.start);
        if span.is_empty() || gap.is_none_or(|gap| !gap.trim().is_empty()) || text.get(span.start..span.end).is_none() {
            return false;
        }
        at = span.end;
    }
    text.get(at..whole.end).is_some_and(|gap| gap.trim().is_empty())
}

/// Text with all that the rules look at, and anything else.
fn arbitrary_text() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "Die",
        "Soldaten",
        "z.",
        "B.",
        "23.",
        "2024.",
        "am",
        "usw.",
        "Abs.",
        ".",
        "!",
        "?…",
        "...",
        "(",
        ")",
        "»",
        "«",
        "„",
        "“",
        ":",
        ",",
        "–",
        "§",
        "\n",
        "\r\n\r\n",
        "XIV.",
        "[12]",
        "¹",
        "Ende.Das",
        "Kapitel",
        "eBay",
        "ß\u{308}",
        "und",
        "1.",
        "z.B.",
    ]);
    let piece = prop_oneof![8 => signs.prop_map(str::to_owned), 1 => "\\PC{0,6}", 2 => "[a-zäöü]{1,9}"];
    prop::collection::vec((piece, prop::bool::weighted(0.8)), 0..60).prop_map(|pieces| {
        pieces.into_iter().fold(String::new(), |mut text, (piece, spaced)| {
            text.push_str(&piece);
            if spaced {
                text.push(' ');
            }
            text
        })
    })
}

fn arbitrary_kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        3 => (0_u8..4).prop_map(|level| BlockKind::Heading { level }),
        4 => Just(BlockKind::Paragraph),
        3 => Just(BlockKind::ListItem),
        1 => Just(BlockKind::Quote),
        1 => Just(BlockKind::TableRow),
        1 => Just(BlockKind::Footnote),
        1 => Just(BlockKind::Verbatim),
    ]
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_doubled(
        blocks in prop::collection::vec((arbitrary_kind(), arbitrary_text()), 0..12),
        words in prop_oneof![Just(0_usize), 1_usize..40, Just(120), Just(100_000), Just(usize::MAX)],
    ) {
        let recipe = Recipe { words, language: None };
        keeps_the_law(&document(&blocks), &recipe)?;
    }

    #[test]
    fn sentences_cover_any_text(text in arbitrary_text()) {
        let mut found = Vec::new();
        sentences(&text, &mut found);
        prop_assert!(covers(&text, Span::new(0, text.len()), &found));
    }

    #[test]
    fn no_passage_is_over_the_hard_limit_if_it_can_be_cut(text in arbitrary_text(), words in 2_usize..30) {
        let document = paragraph(&text);
        for passage in cut(&document, &Recipe { words, language: None }) {
            prop_assert!(passage.span.of(&document.text).split_whitespace().count() <= words * 5 / 2);
        }
    }
}

#[test]
fn no_text_is_no_passage() {
    assert_eq!(cut(&document(&[]), &Recipe::default()), []);
    assert_eq!(cut(&document(&[]), &Recipe { words: 0, language: None }), []);
}

#[test]
fn one_endless_word_is_one_passage() {
    let document = paragraph(&"ä".repeat(500_000));
    let passages = keeps_the_law(&document, &Recipe::default()).unwrap();
    assert_eq!(passages.len(), 1);
}

#[test]
fn no_repetition_is_too_much() {
    // the shapes in which a loop that looks back or ahead too far would show
    for unit in
        ["a. ", "1. ", "(", ". ", "x:Ende.Das", "z. B. ", "a.a.", ".)", "- 1. ", "(a. ", "A! ", "....", "\" ", "Ende.1"]
    {
        let document = paragraph(&unit.repeat(20_000 / unit.len()));
        for words in [1, 120, 1_000_000] {
            keeps_the_law(&document, &Recipe { words, language: None }).unwrap();
        }
    }
}

#[test]
fn the_language_said_holds_for_every_passage() {
    let french = Language::from_tag("fr").unwrap();
    let passages = cut(&paragraph("Das ist ein Satz."), &Recipe { words: 0, language: Some(french) });
    assert_eq!(passages[0].language, french);
    let mut document = paragraph("Das ist ein Satz.");
    document.metadata.language = Some(Language::ENGLISH);
    assert_eq!(cut(&document, &Recipe::default())[0].language, Language::ENGLISH);
}

#[test]
fn an_english_section_of_a_german_brief_is_english() {
    let document = document(&[
        heading(1, "Lage"),
        (BlockKind::Paragraph, "Die Bundesregierung hat ihre Haltung in dieser Frage nicht geändert. ".repeat(12)),
        heading(1, "Summary"),
        (BlockKind::Paragraph, "The government has not changed its position on this question so far.".to_owned()),
    ]);
    let languages: Vec<_> = cut(&document, &Recipe::default()).iter().map(|passage| passage.language).collect();
    assert_eq!(languages, [Language::GERMAN, Language::ENGLISH]);
}

#[test]
fn a_sentence_over_the_hard_limit_is_cut_at_a_clause_and_counted_once() {
    let clause = "die Mitgliedstaaten prüfen den Vorschlag der Kommission noch einmal, ";
    let document = paragraph(&format!("Zunächst gilt: {}dann endet er.", clause.repeat(20)));
    let passages = keeps_the_law(&document, &Recipe { words: 30, language: None }).unwrap();
    assert_eq!(passages.iter().map(|passage| passage.cut).sum::<usize>(), 1);
    assert!(passages.len() > 3);
    for passage in &passages {
        assert!(passage.span.of(&document.text).ends_with([',', '.']), "{:?}", passage.span.of(&document.text));
    }
}

#[test]
fn the_sentences_of_the_fixtures_end_where_the_bar_stands() {
    let mut report = String::new();
    let cases = include_str!("../../fixtures/passage/sentences.txt");
    for case in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let text = case.replace(" | ", " ").replace(" ‖ ", "").replace("\\n", "\n");
        let mut found = Vec::new();
        sentences(&text, &mut found);
        let found: Vec<_> = found.iter().map(|span| span.of(&text)).collect();
        let found = found.join(" | ").replace('\n', "\\n");
        if found != case.replace(" ‖ ", " | ") {
            let _ = writeln!(report, "expected {case}\n     got {found}");
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn the_passages_of_the_fixtures_are_those_expected() {
    let cases = include_str!("../../fixtures/passage/passages.txt");
    for case in cases.split("\ncase: ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (input, expected) = rest.split_once("\n=>\n").unwrap_or_else(|| panic!("{name}: no `=>`"));
        let (words, input) = input.split_once('\n').unwrap();
        let words = words.strip_prefix("words: ").and_then(|words| words.parse().ok()).unwrap();
        let blocks: Vec<_> = input.lines().filter(|line| !line.is_empty()).map(block).collect();
        let document = document(&blocks);
        let found = keeps_the_law(&document, &Recipe { words, language: None }).unwrap();
        let found: Vec<_> = found.iter().map(|passage| shown(&document, passage)).collect();
        let expected: Vec<_> = expected.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(found.len(), expected.len(), "{name}: {found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            let fits = match expected.split_once(" … ") {
                Some((start, end)) => found.starts_with(start) && found.ends_with(end),
                None => found == expected,
            };
            assert!(fits, "{name}:\n{found}\n{expected}");
        }
    }
}

/// Reads a block of a case: the sign before it says its kind.
fn block(line: &str) -> (BlockKind, String) {
    let kinds = [
        ("= ", BlockKind::Heading { level: 0 }),
        ("# ", BlockKind::Heading { level: 1 }),
        ("## ", BlockKind::Heading { level: 2 }),
        ("- ", BlockKind::ListItem),
        ("> ", BlockKind::Quote),
        ("| ", BlockKind::TableRow),
        ("^ ", BlockKind::Footnote),
    ];
    let found = kinds.iter().find_map(|(sign, kind)| Some((*kind, line.strip_prefix(sign)?.to_owned())));
    found.unwrap_or_else(|| (BlockKind::Paragraph, line.to_owned()))
}

/// A passage as the cases show it: `[path] text`, block ends as spaces.
fn shown(document: &Document, passage: &Passage) -> String {
    let path: Vec<_> = passage.headings.iter().map(|&at| document.blocks[at].span.of(&document.text)).collect();
    format!("[{}] {}", path.join(" > "), passage.span.of(&document.text).replace('\n', " "))
}
