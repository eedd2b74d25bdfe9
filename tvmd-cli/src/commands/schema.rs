//! `tvmd schema NAME`: the JSON Schema of a kind of file, or of a command's answer.

use crate::schema::Described;
use crate::{Failure, output};

#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// A kind of file, or a command whose answer in JSON is meant.
    #[arg(value_enum)]
    name: Described,
}

impl Schema {
    pub(crate) fn run(&self) -> Result<(), Failure> {
        output::json(&self.name.schema())
    }
}
