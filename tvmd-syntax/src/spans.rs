//! Where each value of the instance was written: from a [`Place`] of the format back to the user's tokens.
//!
//! Core checks the plain-data model and reports at places; this map is all that the macro needs to underline
//! the right tokens. It checks nothing itself.

use crate::catalogue;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::collections::HashMap;
use syn::buffer::Cursor;
use syn::parse::ParseStream;
use tvmd_model::diagnostic::{Diagnostic, Place};

/// The tokens that each place was read from.
#[derive(Default)]
pub(crate) struct Spans(HashMap<Place, TokenStream>);

impl Spans {
    /// Remembers what `place` was read from.
    pub(crate) fn mark(&mut self, place: Place, tokens: impl ToTokens) {
        self.0.insert(place, tokens.into_token_stream());
    }

    /// Every place that has tokens.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Place, &TokenStream)> {
        self.0.iter()
    }

    /// The tokens of `place`, or else of the nearest place around it that has any.
    pub(crate) fn at(&self, place: &Place) -> TokenStream {
        std::iter::successors(Some(place.clone()), Place::parent)
            .find_map(|place| self.0.get(&place).cloned())
            .unwrap_or_default()
    }

    /// The mistake as an error that underlines all tokens of its place.
    pub(crate) fn error(&self, diagnostic: &Diagnostic) -> syn::Error {
        let tokens = self.at(&diagnostic.place);
        let message = match diagnostic.help_in_block.as_ref().or(diagnostic.help.as_ref()) {
            Some(help) => catalogue::with_help(&diagnostic.message, help),
            None => diagnostic.message.clone(),
        };
        match diagnostic.more {
            0 => syn::Error::new_spanned(tokens, message),
            more => syn::Error::new_spanned(tokens, catalogue::and_more(message, more)),
        }
    }
}

/// The tokens read since `start`.
pub(crate) fn since(mut start: Cursor<'_>, input: ParseStream<'_>) -> TokenStream {
    let mut tokens = TokenStream::new();
    while start < input.cursor() {
        let Some((tree, next)) = start.token_tree() else { break };
        tokens.extend([tree]);
        start = next;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn falls_back_to_the_place_around() {
        let mut spans = Spans::default();
        let setting = Place::default().field("setting");
        spans.mark(Place::default(), quote!(Gallery));
        spans.mark(setting.field("bound"), quote!(3 / 2));
        assert_eq!(spans.at(&setting.field("bound").index(7)).to_string(), "3 / 2");
        assert_eq!(spans.at(&setting.field("items")).to_string(), "Gallery");
    }
}
