//! Where names are used: code that does nothing but mention what they stand for, each with the span of its use, so that they
//! lead a code editor to their declaration.

use crate::names::{self, ident};
use crate::parse::Parsed;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};
use std::collections::BTreeMap;
use tvmd_model::diagnostic::PathStep::{self, Alternative, Entry, Field, Index, Key};
use tvmd_model::model::{Entries, Prices, RuleDecl};

/// What a name stands for.
enum Meaning<'p> {
    Setting,
    Agent,
    Item,
    /// A type of an agent, by her name or her position.
    TypeOf(&'p str),
    TypeAt(usize),
}

/// The uses of names of the setting in mechanisms and in the prior of a block without mistakes.
pub(super) fn mentions(parsed: &Parsed, setting: &Ident) -> TokenStream {
    let module = names::module(setting);
    let mut mentions = BTreeMap::new();
    for (place, tokens) in parsed.reader.spans.iter() {
        let mut tokens = tokens.clone().into_iter();
        let (Some(TokenTree::Ident(used)), None) = (tokens.next(), tokens.next()) else { continue };
        let mention = meaning(&place.0, parsed).and_then(|meaning| mention(&meaning, &used, &module, parsed));
        // One use may stand for several values of the format.
        let start = used.span().start();
        mentions.extend(mention.map(|mention| ((start.line, start.column), mention)));
    }
    let mentions = mentions.into_values();
    let reason = "the code is for editors";
    quote! {
        #[allow(warnings, clippy::all, clippy::pedantic, reason = #reason)]
        const _: fn() = || { #(let _ #mentions;)* };
    }
}

fn mention(meaning: &Meaning<'_>, used: &Ident, module: &Ident, parsed: &Parsed) -> Option<TokenStream> {
    let agents = &parsed.said.setting.agents;
    let agent = match meaning {
        Meaning::Setting => return Some(quote!(: ::core::option::Option<#used>)),
        Meaning::Agent => format_ident!("Agent"),
        Meaning::Item => format_ident!("Item"),
        Meaning::TypeOf(agent) => ident(agent, proc_macro2::Span::call_site())?,
        Meaning::TypeAt(position) => ident(&agents.get(*position)?.name, proc_macro2::Span::call_site())?,
    };
    Some(quote!(= #module::#agent::#used))
}

/// What is meant by the name at a place of the format.
fn meaning<'p>(place: &'p [PathStep], parsed: &Parsed) -> Option<Meaning<'p>> {
    match place {
        [Field("prior"), rest @ ..] => match rest {
            [Field("independent"), Entry(..), Key] => Some(Meaning::Agent),
            [Field("independent"), Entry(_, agent), Entry(..), Key] => Some(Meaning::TypeOf(agent)),
            [Field("joint"), Index(_), Field("profile"), Index(agent)] => Some(Meaning::TypeAt(*agent)),
            _ => None,
        },
        [Field("mechanisms"), Entry(..), Field("in")] => Some(Meaning::Setting),
        [Field("mechanisms"), Entry(_, mechanism), Field(_), rest @ ..] => match rest {
            [Index(_), Field("when"), Index(agent), Alternative(_)] => Some(Meaning::TypeAt(*agent)),
            [.., Field("gets" | "pays"), Entry(..), Key] | [Field("keeping"), Entry(..), Key] => {
                Some(Meaning::Agent)
            }
            [Field("order"), Index(_)] | [Entry(..), Key] => Some(Meaning::Agent),
            [.., Field("gets"), Entry(..), Index(_)] | [.., Field("bundle"), Index(_)] => Some(Meaning::Item),
            [Field("keeping"), Entry(_, agent), Index(_)] => Some(Meaning::TypeOf(agent)),
            [.., Field("lottery"), Entry(..), Key] | [Field("prices"), Entry(..), Entry(..), Key] => {
                Some(Meaning::Item)
            }
            [Field("prices"), Entry(..), Key] => {
                Some(of_prices(&parsed.said.mechanisms.get(mechanism)?.rule))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Prices are of items, or of items per agent.
fn of_prices(rule: &RuleDecl) -> Meaning<'static> {
    match rule {
        RuleDecl::PostedPrices { prices: Prices::PerAgent(Entries(_)), .. } => Meaning::Agent,
        _ => Meaning::Item,
    }
}
