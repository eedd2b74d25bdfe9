//! What every part of the grammar reads with: errors and spans are collected here, and a mistake in one entry,
//! row or part is skipped so that those in the others are found as well.
//!
//! Nothing here knows about auctions.

use super::number::number;
use super::words::{missing, name, opens, required, skip_until, spelt, unknown};
use crate::catalogue;
use crate::spans::{Spans, since};
use proc_macro2::{Delimiter, Ident};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Result, Token, braced, bracketed, parenthesized};
use tvmd_core::diagnostic::Place;
use tvmd_core::exact::text::Text;
use tvmd_core::model::Entries;
use tvmd_core::names::nearest;

/// Collects all the mistakes, and where everything was written.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) errors: Vec<syn::Error>,
    pub(crate) spans: Spans,
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

    pub(super) fn mark(&mut self, place: Place, tokens: impl ToTokens) {
        self.spans.mark(place, tokens);
    }

    /// Reads a token whose absence is a mistake but no obstacle.
    pub(super) fn expect<T: Parse>(&mut self, input: ParseStream<'_>, what: &str) {
        self.keep(required::<T>(input, what));
    }

    /// Which of the `known` words `ident` is. A misspelling is reported and read as the word that it is near to, so
    /// that nothing follows from it.
    pub(super) fn meant(
        &mut self,
        ident: &Ident,
        what: &str,
        known: &[&'static str],
    ) -> Result<&'static str> {
        let word = spelt(ident);
        let among = |word: &str| known.iter().copied().find(|known| *known == word);
        if let Some(known) = among(&word) {
            return Ok(known);
        }
        let error = unknown(ident, what, known);
        match nearest(&word, known.iter().copied()).and_then(|near| among(&near)) {
            Some(near) => {
                self.report(error);
                Ok(near)
            }
            None => Err(error),
        }
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

    /// The comma-separated entries up to `end`; `one` is told how many came before.
    pub(super) fn list_until<T>(
        &mut self,
        input: ParseStream<'_>,
        end: fn(ParseStream<'_>) -> bool,
        mut one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Vec<T> {
        let mut entries = Vec::new();
        while !end(input) && !input.is_empty() {
            let read = one(self, input, entries.len()).and_then(|entry| {
                if end(input) || input.is_empty() || input.peek(Token![,]) {
                    Ok(entry)
                } else {
                    Err(missing(input, "`,` before the next entry"))
                }
            });
            match self.keep(read) {
                Some(entry) => entries.push(entry),
                None => skip_until(input, |input| input.peek(Token![,]) || end(input)),
            }
            self.keep(input.parse::<Option<Token![,]>>());
        }
        entries
    }

    /// All of `input` as comma-separated entries.
    pub(super) fn list<T>(
        &mut self,
        input: ParseStream<'_>,
        one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Vec<T> {
        self.list_until(input, |_| false, one)
    }

    /// The comma-separated entries of the group that comes next.
    pub(super) fn entries<T>(
        &mut self,
        delimiter: Delimiter,
        input: ParseStream<'_>,
        expected: &str,
        one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.group(delimiter, input, expected, |reader, content| Ok(reader.list(content, one)))
    }

    /// The entry `name: value` of the map at `map`.
    pub(super) fn named<T>(
        &mut self,
        input: ParseStream<'_>,
        map: &Place,
        position: usize,
        key: &str,
        read: impl FnOnce(&mut Self, ParseStream<'_>, &Place) -> Result<T>,
    ) -> Result<(String, T)> {
        let ident = name(input, key)?;
        let place = map.entry(position, &spelt(&ident));
        self.mark(place.key(), &ident);
        required::<Token![:]>(input, &format!("`:` after `{ident}`"))?;
        let start = input.cursor();
        let value = read(self, input, &place)?;
        self.mark(place, since(start, input));
        Ok((spelt(&ident), value))
    }

    /// All of `input` as entries `name: number`.
    pub(super) fn numbers_within(
        &mut self,
        input: ParseStream<'_>,
        place: &Place,
        [key, value]: [&str; 2],
    ) -> Entries<Text> {
        Entries(self.list(input, |reader, input, position| {
            reader.named(input, place, position, key, |_, input, _| Ok(number(input, value)?.text()))
        }))
    }

    /// The entries `name: number` in the braces that come next.
    pub(super) fn numbers(
        &mut self,
        input: ParseStream<'_>,
        place: &Place,
        [expected, key, value]: [&str; 3],
    ) -> Result<Entries<Text>> {
        self.group(Delimiter::Brace, input, expected, |reader, content| {
            Ok(reader.numbers_within(content, place, [key, value]))
        })
    }

    /// The names in the group that comes next, marked as the elements of `place`.
    pub(super) fn names(
        &mut self,
        delimiter: Delimiter,
        input: ParseStream<'_>,
        place: &Place,
        [list, element]: [&str; 2],
    ) -> Result<Vec<String>> {
        self.entries(delimiter, input, list, |reader, input, position| {
            let ident = name(input, element)?;
            reader.mark(place.index(position), &ident);
            Ok(spelt(&ident))
        })
    }
}
