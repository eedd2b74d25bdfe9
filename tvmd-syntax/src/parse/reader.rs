//! What every part of the grammar reads with: errors and spans are collected here, and a mistake in one entry,
//! row or part is skipped so that those in the others are found as well.
//!
//! Nothing here knows about auctions.

use super::number::{Constants, number};
use super::words::{eat, missing, name, opens, required, skip_until, spelt, unknown, word};
use crate::catalogue;
use crate::spans::{Spans, since};
use proc_macro2::{Delimiter, Ident, TokenTree};
use quote::ToTokens;
use std::collections::HashMap;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Result, Token, braced, bracketed, parenthesized};
use tvmd_engine::diagnostic::Place;
use tvmd_engine::exact::Rational;
use tvmd_engine::exact::text::Text;
use tvmd_engine::model::{Entries, Word};
use tvmd_engine::names::nearest;

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

/// What a list keeps of an entry that can't be read.
pub(super) enum Lost<T> {
    /// Nothing; that there should be more is noted.
    Entry,
    /// Something in its place, so that those after it keep theirs.
    Replaced(fn() -> T),
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

    /// The comma-separated entries of the list at `place` up to `end`; `one` is told how many came before.
    pub(super) fn list_until<T>(
        &mut self,
        input: ParseStream<'_>,
        place: &Place,
        lost: &Lost<T>,
        end: fn(ParseStream<'_>) -> bool,
        mut one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Vec<T> {
        let mut entries = Vec::new();
        let mut all = true;
        while !end(input) && !input.is_empty() {
            let next = |input: ParseStream<'_>| input.peek(Token![,]) || end(input);
            match one(self, input, entries.len()) {
                Ok(entry) => {
                    entries.push(entry);
                    if !next(input) && !input.is_empty() {
                        all = false;
                        self.report(missing(input, "`,` before the next entry"));
                    }
                }
                Err(error) => {
                    self.report(error);
                    match lost {
                        Lost::Entry => all = false,
                        Lost::Replaced(replacement) => {
                            self.unread.push(place.index(entries.len()));
                            entries.push(replacement());
                        }
                    }
                }
            }
            skip_until(input, next);
            all &= self.skipped_no_more();
            self.keep(input.parse::<Option<Token![,]>>());
        }
        if !all {
            self.unread.push(place.index(entries.len()));
        }
        entries
    }

    /// All of `input` as the comma-separated entries of the list at `place`.
    pub(super) fn list<T>(
        &mut self,
        input: ParseStream<'_>,
        place: &Place,
        one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Vec<T> {
        self.list_until(input, place, &Lost::Entry, |_| false, one)
    }

    /// The comma-separated entries of the list at `place`, in the group that comes next.
    pub(super) fn entries<T>(
        &mut self,
        delimiter: Delimiter,
        input: ParseStream<'_>,
        place: &Place,
        expected: &str,
        one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.group(delimiter, input, expected, |reader, content| Ok(reader.list(content, place, one)))
    }

    /// The same where each entry's position says whose it is.
    pub(super) fn positions<T>(
        &mut self,
        delimiter: Delimiter,
        input: ParseStream<'_>,
        place: &Place,
        expected: &str,
        replacement: fn() -> T,
        one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.group(delimiter, input, expected, |reader, content| {
            Ok(reader.list_until(content, place, &Lost::Replaced(replacement), |_| false, one))
        })
    }

    /// The entry `name: value` of the map at `map`; a value that can't be read is unread, and `otherwise`.
    pub(super) fn named<T>(
        &mut self,
        input: ParseStream<'_>,
        map: &Place,
        position: usize,
        key: &str,
        otherwise: T,
        read: impl FnOnce(&mut Self, ParseStream<'_>, &Place) -> Result<T>,
    ) -> Result<(String, T)> {
        let ident = name(input, key)?;
        let place = map.entry(position, &spelt(&ident));
        self.mark(place.key(), &ident);
        self.mark(place.clone(), &ident);
        let colon = required::<Token![:]>(input, &format!("`:` after `{ident}`"));
        let start = input.cursor();
        let value = match colon.and_then(|_| read(self, input, &place)) {
            Ok(value) => {
                self.mark(place, since(start, input));
                value
            }
            Err(error) => {
                self.lose(place, error);
                self.skip_entry(input);
                otherwise
            }
        };
        Ok((spelt(&ident), value))
    }

    /// The number after a separator, of `place`. If it can't be read, the rest of its entry is skipped.
    pub(super) fn number_after<T: Parse>(
        &mut self,
        input: ParseStream<'_>,
        [separator, what]: [&str; 2],
        place: Place,
    ) -> Rational {
        match required::<T>(input, separator).and_then(|_| number(&self.constants, input, what)) {
            Ok(number) => {
                self.mark(place, &number);
                number.value
            }
            Err(error) => {
                self.lose(place, error);
                self.skip_entry(input);
                Rational::default()
            }
        }
    }

    /// All of `input` as entries `name: number`.
    pub(super) fn numbers_within(
        &mut self,
        input: ParseStream<'_>,
        place: &Place,
        [key, value]: [&str; 2],
    ) -> Entries<Text> {
        Entries(self.list(input, place, |reader, input, position| {
            let unread = Text(Rational::default());
            let read = |reader: &mut Self, input: ParseStream<'_>, _: &Place| {
                Ok(number(&reader.constants, input, value)?.text())
            };
            reader.named(input, place, position, key, unread, read)
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
        self.positions(delimiter, input, place, list, String::new, |reader, input, position| {
            let ident = name(input, element)?;
            reader.mark(place.index(position), &ident);
            Ok(spelt(&ident))
        })
    }
}
