//! `fundstelle man`.

use insta::assert_snapshot;

use crate::shelf::Shelf;

#[test]
fn the_program_and_every_command_have_a_page() {
    let shelf = Shelf::new();
    let program = shelf.run(&["man"]).expect(0).stdout;
    assert!(program.starts_with(".ie \\n(.g") || program.starts_with(".TH"), "{program}");
    for command in ["index", "query", "show", "list", "remove", "stats", "passages", "analyze", "completions", "man"] {
        let page = shelf.run(&["man", command]).expect(0).stdout;
        for part in [".SH NAME", ".SH SYNOPSIS", ".SH EXAMPLES", ".SH DESCRIPTION"] {
            assert!(page.contains(part), "{command}: {part}");
        }
        assert!(!page.contains("text-from-standard-input"), "{command}");
    }
    assert_snapshot!(shelf.run(&["man", "fliegen"]), @"
    status 2
    --- stderr
    error: there is no command `fliegen`
    hint: `fundstelle --help` names the commands
    ");
}

#[test]
fn the_page_of_a_command() {
    assert_snapshot!("man_query", Shelf::new().run(&["man", "query"]));
}
