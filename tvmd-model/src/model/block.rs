//! What a block of the macro says.

use super::{Entries, MechanismDecl, PriorDecl, SettingDecl};

/// A setting, its prior and the mechanisms in it: what of an instance a `mechanism!` block can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockDecl {
    /// Items, agents and their types.
    pub setting: SettingDecl,
    /// The distribution of types, if one is assumed.
    pub prior: Option<PriorDecl>,
    /// The mechanisms, by name.
    pub mechanisms: Entries<MechanismDecl>,
}
