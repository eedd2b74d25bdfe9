//! What every part of the grammar reads with: errors and spans are collected here, and a mistake in one entry,
//! row or part is skipped so that those in the others are found as well.
//!
//! Nothing here knows about auctions.

use super::number::Constants;
use super::rust::Attribute;
use super::words::{eat, missing, opens, required, skip_until, spelt, unknown, word};
use crate::catalogue;
use crate::spans::Spans;
use proc_macro2::{Delimiter, Ident, TokenTree};
use quote::ToTokens;
use std::collections::HashMap;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Result, Token, braced, bracketed, parenthesized};
use tvmd_model::diagnostic::Place;
use tvmd_model::model::Word;
use tvmd_model::names::nearest;

/// Collects all the mistakes, and where everything was written.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) errors: Vec<syn::Error>,
    pub(crate) spans: Spans,
    /// The places that couldn't be read. Core says nothing of them, or of what depends on them.
    pub(crate) unread: Vec<Place>,
    /// What is written before agents, types and items.
    pub(crate) attributes: HashMap<Place, Vec<Attribute>>,
    /// What names in place of numbers stand for.
    pub(super) constants: Constants,
    /// Whether what was skipped may have held another entry of the list.
    skipped_more: bool,
}

impl Reader {
    pub(super) fn report(&mut self, error: syn::Error) {
        self.errors.push(error);
    }

    /// Reports `message` at `tokens`.
    pub(super) fn complain(&mut self, tokens: impl ToTokens, message: impl std::fmt::Display) {
        self.report(syn::Error::new_spanned(tokens, message));
    }

    /// The value, or `None` once its error is reported.
    pub(super) fn keep<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.report(error)).ok()
    }

    /// Reports why a place can't be read.
    pub(super) fn lose(&mut self, place: Place, error: syn::Error) {
        self.report(error);
        self.unread.push(place);
    }

    /// The value; or `otherwise`, once its error is reported and `place` noted as unread.
    pub(super) fn or_lose<T>(&mut self, result: Result<T>, place: impl FnOnce() -> Place, otherwise: T) -> T {
        result.unwrap_or_else(|error| {
            self.lose(place(), error);
            otherwise
        })
    }

    /// Reads, with `read`, what is only checked: it was said before.
    pub(super) fn check_only(&mut self, read: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let mut other = Self { constants: self.constants.clone(), ..Self::default() };
        let read = read(&mut other);
        self.errors.append(&mut other.errors);
        read
    }

    pub(super) fn mark(&mut self, place: Place, tokens: impl ToTokens) {
        self.spans.mark(place, tokens);
    }

    /// Reads a token whose absence is a mistake but no obstacle.
    pub(super) fn expect<T: Parse>(&mut self, input: ParseStream<'_>, what: &str) {
        self.keep(required::<T>(input, what));
    }

    /// Which of the `known` words `ident` is. A misspelling is reported and read as the word that it is near to, so
    /// that nothing follows from it.
    pub(super) fn meant<W: Word>(&mut self, ident: &Ident, what: &str) -> Result<W> {
        let word = spelt(ident);
        if let Some(known) = W::read(&word) {
            return Ok(known);
        }
        let error = unknown(ident, what, W::WRITTEN);
        match nearest(&word, W::WRITTEN.iter().copied()).and_then(|near| W::read(&near)) {
            Some(near) => {
                self.report(error);
                Ok(near)
            }
            None => Err(error),
        }
    }

    /// Reads `expected` if it comes next, where no name of the user's can: a word that is nearly it is misspelt.
    pub(super) fn eat_keyword(&mut self, input: ParseStream<'_>, expected: &str) -> Result<bool> {
        let misspelt = word(input).filter(|word| word != expected && nearest(word, [expected]).is_some());
        if let Some(word) = misspelt {
            self.report(input.error(catalogue::misspelt(&word, expected)));
            input.call(Ident::parse_any)?;
            return Ok(true);
        }
        eat(input, expected)
    }

    /// Reads the group that comes next with `read`, which should leave nothing of it.
    pub(super) fn group<T>(
        &mut self,
        delimiter: Delimiter,
        input: ParseStream<'_>,
        expected: &str,
        read: impl FnOnce(&mut Self, ParseStream<'_>) -> Result<T>,
    ) -> Result<T> {
        if !opens(delimiter, input) {
            return Err(missing(input, expected));
        }
        let content;
        match delimiter {
            Delimiter::Bracket => {
                bracketed!(content in input);
            }
            Delimiter::Parenthesis => {
                parenthesized!(content in input);
            }
            Delimiter::Brace | Delimiter::None => {
                braced!(content in input);
            }
        }
        let read = read(self, &content);
        if read.is_ok() && !content.is_empty() {
            self.report(content.error(catalogue::nothing_more()));
        }
        // A buffer dropped with something in it is one more error to syn.
        skip_until(&content, |_| false);
        read
    }

    /// Skips what is left of an entry. With what separates a name from its value there may be a second one in it.
    pub(super) fn skip_entry(&mut self, input: ParseStream<'_>) {
        while !input.is_empty() && !input.peek(Token![,]) {
            self.skipped_more |= input.peek(Token![=]) || input.peek(Token![=>]) || input.peek(Token![:]);
            self.skipped_more |= input.peek(Token![@]);
            input.parse::<TokenTree>().ok();
        }
    }

    /// Notes that what was skipped may have held another entry.
    pub(super) fn skip_more(&mut self) {
        self.skipped_more = true;
    }

    /// Whether since the last call nothing was skipped that may have held another entry.
    pub(super) fn skipped_no_more(&mut self) -> bool {
        !std::mem::take(&mut self.skipped_more)
    }
}
