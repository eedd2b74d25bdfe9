//! The setting as written: items, the bound H, agents and their type spaces.

use super::Entries;
use super::map_or_list::map_or_list;
use super::object::objects;
use crate::exact::{Rational, text};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor, value};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Items, the bound and the agents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct SettingDecl {
    /// What the setting is called.
    pub name: String,
    /// The names of the items.
    pub items: Vec<String>,
    /// H: values lie in [0, H], payments in [-H, H].
    #[serde(with = "text")]
    pub bound: Rational,
    /// The agents, in order.
    pub agents: Vec<AgentDecl>,
}

/// An agent and the types that she may have besides ⊥.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct AgentDecl {
    /// Her name.
    pub name: String,
    /// How her types value bundles.
    pub valuation: ValuationKind,
    /// Her types; ⊥ is always there and isn't listed.
    pub types: Vec<TypeDecl>,
}

/// How values of items make values of bundles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenType", into = "WrittenType")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Values {
    /// Per item; an unlisted item is worth 0.
    Items(Entries<text::Text>),
    /// Per bundle.
    Bundles(Vec<BundleValue>),
}

/// The value of one bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct BundleValue {
    /// The items in it.
    pub bundle: Vec<String>,
    /// What it is worth.
    #[serde(with = "text")]
    pub value: Rational,
}

/// The values `from`, `from + step`, … up to `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Grid {
    /// The first value.
    #[serde(with = "text")]
    pub from: Rational,
    /// The last value that may occur.
    #[serde(with = "text")]
    pub to: Rational,
    /// The distance of neighbours.
    #[serde(with = "text")]
    pub step: Rational,
}

/// A type as the format has it: either `values` or `grid`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct WrittenType {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    values: Option<Values>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grid: Option<Entries<Grid>>,
}

impl TryFrom<WrittenType> for TypeDecl {
    type Error = &'static str;
    fn try_from(written: WrittenType) -> Result<Self, &'static str> {
        let space = match (written.values, written.grid) {
            (Some(values), None) => Space::One(values),
            (None, Some(grid)) => Space::Grid(grid),
            _ => return Err("a type needs either `values` or `grid`"),
        };
        Ok(Self { name: written.name, space })
    }
}

impl From<TypeDecl> for WrittenType {
    fn from(decl: TypeDecl) -> Self {
        let (values, grid) = match decl.space {
            Space::One(values) => (Some(values), None),
            Space::Grid(grid) => (None, Some(grid)),
        };
        Self { name: decl.name, values, grid }
    }
}

map_or_list!(Values, Items, Bundles, "an object of values per item, or a list of bundles with their values");

objects!(SettingDecl, AgentDecl, BundleValue, Grid, WrittenType);
