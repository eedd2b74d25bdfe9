//! `pub mod gallery`: the agents' types, the agents, the items and the profiles of a setting.

use super::derives;
use super::enumeration::{Variant, enumeration};
use crate::names::{self, IN_MODULE, ident};
use crate::parse::{Heading, Reader};
use crate::spans::Spans;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use std::collections::{HashMap, HashSet};
use syn::Attribute;
use tvmd_engine::diagnostic::Place;
use tvmd_engine::model::{AgentDecl, BundleValue, SettingDecl, Values};

/// What is written before agents, types and items.
type Attributes = HashMap<Place, Vec<Attribute>>;

/// An agent as the module has her.
struct Declared<'m> {
    agent: &'m AgentDecl,
    position: usize,
    /// The enum of her types, and her variant of `Agent`.
    name: Ident,
    /// Her field of `Profile`.
    field: Ident,
}

/// The module of a setting.
pub(super) fn module(heading: &Heading, setting: &SettingDecl, reader: &Reader) -> TokenStream {
    let Reader { spans, attributes, .. } = reader;
    let Heading { vis, name, .. } = heading;
    let module = names::module(name);
    let docs = format!("The agents, types and items of the setting `{name}`.");
    let agents = declared(setting, spans);
    let types = agents.iter().map(|declared| types(declared, spans, attributes));
    let (agent, item, profile) =
        (agent(&agents, attributes), item(setting, spans, attributes), profile(&agents));
    let reason = "a setting is declared whole; which parts of it a program uses is its own affair";
    quote! {
        #[doc = #docs]
        #[allow(dead_code, unreachable_pub, reason = #reason)]
        #vis mod #module {
            #(#types)*
            #agent
            #item
            #profile
        }
    }
}

/// The agents whose names clash with nothing.
fn declared<'m>(setting: &'m SettingDecl, spans: &Spans) -> Vec<Declared<'m>> {
    let (mut enums, mut fields): (HashSet<_>, HashSet<_>) =
        (IN_MODULE.map(str::to_owned).into(), HashSet::new());
    let agents = setting.agents.iter().enumerate().filter_map(|(position, agent)| {
        let place = Place::default().field("setting").field("agents").index(position).field("name");
        let span = span(spans, &place);
        let (name, field) = (ident(&agent.name, span)?, names::field(&agent.name, span)?);
        let is_new = enums.insert(agent.name.clone()) && fields.insert(field.clone());
        is_new.then_some(Declared { agent, position, name, field })
    });
    agents.collect()
}

fn agent_place(position: usize) -> Place {
    Place::default().field("setting").field("agents").index(position)
}

/// What the user wrote before what is at `place`.
fn written<'a>(attributes: &'a Attributes, place: &Place) -> &'a [Attribute] {
    attributes.get(place).map_or(&[], Vec::as_slice)
}

fn span(spans: &Spans, place: &Place) -> Span {
    spans.at(place).into_iter().next().map_or_else(Span::call_site, |tree| tree.span())
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
        attributes: Vec::new(),
        docs: "⊥: doesn't take part, and values everything at 0.".to_owned(),
    };
    let declared = agent.types.iter().enumerate().flat_map(|(position, decl)| {
        let span = span(spans, &place.index(position).field("name"));
        let attributes = written(attributes, &place.index(position)).to_vec();
        let variant = move |(name, values): (String, Values)| {
            let (name, docs) = (ident(&name, span)?, meaning(&values));
            Some(Variant { name, attributes: attributes.clone(), docs })
        };
        decl.expand().into_iter().filter_map(variant)
    });
    let docs = format!("The types of agent {} ({}).", agent.name, agent.valuation.keyword());
    enumeration(name, written(attributes, &of_agent), &docs, std::iter::once(bottom).chain(declared))
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
        attributes: written(attributes, &agent_place(*position)).to_vec(),
        docs: format!("Agent {}, whose types are [`{name}`].", agent.name),
    });
    indexed("Agent", "The agents, in the setting's order.", variants, &quote!(::tvmd::AgentId))
}

/// The enum of the items.
fn item(setting: &SettingDecl, spans: &Spans, attributes: &Attributes) -> TokenStream {
    let items = Place::default().field("setting").field("items");
    let variants = setting.items.iter().enumerate().filter_map(|(position, item)| {
        let name = ident(item, span(spans, &items.index(position)))?;
        let attributes = written(attributes, &items.index(position)).to_vec();
        Some(Variant { name, attributes, docs: format!("The item {item}.") })
    });
    indexed("Item", "The items, in the setting's order.", variants, &quote!(::tvmd::ItemId))
}

/// An enum whose variants are the numbers of the engine's `id`.
fn indexed(name: &str, docs: &str, variants: impl Iterator<Item = Variant>, id: &TokenStream) -> TokenStream {
    let name = format_ident!("{name}");
    let enumeration = enumeration(&name, &[], docs, variants);
    quote! {
        #enumeration

        #[automatically_derived]
        impl ::core::convert::From<#name> for #id {
            fn from(name: #name) -> Self {
                Self(name as ::core::primitive::usize)
            }
        }
    }
}

/// A type of every agent.
fn profile(agents: &[Declared<'_>]) -> TokenStream {
    let derives = derives();
    let names: Vec<&Ident> = agents.iter().map(|declared| &declared.name).collect();
    let fields: Vec<&Ident> = agents.iter().map(|declared| &declared.field).collect();
    let docs = agents.iter().map(|declared| format!("The type of agent {}.", declared.agent.name));
    let only = match (names.as_slice(), fields.as_slice()) {
        ([name], [field]) => Some(quote! {
            #[automatically_derived]
            impl ::core::convert::From<#name> for Profile {
                fn from(#field: #name) -> Self {
                    Self { #field }
                }
            }
        }),
        _ => None,
    };
    quote! {
        /// A type of every agent: what they report, or what they are.
        #derives
        pub struct Profile {
            #(#[doc = #docs] pub #fields: #names,)*
        }

        #[automatically_derived]
        impl ::core::convert::From<(#(#names,)*)> for Profile {
            fn from((#(#fields,)*): (#(#names,)*)) -> Self {
                Self { #(#fields),* }
            }
        }

        #only

        #[automatically_derived]
        impl ::core::convert::From<Profile> for ::tvmd::Profile {
            fn from(profile: Profile) -> Self {
                Self::new(::std::vec![#(profile.#fields as ::core::primitive::usize),*])
            }
        }
    }
}
