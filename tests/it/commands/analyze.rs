//! `fundstelle analyze`.

use insta::assert_snapshot;

use crate::shelf::Shelf;

#[test]
fn for_people_and_as_records() {
    let shelf = Shelf::new();
    assert_snapshot!(shelf.run(&["analyze", "Häfen", "und", "EU-Staaten"]), @"
    status 0
    --- stdout
    Häfen
        häfen                     exact     body   written
        haf                       stem      stem   stem
    und
        und                       exact     body   written
        und                       stem      stem   stem
    EU-Staaten
        eu-staaten                exact     body   written
        eustaat                   stem      stem   stem
        eu                        part      body   hyphen
        eu                        part      stem   stem
        staaten                   part      body   hyphen
        staat                     part      stem   stem
    ");
    assert_snapshot!(shelf.run(&["analyze", "Die Häfen", "--format", "json"]), @r#"
    status 0
    --- stdout
    {"v":1,"type":"analysis","line":1,"lang":"de","words":[{"text":"Die","byte":[0,3],"parts":[],"terms":[{"term":"die","how":"exact","field":"body","byte":[0,3],"why":"written"},{"term":"die","how":"stem","field":"stem","byte":[0,3],"why":"stem"}]},{"text":"Häfen","byte":[4,10],"parts":[],"terms":[{"term":"häfen","how":"exact","field":"body","byte":[4,10],"why":"written"},{"term":"haf","how":"stem","field":"stem","byte":[4,10],"why":"stem"}]}]}
    "#);
    assert!(!shelf.path().join("index").exists());
}

#[test]
fn standard_input_is_one_text_or_one_a_line() {
    let shelf = Shelf::new();
    let text = "Die Häfen\n\nThe harbours of England are growing\n";
    let whole = shelf.run_with(&["analyze", "-", "--format", "json"], text.as_bytes()).expect(0).records();
    assert_eq!(whole.len(), 1);
    assert_eq!(whole[0]["words"].as_array().unwrap().len(), 8);
    let lines = shelf.run_with(&["analyze", "--lines", "--format", "json"], text.as_bytes()).expect(0).records();
    let shown: Vec<String> = lines
        .iter()
        .map(|line| format!("{} {} {}", line["line"], line["lang"], line["words"].as_array().unwrap().len()))
        .collect();
    assert_snapshot!(shown.join("\n"), @r#"
    1 "de" 2
    2 "de" 0
    3 "en" 6
    "#);
}

#[test]
fn spans_count_bytes_of_the_raw_text() {
    let shelf = Shelf::new();
    let text = "Ka\u{AD}bel a\u{308}ndern  §\u{A0}5 Abs. 2, U\u{2011}Boot\n";
    let record = shelf
        .run_with(&["analyze", "-", "--lang", "de", "--format", "json"], text.as_bytes())
        .expect(0)
        .records()
        .remove(0);
    for word in record["words"].as_array().unwrap() {
        let slice = |span: &serde_json::Value| {
            &text[usize::try_from(span[0].as_u64().unwrap()).unwrap()
                ..usize::try_from(span[1].as_u64().unwrap()).unwrap()]
        };
        assert_eq!(slice(&word["byte"]), word["text"].as_str().unwrap());
        assert!(word["terms"].as_array().unwrap().iter().any(|term| term["how"] == "stem"), "{word}");
    }
}

#[test]
fn line_ends_are_no_part_of_a_line() {
    let shelf = Shelf::new();
    let ran = shelf.run_with(&["analyze", "--lines", "--format", "json"], "Häfen\r\n\r\nNetze".as_bytes()).expect(0);
    assert_eq!(ran.records().len(), 3);
}

#[test]
fn a_count_is_one_record() {
    let shelf = Shelf::new();
    assert_snapshot!(shelf.run(&["analyze", "--format", "count", "Die", "Häfen"]), @r#"
    status 0
    --- stdout
    {"v":1,"type":"count","bytes":10,"words":2,"parts":0,"terms":4,"seconds":[n]}
    "#);
    assert_snapshot!(shelf.run_with(&["analyze", "--format", "count", "--lines", "-"], "Die\nHäfen\n".as_bytes()), @r#"
    status 0
    --- stdout
    {"v":1,"type":"count","bytes":9,"words":2,"parts":0,"terms":4,"seconds":[n]}
    "#);
}

#[test]
fn hyphens_are_text() {
    let shelf = Shelf::new();
    assert_snapshot!(shelf.run(&["analyze", "-Ende"]), @"
    status 0
    --- stdout
    Ende
        ende                      exact     body   written
        end                       stem      stem   stem
    ");
    assert_snapshot!(shelf.run(&["analyze", "--", "--lines"]), @"
    status 0
    --- stdout
    lines
        lines                     exact     body   written
        lin                       stem      stem   stem
    ");
    assert_snapshot!(shelf.run(&["analyze", "--lang", "klingonisch", "Die"]), @"
    status 2
    --- stderr
    error: invalid value 'klingonisch' for '--lang <L>': not a language tag such as `de` or `en`

    For more information, try '--help'.
    ");
}

#[test]
fn what_is_not_utf_8_is_no_panic() {
    let shelf = Shelf::new();
    let ran = shelf.run_with(&["analyze", "-", "--format", "json"], b"H\xE4fen \xFF\xFE");
    assert!(matches!(ran.code(), 0 | 2), "{ran}");
}
