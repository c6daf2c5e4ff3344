//! Gender forms: `Politiker:innen`, `Politiker*innen`, `Politiker_innen`, `Politiker·innen`, `PolitikerInnen`, `Politiker/-innen`,
//! `Politiker/innen`, `Politiker(innen)`, `Soldat(inn)en`, and the same in the front of a compound (`Bürger:innenrat`).
//!
//! Such a word is found by all the words that it stands for. It is one word with one position; its exact form is as it is written.

use super::chain::Entry;
use super::letters::Letters;
use super::{Field, How};
use crate::place::Span;

const WHY: &str = "gender";

/// What ends adjectives, articles and nouns made of them (`jede*r`, `Angestellte:r`).
const SHORT_ENDINGS: [&str; 7] = ["en", "er", "e", "m", "n", "r", "s"];

/// How many bytes of `rest`, which stands right behind the letters `word`, go on with the word as a gender form; 0 for none.
pub(super) fn tail(word: &str, rest: &str) -> usize {
    let Some(sign) = rest.chars().next().filter(|sign| is_sign(*sign)) else {
        return 0;
    };
    if word.len() < 3 || !word.ends_with(char::is_lowercase) {
        return 0;
    }
    let behind = rest.get(sign.len_utf8()..).unwrap_or_default();
    let ending = match sign {
        // `außen/innen` are two words
        '/' if !word.starts_with(char::is_uppercase) => None,
        '/' => whole_ending(behind, &["-innen", "-in", "innen", "in"]),
        '(' => whole_ending(behind, &["innen)", "in)", "inn)en"]),
        _ if behind.starts_with("innen") => {
            let letters = behind.len() - behind.trim_start_matches(char::is_lowercase).len();
            Some(letters).filter(|letters| is_end(behind.get(*letters..)))
        }
        _ => whole_ending(behind, &["in"]).or_else(|| whole_ending(behind, &SHORT_ENDINGS)),
    };
    ending.map_or(0, |ending| sign.len_utf8() + ending)
}

/// Whether a character parts the two genders of a word.
pub(super) const fn is_sign(character: char) -> bool {
    matches!(character, ':' | '*' | '_' | '·' | '/' | '(')
}

fn whole_ending(behind: &str, endings: &[&str]) -> Option<usize> {
    let is_whole = |ending: &&&str| behind.starts_with(**ending) && is_end(behind.get(ending.len()..));
    endings.iter().find(is_whole).map(|ending| ending.len())
}

fn is_end(behind: Option<&str>) -> bool {
    behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
}

/// The pieces of a gender form, as spans of the exact form.
struct Form {
    /// `Politiker`, whatever stands before its hyphen left out.
    base: Span,
    /// How many hyphens stand before it.
    behind_hyphens: u32,
    /// `innen`, `in`, `r`, without signs.
    ending: &'static str,
    /// `rat` of `Bürger:innenrat`; empty for most.
    head: Span,
}

pub(super) fn add(entry: &mut Entry<'_>) {
    // before the pieces of the few words that are such forms are looked for, the many others are let go
    let written = entry.word.span.of(entry.text);
    if !written.bytes().skip(2).any(|byte| matches!(byte, b'I' | b':' | b'*' | b'_' | b'/' | b'(' | 0xB7)) {
        return;
    }
    let Some(form) = signed(entry.letters.as_str()).or_else(|| capital(entry)) else {
        return;
    };
    let letters = entry.letters;
    let base = form.base.of(letters.as_str());
    let head = form.head.of(letters.as_str());
    let position = entry.word.position.saturating_add(form.behind_hyphens);
    let whole = Span::new(form.base.start, letters.as_str().len());
    let how = if form.behind_hyphens == 0 && head.is_empty() { How::Variant } else { How::Part };
    let base_span = letters.raw(form.base);
    entry.add(base, how, Field::Body, (base_span, position), WHY);
    for word in words_for(base, form.ending) {
        let span = if word == base { base_span } else { letters.raw(whole) };
        entry.add_other_stem(&word, how, (span, position), WHY);
    }
    if head.is_empty() {
        return;
    }
    let head_span = letters.raw(form.head);
    entry.add(head, How::Part, Field::Body, (head_span, position), WHY);
    entry.add_stem(head, How::Part, (head_span, position));
    let how = if form.behind_hyphens == 0 { How::Variant } else { How::Part };
    for link in ["", "n", "en", "innen"] {
        entry.add_other_stem(&format!("{base}{link}{head}"), how, (letters.raw(whole), position), WHY);
    }
    if form.behind_hyphens == 0 {
        entry.add_part(Span::new(base_span.start, head_span.start));
        entry.add_part(head_span);
    }
}

/// Reads a form with a sign in it.
fn signed(letters: &str) -> Option<Form> {
    let (at, sign) = letters.char_indices().find(|(_, character)| is_sign(*character))?;
    let behind = letters.get(at + sign.len_utf8()..)?;
    let behind = behind.strip_prefix('-').unwrap_or(behind);
    let ending =
        ["innen", "inn)en", "in"].into_iter().chain(SHORT_ENDINGS).find(|ending| behind.starts_with(ending))?;
    let rest = letters.len() - behind.len() + ending.len();
    // the bracket of `Politiker(innen)` is no head
    let head = if letters.get(rest..)?.starts_with(char::is_alphabetic) { rest } else { letters.len() };
    Some(form(letters, at, if ending == "inn)en" { "innen" } else { ending }, head))
}

/// Reads a form with a capital in it: `PolitikerInnen`.
fn capital(entry: &Entry<'_>) -> Option<Form> {
    let written = entry.word.span.of(entry.text);
    let at = written.find("In").filter(|at| *at >= 3)?;
    if !written.get(..at)?.ends_with(char::is_lowercase) {
        return None;
    }
    let behind = written.get(at..)?;
    let ending = if behind.starts_with("Innen") { "innen" } else { "in" };
    let rest = behind.get(ending.len()..)?;
    if ending == "in" && !rest.is_empty() {
        return None;
    }
    let mut left = Letters::default();
    left.read(entry.text, Span::new(entry.word.span.start, entry.word.span.start + at));
    let (letters, base) = (entry.letters.as_str(), left.as_str().len());
    // no hyphen may follow: what stands behind it is a part of its own
    Some(form(letters, base, ending, if rest.contains('-') { letters.len() } else { base + ending.len() }))
}

fn form(letters: &str, at: usize, ending: &'static str, head: usize) -> Form {
    let before = letters.get(..at).unwrap_or_default();
    let start = before.rfind('-').map_or(0, |hyphen| hyphen + 1);
    let hyphens = before.bytes().filter(|byte| *byte == b'-').count();
    Form {
        base: Span::new(start, at),
        behind_hyphens: u32::try_from(hyphens).unwrap_or(u32::MAX),
        ending,
        head: Span::new(head, letters.len()),
    }
}

/// Masculine bases whose vowel the feminine changes.
const CHANGED: [(&str, &str); 5] =
    [("ärzt", "arzt"), ("wält", "walt"), ("bäuer", "bauer"), ("köch", "koch"), ("jüd", "jude")];

/// The words that a form stands for.
fn words_for(base: &str, ending: &str) -> Vec<String> {
    if ending != "innen" && ending != "in" {
        return vec![base.to_owned(), format!("{base}{ending}")];
    }
    let mut words = vec![base.to_owned(), format!("{base}in"), format!("{base}innen")];
    for (feminine, masculine) in CHANGED {
        if let Some(front) = base.strip_suffix(feminine) {
            words.push(format!("{front}{masculine}"));
        }
    }
    // `Kolleg:in` is a Kollege; what ends so is whole
    if !["er", "or", "eur", "ent", "ant", "är"].iter().any(|whole| base.ends_with(whole)) {
        words.push(format!("{base}e"));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn a_form_goes_on_behind_its_sign() {
        for (word, rest, bytes) in [
            ("Politiker", ":innen warnten", 6),
            ("Politiker", "*in.", 3),
            ("Politiker", "/-innen", 7),
            ("Politiker", "(innen) und", 7),
            ("Soldat", "(inn)en", 7),
            ("Bürger", ":innenrat", 9),
            ("Jede", "*r Mensch", 2),
        ] {
            assert_eq!(tail(word, rest), bytes, "{word}{rest}");
        }
    }

    #[test]
    fn other_signs_end_the_word() {
        for (word, rest) in [
            ("Frage", ": innen"),
            ("außen", "/innen"),
            ("CDU", "/CSU"),
            ("bericht", "_final"),
            ("Mehr", ":information"),
            ("EU", ":in"),
            ("Verein", "(eingetragen)"),
        ] {
            assert_eq!(tail(word, rest), 0, "{word}{rest}");
        }
    }
}
