//! `pub mod gallery`: the agents' types, the agents, the items and the profiles of a setting.

use super::agents::{Declared, declared, span};
use super::enumeration::{Variant, enumeration};
use super::profile::{profile, reports};
use crate::names::{self, ident};
use crate::parse::rust::Attribute;
use crate::parse::{Heading, Reader};
use crate::spans::Spans;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::HashMap;
use tvmd_model::diagnostic::Place;
use tvmd_model::model::{BundleValue, MAX_TYPES, SettingDecl, Space, TypeDecl, Values, Word as _};

/// What is written before agents, types and items.
type Attributes = HashMap<Place, Vec<Attribute>>;

/// Why parts of a setting may be unused.
const UNUSED: &str = "a setting is declared whole; which parts of it a program uses is its own affair";

/// The module of a setting.
pub(super) fn module(heading: &Heading, setting: &SettingDecl, reader: &Reader) -> TokenStream {
    let Reader { spans, attributes, .. } = reader;
    let Heading { vis, name, .. } = heading;
    let module = names::module(name);
    let docs = format!("The agents, types and items of the setting `{name}`.");
    let agents = declared(setting, spans);
    let types = agents.iter().map(|declared| types(declared, spans, attributes));
    let (agent, item, profile) =
        (agent(&agents, attributes), item(setting, spans, attributes), profile(name, &agents));
    let reports = reports(name, &module, &agents);
    let values = agents.iter().map(|declared| value(name, &module, declared));
    quote! {
        #[doc = #docs]
        #[allow(dead_code, unreachable_pub, reason = #UNUSED)]
        #vis mod #module {
            #(#types)*
            #agent
            #item
            #profile
        }

        #(#values)*
        #reports

        #[allow(dead_code, unreachable_pub, reason = #UNUSED)]
        impl #module::Profile {
            /// All profiles, ⊥ included: the last agent's type varies fastest.
            pub fn all() -> impl ::core::iter::Iterator<Item = Self> {
                ::tvmd::__private::profiles::<#name>()
            }
        }
    }
}

/// What bundles are worth to the types of an agent. Only the engine knows; and within a function's body the setting can't be
/// named from inside the module.
fn value(setting: &Ident, module: &Ident, Declared { position, name, .. }: &Declared<'_>) -> TokenStream {
    quote! {
        #[allow(dead_code, unreachable_pub, reason = #UNUSED)]
        impl #module::#name {
            /// What an item, items in brackets or a bundle is worth to this type.
            #[must_use]
            pub fn value(self, bundle_: impl ::core::convert::Into<::tvmd::Bundle>) -> ::tvmd::Rational {
                self.valuation().value(::core::convert::Into::into(bundle_))
            }

            /// What all bundles are worth to this type.
            #[must_use]
            pub fn valuation(self) -> &'static ::tvmd::setting::Valuation {
                ::tvmd::__private::valuation::<#setting>(#position, self as ::core::primitive::usize)
            }
        }
    }
}

fn agent_place(position: usize) -> Place {
    Place::default().field("setting").field("agents").index(position)
}

/// What the user wrote before what is at `place`.
fn written<'a>(attributes: &'a Attributes, place: &Place) -> &'a [Attribute] {
    attributes.get(place).map_or(&[], Vec::as_slice)
}

/// The enum of an agent's types, ⊥ first.
fn types(
    Declared { agent, position, name, .. }: &Declared<'_>,
    spans: &Spans,
    attributes: &Attributes,
) -> TokenStream {
    let of_agent = agent_place(*position);
    let place = of_agent.field("types");
    let bottom = Variant {
        name: format_ident!("Bottom", span = name.span()),
        spelt: "Bottom".to_owned(),
        attributes: Vec::new(),
        docs: "⊥: doesn't take part, and values everything at 0.".to_owned(),
    };
    // Grids that are too many together have no more types than one that is too large, or rustc would be busy with them.
    let too_many = agent.types.iter().filter_map(TypeDecl::count).sum::<usize>() > MAX_TYPES;
    let is_known = |decl: &TypeDecl| !too_many || matches!(decl.space, Space::One(_));
    let declared =
        agent.types.iter().enumerate().filter(|(_, decl)| is_known(decl)).flat_map(|(position, decl)| {
            let span = span(spans, &place.index(position).field("name"));
            let attributes = written(attributes, &place.index(position)).to_vec();
            let variant = move |(name, values): (String, Values)| {
                let (ident, docs) = (ident(&name, span)?, meaning(&values));
                Some(Variant { name: ident, spelt: name, attributes: attributes.clone(), docs })
            };
            decl.expand().into_iter().filter_map(variant)
        });
    let docs = format!("The types of agent {} ({}).", agent.name, agent.valuation.written());
    let (what, id) = (format!("type of {}", agent.name), quote!(::tvmd::TypeId));
    let variants = std::iter::once(bottom).chain(declared);
    let enumeration = enumeration(name, written(attributes, &of_agent), &docs, variants, &id, &what);
    quote! {
        #enumeration

        impl #name {
            /// Whether this is a type that takes part: every one but ⊥.
            #[must_use]
            pub fn takes_part(self) -> ::core::primitive::bool {
                !::core::matches!(self, Self::Bottom)
            }
        }
    }
}

/// The values of a type in words.
fn meaning(values: &Values) -> String {
    let listed: Vec<String> = match values {
        Values::Items(items) => items.iter().map(|(item, value)| format!("{item} at {}", value.0)).collect(),
        Values::Bundles(bundles) => bundles
            .iter()
            .map(|BundleValue { bundle, value }| format!("{{{}}} at {value}", bundle.join(", ")))
            .collect(),
    };
    if listed.is_empty() { "Values nothing.".to_owned() } else { format!("Values {}.", listed.join(", ")) }
}

/// The enum of the agents.
fn agent(agents: &[Declared<'_>], attributes: &Attributes) -> TokenStream {
    let variants = agents.iter().map(|Declared { agent, name, position, .. }| Variant {
        name: name.clone(),
        spelt: agent.name.clone(),
        attributes: written(attributes, &agent_place(*position)).to_vec(),
        docs: format!("Agent {}, whose types are [`{name}`].", agent.name),
    });
    let (name, docs) = (format_ident!("Agent"), "The agents, in the setting's order.");
    enumeration(&name, &[], docs, variants, &quote!(::tvmd::AgentId), "agent")
}

/// The enum of the items.
fn item(setting: &SettingDecl, spans: &Spans, attributes: &Attributes) -> TokenStream {
    let items = Place::default().field("setting").field("items");
    let variants = setting.items.iter().enumerate().filter_map(|(position, item)| {
        let name = ident(item, span(spans, &items.index(position)))?;
        let attributes = written(attributes, &items.index(position)).to_vec();
        Some(Variant { name, spelt: item.clone(), attributes, docs: format!("The item {item}.") })
    });
    let (name, docs) = (format_ident!("Item"), "The items, in the setting's order.");
    let enumeration = enumeration(&name, &[], docs, variants, &quote!(::tvmd::ItemId), "item");
    quote! {
        #enumeration

        #[automatically_derived]
        impl ::core::convert::From<Item> for ::tvmd::Bundle {
            fn from(item: Item) -> Self {
                ::core::convert::From::from(::tvmd::ItemId::from(item))
            }
        }
    }
}
