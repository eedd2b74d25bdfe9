//! A map with names chosen by the user, in the order written, repeated names included.

use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap as _, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// Name and value pairs in the order written. A repeated name is kept, so that the checks can object to it.
///
/// ```
/// use tvmd::model::Entries;
///
/// let prices: Entries<u8> = [("Tea".to_owned(), 1), ("Milk".to_owned(), 2)].into_iter().collect();
/// assert_eq!(prices.get("Milk"), Some(&2));
/// assert_eq!(prices.iter().next(), Some(&("Tea".to_owned(), 1)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<T>(pub Vec<(String, T)>);

impl<T> Entries<T> {
    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// This, if there is an entry.
    #[doc(hidden)]
    pub fn filled(&self) -> Option<&Self> {
        (!self.is_empty()).then_some(self)
    }

    /// The entries in order.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, T)> {
        self.0.iter()
    }

    /// The first value under `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<(String, T)> for Entries<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for Entries<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        in_order(deserializer).map(Self)
    }
}

/// Reads an object as names and values in the order written.
pub fn in_order<'de, N: Deserialize<'de>, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(N, T)>, D::Error> {
    struct InOrder<N, T>(PhantomData<(N, T)>);
    impl<'de, N: Deserialize<'de>, T: Deserialize<'de>> Visitor<'de> for InOrder<N, T> {
        type Value = Vec<(N, T)>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object whose keys are names")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::new();
            while let Some(entry) = map.next_entry()? {
                entries.push(entry);
            }
            Ok(entries)
        }
    }
    deserializer.deserialize_map(InOrder(PhantomData))
}
