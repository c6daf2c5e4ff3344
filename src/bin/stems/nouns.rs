//! The forms of nouns: those of the list with genders and plurals, those found by their endings in the list of words, and names.

use std::collections::HashSet;
use std::io;

use crate::lexicon::{Lexicon, folded, with_umlaut};
use crate::paradigm::{Grade, Paradigm, why};

/// Endings that foreign nouns change for others, by the end of the singular.
const FOREIGN: [(&str, &[&str]); 9] = [
    ("um", &["en", "a"]),
    ("us", &["en", "usse", "ussen", "i"]),
    ("on", &["en", "a"]),
    ("a", &["en"]),
    ("o", &["en", "i"]),
    ("is", &["en"]),
    ("os", &["en"]),
    ("ix", &["izes", "izen"]),
    ("ex", &["izes"]),
];

/// Nouns; `verbs` are infinitives, `adjectives` what has the endings of adjectives.
pub(crate) fn read(
    lexicon: &Lexicon,
    verbs: &HashSet<String>,
    adjectives: &HashSet<String>,
) -> io::Result<Vec<Paradigm>> {
    let mut nouns = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    for row in lexicon.table("nouns.tsv")? {
        let [lemma, gender, plurals, ..] = row.as_slice() else { continue };
        if lemma.contains(['-', ' ']) || !lemma.starts_with(char::is_uppercase) {
            continue;
        }
        let lower = lemma.to_lowercase();
        let nominal = lower.strip_suffix('e').or_else(|| lower.strip_suffix("er"));
        // `der Angestellte` has the forms of `angestellt`, `das Verfahren` those of `verfahren`
        let is_verb = verbs.contains(&lower) && (plurals.is_empty() || plurals == lemma);
        if is_verb || nominal.is_some_and(|adjective| adjectives.contains(adjective)) {
            continue;
        }
        // `der Kranke`, `ein Kranker`: its plural tells
        let stem =
            lemma.strip_suffix("er").filter(|stem| plurals.split(',').any(|plural| plural == format!("{stem}e")));
        let noun = if let Some(stem) = stem {
            let mut noun = Paradigm::new(stem, folded(stem));
            noun.decline(stem, Grade::Usual, why::ENDING);
            noun
        } else {
            inflected(lemma, gender, plurals, lexicon)
        };
        known.extend(noun.forms.iter().map(|form| form.letters.clone()));
        nouns.push(noun);
    }
    nouns.extend(found(lexicon, known, verbs, adjectives));
    Ok(nouns)
}

/// The noun without a last e.
fn stem(lemma: &str) -> String {
    let lemma = folded(lemma);
    let bare = lemma.strip_suffix('e').filter(|short| short.len() > 2 && !short.ends_with('e'));
    bare.map_or(lemma.clone(), str::to_owned)
}

fn inflected(lemma: &str, gender: &str, plurals: &str, lexicon: &Lexicon) -> Paradigm {
    let mut noun = Paradigm::new(lemma, stem(lemma));
    noun.add(lemma, Grade::Usual, why::WORD);
    if gender.contains(['m', 'n']) {
        singular(&mut noun, lemma, lexicon);
    }
    for plural in plurals.split(',').filter(|plural| !plural.is_empty() && !plural.contains(' ')) {
        let reason = reason(lemma, plural);
        noun.add(plural, Grade::Usual, reason);
        if !plural.ends_with(['n', 's', 'a', 'i']) {
            noun.add(format!("{plural}n"), Grade::Usual, reason);
        }
        let genitive = format!("{plural}s");
        if gender == "m" && plural.strip_suffix('n') == Some(lemma) && lexicon.is_seen(&genitive) {
            noun.add(genitive, Grade::Usual, why::ENDING);
        }
    }
    for (form, reason) in foreign(lemma, lexicon).into_iter().filter(|(form, _)| lexicon.is_seen(form)) {
        noun.add(form, Grade::Usual, reason);
    }
    noun
}

fn singular(noun: &mut Paradigm, lemma: &str, lexicon: &Lexicon) {
    let sibilant = lemma.ends_with(['s', 'ß', 'z', 'x']);
    let mut genitive = |form: String| {
        let grade = if lexicon.is_seen(&form) { Grade::Usual } else { Grade::Rare };
        noun.add(form, grade, why::ENDING);
    };
    if !sibilant {
        genitive(format!("{lemma}s"));
    }
    if lemma.ends_with("nis") {
        genitive(format!("{lemma}ses"));
    }
    if !lemma.ends_with(['e', 'a', 'o', 'u', 'i']) && !lemma.ends_with("er") {
        genitive(format!("{lemma}es"));
        noun.add(format!("{lemma}e"), Grade::Rare, why::ENDING);
    }
}

fn reason(lemma: &str, plural: &str) -> char {
    if folded(plural).starts_with(&stem(lemma)) {
        why::ENDING
    } else if plural.to_lowercase().contains(['ä', 'ö', 'ü']) {
        why::UMLAUT
    } else {
        why::FOREIGN
    }
}

/// Nouns of the word list that no list inflects: a word is taken for a form of a shorter one where its other forms are there too.
fn found(
    lexicon: &Lexicon,
    mut known: HashSet<String>,
    verbs: &HashSet<String>,
    adjectives: &HashSet<String>,
) -> Vec<Paradigm> {
    let is_free = |known: &HashSet<String>, form: &str| lexicon.is_seen(form) && !known.contains(form);
    let mut candidates: Vec<&str> = lexicon.words.iter().map(String::as_str).collect();
    candidates.extend(lexicon.counted().into_iter().filter(|form| !lexicon.is_listed(form)));
    candidates.retain(|form| {
        form.chars().count() > 2 && form.starts_with(char::is_uppercase) && form.chars().skip(1).all(char::is_lowercase)
    });
    // singulars first: `Plenum` before `Plenen`
    candidates
        .sort_by_key(|form| (form.chars().count() - usize::from(form.ends_with("um") || form.ends_with("us")), *form));
    let mut nouns = Vec::new();
    for lemma in candidates {
        if known.contains(lemma) {
            continue;
        }
        let lower = lemma.to_lowercase();
        // `das Einbinden`: an infinitive, of a verb that no list may have
        let infinitive = lower.strip_suffix('s').unwrap_or(&lower);
        let is_verb = infinitive.ends_with('n') && (verbs.contains(infinitive) || lexicon.is_listed(infinitive));
        let nominal = ["e", "er", "en", "em", "es"].iter().find_map(|ending| lower.strip_suffix(ending));
        if is_verb || nominal.is_some_and(|adjective| adjectives.contains(adjective)) {
            continue;
        }
        if let Some(nominalised) = nominalised(lemma, lexicon) {
            known.extend(nominalised.forms.iter().map(|form| form.letters.clone()));
            nouns.push(nominalised);
            continue;
        }
        let mut noun = Paradigm::new(lemma, stem(lemma));
        for (form, reason) in possible(lemma, lexicon) {
            if is_free(&known, &form) {
                known.insert(form.clone());
                noun.add(form, Grade::Usual, reason);
            }
        }
        let has = |ending: &str| noun.forms.iter().any(|form| form.letters == format!("{lemma}{ending}"));
        if has("s") || has("es") {
            singular(&mut noun, lemma, lexicon);
            known.extend(noun.forms.iter().map(|form| form.letters.clone()));
        }
        if ["ung", "heit", "keit", "schaft", "ion", "tät"].iter().any(|ending| lemma.ends_with(ending)) {
            noun.add(format!("{lemma}en"), Grade::Usual, why::ENDING);
        }
        // a word without another form teaches nothing but that it has no ending; of names that would be noise
        if !noun.forms.is_empty() || lexicon.is_listed(lemma) {
            noun.add(lemma, Grade::Usual, why::WORD);
            nouns.push(noun);
        }
    }
    nouns
}

/// `Vorsitzende`, `Vorsitzender`, `Vorsitzenden`: a noun with the endings of an adjective.
fn nominalised(lemma: &str, lexicon: &Lexicon) -> Option<Paradigm> {
    let stem = lemma.strip_suffix('e').or_else(|| lemma.strip_suffix("er"))?;
    let like_an_adjective = ["end", "t", "ig", "lich", "isch", "en"].iter().any(|ending| stem.ends_with(ending));
    let seen = |ending: &str| lexicon.is_seen(&format!("{stem}{ending}"));
    if !(like_an_adjective && seen("e") && seen("er") && seen("en")) || seen("ers") || seen("erin") {
        return None;
    }
    let mut noun = Paradigm::new(lemma, folded(stem));
    noun.decline(stem, Grade::Usual, why::ENDING);
    Some(noun)
}

/// The plurals that a foreign noun may have.
fn foreign(lemma: &str, lexicon: &Lexicon) -> Vec<(String, char)> {
    let mut forms = Vec::new();
    if lemma.ends_with("ma") {
        forms.push((format!("{lemma}ta"), why::FOREIGN));
    }
    if lexicon.is_seen(&format!("{lemma}en")) {
        return forms;
    }
    for (ending, plurals) in FOREIGN {
        let Some(stem) = lemma.strip_suffix(ending).filter(|stem| stem.len() > 2) else { continue };
        // `Studien` belongs to `Studie` and `Studium`, not to `Studio`
        let nearer = ending != "um" && (lexicon.is_seen(&format!("{stem}e")) || lexicon.is_seen(&format!("{stem}um")));
        if !nearer {
            forms.extend(plurals.iter().map(|plural| (format!("{stem}{plural}"), why::FOREIGN)));
        }
    }
    forms
}

/// Forms that the word list may have of a singular.
fn possible(lemma: &str, lexicon: &Lexicon) -> Vec<(String, char)> {
    let mut forms: Vec<(String, char)> = Vec::new();
    let with = |ending: &str| format!("{lemma}{ending}");
    for ending in ["s", "es", "ses", "sen", "nen"] {
        let fits = match ending {
            "nen" => lemma.ends_with("in"),
            "ses" | "sen" => lemma.ends_with('s'),
            _ => !lemma.ends_with('s'),
        };
        if fits {
            forms.push((with(ending), why::ENDING));
        }
    }
    if lemma.ends_with("nis") || lemma.ends_with('s') {
        forms.extend([(with("e"), why::ENDING), (with("se"), why::ENDING), (with("es"), why::ENDING)]);
    }
    if lemma.ends_with('e') || lemma.ends_with("er") || lemma.ends_with("el") || lemma.ends_with("ar") {
        forms.push((with("n"), why::ENDING));
    }
    // `Lehrer` is no form of `Lehre`, and `Leiter` none of `Leite`
    forms.extend([(with("en"), why::ENDING), (with("e"), why::ENDING)]);
    let neuter_plural = lexicon.is_seen(&with("ern")) && lexicon.is_seen(&with("es")) && !lexicon.is_seen(&with("ers"));
    if neuter_plural {
        forms.extend([(with("er"), why::ENDING), (with("ern"), why::ENDING)]);
    }
    let bare = lemma.strip_suffix(['e']).unwrap_or(lemma);
    let before = bare.strip_suffix("er").or_else(|| bare.strip_suffix("el")).or_else(|| bare.strip_suffix("en"));
    let dotted = match before {
        Some(before) => with_umlaut(before).map(|dotted| format!("{dotted}{}", &bare[before.len()..])),
        None => with_umlaut(bare),
    };
    if let Some(dotted) = dotted {
        let endings: &[&str] = if before.is_some() { &["", "n"] } else { &["e", "en", "er", "ern"] };
        // a change of vowel alone makes other words too: both cases must be there
        let [.., one, other] = endings else { return forms };
        let pairs = if endings.len() == 4 { vec![("e", "en"), ("er", "ern")] } else { vec![(*one, *other)] };
        for (one, other) in pairs {
            let (one, other) = (format!("{dotted}{one}"), format!("{dotted}{other}"));
            let agent = lexicon.is_seen(&format!("{one}s")) || lexicon.is_seen(&format!("{one}in"));
            let (has_one, has_other) = (lexicon.is_seen(&one), lexicon.is_seen(&other));
            let compound = lemma.chars().count() > 7;
            let both = has_one && (has_other || before.is_some_and(|_| bare.ends_with("en")));
            if (both || compound && (has_one || has_other)) && !agent {
                forms.extend([(one, why::UMLAUT), (other, why::UMLAUT)]);
            }
        }
    }
    forms.extend(foreign(lemma, lexicon));
    forms
}
