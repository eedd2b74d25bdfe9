//! The setting as written: items, the bound H, agents and their type spaces.

use super::object::object;
use super::{Entries, Word as _};
use crate::exact::{Rational, text};
use serde_core::{Serialize, Serializer};

/// Items, the bound and the agents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingDecl {
    /// What the setting is called.
    pub name: String,
    /// The names of the items.
    pub items: Vec<String>,
    /// H: values lie in [0, H], payments in [-H, H].
    pub bound: Rational,
    /// The agents, in order.
    pub agents: Vec<AgentDecl>,
}

/// An agent and the types that she may have besides ⊥.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentDecl {
    /// Her name.
    pub name: String,
    /// How her types value bundles.
    pub valuation: ValuationKind,
    /// Her types; ⊥ is always there and isn't listed.
    pub types: Vec<TypeDecl>,
}

/// How values of items make values of bundles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValuationKind {
    /// A bundle is worth the sum of its items.
    Additive,
    /// A bundle is worth its best item.
    UnitDemand,
    /// Bundles have values of their own; an unlisted one is worth its most valuable listed part, and none is listed below a
    /// part of it.
    Bundles,
}

impl super::Word for ValuationKind {
    const ALL: &'static [Self] = &[Self::Additive, Self::UnitDemand, Self::Bundles];
    const WRITTEN: &'static [&'static str] = &["additive", "unit_demand", "bundles"];

    fn written(self) -> &'static str {
        match self {
            Self::Additive => "additive",
            Self::UnitDemand => "unit_demand",
            Self::Bundles => "bundles",
        }
    }
}

/// A type, or a grid of them under one prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeDecl {
    /// The type's name; for a grid, the prefix of its types' names.
    pub name: String,
    /// Its values, or the grid of values.
    pub space: Space,
}

/// The values of one type, or of a grid of types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Space {
    /// One type.
    One(Values),
    /// One type per combination of the items' values; an unlisted item is worth 0.
    Grid(Entries<Grid>),
}

/// What a type is willing to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// Per item; an unlisted item is worth 0.
    Items(Entries<text::Text>),
    /// Per bundle.
    Bundles(Vec<BundleValue>),
}

/// The value of one bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleValue {
    /// The items in it.
    pub bundle: Vec<String>,
    /// What it is worth.
    pub value: Rational,
}

/// The values `from`, `from + step`, … up to `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The first value.
    pub from: Rational,
    /// The last value that may occur.
    pub to: Rational,
    /// The distance of neighbours.
    pub step: Rational,
}

impl Serialize for SettingDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { name, items, bound, agents } = self;
        let object = object(serializer)?.field("name", name)?.field("items", items)?;
        object.number("bound", bound)?.field("agents", agents)?.end()
    }
}

impl Serialize for AgentDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { name, valuation, types } = self;
        let object = object(serializer)?.field("name", name)?;
        object.field("valuation", valuation.written())?.field("types", types)?.end()
    }
}

impl Serialize for TypeDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = object(serializer)?.field("name", &self.name)?;
        match &self.space {
            Space::One(values) => object.field("values", values)?.end(),
            Space::Grid(grid) => object.field("grid", grid)?.end(),
        }
    }
}

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Items(values) => values.serialize(serializer),
            Self::Bundles(values) => values.serialize(serializer),
        }
    }
}

impl Serialize for BundleValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { bundle, value } = self;
        object(serializer)?.field("bundle", bundle)?.number("value", value)?.end()
    }
}

impl Serialize for Grid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { from, to, step } = self;
        object(serializer)?.number("from", from)?.number("to", to)?.number("step", step)?.end()
    }
}
