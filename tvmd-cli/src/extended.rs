//! `--out`: the file's instance with the mechanism that was found, as a file that every command reads.

use crate::{Failure, arrays, input, output};
use std::path::{Path, PathBuf};
use tvmd_core::model::{InstanceDecl, MechanismDecl, PriorDecl, RuleDecl};
use tvmd_core::{Instance, Prior, Table};

/// The option of commands that find a mechanism.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Extended {
    /// Write the file's instance with the mechanism that is found, beside those that it has, to this file, which the other commands read: `compare`
    /// shows them side by side.
    #[arg(long, value_name = "INSTANCE.json")]
    out: Option<PathBuf>,
}

/// An instance as it is meant, and as it is said where it is to be written.
pub(crate) struct Read {
    pub(crate) instance: Instance,
    said: Option<InstanceDecl>,
}

impl Extended {
    /// The file that is written, if one is asked for.
    pub(crate) fn target(&self) -> (&'static str, Option<&Path>) {
        ("--out", self.out.as_deref())
    }

    /// Reads an instance file, once.
    pub(crate) fn read(&self, file: &Path) -> Result<Read, Failure> {
        if self.out.is_none() {
            return Ok(Read { instance: input::read(file)?, said: None });
        }
        let (said, instance) =
            InstanceDecl::load_said(file, &arrays::read).map_err(|error| input::failed(file, &error))?;
        Ok(Read { said: Some(without_arrays(said, &instance)), instance })
    }

    /// Writes the instance with this mechanism, if that is asked for: a line that says by which name, the given one or that with a number behind it.
    pub(crate) fn write(&self, read: Read, name: &str, table: &Table) -> Result<Option<String>, Failure> {
        let Some((out, mut said)) = self.out.as_ref().zip(read.said) else { return Ok(None) };
        let is_free = |name: &String| read.instance.mechanism(name).is_none();
        let numbered = (2_u32..).map(|number| format!("{name}{number}"));
        let name = [name.to_owned()].into_iter().chain(numbered).find(is_free).unwrap_or_default();
        let found = MechanismDecl { rule: table.to_model(), claims: Vec::new() };
        said.mechanisms = said.mechanisms.iter().cloned().chain([(name.clone(), found)]).collect();
        output::instance(out, &said)?;
        Ok(Some(format!("{} has it as `{name}`", input::shown(out))))
    }
}

/// What is said, wherever its file stands: with arrays that it names in place of their name.
fn without_arrays(mut said: InstanceDecl, instance: &Instance) -> InstanceDecl {
    let whole = |said: &mut Option<PriorDecl>, meant: Option<&Prior>| {
        if matches!(said, Some(PriorDecl::Arrays(_))) {
            *said = meant.map(Prior::to_model);
        }
    };
    whole(&mut said.prior, instance.prior());
    whole(&mut said.prior_hat, instance.prior_hat());
    let mechanisms = said.mechanisms.iter().cloned().map(|(name, own)| {
        let named = instance.mechanism(&name).filter(|_| matches!(own.rule, RuleDecl::Arrays(_)));
        let rule = named.map_or(own.rule, |meant| meant.table().to_model());
        (name, MechanismDecl { rule, claims: own.claims })
    });
    said.mechanisms = mechanisms.collect();
    said
}
