//! What every part of the grammar reads with: errors and spans are collected here, and a mistake in one entry,
//! row or part is skipped so that those in the others are found as well.
//!
//! Nothing here knows about auctions.

use super::number::number;
use crate::spans::Spans;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::buffer::Cursor;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Result, Token, braced, bracketed, parenthesized, token};
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
    pub(super) fn expect<T: Parse>(&mut self, input: ParseStream<'_>, message: &str) {
        if input.fork().parse::<T>().is_err() {
            self.report(input.error(message));
        } else {
            self.keep(input.parse::<T>());
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
            return Err(input.error(format!("expected {expected}")));
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
            self.report(content.error("nothing more is expected here"));
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
                    Err(input.error("expected `,` before the next entry"))
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
        self.list_until(input, |input| input.is_empty(), one)
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
        input.parse::<Token![:]>().map_err(|_| input.error(format!("expected `:` after `{ident}`")))?;
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

/// Whether a group with this delimiter comes next.
pub(super) fn opens(delimiter: Delimiter, input: ParseStream<'_>) -> bool {
    match delimiter {
        Delimiter::Bracket => input.peek(token::Bracket),
        Delimiter::Parenthesis => input.peek(token::Paren),
        Delimiter::Brace | Delimiter::None => input.peek(token::Brace),
    }
}

/// A name that the user chose.
pub(super) fn name(input: ParseStream<'_>, what: &str) -> Result<Ident> {
    if input.peek(Ident::peek_any) && !input.peek(syn::Ident) && !input.peek(Token![_]) {
        return Err(input.error(format!("this word is reserved in Rust; {what} needs another")));
    }
    input.parse().map_err(|_| input.error(format!("expected {what}")))
}

/// A name as the model has it.
pub(super) fn spelt(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The word that comes next, if it is one.
pub(super) fn word(input: ParseStream<'_>) -> Option<String> {
    input.cursor().ident().map(|(ident, _)| ident.to_string())
}

/// Reads `word` if it comes next.
pub(super) fn eat(input: ParseStream<'_>, expected: &str) -> Result<bool> {
    let found = word(input).is_some_and(|word| word == expected);
    if found {
        input.call(Ident::parse_any)?;
    }
    Ok(found)
}

/// The error for a word that isn't one of the `known` ones.
pub(super) fn unknown(ident: &Ident, what: &str, known: &[&str]) -> syn::Error {
    let word = spelt(ident);
    let help = match nearest(&word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known: {}", known.join(", ")),
    };
    syn::Error::new_spanned(ident, format!("there is no {what} `{word}`\nhelp: {help}"))
}

/// The tokens read since `start`.
pub(super) fn since(mut start: Cursor<'_>, input: ParseStream<'_>) -> TokenStream {
    let mut tokens = TokenStream::new();
    while start < input.cursor() {
        let Some((tree, next)) = start.token_tree() else { break };
        tokens.extend([tree]);
        start = next;
    }
    tokens
}

/// Skips tokens until `stop`, or to the end.
pub(super) fn skip_until(input: ParseStream<'_>, stop: impl Fn(ParseStream<'_>) -> bool) {
    while !stop(input) && input.parse::<TokenTree>().is_ok() {}
}

/// Skips what is left of a faulty part: through its `;` or its braces, but not past a word that begins another.
pub(super) fn skip_part(input: ParseStream<'_>, beginnings: &[&str]) {
    while !word(input).is_some_and(|word| beginnings.contains(&word.as_str())) {
        match input.parse::<TokenTree>() {
            Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => break,
            Ok(TokenTree::Punct(punct)) if punct.as_char() == ';' => break,
            Ok(_) => {}
            Err(_) => break,
        }
    }
}
