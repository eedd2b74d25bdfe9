//! Cases as instance files.
//!
//! The mechanism is called `Table`. Kept types are written as a mechanism `Extension`, the DSIC extension of `Table`; named
//! numbers stand among `numbers`, beside the two sides of a comparison, which aren't read back.

use super::Case;
use crate::diagnostic::Diagnostics;
use crate::exact::{Rational, text::Text};
use crate::mechanism::{Outcome, Table, TableError};
use crate::model::{Entries, FORMAT, InstanceDecl, MechanismDecl, RuleDecl};
use crate::prior::Prior;
use std::error::Error;
use std::fmt;

const TABLE: &str = "Table";
const EXTENSION: &str = "Extension";
/// The numbers that are a comparison's and no parameter.
const SIDES: [&str; 2] = ["left", "right"];

/// Why an instance is no case.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CaseError {
    /// It isn't a sound instance.
    Instance(Diagnostics),
    /// Its mechanism does something impossible.
    Table(TableError),
}

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instance(errors) => errors.fmt(f),
            Self::Table(error) => error.fmt(f),
        }
    }
}

impl Error for CaseError {
    /// The error whose message it has.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Instance(errors) => Some(errors),
            Self::Table(error) => Some(error),
        }
    }
}

impl From<Diagnostics> for CaseError {
    fn from(errors: Diagnostics) -> Self {
        Self::Instance(errors)
    }
}

impl From<TableError> for CaseError {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl Case {
    /// The case in the instance format, with the numbers of a comparison.
    #[must_use]
    pub fn to_instance(&self, sides: Option<(&Rational, &Rational)>) -> InstanceDecl {
        let unclaimed = |rule| MechanismDecl { rule, claims: Vec::new() };
        let mut mechanisms = vec![(TABLE.to_owned(), unclaimed(self.table.to_model()))];
        mechanisms.extend(self.keeping().map(|keeping| {
            let extension = RuleDecl::DsicExtension { of: TABLE.to_owned(), keeping };
            (EXTENSION.to_owned(), unclaimed(extension))
        }));
        let mut numbers: Vec<(String, Text)> =
            self.parameters.iter().map(|(name, number)| (name.clone(), Text(number.clone()))).collect();
        if let Some((left, right)) = sides {
            let both = SIDES.iter().zip([left, right]);
            numbers.extend(both.map(|(name, number)| ((*name).to_owned(), Text(number.clone()))));
        }
        InstanceDecl {
            tvmd: FORMAT,
            setting: self.setting().to_model(),
            prior: Some(
                self.field
                    .as_ref()
                    .and_then(|field| field.to_model(self.setting()).ok())
                    .unwrap_or_else(|| self.prior.to_model()),
            ),
            prior_hat: Some(self.prior_hat.to_model()),
            mechanisms: Entries(mechanisms),
            numbers: Entries(numbers),
        }
    }

    /// The case of an instance: its first mechanism (or none), its priors (the uniform one where none is given, and
    /// the prior itself for the second) and its named numbers.
    ///
    /// # Errors
    /// If the instance has mistakes.
    pub fn from_instance(instance: &InstanceDecl) -> Result<Self, CaseError> {
        let resolved = instance.resolve().map_err(CaseError::Instance)?;
        let setting = resolved.setting();
        let prior = resolved.prior().cloned().unwrap_or_else(|| Prior::uniform(setting));
        let prior_hat = resolved.prior_hat().cloned().unwrap_or_else(|| prior.clone());
        let table = match resolved.mechanisms().first() {
            Some(mechanism) => mechanism.table().clone(),
            None => {
                let nothing = vec![Outcome::nothing(setting.agents().len()); setting.profile_count()];
                Table::new(setting, nothing).map_err(CaseError::Table)?
            }
        };
        let mut case = Self::new(table, prior, prior_hat);
        case.field = resolved.field().cloned();
        let extensions = instance.mechanisms.iter().filter_map(|(_, mechanism)| match &mechanism.rule {
            RuleDecl::DsicExtension { keeping, .. } => Some(keeping),
            _ => None,
        });
        case.kept = { extensions }.next_back().map(|keeping| case.kept_by_name(keeping));
        let named = instance.numbers.iter().filter(|(name, _)| !SIDES.contains(&name.as_str()));
        case.parameters = named.map(|(name, number)| (name.clone(), number.0.clone())).collect();
        Ok(case)
    }

    /// The kept types by name; ⊥ isn't listed.
    fn keeping(&self) -> Option<Entries<Vec<String>>> {
        let kept = self.kept.as_ref()?;
        let agents = self.setting().agents().iter().zip(kept);
        let names = agents.map(|(agent, kept)| {
            let types = agent.types().iter().zip(kept).skip(1).filter(|(_, kept)| **kept);
            (agent.name().to_owned(), types.map(|(spec, _)| spec.name().to_owned()).collect())
        });
        Some(Entries(names.collect()))
    }

    fn kept_by_name(&self, keeping: &Entries<Vec<String>>) -> Vec<Vec<bool>> {
        let agents = self.setting().agents().iter().map(|agent| {
            let types = agent.types().iter().enumerate();
            match keeping.get(agent.name()) {
                None => vec![true; agent.types().len()],
                Some(names) => {
                    types.map(|(at, kept)| at == 0 || names.iter().any(|name| name == kept.name())).collect()
                }
            }
        });
        agents.collect()
    }
}
