//! The word lists that the table is made of, and how often a form was seen.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Forms that were seen, by the letters as written.
pub(crate) struct Lexicon {
    folder: PathBuf,
    pub(crate) words: Vec<String>,
    listed: HashSet<String>,
    counts: HashMap<String, u32>,
}

impl Lexicon {
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let words: Vec<String> = fs::read_to_string(folder.join("wordlist.txt"))?.lines().map(str::to_owned).collect();
        let mut lexicon =
            Self { folder: folder.to_owned(), listed: words.iter().cloned().collect(), words, counts: HashMap::new() };
        for file in ["freq_laws.tsv", "freq_bundestag.tsv"] {
            for row in lexicon.table(file)? {
                *lexicon.counts.entry(row[0].clone()).or_default() += row[1].parse::<u32>().unwrap_or(0);
            }
        }
        Ok(lexicon)
    }

    /// The rows of a table below its head line, by cells.
    pub(crate) fn table(&self, file: &str) -> io::Result<Vec<Vec<String>>> {
        let text = fs::read_to_string(self.folder.join(file))?;
        Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }

    pub(crate) fn is_listed(&self, form: &str) -> bool {
        self.listed.contains(form)
    }

    pub(crate) fn is_seen(&self, form: &str) -> bool {
        self.listed.contains(form) || self.counts.contains_key(form)
    }

    /// How often a form was counted as it is written.
    pub(crate) fn count(&self, form: &str) -> u32 {
        self.counts.get(form).copied().unwrap_or(0)
    }

    /// All counted forms, in order of their letters.
    pub(crate) fn counted(&self) -> Vec<&str> {
        let mut forms: Vec<&str> = self.counts.keys().map(String::as_str).collect();
        forms.sort_unstable();
        forms
    }
}

/// The letters of a form with the umlauts spelled out; ß stays.
pub(crate) fn spelled(form: &str) -> String {
    form.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('-', "")
}

/// The folded form, as `analysis::fold` makes it of a German word.
pub(crate) fn folded(form: &str) -> String {
    spelled(form).replace('ß', "ss")
}

/// With the dots that its last vowel can have: `nahm` → `nähm`, `Haus` → `Häus`.
pub(crate) fn with_umlaut(form: &str) -> Option<String> {
    let lower = form.to_lowercase();
    let (mut at, vowel) = lower.char_indices().rev().find(|(_, letter)| "aeiouäöü".contains(*letter))?;
    let mut dotted = vowel;
    if vowel == 'u' && lower[..at].ends_with('a') {
        at -= 1;
        dotted = 'a';
    }
    let dotted = match dotted {
        'a' => 'ä',
        'o' => 'ö',
        'u' => 'ü',
        _ => return None,
    };
    let capital = form[at..].starts_with(char::is_uppercase);
    let dotted: String = if capital { dotted.to_uppercase().collect() } else { dotted.to_string() };
    Some(format!("{}{dotted}{}", &form[..at], &form[at + 1..]))
}
