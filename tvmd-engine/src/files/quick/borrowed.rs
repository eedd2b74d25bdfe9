//! Parts of the format as they stand in the text: names that borrow from it, and numbers as pairs.

use crate::exact::gathered::{Pair, pair};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A number.
pub(super) struct Number(pub(super) Pair);

/// Names and values in the order written.
pub(super) struct Named<'a, T>(pub(super) Vec<(&'a str, T)>);

/// Reads structs as serde derives it for them with `remote = "Self"`, but only from objects.
macro_rules! borrowed_objects {
    ($($type:ident),+) => {$(
        impl<'de: 'a, 'a> serde::Deserialize<'de> for $type<'a> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Object<'a>(std::marker::PhantomData<&'a ()>);
                impl<'de: 'a, 'a> serde::de::Visitor<'de> for Object<'a> {
                    type Value = $type<'a>;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<$type<'a>, A::Error> {
                        <$type<'a>>::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    }
                }
                deserializer.deserialize_map(Object(std::marker::PhantomData))
            }
        }
    )+};
}
pub(super) use borrowed_objects;

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

impl<'de: 'a, 'a, T: Deserialize<'de> + 'a> Deserialize<'de> for Named<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<'a, T>(PhantomData<&'a T>);
        impl<'de: 'a, 'a, T: Deserialize<'de> + 'a> Visitor<'de> for InOrder<'a, T> {
            type Value = Named<'a, T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object whose keys are names")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Named(entries))
            }
        }
        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

/// Something that isn't read the quick way.
pub(super) fn unusual<E: Error>() -> E {
    E::custom("unusual")
}
