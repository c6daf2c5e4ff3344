//! What a line end inside a block stands for: a space, nothing, or the end of half a word.
//!
//! Decided by the letters on both sides alone, without a dictionary: the text must be the same on every machine and for every index.

/// What becomes of a line end inside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// It parts two words.
    Space,
    /// It cut a word in two: hyphen and line end go (`Sicherheits-\npolitik`).
    Join,
    /// The hyphen is the word's own: the line end goes (`EU-\nStaaten`).
    Keep,
}

/// Words before which a hyphen stands for a part that is still to come: `Außen-\nund Sicherheitspolitik`.
const CONJUNCTIONS: [&str; 14] = [
    "und",
    "oder",
    "bzw",
    "beziehungsweise",
    "sowie",
    "als",
    "wie",
    "noch",
    "bis",
    "respektive",
    "aber",
    "sondern",
    "statt",
    "anstatt",
];

/// Small words inside a name or a compound of several: `Otto-\nvon-Guericke-Universität`, `Kopf-\nan-Kopf-Rennen`.
const INNER_WORDS: [&str; 22] = [
    "von", "van", "de", "zu", "zum", "zur", "an", "am", "auf", "in", "im", "und", "mit", "ohne", "für", "nach", "um",
    "der", "die", "das", "of", "to",
];

/// The second half of words taken from English, which no German syllable is.
const ENGLISH_ENDS: [&str; 5] = ["how", "up", "ups", "off", "out"];

const COLOURS: [&str; 9] = ["schwarz", "rot", "grün", "gelb", "blau", "weiß", "braun", "lila", "orange"];

impl LineEnd {
    /// Between `before`, which ends with the last letter of a line, and `behind`, which starts with the first of the next.
    pub(super) fn between(before: &str, behind: &str) -> Self {
        let Some(stem) = before.strip_suffix(['-', '\u{2010}']) else {
            return Self::Space;
        };
        let Some(next) = behind.chars().next().filter(|next| next.is_alphanumeric()) else {
            return Self::Space;
        };
        let word = stem.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
        if word.is_empty() {
            // `K.-o.-\nKriterium`, `5-%-\nHürde`
            let own = stem.ends_with(['.', '%']) && !next.is_lowercase();
            return if own { Self::Keep } else { Self::Space };
        }
        let following = behind.split(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
        if !next.is_lowercase() {
            return if is_cut_capitals(stem, word, following) { Self::Join } else { Self::Keep };
        }
        if behind.get(following.len()..).is_some_and(|rest| rest.starts_with('-')) && INNER_WORDS.contains(&following) {
            return Self::Keep;
        }
        if CONJUNCTIONS.contains(&following) {
            return Self::Space;
        }
        if is_member(word) || ENGLISH_ENDS.contains(&following) || is_pair(word, following) {
            return Self::Keep;
        }
        Self::Join
    }
}

/// Whether a word in capitals was cut, as in a heading: `AUSSEN-\nPOLITIK`, but not `EU-\nUSA`.
fn is_cut_capitals(stem: &str, word: &str, following: &str) -> bool {
    let is_loud = |word: &str| word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
    let has_vowel = |word: &str| word.contains(['A', 'E', 'I', 'O', 'U', 'Ä', 'Ö', 'Ü']);
    let rest = stem.get(..stem.len() - word.len()).unwrap_or_default();
    let earlier = rest.trim_end().rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    is_loud(word) && is_loud(following) && has_vowel(following) && (is_loud(earlier) || has_vowel(word))
}

/// Whether an abbreviation, a number or a single letter is a member of its own before a hyphen: `EU-weit`, `17-monatig`, `e-mobil`,
/// `BAföG-berechtigt`.
fn is_member(word: &str) -> bool {
    let capital_within = word.char_indices().skip(1).find(|(_, letter)| letter.is_uppercase());
    let is_gendered = capital_within.is_some_and(|(at, _)| word.get(at..).is_some_and(|end| end.starts_with("In")));
    word.chars().count() == 1
        || !word.chars().any(char::is_lowercase)
        || word.ends_with(char::is_numeric)
        || (capital_within.is_some() && !is_gendered)
}

/// Whether two adjectives stand side by side: `christlich-\ndemokratisch`, `schwarz-\ngelb`.
fn is_pair(word: &str, following: &str) -> bool {
    let starts_with_any = |list: &[&str]| list.iter().any(|one| following.starts_with(one));
    if COLOURS.contains(&word) {
        return starts_with_any(&COLOURS) || starts_with_any(&["rosa"]);
    }
    if word == "sozial" {
        // `sozialdemokratisch` is one word
        return starts_with_any(&["ökolog", "liberal", "konservativ", "kulturell"]);
    }
    let is_adjective = word.starts_with(char::is_lowercase)
        && word.chars().count() >= 6
        && ["isch", "lich", "deutsch", "iell", "uell", "onell"].iter().any(|end| word.ends_with(end));
    // `öffentlichkeitswirksam`, `deutschsprachig`, `deutschnational` are one word
    let goes_on = starts_with_any(&["keit", "sprachig", "stämmig", "national"]);
    is_adjective && !goes_on && is_inflected_adjective(following)
}

/// Whether a word is an adjective in a form that no ending of another could be: `demokratischen`, `liberale`, `rechtlichem`.
fn is_inflected_adjective(word: &str) -> bool {
    let bare = ["en", "em", "er", "es", "e"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    bare.chars().count() >= 6
        && ["isch", "lich", "al", "ell", "iv", "ig", "är", "sam", "bar"].iter().any(|end| bare.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::LineEnd;

    #[test]
    fn each_line_end_becomes_what_it_stands_for() {
        for (before, behind, expected) in [
            ("die Sicherheits-", "politik", LineEnd::Join),
            ("der EU-", "Staaten", LineEnd::Keep),
            ("Außen-", "und", LineEnd::Space),
            ("EU-", "weite", LineEnd::Keep),
            ("17-", "monatig", LineEnd::Keep),
            ("die russisch-", "chinesische Grenze", LineEnd::Keep),
            ("die chinesisch-", "en", LineEnd::Join),
            ("die Möglich-", "keiten", LineEnd::Join),
            ("die gesell-", "schaftlichen", LineEnd::Join),
            ("eine rot-", "grüne", LineEnd::Keep),
            ("die sozial-", "demokratische", LineEnd::Join),
            ("BESCHLUSS ZUR FRIE-", "DENSORDNUNG", LineEnd::Join),
            ("die EU-", "USA-Achse", LineEnd::Keep),
            ("die Otto-", "von-Guericke-Universität", LineEnd::Keep),
            ("Kopf-", "an-Kopf-Rennen", LineEnd::Keep),
            ("Start-", "up", LineEnd::Keep),
            ("K.-o.-", "System", LineEnd::Keep),
            ("die BürgerIn-", "nen", LineEnd::Join),
            ("das war -", "so", LineEnd::Space),
        ] {
            assert_eq!(LineEnd::between(before, behind), expected, "{before}|{behind}");
        }
    }
}
