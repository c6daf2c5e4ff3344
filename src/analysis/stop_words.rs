//! Function words, which say how things hang together and not what they are.
//!
//! A query drops them from its scoring where it has other words: `für` in *Motive für die Entsendung* tells no passage from another.
//! They are indexed all the same, so that a phrase that holds them is found, and a query of nothing else is answered.

use super::fold::{Umlauts, fold};

/// Whether a word, by its exact or its folded form, is a function word of the language of that code. Languages other than German and
/// English have none.
pub fn is_stop_word(language: &str, letters: &str) -> bool {
    let words = match language {
        "de" => GERMAN,
        "en" => ENGLISH,
        _ => return false,
    };
    let mut folded = String::new();
    fold(letters, Umlauts::SpelledOut, &mut folded);
    words.binary_search(&folded.as_str()).is_ok()
}

/// German articles, pronouns, prepositions, conjunctions, forms of auxiliaries, and particles: folded, sorted.
///
/// Left out although they are frequent: what denies (`nicht`, `kein`), what counts (`viele`, `alle`, `zwei`; `ein` is the article too and
/// stays in), verbs with a meaning of their own (`geben`), and words that are a noun as well: `waren`, `ehe`.
#[rustfmt::skip]
const GERMAN: &[&str] = &[
    "ab", "aber", "allerdings", "als", "also", "am", "an", "ans", "anstatt", "auch", "auf", "aufgrund", "aus",
    "ausserhalb", "bei", "beim", "bereits", "bevor", "beziehungsweise", "bezueglich", "bin", "bis", "bist", "bzw",
    "da", "dabei", "dafuer", "dagegen", "daher", "dahin", "damals", "damit", "danach", "dann", "daran", "darauf",
    "daraus", "darf", "darin", "darueber", "darum", "das", "dasjenige", "dass", "dasselbe", "davon", "davor",
    "dazu", "dem", "demjenigen", "demselben", "den", "denen", "denjenigen", "denn", "denselben", "der", "deren",
    "derjenige", "derjenigen", "derselbe", "derselben", "des", "desjenigen", "desselben", "dessen", "desto", "die",
    "diejenige", "diejenigen", "dies", "diese", "dieselbe", "dieselben", "diesem", "diesen", "dieser", "dieses",
    "doch", "dort", "du", "duerfen", "duerfte", "duerften", "durch", "durfte", "durften", "eher", "ein", "eine",
    "einem", "einen", "einer", "eines", "entweder", "er", "es", "etwa", "etwas", "euch", "falls", "fuer", "ganz",
    "gar", "gegen", "gegenueber", "gehabt", "gemaess", "gewesen", "geworden", "habe", "haben", "haette", "haetten",
    "hat", "hatte", "hatten", "hier", "hierbei", "hierfuer", "hiermit", "hierzu", "hinsichtlich", "hinter", "ich",
    "ihm", "ihn", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres", "im", "immer", "in", "indem",
    "innerhalb", "ins", "ist", "ja", "je", "jede", "jedem", "jeden", "jeder", "jedes", "jedoch", "jene", "jenem",
    "jenen", "jener", "jenes", "kann", "koennen", "koennte", "koennten", "konnte", "konnten", "laut", "mag", "man",
    "mein", "meine", "meinem", "meinen", "meiner", "meines", "mich", "mir", "mit", "mittels", "moechte", "moechten",
    "moegen", "muessen", "muesste", "muessten", "muss", "musste", "mussten", "nach", "nachdem", "neben", "noch",
    "nur", "ob", "obwohl", "oder", "ohne", "schon", "sehr", "sei", "seien", "sein", "seine", "seinem", "seinen",
    "seiner", "seines", "seit", "selbst", "sich", "sie", "sind", "so", "sobald", "sodass", "sofern", "solange",
    "solche", "solchem", "solchen", "solcher", "solches", "soll", "sollen", "sollte", "sollten", "sondern", "sowie",
    "sowohl", "statt", "trotz", "ueber", "um", "ums", "und", "uns", "unser", "unsere", "unserem", "unseren",
    "unserer", "unseres", "unter", "vom", "von", "vor", "waehrend", "waere", "waeren", "wann", "war", "warum",
    "was", "weder", "wegen", "weil", "welche", "welchem", "welchen", "welcher", "welches", "wem", "wen", "wenn",
    "wer", "werde", "werden", "weshalb", "wessen", "wie", "wieder", "wieso", "will", "wir", "wird", "wo", "wobei",
    "wofuer", "woher", "wohin", "wollen", "wollte", "wollten", "womit", "worauf", "worden", "worueber", "wuerde",
    "wuerden", "wurde", "wurden", "zu", "zum", "zur", "zwar", "zwischen",
];

/// English ones: sorted. Without `us`, `it` and `who`, which are the US, IT and the WHO.
#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "a", "about", "above", "across", "after", "again", "against", "also", "although", "am", "among", "an", "and",
    "any", "are", "as", "at", "be", "because", "been", "before", "behind", "being", "below", "between", "beyond",
    "both", "but", "by", "can", "could", "did", "do", "does", "doing", "done", "down", "during", "each", "either",
    "even", "every", "for", "from", "had", "has", "have", "having", "he", "hence", "her", "here", "hers", "herself",
    "him", "himself", "his", "how", "however", "i", "if", "in", "into", "is", "its", "itself", "just", "may", "me",
    "might", "mine", "must", "my", "myself", "neither", "nor", "of", "off", "on", "only", "onto", "or", "ought",
    "our", "ours", "ourselves", "out", "over", "per", "shall", "she", "should", "since", "so", "some", "still",
    "such", "than", "that", "the", "their", "theirs", "them", "themselves", "then", "there", "therefore", "these",
    "they", "this", "those", "though", "through", "thus", "to", "too", "toward", "towards", "under", "unless",
    "until", "up", "upon", "very", "via", "was", "we", "were", "what", "when", "where", "whereas", "whether",
    "which", "while", "whom", "whose", "why", "will", "with", "within", "without", "would", "yet", "you", "your",
    "yours", "yourself",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_folded() {
        for words in [GERMAN, ENGLISH] {
            assert!(words.is_sorted_by(|one, next| one < next));
            assert!(words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())));
        }
    }

    #[test]
    fn every_spelling_of_a_function_word_is_one() {
        for word in ["für", "fuer", "gemäß", "gemaess", "über", "der", "dass", "daß"] {
            assert!(is_stop_word("de", word), "{word}");
        }
        assert!(is_stop_word("en", "the") && !is_stop_word("de", "the") && !is_stop_word("fr", "die"));
    }

    #[test]
    fn words_with_a_meaning_of_their_own_are_none() {
        for word in ["nicht", "kein", "krieg", "eu", "gründe", "ohnmacht"] {
            assert!(!is_stop_word("de", word), "{word}");
        }
        assert!(!is_stop_word("en", "not") && !is_stop_word("en", "war"));
    }
}
