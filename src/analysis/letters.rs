//! The letters of one word in the form in which words are compared, and the exact way back to the text.
//!
//! NFC (Unicode Standard Annex 15), full lower case, every hyphen as `-`, every apostrophe as `'`, invisible characters dropped;
//! umlauts, ß and accents stay as they are written: this is the word's exact form.

use std::iter::once;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::words::{is_apostrophe, is_hyphen, is_invisible};
use crate::place::Span;

/// The letters of a word; to be read anew for each, so that the memory serves them all.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    form: String,
    runs: Vec<Run>,
    capitalised: bool,
}

/// A stretch of the letters and what it stands for in the text. The run ends where the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    start: usize,
    raw: Span,
    /// Whether offsets in it follow byte for byte; else it is one letter with its marks, in another form.
    verbatim: bool,
}

impl Letters {
    /// Reads the word at `span` of `text`. Takes time in its length.
    pub(super) fn read(&mut self, text: &str, span: Span) {
        self.form.clear();
        self.runs.clear();
        let word = span.of(text);
        let mut first = word.chars();
        self.capitalised =
            first.next().is_some_and(char::is_uppercase) && first.next().is_some_and(|letter| !letter.is_uppercase());
        if word.is_ascii() {
            self.form.push_str(word);
            self.form.make_ascii_lowercase();
            self.runs.push(Run { start: 0, raw: span, verbatim: true });
            return;
        }
        let mut cluster: Option<Cluster> = None;
        for (offset, character) in word.char_indices().filter(|(_, character)| !is_invisible(*character)) {
            let raw = Span::new(offset, offset + character.len_utf8()).shifted(span.start);
            match &mut cluster {
                Some(open) if !stands_alone(character) => {
                    open.raw.end = raw.end;
                    open.composed = true;
                }
                _ => {
                    self.close(cluster.take());
                    cluster = Some(Cluster { start: self.form.len(), raw, composed: !stands_alone(character) });
                }
            }
            self.push(character);
            if is_hyphen(character) {
                // nothing composes with a hyphen, and the part behind it must not begin with it
                self.close(cluster.take());
            }
        }
        self.close(cluster);
    }

    /// The exact form.
    pub(super) fn as_str(&self) -> &str {
        &self.form
    }

    /// Whether it is written with a capital letter and small ones, as German nouns are.
    pub(super) fn is_capitalised(&self) -> bool {
        self.capitalised
    }

    /// What `letters`, a span of the exact form, stands for in the text.
    pub(super) fn raw(&self, letters: Span) -> Span {
        Span::new(self.raw_start(letters.start), self.raw_end(letters.end))
    }

    fn raw_start(&self, offset: usize) -> usize {
        let behind = self.runs.partition_point(|run| run.start <= offset);
        let run = behind.checked_sub(1).and_then(|last| self.runs.get(last));
        run.map_or(0, |run| if run.verbatim { run.raw.start + (offset - run.start) } else { run.raw.start })
    }

    fn raw_end(&self, offset: usize) -> usize {
        let behind = self.runs.partition_point(|run| run.start < offset);
        let run = behind.checked_sub(1).and_then(|last| self.runs.get(last));
        run.map_or(0, |run| if run.verbatim { run.raw.start + (offset - run.start) } else { run.raw.end })
    }

    fn push(&mut self, character: char) {
        match character {
            'a'..='z' | '0'..='9' | 'ß'..='ö' | 'ø'..='ÿ' => self.form.push(character),
            // lower case knows two forms of sigma, by their place in the word; compared they are one letter
            'ς' => self.form.push('σ'),
            _ if is_hyphen(character) => self.form.push('-'),
            _ if is_apostrophe(character) => self.form.push('\''),
            _ => self.form.extend(character.to_lowercase()),
        }
    }

    /// Ends a letter and its marks: composes them, and notes the way back.
    fn close(&mut self, cluster: Option<Cluster>) {
        let Some(Cluster { start, raw, composed }) = cluster else {
            return;
        };
        if composed {
            let marked = self.form.split_off(start);
            self.form.extend(marked.nfc());
        }
        let verbatim = !composed && self.form.len() - start == raw.len();
        match self.runs.last_mut() {
            Some(last) if verbatim && last.verbatim && last.raw.end == raw.start => last.raw.end = raw.end,
            _ => self.runs.push(Run { start, raw, verbatim }),
        }
    }
}

/// A letter with the marks behind it: what composing may change as one.
#[derive(Clone, Copy, Debug)]
struct Cluster {
    start: usize,
    raw: Span,
    composed: bool,
}

/// Whether composing never joins a character to what stands before it, nor changes it by itself.
fn stands_alone(character: char) -> bool {
    // below U+0300 there is neither a mark nor a letter that NFC would change
    character < '\u{300}'
        || (canonical_combining_class(character) == 0 && is_nfc_quick(once(character)) == IsNormalized::Yes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn read(word: &str) -> Letters {
        let mut letters = Letters::default();
        letters.read(word, Span::new(0, word.len()));
        letters
    }

    #[test]
    fn decomposed_umlauts_are_composed() {
        assert_eq!(read("U\u{308}BUNG").as_str(), "übung");
        assert_eq!(read("Gro\u{AD}\u{308}ße").as_str(), "größe");
    }

    #[test]
    fn hyphens_and_apostrophes_have_one_form() {
        assert_eq!(read("U\u{2011}Boot").as_str(), "u-boot");
        assert_eq!(read("Putin’s").as_str(), "putin's");
    }

    #[test]
    fn every_stretch_of_letters_goes_back_to_its_text() {
        let word = "E\u{AD}U\u{2011}\u{AD}A\u{308}m\u{200B}ter";
        let letters = read(word);
        assert_eq!(letters.as_str(), "eu-ämter");
        let raw = |start, end| letters.raw(Span::new(start, end)).of(word);
        assert_eq!(raw(0, 2), "E\u{AD}U");
        assert_eq!(raw(3, 5), "A\u{308}");
        assert_eq!(raw(3, 9), "A\u{308}m\u{200B}ter");
        assert_eq!(raw(0, 9), word);
    }

    #[test]
    fn a_mark_behind_a_hyphen_is_no_part_of_it() {
        let letters = read("a-\u{1161}b");
        assert_eq!(letters.raw(Span::new(2, 6)).of("a-\u{1161}b"), "\u{1161}b");
    }

    #[test]
    fn lower_case_that_grows_keeps_the_way_back() {
        let letters = read("İzmir");
        assert_eq!(letters.as_str(), "i\u{307}zmir");
        assert_eq!(letters.raw(Span::new(0, 3)).of("İzmir"), "İ");
        assert_eq!(letters.raw(Span::new(3, 4)).of("İzmir"), "z");
    }

    proptest! {
        #[test]
        fn the_form_is_that_of_the_whole_word(word in r"(\PC|\PC[\u{300}-\u{345}]|[가-각ᄀ-ᇂ\u{F71}-\u{F81}\u{AD}]){1,12}") {
            let visible = word.chars().filter(|character| !is_invisible(*character));
            let lower = visible.flat_map(|character| match character {
                'ς' => 'σ'.to_lowercase(),
                _ if is_hyphen(character) => '-'.to_lowercase(),
                _ if is_apostrophe(character) => '\''.to_lowercase(),
                _ => character.to_lowercase(),
            });
            let letters = read(&word);
            prop_assert_eq!(letters.as_str(), lower.nfc().collect::<String>());
        }
    }
}
