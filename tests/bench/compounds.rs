//! How well compounds are cut, and how fast: `cargo bench --bench compounds -- GOLD_DIR [--errors LIST]`, where `GOLD_DIR` holds lists of
//! `word TAB parts TAB kind TAB alternatives`. A row a list; of the lists that may be learned from, the third that was kept out too.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a program for the hand")]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use fundstelle::analysis::decompound::{Part, Splitter};

/// Each list, whether it may be learned from, and what is asked: exact, false splits.
const LISTS: [(&str, bool, &str); 8] = [
    ("nouns_depth", false, "94 / -"),
    ("nouns_10k", false, "94 / -"),
    ("policy", true, "97 / 1"),
    ("law_parliament", true, "97 / 1"),
    ("news_nouns", true, "97 / 1"),
    ("news_tokens", false, "96 / 1"),
    ("medical", false, "97 / 1"),
    ("ghost_nn", false, "98 / -"),
];

/// A word with all cuts that are right, as joints.
struct Gold {
    word: String,
    cuts: Vec<BTreeSet<usize>>,
    written: String,
}

#[derive(Default)]
struct Score {
    words: usize,
    exact: usize,
    wholes: usize,
    false_splits: usize,
    hits: usize,
    extra: usize,
    missed: usize,
}

fn main() {
    let mut paths: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let errors = paths.iter().position(|argument| argument == "--errors").map(|at| paths.drain(at..).nth(1));
    let [folder] = paths.as_slice() else {
        println!("usage: cargo bench --bench compounds -- GOLD_DIR [--errors LIST]");
        return;
    };
    println!("| list | words | exact | false splits | joint F1 | words/s | asked: exact / false |");
    println!("|---|---|---|---|---|---|---|");
    for (list, is_free, asked) in LISTS {
        let gold = read(&Path::new(folder).join(list).with_extension("tsv"));
        if errors.as_ref().is_some_and(|wanted| wanted.as_deref() == Some(list)) {
            score(&gold, true);
        }
        println!("| {list} | {} | {asked} |", row(&gold.iter().collect::<Vec<_>>()));
        if is_free {
            let kept_out: Vec<&Gold> = gold.iter().filter(|gold| is_kept_out(&gold.word)).collect();
            println!("| {list}, kept out | {} | {asked} |", row(&kept_out));
        }
    }
}

fn row(gold: &[&Gold]) -> String {
    let mut splitter = Splitter::default();
    let mut parts = Vec::new();
    let words: Vec<(String, bool)> = gold.iter().map(|gold| (gold.word.to_lowercase(), is_upper(&gold.word))).collect();
    let started = Instant::now();
    for (word, capitalised) in &words {
        splitter.split(word, *capitalised, &mut parts);
    }
    let speed = words.len() as f64 / started.elapsed().as_secs_f64();
    let score = gold.iter().fold(Score::default(), |mut score, gold| {
        score.add(gold, &cut(&mut splitter, &mut parts, &gold.word));
        score
    });
    let percent = |some: usize, all: usize| 100.0 * some as f64 / all.max(1) as f64;
    let f1 = percent(2 * score.hits, 2 * score.hits + score.extra + score.missed);
    let exact = percent(score.exact, score.words);
    format!("{} | {exact:.2} | {:.2} | {f1:.2} | {speed:.0}", score.words, percent(score.false_splits, score.wholes))
}

fn score(gold: &[Gold], _shown: bool) {
    let (mut splitter, mut parts) = (Splitter::default(), Vec::new());
    for gold in gold {
        let joints = cut(&mut splitter, &mut parts, &gold.word);
        if !gold.cuts.contains(&joints) {
            println!("{}\t{}", gold.written, joined(&gold.word, &joints));
        }
    }
}

fn joined(word: &str, joints: &BTreeSet<usize>) -> String {
    let letter = |(at, letter)| if joints.contains(&at) { format!("|{letter}") } else { format!("{letter}") };
    word.chars().enumerate().map(letter).collect()
}

/// The joints that the splitter sees, in letters.
fn cut(splitter: &mut Splitter, parts: &mut Vec<Part>, word: &str) -> BTreeSet<usize> {
    let lower = word.to_lowercase();
    splitter.split(&lower, is_upper(word), parts);
    parts.iter().skip(1).map(|part| lower[..part.span.start].chars().count()).collect()
}

impl Score {
    fn add(&mut self, gold: &Gold, joints: &BTreeSet<usize>) {
        let best = gold.cuts.iter().min_by_key(|cut| cut.symmetric_difference(joints).count()).expect("a cut");
        self.words += 1;
        self.exact += usize::from(best == joints);
        self.hits += best.intersection(joints).count();
        self.extra += joints.difference(best).count();
        self.missed += best.difference(joints).count();
        if gold.cuts[0].is_empty() {
            self.wholes += 1;
            self.false_splits += usize::from(best != joints);
        }
    }
}

fn read(path: &Path) -> Vec<Gold> {
    let text = std::fs::read_to_string(path).expect("a list of compounds");
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let alternatives = cells.get(3).into_iter().flat_map(|cell| cell.split(';')).filter(|cut| !cut.is_empty());
            let cuts = std::iter::once(cells[1]).chain(alternatives).map(joints).collect();
            Gold { word: cells[0].to_owned(), cuts, written: cells[1].to_owned() }
        })
        .collect()
}

fn joints(cut: &str) -> BTreeSet<usize> {
    let mut end = 0;
    let mut ends: Vec<usize> = cut
        .split('|')
        .map(|part| {
            end += part.chars().count();
            end
        })
        .collect();
    ends.pop();
    ends.into_iter().collect()
}

fn is_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// As the training program chooses: FNV-1a of the word, every third.
fn is_kept_out(word: &str) -> bool {
    word.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) % 3 == 0
}
