//! Abbreviations and signs that stand for a word: `3 Mrd.` and `3 Milliarden`, `Art. 5` and `Artikel 5`, `§` and `Paragraf`, `%` and `Prozent`.
//!
//! Only such as stand for one word, so that a phrase keeps its positions.

use super::How;
use super::chain::Entry;
use crate::place::Span;

const WHY: &str = "abbreviation";

/// What is read for a sign or an abbreviation wherever it stands. In the order of their bytes.
const ALWAYS: [(&str, &str); 29] = [
    ("$", "dollar"),
    ("%", "prozent"),
    ("abb", "abbildung"),
    ("anm", "anmerkung"),
    ("bzw", "beziehungsweise"),
    ("ca", "circa"),
    ("dr", "doktor"),
    ("eur", "euro"),
    ("evtl", "eventuell"),
    ("ggf", "gegebenenfalls"),
    ("hrsg", "herausgeber"),
    ("inkl", "inklusive"),
    ("jhd", "jahrhundert"),
    ("kap", "kapitel"),
    ("kg", "kilogramm"),
    ("km", "kilometer"),
    ("mio", "millionen"),
    ("mrd", "milliarden"),
    ("nr", "nummer"),
    ("paragraph", "paragraf"),
    ("paragraphen", "paragrafen"),
    ("prof", "professor"),
    ("tsd", "tausend"),
    ("usd", "dollar"),
    ("vgl", "vergleiche"),
    ("zzgl", "zuzüglich"),
    ("§", "paragraf"),
    ("§§", "paragraf"),
    ("€", "euro"),
];

/// What is read for a word that is an abbreviation only before a number (`Art. 5`, `Abs. 2`): elsewhere `Art` is a word.
const BEFORE_NUMBERS: [(&str, &str); 8] = [
    ("abs", "absatz"),
    ("anh", "anhang"),
    ("art", "artikel"),
    ("bd", "band"),
    ("s", "seite"),
    ("tab", "tabelle"),
    ("tit", "titel"),
    ("ziff", "ziffer"),
];

/// The bytes of the longest abbreviation; only `Paragraph`, an old spelling of what `§` is read as, is longer.
const LONGEST: usize = 4;

pub(super) fn add(entry: &mut Entry<'_>) {
    let letters = entry.letters.as_str();
    // most words are longer than any abbreviation
    if letters.len() > LONGEST && !letters.starts_with("paragraph") {
        return;
    }
    let word = read(&ALWAYS, letters).or_else(|| {
        let word = read(&BEFORE_NUMBERS, letters)?;
        is_before_number(entry).then_some(word)
    });
    if let Some(word) = word {
        entry.add_other_stem(word, How::Variant, (entry.word.span, entry.word.position), WHY);
    }
}

fn read(table: &[(&str, &'static str)], letters: &str) -> Option<&'static str> {
    let at = table.binary_search_by(|(short, _)| (*short).cmp(letters)).ok()?;
    table.get(at).map(|(_, word)| *word)
}

fn is_before_number(entry: &Entry<'_>) -> bool {
    let behind = Span::new(entry.word.span.end, entry.text.len()).of(entry.text);
    let behind = behind.strip_prefix('.').unwrap_or(behind);
    let number = behind.strip_prefix([' ', '\u{A0}', '\u{202F}']).unwrap_or(behind);
    number.starts_with(|sign: char| sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{ALWAYS, BEFORE_NUMBERS};

    #[test]
    fn the_tables_are_in_order() {
        assert!(ALWAYS.is_sorted_by_key(|(short, _)| *short));
        assert!(BEFORE_NUMBERS.is_sorted_by_key(|(short, _)| *short));
    }
}
