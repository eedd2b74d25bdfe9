//! Posted prices: per item, or per agent and item.

use crate::model::mechanism::Prices;
use serde_core::{Serialize, Serializer};

impl Serialize for Prices {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Anonymous(prices) => prices.serialize(serializer),
            Self::PerAgent(prices) => prices.serialize(serializer),
        }
    }
}
