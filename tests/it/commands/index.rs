//! `fundstelle index`.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use insta::assert_snapshot;

use super::{GRIDS, HARBOURS, NOTES, text_at};
use crate::shelf::Shelf;

/// Name, bytes and time of every file of the index.
fn files_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_new_is_added_and_what_stays_is_left_alone() {
    let shelf = Shelf::stocked();
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 0
    --- stdout
    4 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    ");
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 0
    --- stdout
    0 added, 0 replaced, 4 unchanged, 0 removed, 0 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    ");
}

#[test]
fn what_changes_is_replaced_and_what_is_gone_stays_until_it_is_pruned() {
    let shelf = Shelf::indexed();
    shelf.put("netze.txt", GRIDS.replace("Kollaps", "Stillstand"));
    shelf.remove("haefen.md");
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 0
    --- stdout
    0 added, 1 replaced, 2 unchanged, 0 removed, 0 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    ");
    assert_snapshot!(shelf.run(&["index", "briefs", "--prune", "--format", "json"]), @r#"
    status 0
    --- stdout
    {"v":1,"type":"brief","outcome":"unchanged","id":"briefs/netze.txt","path":"briefs/netze.txt","passages":1,"bytes":145,"error":null}
    {"v":1,"type":"brief","outcome":"unchanged","id":"briefs/notizen.jsonl#moor","path":"briefs/notizen.jsonl","passages":1,"bytes":183,"error":null}
    {"v":1,"type":"brief","outcome":"unchanged","id":"briefs/notizen.jsonl#lots","path":"briefs/notizen.jsonl","passages":1,"bytes":156,"error":null}
    {"v":1,"type":"brief","outcome":"removed","id":"briefs/haefen.md","path":"briefs/haefen.md","passages":2,"bytes":336,"error":null}
    {"v":1,"type":"index","added":0,"replaced":0,"unchanged":3,"removed":1,"skipped":0,"failed":0,"briefs":3,"passages":3,"bytes":484,"seconds":[n]}
    "#);
    assert_snapshot!(shelf.run(&["list"]), @"
    status 0
    --- stdout
    -           de       1  briefs/netze.txt
    2025-01-20  de       1  briefs/notizen.jsonl#lots  Lotsen ausbilden
    2023-05-09  de       1  briefs/notizen.jsonl#moor  Moore vernässen
    ");
}

#[test]
fn without_a_path_what_was_indexed_before_is_brought_up_to_date() {
    let shelf = Shelf::indexed();
    shelf.put("neu.txt", "Neue Wege\n\nNeue Wege führen selten geradeaus zum Ziel.\n");
    assert_snapshot!(shelf.run(&["index"]), @"
    status 0
    --- stdout
    1 added, 0 replaced, 4 unchanged, 0 removed, 0 skipped, 0 failed; 6 passages in 5 briefs; [n] seconds
    ");
}

#[test]
fn without_a_path_and_without_an_index_there_is_nothing_to_do() {
    let shelf = Shelf::new();
    assert_snapshot!(shelf.run(&["index"]), @"
    status 2
    --- stderr
    error: no path is given, and nothing was indexed before
    hint: name a file or a folder: `fundstelle index PATH`
    ");
    // nothing could be done, so nothing is left behind
    assert!(!shelf.path().join("index").exists(), "an empty index was made");
}

#[test]
fn a_path_that_is_not_there_fails_and_the_others_are_indexed() {
    let shelf = Shelf::stocked();
    assert_snapshot!(shelf.run(&["index", "nirgends", "briefs"]), @"
    status 3
    --- stdout
    4 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 1 failed; 5 passages in 4 briefs; [n] seconds
    --- stderr
    failed: nirgends: there is nothing of this name
    ");
}

#[test]
fn records_say_what_became_of_each_brief() {
    let shelf = Shelf::stocked();
    shelf.put("leer.txt", "");
    shelf.put("zerbrochen.jsonl", format!("{NOTES}{{\"id\":\"halb\",\n"));
    assert_snapshot!(shelf.run(&["index", "briefs", "--format", "json"]), @r#"
    status 3
    --- stdout
    {"v":1,"type":"brief","outcome":"added","id":"briefs/haefen.md","path":"briefs/haefen.md","passages":2,"bytes":336,"error":null}
    {"v":1,"type":"brief","outcome":"skipped","id":"briefs/leer.txt","path":"briefs/leer.txt","passages":0,"bytes":0,"error":{"kind":"empty","message":"the file is empty"}}
    {"v":1,"type":"brief","outcome":"added","id":"briefs/netze.txt","path":"briefs/netze.txt","passages":1,"bytes":142,"error":null}
    {"v":1,"type":"brief","outcome":"added","id":"briefs/notizen.jsonl#moor","path":"briefs/notizen.jsonl","passages":1,"bytes":183,"error":null}
    {"v":1,"type":"brief","outcome":"added","id":"briefs/notizen.jsonl#lots","path":"briefs/notizen.jsonl","passages":1,"bytes":156,"error":null}
    {"v":1,"type":"brief","outcome":"added","id":"briefs/zerbrochen.jsonl#moor","path":"briefs/zerbrochen.jsonl","passages":1,"bytes":183,"error":null}
    {"v":1,"type":"brief","outcome":"added","id":"briefs/zerbrochen.jsonl#lots","path":"briefs/zerbrochen.jsonl","passages":1,"bytes":156,"error":null}
    {"v":1,"type":"brief","outcome":"failed","id":"briefs/zerbrochen.jsonl#3","path":"briefs/zerbrochen.jsonl","passages":0,"bytes":13,"error":{"kind":"json","message":"line 3: column 13: EOF while parsing a value"}}
    {"v":1,"type":"index","added":6,"replaced":0,"unchanged":0,"removed":0,"skipped":1,"failed":1,"briefs":6,"passages":7,"bytes":1156,"seconds":[n]}
    --- stderr
    skipped: briefs/leer.txt: the file is empty
    failed: briefs/zerbrochen.jsonl: line 3: column 13: EOF while parsing a value
    hint: a record is one line: {"id": …, "text": "…"}
    "#);
}

#[test]
fn every_broken_line_is_named_and_the_status_is_3() {
    let shelf = Shelf::new();
    let mut lines: Vec<String> = super::records(20).lines().map(str::to_owned).collect();
    "{\"id\":\"r17\",\"text\":".clone_into(&mut lines[16]);
    shelf.put("zwanzig.jsonl", lines.join("\n"));
    assert_snapshot!(shelf.run(&["index", "briefs"]), @r#"
    status 3
    --- stdout
    19 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 1 failed; 19 passages in 19 briefs; [n] seconds
    --- stderr
    failed: briefs/zwanzig.jsonl: line 17: column 19: EOF while parsing a value
    hint: a record is one line: {"id": …, "text": "…"}
    "#);
    // it is read again, and what is in it stays
    assert_snapshot!(shelf.run(&["index", "briefs"]), @r#"
    status 3
    --- stdout
    0 added, 0 replaced, 19 unchanged, 0 removed, 0 skipped, 1 failed; 19 passages in 19 briefs; [n] seconds
    --- stderr
    failed: briefs/zwanzig.jsonl: line 17: column 19: EOF while parsing a value
    hint: a record is one line: {"id": …, "text": "…"}
    "#);
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let shelf = Shelf::indexed();
    shelf.put("neu.txt", "Neue Wege\n\nNeue Wege führen selten geradeaus zum Ziel.\n");
    shelf.put("netze.txt", GRIDS.replace("Kollaps", "Stillstand"));
    shelf.remove("haefen.md");
    let before = files_of(&shelf.path().join("index"));
    assert_snapshot!(shelf.run(&["index", "briefs", "--prune", "--dry-run"]), @"
    status 0
    --- stdout
    replaced: briefs/netze.txt
    added: briefs/neu.txt
    removed: briefs/haefen.md
    1 added, 1 replaced, 2 unchanged, 1 removed, 0 skipped, 0 failed; 4 passages in 4 briefs; [n] seconds
    ");
    assert_snapshot!(shelf.run(&["index", "--rebuild", "--dry-run"]), @"
    status 0
    --- stdout
    added: briefs/netze.txt
    added: briefs/neu.txt
    added: briefs/notizen.jsonl
    added: briefs/notizen.jsonl
    4 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 4 passages in 4 briefs; [n] seconds
    ");
    assert!(before == files_of(&shelf.path().join("index")));
}

#[test]
fn a_dry_run_makes_no_index() {
    let shelf = Shelf::stocked();
    assert_snapshot!(shelf.run(&["index", "briefs", "--dry-run"]), @"
    status 0
    --- stdout
    added: briefs/haefen.md
    added: briefs/netze.txt
    added: briefs/notizen.jsonl
    added: briefs/notizen.jsonl
    4 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    ");
    assert!(!shelf.path().join("index").exists());
}

#[test]
fn a_second_writer_leaves_at_once_and_names_the_lock() {
    let shelf = Shelf::indexed();
    let lock = fs::File::options().write(true).open(shelf.path().join("index/.tantivy-writer.lock")).unwrap();
    lock.try_lock().unwrap();
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 2
    --- stderr
    error: another program is writing to the index: it holds `[shelf]/index/.tantivy-writer.lock`
    hint: wait until it is done, or stop it; a lock left by a dead program holds nobody up
    ");
    assert_snapshot!(shelf.run(&["index", "--rebuild"]), @"
    status 2
    --- stderr
    error: another program is writing to the index: it holds `[shelf]/index/.tantivy-writer.lock`
    hint: wait until it is done, or stop it; a lock left by a dead program holds nobody up
    ");
    assert_snapshot!(shelf.run(&["remove", "briefs"]), @"
    status 2
    --- stderr
    error: another program is writing to the index: it holds `[shelf]/index/.tantivy-writer.lock`
    hint: wait until it is done, or stop it; a lock left by a dead program holds nobody up
    ");
    // whoever only reads is not held up
    shelf.run(&["query", "Lotsen"]).expect(0);
    shelf.run(&["list"]).expect(0);
    shelf.run(&["index", "--dry-run"]).expect(0);
}

#[test]
fn a_folder_of_something_else_is_never_written_to() {
    let shelf = Shelf::stocked();
    let folder = shelf.path().join("index");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("dissertation.txt"), "Unersetzlich").unwrap();
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 2
    --- stderr
    error: `[shelf]/index` holds `dissertation.txt` and no index: it will not be written to
    hint: name another folder with `--index DIR`
    ");
    assert_snapshot!(shelf.run(&["index", "briefs", "--rebuild"]), @"
    status 2
    --- stderr
    error: `[shelf]/index` holds `dissertation.txt` and no index: it will not be written to
    hint: name another folder with `--index DIR`
    ");
    assert_snapshot!(shelf.run(&["query", "--in", "briefs", "Lotsen"]), @"
    status 2
    --- stderr
    error: `[shelf]/index` holds `dissertation.txt` and no index: it will not be written to
    hint: name another folder with `--index DIR`
    ");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_rebuild_spares_what_is_not_of_the_index() {
    let shelf = Shelf::indexed();
    let guest = shelf.path().join("index/dissertation.txt");
    fs::write(&guest, "Unersetzlich").unwrap();
    let ran = shelf.run(&["index", "--rebuild"]);
    assert!(guest.exists(), "{ran}");
}

#[test]
fn a_readme_beside_the_index_is_no_obstacle() {
    let shelf = Shelf::stocked();
    fs::create_dir(shelf.path().join("index")).unwrap();
    fs::write(shelf.path().join("index/README.md"), "Hier liegt der Index.").unwrap();
    shelf.run(&["index", "briefs"]).expect(0);
    shelf.run(&["index", "--rebuild"]).expect(0);
    assert!(shelf.path().join("index/README.md").exists());
}

#[test]
fn the_index_itself_is_never_indexed() {
    let shelf = Shelf::stocked();
    fs::create_dir(shelf.path().join("index")).unwrap();
    fs::write(shelf.path().join("index/README.md"), "Hier liegt der Index.").unwrap();
    shelf.run(&["index", "briefs", "--index", "anderer"]).expect(0);
    let ran = shelf.run(&["index", ".", "--format", "json"]);
    let ids: Vec<String> =
        ran.records().iter().filter_map(|record| Some(record.get("id")?.as_str()?.to_owned())).collect();
    assert_eq!(ids, ["briefs/haefen.md", "briefs/netze.txt", "briefs/notizen.jsonl#moor", "briefs/notizen.jsonl#lots"]);
    assert_snapshot!(shelf.run(&["index", "index"]), @"
    status 0
    --- stdout
    0 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    ");
}

#[test]
fn the_index_may_be_named_by_option_or_environment() {
    let shelf = Shelf::stocked();
    shelf.run(&["index", "briefs", "--index", "dort"]).expect(0);
    let mut command = shelf.command(&["list", "--format", "json"]);
    let output = command.env("FUNDSTELLE_INDEX", "dort").output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 4);
    assert!(!shelf.path().join("index").exists());
}

#[test]
fn standard_input_is_a_brief() {
    let shelf = Shelf::new();
    assert_snapshot!(shelf.run_with(&["index", "-", "--format", "json"], HARBOURS.as_bytes()), @r#"
    status 0
    --- stdout
    {"v":1,"type":"brief","outcome":"added","id":"-","path":"-","passages":2,"bytes":336,"error":null}
    {"v":1,"type":"index","added":1,"replaced":0,"unchanged":0,"removed":0,"skipped":0,"failed":0,"briefs":1,"passages":2,"bytes":336,"seconds":[n]}
    "#);
    assert_snapshot!(shelf.run(&["query", "Lotsen"]), @"
    status 0
    --- stdout
    1.  Häfen im Wandel
        Betrieb
        -:15:1 · 2024-03-01
        **Lotsen** fehlen in allen Häfen. Ohne **Lotsen** steht der Betrieb still.
    ");
    assert_snapshot!(shelf.run(&["list", "--format", "json"]), @r#"
    status 0
    --- stdout
    {"v":1,"type":"brief","id":"-","path":"-","record":null,"title":"Häfen im Wandel","authors":["Ada Muster","Ben Beispiel"],"date":"2024-03-01","lang":"de","url":"https://briefe.example/haefen","media_type":"text/markdown","encoding":"utf-8","hash":"sha256:09f4501a49d021f5740404485fdd4d611396fef6eb387e673552b904bb85b5f5","bytes":336,"passages":2,"stale":false,"metadata":{"topics":["Häfen","Schifffahrt"]}}
    "#);
    assert_snapshot!(shelf.run_with(&["index", "-"], GRIDS.as_bytes()), @"
    status 0
    --- stdout
    0 added, 1 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 1 passages in 1 briefs; [n] seconds
    ");
}

#[test]
fn standard_input_may_be_records() {
    let shelf = Shelf::new();
    assert_snapshot!(shelf.run_with(&["index", "-", "--format", "json"], NOTES.as_bytes()), @r#"
    status 0
    --- stdout
    {"v":1,"type":"brief","outcome":"added","id":"-#moor","path":"-","passages":1,"bytes":183,"error":null}
    {"v":1,"type":"brief","outcome":"added","id":"-#lots","path":"-","passages":1,"bytes":156,"error":null}
    {"v":1,"type":"index","added":2,"replaced":0,"unchanged":0,"removed":0,"skipped":0,"failed":0,"briefs":2,"passages":2,"bytes":339,"seconds":[n]}
    "#);
}

#[test]
fn an_update_leaves_standard_input_as_it_was() {
    let shelf = Shelf::stocked();
    shelf.run_with(&["index", "-", "briefs/netze.txt"], HARBOURS.as_bytes()).expect(0);
    assert_snapshot!(shelf.run(&["index", "--prune"]), @"
    status 0
    --- stdout
    0 added, 0 replaced, 1 unchanged, 0 removed, 0 skipped, 0 failed; 3 passages in 2 briefs; [n] seconds
    ");
    assert_snapshot!(shelf.run(&["index", "--rebuild"]), @"
    status 0
    --- stdout
    1 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 1 passages in 1 briefs; [n] seconds
    --- stderr
    warning: -: what came by standard input cannot be read again: hand it over once more
    ");
}

#[test]
fn packed_files_are_unpacked() {
    let shelf = Shelf::new();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(HARBOURS.as_bytes()).unwrap();
    shelf.put("haefen.md.gz", gzip.finish().unwrap());
    let zstd =
        |text: &str| ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    shelf.put("netze.txt.zst", zstd(GRIDS));
    shelf.put("notizen.jsonl.zst", zstd(NOTES));
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 0
    --- stdout
    4 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    ");
    let hit = &shelf.run(&["query", "Kollaps", "--format", "json"]).records()[0];
    assert_eq!(text_at(hit, "/place/space"), "unpacked");
    assert_eq!(text_at(hit, "/brief/media_type"), "text/plain");
}

#[test]
fn a_rebuild_reads_everything_again() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["index", "--rebuild"]), @"
    status 0
    --- stdout
    4 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    ");
}

#[test]
fn an_index_of_another_version_is_rebuilt_as_its_hint_says() {
    let shelf = Shelf::indexed();
    let marker = shelf.path().join("index/fundstelle.json");
    let text = fs::read_to_string(&marker).unwrap();
    fs::write(&marker, text.replace("\"format\":1", "\"format\":99")).unwrap();
    assert_snapshot!(shelf.run(&["query", "Lotsen"]), @"
    status 2
    --- stderr
    error: the index in `[shelf]/index` is of another version (format 99; this program writes format 1)
    hint: build it anew with `fundstelle index --rebuild`
    ");
    assert_snapshot!(shelf.run(&["index", "briefs"]), @"
    status 2
    --- stderr
    error: the index in `[shelf]/index` is of another version (format 99; this program writes format 1)
    hint: build it anew with `fundstelle index --rebuild`
    ");
    assert_snapshot!(shelf.run(&["index", "--rebuild"]), @"
    status 0
    --- stdout
    4 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    ");
}

#[test]
fn a_damaged_index_is_rebuilt_as_its_hint_says() {
    let shelf = Shelf::indexed();
    for (name, _) in files_of(&shelf.path().join("index")) {
        if name.contains(".term") {
            fs::remove_file(shelf.path().join("index").join(name)).unwrap();
        }
    }
    let ran = shelf.run(&["query", "Lotsen"]).expect(2);
    assert!(ran.stdout.is_empty() && ran.stderr.contains("hint: "), "{ran}");
    shelf.run(&["index", "--rebuild"]).expect(0);
    shelf.run(&["query", "Lotsen"]).expect(0);
}

#[test]
fn the_language_is_the_one_that_is_given_but_for_what_says_its_own() {
    let shelf = Shelf::stocked();
    shelf.run(&["index", "briefs", "--lang", "en"]).expect(0);
    assert_snapshot!(shelf.run(&["list"]), @"
    status 0
    --- stdout
    2024-03-01  en       2  briefs/haefen.md  Häfen im Wandel
    -           en       1  briefs/netze.txt
    2025-01-20  de       1  briefs/notizen.jsonl#lots  Lotsen ausbilden
    2023-05-09  de       1  briefs/notizen.jsonl#moor  Moore vernässen
    ");
    // it stays so
    shelf.put("neu.txt", "Neue Wege\n\nNeue Wege führen selten geradeaus zum Ziel.\n");
    shelf.run(&["index"]).expect(0);
    assert_snapshot!(shelf.run(&["list"]), @"
    status 0
    --- stdout
    2024-03-01  en       2  briefs/haefen.md  Häfen im Wandel
    -           en       1  briefs/netze.txt
    -           en       1  briefs/neu.txt
    2025-01-20  de       1  briefs/notizen.jsonl#lots  Lotsen ausbilden
    2023-05-09  de       1  briefs/notizen.jsonl#moor  Moore vernässen
    ");
    assert_snapshot!(shelf.run(&["index", "briefs", "--lang", "deutsch"]), @"
    status 2
    --- stderr
    error: invalid value 'deutsch' for '--lang <L>': not a language tag such as `de` or `en`

    For more information, try '--help'.
    ");
}

#[test]
fn with_0_words_each_brief_is_one_passage() {
    let shelf = Shelf::stocked();
    assert_snapshot!(shelf.run(&["index", "briefs", "--passage-words", "0", "--format", "json"]), @r#"
    status 0
    --- stdout
    {"v":1,"type":"brief","outcome":"added","id":"briefs/haefen.md","path":"briefs/haefen.md","passages":1,"bytes":336,"error":null}
    {"v":1,"type":"brief","outcome":"added","id":"briefs/netze.txt","path":"briefs/netze.txt","passages":1,"bytes":142,"error":null}
    {"v":1,"type":"brief","outcome":"added","id":"briefs/notizen.jsonl#moor","path":"briefs/notizen.jsonl","passages":1,"bytes":183,"error":null}
    {"v":1,"type":"brief","outcome":"added","id":"briefs/notizen.jsonl#lots","path":"briefs/notizen.jsonl","passages":1,"bytes":156,"error":null}
    {"v":1,"type":"index","added":4,"replaced":0,"unchanged":0,"removed":0,"skipped":0,"failed":0,"briefs":4,"passages":4,"bytes":817,"seconds":[n]}
    "#);
    assert_snapshot!(shelf.run(&["show", "briefs/haefen.md"]), @"
    status 0
    --- stdout
    Häfen im Wandel
    briefs/haefen.md · 2024-03-01 · de

    briefs/haefen.md:1 · briefs/haefen.md:11:1
    Ausbau
    Die Häfen an der Nordsee brauchen tiefere Fahrrinnen. Der Bund trägt die Hälfte der Kosten.
    Betrieb
    Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.
    ");
}

#[test]
fn a_record_that_takes_the_id_of_an_unchanged_one_is_a_second_record_with_the_same_id() {
    let shelf = Shelf::new();
    let second = r#"{"id":"b","text":"Der zweite Satz handelt von Häfen."}"#;
    shelf.put("zwei.jsonl", format!("{}\n{second}\n", r#"{"id":"a","text":"Der erste Satz handelt von Netzen."}"#));
    shelf.run(&["index", "briefs"]).expect(0);
    shelf.put("zwei.jsonl", format!("{}\n{second}\n", r#"{"id":"b","text":"Der neue Satz handelt von Mooren."}"#));
    let ran = shelf.run(&["index", "briefs", "--format", "json"]);
    assert_eq!(ran.code(), 3, "{ran}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let outcomes = ["1", "2", "7"].map(|threads| {
        let shelf = Shelf::stocked();
        let ran = shelf.run(&["index", "briefs", "--threads", threads, "--format", "json"]);
        ran.to_string()
    });
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]));
    assert_snapshot!(Shelf::stocked().run(&["index", "briefs", "--threads", "0"]), @"
    status 2
    --- stderr
    error: invalid value '0' for '--threads <N>': 0 is not in 1..=65535

    For more information, try '--help'.
    ");
}

#[test]
fn a_file_over_the_limit_fails() {
    let shelf = Shelf::stocked();
    shelf.put("gross.txt", "Die Häfen wachsen. ".repeat(100_000));
    assert_snapshot!(shelf.run(&["index", "briefs", "--max-mib", "1"]), @"
    status 3
    --- stdout
    4 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 1 failed; 5 passages in 4 briefs; [n] seconds
    --- stderr
    failed: briefs/gross.txt: larger than the limit of 1048576 bytes
    hint: split it, or hand it over as JSON Lines, one record a part
    ");
}

#[test]
fn a_path_that_never_was_is_an_error_and_not_remembered() {
    let shelf = Shelf::stocked();
    shelf.run(&["index", "nirgends"]).expect(2);
    assert!(!shelf.path().join("index").exists());
    shelf.run(&["index", "brief", "briefs"]).expect(3);
    shelf.run(&["index"]).expect(0);
}
