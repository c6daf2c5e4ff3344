//! `fundstelle list`.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::shelf::Shelf;

#[test]
fn the_briefs_in_the_order_of_their_ids() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["list"]), @"
    status 0
    --- stdout
    2024-03-01  de       2  briefs/haefen.md  Häfen im Wandel
    -           de       1  briefs/netze.txt
    2025-01-20  de       1  briefs/notizen.jsonl#lots  Lotsen ausbilden
    2023-05-09  de       1  briefs/notizen.jsonl#moor  Moore vernässen
    ");
    assert_snapshot!(shelf.run(&["list", "--format", "json"]), @r#"
    status 0
    --- stdout
    {"v":1,"type":"brief","id":"briefs/haefen.md","path":"briefs/haefen.md","record":null,"title":"Häfen im Wandel","authors":["Ada Muster","Ben Beispiel"],"date":"2024-03-01","lang":"de","url":"https://briefe.example/haefen","media_type":"text/markdown","encoding":"utf-8","hash":"sha256:09f4501a49d021f5740404485fdd4d611396fef6eb387e673552b904bb85b5f5","bytes":336,"passages":2,"stale":false,"metadata":{"topics":["Häfen","Schifffahrt"]}}
    {"v":1,"type":"brief","id":"briefs/netze.txt","path":"briefs/netze.txt","record":null,"title":null,"authors":[],"date":null,"lang":"de","url":null,"media_type":"text/plain","encoding":"utf-8","hash":"sha256:1c950b9bccfd49a901fc56f28fd7744cb809ae54d9e603104d62ad1a36114946","bytes":142,"passages":1,"stale":false,"metadata":{}}
    {"v":1,"type":"brief","id":"briefs/notizen.jsonl#lots","path":"briefs/notizen.jsonl","record":2,"title":"Lotsen ausbilden","authors":[],"date":"2025-01-20","lang":"de","url":null,"media_type":"text/plain","encoding":"utf-8","hash":"sha256:4433afd9b9567580cbbafa722387430ebc7848917d15934a229ab2059bdb4b4b","bytes":156,"passages":1,"stale":false,"metadata":{"topic":"Verkehr","year":2025}}
    {"v":1,"type":"brief","id":"briefs/notizen.jsonl#moor","path":"briefs/notizen.jsonl","record":1,"title":"Moore vernässen","authors":[],"date":"2023-05-09","lang":"de","url":null,"media_type":"text/plain","encoding":"utf-8","hash":"sha256:ad36ca683dc389893c8786c1f560bb0889bee821dabdd99fd4c46fb631eeb20f","bytes":183,"passages":1,"stale":false,"metadata":{"topic":["Klima","Boden"],"year":2023}}
    "#);
}

#[test]
fn what_changed_is_marked() {
    let shelf = Shelf::indexed();
    shelf.remove("netze.txt");
    assert_snapshot!(shelf.run(&["list"]), @"
    status 0
    --- stdout
    2024-03-01  de       2  briefs/haefen.md  Häfen im Wandel
    -           de       1  briefs/netze.txt  (changed since it was indexed)
    2025-01-20  de       1  briefs/notizen.jsonl#lots  Lotsen ausbilden
    2023-05-09  de       1  briefs/notizen.jsonl#moor  Moore vernässen
    ");
}

#[test]
fn without_an_index_there_is_nothing_to_list() {
    let shelf = Shelf::new();
    assert_snapshot!(shelf.run(&["list"]), @"
    status 2
    --- stderr
    error: there is no index in `[shelf]/index`
    hint: make one with `fundstelle index PATH`
    ");
    shelf.run(&["index", "briefs"]).expect(0);
    assert_snapshot!(shelf.run(&["list"]), @"
    status 0
    ");
}

/// Looking for each record from the head of its file would take the square of its length.
#[test]
fn the_records_of_a_changed_file_are_looked_up_in_one_reading() {
    let shelf = Shelf::new();
    let mut records = String::new();
    for number in 0..20_000 {
        writeln!(
            records,
            "{{\"id\":\"{number}\",\"text\":\"Der Hafen {number} wächst, und mit ihm {}.\"}}",
            "die Stadt ".repeat(20)
        )
        .unwrap();
    }
    shelf.put("viele.jsonl", &records);
    shelf.run(&["index", "briefs"]).expect(0);
    shelf.put("viele.jsonl", records + "{\"id\":\"neu\",\"text\":\"Der neue Hafen.\"}\n");
    let started = std::time::Instant::now();
    shelf.run(&["list"]).expect(0);
    let took = started.elapsed();
    assert!(took.as_secs() < 10, "{took:?}");
}
