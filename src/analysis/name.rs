//! Endings that a stemmer of small letters cannot tell from a word's own: the genitive of names (`Moskaus`) and the plural of abbreviations
//! (`NGOs`).

use super::How;
use super::chain::Entry;

pub(super) fn add(entry: &mut Entry<'_>) {
    let written = entry.word.span.of(entry.text);
    let Some(bare) = written.strip_suffix('s').filter(|bare| bare.len() >= 2) else {
        return;
    };
    let why = if is_abbreviation(bare) {
        "plural"
    } else if is_name(bare) {
        "genitive"
    } else {
        return;
    };
    let letters = entry.letters;
    if let Some(bare) = letters.as_str().strip_suffix('s') {
        entry.add_other_stem(bare, How::Variant, (entry.word.span, entry.word.position), why);
    }
}

fn is_abbreviation(bare: &str) -> bool {
    bare.len() <= 8 && bare.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a capitalised word may be a name with a genitive: one that ends in a vowel before its s, where no common noun does.
fn is_name(bare: &str) -> bool {
    // Haus, Maus, Klaus, Applaus, daraus
    const OWN: [&str; 4] = ["hau", "mau", "lau", "rau"];
    bare.len() >= 4
        && bare.starts_with(char::is_uppercase)
        && ["au", "ai", "oi", "li", "ri", "ti", "di", "é", "í", "á", "ó"].iter().any(|end| bare.ends_with(end))
        && !OWN.iter().any(|own| bare.to_lowercase().ends_with(own))
}
