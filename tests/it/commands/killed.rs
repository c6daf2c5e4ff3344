//! Runs that are killed or stopped: what was acknowledged is on disk, and the next run mends the rest.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{Ran, text_at};
use crate::shelf::{Shelf, fixtures};

const RECORDS: usize = 1_000;

const QUESTIONS: &str = r#"{"id":1,"text":"Seekabel Ostsee"}
{"id":2,"text":"\"Schattenflotte\" der Tanker"}
{"id":3,"text":"Aktenzeichen 17 -Anker"}
{"id":4,"text":"die Sicherheit der Staaten"}
"#;

/// Paragraphs of a fixture again and again, each record with an id and a word of its own.
fn records() -> String {
    let text = fs::read_to_string(fixtures().join("seekabel.txt")).unwrap();
    let paragraphs: Vec<&str> = text.split("\n\n").filter(|paragraph| paragraph.len() > 200).collect();
    let mut lines = String::new();
    for number in 0..RECORDS {
        let text =
            serde_json::to_string(&format!("{}\n\nAktenzeichen {number}.", paragraphs[number % paragraphs.len()]))
                .unwrap();
        writeln!(lines, r#"{{"id":"r{number}","text":{text}}}"#).unwrap();
    }
    lines
}

fn answers(shelf: &Shelf) -> String {
    let ran = shelf.run_with(&["query", "--batch", "-", "--limit", "1000", "--format", "trec"], QUESTIONS.as_bytes());
    ran.expect(0).stdout
}

/// Moments within a run that takes so long, the same shares of it every time.
fn delays(whole: Duration) -> impl Iterator<Item = Duration> {
    (1_u32..).map(move |round| whole * (round * 37 % 90 + 5) / 100)
}

#[test]
fn an_index_whose_writers_were_killed_is_mended_by_the_next() {
    let (killed, fresh) = (Shelf::new(), Shelf::new());
    for shelf in [&killed, &fresh] {
        shelf.put("viele.jsonl", records());
    }
    let started = std::time::Instant::now();
    fresh.run(&["index", "briefs"]).expect(0);
    let mut kills = 0;
    for (round, delay) in delays(started.elapsed()).take(8).enumerate() {
        if round == 4 {
            // half of it by a run of its own, so that updates are killed as well
            let half: String = records().lines().take(RECORDS / 2).flat_map(|line| [line, "\n"]).collect();
            killed.put("viele.jsonl", half);
            killed.run(&["index", "briefs"]).expect(0);
            killed.put("viele.jsonl", records());
        }
        let mut child =
            killed.command(&["index", "briefs"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(delay);
        kills += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(kills > 0, "every run was over before it was killed");
    killed.run(&["index", "briefs"]).expect(0);
    let ids: Vec<String> = killed
        .run(&["list", "--format", "json"])
        .records()
        .iter()
        .map(|brief| text_at(brief, "/id").to_owned())
        .collect();
    assert_eq!(ids.len(), RECORDS);
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), RECORDS);
    assert_eq!(answers(&killed), answers(&fresh));
    let left: Vec<_> =
        fs::read_dir(killed.path().join("index")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".tmp")), "{left:?}");
}

#[test]
fn a_stopped_run_leaves_what_it_acknowledged() {
    for (signal, status) in [("INT", 130), ("TERM", 143)] {
        let shelf = Shelf::new();
        for number in 0..120 {
            shelf.put(
                &format!("{number:03}.jsonl"),
                records().lines().take(40).flat_map(|line| [line, "\n"]).collect::<String>(),
            );
        }
        let started = Instant::now();
        let child = shelf
            .command(&["index", "briefs", "--threads", "1", "--format", "json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        while !shelf.path().join("index/meta.json").exists() {
            assert!(started.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(150));
        shelf.shell(&format!("kill -{signal} {}", child.id())).expect(0);
        let ran = Ran::of(child.wait_with_output().unwrap(), shelf.path());
        assert_eq!(ran.code(), status, "{}", ran.stderr);
        let mut acknowledged: Vec<String> = ran
            .records()
            .iter()
            .filter(|record| record["outcome"] == "added")
            .map(|record| text_at(record, "/id").to_owned())
            .collect();
        let mut there: Vec<String> = shelf
            .run(&["list", "--format", "json"])
            .records()
            .iter()
            .map(|brief| text_at(brief, "/id").to_owned())
            .collect();
        assert!(there.len() < 120 * 40, "the program is too fast for this test");
        acknowledged.sort();
        there.sort();
        assert_eq!(acknowledged, there);
        let summary = shelf.run(&["index", "briefs", "--format", "json"]).expect(0).records().pop().unwrap();
        assert_eq!(summary["briefs"], 120 * 40);
    }
}
