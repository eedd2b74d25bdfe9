//! Enums: an agent's types, the agents, the items.

use super::derives;
use crate::parse::rust::Attribute;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::HashSet;

/// A name and what it stands for.
pub(super) struct Variant {
    pub(super) name: Ident,
    /// The name as the setting spells it.
    pub(super) spelt: String,
    /// The user's, before ours.
    pub(super) attributes: Vec<Attribute>,
    pub(super) docs: String,
}

/// An enum with its list of variants, which turn into the positions that the engine calls `id`, and back. A name that comes
/// twice is emitted once. `what` is one of them in words.
pub(super) fn enumeration(
    name: &Ident,
    attributes: &[Attribute],
    docs: &str,
    variants: impl IntoIterator<Item = Variant>,
    id: &TokenStream,
    what: &str,
) -> TokenStream {
    let mut seen = HashSet::new();
    let variants: Vec<Variant> =
        variants.into_iter().filter(|variant| seen.insert(variant.name.clone())).collect();
    let names: Vec<&Ident> = variants.iter().map(|variant| &variant.name).collect();
    let meanings = variants.iter().map(|variant| &variant.docs);
    let spelt = variants.iter().map(|variant| &variant.spelt);
    let written = variants.iter().map(|variant| documented(&variant.attributes));
    let (derives, count) = (derives(), names.len());
    let allow = allow_case(names.iter().copied().chain([name]));
    let attributes = documented(attributes);
    quote! {
        #attributes
        #[doc = #docs]
        #derives
        #allow
        pub enum #name {
            #(#written #[doc = #meanings] #names,)*
        }

        impl #name {
            /// All of them, in order.
            pub const ALL: [Self; #count] = [#(Self::#names),*];
        }

        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                const SPELT: [&::core::primitive::str; #count] = [#(#spelt),*];
                f.pad(SPELT[*self as ::core::primitive::usize])
            }
        }

        #[automatically_derived]
        impl ::core::convert::From<#name> for #id {
            fn from(name: #name) -> Self {
                Self(name as ::core::primitive::usize)
            }
        }

        #[automatically_derived]
        impl ::core::convert::TryFrom<#id> for #name {
            type Error = ::tvmd::declared::NotInSetting;
            fn try_from(position: #id) -> ::core::result::Result<Self, Self::Error> {
                // `Self::ALL` may be a variant.
                ::tvmd::__private::variant(&[#(Self::#names),*], position.0, #what)
            }
        }
    }
}

/// The names are the user's and may be spelt as in the theory.
fn allow_case<'n>(mut names: impl Iterator<Item = &'n Ident>) -> Option<TokenStream> {
    let is_camel = |name: &Ident| {
        let name = name.to_string();
        name.starts_with(char::is_uppercase) && !name.contains('_')
    };
    let reason = "names are as the setting spells them";
    (!names.all(is_camel)).then(|| quote!(#[allow(non_camel_case_types, reason = #reason)]))
}

/// What the user wrote, and an empty line before our documentation.
pub(super) fn documented(attributes: &[Attribute]) -> TokenStream {
    let has_docs = attributes.iter().any(|attribute| attribute.is("doc"));
    let between = has_docs.then(|| quote!(#[doc = ""]));
    quote!(#(#attributes)* #between)
}
