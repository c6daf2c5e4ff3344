//! Spellings that changed in 1996 or may be chosen since: `Photographie` and `Fotografie`, `Potential` and `Potenzial`, `Schiffahrt` and
//! `Schifffahrt`. Each pair is brought to one of the two; which one nobody sees. (ß and ss are one for every word, see
//! [`fold`](super::fold).) After the official rules of 1996 to 2024, §§ 1 to 35 and the word list.

/// A spelling, as it stands within words, and what it is brought to. A `^` binds it to the word's beginning, a `$` to its end. Ordered by
/// the first letter.
const RULES: [(&str, &str); 68] = [
    ("alpdr", "albdr"),
    ("alptr", "albtr"),
    ("aufwendig", "aufwändig"),
    ("^behend", "behänd"),
    ("belemmert", "belämmert"),
    ("bleuen", "bläuen"),
    ("chicoree", "schikoree"),
    ("^code", "kode"),
    ("delphin", "delfin"),
    ("^exposee", "exposé"),
    ("^facett", "fassett"),
    ("friteus", "fritteus"),
    ("fritier", "frittier"),
    ("friseur", "frisör"),
    ("^gemse", "gämse"),
    ("ghetto", "getto"),
    ("graphi", "grafi"),
    ("graph", "graf"),
    ("greuel", "gräuel"),
    ("greulich", "gräulich"),
    ("^joghurt", "jogurt"),
    ("justiti", "justizi"),
    ("kaenguruh", "kaenguru"),
    ("känguruh", "känguru"),
    ("karamel$", "karamell"),
    ("katarrh", "katarr"),
    ("klub", "club"),
    ("kommuniqué", "kommunikee"),
    ("kommunique", "kommunikee"),
    ("mayonnaise", "majonäse"),
    ("megaphon", "megafon"),
    ("myrrhe", "myrre"),
    ("ntial", "nzial"),
    ("ntiell", "nziell"),
    ("numerier", "nummerier"),
    ("orthograf", "ortograf"),
    ("panther", "panter"),
    ("phantas", "fantas"),
    ("phon", "fon"),
    ("photo", "foto"),
    ("placier", "platzier"),
    ("plazier", "platzier"),
    ("portemonnaie", "portmonee"),
    ("portrait", "porträt"),
    ("pretios", "prezios"),
    ("quentchen", "quäntchen"),
    ("^rauhe", "raue"),
    ("^rauh$", "rau"),
    ("^roheit", "rohheit"),
    ("schneuz", "schnäuz"),
    ("schwenglich", "schwänglich"),
    ("selbstst", "selbst"),
    ("spaghetti", "spagetti"),
    ("stengel", "stängel"),
    ("stop$", "stopp"),
    ("stukkat", "stuckat"),
    ("symphoni", "sinfoni"),
    ("thunfisch", "tunfisch"),
    ("^tip$", "tipp"),
    ("^tips$", "tipps"),
    ("tolpatsch", "tollpatsch"),
    ("^varieté", "varietee"),
    ("^wächte", "wechte"),
    ("^wagon", "waggon"),
    ("yoghurt", "jogurt"),
    ("zierat", "zierrat"),
    ("^zirka", "circa"),
    ("zäheit", "zähheit"),
];

/// The spelling that a word is brought to, where it has several, by its exact form. Takes time in the length of the word.
pub(super) fn settled(letters: &str) -> Option<String> {
    let bytes = letters.as_bytes();
    if !may_change(bytes) {
        return None;
    }
    let mut out: Option<String> = None;
    let mut at = 0;
    while let Some(rest) = letters.get(at..).filter(|rest| !rest.is_empty()) {
        let rule = rules_at(bytes, at).find(|(old, _)| fits(old, rest, at));
        let first = rest.chars().next().map_or(1, char::len_utf8);
        if let Some((old, new)) = rule {
            out.get_or_insert_with(|| letters.get(..at).unwrap_or_default().to_owned()).push_str(new);
            at += bare(old).len();
        } else if is_tripled(bytes, at) {
            // `Schifffahrt` was written with two
            out.get_or_insert_with(|| letters.get(..at).unwrap_or_default().to_owned());
            at += first;
        } else {
            if let Some(out) = &mut out {
                out.push_str(rest.get(..first).unwrap_or_default());
            }
            at += first;
        }
    }
    out.filter(|out| out != letters)
}

/// Whether a rule may begin in the word, or a letter stands there three times: almost no word is looked at any longer.
fn may_change(bytes: &[u8]) -> bool {
    let (mut before, mut repeated) = (0, false);
    for &byte in bytes {
        let repeats = byte == before;
        if (repeats && repeated) || is_anchor(before, byte) {
            return true;
        }
        (before, repeated) = (byte, repeats);
    }
    false
}

fn is_tripled(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 3), Some([one, two, three]) if one == two && two == three && one.is_ascii_lowercase())
}

fn fits(old: &str, rest: &str, at: usize) -> bool {
    let letters = bare(old);
    rest.starts_with(letters)
        && (at == 0 || !old.starts_with('^'))
        && (rest.len() == letters.len() || !old.ends_with('$'))
}

fn bare(old: &str) -> &str {
    old.trim_matches(['^', '$'])
}

fn rules_at(bytes: &[u8], at: usize) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let here = match bytes.get(at..at + 2) {
        Some(&[one, two]) if is_anchor(one, two) => RULES.as_slice(),
        _ => &[],
    };
    let first = bytes.get(at).copied();
    here.iter().filter(move |(old, _)| bare(old).bytes().next() == first)
}

/// Whether a rule begins with these two letters: most words are done with after this look.
fn is_anchor(one: u8, two: u8) -> bool {
    ANCHORS.get(usize::from(one)).is_some_and(|seconds| seconds >> (two & 127) & 1 == 1)
}

/// For each first byte a bit for each second one (its low seven bits) that rules begin with.
static ANCHORS: [u128; 256] = anchors();

const fn anchors() -> [u128; 256] {
    let mut table = [0_u128; 256];
    let mut rule = 0;
    while rule < RULES.len() {
        let old = RULES[rule].0.as_bytes();
        let skip = if old[0] == b'^' { 1 } else { 0 };
        table[old[skip] as usize] |= 1 << (old[skip + 1] & 127);
        rule += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::settled;

    #[test]
    fn both_spellings_of_a_word_come_to_one() {
        let one = |word: &str| settled(word).unwrap_or_else(|| word.to_owned());
        for (old, new) in [
            ("photographie", "fotografie"),
            ("potentialanalyse", "potenzialanalyse"),
            ("existentiell", "existenziell"),
            ("binnenschiffahrt", "binnenschifffahrt"),
            ("megaphon", "megafon"),
            ("selbständigkeit", "selbstständigkeit"),
            ("rauhe", "raue"),
            ("numerierung", "nummerierung"),
        ] {
            assert_eq!(one(old), one(new), "{old}, {new}");
        }
    }

    #[test]
    fn other_words_stay() {
        for word in ["philosophie", "brauhaus", "initial", "essenz", "stopfen", "schiff", "hoheit", "ß", ""] {
            assert_eq!(settled(word), None, "{word}");
        }
    }
}
