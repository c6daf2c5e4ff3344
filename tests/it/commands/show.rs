//! `fundstelle show`.

use std::fs;

use insta::assert_snapshot;

use super::{GRIDS, text_at};
use crate::shelf::{Shelf, fixtures};

#[test]
fn a_passage() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["show", "briefs/haefen.md:2"]), @"
    status 0
    --- stdout
    briefs/haefen.md:2 · briefs/haefen.md:15:1
    Betrieb
    Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.
    ");
    assert_snapshot!(shelf.run(&["show", "briefs/netze.txt:1", "--format", "json"]), @r#"
    status 0
    --- stdout
    {"v":1,"type":"passage","brief":{"id":"briefs/netze.txt","path":"briefs/netze.txt","record":null,"title":null,"authors":[],"date":null,"lang":"de","url":null,"media_type":"text/plain","encoding":"utf-8","hash":"sha256:1c950b9bccfd49a901fc56f28fd7744cb809ae54d9e603104d62ad1a36114946","bytes":142,"passages":1,"stale":false,"metadata":{}},"passage":{"id":"briefs/netze.txt:1","number":1,"lang":"de","heading":["Stromnetze brauchen Speicher"],"text":"Ohne Speicher stehen die Stromnetze an windigen Tagen vor dem Kollaps. Die Kosten tragen am Ende die Haushalte."},"place":{"space":"file","byte":[30,141],"char":[30,141],"utf16":[30,141],"line":[3,3],"column":[1,112],"page":null},"headings":[{"text":"Stromnetze brauchen Speicher","level":1,"place":{"space":"file","byte":[0,28],"char":[0,28],"utf16":[0,28],"line":[1,1],"column":[1,29],"page":null}}],"sentences":[{"text":"Ohne Speicher stehen die Stromnetze an windigen Tagen vor dem Kollaps.","in_text":{"byte":[0,70],"char":[0,70],"utf16":[0,70]},"place":{"space":"file","byte":[30,100],"char":[30,100],"utf16":[30,100],"line":[3,3],"column":[1,71],"page":null}},{"text":"Die Kosten tragen am Ende die Haushalte.","in_text":{"byte":[71,111],"char":[71,111],"utf16":[71,111]},"place":{"space":"file","byte":[101,141],"char":[101,141],"utf16":[101,141],"line":[3,3],"column":[72,112],"page":null}}]}
    "#);
}

#[test]
fn a_brief_by_its_id_or_its_path() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["show", "briefs/haefen.md"]), @"
    status 0
    --- stdout
    Häfen im Wandel
    briefs/haefen.md · 2024-03-01 · de

    briefs/haefen.md:1 · briefs/haefen.md:11:1
    Ausbau
    Die Häfen an der Nordsee brauchen tiefere Fahrrinnen. Der Bund trägt die Hälfte der Kosten.

    briefs/haefen.md:2 · briefs/haefen.md:15:1
    Betrieb
    Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.
    ");
    let by_id = shelf.run(&["show", "briefs/haefen.md", "--format", "json"]).expect(0);
    assert_eq!(
        by_id.records().iter().map(|record| text_at(record, "/type")).collect::<Vec<_>>(),
        ["brief", "passage", "passage"]
    );
    let mut command = shelf.command(&["show", "haefen.md", "--index", "../index", "--format", "json"]);
    let by_path = command.current_dir(shelf.briefs()).output().unwrap();
    assert_eq!(String::from_utf8(by_path.stdout).unwrap(), by_id.stdout);
}

#[test]
fn a_record() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["show", "briefs/notizen.jsonl#moor"]), @"
    status 0
    --- stdout
    Moore vernässen
    briefs/notizen.jsonl · 2023-05-09 · de

    briefs/notizen.jsonl#moor:1 · briefs/notizen.jsonl:1:1
    Nasse Moore speichern Kohlenstoff. Trockene Moore geben ihn ab.
    ");
    assert_snapshot!(shelf.run(&["show", "briefs/notizen.jsonl#lots:1"]), @"
    status 0
    --- stdout
    briefs/notizen.jsonl#lots:1 · briefs/notizen.jsonl:2:1
    Die Ausbildung der Lotsen dauert acht Jahre.
    ");
    // a file of records is no brief
    assert_snapshot!(shelf.run(&["show", "briefs/notizen.jsonl"]), @"
    status 2
    --- stderr
    error: there is no brief or passage `briefs/notizen.jsonl` in the index
    hint: `fundstelle list` names the briefs
    ");
}

#[test]
fn passages_around() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["show", "briefs/haefen.md:1", "--context", "1"]), @"
    status 0
    --- stdout
    briefs/haefen.md:1 · briefs/haefen.md:11:1
    Ausbau
    Die Häfen an der Nordsee brauchen tiefere Fahrrinnen. Der Bund trägt die Hälfte der Kosten.

    briefs/haefen.md:2 · briefs/haefen.md:15:1
    Betrieb
    Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.
    ");
    assert_snapshot!(shelf.run(&["show", "briefs/haefen.md:2", "--context", "9", "--format", "json"]).records().len(), @"
    2
    ");
}

#[test]
fn the_text_alone_byte_for_byte() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["show", "briefs/haefen.md", "--text"]), @"
    status 0
    --- stdout
    Ausbau
    Die Häfen an der Nordsee brauchen tiefere Fahrrinnen. Der Bund trägt die Hälfte der Kosten.
    Betrieb
    Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.(no line end)
    ");
    assert_snapshot!(shelf.run(&["show", "briefs/haefen.md:2", "--text"]), @"
    status 0
    --- stdout
    Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.(no line end)
    ");
}

#[test]
fn every_passage_is_a_slice_of_the_text() {
    let shelf = Shelf::new();
    fs::create_dir(shelf.path().join("fixtures")).unwrap();
    let index = ["index", fixtures().to_str().unwrap()].map(str::to_owned);
    shelf.run(&index.each_ref().map(String::as_str)).expect(0);
    let briefs = shelf.run(&["list", "--format", "json"]).records();
    assert_eq!(briefs.len(), 21);
    for brief in briefs {
        let id = text_at(&brief, "/id");
        let text = shelf.run(&["show", id, "--text"]).expect(0).stdout;
        let mut at = 0;
        for passage in &shelf.run(&["show", id, "--format", "json"]).expect(0).records()[1..] {
            let shown = text_at(passage, "/passage/text");
            let start = at + text[at..].find(shown).unwrap_or_else(|| panic!("{id}: {shown:?} is not in the text"));
            // between two passages stand headings and white space only
            let mut between = text[at..start].to_owned();
            for heading in passage["passage"]["heading"].as_array().unwrap() {
                between = between.replacen(heading.as_str().unwrap(), "", 1);
            }
            assert_eq!(between.trim(), "", "{id}: lost between passages");
            at = start + shown.len();
            let alone = shelf.run(&["show", text_at(passage, "/passage/id"), "--text"]).expect(0).stdout;
            assert_eq!(alone, shown);
        }
        assert_eq!(text[at..].trim(), "", "{id}");
    }
}

#[test]
fn the_source_is_opened_at_the_line() {
    let shelf = Shelf::indexed();
    let open = |id: &str, name: &str, editor: &str| {
        let mut command = shelf.command(&["show", id, "--open"]);
        command.env(name, editor).env("PATH", "/usr/bin:/bin");
        super::Ran::of(command.output().unwrap(), shelf.path())
    };
    assert_snapshot!(open("briefs/haefen.md:2", "EDITOR", "echo"), @"
    status 0
    --- stdout
    +15 [shelf]/briefs/haefen.md
    ");
    assert_snapshot!(open("briefs/haefen.md", "VISUAL", "echo -n"), @"
    status 0
    --- stdout
    +11 [shelf]/briefs/haefen.md(no line end)
    ");
    assert_snapshot!(open("briefs/notizen.jsonl#lots", "EDITOR", "echo"), @"
    status 0
    --- stdout
    +2 [shelf]/briefs/notizen.jsonl
    ");
    assert_snapshot!(open("briefs/haefen.md:2", "EDITOR", "false"), @"
    status 2
    --- stderr
    error: `false` ended with exit status: 1
    ");
    assert_snapshot!(open("briefs/haefen.md:2", "EDITOR", "kein-editor"), @"
    status 2
    --- stderr
    error: `kein-editor` could not be started: No such file or directory (os error 2)
    ");
    assert_snapshot!(shelf.run(&["show", "briefs/haefen.md:2", "--open"]), @"
    status 2
    --- stderr
    error: no editor is named
    hint: name one, such as `EDITOR=vim`, in the environment
    ");
}

#[test]
fn what_is_not_there_is_an_error() {
    let shelf = Shelf::indexed();
    for id in ["briefs/haefen.md:3", "briefs/haefen.md:0", "nirgends", "briefs/haefen.md:", ""] {
        let ran = shelf.run(&["show", id]).expect(2);
        assert!(ran.stdout.is_empty() && ran.stderr.contains("hint: "), "{ran}");
    }
    assert_snapshot!(shelf.run(&["show", "briefs/haefen.md:3"]), @"
    status 2
    --- stderr
    error: there is no brief or passage `briefs/haefen.md:3` in the index
    hint: `fundstelle list` names the briefs
    ");
}

#[test]
fn a_changed_source_is_named() {
    let shelf = Shelf::indexed();
    shelf.put("netze.txt", GRIDS.replace("Kollaps", "Kollaps bald"));
    assert_snapshot!(shelf.run(&["show", "briefs/netze.txt"]), @"
    status 0
    --- stdout
    netze.txt
    briefs/netze.txt · de · changed since it was indexed

    briefs/netze.txt:1 · briefs/netze.txt:3:1
    Stromnetze brauchen Speicher
    Ohne Speicher stehen die Stromnetze an windigen Tagen vor dem Kollaps. Die Kosten tragen am Ende die Haushalte.
    --- stderr
    warning: `briefs/netze.txt` changed since it was indexed: its places are those it had then
    hint: fundstelle index briefs/netze.txt
    ");
}
