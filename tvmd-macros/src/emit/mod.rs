//! What an invocation becomes: ordinary items, documented, with absolute paths.
//!
//! Items come out even for a setting full of mistakes, so that the rest of the program still type-checks and an
//! IDE keeps completing. What is wrong is reported elsewhere; here it is left out or emitted once.

mod agents;
mod by_hand;
mod claims;
mod enumeration;
mod mechanism;
mod module;
mod profile;
mod setting;

use crate::names;
use crate::parse::{Heading, Parsed};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use std::collections::HashSet;
use tvmd_engine::model::InstanceDecl;

/// All the items of an invocation.
pub(crate) fn emit(parsed: &Parsed) -> TokenStream {
    let mut taken: HashSet<Ident> = HashSet::new();
    if let Some(setting) = &parsed.setting {
        taken.extend([setting.name.clone(), names::module(&setting.name)]);
    }
    let mechanisms: Vec<&Heading> =
        parsed.mechanisms.iter().filter(|mechanism| taken.insert(mechanism.name.clone())).collect();
    let Some(heading) = &parsed.setting else {
        // Without a setting nothing can be said about the mechanisms but that they exist.
        return mechanisms.into_iter().map(|mechanism| unit_struct(mechanism, &[])).collect();
    };
    let setting = setting::setting(heading, &declared(parsed));
    let module = module::module(heading, &parsed.instance.setting, &parsed.reader.spans);
    let mechanisms = mechanisms.into_iter().map(|mechanism| {
        let model = parsed.instance.mechanisms.get(&mechanism.spelt());
        if let Some(rule) = parsed.by_hand.get(&mechanism.spelt()) {
            let claims = model.map(|model| model.claims.as_slice()).unwrap_or_default();
            return by_hand::mechanism(mechanism, heading, rule, claims);
        }
        let at_test = parsed.at_test.contains(&mechanism.spelt());
        mechanism::mechanism(mechanism, heading, model, at_test)
    });
    quote!(#setting #module #(#mechanisms)*)
}

/// What is declared and nothing else: what the format can say.
fn declared(parsed: &Parsed) -> InstanceDecl {
    let mut instance = parsed.instance.clone();
    instance.mechanisms.0.retain(|(name, _)| !parsed.by_hand.contains_key(name));
    instance
}

/// The derives of everything that is generated.
fn derives() -> TokenStream {
    quote! {
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::cmp::PartialOrd,
            ::core::cmp::Ord,
            ::core::hash::Hash,
        )]
    }
}

/// The type that stands for a setting or a mechanism: the user's documentation, then ours. Its name is what rustc
/// points at when it speaks of it.
fn unit_struct(Heading { docs, vis, name }: &Heading, ours: &[String]) -> TokenStream {
    let (derives, structure) = (derives(), quote_spanned!(name.span()=> struct #name;));
    quote! {
        #(#docs)*
        #(#[doc = ""] #[doc = #ours])*
        #derives
        #[derive(::core::default::Default)]
        #vis #structure
    }
}
