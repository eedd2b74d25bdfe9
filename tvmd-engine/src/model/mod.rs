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
mod mechanism;
mod menu;
pub(crate) mod object;
mod prices;
mod prior;
pub(crate) mod reader;
mod row;
mod rule;
mod setting;
pub(crate) mod tree;
mod words;

pub use arrays::{Array, ArrayFile, ArrayNumbers};
pub use claim::{Claim, ParseClaimError, Property};
pub use entries::Entries;
pub(crate) use entries::in_order;
pub use grid::MAX_TYPES;
pub use mechanism::MechanismDecl;
pub use menu::{BundleChance, MenuEntryDecl, Menus, Offered};
pub use prices::{BundlePrice, Order, Prices};
pub use prior::{Atom, Edge, Marginal, MrfDecl, Potential, PriorDecl};
pub use row::{Branch, Pattern, Row, Taken};
pub(crate) use rule::RULE_FIELDS;
pub use rule::{RuleDecl, RuleWord};
pub use setting::{AgentDecl, BundleValue, Grid, SettingDecl, Space, TypeDecl, ValuationKind, Values};
pub use words::Word;

use crate::exact::text;
use object::{Object, object};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceDecl {
    /// The format version, [`FORMAT`].
    pub tvmd: u32,
    /// Items, agents and their types.
    pub setting: SettingDecl,
    /// The distribution of types, if one is assumed.
    pub prior: Option<PriorDecl>,
    /// The perturbed distribution, in instances that witness a statement about two.
    pub prior_hat: Option<PriorDecl>,
    /// The mechanisms, by name.
    pub mechanisms: Entries<MechanismDecl>,
    /// The numbers of both sides, in instances that witness a statement.
    pub numbers: Entries<text::Text>,
}

impl InstanceDecl {
    fn fields<M: SerializeMap>(&self, object: Object<M>) -> Result<M::Ok, M::Error> {
        let Self { tvmd, setting, prior, prior_hat, mechanisms, numbers } = self;
        let object = object.field("tvmd", tvmd)?.field("setting", setting)?;
        let object = object.given("prior", prior.as_ref())?.given("prior_hat", prior_hat.as_ref())?;
        object.given("mechanisms", mechanisms.filled())?.given("numbers", numbers.filled())?.end()
    }
}

impl Serialize for InstanceDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fields(object(serializer)?)
    }
}

/// An instance as a file has it, with the name of its schema.
pub(crate) struct WithSchema<'a>(pub(crate) &'a InstanceDecl);

impl Serialize for WithSchema<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.fields(object(serializer)?.field("$schema", SCHEMA)?)
    }
}
