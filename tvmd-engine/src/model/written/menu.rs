//! Menus and their entries.

use crate::exact::{Rational, text};
use crate::model::Entries;
use crate::model::map_or_list::map_or_list;
use crate::model::mechanism::{BundleChance, MenuEntryDecl, Menus, Offered};
use crate::model::object::{objects, written_as};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor, value};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A menu entry with `bundle` or `lottery`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct WrittenMenuEntry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bundle: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lottery: Option<Lottery>,
    #[serde(with = "text")]
    price: Rational,
}

/// Probabilities per item, or per bundle.
#[derive(Serialize)]
#[serde(untagged)]
enum Lottery {
    Items(Entries<text::Text>),
    Bundles(Vec<BundleChance>),
}

impl TryFrom<WrittenMenuEntry> for MenuEntryDecl {
    type Error = &'static str;
    fn try_from(WrittenMenuEntry { bundle, lottery, price }: WrittenMenuEntry) -> Result<Self, &'static str> {
        let offered = match (bundle, lottery) {
            (Some(bundle), None) => Offered::Bundle(bundle),
            (None, Some(Lottery::Items(chances))) => Offered::Items(chances),
            (None, Some(Lottery::Bundles(chances))) => Offered::Bundles(chances),
            _ => return Err("a menu entry has either `bundle` or `lottery`"),
        };
        Ok(Self { offered, price })
    }
}

impl From<MenuEntryDecl> for WrittenMenuEntry {
    fn from(MenuEntryDecl { offered, price }: MenuEntryDecl) -> Self {
        let (bundle, lottery) = match offered {
            Offered::Bundle(bundle) => (Some(bundle), None),
            Offered::Items(chances) => (None, Some(Lottery::Items(chances))),
            Offered::Bundles(chances) => (None, Some(Lottery::Bundles(chances))),
        };
        Self { bundle, lottery, price }
    }
}

map_or_list!(Lottery, Items, Bundles, "an object of probabilities per item, or a list of bundles");
map_or_list!(Menus, PerAgent, Single, "a list of menu entries, or an object of such lists per agent");

written_as!(MenuEntryDecl, WrittenMenuEntry);

objects!(WrittenMenuEntry);
