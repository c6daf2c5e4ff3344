//! `fundstelle passages`: what would be indexed, without an index.

use insta::assert_snapshot;

use super::{NOTES, text_at};
use crate::shelf::{Shelf, fixtures};

#[test]
fn for_people_and_as_records() {
    let shelf = Shelf::stocked();
    assert_snapshot!(shelf.run(&["passages", "briefs/haefen.md"]), @"
    status 0
    --- stdout
    briefs/haefen.md:1
    Ausbau
    Die Häfen an der Nordsee brauchen tiefere Fahrrinnen. Der Bund trägt die Hälfte der Kosten.

    briefs/haefen.md:2
    Betrieb
    Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.
    ");
    assert_snapshot!(shelf.run(&["passages", "briefs/netze.txt", "--format", "json"]), @r#"
    status 0
    --- stdout
    {"v":1,"type":"passage","brief":{"id":"briefs/netze.txt","path":"briefs/netze.txt","record":null,"title":null,"authors":[],"date":null,"lang":"de","url":null,"media_type":"text/plain","encoding":"utf-8","hash":"sha256:1c950b9bccfd49a901fc56f28fd7744cb809ae54d9e603104d62ad1a36114946","bytes":142,"passages":1,"stale":false,"metadata":{}},"passage":{"id":"briefs/netze.txt:1","number":1,"lang":"de","heading":["Stromnetze brauchen Speicher"],"text":"Ohne Speicher stehen die Stromnetze an windigen Tagen vor dem Kollaps. Die Kosten tragen am Ende die Haushalte."},"place":{"space":"file","byte":[30,141],"char":[30,141],"utf16":[30,141],"line":[3,3],"column":[1,112],"page":null},"headings":[{"text":"Stromnetze brauchen Speicher","level":1,"place":{"space":"file","byte":[0,28],"char":[0,28],"utf16":[0,28],"line":[1,1],"column":[1,29],"page":null}}],"sentences":[{"text":"Ohne Speicher stehen die Stromnetze an windigen Tagen vor dem Kollaps.","in_text":{"byte":[0,70],"char":[0,70],"utf16":[0,70]},"place":{"space":"file","byte":[30,100],"char":[30,100],"utf16":[30,100],"line":[3,3],"column":[1,71],"page":null}},{"text":"Die Kosten tragen am Ende die Haushalte.","in_text":{"byte":[71,111],"char":[71,111],"utf16":[71,111]},"place":{"space":"file","byte":[101,141],"char":[101,141],"utf16":[101,141],"line":[3,3],"column":[72,112],"page":null}}]}
    "#);
    assert!(!shelf.path().join("index").exists());
}

#[test]
fn records_in_order_with_a_broken_line_named() {
    let shelf = Shelf::stocked();
    shelf.put("zerbrochen.jsonl", format!("{{\"id\":\n{NOTES}"));
    assert_snapshot!(shelf.run(&["passages", "briefs/zerbrochen.jsonl"]), @"
    status 0
    --- stdout
    briefs/zerbrochen.jsonl#moor:1
    Nasse Moore speichern Kohlenstoff. Trockene Moore geben ihn ab.

    briefs/zerbrochen.jsonl#lots:1
    Die Ausbildung der Lotsen dauert acht Jahre.

    --- stderr
    warning: `briefs/zerbrochen.jsonl`, line 1: column 6: EOF while parsing a value
    ");
}

#[test]
fn a_file_without_text_is_an_error() {
    let shelf = Shelf::stocked();
    shelf.put("leer.txt", "");
    shelf.put("weiss.txt", "\n \n");
    shelf.put("bild.png", b"\x89PNG\r\n\x1A\n");
    shelf.put("seite.html", "<!doctype html><p>Text</p>");
    assert_snapshot!(shelf.run(&["passages", "briefs/leer.txt"]), @"
    status 2
    --- stderr
    error: `briefs/leer.txt`: the file is empty
    ");
    assert_snapshot!(shelf.run(&["passages", "briefs/weiss.txt"]), @"
    status 2
    --- stderr
    error: `briefs/weiss.txt`: no text in it
    ");
    assert_snapshot!(shelf.run(&["passages", "briefs/bild.png"]), @"
    status 2
    --- stderr
    error: `briefs/bild.png`: not a text: a PNG picture
    ");
    assert_snapshot!(shelf.run(&["passages", "briefs/seite.html"]), @"
    status 2
    --- stderr
    error: `briefs/seite.html`: HTML cannot be read yet
    hint: convert it to plain text or Markdown
    ");
    assert_snapshot!(shelf.run(&["passages", "briefs"]), @"
    status 2
    --- stderr
    error: `briefs`: not a file but a folder
    ");
    assert_snapshot!(shelf.run(&["passages", "nirgends.txt"]), @"
    status 2
    --- stderr
    error: `nirgends.txt`: there is nothing of this name
    ");
}

#[test]
fn the_target_length_and_the_language_can_be_named() {
    let shelf = Shelf::stocked();
    let one = shelf
        .run(&["passages", "briefs/haefen.md", "--passage-words", "0", "--lang", "en", "--format", "json"])
        .records();
    assert_eq!(one.len(), 1);
    assert_eq!(text_at(&one[0], "/passage/lang"), "en");
}

/// The record a consumer sees before indexing is the one that it sees behind.
#[test]
fn an_index_shows_the_same_passages() {
    let shelf = Shelf::new();
    for file in [
        "pflege.md",
        "stellungnahmen.jsonl",
        "weltraum-bom-crlf.txt",
        "westbalkan-utf16.txt",
        "fachkraefte-gemischt.txt",
    ] {
        std::fs::copy(fixtures().join(file), shelf.briefs().join(file)).unwrap();
        shelf.run(&["index", "briefs"]).expect(0);
        let path = format!("briefs/{file}");
        let read = shelf.run(&["passages", &path, "--format", "json"]).expect(0).records();
        assert!(!read.is_empty());
        for record in read {
            let shown = shelf.run(&["show", text_at(&record, "/passage/id"), "--format", "json"]).expect(0).records();
            assert_eq!(shown, [record]);
        }
    }
}

#[test]
fn headings_of_one_level_stand_side_by_side() {
    let shelf = Shelf::stocked();
    let records = shelf.run(&["passages", "briefs/haefen.md", "--format", "json"]).records();
    assert_eq!(records[1]["passage"]["heading"], serde_json::json!(["Betrieb"]));
}
