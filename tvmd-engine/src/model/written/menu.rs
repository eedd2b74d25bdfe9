//! Menus and their entries.

use crate::model::mechanism::{BundleChance, MenuEntryDecl, Menus, Offered};
use crate::model::object::object;
use serde_core::{Serialize, Serializer};

impl Serialize for Menus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Single(menu) => menu.serialize(serializer),
            Self::PerAgent(menus) => menus.serialize(serializer),
        }
    }
}

impl Serialize for MenuEntryDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { offered, price } = self;
        let object = object(serializer)?;
        let object = match offered {
            Offered::Bundle(bundle) => object.field("bundle", bundle),
            Offered::Items(chances) => object.field("lottery", chances),
            Offered::Bundles(chances) => object.field("lottery", chances),
        };
        object?.number("price", price)?.end()
    }
}

impl Serialize for BundleChance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { bundle, probability } = self;
        object(serializer)?.field("bundle", bundle)?.number("probability", probability)?.end()
    }
}
