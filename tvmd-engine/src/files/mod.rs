//! Files: reading instances, and explaining everything that is wrong with them in one go.
//!
//! A file is read as a tree that keeps the order, repeated keys and positions, and the tree as the [model](crate::model): each mistake
//! of shape is reported, something stands for what can't be read, and what there is is resolved, so that mistakes of meaning are
//! found in the same run.
//!
//! What is written is written whole ([`write_whole`]).
//!
//! ```
//! use tvmd::files::write_whole;
//! use tvmd::model::InstanceDecl;
//!
//! # let folder = std::env::temp_dir().join(format!("tvmd-files-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! # let file = folder.join("shop.json");
//! let json = r#"{
//!     "tvmd": 1,
//!     "setting": {
//!         "name": "Shop", "items": ["Tea"], "bound": "2",
//!         "agents": [{ "name": "Buyer", "valuation": "additive", "types": [{ "name": "Low", "values": { "Tea": 3 } }] }]
//!     }
//! }"#;
//! write_whole(&file, json)?;
//!
//! // Whatever is wrong is told with its line and its place: a number that isn't text, a value above the bound, ….
//! let error = InstanceDecl::load(&file).unwrap_err();
//! let first = &error.mistakes[0];
//! assert_eq!(first.line, Some(5));
//! assert_eq!(first.place, "setting.agents[0].types[0].values.Tea");
//! assert!(error.to_string().contains("
//!   |
//! 5 |         \"agents\": [{ \"name\": \"Buyer\", \"valuation\": \"additive\", \"types\": [{ \"name\": \"Low\", \"values\": { \"Tea\": 3 } }] }]
//!   |                                                                                                              ^
//!   help: raise the bound to 3 or lower the value"));
//! # std::fs::remove_dir_all(folder)?;
//! # Ok::<(), std::io::Error>(())
//! ```

mod arrays;
mod certificate;
mod include;
mod instance;
mod load;
mod named;
mod quick;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "texts of our own")]
mod tests;
mod write;

pub use arrays::ReadArrays;
pub use certificate::CERTIFIED;
pub use include::read_included;
pub use named::named;
#[doc(hidden)]
pub use tvmd_model::files::no_such_file;
#[doc(inline)]
pub use tvmd_model::files::{Excerpt, FileError, Included, MAX_BYTES, Mistake, read_text};
pub use write::{folder, followed, write_whole};

use crate::model::Entries;
use serde_json::value::RawValue;

/// The fields of an object as they are written, if a text is one.
fn fields(text: &str) -> Option<Entries<&RawValue>> {
    serde_json::from_str(text).ok()
}
