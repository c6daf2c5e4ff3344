//! Input that means harm, or was harmed. Nothing here stops a job, hangs, or reaches a terminal raw.

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use super::{GRIDS, Ran, text_at};
use crate::shelf::Shelf;

/// The ids of all briefs.
fn ids(shelf: &Shelf) -> Vec<String> {
    let briefs = shelf.run(&["list", "--format", "json"]).expect(0).records();
    briefs.iter().map(|brief| text_at(brief, "/id").to_owned()).collect()
}

/// Fails where a text holds something that a terminal would obey, or that turns what it shows around.
#[track_caller]
fn is_safe(ran: &Ran) {
    for text in [&ran.stdout, &ran.stderr] {
        let found = text.chars().find(|sign| {
            (sign.is_control() && *sign != '\n') || matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        });
        assert_eq!(found, None, "{text:?}");
    }
}

#[test]
fn what_is_no_text_is_skipped_and_named() {
    let shelf = Shelf::new();
    shelf.put("leer.txt", "");
    shelf.put("weiss.txt", " \n\t\u{A0}\n");
    shelf.put("nullen.txt", [0; 4096]);
    shelf.put("bild.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR");
    shelf.put("bericht.pdf", "%PDF-1.5");
    shelf.put("bericht.docx", "PK\x03\x04");
    shelf.put("seite.html", "<!doctype html><p>Text");
    shelf.put("seite.txt", "<!doctype html><p>Text");
    shelf.put("leer.txt.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 0
    --- stdout
    0 added, 0 replaced, 0 unchanged, 0 removed, 9 skipped, 0 failed; 0 passages in 0 briefs; [n] seconds
    --- stderr
    skipped: briefs/bericht.docx: a Word document cannot be read yet
    hint: convert it to plain text or Markdown
    skipped: briefs/bericht.pdf: PDF cannot be read yet
    hint: convert it to plain text or Markdown
    skipped: briefs/bild.txt: not a text: a PNG picture
    skipped: briefs/leer.txt: the file is empty
    skipped: briefs/leer.txt.gz: the file is empty
    skipped: briefs/nullen.txt: not a text: it holds control characters
    skipped: briefs/seite.html: HTML cannot be read yet
    hint: convert it to plain text or Markdown
    skipped: briefs/seite.txt: HTML cannot be read yet
    hint: convert it to plain text or Markdown
    skipped: briefs/weiss.txt: no text in it
    ");
    // and again, without being read
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 0
    --- stdout
    0 added, 0 replaced, 0 unchanged, 0 removed, 9 skipped, 0 failed; 0 passages in 0 briefs; [n] seconds
    --- stderr
    skipped: briefs/bericht.docx: a Word document cannot be read yet
    hint: convert it to plain text or Markdown
    skipped: briefs/bericht.pdf: PDF cannot be read yet
    hint: convert it to plain text or Markdown
    skipped: briefs/bild.txt: not a text: a PNG picture
    skipped: briefs/leer.txt: the file is empty
    skipped: briefs/leer.txt.gz: the file is empty
    skipped: briefs/nullen.txt: not a text: it holds control characters
    skipped: briefs/seite.html: HTML cannot be read yet
    hint: convert it to plain text or Markdown
    skipped: briefs/seite.txt: HTML cannot be read yet
    hint: convert it to plain text or Markdown
    skipped: briefs/weiss.txt: no text in it
    ");
}

#[test]
fn a_file_of_no_records_is_skipped_and_named() {
    let shelf = Shelf::new();
    shelf.put("leer.jsonl", "\n\n");
    let ran = shelf.run(&["index", "briefs", "--format", "json"]).expect(0);
    assert_eq!(ran.records().pop().unwrap()["skipped"], 1, "{ran}");
    assert!(ran.stderr.contains("skipped: briefs/leer.jsonl"), "{ran}");
}

#[test]
fn a_second_record_with_the_same_id_is_named_by_its_line() {
    let shelf = Shelf::new();
    shelf.put("zwei.jsonl", "{\"id\":\"a\",\"text\":\"Eins.\"}\n{\"id\":\"a\",\"text\":\"Zwei.\"}\n");
    let ran = shelf.run(&["index", "briefs"]).expect(3);
    assert!(ran.stderr.contains("briefs/zwei.jsonl: line 2: "), "{ran}");
}

#[test]
fn packed_files_that_are_damaged_fail() {
    let shelf = Shelf::new();
    let zstd = ruzstd::encoding::compress_to_vec(GRIDS.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    shelf.put("halb.txt.zst", &zstd[..zstd.len() / 2]);
    shelf.put("kaum.txt.gz", [0x1F, 0x8B, 8, 0]);
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 3
    --- stdout
    0 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 2 failed; 0 passages in 0 briefs; [n] seconds
    --- stderr
    failed: briefs/halb.txt.zst: damaged: Failed to parse block header: Error while reading bytes for Raw: failed to fill whole buffer
    failed: briefs/kaum.txt.gz: damaged: the archive ends in the middle
    ");
}

#[test]
fn invalid_utf_8_in_the_middle_is_shown_as_such() {
    let shelf = Shelf::new();
    let text = "Die Häfen brauchen tiefere Fahrrinnen. ".repeat(60);
    shelf.put("mitte.txt", [text.as_bytes(), b"\xFF\xFE Mitte \xC3(\n", text.as_bytes()].concat());
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 0
    --- stdout
    1 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 4 passages in 1 briefs; [n] seconds
    --- stderr
    warning: briefs/mitte.txt: 3 parts are not utf-8 and shown as U+FFFD
    ");
    let hit = shelf.run(&["query", "Mitte", "--format", "json"]).expect(0).records().remove(0);
    let bytes = fs::read(shelf.briefs().join("mitte.txt")).unwrap();
    let place = |at: usize| usize::try_from(hit["matches"][0]["place"]["byte"][at].as_u64().unwrap()).unwrap();
    assert_eq!(&bytes[place(0)..place(1)], b"Mitte");
}

#[test]
fn names_are_made_safe_for_people_and_kept_for_programs() {
    let shelf = Shelf::new();
    let names: [&[u8]; 9] = [
        b"zeile\numbruch.txt",
        b"\x1b[31mrot.txt",
        "\u{202E}txt.exe".as_bytes(),
        "\u{9B}31m.txt".as_bytes(),
        b"tab\t.txt",
        b" leer .txt",
        b"-rf.txt",
        b"100%25#1.txt",
        b"latin1_\xFC.txt",
    ];
    for name in names {
        fs::write(shelf.briefs().join(std::ffi::OsStr::from_bytes(name)), GRIDS).unwrap();
        let mut kaputt = name.to_vec();
        kaputt.extend(b".jsonl");
        fs::write(shelf.briefs().join(std::ffi::OsStr::from_bytes(&kaputt)), "{").unwrap();
    }
    let ran = shelf.run(&["index", "briefs"]).expect(3);
    is_safe(&ran);
    assert_snapshot!(ran, @r#"
    status 3
    --- stdout
    9 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 9 failed; 9 passages in 9 briefs; [n] seconds
    --- stderr
    failed: briefs/�[31mrot.txt.jsonl: line 1: column 1: EOF while parsing an object
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/ leer .txt.jsonl: line 1: column 1: EOF while parsing an object
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/-rf.txt.jsonl: line 1: column 1: EOF while parsing an object
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/100%25#1.txt.jsonl: line 1: column 1: EOF while parsing an object
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/latin1_�.txt.jsonl: line 1: column 1: EOF while parsing an object
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/tab .txt.jsonl: line 1: column 1: EOF while parsing an object
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/zeile umbruch.txt.jsonl: line 1: column 1: EOF while parsing an object
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/�31m.txt.jsonl: line 1: column 1: EOF while parsing an object
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/�txt.exe.jsonl: line 1: column 1: EOF while parsing an object
    hint: a record is one line: {"id": …, "text": "…"}
    "#);
    assert_snapshot!(ids(&shelf).join("\n").replace('\u{202E}', "[202E]"), @"
    briefs/%1B[31mrot.txt
    briefs/%20leer%20.txt
    briefs/%C2%9B31m.txt
    briefs/-rf.txt
    briefs/100%2525%231.txt
    briefs/latin1_%FC.txt
    briefs/tab%09.txt
    briefs/zeile%0Aumbruch.txt
    briefs/[202E]txt.exe
    ");
    for arguments in [
        &["list"][..],
        &["query", "Kollaps"],
        &["query", "Kollaps", "--format", "vimgrep"],
        &["query", "Kollaps", "--format", "json"],
        &["list", "--format", "json"],
    ] {
        is_safe(&shelf.run(arguments).expect(0));
    }
    // every id finds its brief, its text and its file again
    for id in ids(&shelf) {
        is_safe(&shelf.run(&["show", &id]).expect(0));
        assert_eq!(
            shelf.run(&["show", &format!("{id}:1"), "--text"]).expect(0).stdout,
            GRIDS.split_once("\n\n").unwrap().1.trim_end()
        );
        shelf.run(&["remove", &id]).expect(0);
    }
    assert_eq!(ids(&shelf), [""; 0]);
}

#[test]
fn stale_names_are_made_safe_too() {
    let shelf = Shelf::new();
    shelf.put("\u{1b}[31m\u{202E}rot.txt", GRIDS);
    shelf.run(&["index", "briefs"]).expect(0);
    shelf.remove("\u{1b}[31m\u{202E}rot.txt");
    is_safe(&shelf.run(&["query", "Kollaps"]).expect(0));
    is_safe(&shelf.run(&["show", "\u{1b}[31m", "--index", "index"]));
    is_safe(&shelf.run(&["query", "\"\u{1b}[31m\u{202E}"]));
    is_safe(&shelf.run(&["query", "x", "--filter", "\u{1b}[31m"]));
    is_safe(&shelf.run(&["query", "x", "--index", "\u{1b}[31m"]));
}

#[test]
fn texts_and_metadata_are_made_safe_for_people() {
    let shelf = Shelf::new();
    shelf.put(
        "boese.jsonl",
        r#"{"id":"\u001b[31m\u202e","title":"\u001b]0;Titel\u0007\u202eTitel","text":"Vorne \u001b[2J\u009b31m\u202e Hafen\r\b hinten \u2066.","date":"2024-01-01","url":"\u001b[2J","authors":["\u001b[2J"]}"#,
    );
    shelf.run(&["index", "briefs"]).expect(0);
    for arguments in [
        &["list"][..],
        &["query", "Hafen"],
        &["query", "Hafen", "--format", "vimgrep"],
        &["query", "Hafen", "--format", "json"],
    ] {
        is_safe(&shelf.run(arguments).expect(0));
    }
    let id = ids(&shelf).remove(0);
    is_safe(&shelf.run(&["show", &id]).expect(0));
    is_safe(&shelf.run(&["passages", "briefs/boese.jsonl"]).expect(0));
    is_safe(&shelf.run(&["analyze", "Ha\u{1b}[31mfen\u{202E}"]).expect(0));
}

#[test]
fn a_folder_that_may_not_be_read_fails_and_the_others_are_indexed() {
    let shelf = Shelf::stocked();
    let (folder, file) = (shelf.briefs().join("geheim"), shelf.briefs().join("netze.txt"));
    fs::create_dir(&folder).unwrap();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&folder, 0o000);
    mode(&file, 0o000);
    fs::create_dir(shelf.path().join("index")).unwrap();
    mode(&shelf.path().join("index"), 0o777);
    assert_snapshot!(shelf.run_as_nobody(&["index", "briefs"]), @"
    status 3
    --- stdout
    3 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 2 failed; 4 passages in 3 briefs; [n] seconds
    --- stderr
    failed: briefs/geheim: no permission to read it
    hint: run as a user who may read it, or change its permissions
    failed: briefs/netze.txt: no permission to read it
    hint: run as a user who may read it, or change its permissions
    ");
    mode(&folder, 0o755);
}

#[test]
fn two_hundred_folders_deep() {
    let shelf = Shelf::new();
    let deep = shelf.briefs().join(["tief"; 200].join("/"));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("x.txt"), GRIDS).unwrap();
    shelf.run(&["index", "briefs"]).expect(0);
    assert_eq!(ids(&shelf).len(), 1);
}

#[test]
fn links_lead_neither_in_circles_nor_out() {
    let shelf = Shelf::stocked();
    let link = |target: &str, name: &str| symlink(target, shelf.briefs().join(name)).unwrap();
    fs::write(shelf.path().join("draussen.txt"), GRIDS).unwrap();
    link(".", "selbst");
    link("..", "hoch");
    link("kreis_b", "kreis_a");
    link("kreis_a", "kreis_b");
    link("/dev/zero", "geraet.txt");
    link("../draussen.txt", "hinaus.txt");
    link("netze.txt", "doppelt.txt");
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 3
    --- stdout
    4 added, 0 replaced, 0 unchanged, 0 removed, 3 skipped, 2 failed; 5 passages in 4 briefs; [n] seconds
    --- stderr
    skipped: briefs/geraet.txt: the link leads out of the folder, to /dev/zero
    hint: name it itself: /dev/zero
    skipped: briefs/hinaus.txt: the link leads out of the folder, to [shelf]/draussen.txt
    hint: name it itself: [shelf]/draussen.txt
    skipped: briefs/hoch: the link leads out of the folder, to [shelf]
    hint: name it itself: [shelf]
    failed: briefs/kreis_a: Too many levels of symbolic links (os error 40)
    failed: briefs/kreis_b: Too many levels of symbolic links (os error 40)
    ");
    assert_eq!(ids(&shelf).len(), 4);
}

#[test]
fn a_named_pipe_is_not_waited_for() {
    let shelf = Shelf::stocked();
    assert!(Command::new("mkfifo").arg(shelf.briefs().join("rohr.txt")).status().unwrap().success());
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 0
    --- stdout
    4 added, 0 replaced, 0 unchanged, 0 removed, 1 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    --- stderr
    skipped: briefs/rohr.txt: not a file but a named pipe
    ");
    // nor where it took the place of a brief
    shelf.remove("netze.txt");
    assert!(Command::new("mkfifo").arg(shelf.briefs().join("netze.txt")).status().unwrap().success());
    let started = Instant::now();
    let mut child = shelf
        .command(&["query", "Kollaps"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("a query waits for a pipe");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_file_that_vanishes_between_walk_and_read_fails_alone() {
    let shelf = Shelf::new();
    for number in 0..400 {
        shelf.put(&format!("{number:03}.txt"), GRIDS.repeat(40));
    }
    let child = shelf
        .command(&["index", "briefs", "--threads", "1", "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // the last ones first: those the walk has seen, and the reader not yet
    for number in (0..400).rev() {
        shelf.remove(&format!("{number:03}.txt"));
        std::thread::sleep(Duration::from_micros(300));
    }
    let ran = Ran::of(child.wait_with_output().unwrap(), shelf.path());
    assert!(matches!(ran.code(), 0 | 3), "{ran}");
    for record in ran.records().iter().filter(|record| record["outcome"] == "failed") {
        assert_eq!(text_at(record, "/error/kind"), "missing");
    }
    let summary = ran.records().pop().unwrap();
    assert_eq!(ids(&shelf).len() as u64, summary["briefs"].as_u64().unwrap());
}

#[test]
fn records_that_are_broken_in_every_way_are_named_each() {
    let shelf = Shelf::new();
    let lines = [
        r#"{"id":"gut","text":"Die Häfen wachsen."}"#.to_owned(),
        r#"{"id":"halb","text":"abgeschnitten"#.to_owned(),
        r#"{"id":"surrogat","text":"\ud800 allein"}"#.to_owned(),
        "[".repeat(100_000),
        r#"{"id":"gut","text":"dieselbe id"}"#.to_owned(),
        r#"{"id":7,"text":null}"#.to_owned(),
        r#"{"text":"ohne id"}"#.to_owned(),
        format!(r#"{{"id":"{}","text":"lange id"}}"#, "x".repeat(10_000)),
        r#"{"id":"../../etc/passwd","text":"Pfad als id"}"#.to_owned(),
        "null".to_owned(),
        String::new(),
        r#"{"id":"leer","text":" "}"#.to_owned(),
        r#"{"id":8,"text":"eine Zahl als id"}"#.to_owned(),
        r#"{"id":"ende","text":"Das Ende."}"#.to_owned(),
    ];
    shelf.put("alle.jsonl", lines.join("\n"));
    assert_snapshot!(shelf.run(&["index", "briefs"]), @r#"
    status 3
    --- stdout
    5 added, 0 replaced, 0 unchanged, 0 removed, 1 skipped, 7 failed; 5 passages in 5 briefs; [n] seconds
    --- stderr
    failed: briefs/alle.jsonl: line 2: column 34: EOF while parsing a string
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/alle.jsonl: line 3: column 32: unexpected end of hex escape
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/alle.jsonl: line 4: column 128: recursion limit exceeded
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/alle.jsonl: line 5: a second record with the same id, `briefs/alle.jsonl#gut`
    hint: give each record of a file an id of its own
    failed: briefs/alle.jsonl: line 6: column 1: "text" is null, not a string
    hint: a record is one line: {"id": …, "text": "…"}
    failed: briefs/alle.jsonl: line 8: its id has 10000 bytes; 4096 are the most
    hint: give the record a shorter "id", or none: its line is its name then
    failed: briefs/alle.jsonl: line 10: column 1: null, not an object
    hint: a record is one line: {"id": …, "text": "…"}
    skipped: briefs/alle.jsonl: line 12: no text in it
    "#);
    assert_snapshot!(ids(&shelf).join("\n"), @"
    briefs/alle.jsonl#../../etc/passwd
    briefs/alle.jsonl#7
    briefs/alle.jsonl#8
    briefs/alle.jsonl#ende
    briefs/alle.jsonl#gut
    ");
}

/// Each of these once cost the square of its length somewhere, in some program.
#[test]
fn long_rows_of_the_same_take_time_in_their_length() {
    let shelf = Shelf::new();
    shelf.put("zitate.md", ">".repeat(50_000) + GRIDS);
    shelf.put("klammern.md", "[".repeat(50_000) + GRIDS);
    shelf.put("sterne.md", "*a ".repeat(50_000) + GRIDS);
    shelf.put("zeichen.txt", format!("a{} {GRIDS}", "\u{301}".repeat(100_000)));
    shelf.put("wort.txt", "Donaudampfschifffahrtsgesellschaft".repeat(3_000) + " " + GRIDS);
    shelf.put("leerzeilen.txt", "\n".repeat(500_000) + GRIDS);
    shelf.put("punkte.txt", "z. B. ".repeat(50_000) + GRIDS);
    shelf.put("zeile.txt", GRIDS.replace('\n', " ").repeat(5_000));
    let started = Instant::now();
    let ran = shelf.run(&["index", "briefs", "--format", "json"]).expect(0);
    assert_eq!(ran.records().pop().unwrap()["added"], 8);
    shelf.run(&["query", "Kollaps", "--limit", "1000", "--format", "json"]).expect(0);
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
}

/// A brief that is one passage may be long.
#[test]
fn a_snippet_of_a_long_passage_takes_time_in_its_length() {
    let shelf = Shelf::new();
    shelf.put("lang.txt", "Der Hafen wächst. Die Stadt wächst mit. ".repeat(5_000));
    shelf.run(&["index", "briefs", "--passage-words", "0"]).expect(0);
    let started = Instant::now();
    shelf.run(&["query", "Hafen", "Stadt", "wachsen", "--format", "json"]).expect(0);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[test]
fn a_query_of_any_length_is_answered() {
    let shelf = Shelf::indexed();
    let started = Instant::now();
    for text in [
        "Hafen ".repeat(100_000),
        (0..50_000).map(|n| n.to_string()).collect::<Vec<_>>().join(" "),
        "\"".repeat(100_000),
        "„a ".repeat(50_000),
        "-x ".repeat(50_000),
        format!("\"{}\"", "Lotsen ".repeat(20_000)),
    ] {
        let ran = shelf.run_with(&["query", "-", "--limit", "1"], text.as_bytes());
        assert!(matches!(ran.code(), 0 | 1), "{}", ran.code());
    }
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
}
