//! Runs with their messages on a terminal, where long work tells how far it is: so they are interrupted at a point that is known, however fast the machine is.
#![cfg(unix)]
#![allow(clippy::panic, reason = "a failed test")]

use super::Run;
use nix::pty::{Winsize, openpty};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs::File;
use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};

/// A run of `tvmd` and the terminal that its messages go to.
pub(super) struct Terminal {
    process: Child,
    screen: File,
    stdout: JoinHandle<String>,
    /// What was shown up to now, without the sequences that move a cursor.
    pub(super) seen: String,
}

impl Terminal {
    pub(super) fn of(call: &[&str]) -> Self {
        // Wider than any line.
        let size = Winsize { ws_row: 50, ws_col: 1000, ws_xpixel: 0, ws_ypixel: 0 };
        let both = openpty(&size, None).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_tvmd"));
        command.args(call).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::from(both.slave));
        let mut process = command.spawn().unwrap();
        // Our end of what it writes to, so that the screen ends with it.
        drop(command);
        let mut stdout = process.stdout.take().unwrap();
        let stdout = thread::spawn(move || {
            let mut text = String::new();
            stdout.read_to_string(&mut text).unwrap();
            text
        });
        Self { process, screen: File::from(both.master), stdout, seen: String::new() }
    }

    /// Reads on until what is shown is as it is waited for.
    pub(super) fn wait(&mut self, is_seen: impl Fn(&str) -> bool) {
        while !is_seen(&self.seen) {
            assert!(self.read(), "never shown:\n{}", self.seen);
        }
    }

    pub(super) fn interrupt(&self) {
        let process = Pid::from_raw(self.process.id().try_into().unwrap());
        kill(process, Signal::SIGINT).unwrap();
    }

    /// The run, once it has ended.
    pub(super) fn finish(mut self) -> Run {
        while self.read() {}
        let status = self.process.wait().unwrap().code().unwrap();
        Run { status, stdout: self.stdout.join().unwrap(), stderr: self.seen }
    }

    /// What is shown next; `false` if the program has ended.
    fn read(&mut self) -> bool {
        let mut bytes = [0; 4096];
        // At the end Linux tells an error.
        let count = self.screen.read(&mut bytes).unwrap_or(0);
        self.seen.push_str(&plain(&String::from_utf8_lossy(&bytes[..count])));
        count > 0
    }
}

/// Text without what moves the cursor; a line that is written again comes after itself.
fn plain(shown: &str) -> String {
    let mut parts = shown.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    let is_end = |character: char| character.is_ascii_alphabetic();
    let rest = parts.map(|part| part.find(is_end).map_or("", |end| &part[end + 1..]));
    rest.fold(first, |text, part| text + part).replace('\r', "")
}

/// A run that is interrupted once what is shown is as it is waited for.
pub(super) fn interrupted(call: &[&str], is_seen: impl Fn(&str) -> bool) -> Run {
    let mut terminal = Terminal::of(call);
    terminal.wait(is_seen);
    terminal.interrupt();
    terminal.finish()
}

/// How many parts were done when that was shown last.
pub(super) fn done(seen: &str, what: &str) -> Option<usize> {
    let before = seen.rsplit_once(&format!(" {what} done"))?.0;
    let counts = before.rsplit([' ', ':', '\n']).take(3).collect::<Vec<_>>();
    // How many there are, the word between, and how many are done.
    match counts.as_slice() {
        [_, "of", done] => done.parse().ok(),
        _ => None,
    }
}
