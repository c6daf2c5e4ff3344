//! Suspended compounds: `Außen- und Sicherheitspolitik` is indexed under `Außenpolitik` too, `Kriegsbeginn und -ende` under
//! `Kriegsende`. The completed word stands at the suspended part and at the part that it borrows.
//!
//! Runs over the words of a text once all are analysed, since it needs their neighbours. Where the full word is cut is a matter of
//! [`cuts`]: by a list of frequent heads, and by particles (`Ein- und Ausfuhr`).

use std::collections::HashSet;
use std::sync::LazyLock;

use super::letters::Letters;
use super::words::is_hyphen;
use super::{Analysis, Field, How, Later, NewTerm, Word};
use crate::place::Span;

const WHY: &str = "suspended";

/// More members than these are no list that anybody reads.
const MOST_MEMBERS: usize = 6;

/// So many words may stand between a member and the next (`auf Bundes- wie auf Landesebene`).
const MOST_BETWEEN: usize = 3;

/// Adds the completed words to `out`, the analysis of `text`. Takes time in the number of terms.
pub(super) fn complete(text: &str, out: &mut Analysis, mut stem: impl FnMut(&str) -> String) {
    let mut later = Vec::new();
    let words = out.words();
    for (at, word) in words.iter().enumerate() {
        if is_suspended_left(text, word) {
            if let Some(full) = full_behind(text, words, at) {
                complete_left(text, words, (at, full), &mut stem, &mut later);
            }
        } else if is_suspended_right(text, word)
            && let Some(full) = full_before(text, words, at)
        {
            complete_right(text, words, (at, full), &mut stem, &mut later);
        }
    }
    if !later.is_empty() {
        later.sort_by_key(|later| later.word);
        out.add_later(later);
    }
}

/// Whether a hyphen ends the word: `Außen-`.
fn is_suspended_left(text: &str, word: &Word) -> bool {
    // nearly all words go on with a blank
    if text.as_bytes().get(word.span.end).is_none_or(|byte| *byte == b' ') {
        return false;
    }
    let behind = text.get(word.span.end..).unwrap_or_default();
    let mut behind = behind.chars();
    behind.next().is_some_and(is_hyphen)
        && behind.next().is_some_and(|next| next.is_whitespace() || matches!(next, ',' | '/' | ')'))
        && word.span.of(text).ends_with(char::is_alphabetic)
}

/// Whether a hyphen begins the word: `-ende`.
fn is_suspended_right(text: &str, word: &Word) -> bool {
    if word.span.start == 0 || text.as_bytes().get(word.span.start - 1) == Some(&b' ') {
        return false;
    }
    let before = text.get(..word.span.start).unwrap_or_default();
    let Some(hyphen) = before.chars().next_back().filter(|sign| is_hyphen(*sign)) else {
        return false;
    };
    let before = before.get(..before.len() - hyphen.len_utf8()).unwrap_or_default();
    before.ends_with([' ', '\u{A0}', '/', '(']) && word.span.of(text).starts_with(char::is_lowercase)
}

/// The full word that a list of suspended parts leads to. Only small words and further members stand between.
fn full_behind(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let (mut members, mut between, mut conjunction) = (0, 0, false);
    let mut last = words.get(at)?;
    for (index, word) in words.iter().enumerate().skip(at + 1) {
        let gap = text.get(last.span.end..word.span.start)?;
        conjunction |= gap.contains('/');
        if ends_clause(text, last, gap) {
            return None;
        }
        last = word;
        let letters = word.span.of(text);
        if is_suspended_left(text, word) {
            (members, between) = (members + 1, 0);
        } else if is_conjunction(letters) {
            conjunction = true;
        } else if conjunction && letters.chars().count() >= 5 && !is_between(letters) {
            return Some(index);
        } else {
            between += 1;
        }
        if members > MOST_MEMBERS || between > MOST_BETWEEN {
            return None;
        }
    }
    None
}

/// The full word before `-ende`, over a conjunction and further members.
fn full_before(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let mut next = words.get(at)?;
    let mut conjunction = false;
    for index in (at.saturating_sub(MOST_MEMBERS)..at).rev() {
        let word = words.get(index)?;
        let gap = text.get(word.span.end..next.span.start)?;
        conjunction |= gap.contains(['/', '(', ',']);
        if ends_clause(text, word, gap) {
            return None;
        }
        next = word;
        let letters = word.span.of(text);
        if is_conjunction(letters) {
            conjunction = true;
        } else if !is_suspended_right(text, word) {
            return (conjunction && letters.chars().count() >= 5).then_some(index);
        }
    }
    None
}

/// Whether what stands behind `word` ends its clause; the point of `bzw.` does not.
fn ends_clause(text: &str, word: &Word, gap: &str) -> bool {
    let gap = if word.span.of(text) == "bzw" { gap.strip_prefix('.').unwrap_or(gap) } else { gap };
    gap.contains(['\n', '.', ';', '!', '?'])
}

fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "und"
            | "oder"
            | "bzw"
            | "sowie"
            | "als"
            | "wie"
            | "noch"
            | "bis"
            | "beziehungsweise"
            | "aber"
            | "statt"
            | "&"
            | "auch"
            | "sondern"
    )
}

/// What may stand between a conjunction and the full word.
fn is_between(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && word.chars().count() <= 6 && word.is_ascii()
}

/// `Außen-` takes what follows the cut of the full word.
fn complete_left(
    text: &str,
    words: &[Word],
    (at, full): (usize, usize),
    stem: &mut impl FnMut(&str) -> String,
    later: &mut Vec<Later>,
) {
    let (Some(part), Some(word)) = (words.get(at), words.get(full)) else {
        return;
    };
    let (front, whole) = (read(text, part.span), read(text, word.span));
    for cut in cuts(whole.as_str(), Some(front.as_str())) {
        let head = Span::new(cut, whole.as_str().len());
        let letters = stem(&format!("{}{}", front.as_str(), head.of(whole.as_str())));
        push(later, (at, part, part.span), &letters);
        push(later, (full, word, whole.raw(head)), &letters);
    }
}

/// `-ende` takes what stands before the cut of the full word.
fn complete_right(
    text: &str,
    words: &[Word],
    (at, full): (usize, usize),
    stem: &mut impl FnMut(&str) -> String,
    later: &mut Vec<Later>,
) {
    let (Some(part), Some(word)) = (words.get(at), words.get(full)) else {
        return;
    };
    let (head, whole) = (read(text, part.span), read(text, word.span));
    for cut in cuts(whole.as_str(), None) {
        let front = Span::new(0, cut);
        let letters = stem(&format!("{}{}", front.of(whole.as_str()), head.as_str()));
        push(later, (full, word, whole.raw(front)), &letters);
        push(later, (at, part, part.span), &letters);
    }
}

fn push(later: &mut Vec<Later>, (index, word, span): (usize, &Word, Span), letters: &str) {
    // the part of a hyphenated word that borrows or lends is its last: but all of it stands at the first position
    let new = NewTerm { how: How::Variant, field: Field::Stem, span, position: word.position, why: WHY };
    later.push(Later { word: index, letters: letters.to_owned(), new });
}

fn read(text: &str, span: Span) -> Letters {
    let mut letters = Letters::default();
    letters.read(text, span);
    letters
}

/// What verbs and their nouns begin with.
const PARTICLES: [&str; 34] = [
    "ab", "an", "auf", "aus", "bei", "be", "dar", "durch", "ein", "ent", "er", "fort", "her", "hin", "hinter", "in",
    "inter", "mit", "nach", "neben", "ober", "rück", "um", "unter", "ver", "vor", "weg", "weiter", "wieder", "zer",
    "zu", "zwischen", "über", "außen",
];

/// Where a full word may be cut, the best first, two at most: byte offsets of its exact form. To be asked of the decompounder.
fn cuts(whole: &str, suspended: Option<&str>) -> Vec<usize> {
    if let Some(hyphen) = whole.rfind('-') {
        return vec![hyphen + 1];
    }
    if suspended.is_some_and(|front| PARTICLES.contains(&front)) {
        let particle =
            PARTICLES.iter().filter(|particle| whole.starts_with(**particle)).map(|particle| particle.len()).max();
        if let Some(cut) = particle.filter(|cut| whole.len() - cut >= 3) {
            return vec![cut];
        }
    }
    let starts = whole.char_indices().map(|(at, _)| at).skip(2);
    let known = starts.filter(|at| whole.get(*at..).is_some_and(|end| HEADS.contains(end)));
    let mut cuts: Vec<usize> = known.take(2).collect();
    if cuts.is_empty() {
        cuts.extend(behind_link(whole));
    }
    cuts
}

/// The cut behind an ending that asks for a linking s: `Wirtschafts|weise`.
fn behind_link(whole: &str) -> Option<usize> {
    let ends = ["ungs", "heits", "keits", "schafts", "täts", "ions"];
    let cut = ends.iter().filter_map(|end| whole.find(end).map(|at| at + end.len())).max()?;
    (whole.len() - cut >= 3).then_some(cut)
}

/// The last members of many compounds, in all their forms; made by `data/heads.py`.
static HEADS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("data/heads.txt").lines().collect());

#[cfg(test)]
mod tests {
    use super::super::{Analysis, Chain, How};
    use super::WHY;

    /// The completed words of a text with the letters that they stand at.
    fn completed(text: &str) -> Vec<(String, String)> {
        let mut analysis = Analysis::default();
        Chain::for_language("de").run(text, &mut analysis);
        let terms = analysis.words().iter().flat_map(|word| analysis.terms(word));
        let of = |term: &super::super::Term| (analysis.letters(term).to_owned(), term.span.of(text).to_owned());
        terms.filter(|term| term.why == WHY && term.how == How::Variant).map(of).collect()
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(letters, span)| ((*letters).to_owned(), (*span).to_owned())).collect()
    }

    #[test]
    fn the_suspended_part_and_the_borrowed_one_hold_the_completed_word() {
        assert_eq!(
            completed("die Außen- und Sicherheitspolitik"),
            pairs(&[("aussenpolit", "Außen"), ("aussenpolit", "politik")])
        );
        assert_eq!(completed("Kriegsbeginn und -ende"), pairs(&[("kriegsend", "Kriegs"), ("kriegsend", "ende")]));
    }

    #[test]
    fn a_hyphen_without_a_full_word_completes_nothing() {
        for text in ["Außen- und. Sicherheitspolitik", "das - wie gesagt - Ende", "Außen- und", "See und Luftkrieg"] {
            assert!(completed(text).is_empty(), "{text}: {:?}", completed(text));
        }
    }
}
