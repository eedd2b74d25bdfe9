//! Instance files, with what is wrong with them in words.

use crate::Failure;
use std::path::Path;
use tvmd_core::{Instance, model};

/// Reads and resolves an instance file.
pub(crate) fn read(file: &Path) -> Result<Instance, Failure> {
    let model = model::Instance::read(file).map_err(|error| Failure::Input(error.to_string()))?;
    model.resolve().map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(|error| format!("{}: {error}", file.display())).collect();
        Failure::Input(lines.join("\n"))
    })
}
