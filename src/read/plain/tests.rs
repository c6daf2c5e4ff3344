use super::*;
use crate::brief::BlockKind::{self, Heading, ListItem, Paragraph};

fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let document = read(&Source::plain(text), Metadata::default());
    document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text).to_owned())).collect()
}

fn check(text: &str, expected: &[(BlockKind, &str)]) {
    let blocks = blocks(text);
    let blocks: Vec<_> = blocks.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
    assert_eq!(blocks, expected, "{text:?}");
}

const H1: BlockKind = Heading { level: 1 };

#[test]
fn blank_lines_part_paragraphs_and_wrapped_lines_belong_together() {
    check(
        "Der erste Satz geht\nüber zwei Zeilen.\n \u{A0}\t\nDer zweite\r\nauch.\r\rDer dritte.",
        &[
            (Paragraph, "Der erste Satz geht über zwei Zeilen."),
            (Paragraph, "Der zweite auch."),
            (Paragraph, "Der dritte."),
        ],
    );
}

#[test]
fn a_hanging_paragraph_ends_where_a_line_returns_to_its_first_column() {
    check(
        "   Der Vorspann beginnt hier\n     und geht weiter.\n   Danach beginnt ein Absatz\n     mit eigener Zeile\n   ohne Ende.\n",
        &[
            (Paragraph, "Der Vorspann beginnt hier und geht weiter."),
            (Paragraph, "Danach beginnt ein Absatz mit eigener Zeile ohne Ende."),
        ],
    );
}

#[test]
fn a_line_set_in_after_a_full_stop_begins_a_paragraph() {
    check(
        "   Der erste Absatz ist eingezogen\nund läuft dann flach\nweiter bis hier.\n   Der zweite Absatz\nebenso.",
        &[
            (Paragraph, "Der erste Absatz ist eingezogen und läuft dann flach weiter bis hier."),
            (Paragraph, "Der zweite Absatz ebenso."),
        ],
    );
}

#[test]
fn a_lone_short_line_is_a_heading() {
    check(
        "Lage in Europa\n\nDie Lage ist ernst.\n\nWas tun?\n\nVieles ist zu tun.",
        &[
            (H1, "Lage in Europa"),
            (Paragraph, "Die Lage ist ernst."),
            (H1, "Was tun?"),
            (Paragraph, "Vieles ist zu tun."),
        ],
    );
}

#[test]
fn a_line_that_something_closes_is_no_heading() {
    for line in [
        "Die Lage ist ernst.",
        "Lieber Leser,",
        "Dazu gehört:",
        "Und dann …",
        "(Beifall bei der SPD)",
        "der Rest",
        "– 17 –",
        "17",
    ] {
        let blocks = blocks(&format!("{line}\n\nEin Absatz mit genug Text, der hier zu Ende ist."));
        assert!(!matches!(blocks[0].0, Heading { .. }), "{line}");
    }
}

#[test]
fn the_only_and_the_last_line_of_a_text_are_no_headings() {
    check("Nur eine Zeile", &[(Paragraph, "Nur eine Zeile")]);
    check(
        "Ein Satz steht hier.\n\nBerlin, im Mai",
        &[(Paragraph, "Ein Satz steht hier."), (Paragraph, "Berlin, im Mai")],
    );
}

#[test]
fn many_short_lines_are_an_address_and_no_headings() {
    let kinds: Vec<_> =
        blocks("Stiftung\n\nAm Markt 1\n\nBerlin\n\nTelefon\n\nFax\n\nEin Absatz mit Text, der länger ist.")
            .into_iter()
            .map(|block| block.0)
            .collect();
    assert_eq!(kinds, [Paragraph, Paragraph, Paragraph, Paragraph, H1, Paragraph]);
}

#[test]
fn numbered_and_underlined_headings_have_levels() {
    check(
        "2. Motive\n\nText hier.\n\n2.1 Russland\n\nText da.\n\nIII. Ausblick\n\nText dort.\n\nBeschluss\n=====\nText.\n\nGrund\n-----\nEnde.",
        &[
            (H1, "2. Motive"),
            (Paragraph, "Text hier."),
            (Heading { level: 2 }, "2.1 Russland"),
            (Paragraph, "Text da."),
            (H1, "III. Ausblick"),
            (Paragraph, "Text dort."),
            (H1, "Beschluss"),
            (Paragraph, "Text."),
            (Heading { level: 2 }, "Grund"),
            (Paragraph, "Ende."),
        ],
    );
}

#[test]
fn a_section_sign_makes_a_heading_of_the_line_above_its_text() {
    check(
        "§ 5 Titel der Regel\n(1) Die Behörde prüft den Antrag.\n(2) Sie entscheidet.",
        &[
            (H1, "§ 5 Titel der Regel"),
            (ListItem, "(1) Die Behörde prüft den Antrag."),
            (ListItem, "(2) Sie entscheidet."),
        ],
    );
}

#[test]
fn bullets_open_points_and_are_not_copied() {
    check(
        "Wir fordern:\n- mehr Geld und\n  mehr Zeit\n- Frieden\n\u{2022} Ruhe\n\nDas ist alles.",
        &[
            (Paragraph, "Wir fordern:"),
            (ListItem, "mehr Geld und mehr Zeit"),
            (ListItem, "Frieden"),
            (ListItem, "Ruhe"),
            (Paragraph, "Das ist alles."),
        ],
    );
}

#[test]
fn numbers_of_points_stay_with_them() {
    check(
        "Drei Ziele:\n1. Frieden\n2. Freiheit\n3. Brot",
        &[(Paragraph, "Drei Ziele:"), (ListItem, "1. Frieden"), (ListItem, "2. Freiheit"), (ListItem, "3. Brot")],
    );
    check(
        "Ziele:\n\n1. Frieden\n\n2. Freiheit\n\nDann kommt noch ein Satz.",
        &[
            (Paragraph, "Ziele:"),
            (ListItem, "1. Frieden"),
            (ListItem, "2. Freiheit"),
            (Paragraph, "Dann kommt noch ein Satz."),
        ],
    );
}

#[test]
fn a_day_or_a_dash_in_wrapped_text_opens_no_point() {
    check(
        "Die Wahl fand am\n23. Oktober statt, und zwar am\n3. und letzten Termin, was niemand\n- auch wir nicht -\nerwartet hatte.",
        &[(
            Paragraph,
            "Die Wahl fand am 23. Oktober statt, und zwar am 3. und letzten Termin, was niemand - auch wir nicht - erwartet hatte.",
        )],
    );
}

#[test]
fn lines_behind_a_lone_tab_or_bullet_are_points() {
    check(
        "Drei Fragen stellen sich:\n\n   \n     \t\n        Wird es besser?\n        \n\n     \t\n        Oder schlechter\n           als zuvor?\n\nAntworten folgen.\n\n\u{2022}\nNoch ein Punkt.",
        &[
            (Paragraph, "Drei Fragen stellen sich:"),
            (ListItem, "Wird es besser?"),
            (ListItem, "Oder schlechter als zuvor?"),
            (Paragraph, "Antworten folgen."),
            (ListItem, "Noch ein Punkt."),
        ],
    );
}

#[test]
fn questions_behind_a_colon_are_points() {
    check(
        "Drei Fragen stellen sich:\n\nWird es besser?\n\nWird es gut?\n\nDas weiß noch keiner von uns.",
        &[
            (Paragraph, "Drei Fragen stellen sich:"),
            (ListItem, "Wird es besser?"),
            (ListItem, "Wird es gut?"),
            (Paragraph, "Das weiß noch keiner von uns."),
        ],
    );
}

#[test]
fn rules_part_and_are_not_copied() {
    check(
        "Eins ist hier.\n***\nZwei ist da.\n\n---\n\nDrei.",
        &[(Paragraph, "Eins ist hier."), (Paragraph, "Zwei ist da."), (Paragraph, "Drei.")],
    );
}

#[test]
fn a_sentence_goes_on_over_the_end_of_a_page() {
    check(
        "Der Dienst ist offen, und auch\n\n\u{C}der andere Dienst ist es.\n\n\u{C}Neue Seite.",
        &[(Paragraph, "Der Dienst ist offen, und auch der andere Dienst ist es."), (Paragraph, "Neue Seite.")],
    );
}

#[test]
fn a_running_title_is_no_heading() {
    let page = |number: usize| {
        format!(
            "Eines für alle\n\nDas ist der Text der Seite {number}.\n\nEin Thema {number}a\n\nNoch ein Satz.\n\n\u{C}"
        )
    };
    let headings = |pages: usize| {
        let text: String = (1..=pages).map(page).collect();
        blocks(&text).into_iter().filter(|block| matches!(block.0, Heading { .. })).count()
    };
    assert_eq!(headings(2), 4);
    assert_eq!(headings(5), 5);
}

#[test]
fn where_nobody_wrapped_every_line_is_a_paragraph() {
    let line = "Die Klage ist zulässig und begründet, weil die Behörde den Antrag nicht geprüft hat. ".repeat(3);
    let line = line.trim();
    let text = format!("{line}\n{line}\n{line}");
    check(&text, &[(Paragraph, line), (Paragraph, line), (Paragraph, line)]);
}

#[test]
fn double_spaced_lines_belong_together() {
    let text = "Der Text ist mit\n\nLeerzeilen gesetzt und\n\nläuft doch weiter bis\n\nan sein Ende.\n\n\n";
    let blocks = blocks(&text.repeat(6));
    assert_eq!(blocks.len(), 6);
    assert!(
        blocks
            .iter()
            .all(|block| block.1 == "Der Text ist mit Leerzeilen gesetzt und läuft doch weiter bis an sein Ende.")
    );
}

#[test]
fn ten_million_lines_and_one_long_line_take_linear_time() {
    let started = std::time::Instant::now();
    for text in [
        "a\n".repeat(300_000),
        "wort ".repeat(600_000),
        "\n".repeat(3_000_000),
        "- a\n\n".repeat(200_000),
        ")".repeat(2_000_000),
    ] {
        let document = read(&Source::plain(&text), Metadata::default());
        let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
        assert_eq!(document.text.chars().filter(|sign| sign.is_alphabetic()).count(), letters);
    }
    assert!(started.elapsed().as_secs() < 60);
}
