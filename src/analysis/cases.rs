//! Runs the cases of `fixtures/analysis/*.md`; what their tables say stands in `fixtures/analysis/README.md`.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Analysis, Chain, Field, How};

fn analysed(code: &str, text: &str) -> Analysis {
    let mut analysis = Analysis::default();
    Chain::for_language(code).run(text, &mut analysis);
    analysis
}

/// The files of cases, in order.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/analysis");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_case = |path: &PathBuf| path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md");
    let mut files: Vec<PathBuf> = entries.filter(is_case).collect();
    files.sort();
    files
}

/// Writes `\u{AD}` for an invisible character, as the cases do.
fn shown(text: &str) -> String {
    let show = |character: char| {
        let plain = character == ' ' || !(character.is_whitespace() || character.is_control() || is_hidden(character));
        if plain {
            character.to_string()
        } else {
            character.escape_unicode().to_string().to_uppercase().replace('U', "u")
        }
    };
    text.chars().map(show).collect()
}

fn is_hidden(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{2010}' | '\u{2011}' | '\u{FEFF}')
}

/// Reads `\u{AD}` as that character.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split("\\u{");
    let mut out = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (code, rest) = piece.split_once('}').unwrap();
        out.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap());
        out.push_str(rest);
    }
    out
}

/// What a table must say for this analysis: a row for each word or for each of its terms.
fn rows(kind: &str, text: &str, analysis: &Analysis) -> Vec<String> {
    let mut rows = Vec::new();
    for word in analysis.words() {
        let mut name = shown(word.span.of(text));
        if kind == "words" {
            let parts: Vec<String> = analysis.parts(word).iter().map(|part| shown(part.of(text))).collect();
            rows.push(row(&[&name, &word.position.to_string(), &word.width.to_string(), &parts.join(" + ")]));
            continue;
        }
        for term in analysis.terms(word) {
            let (position, letters) = (term.position.to_string(), shown(analysis.letters(term)));
            let of = shown(term.span.of(text));
            rows.push(row(&[&name, &position, term.field.name(), term.how.name(), &letters, &of, term.why]));
            name.clear();
        }
    }
    rows
}

fn row(cells: &[&str]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// The stems of the words of `text`, the parts' own left out, as one string.
fn stems(code: &str, text: &str) -> String {
    let analysis = analysed(code, text);
    let terms = analysis.words().iter().flat_map(|word| analysis.terms(word));
    let stems = terms.filter(|term| term.field == Field::Stem && term.how == How::Stem);
    stems.map(|term| analysis.letters(term)).collect::<Vec<_>>().join(" ")
}

/// One table of a file: its header's cells, its rows, and the language and text that stand before it.
struct Table<'f> {
    line: usize,
    header: Vec<&'f str>,
    rows: Vec<&'f str>,
    code: &'f str,
    text: String,
}

fn tables(file: &str) -> Vec<Table<'_>> {
    let (mut tables, mut code, mut text): (Vec<Table<'_>>, &str, String) = (Vec::new(), "de", String::new());
    let mut lines = file.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            code = info;
            let block: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
            text = unescaped(&block.join("\n"));
        } else if line.starts_with('|') {
            let mut rows = Vec::new();
            while let Some((_, row)) = lines.next_if(|(_, line)| line.starts_with('|')) {
                rows.push(row);
            }
            rows.remove(0);
            tables.push(Table { line: number + 1, header: cells(line), rows, code, text: text.clone() });
        }
    }
    tables
}

fn cells(row: &str) -> Vec<&str> {
    row.trim_matches('|').split(" | ").map(str::trim).collect()
}

/// What is wrong with a table, for people.
fn fault(table: &Table<'_>) -> Option<String> {
    let got = match table.header.as_slice() {
        ["word", "at", "width", "parts"] => rows("words", &table.text, &analysed(table.code, &table.text)),
        ["word", "at", "field", "how", "letters", "of", "why"] => {
            rows("terms", &table.text, &analysed(table.code, &table.text))
        }
        [meet, "under"] => return table.rows.iter().find_map(|row| unmet(meet.strip_suffix(": these meet")?, row)),
        [differ] => return table.rows.iter().find_map(|row| met(differ.strip_suffix(": these differ")?, row)),
        _ => return Some("no such table".to_owned()),
    };
    let want: Vec<String> = table.rows.iter().map(|line| row(&cells(line))).collect();
    (want != got).then(|| format!("the analysis says\n{}", got.join("\n")))
}

fn unmet(code: &str, row: &str) -> Option<String> {
    let cells = cells(row);
    let stem_of = |word: &str| stems(code, &unescaped(word));
    let stray = cells.first()?.split(", ").find(|word| Some(stem_of(word).as_str()) != cells.get(1).copied());
    stray.map(|word| format!("`{word}` is under `{}`", stem_of(word)))
}

fn met(code: &str, row: &str) -> Option<String> {
    let mut stems: Vec<String> = cells(row).first()?.split(", ").map(|word| stems(code, &unescaped(word))).collect();
    stems.sort();
    stems.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| format!("two words of {row} are under `{}`", pair[0]))
}

#[test]
fn the_cases_hold() {
    let mut faults = Vec::new();
    let mut count = 0;
    for path in files() {
        let file = fs::read_to_string(&path).unwrap();
        for table in tables(&file) {
            count += table.rows.len();
            faults.extend(fault(&table).map(|fault| format!("{}:{}: {fault}", path.display(), table.line)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert!(count > 100, "only {count} cases were found");
}
