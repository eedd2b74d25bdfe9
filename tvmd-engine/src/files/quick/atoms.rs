//! Joint priors: a weight for each profile, over one denominator.

use super::borrowed::{Each, Number, unusual};
use super::names::Names;
use crate::exact::gathered::Gathered;
use crate::model::objects::read_objects;
use crate::prior::Prior;
use crate::setting::Setting;
use serde_core::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// A profile and its mass.
struct Atom<'a> {
    profile: Vec<&'a str>,
    probability: Number,
}

read_objects!(&'de str: Atom<'a> { profile, probability });

/// Reads a prior that lists profiles; `None` if it isn't read this way.
pub(super) fn prior(raw: &RawValue, setting: &Setting) -> Option<Prior> {
    let mut atoms = Atoms { names: Names::of(setting), profiles: Vec::new(), masses: Gathered::new() };
    let mut text = serde_json::Deserializer::from_str(raw.get());
    text.deserialize_map(Joint(&mut atoms)).ok()?;
    let Atoms { profiles, masses, .. } = atoms;
    Prior::listed(setting, &profiles, &masses.finish()?)
}

/// What is read of the list.
struct Atoms<'s> {
    names: Names<'s>,
    /// The number of each profile that is listed.
    profiles: Vec<usize>,
    masses: Gathered,
}

/// The object around the list.
struct Joint<'m, 's>(&'m mut Atoms<'s>);

impl<'de> Visitor<'de> for Joint<'_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a joint prior")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if map.next_key()? != Some("joint") {
            return Err(unusual());
        }
        let Atoms { names, profiles, masses } = self.0;
        map.next_value_seed(Each::new(|atom: Atom<'de>| {
            profiles.push(names.profile(&atom.profile)?);
            masses.push(atom.probability.0)
        }))?;
        if map.next_key::<&str>()?.is_some() { Err(unusual()) } else { Ok(()) }
    }
}
