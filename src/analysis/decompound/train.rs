//! How the lexicon and the weights are learned; `src/analysis/data/SOURCES.md` tells the recipe, `src/bin/train.rs` runs it.
//!
//! In rounds: the parts of compounds are counted, first those of the compounds that were cut by hand or rule, then those that the
//! model of the round before finds in all words known; a lexicon is made of the counts, without the words that the model cuts for
//! sure; a perceptron learns with that lexicon. Nothing depends on the order of a hash map: the same inputs give the same bytes.

mod material;
mod perceptron;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use fst::raw::Builder;

use self::material::Material;
use self::perceptron::Perceptron;
use super::features::BITS;
use super::lattice::Lattice;
use super::lexicon::{Entry, Kind, Lexicon};
use super::{Model, Part};

/// How often the parts are counted anew.
const ROUNDS: usize = 3;

/// What ships.
#[derive(Debug)]
pub struct Trained {
    pub lexicon: Vec<u8>,
    pub weights: Vec<u8>,
}

/// Learns from the folders `lexicon` and `gold/compounds`. `log` is told of each step.
pub fn train(lexicon: &Path, gold: &Path, log: &mut dyn FnMut(String)) -> io::Result<Trained> {
    let material = Material::read(lexicon, gold)?;
    log(format!(
        "{} words, {} examples to learn from, {} kept out",
        material.words.len(),
        material.examples.len(),
        material.kept_out.len()
    ));
    let mut counts = Counts::default();
    for example in &material.examples {
        counts.add(&example.word, &example.cuts[0]);
    }
    let trusted = counts.clone();
    let mut dropped: BTreeSet<&str> = material.compounds().filter(|word| hash(word) % 10 < 7).collect();
    dropped.extend(material.names().filter(|word| hash(word) % 2 == 0));
    let mut trained = None;
    for round in 0..=ROUNDS {
        let bytes = lexicon_of(&material, &counts, &trusted, &dropped)?;
        let forms = Lexicon::new(Cow::Owned(bytes.clone())).ok_or(io::ErrorKind::InvalidData)?;
        log(format!("round {round}: {} forms, {} bytes", forms.len(), bytes.len()));
        let weights = Perceptron::learn(&material.examples, &forms, log);
        let mut model = Model { lexicon: forms, weights };
        model.weights.bias = best_bias(&mut model, &material, log);
        if round < ROUNDS {
            (counts, dropped) = recount(&model, &material, &trusted);
        }
        let mut packed = Vec::with_capacity((1 << BITS) + 8);
        packed.extend(model.weights.bias.to_le_bytes());
        packed.extend(model.weights.unit.to_le_bytes());
        packed.extend(model.weights.table.iter());
        trained = Some(Trained { lexicon: bytes, weights: packed });
    }
    trained.ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// In how many compounds letters are a part before the last, and the last.
#[derive(Clone, Debug, Default)]
struct Counts {
    first: BTreeMap<String, u32>,
    last: BTreeMap<String, u32>,
}

impl Counts {
    /// Counts the parts of a compound by the letters at which they end; a whole word has none.
    fn add(&mut self, word: &str, ends: &[usize]) {
        if ends.len() < 2 {
            return;
        }
        let letters: Vec<char> = word.chars().collect();
        let mut start = 0;
        for &end in ends {
            let part: String = letters[start..end].iter().collect();
            let list = if end == letters.len() { &mut self.last } else { &mut self.first };
            if let Some(old) = material::old_spelling(&part) {
                *list.entry(old).or_default() += 1;
            }
            *list.entry(part).or_default() += 1;
            start = end;
        }
    }
}

/// Counts the parts in all words as the model cuts them, and names the words that need no entry since it cuts them for sure.
fn recount<'m>(model: &Model, material: &'m Material, trusted: &Counts) -> (Counts, BTreeSet<&'m str>) {
    let mut counts = trusted.clone();
    let mut sure = Vec::new();
    let (mut lattice, mut parts) = (Lattice::default(), Vec::new());
    for (word, known) in &material.words {
        parts.clear();
        model.split(&mut lattice, word, known.noun || known.name, &mut parts);
        if parts.len() < 2 || known.simplex {
            continue;
        }
        let ends: Vec<usize> = parts.iter().map(|part: &Part| word[..part.span.end].chars().count()).collect();
        if !material.is_example(word) {
            counts.add(word, &ends);
        }
        sure.push(word.as_str());
    }
    let is_part =
        |word: &str| [&counts.first, &counts.last].iter().any(|list| list.get(word).is_some_and(|count| *count > 1));
    let mut dropped: BTreeSet<&str> =
        sure.into_iter().filter(|word| !is_part(word) || word.chars().count() > 12).collect();
    dropped.extend(material.names().filter(|word| hash(word) % 2 == 0 && !is_part(word)));
    (counts, dropped)
}

/// Parts of two letters are known from compounds that were cut by hand or rule, so often.
const SHORT_PART_COUNT: u32 = 4;

fn lexicon_of(material: &Material, counts: &Counts, trusted: &Counts, dropped: &BTreeSet<&str>) -> io::Result<Vec<u8>> {
    let mut forms: BTreeSet<&str> = material.words.keys().map(String::as_str).collect();
    // one compound alone proves nothing; what is a word has its entry anyway
    let often = |list: &'_ BTreeMap<String, u32>, form: &str| list.get(form).is_some_and(|count| *count > 1);
    for list in [&counts.first, &counts.last] {
        forms.extend(list.keys().map(String::as_str).filter(|form| often(list, form)));
    }
    let mut builder = Builder::memory();
    for form in forms {
        let letters = form.chars().count();
        if letters < 2 || material::is_suffix(form) {
            continue;
        }
        let short = |list: &BTreeMap<String, u32>| list.get(form).copied().unwrap_or(0);
        if letters == 2 && short(&trusted.first).max(short(&trusted.last)) < SHORT_PART_COUNT {
            continue;
        }
        let class = |list: &BTreeMap<String, u32>| class(list.get(form).copied().unwrap_or(0).saturating_sub(1));
        let (first, last) = (class(&counts.first), class(&counts.last));
        let known = material.words.get(form).filter(|_| !dropped.contains(form));
        let entry = match known {
            Some(known) => Entry::new(known.kind(), known.frequency(), first, last, known.simplex),
            None => Entry::new(Kind::None, 0, first, last, false),
        };
        if entry.is_known() {
            builder.insert(form, entry.value()).map_err(io::Error::other)?;
        }
    }
    builder.into_inner().map_err(io::Error::other)
}

/// A logarithm of a count in three bits.
fn class(count: u32) -> u16 {
    match count {
        0 => 0,
        1 => 1,
        2..4 => 2,
        4..9 => 3,
        9..25 => 4,
        25..100 => 5,
        100..400 => 6,
        _ => 7,
    }
}

/// The bias with the most words right among those kept out, false splits counting double.
fn best_bias(model: &mut Model, material: &Material, log: &mut dyn FnMut(String)) -> i32 {
    let mut best = (i64::MIN, 0);
    let unit = model.weights.unit.max(4);
    for step in -4..=28 {
        model.weights.bias = step * unit / 4;
        let (mut right, mut false_splits, mut wholes) = (0_i64, 0_i64, 0_i64);
        let (mut lattice, mut parts) = (Lattice::default(), Vec::new());
        for example in &material.kept_out {
            parts.clear();
            model.split(&mut lattice, &example.word, example.capitalised, &mut parts);
            let mut ends: Vec<usize> =
                parts.iter().map(|part: &Part| example.word[..part.span.end].chars().count()).collect();
            if ends.is_empty() {
                ends.push(example.word.chars().count());
            }
            right += i64::from(example.cuts.contains(&ends));
            wholes += i64::from(example.cuts[0].len() == 1);
            false_splits += i64::from(
                ends.len() > 1 && example.cuts.iter().any(|cut| cut.len() == 1) && !example.cuts.contains(&ends),
            );
        }
        log(format!(
            "bias {:4}: {right} of {} right, {false_splits} of {wholes} false splits",
            model.weights.bias,
            material.kept_out.len()
        ));
        best = best.max((right - 2 * false_splits, model.weights.bias));
    }
    best.1
}

/// FNV-1a, to choose words by chance and yet the same ones always.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
