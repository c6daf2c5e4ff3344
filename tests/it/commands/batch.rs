//! `fundstelle query --batch`: many questions in one process.

use insta::assert_snapshot;

use super::{records, text_at};
use crate::shelf::Shelf;

/// Every key that a line may have, one that it may not, a blank line, and no id.
const QUESTIONS: &str = concat!(
    r#"{"id":"q2","text":"Lotsen -Ausbildung"}"#,
    "\n\n",
    r#"{"id":"q1","text":"Lotsen -Ausbildung","plain":true,"unbekannt":[1]}"#,
    "\n",
    r#"{"text":"Häfen Lotsen Kosten Moore","limit":2}"#,
    "\n",
    r#"{"id":7,"text":"Häfen Lotsen Kosten Moore","filter":{"topic":["Klima","Boden"],"lang":"de"}}"#,
    "\n",
    r#"{"id":"leer","text":"Zebra"}"#,
    "\n",
    r#"{"id":"nichts","text":""}"#,
);

fn asked(questions: &str) -> Shelf {
    let shelf = Shelf::indexed();
    std::fs::write(shelf.path().join("fragen.jsonl"), questions).unwrap();
    shelf
}

#[test]
fn every_query_is_answered_in_order() {
    let shelf = asked(QUESTIONS);
    assert_snapshot!(shelf.run(&["query", "--batch", "fragen.jsonl", "--format", "trec"]), @"
    status 0
    --- stdout
    q2 Q0 briefs/haefen.md:2 1 1.479192 fundstelle
    q1 Q0 briefs/notizen.jsonl#lots:1 1 4.796735 fundstelle
    q1 Q0 briefs/haefen.md:2 2 1.479192 fundstelle
    4 Q0 briefs/notizen.jsonl#moor:1 1 3.292158 fundstelle
    4 Q0 briefs/haefen.md:2 2 3.0029159 fundstelle
    7 Q0 briefs/notizen.jsonl#moor:1 1 3.292158 fundstelle
    ");
    assert_snapshot!(shelf.run(&["query", "--batch", "fragen.jsonl"]), @"
    status 0
    --- stdout
    q2: Lotsen -Ausbildung

    1.  Häfen im Wandel
        Betrieb
        briefs/haefen.md:15:1 · 2024-03-01
        **Lotsen** fehlen in allen Häfen. Ohne **Lotsen** steht der Betrieb still.

    q1: Lotsen -Ausbildung

    1.  Lotsen ausbilden
        briefs/notizen.jsonl:2:1 · 2025-01-20
        Die **Ausbildung** der **Lotsen** dauert acht Jahre.

    2.  Häfen im Wandel
        Betrieb
        briefs/haefen.md:15:1 · 2024-03-01
        **Lotsen** fehlen in allen Häfen. Ohne **Lotsen** steht der Betrieb still.

    4: Häfen Lotsen Kosten Moore

    1.  Moore vernässen
        briefs/notizen.jsonl:1:1 · 2023-05-09
        Nasse **Moore** speichern Kohlenstoff. Trockene **Moore** geben ihn ab.

    2.  Häfen im Wandel
        Betrieb
        briefs/haefen.md:15:1 · 2024-03-01
        **Lotsen** fehlen in allen **Häfen**. Ohne **Lotsen** steht der Betrieb still.

    7: Häfen Lotsen Kosten Moore

    1.  Moore vernässen
        briefs/notizen.jsonl:1:1 · 2023-05-09
        Nasse **Moore** speichern Kohlenstoff. Trockene **Moore** geben ihn ab.

    leer: Zebra

    nichts:
    ");
}

#[test]
fn the_other_formats_say_which_query_a_hit_answers() {
    let shelf = asked(QUESTIONS);
    let ran = shelf.run(&["query", "--batch", "fragen.jsonl", "--format", "json"]).expect(0);
    let queries: Vec<String> = ran.records().iter().map(|hit| hit["query"].to_string()).collect();
    assert_snapshot!(queries.join("\n"), @r#"
    {"id":"q2","text":"Lotsen -Ausbildung"}
    {"id":"q1","text":"Lotsen -Ausbildung"}
    {"id":"q1","text":"Lotsen -Ausbildung"}
    {"id":4,"text":"Häfen Lotsen Kosten Moore"}
    {"id":4,"text":"Häfen Lotsen Kosten Moore"}
    {"id":7,"text":"Häfen Lotsen Kosten Moore"}
    "#);
    assert_snapshot!(shelf.run(&["query", "--batch", "fragen.jsonl", "--format", "vimgrep"]), @"
    status 0
    --- stdout
    briefs/haefen.md:15:1:Lotsen fehlen in allen Häfen.
    briefs/haefen.md:15:37:Ohne Lotsen steht der Betrieb still.
    briefs/notizen.jsonl:2:1:Die Ausbildung der Lotsen dauert acht Jahre.
    briefs/haefen.md:15:1:Lotsen fehlen in allen Häfen.
    briefs/haefen.md:15:37:Ohne Lotsen steht der Betrieb still.
    briefs/notizen.jsonl:1:1:Nasse Moore speichern Kohlenstoff.
    briefs/notizen.jsonl:1:1:Trockene Moore geben ihn ab.
    briefs/haefen.md:15:1:Lotsen fehlen in allen Häfen.
    briefs/haefen.md:15:24:Lotsen fehlen in allen Häfen.
    briefs/haefen.md:15:37:Ohne Lotsen steht der Betrieb still.
    briefs/notizen.jsonl:1:1:Nasse Moore speichern Kohlenstoff.
    briefs/notizen.jsonl:1:1:Trockene Moore geben ihn ab.
    ");
    assert_snapshot!(shelf.run(&["query", "--batch", "fragen.jsonl", "--format", "csv"]).to_string().replace('\r', "␍"), @"
    status 0
    --- stdout
    query,rank,score,id,path,line,column,title,heading,date,lang,text,byte_start,byte_end␍
    q2,1,1.479192,briefs/haefen.md:2,briefs/haefen.md,15,1,Häfen im Wandel,Betrieb,2024-03-01,de,Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.,268,335␍
    q1,1,4.796735,briefs/notizen.jsonl#lots:1,briefs/notizen.jsonl,2,1,Lotsen ausbilden,,2025-01-20,de,Die Ausbildung der Lotsen dauert acht Jahre.,0,44␍
    q1,2,1.479192,briefs/haefen.md:2,briefs/haefen.md,15,1,Häfen im Wandel,Betrieb,2024-03-01,de,Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.,268,335␍
    4,1,3.292158,briefs/notizen.jsonl#moor:1,briefs/notizen.jsonl,1,1,Moore vernässen,,2023-05-09,de,Nasse Moore speichern Kohlenstoff. Trockene Moore geben ihn ab.,0,63␍
    4,2,3.0029159,briefs/haefen.md:2,briefs/haefen.md,15,1,Häfen im Wandel,Betrieb,2024-03-01,de,Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.,268,335␍
    7,1,3.292158,briefs/notizen.jsonl#moor:1,briefs/notizen.jsonl,1,1,Moore vernässen,,2023-05-09,de,Nasse Moore speichern Kohlenstoff. Trockene Moore geben ihn ab.,0,63␍
    ");
}

#[test]
fn standard_input_is_a_file_of_queries_too() {
    let shelf = asked(QUESTIONS);
    let of_file = shelf.run(&["query", "--batch", "fragen.jsonl", "--format", "trec"]);
    assert_eq!(
        shelf.run_with(&["query", "--batch", "-", "--format", "trec"], QUESTIONS.as_bytes()).to_string(),
        of_file.to_string()
    );
}

#[test]
fn the_options_of_the_command_hold_for_every_line() {
    let shelf = asked(QUESTIONS);
    let ran = shelf.run(&[
        "query",
        "--batch",
        "fragen.jsonl",
        "--format",
        "json",
        "--limit",
        "1",
        "--filter",
        "lang=de",
        "--unit",
        "brief",
    ]);
    let ids: Vec<String> =
        ran.records().iter().map(|hit| format!("{} {}", hit["query"]["id"], text_at(hit, "/passage/id"))).collect();
    assert_snapshot!(ids.join("\n"), @r#"
    "q2" briefs/haefen.md:2
    "q1" briefs/notizen.jsonl#lots:1
    4 briefs/notizen.jsonl#moor:1
    4 briefs/haefen.md:2
    7 briefs/notizen.jsonl#moor:1
    "#);
}

#[test]
fn a_broken_line_is_named_and_nothing_is_answered() {
    let shelf = asked("{\"text\":\"Lotsen\"}\n{\"text\":\"Hä\n");
    assert_snapshot!(shelf.run(&["query", "--batch", "fragen.jsonl", "--format", "json"]), @r#"
    status 2
    --- stderr
    error: line 2: column 0: control character (\u0000-\u001F) found while parsing a string
    hint: a query is one line: {"id": "q1", "text": "…", "filter": {"lang": "de"}, "limit": 10, "plain": true}, of which only text must be there
    "#);
    let shelf = asked("{\"text\":\"Lotsen\"}\n{\"id\":\"x\"}\n");
    assert_snapshot!(shelf.run(&["query", "--batch", "fragen.jsonl"]), @r#"
    status 2
    --- stderr
    error: line 2: no `text` in it
    hint: a query is one line: {"id": "q1", "text": "…", "filter": {"lang": "de"}, "limit": 10, "plain": true}, of which only text must be there
    "#);
    assert_snapshot!(shelf.run(&["query", "--batch", "nirgends.jsonl"]), @"
    status 2
    --- stderr
    error: `nirgends.jsonl`: No such file or directory (os error 2)
    ");
}

#[test]
fn a_batch_without_a_hit_or_a_query_is_answered() {
    let shelf = asked("{\"text\":\"Zebra\"}\n");
    assert_snapshot!(shelf.run(&["query", "--batch", "fragen.jsonl", "--format", "json"]), @"
    status 0
    ");
    let shelf = asked("");
    assert_snapshot!(shelf.run(&["query", "--batch", "fragen.jsonl", "--format", "json"]), @"
    status 0
    ");
}

#[test]
fn a_line_may_ask_for_more_than_the_command() {
    let shelf = Shelf::new();
    shelf.put("viele.jsonl", records(1500));
    shelf.run(&["index", "briefs"]).expect(0);
    let ran =
        shelf.run_with(&["query", "--batch", "-", "--format", "trec"], br#"{"id":"q","text":"Hafen","limit":1000}"#);
    assert_eq!(ran.expect(0).stdout.lines().count(), 1000);
}
