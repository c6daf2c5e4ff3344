//! The forms of adjectives and of what inflects like them.

use std::collections::HashSet;
use std::io;

use crate::lexicon::{Lexicon, folded};
use crate::paradigm::{Grade, Paradigm, why};

/// Degrees that no rule makes: base, comparative, superlative.
const IRREGULAR: [(&str, &str, &str); 36] = [
    ("gut", "besser", "best"),
    ("viel", "mehr", "meist"),
    ("hoch", "höher", "höchst"),
    ("nah", "näher", "nächst"),
    ("groß", "größer", "größt"),
    ("alt", "älter", "ältest"),
    ("arg", "ärger", "ärgst"),
    ("arm", "ärmer", "ärmst"),
    ("bang", "bänger", "bängst"),
    ("blass", "blässer", "blässest"),
    ("dumm", "dümmer", "dümmst"),
    ("fromm", "frömmer", "frömmst"),
    ("gesund", "gesünder", "gesündest"),
    ("glatt", "glätter", "glättest"),
    ("grob", "gröber", "gröbst"),
    ("hart", "härter", "härtest"),
    ("jung", "jünger", "jüngst"),
    ("kalt", "kälter", "kältest"),
    ("karg", "kärger", "kärgst"),
    ("klug", "klüger", "klügst"),
    ("krank", "kränker", "kränkst"),
    ("krumm", "krümmer", "krümmst"),
    ("kurz", "kürzer", "kürzest"),
    ("lang", "länger", "längst"),
    ("nass", "nässer", "nässest"),
    ("rot", "röter", "rötest"),
    ("scharf", "schärfer", "schärfst"),
    ("schmal", "schmäler", "schmälst"),
    ("schwach", "schwächer", "schwächst"),
    ("schwarz", "schwärzer", "schwärzest"),
    ("stark", "stärker", "stärkst"),
    ("warm", "wärmer", "wärmst"),
    ("oft", "öfter", "öftest"),
    ("gern", "lieber", "liebst"),
    ("wenig", "weniger", "wenigst"),
    ("spät", "später", "spätest"),
];

/// Words with the endings of adjectives: base, stem before the endings.
const PRONOUNS: [(&str, &str); 30] = [
    ("dies", "dies"),
    ("jen", "jen"),
    ("jed", "jed"),
    ("welch", "welch"),
    ("solch", "solch"),
    ("manch", "manch"),
    ("kein", "kein"),
    ("ein", "ein"),
    ("mein", "mein"),
    ("dein", "dein"),
    ("sein", "sein"),
    ("ihr", "ihr"),
    ("unser", "unser"),
    ("unser", "unsr"),
    ("euer", "eur"),
    ("all", "all"),
    ("ander", "ander"),
    ("ander", "andr"),
    ("einig", "einig"),
    ("mehrer", "mehrer"),
    ("beid", "beid"),
    ("sämtlich", "sämtlich"),
    ("derselb", "derselb"),
    ("dieselb", "dieselb"),
    ("dasselb", "dasselb"),
    ("jeglich", "jeglich"),
    ("hoh", "hoh"),
    ("letzt", "letzt"),
    ("erst", "erst"),
    ("zweit", "zweit"),
];

/// Adjectives; `participles` are the forms that verbs have already, `known` what other words have.
pub(crate) fn read(lexicon: &Lexicon, participles: &HashSet<String>) -> io::Result<Vec<Paradigm>> {
    let mut adjectives = Vec::new();
    for row in lexicon.table("adjectives.tsv")? {
        let [lemma, stem, comparative, superlative, ..] = row.as_slice() else { continue };
        if participles.contains(lemma) || lemma.ends_with("end") && row.get(5).is_some_and(|mark| mark == "1") {
            continue;
        }
        let mut adjective = Paradigm::new(lemma, base(lemma));
        adjective.add(lemma, Grade::Usual, why::WORD);
        adjective.decline(stem, Grade::Usual, why::ENDING);
        if let Some(short) = stem.strip_suffix("er") {
            let short = format!("{short}r");
            if lexicon.is_seen(&format!("{short}e")) {
                adjective.decline(&short, Grade::Usual, why::ENDING);
                adjective.decline(&format!("{short}er"), Grade::Usual, why::COMPARISON);
            }
        }
        let comparative = if comparative.is_empty() { format!("{stem}er") } else { comparative.clone() };
        degrees(&mut adjective, &comparative, superlative, Grade::Usual);
        for (_, more, most) in IRREGULAR.iter().filter(|(word, ..)| word == lemma) {
            degrees(&mut adjective, more, most, Grade::Usual);
        }
        adjectives.push(adjective);
    }
    for (word, more, most) in IRREGULAR {
        let mut adjective = Paradigm::new(word, base(word));
        adjective.add(word, Grade::Usual, why::WORD);
        adjective.decline(word, Grade::Rare, why::ENDING);
        degrees(&mut adjective, more, most, Grade::Usual);
        adjectives.push(adjective);
    }
    for (word, stem) in PRONOUNS {
        // `hohe` is `hoch`
        let word = if word == "hoh" { "hoch" } else { word };
        let mut pronoun = Paradigm::new(word, folded(word));
        pronoun.decline(stem, Grade::Usual, why::ENDING);
        pronoun.add(word, Grade::Usual, why::WORD);
        adjectives.push(pronoun);
    }
    Ok(adjectives)
}

fn degrees(adjective: &mut Paradigm, more: &str, most: &str, grade: Grade) {
    adjective.add(more, grade, why::COMPARISON);
    adjective.decline(more, grade, why::COMPARISON);
    if !most.is_empty() {
        adjective.decline(most, grade, why::COMPARISON);
        adjective.add(most, grade.min(Grade::Rare), why::COMPARISON);
    }
}

/// `müde` → `mued`.
fn base(lemma: &str) -> String {
    let lemma = folded(lemma);
    lemma.strip_suffix('e').filter(|short| short.len() > 2).map_or(lemma.clone(), str::to_owned)
}
