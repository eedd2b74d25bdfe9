//! Parts of the format inside other JSON, for serde.

use super::shape::{self, Reading};
use crate::model::tree::Node;
use crate::model::{MechanismDecl, PriorDecl, SettingDecl};
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_json::value::RawValue;

/// Reads a part of the format, or says what is the first mistake of shape in it.
pub fn read<'de, T, D: Deserializer<'de>>(deserializer: D, read: Reading<T>) -> Result<T, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    let tree = Node::of(&raw).map_err(|error| D::Error::custom(error.reason))?;
    shape::right(&tree, read).map_err(D::Error::custom)
}

impl<'de> Deserialize<'de> for SettingDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, shape::Reader::setting)
    }
}

impl<'de> Deserialize<'de> for PriorDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, shape::Reader::any_prior)
    }
}

impl<'de> Deserialize<'de> for MechanismDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, shape::Reader::mechanism)
    }
}
