//! `fundstelle stats`.

use insta::assert_snapshot;

use crate::shelf::Shelf;

#[test]
fn an_index_in_figures() {
    let shelf = Shelf::indexed();
    let text = shelf.run(&["stats"]).expect(0).to_string();
    let steady: Vec<&str> = text.lines().filter(|line| !line.starts_with("on disk")).collect();
    assert_snapshot!(steady.join("\n"), @"
    status 0
    --- stdout
    root       [shelf]
    index      [shelf]/index
    version    format 1, analysis 1
    briefs     4
    passages   5
    words      60
    sources    817 bytes
    languages  de 4
    indexed    briefs
    ");
    let mut record = shelf.run(&["stats", "--format", "json"]).expect(0).records().remove(0);
    assert!(record["size"].as_u64().unwrap() > 0);
    record["size"] = 0.into();
    let record = record.to_string().replace(shelf.path().to_str().unwrap(), "[shelf]");
    assert_snapshot!(record, @r#"
    {"analysis":1,"briefs":4,"bytes":817,"format":1,"index":"[shelf]/index","languages":{"de":4},"passages":5,"root":"[shelf]","roots":["briefs"],"size":0,"type":"stats","v":1,"words":60}
    "#);
}

#[test]
fn without_an_index_the_command_that_makes_one_is_named() {
    assert_snapshot!(Shelf::new().run(&["stats"]), @"
    status 2
    --- stderr
    error: there is no index in `[shelf]/index`
    hint: make one with `fundstelle index PATH`
    ");
}
