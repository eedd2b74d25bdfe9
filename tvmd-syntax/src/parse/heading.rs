//! What heads a setting, a mechanism or a constant.

use super::rust::{Attribute, Visibility};
use super::words::spelt;
use proc_macro2::Ident;

/// What heads a setting or a mechanism, and is kept for what is generated from it.
pub(crate) struct Heading {
    /// What goes onto its type alone, and what goes onto all that is generated for it.
    pub(crate) docs: Vec<Attribute>,
    pub(crate) everywhere: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
}

impl Heading {
    /// Each `#[cfg(…)]` that it has.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Attribute> {
        self.everywhere.iter().filter(|attribute| attribute.is("cfg"))
    }

    /// The name as the model has it.
    pub(crate) fn spelt(&self) -> String {
        spelt(&self.name)
    }
}
