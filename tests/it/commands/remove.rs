//! `fundstelle remove`.

use insta::assert_snapshot;

use crate::shelf::Shelf;

#[test]
fn a_brief_a_record_a_folder() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["remove", "briefs/notizen.jsonl#moor"]), @"
    status 0
    --- stdout
    0 added, 0 replaced, 0 unchanged, 1 removed, 0 skipped, 0 failed; 4 passages in 3 briefs; [n] seconds
    ");
    assert_snapshot!(shelf.run(&["remove", "briefs/haefen.md", "--format", "json"]), @r#"
    status 0
    --- stdout
    {"v":1,"type":"brief","outcome":"removed","id":"briefs/haefen.md","path":"briefs/haefen.md","passages":2,"bytes":336,"error":null}
    {"v":1,"type":"index","added":0,"replaced":0,"unchanged":0,"removed":1,"skipped":0,"failed":0,"briefs":2,"passages":2,"bytes":298,"seconds":[n]}
    "#);
    assert_snapshot!(shelf.run(&["remove", "briefs"]), @"
    status 0
    --- stdout
    0 added, 0 replaced, 0 unchanged, 2 removed, 0 skipped, 0 failed; 0 passages in 0 briefs; [n] seconds
    ");
    assert!(shelf.briefs().join("haefen.md").exists());
    assert_snapshot!(shelf.run(&["query", "Lotsen"]), @"
    status 1
    --- stderr
    note: the index holds no briefs
    hint: fundstelle index PATH
    note: nothing found
    ");
}

#[test]
fn what_is_not_there_is_named() {
    let shelf = Shelf::indexed();
    assert_snapshot!(shelf.run(&["remove", "nirgends", "briefs/netze.txt"]), @"
    status 0
    --- stdout
    0 added, 0 replaced, 0 unchanged, 1 removed, 0 skipped, 0 failed; 4 passages in 3 briefs; [n] seconds
    --- stderr
    warning: nothing in the index is called `nirgends`
    ");
    assert_snapshot!(shelf.run(&["remove", "nirgends", "briefs/netze.txt"]), @"
    status 2
    --- stderr
    error: nothing in the index is called `nirgends`, `briefs/netze.txt`
    hint: `fundstelle list` names the briefs
    ");
    assert_snapshot!(shelf.run(&["remove"]), @"
    status 2
    --- stderr
    error: the following required arguments were not provided:
      <ID|PATH>...

    Usage: fundstelle remove <ID|PATH>...

    For more information, try '--help'.
    ");
}

#[test]
fn without_an_index_none_is_made() {
    let shelf = Shelf::stocked();
    assert_snapshot!(shelf.run(&["remove", "briefs"]), @"
    status 2
    --- stderr
    error: there is no index in `[shelf]/index`
    hint: make one with `fundstelle index PATH`
    ");
    assert!(!shelf.path().join("index").exists());
}

#[test]
fn a_root_that_was_removed_does_not_come_back_with_an_update() {
    let shelf = Shelf::indexed();
    shelf.run(&["remove", "briefs"]).expect(0);
    let ran = shelf.run(&["index"]);
    assert_snapshot!(ran, @"
    status 2
    --- stderr
    error: no path is given, and nothing was indexed before
    hint: name a file or a folder: `fundstelle index PATH`
    ");
}
