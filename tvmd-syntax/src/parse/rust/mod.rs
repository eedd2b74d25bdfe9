//! Pieces of Rust that are handed on as they are: attributes, paths, visibilities, and the name of a rule in Rust.
//!
//! syn reads them, too, with the grammar of all types and expressions, which every user's build would compile for them.
//! Here they are tokens, of which no more is known than a block needs; a test holds them to what syn reads.

mod attribute;
mod path;
mod visibility;

pub(crate) use attribute::Attribute;
pub(crate) use path::{Path, RulePath};
pub(crate) use visibility::Visibility;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Lets pieces be written into what is emitted.
macro_rules! handed_on {
    ($($piece:ident),+) => {$(
        impl ToTokens for $piece {
            fn to_tokens(&self, tokens: &mut TokenStream) {
                tokens.extend(self.tokens.clone());
            }
        }
    )+};
}

handed_on!(Attribute, Path, RulePath, Visibility);
