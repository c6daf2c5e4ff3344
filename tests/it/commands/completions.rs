//! `fundstelle completions`.

use insta::assert_snapshot;

use crate::shelf::Shelf;

#[test]
fn every_shell_has_its_script() {
    let shelf = Shelf::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = shelf.run(&["completions", shell]).expect(0);
        assert!(ran.stdout.contains("fundstelle") && ran.stdout.contains("passage-words"), "{shell}");
        // what stands for a lone hyphen is nobody's business
        assert!(!ran.stdout.contains("text-from-standard-input"), "{shell}");
    }
    assert_snapshot!(shelf.run(&["completions", "tcsh"]), @"
    status 2
    --- stderr
    error: invalid value 'tcsh' for '<SHELL>'
      [possible values: bash, elvish, fish, powershell, zsh]

      tip: a similar value exists: 'zsh'

    For more information, try '--help'.
    ");
}

#[test]
fn bash_takes_its_script() {
    let shelf = Shelf::new();
    let ran = shelf.shell("command -v bash >/dev/null || exit 0; \"$F\" completions bash > script && bash -n script");
    assert_eq!(ran.code(), 0, "{ran}");
}
