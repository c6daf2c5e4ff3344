//! Makes the table of German stems from word lists, and prints the stems of words.
//!
//! `stems make LEXICON [DATA]` reads the folder of word lists that `src/analysis/data/stems/SOURCES.md` names and writes the table;
//! `stems print` reads words, one a line, and writes each with its stems behind a tab.

mod adjectives;
mod families;
mod lexicon;
mod nouns;
mod paradigm;
#[path = "../../analysis/stem/rule.rs"]
mod rule;
#[path = "../../analysis/stem/shape.rs"]
mod shape;
mod table;
mod verbs;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::Path;
use std::{env, fs};

use fundstelle::analysis::{Analysis, Chain, How};
use lexicon::{Lexicon, folded};
use table::{Noun, Table};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", lexicon] => make(Path::new(lexicon), Path::new("src/analysis/data/stems")),
        ["make", lexicon, data] => make(Path::new(lexicon), Path::new(data)),
        ["print"] => print(),
        _ => anyhow::bail!("usage: stems make LEXICON [DATA] | stems print < WORDS"),
    }
}

fn make(folder: &Path, data: &Path) -> anyhow::Result<()> {
    let lexicon = Lexicon::read(folder)?;
    let particles = particles(&lexicon)?;
    let mut paradigms = verbs::read(&lexicon)?;
    let participles: HashSet<String> = lexicon.table("verbs.tsv")?.into_iter().map(|row| row[3].clone()).collect();
    paradigms.extend(adjectives::read(&lexicon, &participles)?);
    let verbs: HashSet<String> = paradigms.iter().filter(|word| word.is_verb).map(|verb| verb.lemma.clone()).collect();
    let mut adjectives = participles;
    adjectives.extend(verbs.iter().map(|infinitive| format!("{infinitive}d")));
    adjectives.extend(paradigms.iter().flat_map(|verb| {
        verb.forms.iter().filter(|form| form.why == 'z' && form.letters.ends_with('d')).map(|form| form.letters.clone())
    }));
    let like_angehoerig =
        |lemma: &str| ["ig", "lich", "isch", "bar", "los"].iter().any(|ending| lemma.ends_with(ending));
    adjectives.extend(
        paradigms.iter().filter(|word| !word.is_verb && like_angehoerig(&word.lemma)).map(|word| word.lemma.clone()),
    );
    paradigms.extend(nouns::read(&lexicon, &verbs, &adjectives)?);
    families::keep_apart(&mut paradigms, &lexicon);
    let table = Table::of(&paradigms, &lexicon, &|word: &str| particles.contains(word));
    let mut builder = fst::MapBuilder::memory();
    for (end, class) in &table.ends {
        builder.insert(end, *class)?;
    }
    let bytes = builder.into_inner()?;
    let rules: Vec<String> = table
        .classes
        .iter()
        .map(|(why, first, second)| {
            let mut line = format!("{why}\t{}", written(first));
            if let Some((second, noun)) = second {
                line.push_str(match noun {
                    Noun::First => "\t1",
                    Noun::Second => "\t2",
                    Noun::BothOrNone => "\t",
                });
                line.push('\t');
                line.push_str(&written(second));
            }
            line
        })
        .collect();
    let mut out = io::stderr().lock();
    writeln!(
        out,
        "{} words, {} ends ({} bytes), {} rules",
        paradigms.len(),
        table.ends.len(),
        bytes.len(),
        rules.len()
    )?;
    fs::write(data.join("german.fst"), bytes)?;
    fs::write(data.join("german.rules"), rules.join("\n") + "\n")?;
    fs::write(data.join("german.particles"), particles.into_iter().collect::<Vec<_>>().join("\n") + "\n")?;
    Ok(())
}

/// `g2u:add`: what goes out, how many letters go, whether an umlaut goes, what comes.
fn written(rule: &rule::Rule) -> String {
    let (cut, plain) = (if rule.cut_mark { "x" } else { "" }, if rule.plain { "u" } else { "" });
    format!("{cut}{plain}{}{}", rule.strip, rule.add)
}

/// What verbs are separated from: each particle that several verbs have.
fn particles(lexicon: &Lexicon) -> io::Result<BTreeSet<String>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in lexicon.table("verbs.tsv")? {
        *counts.entry(folded(&row[5])).or_default() += 1;
    }
    Ok(counts
        .into_iter()
        .filter(|(particle, count)| !particle.is_empty() && *count > 1)
        .map(|(word, _)| word)
        .collect())
}

fn print() -> anyhow::Result<()> {
    let chain = Chain::for_language("de");
    let mut analysis = Analysis::default();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        chain.run(&line, &mut analysis);
        let terms = analysis.words().iter().flat_map(|word| analysis.terms(word));
        let stems: Vec<&str> = terms.filter(|term| term.how == How::Stem).map(|term| analysis.letters(term)).collect();
        writeln!(out, "{line}\t{}", stems.join(" "))?;
    }
    Ok(())
}
