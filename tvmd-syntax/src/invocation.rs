//! How a block reaches the macro: from the facade, or by way of the macro that carries a setting of another block.
//!
//! ```text
//! mechanism! { … }                      what users write; the facade's macro hands it on as
//! __mechanism! { ($crate) … }           if the block stands in a setting of another one, it becomes
//! path::Gallery! { { $crate::__mechanism } ($crate) … }     the macro beside the setting, which puts it before the block:
//! __mechanism! { shared "{…}" ($crate) … }
//! ```

use crate::parse::rust::Path;
use proc_macro2::{Group, Ident, Literal, Spacing, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::{LitStr, Result};
use tvmd_model::expansion::Engine;
use tvmd_model::model::BlockDecl;

/// A block, and what it is told of its surroundings.
pub(crate) struct Invocation {
    /// What `tvmd` is called where the block stands.
    pub(crate) facade: Facade,
    pub(crate) shared: Option<Shared>,
    pub(crate) block: TokenStream,
}

/// The setting of another block, with its prior.
pub(crate) enum Shared {
    Whole(Box<BlockDecl>),
    /// Something is wrong with it, which is said there.
    Unread,
}

impl Invocation {
    /// Reads what comes before a block.
    pub(crate) fn read(input: TokenStream, engine: &dyn Engine) -> Result<Self> {
        let read = |input: ParseStream<'_>| {
            let shared =
                if input.peek(syn::token::Paren) { None } else { Some(Shared::read(input, engine)?) };
            let facade: Group = input.parse()?;
            Ok(Self { facade: Facade(facade.stream()), shared, block: input.parse()? })
        };
        read.parse2(input)
    }
}

/// The words before a setting that is handed on.
const SHARED: &str = "shared";
const UNREAD: &str = "unread";

impl Shared {
    fn read(input: ParseStream<'_>, engine: &dyn Engine) -> Result<Self> {
        if input.parse::<Ident>()? == UNREAD {
            return Ok(Self::Unread);
        }
        let json: LitStr = input.parse()?;
        let said = engine.read(&json.value());
        said.map(|said| Self::Whole(Box::new(said))).map_err(|error| syn::Error::new(json.span(), error))
    }

    /// The same as it is handed on.
    pub(crate) fn write(&self, engine: &dyn Engine) -> TokenStream {
        let (word, json) = match self {
            Self::Whole(said) => (SHARED, Some(Literal::string(&engine.written(said)))),
            Self::Unread => (UNREAD, None),
        };
        let word = Ident::new(word, proc_macro2::Span::call_site());
        quote!(#word #json)
    }
}

/// The crate `tvmd`: `$crate`, so that it may be renamed, or re-exported by another crate.
pub(crate) struct Facade(pub(crate) TokenStream);

impl Facade {
    /// The block once more, as what the macro beside a setting takes.
    pub(crate) fn again(&self, setting: &Path, block: &TokenStream) -> TokenStream {
        let facade = &self.0;
        quote!(#setting! { { #facade::__mechanism } (#facade) #block })
    }

    /// What is emitted, where the crate goes by the name `::tvmd`.
    pub(crate) fn rename(&self, emitted: TokenStream) -> TokenStream {
        let mut renamed: Vec<TokenTree> = Vec::new();
        for tree in emitted {
            match tree {
                TokenTree::Group(group) => {
                    let mut inside = Group::new(group.delimiter(), self.rename(group.stream()));
                    inside.set_span(group.span());
                    renamed.push(inside.into());
                }
                TokenTree::Ident(ident) if ident == "tvmd" && ends_in_colons(&renamed) => {
                    renamed.truncate(renamed.len() - 2);
                    renamed.extend(self.0.clone().into_iter().map(|mut tree| {
                        tree.set_span(tree.span().located_at(ident.span()));
                        tree
                    }));
                }
                tree => renamed.push(tree),
            }
        }
        renamed.into_iter().collect()
    }
}

/// Whether a path begins here: with `::` that no segment comes before.
fn ends_in_colons(tokens: &[TokenTree]) -> bool {
    let [before @ .., TokenTree::Punct(first), TokenTree::Punct(second)] = tokens else { return false };
    let colons = first.as_char() == ':' && first.spacing() == Spacing::Joint && second.as_char() == ':';
    colons && !matches!(before.last(), Some(TokenTree::Ident(ident)) if is_segment(ident))
}

/// Whether a word can be a segment of a path, unlike `for` and `as`.
fn is_segment(ident: &Ident) -> bool {
    let word = ident.to_string();
    ["crate", "$crate", "self", "Self", "super"].contains(&word.as_str())
        || syn::parse_str::<Ident>(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_paths_are_renamed() {
        let facade = Facade(quote!(auctions));
        let emitted = quote! {
            impl ::tvmd::Mechanism for M { type S = crate::tvmd::S; fn f() -> ::std::Vec<::tvmd::Outcome> { tvmd } }
        };
        let renamed = quote! {
            impl auctions::Mechanism for M { type S = crate::tvmd::S; fn f() -> ::std::Vec<auctions::Outcome> { tvmd } }
        };
        assert_eq!(facade.rename(emitted).to_string(), renamed.to_string());
    }
}
