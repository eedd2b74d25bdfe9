//! What a user said, as plain data: the parts of the one model behind the macro and the instance files, and their reader.
//!
//! The types here mirror the instance format field by field and serialise as it. Nothing is checked yet beyond the shape. The whole of an
//! instance is the engine's, which knows what it means; of a block it is a [`BlockDecl`].

mod arrays;
mod block;
mod claim;
mod entries;
mod grid;
mod mechanism;
mod menu;
#[doc(hidden)]
pub mod object;
mod prices;
mod prior;
#[doc(hidden)]
pub mod reader;
mod row;
mod rule;
#[doc(hidden)]
pub mod sense;
mod setting;
#[doc(hidden)]
pub mod tree;
mod words;

pub use arrays::{Array, ArrayFile, ArrayNumbers};
#[doc(hidden)]
pub use block::BlockDecl;
pub use claim::{Claim, ParseClaimError, Property};
pub use entries::Entries;
#[doc(hidden)]
pub use entries::in_order;
pub use grid::MAX_TYPES;
pub use mechanism::MechanismDecl;
pub use menu::{BundleChance, MenuEntryDecl, Menus, Offered};
pub use prices::{BundlePrice, Order, Prices};
pub use prior::{Atom, Edge, Marginal, MrfDecl, Potential, PriorDecl};
pub use row::{Branch, Pattern, Row, Taken};
#[doc(hidden)]
pub use rule::RULE_FIELDS;
pub use rule::{RuleDecl, RuleWord};
pub use setting::{AgentDecl, BundleValue, Grid, SettingDecl, Space, TypeDecl, ValuationKind, Values};
pub use words::Word;

/// The version of the instance format, and the only value of its field `tvmd`.
pub const FORMAT: u32 = 1;

/// What the schema of instance files is called: the `$schema` of files that are written. Files may name any, which says nothing to their
/// readers but to editors.
pub const SCHEMA: &str = "tvmd:instance/1";
