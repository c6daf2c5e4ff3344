//! Whole commands, as a user sees them: exit status, standard output, standard error.

mod analyze;
mod batch;
mod completions;
mod first_hits;
mod help;
mod hostile;
mod index;
mod killed;
mod list;
mod man;
mod passages;
mod query;
mod remove;
mod show;
mod stats;

use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Output, Stdio};

use serde_json::Value;

use crate::shelf::Shelf;

/// A brief with everything that a head can say.
const HARBOURS: &str = "\
---
title: Häfen im Wandel
authors: [Ada Muster, Ben Beispiel]
date: 2024-03-01
url: https://briefe.example/haefen
topics: [Häfen, Schifffahrt]
---

# Ausbau

Die Häfen an der Nordsee brauchen tiefere Fahrrinnen. Der Bund trägt die Hälfte der Kosten.

# Betrieb

Lotsen fehlen in allen Häfen. Ohne Lotsen steht der Betrieb still.
";

/// A brief that says nothing of itself.
const GRIDS: &str = "\
Stromnetze brauchen Speicher

Ohne Speicher stehen die Stromnetze an windigen Tagen vor dem Kollaps. Die Kosten tragen am Ende die Haushalte.
";

/// Two briefs in one file.
const NOTES: &str = concat!(
    r#"{"id":"moor","title":"Moore vernässen","text":"Nasse Moore speichern Kohlenstoff. Trockene Moore geben ihn ab.","date":"2023-05-09","lang":"de","topic":["Klima","Boden"],"year":2023}"#,
    "\n",
    r#"{"id":"lots","title":"Lotsen ausbilden","text":"Die Ausbildung der Lotsen dauert acht Jahre.","date":"2025-01-20","lang":"de","topic":"Verkehr","year":2025}"#,
    "\n",
);

/// So many short briefs in one file, all about harbours.
fn records(count: usize) -> String {
    let mut lines = String::new();
    for number in 0..count {
        let _ = writeln!(lines, r#"{{"id":"{number}","text":"Der Hafen {number} wächst."}}"#);
    }
    lines
}

/// What a command left behind.
pub(crate) struct Ran {
    status: ExitStatus,
    stdout: String,
    stderr: String,
    folder: PathBuf,
}

impl Ran {
    fn of(output: Output, folder: PathBuf) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self { status: output.status, stdout: text(output.stdout), stderr: text(output.stderr), folder }
    }

    /// The exit status; that of a shell where a signal ended it.
    fn code(&self) -> i32 {
        self.status.code().unwrap_or_else(|| 128 + self.status.signal().unwrap_or_default())
    }

    /// Standard output, read as JSON Lines.
    fn records(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }

    /// Fails, showing everything, unless the command ended so.
    #[track_caller]
    fn expect(self, code: i32) -> Self {
        assert_eq!(self.code(), code, "{self}");
        self
    }

    /// A text of this run without what differs from run to run.
    fn steady(&self, text: &str) -> String {
        let folder = self.folder.to_str().expect("UTF-8");
        let text = text.replace(folder, "[shelf]");
        let text = without_numbers(&text, " seconds", char::is_whitespace);
        without_json_numbers(&text, "\"seconds\":")
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "status {}", self.code())?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                let end = if text.ends_with('\n') { "" } else { "(no line end)\n" };
                write!(formatter, "--- {name}\n{}{end}", self.steady(text))?;
            }
        }
        Ok(())
    }
}

/// Puts `[n]` for the number before each `unit`.
fn without_numbers(text: &str, unit: &str, ends: impl Fn(char) -> bool) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(unit) {
        let start = rest[..at].rfind(&ends).map_or(0, |space| space + 1);
        out.push_str(&rest[..start]);
        out.push_str(if rest[start..at].parse::<f64>().is_ok() { "[n]" } else { &rest[start..at] });
        out.push_str(unit);
        rest = &rest[at + unit.len()..];
    }
    out + rest
}

/// Puts `[n]` for the number behind each `key`.
fn without_json_numbers(text: &str, key: &str) -> String {
    let mut parts = text.split(key);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.find([',', '}']).unwrap_or(part.len());
        out = format!("{out}{key}[n]{}", &part[number..]);
    }
    out
}

impl Shelf {
    /// A shelf with three files of four briefs.
    fn stocked() -> Self {
        let shelf = Self::new();
        shelf.put("haefen.md", HARBOURS);
        shelf.put("netze.txt", GRIDS);
        shelf.put("notizen.jsonl", NOTES);
        shelf
    }

    /// The same, indexed.
    fn indexed() -> Self {
        let shelf = Self::stocked();
        shelf.run(&["index", "briefs"]).expect(0);
        shelf
    }

    /// A command in this folder, with nothing in its environment that could change what it does.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fundstelle"));
        command.args(arguments).current_dir(self.path()).env_clear().stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    /// Runs a command that reads this from standard input.
    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // a command that does not read may have ended before
        let _ = child.stdin.take().expect("piped").write_all(input);
        Ran::of(child.wait_with_output().expect("it ends"), self.path())
    }

    /// Runs a line of the shell, in which `$F` is the program.
    fn shell(&self, line: &str) -> Ran {
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(self.path()).env_clear().stdin(Stdio::null());
        command.env("PATH", "/usr/local/bin:/usr/bin:/bin").env("F", env!("CARGO_BIN_EXE_fundstelle"));
        Ran::of(command.output().expect("a shell"), self.path())
    }

    /// Runs a command as a user who may not write here: the superuser may do everything.
    fn run_as_nobody(&self, arguments: &[&str]) -> Ran {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt};
        use std::os::unix::process::CommandExt as _;
        let mut command = self.command(arguments);
        if std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
            // the program may lie where nobody may go
            let program = self.path().join("fundstelle");
            if !program.exists() {
                std::fs::copy(env!("CARGO_BIN_EXE_fundstelle"), &program).expect("a copy");
            }
            std::fs::set_permissions(self.path(), PermissionsExt::from_mode(0o755)).expect("the shelf opens");
            command = Command::new(program);
            command.args(arguments).current_dir(self.path()).env_clear().stdin(Stdio::null());
            command.uid(65534).gid(65534);
        }
        // other tests start programs: until those are running, they hold the fresh copy open for writing
        for _ in 0..100 {
            match command.output() {
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                    std::thread::sleep(std::time::Duration::from_millis(20));
                }
                output => return Ran::of(output.expect("the program starts"), self.path()),
            }
        }
        panic!("the copy of the program stays busy");
    }
}

/// A value in a record, by a path such as `/brief/id`.
fn text_at<'v>(record: &'v Value, pointer: &str) -> &'v str {
    record.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {pointer} in {record}"))
}
