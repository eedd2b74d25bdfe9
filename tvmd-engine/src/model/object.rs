//! Objects of the format, written field by field. By hand: what serde derives would have every user's build wait for `serde_derive`.

use crate::exact::Rational;
use crate::exact::text::Shown;
use serde_core::ser::{Serialize, SerializeMap, Serializer};

/// An object that is being written.
pub(crate) struct Object<M>(M);

/// Begins an object.
pub(crate) fn object<S: Serializer>(serializer: S) -> Result<Object<S::SerializeMap>, S::Error> {
    serializer.serialize_map(None).map(Object)
}

impl<M: SerializeMap> Object<M> {
    /// A field.
    pub(crate) fn field(mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<Self, M::Error> {
        self.0.serialize_entry(name, value)?;
        Ok(self)
    }

    /// A field that is a number.
    pub(crate) fn number(self, name: &str, value: &Rational) -> Result<Self, M::Error> {
        self.field(name, &Shown(value))
    }

    /// A field that is left out where there is nothing.
    pub(crate) fn given(
        self,
        name: &str,
        value: Option<&(impl Serialize + ?Sized)>,
    ) -> Result<Self, M::Error> {
        match value {
            Some(value) => self.field(name, value),
            None => Ok(self),
        }
    }

    pub(crate) fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}

/// Reads structs from objects: fields that have to be there and, after a `;`, those that are empty where they are missing, perhaps with
/// another word than their name. What is read of a key is a `&'de str` where texts are borrowed, and else a `String`.
macro_rules! read_objects {
    ($key:ty: $($type:ident $(<$life:lifetime>)? { $($needed:ident),* $(; $($given:ident $(= $word:literal)?),*)? })+) => {$(
        impl<'de $(: $life, $life)?> serde_core::Deserialize<'de> for $type $(<$life>)? {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields<T>(std::marker::PhantomData<T>);
                impl<'de $(: $life, $life)?> serde_core::de::Visitor<'de> for Fields<$type $(<$life>)?> {
                    type Value = $type $(<$life>)?;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }
                    fn visit_map<A: serde_core::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                        use serde_core::de::Error as _;
                        $(let mut $needed = None;)*
                        $($(let mut $given = None;)*)?
                        while let Some(key) = map.next_key::<$key>()? {
                            let key: &str = &key;
                            match key {
                                $(_ if key == stringify!($needed) && $needed.is_none() => $needed = Some(map.next_value()?),)*
                                $($(_ if key == crate::model::object::written!($given $($word)?) && $given.is_none() => $given = Some(map.next_value()?),)*)?
                                _ => return Err(A::Error::custom(format_args!("unknown field or twice: `{key}`"))),
                            }
                        }
                        Ok($type {
                            $($needed: $needed.ok_or_else(|| A::Error::missing_field(stringify!($needed)))?,)*
                            $($($given: $given.unwrap_or_default(),)*)?
                        })
                    }
                }
                deserializer.deserialize_map(Fields(std::marker::PhantomData::<Self>))
            }
        }
    )+};
}

/// How a field is written.
macro_rules! written {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $word:literal) => {
        $word
    };
}

pub(crate) use {read_objects, written};
