//! `pub mod gallery`: the agents' types, the agents, the items and the profiles of a setting.

use super::derives;
use super::enumeration::{Variant, enumeration};
use crate::names::{self, IN_MODULE, ident};
use crate::parse::Heading;
use crate::spans::Spans;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use std::collections::HashSet;
use tvmd_engine::diagnostic::Place;
use tvmd_engine::model::{AgentDecl, BundleValue, SettingDecl, Values};

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
pub(super) fn module(heading: &Heading, setting: &SettingDecl, spans: &Spans) -> TokenStream {
    let Heading { vis, name, .. } = heading;
    let module = names::module(name);
    let docs = format!("The agents, types and items of the setting `{name}`.");
    let agents = declared(setting, spans);
    let types = agents.iter().map(|declared| types(declared, spans));
    let (agent, item, profile) = (agent(&agents), item(setting, spans), profile(name, &agents));
    let reports = reports(name, &module, &agents);
    let values = agents.iter().map(|declared| value(name, &module, declared));
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

        #(#values)*
        #reports

        #[allow(dead_code, unreachable_pub, reason = #reason)]
        impl #module::Profile {
            /// All profiles, ⊥ included: the last agent's type varies fastest.
            pub fn all() -> impl ::core::iter::Iterator<Item = Self> {
                ::tvmd::__private::profiles::<#name>()
            }
        }
    }
}

/// What turns into a profile is what agents may report.
fn reports(setting: &Ident, module: &Ident, agents: &[Declared<'_>]) -> TokenStream {
    let names: Vec<&Ident> = agents.iter().map(|declared| &declared.name).collect();
    let only = if let [name] = names.as_slice() { Some(quote!(#module::#name)) } else { None };
    let profile = quote!(#module::Profile);
    let tuple = quote!((#(#module::#names,)*));
    let forms =
        [(profile.clone(), quote!(self))].into_iter().chain([tuple].into_iter().chain(only).map(|form| {
            let typed = quote!(<#profile as ::core::convert::From<#form>>::from(self));
            (form, typed)
        }));
    let reports = forms.map(|(form, typed)| {
        // Where rustc lists what may be reported it shows the setting.
        quote_spanned! {setting.span()=>
            #[automatically_derived]
            impl ::tvmd::declared::Reports<#setting> for #form {
                fn profile(self) -> ::tvmd::Profile {
                    ::core::convert::Into::into(#typed)
                }
            }
        }
    });
    reports.collect()
}

/// What bundles are worth to the types of an agent. Only the engine knows; and within a function's body the setting can't be
/// named from inside the module.
fn value(setting: &Ident, module: &Ident, Declared { position, name, .. }: &Declared<'_>) -> TokenStream {
    let reason = "a setting is declared whole; which parts of it a program uses is its own affair";
    quote! {
        #[allow(dead_code, unreachable_pub, reason = #reason)]
        impl #module::#name {
            /// What an item, items in brackets or a bundle is worth to this type.
            #[must_use]
            pub fn value(self, bundle: impl ::core::convert::Into<::tvmd::Bundle>) -> ::tvmd::Rational {
                let (own, bundle) = (self as ::core::primitive::usize, ::core::convert::Into::into(bundle));
                ::tvmd::__private::value::<#setting>(#position, own, bundle)
            }
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

fn span(spans: &Spans, place: &Place) -> Span {
    spans.at(place).into_iter().next().map_or_else(Span::call_site, |tree| tree.span())
}

/// The enum of an agent's types, ⊥ first.
fn types(Declared { agent, position, name, .. }: &Declared<'_>, spans: &Spans) -> TokenStream {
    let place = Place::default().field("setting").field("agents").index(*position).field("types");
    let bottom = Variant {
        name: format_ident!("Bottom", span = name.span()),
        spelt: "Bottom".to_owned(),
        docs: "⊥: doesn't take part, and values everything at 0.".to_owned(),
    };
    let declared = agent.types.iter().enumerate().flat_map(|(position, decl)| {
        let span = span(spans, &place.index(position).field("name"));
        let variant = move |(name, values): (String, Values)| {
            Some(Variant { name: ident(&name, span)?, docs: meaning(&values), spelt: name })
        };
        decl.expand().into_iter().filter_map(variant)
    });
    let docs = format!("The types of agent {} ({}).", agent.name, agent.valuation.keyword());
    let (what, id) = (format!("type of {}", agent.name), quote!(::tvmd::TypeId));
    let enumeration = enumeration(name, &docs, std::iter::once(bottom).chain(declared), &id, &what);
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
fn agent(agents: &[Declared<'_>]) -> TokenStream {
    let variants = agents.iter().map(|Declared { agent, name, .. }| Variant {
        name: name.clone(),
        spelt: agent.name.clone(),
        docs: format!("Agent {}, whose types are [`{name}`].", agent.name),
    });
    let (name, docs) = (format_ident!("Agent"), "The agents, in the setting's order.");
    enumeration(&name, docs, variants, &quote!(::tvmd::AgentId), "agent")
}

/// The enum of the items.
fn item(setting: &SettingDecl, spans: &Spans) -> TokenStream {
    let items = Place::default().field("setting").field("items");
    let variants = setting.items.iter().enumerate().filter_map(|(position, item)| {
        let name = ident(item, span(spans, &items.index(position)))?;
        Some(Variant { name, spelt: item.clone(), docs: format!("The item {item}.") })
    });
    let (name, docs) = (format_ident!("Item"), "The items, in the setting's order.");
    let enumeration = enumeration(&name, docs, variants, &quote!(::tvmd::ItemId), "item");
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

/// A type of every agent.
fn profile(setting: &Ident, agents: &[Declared<'_>]) -> TokenStream {
    let derives = derives();
    let names: Vec<&Ident> = agents.iter().map(|declared| &declared.name).collect();
    let fields: Vec<&Ident> = agents.iter().map(|declared| &declared.field).collect();
    let docs = agents.iter().map(|declared| format!("The type of agent {}.", declared.agent.name));
    let (spelt, count) = (setting.to_string(), agents.len());
    let shown = format!("({})", vec!["{}"; count].join(", "));
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

        #[automatically_derived]
        impl ::core::convert::TryFrom<&::tvmd::Profile> for Profile {
            type Error = ::tvmd::declared::NotInSetting;
            fn try_from(profile: &::tvmd::Profile) -> ::core::result::Result<Self, Self::Error> {
                let [#(#fields),*] = *profile.types() else {
                    return ::core::result::Result::Err(::tvmd::__private::no_profile(profile, #spelt, #count));
                };
                ::core::result::Result::Ok(Self {
                    #(#fields: ::core::convert::TryFrom::try_from(::tvmd::TypeId(#fields))?,)*
                })
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Display for Profile {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::write!(f, #shown, #(self.#fields),*)
            }
        }
    }
}
