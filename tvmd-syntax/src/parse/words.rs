//! Single tokens: names, keywords, what is missing, and skipping what can't be read.
//!
//! Nothing here collects errors; [`Reader`](super::reader::Reader) does.

use super::rust::Path;
use crate::catalogue;
use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Result, Token, token};

/// Whether a group with this delimiter comes next.
pub(super) fn opens(delimiter: Delimiter, input: ParseStream<'_>) -> bool {
    match delimiter {
        Delimiter::Bracket => input.peek(token::Bracket),
        Delimiter::Parenthesis => input.peek(token::Paren),
        Delimiter::Brace | Delimiter::None => input.peek(token::Brace),
    }
}

/// The error for something else where `what` should be.
pub(super) fn missing(input: ParseStream<'_>, what: &str) -> syn::Error {
    let message = catalogue::expected(what);
    // At the end of a group that is its closing delimiter; a group ahead is underlined where it opens.
    if input.is_empty() { syn::Error::new(input.span(), message) } else { input.error(message) }
}

/// Reads a token; if it isn't there, nothing is read.
pub(super) fn required<T: Parse>(input: ParseStream<'_>, what: &str) -> Result<T> {
    input.parse().map_err(|_| missing(input, what))
}

/// A name that the user chose.
pub(super) fn name(input: ParseStream<'_>, what: &str) -> Result<Ident> {
    match word(input) {
        Some(word) if !input.peek(syn::Ident) && word != "_" => {
            let raw = format!("r#{word}");
            let raw = syn::parse_str::<Ident>(&raw).is_ok().then_some(raw.as_str());
            Err(input.error(catalogue::reserved(&word, raw)))
        }
        _ => required(input, what),
    }
}

/// Something that the user named, perhaps in another module.
pub(super) fn path(input: ParseStream<'_>, what: &str) -> Result<Path> {
    let begins = input.peek(Token![::])
        || word(input).is_some_and(|word| ["crate", "$crate", "self", "super"].contains(&word.as_str()));
    if begins || input.peek2(Token![::]) {
        return input.parse();
    }
    name(input, what).map(Path::from)
}

/// A word of the grammar; a word of Rust in its place is as wrong as any other.
pub(super) fn keyword(input: ParseStream<'_>, what: &str) -> Result<Ident> {
    if input.peek(Ident::peek_any) { input.call(Ident::parse_any) } else { Err(missing(input, what)) }
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
    syn::Error::new_spanned(ident, catalogue::unknown(what, &spelt(ident), known))
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
