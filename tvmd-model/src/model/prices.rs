//! Posted prices: per item, or per agent and item; of bundles; and who comes when.

use crate::diagnostic::catalogue;
use crate::exact::{Rational, text};
use crate::model::Entries;
use crate::model::object::object;
use crate::model::reader::{At, Reader};
use crate::model::tree::Value;
use serde_core::{Serialize, Serializer};

/// The order in which agents come.
pub type Order = Option<Vec<String>>;

/// Posted prices of items; an item without a price isn't for sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prices {
    /// The same for everyone.
    Anonymous(Entries<text::Text>),
    /// Per agent; an agent without prices is offered nothing.
    PerAgent(Entries<Entries<text::Text>>),
}

/// A bundle on sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundlePrice {
    /// The items in it.
    pub bundle: Vec<String>,
    /// What it costs.
    pub price: Rational,
}

impl Serialize for Prices {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Anonymous(prices) => prices.serialize(serializer),
            Self::PerAgent(prices) => prices.serialize(serializer),
        }
    }
}

impl Serialize for BundlePrice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { bundle, price } = self;
        object(serializer)?.field("bundle", bundle)?.number("price", price)?.end()
    }
}

impl Reader {
    pub(super) fn order(&mut self, at: Option<At<'_>>) -> Order {
        at.map(|at| self.names(Some(at), "a list of agents"))
    }

    pub(super) fn prices(&mut self, at: Option<At<'_>>) -> Prices {
        let (mut items, mut agents) = (Entries::default(), Entries::default());
        let Some(at) = at else { return Prices::Anonymous(items) };
        let Value::Object(entries) = &at.node.value else {
            self.expected(&at, "an object of prices per item, or of such objects per agent,");
            return Prices::Anonymous(items);
        };
        for (index, (name, node)) in entries.iter().enumerate() {
            let own = Some(At { node, place: at.place.entry(index, name) });
            if let Value::Object(_) = node.value {
                agents.0.push((name.to_string(), self.numbers(own, "an object of prices per item")));
            } else {
                items.0.push((name.to_string(), text::Text(self.number(own))));
            }
        }
        if !items.is_empty() && !agents.is_empty() {
            self.wrong(&at.place, catalogue::mixed_prices());
        }
        if agents.is_empty() { Prices::Anonymous(items) } else { Prices::PerAgent(agents) }
    }

    pub(super) fn offer(&mut self, at: &At<'_>) -> BundlePrice {
        let fields = self.fields(at, "an object with a bundle and its price", &["bundle", "price"]);
        let (bundle, price) = (self.needed(&fields, "bundle"), self.needed(&fields, "price"));
        BundlePrice { bundle: self.bundle(bundle), price: self.number(price) }
    }
}
