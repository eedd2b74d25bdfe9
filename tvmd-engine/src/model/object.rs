//! An object of the format is written as an object. What serde derives would read a list in its place, field by field.

/// Reads and writes structs as serde derives it for them with `remote = "Self"`, but only from objects.
macro_rules! objects {
    ($($type:ty),+ $(,)?) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                // What was derived, since that is no method of a trait.
                <$type>::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Object;
                impl<'de> serde::de::Visitor<'de> for Object {
                    type Value = $type;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<$type, A::Error> {
                        <$type>::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    }
                }
                deserializer.deserialize_map(Object)
            }
        }
    )+};
}

/// Reads and writes a type as another one, which has the shape of the format.
macro_rules! written_as {
    ($said:ty, $written:ty) => {
        impl serde::Serialize for $said {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&<$written>::from(self.clone()), serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $said {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let written: $written = serde::Deserialize::deserialize(deserializer)?;
                Self::try_from(written).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(super) use {objects, written_as};
