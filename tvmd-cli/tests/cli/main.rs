//! The `tvmd` command as its users run it: answers, exit statuses and messages.
#![allow(clippy::unwrap_used, reason = "a failure to run the command is a failed test")]

mod answers;
mod arrays;
mod calls;
mod certificate_lines;
mod certificates;
mod counterexamples;
mod excerpts;
mod fields;
mod gambit;
mod hostile;
mod interrupts;
mod learn;
mod left_out;
mod limits;
mod malformed;
mod meant;
mod mistakes;
mod names;
mod optima;
mod page_contents;
mod pages;
mod robustness;
mod schemas;
mod schemas_of_answers;
mod shares;
mod shown;
mod stopped;
mod structure;
mod sweeps;
mod tables;
mod terminal;
mod unreadable;
mod ways_out;
mod writes;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a run printed and how it ended.
struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

/// Runs `tvmd` with these arguments.
fn tvmd<A: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = A>) -> Run {
    tvmd_in(Path::new("."), arguments)
}

/// Runs `tvmd` in a folder.
fn tvmd_in<A: AsRef<std::ffi::OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Run {
    finished(Command::new(env!("CARGO_BIN_EXE_tvmd")).args(arguments).current_dir(folder).output().unwrap())
}

fn finished(output: Output) -> Run {
    Run {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// An auction of the examples.
fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/instances").join(name)
}

/// The JSON document that a run printed.
fn json(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.stdout).unwrap()
}

/// Messages without the lines of the file that they show: a number or nothing, a bar, and what is there.
fn without_lines(messages: &str) -> String {
    let is_shown = |line: &&str| {
        line.split_once(" |").is_some_and(|(gutter, _)| {
            gutter.chars().all(|character| character == ' ' || character.is_ascii_digit())
        })
    };
    messages.lines().filter(|line| !is_shown(line)).map(|line| format!("{line}\n")).collect()
}
