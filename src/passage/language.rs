//! Which language a text is in. Function words decide between German and English: they are a third of any running text and none of
//! its names, so a German passage full of English names stays German. Trigrams (whatlang) tell the rest, and only where they are
//! sure.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::brief::Language;

/// How many bytes of a passage are looked at, some 600 letters.
const SAMPLE: usize = 640;
/// How many bytes are taken at each of three places of a brief.
const STRETCH: usize = 6_500;
/// A text with fewer letters or fewer words says nothing.
const LETTERS: usize = 50;
const WORDS: usize = 8;

/// The languages that can be found.
const KNOWN: [(Lang, &str); 33] = [
    (Lang::Deu, "de"),
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Ita, "it"),
    (Lang::Por, "pt"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Bul, "bg"),
    (Lang::Srp, "sr"),
    (Lang::Dan, "da"),
    (Lang::Swe, "sv"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Est, "et"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Ell, "el"),
    (Lang::Tur, "tr"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Ara, "ar"),
    (Lang::Heb, "he"),
    (Lang::Pes, "fa"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
];

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(KNOWN.iter().map(|known| known.0).collect()));

/// The language of a passage in a brief whose language is `prior`. A text that is short, or of which nothing sure can be said, is in
/// the brief's language. Looks at the first 600 letters or so.
#[must_use]
pub fn detect(text: &str, prior: Language) -> Language {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    verdict(&text[..end], prior)
}

/// The language of a whole brief, by samples from its start, middle and end; German where nothing can be told.
#[must_use]
pub fn of_document(text: &str) -> Language {
    if text.len() <= 3 * STRETCH {
        return verdict(text, Language::GERMAN);
    }
    let mut sample = String::with_capacity(3 * STRETCH + 16);
    for start in [0, (text.len() - STRETCH) / 2, text.len() - STRETCH] {
        sample.push_str(text.get(ceil(text, start)..ceil(text, start + STRETCH)).unwrap_or_default());
        sample.push(' ');
    }
    verdict(&sample, Language::GERMAN)
}

/// The language that a query is read in: German, unless it is clearly English. It is where it has an English function word, no
/// German one, and no word with the letters or the ending of a German one; the others (*sanctions China*) are read as German, in which
/// the exact forms of English words are found as well.
#[must_use]
pub fn of_query(text: &str) -> Language {
    let votes = Votes::of(text);
    let looks_german = text.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
        word.contains(['ä', 'ö', 'ü', 'ß', 'Ä', 'Ö', 'Ü']) || GERMAN_ENDINGS.iter().any(|ending| word.ends_with(ending))
    });
    if votes.english > 0 && votes.german + votes.shared_german == 0 && !looks_german {
        Language::ENGLISH
    } else {
        Language::GERMAN
    }
}

/// The first character boundary at or behind `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

fn verdict(sample: &str, prior: Language) -> Language {
    let votes = Votes::of(sample);
    if votes.letters < LETTERS {
        return prior;
    }
    // scripts without spaces have few words
    if votes.words < WORDS && votes.letters < 4 * LETTERS {
        return prior;
    }
    if votes.are_clear(votes.german, votes.english) {
        return Language::GERMAN;
    }
    if votes.are_clear(votes.english, votes.german) {
        return Language::ENGLISH;
    }
    let Some(found) = DETECTOR.detect(sample).filter(whatlang::Info::is_reliable) else {
        return prior;
    };
    let code = KNOWN.iter().find(|known| known.0 == found.lang()).map(|known| known.1);
    let Some(language) = code.and_then(Language::from_tag) else {
        return prior;
    };
    if votes.speak_against(language, prior) { prior } else { language }
}

/// The function words of a text.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    letters: usize,
    words: usize,
    german: usize,
    english: usize,
    /// German function words that Dutch or the Scandinavian languages have too: not enough for a whole passage.
    shared_german: usize,
}

impl Votes {
    fn of(text: &str) -> Self {
        let mut votes = Self::default();
        for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()) {
            votes.words += 1;
            votes.letters += word.chars().count();
            match function_word(word) {
                Some(Voice::German) => votes.german += 1,
                Some(Voice::English) => votes.english += 1,
                Some(Voice::Shared) => votes.shared_german += 1,
                None => {}
            }
        }
        votes
    }

    /// Whether the function words of one language are as many as in running text, and those of the other but strays.
    const fn are_clear(self, own: usize, other: usize) -> bool {
        6 * own >= self.words && own >= 4 * other
    }

    /// Whether the function words contradict the trigrams: too few of the language found, or still many of the brief's.
    fn speak_against(self, found: Language, prior: Language) -> bool {
        let of = |language| match language {
            Language::GERMAN => Some(self.german),
            Language::ENGLISH => Some(self.english),
            _ => None,
        };
        of(found).is_some_and(|count| 12 * count < self.words)
            || (found != prior && of(prior).is_some_and(|count| 10 * count >= self.words))
    }
}

#[derive(Clone, Copy, Debug)]
enum Voice {
    German,
    English,
    Shared,
}

const GERMAN_ENDINGS: [&str; 12] =
    ["ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "politik", "isch", "ische", "ischen"];

/// What language a function word belongs to. Those of both languages (*in*, *war*, *was*) are left out.
fn function_word(word: &str) -> Option<Voice> {
    let mut buffer = [0; 8];
    let letters = buffer.get_mut(..word.len())?;
    letters.copy_from_slice(word.as_bytes());
    letters.make_ascii_lowercase();
    match &*letters {
        b"der" | b"die" | b"das" | b"dem" | b"des" | b"und" | b"nicht" | b"ist" | b"sind" | b"mit" | b"von"
        | b"vom" | b"zu" | b"zum" | b"zur" | b"im" | b"auf" | b"aus" | b"bei" | b"beim" | b"nach" | b"durch"
        | b"gegen" | b"ohne" | b"um" | b"ein" | b"eine" | b"einen" | b"einem" | b"einer" | b"eines" | b"sich"
        | b"auch" | b"wird" | b"werden" | b"wurde" | b"wurden" | b"worden" | b"haben" | b"hatte" | b"hatten"
        | b"sein" | b"seine" | b"ihre" | b"ihrer" | b"ihren" | b"wie" | b"oder" | b"aber" | b"sondern" | b"wenn"
        | b"weil" | b"dass" | b"als" | b"noch" | b"nur" | b"nun" | b"kann" | b"soll" | b"sollte" | b"sie" | b"es"
        | b"wir" | b"diese" | b"dieser" | b"dieses" | b"diesem" | b"zwischen" | b"unter" | b"welche" | b"warum"
        | b"kein" | b"keine" | b"mehr" | b"bis" | b"seit" | b"sowie" | b"etwa" | b"ob" | b"ins" | b"am" | b"vor" => {
            Some(Voice::German)
        }
        b"the" | b"and" | b"with" | b"this" | b"that" | b"these" | b"those" | b"which" | b"what" | b"who"
        | b"whose" | b"how" | b"why" | b"when" | b"where" | b"from" | b"has" | b"have" | b"had" | b"been" | b"were"
        | b"are" | b"is" | b"be" | b"being" | b"they" | b"their" | b"them" | b"its" | b"it" | b"he" | b"she"
        | b"his" | b"her" | b"our" | b"we" | b"you" | b"your" | b"would" | b"should" | b"could" | b"can" | b"may"
        | b"might" | b"does" | b"did" | b"not" | b"but" | b"or" | b"if" | b"because" | b"while" | b"than" | b"then"
        | b"there" | b"between" | b"against" | b"about" | b"into" | b"through" | b"after" | b"before" | b"more"
        | b"most" | b"other" | b"such" | b"only" | b"both" | b"of" | b"for" | b"on" | b"by" | b"at" | b"as" | b"to" => {
            Some(Voice::English)
        }
        b"den" | b"er" | b"hat" | b"ich" | b"man" => Some(Voice::Shared),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "Le gouvernement français a annoncé hier qu'il augmenterait ses dépenses militaires au cours des cinq \
        prochaines années, ce qui a suscité de nombreuses critiques de l'opposition.";
    const ENGLISH: &str = "The alliance has to decide which of these threats it can meet with its own forces, and where it will \
        depend on partners that are not bound by the treaty.";
    const GERMAN: &str = "Die Bundesregierung hat sich auf dem Gipfel dafür ausgesprochen, die Ausgaben für die gemeinsame \
        Verteidigung in den kommenden Jahren deutlich zu erhöhen.";

    fn code(text: &str, prior: Language) -> String {
        detect(text, prior).code().to_owned()
    }

    #[test]
    fn a_passage_in_another_language_than_its_brief_is_told() {
        assert_eq!(code(ENGLISH, Language::GERMAN), "en");
        assert_eq!(code(FRENCH, Language::GERMAN), "fr");
        assert_eq!(code(GERMAN, Language::ENGLISH), "de");
    }

    #[test]
    fn a_short_text_is_in_the_language_of_its_brief() {
        assert_eq!(code("The end of history", Language::GERMAN), "de");
        assert_eq!(code("Ausblick", Language::ENGLISH), "en");
        assert_eq!(code("", Language::ENGLISH), "en");
    }

    #[test]
    fn german_full_of_english_names_stays_german() {
        let text = "Das Center for Strategic and International Studies, das International Institute for Strategic Studies und der \
            Council on Foreign Relations werten die Freedom of Navigation Operations der US Navy aus.";
        assert_eq!(code(text, Language::GERMAN), "de");
        let names = "Annalena Baerbock, Kim Jong Un, Joint Chiefs of Staff, Quadrilateral Security Dialogue, Five Eyes, Indo-Pacific \
            Command, Eighth Army, Seventh Fleet";
        assert_eq!(code(names, Language::GERMAN), "de");
    }

    #[test]
    fn the_language_of_a_brief_is_that_of_most_of_it() {
        let mixed = format!("{} {} {}", GERMAN.repeat(60), ENGLISH.repeat(40), GERMAN.repeat(60));
        assert_eq!(of_document(&mixed), Language::GERMAN);
        assert_eq!(of_document(&ENGLISH.repeat(300)), Language::ENGLISH);
        assert_eq!(of_document("1 2 3"), Language::GERMAN);
    }

    #[test]
    fn a_query_is_german_unless_clearly_english() {
        for german in [
            "Waffensysteme Nordkoreas",
            "war in Ukraine",
            "Rule of Law und Polen",
            "Energiepolitik of Europe",
            "",
            "NATO",
        ] {
            assert_eq!(of_query(german), Language::GERMAN, "{german}");
        }
        for english in ["sanctions on Russia", "the war in Ukraine", "How does China see the EU?"] {
            assert_eq!(of_query(english), Language::ENGLISH, "{english}");
        }
    }
}
