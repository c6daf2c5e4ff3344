//! Spellings that are one word for the stem: ß and ss, ä and ae, `Klima-Schutz` and `Klimaschutz`.
//!
//! Marks that German does not have are taken away (`Erdoğan` → `erdogan`), and so are the signs that gender forms and initials are
//! written with (`Politiker:innen`, `U.S.`).
//!
//! Umlauts are spelled out, not taken together: `ä` → `ae`. So both spellings are the same letters from here on, by construction,
//! and the stemmer, which knows where `ae`, `oe`, `ue` stand for an umlaut and where not (`neue`, `Quelle`), decides once for both.

use unicode_normalization::char::decompose_canonical;

/// Which spellings a language takes together, beyond ß, ligatures and hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Umlauts {
    /// `ä` is written `ae` where it cannot be typed.
    SpelledOut,
    /// The dots mean something else, as in `Noël`.
    Kept,
}

/// Writes the folded form of `letters` (an exact form) behind `out`. Folding twice is folding once.
pub(super) fn fold(letters: &str, umlauts: Umlauts, out: &mut String) {
    if letters.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return out.push_str(letters);
    }
    let mut before = None;
    let mut rest = letters.chars();
    while let Some(character) = rest.next() {
        match (character, umlauts) {
            // `1-2` is not 12
            ('-', _) if is_digit(before) && is_digit(rest.clone().next()) => out.push('-'),
            ('-' | ':' | '*' | '_' | '·' | '/' | '(' | ')', _) => {}
            // the points of `U.S.`; those between digits stay
            ('.', _) if !is_digit(before) => {}
            ('ß', _) => out.push_str("ss"),
            ('ä', Umlauts::SpelledOut) | ('æ', _) => out.push_str("ae"),
            ('ö', Umlauts::SpelledOut) | ('œ', _) => out.push_str("oe"),
            ('ü', Umlauts::SpelledOut) => out.push_str("ue"),
            // `§§ 5 bis 8` is about § 5 too
            ('§', _) if before == Some('§') => {}
            _ => match plain(character) {
                Some(letters) => out.push_str(letters),
                None if umlauts == Umlauts::SpelledOut => out.push(unmarked(character)),
                None => out.push(character),
            },
        }
        before = Some(character);
    }
}

fn is_digit(character: Option<char>) -> bool {
    character.is_some_and(|character| character.is_ascii_digit())
}

/// The plain letters for a form that typesetting made: ligatures, the long s, the digits of `CO₂`.
const fn plain(character: char) -> Option<&'static str> {
    Some(match character {
        'ſ' => "s",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '₀' => "0",
        '₁' => "1",
        '₂' => "2",
        '₃' => "3",
        '₄' => "4",
        '₅' => "5",
        '₆' => "6",
        '₇' => "7",
        '₈' => "8",
        '₉' => "9",
        _ => return None,
    })
}

/// A Latin letter without its marks; any other character as it is.
fn unmarked(character: char) -> char {
    match character {
        '\0'..='\u{BF}' => character,
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'ŧ' => 't',
        _ => {
            let mut base = character;
            decompose_canonical(character, |part| {
                if part.is_ascii_alphabetic() {
                    base = part;
                }
            });
            base
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(letters: &str) -> String {
        let mut out = String::new();
        fold(letters, Umlauts::SpelledOut, &mut out);
        out
    }

    #[test]
    fn umlauts_and_eszett_are_spelled_out() {
        assert_eq!(folded("großmächte"), "grossmaechte");
        assert_eq!(folded("öl-überschuß"), "oelueberschuss");
    }

    #[test]
    fn a_hyphen_stays_between_digits() {
        assert_eq!(folded("2023-2024"), "2023-2024");
        assert_eq!(folded("f-16-jets"), "f16jets");
    }

    #[test]
    fn what_typesetting_made_is_undone() {
        assert_eq!(folded("ﬁnanz-co₂"), "finanzco2");
    }

    #[test]
    fn foreign_marks_are_taken_away_and_other_scripts_kept() {
        assert_eq!(folded("erdoğan-wałęsa-são-café"), "erdoganwalesasaocafe");
        assert_eq!(folded("йод"), "йод");
    }

    #[test]
    fn signs_inside_a_word_are_no_letters() {
        assert_eq!(folded("politiker:innen"), "politikerinnen");
        assert_eq!(folded("soldat(inn)en"), "soldatinnen");
        assert_eq!(folded("u.s.a"), "usa");
    }

    #[test]
    fn dots_stay_where_they_are_no_umlaut() {
        let mut out = String::new();
        fold("noël-straße-ü", Umlauts::Kept, &mut out);
        assert_eq!(out, "noëlstrasseü");
    }
}
