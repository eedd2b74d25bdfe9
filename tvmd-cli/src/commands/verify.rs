//! `tvmd verify CERTIFICATE`: whether a certificate proves what it says, by a checker that shares no code with what wrote it.

use crate::{Failure, Format, output};
use serde::Serialize;
use std::fs;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    /// The certificate file.
    certificate: PathBuf,
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer {
    valid: bool,
    value: Option<String>,
    reason: Option<String>,
}

impl Verify {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let file = self.certificate.display();
        let text = fs::read_to_string(&self.certificate)
            .map_err(|error| Failure::Input(format!("{file}: {error}")))?;
        let (value, reason) = match tvmd_verify::verify(&text) {
            Ok(value) => (Some(value.to_string()), None),
            Err(reason) => (None, Some(reason)),
        };
        let said = match (&value, &reason) {
            (Some(value), _) => format!("valid: the optimum is exactly {value}"),
            (None, reason) => format!("not valid: {}", reason.as_deref().unwrap_or_default()),
        };
        let valid = value.is_some();
        match format {
            Format::Json => output::json(&Answer { valid, value, reason })?,
            Format::Text => output::text(&said)?,
        }
        if valid { Ok(()) } else { Err(Failure::DoesNotHold(format!("{file} certifies nothing"))) }
    }
}
