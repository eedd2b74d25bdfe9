//! Priors as written.

use super::Entries;
use crate::exact::{Rational, text};
use serde::de::{Deserializer, IntoDeserializer, MapAccess, Visitor, value};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A distribution of type profiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prior {
    /// Each agent's type is drawn on her own.
    Independent(Entries<Marginal>),
    /// The mass of each profile; unlisted profiles have none.
    Joint(Vec<Atom>),
    /// Every profile without ⊥ is equally likely.
    Uniform,
    /// Read from a file, named relative to the file that says so.
    Include(String),
}

/// The distribution of one agent's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marginal {
    /// Every type but ⊥ is equally likely.
    Uniform,
    /// The mass of each type; unlisted types have none.
    Masses(Entries<text::Text>),
}

/// A profile and its mass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Atom {
    /// One type per agent, in the order of the agents.
    pub profile: Vec<String>,
    /// Its probability.
    #[serde(with = "text")]
    pub probability: Rational,
}

impl Serialize for Marginal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Uniform => serializer.serialize_str("uniform"),
            Self::Masses(masses) => masses.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Marginal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Word {
            Uniform,
        }
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Marginal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of masses per type, or \"uniform\"")
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Marginal, E> {
                let Word::Uniform = Word::deserialize(word.into_deserializer())?;
                Ok(Marginal::Uniform)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Marginal, A::Error> {
                Entries::deserialize(value::MapAccessDeserializer::new(map)).map(Marginal::Masses)
            }
        }
        deserializer.deserialize_any(Either)
    }
}
