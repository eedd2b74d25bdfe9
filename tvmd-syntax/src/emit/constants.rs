//! `static PRICE`: a constant of the block, for the rest of the program.

use crate::parse::Heading;
use proc_macro2::TokenStream;
use quote::quote;
use tvmd_model::exact::Rational;

/// The constant as a number of the engine's.
pub(super) fn constant(Heading { docs, vis, name, .. }: &Heading, value: &Rational) -> TokenStream {
    let (text, reason) = (value.to_string(), "a constant may be of use in its block alone");
    let ours = format!("The constant {value}.");
    quote! {
        #(#docs)*
        #[doc = ""]
        #[doc = #ours]
        #[allow(dead_code, reason = #reason)]
        #vis static #name: ::std::sync::LazyLock<::tvmd::Rational> =
            ::std::sync::LazyLock::new(|| ::tvmd::__private::constant(#text));
    }
}
