//! JSON Lines: one record a line, as the output contract has them.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::wire::{self, Record};
use super::{Asked, Count, Stats, safe};
use crate::analysis::Analysis;
use crate::brief::{Brief, Language};
use crate::index::{BriefRecord, StoredPassage};
use crate::ingest::{Outcome, Summary};
use crate::passage::Passage;
use crate::search::Hit;

/// A passage that answers a query.
pub fn hit(out: &mut dyn Write, asked: Asked<'_>, hit: &Hit) -> io::Result<()> {
    let space = hit.brief.space.as_str();
    let body = wire::Hit {
        query: wire::Query { id: asked.id, text: asked.text },
        rank: hit.rank,
        score: hit.score,
        brief: wire::Brief::indexed(&hit.brief, hit.stale),
        passage: wire::Passage::indexed(&hit.brief, &hit.passage),
        place: wire::Place::new(space, &hit.place),
        matches: hit.matches.iter().map(|mark| wire::Match::new(space, mark)).collect(),
        snippet: hit.snippet.iter().map(wire::Piece::new).collect(),
        explain: None,
    };
    record(out, "hit", body)
}

/// A brief of the index.
pub fn brief(out: &mut dyn Write, brief: &BriefRecord, stale: bool) -> io::Result<()> {
    record(out, "brief", wire::Brief::indexed(brief, stale))
}

/// A passage of the index.
pub fn stored_passage(
    out: &mut dyn Write,
    brief: &BriefRecord,
    stale: bool,
    passage: &StoredPassage,
) -> io::Result<()> {
    record(out, "passage", wire::Cut::indexed(brief, stale, passage))
}

/// The passages of a brief that was just read.
pub fn read_passages(out: &mut dyn Write, brief: &Brief, language: Language, passages: &[Passage]) -> io::Result<()> {
    passages
        .iter()
        .try_for_each(|passage| record(out, "passage", wire::Cut::read(brief, &language, passages.len(), passage)))
}

/// What became of one brief.
pub fn outcome(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    record(out, "brief", wire::Outcome::new(outcome))
}

/// What a whole run did.
pub fn summary(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    record(out, "index", wire::Summary::new(summary))
}

/// A text word by word.
pub fn analysis(out: &mut dyn Write, line: usize, language: &str, text: &str, analysis: &Analysis) -> io::Result<()> {
    record(out, "analysis", wire::Analysed::new(line, language, text, analysis))
}

/// How much was analysed, and how fast.
pub fn count(out: &mut dyn Write, count: &Count) -> io::Result<()> {
    let &Count { bytes, words, parts, terms, seconds } = count;
    record(out, "count", wire::Count { bytes, words, parts, terms, seconds })
}

/// A whole index.
pub fn stats(out: &mut dyn Write, stats: &Stats<'_>) -> io::Result<()> {
    let body = wire::Stats {
        root: &stats.root,
        index: &stats.index,
        format: stats.format,
        analysis: stats.analysis,
        briefs: stats.briefs,
        passages: stats.passages,
        bytes: stats.bytes,
        size: stats.size,
        words: stats.words,
        languages: &stats.languages,
        roots: stats.roots.iter().map(|root| root.id.as_str()).collect(),
    };
    record(out, "stats", body)
}

fn record(out: &mut dyn Write, kind: &'static str, body: impl Serialize) -> io::Result<()> {
    Record::new(kind, body).serialize(&mut Serializer::with_formatter(&mut *out, Safe))?;
    out.write_all(b"\n")
}

/// Compact JSON in which a terminal finds nothing to obey: those characters are escaped, which reads back the same.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(safe::is_unsafe) {
            let (before, behind) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            let mut characters = behind.chars();
            if let Some(character) = characters.next() {
                write!(writer, "\\u{:04x}", u32::from(character))?;
            }
            rest = characters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{QueryId, sample};

    fn line(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_hit_has_every_field_in_the_order_of_the_contract() {
        let asked = Asked { id: None, text: "Räte" };
        let written = line(|out| hit(out, asked, &sample::hit()));
        let expected = concat!(
            r#"{"v":1,"type":"hit","query":{"id":null,"text":"Räte"},"rank":1,"score":14.208112,"#,
            r#""brief":{"id":"briefs/r%C3%A4te.txt","path":"briefs/räte.txt","record":null,"title":null,"authors":[],"#,
            r#""date":null,"lang":"de","url":null,"media_type":"text/plain","encoding":"utf-8","hash":"sha256:00","#,
            r#""bytes":29,"passages":1,"stale":false,"metadata":{}},"#,
            r#""passage":{"id":"briefs/r%C3%A4te.txt:1","number":1,"lang":"de","heading":["Lage"],"#,
            r#""text":"Die Räte tagen. Sie beraten."},"#,
            r#""place":{"space":"file","byte":[0,29],"char":[0,28],"utf16":[0,28],"line":[1,1],"column":[1,29],"page":null},"#,
            r#""matches":[],"snippet":[{"text":"Die ","match":false},{"text":"Räte","match":true},"#,
            r#"{"text":" tagen.","match":false}],"explain":null}"#,
            "\n"
        );
        assert_eq!(written, expected);
    }

    #[test]
    fn a_match_without_a_place_says_so() {
        let found =
            wire::Match { text: "Räte", query: "Rat", how: "stem", field: "title", place: None, in_text: None };
        let written = serde_json::to_string(&found).unwrap();
        assert_eq!(
            written,
            r#"{"text":"Räte","query":"Rat","how":"stem","field":"title","place":null,"in_text":null}"#
        );
    }

    #[test]
    fn the_sentences_of_a_passage_cover_it_in_every_unit() {
        let hit = sample::hit();
        let written = line(|out| stored_passage(out, &hit.brief, false, &hit.passage));
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        let sentences = read["sentences"].as_array().unwrap();
        assert_eq!(sentences[1]["text"], "Sie beraten.");
        assert_eq!(sentences[1]["in_text"]["byte"], serde_json::json!([17, 29]));
        assert_eq!(sentences[1]["in_text"]["char"], serde_json::json!([16, 28]));
        assert_eq!(sentences[1]["place"]["column"], serde_json::json!([17, 29]));
        assert_eq!(read["headings"][0]["level"], 1);
    }

    #[test]
    fn the_id_of_a_query_stays_a_number_or_a_text() {
        let (number, text) = (QueryId::Number(7.into()), QueryId::Text("7".to_owned()));
        let id = |id| line(|out| hit(out, Asked { id: Some(id), text: "" }, &sample::hit()));
        assert!(id(&number).contains(r#""query":{"id":7,"text":""}"#));
        assert!(id(&text).contains(r#""query":{"id":"7","text":""}"#));
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_reads_back_the_same() {
        let text = "a\u{9B}31m\u{202E}b\u{7F}\u{1B}ä\"";
        let written = line(|out| hit(out, Asked { id: None, text }, &sample::hit()));
        assert!(written.contains(r#""text":"a\u009b31m\u202eb\u007f\u001bä\"""#), "{written}");
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["query"]["text"], text);
    }

    #[test]
    fn a_summary_has_every_count() {
        let done = Summary { added: 2, passages: 9, seconds: 0.5, ..Summary::default() };
        assert_eq!(
            line(|out| summary(out, &done)),
            concat!(
                r#"{"v":1,"type":"index","added":2,"replaced":0,"unchanged":0,"removed":0,"skipped":0,"failed":0,"#,
                r#""briefs":0,"passages":9,"bytes":0,"seconds":0.5}"#,
                "\n"
            )
        );
    }
}
