//! Objects of the format, read as structs of which it is known that they are right or else refused.

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
                                $($(_ if key == crate::model::objects::written!($given $($word)?) && $given.is_none() => $given = Some(map.next_value()?),)*)?
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
