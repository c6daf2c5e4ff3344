//! From paradigms to the table of endings: the shortest ends of words that tell what a form's stem is.
//!
//! Each form and its stem make a rule (`Häuser` → `haus`: two letters go, and an umlaut). In the tree of all forms read from their
//! end, a node gets the rule that most forms below it have, unless the node above says so already. So a form that was never seen
//! is treated like those with the longest end in common, a compound like its head.

use std::collections::{BTreeMap, HashMap};

use crate::lexicon::{Lexicon, folded, spelled};
use crate::paradigm::{Form, Grade, Paradigm};
use crate::rule::Rule;
use crate::shape::Shape;

/// A second stem is kept where its word makes up so much of the form's use.
const SECOND: f32 = 0.003;
/// Nodes with fewer letters decide nothing for words that irregular forms taught them.
const BOUNDARY: u8 = b'^';

/// What a form becomes: one stem or two.
type Class = (Rule, Option<(Rule, Noun)>);

/// Which of two words with the same form is the noun, the one that a capital letter means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Noun {
    First,
    Second,
    BothOrNone,
}

#[derive(Clone, Debug)]
struct Reading {
    stem: String,
    weight: f32,
    usual: bool,
    listed: bool,
    noun: bool,
    why: char,
}

struct Example {
    key: Vec<u8>,
    class: usize,
    /// The class for forms that only end like it: a second word of the same form is no matter of endings.
    vote: usize,
    weight: f32,
}

/// The table: ends of words with the number of a class, and the classes.
pub(crate) struct Table {
    pub(crate) ends: BTreeMap<Vec<u8>, u64>,
    pub(crate) classes: Vec<(char, Rule, Option<(Rule, Noun)>)>,
}

impl Table {
    pub(crate) fn of(paradigms: &[Paradigm], lexicon: &Lexicon, is_particle: &dyn Fn(&str) -> bool) -> Self {
        let mut plain: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
        let mut sharp: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
        for paradigm in paradigms {
            for form in &paradigm.forms {
                let letters = spelled(&form.letters);
                let readings = if letters.contains('ß') { &mut sharp } else { &mut plain };
                add(readings.entry(letters).or_default(), reading(form, paradigm, lexicon));
            }
        }
        let mut apart = Vec::new();
        for (letters, readings) in sharp {
            let with_ss = folded(&letters);
            match plain.get_mut(&with_ss) {
                Some(others) if !others.iter().any(|other| Some(other.stem.as_str()) == best(&readings)) => {
                    apart.push((letters, readings))
                }
                _ => {
                    let all = plain.entry(with_ss).or_default();
                    readings.into_iter().for_each(|reading| add(all, reading));
                }
            }
        }
        let mut classes = Classes::default();
        let mut examples = Vec::new();
        for (form, readings) in &plain {
            let shape = Shape::of(form, is_particle);
            examples.push(classes.example(form, shape, shape.byte(), readings));
        }
        for (form, readings) in &apart {
            examples.push(classes.example(form, Shape::Plain, b's', readings));
        }
        examples.sort_by(|a, b| a.key.cmp(&b.key));
        let (sharp, examples): (Vec<_>, Vec<_>) = examples.into_iter().partition(|example| example.key[0] == b's');
        let mut ends: BTreeMap<Vec<u8>, usize> =
            sharp.into_iter().map(|example| (example.key, example.class)).collect();
        let reaches: Vec<usize> = classes.list.iter().map(reach).collect();
        grow(&examples, 1, None, &reaches, &mut ends);
        classes.number(ends)
    }
}

fn reading(form: &Form, paradigm: &Paradigm, lexicon: &Lexicon) -> Reading {
    let seen = lexicon.is_seen(&form.letters);
    let count = lexicon.count(&form.letters) as f32;
    let weight = match form.grade {
        Grade::Example => 0.01,
        Grade::Rare if seen => 0.3 + 0.1 * count,
        Grade::Rare => 0.02,
        Grade::Usual if seen => (1.0 + count) * paradigm.share,
        Grade::Usual => 0.03,
    };
    let usual = seen && (form.grade == Grade::Usual || count > 0.0);
    let noun = form.letters.starts_with(char::is_uppercase);
    Reading {
        noun,
        stem: paradigm.stem.clone(),
        weight,
        usual,
        listed: form.grade == Grade::Usual && lexicon.is_listed(&form.letters) && paradigm.share > 0.1,
        why: form.why,
    }
}

fn add(readings: &mut Vec<Reading>, new: Reading) {
    match readings.iter_mut().find(|old| old.stem == new.stem) {
        Some(old) => {
            old.weight = old.weight.max(new.weight);
            old.usual |= new.usual;
            old.listed |= new.listed;
            old.noun |= new.noun;
        }
        None => readings.push(new),
    }
}

/// The readings' stems, the likeliest first.
fn ranked(readings: &[Reading]) -> Vec<&Reading> {
    let mut ranked: Vec<&Reading> = readings.iter().collect();
    ranked.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.stem.cmp(&b.stem)));
    ranked
}

fn best(readings: &[Reading]) -> Option<&str> {
    ranked(readings).first().map(|reading| reading.stem.as_str())
}

#[derive(Default)]
struct Classes {
    list: Vec<Class>,
    numbers: HashMap<Class, usize>,
    reasons: Vec<BTreeMap<char, u32>>,
}

impl Classes {
    fn example(&mut self, form: &str, shape: Shape, first: u8, readings: &[Reading]) -> Example {
        let ranked = ranked(readings);
        let (first_reading, mark) = (ranked[0], shape.mark());
        let second = ranked
            .get(1)
            .filter(|second| second.usual && (second.listed || second.weight >= SECOND * first_reading.weight));
        let class = (
            rule(form, mark, &first_reading.stem),
            second.map(|second| {
                let noun = match (first_reading.noun, second.noun) {
                    (true, false) => Noun::First,
                    (false, true) => Noun::Second,
                    _ => Noun::BothOrNone,
                };
                (rule(form, mark, &second.stem), noun)
            }),
        );
        let vote = self.number_of((class.0.clone(), None));
        let number = self.number_of(class);
        for class in [number, vote] {
            *self.reasons[class].entry(first_reading.why).or_default() += 1;
        }
        let mut key = vec![first];
        key.extend(form.bytes().rev());
        key.push(BOUNDARY);
        let weight = if first_reading.usual { 1.0 } else { first_reading.weight.min(0.1) };
        Example { key, class: number, vote, weight }
    }

    fn number_of(&mut self, class: Class) -> usize {
        if let Some(number) = self.numbers.get(&class) {
            return *number;
        }
        self.list.push(class.clone());
        self.reasons.push(BTreeMap::new());
        self.numbers.insert(class, self.list.len() - 1);
        self.list.len() - 1
    }

    /// Gives the classes that are in use their numbers, the most frequent first.
    fn number(self, ends: BTreeMap<Vec<u8>, usize>) -> Table {
        let mut uses: BTreeMap<usize, u32> = BTreeMap::new();
        ends.values().for_each(|class| *uses.entry(*class).or_default() += 1);
        let mut order: Vec<(usize, u32)> = uses.into_iter().collect();
        order.sort_by_key(|(class, uses)| (std::cmp::Reverse(*uses), *class));
        let numbers: HashMap<usize, u64> = order.iter().map(|(class, _)| *class).zip(0..).collect();
        let classes = order.iter().map(|(class, _)| {
            let reason = self.reasons[*class].iter().max_by_key(|(_, count)| **count).map_or('e', |(why, _)| *why);
            let (first, second) = self.list[*class].clone();
            (reason, first, second)
        });
        let classes = classes.collect();
        Table { ends: ends.into_iter().map(|(end, class)| (end, numbers[&class])).collect(), classes }
    }
}

/// The shortest rule from a form to its stem.
fn rule(form: &str, mark: Option<usize>, stem: &str) -> Rule {
    let mut rules = Vec::new();
    let marks = [None, mark];
    for cut in if mark.is_some() { &marks[..] } else { &marks[..1] } {
        let base = cut.map_or(form.to_owned(), |at| format!("{}{}", &form[..at], &form[at + 2..]));
        let common: usize =
            base.chars().zip(stem.chars()).take_while(|(a, b)| a == b).map(|(letter, _)| letter.len_utf8()).sum();
        let mut lengths: Vec<(usize, bool)> = (0..=4).map(|strip| (strip, true)).collect();
        lengths.insert(0, (base.len() - common, false));
        for (strip, plain) in lengths {
            let add = if plain { String::new() } else { stem[common..].to_owned() };
            rules.push(Rule { cut_mark: cut.is_some(), strip, plain, add });
        }
    }
    rules.retain(|rule| {
        let mut made = String::new();
        rule.apply(form, mark, &mut made).is_some() && made == stem
    });
    rules.sort_by_key(|rule| rule.strip + 3 * rule.add.len() + usize::from(rule.plain));
    rules.into_iter().next().unwrap_or(Rule { cut_mark: false, strip: form.len(), plain: false, add: stem.to_owned() })
}

/// How many letters at a form's end a class must know.
fn reach((first, second): &Class) -> usize {
    let of = |rule: &Rule| rule.strip + usize::from(!rule.add.is_empty());
    of(first).max(second.as_ref().map_or(0, |(rule, _)| of(rule)))
}

/// Decides a node, then those below it. `examples` have `depth` bytes in common.
fn grow(
    examples: &[Example],
    depth: usize,
    inherited: Option<usize>,
    reaches: &[usize],
    ends: &mut BTreeMap<Vec<u8>, usize>,
) {
    let Some(first) = examples.first() else { return };
    let end = &first.key[..depth];
    let whole = end.last() == Some(&BOUNDARY);
    let mut votes: BTreeMap<usize, f32> = BTreeMap::new();
    for example in examples {
        let class = if whole { example.class } else { example.vote };
        if whole || reaches[class] < depth {
            *votes.entry(class).or_default() += example.weight;
        }
    }
    let winner = votes.iter().max_by(|a, b| a.1.total_cmp(b.1)).map(|(class, votes)| (*class, *votes));
    let held = inherited.and_then(|class| votes.get(&class)).copied().unwrap_or(0.0);
    let mut decided = inherited;
    if let Some((class, votes)) = winner.filter(|(class, votes)| Some(*class) != inherited && *votes > held) {
        let _ = votes;
        ends.insert(end.to_vec(), class);
        decided = Some(class);
    }
    if whole {
        return;
    }
    let next = |example: &Example| example.key[depth];
    for below in examples.chunk_by(|a, b| next(a) == next(b)) {
        grow(below, depth + 1, decided, reaches, ends);
    }
}
