//! Posted prices: per item, or per agent and item.

use crate::exact::{Rational, text};
use crate::model::Entries;
use crate::model::mechanism::Prices;
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor, value};
use std::fmt;

impl<'de> Deserialize<'de> for Prices {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// A price, or the prices of an agent.
        enum Either {
            Price(text::Text),
            Agent(Entries<text::Text>),
        }
        impl<'de> Deserialize<'de> for Either {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct PriceOrAgent;
                impl<'de> Visitor<'de> for PriceOrAgent {
                    type Value = Either;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a price such as \"3/2\", or an object of prices per item")
                    }
                    fn visit_str<E: de::Error>(self, written: &str) -> Result<Either, E> {
                        let price = crate::exact::parse(written).map_err(E::custom)?;
                        Ok(Either::Price(text::Text(price)))
                    }
                    fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Either, E> {
                        Ok(Either::Price(text::Text(Rational::from_integer(whole.into()))))
                    }
                    fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Either, E> {
                        Ok(Either::Price(text::Text(Rational::from_integer(whole.into()))))
                    }
                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Either, A::Error> {
                        Entries::deserialize(value::MapAccessDeserializer::new(map)).map(Either::Agent)
                    }
                }
                deserializer.deserialize_any(PriceOrAgent)
            }
        }

        let (mut prices, mut agents) = (Entries::default(), Entries::default());
        for (name, either) in Entries::<Either>::deserialize(deserializer)?.0 {
            match either {
                Either::Price(price) => prices.0.push((name, price)),
                Either::Agent(own) => agents.0.push((name, own)),
            }
        }
        match (prices.is_empty(), agents.is_empty()) {
            (_, true) => Ok(Self::Anonymous(prices)),
            (true, false) => Ok(Self::PerAgent(agents)),
            (false, false) => Err(de::Error::custom("prices are either per item or per agent, not both")),
        }
    }
}
