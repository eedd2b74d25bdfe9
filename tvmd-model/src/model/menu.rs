//! Menus and their entries.

use crate::exact::{Rational, text};
use crate::model::Entries;
use crate::model::object::object;
use crate::model::reader::{At, Reader};
use crate::model::tree::Value;
use serde_core::{Serialize, Serializer};

/// Menus, one per agent who has one.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleChance {
    /// The items in it.
    pub bundle: Vec<String>,
    /// How likely it is drawn.
    pub probability: Rational,
}

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

impl Reader {
    pub(super) fn menus(&mut self, at: At<'_>) -> Menus {
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
