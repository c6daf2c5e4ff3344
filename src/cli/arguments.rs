//! Sorts the arguments of commands that take free text: `-Russland` there is a word to leave out, not an option, and needs no
//! quotes wherever it stands.

use std::ffi::{OsStr, OsString};

use clap::Command;

/// The text that stands for a lone `-`, which behind `--` is text like any other. No argument of a process can hold a NUL.
pub(super) const STANDARD_INPUT: &str = "-\0";

/// The commands whose arguments are free text.
const WITH_TEXT: [&str; 2] = ["query", "analyze"];

/// The arguments as the parser of options wants them: of a command with text first the options, each with its value, then `--` and the
/// text. Other commands' are left as they are.
pub(super) fn arranged(arguments: impl IntoIterator<Item = OsString>, program: &Command) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let name = arguments.get(1).and_then(|name| name.to_str()).unwrap_or_default();
    let Some(command) = program.find_subcommand(name).filter(|_| WITH_TEXT.contains(&name)) else {
        return arguments;
    };
    let rest = arguments.split_off(2);
    arguments.extend(sorted(rest, &|option| takes_value(command, option)));
    arguments
}

/// Everything that begins with `--`, up to a lone `--`, is an option; a value behind an option that takes one is its value. All else is
/// text, but for `-h`.
fn sorted(arguments: Vec<OsString>, takes_value: &dyn Fn(&OsStr) -> bool) -> Vec<OsString> {
    let (mut options, mut text) = (Vec::new(), Vec::new());
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            let ended: Vec<_> = arguments.collect();
            return joined(options, text, ended);
        }
        if argument == "-h" {
            options.push(argument);
        } else if !argument.as_encoded_bytes().starts_with(b"--") {
            text.push(argument);
        } else if takes_value(&argument) {
            options.push(match arguments.next() {
                Some(value) => with_value(argument, &value),
                None => argument,
            });
        } else {
            options.push(argument);
        }
    }
    joined(options, text, Vec::new())
}

fn joined(mut options: Vec<OsString>, text: Vec<OsString>, ended: Vec<OsString>) -> Vec<OsString> {
    if ended.is_empty() && text.len() == 1 && text[0] == "-" {
        options.extend(["--".into(), STANDARD_INPUT.into()]);
        return options;
    }
    options.push("--".into());
    options.extend(text);
    options.extend(ended);
    options
}

/// In one argument, so that a value may begin with a hyphen.
fn with_value(mut option: OsString, value: &OsStr) -> OsString {
    option.push("=");
    option.push(value);
    option
}

fn takes_value(command: &Command, option: &OsStr) -> bool {
    let name = option.to_str().and_then(|option| option.strip_prefix("--"));
    let known = command.get_arguments().find(|known| name.is_some() && known.get_long() == name);
    known.is_some_and(|known| known.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn arrange(line: &[&str]) -> Vec<String> {
        let arguments = ["fundstelle"].iter().chain(line).map(OsString::from);
        let arranged = arranged(arguments, &super::super::Cli::command());
        arranged.into_iter().skip(1).map(|argument| argument.into_string().unwrap()).collect()
    }

    #[test]
    fn options_stand_before_and_behind_the_text() {
        assert_eq!(
            arrange(&["query", "--offset", "2", "Nordkorea", "-Russland", "--limit", "3", "--plain"]),
            ["query", "--offset=2", "--limit=3", "--plain", "--", "Nordkorea", "-Russland"]
        );
    }

    #[test]
    fn an_option_with_its_value_takes_no_other() {
        assert_eq!(arrange(&["query", "--limit=3", "Räte"]), ["query", "--limit=3", "--", "Räte"]);
    }

    #[test]
    fn two_hyphens_end_the_options() {
        assert_eq!(
            arrange(&["query", "Räte", "--", "--limit", "-h", "--", "-"]),
            ["query", "--", "Räte", "--limit", "-h", "--", "-"]
        );
    }

    #[test]
    fn a_lone_hyphen_is_standard_input_but_not_behind_the_end_of_options() {
        assert_eq!(arrange(&["query", "-", "--plain"]), ["query", "--plain", "--", STANDARD_INPUT]);
        assert_eq!(arrange(&["query", "--", "-"]), ["query", "--", "-"]);
        assert_eq!(arrange(&["query", "Krieg", "-", "Frieden"]), ["query", "--", "Krieg", "-", "Frieden"]);
    }

    #[test]
    fn a_value_may_be_a_hyphen() {
        assert_eq!(arrange(&["query", "--in", "-", "Räte"]), ["query", "--in=-", "--", "Räte"]);
        assert_eq!(arrange(&["query", "--batch", "-"]), ["query", "--batch=-", "--"]);
    }

    #[test]
    fn an_option_without_its_value_is_left_to_the_parser() {
        assert_eq!(arrange(&["query", "Räte", "--limit"]), ["query", "--limit", "--", "Räte"]);
        assert_eq!(arrange(&["query", "Räte", "--limt", "3"]), ["query", "--limt", "--", "Räte", "3"]);
    }

    #[test]
    fn help_is_an_option() {
        assert_eq!(arrange(&["query", "-h"]), ["query", "-h", "--"]);
    }

    #[test]
    fn other_commands_are_left_alone() {
        assert_eq!(arrange(&["index", "a", "--prune", "b"]), ["index", "a", "--prune", "b"]);
    }
}
