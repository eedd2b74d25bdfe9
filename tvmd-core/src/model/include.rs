//! Priors from data files: a CSV table of profiles with their masses, or the `prior` of a JSON file.

use super::file::{FileError, from_json, read_text};
use super::{Atom, Instance, Prior, Setting};
use crate::exact::parse;
use std::path::Path;

impl Prior {
    /// Replaces `include "file"` by what the file says. Files are named relative to `folder`.
    ///
    /// A CSV file has a heading: a column per agent, by her name and in any order, and a column `probability`. A JSON
    /// file holds a prior as in the instance format, or a whole instance whose prior is meant.
    ///
    /// # Errors
    /// [`FileError`] if the file can't be read or holds no prior.
    pub fn read_included(&mut self, folder: &Path, setting: &Setting) -> Result<(), FileError> {
        let Self::Include(name) = self else { return Ok(()) };
        let file = folder.join(&*name);
        let text = read_text(&file)?;
        let read = match file.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => from_csv(&text, setting),
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

fn from_csv(text: &str, setting: &Setting) -> Result<Prior, FileError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| FileError::new("line 1", error.to_string()))?;
    let columns = columns(headings, setting)?;
    let mut atoms = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| FileError::new("", error.to_string()))?;
        let line = record.position().map_or_else(String::new, |position| format!("line {}", position.line()));
        let field = |column: &usize| record.get(*column).unwrap_or_default().to_owned();
        let mass = field(&columns.probability);
        let probability = parse(&mass).map_err(|error| FileError::new(line, error.to_string()))?;
        atoms.push(Atom { profile: columns.agents.iter().map(field).collect(), probability });
    }
    Ok(Prior::Joint(atoms))
}

/// Where a table has what.
struct Columns {
    /// The column of each agent's type, in the setting's order.
    agents: Vec<usize>,
    probability: usize,
}

fn columns(headings: &csv::StringRecord, setting: &Setting) -> Result<Columns, FileError> {
    let find = |name: &str| headings.iter().position(|heading| heading == name);
    let missing = |name: &str| {
        let headings: Vec<&str> = headings.iter().collect();
        FileError::new(
            "line 1",
            format!("no column is headed `{name}`; the columns are {}", headings.join(", ")),
        )
    };
    let agents = setting.agents.iter().map(|agent| find(&agent.name).ok_or_else(|| missing(&agent.name)));
    let agents = agents.collect::<Result<Vec<usize>, FileError>>()?;
    let probability = find("probability").ok_or_else(|| missing("probability"))?;
    if headings.len() != agents.len() + 1 {
        let stray = headings.iter().find(|heading| {
            *heading != "probability" && setting.agents.iter().all(|agent| agent.name != *heading)
        });
        let reason = match stray {
            Some(stray) => format!("the column `{stray}` is of no agent"),
            None => "a column stands twice".to_owned(),
        };
        return Err(FileError::new("line 1", reason));
    }
    Ok(Columns { agents, probability })
}
