//! Objects of the format, written field by field. By hand: what serde derives would have every user's build wait for `serde_derive`.

use crate::exact::Rational;
use crate::exact::text::Shown;
use serde_core::ser::{Serialize, SerializeMap, Serializer};

/// An object that is being written.
pub struct Object<M>(M);

/// Begins an object.
pub fn object<S: Serializer>(serializer: S) -> Result<Object<S::SerializeMap>, S::Error> {
    serializer.serialize_map(None).map(Object)
}

impl<M: SerializeMap> Object<M> {
    /// A field.
    pub fn field(mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<Self, M::Error> {
        self.0.serialize_entry(name, value)?;
        Ok(self)
    }

    /// A field that is a number.
    pub fn number(self, name: &str, value: &Rational) -> Result<Self, M::Error> {
        self.field(name, &Shown(value))
    }

    /// A field that is left out where there is nothing.
    pub fn given(self, name: &str, value: Option<&(impl Serialize + ?Sized)>) -> Result<Self, M::Error> {
        match value {
            Some(value) => self.field(name, value),
            None => Ok(self),
        }
    }

    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}
