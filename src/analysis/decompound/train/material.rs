//! What is learned from: words, counts, compounds with their parts, and words to leave whole that rules find.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use super::super::lexicon::Kind;
use super::hash;

/// The lists of compounds cut by hand that may be learned from; a third of each is kept out.
const FREE: [&str; 3] = ["policy.tsv", "law_parliament.tsv", "news_nouns.tsv"];

#[derive(Debug, Default)]
pub(super) struct Material {
    /// By their lower-case form.
    pub(super) words: BTreeMap<String, Known>,
    pub(super) examples: Vec<Example>,
    /// To choose the bias with.
    pub(super) kept_out: Vec<Example>,
    cut: BTreeSet<String>,
}

/// What the sources say of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) noun: bool,
    pub(super) lower: bool,
    pub(super) name: bool,
    pub(super) simplex: bool,
    pub(super) count: u32,
}

/// A word and the cuts that are right, each as the letters at which its parts end; the first is the best.
#[derive(Clone, Debug)]
pub(super) struct Example {
    pub(super) word: String,
    pub(super) capitalised: bool,
    pub(super) cuts: Vec<Vec<usize>>,
    pub(super) weight: i32,
}

impl Known {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self { noun: true, .. } => Kind::Noun,
            Self { lower: true, .. } => Kind::Lower,
            _ => Kind::Name,
        }
    }

    pub(super) fn frequency(self) -> u16 {
        match self.count {
            0..3 => 0,
            3..30 => 1,
            30..1000 => 2,
            _ => 3,
        }
    }
}

impl Example {
    fn new(word: &str, cuts: Vec<Vec<usize>>, weight: i32) -> Self {
        Self { word: word.to_lowercase(), capitalised: starts_upper(word), cuts, weight }
    }

    fn whole(word: &str, capitalised: bool, weight: i32) -> Self {
        Self { word: word.to_owned(), capitalised, cuts: vec![vec![word.chars().count()]], weight }
    }
}

impl Material {
    pub(super) fn read(lexicon: &Path, gold: &Path) -> io::Result<Self> {
        let mut material = Self::default();
        material.read_words(lexicon)?;
        material.read_compounds(lexicon, gold)?;
        material.find_adjectives(lexicon)?;
        material.find_wholes(lexicon)?;
        Ok(material)
    }

    /// The compounds to learn from.
    pub(super) fn compounds(&self) -> impl Iterator<Item = &str> {
        self.examples.iter().filter(|example| example.cuts[0].len() > 1).map(|example| example.word.as_str())
    }

    /// Names to learn from.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let is_name =
            |example: &&Example| self.words.get(&example.word).is_some_and(|known| known.kind() == Kind::Name);
        self.examples.iter().filter(is_name).map(|example| example.word.as_str())
    }

    pub(super) fn is_example(&self, word: &str) -> bool {
        self.cut.contains(word)
    }

    fn read_words(&mut self, lexicon: &Path) -> io::Result<()> {
        for line in fs::read_to_string(lexicon.join("wordlist.txt"))?.lines().filter(|line| is_word(line)) {
            let known = self.words.entry(line.to_lowercase()).or_default();
            if starts_upper(line) { known.noun = true } else { known.lower = true }
        }
        for list in ["freq_laws.tsv", "freq_bundestag.tsv"] {
            for row in rows(&lexicon.join(list))? {
                let (word, count) = (row[0].as_str(), row[1].parse::<u32>().unwrap_or(0));
                if is_word(word) && word.chars().count() > 2 {
                    let known = self.words.entry(word.to_lowercase()).or_default();
                    known.count += count;
                    known.name |= starts_upper(word);
                }
            }
        }
        self.spell_as_of_old();
        // a word of running text alone must be seen a few times
        self.words.retain(|_, known| known.noun || known.lower || known.count >= 5);
        Ok(())
    }

    /// `Beschluß` beside `Beschluss`, `bewußt` beside `bewusst`: as German was written until 1996.
    fn spell_as_of_old(&mut self) {
        let old: Vec<(String, Known)> =
            self.words.iter().filter_map(|(word, known)| Some((old_spelling(word)?, *known))).collect();
        for (word, known) in old {
            self.words.entry(word).or_insert(known);
        }
    }

    fn read_compounds(&mut self, lexicon: &Path, gold: &Path) -> io::Result<()> {
        for list in FREE {
            for row in rows(&gold.join(list))? {
                let mut cuts = vec![ends(&row[1])];
                cuts.extend(
                    row.get(3).into_iter().flat_map(|cell| cell.split(';')).filter(|cut| !cut.is_empty()).map(ends),
                );
                let example = Example::new(&row[0], cuts, 2);
                if is_kept_out(&row[0]) {
                    self.kept_out.push(example);
                } else {
                    self.cut.insert(example.word.clone());
                    self.examples.push(example);
                }
            }
        }
        let kept_out: BTreeSet<&str> = self.kept_out.iter().map(|example| example.word.as_str()).collect();
        for row in rows(&lexicon.join("compounds.tsv"))? {
            let example = Example::new(&row[0], vec![ends(&row[1])], 1);
            if !kept_out.contains(example.word.as_str()) && self.cut.insert(example.word.clone()) {
                self.examples.push(example);
            }
        }
        Ok(())
    }

    /// `zollfrei`, `marktbeherrschend`: a noun before an adjective that many nouns stand before.
    fn find_adjectives(&mut self, lexicon: &Path) -> io::Result<()> {
        let adjectives: BTreeSet<String> =
            rows(&lexicon.join("adjectives.tsv"))?.into_iter().map(|row| row[0].clone()).collect();
        let noun = |form: &str| {
            form.chars().count() >= 4 && self.words.get(form).is_some_and(|known| known.noun && known.count > 20)
        };
        let mut tails: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        for word in adjectives.iter().filter(|word| is_word(word)) {
            for (at, _) in word.char_indices().skip(4) {
                let (left, right) = word.split_at(at);
                let linked = ["s", "es", "n", "en"].iter().any(|link| left.strip_suffix(link).is_some_and(noun));
                let long = right.chars().count() >= 4
                    && !is_suffix(right)
                    && !AFFIXES.iter().any(|affix| right.starts_with(affix));
                if long && adjectives.contains(right) && (noun(left) || linked) {
                    tails.entry(right).or_default().push((word, left));
                }
            }
        }
        let kept_out: BTreeSet<&str> = self.kept_out.iter().map(|example| example.word.as_str()).collect();
        let mut found = Vec::new();
        for (_, words) in tails.into_iter().filter(|(_, words)| words.len() >= 6) {
            for (word, left) in words {
                // the compound in front would be a cut of its own
                if !self.cut.contains(left) && left.chars().count() <= 9 && !kept_out.contains(word) {
                    found.push((word.to_owned(), vec![left.chars().count(), word.chars().count()]));
                }
            }
        }
        for (word, cut) in found {
            if self.cut.insert(word.clone()) {
                self.examples.push(Example { word, capitalised: false, cuts: vec![cut], weight: 1 });
            }
        }
        Ok(())
    }

    /// Words that are no compounds, by rule: verbs and what is derived of them, derivations, loan words, names.
    fn find_wholes(&mut self, lexicon: &Path) -> io::Result<()> {
        let mut wholes: BTreeMap<String, bool> = BTreeMap::new();
        let verbs: BTreeSet<String> = rows(&lexicon.join("verbs.tsv"))?.into_iter().map(|row| row[0].clone()).collect();
        for verb in verbs.iter().filter(|verb| has_verb_prefix(verb)) {
            let stem = verb.strip_suffix("en").or_else(|| verb.strip_suffix('n')).unwrap_or(verb);
            wholes.insert(verb.clone(), false);
            for ending in [
                "ung", "ungen", "er", "ern", "ers", "erin", "erinnen", "", "s", "e", "bar", "bare", "end", "ende",
                "enden", "t",
            ] {
                let form = format!("{stem}{ending}");
                if let Some(known) = self.words.get(&form) {
                    wholes.insert(form, known.noun);
                }
            }
        }
        for row in rows(&lexicon.join("forms.tsv"))? {
            if row[2] == "V" && has_verb_prefix(&row[1]) && is_word(&row[0]) {
                wholes.insert(row[0].to_lowercase(), false);
            }
        }
        self.particle_nouns(&mut wholes);
        self.derivations(&mut wholes);
        let heldout: BTreeSet<String> = self.kept_out.iter().map(|example| example.word.clone()).collect();
        for (word, capitalised) in wholes {
            if let Some(known) = self.words.get_mut(&word)
                && !self.cut.contains(&word)
            {
                known.simplex = true;
                if hash(&word) % 3 == 0 && !heldout.contains(&word) {
                    self.examples.push(Example::whole(&word, capitalised, 1));
                }
            }
        }
        self.unlike_compounds(&heldout);
        Ok(())
    }

    /// `Ausbau`, `Einfluss`: a particle before what many particles stand before.
    fn particle_nouns(&self, wholes: &mut BTreeMap<String, bool>) {
        let mut tails: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (word, _) in self.words.iter().filter(|(_, known)| known.noun) {
            for tail in PARTICLES.iter().filter_map(|particle| word.strip_prefix(particle)) {
                if tail.chars().count() >= 3 {
                    tails.entry(tail).or_default().push(word);
                }
            }
        }
        for (tail, words) in tails {
            if words.len() >= 5 && tail.chars().count() < 9 {
                wholes.extend(words.into_iter().map(|word| (word.to_owned(), true)));
            }
        }
    }

    /// `Freundschaft`, `Kompensation`: a suffix, and nothing before it or within that would be two words.
    fn derivations(&self, wholes: &mut BTreeMap<String, bool>) {
        for (word, known) in self.words.iter().filter(|(_, known)| known.noun || known.lower) {
            let derived = SUFFIXES.iter().any(|suffix| word.ends_with(suffix));
            if derived && !self.may_be_compound(word) && !self.has_noun_at_end(word, 6) {
                wholes.insert(word.clone(), known.noun);
            }
        }
    }

    /// Whether a word ends in a noun of four letters and more behind what is a word, with or without a linking element.
    fn may_be_compound(&self, word: &str) -> bool {
        let is = |form: &str| self.words.get(form).is_some_and(|known| known.noun || known.lower);
        word.char_indices().any(|(at, _)| {
            let (left, right) = word.split_at(at);
            left.len() >= 3
                && right.len() >= 4
                && !is_suffix(right)
                && is(right)
                && (is(left)
                    || ["s", "es", "n", "en"].iter().any(|link| left.strip_suffix(link).is_some_and(is))
                    || is(&format!("{left}e")))
        })
    }

    /// Whether a word ends in a noun of some letters and more, behind anything but a particle: what stands before it may be a part
    /// that no list knows.
    fn has_noun_at_end(&self, word: &str, letters: usize) -> bool {
        let behind_third = word.char_indices().skip(3);
        behind_third.into_iter().any(|(at, _)| {
            let (left, right) = word.split_at(at);
            right.chars().count() >= letters
                && !PARTICLES.contains(&left)
                && !is_suffix(right)
                && self.words.get(right).is_some_and(|known| known.noun)
        })
    }

    /// Nouns and names that cannot be cut into known words at all, or only with a strange word in front.
    fn unlike_compounds(&mut self, heldout: &BTreeSet<String>) {
        let mut found = Vec::new();
        for (word, known) in &self.words {
            let share = if known.kind() == Kind::Name { 2 } else { 12 };
            if hash(word) % share == 0
                && word.chars().count() >= 5
                && !known.simplex
                && !self.cut.contains(word)
                && !heldout.contains(word)
                && !self.may_be_compound(word)
                && word.chars().count() <= 14
                && !self.has_noun_at_end(word, if word.chars().count() < 10 { 5 } else { 4 })
            {
                found.push(Example::whole(word, known.noun || known.name, 1));
            }
        }
        self.examples.extend(found);
    }
}

/// Verbs' particles and prefixes.
const PARTICLES: [&str; 29] = [
    "ab", "an", "auf", "aus", "be", "bei", "durch", "ein", "ent", "er", "fort", "ge", "her", "hin", "los", "miss",
    "mit", "nach", "um", "unter", "ver", "vor", "weg", "wider", "zer", "zu", "zurück", "zusammen", "über",
];

/// What is no adjective of its own behind a noun.
const AFFIXES: [&str; 9] = ["reich", "voll", "artig", "mäßig", "förmig", "weise", "seitig", "ähnlich", "sprachig"];

const SUFFIXES: [&str; 36] = [
    "schaft", "schaften", "heit", "heiten", "keit", "keiten", "ung", "ungen", "tum", "nis", "nisse", "ling", "linge",
    "chen", "lein", "ismus", "ation", "ationen", "ität", "itäten", "ion", "ionen", "enz", "anz", "ist", "isten", "ik",
    "iker", "ie", "ien", "or", "oren", "isch", "ische", "lich", "liche",
];

/// Whether a form is a suffix of derivation and never a part.
pub(super) fn is_suffix(form: &str) -> bool {
    const STEMS: [&str; 12] =
        ["schaft", "heit", "keit", "igkeit", "losigkeit", "ung", "tum", "nis", "lich", "isch", "haft", "sam"];
    const ENDINGS: [&str; 9] = ["", "e", "en", "er", "em", "es", "s", "se", "sen"];
    const OTHERS: [&str; 26] = [
        "ling", "linge", "lingen", "lings", "chen", "chens", "lein", "leins", "bare", "baren", "barer", "bares",
        "barem", "barkeit", "los", "lose", "losen", "loser", "loses", "losem", "innen", "ismus", "ion", "ionen", "ist",
        "ieren",
    ];
    OTHERS.contains(&form)
        || STEMS.iter().any(|stem| form.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending)))
}

fn has_verb_prefix(verb: &str) -> bool {
    PARTICLES.iter().any(|particle| verb.strip_prefix(particle).is_some_and(|rest| rest.len() > 3))
}

/// A form as it was written until 1996, where that differs: no ss at the end nor before a t.
pub(super) fn old_spelling(form: &str) -> Option<String> {
    let end = form.strip_suffix("ss").map(|rest| format!("{rest}ß"));
    end.or_else(|| form.contains("sst").then(|| form.replace("sst", "ßt")))
}

/// Every third word, by chance.
fn is_kept_out(word: &str) -> bool {
    hash(word) % 3 == 0
}

fn ends(cut: &str) -> Vec<usize> {
    let mut end = 0;
    let lengths = cut.split('|').map(|part| part.chars().count());
    lengths
        .map(|length| {
            end += length;
            end
        })
        .collect()
}

/// The cells of a table with a header.
fn rows(path: &Path) -> io::Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(path)?;
    Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_alphabetic)
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
