//! Why something is no prior of a setting, or priors don't go together.

use super::{DistributionError, MrfError};
use crate::names::{brief, brief_list};
use crate::setting::{BOTTOM, Profile, Setting};
use std::error::Error;
use std::fmt;

/// Why something is not a prior of a setting, or two priors don't go together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PriorError {
    /// The masses are no distribution.
    Distribution(DistributionError),
    /// The mass of this, a profile or a type, is below 0.
    Negative(String),
    /// The masses of one agent's types are no distribution.
    Marginal {
        /// The agent's name.
        agent: String,
        /// What is wrong.
        error: DistributionError,
    },
    /// Not one mass per type of an agent, ⊥ included.
    Types {
        /// The agent's name.
        agent: String,
        /// How many types she has.
        types: usize,
        /// How many masses there are.
        masses: usize,
    },
    /// A profile that isn't one of the setting, and why.
    NoSuchProfile(Profile, String),
    /// Not one number per profile: how many profiles and numbers there are.
    Profiles(usize, usize),
    /// Not one marginal per agent: how many agents and marginals there are.
    Agents(usize, usize),
    /// Two things belong to different settings: in what those differ.
    OtherSetting(String),
    /// The setting's items are no vertices of a Markov random field.
    NoVertices(NoVertices),
    /// A Markov random field whose vertices and values aren't those of the setting.
    OtherVertices,
    /// A Markov random field that is too large.
    Field(MrfError),
}

impl fmt::Display for PriorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Distribution(error) => error.fmt(f),
            Self::Negative(whose) => write!(f, "the mass of {} is negative", brief_list(whose)),
            Self::Marginal { agent, error } => write!(f, "{}: {error}", brief(agent)),
            Self::Types { agent, types, masses } => {
                write!(f, "{}: {masses} masses for {types} types", brief(agent))
            }
            Self::NoSuchProfile(profile, reason) => {
                write!(f, "{:?} is not a profile of the setting: {reason}", profile.types())
            }
            Self::Profiles(profiles, found) => {
                write!(f, "there are {profiles} profiles, and {found} numbers for them")
            }
            Self::Agents(agents, found) => {
                write!(f, "there are {agents} agents, and {found} marginals for them")
            }
            Self::OtherSetting(difference) => write!(f, "they are of different settings: {difference}"),
            Self::NoVertices(error) => error.fmt(f),
            Self::OtherVertices => {
                f.write_str("the field's vertices and their values aren't those of the setting")
            }
            Self::Field(error) => error.fmt(f),
        }
    }
}

impl Error for PriorError {
    /// The error whose message it has or is about.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Distribution(error) | Self::Marginal { error, .. } => Some(error),
            Self::NoVertices(error) => Some(error),
            Self::Field(error) => Some(error),
            _ => None,
        }
    }
}

impl From<DistributionError> for PriorError {
    fn from(error: DistributionError) -> Self {
        Self::Distribution(error)
    }
}

impl From<NoVertices> for PriorError {
    fn from(error: NoVertices) -> Self {
        Self::NoVertices(error)
    }
}

impl From<MrfError> for PriorError {
    fn from(error: MrfError) -> Self {
        Self::Field(error)
    }
}

impl PriorError {
    /// Of a profile that isn't one of the setting.
    pub(super) fn no_such_profile(setting: &Setting, profile: Profile) -> Self {
        let (agents, named) = (setting.agents(), profile.types().len());
        let beyond =
            agents.iter().zip(profile.types()).find(|(agent, position)| **position >= agent.types.len());
        let reason = match beyond {
            _ if named != agents.len() => format!("there are {} agents", agents.len()),
            Some((agent, position)) => format!(
                "{} has {} types, {BOTTOM} at 0 included, and none at {position}",
                brief(&agent.name),
                agent.types.len()
            ),
            None => "it has a type that isn't there".to_owned(),
        };
        Self::NoSuchProfile(profile, reason)
    }
}

/// Fails if two things are not about the same items, agents and types; what the settings are called doesn't matter.
///
/// # Errors
/// [`PriorError::OtherSetting`], with the first difference.
pub fn same_setting(one: &Setting, other: &Setting) -> Result<(), PriorError> {
    if one == other {
        return Ok(());
    }
    match one.difference(other) {
        None => Ok(()),
        Some(difference) => Err(PriorError::OtherSetting(difference)),
    }
}

#[cfg(test)]
mod tests {
    use crate::build::types::additive;
    use crate::exact::{Rational, ratio};
    use crate::prior::Prior;
    use crate::setting::{Profile, Setting};
    use std::error::Error as _;

    #[test]
    fn messages_name_what_they_are_about() {
        let types = || additive([("Low", [1]), ("High", [2])]);
        let shop = Setting::builder("Shop").items(["Tea"]).bound(2);
        let shop = shop.agent("Ann", types()).agent("Ben", types()).build().unwrap();
        let one: Rational = ratio(1, 1);
        let atom = |types: &[usize], mass: &Rational| [(Profile::new(types.to_vec()), mass.clone())];
        let even = || vec![ratio(0, 1), ratio(1, 2), ratio(1, 2)];
        let off = vec![ratio(1, 1), ratio(-1, 2), ratio(1, 2)];
        for (prior, expected) in [
            (Prior::joint(&shop, atom(&[1, 2], &-&one)), "the mass of (Low, High) is negative"),
            (Prior::joint(&shop, atom(&[1, 2], &ratio(1, 2))), "the masses add up to 1/2, not to 1"),
            (
                Prior::joint(&shop, atom(&[1, 3], &one)),
                "[1, 3] is not a profile of the setting: Ben has 3 types, Bottom at 0 included, and none at 3",
            ),
            (
                Prior::joint(&shop, atom(&[1], &one)),
                "[1] is not a profile of the setting: there are 2 agents",
            ),
            (Prior::independent(&shop, &[even()]), "there are 2 agents, and 1 marginals for them"),
            (Prior::independent(&shop, &[even(), vec![one.clone()]]), "Ben: 1 masses for 3 types"),
            (Prior::independent(&shop, &[even(), off]), "the mass of Ben's type Low is negative"),
            (
                Prior::from_masses(&shop, std::slice::from_ref(&one)),
                "there are 9 profiles, and 1 numbers for them",
            ),
        ] {
            assert_eq!(prior.unwrap_err().to_string(), expected);
        }
        let sum = Prior::independent(&shop, &[even(), vec![ratio(0, 1); 3]]).unwrap_err();
        assert_eq!(sum.to_string(), "Ben: the masses add up to 0, not to 1");
        assert_eq!(sum.source().unwrap().to_string(), "the masses add up to 0, not to 1");
    }
}

/// Why an agent's items are no vertices.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoVertices {
    /// Her types have values of bundles.
    Bundles,
    /// Two of her types, by name, value every item alike.
    Alike(String, String),
    /// None of her types has these values, by item.
    NoType(Vec<String>),
}

impl fmt::Display for NoVertices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a Markov random field over the items of one agent takes a type for each combination of their values; "
        )?;
        match self {
            Self::Bundles => write!(f, "hers have values of bundles"),
            Self::Alike(one, other) => write!(f, "{one} and {other} have the same"),
            Self::NoType(values) => write!(f, "none has ({})", values.join(", ")),
        }
    }
}

impl std::error::Error for NoVertices {}
