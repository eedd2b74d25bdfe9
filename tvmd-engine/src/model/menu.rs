//! Menus and their entries.

use crate::exact::{Rational, text};
use crate::model::Entries;
use crate::model::map_or_list::map_or_list;
use crate::model::object::{objects, written_as};
use crate::model::reader::{At, Reader};
use crate::model::tree::Value;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor, value};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Menus, one per agent who has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Menus {
    /// The menu of the only agent.
    Single(Vec<MenuEntryDecl>),
    /// Menus by agent.
    PerAgent(Entries<Vec<MenuEntryDecl>>),
}

/// What a menu offers and for how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntryDecl {
    /// What the buyer gets.
    pub offered: Offered,
    /// What she pays.
    pub price: Rational,
}

/// What an entry of a menu gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// A bundle, for certain.
    Bundle(Vec<String>),
    /// Each item with a probability of its own; enough to say for additive buyers.
    Items(Entries<text::Text>),
    /// Exactly one of these bundles is drawn, or nothing with what is left of the probability.
    Bundles(Vec<BundleChance>),
}

/// A bundle and how likely it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct BundleChance {
    /// The items in it.
    pub bundle: Vec<String>,
    /// How likely it is drawn.
    #[serde(with = "text")]
    pub probability: Rational,
}

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

objects!(WrittenMenuEntry, BundleChance);

impl Reader {
    pub(in crate::model) fn menus(&mut self, at: At<'_>) -> Menus {
        if let Value::List(_) = &at.node.value {
            return Menus::Single(self.menu(&at));
        }
        let what = "a list of menu entries, or an object of such lists per agent,";
        let menus = self.entries(&at, what, |reader, at| reader.menu(&at));
        Menus::PerAgent(menus.unwrap_or_default())
    }

    fn menu(&mut self, at: &At<'_>) -> Vec<MenuEntryDecl> {
        let entries = self.list(at, "a list of menu entries").unwrap_or_default();
        entries.iter().map(|entry| self.menu_entry(entry)).collect()
    }

    fn menu_entry(&mut self, at: &At<'_>) -> MenuEntryDecl {
        let fields = self.fields(at, "an object with a menu entry", &["bundle", "lottery", "price"]);
        let price = self.needed(&fields, "price");
        let price = self.number(price);
        let offered = match self.one_of(&fields, "a menu entry", &["bundle", "lottery"], "bundle") {
            Some(("lottery", at)) => self.lottery(at),
            bundle => Offered::Bundle(self.bundle(bundle.map(|(_, at)| at))),
        };
        MenuEntryDecl { offered, price }
    }

    fn lottery(&mut self, at: At<'_>) -> Offered {
        if let Value::List(_) = &at.node.value {
            let chances = self.list(&at, "a list of bundles and probabilities").unwrap_or_default();
            return Offered::Bundles(chances.iter().map(|chance| self.chance(chance)).collect());
        }
        let what = "an object of probabilities per item, or a list of bundles and probabilities,";
        Offered::Items(self.numbers(Some(at), what))
    }

    fn chance(&mut self, at: &At<'_>) -> BundleChance {
        let fields =
            self.fields(at, "an object with a bundle and its probability", &["bundle", "probability"]);
        let (bundle, probability) = (self.needed(&fields, "bundle"), self.needed(&fields, "probability"));
        BundleChance { bundle: self.bundle(bundle), probability: self.number(probability) }
    }
}
