//! `tvmd verify CERTIFICATE`: whether a certificate proves what it says, by a checker that shares no code with what wrote it.

use crate::{Failure, Format, output};
use serde::Serialize;
use std::fs;
use std::path::PathBuf;
use tvmd_verify::Proves;

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
        let (value, reason, said) = match tvmd_verify::verify(&text) {
            Ok(proved) => {
                let value = proved.value.to_string();
                let said = match proved.proves {
                    Proves::Optimum => format!("valid: the optimum is exactly {value}"),
                    Proves::Deterministic => {
                        format!("valid: the optimum without lotteries is exactly {value}")
                    }
                    Proves::MaxMin => format!("valid: the most that can be guaranteed is exactly {value}"),
                    Proves::Guarantee => format!(
                        "valid: this mechanism guarantees exactly {value}; that no other guarantees more is not proved"
                    ),
                };
                (Some(value), None, said)
            }
            Err(reason) => {
                let said = format!("not valid: {reason}");
                (None, Some(reason), said)
            }
        };
        let valid = value.is_some();
        match format {
            Format::Json => output::json(&Answer { valid, value, reason })?,
            Format::Text => output::text(&said)?,
        }
        if valid { Ok(()) } else { Err(Failure::DoesNotHold(format!("{file} certifies nothing"))) }
    }
}
