//! Parts of the format as they stand in the text: names that borrow from it, and numbers as pairs.

use crate::model::in_order;
use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;
use tvmd_model::exact::pair::{Pair, pair};

/// A number.
pub(super) struct Number(pub(super) Pair);

/// Names and values in the order written.
pub(super) struct Named<'a, T>(pub(super) Vec<(&'a str, T)>);

impl<T> Default for Named<'_, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl Visitor<'_> for Written {
            type Value = Number;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a short number")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Number, E> {
                pair(text).map(Number).ok_or_else(unusual)
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
                Ok(Number((number, 1)))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
                i64::try_from(number).map(|number| Number((number, 1))).map_err(|_| unusual())
            }
        }
        deserializer.deserialize_any(Written)
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Named<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        in_order(deserializer).map(Named)
    }
}

/// Reads a list, and hands each element to a function, which takes it unless it is unusual.
pub(super) struct Each<T, F> {
    take: F,
    elements: PhantomData<T>,
}

impl<T, F: FnMut(T) -> Option<()>> Each<T, F> {
    pub(super) fn new(take: F) -> Self {
        Self { take, elements: PhantomData }
    }
}

impl<'de, T: Deserialize<'de>, F: FnMut(T) -> Option<()>> DeserializeSeed<'de> for Each<T, F> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>, F: FnMut(T) -> Option<()>> Visitor<'de> for Each<T, F> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }
    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(element) = seq.next_element()? {
            (self.take)(element).ok_or_else(unusual)?;
        }
        Ok(())
    }
}

/// Something that isn't read the quick way.
pub(super) fn unusual<E: Error>() -> E {
    E::custom("unusual")
}
