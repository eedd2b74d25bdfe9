//! Posted prices: per item, or per agent and item; of bundles; and who comes when.

use crate::diagnostic::catalogue;
use crate::exact::{Rational, text};
use crate::model::Entries;
use crate::model::object::objects;
use crate::model::reader::{At, Reader};
use crate::model::tree::Value;
use serde::de::{self, Deserializer, MapAccess, Visitor, value};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The order in which agents come.
pub type Order = Option<Vec<String>>;

/// Posted prices of items; an item without a price isn't for sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Prices {
    /// The same for everyone.
    Anonymous(Entries<text::Text>),
    /// Per agent; an agent without prices is offered nothing.
    PerAgent(Entries<Entries<text::Text>>),
}

/// A bundle on sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct BundlePrice {
    /// The items in it.
    pub bundle: Vec<String>,
    /// What it costs.
    #[serde(with = "text")]
    pub price: Rational,
}

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

impl Reader {
    pub(in crate::model) fn order(&mut self, at: Option<At<'_>>) -> Order {
        at.map(|at| self.names(Some(at), "a list of agents"))
    }

    pub(in crate::model) fn prices(&mut self, at: Option<At<'_>>) -> Prices {
        let (mut items, mut agents) = (Entries::default(), Entries::default());
        let Some(at) = at else { return Prices::Anonymous(items) };
        let Value::Object(entries) = &at.node.value else {
            self.expected(&at, "an object of prices per item, or of such objects per agent,");
            return Prices::Anonymous(items);
        };
        for (index, (name, node)) in entries.iter().enumerate() {
            let own = Some(At { node, place: at.place.entry(index, name) });
            if let Value::Object(_) = node.value {
                agents.0.push((name.clone(), self.numbers(own, "an object of prices per item")));
            } else {
                items.0.push((name.clone(), text::Text(self.number(own))));
            }
        }
        if !items.is_empty() && !agents.is_empty() {
            self.wrong(&at.place, catalogue::mixed_prices());
        }
        if agents.is_empty() { Prices::Anonymous(items) } else { Prices::PerAgent(agents) }
    }

    pub(in crate::model) fn offer(&mut self, at: &At<'_>) -> BundlePrice {
        let fields = self.fields(at, "an object with a bundle and its price", &["bundle", "price"]);
        let (bundle, price) = (self.needed(&fields, "bundle"), self.needed(&fields, "price"));
        BundlePrice { bundle: self.bundle(bundle), price: self.number(price) }
    }
}

objects!(BundlePrice);
