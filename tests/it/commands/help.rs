//! Help: what people read first.

use insta::assert_snapshot;

use crate::shelf::Shelf;

#[test]
fn of_the_program() {
    let shelf = Shelf::new();
    assert_snapshot!("help", shelf.run(&["--help"]));
    assert_snapshot!(shelf.run(&["--version"]), @"
    status 0
    --- stdout
    fundstelle 0.1.0
    ");
    assert_snapshot!(shelf.run(&["fliegen"]), @"
    status 2
    --- stderr
    error: unrecognized subcommand 'fliegen'

    Usage: fundstelle <COMMAND>

    For more information, try '--help'.
    ");
    let bare = shelf.run(&[]).expect(2);
    assert!(bare.stdout.is_empty() && bare.stderr.contains("Usage:"), "{bare}");
}

#[test]
fn of_every_command() {
    let shelf = Shelf::new();
    for command in ["index", "query", "show", "list", "remove", "stats", "passages", "analyze", "completions", "man"] {
        let help = shelf.run(&[command, "--help"]).expect(0);
        assert_snapshot!(format!("help_{command}"), help);
        assert!(shelf.run(&[command, "-h"]).expect(0).stdout.starts_with("Examples:"), "{command}");
    }
}
