//! What a user said, as plain data: the one model behind the macro and the instance files.
//!
//! The types here mirror the instance format field by field and serialise as it. Nothing is checked yet
//! beyond the shape: names may be unknown, masses may not add up. [`InstanceDecl::resolve`] does that.
//!
//! Read an instance ([`InstanceDecl::from_json`], or [`InstanceDecl::load`] from a file) or make one as data; resolve it; ask what
//! came of it. A `mechanism!` block is the same text: it is at hand as `Gallery::JSON`.
//!
//! ```
//! use tvmd::model::InstanceDecl;
//! use tvmd::prelude::*;
//!
//! let json = r#"{
//!     "tvmd": 1,
//!     "setting": {
//!         "name": "Shop", "items": ["Tea"], "bound": "2",
//!         "agents": [{ "name": "Buyer", "valuation": "additive", "types": [
//!             { "name": "Low", "values": { "Tea": "1" } },
//!             { "name": "High", "values": { "Tea": "2" } }
//!         ] }]
//!     },
//!     "prior": { "independent": { "Buyer": { "Low": "1/4", "High": "3/4" } } },
//!     "mechanisms": { "Posted": { "posted_prices": { "prices": { "Tea": "3/2" } }, "claims": ["dsic"] } }
//! }"#;
//! let said = InstanceDecl::from_json(json)?;
//! let shop = said.resolve()?;
//! let posted = shop.mechanism("Posted").ok_or("not declared")?;
//! assert!(posted.incentives().dsic.holds);
//!
//! // And back into the format.
//! assert_eq!(InstanceDecl::from_json(&said.to_json())?, said);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arrays;
mod claim;
mod entries;
mod grid;
mod map_or_list;
mod mechanism;
mod object;
mod prior;
mod setting;
mod words;
mod written;

pub use arrays::{Array, ArrayFile, ArrayNumbers};
pub use claim::{Claim, ParseClaimError, Property};
pub use entries::Entries;
pub(crate) use entries::in_order;
pub use grid::MAX_TYPES;
pub(crate) use mechanism::ARRAYS;
pub use mechanism::{
    Branch, BundleChance, BundlePrice, MechanismDecl, MenuEntryDecl, Menus, Offered, Order, Pattern, Prices,
    Row, RuleDecl, RuleWord, Taken,
};
pub use prior::{Atom, Edge, Marginal, MrfDecl, Potential, PriorDecl};
pub use setting::{AgentDecl, BundleValue, Grid, SettingDecl, Space, TypeDecl, ValuationKind, Values};
pub use words::Word;

use crate::exact::text;
use serde::Serialize;

/// The version of the instance format, and the only value of its field `tvmd`.
pub const FORMAT: u32 = 1;

/// What the schema of instance files is called: the `$schema` of files that are written. Files may name any, which says nothing to their
/// readers but to editors.
pub const SCHEMA: &str = "tvmd:instance/1";

/// A setting, its priors and the mechanisms in it: what an instance file or a `mechanism!` block holds.
///
/// As data, without any text. (Most programs build settings and rules by [`build`](crate::build) instead, which is shorter.)
///
/// ```
/// use tvmd::exact::text::Text;
/// use tvmd::model::{
///     AgentDecl, Entries, FORMAT, Grid, InstanceDecl, MechanismDecl, Prices, PriorDecl, RuleDecl, SettingDecl, Space,
///     TypeDecl, ValuationKind,
/// };
/// use tvmd::ratio;
///
/// let tea = |of| [("Tea".to_owned(), of)].into_iter().collect();
/// let grid = Grid { from: ratio!(1), to: ratio!(2), step: ratio!(1 / 2) };
/// let types = TypeDecl { name: "V".to_owned(), space: Space::Grid([("Tea".to_owned(), grid)].into_iter().collect()) };
/// let buyer = AgentDecl { name: "Buyer".to_owned(), valuation: ValuationKind::Additive, types: vec![types] };
/// let rule = RuleDecl::PostedPrices { order: None, prices: Prices::Anonymous(tea(Text(ratio!(3 / 2)))) };
/// let shop = InstanceDecl {
///     tvmd: FORMAT,
///     setting: SettingDecl { name: "Shop".to_owned(), items: vec!["Tea".to_owned()], bound: ratio!(2), agents: vec![buyer] },
///     prior: Some(PriorDecl::Uniform),
///     prior_hat: None,
///     mechanisms: [("Posted".to_owned(), MechanismDecl { rule, claims: Vec::new() })].into_iter().collect(),
///     numbers: Entries::default(),
/// };
/// let resolved = shop.resolve()?;
/// assert_eq!(resolved.setting().agents()[0].types().len(), 4, "⊥, V1, V3_2 and V2");
/// assert_eq!(InstanceDecl::from_json(&shop.to_json())?, shop);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InstanceDecl {
    /// The format version, [`FORMAT`].
    pub tvmd: u32,
    /// Items, agents and their types.
    pub setting: SettingDecl,
    /// The distribution of types, if one is assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prior: Option<PriorDecl>,
    /// The perturbed distribution, in instances that witness a statement about two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prior_hat: Option<PriorDecl>,
    /// The mechanisms, by name.
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub mechanisms: Entries<MechanismDecl>,
    /// The numbers of both sides, in instances that witness a statement.
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub numbers: Entries<text::Text>,
}
