//! Priors from data files: a CSV table of profiles with their masses, or the `prior` of a JSON file.

use super::file::{FileError, from_json, read_text};
use super::{Atom, Instance, Prior};
use crate::exact::parse;
use std::path::Path;

impl Prior {
    /// Replaces `include "file"` by what the file says. Files are named relative to `folder`.
    ///
    /// A CSV file has a heading, one column per agent in the setting's order and a last column `probability`. A
    /// JSON file holds a prior as in the instance format, or a whole instance whose prior is meant.
    ///
    /// # Errors
    /// [`FileError`] if the file can't be read or holds no prior.
    pub fn read_included(&mut self, folder: &Path) -> Result<(), FileError> {
        let Self::Include(name) = self else { return Ok(()) };
        let file = folder.join(&*name);
        let text = read_text(&file)?;
        let read = match file.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => from_csv(&text),
            Some("json") => prior_of_json(&text),
            _ => Err(FileError::new("", "is neither a .csv nor a .json file")),
        };
        *self = read.map_err(|error| error.in_file(&file))?;
        Ok(())
    }
}

fn prior_of_json(text: &str) -> Result<Prior, FileError> {
    let prior = match from_json(text) {
        Ok(prior) => prior,
        Err(not_a_prior) if text.contains("\"setting\"") => Instance::from_json(text)?
            .prior
            .ok_or(FileError { reason: "holds no prior".into(), ..not_a_prior })?,
        Err(error) => return Err(error),
    };
    match prior {
        Prior::Include(_) => Err(FileError::new("", "an included prior can't include another file")),
        prior => Ok(prior),
    }
}

fn from_csv(text: &str) -> Result<Prior, FileError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| FileError::new("line 1", error.to_string()))?;
    if headings.iter().next_back() != Some("probability") {
        return Err(FileError::new("line 1", "the last column must be headed `probability`"));
    }
    let mut atoms = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| FileError::new("", error.to_string()))?;
        let line = record.position().map_or_else(String::new, |position| format!("line {}", position.line()));
        let mut fields: Vec<String> = record.iter().map(str::to_owned).collect();
        let mass = fields.pop().unwrap_or_default();
        let probability = parse(&mass).map_err(|error| FileError::new(line, error.to_string()))?;
        atoms.push(Atom { profile: fields, probability });
    }
    Ok(Prior::Joint(atoms))
}
