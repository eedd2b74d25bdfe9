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

mod instance;
pub(crate) mod objects;

pub use instance::InstanceDecl;
pub(crate) use instance::WithSchema;
#[doc(hidden)]
pub use tvmd_model::model::tree;
#[doc(inline)]
pub use tvmd_model::model::{
    AgentDecl, Array, ArrayFile, ArrayNumbers, Atom, Branch, BundleChance, BundlePrice, BundleValue, Claim,
    Edge, Entries, FORMAT, Grid, MAX_TYPES, Marginal, MechanismDecl, MenuEntryDecl, Menus, MrfDecl, Offered,
    Order, ParseClaimError, Pattern, Potential, Prices, PriorDecl, Property, Row, RuleDecl, RuleWord, SCHEMA,
    SettingDecl, Space, Taken, TypeDecl, ValuationKind, Values, Word,
};
pub(crate) use tvmd_model::model::{RULE_FIELDS, in_order, object, reader};
