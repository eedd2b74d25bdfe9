//! What is asked for on the command line: instance files, with what is wrong with them in words, and objectives.

use crate::Failure;
use clap::ValueEnum;
use std::path::Path;
use tvmd_core::objective::Standard;
use tvmd_core::{Declared, Instance, Mechanism as _, model, names};

/// Reads and resolves an instance file.
pub(crate) fn read(file: &Path) -> Result<Instance, Failure> {
    model::Instance::load(file).map_err(|error| Failure::Input(error.to_string()))
}

/// The mechanism of this name in the instance of a file.
pub(crate) fn mechanism<'a>(
    instance: &'a Instance,
    name: &str,
    file: &Path,
) -> Result<&'a Declared, Failure> {
    instance.mechanism(name).ok_or_else(|| {
        let known = || instance.mechanisms().iter().map(Declared::name);
        let hint = match names::nearest(name, known()) {
            Some(near) => format!("; did you mean `{near}`?"),
            None => format!("; there are: {}", known().collect::<Vec<_>>().join(", ")),
        };
        Failure::Input(format!("{}: there is no mechanism `{name}`{hint}", file.display()))
    })
}

/// An objective, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Wanted {
    Revenue,
    Welfare,
}

impl From<Wanted> for Standard {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Revenue => Self::Revenue,
            Wanted::Welfare => Self::Welfare,
        }
    }
}
