//! `fundstelle query` with one question.

use std::fs;

use insta::assert_snapshot;
use serde_json::json;

use super::{GRIDS, records, text_at};
use crate::shelf::Shelf;

/// The ids of the passages that a query finds.
fn found(shelf: &Shelf, arguments: &[&str]) -> Vec<String> {
    let ran = shelf.run(&[&["query", "--format", "json"], arguments].concat());
    ran.records().iter().map(|hit| text_at(hit, "/passage/id").to_owned()).collect()
}

#[test]
fn for_people() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["query", "Lotsen", "Kosten", "Stromnetze"]), @"
    status 0
    --- stdout
    1.  netze.txt
        Stromnetze brauchen Speicher
        briefs/netze.txt:3:1
        Ohne Speicher stehen die **Stromnetze** an windigen Tagen vor dem Kollaps. Die **Kosten** tragen am Ende die Haushalte.

    2.  Lotsen ausbilden
        briefs/notizen.jsonl:2:1 · 2025-01-20
        Die Ausbildung der **Lotsen** dauert acht Jahre.

    3.  Häfen im Wandel
        Betrieb
        briefs/haefen.md:15:1 · 2024-03-01
        **Lotsen** fehlen in allen Häfen. Ohne **Lotsen** steht der Betrieb still.

    4.  Häfen im Wandel
        Ausbau
        briefs/haefen.md:11:1 · 2024-03-01
        Die Häfen an der Nordsee brauchen tiefere Fahrrinnen. Der Bund trägt die Hälfte der **Kosten**.
    ");
}

#[test]
fn as_records() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--format", "json"]), @r#"
    status 0
    --- stdout
    {"v":1,"type":"hit","query":{"id":null,"text":"Lotsen"},"rank":1,"score":2.0982082,"brief":{"id":"briefs/notizen.jsonl#lots","path":"briefs/notizen.jsonl","record":2,"title":"Lotsen ausbilden","authors":[],"date":"2025-01-20","lang":"de","url":null,"media_type":"text/plain","encoding":"utf-8","hash":"sha256:4433afd9b9567580cbbafa722387430ebc7848917d15934a229ab2059bdb4b4b","bytes":156,"passages":1,"stale":false,"metadata":{"topic":"Verkehr","year":2025}},"passage":{"id":"briefs/notizen.jsonl#lots:1","number":1,"lang":"de","heading":[],"text":"Die Ausbildung der Lotsen dauert acht Jahre."},"place":{"space":"record","byte":[0,44],"char":[0,44],"utf16":[0,44],"line":[1,1],"column":[1,45],"page":null},"matches":[{"text":"Lotsen","query":"Lotsen","how":"exact","field":"title","place":null,"in_text":null},{"text":"Lotsen","query":"Lotsen","how":"exact","field":"body","place":{"space":"record","byte":[19,25],"char":[19,25],"utf16":[19,25],"line":[1,1],"column":[20,26],"page":null},"in_text":{"byte":[19,25],"char":[19,25],"utf16":[19,25]}}],"snippet":[{"text":"Die Ausbildung der ","match":false},{"text":"Lotsen","match":true},{"text":" dauert acht Jahre.","match":false}],"explain":null}
    {"v":1,"type":"hit","query":{"id":null,"text":"Lotsen"},"rank":2,"score":1.479192,"brief":{"id":"briefs/haefen.md","path":"briefs/haefen.md","record":null,"title":"Häfen im Wandel","authors":["Ada Muster","Ben Beispiel"],"date":"2024-03-01","lang":"de","url":"https://briefe.example/haefen","media_type":"text/markdown","encoding":"utf-8","hash":"sha256:09f4501a49d021f5740404485fdd4d611396fef6eb387e673552b904bb85b5f5","bytes":336,"passages":2,"stale":false,"metadata":{"topics":["Häfen","Schifffahrt"]}},"passage":{"id":"briefs/haefen.md:2","number":2,"lang":"de","heading":["Betrieb"],"text":"Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still."},"place":{"space":"file","byte":[268,335],"char":[263,329],"utf16":[263,329],"line":[15,15],"column":[1,67],"page":null},"matches":[{"text":"Lotsen","query":"Lotsen","how":"exact","field":"body","place":{"space":"file","byte":[268,274],"char":[263,269],"utf16":[263,269],"line":[15,15],"column":[1,7],"page":null},"in_text":{"byte":[0,6],"char":[0,6],"utf16":[0,6]}},{"text":"Lotsen","query":"Lotsen","how":"exact","field":"body","place":{"space":"file","byte":[304,310],"char":[298,304],"utf16":[298,304],"line":[15,15],"column":[36,42],"page":null},"in_text":{"byte":[36,42],"char":[35,41],"utf16":[35,41]}}],"snippet":[{"text":"Lotsen","match":true},{"text":" fehlen in allen Häfen. Ohne ","match":false},{"text":"Lotsen","match":true},{"text":" steht der Betrieb still.","match":false}],"explain":null}
    "#);
}

#[test]
fn as_a_run() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--format", "trec"]), @"
    status 0
    --- stdout
    1 Q0 briefs/notizen.jsonl#lots:1 1 2.0982082 fundstelle
    1 Q0 briefs/haefen.md:2 2 1.479192 fundstelle
    ");
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--format", "trec", "--unit", "brief"]), @"
    status 0
    --- stdout
    1 Q0 briefs/notizen.jsonl#lots 1 2.0982082 fundstelle
    1 Q0 briefs/haefen.md 2 1.479192 fundstelle
    ");
}

#[test]
fn for_editors() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--format", "vimgrep"]), @"
    status 0
    --- stdout
    briefs/notizen.jsonl:2:1:Die Ausbildung der Lotsen dauert acht Jahre.
    briefs/haefen.md:15:1:Lotsen fehlen in allen Häfen.
    briefs/haefen.md:15:37:Ohne Lotsen steht der Betrieb still.
    ");
}

#[test]
fn as_a_table() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--format", "csv"]).to_string().replace('\r', "␍"), @"
    status 0
    --- stdout
    query,rank,score,id,path,line,column,title,heading,date,lang,text,byte_start,byte_end␍
    Lotsen,1,2.0982082,briefs/notizen.jsonl#lots:1,briefs/notizen.jsonl,2,1,Lotsen ausbilden,,2025-01-20,de,Die Ausbildung der Lotsen dauert acht Jahre.,0,44␍
    Lotsen,2,1.479192,briefs/haefen.md:2,briefs/haefen.md,15,1,Häfen im Wandel,Betrieb,2024-03-01,de,Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.,268,335␍
    ");
    assert_snapshot!(shelf.run(&["query", "Zebra", "--format", "csv"]).to_string().replace('\r', "␍"), @"
    status 1
    --- stdout
    query,rank,score,id,path,line,column,title,heading,date,lang,text,byte_start,byte_end␍
    --- stderr
    note: nothing found
    ");
}

#[test]
fn no_quotes_are_needed() {
    let shelf = Shelf::indexed();
    let apart = found(&shelf, &["Lotsen", "in", "allen", "Häfen"]);
    assert_eq!(apart, found(&shelf, &["Lotsen in allen Häfen"]));
    assert_eq!(apart[0], "briefs/haefen.md:2");
}

#[test]
fn options_may_stand_before_between_and_behind_the_words() {
    let shelf = Shelf::indexed();
    let hits = found(&shelf, &["Lotsen", "Kosten", "--limit", "2"]);
    assert_eq!(hits.len(), 2);
    assert_eq!(hits, found(&shelf, &["--limit", "2", "Lotsen", "Kosten"]));
    assert_eq!(hits, found(&shelf, &["Lotsen", "--limit=2", "Kosten"]));
}

#[test]
fn a_hyphen_before_a_word_leaves_it_out() {
    let shelf = Shelf::indexed();
    assert_eq!(found(&shelf, &["Lotsen", "-Ausbildung"]), ["briefs/haefen.md:2"]);
    assert_snapshot!(shelf.run(&["query", "-Ausbildung", "Lotsen"]), @"
    status 0
    --- stdout
    1.  Häfen im Wandel
        Betrieb
        briefs/haefen.md:15:1 · 2024-03-01
        **Lotsen** fehlen in allen Häfen. Ohne **Lotsen** steht der Betrieb still.
    --- stderr
    note: passages with Ausbildung are left out
    ");
    assert_snapshot!(shelf.run(&["query", "-Ausbildung"]), @"
    status 1
    --- stderr
    note: passages with Ausbildung are left out
    note: the query only leaves out words: nothing is looked for
    note: nothing found
    ");
    assert_snapshot!(shelf.run(&["query", "Lotsen", "-\"acht Jahre\"", "--format", "trec"]), @r#"
    status 0
    --- stdout
    1 Q0 briefs/haefen.md:2 1 1.479192 fundstelle
    --- stderr
    note: passages with "acht Jahre" are left out
    "#);
}

#[test]
fn half_a_compound_leaves_nothing_out() {
    let shelf = Shelf::new();
    shelf.put("krieg.txt", "Lage\n\nDer Kriegsbeginn überraschte viele, das Ende kaum jemanden.\n");
    shelf.run(&["index", "briefs"]).expect(0);
    for query in ["Kriegsbeginn und -ende", "Kriegsbeginn, -ende", "Kriegsbeginn bzw. -ende", "Kriegs- oder -ende"] {
        let ran = shelf.run(&["query", query, "Ende", "--format", "trec"]).expect(0);
        assert!(!ran.stderr.contains("left out"), "{query}: {ran}");
        let words: Vec<&str> = query.split(' ').collect();
        let apart = shelf.run(&[&["query"], words.as_slice(), &["Ende", "--format", "trec"]].concat());
        assert_eq!(apart.to_string(), ran.to_string(), "{query}");
    }
}

#[test]
fn two_hyphens_end_the_options() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["query", "--format", "trec", "--", "Lotsen", "--limit", "-Kosten"]), @"
    status 0
    --- stdout
    1 Q0 briefs/notizen.jsonl#lots:1 1 2.0982082 fundstelle
    1 Q0 briefs/haefen.md:2 2 1.479192 fundstelle
    --- stderr
    note: passages with Kosten are left out
    ");
    // a lone hyphen is text behind them
    assert_snapshot!(shelf.run_with(&["query", "--", "-"], b"Lotsen"), @"
    status 1
    --- stderr
    note: the query holds no word: nothing is looked for
    note: nothing found
    ");
}

#[test]
fn a_lone_hyphen_reads_the_text_from_standard_input() {
    let shelf = Shelf::indexed();
    assert_eq!(
        shelf.run_with(&["query", "-"], "Lotsen\n-Ausbildung\n".as_bytes()).stdout,
        shelf.run(&["query", "Lotsen", "-Ausbildung"]).stdout,
    );
}

#[test]
fn no_text_is_an_error() {
    let shelf = Shelf::indexed();
    for arguments in [
        &["query", "Art. 5: Beistand"][..],
        &["query", "\"Lotsen fehlen"],
        &["query", "(Lotsen AND"],
        &["query", "Lotsen~2^3 [a TO *]"],
        &["query", "field:Lotsen"],
        &["query", "„Lotsen“ »fehlen« \\"],
        &["query", "?!"],
        &["query", ""],
        &["query", "-"],
        &["query", "--", "--"],
        &["query", "\"\""],
        &["query", "\u{0}"],
        &["query", "🚢", "\u{202E}"],
    ] {
        let Ok(output) = shelf.command(arguments).output() else {
            // the system hands on no NUL
            continue;
        };
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {output:?}");
    }
    assert_snapshot!(shelf.run(&["query", "\"Lotsen fehlen"]), @r#"
    status 0
    --- stdout
    1.  Häfen im Wandel
        Betrieb
        briefs/haefen.md:15:1 · 2024-03-01
        **Lotsen** **fehlen** in allen Häfen. Ohne **Lotsen** steht der Betrieb still.

    2.  Lotsen ausbilden
        briefs/notizen.jsonl:2:1 · 2025-01-20
        Die Ausbildung der **Lotsen** dauert acht Jahre.
    --- stderr
    note: nothing closes the quote ": it is read as text
    "#);
    assert_snapshot!(shelf.run(&["query", "?!"]), @"
    status 1
    --- stderr
    note: the query holds no word: nothing is looked for
    note: nothing found
    ");
}

#[test]
fn a_phrase_is_found_in_its_order_only() {
    let shelf = Shelf::indexed();
    assert_eq!(found(&shelf, &["\"tiefere Fahrrinnen\""]), ["briefs/haefen.md:1"]);
    assert_eq!(found(&shelf, &["\"Fahrrinnen tiefere\""]), [""; 0]);
    // across sentences, but not across blocks
    assert_eq!(found(&shelf, &["\"Fahrrinnen der Bund\""]), ["briefs/haefen.md:1"]);
    assert_eq!(found(&shelf, &["\"Speicher ohne\""]), [""; 0]);
    assert_eq!(found(&shelf, &["„tiefere Fahrrinnen“"]), ["briefs/haefen.md:1"]);
    let hit = &shelf.run(&["query", "\"tiefere Fahrrinnen\"", "--format", "json"]).records()[0];
    assert_eq!(hit["matches"][0]["how"], "phrase");
    assert_eq!(hit["matches"][1]["text"], "Fahrrinnen");
}

#[test]
fn one_word_in_quotes_is_found_in_its_exact_form() {
    let shelf = Shelf::indexed();
    assert_eq!(found(&shelf, &["Hafen"]).len(), 2);
    assert_eq!(found(&shelf, &["\"Hafen\""]), [""; 0]);
    assert_eq!(found(&shelf, &["\"Häfen\""]).len(), 2);
}

#[test]
fn plain_text_has_no_operators() {
    let shelf = Shelf::indexed();
    assert_eq!(found(&shelf, &["Lotsen", "-Ausbildung", "--plain"]).len(), 2);
    assert_eq!(found(&shelf, &["--plain", "\"Fahrrinnen tiefere\""]), ["briefs/haefen.md:1"]);
}

#[test]
fn limit_and_offset_cut_a_window_out_of_the_ranking() {
    let shelf = Shelf::indexed();
    let all = found(&shelf, &["Häfen", "Lotsen", "Kosten", "Moore", "--limit", "1000"]);
    assert_eq!(all.len(), 5);
    let ran = shelf
        .run(&["query", "Häfen", "Lotsen", "Kosten", "Moore", "--limit", "2", "--offset", "1", "--format", "json"]);
    let window = ran.records();
    assert_eq!(window.iter().map(|hit| text_at(hit, "/passage/id")).collect::<Vec<_>>(), all[1..3]);
    assert_eq!((&window[0]["rank"], &window[1]["rank"]), (&json!(2), &json!(3)));
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--offset", "99"]), @"
    status 1
    --- stderr
    note: nothing found
    ");
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--limit", "0"]), @"
    status 1
    --- stderr
    note: nothing found
    ");
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--limit", "viele"]), @"
    status 2
    --- stderr
    error: invalid value 'viele' for '--limit <N>': invalid digit found in string

    For more information, try '--help'.
    ");
}

#[test]
fn briefs_are_ranked_by_their_best_passage() {
    let shelf = Shelf::indexed();
    let words = ["Häfen", "Lotsen", "Kosten"];
    let passages = found(&shelf, &words);
    let briefs = found(&shelf, &[&words[..], &["--unit", "brief"]].concat());
    assert!(passages.len() > briefs.len());
    assert_eq!(briefs, found(&shelf, &[&words[..], &["--per-brief", "1"]].concat()));
    let mut seen = std::collections::HashSet::new();
    let best: Vec<_> = passages.iter().filter(|id| seen.insert(id.rsplit_once(':').unwrap().0)).cloned().collect();
    assert_eq!(briefs, best);
    assert_eq!(found(&shelf, &[&words[..], &["--unit", "brief", "--limit", "1"]].concat()), best[..1]);
}

#[test]
fn filters_ask_for_equal_values() {
    let shelf = Shelf::indexed();
    let filtered = |filters: &[&str]| {
        let mut arguments = vec!["Häfen", "Lotsen", "Kosten", "Moore"];
        arguments.extend(filters.iter().flat_map(|filter| ["--filter", filter]));
        found(&shelf, &arguments)
    };
    assert_eq!(filtered(&["topic=Klima"]), ["briefs/notizen.jsonl#moor:1"]);
    assert_eq!(filtered(&["topic=Boden", "topic=Klima"]), ["briefs/notizen.jsonl#moor:1"]);
    assert_eq!(filtered(&["topic=Boden", "topic=Verkehr"]), [""; 0]);
    assert_eq!(filtered(&["topic=klima"]), [""; 0]);
    assert_eq!(filtered(&["unbekannt=ja"]), [""; 0]);
    assert_eq!(filtered(&["year=2025"]), ["briefs/notizen.jsonl#lots:1"]);
    assert_eq!(filtered(&["date=2025-01-20"]), ["briefs/notizen.jsonl#lots:1"]);
    assert_eq!(filtered(&["title=Moore vernässen"]), ["briefs/notizen.jsonl#moor:1"]);
    assert_eq!(filtered(&["authors=Ben Beispiel", "topics=Schifffahrt"]).len(), 2);
    assert_eq!(filtered(&["url=https://briefe.example/haefen"]).len(), 2);
    assert_eq!(filtered(&["lang=de"]).len(), 5);
    assert_eq!(filtered(&["lang=en"]), [""; 0]);
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--filter", "lang"]), @"
    status 2
    --- stderr
    error: invalid value 'lang' for '--filter <KEY=VALUE>': not KEY=VALUE, such as `lang=de`

    For more information, try '--help'.
    ");
}

#[test]
fn dates_leave_out_what_has_none_and_say_so() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["query", "Lotsen", "Kosten", "Moore", "--since", "2024-03-01", "--format", "trec"]), @"
    status 0
    --- stdout
    1 Q0 briefs/notizen.jsonl#lots:1 1 2.0982082 fundstelle
    1 Q0 briefs/haefen.md:2 2 1.479192 fundstelle
    1 Q0 briefs/haefen.md:1 3 0.95308757 fundstelle
    --- stderr
    note: 1 brief bears no date and cannot be found with --since or --until
    ");
    assert_snapshot!(shelf.run(&["query", "Lotsen", "Kosten", "Moore", "--until", "2024-03-01", "--format", "trec"]), @"
    status 0
    --- stdout
    1 Q0 briefs/notizen.jsonl#moor:1 1 3.292158 fundstelle
    1 Q0 briefs/haefen.md:2 2 1.479192 fundstelle
    1 Q0 briefs/haefen.md:1 3 0.95308757 fundstelle
    --- stderr
    note: 1 brief bears no date and cannot be found with --since or --until
    ");
    assert_eq!(found(&shelf, &["Lotsen", "Kosten", "--since", "2024-03-01", "--until", "2024-03-01"]).len(), 2);
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--since", "gestern"]), @"
    status 2
    --- stderr
    error: invalid value 'gestern' for '--since <YYYY-MM-DD>': not a day such as `2024-11-05`

    For more information, try '--help'.
    ");
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--since", "2024-02-30"]), @"
    status 2
    --- stderr
    error: invalid value '2024-02-30' for '--since <YYYY-MM-DD>': not a day such as `2024-11-05`

    For more information, try '--help'.
    ");
}

#[test]
fn one_command_indexes_and_answers() {
    let shelf = Shelf::stocked();
    assert_snapshot!(shelf.run(&["query", "--in", "briefs", "Lotsen", "--limit", "1"]), @"
    status 0
    --- stdout
    1.  Lotsen ausbilden
        briefs/notizen.jsonl:2:1 · 2025-01-20
        Die Ausbildung der **Lotsen** dauert acht Jahre.
    --- stderr
    4 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    ");
    shelf.put("netze.txt", GRIDS.replace("Kollaps", "Lotsen"));
    let ran =
        shelf.run(&["query", "--in", "briefs/netze.txt", "--in", "briefs/notizen.jsonl", "Lotsen", "--format", "trec"]);
    // hits come from the whole index
    assert_snapshot!(ran, @"
    status 0
    --- stdout
    1 Q0 briefs/notizen.jsonl#lots:1 1 1.6114757 fundstelle
    1 Q0 briefs/haefen.md:2 2 0.9106885 fundstelle
    1 Q0 briefs/netze.txt:1 3 0.5369625 fundstelle
    --- stderr
    0 added, 1 replaced, 2 unchanged, 0 removed, 0 skipped, 0 failed; 5 passages in 4 briefs; [n] seconds
    ");
}

#[test]
fn a_brief_that_fails_does_not_change_the_status_of_the_query() {
    let shelf = Shelf::stocked();
    shelf.put("kaputt.jsonl", "{");
    assert_snapshot!(shelf.run(&["query", "--in", "briefs", "--in", "nirgends", "Kollaps"]), @r#"
    status 0
    --- stdout
    1.  netze.txt
        Stromnetze brauchen Speicher
        briefs/netze.txt:3:1
        Ohne Speicher stehen die Stromnetze an windigen Tagen vor dem **Kollaps**.
    --- stderr
    failed: briefs/kaputt.jsonl: line 1: column 1: EOF while parsing an object
    hint: a record is one line: {"id": …, "text": "…"}
    failed: nirgends: there is nothing of this name
    4 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 2 failed; 5 passages in 4 briefs; [n] seconds
    "#);
}

#[test]
fn without_an_index_the_command_that_makes_one_is_named() {
    let shelf = Shelf::new();
    assert_snapshot!(shelf.run(&["query", "Lotsen"]), @"
    status 2
    --- stderr
    error: there is no index in `[shelf]/index`
    hint: make one with `fundstelle index PATH`
    ");
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--index", "mein archiv"]), @"
    status 2
    --- stderr
    error: there is no index in `[shelf]/mein archiv`
    hint: make one with `fundstelle index --index '[shelf]/mein archiv' PATH`
    ");
    assert!(!shelf.path().join("index").exists());
}

#[test]
fn an_index_without_briefs_says_so() {
    let shelf = Shelf::new();
    shelf.run(&["index", "briefs"]).expect(0);
    assert_snapshot!(shelf.run(&["query", "Lotsen"]), @"
    status 1
    --- stderr
    note: the index holds no briefs
    hint: fundstelle index PATH
    note: nothing found
    ");
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--format", "json"]), @"
    status 1
    --- stderr
    note: the index holds no briefs
    hint: fundstelle index PATH
    note: nothing found
    ");
}

#[test]
fn no_hit_is_status_1() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["query", "Zebra"]), @"
    status 1
    --- stderr
    note: nothing found
    ");
    assert_snapshot!(shelf.run(&["query", "Zebra", "--format", "json"]), @"
    status 1
    --- stderr
    note: nothing found
    ");
}

#[test]
fn nothing_asked_is_an_error() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["query"]), @"
    status 2
    --- stderr
    error: nothing is asked: name words, or a file with `--batch`
    hint: `fundstelle query --help` has examples
    ");
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--batch", "fragen.jsonl"]), @"
    status 2
    --- stderr
    error: words and `--batch` exclude each other
    hint: `fundstelle query --help` has examples
    ");
    assert_snapshot!(shelf.run(&["query", "Lotsen", "--limt", "3"]), @"
    status 2
    --- stderr
    error: unexpected argument '--limt' found

      tip: a similar argument exists: '--limit'

    Usage: fundstelle query [OPTIONS] TEXT...
           fundstelle query [OPTIONS] --batch FILE

    For more information, try '--help'.
    ");
}

#[test]
fn a_changed_source_is_marked_and_named_once() {
    let shelf = Shelf::indexed();
    let haefen = fs::read_to_string(shelf.briefs().join("haefen.md")).unwrap();
    shelf.put("haefen.md", format!("Ein Satz davor.\n\n{haefen}"));
    assert_snapshot!(shelf.run(&["query", "Häfen"]), @"
    status 0
    --- stdout
    1.  Häfen im Wandel
        Betrieb
        briefs/haefen.md:15:1 · 2024-03-01
        changed since it was indexed: the place is where it stood
        Lotsen fehlen in allen **Häfen**.

    2.  Häfen im Wandel
        Ausbau
        briefs/haefen.md:11:1 · 2024-03-01
        changed since it was indexed: the place is where it stood
        Die **Häfen** an der Nordsee brauchen tiefere Fahrrinnen.
    --- stderr
    warning: `briefs/haefen.md` changed since it was indexed: its places are those it had then
    hint: fundstelle index briefs/haefen.md
    ");
    let stale: Vec<_> = shelf
        .run(&["query", "Lotsen", "--format", "json"])
        .records()
        .iter()
        .map(|hit| hit["brief"]["stale"].clone())
        .collect();
    assert_eq!(stale, [false, true]);
}

#[test]
fn a_source_that_is_gone_is_marked_and_the_hint_mends_it() {
    let shelf = Shelf::indexed();
    shelf.remove("netze.txt");
    let ran = shelf.run(&["query", "Kollaps"]);
    assert_snapshot!(ran, @"
    status 0
    --- stdout
    1.  netze.txt
        Stromnetze brauchen Speicher
        briefs/netze.txt:3:1
        changed since it was indexed: the place is where it stood
        Ohne Speicher stehen die Stromnetze an windigen Tagen vor dem **Kollaps**.
    --- stderr
    warning: `briefs/netze.txt` is gone since it was indexed: its places are those it had then
    hint: fundstelle index --prune briefs/netze.txt
    ");
    let hint = ran.stderr.lines().find_map(|line| line.strip_prefix("hint: ")).unwrap();
    shelf.shell(&hint.replace("fundstelle", "\"$F\"")).expect(0);
    assert_eq!(shelf.run(&["query", "Kollaps"]).stderr, "note: nothing found\n");
}

#[test]
fn the_hint_of_a_changed_source_holds_from_where_it_is_given() {
    let shelf = Shelf::indexed();
    shelf.put("netze.txt", GRIDS.replace("Kollaps", "Kollaps bald"));
    let mut command = shelf.command(&["query", "Kollaps", "--index", "../index"]);
    let output = command.current_dir(shelf.briefs()).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let hint = stderr.lines().find_map(|line| line.strip_prefix("hint: ")).unwrap();
    let line = format!("cd briefs && {}", hint.replace("fundstelle", "\"$F\""));
    shelf.shell(&line).expect(0);
    assert_eq!(shelf.run(&["query", "Kollaps"]).stderr, "", "{stderr}");
}

#[test]
fn a_touched_source_is_not_stale() {
    let shelf = Shelf::indexed();
    shelf.put("netze.txt", GRIDS);
    let ran = shelf.run(&["query", "Kollaps", "--format", "json"]).expect(0);
    assert_eq!(ran.records()[0]["brief"]["stale"], false);
    assert_eq!(ran.stderr, "");
}

#[test]
fn of_a_changed_file_only_the_changed_records_are_stale() {
    let shelf = Shelf::indexed();
    let notes = fs::read_to_string(shelf.briefs().join("notizen.jsonl")).unwrap();
    shelf.put("notizen.jsonl", notes.replace("acht Jahre", "neun Jahre"));
    let stale = |word| shelf.run(&["query", word, "--format", "json"]).records()[0]["brief"]["stale"].clone();
    assert_eq!(stale("Kohlenstoff"), false);
    assert_eq!(stale("Ausbildung"), true);
}

#[test]
fn an_index_that_is_moved_with_its_briefs_finds_them() {
    let shelf = Shelf::indexed();
    let there = shelf.path().join("anderswo");
    fs::create_dir(&there).unwrap();
    fs::rename(shelf.briefs(), there.join("briefs")).unwrap();
    fs::rename(shelf.path().join("index"), there.join("index")).unwrap();
    let ran = shelf.run(&["query", "Lotsen", "--index", "anderswo/index", "--format", "json"]).expect(0);
    assert_eq!(ran.stderr, "");
    assert!(ran.records().iter().all(|hit| hit["brief"]["stale"] == false));
    let mut command = shelf.command(&["index"]);
    let output = command.current_dir(&there).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("0 added, 0 replaced, 4 unchanged"));
}

#[test]
fn a_closed_pipe_is_a_silent_end() {
    let shelf = Shelf::new();
    shelf.put("viele.jsonl", records(3000));
    shelf.run(&["index", "briefs"]).expect(0);
    for arguments in [
        "query Hafen --limit 3000",
        "query Hafen --limit 3000 --format json",
        "list",
        "list --format json",
        "passages briefs/viele.jsonl",
        "index --format json",
    ] {
        let ran = shelf.shell(&format!("{{ \"$F\" {arguments}; echo \"status $?\" >&2; }} | head -1 > eine"));
        assert_eq!(ran.stderr, "status 0\n", "{arguments}");
    }
}

#[test]
fn a_thousand_hits_are_given() {
    let shelf = Shelf::new();
    shelf.put("viele.jsonl", records(1500));
    shelf.run(&["index", "briefs"]).expect(0);
    let ran = shelf.run(&["query", "Hafen", "--limit", "1200", "--format", "trec"]).expect(0);
    assert_eq!(ran.stdout.lines().count(), 1200);
}

#[test]
fn reading_needs_no_right_to_write() {
    let shelf = Shelf::indexed();
    let folder = shelf.path().join("index");
    let mode = |mode| {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&folder, PermissionsExt::from_mode(mode)).unwrap();
    };
    mode(0o555);
    for arguments in [&["query", "Lotsen"][..], &["list"], &["stats"], &["show", "briefs/netze.txt"]] {
        let ran = shelf.run_as_nobody(arguments).expect(0);
        assert!(ran.stderr.is_empty() && ran.stdout == shelf.run(arguments).stdout, "{ran}");
    }
    assert_snapshot!(shelf.run_as_nobody(&["index", "briefs"]), @"
    status 2
    --- stderr
    error: `[shelf]/index`: permission denied
    ");
    mode(0o755);
}

#[test]
fn the_score_alone_orders_and_reads_back_as_the_same_number() {
    let shelf = Shelf::indexed();
    let records = shelf.run(&["query", "Häfen", "Lotsen", "Kosten", "--format", "json"]).records();
    let run = shelf.run(&["query", "Häfen", "Lotsen", "Kosten", "--format", "trec"]).stdout;
    let scores: Vec<f64> = records.iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|one, other| one >= other));
    let of_run: Vec<f64> = run.lines().map(|line| line.split(' ').nth(4).unwrap().parse().unwrap()).collect();
    assert_eq!(scores, of_run);
}

#[test]
fn standard_input_is_read_once() {
    let shelf = Shelf::new();
    shelf.run_with(&["index", "-"], GRIDS.as_bytes()).expect(0);
    let ran = shelf.run_with(&["query", "--in", "-", "-"], b"Kollaps").expect(2);
    assert!(ran.stdout.is_empty(), "{ran}");
    shelf.run(&["query", "Kollaps"]).expect(0);
}

#[test]
fn a_writer_that_commits_meanwhile_disturbs_no_query() {
    let shelf = Shelf::new();
    shelf.put("viele.jsonl", records(300));
    shelf.run(&["index", "briefs"]).expect(0);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 1..6 {
                shelf.put("viele.jsonl", records(300 + round));
                shelf.run(&["index", "briefs"]).expect(0);
            }
        });
        while !writer.is_finished() {
            let ran = shelf.run(&["query", "Hafen", "--limit", "1000", "--format", "trec"]).expect(0);
            let count = ran.stdout.lines().count();
            assert!((300..306).contains(&count), "{count} of one commit");
            assert_eq!(ran.stderr, "");
        }
    });
}
