//! Law (c) over arbitrary texts: terms stay home.

use proptest::prelude::*;

use super::letters::Letters;
use super::words::is_hyphen;
use super::{Analysis, Chain, Field, How};

fn analysed(code: &str, text: &str) -> Analysis {
    let mut analysis = Analysis::default();
    Chain::for_language(code).run(text, &mut analysis);
    analysis
}

/// Any characters at all, and such as make words, in about equal shares.
fn texts() -> impl Strategy<Value = String> {
    let mixed = r"(\PC|[a-zäöüßÄÖÜ]{1,9}|[0-9.,']{1,7}|[-‐‑’'.,§%/ ]|\n|[\u{AD}\u{200B}\u{300}-\u{310}\u{FEFF}]){0,40}";
    prop_oneof![mixed.prop_map(|text: String| text), any::<String>()]
}

fn codes() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("de"), Just("en"), Just("fr")]
}

proptest! {
    #[test]
    fn words_go_forward_and_terms_lie_within_them(text in texts(), code in codes()) {
        let analysis = analysed(code, &text);
        let (mut end, mut next) = (0, 0);
        for word in analysis.words() {
            prop_assert!(!word.span.is_empty() && word.span.start >= end && word.position >= next);
            (end, next) = (word.span.end, word.position + word.width);
            for term in analysis.terms(word) {
                prop_assert!(!analysis.letters(term).is_empty());
                prop_assert!(!(term.how == How::Part && term.span.of(&text).starts_with(is_hyphen)));
                prop_assert!(!term.span.of(&text).is_empty());
                prop_assert!(term.span.start >= word.span.start && term.span.end <= word.span.end);
                prop_assert!(term.position >= word.position && term.position < next);
            }
            let mut at = word.span.start;
            for part in analysis.parts(word) {
                prop_assert!(!part.of(&text).is_empty() && part.start >= at && part.end <= word.span.end);
                at = part.end;
            }
        }
    }

    #[test]
    fn positions_never_go_backwards_within_a_field(text in texts(), code in codes()) {
        let analysis = analysed(code, &text);
        for field in [Field::Body, Field::Stem] {
            let terms = analysis.words().iter().flat_map(|word| analysis.terms(word));
            let positions: Vec<u32> = terms.filter(|term| term.field == field).map(|term| term.position).collect();
            prop_assert!(positions.is_sorted());
        }
    }

    #[test]
    fn no_word_has_a_term_twice_and_each_has_its_form_and_its_stem(text in texts(), code in codes()) {
        let analysis = analysed(code, &text);
        for word in analysis.words() {
            let terms = analysis.terms(word);
            let mut keys: Vec<_> =
                terms.iter().map(|term| (term.field, analysis.letters(term), term.position)).collect();
            keys.sort_unstable();
            keys.dedup();
            prop_assert_eq!(keys.len(), terms.len());
            // a form of two words has the stems of both
            for (how, most) in [(How::Exact, 1), (How::Stem, 2)] {
                let whole = terms.iter().filter(|term| term.how == how && term.span == word.span);
                prop_assert!((1..=most).contains(&whole.count()));
            }
        }
    }

    #[test]
    fn the_exact_letters_of_a_term_are_those_of_its_span(text in texts(), code in codes()) {
        let analysis = analysed(code, &text);
        let mut letters = Letters::default();
        for term in analysis.words().iter().flat_map(|word| analysis.terms(word)) {
            if term.field == Field::Body {
                letters.read(&text, term.span);
                prop_assert_eq!(letters.as_str(), analysis.letters(term));
            }
        }
    }

    #[test]
    fn nothing_is_carried_from_one_text_to_the_next(before in texts(), text in texts(), code in codes()) {
        let mut reused = analysed(code, &before);
        Chain::for_language(code).run(&text, &mut reused);
        prop_assert_eq!(reused, analysed(code, &text));
    }

    #[test]
    fn every_letter_of_the_text_lies_in_a_word(text in texts()) {
        let analysis = analysed("de", &text);
        let mut words = analysis.words().iter().peekable();
        for (at, character) in text.char_indices() {
            while words.next_if(|word| word.span.end <= at).is_some() {}
            if character.is_alphabetic() || character.is_ascii_digit() {
                prop_assert!(words.peek().is_some_and(|word| word.span.start <= at));
            }
        }
    }
}

#[test]
fn a_word_of_a_megabyte_gets_its_terms() {
    let word = "Ä".repeat(500_000);
    let analysis = analysed("de", &word);
    let letters: Vec<usize> =
        analysis.terms(&analysis.words()[0]).iter().map(|term| analysis.letters(term).len()).collect();
    assert_eq!(letters, [1_000_000, 1_000_000]);
}

#[test]
fn hostile_texts_take_time_in_their_length() {
    let many = 100_000;
    for piece in [
        "a-",
        "a-\u{AD}",
        "a\u{308}\u{323}",
        "\u{308}",
        "1.",
        "a'",
        "-\u{200B}",
        "a\n",
        "§",
        "1-",
        "\u{1100}\u{1161}\u{11A8}",
    ] {
        let text = piece.repeat(many);
        for code in ["de", "en", "fr"] {
            assert!(!analysed(code, &format!("a{text}")).words().is_empty());
        }
    }
}
