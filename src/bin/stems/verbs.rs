//! The forms of verbs, from their principal parts.

use std::io;

use crate::lexicon::{Lexicon, folded, with_umlaut};
use crate::paradigm::{Grade, Paradigm, why};

/// Particles for which irregular verbs are inflected even where no list has the verb.
const COMMON: [&str; 16] = [
    "ab", "an", "auf", "aus", "bei", "durch", "ein", "her", "hin", "mit", "nach", "um", "vor", "weiter", "zurück",
    "zusammen",
];

/// Forms that the principal parts do not give.
const SUPPLETIVE: [(&str, &[&str]); 10] = [
    ("sein", &["bin", "bist", "sind", "seid", "sei", "seist", "seiest", "seien", "seiet", "wär", "wärt", "wäret"]),
    ("haben", &["hast", "hab"]),
    ("werden", &["wirst", "werd", "ward", "worden"]),
    ("tun", &["tue", "tuest", "tuet", "tuen", "täte", "tätest", "täten", "tätet"]),
    ("wissen", &["weißt", "wisst", "wißt", "wüsste", "wußte", "wußten", "gewußt"]),
    ("gehen", &["geh"]),
    ("stehen", &["stünde", "stünden", "stündest"]),
    ("helfen", &["hülfe", "hülfen"]),
    ("sterben", &["stürbe", "stürben"]),
    ("werfen", &["würfe", "würfen"]),
];

/// Verbs with a second conjugation: preterite, participle without its particle.
const DOUBLE: [(&str, &[&str]); 22] = [
    ("schaffen", &["schuf", "geschaffen"]),
    ("senden", &["sendete", "gesendet"]),
    ("senden", &["sandte", "gesandt"]),
    ("wenden", &["wendete", "gewendet"]),
    ("wenden", &["wandte", "gewandt"]),
    ("verwenden", &["verwendete", "verwendet"]),
    ("verwenden", &["verwandte", "verwandt"]),
    ("bewegen", &["bewog", "bewogen"]),
    ("saugen", &["sog", "gesogen"]),
    ("saugen", &["saugte", "gesaugt"]),
    ("schrecken", &["schrak", "geschrocken"]),
    ("erschrecken", &["erschrak", "erschrocken"]),
    ("backen", &["buk", "gebacken"]),
    ("hauen", &["hieb", "gehauen"]),
    ("hängen", &["hing", "gehangen"]),
    ("schmelzen", &["schmolz", "geschmolzen"]),
    ("löschen", &["losch", "geloschen"]),
    ("weben", &["wob", "gewoben"]),
    ("stecken", &["stak", "gesteckt"]),
    ("gären", &["gor", "gegoren"]),
    ("melken", &["molk", "gemolken"]),
    ("triefen", &["troff", "getroffen"]),
];

/// The principal parts of a verb without its particle.
struct Parts<'a> {
    infinitive: &'a str,
    present: &'a str,
    preterite: &'a str,
    /// With the particle: `angenommen`.
    participle: &'a str,
    irregular: bool,
}

pub(crate) fn read(lexicon: &Lexicon) -> io::Result<Vec<Paradigm>> {
    let mut verbs = Vec::new();
    for row in lexicon.table("verbs.tsv")? {
        let [infinitive, present, preterite, participle, _, particle, class, ..] = row.as_slice() else { continue };
        let Some(base) = infinitive.strip_prefix(particle.as_str()) else { continue };
        let bare = |form: &'_ str| form.split(' ').next().unwrap_or_default().to_owned();
        let (present, preterite) = (bare(present), bare(preterite));
        let irregular = class == "irr";
        let count: f32 = row[7].parse().unwrap_or(0.0);
        let parts = Parts { infinitive: base, present: &present, preterite: &preterite, participle, irregular };
        let mut verb = inflected(&parts, particle, Grade::Usual);
        verb.share = (1.0 + count) / (50.0 + count);
        for (_, forms) in DOUBLE.iter().filter(|(lemma, _)| *lemma == base) {
            let mut forms = forms.iter();
            let (preterite, participle) = (forms.next().copied().unwrap_or_default(), forms.next());
            let participle = participle.map(|form| format!("{particle}{form}")).unwrap_or_default();
            let parts = Parts { preterite, participle: &participle, irregular: true, ..parts };
            verb.forms.extend(inflected(&parts, particle, Grade::Usual).forms);
        }
        verbs.push(verb);
        if irregular && particle.is_empty() && participle.starts_with("ge") {
            for particle in COMMON {
                let participle = format!("{particle}{participle}");
                let parts = Parts { participle: &participle, ..parts };
                verbs.push(inflected(&parts, particle, Grade::Example));
            }
        }
    }
    Ok(verbs)
}

/// All forms, those of separable verbs written together (`annimmt`, as in a subordinate clause).
fn inflected(parts: &Parts<'_>, particle: &str, grade: Grade) -> Paradigm {
    let Parts { infinitive, present, preterite, participle, irregular } = *parts;
    let base = stem(infinitive);
    let mut verb = Paradigm::new(&format!("{particle}{infinitive}"), folded(&format!("{particle}{base}")));
    verb.is_verb = true;
    let reason = if irregular { why::IRREGULAR } else { why::VERB };
    let finite = finite(base, infinitive, present, preterite);
    for form in &finite {
        // `Bau!`: a noun of the same letters is another word
        let rare = form == base;
        let regular = form.starts_with(base) && !(irregular && form.starts_with(preterite));
        let grade = if rare { grade.min(Grade::Rare) } else { grade };
        verb.add(format!("{particle}{form}"), grade, if regular { why::VERB } else { reason });
    }
    for (_, forms) in SUPPLETIVE.iter().filter(|(lemma, _)| *lemma == infinitive) {
        for form in *forms {
            verb.add(format!("{particle}{form}"), grade, why::IRREGULAR);
        }
    }
    verb.add(format!("{particle}{infinitive}"), grade, why::VERB);
    // `des Verfahrens`
    let mut noun = format!("{particle}{infinitive}s");
    if let Some(first) = noun.chars().next() {
        noun.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    verb.add(noun, grade, why::VERB);
    if !participle.is_empty() {
        let reason = if irregular { why::IRREGULAR } else { why::PARTICIPLE };
        verb.add(participle, grade, reason);
        verb.decline(participle, grade, reason);
    }
    let present_participle = format!("{particle}{infinitive}d");
    verb.decline(&present_participle, grade, why::PARTICIPLE);
    verb.add(present_participle, grade, why::PARTICIPLE);
    if !particle.is_empty() {
        let with_zu = format!("{particle}zu{infinitive}");
        verb.decline(&format!("{with_zu}d"), grade, why::ZU);
        verb.add(with_zu, grade, why::ZU);
    }
    verb
}

/// The infinitive without its ending.
pub(crate) fn stem(infinitive: &str) -> &str {
    let without_n = infinitive.strip_suffix('n').unwrap_or(infinitive);
    without_n.strip_suffix('e').unwrap_or(without_n)
}

/// The finite forms, without a particle.
fn finite(base: &str, infinitive: &str, present: &str, preterite: &str) -> Vec<String> {
    let mut forms = vec![base.to_owned(), infinitive.to_owned()];
    let mut all = |stem: &str, endings: &[&str]| forms.extend(endings.iter().map(|ending| format!("{stem}{ending}")));
    all(base, &["e", "est", "et"]);
    if let Some(short) = base.strip_suffix("el") {
        all(short, &["le", "len", "lest", "let"]);
    } else if let Some(short) = base.strip_suffix("er") {
        all(short, &["re", "ren", "rest", "ret"]);
    }
    let needs_e = present.ends_with("et") && present.len() > base.len() + 1;
    if needs_e {
        all(base, &["est", "et"])
    } else {
        all(base, &["st", "t"])
    }
    all(present, &[""]);
    let second = present.strip_suffix('t').unwrap_or(present);
    let shortened = present.ends_with('t') && base.ends_with(['t', 'd']) && !present.ends_with("et");
    let second = if shortened { present } else { second };
    match second {
        "" => {}
        _ if shortened => all(second, &["st"]),
        _ if second.ends_with(['s', 'ß', 'z', 'x']) => all(second, &["t", "est"]),
        _ => all(second, &["st"]),
    }
    // `nimm`, `gib`: an i that stands for an e, never an umlaut
    if !present.starts_with(base) && !present.contains(['ä', 'ö', 'ü']) {
        all(present.strip_suffix('t').unwrap_or(present), &["", "e"]);
    }
    if !preterite.is_empty() {
        let dotted = with_umlaut(preterite);
        if preterite.ends_with("te") || preterite == "wurde" {
            all(preterite, &["", "n", "st", "t"]);
            let mixed = !preterite.starts_with(base);
            let stem = preterite.strip_suffix('e').unwrap_or(preterite);
            if let Some(dotted) = with_umlaut(stem).filter(|_| mixed) {
                all(&dotted, &["e", "en", "est", "et"]);
            }
            if mixed && stem.contains("ann") {
                all(&stem.replace("ann", "enn"), &["e", "en", "est", "et"]);
            }
        } else {
            let subjunctive = dotted.unwrap_or_else(|| preterite.to_owned());
            all(preterite, &["", "en", "st", "est", "t", "et"]);
            all(&subjunctive, &["e", "en", "est", "et", "st", "t"]);
        }
        // the spelling of before 1996
        if preterite.ends_with("ss") {
            all(preterite.strip_suffix("ss").unwrap_or(preterite), &["ß", "ßt"]);
        }
    }
    forms.sort();
    forms.dedup();
    forms
}
