//! What is written as an object or as a list.

/// Deserialises an enum of a map form and a list form, telling them apart by the first character.
macro_rules! map_or_list {
    ($type:ident, $map:ident, $list:ident, $expecting:literal) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Either;
                impl<'de> Visitor<'de> for Either {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$type, A::Error> {
                        Deserialize::deserialize(value::MapAccessDeserializer::new(map)).map($type::$map)
                    }
                    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<$type, A::Error> {
                        Deserialize::deserialize(value::SeqAccessDeserializer::new(seq)).map($type::$list)
                    }
                }
                deserializer.deserialize_any(Either)
            }
        }
    };
}

pub(super) use map_or_list;
