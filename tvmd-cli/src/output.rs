//! Writing to standard output and standard error.

use crate::Failure;
use serde::Serialize;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use tvmd_core::optimum::file::File as Certificate;

/// Prints an answer for people.
pub(crate) fn text(answer: &str) -> Result<(), Failure> {
    write(answer.trim_end())
}

/// Prints an answer for programs.
pub(crate) fn json(answer: &impl Serialize) -> Result<(), Failure> {
    let document = serde_json::to_string_pretty(answer).map_err(|error| Failure::Input(error.to_string()))?;
    write(&document)
}

/// A reader that closes the pipe has read enough; everything else that stops us from writing is said.
fn write(answer: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{answer}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Input(format!("the answer can't be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a file that was asked for.
pub(crate) fn file(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}

/// Writes a certificate that was asked for.
pub(crate) fn certificate(path: &Path, certificate: &Certificate) -> Result<(), Failure> {
    let text = certificate.to_json().map_err(|error| Failure::Input(error.to_string()))?;
    file(path, &text)
}

/// Prints a message on standard error.
pub(crate) fn complain(message: &str) {
    // Nothing can be done where standard error is closed.
    let _ = writeln!(std::io::stderr(), "tvmd: {message}");
}
