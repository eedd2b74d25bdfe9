//! What an invocation becomes: ordinary items, documented, with absolute paths.
//!
//! Items come out even for a setting full of mistakes, so that the rest of the program still type-checks and an
//! IDE keeps completing. What is wrong is reported elsewhere; here it is left out or emitted once.

mod agents;
mod by_hand;
mod claims;
mod constants;
mod enumeration;
mod items;
mod mechanism;
mod mentions;
mod module;
mod profile;
mod setting;
mod shared;

use crate::invocation::Shared;
use crate::names;
use crate::parse::rust::{Attribute, Path};
use crate::parse::{Heading, Parsed};
use items::Item;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use std::collections::HashSet;
use tvmd_model::expansion::Engine;
use tvmd_model::model::BlockDecl;

/// All the items of a block; `to_share` is its setting for others. A block that `is_right` has no mistakes.
pub(crate) fn emit(parsed: &Parsed, to_share: &Shared, is_right: bool, engine: &dyn Engine) -> TokenStream {
    let mut taken: HashSet<Ident> = HashSet::new();
    if let Some(setting) = &parsed.setting {
        taken.extend([setting.name.clone(), names::module(&setting.name)]);
    }
    let mechanisms: Vec<&Heading> =
        parsed.mechanisms.iter().filter(|mechanism| taken.insert(mechanism.name.clone())).collect();
    let json = engine.written(&declared(parsed));
    let (declared, home) = match (&parsed.setting, &parsed.base) {
        (Some(heading), base) => {
            let setting = setting::setting(heading, &json, parsed.said.prior.is_some(), base.as_ref());
            let module = match base {
                Some(base) => shared::module(heading, base, &parsed.said.setting, &parsed.reader.spans),
                None => module::module(heading, &parsed.said.setting, &parsed.reader),
            };
            let handing_on = shared::handing_on(heading, to_share, engine);
            let mentions = is_right.then(|| mentions::mentions(parsed, &heading.name));
            (
                under(&heading.everywhere, quote!(#setting #module #handing_on #mentions)),
                Home::new(heading.name.clone().into(), base.is_none()),
            )
        }
        (None, Some(base)) => (TokenStream::new(), Home::new(base.clone(), false)),
        // Without a setting nothing can be said about the mechanisms but that they exist.
        (None, None) => return mechanisms.into_iter().map(|mechanism| unit_struct(mechanism, &[])).collect(),
    };
    let is_host = |mechanism: &&&Heading| {
        !parsed.by_hand.contains_key(&mechanism.spelt()) && mechanism.conditions().next().is_none()
    };
    let host = mechanisms.iter().find(is_host).map(|mechanism| &mechanism.name);
    let around = parsed.setting.iter().flat_map(|setting| &setting.everywhere);
    let mechanisms = mechanisms.iter().map(|mechanism| {
        let around = around.clone();
        let model = parsed.said.mechanisms.get(&mechanism.spelt());
        if let Some(rule) = parsed.by_hand.get(&mechanism.spelt()) {
            let claims = model.map(|model| model.claims.as_slice()).unwrap_or_default();
            let items = by_hand::mechanism(mechanism, &home.setting, rule, claims);
            return under(around.chain(&mechanism.everywhere), items);
        }
        let at_test = parsed.at_test.contains(&mechanism.spelt());
        let instance =
            parsed.setting.is_none().then(|| shared::instance(&mechanism.name, host, &home.setting, &json));
        let items = mechanism::mechanism(mechanism, &home, model, at_test, instance);
        under(around.chain(&mechanism.everywhere), items)
    });
    let constants = parsed.constants.iter().filter(|(constant, _)| taken.insert(constant.name.clone()));
    let constants =
        constants.map(|(constant, value)| under(&constant.everywhere, constants::constant(constant, value)));
    quote!(#declared #(#mechanisms)* #(#constants)*)
}

/// The setting of mechanisms, and the type of its profiles.
struct Home {
    setting: Path,
    profile: TokenStream,
}

impl Home {
    /// A setting that is declared in this block has its profiles in its module; of another one only the name is known.
    fn new(setting: Path, is_declared_here: bool) -> Self {
        let profile = match setting.name().map(|name| names::module(&name)) {
            Some(module) if is_declared_here => quote!(#module::Profile),
            _ => quote!(<#setting as ::tvmd::declared::DeclaredSetting>::Profile),
        };
        Self { setting, profile }
    }
}

/// What is declared and nothing else: what the format can say.
fn declared(parsed: &Parsed) -> BlockDecl {
    let mut said = parsed.said.clone();
    said.mechanisms.0.retain(|(name, _)| !parsed.by_hand.contains_key(name));
    said
}

/// The items, each under these attributes.
fn under<'a>(attributes: impl IntoIterator<Item = &'a Attribute>, items: TokenStream) -> TokenStream {
    // A setting's lints go onto its mechanisms, too, which may have them already.
    let mut seen = HashSet::new();
    let is_new = |attribute: &&Attribute| seen.insert(attribute.to_token_stream().to_string());
    let attributes: Vec<&Attribute> = attributes.into_iter().filter(is_new).collect();
    if attributes.is_empty() {
        return items;
    }
    // Lints about what is declared say nothing about an import.
    let conditions: Vec<&&Attribute> = attributes.iter().filter(|attribute| attribute.is("cfg")).collect();
    let each = |item| match item {
        // On the call itself lints would be lost.
        Item::Call { path, items } => {
            let items = under(attributes.iter().copied(), items);
            quote!(#path! { #items })
        }
        Item::Import(item) => quote!(#(#conditions)* #item),
        Item::Other(item) => quote!(#(#attributes)* #item),
    };
    items::items(items).into_iter().map(each).collect()
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
fn unit_struct(Heading { docs, vis, name, .. }: &Heading, ours: &[String]) -> TokenStream {
    let (derives, structure) = (derives(), quote_spanned!(name.span()=> struct #name;));
    quote! {
        #(#docs)*
        #(#[doc = ""] #[doc = #ours])*
        #derives
        #[derive(::core::default::Default)]
        #vis #structure
    }
}
